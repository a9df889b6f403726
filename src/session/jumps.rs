use super::{Pane, Top};
use crate::model::ArticleId;

/// A place that was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    pub article: ArticleId,
    /// First byte shown.
    pub offset: u32,
    /// The row itself, for the width it was left at.
    pub top: Top,
    pub width: u16,
    /// The mention that was under the cursor.
    pub mention: Option<usize>,
    pub focus: Pane,
}

/// The way through the articles, back and forth, as in vim.
#[derive(Clone, Debug, Default)]
pub struct Jumps {
    spots: Vec<Spot>,
    /// Where in the way the reader stands; at the end when not going back.
    at: usize,
}

/// The longest way that is remembered.
const MOST: usize = 100;

impl Jumps {
    /// Leaves a place for somewhere else.
    pub fn leave(&mut self, spot: Spot) {
        self.spots.truncate(self.at);
        self.spots.retain(|old| *old != spot);
        if self.spots.len() == MOST {
            self.spots.remove(0);
        }
        self.spots.push(spot);
        self.at = self.spots.len();
    }

    /// The place before, where there is one; `here` is kept for the way forth.
    pub fn back(&mut self, here: Spot) -> Option<Spot> {
        let to = self.at.checked_sub(1)?;
        if self.at == self.spots.len() {
            self.spots.push(here);
        } else if let Some(spot) = self.spots.get_mut(self.at) {
            *spot = here;
        }
        self.at = to;
        self.spots.get(to).copied()
    }

    /// The place after, where the reader had gone back.
    pub fn forth(&mut self, here: Spot) -> Option<Spot> {
        let to = self.spots.get(self.at + 1).copied()?;
        self.spots[self.at] = here;
        self.at += 1;
        Some(to)
    }
}

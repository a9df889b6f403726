use super::Wanted;
use crate::library::{ArticleRow, Window};
use crate::model::ArticleId;

/// Rows of one article in the list: date and publisher, two of title, counts, air.
pub const ROW: usize = 5;

/// The list of articles: a window on any number of them.
#[derive(Clone, Debug, Default)]
pub struct List {
    pub wanted: Wanted,
    pub window: Window<ArticleRow>,
    /// Whether any answer came yet.
    pub known: bool,
    /// Counted over the whole listing.
    pub cursor: usize,
    pub top: usize,
    /// The cursor went where nothing was loaded yet: its article is to be shown when it comes.
    pub(super) ahead: bool,
}

impl List {
    /// The row at a place of the listing, where it is loaded.
    #[must_use]
    pub fn row(&self, at: usize) -> Option<&ArticleRow> {
        self.window.rows.get(at.checked_sub(self.window.first)?)
    }

    #[must_use]
    pub fn selected(&self) -> Option<&ArticleRow> {
        self.row(self.cursor)
    }

    /// Where an article stands, if that part is loaded.
    #[must_use]
    pub fn place_of(&self, article: ArticleId) -> Option<usize> {
        self.window
            .rows
            .iter()
            .position(|row| row.id == article)
            .map(|at| at + self.window.first)
    }

    /// The loaded row of an article, to be changed.
    pub fn row_mut(&mut self, article: ArticleId) -> Option<&mut ArticleRow> {
        self.window.rows.iter_mut().find(|row| row.id == article)
    }

    /// Moves the cursor and keeps it in a window of `visible` rows.
    pub fn go(&mut self, to: usize, visible: usize) {
        self.cursor = to.min(self.window.total.saturating_sub(1));
        self.follow(visible);
    }

    /// Scrolls so that the cursor shows.
    pub fn follow(&mut self, visible: usize) {
        let visible = visible.max(1);
        if self.cursor < self.top {
            self.top = self.cursor;
        } else if self.cursor >= self.top + visible {
            self.top = self.cursor + 1 - visible;
        }
        self.top = self.top.min(self.window.total.saturating_sub(visible));
    }

    /// The stretch to ask for when what shows, or half a page around it, is not loaded: as little as
    /// goes where somebody waits for it.
    #[must_use]
    pub fn missing(&self, visible: usize) -> Option<(usize, usize)> {
        let margin = margin(visible);
        let have = self.window.first..self.window.first + self.window.rows.len();
        let lacks = |beside: usize| {
            let from = self.top.saturating_sub(beside);
            let to = (self.top + visible + beside).min(self.window.total);
            !self.known || from < have.start || to > have.end
        };
        let beside = if lacks(0) { margin } else { 2 * margin };
        let stretch = (
            self.top.saturating_sub(beside),
            visible + beside + self.top.min(beside),
        );
        lacks(margin / 2).then_some(stretch)
    }

    /// The stretch to begin with: as little as shows, wherever the cursor comes to stand on the
    /// screen, with the half page that [`List::missing`] wants beside it.
    pub(super) fn first_stretch(&self, visible: usize) -> (usize, usize) {
        let beside = visible + margin(visible) / 2;
        let first = self.cursor.saturating_sub(beside);
        (first, self.cursor - first + beside + 1)
    }

    /// Takes an answer in.
    pub fn take(&mut self, window: Window<ArticleRow>, visible: usize) {
        self.window = window;
        self.known = true;
        self.go(self.cursor, visible);
    }
}

/// Rows above and below what shows that are to be loaded as well.
fn margin(visible: usize) -> usize {
    visible.max(8)
}

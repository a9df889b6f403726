use super::{Key, Overlay, Session};
use crate::model::{Correction, Kind, Watching};

/// A few things to choose from, each by its letter.
#[derive(Clone, Debug, Default)]
pub struct Choose {
    pub title: String,
    pub rows: Vec<Choice>,
    pub cursor: usize,
    /// What the keys do, for the last line.
    pub keys: &'static str,
}

/// A line to choose.
#[derive(Clone, Debug)]
pub struct Choice {
    pub letter: Option<char>,
    pub kind: Option<Kind>,
    pub words: String,
    /// Quietly, at the end of the line.
    pub detail: String,
    pub act: Act,
}

/// What a choice does.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Makes a correction.
    Correct(Box<Correction>),
    /// Ends one.
    End(Box<Correction>),
    /// Asks who is meant.
    Mean(Box<super::Aim>),
    Watched(Watching),
    Saved(String),
}

impl Choice {
    pub(super) fn new(letter: char, words: impl Into<String>, act: Act) -> Self {
        Self {
            letter: Some(letter),
            kind: None,
            words: words.into(),
            detail: String::new(),
            act,
        }
    }
}

impl Session {
    pub(super) fn press_choose(&mut self, mut choose: Box<Choose>, key: Key) {
        let last = choose.rows.len().saturating_sub(1);
        match key {
            Key::Esc | Key::Char('q') | Key::Ctrl('c' | 'g') => return,
            Key::Down | Key::Char('j') | Key::Ctrl('n') | Key::Tab => {
                choose.cursor = (choose.cursor + 1).min(last);
            }
            Key::Up | Key::Char('k') | Key::Ctrl('p') | Key::BackTab => {
                choose.cursor = choose.cursor.saturating_sub(1);
            }
            Key::Enter => {
                if let Some(row) = choose.rows.get(choose.cursor) {
                    let act = row.act.clone();
                    return self.act(act);
                }
            }
            Key::Char(letter) => {
                let found = choose.rows.iter().find(|row| row.letter == Some(letter));
                if let Some(row) = found {
                    let act = row.act.clone();
                    return self.act(act);
                }
                if let Some(row) = choose.rows.get(choose.cursor).cloned() {
                    return self.press_watched(choose, &row, letter);
                }
            }
            _ => {}
        }
        self.overlay = Some(Overlay::Choose(choose));
    }

    fn act(&mut self, act: Act) {
        match act {
            Act::Correct(correction) => self.correct(*correction),
            Act::End(correction) => self.end_correction(&correction),
            Act::Mean(aim) => self.pick_for(*aim),
            Act::Watched(watching) => self.show_watched(&watching),
            Act::Saved(name) => self.set_filter(&format!("@{name}")),
        }
    }
}

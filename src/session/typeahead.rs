//! Keys that are typed before the words they are about have arrived: they act once these are there.

use super::command::Step;
use super::{Command, Key, Pane, Session};

/// Keys that are held at most; whoever types more of them does not look.
const MOST: usize = 64;

impl Session {
    /// Whether another article than the one that shows was asked for.
    pub(super) fn is_coming(&self) -> bool {
        let goal = self.goal.map(|goal| goal.article);
        goal.is_some() && goal != self.reading.id()
    }

    /// Whether another article than the one that shows is on its way, or none is there yet.
    pub(super) fn is_turning(&self) -> bool {
        let beyond = self.list.ahead && self.list.window.total > 0;
        beyond || self.is_coming() || !self.asked.worded
    }

    /// Holds a key that comes after held ones, so that the order stays; `Esc` lets go of them, and
    /// whoever wants out is let out.
    pub(super) fn holds(&mut self, key: Key) -> bool {
        if self.held.is_empty() {
            return false;
        }
        let step = self.keymap.step(&[key]);
        if key == Key::Esc || matches!(step, Step::Command(Command::Quit | Command::Suspend)) {
            self.held.clear();
            return false;
        }
        if self.held.len() < MOST {
            self.held.push(key);
        }
        true
    }

    /// Presses what was held, in order; what still has to wait is held again.
    pub(super) fn press_held(&mut self) {
        for key in std::mem::take(&mut self.held) {
            self.press(key);
        }
    }

    /// Whether a command is about words that are not there yet.
    pub(super) fn has_to_wait(&self, command: Command) -> bool {
        let weighed = self.reading.weighed || self.reading.article.is_none();
        match command {
            Command::NextConflict | Command::PreviousConflict => self.is_turning() || !weighed,
            _ => self.is_about_words(command) && self.is_turning(),
        }
    }

    /// Whether a command is about the article that is read, and not about the list, the timeline or
    /// the program.
    fn is_about_words(&self, command: Command) -> bool {
        match command {
            Command::NextMention
            | Command::PreviousMention
            | Command::NextEvent
            | Command::PreviousEvent
            | Command::NextQuote
            | Command::PreviousQuote
            | Command::NextKept
            | Command::PreviousKept
            | Command::SameNext
            | Command::SamePrevious
            | Command::JumpBack
            | Command::JumpForward
            | Command::SetMark
            | Command::Select
            | Command::Clip
            | Command::Copy
            | Command::Annotate
            | Command::Merge
            | Command::Split
            | Command::Reject
            | Command::Rename
            | Command::AddName
            | Command::Watch
            | Command::Why
            | Command::Dropped
            | Command::Changes
            | Command::Grade
            | Command::Network
            | Command::Pipe
            | Command::Export => true,
            // The list's own rows are there.
            Command::Read | Command::Star | Command::OpenUrl => self.focus != Pane::List,
            Command::Down
            | Command::Up
            | Command::HalfDown
            | Command::HalfUp
            | Command::PageDown
            | Command::PageUp
            | Command::Top
            | Command::Bottom
            | Command::Open
            | Command::Find
            | Command::FindNext
            | Command::FindPrevious => matches!(self.focus, Pane::Article | Pane::Card),
            _ => false,
        }
    }
}

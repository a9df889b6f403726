use super::{Answer, Command, Key, Pipe, Piped, Question, Ticket};
use crate::model::Change;

/// Something that happened to the reader.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    Key(Key),
    /// Text from the clipboard, made safe already.
    Paste(String),
    Click {
        x: u16,
        y: u16,
    },
    /// The mouse moves with its button down.
    Drag {
        x: u16,
        y: u16,
    },
    Wheel {
        x: u16,
        y: u16,
        /// Downwards where positive.
        lines: i16,
    },
    Resize {
        width: u16,
        height: u16,
    },
    Command(Command),
    /// A command that the article was given to has ended.
    Piped(Box<Piped>),
    /// Words as the person's own editor left them, made safe already.
    Edited(String),
    Answer(Ticket, Answer),
    /// A line for the status row.
    Notice(String),
    /// New documents are there to be taken in: `3 new files`.
    Arrived(String),
    /// More of what is being read in can be seen; how far it is, in a few words.
    Underway(String),
    /// They are in the library now; what came of it, in a few words.
    TakenIn(String),
    /// Counts and lists were brought further in line with corrections.
    Amended,
}

/// Something that the world has to do for the reader.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    Ask(Ticket, Question),
    /// Likely to be asked next, the likeliest first; the answers are not waited for.
    Foresee(Vec<Question>),
    /// To be written at once.
    Record(Change),
    /// To the clipboard.
    Copy(String),
    /// To the person's own editor, to come back as [`Action::Edited`].
    Edit(String),
    /// To a command of the person's, whose end comes back as [`Action::Piped`].
    Pipe(Box<Pipe>),
    /// To the system's opener.
    Visit(String),
    /// The mouse is to be heard, or left to the terminal.
    Mouse(Hearing),
    /// What arrived is to be taken into the library.
    TakeIn,
    Suspend,
    Redraw,
    Quit,
}

/// Whether the reader hears the mouse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hearing {
    #[default]
    On,
    Off,
}

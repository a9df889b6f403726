//! What the reader is doing: an action in, new state and effects out. Knows no screen.
//!
//! [`Session::update`] takes what happened and gives what is to be done; what has to be asked of
//! the library goes out as a [`Question`] with a [`Ticket`] and comes back as an [`Answer`].

mod action;
mod answer;
mod card;
mod command;
mod find;
mod jumps;
mod key;
mod layout;
mod line;
mod list;
mod look;
mod motion;
mod open;
mod overlay;
mod page;
mod pick;
mod question;
mod reading;
mod settings;
mod settle;
mod state;
mod timeline;
mod typing;
mod undo;
mod work;

pub use action::{Action, Effect, Hearing};
pub use answer::Clerk;
pub use card::{CardPane, CardRow, counted, published};
pub use command::{COMMANDS, Command, Entry, Keymap, Step};
pub use jumps::{Jumps, Spot};
pub use key::Key;
pub use layout::{Area, HEADER, Layout, Pane, SMALLEST, Wishes, margin};
pub use line::{Line, Typed};
pub use list::{List, ROW};
pub use overlay::{Field, Form, Help, Overlay, Palette, Prompt, Purpose, TLPS, Words};
pub use page::{MEASURE, Page, Piece, PieceKind, Row, Top};
pub use pick::{Among, Found, Picker, Preview};
pub use question::{
    About, Answer, Existing, Fault, Opening, Place, Question, Slot, Ticket, Toward, Wanted,
};
pub use reading::Reading;
pub use settings::follows_name;
pub use state::{Follows, Message, Seek, Session, Theme, Tone};
pub use timeline::{LABEL, TimePane, grain_name, short_date};
pub use undo::History;

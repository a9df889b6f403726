//! What the reader is doing: an action in, new state and effects out. Knows no screen.
//!
//! [`Session::update`] takes what happened and gives what is to be done; what has to be asked of
//! the library goes out as a [`Question`] with a [`Ticket`] and comes back as an [`Answer`].

mod action;
mod answer;
mod card;
mod choose;
mod clipping;
mod clips;
mod command;
mod correcting;
mod draft;
mod editor;
mod find;
mod grading;
mod jumps;
mod keep;
mod key;
mod keymap;
mod layout;
mod line;
mod list;
mod look;
mod motion;
mod naming;
mod note;
mod note_rows;
mod noting;
mod open;
mod overlay;
mod page;
mod pick;
mod question;
mod reading;
mod renew;
mod resolving;
mod select;
mod settings;
mod settle;
mod state;
mod timeline;
mod typing;
mod undo;
mod watching;
mod weighing;
mod work;

pub use action::{Action, Effect, Hearing};
pub use answer::Clerk;
pub use card::{CardPane, CardRow, counted, published};
pub use choose::{Act, Choice, Choose};
pub use clips::{ClipRow, Clips, Input};
pub use command::{COMMANDS, Command, Entry, Step};
pub use draft::Draft;
pub use editor::{Editor, Writing};
pub use grading::{Grading, Judges};
pub use jumps::{Jumps, Spot};
pub use key::Key;
pub use keymap::Keymap;
pub use layout::{Area, HEADER, Layout, Pane, SMALLEST, Wishes, margin};
pub use line::{Line, Typed};
pub use list::{List, ROW};
pub use naming::{Is, Naming, NamingField, NamingSort, Reach};
pub use note::{Doubt, Field, Note};
pub use note_rows::{Ink, NoteRow};
pub use overlay::{Help, Overlay, Palette, Prompt, Purpose, TLPS, Words};
pub use page::{MEASURE, Page, Piece, PieceKind, Row, Top};
pub use pick::{Aim, Among, Found, Picker, Preview};
pub use question::{
    About, Answer, Existing, Fault, Opening, Place, Question, Slot, Ticket, Toward, Wanted,
};
pub use reading::{Kept, Reading, What};
pub use select::{Select, Unit};
pub use settings::follows_name;
pub use state::{Follows, Message, Seek, Session, Theme, Tone};
pub use timeline::{LABEL, TimePane, grain_name, short_date};
pub use undo::History;
pub use watching::Shelf;
pub use weighing::{Weighing, claim_sign, differing, standing};

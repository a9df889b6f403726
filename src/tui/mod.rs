//! Keys, layout, theme, views, the loop and the worker.
//!
//! [`draw`] makes a frame of a session and nothing else; [`run`] is the reader in a terminal. The
//! screen's thread never waits for the library: a worker owns that and answers in its own time.

mod changes;
mod clipboard;
mod colour;
mod dots;
mod draw;
mod keys;
mod lookout;
mod outside;
mod paint;
mod palette;
mod picture;
mod pipe;
mod run;
mod sheet;
mod terminal;
mod theme;
mod views;
mod worker;

pub use colour::Colour;
pub use draw::draw;
pub use keys::action;
pub use lookout::{Lookout, Teller};
pub use palette::{Palette, ROLES, Role};
pub use picture::{Paper, svg};
pub use pipe::Pipes;
pub use run::{Error, Outcome, Start, run};
pub use theme::{Depth, Look, sign};
pub use worker::{Opened, Opener, Trouble};

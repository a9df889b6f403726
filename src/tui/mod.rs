//! Keys, layout, theme, views, the loop and the worker.
//!
//! [`draw`] makes a frame of a session and nothing else; [`run`] is the reader in a terminal.

mod draw;
mod paint;
mod theme;
mod views;

pub use draw::draw;
pub use theme::{Depth, Look, sign};

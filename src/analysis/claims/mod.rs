//! What an article says that others may say as well: figures, events, quotations.
//!
//! A claim is taken out of the annotations of one document and boiled down to a [`Sketch`] of a
//! hundred bytes or two. Sketches find each other by [`Sketch::keys`] and are told alike by
//! [`compare`], without the texts; [`link`] gathers a set of them into claims that several make.

mod compare;
mod find;
mod link;
mod list;
mod page;
mod roots;
mod sketch;
mod words;

pub use compare::{Figures, Likeness, Rarity, compare, rarity, rise};
pub use find::{find, first, numbered, place};
pub use link::{CROWD, fit, gather, link};
pub use list::List;
pub use sketch::Sketch;
pub use words::hash as number;

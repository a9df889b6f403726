//! The lines of the timeline: dated sentences, each with a short form.

mod clause;
mod find;
mod short;
mod words;

pub use find::find;

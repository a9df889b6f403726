//! Quotations and their speakers.
//!
//! Marks are paired first, then each pair is judged by the words around it: speech has a reporting
//! verb, or is a sentence of its own; a term, a title and a scare quote have neither. Indirect
//! speech is marked where "that", "according to", or a verb of saying beside a clause of its own
//! shows its bounds.

mod alone;
mod called;
mod days;
mod find;
mod fragments;
mod frames;
mod heads;
mod indirect;
mod judge;
mod marks;
mod nameless;
mod pronoun;
mod refer;
mod reporting;
mod roles;
mod sex;
mod speaker;
mod told;
mod utter;

pub use find::find;
pub use refer::refer;

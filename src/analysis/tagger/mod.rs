//! The sequence tagger: finds names that no list holds, from the look of words and what is around
//! them. It also makes the page of looked-up words that the rules for names read.

mod lexicon;
mod words;

pub use lexicon::Class;
pub(crate) use lexicon::{HashedMap, class_of};
pub(crate) use words::hash_of;
pub use words::{Page, Shape, Word};

//! The sequence tagger: finds names that no list holds, from the look of words and what is around
//! them. It also makes the page of looked-up words that the rules for names read.

mod cue;
mod features;
mod file;
mod kinds;
mod lattice;
mod lexicon;
mod model;
mod recall;
mod train;
mod weights;
mod words;

pub use cue::Cue;
pub use features::{Hint, Hints};
pub use kinds::{Bearer, Kinds, bearer, learn_kinds};
pub(super) use kinds::{KINDS, kinds};
pub use lexicon::Class;
pub(crate) use lexicon::{HashedMap, NameMap, class_of};
pub use model::{Model, Sort, Tagged, Tagging};
pub(super) use recall::Recall;
pub use train::{Lesson, Plan, Truth, lesson, train};
pub use words::{Page, Shape, Word};
pub(crate) use words::{SEED, feature_hash, hash_of, mix};

//! Who and what is named: lists, rules and the tagger are weighed in one reading of the whole
//! document, and every mention is resolved to its entity.

mod acronyms;
mod candidates;
mod listed;
mod mark;
mod patterns;
mod persons;
mod places;
mod references;
mod resolve;
mod taught;

pub use mark::{Names, mark};

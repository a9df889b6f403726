//! Who and what is named: lists, rules and the tagger are weighed in one reading of the whole
//! document, and every mention is resolved to its entity.

mod acronyms;
mod actors;
mod again;
mod bearers;
mod bodies;
mod candidates;
mod captions;
mod closed;
mod clubs;
mod confidence;
mod countries;
mod crews;
mod cues;
mod evidence;
mod firms;
mod forces;
mod foreign;
mod hints;
mod laws;
mod listed;
mod mark;
mod native;
mod owners;
mod parts;
mod patterns;
mod persons;
mod places;
mod platforms;
mod prefixes;
mod references;
mod resolve;
mod rows;
mod sorts;
mod such;
mod taught;
mod terms;
mod told;
mod uses;
mod weigh;

pub use hints::hints;
pub use mark::{Names, mark};

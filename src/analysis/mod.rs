//! What is in a document: names, dates, incidents, quotations, figures and the events they make.
//!
//! Pure and total: the same document and knowledge give the same annotations, and no content
//! fails. One [`Reading`] of the document is shared by every part.

mod annotate;
pub mod claims;
pub mod correct;
pub mod dates;
pub mod events;
pub mod figures;
pub mod gazetteer;
mod grammar;
pub mod grounds;
pub mod incidents;
mod knowledge;
mod lexeme;
mod logistic;
pub mod names;
pub mod quotes;
mod reading;
pub mod tagger;

pub use annotate::annotate;
pub use knowledge::Knowledge;
pub use reading::{Reading, Sentence};

//! The name lists of `assets/`, and finding their names in a text by a hash of token sequences.

mod entry;
mod find;
mod list;
mod pieces;
mod shipped;
mod table;

pub use entry::{Alias, Case, Entry, Role, Stands, Text};
pub use find::{Around, Candidate, Found};
pub use list::{Fault, Record, Written, read};
pub use shipped::LISTS;
pub use table::Gazetteer;

//! The name lists of `assets/`, and finding their names in a text by a hash of token sequences.

mod caution;
mod check;
mod entry;
mod find;
mod list;
mod pieces;
mod shipped;
mod table;

pub use caution::{flaw, id};
pub use check::{check, is_stretch};
pub use entry::{Alias, Case, Entry, Role, Stands, Text};
pub use find::{Around, Candidate, Found};
pub use list::{Fault, Record, Written, read};
pub use pieces::name_key;
pub use shipped::LISTS;
pub use table::Gazetteer;

//! A report in one format, one file each.

mod csv;
mod error;
mod file;
mod format;
mod json;
mod markdown;
mod words;

pub use error::Error;
pub use file::{Existing, save};
pub use format::{Format, write};

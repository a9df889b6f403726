//! A report in one format, one file each.

mod csv;
mod error;
mod format;
mod json;
mod markdown;
mod words;

pub use error::Error;
pub use format::{Format, write};

//! A report in one format, one file each.

mod block;
mod claimed;
mod csl;
mod csv;
mod error;
mod file;
mod format;
mod ftm;
mod graphml;
mod html;
mod ids;
mod json;
mod layout;
mod markdown;
mod note;
mod obsidian;
mod picture;
mod quote;
mod sourced;
mod stix;
mod stix_marking;
mod style;
mod template;
mod timelinejs;
mod timesketch;
mod words;
mod xml;

pub use block::{Block, Hand, Part};
pub use csv::{Table, table};
pub use error::Error;
pub use file::{Existing, save, save_all};
pub use format::{Format, files, write};
pub use note::blocks;
pub use quote::quote;
pub use template::{SHIPPED, Template, about, fill};

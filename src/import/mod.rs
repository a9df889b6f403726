//! Bytes become documents: one file a format, and beside them what is not the article (`clean`)
//! and what the article says about itself (`metadata`).
//!
//! Content never fails: what cannot be read is a [`Skip`] with its reason. Only a path that the
//! user named and that is not there is an error.

mod archive;
mod clean;
mod docx;
mod draft;
mod encoding;
mod epub;
mod error;
mod feed;
mod fetch;
mod flow;
mod format;
mod front;
mod gzip;
mod html;
mod json;
mod jsonl;
mod language;
mod limits;
mod mail;
mod manifest;
mod markdown;
mod markup;
mod metadata;
mod outline;
mod page;
mod pdf;
mod plain;
mod published;
mod read;
mod sample;
mod settle;
mod stream;
mod table;
mod title;
mod walk;

pub use error::ImportError;
pub use fetch::{Asked, FetchError, Fetcher, Page, Reach, Reply, is_address};
pub use format::Format;
pub use jsonl::{read_record, record_sha256};
pub use limits::{Limit, LimitError, Limits, Unit};
pub use manifest::{Entry, Manifest};
pub use outline::FeedLink;
pub use pdf::{PDF_COMMAND, PDF_RUNS, PdfReader, serve_pdf};
pub use read::{Batch, Cleaning, Given, read, whole_file};
pub use sample::sample;
pub use stream::{TextLine, TextLines};
pub use walk::{Skip, Source, Walk, walk, walk_changed};

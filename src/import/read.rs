use super::draft::Draft;
use super::manifest::Entry;
use super::settle::{Origin, settle};
use super::{Format, Limits, Skip, Source, encoding, jsonl, markdown, plain};
use crate::model::Document;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// What the user said about the import as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The date of publication of every document: ISO 8601, as precise as known.
    pub published: Option<String>,
    pub cleaning: Cleaning,
    pub limits: Limits,
}

/// Whether what is not the article is taken out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cleaning {
    #[default]
    Clean,
    /// The text stays as it came, to the last byte.
    Raw,
}

/// What came out of one file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    pub documents: Vec<Document>,
    pub skipped: Vec<Skip>,
}

impl Batch {
    pub(super) fn skip(&mut self, path: &str, reason: impl Into<String>) {
        self.skipped.push(Skip {
            path: path.to_owned(),
            reason: reason.into(),
        });
    }
}

/// Reads a file from disk. One that cannot be read comes out as a skip.
#[must_use]
pub fn read_file(source: &Source, given: &Given) -> Batch {
    let path = source.path.display().to_string();
    let limit = given.limits.file;
    let mut bytes = Vec::new();
    let read_all =
        File::open(&source.path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes));
    let mut batch = Batch::default();
    match read_all {
        Err(why) => batch.skip(&path, why.to_string()),
        Ok(_) if bytes.len() as u64 > limit => {
            batch.skip(&path, format!("larger than {limit} bytes"));
        }
        Ok(_) => return read(&path, &bytes, source.entry.as_ref(), given),
    }
    batch
}

/// Reads the bytes of a file. `path` names its format by its ending and is what the documents say
/// they came from.
#[must_use]
pub fn read(path: &str, bytes: &[u8], entry: Option<&Entry>, given: &Given) -> Batch {
    let format = Format::of_name(Path::new(path)).unwrap_or_else(|| Format::sniff(bytes));
    let mut batch = Batch::default();
    if encoding::is_binary(bytes) {
        batch.skip(path, "not text");
        return batch;
    }
    let origin = Origin::new(path, entry, given);
    match format {
        Format::JsonLines => jsonl::read(bytes, &origin, &mut batch),
        Format::Text | Format::Markdown => {
            let draft = |text: &str| match format {
                Format::Markdown => markdown::draft(text),
                _ => plain::draft(text),
            };
            one(bytes, &origin, draft, &mut batch);
        }
    }
    batch
}

/// One document of text.
fn one(bytes: &[u8], origin: &Origin<'_>, draft: impl Fn(&str) -> Draft, batch: &mut Batch) {
    let decoded = encoding::decode(bytes, None);
    let mut draft = match origin.given.cleaning {
        Cleaning::Clean => draft(&decoded.text),
        Cleaning::Raw => plain::raw(&decoded.text),
    };
    draft.removed.undecodable = decoded.undecodable;
    match settle(draft, origin, sha256(bytes)) {
        Ok(document) => batch.documents.push(document),
        Err(reason) => batch.skip(origin.path, reason),
    }
}

/// SHA-256 in lower-case hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    out
}

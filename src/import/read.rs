use super::draft::Draft;
use super::manifest::Entry;
use super::settle::{Origin, settle};
use super::{Format, Limits, Skip, Source, encoding, html, jsonl, markdown, page, plain};
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
        Format::Text => one(
            bytes,
            None,
            &origin,
            |text| Ok(plain::draft(text)),
            &mut batch,
        ),
        Format::Markdown => one(
            bytes,
            None,
            &origin,
            |text| Ok(markdown::draft(text)),
            &mut batch,
        ),
        Format::Html => {
            let charset = page::charset(bytes);
            let draft = |text: &str| html::draft(text, &given.limits);
            one(bytes, charset.as_deref(), &origin, draft, &mut batch);
        }
    }
    batch
}

/// One document of text in some encoding.
fn one(
    bytes: &[u8],
    charset: Option<&str>,
    origin: &Origin<'_>,
    draft: impl Fn(&str) -> Result<Draft, String>,
    batch: &mut Batch,
) {
    let decoded = encoding::decode(bytes, charset);
    let drafted = match origin.given.cleaning {
        Cleaning::Clean => draft(&decoded.text),
        Cleaning::Raw => Ok(plain::raw(&decoded.text)),
    };
    let settled = drafted.and_then(|mut draft| {
        draft.removed.undecodable = decoded.undecodable;
        settle(draft, origin, sha256(bytes))
    });
    match settled {
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

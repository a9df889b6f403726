use super::draft::Draft;
use super::manifest::Entry;
use super::settle::{Origin, settle};
use super::{
    FeedLink, Format, Limits, PdfReader, Skip, docx, encoding, epub, feed, gzip, html, json, jsonl,
    mail, markdown, outline, page, pdf, plain, table,
};
use crate::model::Document;
use crate::text::sanitise_line;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::Path;

/// Bytes at the beginning of a file that tell what it is.
const SNIFFED: u64 = 2048;

/// What the user said about the import as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The date of publication of every document: ISO 8601, as precise as known.
    pub published: Option<String>,
    pub cleaning: Cleaning,
    pub limits: Limits,
    pub pdf: PdfReader,
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
    /// What the file is, and where it is packed what lies in it.
    pub format: Option<Format>,
    /// Feeds that a list names, to be asked when the person wishes.
    pub feeds: Vec<FeedLink>,
    /// The bytes that a document came from, by its place in `documents`, where many share a file:
    /// a mail of a box, an entry of a feed. The others came from all of the file.
    pub own_bytes: BTreeMap<usize, Vec<u8>>,
    /// What programs before this one called a document, by its place in `documents`, where that was
    /// by its place among those of its file.
    pub former: BTreeMap<usize, String>,
}

impl Batch {
    /// Takes a document in that is one of many in its file.
    pub(super) fn push(&mut self, document: Document, bytes: &[u8]) {
        self.own_bytes.insert(self.documents.len(), bytes.to_vec());
        self.documents.push(document);
    }

    /// The same of one that nothing names, and what it was called by its number from 1.
    pub(super) fn push_numbered(&mut self, document: Document, bytes: &[u8], former: &str) {
        self.former
            .insert(self.documents.len(), sanitise_line(former));
        self.push(document, bytes);
    }

    pub(super) fn skip(&mut self, path: &str, reason: impl Into<String>) {
        self.skipped.push(Skip {
            path: path.to_owned(),
            reason: reason.into(),
        });
    }
}

/// The bytes of a file, or of something else under a file's name, where they are no more than what it
/// is may have: by its name, and where that says nothing by its first bytes. Else why not.
///
/// # Errors
/// Where it cannot be read.
pub fn whole_file(
    name: &Path,
    mut input: impl Read,
    limits: &Limits,
) -> io::Result<Result<Vec<u8>, String>> {
    let mut bytes = Vec::new();
    input.by_ref().take(SNIFFED).read_to_end(&mut bytes)?;
    let limit = limits.of(format_of(name, &bytes));
    let rest = limit.saturating_add(1).saturating_sub(bytes.len() as u64);
    input.take(rest).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Ok(Err(format!("larger than {limit} bytes")));
    }
    Ok(Ok(bytes))
}

/// Reads the bytes of a file. `path` names its format by its ending and is what the documents say
/// they came from.
#[must_use]
pub fn read(path: &str, bytes: &[u8], entry: Option<&Entry>, given: &Given) -> Batch {
    let mut batch = Batch::default();
    let origin = Origin::new(path, entry, given);
    take(
        format_of(Path::new(path), bytes),
        None,
        bytes,
        &origin,
        &mut batch,
    );
    batch
}

/// What the bytes of a file of this name are.
fn format_of(name: &Path, bytes: &[u8]) -> Format {
    match Format::of_name(name) {
        // Many call their JSON Lines JSON, and lists of feeds XML.
        Some(Format::Json) if Format::sniff(bytes) == Format::JsonLines => Format::JsonLines,
        Some(Format::Feed) if Format::sniff(bytes) == Format::Opml => Format::Opml,
        Some(format) => format,
        None => Format::sniff(bytes),
    }
}

/// Hands the bytes to the reader of their format; `charset` is what a server says of them.
pub(super) fn take(
    format: Format,
    charset: Option<&str>,
    bytes: &[u8],
    origin: &Origin<'_>,
    batch: &mut Batch,
) {
    let limits = &origin.given.limits;
    batch.format = Some(format);
    let packed = matches!(
        format,
        Format::Epub | Format::Docx | Format::Pdf | Format::Gzip | Format::Mail | Format::Mailbox
    );
    if !packed && encoding::is_binary(bytes) {
        batch.skip(origin.path, "not text");
        return;
    }
    match format {
        Format::Text => one(bytes, charset, origin, |text| Ok(plain::draft(text)), batch),
        Format::Markdown => one(
            bytes,
            charset,
            origin,
            |text| Ok(markdown::draft(text)),
            batch,
        ),
        Format::Html => {
            let own = page::charset(bytes);
            let draft = |text: &str| html::draft(text, limits);
            one(bytes, charset.or(own.as_deref()), origin, draft, batch);
        }
        Format::JsonLines => jsonl::read(bytes, origin, batch),
        Format::Json => json::read(bytes, origin, batch),
        Format::Table => table::read(bytes, origin, batch),
        Format::Feed => feed::read(bytes, origin, batch),
        Format::Opml => outline::read(bytes, origin, batch),
        Format::Mail => mail::read(bytes, origin, batch),
        Format::Mailbox => mail::read_box(bytes, origin, batch),
        Format::Epub => {
            let mut lost = Vec::new();
            let drafted = epub::draft(bytes, limits, &mut lost);
            if drafted.is_ok() {
                for reason in lost {
                    batch.skip(origin.path, reason);
                }
            }
            whole(drafted, bytes, origin, batch);
        }
        Format::Docx => whole(docx::draft(bytes, limits), bytes, origin, batch),
        Format::Pdf => {
            let draft = pdf::draft(bytes, &origin.given.pdf, limits);
            whole(draft, bytes, origin, batch);
        }
        Format::Gzip => unpacked(bytes, origin, batch),
    }
}

/// Reads what a gzip file holds; gzip in gzip is nobody's archive.
fn unpacked(bytes: &[u8], origin: &Origin<'_>, batch: &mut Batch) {
    let inner = match gzip::unpack(bytes, &origin.given.limits) {
        Ok(inner) => inner,
        Err(reason) => {
            batch.skip(origin.path, reason);
            return;
        }
    };
    let name = Path::new(origin.path).with_extension("");
    let format = format_of(&name, &inner);
    if format == Format::Gzip || inner.starts_with(&[0x1f, 0x8b]) {
        batch.skip(origin.path, "gzip in gzip");
        return;
    }
    let id = name
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    let own = Origin {
        id: id.unwrap_or_else(|| origin.id.clone()),
        ..origin.clone()
    };
    take(format, None, &inner, &own, batch);
}

/// Settles a draft that stands for the whole file.
fn whole(drafted: Result<Draft, String>, bytes: &[u8], origin: &Origin<'_>, batch: &mut Batch) {
    let settled = drafted.and_then(|mut draft| {
        if origin.given.cleaning == Cleaning::Raw {
            let parts: Vec<String> = draft.parts.into_iter().map(|part| part.text).collect();
            draft.parts = plain::raw(&parts.join("\n\n")).parts;
        }
        settle(draft, origin, sha256(bytes))
    });
    match settled {
        Ok(document) => batch.documents.push(document),
        Err(reason) => batch.skip(origin.path, reason),
    }
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
    let counted = drafted.map(|mut draft| {
        draft.removed.undecodable = decoded.undecodable;
        draft
    });
    let settled = counted.and_then(|draft| settle(draft, origin, sha256(bytes)));
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

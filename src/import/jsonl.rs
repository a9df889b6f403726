//! JSON Lines: one record a line, with `text` or `html` and what is known about it.

use super::draft::Draft;
use super::manifest::one_or_many;
use super::read::sha256;
use super::settle::{Origin, settle};
use super::{Batch, Cleaning, Entry, Format, Given, encoding, html, metadata, plain};
use crate::model::Basis;
use crate::text::sanitise_line;
use serde::{Deserialize, Deserializer};
use std::collections::HashSet;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Record {
    #[serde(deserialize_with = "text_or_number")]
    pub id: Option<String>,
    pub text: Option<String>,
    pub html: Option<String>,
    pub title: Option<String>,
    #[serde(deserialize_with = "text_or_number")]
    pub published: Option<String>,
    #[serde(alias = "author", deserialize_with = "one_or_many")]
    pub authors: Vec<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
}

fn text_or_number<'de, D: Deserializer<'de>>(input: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Value {
        Text(String),
        Number(serde_json::Number),
    }
    Ok(
        Option::<Value>::deserialize(input)?.map(|value| match value {
            Value::Text(text) => text,
            Value::Number(number) => number.to_string(),
        }),
    )
}

/// Reads every record; a line that is none is a skip of its own. On one thread: whoever reads many
/// files at a time waits for each on a core of its own.
pub(super) fn read(bytes: &[u8], origin: &Origin<'_>, batch: &mut Batch) {
    let decoded = encoding::decode(bytes, None);
    for (number, line) in decoded.text.split('\n').enumerate() {
        let one = record(origin, number + 1, line);
        let first = batch.documents.len();
        let own = one.own_bytes.into_iter();
        batch
            .own_bytes
            .extend(own.map(|(place, bytes)| (first + place, bytes)));
        let former = one.former.into_iter();
        batch
            .former
            .extend(former.map(|(place, name)| (first + place, name)));
        batch.documents.extend(one.documents);
        batch.skipped.extend(one.skipped);
    }
}

/// Reads one line of JSON Lines, its number counted from 1: for those who have not the whole file
/// at hand. A blank line gives nothing.
#[must_use]
pub fn read_record(
    path: &str,
    number: usize,
    line: &str,
    entry: Option<&Entry>,
    given: &Given,
) -> Batch {
    let mut batch = record(&Origin::new(path, entry, given), number, line);
    batch.format = Some(Format::JsonLines);
    batch
}

/// The SHA-256 that the document of a line has, in lower-case hexadecimal.
#[must_use]
pub fn record_sha256(line: &str) -> String {
    sha256(bare(line).as_bytes())
}

fn bare(line: &str) -> &str {
    line.trim().trim_start_matches('\u{feff}')
}

fn record(origin: &Origin<'_>, number: usize, line: &str) -> Batch {
    let mut batch = Batch::default();
    let line = bare(line);
    if line.is_empty() {
        return batch;
    }
    let place = format!("{}:{number}", origin.path);
    let limit = origin.given.limits.json_line;
    if line.len() > limit {
        batch.skip(&place, format!("a line longer than {limit} bytes"));
        return batch;
    }
    match serde_json::from_str::<Record>(line) {
        // Which addresses other lines have is not known here.
        Ok(record) => one(record, line, origin, &mut batch, (number, &place), None),
        Err(why) => batch.skip(&place, format!("not a record: {why}")),
    }
    batch
}

/// Makes a document of a record; `place` is its number among those of its file and names it where it
/// is skipped, `addresses` are those that
/// records of the file had so far. What has no id is told by its address or by its bytes, never by
/// its place among the others: that is another's as soon as one comes before it.
pub(super) fn one(
    record: Record,
    line: &str,
    origin: &Origin<'_>,
    batch: &mut Batch,
    (number, place): (usize, &str),
    addresses: Option<&mut HashSet<String>>,
) {
    let mut draft = match (&record.text, &record.html, origin.given.cleaning) {
        (Some(text), _, Cleaning::Raw) | (None, Some(text), Cleaning::Raw) => plain::raw(text),
        (Some(text), _, Cleaning::Clean) => plain::draft(text),
        (None, Some(html), Cleaning::Clean) => match html::draft(html, &origin.given.limits) {
            Ok(draft) => draft,
            Err(reason) => {
                batch.skip(place, reason);
                return;
            }
        },
        (None, None, _) => {
            batch.skip(place, "a record with neither text nor html");
            return;
        }
    };
    describe(&record, &mut draft);
    let hash = sha256(line.as_bytes());
    let former = record.id.is_none();
    let id = record.id.or_else(|| told_once(record.url, addresses));
    let own = Origin {
        id: id.unwrap_or_else(|| by_bytes(&origin.id, &hash)),
        ..origin.clone()
    };
    match settle(draft, &own, hash) {
        Ok(document) if former => {
            let former = format!("{}-{number}", origin.id);
            batch.push_numbered(document, line.as_bytes(), &former);
        }
        Ok(document) => batch.push(document, line.as_bytes()),
        Err(reason) => batch.skip(place, reason),
    }
}

/// What tells one of many in a file by its bytes.
pub(super) fn by_bytes(file: &str, sha256: &str) -> String {
    format!("{file}-{}", sha256.get(..16).unwrap_or(sha256))
}

/// A name that stands for one of many in a file, unless another had it before; where it is not
/// known which names were had, none does.
pub(super) fn told_once(name: Option<String>, had: Option<&mut HashSet<String>>) -> Option<String> {
    const LONGEST: usize = 1_000;
    let name = name.map(|name| sanitise_line(name.trim()))?;
    let fits = !name.is_empty() && name.len() <= LONGEST;
    (fits && had?.insert(name.clone())).then_some(name)
}

fn describe(record: &Record, draft: &mut Draft) {
    let meta = &mut draft.meta;
    let basis = Basis::Format;
    metadata::offer_line(&mut meta.title, record.title.as_deref(), basis);
    metadata::offer_authors(&mut meta.authors, record.authors.clone(), basis);
    metadata::offer_line(&mut meta.publisher, record.publisher.as_deref(), basis);
    metadata::offer_line(&mut meta.url, record.url.as_deref(), basis);
    let tag = record
        .language
        .as_deref()
        .and_then(super::language::declared);
    metadata::offer(&mut meta.language, tag, basis);
    metadata::offer_date(&mut meta.published, record.published.as_deref(), basis);
}

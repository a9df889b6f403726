//! JSON Lines: one record a line, with `text` or `html` and what is known about it.

use super::draft::Draft;
use super::manifest::one_or_many;
use super::read::sha256;
use super::settle::{Origin, settle};
use super::{Batch, Cleaning, encoding, metadata, plain};
use crate::model::Basis;
use serde::{Deserialize, Deserializer};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Record {
    #[serde(deserialize_with = "text_or_number")]
    id: Option<String>,
    text: Option<String>,
    html: Option<String>,
    title: Option<String>,
    #[serde(deserialize_with = "text_or_number")]
    published: Option<String>,
    #[serde(alias = "author", deserialize_with = "one_or_many")]
    authors: Vec<String>,
    publisher: Option<String>,
    url: Option<String>,
    language: Option<String>,
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

/// Reads every record; a line that is none is a skip of its own.
pub(super) fn read(bytes: &[u8], origin: &Origin<'_>, batch: &mut Batch) {
    let decoded = encoding::decode(bytes, None);
    let limits = &origin.given.limits;
    for (number, line) in decoded.text.split('\n').enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let place = format!("{}:{}", origin.path, number + 1);
        if line.len() > limits.json_line {
            batch.skip(
                &place,
                format!("a line longer than {} bytes", limits.json_line),
            );
            continue;
        }
        match serde_json::from_str::<Record>(line) {
            Ok(record) => one(record, line, number + 1, origin, batch, &place),
            Err(why) => batch.skip(&place, format!("not a record: {why}")),
        }
    }
}

fn one(
    record: Record,
    line: &str,
    number: usize,
    origin: &Origin<'_>,
    batch: &mut Batch,
    place: &str,
) {
    let mut draft = match (&record.text, &record.html, origin.given.cleaning) {
        (Some(text), _, Cleaning::Raw) | (None, Some(text), Cleaning::Raw) => plain::raw(text),
        (Some(text), _, Cleaning::Clean) => plain::draft(text),
        (None, Some(html), Cleaning::Clean) => plain::draft(html),
        (None, None, _) => {
            batch.skip(place, "a record with neither text nor html");
            return;
        }
    };
    describe(&record, &mut draft);
    let own = Origin {
        id: record
            .id
            .unwrap_or_else(|| format!("{}-{number}", origin.id)),
        ..origin.clone()
    };
    match settle(draft, &own, sha256(line.as_bytes())) {
        Ok(document) => batch.documents.push(document),
        Err(reason) => batch.skip(place, reason),
    }
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

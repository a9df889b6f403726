//! JSON: one record, an array of them, or an object around such an array.

use super::jsonl::{Record, one};
use super::settle::Origin;
use super::{Batch, encoding, feed};
use serde_json::Value;
use std::collections::HashSet;

/// Fields in which services hand out their records.
const LISTS: [&str; 9] = [
    "articles",
    "documents",
    "records",
    "items",
    "results",
    "data",
    "entries",
    "posts",
    "hits",
];

/// Reads every record of a JSON document. A JSON Feed is read as the feed that it is.
pub(super) fn read(bytes: &[u8], origin: &Origin<'_>, batch: &mut Batch) {
    let decoded = encoding::decode(bytes, None);
    let limit = origin.given.limits.json_depth;
    if depth(&decoded.text) > limit {
        batch.skip(
            origin.path,
            format!("arrays and objects nested deeper than {limit}"),
        );
        return;
    }
    let value: Value = match serde_json::from_str(&decoded.text) {
        Ok(value) => value,
        Err(why) => {
            batch.skip(origin.path, format!("not JSON: {why}"));
            return;
        }
    };
    let version = value.get("version").and_then(Value::as_str);
    if version.is_some_and(|version| version.contains("jsonfeed.org")) {
        feed::read(bytes, origin, batch);
        return;
    }
    let list = match &value {
        Value::Array(list) => Some(list),
        _ => LISTS.iter().find_map(|name| value.get(name)?.as_array()),
    };
    if let Some(list) = list {
        let mut addresses = HashSet::new();
        for (number, item) in list.iter().enumerate() {
            let place = format!("{}:{}", origin.path, number + 1);
            let line = item.to_string();
            let had = Some(&mut addresses);
            one(
                record(item),
                &line,
                origin,
                batch,
                (number + 1, &place),
                had,
            );
        }
    } else {
        let mut record = record(&value);
        record.id.get_or_insert_with(|| origin.id.clone());
        one(record, &decoded.text, origin, batch, (1, origin.path), None);
    }
}

/// How deep arrays and objects lie in one another.
fn depth(text: &str) -> usize {
    let (mut now, mut deepest) = (0_usize, 0);
    let (mut quoted, mut escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => {
                now += 1;
                deepest = deepest.max(now);
            }
            b']' | b'}' if !quoted => now = now.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// Takes the known fields out of an object under any of their usual names.
fn record(value: &Value) -> Record {
    // Search engines put the record inside.
    let value = value.get("_source").unwrap_or(value);
    let text = |names: &[&str]| {
        names.iter().find_map(|name| match value.get(name)? {
            Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Object(fields) => fields.get("name")?.as_str().map(str::to_owned),
            _ => None,
        })
    };
    let authors = ["authors", "author", "creator", "byline"]
        .iter()
        .find_map(|name| match value.get(name)? {
            Value::String(names) => Some(super::metadata::names(names)),
            Value::Array(list) => Some(
                list.iter()
                    .filter_map(|one| one.as_str().or_else(|| one.get("name")?.as_str()))
                    .map(str::to_owned)
                    .collect(),
            ),
            _ => None,
        });
    Record {
        id: text(&["id", "_id", "guid", "uuid"]),
        text: text(&[
            "text",
            "body",
            "content",
            "article",
            "full_text",
            "articleBody",
            "description",
            "summary",
        ]),
        html: text(&["html", "content_html", "body_html"]),
        title: text(&["title", "headline", "name"]),
        published: text(&[
            "published",
            "publishedAt",
            "published_at",
            "datePublished",
            "date",
            "pubDate",
            "created_at",
            "timestamp",
        ]),
        authors: authors.unwrap_or_default(),
        publisher: text(&["publisher", "source", "publication", "site", "outlet"]),
        url: text(&["url", "link", "permalink"]),
        language: text(&["language", "lang"]),
    }
}

//! CSV and its kin: one document a row, from the column that holds the text.

use super::jsonl::{Record, one};
use super::settle::Origin;
use super::{Batch, encoding, metadata};
use csv::{ReaderBuilder, StringRecord};
use std::collections::HashSet;

/// Reads every row. The first row names the columns.
pub(super) fn read(bytes: &[u8], origin: &Origin<'_>, batch: &mut Batch) {
    let decoded = encoding::decode(bytes, None);
    let text = decoded.text.trim_start_matches('\u{feff}');
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .from_reader(text.as_bytes());
    let Ok(head) = reader.headers().cloned() else {
        batch.skip(origin.path, "a table without a first row");
        return;
    };
    let column = |names: &[&str]| {
        names.iter().find_map(|name| {
            head.iter()
                .position(|cell| cell.trim().to_lowercase().replace([' ', '-'], "_") == *name)
        })
    };
    let Some(body) = column(&[
        "text",
        "body",
        "content",
        "article",
        "full_text",
        "html",
        "message",
        "abstract",
        "description",
        "summary",
    ]) else {
        batch.skip(origin.path, "a table without a column of text");
        return;
    };
    let columns = Columns {
        body,
        id: column(&["id", "guid", "uuid"]),
        title: column(&["title", "headline"]),
        published: column(&[
            "published",
            "date",
            "published_at",
            "publish_date",
            "publication_date",
            "pubdate",
            "created_at",
        ]),
        authors: column(&["authors", "author", "byline"]),
        publisher: column(&["publisher", "source", "publication", "site", "outlet"]),
        url: column(&["url", "link"]),
        language: column(&["language", "lang"]),
    };
    let mut addresses = HashSet::new();
    for (number, row) in reader.records().enumerate() {
        let place = format!("{}:{}", origin.path, number + 2);
        match row {
            Ok(row) => one(
                columns.record(&row),
                &line(&row),
                origin,
                batch,
                (number + 1, &place),
                Some(&mut addresses),
            ),
            Err(why) => batch.skip(&place, format!("not a row: {why}")),
        }
    }
}

struct Columns {
    body: usize,
    id: Option<usize>,
    title: Option<usize>,
    published: Option<usize>,
    authors: Option<usize>,
    publisher: Option<usize>,
    url: Option<usize>,
    language: Option<usize>,
}

impl Columns {
    fn record(&self, row: &StringRecord) -> Record {
        let cell = |column: Option<usize>| {
            let value = row.get(column?)?.trim();
            (!value.is_empty()).then(|| value.to_owned())
        };
        let body = cell(Some(self.body));
        let is_markup = body
            .as_deref()
            .is_some_and(|b| b.starts_with('<') && b.contains("</"));
        let (text, html) = if is_markup {
            (None, body)
        } else {
            (body, None)
        };
        Record {
            id: cell(self.id),
            text,
            html,
            title: cell(self.title),
            published: cell(self.published),
            authors: cell(self.authors)
                .map(|list| metadata::names(&list))
                .unwrap_or_default(),
            publisher: cell(self.publisher),
            url: cell(self.url),
            language: cell(self.language),
        }
    }
}

/// The row as one text, to be told from others by.
fn line(row: &StringRecord) -> String {
    row.iter().collect::<Vec<_>>().join("\u{1f}")
}

/// The sign that parts the first row into most cells.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    [b',', b';', b'\t', b'|']
        .into_iter()
        .max_by_key(|sign| {
            first.bytes().filter(|b| b == sign).count() * 2 + usize::from(*sign == b',')
        })
        .unwrap_or(b',')
}

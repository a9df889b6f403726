use super::{Error, words};
use crate::insight::Report;
use crate::model::{EntityId, IncidentKind};
use csv::Writer;
use std::io::Write;

const HEAD: [&str; 12] = [
    "record",
    "number",
    "date",
    "kind",
    "name",
    "text",
    "stance",
    "sources",
    "publisher",
    "url",
    "estimated",
    "sha256",
];

/// Writes facts, events, entities and sources as one table; `record` says which a row is.
pub(super) fn write(report: &Report, sink: &mut impl Write) -> Result<(), Error> {
    let mut table = Writer::from_writer(sink);
    table.write_record(HEAD)?;
    for (at, fact) in report.facts.iter().enumerate() {
        row(
            &mut table,
            Row {
                record: "fact",
                number: (at + 1).to_string(),
                date: fact
                    .moment
                    .as_ref()
                    .map(ToString::to_string)
                    .unwrap_or_default(),
                kind: fact
                    .kind
                    .map(IncidentKind::as_str)
                    .unwrap_or_default()
                    .to_owned(),
                name: list(&fact.entities),
                text: fact.text.clone(),
                stance: words::stance(fact.stance).unwrap_or_default().to_owned(),
                sources: numbers(&fact.sources),
                ..Row::default()
            },
        )?;
    }
    for (at, told) in report.timeline.iter().enumerate() {
        row(
            &mut table,
            Row {
                record: "event",
                number: (at + 1).to_string(),
                date: told.moment.to_string(),
                kind: told
                    .kind
                    .map(IncidentKind::as_str)
                    .unwrap_or_default()
                    .to_owned(),
                name: list(&told.entities),
                text: told.text.clone(),
                stance: words::stance(told.stance).unwrap_or_default().to_owned(),
                sources: numbers(&told.sources),
                ..Row::default()
            },
        )?;
    }
    for who in &report.who {
        row(
            &mut table,
            Row {
                record: "entity",
                number: who.mentions.to_string(),
                kind: who.kind.to_string(),
                name: who.name.clone(),
                text: who.aliases.join("; "),
                sources: numbers(&who.sources),
                ..Row::default()
            },
        )?;
    }
    for source in &report.sources {
        row(
            &mut table,
            Row {
                record: "source",
                number: source.number.to_string(),
                date: source.published.clone().unwrap_or_default(),
                name: source.authors.join("; "),
                text: source.title.clone(),
                publisher: source.publisher.clone().unwrap_or_default(),
                url: source.url.clone().unwrap_or_default(),
                estimated: source.estimated.to_string(),
                sha256: source.sha256.clone(),
                ..Row::default()
            },
        )?;
    }
    table.flush()?;
    Ok(())
}

#[derive(Default)]
struct Row {
    record: &'static str,
    number: String,
    date: String,
    kind: String,
    name: String,
    text: String,
    stance: String,
    sources: String,
    publisher: String,
    url: String,
    estimated: String,
    sha256: String,
}

fn row(table: &mut Writer<impl Write>, row: Row) -> Result<(), Error> {
    let cells = [
        row.record.to_owned(),
        row.number,
        row.date,
        row.kind,
        row.name,
        row.text,
        row.stance,
        row.sources,
        row.publisher,
        row.url,
        row.estimated,
        row.sha256,
    ];
    table.write_record(cells.iter().map(|cell| harmless(cell)))?;
    Ok(())
}

fn list(ids: &[EntityId]) -> String {
    ids.iter()
        .map(EntityId::as_str)
        .collect::<Vec<_>>()
        .join("; ")
}

fn numbers(numbers: &[u32]) -> String {
    numbers
        .iter()
        .map(u32::to_string)
        .collect::<Vec<_>>()
        .join("; ")
}

/// A cell that no spreadsheet takes for a formula: an apostrophe goes before the signs that begin
/// one (OWASP, CSV injection).
fn harmless(cell: &str) -> String {
    let (clean, _) = crate::text::sanitise(cell);
    if clean.starts_with(['=', '+', '-', '@', '\t', '\r', '|', '%']) {
        format!("'{clean}")
    } else {
        clean
    }
}

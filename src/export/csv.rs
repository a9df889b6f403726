use super::{Error, words};
use crate::insight::{Fact, Report, Told};
use crate::model::{EntityId, IncidentKind};
use csv::Writer;
use std::io::Write;

/// Which rows a table holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Table {
    /// The note itself: facts, events, entities and sources, told apart by the first column.
    #[default]
    Note,
    Entities,
    Mentions,
    Events,
    Figures,
    /// What the numbers of the other tables mean.
    Sources,
}

impl Table {
    pub const ALL: [Self; 6] = [
        Self::Note,
        Self::Entities,
        Self::Mentions,
        Self::Events,
        Self::Figures,
        Self::Sources,
    ];

    /// The word on the command line, which is also the name of the file in a folder.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Entities => "entities",
            Self::Mentions => "mentions",
            Self::Events => "events",
            Self::Figures => "figures",
            Self::Sources => "sources",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.as_str() == word)
    }

    fn head(self) -> &'static [&'static str] {
        match self {
            Self::Note => &[
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
            ],
            Self::Entities => &[
                "id", "kind", "name", "aliases", "country", "note", "mentions", "articles",
                "sources",
            ],
            Self::Mentions => &[
                "entity",
                "text",
                "source",
                "article",
                "paragraph",
                "start",
                "end",
                "rule",
                "confidence",
                "sentence",
            ],
            Self::Events => &[
                "date",
                "first",
                "last",
                "precision",
                "kind",
                "stance",
                "text",
                "entities",
                "sources",
                "article",
            ],
            Self::Figures => &[
                "value",
                "upper",
                "bound",
                "unit",
                "text",
                "date",
                "stance",
                "source",
                "article",
                "paragraph",
                "start",
                "end",
                "sentence",
            ],
            Self::Sources => &[
                "number",
                "id",
                "title",
                "authors",
                "publisher",
                "url",
                "published",
                "estimated",
                "accessed",
                "language",
                "grade",
                "sha256",
            ],
        }
    }
}

/// Writes one table (RFC 4180). Positions are bytes of the article's cleaned text.
///
/// # Errors
/// Only where the sink fails.
pub fn table(table: Table, report: &Report, sink: &mut impl Write) -> Result<(), Error> {
    let mut out = Rows(Writer::from_writer(sink));
    out.row(
        &table
            .head()
            .iter()
            .map(|&cell| cell.to_owned())
            .collect::<Vec<_>>(),
    )?;
    match table {
        Table::Note => note(report, &mut out)?,
        Table::Entities => entities(report, &mut out)?,
        Table::Mentions => mentions(report, &mut out)?,
        Table::Events => events(report, &mut out)?,
        Table::Figures => figures(report, &mut out)?,
        Table::Sources => sources(report, &mut out)?,
    }
    out.0.flush()?;
    Ok(())
}

struct Rows<W: Write>(Writer<W>);

impl<W: Write> Rows<W> {
    fn row(&mut self, cells: &[String]) -> Result<(), Error> {
        self.0
            .write_record(cells.iter().map(|cell| harmless(cell)))?;
        Ok(())
    }
}

fn note(report: &Report, out: &mut Rows<impl Write>) -> Result<(), Error> {
    for (at, fact) in report.facts.iter().enumerate() {
        out.row(&fact_row(at + 1, fact))?;
    }
    for (at, told) in report.timeline.iter().enumerate() {
        out.row(&told_row(at + 1, told))?;
    }
    for who in &report.who {
        out.row(&[
            "entity".to_owned(),
            who.mentions.to_string(),
            String::new(),
            who.kind.to_string(),
            who.name.clone(),
            who.aliases.join("; "),
            String::new(),
            numbers(&who.sources),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
        ])?;
    }
    for source in &report.sources {
        out.row(&[
            "source".to_owned(),
            source.number.to_string(),
            source.published.clone().unwrap_or_default(),
            String::new(),
            source.authors.join("; "),
            source.title.clone(),
            String::new(),
            String::new(),
            source.publisher.clone().unwrap_or_default(),
            source.url.clone().unwrap_or_default(),
            source.estimated.to_string(),
            source.sha256.clone(),
        ])?;
    }
    Ok(())
}

fn fact_row(number: usize, fact: &Fact) -> Vec<String> {
    let mut row = vec![
        "fact".to_owned(),
        number.to_string(),
        fact.moment
            .map(|moment| moment.to_string())
            .unwrap_or_default(),
        kind(fact.kind),
        list(&fact.entities),
        fact.text.clone(),
        words::stance(fact.stance).unwrap_or_default().to_owned(),
        numbers(&fact.sources),
    ];
    row.resize(12, String::new());
    row
}

fn told_row(number: usize, told: &Told) -> Vec<String> {
    let mut row = vec![
        "event".to_owned(),
        number.to_string(),
        told.moment.to_string(),
        kind(told.kind),
        list(&told.entities),
        told.text.clone(),
        words::stance(told.stance).unwrap_or_default().to_owned(),
        numbers(&told.sources),
    ];
    row.resize(12, String::new());
    row
}

fn entities(report: &Report, out: &mut Rows<impl Write>) -> Result<(), Error> {
    for who in &report.findings.entities {
        out.row(&[
            who.id.to_string(),
            who.kind.to_string(),
            who.name.clone(),
            who.aliases.join("; "),
            who.country.clone().unwrap_or_default(),
            who.note.clone().unwrap_or_default(),
            who.mentions.to_string(),
            who.sources.len().to_string(),
            numbers(&who.sources),
        ])?;
    }
    Ok(())
}

fn mentions(report: &Report, out: &mut Rows<impl Write>) -> Result<(), Error> {
    for mention in &report.findings.mentions {
        out.row(&[
            mention.entity.to_string(),
            mention.text.clone(),
            mention.source.to_string(),
            key(report, mention.source),
            mention.paragraph.to_string(),
            mention.span.start.to_string(),
            mention.span.end.to_string(),
            mention.rule.as_str().to_owned(),
            format!("{:.3}", mention.confidence),
            mention.sentence.clone(),
        ])?;
    }
    Ok(())
}

fn events(report: &Report, out: &mut Rows<impl Write>) -> Result<(), Error> {
    for told in &report.findings.events {
        let precision = format!("{:?}", told.moment.precision).to_ascii_lowercase();
        out.row(&[
            told.moment.to_string(),
            told.moment.first.to_string(),
            told.moment.last.to_string(),
            precision,
            kind(told.kind),
            words::stance(told.stance).unwrap_or_default().to_owned(),
            told.text.clone(),
            list(&told.entities),
            numbers(&told.sources),
            key(report, told.sources.first().copied().unwrap_or_default()),
        ])?;
    }
    Ok(())
}

fn figures(report: &Report, out: &mut Rows<impl Write>) -> Result<(), Error> {
    for figure in &report.findings.figures {
        let bound = format!("{:?}", figure.bound).to_ascii_lowercase();
        out.row(&[
            figure.value.to_string(),
            figure
                .upper
                .map(|upper| upper.to_string())
                .unwrap_or_default(),
            bound,
            figure.unit.clone(),
            figure.text.clone(),
            figure
                .moment
                .map(|moment| moment.to_string())
                .unwrap_or_default(),
            words::stance(figure.stance).unwrap_or_default().to_owned(),
            figure.source.to_string(),
            key(report, figure.source),
            figure.paragraph.to_string(),
            figure.span.start.to_string(),
            figure.span.end.to_string(),
            figure.sentence.clone(),
        ])?;
    }
    Ok(())
}

fn sources(report: &Report, out: &mut Rows<impl Write>) -> Result<(), Error> {
    for source in &report.sources {
        out.row(&[
            source.number.to_string(),
            source.key.clone(),
            source.title.clone(),
            source.authors.join("; "),
            source.publisher.clone().unwrap_or_default(),
            source.url.clone().unwrap_or_default(),
            source.published.clone().unwrap_or_default(),
            source.estimated.to_string(),
            source.accessed.to_string(),
            source.language.clone().unwrap_or_default(),
            source.grade.code(),
            source.sha256.clone(),
        ])?;
    }
    Ok(())
}

fn key(report: &Report, number: u32) -> String {
    report
        .source(number)
        .map(|source| source.key.clone())
        .unwrap_or_default()
}

fn kind(kind: Option<IncidentKind>) -> String {
    kind.map(IncidentKind::as_str)
        .unwrap_or_default()
        .to_owned()
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
/// one (OWASP, CSV injection). A number keeps its minus.
fn harmless(cell: &str) -> String {
    let (clean, _) = crate::text::sanitise(cell);
    let begins = clean.trim_start().starts_with([
        '=', '+', '-', '@', '\t', '\r', '|', '%', '＝', '＋', '－', '＠',
    ]);
    if begins && clean.parse::<f64>().is_err() {
        format!("'{clean}")
    } else {
        clean
    }
}

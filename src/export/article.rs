//! One article by itself, as another program or a person without a screen takes it.

use super::markdown::{inline, spaced};
use super::record::Record;
use crate::model::{Annotations, Document, Mention};
use std::collections::BTreeMap;

/// What an article is written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Its head, and its text.
    #[default]
    Text,
    /// The same as Markdown, each name that is marked set off, with a note on who it is.
    Markdown,
    /// The record of `briefing analyze --json`.
    Json,
}

impl Form {
    pub const ALL: [Self; 3] = [Self::Text, Self::Markdown, Self::Json];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Json => "json",
        }
    }

    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "md" => Some(Self::Markdown),
            _ => Self::ALL.into_iter().find(|form| form.as_str() == word),
        }
    }
}

/// Writes one article; ends in a line's end.
#[must_use]
pub fn article(form: Form, document: &Document, marks: &Annotations) -> String {
    match form {
        Form::Text => plain(document),
        Form::Markdown => markdown(document, marks),
        Form::Json => {
            let record = Record::new(document, marks);
            serde_json::to_string(&record).unwrap_or_default() + "\n"
        }
    }
}

fn title(document: &Document) -> &str {
    let title = document.meta.title.as_ref();
    title.map_or("untitled", |title| title.value.as_str())
}

/// Who wrote it, where, when, and its address: a line each.
fn head(document: &Document) -> Vec<String> {
    let meta = &document.meta;
    let mut out = Vec::new();
    if let Some(authors) = meta.authors.as_ref().filter(|a| !a.value.is_empty()) {
        out.push(format!("by {}", authors.value.join(", ")));
    }
    let mut source = Vec::new();
    source.extend(meta.publisher.as_ref().map(|it| it.value.clone()));
    if let Some(published) = &meta.published {
        let estimated = if published.estimated {
            ", estimated"
        } else {
            ""
        };
        let mut moment = published.moment;
        moment.approximate = false;
        source.push(format!("{moment}{estimated}"));
    }
    if !source.is_empty() {
        out.push(source.join(", "));
    }
    out.extend(meta.url.as_ref().map(|url| url.value.clone()));
    out
}

fn plain(document: &Document) -> String {
    let mut out = format!("{}\n", title(document));
    for line in head(document) {
        out.push_str(&line);
        out.push('\n');
    }
    out.push('\n');
    out.push_str(document.text.trim_end());
    out.push('\n');
    out
}

fn markdown(document: &Document, marks: &Annotations) -> String {
    let mut out = format!("# {}\n\n", inline(title(document)));
    for line in head(document) {
        out.push_str(&format!("{}  \n", inline(&line)));
    }
    // Entities by the number of their note, in the order in which they are named.
    let mut notes: BTreeMap<u32, usize> = BTreeMap::new();
    let mut named = Vec::new();
    let mut mentions = marks.mentions.iter().peekable();
    let mut at = 0;
    for paragraph in document.text.split("\n\n") {
        let end = at + paragraph.len();
        out.push('\n');
        let mut done = at;
        while let Some(mention) = mentions.next_if(|mention| mention.span.range().start < end) {
            let range = mention.span.range();
            if range.start < done || range.end > end {
                continue;
            }
            out.push_str(&spaced(&document.text[done..range.start]));
            out.push_str(&format!("**{}**", inline(&document.text[range.clone()])));
            let next = notes.len() + 1;
            let note = *notes.entry(mention.entity).or_insert(next);
            if note == next {
                named.push(mention);
                out.push_str(&format!("[^{note}]"));
            }
            done = range.end;
        }
        out.push_str(&spaced(&document.text[done..end]));
        out.push('\n');
        at = end + 2;
    }
    out.push('\n');
    for mention in named {
        note(&mut out, notes[&mention.entity], mention, marks);
    }
    out
}

fn note(out: &mut String, number: usize, mention: &Mention, marks: &Annotations) {
    if let Some(entity) = marks.entities.get(mention.entity as usize) {
        let name = inline(&entity.name);
        out.push_str(&format!("[^{number}]: {name}, {}.\n", entity.kind));
    }
}

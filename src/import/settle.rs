//! From a draft to the document: the best metadata, the cleaned text, its blocks.

use super::draft::{Draft, Part, Shape};
use super::manifest::Entry;
use super::{Cleaning, Given, clean, language, metadata, title};
use crate::model::{Basis, Block, BlockKind, Document, Span};
use std::path::Path;

/// Where a document comes from, and what was said about it.
#[derive(Clone, Debug)]
pub(super) struct Origin<'a> {
    pub id: String,
    pub path: &'a str,
    pub entry: Option<&'a Entry>,
    pub given: &'a Given,
}

impl<'a> Origin<'a> {
    /// A file of this name; its id is the name without the ending.
    pub(super) fn new(path: &'a str, entry: Option<&'a Entry>, given: &'a Given) -> Self {
        let name = Path::new(path).file_stem().map_or_else(
            || path.to_owned(),
            |stem| stem.to_string_lossy().into_owned(),
        );
        Self {
            id: crate::text::sanitise_line(&name),
            path,
            entry,
            given,
        }
    }
}

/// Makes a document, or says why it is none.
pub(super) fn settle(
    draft: Draft,
    origin: &Origin<'_>,
    sha256: String,
) -> Result<Document, String> {
    let Draft {
        mut meta,
        parts,
        mut dropped,
        removed,
        shape,
    } = draft;
    if let Some(entry) = origin.entry {
        metadata::apply(entry, &mut meta);
    }
    metadata::offer_date(
        &mut meta.published,
        origin.given.published.as_deref(),
        Basis::Given,
    );
    let (text, blocks) = match origin.given.cleaning {
        Cleaning::Raw => as_it_came(parts),
        Cleaning::Clean => {
            let mut cleaned = clean::clean(parts, &mut meta, shape);
            dropped.append(&mut cleaned.dropped);
            if shape == Shape::Plain {
                clean::mark_headings(&mut cleaned.parts);
            }
            join(&cleaned.parts)
        }
    };
    let limits = &origin.given.limits;
    if text.len() > limits.text {
        return Err(format!("text longer than {} bytes", limits.text));
    }
    if memchr::memchr_iter(b'\n', text.as_bytes()).count() >= limits.lines {
        return Err(format!("text of more than {} lines", limits.lines));
    }
    if meta.title.is_none() {
        metadata::offer(&mut meta.title, title::derive(&text), Basis::Derived);
    }
    if meta.language.is_none() {
        meta.language = language::tell(&text);
    }
    Ok(Document {
        id: crate::text::sanitise_line(&origin.id),
        path: Some(origin.path.to_owned()),
        meta,
        text,
        blocks,
        dropped,
        removed,
        sha256,
    })
}

/// Joins the parts by blank lines; headings are lifted so that the first level is 1.
fn join(parts: &[Part]) -> (String, Vec<Block>) {
    let top = parts
        .iter()
        .filter_map(|part| match part.kind {
            BlockKind::Heading(level) => Some(level),
            _ => None,
        })
        .min()
        .unwrap_or(1)
        .max(1);
    let mut text = String::with_capacity(parts.iter().map(|part| part.text.len() + 2).sum());
    let mut blocks = Vec::with_capacity(parts.len());
    for part in parts {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&part.text);
        let kind = match part.kind {
            BlockKind::Heading(level) => BlockKind::Heading(level - top + 1),
            other => other,
        };
        blocks.push(Block {
            span: Span::new(start, text.len()),
            kind,
        });
    }
    (text, blocks)
}

/// The one part of a raw draft, its paragraphs told by blank lines.
fn as_it_came(parts: Vec<Part>) -> (String, Vec<Block>) {
    let text: String = parts.into_iter().map(|part| part.text).collect();
    let mut blocks = Vec::new();
    let mut push = |from: usize, to: usize| {
        let inner = text[from..to].trim();
        if !inner.is_empty() {
            let start = from + (text[from..to].len() - text[from..to].trim_start().len());
            blocks.push(Block {
                span: Span::new(start, start + inner.len()),
                kind: BlockKind::Paragraph,
            });
        }
    };
    let mut start = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            push(start, at);
            start = at + line.len();
        }
        at += line.len();
    }
    push(start, at);
    (text, blocks)
}

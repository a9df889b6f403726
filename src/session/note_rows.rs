//! The blocks of a note as rows of a page.

use crate::export::{Block, Hand, Part};
use crate::text;
use std::ops::Range;

/// What a piece of a row is, for its look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Plain,
    Quiet,
    Strong,
    Heading,
    /// The analyst's own.
    Analyst,
    Cite,
    /// A warning.
    Open,
    Marking,
}

/// One row: where it begins, and its pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteRow {
    pub indent: u16,
    pub pieces: Vec<(Ink, String)>,
}

/// Rows of so many columns.
#[must_use]
pub(super) fn rows(blocks: &[Block], columns: usize) -> Vec<NoteRow> {
    let mut out = Vec::with_capacity(blocks.len() * 2);
    let mut hand = Hand::Program;
    let mut before: Option<&Block> = None;
    for block in blocks {
        if before.is_some_and(|before| apart(before, block)) {
            out.push(NoteRow::default());
        }
        if let Block::Heading { hand: own, .. } = block {
            hand = *own;
        }
        put(block, hand, columns, &mut out);
        before = Some(block);
    }
    out
}

/// Rows of what a template wrote, as it wrote it.
#[must_use]
pub(super) fn filled(text: &str, columns: usize) -> Vec<NoteRow> {
    let mut out = Vec::new();
    for line in text.lines() {
        let ink = match line.trim_start().chars().next() {
            Some('#') => Ink::Heading,
            Some('[') if line.starts_with("[^") => Ink::Quiet,
            _ => Ink::Plain,
        };
        if line.trim().is_empty() {
            out.push(NoteRow::default());
        } else {
            lay(&[(ink, plain(line))], "", columns, &mut out);
        }
    }
    out
}

/// Whether an empty row stands between two blocks.
fn apart(before: &Block, block: &Block) -> bool {
    !matches!(
        (before, block),
        (Block::Field(..), Block::Field(..))
            | (Block::Heading { .. }, _)
            | (Block::Group(_), _)
            | (_, Block::Below(..))
            | (Block::Item(_) | Block::Below(..), Block::Item(_))
            | (Block::Source { .. }, Block::Source { .. })
            | (Block::Aside(_), Block::Item(_))
    )
}

fn put(block: &Block, hand: Hand, columns: usize, out: &mut Vec<NoteRow>) {
    let own = if hand == Hand::Analyst {
        Ink::Analyst
    } else {
        Ink::Plain
    };
    match block {
        Block::Marking(tlp) => lay(&[(Ink::Marking, tlp.as_str().to_owned())], "", columns, out),
        Block::Title(title) => lay(&[(Ink::Strong, plain(title))], "", columns, out),
        Block::Field(label, words) => {
            let label = (Ink::Quiet, format!("{label:<7} "));
            lay(&[label, (Ink::Plain, plain(words))], "", columns, out);
        }
        Block::Heading {
            title,
            section,
            hand,
        } => {
            let by = match (section, hand) {
                (None, _) => "",
                (_, Hand::Analyst) => "  analyst",
                (_, Hand::Program) => "  drawn by the program",
            };
            let pieces = [
                (Ink::Heading, (*title).to_owned()),
                (Ink::Quiet, by.to_owned()),
            ];
            lay(&pieces, "", columns, out);
        }
        Block::Group(name) => lay(&[(Ink::Strong, plain(name))], "", columns, out),
        Block::Aside(words) => lay(&[(Ink::Quiet, plain(words))], "", columns, out),
        Block::ToFill(words) => lay(&[(Ink::Quiet, (*words).to_owned())], "", columns, out),
        Block::Paragraph(parts) => lay(&inks(parts, own), "", columns, out),
        Block::Item(parts) => lay(&inks(parts, own), "• ", columns, out),
        Block::Below(Hand::Analyst, parts) => {
            lay(&inks(parts, Ink::Analyst), "  · ", columns, out);
        }
        Block::Below(Hand::Program, parts) => {
            let warns =
                matches!(parts.first(), Some(Part::Text(words)) if words.starts_with("Warning"));
            let ink = if warns { Ink::Open } else { Ink::Plain };
            lay(&inks(parts, ink), "  · ", columns, out);
        }
        Block::Source { number, parts } => {
            lay(
                &inks(parts, Ink::Plain),
                &format!("{number}. "),
                columns,
                out,
            );
        }
    }
}

fn inks(parts: &[Part], own: Ink) -> Vec<(Ink, String)> {
    parts
        .iter()
        .map(|part| match part {
            Part::Text(words) => (own, spaced(words)),
            Part::Strong(words) => (Ink::Strong, plain(words)),
            Part::Quote(words) => (Ink::Plain, format!("“{}”", plain(words))),
            Part::Code(words) | Part::Link(words) => (Ink::Quiet, plain(words)),
            Part::Cite(number) => (Ink::Cite, format!("[{number}]")),
        })
        .collect()
}

fn plain(words: &str) -> String {
    crate::text::sanitise_line(words)
}

/// Text that keeps the blank at either end.
fn spaced(words: &str) -> String {
    let before = if words.starts_with(' ') { " " } else { "" };
    let after = if words.len() > 1 && words.ends_with(' ') {
        " "
    } else {
        ""
    };
    format!("{before}{}{after}", plain(words).trim())
}

/// Breaks pieces into rows; the first begins with a sign, the others below its text.
fn lay(pieces: &[(Ink, String)], sign: &str, columns: usize, out: &mut Vec<NoteRow>) {
    let whole: String = pieces.iter().map(|(_, words)| words.as_str()).collect();
    let indent = text::width(sign);
    let lines = text::wrap(&whole, columns.saturating_sub(indent).max(1));
    for (at, range) in lines.into_iter().enumerate() {
        let mut row = NoteRow {
            indent: if at == 0 { 0 } else { indent as u16 },
            pieces: Vec::new(),
        };
        if at == 0 && !sign.is_empty() {
            row.pieces.push((Ink::Quiet, sign.to_owned()));
        }
        cut(pieces, &range, &mut row.pieces);
        out.push(row);
    }
}

/// The parts of pieces that lie in a range of all of them together.
fn cut(pieces: &[(Ink, String)], range: &Range<usize>, out: &mut Vec<(Ink, String)>) {
    let mut start = 0;
    for (ink, words) in pieces {
        let end = start + words.len();
        let (from, to) = (range.start.max(start), range.end.min(end));
        if from < to {
            out.push((*ink, words[from - start..to - start].to_owned()));
        }
        start = end;
    }
}

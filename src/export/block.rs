//! A note as blocks, before any format: what Markdown, HTML and the reader's preview all show.

use crate::insight::Section;
use crate::model::Tlp;

/// Who a part of a note is by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// Drawn by the program from the sources.
    Program,
    Analyst,
}

/// A piece of a line. All of it is text, whatever signs it holds; a format escapes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Text(String),
    Strong(String),
    Quote(String),
    Code(String),
    /// A web address.
    Link(String),
    /// The number of a source.
    Cite(u32),
}

/// A piece of a note that is set as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Marking(Tlp),
    Title(String),
    /// A line of the head: date, period, scope.
    Field(&'static str, String),
    Heading {
        title: &'static str,
        /// Nothing for the numbered sources, which are always there.
        section: Option<Section>,
        hand: Hand,
    },
    /// A heading within a section, of the analyst's making.
    Group(String),
    /// The program on its own account: how a section came about, or that there is nothing.
    Aside(String),
    /// A place for the analyst to write.
    ToFill(&'static str),
    Paragraph(Vec<Part>),
    Item(Vec<Part>),
    /// A line below an item.
    Below(Hand, Vec<Part>),
    Source {
        number: u32,
        parts: Vec<Part>,
    },
}

pub(super) fn text(words: impl Into<String>) -> Part {
    Part::Text(words.into())
}

/// The numbers of sources as pieces of a line.
pub(super) fn cites(sources: &[u32]) -> impl Iterator<Item = Part> {
    sources.iter().copied().map(Part::Cite)
}

/// `1 article`, `2 articles`.
pub(super) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// The analyst's words as paragraphs and items, with the sources that they cite. A number that is
/// no source's stays as it was typed.
pub(super) fn written(words: &str, sources: usize) -> Vec<Block> {
    let (clean, _) = crate::text::sanitise(words);
    let mut out = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let close = |open: &mut Vec<&str>, out: &mut Vec<Block>| {
        if !open.is_empty() {
            out.push(Block::Paragraph(parts(&open.join(" "), sources)));
            open.clear();
        }
    };
    for line in clean.lines().map(str::trim) {
        if let Some(item) = ["- ", "* ", "• "]
            .iter()
            .find_map(|sign| line.strip_prefix(sign))
        {
            close(&mut open, &mut out);
            out.push(Block::Item(parts(item, sources)));
        } else if line.is_empty() {
            close(&mut open, &mut out);
        } else {
            open.push(line);
        }
    }
    close(&mut open, &mut out);
    out
}

/// One line of the analyst's words with the sources that it cites.
pub(super) fn parts(words: &str, sources: usize) -> Vec<Part> {
    let mut out = Vec::new();
    let mut rest = words;
    let mut plain = String::new();
    while let Some(at) = rest.find('[') {
        let inner = rest[at + 1..].split(']').next().unwrap_or_default();
        let whole = rest[at + 1..].len() > inner.len();
        let number = inner.parse::<u32>().ok().filter(|n| whole && *n >= 1);
        if let Some(number) = number.filter(|n| *n as usize <= sources) {
            plain.push_str(rest[..at].trim_end());
            if !plain.is_empty() {
                out.push(Part::Text(std::mem::take(&mut plain)));
            }
            out.push(Part::Cite(number));
            rest = &rest[at + inner.len() + 2..];
        } else {
            plain.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
        }
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        out.push(Part::Text(plain));
    }
    out
}

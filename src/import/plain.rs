//! Plain text: which lines make a paragraph, which are items of a list.

use super::draft::{Draft, Part, Shape};
use super::front;
use crate::model::{BlockKind, Dropped, Reason};
use crate::text::{sanitise, squeeze};

/// Lines at least this long were not broken by hand or by a program.
const UNBROKEN: usize = 120;

/// Drafts a document of plain text.
pub(super) fn draft(text: &str) -> Draft {
    let (text, removed) = sanitise(text);
    let mut draft = Draft {
        removed,
        shape: Shape::Plain,
        ..Draft::default()
    };
    let mut head = front::block(&text, &mut draft.meta);
    if head == 0 {
        head = front::lines(&text, &mut draft.meta);
    }
    if head > 0 {
        draft.dropped.push(Dropped {
            text: text[..head].trim().to_owned(),
            reason: Reason::FrontMatter,
        });
    }
    draft.parts = paragraphs(&text[head..]);
    draft
}

/// A draft that stays as it came.
pub(super) fn raw(text: &str) -> Draft {
    Draft {
        parts: vec![Part::new(text, BlockKind::Preformatted)],
        ..Draft::default()
    }
}

/// Cuts text into paragraphs and items: at blank lines, and at every line end that no wrapping
/// explains.
pub(super) fn paragraphs(text: &str) -> Vec<Part> {
    let lines: Vec<&str> = text.split('\n').collect();
    let measure = Measure::of(&lines);
    let lists = Lists::of(&lines);
    let mut out: Vec<Part> = Vec::new();
    let mut open: Option<Line> = None;
    for raw in lines {
        let line = raw.trim();
        if line.is_empty() {
            open = None;
            continue;
        }
        let length = line.chars().count();
        if let Some((kind, body)) = item(raw, lists) {
            out.push(Part::new(squeeze(body), kind));
            open = Some(Line::new(line, length));
            continue;
        }
        match (&open, out.last_mut()) {
            (Some(before), Some(part)) if measure.joins(before, line) => {
                part.text.push(' ');
                part.text.push_str(&squeeze(line));
            }
            _ => out.push(Part::new(squeeze(line), BlockKind::Paragraph)),
        }
        open = Some(Line::new(line, length));
    }
    out
}

/// The line before, as far as joining needs it.
struct Line {
    length: usize,
    ends_sentence: bool,
}

impl Line {
    fn new(line: &str, length: usize) -> Self {
        Self {
            length,
            ends_sentence: line
                .trim_end_matches(['"', '”', '’', '\'', ')', ']'])
                .ends_with(['.', '!', '?', '…', ':', '。']),
        }
    }
}

/// How wide the text was set, where it was.
struct Measure {
    /// Nothing where each line is a paragraph.
    columns: Option<usize>,
}

impl Measure {
    fn of(lines: &[&str]) -> Self {
        let mut lengths: Vec<usize> = lines
            .iter()
            .map(|line| line.trim().chars().count())
            .filter(|length| *length > 0)
            .collect();
        lengths.sort_unstable();
        let long = lengths.len() - lengths.partition_point(|length| *length < UNBROKEN);
        if lengths.len() < 3 || long * 20 > lengths.len() {
            return Self { columns: None };
        }
        // The widest tenth left out: an address that could not be broken.
        let columns = lengths[(lengths.len() - 1) * 9 / 10];
        Self {
            columns: (columns >= 40).then_some(columns),
        }
    }

    /// Whether a line goes on with the one before: its first word found no room there.
    fn joins(&self, before: &Line, line: &str) -> bool {
        let Some(columns) = self.columns else {
            return false;
        };
        let word = line.split_whitespace().next().unwrap_or_default();
        let full = before.length + 1 + word.chars().count() > columns * 17 / 20;
        let low = line.chars().next().is_some_and(char::is_lowercase);
        full || (low && !before.ends_sentence && before.length * 2 > columns)
    }
}

/// Which signs begin items here: a dash or a star only where at least two lines have it.
#[derive(Clone, Copy)]
struct Lists {
    dashes: bool,
    stars: bool,
    numbers: bool,
}

impl Lists {
    fn of(lines: &[&str]) -> Self {
        let count = |test: &dyn Fn(&str) -> bool| {
            lines
                .iter()
                .filter(|line| test(line.trim_start()))
                .take(2)
                .count()
                == 2
        };
        Self {
            dashes: count(&|line| line.starts_with("- ") || line.starts_with("– ")),
            stars: count(&|line| line.starts_with("* ")),
            numbers: count(&|line| number(line).is_some()),
        }
    }
}

/// The kind and text of a line that is an item of a list.
fn item(raw: &str, lists: Lists) -> Option<(BlockKind, &str)> {
    let line = raw.trim();
    let indent = raw.len() - raw.trim_start().len();
    let kind = BlockKind::Item(u8::try_from(indent / 2).unwrap_or(0).min(6));
    let mut chars = line.chars();
    let body = match chars.next()? {
        '•' | '▪' | '‣' | '◦' | '●' | '·' => chars.as_str(),
        '-' | '–' if lists.dashes && chars.as_str().starts_with(' ') => chars.as_str(),
        '*' if lists.stars && chars.as_str().starts_with(' ') => chars.as_str(),
        c if c.is_ascii_digit() && lists.numbers && number(line).is_some() => line,
        _ => return None,
    };
    let body = body.trim_start();
    (!body.is_empty()).then_some((kind, body))
}

/// What follows the number of an item: `1. ` or `1) `.
pub(super) fn number(line: &str) -> Option<&str> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let rest = line[digits..].strip_prefix(['.', ')'])?;
    rest.starts_with(' ').then(|| rest.trim_start())
}

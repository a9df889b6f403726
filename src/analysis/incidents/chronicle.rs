//! Chronicles, timelines and live pages: lines that open with their date, or stand under one. There the
//! present tense tells what came to pass, and the line's date is when.

use super::super::Reading;
use super::super::grammar::{Traits, is_count};
use crate::model::{Timex, TimexKind};
use crate::text::TokenKind;
use std::ops::Range;

/// Fewer dated lines make no chronicle: a letter and a report bear a date too.
const LINES: usize = 3;
/// How many sentences a date that stands by itself holds for.
const SECTION: usize = 12;

/// The dated lines of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Chronicle {
    lines: Vec<Line>,
}

/// A sentence that a date opens.
#[derive(Clone, Copy, Debug)]
struct Line {
    sentence: usize,
    date: usize,
    /// It holds for the paragraphs behind it: a heading, or nothing but a date.
    heads: bool,
}

impl Chronicle {
    /// Finds the dated lines.
    pub(super) fn of(reading: &Reading<'_>, dates: &[Timex]) -> Self {
        let mut lines: Vec<Line> = Vec::new();
        for (date, timex) in dates.iter().enumerate() {
            if timex.moment.is_none() {
                continue;
            }
            let sentences = &reading.sentences;
            let after = sentences.partition_point(|one| one.span.start <= timex.span.start);
            let Some(sentence) = after.checked_sub(1) else {
                continue;
            };
            let new = lines.last().is_none_or(|last| last.sentence != sentence);
            if new && let Some(heads) = opens(reading, sentence, timex) {
                lines.push(Line {
                    sentence,
                    date,
                    heads,
                });
            }
        }
        if lines.len() < LINES {
            lines.clear();
        }
        Self { lines }
    }

    /// The date of the line that a sentence stands in, as its place in the list of all.
    pub(super) fn date(&self, reading: &Reading<'_>, sentence: usize) -> Option<usize> {
        let at = self.lines.partition_point(|line| line.sentence <= sentence);
        let line = self.lines.get(at.checked_sub(1)?)?;
        let (first, here) = (
            &reading.sentences[line.sentence],
            &reading.sentences[sentence],
        );
        let holds = if line.heads {
            sentence - line.sentence <= SECTION
                && !reading.sentences[line.sentence + 1..=sentence]
                    .iter()
                    .any(|one| one.heading)
        } else {
            let between = reading
                .text
                .get(first.span.start as usize..here.span.start as usize);
            between.is_some_and(|between| !between.contains("\n\n"))
        };
        holds.then_some(line.date)
    }
}

/// Whether a date opens a sentence as a line of a chronicle does, and if so whether for what stands below too.
fn opens(reading: &Reading<'_>, sentence: usize, date: &Timex) -> Option<bool> {
    let sentence = &reading.sentences[sentence];
    let at_line = |start: u32| {
        let before = reading.text[..start as usize].trim_end_matches(' ');
        before.is_empty() || before.ends_with('\n')
    };
    let (start, span) = (sentence.tokens.start, date.span);
    let signs = (start..sentence.tokens.end)
        .take_while(|at| reading.tokens[*at].kind == TokenKind::Sign)
        .count();
    let first = reading.tokens.get(start + signs)?;
    if first.span.start != span.start || !at_line(sentence.span.start) {
        return None;
    }
    let after = reading
        .tokens
        .partition_point(|token| token.span.start < span.end);
    let rest = after..sentence.tokens.end;
    if rest
        .clone()
        .all(|at| reading.tokens[at].kind == TokenKind::Sign)
    {
        return Some(true);
    }
    let parts = matches!(reading.folded(after), ":" | "-" | "–" | "—" | "|");
    let clock = date.kind == TimexKind::Time && date.value.contains('T');
    (parts || clock).then_some(sentence.heading)
}

/// Whether a verb in its base form is the present of a chronicle: somebody before it, and whom or what it
/// is done to behind it ("protesters attack the embassy", "police arrest four men").
pub(super) fn finite(reading: &Reading<'_>, within: &Range<usize>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|before| *before >= within.start) else {
        return false;
    };
    let word = reading.folded(before);
    let many = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss")
        || matches!(
            word,
            "police" | "people" | "men" | "women" | "they" | "who" | "militia" | "military"
        );
    let behind = reading.folded(at + 1);
    let object = matches!(
        behind,
        "the"
            | "a"
            | "an"
            | "his"
            | "her"
            | "its"
            | "their"
            | "dozens"
            | "hundreds"
            | "several"
            | "into"
            | "off"
            | "down"
            | "out"
            | "up"
    ) || is_count(behind)
        || reading
            .word(at + 1)
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    many && object && !reading.is(before, Traits::FUNCTION.or(Traits::AUXILIARY))
        || word == "they" && object
}

//! Acronyms that the text defines, after Schwartz and Hearst, "A simple algorithm for identifying
//! abbreviation definitions in biomedical text" (2003).

use super::candidates::span_of;
use crate::analysis::tagger::{Class, Cue, Page, Shape};
use crate::model::Span;
use std::ops::Range;

/// A long form and the short form that stands for it, as token ranges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Definition {
    pub long: Range<usize>,
    pub short: usize,
    pub long_span: Span,
}

/// Finds the definitions of a document: "long form (SF)" and "SF (long form)".
pub(super) fn find(page: &Page<'_>) -> Vec<Definition> {
    let mut out = Vec::new();
    for sentence in &page.reading.sentences {
        let within = sentence.tokens.clone();
        for open in within.clone() {
            if open == within.start {
                continue;
            }
            // "Naftna Industrija Srbije, or NIS,"
            let comma = page.cue(open, Cue::COMMA) && page.text(open) == ",";
            if comma && page.text(open + 1) == "or" {
                let short = open + 2;
                let closes = !page.capital(short + 1) && is_short(page, short);
                if short < within.end
                    && closes
                    && let Some(long) = long_before(page, open, short, &within)
                {
                    let long_span = span_of(page, &long);
                    out.push(Definition {
                        long,
                        short,
                        long_span,
                    });
                }
                continue;
            }
            if !page.cue(open, Cue::BRACKET) {
                continue;
            }
            let short = open + 1;
            let quoted = matches!(page.text(short), "“" | "\"" | "‘");
            let short = if quoted { short + 1 } else { short };
            let closes = matches!(page.text(short + 1), ")" | "," | ";" | "”" | "\"" | "’");
            if short < within.end && closes && is_short(page, short) {
                if let Some(long) = long_before(page, open, short, &within) {
                    let long_span = span_of(page, &long);
                    out.push(Definition {
                        long,
                        short,
                        long_span,
                    });
                }
            } else if is_short(page, open - 1)
                && let Some(long) = long_inside(page, open - 1, open + 1, &within)
            {
                let long_span = span_of(page, &long);
                out.push(Definition {
                    long,
                    short: open - 1,
                    long_span,
                });
            }
        }
    }
    out
}

fn is_short(page: &Page<'_>, at: usize) -> bool {
    let text = page.text(at);
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    page.word(at).shape.is(Shape::WORD)
        && (2..=12).contains(&text.len())
        && capitals >= 2
        && capitals * 2 >= text.chars().filter(|c| c.is_alphabetic()).count()
}

/// The words before the bracket whose letters make the short form.
fn long_before(
    page: &Page<'_>,
    open: usize,
    short: usize,
    within: &Range<usize>,
) -> Option<Range<usize>> {
    let letters = letters(page.text(short));
    let most = (letters.len() + 5).min(letters.len() * 2);
    let from = within.start.max(open.saturating_sub(most + 2));
    let end = if page.word(open - 1).shape.is(Shape::POSSESSIVE) {
        open - 1
    } else {
        open
    };
    // The legal form has no part in a company's letters.
    let mut core = end;
    while core > from + 2 && (page.text(core - 1) == "." || page.class(core - 1, Class::COMPANY)) {
        core -= 1;
    }
    let first = (from..end)
        .rev()
        .filter(|i| page.word(*i).shape.is(Shape::WORD))
        .find(|i| {
            initials_match(page, *i..end, &letters)
                || *i < core && initials_match(page, *i..core, &letters)
        })?;
    (end - first >= 2 && page.capital(first)).then_some(first..end)
}

fn long_inside(
    page: &Page<'_>,
    short: usize,
    first: usize,
    within: &Range<usize>,
) -> Option<Range<usize>> {
    let letters = letters(page.text(short));
    let close = (first..within.end.min(first + 14)).find(|i| page.text(*i) == ")")?;
    let first = if page.class(first, Class::FUNCTION) {
        first + 1
    } else {
        first
    };
    (close > first + 1 && page.capital(first) && initials_match(page, first..close, &letters))
        .then_some(first..close)
}

fn letters(short: &str) -> Vec<char> {
    short
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether the words' initials, small words passed over, spell the letters; a word may give more
/// than its initial.
fn initials_match(page: &Page<'_>, words: Range<usize>, letters: &[char]) -> bool {
    let mut at = 0;
    for index in words.clone() {
        let word = page.text(index);
        let small = page.class(index, Class::CONNECT | Class::FUNCTION);
        let mut parts = word.split('-');
        let Some(part) = parts.next() else { continue };
        let mut took = take(part, letters, &mut at);
        for more in parts {
            took |= take(more, letters, &mut at);
        }
        let sign = !page.word(index).shape.is(Shape::WORD);
        if !took && !small && !sign {
            return false;
        }
        if !took && index == words.start {
            return false;
        }
    }
    at == letters.len()
}

/// Takes the initial of a word, and further letters where the next words would not give them.
fn take(word: &str, letters: &[char], at: &mut usize) -> bool {
    let mut chars = word.chars().flat_map(char::to_lowercase);
    let Some(initial) = chars.next() else {
        return false;
    };
    if letters.get(*at) != Some(&initial) {
        return false;
    }
    *at += 1;
    true
}

//! Names of elections and ships: no kind that is marked, and nothing inside them is one.

use super::candidates::Candidate;
use super::patterns::{joined, joined_name, name_end, namely};
use crate::analysis::tagger::{Class, Cue, Page, Shape};
use crate::model::{Kind, Rule};
use std::ops::Range;

/// What a closed name shuts out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shut {
    /// Places and bodies: "2024 New Zealand general election".
    Inner,
    /// Bodies that no list knows.
    Body,
    /// Everything that no list knows beyond doubt.
    All,
}

/// Takes out what stands inside the names of elections and ships, and what only names a currency
/// or the end of a compound.
pub(super) fn clear(page: &Page<'_>, all: &mut Vec<Candidate>) {
    all.retain(|candidate| {
        !currency(page, candidate)
            && !compound_end(page, candidate)
            && !day(page, candidate)
            && !marking(page, candidate)
            && !label(page, candidate)
            && !shell(page, candidate)
    });
    let mut closed: Vec<(Range<usize>, Shut)> = Vec::new();
    let mut roles: Vec<u64> = Vec::new();
    for sentence in &page.reading.sentences {
        for at in sentence.tokens.clone() {
            let word = page.words[at];
            if word.shape.is(Shape::NUMBER)
                && let Some(range) = election(page, at, &sentence.tokens)
            {
                closed.push((range, Shut::Inner));
            }
            if word.cue.any(Cue::SHIP | Cue::COMMA)
                && let Some(range) = ship(page, at, &sentence.tokens)
            {
                closed.push((range, Shut::All));
            }
            if word.cue.any(Cue::COMMA)
                && let Some(range) = work(page, at, &sentence.tokens)
            {
                closed.push((range, Shut::Body));
            }
            if word.cue.any(Cue::BRACKET) {
                roles.extend(role(page, at));
            }
        }
    }
    if closed.is_empty() && roles.is_empty() {
        return;
    }
    all.retain(|candidate| {
        let tokens = &candidate.tokens;
        // Letters that the words before them do not spell are no body's of which nothing is known.
        let guess = candidate.rule == Rule::Tagger && candidate.entry.is_none();
        if guess && tokens.len() == 1 && roles.contains(&page.word(tokens.start).hash) {
            return false;
        }
        !closed.iter().any(|(range, shut)| {
            let inside = range.start <= tokens.start && tokens.end <= range.end;
            inside
                && match shut {
                    Shut::Inner => matches!(
                        candidate.kind,
                        Kind::Place | Kind::Agency | Kind::Organisation
                    ),
                    Shut::Body => {
                        candidate.entry.is_none()
                            && matches!(
                                candidate.kind,
                                Kind::Agency | Kind::Organisation | Kind::Company
                            )
                    }
                    Shut::All => true,
                }
        })
    });
}

/// "National Security Education Day": on the calendar, and no body, nor is what it begins with.
fn day(page: &Page<'_>, candidate: &Candidate) -> bool {
    let body = matches!(
        candidate.kind,
        Kind::Agency | Kind::Company | Kind::Organisation
    );
    let last = candidate.tokens.end - 1;
    let mut rest = last..(last + 3).min(page.words.len());
    candidate.tokens.len() > 1
        && body
        && rest
            .find(|&at| page.text(at) == "Day")
            .is_some_and(|day| (last + 1..=day).all(|at| joined_name(page, at)))
}

/// "(SBU) The campaign …": how secret a paragraph is.
fn marking(page: &Page<'_>, candidate: &Candidate) -> bool {
    let at = candidate.tokens.start;
    candidate.tokens.len() == 1
        && matches!(page.text(at), "SBU" | "NF" | "FOUO")
        && at > 0
        && page.text(at - 1) == "("
        && page.text(at + 1) == ")"
        && (at == 1 || !page.word(at - 2).shape.is(Shape::WORD))
}

/// "NORTHERN SECTOR.": one or two words in capitals that are all of a line, and in no list.
fn label(page: &Page<'_>, candidate: &Candidate) -> bool {
    let tokens = &candidate.tokens;
    let body = matches!(
        candidate.kind,
        Kind::Agency | Kind::Company | Kind::Organisation
    );
    if !body
        || candidate.entry.is_some()
        || tokens.len() > 2
        || !tokens
            .clone()
            .all(|at| page.word(at).shape.is(Shape::UPPER))
    {
        return false;
    }
    // A word of capitals alone is mostly an acronym.
    let short = tokens.len() == 1 && page.text(tokens.start).len() < 7;
    let opens = tokens.start == 0 || !joined(page, tokens.start);
    let closes = matches!(page.text(tokens.end), "." | ":") && opens
        || opens && tokens.end < page.words.len() && !joined(page, tokens.end);
    closes && !short && !tokens.clone().any(|at| page.class(at, Class::COMPANY))
}

/// "Shell companies such as": no oil.
fn shell(page: &Page<'_>, candidate: &Candidate) -> bool {
    let at = candidate.tokens.start;
    candidate.kind == Kind::Company
        && candidate.tokens.len() == 1
        && page.text(at) == "Shell"
        && matches!(
            page.text(at + 1),
            "company"
                | "companies"
                | "firm"
                | "firms"
                | "corporation"
                | "corporations"
                | "entities"
        )
}

/// "The documentary, Blood Parliament,": what the work is called.
fn work(page: &Page<'_>, comma: usize, within: &Range<usize>) -> Option<Range<usize>> {
    let noun = matches!(
        page.text(comma.checked_sub(1)?),
        "documentary" | "film" | "movie" | "novel" | "memoir" | "podcast" | "thriller"
    );
    let end = name_end(page, comma + 1, within, 6);
    let closed = matches!(page.text(end), "," | "." | ";");
    (noun && closed && end > comma + 1).then_some(comma + 1..end)
}

/// Who is called by letters in a document: "an employee of the bureau (the “UCE”)".
fn role(page: &Page<'_>, bracket: usize) -> Option<u64> {
    let letters = bracket + 3;
    (page.text(bracket) == "("
        && page.text(bracket + 1) == "the"
        && matches!(page.text(bracket + 2), "“" | "\"")
        && matches!(page.text(letters + 1), "”" | "\"")
        && page.text(letters + 2) == ")"
        && page.word(letters).shape.is(Shape::UPPER))
    .then(|| page.word(letters).hash)
}

/// "US $400": dollars, no place.
fn currency(page: &Page<'_>, candidate: &Candidate) -> bool {
    let after = candidate.tokens.end;
    candidate.kind == Kind::Place
        && candidate.tokens.len() == 1
        && page.word(candidate.tokens.start).shape.is(Shape::UPPER)
        && page.text(after).starts_with('$')
}

/// The "EU" of "TIBER-EU": a name of its own, which begins in capitals.
fn compound_end(page: &Page<'_>, candidate: &Candidate) -> bool {
    let token = page.reading.tokens[candidate.tokens.start].span;
    let Some(front) = page
        .reading
        .text
        .get(token.start as usize..candidate.span.start as usize)
    else {
        return false;
    };
    front.len() > 4
        && front.ends_with('-')
        && front.bytes().rev().skip(1).all(|b| b.is_ascii_uppercase())
}

/// "2008 United States Senate election in Texas": the year leads, "election" ends it.
fn election(page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<Range<usize>> {
    let year = page.text(at);
    if year.len() != 4 || !matches!(year.as_bytes()[0], b'1' | b'2') {
        return None;
    }
    let first = at + 1;
    let mut end = first;
    let mut capitals = 0;
    while end < within.end && joined(page, end) && end - first < 9 {
        let text = page.text(end);
        let qualifies = matches!(
            text,
            "general"
                | "presidential"
                | "parliamentary"
                | "legislative"
                | "state"
                | "federal"
                | "provincial"
                | "local"
                | "municipal"
                | "mayoral"
                | "gubernatorial"
                | "senatorial"
                | "congressional"
                | "special"
                | "regional"
                | "snap"
                | "leadership"
                | "recall"
                | "constitutional"
                | "and"
                | "of"
                | "the"
        );
        if matches!(
            text,
            "election"
                | "elections"
                | "by-election"
                | "by-elections"
                | "primary"
                | "primaries"
                | "referendum"
                | "caucus"
                | "caucuses"
        ) || text == "spill"
        {
            if capitals == 0 {
                return None;
            }
            end += 1;
            // "… election in the United Kingdom" belongs to a title, not to "the election in May".
            if page.text(end) == "in" && first + 1 < end {
                let mut more = end + 1;
                if page.text(more) == "the" {
                    more += 1;
                }
                let start = more;
                while more < within.end
                    && namely(page, more)
                    && joined(page, more)
                    && more - start < 4
                {
                    more += 1;
                }
                if more > start && capitals >= 2 {
                    end = more;
                }
            }
            return Some(first..end);
        }
        if page.capital(end) {
            capitals += 1;
        } else if !qualifies && !page.word(end).shape.is(Shape::POSSESSIVE) {
            return None;
        }
        end += 1;
    }
    None
}

/// "the tanker Eagle S", "the Newnew Polar Bear, a container ship".
fn ship(page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<Range<usize>> {
    let noun = |at: usize| page.cue(at, Cue::SHIP) && page.word(at).shape.is(Shape::LOWER);
    if noun(at) {
        let mut end = at + 1;
        while end < within.end
            && joined(page, end)
            && end - at <= 4
            && (namely(page, end) || end > at + 1 && page.word(end).shape.is(Shape::NUMBER))
        {
            end += 1;
        }
        let whose = page.word(end).shape.is(Shape::POSSESSIVE) && page.capital(end + 1);
        return (end > at + 1 && !whose && !page.class(at + 1, Class::TITLE | Class::OFFICE))
            .then_some(at + 1..end);
    }
    if page.text(at) != "," || at == within.start || !matches!(page.text(at + 1), "a" | "an") {
        return None;
    }
    let told = (at + 2..within.end.min(at + 7))
        .take_while(|i| page.word(*i).shape.is(Shape::WORD) && !page.class(*i, Class::FUNCTION))
        .any(noun);
    let mut first = at;
    while first > within.start && namely(page, first - 1) && (first == at || joined(page, first)) {
        first -= 1;
    }
    (told && first < at && at - first <= 4).then_some(first..at)
}

use super::super::Reading;
use super::super::grammar::{
    is_adverb, is_auxiliary, is_function, is_person_noun, is_plural, starts_upper,
};
use crate::text::TokenKind;

/// The noun that a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) token: usize,
    /// Whether the noun looks like a plural.
    pub(super) plural: bool,
}

/// The furthest that a head noun lies behind its number: "12 senior Russian military intelligence
/// officers".
const REACH: usize = 7;

/// Finds the head of the noun phrase that begins at a token: its first plural, unless that itself
/// describes a further plural ("sports clubs", "United States senators"); for one of a thing the
/// last word of the phrase.
pub(super) fn head(reading: &Reading<'_>, from: usize, end: usize) -> Option<Head> {
    let mut last = None;
    let mut at = from;
    while at < end && at < from + REACH {
        let word = reading.folded(at);
        let token = reading.tokens[at];
        if token.kind == TokenKind::Sign {
            // "240 former and serving officers", "12 ‘ghost’ ships": quotation marks are let through.
            if matches!(word, "“" | "\"" | "‘" | "”" | "’") && last.is_none() {
                at += 1;
                continue;
            }
            // "armed, masked men"
            if word == "," && last.is_some_and(|one| describes(reading.folded(one))) {
                at += 1;
                continue;
            }
            break;
        }
        if token.kind == TokenKind::Number {
            break;
        }
        if word == "and" && last.is_some_and(|one| describes(reading.folded(one))) {
            at += 1;
            continue;
        }
        if stops(word) && reading.word(at) != "US" {
            break;
        }
        if is_plural(word) || is_person_plural(word) {
            if carries_on(reading, at, end) {
                last = Some(at);
                at += 1;
                continue;
            }
            return Some(Head {
                token: at,
                plural: true,
            });
        }
        last = Some(at);
        at += 1;
    }
    // The verb behind a singular is not its head: "the 12,000-strong force marched".
    last.map(|token| Head {
        token: if token > from
            && (reading.folded(token).ends_with("ed") || is_past(reading.folded(token)))
        {
            token - 1
        } else {
            token
        },
        plural: false,
    })
}

fn stops(word: &str) -> bool {
    (is_function(word) && !matches!(word, "more" | "such"))
        || is_auxiliary(word)
        || word == "years"
        || (is_adverb(word) && !word.ends_with("ly"))
}

fn is_person_plural(word: &str) -> bool {
    matches!(
        word,
        "people" | "men" | "women" | "children" | "personnel" | "troops" | "staff" | "police"
    ) || word.ends_with("men")
}

/// Adjectives by their look, between which "and" and a comma may stand.
fn describes(word: &str) -> bool {
    [
        "ed", "ing", "al", "ive", "ous", "ary", "an", "ish", "ese", "er", "ful", "ic",
    ]
    .iter()
    .any(|end| word.ends_with(end))
}

/// Whether a plural is only the modifier of the plural behind it.
fn carries_on(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    if at + 1 >= end {
        return false;
    }
    let word = reading.folded(at);
    let next = reading.folded(at + 1);
    if stops(next) || reading.tokens[at + 1].kind != TokenKind::Word {
        return false;
    }
    let upper = starts_upper(reading.word(at));
    let modifier = upper
        || matches!(
            word,
            "sports"
                | "arms"
                | "systems"
                | "communications"
                | "sales"
                | "operations"
                | "forces"
                | "weapons"
                | "human"
                | "defence"
                | "special"
                | "services"
                | "data"
                | "media"
                | "police"
                | "staff"
                | "economics"
                | "physics"
                | "electronics"
                | "customs"
                | "logistics"
                | "politics"
                | "relations"
                | "affairs"
                | "sanctions"
                | "crew"
                | "aircraft"
                | "headquarters"
                | "rights"
                | "securities"
                | "telecommunications"
        );
    if !modifier {
        return false;
    }
    if is_plural(next) || is_person_noun(next) {
        return true;
    }
    // "services intelligence officers": one more word may lie between.
    at + 2 < end
        && !next.ends_with("ed")
        && !next.ends_with("ing")
        && !stops(reading.folded(at + 2))
        && (is_plural(reading.folded(at + 2)) && is_person_noun(reading.folded(at + 2)))
}

/// Pasts that no ending shows.
pub(super) fn is_past(word: &str) -> bool {
    matches!(
        word,
        "came"
            | "fell"
            | "fled"
            | "got"
            | "had"
            | "held"
            | "kept"
            | "left"
            | "lost"
            | "made"
            | "ran"
            | "said"
            | "saw"
            | "sold"
            | "spent"
            | "stood"
            | "told"
            | "took"
            | "went"
            | "won"
    )
}

/// Plurals that count nothing in the world: "two things", "three ways".
pub(super) fn is_generic(word: &str) -> bool {
    const GENERIC: [&str; 44] = [
        "angles",
        "aspects",
        "categories",
        "characteristics",
        "components",
        "considerations",
        "dimensions",
        "elements",
        "entities",
        "examples",
        "explanations",
        "factors",
        "fronts",
        "goals",
        "halves",
        "ideas",
        "issues",
        "kinds",
        "layers",
        "lessons",
        "levels",
        "matters",
        "methods",
        "objectives",
        "options",
        "parts",
        "phases",
        "points",
        "possibilities",
        "principles",
        "problems",
        "questions",
        "reasons",
        "respects",
        "sections",
        "sides",
        "sorts",
        "stages",
        "steps",
        "superpowers",
        "themes",
        "things",
        "types",
        "ways",
    ];
    GENERIC.binary_search(&word).is_ok()
        || matches!(word, "times" | "thirds" | "words" | "occasions")
}

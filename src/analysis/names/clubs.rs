//! Sports clubs, known by the last word of their name.

use super::candidates::Candidate;
use super::patterns::{joined, namely};
use crate::analysis::tagger::{Class, Page, Shape};
use crate::model::{Kind, Rule};
use std::ops::Range;

/// What ends the name of a sports club.
pub(super) const CLUBS: [&str; 19] = [
    "FC",
    "AFC",
    "CF",
    "SC",
    "FK",
    "SK",
    "RFC",
    "BK",
    "IF",
    "Rovers",
    "Wanderers",
    "Albion",
    "Hotspur",
    "Athletic",
    "Rangers",
    "Harriers",
    "Dynamos",
    "Corinthians",
    "Celtic",
];

/// How far off a word of the court may stand.
const COURT: usize = 12;

/// "Tynecastle Rovers", "FC Midtjylland".
pub(super) fn club(page: &Page<'_>, at: usize, within: &Range<usize>, out: &mut Vec<Candidate>) {
    // "Mr Lorcan Tuohy SC": senior counsel.
    if page.text(at) == "SC" && pleads(page, at, within) {
        return;
    }
    let mut first = at;
    while first > within.start
        && joined(page, first)
        && namely(page, first - 1)
        && at - first < 2
        && !page.class(first - 1, Class::TITLE | Class::OFFICE | Class::GIVEN)
    {
        first -= 1;
    }
    let mut end = at + 1;
    if first == at && page.word(at).shape.is(Shape::UPPER) && joined(page, end) && namely(page, end)
    {
        end += 1;
    }
    if end - first >= 2 {
        out.push(Candidate::new(
            page,
            first..end,
            Kind::Organisation,
            Rule::Pattern,
            0.9,
            format!("“{}” of a club", page.text(at)),
        ));
    }
}

/// Whether the words around speak of barristers.
fn pleads(page: &Page<'_>, at: usize, within: &Range<usize>) -> bool {
    let near = at.saturating_sub(COURT).max(within.start)..(at + COURT).min(within.end);
    let mut words = near.map(|token| page.text(token));
    words.any(|word| {
        matches!(
            word,
            "Mr" | "Mr."
                | "Ms"
                | "Ms."
                | "Mrs"
                | "Mrs."
                | "barrister"
                | "counsel"
                | "defence"
                | "prosecution"
                | "mitigation"
                | "instructed"
                | "appearing"
                | "submitted"
        )
    })
}

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

/// "Tynecastle Rovers", "FC Midtjylland".
pub(super) fn club(page: &Page<'_>, at: usize, within: &Range<usize>, out: &mut Vec<Candidate>) {
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

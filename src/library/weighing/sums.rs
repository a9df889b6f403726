//! What a group comes to: on how many origins it rests, and what its tellings differ in.

use super::super::columns::{Columns, traits};
use super::near::Told;
use super::shown::{Seat, difference_code, kind_code};
use crate::analysis::claims::{self, Figures, Likeness};
use crate::model::Difference;
use std::collections::BTreeSet;

/// The sums of a group, as its row has them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) kind: i64,
    pub(super) articles: i64,
    pub(super) origins: i64,
    pub(super) differs: i64,
    pub(super) rising: bool,
    pub(super) newest: i32,
}

/// What only differs in numbers that rise is news, not contradiction.
pub(super) const ONLY_VALUE: i64 = difference_code(Difference::Value);

impl Sum {
    /// Whether more than one article makes it.
    pub(super) fn shared(articles: i64) -> bool {
        articles > 1
    }

    /// Whether it is told differently so that not all can be right.
    pub(super) fn conflict(articles: i64, differs: i64, rising: bool) -> bool {
        Self::shared(articles) && differs > 0 && !(differs == ONLY_VALUE && rising)
    }
}

/// A telling with what the sums need of its article.
struct Telling<'a> {
    claim: &'a super::packed::Kept,
    origin: u32,
    days: (i32, i32),
    dated: bool,
}

/// Sums up a group: its articles of all members, the rest of the first so many.
pub(super) fn sum_up(told: &Told, columns: &Columns, members: &[Seat], most: usize) -> Sum {
    let origin = |article: u32| match columns.line(article).origin {
        0 => article,
        origin => origin,
    };
    let mut tellings: Vec<Telling<'_>> = members
        .iter()
        .take(most)
        .filter_map(|seat| {
            let id = seat.article.0 as u32;
            let line = columns.line(id);
            let dated = line.traits & traits::DATE != 0 && line.traits & traits::ESTIMATED == 0;
            Some(Telling {
                claim: told.numbered(seat.article.0, seat.number)?,
                origin: origin(id),
                days: (line.first, line.last),
                dated,
            })
        })
        .collect();
    let articles: BTreeSet<u32> = members
        .iter()
        .map(|seat| origin(seat.article.0 as u32))
        .collect();
    tellings.sort_by_key(|one| one.days);
    Sum {
        kind: tellings
            .first()
            .map_or(0, |one| kind_code(one.claim.1.kind)),
        articles: articles.len() as i64,
        origins: origins(&tellings),
        differs: differences(told, &tellings),
        rising: rising(&tellings),
        newest: tellings
            .iter()
            .map(|one| one.days.0)
            .max()
            .unwrap_or_default(),
    }
}

fn differences(told: &Told, tellings: &[Telling<'_>]) -> i64 {
    let mut out = 0;
    for (at, one) in tellings.iter().enumerate() {
        for other in &tellings[at + 1..] {
            if one.origin == other.origin {
                continue;
            }
            if let Likeness::Differs(difference) = told.compare(one.claim, other.claim) {
                out |= difference_code(difference);
            }
        }
    }
    out
}

/// How many of the tellings rest on nothing that another rests on.
fn origins(tellings: &[Telling<'_>]) -> i64 {
    let parts = claims::gather(tellings.len(), |at, other| {
        let (one, other) = (&tellings[at], &tellings[other]);
        one.origin == other.origin || one.claim.1.rests_with(&other.claim.1)
    });
    parts.iter().collect::<BTreeSet<_>>().len() as i64
}

fn rising(tellings: &[Telling<'_>]) -> bool {
    let figures: Vec<Figures> = tellings
        .iter()
        .filter_map(|one| {
            Some(Figures {
                value: one.claim.1.measure?.low,
                days: one.dated.then_some(one.days),
            })
        })
        .collect();
    figures.len() == tellings.len() && claims::rise(&figures)
}

//! Silences beyond the usual rhythm of what is told, and whether the library could have known better.

use super::Error;
use super::report::{Gap, Told};
use crate::library::Library;
use crate::model::{Day, Moment, Precision};
use std::collections::BTreeSet;

/// Dated events from which on a rhythm can be told, and from which on it is a sure one.
const RHYTHM: usize = 5;
const SURE: usize = 12;
/// Days that a silence lasts at least: where the rhythm is sure, and where it is not.
const SHORT: i32 = 60;
const LONG: i32 = 183;
/// A silence lasts so many times what three of four steps last at most.
const TIMES: i32 = 4;
/// Silences that are told at most, the longest.
const MOST: usize = 8;

/// Silences that stand out, in order of time; the last one may reach to today.
pub(super) fn gaps(timeline: &[Told], published: &[Moment], today: Day) -> Vec<Gap> {
    let exact: Vec<&Told> = timeline
        .iter()
        .filter(|told| is_exact(told.moment) && told.moment.first <= today)
        .collect();
    let mut spans: Vec<(&Told, Option<&Told>, i32)> = Vec::new();
    let mut steps: Vec<i32> = Vec::new();
    let mut last: Option<&Told> = None;
    for told in exact {
        if let Some(before) = last {
            let days = told.moment.first.0 - before.moment.last.0;
            if days > 0 {
                steps.push(days);
                spans.push((before, Some(told), days));
            }
        }
        if last.is_none_or(|before| before.moment.last < told.moment.last) {
            last = Some(told);
        }
    }
    if steps.len() + 1 < RHYTHM {
        return Vec::new();
    }
    if let Some(before) = last {
        spans.push((before, None, today.0 - before.moment.last.0));
    }
    let least = if steps.len() + 1 < SURE { LONG } else { SHORT };
    steps.sort_unstable();
    let usual = steps[steps.len() * 3 / 4];
    spans.retain(|(.., days)| *days >= least && *days >= usual.saturating_mul(TIMES));
    spans.sort_by_key(|(before, _, days)| (std::cmp::Reverse(*days), before.moment));
    spans.truncate(MOST);
    spans.sort_by_key(|(before, ..)| before.moment);
    let gap = |(before, after, days): (&Told, Option<&Told>, i32)| {
        let both = before
            .sources
            .iter()
            .chain(after.iter().flat_map(|it| &it.sources));
        let sources: BTreeSet<u32> = both.copied().collect();
        let mut gap = Gap {
            after: before.moment,
            before: after.map(|told| told.moment),
            months: (days / 30).cast_unsigned(),
            usual: usual.cast_unsigned(),
            articles: 0,
            own: 0,
            sources: sources.into_iter().collect(),
        };
        let (from, to) = silence(&gap, today);
        let then = |moment: &&Moment| from <= moment.first && moment.first <= to;
        gap.own = published.iter().filter(then).count() as u32;
        gap.articles = gap.own;
        gap
    };
    spans.into_iter().map(gap).collect()
}

/// Counts the articles of each silence that the library has: where it has none, it could not tell.
/// The silence that lasts until today is one only where it could.
pub(super) fn cover(library: &Library, gaps: &mut Vec<Gap>, today: Day) -> Result<(), Error> {
    for gap in gaps.iter_mut() {
        let (from, to) = silence(gap, today);
        gap.articles = library.published_within(from..=to)?;
    }
    gaps.retain(|gap| gap.before.is_some() || gap.articles > 0);
    Ok(())
}

/// The first and last day of a silence.
fn silence(gap: &Gap, today: Day) -> (Day, Day) {
    let to = gap.before.map_or(today, |before| before.first.plus(-1));
    (gap.after.last.plus(1), to)
}

fn is_exact(moment: Moment) -> bool {
    matches!(
        moment.precision,
        Precision::Day | Precision::Week | Precision::Month
    )
}

//! What happened when, and the silences between.

use super::agree;
use super::compose::{Within, flat};
use super::report::{Gap, Told};
use crate::library::Article;
use crate::model::{Day, EntityId, Moment, Precision};
use std::collections::BTreeSet;

/// Every dated sentence in order of time; the same told twice is one line with both sources.
#[derive(Debug, Default)]
pub(super) struct Tellings {
    told: Vec<(Told, BTreeSet<String>)>,
}

impl Tellings {
    pub(super) fn add(
        &mut self,
        number: u32,
        article: &Article,
        about: Option<&EntityId>,
        within: Within,
    ) {
        let found = &article.annotations;
        for event in found.events.iter().filter(|e| within.holds(e.moment)) {
            let entities: Vec<EntityId> = event
                .entities
                .iter()
                .filter_map(|&entity| found.entities.get(entity as usize))
                .map(|entity| entity.id.clone())
                .collect();
            if about.is_some_and(|about| !entities.contains(about)) {
                continue;
            }
            let incident = event
                .incident
                .and_then(|incident| found.incidents.get(incident as usize));
            let words = agree::words(&flat(article.document.slice(event.span)));
            let line = Told {
                moment: event.moment,
                text: flat(article.document.slice(event.short)),
                kind: incident.map(|incident| incident.kind),
                stance: incident.map(|incident| incident.stance).unwrap_or_default(),
                entities,
                article: article.row.id,
                span: event.span,
                sources: vec![number],
            };
            self.told.push((line, words));
        }
    }

    pub(super) fn finish(mut self) -> Vec<Told> {
        self.told.sort_by(|(a, _), (b, _)| {
            (a.moment, &a.sources, a.span).cmp(&(b.moment, &b.sources, b.span))
        });
        let mut out: Vec<(Told, BTreeSet<String>)> = Vec::new();
        for (line, words) in self.told {
            let same = out
                .iter_mut()
                .rev()
                .take_while(|(other, _)| other.moment.first == line.moment.first)
                .find(|(other, known)| other.moment == line.moment && agree::alike(known, &words));
            match same {
                Some((other, _)) if other.sources.contains(&line.sources[0]) => {}
                Some((other, _)) => other.sources.extend(line.sources),
                None => out.push((line, words)),
            }
        }
        out.into_iter().map(|(line, _)| line).collect()
    }
}

/// From the first to the last date of what is told and written.
pub(super) fn period(timeline: &[Told], published: &[Moment]) -> Option<(Moment, Moment)> {
    let moments = || {
        let events = timeline.iter().map(|told| told.moment);
        events.chain(published.iter().copied())
    };
    let first = moments().min()?;
    let last = moments().max_by_key(|moment| (moment.last, *moment))?;
    Some((first, last))
}

/// Silences that stand out: at least half a year, and three times the usual one.
pub(super) fn gaps(timeline: &[Told], today: Day) -> Vec<Gap> {
    let exact: Vec<&Told> = timeline
        .iter()
        .filter(|told| {
            matches!(
                told.moment.precision,
                Precision::Day | Precision::Week | Precision::Month
            ) && told.moment.first <= today
        })
        .collect();
    if exact.len() < 4 {
        return Vec::new();
    }
    let mut steps: Vec<i32> = exact
        .windows(2)
        .map(|two| silence(two[0].moment, two[1].moment))
        .collect();
    steps.sort_unstable();
    let usual = steps[steps.len() / 2];
    exact
        .windows(2)
        .filter(|two| {
            let days = silence(two[0].moment, two[1].moment);
            days >= 183 && days >= usual.saturating_mul(3)
        })
        .map(|two| {
            let both = two.iter().flat_map(|told| told.sources.iter().copied());
            let sources: BTreeSet<u32> = both.collect();
            Gap {
                after: two[0].moment,
                before: two[1].moment,
                months: (silence(two[0].moment, two[1].moment) / 30).cast_unsigned(),
                sources: sources.into_iter().collect(),
            }
        })
        .collect()
}

fn silence(one: Moment, next: Moment) -> i32 {
    (next.first.0 - one.last.0).max(0)
}

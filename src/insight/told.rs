//! What happened when, and the silences between.

use super::alike;
use super::compose::{Within, flat};
use super::report::Told;
use crate::library::Article;
use crate::model::{EntityId, Moment};

/// Every dated sentence in order of time; the same told twice is one line with both sources.
#[derive(Debug, Default)]
pub(super) struct Tellings {
    told: Vec<(Told, alike::Words)>,
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
            let words = alike::words(&flat(article.document.slice(event.span)));
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
        let mut out: Vec<(Told, alike::Words)> = Vec::new();
        for (line, words) in self.told {
            let same = out
                .iter_mut()
                .rev()
                .take_while(|(other, _)| other.moment.first == line.moment.first)
                .find(|(other, known)| other.moment == line.moment && alike::alike(known, &words));
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

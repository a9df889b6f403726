//! Whether articles say the same.

use super::compose::{Within, entities_in, flat};
use super::report::Agreement;
use crate::library::Article;
use crate::model::{EntityId, IncidentKind, Kind, Moment, Precision};
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};

/// The words of a sentence that carry its meaning, folded.
pub(super) fn words(text: &str) -> BTreeSet<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() >= 4 || word.bytes().any(|b| b.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}

/// Whether two sentences say the same in nearly the same words: three fifths of all in common.
pub(super) fn alike(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let common = one.intersection(other).count();
    let all = one.len() + other.len() - common;
    common >= 4 && common * 5 >= all * 3
}

type Happened = (IncidentKind, Moment, EntityId, EntityId);

/// Figures that count the same, and incidents of one kind at one time with the same people in
/// them, where more than one article has them.
#[derive(Debug, Default)]
pub(super) struct Agreements {
    figures: BTreeMap<(u64, String), (String, Vec<u32>)>,
    incidents: BTreeMap<Happened, (String, Vec<u32>)>,
}

impl Agreements {
    pub(super) fn add(
        &mut self,
        number: u32,
        article: &Article,
        about: Option<&EntityId>,
        within: Within,
    ) {
        self.figures_of(number, article, about);
        self.incidents_of(number, article, about, within);
    }

    pub(super) fn finish(self) -> Vec<Agreement> {
        self.figures
            .into_values()
            .chain(self.incidents.into_values())
            .filter(|(_, sources)| sources.len() > 1)
            .map(|(what, sources)| Agreement { what, sources })
            .collect()
    }

    fn figures_of(&mut self, number: u32, article: &Article, about: Option<&EntityId>) {
        let found = &article.annotations;
        for figure in &found.figures {
            // Small counts agree by chance.
            if figure.value < 10.0 || figure.unit.is_empty() {
                continue;
            }
            if let Some(about) = about {
                let sentence = found.sentences.iter().find(|s| s.contains(figure.span));
                if !sentence.is_some_and(|&s| entities_in(article, s).contains(about)) {
                    continue;
                }
            }
            let head = fold(&figure.unit)
                .split_whitespace()
                .last()
                .unwrap_or_default()
                .to_owned();
            let (_, sources) = self
                .figures
                .entry((figure.value.to_bits(), head))
                .or_insert_with(|| (flat(article.document.slice(figure.span)), Vec::new()));
            push(sources, number);
        }
    }

    fn incidents_of(
        &mut self,
        number: u32,
        article: &Article,
        about: Option<&EntityId>,
        within: Within,
    ) {
        let found = &article.annotations;
        for incident in &found.incidents {
            let Some(moment) = incident.moment.filter(|moment| {
                matches!(
                    moment.precision,
                    Precision::Day | Precision::Week | Precision::Month
                ) && within.holds(*moment)
            }) else {
                continue;
            };
            let mut actors: Vec<_> = incident
                .participants
                .iter()
                .filter_map(|&entity| found.entities.get(entity as usize))
                .filter(|entity| entity.kind != Kind::Place)
                .collect();
            actors.sort_by(|a, b| a.id.cmp(&b.id));
            actors.dedup();
            for (place, one) in actors.iter().enumerate() {
                for other in &actors[place + 1..] {
                    if about.is_some_and(|about| one.id != *about && other.id != *about) {
                        continue;
                    }
                    let what = format!(
                        "{} {moment}: {}, {}",
                        incident.kind.as_str(),
                        one.name,
                        other.name
                    );
                    let key = (incident.kind, moment, one.id.clone(), other.id.clone());
                    let said = self.incidents.entry(key).or_insert((what, Vec::new()));
                    push(&mut said.1, number);
                }
            }
        }
    }
}

fn push(sources: &mut Vec<u32>, number: u32) {
    if sources.last() != Some(&number) {
        sources.push(number);
    }
}

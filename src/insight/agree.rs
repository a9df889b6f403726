//! Whether articles say the same.

use super::compose::{entities_in, flat};
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

/// Figures that count the same, and incidents of one kind at one time with the same people in
/// them, where more than one article has them.
pub(super) fn agreements(articles: &[Article], about: Option<&EntityId>) -> Vec<Agreement> {
    let mut out = figures(articles, about);
    out.extend(incidents(articles, about));
    out
}

fn figures(articles: &[Article], about: Option<&EntityId>) -> Vec<Agreement> {
    let mut said: BTreeMap<(u64, String), (String, Vec<u32>)> = BTreeMap::new();
    for (at, article) in articles.iter().enumerate() {
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
            let (_, sources) = said
                .entry((figure.value.to_bits(), head))
                .or_insert_with(|| (flat(article.document.slice(figure.span)), Vec::new()));
            push(sources, at);
        }
    }
    several(said.into_values())
}

fn incidents(articles: &[Article], about: Option<&EntityId>) -> Vec<Agreement> {
    type Key = (IncidentKind, Moment, EntityId, EntityId);
    let mut said: BTreeMap<Key, (String, Vec<u32>)> = BTreeMap::new();
    for (at, article) in articles.iter().enumerate() {
        let found = &article.annotations;
        for incident in &found.incidents {
            let Some(moment) = incident.moment.filter(|moment| {
                matches!(
                    moment.precision,
                    Precision::Day | Precision::Week | Precision::Month
                )
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
                    push(&mut said.entry(key).or_insert((what, Vec::new())).1, at);
                }
            }
        }
    }
    several(said.into_values())
}

fn push(sources: &mut Vec<u32>, at: usize) {
    let number = at as u32 + 1;
    if sources.last() != Some(&number) {
        sources.push(number);
    }
}

fn several(said: impl Iterator<Item = (String, Vec<u32>)>) -> Vec<Agreement> {
    said.filter(|(_, sources)| sources.len() > 1)
        .map(|(what, sources)| Agreement { what, sources })
        .collect()
}

//! A report out of articles: pure, so that the same articles give the same note.

use super::agree;
use super::report::{Fact, Gap, Report, Source, Told, Who};
use crate::library::Article;
use crate::model::{BlockKind, Day, EntityId, Kind, Moment, Precision, Span, Stance, Tlp};
use std::collections::{BTreeMap, BTreeSet};

/// What a note is about and how it is marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    pub title: String,
    pub scope: String,
    pub tlp: Tlp,
    /// The day of the note; passed in, so that the same work gives the same bytes.
    pub date: Day,
}

const FACTS: usize = 15;
const WHO: usize = 25;
const TIMELINE: usize = 200;

/// Puts a report together from whole articles, newest first. With an entity only sentences that
/// name it count.
#[must_use]
pub fn compose(heading: Heading, articles: &[Article], about: Option<&EntityId>) -> Report {
    let sources: Vec<Source> = articles
        .iter()
        .enumerate()
        .map(|(at, article)| source(at as u32 + 1, article, heading.date))
        .collect();
    let timeline = timeline(articles, about);
    let mut report = Report {
        title: heading.title,
        scope: heading.scope,
        tlp: heading.tlp,
        date: heading.date,
        period: period(articles, &timeline),
        articles: articles.len(),
        facts: facts(articles, about),
        who: who(articles, about),
        agreements: agree::agreements(articles, about),
        gaps: gaps(&timeline, heading.date),
        timeline,
        sources,
    };
    report.timeline.truncate(TIMELINE);
    report
}

fn source(number: u32, article: &Article, date: Day) -> Source {
    let (row, document) = (&article.row, &article.document);
    Source {
        number,
        article: row.id,
        key: row.key.clone(),
        title: row.title.clone(),
        title_derived: row.title_derived,
        authors: row.authors.clone(),
        publisher: row.publisher.clone(),
        url: row.url.clone(),
        published: document
            .meta
            .published
            .as_ref()
            .map(|published| published.value.clone()),
        estimated: row.estimated,
        accessed: date,
        language: row.language.clone(),
        sha256: document.sha256.clone(),
        grade: document
            .meta
            .grade
            .as_ref()
            .map(|grade| grade.value)
            .unwrap_or_default(),
    }
}

/// A sentence of an article, weighed.
struct Weighed {
    fact: Fact,
    weight: i32,
    words: BTreeSet<String>,
}

/// The most telling sentences: what happened, to whom, when; whose words; how many.
fn facts(articles: &[Article], about: Option<&EntityId>) -> Vec<Fact> {
    let mut all: Vec<Weighed> = articles
        .iter()
        .enumerate()
        .flat_map(|(at, article)| weigh(at as u32 + 1, article, about))
        .collect();
    all.sort_by(|a, b| {
        b.weight
            .cmp(&a.weight)
            .then_with(|| b.fact.moment.cmp(&a.fact.moment))
            .then_with(|| a.fact.sources.cmp(&b.fact.sources))
            .then_with(|| a.fact.span.cmp(&b.fact.span))
    });
    // No article fills the note alone while others have something to say.
    let share = FACTS.div_ceil(articles.len().max(1)).max(3);
    let mut taken: BTreeMap<u32, usize> = BTreeMap::new();
    let mut out: Vec<Weighed> = Vec::new();
    for weighed in all {
        let number = weighed.fact.sources[0];
        if let Some(same) = out
            .iter_mut()
            .find(|other| agree::alike(&other.words, &weighed.words))
        {
            if !same.fact.sources.contains(&number) {
                same.fact.sources.push(number);
            }
            continue;
        }
        let count = taken.entry(number).or_default();
        if out.len() < FACTS && *count < share {
            *count += 1;
            out.push(weighed);
        }
    }
    out.into_iter().map(|weighed| weighed.fact).collect()
}

/// The sentences of one article that tell, quote or count something.
fn weigh(number: u32, article: &Article, about: Option<&EntityId>) -> Vec<Weighed> {
    let found = &article.annotations;
    let mut out = Vec::new();
    for &span in &found.sentences {
        let Some((paragraph, BlockKind::Paragraph | BlockKind::Item(_) | BlockKind::Quotation)) =
            block(article, span)
        else {
            continue;
        };
        let text = flat(article.document.slice(span));
        let words = text.split(' ').count();
        if !(5..=70).contains(&words) {
            continue;
        }
        let entities = entities_in(article, span);
        if about.is_some_and(|about| !entities.contains(about)) {
            continue;
        }
        let incident = found.incidents.iter().find(|i| i.span.overlaps(span));
        let quote = found
            .quotes
            .iter()
            .find(|quote| quote.span.overlaps(span) && quote.speaker.is_some())
            // The middle of somebody's words does not stand alone.
            .filter(|quote| quote.span.start >= span.start);
        let event = found.events.iter().find(|event| event.span.overlaps(span));
        let figures = found
            .figures
            .iter()
            .filter(|f| span.contains(f.span))
            .count() as i32;
        let mut weight = figures.min(2) * 2;
        if let Some(incident) = incident {
            weight += 6 + incident.participants.len().min(3) as i32;
            weight += 2 * i32::from(incident.name.is_some());
            weight -= 2 * i32::from(incident.stance != Stance::Fact);
        }
        if let Some(quote) = quote {
            weight += 2 + i32::from(quote.direct) + i32::from(quote.speaker_entity.is_some());
        }
        if weight == 0 {
            continue;
        }
        let moment = incident
            .and_then(|incident| incident.moment)
            .or_else(|| event.map(|event| event.moment));
        weight += moment.map_or(0, |moment| match moment.precision {
            Precision::Day | Precision::Week | Precision::Month => 4,
            Precision::Decade | Precision::Century => 0,
            _ => 2,
        });
        weight += entities.len().min(3) as i32;
        // A sentence that can be read at a glance says more than one that cannot.
        weight -= (words as i32 - 35).max(0) / 8;
        out.push(Weighed {
            words: agree::words(&text),
            fact: Fact {
                text,
                moment,
                kind: incident.map(|incident| incident.kind),
                stance: incident.map(|incident| incident.stance).unwrap_or_default(),
                speaker: quote.and_then(|quote| quote.speaker.clone()),
                article: article.row.id,
                span,
                paragraph,
                entities,
                sources: vec![number],
            },
            weight,
        });
    }
    out
}

/// The number, from 1, and kind of the block that holds a span.
pub(super) fn block(article: &Article, span: Span) -> Option<(u32, BlockKind)> {
    let blocks = &article.document.blocks;
    let at = blocks.partition_point(|block| block.span.end <= span.start);
    let block = blocks.get(at)?;
    Some((at as u32 + 1, block.kind))
}

/// The entities that a stretch of text names, each once, in order.
pub(super) fn entities_in(article: &Article, span: Span) -> Vec<EntityId> {
    let found = &article.annotations;
    let first = found.mentions.partition_point(|m| m.span.end <= span.start);
    let mut out: Vec<EntityId> = Vec::new();
    for mention in &found.mentions[first..] {
        if mention.span.start >= span.end {
            break;
        }
        if let Some(entity) = found.entities.get(mention.entity as usize)
            && !out.contains(&entity.id)
        {
            out.push(entity.id.clone());
        }
    }
    out
}

/// Every dated sentence in order of time; the same told twice is one line with both sources.
fn timeline(articles: &[Article], about: Option<&EntityId>) -> Vec<Told> {
    let mut told: Vec<(Told, BTreeSet<String>)> = Vec::new();
    for (at, article) in articles.iter().enumerate() {
        let found = &article.annotations;
        for event in &found.events {
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
            let text = flat(article.document.slice(event.short));
            let words = agree::words(&flat(article.document.slice(event.span)));
            let line = Told {
                moment: event.moment,
                text,
                kind: incident.map(|incident| incident.kind),
                stance: incident.map(|incident| incident.stance).unwrap_or_default(),
                entities,
                article: article.row.id,
                span: event.span,
                sources: vec![at as u32 + 1],
            };
            told.push((line, words));
        }
    }
    told.sort_by(|(a, _), (b, _)| {
        (a.moment, &a.sources, a.span).cmp(&(b.moment, &b.sources, b.span))
    });
    let mut out: Vec<(Told, BTreeSet<String>)> = Vec::new();
    for (line, words) in told {
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

/// Who and what is named most, places last: they are everywhere and nobody asks who they are.
fn who(articles: &[Article], about: Option<&EntityId>) -> Vec<Who> {
    let mut all: BTreeMap<EntityId, Who> = BTreeMap::new();
    let mut with: BTreeMap<EntityId, BTreeMap<EntityId, u32>> = BTreeMap::new();
    for (at, article) in articles.iter().enumerate() {
        let found = &article.annotations;
        for mention in &found.mentions {
            let Some(entity) = found.entities.get(mention.entity as usize) else {
                continue;
            };
            let who = all.entry(entity.id.clone()).or_insert_with(|| Who {
                id: entity.id.clone(),
                kind: entity.kind,
                name: entity.name.clone(),
                aliases: entity.aliases.clone(),
                country: entity.country.clone(),
                note: entity.note.clone(),
                mentions: 0,
                with: Vec::new(),
                sources: Vec::new(),
            });
            who.mentions += 1;
            let number = at as u32 + 1;
            if who.sources.last() != Some(&number) {
                who.sources.push(number);
            }
        }
        for &span in &found.sentences {
            let together = entities_in(article, span);
            for one in &together {
                for other in together.iter().filter(|other| *other != one) {
                    *with
                        .entry(one.clone())
                        .or_default()
                        .entry(other.clone())
                        .or_default() += 1;
                }
            }
        }
    }
    let names: BTreeMap<EntityId, String> = all
        .iter()
        .map(|(id, who)| (id.clone(), who.name.clone()))
        .collect();
    let near = about.and_then(|about| with.get(about).cloned());
    let mut out: Vec<Who> = all
        .into_values()
        .filter(|who| match (&near, about) {
            (Some(near), Some(about)) => who.id == *about || near.contains_key(&who.id),
            _ => true,
        })
        .collect();
    out.sort_by(|a, b| {
        let first = |who: &Who| about.is_none_or(|about| who.id != *about);
        let rank = |who: &Who| {
            (
                first(who),
                who.kind == Kind::Place,
                std::cmp::Reverse(who.mentions),
            )
        };
        rank(a).cmp(&rank(b)).then_with(|| a.id.cmp(&b.id))
    });
    out.truncate(WHO);
    for who in &mut out {
        let mut companions: Vec<(String, u32)> = with
            .remove(&who.id)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|(id, count)| Some((names.get(&id)?.clone(), count)))
            .collect();
        companions.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        companions.truncate(4);
        who.with = companions;
    }
    out
}

fn period(articles: &[Article], timeline: &[Told]) -> Option<(Moment, Moment)> {
    let moments = || {
        let events = timeline.iter().map(|told| told.moment);
        events.chain(articles.iter().filter_map(|article| article.row.published))
    };
    let first = moments().min()?;
    let last = moments().max_by_key(|moment| (moment.last, *moment))?;
    Some((first, last))
}

/// Silences that stand out: at least half a year, and three times the usual one.
fn gaps(timeline: &[Told], today: Day) -> Vec<Gap> {
    let exact: Vec<Moment> = timeline
        .iter()
        .map(|told| told.moment)
        .filter(|moment| {
            matches!(
                moment.precision,
                Precision::Day | Precision::Week | Precision::Month
            ) && moment.first <= today
        })
        .collect();
    if exact.len() < 4 {
        return Vec::new();
    }
    let mut steps: Vec<i32> = exact
        .windows(2)
        .map(|two| silence(two[0], two[1]))
        .collect();
    steps.sort_unstable();
    let usual = steps[steps.len() / 2];
    exact
        .windows(2)
        .filter(|two| {
            let days = silence(two[0], two[1]);
            days >= 183 && days >= usual.saturating_mul(3)
        })
        .map(|two| Gap {
            after: two[0],
            before: two[1],
            months: (silence(two[0], two[1]) / 30).cast_unsigned(),
        })
        .collect()
}

fn silence(one: Moment, next: Moment) -> i32 {
    (next.first.0 - one.last.0).max(0)
}

/// The text on one line.
pub(super) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

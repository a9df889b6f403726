use super::alike;
use super::compose::{Within, block, entities_in, flat};
use super::report::Fact;
use crate::library::Article;
use crate::model::{BlockKind, EntityId, Precision, Stance};
use std::collections::BTreeMap;

/// Facts of a note at most.
const MOST: usize = 15;
/// Sentences of one article that are weighed against those of others.
const EACH: usize = 60;

/// The most telling sentences: what happened, to whom, when; whose words; how many.
#[derive(Debug, Default)]
pub(super) struct Facts {
    all: Vec<Weighed>,
    articles: usize,
}

/// A sentence of an article, weighed.
#[derive(Debug)]
struct Weighed {
    fact: Fact,
    weight: i32,
    words: alike::Words,
}

impl Facts {
    pub(super) fn add(
        &mut self,
        number: u32,
        article: &Article,
        about: Option<&EntityId>,
        within: Within,
    ) {
        let mut found = weigh(number, article, about);
        found.retain(|weighed| {
            weighed
                .fact
                .moment
                .is_none_or(|moment| within.holds(moment))
        });
        found.sort_by(order);
        found.truncate(EACH);
        self.all.extend(found);
        self.articles += 1;
    }

    pub(super) fn finish(mut self) -> Vec<Fact> {
        self.all.sort_by(order);
        // No article fills the note alone while others have something to say.
        let share = MOST.div_ceil(self.articles.max(1)).max(3);
        let mut taken: BTreeMap<u32, usize> = BTreeMap::new();
        let mut out: Vec<Weighed> = Vec::new();
        for weighed in self.all {
            let number = weighed.fact.sources[0];
            if let Some(same) = out
                .iter_mut()
                .find(|other| alike::alike(&other.words, &weighed.words))
            {
                if !same.fact.sources.contains(&number) {
                    same.fact.sources.push(number);
                }
                continue;
            }
            let count = taken.entry(number).or_default();
            if out.len() < MOST && *count < share {
                *count += 1;
                out.push(weighed);
            }
        }
        out.into_iter().map(|weighed| weighed.fact).collect()
    }
}

fn order(a: &Weighed, b: &Weighed) -> std::cmp::Ordering {
    b.weight
        .cmp(&a.weight)
        .then_with(|| b.fact.moment.cmp(&a.fact.moment))
        .then_with(|| a.fact.sources.cmp(&b.fact.sources))
        .then_with(|| a.fact.span.cmp(&b.fact.span))
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
        // Most sentences tell nothing; only those that do are taken apart.
        let text = flat(article.document.slice(span));
        let words = text.split(' ').count();
        if !(5..=70).contains(&words) {
            continue;
        }
        let entities = entities_in(article, span);
        if about.is_some_and(|about| !entities.contains(about)) {
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
            words: alike::words(&text),
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

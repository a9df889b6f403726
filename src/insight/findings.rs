//! Everything found in the articles of a selection, row by row, for formats that carry data.

use super::compose::{Within, block, flat};
use super::report::{Network, Told, Who};
use crate::library::Article;
use crate::model::{ArticleId, Bound, EntityId, Moment, Rule, Span, Stance};

/// Every entity, mention, event and figure of a selection.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// By id.
    pub entities: Vec<Who>,
    /// By source and place.
    pub mentions: Vec<Naming>,
    /// In order of time, the same told twice as one.
    pub events: Vec<Told>,
    /// By source and place.
    pub figures: Vec<Counted>,
    /// Everybody, and the sentences that they share.
    pub network: Network,
}

/// A place where an entity is named.
#[derive(Clone, Debug, PartialEq)]
pub struct Naming {
    pub entity: EntityId,
    /// The letters that name it.
    pub text: String,
    /// Number of the source.
    pub source: u32,
    pub article: ArticleId,
    pub span: Span,
    /// Counted from 1.
    pub paragraph: u32,
    pub rule: Rule,
    pub confidence: f32,
    /// The sentence around it.
    pub sentence: String,
}

/// A number that an article gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// Number and unit as they stand.
    pub text: String,
    pub value: f64,
    pub upper: Option<f64>,
    pub unit: String,
    pub bound: Bound,
    /// That of the sentence, where it has one.
    pub moment: Option<Moment>,
    pub stance: Stance,
    pub source: u32,
    pub article: ArticleId,
    pub span: Span,
    pub paragraph: u32,
    pub sentence: String,
}

#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) mentions: Vec<Naming>,
    pub(super) figures: Vec<Counted>,
}

impl Rows {
    /// Takes in one article; about an entity, only the sentences that name it.
    pub(super) fn add(
        &mut self,
        number: u32,
        article: &Article,
        about: Option<&EntityId>,
        within: Within,
    ) {
        let found = &article.annotations;
        let id = article.row.id;
        let named = |entity: u32| found.entities.get(entity as usize).map(|entity| &entity.id);
        for mention in &found.mentions {
            let Some(entity) = named(mention.entity).filter(|id| about.is_none_or(|a| a == *id))
            else {
                continue;
            };
            self.mentions.push(Naming {
                entity: entity.clone(),
                text: flat(article.document.slice(mention.span)),
                source: number,
                article: id,
                span: mention.span,
                paragraph: paragraph(article, mention.span),
                rule: mention.rule,
                confidence: mention.confidence,
                sentence: flat(article.document.slice(sentence(article, mention.span))),
            });
        }
        for figure in &found.figures {
            let around = sentence(article, figure.span);
            let names =
                |about: &EntityId| super::compose::entities_in(article, around).contains(about);
            if about.is_some_and(|about| !names(about)) {
                continue;
            }
            let event = found
                .events
                .iter()
                .find(|event| event.span.overlaps(around));
            let moment = event.map(|event| event.moment);
            if moment.is_some_and(|moment| !within.holds(moment)) {
                continue;
            }
            let incident = found.incidents.iter().find(|i| i.span.overlaps(around));
            self.figures.push(Counted {
                text: flat(article.document.slice(figure.span)),
                value: figure.value,
                upper: figure.upper,
                unit: figure.unit.clone(),
                bound: figure.bound,
                moment,
                stance: incident.map(|incident| incident.stance).unwrap_or_default(),
                source: number,
                article: id,
                span: figure.span,
                paragraph: paragraph(article, figure.span),
                sentence: flat(article.document.slice(around)),
            });
        }
    }
}

fn paragraph(article: &Article, span: Span) -> u32 {
    block(article, span).map_or(1, |(number, _)| number)
}

/// The sentence that holds a span, or the span where none does.
fn sentence(article: &Article, span: Span) -> Span {
    let sentences = &article.annotations.sentences;
    let at = sentences.partition_point(|sentence| sentence.end <= span.start);
    sentences
        .get(at)
        .copied()
        .filter(|sentence| sentence.overlaps(span))
        .unwrap_or(span)
}

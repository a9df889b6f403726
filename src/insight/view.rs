//! The answers to questions over the whole library: cards, contexts, timelines.

use crate::library::{ArticleRow, EntityRow};
use crate::model::{
    ArticleId, Correction, Entity, EntityId, IncidentKind, Kind, Moment, Rule, Span, Stance,
};

/// All about one entity: what the side pane shows above.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub entity: Entity,
    pub parent_name: Option<String>,
    pub mentions: u32,
    pub articles: u32,
    /// Mentions in the article being read.
    pub here: u32,
    /// First and last event or publication that names it.
    pub span: Option<(Moment, Moment)>,
    /// What the analyst corrected of it, oldest first.
    pub corrections: Vec<Correction>,
    /// Strongest first.
    pub companions: Vec<Companion>,
    /// Newest article first, each with every mention in context; a window on long lists.
    pub contexts: Vec<ContextGroup>,
    /// How many articles `contexts` is a window on.
    pub total_groups: u32,
    /// How often it was named lately, where that was asked for.
    pub spark: Option<super::Spark>,
}

/// Another entity that the first appears with.
#[derive(Clone, Debug, PartialEq)]
pub struct Companion {
    pub id: EntityId,
    pub kind: Kind,
    pub name: String,
    /// Sentences in the article being read that name both.
    pub here: u32,
    /// Articles that name both.
    pub together: u32,
    /// Sentences that name both, over the whole library.
    pub sentences: u32,
    /// How far beyond chance, as log-likelihood ratio (Dunning 1993) signed by direction; counted
    /// over sentences, as articles of a small library nearly all share the great names.
    pub beyond_chance: f32,
}

/// The mentions of one entity in one article.
#[derive(Clone, Debug, PartialEq)]
pub struct ContextGroup {
    pub article: ArticleId,
    pub title: String,
    pub published: Option<Moment>,
    pub estimated: bool,
    pub contexts: Vec<Context>,
}

/// One mention in its sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Context {
    /// The mention in the article's text.
    pub mention: Span,
    pub sentence: Span,
    /// Counted from 1.
    pub paragraph: u32,
    /// The sentence's letters.
    pub text: String,
    /// The mention within `text`.
    pub lit: Span,
    pub rule: Rule,
    pub confidence: f32,
}

/// Which events a timeline shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    #[default]
    Corpus,
    Article(ArticleId),
    Entity(EntityId),
}

/// What a timeline is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TimeBasis {
    /// When it happened.
    #[default]
    Event,
    /// When it was written about.
    Publication,
}

/// How wide a bar of the timeline is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Grain {
    Year,
    #[default]
    Month,
    Day,
}

/// A window on the events of a scope, in order of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// Place of the first row in the whole.
    pub first: usize,
    pub total: usize,
    pub rows: Vec<EventRow>,
    /// Counts over the whole scope, in order; periods without an event are left out.
    pub bars: Vec<Bar>,
}

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRow {
    pub moment: Moment,
    pub article: ArticleId,
    /// The sentence in the article's text.
    pub span: Span,
    /// A short sentence for one line.
    pub text: String,
    pub kind: Option<IncidentKind>,
    pub stance: Stance,
    /// Their rows, by which [`crate::library::Library::id_of`] knows them.
    pub entities: Vec<i64>,
    /// Articles of independent origin that tell it.
    pub tellings: u32,
}

/// How much happened in one year, month or day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    pub period: Moment,
    pub count: u32,
}

/// An entity found by a fuzzy pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    pub entity: EntityRow,
    /// The alias that matched best; nothing where the name did.
    pub alias: Option<String>,
    /// Character positions lit in the alias or name.
    pub lit: Vec<u32>,
    pub score: i64,
}

/// An article found by a fuzzy pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleMatch {
    pub article: ArticleRow,
    /// Character positions lit in the title, and past its end and one space in the publisher.
    pub lit: Vec<u32>,
    pub score: i64,
}

//! What the library answers: plain rows, as many as a window shows and no more.

use super::Query;
use crate::model::{
    Annotation, Annotations, ArticleId, Clip, ClipKey, Document, EntityId, IncidentKind, Kind,
    Moment, Placed, Reliability, Span, Stance, Watching,
};
use std::collections::BTreeMap;

/// A stretch of an ordered result, with how long the whole is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Window<T> {
    /// The place of the first row in the whole.
    pub first: usize,
    /// Length of the whole.
    pub total: usize,
    pub rows: Vec<T>,
}

/// One line of the article list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleRow {
    pub id: ArticleId,
    /// The document's own id.
    pub key: String,
    pub title: String,
    /// The title was made from the first sentence.
    pub title_derived: bool,
    pub publisher: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<Moment>,
    pub estimated: bool,
    pub url: Option<String>,
    pub language: Option<String>,
    pub read: bool,
    pub starred: bool,
    /// How many entities are marked, events told, people quoted.
    pub mentions: u32,
    pub events: u32,
    pub quotes: u32,
    /// Words of the cleaned text.
    pub words: u32,
    /// Other copies of the same text that this row stands for.
    pub copies: u32,
    /// How many passages the analyst kept of it.
    pub clips: u32,
    pub reliability: Reliable,
}

/// One article whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// How many other versions came in before the one that is shown.
    pub earlier: u32,
    pub row: ArticleRow,
    pub document: Document,
    pub annotations: Annotations,
    /// Byte offset that stood at the top of the reading pane when it was left.
    pub place: u32,
    /// What the analyst kept of it and wrote on it, in order of place.
    pub clips: Vec<Clip>,
    pub notes: Vec<Annotation>,
    /// Where they stand in the text as it is now.
    pub places: BTreeMap<ClipKey, Placed>,
}

/// How far an article can be relied on, and who says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reliable {
    /// What the analyst said of this one article.
    pub own: Option<Reliability>,
    /// What the analyst said of its publisher.
    pub publisher: Option<Reliability>,
    /// What came with the article.
    pub given: Option<Reliability>,
}

impl Reliable {
    /// The grade that counts: the article's own, else its publisher's, else the one that it came
    /// with; F where nobody judged.
    #[must_use]
    pub fn grade(self) -> Reliability {
        self.own
            .or(self.publisher)
            .or(self.given)
            .unwrap_or_default()
    }

    /// Whether anybody judged.
    #[must_use]
    pub fn is_judged(self) -> bool {
        self.grade() != Reliability::F
    }
}

/// Which articles, in which order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    pub query: Query,
    pub sort: Sort,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Newest first; without a date, last.
    #[default]
    Date,
    Title,
    /// Best match first; without words to match, as by date.
    Relevance,
    /// What is new of what is watched, then as by date.
    New,
}

/// A sentence that matches a search.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub article: ArticleId,
    pub title: String,
    pub published: Option<Moment>,
    pub estimated: bool,
    /// The sentence in the article's text; an empty span at 0 for a match in the title alone.
    pub span: Span,
    pub text: String,
    /// Byte ranges of the matching words within `text`, in order.
    pub lit: Vec<Span>,
    pub score: f32,
}

/// An entity in a list or picker.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityRow {
    pub id: EntityId,
    pub kind: Kind,
    pub name: String,
    pub aliases: Vec<String>,
    pub country: Option<String>,
    pub mentions: u32,
    pub articles: u32,
}

/// Another entity that one is named with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Together {
    pub id: EntityId,
    pub kind: Kind,
    pub name: String,
    /// Articles and sentences that name both.
    pub articles: u32,
    pub sentences: u32,
    /// Articles and sentences that name this other one at all.
    pub total_articles: u32,
    pub total_sentences: u32,
}

/// Which way to go in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Next,
    Previous,
}

/// Something that is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    pub watching: Watching,
    /// The entity's name, or the question's.
    pub name: String,
    /// Of an entity.
    pub kind: Option<Kind>,
    /// Articles that are about it, and how many of them are new.
    pub articles: u32,
    pub new: u32,
    /// The article that was the last at the last look.
    pub since: i64,
}

/// What is watched, and what is new of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    pub watched: Vec<Watched>,
    /// The new articles, each with the places in `watched` of what it is about.
    pub articles: BTreeMap<ArticleId, Vec<usize>>,
}

/// Sums over a library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub articles: u64,
    /// Articles that are no copy of another.
    pub origins: u64,
    pub sentences: u64,
    pub mentions: u64,
    pub events: u64,
}

/// Which events, in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventListing {
    pub scope: EventScope,
    pub order: EventOrder,
    /// Narrows to the events of the articles that it finds; `event:` and `entity:` narrow to the
    /// events themselves of that time, and that name it.
    pub query: Query,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum EventScope {
    #[default]
    Corpus,
    Article(ArticleId),
    Entity(EntityId),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EventOrder {
    /// When it happened.
    #[default]
    Event,
    /// When it was written about.
    Publication,
}

/// A dated event of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct EventLine {
    pub article: ArticleId,
    pub moment: Moment,
    /// The sentence in the article's text.
    pub span: Span,
    /// The letters of its short form.
    pub short: String,
    pub kind: Option<IncidentKind>,
    pub stance: Stance,
    /// Their rows, by which [`super::Library::id_of`] knows them, each once.
    pub entities: Vec<i64>,
}

/// What an article was before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// Counted from 1, the oldest.
    pub number: u32,
    pub title: String,
    pub text: String,
    pub sha256: String,
}

//! What several articles say of one thing, with the sentences that say it.

use crate::model::{ArticleId, Moment, Span};
use serde::{Serialize, Serializer};

/// A sentence of an article, as proof.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence {
    pub article: ArticleId,
    pub span: Span,
    pub text: String,
    #[serde(serialize_with = "perhaps")]
    pub published: Option<Moment>,
    /// On whose word, by name or as described.
    pub voice: Option<String>,
    /// Those of one number rest on one origin; from 0.
    pub origin: u32,
    /// An earlier telling was more careful.
    pub caveat_lost: bool,
}

/// The same claim in several articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Corroboration {
    /// A figure with its unit, somebody's words, or what happened when to whom.
    pub what: String,
    pub articles: Vec<ArticleId>,
    /// How many of them did not have it from another: reprints and citations are no origins.
    pub origins: u32,
    /// Two give each other as the source.
    pub circle: bool,
    pub tellings: Vec<Evidence>,
}

/// The same thing told differently.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Conflict {
    pub about: String,
    pub sides: Vec<Side>,
    /// By their dates the later side brings the earlier up to date rather than contradicts it.
    pub update: bool,
    /// Two give each other as the source.
    pub circle: bool,
    pub resolution: Option<Resolving>,
}

/// The side that the analyst goes with.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Resolving {
    /// As the article had it when the analyst chose.
    pub value: String,
    /// Why, in the analyst's words; may be empty.
    pub words: String,
    pub article: ArticleId,
    /// The article says something else there now.
    pub changed: bool,
}

/// One of the ways in which a thing is told.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Side {
    pub value: String,
    pub evidence: Vec<Evidence>,
}

#[expect(
    clippy::ref_option,
    reason = "serde hands over a reference to the field"
)]
fn perhaps<S: Serializer>(value: &Option<Moment>, to: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(moment) => to.collect_str(moment),
        None => to.serialize_none(),
    }
}

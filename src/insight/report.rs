//! What a note is made of: evidence with its sources, and never a judgment.

use super::evidence::{Conflict, Corroboration};
use super::findings::Findings;
use super::section::Sections;
use crate::library::ArticleRow;
use crate::model::{
    ArticleId, Confidence, Credibility, Day, EntityId, Grade, IncidentKind, Kind, Moment, Span,
    Stance, Tlp,
};
use serde::{Serialize, Serializer};
use std::fmt::Display;

/// Everything that an export writes. Nothing in it was concluded by the program: facts are
/// sentences of articles, each with its source.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    pub title: String,
    /// What was selected, in words: "the whole library", "entity: Huawei".
    pub scope: String,
    #[serde(serialize_with = "tlp")]
    pub tlp: Tlp,
    /// The day of the note.
    #[serde(serialize_with = "shown")]
    pub date: Day,
    /// From the first to the last date that its events or articles bear.
    #[serde(serialize_with = "period")]
    pub period: Option<(Moment, Moment)>,
    /// Articles that the selection holds; more than `sources` where it was cut.
    pub articles: usize,
    /// How many of them the rest was drawn from; sources past these are those of clips alone.
    pub gathered: usize,
    /// Which parts of it are to be shown.
    pub sections: Sections,
    /// The analyst's words: what the reader must know. Sources are cited as `[3]`.
    pub bluf: String,
    /// The analyst's words.
    pub judgments: Vec<Judgment>,
    /// What the analyst clipped, in the analyst's order.
    pub clips: Vec<Clipped>,
    /// Most telling first.
    pub facts: Vec<Fact>,
    /// Most mentioned first.
    pub who: Vec<Who>,
    /// In order of time.
    pub timeline: Vec<Told>,
    /// Events past the end of `timeline`, which is cut where it is long.
    pub untold: usize,
    pub corroborations: Vec<Corroboration>,
    pub conflicts: Vec<Conflict>,
    pub gaps: Vec<Gap>,
    /// The most named and the sentences that they share.
    pub network: Network,
    /// Everything row by row, where it was asked for.
    #[serde(skip)]
    pub findings: Findings,
    /// In the order of their numbers, from 1.
    pub sources: Vec<Source>,
}

/// A key judgment in the analyst's words.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Judgment {
    pub words: String,
    pub confidence: Option<Confidence>,
    /// Numbers of the sources that it cites.
    pub sources: Vec<u32>,
}

/// A passage that the analyst clipped.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Clipped {
    /// The letters of the passage, on one line.
    pub text: String,
    /// The analyst's words on it; may be empty.
    pub words: String,
    pub tags: Vec<String>,
    /// The section that the analyst put it in; may be empty.
    pub group: String,
    pub article: ArticleId,
    pub span: Span,
    /// Counted from 1.
    pub paragraph: u32,
    /// Number of its source.
    pub source: u32,
    pub credibility: Option<Credibility>,
    #[serde(serialize_with = "tlp")]
    pub tlp: Tlp,
    pub standing: Standing,
}

/// Whether an article still says what was clipped of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    #[default]
    AsClipped,
    /// In other words.
    Changed,
    Lost,
}

/// Who is named with whom.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Network {
    pub nodes: Vec<Node>,
    /// By their ends.
    pub links: Vec<Link>,
}

/// Somebody in a network.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Node {
    pub id: EntityId,
    pub kind: Kind,
    pub name: String,
    pub mentions: u32,
    pub articles: u32,
}

/// Two that are named in one sentence; places in [`Network::nodes`], the lower first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    pub from: u32,
    pub to: u32,
    pub sentences: u32,
}

/// A sentence worth knowing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fact {
    pub text: String,
    #[serde(rename = "date", serialize_with = "perhaps")]
    pub moment: Option<Moment>,
    pub kind: Option<IncidentKind>,
    pub stance: Stance,
    /// Whose words the sentence holds.
    pub speaker: Option<String>,
    pub article: ArticleId,
    pub span: Span,
    /// Counted from 1.
    pub paragraph: u32,
    pub entities: Vec<EntityId>,
    /// Numbers of the sources that tell it, that of `article` first.
    pub sources: Vec<u32>,
}

/// Somebody or something that the articles name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Who {
    pub id: EntityId,
    pub kind: Kind,
    pub name: String,
    pub aliases: Vec<String>,
    pub country: Option<String>,
    pub note: Option<String>,
    pub mentions: u32,
    /// Those it shares most sentences with, and how many.
    pub with: Vec<(String, u32)>,
    /// Numbers of the sources that name it.
    pub sources: Vec<u32>,
}

/// One line of the note's timeline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    #[serde(rename = "date", serialize_with = "shown")]
    pub moment: Moment,
    pub text: String,
    pub kind: Option<IncidentKind>,
    pub stance: Stance,
    pub entities: Vec<EntityId>,
    pub article: ArticleId,
    pub span: Span,
    pub sources: Vec<u32>,
}

/// A silence beyond the usual rhythm: a time between two events in which the articles date none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    #[serde(serialize_with = "shown")]
    pub after: Moment,
    /// Nothing where it lasts until today.
    #[serde(serialize_with = "perhaps")]
    pub before: Option<Moment>,
    pub months: u32,
    /// Days that three of four steps from event to event last at most.
    pub usual: u32,
    /// Articles of the library that appeared in it: where there are none, it cannot tell.
    pub articles: u32,
    /// Those among them that the note is about.
    pub own: u32,
    /// Numbers of the sources that tell what stands before and after it.
    pub sources: Vec<u32>,
}

/// An article as a source, after ICD 206: who, what, where, when, and how it was kept.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    pub number: u32,
    pub article: ArticleId,
    pub key: String,
    pub title: String,
    /// The title was made from the first sentence.
    pub title_derived: bool,
    pub authors: Vec<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    /// ISO 8601, as precise as known.
    pub published: Option<String>,
    pub estimated: bool,
    #[serde(serialize_with = "shown")]
    pub accessed: Day,
    pub language: Option<String>,
    pub sha256: String,
    #[serde(serialize_with = "grade")]
    pub grade: Grade,
}

impl Source {
    /// What the library's list knows of an article.
    pub(super) fn of(number: u32, row: &ArticleRow, accessed: Day) -> Self {
        Self {
            number,
            article: row.id,
            key: row.key.clone(),
            title: row.title.clone(),
            title_derived: row.title_derived,
            authors: row.authors.clone(),
            publisher: row.publisher.clone(),
            url: row.url.clone(),
            published: row.published.map(|moment| moment.to_string()),
            estimated: row.estimated,
            accessed,
            language: row.language.clone(),
            sha256: String::new(),
            grade: Grade {
                reliability: row.reliability.grade(),
                ..Grade::default()
            },
        }
    }
}

impl Report {
    /// The number of an article as a source.
    #[must_use]
    pub fn number_of(&self, article: ArticleId) -> Option<u32> {
        let source = self.sources.iter().find(|source| source.article == article);
        source.map(|source| source.number)
    }

    /// The source of a number.
    #[must_use]
    pub fn source(&self, number: u32) -> Option<&Source> {
        self.sources.get((number as usize).checked_sub(1)?)
    }

    /// The strictest marking that any of its clips bears.
    #[must_use]
    pub fn strictest(&self) -> Tlp {
        let clips = self.clips.iter().map(|clip| clip.tlp);
        clips.max().unwrap_or_default()
    }
}

fn shown<S: Serializer>(value: &impl Display, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(value)
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

#[expect(
    clippy::ref_option,
    reason = "serde hands over a reference to the field"
)]
fn period<S: Serializer>(value: &Option<(Moment, Moment)>, to: S) -> Result<S::Ok, S::Error> {
    value
        .map(|(first, last)| [first.to_string(), last.to_string()])
        .serialize(to)
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over references"
)]
fn tlp<S: Serializer>(value: &Tlp, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(value.as_str())
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over references"
)]
fn grade<S: Serializer>(value: &Grade, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&value.code())
}

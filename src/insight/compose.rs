//! A report out of articles: pure, so that the same articles give the same note.

use super::facts::Facts;
use super::findings::{Findings, Rows};
use super::gaps::gaps;
use super::report::{Report, Source};
use super::told::{self, Tellings};
use super::who::Everybody;
use crate::library::Article;
use crate::model::{BlockKind, Day, EntityId, Moment, Span, Tlp};

/// What a note is about and how it is marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    pub title: String,
    pub scope: String,
    pub tlp: Tlp,
    /// The day of the note; passed in, so that the same work gives the same bytes.
    pub date: Day,
}

/// How much is gathered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// What stands in a note.
    #[default]
    Note,
    /// Every mention, figure and event as well, in [`Report::findings`].
    Everything,
}

/// The time that a note is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Within(pub Option<(Moment, Moment)>);

impl Within {
    /// Reads `2024`, `2024-01..2024-06`, `2024-01..` or `..2024-06`; an empty text is all time.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return Some(Self::default());
        }
        let (from, to) = text.split_once("..").unwrap_or((text, text));
        let (from, to) = match (from.trim(), to.trim()) {
            ("", "") => return None,
            (from, "") => (Moment::parse(from)?, Moment::year(9999)),
            ("", to) => (Moment::year(0), Moment::parse(to)?),
            (from, to) => (Moment::parse(from)?, Moment::parse(to)?),
        };
        (from.first <= to.last).then_some(Self(Some((from, to))))
    }

    /// Whether a moment can lie in it.
    #[must_use]
    pub fn holds(self, moment: Moment) -> bool {
        self.0
            .is_none_or(|(from, to)| from.first <= moment.last && moment.first <= to.last)
    }
}

const TIMELINE: usize = 200;

/// Puts a report together from whole articles, newest first. With an entity only sentences that
/// name it count.
#[must_use]
pub fn compose(heading: Heading, articles: &[Article], about: Option<&EntityId>) -> Report {
    let mut gathering = Gathering::new(heading.date, about, Within::default(), Depth::Everything);
    for article in articles {
        gathering.add(article);
    }
    gathering.finish(heading)
}

/// A report that grows article by article; holds what was found and not the articles.
#[derive(Debug)]
pub(super) struct Gathering<'a> {
    date: Day,
    about: Option<&'a EntityId>,
    within: Within,
    depth: Depth,
    sources: Vec<Source>,
    published: Vec<Moment>,
    facts: Facts,
    told: Tellings,
    everybody: Everybody,
    rows: Rows,
}

impl<'a> Gathering<'a> {
    pub(super) fn new(
        date: Day,
        about: Option<&'a EntityId>,
        within: Within,
        depth: Depth,
    ) -> Self {
        Self {
            date,
            about,
            within,
            depth,
            sources: Vec::new(),
            published: Vec::new(),
            facts: Facts::default(),
            told: Tellings::default(),
            everybody: Everybody::default(),
            rows: Rows::default(),
        }
    }

    /// Takes in an article, unless it is of another time: it counts where it appeared within the
    /// period or tells of something within it.
    pub(super) fn add(&mut self, article: &Article) {
        let (about, within) = (self.about, self.within);
        let appeared = article.row.published.is_some_and(|day| within.holds(day));
        let events = &article.annotations.events;
        let tells = || events.iter().any(|event| within.holds(event.moment));
        if within.0.is_some() && !appeared && !tells() {
            return;
        }
        let number = self.sources.len() as u32 + 1;
        self.sources.push(source(number, article, self.date));
        self.published.extend(article.row.published);
        self.facts.add(number, article, about, within);
        self.told.add(number, article, about, within);
        self.everybody.add(number, article);
        if self.depth == Depth::Everything {
            self.rows.add(number, article, about, within);
        }
    }

    pub(super) fn finish(self, heading: Heading) -> Report {
        let timeline = self.told.finish();
        let findings = match self.depth {
            Depth::Note => Findings::default(),
            Depth::Everything => Findings {
                entities: self.everybody.everybody(),
                mentions: self.rows.mentions,
                events: timeline.clone(),
                figures: self.rows.figures,
                network: self.everybody.whole_network(),
            },
        };
        let mut report = Report {
            title: heading.title,
            scope: heading.scope,
            tlp: heading.tlp,
            date: heading.date,
            period: self
                .within
                .0
                .or_else(|| told::period(&timeline, &self.published)),
            articles: self.sources.len(),
            gathered: self.sources.len(),
            facts: self.facts.finish(),
            who: self.everybody.who(self.about),
            network: self.everybody.network(self.about),
            gaps: gaps(&timeline, &self.published, heading.date),
            timeline,
            findings,
            sources: self.sources,
            ..Report::default()
        };
        report.untold = report.timeline.len().saturating_sub(TIMELINE);
        report.timeline.truncate(TIMELINE);
        report
    }
}

fn source(number: u32, article: &Article, date: Day) -> Source {
    let document = &article.document;
    let mut source = Source::of(number, &article.row, date);
    source.published = document
        .meta
        .published
        .as_ref()
        .map(|published| published.value.clone());
    source.sha256.clone_from(&document.sha256);
    if let Some(grade) = &document.meta.grade {
        source.grade.credibility = grade.value.credibility;
        if !article.row.reliability.is_judged() {
            source.grade.reliability = grade.value.reliability;
        }
    }
    source
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

/// The text on one line.
pub(super) fn flat(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

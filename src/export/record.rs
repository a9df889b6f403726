//! The JSON record of a document, as scripts rely on it: fields are added, never renamed.

use crate::insight::grounds;
use crate::model::{Annotations, Basis, Bound, Document, Dropped, Removed, Stance, TimexMod};
use crate::text::{CharOffsets, Span};
use serde::Serialize;

/// The number of the schema that the records follow.
const SCHEMA: u32 = 1;

#[derive(Debug, Serialize)]
pub struct Record<'a> {
    schema: u32,
    id: &'a str,
    document: About<'a>,
    text: &'a str,
    dropped: &'a [Dropped],
    mentions: Vec<Mention<'a>>,
    dates: Vec<Date<'a>>,
    incidents: Vec<Incident<'a>>,
    quotes: Vec<Quote<'a>>,
    figures: Vec<Figure<'a>>,
    events: Vec<Event<'a>>,
    entities: &'a [crate::model::Entity],
}

#[derive(Debug, Serialize)]
struct About<'a> {
    path: Option<&'a str>,
    title: Option<&'a str>,
    authors: &'a [String],
    publisher: Option<&'a str>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    sha256: &'a str,
    published: Option<Published<'a>>,
    /// Where each of the values came from.
    basis: Bases,
    grade: Option<String>,
    removed: Removed,
}

#[derive(Debug, Serialize)]
struct Published<'a> {
    value: &'a str,
    basis: Basis,
    estimated: bool,
}

#[derive(Debug, Serialize)]
struct Bases {
    title: Option<Basis>,
    authors: Option<Basis>,
    publisher: Option<Basis>,
    url: Option<Basis>,
    language: Option<Basis>,
}

#[derive(Debug, Serialize)]
struct Mention<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    kind: &'static str,
    entity: &'a str,
    name: &'a str,
    rule: &'static str,
    confidence: f64,
    evidence: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    open: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct Date<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    r#type: &'static str,
    value: &'a str,
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    modifier: Option<TimexMod>,
    rule: &'static str,
    confidence: f64,
}

#[derive(Debug, Serialize)]
struct Incident<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    kind: &'static str,
    date: Option<&'a str>,
    participants: Vec<&'a str>,
    name: Option<&'a str>,
    stance: Stance,
    places: Vec<&'a str>,
    trigger: &'a str,
    rule: &'static str,
    confidence: f64,
}

#[derive(Debug, Serialize)]
struct Quote<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    speaker: Option<&'a str>,
    speaker_entity: Option<&'a str>,
    cue: Option<&'a str>,
    direct: bool,
    rule: &'static str,
    confidence: f64,
}

#[derive(Debug, Serialize)]
struct Figure<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    value: Number,
    unit: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    upper: Option<Number>,
    bound: Bound,
    rule: &'static str,
    confidence: f64,
}

#[derive(Debug, Serialize)]
struct Event<'a> {
    start: u32,
    end: u32,
    text: &'a str,
    date: String,
    entities: Vec<&'a str>,
}

/// A number written without a fraction where it has none.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Number {
    Whole(i64),
    Broken(f64),
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        // Up to 2^53 every whole number is exact.
        if value.fract() == 0.0 && value.abs() < 9.0e15 {
            Self::Whole(value as i64)
        } else {
            Self::Broken(value)
        }
    }
}

impl<'a> Record<'a> {
    /// Puts a document and what was found in it into the shape of the record.
    #[must_use]
    pub fn new(document: &'a Document, found: &'a Annotations) -> Self {
        let places = Positions {
            text: &document.text,
            offsets: CharOffsets::new(&document.text),
        };
        let id = |entity: &u32| {
            found
                .entities
                .get(*entity as usize)
                .map(|entity| entity.id.as_str())
        };
        Self {
            schema: SCHEMA,
            id: &document.id,
            document: about(document),
            text: &document.text,
            dropped: &document.dropped,
            mentions: mentions(found, &places),
            dates: dates(found, &places),
            incidents: found
                .incidents
                .iter()
                .map(|incident| {
                    let (start, end, text) = places.of(incident.span);
                    let ground = grounds::of_incident(&document.text, incident, &found.dates);
                    Incident {
                        start,
                        end,
                        text,
                        kind: incident.kind.as_str(),
                        date: incident.value.as_deref(),
                        participants: incident.participants.iter().filter_map(id).collect(),
                        name: incident.name.as_deref(),
                        stance: incident.stance,
                        places: incident.places.iter().filter_map(id).collect(),
                        trigger: document.slice(incident.trigger),
                        rule: ground.rule,
                        confidence: ground.confidence,
                    }
                })
                .collect(),
            quotes: found
                .quotes
                .iter()
                .map(|quote| {
                    let (start, end, text) = places.of(quote.span);
                    let ground = grounds::of_quote(quote);
                    Quote {
                        start,
                        end,
                        text,
                        speaker: quote.speaker.as_deref(),
                        speaker_entity: quote.speaker_entity.as_ref().and_then(id),
                        cue: quote.cue.as_deref(),
                        direct: quote.direct,
                        rule: ground.rule,
                        confidence: ground.confidence,
                    }
                })
                .collect(),
            figures: figures(found, &places),
            events: found
                .events
                .iter()
                .map(|event| {
                    let (start, end, _) = places.of(event.span);
                    Event {
                        start,
                        end,
                        text: document.slice(event.short),
                        date: event.moment.to_string(),
                        entities: event.entities.iter().filter_map(id).collect(),
                    }
                })
                .collect(),
            entities: &found.entities,
        }
    }
}

fn about(document: &Document) -> About<'_> {
    let meta = &document.meta;
    About {
        path: document.path.as_deref(),
        title: meta.title.as_ref().map(|title| title.value.as_str()),
        authors: meta.authors.as_ref().map_or(&[], |authors| &authors.value),
        publisher: meta.publisher.as_ref().map(|name| name.value.as_str()),
        url: meta.url.as_ref().map(|url| url.value.as_str()),
        language: meta.language.as_ref().map(|code| code.value.as_str()),
        sha256: &document.sha256,
        published: meta.published.as_ref().map(|published| Published {
            value: &published.value,
            basis: published.basis,
            estimated: published.estimated,
        }),
        basis: Bases {
            title: meta.title.as_ref().map(|title| title.basis),
            authors: meta.authors.as_ref().map(|authors| authors.basis),
            publisher: meta.publisher.as_ref().map(|name| name.basis),
            url: meta.url.as_ref().map(|url| url.basis),
            language: meta.language.as_ref().map(|code| code.basis),
        },
        grade: meta.grade.as_ref().map(|grade| grade.value.code()),
        removed: document.removed,
    }
}

fn mentions<'a>(found: &'a Annotations, places: &Positions<'a>) -> Vec<Mention<'a>> {
    let mut out = Vec::with_capacity(found.mentions.len());
    for mention in &found.mentions {
        let Some(entity) = found.entities.get(mention.entity as usize) else {
            continue;
        };
        let (start, end, text) = places.of(mention.span);
        out.push(Mention {
            start,
            end,
            text,
            kind: entity.kind.as_str(),
            entity: entity.id.as_str(),
            name: &entity.name,
            rule: mention.rule.as_str(),
            confidence: (f64::from(mention.confidence) * 1000.0).round() / 1000.0,
            evidence: &mention.evidence,
            open: mention
                .open
                .iter()
                .filter_map(|other| found.entities.get(*other as usize))
                .map(|other| other.id.as_str())
                .collect(),
        });
    }
    out
}

fn dates<'a>(found: &'a Annotations, places: &Positions<'a>) -> Vec<Date<'a>> {
    let date = |timex: &'a crate::model::Timex| {
        let (start, end, text) = places.of(timex.span);
        let ground = grounds::of_date(places.text, timex);
        Date {
            start,
            end,
            text,
            r#type: timex.kind.as_str(),
            value: &timex.value,
            modifier: timex.modifier,
            rule: ground.rule,
            confidence: ground.confidence,
        }
    };
    found.dates.iter().map(date).collect()
}

fn figures<'a>(found: &'a Annotations, places: &Positions<'a>) -> Vec<Figure<'a>> {
    let figure = |figure: &'a crate::model::Figure| {
        let (start, end, text) = places.of(figure.span);
        let ground = grounds::of_figure(figure);
        Figure {
            start,
            end,
            text,
            value: figure.value.into(),
            unit: &figure.unit,
            upper: figure.upper.map(Number::from),
            bound: figure.bound,
            rule: ground.rule,
            confidence: ground.confidence,
        }
    };
    found.figures.iter().map(figure).collect()
}

/// Spans of a text as counts of characters, with their letters.
struct Positions<'a> {
    text: &'a str,
    offsets: CharOffsets<'a>,
}

impl<'a> Positions<'a> {
    /// Start, end and letters of a span.
    fn of(&self, span: Span) -> (u32, u32, &'a str) {
        let at = |offset: u32| self.offsets.at(offset as usize) as u32;
        (at(span.start), at(span.end), span.of(self.text))
    }
}

//! Why a date, an incident, a quotation or a figure was marked, and how often such marks are right.
//!
//! Names carry their rule and weight themselves. What is told here follows from the mark and its
//! words, so that a library need not keep it.

use super::incidents::is_listed;
use crate::model::{Annotations, Bound, Figure, Incident, Quotation, Span, Timex, TimexKind};

/// A rule, and the share of its marks that were right, from 0 to 1, where hands had marked the same
/// texts (`docs/marks.md` has the table).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ground {
    pub rule: &'static str,
    pub confidence: f64,
}

const fn ground(rule: &'static str, confidence: f64) -> Ground {
    Ground { rule, confidence }
}

/// Of a date: whether its words have the year, or it was counted from the dates around.
#[must_use]
pub fn of_date(text: &str, date: &Timex) -> Ground {
    let words = date.span.of(text);
    let year = date.value.get(..4).unwrap_or_default();
    // "202" and "BC490" are years as well, in other letters.
    let told = if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) {
        words.contains(year)
    } else {
        words.bytes().any(|b| b.is_ascii_digit())
    };
    match date.kind {
        TimexKind::Duration => ground("duration", 0.9),
        TimexKind::Set => ground("set", 0.9),
        _ if date.moment.is_none() => ground("open", 0.8),
        _ if told => ground("written", 0.99),
        _ => ground("counted", 0.92),
    }
}

/// Of an incident: whether the lists know its trigger or the model took the sentence so. How sure
/// the date is weighs most.
#[must_use]
pub fn of_incident(text: &str, incident: &Incident, dates: &[Timex]) -> Ground {
    let mut words = incident.trigger.of(text).split_whitespace();
    let listed = words.any(|word| is_listed(&word.to_lowercase(), incident.kind));
    let own = date_of(incident, dates).is_some_and(|date| incident.span.contains(date.span));
    match (listed, own, incident.value.is_some()) {
        (true, true, _) => ground("trigger", 0.88),
        (true, false, true) => ground("trigger", 0.63),
        (true, false, false) => ground("trigger", 0.46),
        (false, _, true) => ground("model", 0.59),
        (false, _, false) => ground("model", 0.1),
    }
}

/// Of a quotation: by its marks, or by a reporting verb alone.
#[must_use]
pub fn of_quote(quote: &Quotation) -> Ground {
    if quote.direct {
        ground("marks", 0.98)
    } else {
        ground("reported", 0.9)
    }
}

/// Of a figure: a sum of money or a share, or something counted.
#[must_use]
pub fn of_figure(figure: &Figure) -> Ground {
    let code = figure.unit.len() == 3 && figure.unit.bytes().all(|b| b.is_ascii_uppercase());
    if code || figure.unit == "%" {
        ground("sum", 0.99)
    } else {
        ground("count", 0.95)
    }
}

fn date_of<'a>(incident: &Incident, dates: &'a [Timex]) -> Option<&'a Timex> {
    dates.get(incident.date? as usize)
}

/// The incidents, dates, quotations and figures of a stretch of text, each with what it rests on: of
/// each what it is, and why.
#[must_use]
pub fn told(text: &str, found: &Annotations, stretch: Span) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut tell = |what: &str, told: String, ground: Ground| {
        let Ground { rule, confidence } = ground;
        out.push((what.to_owned(), format!("{told}; {rule}, {confidence:.2}")));
    };
    for incident in found.incidents.iter().filter(|i| i.span.overlaps(stretch)) {
        let trigger = incident.trigger.of(text);
        let when = match (date_of(incident, &found.dates), &incident.value) {
            (Some(date), Some(value)) => format!("on {value}, by “{}”", date.span.of(text)),
            (None, Some(value)) => format!("on {value}, of the news or counted"),
            (_, None) => "without a date".to_owned(),
        };
        let told = format!("{} by “{trigger}”, {when}", incident.kind.as_str());
        tell("incident", told, of_incident(text, incident, &found.dates));
    }
    for date in found.dates.iter().filter(|d| d.span.overlaps(stretch)) {
        let told = format!("“{}” is {}", date.span.of(text), date.value);
        tell("date", told, of_date(text, date));
    }
    for quote in found.quotes.iter().filter(|q| q.span.overlaps(stretch)) {
        let told = match (&quote.speaker, &quote.cue) {
            (Some(who), Some(cue)) => format!("of {who}, by “{cue}”"),
            (Some(who), None) => format!("of {who}, named beside it"),
            (None, _) => "of nobody told".to_owned(),
        };
        tell("quotation", told, of_quote(quote));
    }
    for figure in found.figures.iter().filter(|f| f.span.overlaps(stretch)) {
        let bound = match figure.bound {
            Bound::Exact => "",
            Bound::About => "about ",
            Bound::AtLeast => "at least ",
            Bound::AtMost => "at most ",
        };
        let words = figure.span.of(text);
        let told = format!("“{words}” is {bound}{} {}", figure.value, figure.unit);
        tell("figure", told, of_figure(figure));
    }
    out
}

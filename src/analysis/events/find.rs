use super::super::Reading;
use super::super::grammar::Traits;
use super::super::incidents::{dates_in, ends_range, mentions_in};
use super::super::names::Names;
use super::short::{Wanted, only_said, short};
use crate::model::{Event, Incident, Span, Timex, TimexKind};

/// Makes the events of a document from its dates and incidents: one for each sentence and date.
#[must_use]
pub fn find(
    reading: &Reading<'_>,
    names: &Names,
    dates: &[Timex],
    incidents: &[Incident],
) -> Vec<Event> {
    let mut out: Vec<Event> = Vec::new();
    let mut next = 0;
    for (at, sentence) in reading.sentences.iter().enumerate() {
        while incidents
            .get(next)
            .is_some_and(|i| i.span.end <= sentence.span.start)
        {
            next += 1;
        }
        let told = incidents[next..]
            .iter()
            .take_while(|i| i.span == sentence.span)
            .count();
        let told = next..next + told;
        let own = dates_in(reading, &sentence.tokens, dates);
        if own.is_empty() && told.is_empty() {
            continue;
        }
        let mut picked = picked(reading, at, dates, own, &incidents[told.clone()]);
        if picked.is_empty() {
            continue;
        }
        picked.sort_unstable();
        let entities = entities(names, sentence.span);
        let mut taken: Vec<Span> = Vec::new();
        for &date in &picked {
            let Some(moment) = dates[date].moment else {
                continue;
            };
            let incident = told
                .clone()
                .find(|&i| incidents[i].date == Some(date as u32));
            let wanted = Wanted {
                date,
                others: &picked,
                incident: incident.map(|i| &incidents[i]),
                taken: &taken,
            };
            let Some(short) = short(reading, names, dates, sentence, &wanted) else {
                continue;
            };
            taken.push(short);
            out.push(Event {
                span: sentence.span,
                short,
                date: date as u32,
                moment,
                incident: incident.map(|i| i as u32),
                entities: entities.clone(),
            });
        }
    }
    out
}

/// The dates of a sentence that its events are set on: each calendar date once, and the date that
/// an incident has from the sentence before.
fn picked(
    reading: &Reading<'_>,
    at: usize,
    dates: &[Timex],
    own: std::ops::Range<usize>,
    told: &[Incident],
) -> Vec<usize> {
    let sentence = &reading.sentences[at];
    let mut out: Vec<usize> = told
        .iter()
        .filter_map(|incident| incident.date.map(|date| date as usize))
        .collect();
    out.sort_unstable();
    out.dedup();
    let reports = !told.is_empty()
        || sentence
            .tokens
            .clone()
            .any(|token| reading.is(token, Traits::PAST) || reading.folded(token) == "will");
    if !reports || sentence.heading {
        return out;
    }
    for date in own {
        let timex = &dates[date];
        let calendar = matches!(timex.kind, TimexKind::Date | TimexKind::Time)
            && timex.moment.is_some()
            && !timex.value.ends_with("_REF");
        if !calendar
            || ends_range(reading, dates, date)
            || only_said(reading, sentence, timex.span)
            || (told.is_empty() && only_points(timex.span.of(&reading.folded)))
        {
            continue;
        }
        if out
            .iter()
            .all(|&one| dates[one].moment != timex.moment && one != date)
        {
            out.push(date);
        }
    }
    out
}

/// Words that point to the day of writing without setting a date.
fn only_points(words: &str) -> bool {
    matches!(
        words,
        "today"
            | "this year"
            | "this month"
            | "this week"
            | "now"
            | "tonight"
            | "current"
            | "currently"
    )
}

fn entities(names: &Names, span: Span) -> Vec<u32> {
    let mut out = Vec::new();
    for mention in mentions_in(names, span) {
        if !out.contains(&mention.entity) {
            out.push(mention.entity);
        }
    }
    out
}

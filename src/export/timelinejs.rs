use super::{Error, words, xml::escape};
use crate::insight::{Report, Told};
use crate::model::{Day, Moment, Precision};
use serde_json::{Map, Value, json};
use std::io::Write;

/// Writes the timeline as `TimelineJS` JSON. Its viewer reads headline and text as HTML, so both are
/// escaped; a date is as exact as it is known.
pub(super) fn write(report: &Report, sink: &mut impl Write) -> Result<(), Error> {
    let events: Vec<Value> = report
        .findings
        .events
        .iter()
        .enumerate()
        .map(|(at, told)| event(at + 1, told, report))
        .collect();
    let whole = json!({
        "title": {
            "text": {
                "headline": escape(&report.title),
                "text": escape(&format!("{} · {} · {}", report.tlp.as_str(), report.date, report.scope)),
            },
            "unique_id": "title",
        },
        "events": events,
    });
    serde_json::to_writer_pretty(&mut *sink, &whole)?;
    sink.write_all(b"\n")?;
    Ok(())
}

fn event(number: usize, told: &Told, report: &Report) -> Value {
    let moment = told.moment;
    let (start, end) = ends(moment);
    let mut event = Map::new();
    event.insert("start_date".to_owned(), start);
    if let Some(end) = end {
        event.insert("end_date".to_owned(), end);
    }
    event.insert("display_date".to_owned(), json!(moment.to_string()));
    let stance = words::stance(told.stance)
        .map(|word| format!(" ({word})"))
        .unwrap_or_default();
    let sources: Vec<String> = told
        .sources
        .iter()
        .filter_map(|number| report.source(*number))
        .map(|source| {
            let publisher = source.publisher.as_deref().unwrap_or("publisher unknown");
            format!(
                "<li>{} ({}, {})</li>",
                escape(&source.title),
                escape(publisher),
                escape(&words::published(source))
            )
        })
        .collect();
    event.insert(
        "text".to_owned(),
        json!({
            "headline": escape(&words::plain(&told.text)),
            "text": format!("<p>{}{stance}</p><ul>{}</ul>", escape(&moment.to_string()), sources.concat()),
        }),
    );
    if let Some(kind) = told.kind {
        event.insert("group".to_owned(), json!(kind.as_str()));
    }
    event.insert("unique_id".to_owned(), json!(format!("event-{number}")));
    Value::Object(event)
}

/// First and last day, or the one date where year, month or day says all that is known.
fn ends(moment: Moment) -> (Value, Option<Value>) {
    let whole = moment.third().is_empty();
    match moment.precision {
        Precision::Day => (date(moment.first, 3), None),
        Precision::Month if whole => (date(moment.first, 2), None),
        Precision::Year if whole => (date(moment.first, 1), None),
        _ => (date(moment.first, 3), Some(date(moment.last, 3))),
    }
}

/// Year, month and day, as many of them as `parts`; years before Christ are negative.
fn date(day: Day, parts: usize) -> Value {
    let (year, month, of_month) = day.civil();
    let year = if year <= 0 { year - 1 } else { year };
    let mut out = Map::new();
    out.insert("year".to_owned(), json!(year));
    if parts > 1 {
        out.insert("month".to_owned(), json!(month));
    }
    if parts > 2 {
        out.insert("day".to_owned(), json!(of_month));
    }
    Value::Object(out)
}

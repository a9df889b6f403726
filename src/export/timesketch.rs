use super::{Error, words};
use crate::insight::Report;
use crate::model::IncidentKind;
use serde_json::json;
use std::io::Write;

/// Writes the timeline as JSON Lines for Timesketch: `message`, `datetime`, `timestamp_desc`, and
/// what else is known. A date without a day stands on its first, which `precision` and `date` say.
/// Years outside 1 to 9999 have no place in such a time and are left out.
pub(super) fn write(report: &Report, sink: &mut impl Write) -> Result<(), Error> {
    for told in &report.findings.events {
        let Some(day) = words::day(told.moment.first) else {
            continue;
        };
        let first = told
            .sources
            .first()
            .and_then(|number| report.source(*number));
        let line = json!({
            "message": words::plain(&told.text),
            "datetime": format!("{day}T00:00:00+00:00"),
            "timestamp_desc": format!("Event ({})", told.kind.map_or("dated", IncidentKind::as_str)),
            "date": told.moment.to_string(),
            "precision": format!("{:?}", told.moment.precision).to_ascii_lowercase(),
            "last": words::day(told.moment.last),
            "stance": told.stance,
            "entities": told.entities,
            "source_title": first.map(|source| words::plain(&source.title)),
            "source_publisher": first.and_then(|source| source.publisher.as_deref()).map(words::plain),
            "source_url": first.and_then(|source| source.url.as_deref()).map(words::plain),
            "source_sha256": first.map(|source| source.sha256.as_str()),
            "tellings": told.sources.len(),
            "tag": [report.tlp.as_str()],
        });
        serde_json::to_writer(&mut *sink, &line)?;
        sink.write_all(b"\n")?;
    }
    Ok(())
}

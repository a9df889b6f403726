use super::{Error, words};
use crate::insight::{Report, Source};
use crate::model::Day;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::io::Write;

/// Writes the sources as CSL-JSON, for reference managers and `pandoc --citeproc`.
pub(super) fn write(report: &Report, sink: &mut impl Write) -> Result<(), Error> {
    let mut taken = BTreeSet::new();
    let items: Vec<Value> = report
        .sources
        .iter()
        .map(|source| item(source, &mut taken))
        .collect();
    serde_json::to_writer_pretty(&mut *sink, &items)?;
    sink.write_all(b"\n")?;
    Ok(())
}

fn item(source: &Source, taken: &mut BTreeSet<String>) -> Value {
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| out.insert(name.to_owned(), value);
    put("id", json!(id(source, taken)));
    let kind = if source.url.is_some() {
        "webpage"
    } else {
        "article"
    };
    put("type", json!(kind));
    put("title", json!(words::plain(&source.title)));
    if !source.authors.is_empty() {
        let names = source
            .authors
            .iter()
            .map(|name| json!({"literal": words::plain(name)}));
        put("author", names.collect());
    }
    if let Some(publisher) = &source.publisher {
        put("container-title", json!(words::plain(publisher)));
        put("publisher", json!(words::plain(publisher)));
    }
    if let Some(parts) = source.published.as_deref().and_then(parts) {
        let mut issued = json!({"date-parts": [parts]});
        if source.estimated {
            issued["circa"] = json!(true);
        }
        put("issued", issued);
    }
    put("accessed", json!({"date-parts": [of_day(source.accessed)]}));
    if let Some(url) = &source.url {
        put("URL", json!(words::plain(url)));
    }
    if let Some(language) = &source.language {
        put("language", json!(words::plain(language)));
    }
    put(
        "note",
        json!(format!(
            "SHA-256 {}; grade {}",
            source.sha256,
            source.grade.code()
        )),
    );
    Value::Object(out)
}

/// A key to cite by, of letters, digits and hyphens.
fn id(source: &Source, taken: &mut BTreeSet<String>) -> String {
    let slug: String = crate::text::slug(&source.key).chars().take(60).collect();
    let base = if slug.is_empty() {
        "source".to_owned()
    } else {
        slug
    };
    if taken.insert(base.clone()) {
        return base;
    }
    let own = format!("{base}-{}", source.number);
    taken.insert(own.clone());
    own
}

/// Year, month and day of an ISO 8601 value, as many of them as it has.
fn parts(value: &str) -> Option<Vec<i32>> {
    let date = value.split(['T', ' ']).next()?;
    let numbers: Option<Vec<i32>> = date.split('-').map(|part| part.parse().ok()).collect();
    numbers.filter(|numbers| numbers.len() <= 3 && date.len() >= 4)
}

fn of_day(day: Day) -> [i64; 3] {
    let (year, month, of_month) = day.civil();
    [i64::from(year), i64::from(month), i64::from(of_month)]
}

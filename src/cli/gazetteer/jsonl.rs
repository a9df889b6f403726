use super::kinds::kind_of;
use super::misp::words;
use super::raw::{Converted, Raw, Signs};
use serde_json::{Map, Value};

/// Reads records of a name each: one a line, or all in a JSON list.
pub(super) fn convert(text: &str) -> Result<Converted, String> {
    let mut out = Converted::default();
    if text.starts_with('[') {
        let all: Vec<Value> =
            serde_json::from_str(text).map_err(|why| format!("not a list of records: {why}"))?;
        for (at, value) in all.into_iter().enumerate() {
            take(value, format!("record {}", at + 1), &mut out);
        }
        return Ok(out);
    }
    for (at, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let place = format!("line {}", at + 1);
        match serde_json::from_str(line) {
            Ok(value) => take(value, place, &mut out),
            Err(why) => out.skips.add(format!("{place}: {why}"), "not JSON"),
        }
    }
    Ok(out)
}

fn take(value: Value, place: String, out: &mut Converted) {
    let Value::Object(record) = value else {
        return out.skips.add(place, "not a record");
    };
    let Some(name) = one(&record, &["name", "value", "title"]) else {
        return out.skips.add(place, "no name");
    };
    let word = one(&record, &["kind", "type"]).unwrap_or_default();
    let kind = kind_of(&word);
    if kind.is_none() && !word.is_empty() {
        return out.skips.add(place, format!("`{word}` is not a kind"));
    }
    let aliases = ["aliases", "alias", "synonyms", "names"]
        .iter()
        .flat_map(|key| words(record.get(*key)))
        .flat_map(|text| split(&text))
        .collect();
    let text = |keys: &[&str]| one(&record, keys).unwrap_or_default();
    out.raws.push(Raw {
        place,
        kind,
        name,
        aliases,
        country: words(record.get("country")),
        parent: text(&["parent"]),
        dates: text(&["dates", "date"]),
        note: text(&["note", "description"]),
        signs: Signs::Ours,
    });
}

fn one(record: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| match record.get(*key)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// Names in one text are parted as in a list.
pub(super) fn split(text: &str) -> Vec<String> {
    text.split([';', '|', '\n'])
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

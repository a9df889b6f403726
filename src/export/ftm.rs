use super::{Error, words};
use crate::insight::{Report, Source, Told, Who};
use crate::model::{EntityId, Kind};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Writes `FollowTheMoney` entities as JSON Lines: the articles, who and what they name, the places
/// where they do, the events, and who shares sentences with whom.
///
/// Malware, technology and laws have no schema there and are left out.
pub(super) fn write(report: &Report, sink: &mut impl Write) -> Result<(), Error> {
    let mut line = |value: Value| -> Result<(), Error> {
        serde_json::to_writer(&mut *sink, &value)?;
        sink.write_all(b"\n")?;
        Ok(())
    };
    for source in &report.sources {
        line(article(source))?;
    }
    let findings = &report.findings;
    let mut schemas: BTreeMap<&EntityId, (&'static str, &str)> = BTreeMap::new();
    for who in &findings.entities {
        let Some(schema) = schema(who.kind) else {
            continue;
        };
        schemas.insert(&who.id, (schema, &who.name));
        line(entity(who, schema))?;
    }
    let mut seen = BTreeSet::new();
    for mention in &findings.mentions {
        // One mention an article, however often it names somebody.
        let Some((schema, name)) = schemas.get(&mention.entity) else {
            continue;
        };
        let Some(source) = report.source(mention.source) else {
            continue;
        };
        if !seen.insert((mention.source, &mention.entity)) {
            continue;
        }
        let mut own = Properties::default();
        own.put("document", &document(source));
        own.put("name", name);
        own.put("resolved", &id(&mention.entity));
        own.put("detectedSchema", schema);
        let id = hashed("mention", &format!("{} {}", source.sha256, mention.entity));
        line(own.of(&id, "Mention"))?;
    }
    for told in &findings.events {
        line(event(told, report, &schemas))?;
    }
    for link in &findings.network.links {
        let node = |place: u32| findings.network.nodes.get(place as usize);
        let (Some(one), Some(other)) = (node(link.from), node(link.to)) else {
            continue;
        };
        if !schemas.contains_key(&one.id) || !schemas.contains_key(&other.id) {
            continue;
        }
        let mut own = Properties::default();
        own.put("subject", &id(&one.id));
        own.put("object", &id(&other.id));
        own.put(
            "role",
            &format!("named together in {} sentences", link.sentences),
        );
        let id = hashed("link", &format!("{} {}", one.id, other.id));
        line(own.of(&id, "UnknownLink"))?;
    }
    Ok(())
}

fn schema(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Agency => "PublicBody",
        Kind::Company => "Company",
        Kind::Organisation | Kind::Group => "Organization",
        Kind::Person => "Person",
        Kind::Place => "Address",
        Kind::Incident => "Event",
        Kind::Malware | Kind::Technology | Kind::Law => return None,
    })
}

fn article(source: &Source) -> Value {
    let mut own = Properties::default();
    own.put("title", &source.title);
    own.put("fileName", &source.key);
    for author in &source.authors {
        own.put("author", author);
    }
    if let Some(publisher) = &source.publisher {
        own.put("publisher", publisher);
    }
    if let Some(published) = &source.published {
        own.put("publishedAt", published);
    }
    own.put("retrievedAt", &source.accessed.to_string());
    if let Some(url) = source.url.as_ref().filter(|url| url.starts_with("http")) {
        own.put("sourceUrl", url);
    }
    own.put(
        "notes",
        &format!("SHA-256 {}; grade {}", source.sha256, source.grade.code()),
    );
    own.of(&document(source), "Article")
}

fn entity(who: &Who, schema: &str) -> Value {
    let mut own = Properties::default();
    own.put("name", &who.name);
    if schema == "Address" {
        own.put("full", &who.name);
    }
    for alias in &who.aliases {
        own.put("alias", alias);
    }
    if let Some(country) = words::country(who.country.as_deref()) {
        own.put("country", &country.to_ascii_lowercase());
    }
    if let Some(note) = &who.note {
        own.put("summary", note);
    }
    own.of(&id(&who.id), schema)
}

fn event(
    told: &Told,
    report: &Report,
    schemas: &BTreeMap<&EntityId, (&'static str, &str)>,
) -> Value {
    let mut own = Properties::default();
    own.put("name", &told.text);
    match words::dates(told.moment) {
        Some((date, None)) => own.put("date", &date),
        Some((first, Some(last))) => {
            own.put("startDate", &first);
            own.put("endDate", &last);
        }
        None => {}
    }
    if let Some(kind) = told.kind {
        own.put("keywords", kind.as_str());
    }
    if let Some(stance) = words::stance(told.stance) {
        own.put("notes", stance);
    }
    for entity in &told.entities {
        match schemas.get(entity) {
            Some(("Address", name)) => own.put("location", name),
            Some(("Event", _)) | None => {}
            Some(_) => own.put("involved", &id(entity)),
        }
    }
    for source in told
        .sources
        .iter()
        .filter_map(|number| report.source(*number))
    {
        own.put("proof", &document(source));
    }
    let first = told
        .sources
        .first()
        .and_then(|number| report.source(*number));
    let place = format!(
        "{} {} {}",
        first.map_or("", |source| source.sha256.as_str()),
        told.span.start,
        told.moment
    );
    own.of(&hashed("event", &place), "Event")
}

/// Values by the name of their property; each once, none empty.
#[derive(Default)]
struct Properties(BTreeMap<&'static str, Vec<String>>);

impl Properties {
    fn put(&mut self, name: &'static str, value: &str) {
        let value = words::plain(value);
        let values = self.0.entry(name).or_default();
        if !value.is_empty() && !values.contains(&value) {
            values.push(value);
        }
    }

    fn of(self, id: &str, schema: &str) -> Value {
        let mut properties = Map::new();
        for (name, values) in self.0 {
            if !values.is_empty() {
                properties.insert(name.to_owned(), json!(values));
            }
        }
        json!({"id": id, "schema": schema, "properties": properties})
    }
}

fn id(entity: &EntityId) -> String {
    entity.as_str().replace(':', "-")
}

fn document(source: &Source) -> String {
    hashed("article", &source.sha256)
}

/// A name that is the same for the same thing in every export.
fn hashed(kind: &str, key: &str) -> String {
    format!("{kind}-{}", super::ids::named(kind, key))
}

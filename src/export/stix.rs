use super::ids::named;
use super::stix_marking::marking;
use super::{Error, words};
use crate::insight::{Report, Source, Told, Who};
use crate::model::{EntityId, Kind};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Pairs that become relationships at most, those that share most sentences first.
const PAIRS: usize = 2_000;

/// Writes a STIX 2.1 bundle: one report with the articles as external references, and what they
/// name and tell. Ids are version 5 UUIDs over kind and canonical name, the same in every export.
///
/// A place is a `location` where its country is known, which the standard asks for; technology,
/// laws and other places have no object and stand in a note.
pub(super) fn write(report: &Report, sink: &mut impl Write) -> Result<(), Error> {
    let mut bundle = Bundle::new(report);
    bundle.entities(report);
    bundle.incidents(report);
    bundle.pairs(report);
    bundle.words(report);
    bundle.report(report);
    let key = bundle.own_key(report);
    let whole = json!({
        "type": "bundle",
        "id": format!("bundle--{}", named("bundle", &key)),
        "objects": bundle.objects,
    });
    serde_json::to_writer_pretty(&mut *sink, &whole)?;
    sink.write_all(b"\n")?;
    Ok(())
}

struct Bundle {
    /// Of every object: the day of the note, which is passed in.
    stamp: String,
    marking: String,
    author: String,
    objects: Vec<Value>,
    /// What the report refers to, in order.
    refs: Vec<String>,
    /// The objects of entities.
    ids: BTreeMap<EntityId, String>,
    seen: BTreeSet<String>,
}

impl Bundle {
    fn new(report: &Report) -> Self {
        let day = words::day(report.date).unwrap_or_else(|| "1970-01-01".to_owned());
        let marking = marking(report.tlp);
        let id = marking["id"].as_str().unwrap_or_default().to_owned();
        let mut bundle = Self {
            stamp: format!("{day}T00:00:00.000Z"),
            marking: id,
            author: format!("identity--{}", named("identity", "briefing")),
            objects: vec![marking],
            refs: Vec::new(),
            ids: BTreeMap::new(),
            seen: BTreeSet::new(),
        };
        let author = bundle.author.clone();
        let own = json!({"name": "briefing", "identity_class": "system"});
        bundle.put("identity", &author, own);
        bundle
    }

    fn own_key(&self, report: &Report) -> String {
        format!("{} {} {}", report.title, report.scope, self.stamp)
    }

    /// Adds an object of these properties.
    fn put(&mut self, kind: &str, id: &str, own: Value) {
        let Value::Object(own) = own else { return };
        if !self.seen.insert(id.to_owned()) {
            return;
        }
        let mut all = Map::new();
        for (name, value) in [
            ("type", json!(kind)),
            ("spec_version", json!("2.1")),
            ("id", json!(id)),
            ("created_by_ref", json!(self.author)),
            ("created", json!(self.stamp)),
            ("modified", json!(self.stamp)),
            ("object_marking_refs", json!([self.marking])),
        ] {
            all.insert(name.to_owned(), value);
        }
        // Neither empty texts nor empty lists may stand in an object.
        all.extend(own.into_iter().filter(|(_, value)| match value {
            Value::String(text) => !text.is_empty(),
            Value::Array(list) => !list.is_empty(),
            Value::Null => false,
            _ => true,
        }));
        self.objects.push(Value::Object(all));
    }

    fn refer(&mut self, kind: &str, key: &str, own: Value) -> String {
        let id = format!("{kind}--{}", named(kind, key));
        if !self.seen.contains(&id) {
            self.put(kind, &id, own);
            self.refs.push(id.clone());
        }
        id
    }

    fn entities(&mut self, report: &Report) {
        let mut others: Vec<String> = Vec::new();
        for who in &report.findings.entities {
            match object(who) {
                Some((kind, own)) => {
                    let id = self.refer(kind, who.id.as_str(), own);
                    self.ids.insert(who.id.clone(), id);
                }
                None => others.push(format!("{} ({})", words::plain(&who.name), who.kind)),
            }
        }
        if !others.is_empty() && !self.refs.is_empty() {
            let content = format!(
                "Named as well, without an object of their own: {}",
                others.join("; ")
            );
            let refs = self.refs.clone();
            let own = json!({"content": content, "object_refs": refs});
            self.refer("note", &format!("others {}", self.own_key(report)), own);
        }
    }

    fn incidents(&mut self, report: &Report) {
        for told in &report.findings.events {
            let Some(kind) = told.kind else { continue };
            let first = told
                .sources
                .first()
                .and_then(|number| report.source(*number));
            let hash = first.map_or("", |source| source.sha256.as_str());
            let key = format!("{hash} {} {}", told.span.start, told.moment);
            let name: String = words::plain(&told.text).chars().take(120).collect();
            let stance = words::stance(told.stance)
                .map(|word| format!(" ({word})"))
                .unwrap_or_default();
            let own = json!({
                "name": name,
                "description": format!("{}{stance}. Dated: {}. Kind: {}.", words::plain(&told.text), told.moment, kind.as_str()),
                "labels": [kind.as_str()],
                "external_references": references(told, report),
            });
            let id = self.refer("incident", &key, own);
            let dated = format!("Date of the incident as told: {}.", told.moment);
            let own = json!({"content": dated, "object_refs": [id]});
            self.refer("note", &format!("date {key}"), own);
            for entity in &told.entities {
                if let Some(target) = self.ids.get(entity).cloned() {
                    let own = json!({
                        "relationship_type": "related-to",
                        "source_ref": id,
                        "target_ref": target,
                        "description": "Named in the sentence that tells of the incident.",
                    });
                    self.refer("relationship", &format!("{id} {target}"), own);
                }
            }
        }
    }

    fn pairs(&mut self, report: &Report) {
        let network = &report.findings.network;
        let mut links: Vec<_> = network.links.iter().collect();
        links.sort_by_key(|link| (std::cmp::Reverse(link.sentences), link.from, link.to));
        for link in links.into_iter().take(PAIRS) {
            let id = |place: u32| {
                let node = network.nodes.get(place as usize)?;
                self.ids.get(&node.id).cloned()
            };
            let (Some(from), Some(to)) = (id(link.from), id(link.to)) else {
                continue;
            };
            let sentences = super::block::count(link.sentences as usize, "sentence");
            let own = json!({
                "relationship_type": "related-to",
                "source_ref": from,
                "target_ref": to,
                "description": format!("Named together in {sentences}."),
            });
            self.refer("relationship", &format!("{from} {to}"), own);
        }
    }

    /// The analyst's own words and clips, as notes on the report.
    fn words(&mut self, report: &Report) {
        let target = self.report_id(report);
        let mut notes: Vec<(String, String)> = Vec::new();
        if !report.bluf.trim().is_empty() {
            notes.push(("Bottom line".to_owned(), words::plain(&report.bluf)));
        }
        for judgment in &report.judgments {
            let confidence = judgment
                .confidence
                .map(|confidence| format!(" Confidence: {}.", confidence.as_str()))
                .unwrap_or_default();
            notes.push((
                "Key judgment".to_owned(),
                format!("{}{confidence}", words::plain(&judgment.words)),
            ));
        }
        for clip in &report.clips {
            let mut content = format!("“{}” [{}]", words::plain(&clip.text), clip.source);
            if !clip.words.trim().is_empty() {
                content.push_str(&format!(" {}", words::plain(&clip.words)));
            }
            notes.push(("Clip".to_owned(), content));
        }
        for (at, (abstract_, content)) in notes.into_iter().enumerate() {
            let key = format!("words {at} {}", self.own_key(report));
            let own = json!({"abstract": abstract_, "content": content, "object_refs": [target]});
            let id = format!("note--{}", named("note", &key));
            self.put("note", &id, own);
        }
    }

    fn report_id(&self, report: &Report) -> String {
        format!("report--{}", named("report", &self.own_key(report)))
    }

    fn report(&mut self, report: &Report) {
        let mut refs: Vec<String> = self.refs.clone();
        if refs.is_empty() {
            refs.push(self.author.clone());
        }
        let own = json!({
            "name": words::plain(&report.title),
            "description": format!("Scope: {}.", words::plain(&report.scope)),
            "published": self.stamp,
            "object_refs": refs,
            "external_references": report.sources.iter().map(reference).collect::<Vec<_>>(),
        });
        let id = self.report_id(report);
        self.put("report", &id, own);
    }
}

/// The object of an entity; nothing where the standard has none.
fn object(who: &Who) -> Option<(&'static str, Value)> {
    let mut description = who.note.as_deref().map(words::plain).unwrap_or_default();
    let name = words::plain(&who.name);
    let aliases: Vec<String> = who
        .aliases
        .iter()
        .map(|alias| words::plain(alias))
        .collect();
    let identity = |class: &str, description: &str| {
        json!({
            "name": name,
            "identity_class": class,
            "description": with_aliases(description, &aliases),
            "labels": [who.kind.as_str()],
        })
    };
    Some(match who.kind {
        Kind::Agency | Kind::Company | Kind::Organisation => {
            ("identity", identity("organization", &description))
        }
        Kind::Person => ("identity", identity("individual", &description)),
        Kind::Place => {
            let country = words::country(who.country.as_deref())?;
            let own = json!({
                "name": name,
                "country": country,
                "description": with_aliases(&description, &aliases),
            });
            ("location", own)
        }
        Kind::Group => {
            let own = json!({"name": name, "aliases": aliases, "description": description});
            ("threat-actor", own)
        }
        Kind::Malware => {
            let own = json!({
                "name": name,
                "is_family": true,
                "aliases": aliases,
                "description": description,
            });
            ("malware", own)
        }
        Kind::Incident => {
            description = with_aliases(&description, &aliases);
            (
                "incident",
                json!({"name": name, "description": description}),
            )
        }
        Kind::Technology | Kind::Law => return None,
    })
}

fn with_aliases(description: &str, aliases: &[String]) -> String {
    if aliases.is_empty() {
        return description.to_owned();
    }
    let also = format!("Also {}.", aliases.join(", "));
    if description.is_empty() {
        also
    } else {
        format!("{}. {also}", description.trim_end_matches('.'))
    }
}

fn references(told: &Told, report: &Report) -> Vec<Value> {
    told.sources
        .iter()
        .filter_map(|number| report.source(*number))
        .map(reference)
        .collect()
}

/// An article as an external reference.
fn reference(source: &Source) -> Value {
    let mut out = Map::new();
    let name = source.publisher.as_deref().unwrap_or("unknown publisher");
    out.insert("source_name".to_owned(), json!(words::plain(name)));
    let described = format!(
        "{}. Published {}. Accessed {}. Grade {}.",
        words::plain(&source.title),
        words::published(source),
        source.accessed,
        words::grade(source.grade)
    );
    out.insert("description".to_owned(), json!(described));
    out.insert("external_id".to_owned(), json!(words::plain(&source.key)));
    // Hashes stand only beside the address that they are of.
    if let Some(url) = source.url.as_deref().filter(|url| web(url)) {
        out.insert("url".to_owned(), json!(url));
        if source.sha256.len() == 64 {
            out.insert("hashes".to_owned(), json!({"SHA-256": source.sha256}));
        }
    }
    Value::Object(out)
}

fn web(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://"))
        && url
            .bytes()
            .all(|b| b.is_ascii_graphic() && !b"<>\"\\^`{|}".contains(&b))
}

//! Raw entities made into records of a list: the form kept, noise marked, one record an id.

use super::raw::{Raw, Signs, Skips};
use crate::analysis::gazetteer::{Gazetteer, Stands, flaw, id, is_stretch};
use crate::model::{EntityId, Kind};
use crate::text::sanitise_line;
use std::collections::BTreeMap;

/// Characters of a note at most.
const NOTE: usize = 120;

/// A record of a list, ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Record {
    pub(in crate::cli) kind: Kind,
    /// Where the id does not follow from the name.
    pub(in crate::cli) slug: Option<String>,
    /// With the signs before them.
    pub(in crate::cli) names: Vec<String>,
    pub(in crate::cli) country: String,
    pub(in crate::cli) parent: String,
    pub(in crate::cli) dates: String,
    pub(in crate::cli) note: String,
}

/// What came of raw entities.
#[derive(Debug, Default)]
pub(super) struct Settled {
    /// By kind, then by name.
    pub(super) records: Vec<Record>,
    /// Names that were marked to need context, or never to be used alone.
    pub(super) careful: usize,
}

/// Makes records of raw entities; `kind` is that of those that do not say their own.
pub(super) fn settle(
    raws: Vec<Raw>,
    kind: Option<Kind>,
    known: &Gazetteer,
    skips: &mut Skips,
) -> Settled {
    let mut records: BTreeMap<(Kind, EntityId), Record> = BTreeMap::new();
    for raw in raws {
        let Some(kind) = raw.kind.or(kind) else {
            skips.add(raw.place, "no kind: name one with --kind");
            continue;
        };
        let Some((id, record)) = record(raw, kind, known, skips) else {
            continue;
        };
        if let Some(first) = records.get_mut(&(kind, id.clone())) {
            merge(first, record);
        } else {
            records.insert((kind, id), record);
        }
    }
    let mut records: Vec<Record> = records.into_values().collect();
    records.sort_by_cached_key(|record| {
        let name = bare(&record.names[0]).to_lowercase();
        let at = Kind::ALL.iter().position(|kind| *kind == record.kind);
        (at, name, record.names[0].clone())
    });
    let names = records.iter().flat_map(|record| &record.names);
    let careful = names
        .filter(|name| signs(name).contains(['?', '~']))
        .count();
    Settled { records, careful }
}

fn record(
    raw: Raw,
    kind: Kind,
    known: &Gazetteer,
    skips: &mut Skips,
) -> Option<(EntityId, Record)> {
    let first = read(&raw.name, raw.signs);
    if let Err(why) = writable(&first, Place::First) {
        skips.add(raw.place, why);
        return None;
    }
    let mut own = id(kind, bare(&first));
    let mut slug = None;
    if let Some(namesake) = known.namesake(bare(&first), kind)
        && namesake != own
    {
        slug = namesake.as_str().split_once(':').map(|(_, s)| s.to_owned());
        own = namesake;
    }
    if own.as_str().ends_with(':') {
        skips.add(
            raw.place,
            "a name in another script: give one in Latin letters too",
        );
        return None;
    }
    let mut names = vec![judged(&first, &own, known)];
    for alias in &raw.aliases {
        let alias = usual_case(read(alias, raw.signs), kind, raw.signs);
        if bare(&alias).is_empty() || names.iter().any(|name| bare(name) == bare(&alias)) {
            continue;
        }
        match writable(&alias, Place::After) {
            Ok(()) => names.push(judged(&alias, &own, known)),
            Err(why) => skips.add(raw.place.clone(), why),
        }
    }
    let dates = raw.dates.trim();
    let record = Record {
        kind,
        slug,
        names,
        country: country(&raw.country, known),
        parent: parent(&raw.parent),
        dates: if is_stretch(dates) {
            dates.to_owned()
        } else {
            String::new()
        },
        note: note(&raw.note),
    };
    Some((own, record))
}

fn merge(into: &mut Record, from: Record) {
    for name in from.names {
        if !into.names.iter().any(|known| bare(known) == bare(&name)) {
            into.names.push(name);
        }
    }
    for (field, value) in [
        (&mut into.country, from.country),
        (&mut into.parent, from.parent),
        (&mut into.dates, from.dates),
        (&mut into.note, from.note),
    ] {
        if field.is_empty() {
            *field = value;
        }
    }
}

const SIGNS: [char; 7] = ['=', '%', '?', '~', '+', '<', '*'];

fn bare(name: &str) -> &str {
    name.trim_start_matches(SIGNS)
}

fn signs(name: &str) -> &str {
    &name[..name.len() - bare(name).len()]
}

/// A name on one line; its signs stay where they are ours.
fn read(name: &str, signs: Signs) -> String {
    let name = sanitise_line(name);
    match signs {
        Signs::Ours => name,
        Signs::Foreign => bare(&name).to_owned(),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    First,
    After,
}

fn writable(name: &str, place: Place) -> Result<(), String> {
    let text = bare(name);
    if place == Place::First && name.starts_with(['@', '#', '[']) {
        return Err("a name that begins with @, # or [ cannot begin a line of a list".to_owned());
    }
    flaw(text).map_or(Ok(()), Err)
}

/// Adds the sign that caution asks for, unless someone has set one.
fn judged(name: &str, own: &EntityId, known: &Gazetteer) -> String {
    if !signs(name).is_empty() {
        return name.to_owned();
    }
    match known.caution(name, own) {
        Stands::Alone => name.to_owned(),
        Stands::InContext | Stands::AsModifier => format!("?{name}"),
        Stands::Never => format!("~{name}"),
    }
}

/// `COZY BEAR` as texts write it; a single word in capitals stays, as it may be an acronym.
fn usual_case(name: String, kind: Kind, signs: Signs) -> String {
    let wanted = signs == Signs::Foreign && matches!(kind, Kind::Group | Kind::Malware);
    let letters = |c: char| c.is_ascii_uppercase() || c == ' ';
    if !wanted || !name.contains(' ') || !name.chars().all(letters) {
        return name;
    }
    let words = name.split(' ').map(|word| {
        if word.len() < 4 {
            return word.to_owned();
        }
        let (first, rest) = word.split_at(1);
        format!("{first}{}", rest.to_ascii_lowercase())
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The code of the one country that is meant.
fn country(told: &[String], known: &Gazetteer) -> String {
    let [one] = told else {
        return String::new();
    };
    let one = one.trim();
    if one.len() == 2 && one.bytes().all(|b| b.is_ascii_alphabetic()) {
        let code = one.to_ascii_lowercase();
        return if code == "uk" { "gb".to_owned() } else { code };
    }
    let mut found = "";
    for candidate in known.by_name(one) {
        let Some(entry) = known
            .entry(candidate.entry)
            .filter(|entry| entry.kind == Kind::Place && !entry.country.is_empty())
        else {
            continue;
        };
        if !found.is_empty() && found != entry.country {
            return String::new();
        }
        found = &entry.country;
    }
    found.to_owned()
}

fn parent(told: &str) -> String {
    let told = told.trim();
    let formed = told
        .split_once(':')
        .is_some_and(|(kind, slug)| Kind::parse(kind).is_some() && !slug.contains(' '));
    if formed && !told.contains(['|', '\n']) {
        told.to_owned()
    } else {
        String::new()
    }
}

/// The first sentence of a description, without links and citations, at most [`NOTE`] characters.
fn note(told: &str) -> String {
    let text = sanitise_line(&unlinked(told)).replace('|', "/");
    let sentence = text.find(". ").map_or(text.as_str(), |end| &text[..end]);
    let sentence = sentence.trim_end_matches('.');
    if sentence == "-" {
        return String::new();
    }
    if sentence.chars().count() <= NOTE {
        return sentence.to_owned();
    }
    let cut = sentence
        .char_indices()
        .take(NOTE)
        .filter(|(_, c)| *c == ' ')
        .last()
        .map_or(0, |(at, _)| at);
    format!("{} …", &sentence[..cut])
}

/// `[words](address)` as its words; `(Citation: …)` and tags go.
fn unlinked(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(400));
    let mut rest = text;
    while let Some(at) = rest.find(['[', '(', '<']) {
        out.push_str(&rest[..at]);
        let from = &rest[at..];
        let taken = if let Some((words, after)) = link(from) {
            out.push_str(words);
            after
        } else if from.starts_with("(Citation:") {
            from.split_once(')').map_or("", |(_, after)| after)
        } else if from.starts_with("<code>") || from.starts_with("</code>") {
            from.split_once('>').map_or("", |(_, after)| after)
        } else {
            out.push_str(&from[..1]);
            &from[1..]
        };
        rest = taken;
    }
    out.push_str(rest);
    out
}

/// The words of a link at the start of a text, and what follows it.
fn link(text: &str) -> Option<(&str, &str)> {
    let (words, rest) = text.strip_prefix('[')?.split_once(']')?;
    let (_, after) = rest.strip_prefix('(')?.split_once(')')?;
    Some((words, after))
}

use super::context::{Topic, Topics};
use super::lexicon::{kind_bits, kinds_by_topic};
use crate::model::IncidentKind as K;
use crate::text::Lookup;
use std::sync::LazyLock;

/// What a noun may tell of, by topic, and without any.
struct Names {
    by_topic: Vec<(Topic, K)>,
    otherwise: Option<K>,
}

/// The lines of `assets/incidents/nouns.txt`.
struct Nouns {
    all: Vec<&'static str>,
    places: Lookup<usize>,
    names: Vec<Names>,
    making: Lookup<()>,
    coming: Lookup<()>,
}

static NOUNS: LazyLock<Nouns> = LazyLock::new(|| {
    let (mut places, mut names) = (Vec::new(), Vec::new());
    let (mut making, mut coming) = ("", "");
    for line in include_str!("../../../assets/incidents/nouns.txt").lines() {
        if let Some(verbs) = line.strip_prefix("making ") {
            making = verbs;
        } else if let Some(verbs) = line.strip_prefix("coming ") {
            coming = verbs;
        } else if let Some((nouns, kinds)) = line.split_once(" : ") {
            let (by_topic, otherwise) =
                kinds_by_topic(kinds).expect("a line of the shipped lexicon names kinds");
            places.extend(nouns.split(' ').map(|noun| (noun, names.len())));
            names.push(Names {
                by_topic,
                otherwise,
            });
        }
    }
    let verbs =
        |list: &'static str| Lookup::new(list.split(' ').map(|verb| (verb, ())), |(), ()| ());
    Nouns {
        all: places.iter().map(|(noun, _)| *noun).collect(),
        places: Lookup::new(places, |at, _| at),
        names,
        making: verbs(making),
        coming: verbs(coming),
    }
});

/// The kinds that a noun may name, a bit each.
pub(super) fn kinds(noun: &str) -> u16 {
    let nouns = &*NOUNS;
    let names = nouns.places.get(noun).and_then(|at| nouns.names.get(at));
    names.map_or(0, |names| kind_bits(&names.by_topic, names.otherwise))
}

/// The kind of the incident that a noun names, in a sentence of these topics.
pub(super) fn kind(noun: &str, topics: Topics) -> Option<K> {
    let nouns = &*NOUNS;
    let names = nouns.names.get(nouns.places.get(noun)?)?;
    names
        .by_topic
        .iter()
        .find(|(topic, _)| topics.has(*topic))
        .map(|(_, kind)| *kind)
        .or(names.otherwise)
}

/// Verbs that take an incident as their object: "launched an attack".
pub(super) fn brings_about(verb: &str) -> bool {
    NOUNS.making.get(verb).is_some()
}

/// Verbs whose subject an incident may be: "the attack crippled".
pub(super) fn comes_about(verb: &str) -> bool {
    NOUNS.coming.get(verb).is_some()
}

/// Every noun that may name an incident.
pub(super) fn all() -> &'static [&'static str] {
    &NOUNS.all
}

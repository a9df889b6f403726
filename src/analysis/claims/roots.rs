//! What a telling rests on, as numbers that tellings of one origin share.

use super::words::{Run, hash};
use crate::model::{Document, Entity, Kind};
use crate::text::fold;

/// News agencies, by the sign of a credit and the name that is meant.
const WIRES: &[(&str, &str)] = &[
    ("reuters", "reuters"),
    ("associated press", "associated press"),
    ("ap", "associated press"),
    ("agence france-presse", "agence france-presse"),
    ("afp", "agence france-presse"),
    ("dpa", "dpa"),
    ("ansa", "ansa"),
    ("efe", "efe"),
    ("upi", "united press international"),
    ("pti", "press trust of india"),
    ("kyodo", "kyodo"),
    ("yonhap", "yonhap"),
    ("interfax", "interfax"),
    ("tass", "tass"),
    ("ria novosti", "ria novosti"),
    ("xinhua", "xinhua"),
    ("bloomberg", "bloomberg"),
];

/// How far into an article a dateline stands.
const HEAD: usize = 160;

/// What an article itself rests on: its publisher, its authors, the news agency it credits.
pub(super) fn of(document: &Document) -> Vec<u32> {
    let mut out = Vec::new();
    let meta = &document.meta;
    let publisher = meta.publisher.as_ref().map(|p| fold(p.value.trim()));
    let authors: Vec<String> = meta
        .authors
        .as_ref()
        .map(|authors| authors.value.iter().map(|a| fold(a.trim())).collect())
        .unwrap_or_default();
    if let Some(publisher) = publisher.as_deref().filter(|p| !p.is_empty()) {
        out.push(house(publisher));
    }
    if !authors.is_empty() {
        out.push(hash(&format!("by:{}", authors.join(";"))));
    }
    let text = &document.text;
    let end = text
        .char_indices()
        .nth(HEAD)
        .map_or(text.len(), |(at, _)| at);
    let head = fold(&text[..end]);
    for (sign, agency) in WIRES {
        let credited = publisher.as_deref() == Some(sign)
            || authors.iter().any(|author| author == sign)
            || brackets(&head).any(|within| {
                let rest = within.strip_prefix(sign);
                rest.is_some_and(|rest| rest.starts_with([')', '/']))
            });
        if credited {
            out.push(house(agency));
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// What is given as the source: the speaker, and whatever is published under a name of the
/// speaker's.
pub(super) fn cited(speaker: &Entity) -> Vec<u32> {
    let mut out = vec![
        Run::default()
            .and("says:")
            .and(speaker.id.as_str())
            .number(),
    ];
    if matches!(speaker.kind, Kind::Organisation | Kind::Company) {
        let names = std::iter::once(&speaker.name).chain(&speaker.aliases);
        out.extend(names.map(|name| house(&fold(name))));
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// What stands behind each bracket that opens.
fn brackets(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('(').map(|(at, _)| &text[at + 1..])
}

fn house(folded: &str) -> u32 {
    let name = folded.strip_prefix("the ").unwrap_or(folded);
    Run::default().and("house:").and(name).number()
}

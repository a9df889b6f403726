use super::caution::flaw;
use super::entry::Role;
use super::list::{Fault, Record, Written, read};
use crate::model::{EntityId, Kind, Moment};
use crate::text::sanitise;

/// Everything that is wrong with a list, in the order of its lines: what [`read`] passes over, and
/// what it takes but cannot be meant. `known` tells whether a parent is in some list.
#[must_use]
pub fn check(text: &str, known: impl Fn(&EntityId) -> bool) -> Vec<Fault> {
    let mut told = Vec::new();
    let mut parents: Vec<&str> = Vec::new();
    let mut faults = read(text, |record| {
        let mut say = |what: String| told.push((record.line, what));
        names(record, &mut say);
        if record.country == "uk" {
            say("`uk` is no code of ISO 3166-1: the United Kingdom is `gb`".to_owned());
        }
        if !record.dates.is_empty() && !is_stretch(record.dates) {
            say(format!(
                "`{}` is not a date: 2016, 2020-12, 2001-09-11 or 1950/1990",
                record.dates
            ));
        }
        // A section's parent stands before every record of it and is told of once.
        if !record.parent.is_empty() && !parents.contains(&record.parent) {
            parents.push(record.parent);
            if let Some(what) = parent(record.parent, &known) {
                say(what);
            }
        }
    });
    faults.extend(told.into_iter().map(|(line, what)| Fault { line, what }));
    for (index, line) in text.lines().enumerate() {
        let mut say = |what: &str| {
            faults.push(Fault {
                line: index + 1,
                what: what.to_owned(),
            });
        };
        if sanitise(line).1.total() > 0 {
            say("a control character or an invisible one");
        }
        let line = line.trim();
        if line.starts_with('[') && !line.ends_with(']') {
            say("a [kind] line without its `]`");
        }
    }
    faults.sort_by_key(|fault| fault.line);
    faults
}

fn names(record: &Record<'_>, say: &mut impl FnMut(String)) {
    if let Some(slug) = record.slug.filter(|slug| !is_slug(slug)) {
        say(format!(
            "`@{slug}`: a slug is lower-case letters, digits and hyphens"
        ));
    }
    for (at, name) in record.names.iter().enumerate() {
        if let Some(flaw) = flaw(name.text) {
            say(flaw);
        }
        if record.names[..at].iter().any(|other| alike(other, name)) {
            say(format!("`{}` stands twice", name.text));
        }
    }
}

/// Whether two names are written alike, signs and all.
fn alike(one: &Written<'_>, other: &Written<'_>) -> bool {
    let signed = |role| match role {
        Role::Name | Role::Alias | Role::Acronym => None,
        role => Some(role),
    };
    (one.text, one.case, one.stands) == (other.text, other.case, other.stands)
        && signed(one.role) == signed(other.role)
}

fn is_slug(slug: &str) -> bool {
    slug.bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn parent(parent: &str, known: &impl Fn(&EntityId) -> bool) -> Option<String> {
    let formed = parent
        .split_once(':')
        .is_some_and(|(kind, slug)| Kind::parse(kind).is_some() && is_slug(slug));
    if !formed {
        return Some(format!("the parent `{parent}` is not an id, `kind:slug`"));
    }
    (!known(&EntityId(parent.to_owned()))).then(|| format!("the parent `{parent}` is in no list"))
}

/// A date, or two of which one may be open.
#[must_use]
pub fn is_stretch(dates: &str) -> bool {
    let date = |date: &str| Moment::parse(date).is_some();
    match dates.split_once('/') {
        None => date(dates),
        Some((one, "") | ("", one)) => date(one),
        Some((first, last)) => date(first) && date(last),
    }
}

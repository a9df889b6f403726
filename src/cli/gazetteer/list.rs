use super::super::args::GazetteerList;
use super::super::error::{Error, Outcome};
use super::super::lists;
use super::super::output::{Output, Role};
use crate::analysis::Knowledge;
use crate::analysis::gazetteer::{self, Alias, Case, Entry, Gazetteer, Stands};
use crate::model::EntityId;
use crate::text::fold;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

#[derive(Serialize)]
struct Line<'a> {
    entity: &'a EntityId,
    kind: &'static str,
    name: &'a str,
    country: Option<&'a str>,
    parent: Option<&'a str>,
    dates: Option<&'a str>,
    note: Option<&'a str>,
    names: Vec<Name<'a>>,
    /// `shipped`, and the files of the person's own lists that tell of it.
    lists: Vec<&'a str>,
}

#[derive(Serialize)]
struct Name<'a> {
    text: &'a str,
    role: &'static str,
    stands: &'static str,
    case: &'static str,
}

/// Prints the entities of the lists, the shipped and the person's own, that a pattern is part of.
pub(super) fn run(args: &GazetteerList, out: &mut Output) -> Result<Outcome, Error> {
    let shipped = Knowledge::shipped().gazetteer;
    let all = lists::knowledge()?.gazetteer;
    let own = own_ids()?;
    let pattern = fold(&args.pattern.join(" "));
    let mut count = 0;
    for (at, entry) in all.entries().iter().enumerate() {
        let at = at as u32;
        let wanted = args.kind.is_none_or(|kind| kind == entry.kind)
            && (pattern.is_empty() || matches(&all, at, &pattern));
        if !wanted {
            continue;
        }
        count += 1;
        let id = entry.id();
        if args.json {
            let mut from = Vec::new();
            if shipped.by_id(&id).is_some() {
                from.push("shipped");
            }
            from.extend(own.get(&id).into_iter().flatten().map(String::as_str));
            out.json(&line(&id, entry, all.names(at), from))?;
        } else {
            show(entry, all.names(at), out)?;
        }
    }
    Ok(Outcome::of(count))
}

/// Which of the person's own lists tell of an entity.
fn own_ids() -> Result<BTreeMap<EntityId, Vec<String>>, Error> {
    let mut out: BTreeMap<EntityId, Vec<String>> = BTreeMap::new();
    for list in lists::own()? {
        gazetteer::read(&list.text, |record| {
            let Some(name) = record.names.first() else {
                return;
            };
            let id = gazetteer::id(record.kind, record.slug.unwrap_or(name.text));
            let files = out.entry(id).or_default();
            if files.last() != Some(&list.name()) {
                files.push(list.name());
            }
        });
    }
    Ok(out)
}

fn matches(all: &Gazetteer, entry: u32, pattern: &str) -> bool {
    all.names(entry)
        .any(|alias| fold(&alias.text).contains(pattern))
}

fn line<'a>(
    id: &'a EntityId,
    entry: &'a Entry,
    names: impl Iterator<Item = &'a Alias>,
    lists: Vec<&'a str>,
) -> Line<'a> {
    let some = |text: &'a str| (!text.is_empty()).then_some(text);
    Line {
        entity: id,
        kind: entry.kind.as_str(),
        name: &entry.name,
        country: some(&entry.country),
        parent: some(&entry.parent),
        dates: some(&entry.dates),
        note: some(&entry.note),
        names: names
            .map(|alias| Name {
                text: &alias.text,
                role: alias.role.as_str(),
                stands: alias.stands.as_str(),
                case: match alias.case {
                    Case::Usual => "usual",
                    Case::Exact => "exact",
                    Case::Any => "any",
                },
            })
            .collect(),
        lists,
    }
}

fn show<'a>(
    entry: &Entry,
    names: impl Iterator<Item = &'a Alias>,
    out: &mut Output,
) -> std::io::Result<()> {
    let mut names = names.map(signed);
    let first = names.next().unwrap_or_default();
    let others: Vec<String> = names.collect();
    let kind = out.paint(Role::Quiet, &format!("{:<13}", entry.kind.as_str()));
    let first = out.paint(Role::Title, &first);
    let country = match entry.country.as_ref() {
        "" => String::new(),
        code => format!("  ({code})"),
    };
    let others = match others.join("; ") {
        others if others.is_empty() => others,
        others => format!("  {others}"),
    };
    let rest = out.paint(Role::Quiet, &format!("{country}{others}"));
    writeln!(out, "{kind}{first}{rest}")
}

/// A name with its signs, as in a list.
fn signed(alias: &Alias) -> String {
    let mut out = String::with_capacity(alias.text.len() + 2);
    match alias.role {
        gazetteer::Role::Former => out.push('<'),
        gazetteer::Role::Native => out.push('*'),
        gazetteer::Role::Demonym => out.push('+'),
        _ => {}
    }
    match alias.stands {
        Stands::InContext => out.push('?'),
        Stands::Never => out.push('~'),
        Stands::Alone | Stands::AsModifier => {}
    }
    match alias.case {
        Case::Exact => out.push('='),
        Case::Any => out.push('%'),
        Case::Usual => {}
    }
    out.push_str(&alias.text);
    out
}

use super::args::{Common, Entities};
use super::error::{Error, Outcome};
use super::output::{Output, Role};
use super::shelf;
use crate::insight::{Lookup, Match};
use serde::Serialize;
use std::io::Write;

#[derive(Serialize)]
struct Line<'a> {
    entity: &'a str,
    kind: &'static str,
    name: &'a str,
    mentions: u32,
    articles: u32,
    /// The alias that matched; nothing where the name did.
    alias: Option<&'a str>,
    aliases: &'a [String],
    country: Option<&'a str>,
    /// Places of the matching letters in the alias or name.
    lit: &'a [u32],
    score: i64,
}

/// Prints the entities that a fuzzy pattern finds, best first.
pub(super) fn run(args: &Entities, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let library = shelf::open(common)?;
    let mut rows = library.names()?;
    if let Some(kind) = args.kind {
        rows.retain(|row| row.kind == kind);
    }
    let mut lookup = Lookup::new(rows);
    let found = lookup.find(&args.query.join(" "), args.limit.unwrap_or(usize::MAX));
    for found in &found {
        if args.json {
            out.json(&line(found))?;
        } else {
            show(found, out)?;
        }
    }
    Ok(Outcome::of(found.len()))
}

fn line(found: &Match) -> Line<'_> {
    let entity = &found.entity;
    Line {
        entity: entity.id.as_str(),
        kind: entity.kind.as_str(),
        name: &entity.name,
        mentions: entity.mentions,
        articles: entity.articles,
        alias: found.alias.as_deref(),
        aliases: &entity.aliases,
        country: entity.country.as_deref(),
        lit: &found.lit,
        score: found.score,
    }
}

fn show(found: &Match, out: &mut Output) -> std::io::Result<()> {
    let entity = &found.entity;
    let name = match &found.alias {
        Some(alias) => format!("{} ({})", entity.name, lit(alias, &found.lit, out)),
        None => lit(&entity.name, &found.lit, out),
    };
    let counts = format!("{} in {} articles", entity.mentions, entity.articles);
    let kind = out.paint(Role::Quiet, &format!("{:<13}", entity.kind.as_str()));
    let counts = out.paint(Role::Quiet, &counts);
    writeln!(out, "{kind}{name}  {counts}")
}

/// The text with its lit characters painted.
fn lit(text: &str, lit: &[u32], out: &Output) -> String {
    let mut line = String::new();
    for (at, c) in text.chars().enumerate() {
        let mut letter = [0; 4];
        let letter = c.encode_utf8(&mut letter);
        if lit.binary_search(&(at as u32)).is_ok() {
            line.push_str(&out.paint(Role::Lit, letter));
        } else {
            line.push_str(letter);
        }
    }
    line
}

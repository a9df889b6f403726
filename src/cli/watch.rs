//! `briefing watch` and `briefing query`: what is watched with what is new of it, and questions kept
//! under a name.

use super::args::Common;
use super::error::{Error, Outcome};
use super::output::{Output, Role};
use super::{entity, shelf};
use crate::library::{Library, Watched};
use crate::model::{Change, Kind, Watching};
use clap::{Args, Subcommand};
use serde::Serialize;
use std::io::Write;

#[derive(Debug, Subcommand)]
pub(super) enum Watch {
    /// List what is watched, with how many articles are about it and how many of them are new
    List {
        /// One JSON document a line
        #[arg(long)]
        json: bool,
    },
    /// Watch an entity, by any of its names, or a saved query, by its @name
    Add(What),
    /// Stop watching
    Remove(What),
    /// Nothing that is there already is new any more: of one thing, or of all
    Seen {
        #[arg(value_name = "NAME")]
        name: Vec<String>,
    },
}

#[derive(Debug, Args)]
pub(super) struct What {
    /// An entity, or @name of a saved query
    #[arg(required = true, value_name = "NAME")]
    name: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Queries {
    /// List saved queries
    List {
        /// One JSON document a line
        #[arg(long)]
        json: bool,
    },
    /// Keep a query under a name; @NAME stands for it from then on
    Save {
        name: String,
        #[arg(required = true)]
        query: Vec<String>,
    },
    /// Forget a saved query
    Remove { name: String },
}

#[derive(Serialize)]
struct Line<'a> {
    entity: Option<&'a str>,
    query: Option<&'a str>,
    name: &'a str,
    kind: Option<&'static str>,
    articles: u32,
    new: u32,
}

#[derive(Serialize)]
struct Saved<'a> {
    name: &'a str,
    query: &'a str,
}

/// Shows or changes what is watched.
pub(super) fn watch(command: &Watch, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    match command {
        Watch::List { json } => list(*json, common, out),
        Watch::Add(what) => set(&what.name.join(" "), true, common, out),
        Watch::Remove(what) => set(&what.name.join(" "), false, common, out),
        Watch::Seen { name } => {
            let mut library = shelf::open_to_work(common)?;
            let watching = if name.is_empty() {
                None
            } else {
                let Some(found) = found(&library, &name.join(" "))? else {
                    return Ok(Outcome::NothingFound);
                };
                Some(found)
            };
            library.record(&Change::Seen { watching })?;
            Ok(Outcome::Done)
        }
    }
}

fn list(json: bool, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let library = shelf::open(common)?;
    let news = library.news()?;
    for watched in &news.watched {
        if json {
            out.json(&line(watched))?;
            continue;
        }
        let (sort, name) = match &watched.watching {
            Watching::Entity(_) => {
                let kind = watched.kind.map_or("", Kind::as_str);
                (kind, watched.name.clone())
            }
            Watching::Query(name) => ("query", format!("@{name}")),
        };
        let sort = out.paint(Role::Quiet, &format!("{sort:<13}"));
        let counts = format!("{} new of {}", watched.new, watched.articles);
        let counts = out.paint(Role::Quiet, &counts);
        writeln!(out, "{sort}{name}  {counts}")?;
    }
    Ok(Outcome::of(news.watched.len()))
}

fn line(watched: &Watched) -> Line<'_> {
    let (entity, query) = match &watched.watching {
        Watching::Entity(id) => (Some(id.as_str()), None),
        Watching::Query(name) => (None, Some(name.as_str())),
    };
    Line {
        entity,
        query,
        name: &watched.name,
        kind: watched.kind.map(Kind::as_str),
        articles: watched.articles,
        new: watched.new,
    }
}

fn set(name: &str, on: bool, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let mut library = shelf::open_to_work(common)?;
    let Some(watching) = found(&library, name)? else {
        return Ok(Outcome::NothingFound);
    };
    let told = match &watching {
        Watching::Entity(id) => library
            .entity(id)?
            .map_or_else(|| id.to_string(), |(entity, _)| entity.name),
        Watching::Query(name) => format!("@{name}"),
    };
    library.record(&match watching {
        Watching::Entity(entity) => Change::Watch { entity, watch: on },
        Watching::Query(name) => Change::WatchQuery { name, watch: on },
    })?;
    let verb = if on { "watching" } else { "no longer watching" };
    writeln!(out, "{verb} {told}")?;
    Ok(Outcome::Done)
}

fn found(library: &Library, name: &str) -> Result<Option<Watching>, Error> {
    let Some(query) = name.strip_prefix('@') else {
        return Ok(entity::resolve(library, name)?.map(Watching::Entity));
    };
    let query = query.to_lowercase();
    let known = library.saved(&query)?.is_some();
    Ok(known.then_some(Watching::Query(query)))
}

/// Shows or changes the saved queries.
pub(super) fn queries(
    command: &Queries,
    common: &Common,
    out: &mut Output,
) -> Result<Outcome, Error> {
    match command {
        Queries::List { json } => {
            let library = shelf::open(common)?;
            let saved = library.queries()?;
            for (name, query) in &saved {
                if *json {
                    out.json(&Saved { name, query })?;
                } else {
                    let query = out.paint(Role::Quiet, query);
                    writeln!(out, "@{name}  {query}")?;
                }
            }
            Ok(Outcome::of(saved.len()))
        }
        Queries::Save { name, query } => {
            let mut library = shelf::open_to_work(common)?;
            // A question that cannot be asked is not worth a name.
            shelf::query(&library, query)?;
            let name = query_name(name)?;
            library.record(&Change::Query {
                name: name.clone(),
                query: Some(query.join(" ")),
            })?;
            writeln!(out, "saved as @{name}")?;
            Ok(Outcome::Done)
        }
        Queries::Remove { name } => {
            let mut library = shelf::open_to_work(common)?;
            let name = query_name(name)?;
            if library.saved(&name)?.is_none() {
                return Ok(Outcome::NothingFound);
            }
            library.record(&Change::Query { name, query: None })?;
            Ok(Outcome::Done)
        }
    }
}

fn query_name(name: &str) -> Result<String, Error> {
    crate::library::query_name(name).ok_or_else(|| Error::Correction {
        what: name.to_owned(),
        why: "a name is of letters, digits, hyphens and dots".to_owned(),
    })
}

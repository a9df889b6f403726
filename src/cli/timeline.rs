use super::args::{Common, Timeline};
use super::entity;
use super::error::{Error, Outcome};
use super::output::{Output, Role};
use super::search::Articles;
use super::shelf;
use crate::insight::{self, Grain, Scope, TimeBasis};
use crate::library::{Library, Query};
use crate::model::Stance;
use crate::text::CharOffsets;
use serde::Serialize;
use std::io::Write;
use std::ops::Range;

/// Rows that are asked for at a time.
const PAGE: usize = 1000;

/// One event for scripts and eyes.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    date: String,
    text: String,
    id: String,
    title: String,
    start: usize,
    end: usize,
    kind: Option<&'static str>,
    stance: Stance,
    entities: Vec<String>,
    /// Articles of independent origin that tell it.
    tellings: u32,
}

/// Prints dated events in order.
pub(super) fn run(args: &Timeline, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let library = shelf::open(common)?;
    let query = shelf::query(&library, &args.query)?;
    let scope = match &args.entity {
        None => Scope::Corpus,
        Some(name) => match entity::resolve(&library, name)? {
            Some(id) => Scope::Entity(id),
            None => return Ok(Outcome::NothingFound),
        },
    };
    let limit = args.limit.unwrap_or(usize::MAX);
    let mut first = 0usize;
    loop {
        let window = first..limit.min(first.saturating_add(PAGE));
        let lines = lines(&library, &scope, &query, args.by.into(), window)?;
        for line in &lines {
            if args.json {
                out.json(line)?;
            } else {
                line.show(out)?;
            }
        }
        first += lines.len();
        if lines.is_empty() || first >= limit {
            return Ok(Outcome::of(first));
        }
    }
}

/// A window on the events of a scope.
pub(super) fn lines(
    library: &Library,
    scope: &Scope,
    query: &Query,
    basis: TimeBasis,
    window: Range<usize>,
) -> Result<Vec<Line>, Error> {
    let found = insight::timeline(library, scope, query, basis, Grain::Month, window)?;
    let mut articles = Articles::default();
    found
        .rows
        .into_iter()
        .map(|row| {
            let title = articles.title(library, row.article)?.to_owned();
            let (key, text) = articles.of(library, row.article)?;
            let places = CharOffsets::new(text);
            Ok(Line {
                date: row.moment.to_string(),
                id: key.to_owned(),
                start: places.at(row.span.start as usize),
                end: places.at(row.span.end as usize),
                text: row.text,
                title,
                kind: row.kind.map(crate::model::IncidentKind::as_str),
                stance: row.stance,
                entities: named(library, &row.entities)?,
                tellings: row.tellings,
            })
        })
        .collect()
}

fn named(library: &Library, entities: &[i64]) -> Result<Vec<String>, Error> {
    let ids = entities.iter().map(|row| Ok(library.id_of(*row)?.0));
    ids.collect()
}

impl Line {
    /// The event on one line.
    pub(super) fn show(&self, out: &mut Output) -> std::io::Result<()> {
        let date = out.paint(Role::Title, &format!("{:<18}", self.date));
        let id = out.paint(Role::Quiet, &self.id);
        let times = match self.tellings {
            0 | 1 => String::new(),
            several => format!(" ×{several}"),
        };
        writeln!(out, "{date} {}{times}  {id}", self.text)
    }
}

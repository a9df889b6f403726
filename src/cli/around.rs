//! `briefing network` and `briefing months`: who with whom, and who when.

use super::args::Common;
use super::error::{Error, Outcome};
use super::output::{Output, Role};
use super::{entity, shelf};
use crate::insight::{self, Cast, MonthRow, Months, Neighbourhood, Zoom};
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

/// Show who an entity appears with, and who of these with each other
#[derive(Debug, Args)]
pub(super) struct Network {
    /// Name, alias or id
    #[arg(required = true)]
    name: Vec<String>,
    /// At most so many neighbours, the strongest
    #[arg(short = 'n', long, value_name = "N", default_value_t = 16)]
    limit: usize,
    /// One JSON document
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Shown<'a> {
    entity: &'a str,
    kind: &'static str,
    name: &'a str,
    mentions: u32,
    articles: u32,
    neighbours: Vec<entity::With<'a>>,
    ties: Vec<Tied<'a>>,
}

#[derive(Serialize)]
struct Tied<'a> {
    between: [&'a str; 2],
    articles: u32,
    sentences: u32,
}

/// Prints the neighbours of an entity.
pub(super) fn network(args: &Network, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let library = shelf::open(common)?;
    let Some(id) = entity::resolve(&library, &args.name.join(" "))? else {
        return Ok(Outcome::NothingFound);
    };
    let Some(found) = insight::neighbourhood(&library, &id, args.limit)? else {
        return Ok(Outcome::NothingFound);
    };
    if args.json {
        out.json(&shown(&found))?;
        return Ok(Outcome::Done);
    }
    let name = out.paint(Role::Title, &found.name);
    writeln!(
        out,
        "{name}\n{}, {} mentions in {} articles",
        found.kind, found.mentions, found.articles
    )?;
    for (at, with) in found.around.iter().enumerate() {
        writeln!(
            out,
            "  {:<40} {:>4} sentences, {:>4} articles",
            with.name, with.sentences, with.together
        )?;
        let mut tied: Vec<(u32, &str)> = found
            .ties
            .iter()
            .filter_map(|tie| match tie.ends {
                [a, b] if a == at => Some((tie.sentences, found.around[b].name.as_str())),
                [a, b] if b == at => Some((tie.sentences, found.around[a].name.as_str())),
                _ => None,
            })
            .collect();
        tied.sort_by(|a, b| (b.0, a.1).cmp(&(a.0, b.1)));
        if !tied.is_empty() {
            let names: Vec<String> = tied.iter().map(|(n, name)| format!("{name} {n}")).collect();
            let line = out.paint(Role::Quiet, &format!("also with {}", names.join(", ")));
            writeln!(out, "      {line}")?;
        }
    }
    Ok(Outcome::Done)
}

fn shown(found: &Neighbourhood) -> Shown<'_> {
    Shown {
        entity: found.id.as_str(),
        kind: found.kind.as_str(),
        name: &found.name,
        mentions: found.mentions,
        articles: found.articles,
        neighbours: found.around.iter().map(entity::With::from).collect(),
        ties: found
            .ties
            .iter()
            .map(|tie| Tied {
                between: tie.ends.map(|at| found.around[at].id.as_str()),
                articles: tie.articles,
                sentences: tie.sentences,
            })
            .collect(),
    }
}

/// Show who is named in how many articles of each month, quarter or year
#[derive(Debug, Args)]
pub(super) struct ByMonth {
    /// Only articles that match
    query: Vec<String>,
    /// How wide a period is
    #[arg(long, value_enum, default_value_t = Period::Month, value_name = "PERIOD")]
    by: Period,
    /// An entity and its neighbours, instead of those named most
    #[arg(long, value_name = "NAME")]
    around: Option<String>,
    /// At most so many entities
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// One JSON document a line
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Period {
    Month,
    Quarter,
    Year,
}

impl From<Period> for Zoom {
    fn from(period: Period) -> Self {
        match period {
            Period::Month => Self::Month,
            Period::Quarter => Self::Quarter,
            Period::Year => Self::Year,
        }
    }
}

#[derive(Serialize)]
struct Row<'a> {
    entity: &'a str,
    kind: &'static str,
    name: &'a str,
    /// Articles by period; periods without any are left out.
    articles: BTreeMap<String, u32>,
    /// Articles whose date says less than a period.
    rough: u32,
    undated: u32,
}

/// Prints who is named when.
pub(super) fn months(args: &ByMonth, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let library = shelf::open(common)?;
    let query = shelf::query(&library, &args.query)?;
    let cast = match &args.around {
        None => Cast::Foremost,
        Some(name) => match entity::resolve(&library, name)? {
            Some(id) => Cast::Around(id),
            None => return Ok(Outcome::NothingFound),
        },
    };
    let table = insight::months(&library, &cast, &query, args.by.into(), args.limit)?;
    for row in &table.rows {
        let row = counted(&table, row);
        if args.json {
            out.json(&row)?;
            continue;
        }
        let name = out.paint(Role::Title, row.name);
        let mut words: Vec<String> = row
            .articles
            .iter()
            .map(|(period, count)| format!("{period}: {count}"))
            .collect();
        if row.rough + row.undated > 0 {
            words.push(format!("not so exact: {}", row.rough + row.undated));
        }
        writeln!(out, "{name}\n    {}", words.join(", "))?;
    }
    Ok(Outcome::of(table.rows.len()))
}

fn counted<'a>(table: &Months, row: &'a MonthRow) -> Row<'a> {
    let cells = table.columns.iter().zip(&row.cells);
    Row {
        entity: row.id.as_str(),
        kind: row.kind.as_str(),
        name: &row.name,
        articles: cells
            .filter(|(_, count)| **count > 0)
            .map(|(column, count)| (table.zoom.written(column.moment), *count))
            .collect(),
        rough: row.rough.iter().map(|(_, _, count)| count).sum(),
        undated: row.undated,
    }
}

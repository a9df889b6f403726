//! `briefing show` and `briefing mark`: one article at a time.

use super::args::Common;
use super::error::{Error, Outcome};
use super::output::Output;
use super::{export as exports, shelf};
use crate::export::{self, Form};
use crate::model::Change;
use clap::{Args, ValueEnum};
use std::io::Write;

/// Print one article: its text, the text with its marks, or everything as data
#[derive(Debug, Args)]
pub(super) struct Show {
    /// The article's id, or the number of its row
    #[arg(value_name = "ID")]
    article: String,
    /// What to write it as
    #[arg(long, value_enum, default_value_t = Shape::Text, value_name = "FORMAT")]
    format: Shape,
    /// The record of `analyze --json`; the same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Shape {
    Text,
    #[value(alias = "md")]
    Markdown,
    Json,
}

/// Prints one article.
pub(super) fn show(args: &Show, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let library = shelf::open(common)?;
    let Some(id) = exports::article(&library, &args.article)? else {
        return Ok(Outcome::NothingFound);
    };
    let article = library.article(id)?;
    let (document, marks) = (&article.document, &article.annotations);
    match args.format {
        Shape::Json => out.json(&export::Record::new(document, marks))?,
        Shape::Text if args.json => out.json(&export::Record::new(document, marks))?,
        Shape::Text => write!(out, "{}", export::article(Form::Text, document, marks))?,
        Shape::Markdown => write!(out, "{}", export::article(Form::Markdown, document, marks))?,
    }
    Ok(Outcome::Done)
}

/// Mark articles read or unread, star them, or take their stars away
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("how").required(true).multiple(true))]
pub(super) struct Mark {
    /// The articles: their ids, or the numbers of their rows
    #[arg(value_name = "ID", required_unless_present = "all")]
    articles: Vec<String>,
    /// Every article of a query instead
    #[arg(long, value_name = "QUERY", conflicts_with = "articles")]
    all: Option<String>,
    #[arg(long, group = "how", conflicts_with = "unread")]
    read: bool,
    #[arg(long, group = "how")]
    unread: bool,
    #[arg(long, group = "how", conflicts_with = "unstar")]
    star: bool,
    #[arg(long, group = "how")]
    unstar: bool,
}

/// Rows that are asked for at a time.
const PAGE: usize = 1000;

/// Marks articles, all or none.
pub(super) fn mark(args: &Mark, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let mut library = shelf::open_to_work(common)?;
    let mut ids = Vec::new();
    if let Some(query) = &args.all {
        let listing = crate::library::Listing {
            query: shelf::query(&library, std::slice::from_ref(query))?,
            ..crate::library::Listing::default()
        };
        loop {
            let rows = library
                .articles(&listing, ids.len()..ids.len() + PAGE)?
                .rows;
            ids.extend(rows.iter().map(|row| row.id));
            if rows.len() < PAGE {
                break;
            }
        }
    }
    for name in &args.articles {
        match exports::article(&library, name)? {
            Some(id) => ids.push(id),
            None => return Err(Error::NoArticle(name.clone())),
        }
    }
    let mut changes = Vec::new();
    for &article in &ids {
        if args.read || args.unread {
            let read = args.read;
            changes.push(Change::Read { article, read });
        }
        if args.star || args.unstar {
            let star = args.star;
            changes.push(Change::Star { article, star });
        }
    }
    if ids.is_empty() {
        return Ok(Outcome::NothingFound);
    }
    library.record(&Change::All(changes))?;
    writeln!(
        out,
        "{}",
        crate::session::counted(ids.len() as u32, "article")
    )?;
    Ok(Outcome::Done)
}

use super::args::{Common, List};
use super::error::{Error, Outcome};
use super::output::{Output, Role};
use super::shelf;
use crate::library::{ArticleRow, Library, Listing};
use crate::model::Moment;
use serde::Serialize;
use std::io::Write;

/// Rows that are asked for at a time.
const PAGE: usize = 1000;

/// What records look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Lines,
    Json,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    title: &'a str,
    title_derived: bool,
    authors: &'a [String],
    publisher: Option<&'a str>,
    published: Option<String>,
    estimated: bool,
    url: Option<&'a str>,
    language: Option<&'a str>,
    read: bool,
    starred: bool,
    mentions: u32,
    events: u32,
    quotes: u32,
    words: u32,
    copies: u32,
    article: i64,
}

/// Prints the articles of a query, newest first unless told otherwise.
pub(super) fn run(args: &List, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let library = shelf::open(common)?;
    let listing = Listing {
        query: shelf::query(&library, &args.query)?,
        sort: args.sort.into(),
    };
    let shape = if args.json { Shape::Json } else { Shape::Lines };
    print(
        &library,
        &listing,
        args.limit.unwrap_or(usize::MAX),
        shape,
        out,
    )
}

/// Prints a listing, page by page.
pub(super) fn print(
    library: &Library,
    listing: &Listing,
    limit: usize,
    shape: Shape,
    out: &mut Output,
) -> Result<Outcome, Error> {
    let mut first = 0usize;
    loop {
        let window = library.articles(listing, first..limit.min(first.saturating_add(PAGE)))?;
        for row in &window.rows {
            if shape == Shape::Json {
                out.json(&line(row))?;
            } else {
                show(row, out)?;
            }
        }
        first += window.rows.len();
        if window.rows.is_empty() || first >= limit {
            return Ok(Outcome::of(first));
        }
    }
}

fn line(row: &ArticleRow) -> Line<'_> {
    Line {
        id: &row.key,
        title: &row.title,
        title_derived: row.title_derived,
        authors: &row.authors,
        publisher: row.publisher.as_deref(),
        published: row.published.map(plain),
        estimated: row.estimated,
        url: row.url.as_deref(),
        language: row.language.as_deref(),
        read: row.read,
        starred: row.starred,
        mentions: row.mentions,
        events: row.events,
        quotes: row.quotes,
        words: row.words,
        copies: row.copies,
        article: row.id.0,
    }
}

fn show(row: &ArticleRow, out: &mut Output) -> std::io::Result<()> {
    let date = date(row.published, row.estimated);
    let date = out.paint(Role::Quiet, &format!("{date:<12}"));
    let title = out.paint(Role::Title, &row.title);
    let source = row
        .publisher
        .clone()
        .or_else(|| row.authors.first().cloned())
        .unwrap_or_else(|| "source unknown".to_owned());
    let rest = out.paint(
        Role::Quiet,
        &format!("{source} · {} · {} marks", row.key, row.mentions),
    );
    writeln!(out, "{date}{title}\n            {rest}")
}

/// A date with the sign that it is an estimate.
pub(super) fn date(published: Option<Moment>, estimated: bool) -> String {
    match published {
        Some(moment) if estimated => format!("{}~", plain(moment)),
        Some(moment) => plain(moment),
        None => "undated".to_owned(),
    }
}

/// A date of publication as it is known; that it is an estimate is said beside it.
pub(super) fn plain(mut published: Moment) -> String {
    published.approximate = false;
    published.to_string()
}

use super::args::{Common, Search};
use super::error::{Error, Outcome};
use super::list::{date, plain};
use super::output::{Output, Role};
use super::shelf;
use crate::library::{Hit, Library};
use crate::model::ArticleId;
use crate::text::CharOffsets;
use serde::Serialize;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io::Write;

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    title: &'a str,
    published: Option<String>,
    estimated: bool,
    start: usize,
    end: usize,
    text: &'a str,
    /// Start and end of the matching words within `text`.
    lit: Vec<[usize; 2]>,
    score: f32,
}

/// Prints the sentences that a query finds.
pub(super) fn run(args: &Search, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let library = shelf::open(common)?;
    let query = shelf::query(&library, &args.query)?;
    let window = library.search(&query, 0..args.limit)?;
    let mut articles = Articles::default();
    for hit in &window.rows {
        let (key, text) = articles.of(&library, hit.article)?;
        if args.json {
            let places = CharOffsets::new(text);
            let within = CharOffsets::new(&hit.text);
            out.json(&Line {
                id: key,
                title: &hit.title,
                published: hit.published.map(plain),
                estimated: hit.estimated,
                start: places.at(hit.span.start as usize),
                end: places.at(hit.span.end as usize),
                text: &hit.text,
                lit: hit
                    .lit
                    .iter()
                    .map(|lit| [within.at(lit.start as usize), within.at(lit.end as usize)])
                    .collect(),
                score: hit.score,
            })?;
        } else {
            show(hit, key, out)?;
        }
    }
    if !args.json && window.total > window.rows.len() {
        let more = format!(
            "{} of {} hits; -n shows more",
            window.rows.len(),
            window.total
        );
        let more = out.paint(Role::Quiet, &more);
        writeln!(out, "{more}")?;
    }
    Ok(Outcome::of(window.rows.len()))
}

fn show(hit: &Hit, key: &str, out: &mut Output) -> std::io::Result<()> {
    let when = date(hit.published, hit.estimated);
    let head = out.paint(Role::Quiet, &format!("{when} · {} · {key}", hit.title));
    let mut line = String::new();
    let mut at = 0;
    for lit in &hit.lit {
        line.push_str(hit.text.get(at..lit.start as usize).unwrap_or_default());
        line.push_str(&out.paint(Role::Lit, lit.of(&hit.text)));
        at = lit.end as usize;
    }
    line.push_str(hit.text.get(at..).unwrap_or_default());
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    writeln!(out, "{head}\n  {line}")
}

/// Keys and texts of articles, each fetched once.
#[derive(Default)]
pub(super) struct Articles {
    known: HashMap<ArticleId, Shown>,
}

#[derive(Default)]
struct Shown {
    key: String,
    title: String,
    text: String,
}

impl Articles {
    /// The title of an article.
    pub(super) fn title(&mut self, library: &Library, id: ArticleId) -> Result<&str, Error> {
        Ok(&self.shown(library, id)?.title)
    }

    fn shown(&mut self, library: &Library, id: ArticleId) -> Result<&Shown, Error> {
        Ok(match self.known.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let row = library.row(id)?.unwrap_or_default();
                place.insert(Shown {
                    key: row.key,
                    title: row.title,
                    text: library.text(id)?,
                })
            }
        })
    }

    /// The key and the text of an article.
    pub(super) fn of(&mut self, library: &Library, id: ArticleId) -> Result<(&str, &str), Error> {
        let shown = self.shown(library, id)?;
        Ok((&shown.key, &shown.text))
    }
}

//! `briefing resolve`: which telling is gone with where articles differ, and why.

use super::args::Common;
use super::clips::Passage;
use super::error::{Error, Outcome};
use super::output::{Output, Role};
use super::{export, folders, shelf};
use crate::insight;
use crate::model::{Change, Resolution};
use clap::{ArgGroup, Args};
use serde::Serialize;
use std::io::Write;

/// Go with what one article tells where several differ; without one, list what is resolved
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("told").args(["quote", "paragraph"]).requires("article"))]
pub(super) struct Resolve {
    /// The article: its id, or the number of its row
    #[arg(requires = "told")]
    article: Option<String>,
    #[command(flatten)]
    passage: Passage,
    /// Why; without it, what was said before of this telling stays
    #[arg(long, requires = "article")]
    words: Option<String>,
    /// Leave the claim open again
    #[arg(long, requires = "article", conflicts_with = "words")]
    remove: bool,
    /// One JSON document a line
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Line<'a> {
    key: &'a str,
    about: &'a str,
    value: &'a str,
    words: &'a str,
    text: &'a str,
    article: i64,
    title: &'a str,
    publisher: Option<&'a str>,
    paragraph: u32,
    created: String,
    sha256: &'a str,
}

/// Resolves what is told differently, or lists what is resolved.
pub(super) fn run(args: &Resolve, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let passage = &args.passage;
    let Some(name) = &args.article else {
        return list(args, common, out);
    };
    let mut library = shelf::open_to_work(common)?;
    let Some(article) = export::article(&library, name)? else {
        return Ok(Outcome::NothingFound);
    };
    let document = library.article(article)?.document;
    let Some(span) = passage.find(&document) else {
        return Ok(Outcome::NothingFound);
    };
    let Some((weighed, at)) = insight::claim_at(&library, article, span)? else {
        return Ok(Outcome::NothingFound);
    };
    if weighed.differences.is_empty() {
        return Ok(Outcome::NothingFound);
    }
    let rows = [weighed];
    let before = insight::resolved(&library, &rows)?.pop();
    let before = before.map(|found| found.resolution);
    let mut changes: Vec<Change> = before
        .iter()
        .map(|old| Change::Unresolve {
            key: old.key.clone(),
        })
        .collect();
    if args.remove {
        if changes.is_empty() {
            return Ok(Outcome::NothingFound);
        }
        library.record(&Change::All(changes))?;
        return Ok(Outcome::Done);
    }
    let telling = &rows[0].tellings[at];
    let told = (rows[0].what.as_str(), telling.value.as_str());
    let mut made = insight::resolution(&library, article, telling.lit, told, folders::today())?;
    let same = before.filter(|old| old.key == made.key);
    made.words = match (&args.words, same) {
        (Some(words), _) => crate::text::sanitise(words).0.trim().to_owned(),
        (None, Some(old)) => old.words,
        (None, None) => String::new(),
    };
    writeln!(out, "{}", made.key)?;
    changes.push(Change::Resolve {
        resolution: Box::new(made),
    });
    library.record(&Change::All(changes))?;
    Ok(Outcome::Done)
}

fn list(args: &Resolve, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let all = shelf::open(common)?.resolutions()?;
    for it in &all {
        if args.json {
            out.json(&line(it))?;
            continue;
        }
        let about = out.paint(Role::Title, &it.about);
        writeln!(out, "{about}  you go with “{}”", it.value)?;
        for line in it.words.lines() {
            writeln!(out, "    | {line}")?;
        }
        let title = &it.citation.title;
        let source = format!("{} · {title}, ¶{}", it.key, it.citation.paragraph);
        writeln!(out, "    {}", out.paint(Role::Quiet, &source))?;
    }
    Ok(Outcome::of(all.len()))
}

fn line(it: &Resolution) -> Line<'_> {
    Line {
        key: it.key.as_str(),
        about: &it.about,
        value: &it.value,
        words: &it.words,
        text: &it.anchor.exact,
        article: it.anchor.article.0,
        title: &it.citation.title,
        publisher: it.citation.publisher.as_deref(),
        paragraph: it.citation.paragraph,
        created: it.created.to_string(),
        sha256: &it.anchor.sha256,
    }
}

//! `briefing annotate` and `briefing grade`.

use super::args::Common;
use super::clips::Passage;
use super::error::{Error, Outcome};
use super::output::{Output, Role};
use super::{export, folders, shelf};
use crate::model::{Annotation, Change, Reliability};
use clap::{ArgGroup, Args};
use serde::Serialize;
use std::io::Write;

/// Write on a passage of an article; without one, list what is written
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("told").args(["quote", "paragraph"]).requires("article"))]
pub(super) struct Annotate {
    /// The article: its id, or the number of its row
    #[arg(requires = "told", requires = "words")]
    article: Option<String>,
    #[command(flatten)]
    passage: Passage,
    /// What to write; empty takes the words away
    #[arg(long, requires = "article")]
    words: Option<String>,
    /// One JSON document a line
    #[arg(long)]
    json: bool,
}

/// Say how far a publisher, or one article, can be relied on; without a grade, list the grades
#[derive(Debug, Args)]
pub(super) struct Grade {
    /// The publisher, as its articles name it
    #[arg(required_unless_present = "list")]
    source: Option<String>,
    /// A to F, or - for not judged
    #[arg(
        value_name = "GRADE",
        allow_hyphen_values = true,
        required_unless_present = "list"
    )]
    letter: Option<String>,
    /// The source is one article: its id, or the number of its row
    #[arg(long)]
    article: bool,
    /// List every grade
    #[arg(long, conflicts_with_all = ["source", "article"])]
    list: bool,
    /// One JSON document a line
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Written<'a> {
    key: &'a str,
    words: &'a str,
    text: &'a str,
    article: i64,
    title: &'a str,
    paragraph: u32,
    created: String,
    sha256: &'a str,
}

/// Writes on a passage, or lists what is written.
pub(super) fn annotate(
    args: &Annotate,
    common: &Common,
    out: &mut Output,
) -> Result<Outcome, Error> {
    let passage = &args.passage;
    let (Some(name), Some(said)) = (&args.article, &args.words) else {
        let all = shelf::open(common)?.annotations(None)?;
        for it in &all {
            if args.json {
                out.json(&words(it))?;
                continue;
            }
            writeln!(out, "{}", it.words)?;
            let quoted: Vec<&str> = it.anchor.exact.split_whitespace().collect();
            let title = &it.citation.title;
            let source = format!("{} · {title}, ¶{}", it.key, it.citation.paragraph);
            writeln!(out, "    “{}”", quoted.join(" "))?;
            writeln!(out, "    {}", out.paint(Role::Quiet, &source))?;
        }
        return Ok(Outcome::of(all.len()));
    };
    let mut library = shelf::open_to_work(common)?;
    let Some(id) = export::article(&library, name)? else {
        return Ok(Outcome::NothingFound);
    };
    let article = library.article(id)?;
    let Some(span) = passage.find(&article.document) else {
        return Ok(Outcome::NothingFound);
    };
    let said = crate::text::sanitise(said).0;
    let made = Annotation::new(id, &article.document, span, said.trim(), folders::today());
    let key = made.key.clone();
    let change = if made.words.is_empty() {
        Change::Unannotate { key: key.clone() }
    } else {
        Change::Annotate {
            annotation: Box::new(made),
        }
    };
    library.record(&change)?;
    writeln!(out, "{key}")?;
    Ok(Outcome::Done)
}

fn words(it: &Annotation) -> Written<'_> {
    Written {
        key: it.key.as_str(),
        words: &it.words,
        text: &it.anchor.exact,
        article: it.anchor.article.0,
        title: &it.citation.title,
        paragraph: it.citation.paragraph,
        created: it.created.to_string(),
        sha256: &it.anchor.sha256,
    }
}

#[derive(Serialize)]
struct Judged<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<i64>,
    title: Option<String>,
    grade: &'a str,
    words: &'a str,
}

/// Judges a source, or lists how sources are judged.
pub(super) fn grade(args: &Grade, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let (Some(source), Some(word)) = (&args.source, &args.letter) else {
        return list(args, common, out);
    };
    let grade = match word.as_str() {
        "-" => None,
        letter => Some(Reliability::parse(letter).ok_or_else(|| Error::Grade {
            word: word.clone(),
            expected: "A to F",
        })?),
    };
    let mut library = shelf::open_to_work(common)?;
    let change = if args.article {
        let Some(article) = export::article(&library, source)? else {
            return Ok(Outcome::NothingFound);
        };
        Change::ArticleGrade { article, grade }
    } else {
        Change::Reliability {
            publisher: source.clone(),
            grade,
        }
    };
    library.record(&change)?;
    Ok(Outcome::Done)
}

fn list(args: &Grade, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let library = shelf::open(common)?;
    let publishers = library.reliabilities()?;
    let articles = library.article_grades()?;
    let count = publishers.len() + articles.len();
    let mut show = |judged: &Judged<'_>| -> Result<(), Error> {
        if args.json {
            return Ok(out.json(judged)?);
        }
        let name = judged
            .publisher
            .or(judged.title.as_deref())
            .unwrap_or_default();
        Ok(writeln!(out, "{}  {name}: {}", judged.grade, judged.words)?)
    };
    for (publisher, grade) in &publishers {
        show(&Judged {
            publisher: Some(publisher),
            article: None,
            title: None,
            grade: grade.as_str(),
            words: grade.words(),
        })?;
    }
    for (article, grade) in &articles {
        show(&Judged {
            publisher: None,
            article: Some(article.0),
            title: library.row(*article)?.map(|row| row.title),
            grade: grade.as_str(),
            words: grade.words(),
        })?;
    }
    Ok(Outcome::of(count))
}

use super::args::{Common, Scan};
use super::error::{Error, Outcome};
use super::lists;
use super::output::{Output, Role};
use super::shelf;
use crate::analysis::annotate;
use crate::model::{ArticleId, Block, BlockKind, Document};
use crate::text::{CharOffsets, Span, sanitise};
use serde::Serialize;
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

/// Bytes of pasted text at most.
const LIMIT: u64 = 50_000_000;

#[derive(Serialize)]
struct Line<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    kind: &'static str,
    entity: &'a str,
    name: &'a str,
    rule: &'static str,
    confidence: f64,
    /// Articles of the library that name it.
    articles: u32,
}

/// Prints the entities of a text that a list or the library knows.
pub(super) fn run(args: &Scan, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let library = shelf::open(common)?;
    let document = paste(&args.path)?;
    let mut found = annotate(&document, &lists::knowledge()?);
    library.correct(&mut found, &document, ArticleId(0))?;
    let places = CharOffsets::new(&document.text);
    let mut count = 0;
    for mention in &found.mentions {
        let Some(entity) = found.entities.get(mention.entity as usize) else {
            continue;
        };
        let articles = library
            .entity(&entity.id)?
            .map_or(0, |(_, row)| row.articles);
        if articles == 0 && !entity.listed {
            continue;
        }
        count += 1;
        let text = document.slice(mention.span);
        if args.json {
            out.json(&Line {
                start: places.at(mention.span.start as usize),
                end: places.at(mention.span.end as usize),
                text,
                kind: entity.kind.as_str(),
                entity: entity.id.as_str(),
                name: &entity.name,
                rule: mention.rule.as_str(),
                confidence: (f64::from(mention.confidence) * 1000.0).round() / 1000.0,
                articles,
            })?;
        } else {
            let kind = out.paint(Role::Quiet, &format!("{:<13}", entity.kind.as_str()));
            let known = match articles {
                0 => "from the list".to_owned(),
                articles => format!("in {articles} articles"),
            };
            let known = out.paint(Role::Quiet, &known);
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            writeln!(out, "{kind}{text} → {}  {known}", entity.name)?;
        }
    }
    Ok(Outcome::of(count))
}

/// Pasted text as a document, to the letter but for what a terminal could be fooled by.
fn paste(path: &Path) -> Result<Document, Error> {
    let failed = |source: io::Error| Error::Read {
        path: path.to_owned(),
        source,
    };
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin()
            .take(LIMIT)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
    } else {
        let file = fs::File::open(path).map_err(failed)?;
        file.take(LIMIT).read_to_end(&mut bytes).map_err(failed)?;
    }
    let (text, removed) = sanitise(&String::from_utf8_lossy(&bytes));
    let mut blocks = Vec::new();
    let mut at = 0;
    for part in text.split("\n\n") {
        let start = at + (part.len() - part.trim_start().len());
        let end = start + part.trim().len();
        if end > start {
            blocks.push(Block {
                span: Span::new(start, end),
                kind: BlockKind::Paragraph,
            });
        }
        at += part.len() + 2;
    }
    Ok(Document {
        id: "pasted".to_owned(),
        text,
        blocks,
        removed,
        ..Document::default()
    })
}

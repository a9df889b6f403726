use super::args::Analyze;
use super::error::{Error, Outcome};
use super::import::told;
use super::lists;
use super::output::{self, Output, Role};
use super::source::{self, Piece};
use super::timely::{self, Marked};
use crate::analysis::Knowledge;
use crate::export::Record;
use crate::import::{Cleaning, Given, Skip};
use crate::model::{Annotations, Document};
use rayon::prelude::*;
use std::io::Write;

/// Bytes of input that are held and analysed at a time: enough to keep every core busy, little
/// enough that a stream comes out as it goes in.
const BATCH: usize = 4 << 20;

/// Prints everything found in each document, in the order given.
pub(super) fn run(args: &Analyze, out: &mut Output) -> Result<Outcome, Error> {
    let given = Given {
        published: args.published.clone(),
        cleaning: if args.raw {
            Cleaning::Raw
        } else {
            Cleaning::Clean
        },
        limits: args.bounds.limits()?,
        ..Given::default()
    };
    let knowledge = lists::knowledge()?;
    let mut work = Work {
        args,
        given: &given,
        knowledge: &knowledge,
        printed: 0,
    };
    let mut batch = Vec::new();
    let mut size = 0;
    for piece in source::pieces(&args.paths, &given) {
        let piece = match piece? {
            Ok(piece) => piece,
            Err(skip) => {
                say(&skip);
                continue;
            }
        };
        size += piece.size();
        batch.push(piece);
        if size >= BATCH {
            work.off(&batch, out)?;
            batch.clear();
            size = 0;
        }
    }
    work.off(&batch, out)?;
    Ok(Outcome::of(work.printed))
}

/// Something that was left out, said on standard error so that records stay records.
fn say(skip: &Skip) {
    let _ = writeln!(std::io::stderr(), "skipped {}", told(skip));
}

struct Work<'a> {
    args: &'a Analyze,
    given: &'a Given,
    knowledge: &'a Knowledge,
    printed: usize,
}

/// What is printed of a document.
enum Answer {
    Line(Vec<u8>),
    Found(Box<(Document, Annotations)>),
}

impl Work<'_> {
    /// Analyses a batch on every core and writes the answers in order.
    fn off(&mut self, batch: &[Piece], out: &mut Output) -> Result<(), Error> {
        let answers: Vec<(Vec<Answer>, Vec<Skip>)> = batch
            .par_iter()
            .map(|piece| {
                let read = timely::read(piece, self.knowledge, self.given);
                let answers = read.documents.into_iter().map(|marked| self.answer(marked));
                (answers.collect(), read.skipped)
            })
            .collect();
        for (answers, skipped) in answers {
            for answer in answers {
                match answer {
                    Answer::Line(line) => out.write_all(&line)?,
                    Answer::Found(found) => show(&found.0, &found.1, out)?,
                }
                self.printed += 1;
            }
            skipped.iter().for_each(say);
        }
        out.flush()?;
        Ok(())
    }

    fn answer(&self, marked: Marked) -> Answer {
        let (document, found) = (marked.document, marked.annotations);
        if !self.args.json {
            return Answer::Found(Box::new((document, found)));
        }
        let line = output::json(&Record::new(&document, &found))
            .expect("a record has string keys and no failing parts");
        Answer::Line(line)
    }
}

/// One document for a person's eyes.
fn show(document: &Document, found: &Annotations, out: &mut Output) -> std::io::Result<()> {
    let title = out.paint(Role::Title, document.title());
    writeln!(out, "{title}")?;
    let mut about = vec![document.id.clone()];
    if let Some(published) = &document.meta.published {
        let sign = if published.estimated {
            ", estimated"
        } else {
            ""
        };
        about.push(format!("{}{sign}", published.moment));
    }
    about.extend(document.meta.publisher.as_ref().map(|p| p.value.clone()));
    let about = out.paint(Role::Quiet, &about.join(" · "));
    writeln!(out, "{about}")?;
    let mut counts = vec![0u32; found.entities.len()];
    for mention in &found.mentions {
        if let Some(count) = counts.get_mut(mention.entity as usize) {
            *count += 1;
        }
    }
    section(
        "Entities",
        out,
        found.entities.iter().zip(&counts),
        |(entity, count)| {
            Some((
                entity.kind.to_string(),
                format!("{} ({count})", entity.name),
            ))
        },
    )?;
    section("Dates", out, found.dates.iter(), |date| {
        Some((date.value.clone(), flat(document.slice(date.span))))
    })?;
    section("Incidents", out, found.incidents.iter(), |incident| {
        let when = incident.value.as_deref().unwrap_or("undated");
        let text = flat(document.slice(incident.span));
        Some((incident.kind.as_str().to_owned(), format!("{when}  {text}")))
    })?;
    section("Quotations", out, found.quotes.iter(), |quote| {
        let who = quote.speaker.as_deref().unwrap_or("unnamed").to_owned();
        Some((who, flat(document.slice(quote.span))))
    })?;
    section("Figures", out, found.figures.iter(), |figure| {
        Some((flat(document.slice(figure.span)), String::new()))
    })?;
    writeln!(out)
}

fn section<T>(
    title: &str,
    out: &mut Output,
    items: impl Iterator<Item = T>,
    line: impl Fn(T) -> Option<(String, String)>,
) -> std::io::Result<()> {
    let mut items = items.filter_map(line).peekable();
    if items.peek().is_none() {
        return Ok(());
    }
    writeln!(out, "\n  {title}")?;
    for (left, right) in items {
        writeln!(out, "{}", format!("    {left:<14} {right}").trim_end())?;
    }
    Ok(())
}

/// The text on one line.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

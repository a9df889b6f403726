use super::args::Analyze;
use super::error::{Error, Outcome};
use super::import::told;
use super::lists;
use super::output::{self, Output, Role, aside};
use super::source::{self, Piece};
use super::timely::{self, Marked};
use crate::analysis::Knowledge;
use crate::export::Record;
use crate::import::{Cleaning, Given, Skip};
use crate::model::{Annotations, Document};
use rayon::prelude::*;
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Bytes of input that are held and analysed at a time: enough to keep every core busy, little
/// enough that a stream comes out as it goes in.
const BATCH: usize = 2 << 20;

/// Documents that a core takes at a time.
const FEW: usize = 2;

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
    let work = Work {
        args,
        given: &given,
        knowledge: &knowledge,
    };
    // What one batch gave is written while the next is at work.
    std::thread::scope(|scope| {
        let (done, answers) = sync_channel(1);
        let writer = scope.spawn(move || write(&answers, out));
        let read = work.all(&done);
        drop(done);
        let printed = match writer.join() {
            Ok(printed) => printed?,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        read?;
        Ok(Outcome::of(printed))
    })
}

/// Writes batches as they come, and counts what was printed.
fn write(batches: &Receiver<Vec<Answer>>, out: &mut Output) -> std::io::Result<usize> {
    let mut printed = 0;
    for batch in batches {
        for answer in batch {
            match answer {
                Answer::Line(line) => out.write_all(&line)?,
                Answer::Found(found) => show(&found.0, &found.1, out)?,
                Answer::Skip(skip) => {
                    // On standard error, so that records stay records.
                    aside(&format!("skipped {}", told(&skip)));
                    continue;
                }
            }
            printed += 1;
        }
        out.flush()?;
    }
    Ok(printed)
}

struct Work<'a> {
    args: &'a Analyze,
    given: &'a Given,
    knowledge: &'a Knowledge,
}

/// What is analysed at a time.
struct Batch {
    pieces: Vec<Result<Piece, Skip>>,
    /// How it ended, where nothing comes behind.
    end: Option<Result<(), Error>>,
}

impl Batch {
    fn gather(from: &mut impl Iterator<Item = source::Found>) -> Self {
        let mut pieces = Vec::new();
        let mut size = 0;
        while size < BATCH {
            match from.next() {
                Some(Ok(piece)) => {
                    size += piece.as_ref().map_or(0, Piece::size);
                    pieces.push(piece);
                }
                Some(Err(error)) => {
                    let end = Some(Err(error));
                    return Self { pieces, end };
                }
                None => {
                    let end = Some(Ok(()));
                    return Self { pieces, end };
                }
            }
        }
        Self { pieces, end: None }
    }
}

/// What is told of a document, or of a piece that was left out.
enum Answer {
    Line(Vec<u8>),
    Found(Box<(Document, Annotations)>),
    Skip(Skip),
}

impl Work<'_> {
    /// Analyses everything, a batch at a time, and hands it on. The next is gathered meanwhile.
    fn all(&self, done: &SyncSender<Vec<Answer>>) -> Result<(), Error> {
        let mut pieces = source::pieces(&self.args.paths, self.given);
        let heard = AtomicBool::new(true);
        let mut now = Batch::gather(&mut pieces);
        loop {
            let mut next = None;
            rayon::in_place_scope(|scope| {
                scope.spawn(|_| {
                    let sent = done.send(self.batch(&now.pieces));
                    heard.store(sent.is_ok(), Ordering::Relaxed);
                });
                if now.end.is_none() {
                    next = Some(Batch::gather(&mut pieces));
                }
            });
            now = match next {
                // Who does not listen any more has told why.
                _ if !heard.load(Ordering::Relaxed) => return Ok(()),
                Some(next) => next,
                None => return now.end.unwrap_or(Ok(())),
            };
        }
    }

    /// Analyses a batch on every core; the answers keep its order.
    fn batch(&self, batch: &[Result<Piece, Skip>]) -> Vec<Answer> {
        let answers = |piece: &Result<Piece, Skip>| match piece {
            Ok(piece) => {
                let read = timely::read(piece, self.knowledge, self.given);
                let found = read.documents.into_iter().map(|marked| self.answer(marked));
                found
                    .chain(read.skipped.into_iter().map(Answer::Skip))
                    .collect()
            }
            Err(skip) => vec![Answer::Skip(skip.clone())],
        };
        // A few at a time, so that no core has many left when the others are done.
        batch
            .par_iter()
            .with_max_len(FEW)
            .flat_map_iter(answers)
            .collect()
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

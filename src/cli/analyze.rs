use super::args::Analyze;
use super::error::{Error, Outcome};
use super::output::{Output, Role};
use super::record::Record;
use super::source::{self, Piece};
use crate::analysis::{Knowledge, annotate};
use crate::model::{Annotations, Basis, Document, Moment, Published};
use rayon::prelude::*;
use std::io::Write;

/// Bytes of input that are held and analysed at a time: enough to keep every core busy, little
/// enough that a stream comes out as it goes in.
const BATCH: usize = 4 << 20;

/// Prints everything found in each document, in the order given.
pub(super) fn run(args: &Analyze, out: &mut Output) -> Result<Outcome, Error> {
    let knowledge = Knowledge::shipped();
    let mut outcome = Outcome::NothingFound;
    let mut batch = Vec::new();
    let mut size = 0;
    for piece in source::pieces(&args.paths) {
        let piece = piece?;
        size += piece.size();
        batch.push(piece);
        if size >= BATCH {
            work(&batch, args, &knowledge, out)?;
            outcome = Outcome::Done;
            batch.clear();
            size = 0;
        }
    }
    if !batch.is_empty() {
        work(&batch, args, &knowledge, out)?;
        outcome = Outcome::Done;
    }
    Ok(outcome)
}

/// Analyses a batch on every core and writes the answers in order.
fn work(
    batch: &[Piece],
    args: &Analyze,
    knowledge: &Knowledge,
    out: &mut Output,
) -> Result<(), Error> {
    let answers: Vec<Result<(Document, Annotations, Vec<u8>), Error>> = batch
        .par_iter()
        .map(|piece| {
            let mut document = piece.document(args.raw)?;
            if let Some(value) = &args.published {
                document.meta.published = given(value);
            }
            let found = annotate(&document, knowledge);
            let mut line = Vec::new();
            if args.json {
                line = serde_json::to_vec(&Record::new(&document, &found))
                    .map_err(std::io::Error::from)?;
                line.push(b'\n');
            }
            Ok((document, found, line))
        })
        .collect();
    for answer in answers {
        let (document, found, line) = answer?;
        if args.json {
            out.write_all(&line)?;
        } else {
            show(&document, &found, out)?;
        }
    }
    out.flush()?;
    Ok(())
}

fn given(value: &str) -> Option<Published> {
    Some(Published {
        moment: Moment::parse(value)?,
        value: value.to_owned(),
        basis: Basis::Given,
        estimated: false,
    })
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

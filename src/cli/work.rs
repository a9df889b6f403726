use super::args::Common;
use super::error::{Error, Outcome};
use super::output::{Output, aside};
use super::{correct, json, shelf};
use crate::library::{ArticleName, Deed};
use clap::{Args, Subcommand};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub(super) enum Work {
    /// Write everything that you did, one JSON document a line
    ///
    /// Read, stars, places, marks, clips, annotations, resolutions, grades, what is watched, saved queries,
    /// corrections and drafts. Articles are named by the SHA-256 of their bytes, their key, path
    /// and address, so that they are found again in another library.
    Export(WorkExport),
    /// Take in what was exported, here or elsewhere
    ///
    /// What is here already stays: words are added to words, a judgment stands against another.
    /// What was done with an article that is not here waits until it comes.
    Import(WorkImport),
}

#[derive(Debug, Args)]
pub(super) struct WorkExport {
    /// Where to write; standard output without it
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Args)]
pub(super) struct WorkImport {
    /// A file; `-` is standard input
    #[arg(default_value = "-", value_name = "FILE")]
    path: PathBuf,
    /// One JSON document: how many were taken, known already, waiting
    #[arg(long)]
    json: bool,
}

/// Carries the analyst's work out of a library or into it.
pub(super) fn run(command: &Work, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    match command {
        Work::Export(args) => export(args, common, out),
        Work::Import(args) => import(args, common, out),
    }
}

fn export(args: &WorkExport, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let deeds = shelf::open(common)?.deeds()?;
    let Some(path) = &args.output else {
        for deed in &deeds {
            out.json(deed)?;
        }
        return Ok(Outcome::of(deeds.len()));
    };
    let existing = if args.force {
        crate::export::Existing::Replace
    } else {
        crate::export::Existing::Keep
    };
    crate::export::save(path, existing, |file| {
        for deed in &deeds {
            serde_json::to_writer(&mut *file, deed).map_err(std::io::Error::from)?;
            file.write_all(b"\n")?;
        }
        Ok(())
    })?;
    Ok(Outcome::of(deeds.len()))
}

/// A deed as a line of JSON tells it, made safe; a correction also as it is shared by itself.
fn read(line: &str) -> Result<Deed, serde_json::Error> {
    let mut value = serde_json::from_str(line)?;
    json::clean(&mut value);
    serde_json::from_value(value).or_else(|why| {
        let correction = correct::shared(line).ok_or(why)?;
        let article = correction.anchor().map(|anchor| ArticleName {
            sha256: anchor.sha256.clone(),
            ..ArticleName::default()
        });
        let correction = Box::new(correction);
        Ok(Deed::Correction {
            article,
            correction,
        })
    })
}

fn import(args: &WorkImport, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let failed = |source| Error::Read {
        path: args.path.clone(),
        source,
    };
    let lines: Box<dyn BufRead> = if args.path == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(BufReader::new(
            std::fs::File::open(&args.path).map_err(failed)?,
        ))
    };
    let mut deeds: Vec<Deed> = Vec::new();
    let mut skipped = 0;
    for (at, line) in lines.lines().enumerate() {
        let line = line.map_err(failed)?;
        if line.trim().is_empty() {
            continue;
        }
        match read(&line) {
            Ok(deed) => deeds.push(deed),
            Err(why) => {
                skipped += 1;
                aside(&format!("skipped: line {}: {why}", at + 1));
            }
        }
    }
    if deeds.is_empty() && skipped > 0 {
        return Err(Error::NoWork(args.path.clone()));
    }
    let taken = shelf::open_for_writing(common)?.take_deeds(deeds)?;
    if args.json {
        out.json(&taken)?;
    } else {
        writeln!(
            out,
            "{} taken in, {} known already",
            taken.taken, taken.known
        )?;
        if taken.waiting > 0 {
            let words = "articles are not here: what was done with them waits until they come";
            writeln!(out, "{} {words}", taken.waiting)?;
        }
        if taken.unnamed > 0 {
            let words = "left out: nothing tells which article they are about";
            writeln!(out, "{} {words}", taken.unnamed)?;
        }
    }
    Ok(Outcome::Done)
}

use super::super::error::{Error, Outcome};
use super::super::output::Output;
use super::args::Lint;
use super::run::read;
use crate::insight::{Weight, lint};
use crate::text::CharOffsets;
use serde::Serialize;
use std::io::Write;

/// A remark for scripts; line and column from 1, offsets in characters.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(rename = "line")]
    number: usize,
    column: usize,
    start: usize,
    end: usize,
    weight: &'static str,
    rule: &'static str,
    message: &'a str,
    text: &'a str,
}

/// Prints remarks on the analyst's words by line; faults are an error, hints are not.
pub(in crate::cli) fn run(args: &Lint, out: &mut Output) -> Result<Outcome, Error> {
    let text = read(&args.file)?;
    let places = CharOffsets::new(&text);
    let mut faults = 0;
    for remark in lint(&text) {
        faults += usize::from(remark.weight == Weight::Fault);
        let before = &text[..remark.at.start as usize];
        let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
        let begin = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before[begin..].chars().count() + 1;
        if args.json {
            out.json(&Line {
                number: line,
                column,
                start: places.at(remark.at.start as usize),
                end: places.at(remark.at.end as usize),
                weight: remark.weight.as_str(),
                rule: remark.rule,
                message: &remark.message,
                text: remark.at.of(&text),
            })?;
        } else {
            let (file, weight) = (args.file.display(), remark.weight.as_str());
            writeln!(
                out,
                "{file}:{line}:{column}: {weight}: {} [{}]",
                remark.message, remark.rule
            )?;
        }
    }
    if faults > 0 {
        out.flush()?;
        return Err(Error::Words(faults));
    }
    Ok(Outcome::Done)
}

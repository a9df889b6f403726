//! `briefing --plain`: the reader as lines that follow each other. Nothing is drawn over, no sign
//! stands for a word, and every answer comes to a line that was typed, so that a screen reader reads
//! all of it once and in order.

mod say;
mod talk;

use super::args::{Bounds, Common};
use super::error::{Error, Outcome};
use super::output::Output;
use super::shelf::Wait;
use super::{config, shelf};
use say::Marks;
use std::io::{BufRead, IsTerminal, Write, stdin, stdout};
use std::path::PathBuf;
use talk::Talk;

/// Reads with the person line by line; where nobody types, says everything.
pub(super) fn run(
    paths: &[PathBuf],
    bounds: &Bounds,
    common: &Common,
    out: &mut Output,
) -> Result<Outcome, Error> {
    let limits = bounds.over(config::load()?.limits);
    let opened = shelf::open_for_reader(common, paths, &limits, Wait::Whole)?;
    if let Some(notice) = opened.notice {
        writeln!(out, "{notice}")?;
    }
    let mut talk = Talk::new(opened.library, Marks::Words)?;
    if talk.is_empty() {
        writeln!(out, "No article is here. briefing import PATH adds some.")?;
        return Ok(Outcome::NothingFound);
    }
    let asks = stdin().is_terminal();
    if asks && !stdout().is_terminal() {
        talk.everything(out)?;
        return Ok(Outcome::Done);
    }
    let mut lines = stdin().lock().lines();
    let mut next = || -> Result<Option<String>, Error> { Ok(lines.next().transpose()?) };
    if asks {
        talk.begin(out)?;
    } else {
        // Commands may come through a pipe as well; without any, all of it is said.
        let Some(first) = next()? else {
            talk.everything(out)?;
            return Ok(Outcome::Done);
        };
        talk.begin(out)?;
        if talk.answer(&first, out)?.is_break() {
            return Ok(Outcome::Done);
        }
    }
    loop {
        if asks {
            write!(out, "briefing> ")?;
        }
        out.flush()?;
        let Some(line) = next()? else {
            return Ok(Outcome::Done);
        };
        if talk.answer(&line, out)?.is_break() {
            return Ok(Outcome::Done);
        }
    }
}

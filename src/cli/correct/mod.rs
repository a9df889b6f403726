//! `briefing correct` and `briefing corrections`: marks set right from the command line, and what
//! was set right listed, taken back, given to others and taken from them.

mod args;
mod import;
mod list;
mod make;
mod share;

use super::args::Common;
use super::error::{Error, Outcome};
use super::output::Output;

pub(super) use args::{Correct, Corrections};
pub(super) use import::shared;

/// Makes a correction.
pub(super) fn correct(
    command: &Correct,
    common: &Common,
    out: &mut Output,
) -> Result<Outcome, Error> {
    make::run(command, common, out)
}

/// Lists, exports, imports or takes back corrections.
pub(super) fn corrections(
    command: &Corrections,
    common: &Common,
    out: &mut Output,
) -> Result<Outcome, Error> {
    match command {
        Corrections::List(args) => list::run(args, common, out),
        Corrections::Undo(args) => list::undo(args, common, out),
        Corrections::Export(args) => share::run(args, common, out),
        Corrections::Import(args) => import::run(args, common, out),
    }
}

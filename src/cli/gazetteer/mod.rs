//! `briefing gazetteer`: name lists shown, checked, and made of what others keep. One file a
//! format, each from text to raw entities; `settle` makes records of a list of them.

mod check;
mod csv;
mod format;
mod import;
mod jsonl;
mod kinds;
mod list;
mod misp;
mod raw;
mod settle;
mod stix;
mod write;

use super::args::GazetteerCommand;
use super::error::{Error, Outcome};
use super::output::Output;

pub(super) use format::ListFormat;
pub(super) use settle::Record;
pub(super) use write::{Existing, list as written, save};

/// Runs one of the commands on name lists.
pub(super) fn run(command: &GazetteerCommand, out: &mut Output) -> Result<Outcome, Error> {
    match command {
        GazetteerCommand::List(args) => list::run(args, out),
        GazetteerCommand::Check(args) => check::run(args, out),
        GazetteerCommand::Import(args) => import::run(args, out),
    }
}

//! The library looked over, its index made anew, and a copy of it written.

use super::args::{Backup, Check, Common};
use super::error::{Error, Outcome};
use super::folders;
use super::output::Output;
use crate::library::{Access, Indexed, Library};
use indicatif::{ProgressBar, ProgressDrawTarget};
use serde::Serialize;
use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

#[derive(Serialize)]
struct Checked {
    library: String,
    sound: bool,
    faults: Vec<String>,
}

/// Opens a library that must be there already.
fn existing(common: &Common, access: Access) -> Result<(Library, PathBuf), Error> {
    let path = match &common.library {
        Some(path) => path.clone(),
        None => folders::library()?,
    };
    // Looked over or copied, never made: where there is none, reading only says so.
    let access = if path.exists() {
        access
    } else {
        Access::ReadOnly
    };
    Ok((Library::open(&path, access)?, path))
}

/// Looks the whole library over and says what is wrong.
pub(super) fn check(args: &Check, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let (library, path) = existing(common, Access::ReadOnly)?;
    let faults = library.check()?;
    if args.json {
        out.json(&Checked {
            library: path.display().to_string(),
            sound: faults.is_empty(),
            faults: faults.clone(),
        })?;
    } else {
        for fault in &faults {
            writeln!(out, "{fault}")?;
        }
        if faults.is_empty() {
            let articles = library.totals()?.articles;
            writeln!(out, "{articles} articles, everything sound")?;
        }
    }
    if faults.is_empty() {
        Ok(Outcome::Done)
    } else {
        out.flush()?;
        Err(Error::Unsound(faults.len()))
    }
}

/// Throws the search index away and makes it anew.
pub(super) fn reindex(common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let (library, _) = existing(common, Access::ReadWrite)?;
    let _claim = library.claim()?;
    let bar = if std::io::stderr().is_terminal() {
        ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())
    } else {
        ProgressBar::hidden()
    };
    let done = library.reindex(|done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
        ControlFlow::Continue(())
    })?;
    bar.finish_and_clear();
    match done {
        Indexed::Done(articles) => writeln!(out, "{articles} articles indexed")?,
        Indexed::NotNeeded => writeln!(out, "a library of this size needs no index")?,
        Indexed::Elsewhere => return Err(Error::Indexing),
    }
    Ok(Outcome::Done)
}

/// Writes a copy of the library.
pub(super) fn backup(args: &Backup, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let (library, _) = existing(common, Access::ReadOnly)?;
    library.backup(&args.file)?;
    let size = std::fs::metadata(&args.file).map_or(0, |meta| meta.len());
    let articles = library.totals()?.articles;
    writeln!(
        out,
        "{articles} articles and your work on them are in {} ({size} bytes)",
        args.file.display()
    )?;
    Ok(Outcome::Done)
}

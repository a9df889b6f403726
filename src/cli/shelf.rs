//! Which library a command works on.

use super::args::Common;
use super::error::Error;
use super::intake::{self, Known};
use super::{folders, sample};
use crate::import::{Given, Limits};
use crate::library::{Access, Library, Query};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Opens the library that a command reads: the one named, else the person's own, else, where
/// that is empty, the sample corpus, with a line that says so.
pub(super) fn open(common: &Common) -> Result<Library, Error> {
    let library = match &common.library {
        Some(path) => Library::open(path, Access::ReadOnly)?,
        None => match own()? {
            Some(library) => library,
            None => sampled()?,
        },
    };
    library.set_today(folders::today());
    Ok(library)
}

/// Opens the library that the analyst works in: as [`open`], for writing.
pub(super) fn open_to_work(common: &Common) -> Result<Library, Error> {
    let library = match &common.library {
        Some(path) => Library::open(path, Access::ReadWrite)?,
        None => match own()? {
            Some(library) => library,
            None => sampled()?,
        },
    };
    library.set_today(folders::today());
    Ok(library)
}

/// Opens the library that a command adds to.
pub(super) fn open_for_writing(common: &Common) -> Result<Library, Error> {
    let path = match &common.library {
        Some(path) => path.clone(),
        None => folders::library()?,
    };
    let library = Library::open(&path, Access::ReadWrite)?;
    library.set_today(folders::today());
    Ok(library)
}

/// The person's own library, unless there is nothing in it.
fn own() -> Result<Option<Library>, Error> {
    filled(&folders::library()?)
}

/// The library at a path, unless there is none or nothing in it.
fn filled(path: &Path) -> Result<Option<Library>, Error> {
    if !path.exists() {
        return Ok(None);
    }
    let library = Library::open(path, Access::ReadWrite)?;
    Ok((library.totals()?.articles > 0).then_some(library))
}

/// The sample corpus, with the line that says so.
fn sampled() -> Result<Library, Error> {
    let library = sample::open(&folders::sample()?)?;
    let _ = writeln!(std::io::stderr(), "{}", sample::NOTICE);
    Ok(library)
}

/// The library for the reader: of the paths given, which are read in first, else as [`open`] but
/// for writing. With the notice to show, where there is one.
pub(super) fn open_for_reader(
    common: &Common,
    paths: &[PathBuf],
    limits: &Limits,
) -> Result<(Library, Option<String>), Error> {
    let (library, notice) = if paths.is_empty() {
        let named = match &common.library {
            Some(path) => filled(path)?,
            None => own()?,
        };
        if let Some(library) = named {
            (library, None)
        } else {
            let library = sample::open(&folders::sample()?)?;
            (library, Some(sample::NOTICE.to_owned()))
        }
    } else {
        let path = match &common.library {
            Some(path) => path.clone(),
            None => folders::set(paths)?,
        };
        let mut library = Library::open(&path, Access::ReadWrite)?;
        let known = if common.library.is_some() || sample::is_marked(&library)? {
            Known::Skip
        } else {
            Known::Again
        };
        let given = Given {
            limits: limits.clone(),
            ..Given::default()
        };
        let summary = intake::take_in(&mut library, paths, &given, known, &mut |_, _| Ok(()))?;
        if known == Known::Again {
            sample::mark(&mut library)?;
        }
        let notice = (!summary.skipped.is_empty()).then(|| summary.line());
        (library, notice)
    };
    library.set_today(folders::today());
    Ok((library, notice))
}

/// Reads the words of a query, saved ones by their names among them.
pub(super) fn query(library: &Library, words: &[String]) -> Result<Query, Error> {
    let text = words.join(" ");
    library.ask(&text).map_err(|error| match error {
        crate::library::Error::Query(source) => Error::Query {
            query: text,
            source,
        },
        other => Error::Library(other),
    })
}

//! Which library a command works on.

use super::args::Common;
use super::error::Error;
use super::intake::{self, Known, News};
use super::output::aside;
use super::{folders, sample, source};
use crate::import::{Given, Limits};
use crate::library::{self, Access, Library, Query, Room};
use std::path::{Path, PathBuf};

/// Opens the library that a command reads: the one named, else the person's own, else, where
/// that is empty, the sample corpus, with a line that says so.
pub(super) fn open(common: &Common) -> Result<Library, Error> {
    let library = match &common.library {
        Some(path) => Library::open(path, Access::ReadOnly)?,
        None => match own(Room::Usual)? {
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
        None => match own(Room::Usual)? {
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
fn own(room: Room) -> Result<Option<Library>, Error> {
    filled(&folders::library()?, room)
}

/// The library at a path, unless there is none or nothing in it.
fn filled(path: &Path, room: Room) -> Result<Option<Library>, Error> {
    if !path.exists() {
        return Ok(None);
    }
    let library = Library::open_in(path, Access::ReadWrite, room)?;
    Ok((library.totals()?.articles > 0).then_some(library))
}

/// The sample corpus, with the line that says so.
fn sampled() -> Result<Library, Error> {
    let library = sample::open(&folders::sample()?)?;
    aside(sample::NOTICE);
    Ok(library)
}

/// How much of the paths is read before the reader opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wait {
    /// All of it.
    Whole,
    /// What takes no longer than one notices: a megabyte.
    Glance,
}

const GLANCE: usize = 1 << 20;

/// A library with the notice to show, where there is one.
pub(super) struct Opened {
    pub(super) library: Library,
    pub(super) notice: Option<String>,
    /// What is to be done about the rest of the paths, where there is more than was read.
    pub(super) rest: Option<Known>,
}

/// Opens the library for the reader: of the paths given, which are read in first, else as [`open`]
/// but for writing.
pub(super) fn open_for_reader(
    common: &Common,
    paths: &[PathBuf],
    limits: &Limits,
    wait: Wait,
) -> Result<Opened, Error> {
    let opened = if paths.is_empty() {
        let named = match &common.library {
            Some(path) => filled(path, Room::Little)?,
            None => own(Room::Little)?,
        };
        let (library, notice) = match named {
            Some(library) => (library, None),
            None => (
                sample::open(&folders::sample()?)?,
                Some(sample::NOTICE.to_owned()),
            ),
        };
        Opened {
            library,
            notice,
            rest: None,
        }
    } else {
        read_paths(common, paths, limits, wait)?
    };
    opened.library.set_today(folders::today());
    Ok(opened)
}

/// Reads paths into the library of their own, or into the one named.
fn read_paths(
    common: &Common,
    paths: &[PathBuf],
    limits: &Limits,
    wait: Wait,
) -> Result<Opened, Error> {
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
    let _claim = match (library.claim(), wait) {
        (Ok(claim), _) => claim,
        (Err(library::Error::Held { .. }), Wait::Whole) => {
            aside("waiting for another import");
            intake::patient_claim(&library)?
        }
        // The screen does not wait; what is there is shown, and the rest read once the other is done.
        (Err(library::Error::Held { .. }), Wait::Glance) => {
            return Ok(Opened {
                library,
                notice: None,
                rest: Some(known),
            });
        }
        (Err(error), _) => return Err(error.into()),
    };
    let mut room = match wait {
        Wait::Whole => usize::MAX,
        Wait::Glance => GLANCE,
    };
    let mut rest = None;
    let pieces = source::pieces(paths, &given).take_while(|found| {
        let size = match found {
            Ok(Ok(piece)) => piece.size(),
            _ => 0,
        };
        if size > room {
            rest = Some(known);
            return false;
        }
        room -= size;
        true
    });
    let mut silent = |_: Option<&News<'_>>, _| Ok(());
    let batch = &intake::Portion::of(intake::BATCH);
    let taken = intake::take_pieces(&mut library, pieces, &given, known, batch, &mut silent)?;
    let mut notice = None;
    if rest.is_none() {
        marked(&mut library, known)?;
        notice = (!taken.skipped.is_empty()).then(|| taken.line());
    }
    Ok(Opened {
        library,
        notice,
        rest,
    })
}

/// Notes that everything was marked by this version, where that was to be done again.
pub(super) fn marked(library: &mut Library, known: Known) -> Result<(), Error> {
    match known {
        Known::Again => sample::mark(library),
        Known::Skip => Ok(()),
    }
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

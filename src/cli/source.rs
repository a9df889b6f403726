//! Where documents come from: files, folders, standard input, and JSON Lines, which are read as
//! they come, however long they are.

use super::error::Error;
use super::folders;
use crate::import::{self, Batch, Entry, Format, Given, Limits, Page, Skip, TextLine, TextLines};
use crate::library;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Something that documents come out of.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// A file, not yet read.
    File(import::Source),
    /// What came on standard input.
    Bytes { path: String, bytes: Vec<u8> },
    /// A line of JSON Lines, its number from 1.
    Line {
        path: PathBuf,
        number: usize,
        line: String,
        /// What a manifest says of the file.
        entry: Option<Arc<Entry>>,
    },
    /// What an address gave.
    Page(Box<Page>),
}

/// What stands on the way: a piece, or something that was left out.
pub(super) type Found = Result<Result<Piece, Skip>, Error>;

impl Piece {
    /// How much there is to read, in bytes.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::File(source) => source.size as usize,
            Self::Bytes { bytes, .. } => bytes.len(),
            Self::Line { line, .. } => line.len(),
            Self::Page(page) => page.bytes.len(),
        }
    }

    /// Whether it is a PDF, or may hold one, as far as its name tells.
    pub(super) fn is_pdf(&self) -> bool {
        self.may_be(&[Format::Pdf, Format::Gzip])
    }

    /// Whether it may be far larger than its size, as far as its name tells.
    pub(super) fn is_packed(&self) -> bool {
        self.may_be(&[Format::Pdf, Format::Gzip, Format::Epub, Format::Docx])
    }

    fn may_be(&self, formats: &[Format]) -> bool {
        let path = match self {
            Self::File(source) => source.path.as_path(),
            Self::Bytes { path, .. } => Path::new(path),
            Self::Line { .. } => return false,
            Self::Page(page) => return formats.contains(&page.format()),
        };
        Format::of_name(path).is_none_or(|format| formats.contains(&format))
    }

    /// The documents of the piece, and the bytes that they came from.
    pub(super) fn read(&self, given: &Given) -> (Batch, Vec<u8>) {
        match self {
            Self::File(source) => {
                let path = source.path.display().to_string();
                let read = File::open(&source.path)
                    .and_then(|file| import::whole_file(&source.path, file, &given.limits));
                match read {
                    Ok(Ok(bytes)) => {
                        let batch = import::read(&path, &bytes, source.entry.as_ref(), given);
                        (batch, bytes)
                    }
                    Ok(Err(reason)) => (skipped(path, reason), Vec::new()),
                    Err(why) => (skipped(path, why.to_string()), Vec::new()),
                }
            }
            Self::Bytes { path, bytes } => (import::read(path, bytes, None, given), bytes.clone()),
            Self::Line {
                path,
                number,
                line,
                entry,
            } => {
                let path = path.display().to_string();
                let batch = import::read_record(&path, *number, line, entry.as_deref(), given);
                (batch, line.clone().into_bytes())
            }
            Self::Page(page) => (page.read(given), page.bytes.clone()),
        }
    }

    /// Where the piece lies, as a library keeps it.
    pub(super) fn place(&self) -> library::Source {
        match self {
            Self::File(source) => library::Source {
                path: library::name_of(&folders::absolute(&source.path)),
                modified: source.modified,
                size: source.size,
            },
            Self::Bytes { path, bytes } => library::Source {
                path: path.clone(),
                modified: None,
                size: bytes.len() as u64,
            },
            Self::Line { path, line, .. } => library::Source {
                path: if path == Path::new("-") {
                    "-".to_owned()
                } else {
                    library::name_of(&folders::absolute(path))
                },
                modified: None,
                size: line.len() as u64,
            },
            Self::Page(page) => library::Source {
                path: page.address.clone(),
                modified: None,
                size: page.bytes.len() as u64,
            },
        }
    }
}

fn skipped(path: String, reason: String) -> Batch {
    Batch {
        skipped: vec![Skip { path, reason }],
        ..Batch::default()
    }
}

/// What may be new among files that changed under paths that were read before.
pub(super) fn changed(
    roots: &[PathBuf],
    changed: &[PathBuf],
    limits: &Limits,
) -> impl Iterator<Item = Found> {
    found(import::walk_changed(roots, changed, limits), false, limits)
}

/// Everything that the paths hold, in the order given.
pub(super) fn pieces<'a>(
    paths: &'a [PathBuf],
    given: &'a Given,
) -> impl Iterator<Item = Found> + 'a {
    paths.iter().flat_map(move |path| open(path, given))
}

/// How many bytes the paths hold, as far as that can be told beforehand.
pub(super) fn total(paths: &[PathBuf], limits: &Limits) -> Option<u64> {
    if paths.iter().any(|path| path == Path::new("-")) {
        return None;
    }
    let mut total = 0;
    for path in paths {
        if path.is_file() {
            total += path.metadata().ok()?.len();
        } else {
            let walk = import::walk(std::slice::from_ref(path), limits).ok()?;
            total += walk.sources.iter().map(|source| source.size).sum::<u64>();
        }
    }
    Some(total)
}

fn open<'a>(path: &'a Path, given: &'a Given) -> Box<dyn Iterator<Item = Found> + 'a> {
    let failed = |source| {
        let path = path.to_owned();
        Box::new(std::iter::once(Err(Error::Read { path, source })))
    };
    if path == Path::new("-") {
        return standard_input(given);
    }
    match import::walk(&[path.to_owned()], &given.limits) {
        Ok(walk) => Box::new(found(walk, path.is_file(), &given.limits)),
        Err(import::ImportError::Read { source, .. }) => failed(source),
    }
}

/// What a walk found. JSON Lines are read as they come where they are `named`, or too long to be
/// held; the others are files like any other, which are known by their time and size.
fn found(walk: import::Walk, named: bool, limits: &Limits) -> impl Iterator<Item = Found> + use<> {
    let limits = limits.clone();
    let skipped = walk.skipped.into_iter().map(|skip| Ok(Err(skip)));
    let files = walk.sources.into_iter().flat_map(move |file| {
        let records = Format::of_name(&file.path) == Some(Format::JsonLines);
        if !records || !named && file.size <= limits.file {
            let one: Box<dyn Iterator<Item = Found>> =
                Box::new(std::iter::once(Ok(Ok(Piece::File(file)))));
            return one;
        }
        Box::new(records_of(&file, &limits).map(move |line| match line {
            // Nobody named it: the others are read all the same.
            Err(Error::Read { path, source }) if !named => Ok(Err(Skip {
                path: path.display().to_string(),
                reason: source.to_string(),
            })),
            line => line,
        }))
    });
    files.chain(skipped)
}

/// The records of a file, one after the other.
fn records_of(file: &import::Source, limits: &Limits) -> Box<dyn Iterator<Item = Found>> {
    let entry = file.entry.clone().map(Arc::new);
    match File::open(&file.path) {
        Ok(input) => lines(&file.path, input, entry, limits),
        Err(source) => Box::new(std::iter::once(Err(Error::Read {
            path: file.path.clone(),
            source,
        }))),
    }
}

/// Standard input is JSON Lines where its first line is a record, else one document.
fn standard_input(given: &Given) -> Box<dyn Iterator<Item = Found> + '_> {
    let path = Path::new("-");
    let failed = |source| {
        let path = path.to_owned();
        Box::new(std::iter::once(Err(Error::Read { path, source })))
    };
    let mut input = BufReader::with_capacity(1 << 18, io::stdin());
    let mut head = Vec::new();
    while head.iter().all(u8::is_ascii_whitespace) && head.len() < given.limits.json_line {
        let room = (given.limits.json_line - head.len()) as u64 + 1;
        match (&mut input).take(room).read_until(b'\n', &mut head) {
            Ok(0) => break,
            Ok(_) => {}
            Err(source) => return failed(source),
        }
    }
    let records = Format::sniff(&head) == Format::JsonLines;
    let whole = io::Cursor::new(head).chain(input);
    if records {
        return lines(path, whole, None, &given.limits);
    }
    let found = match import::whole_file(path, whole, &given.limits) {
        Err(source) => return failed(source),
        Ok(Ok(bytes)) if bytes.is_empty() => return Box::new(std::iter::empty()),
        Ok(Ok(bytes)) => Ok(Piece::Bytes {
            path: "-".to_owned(),
            bytes,
        }),
        Ok(Err(reason)) => Err(Skip {
            path: "-".to_owned(),
            reason,
        }),
    };
    Box::new(std::iter::once(Ok(found)))
}

/// The lines of a source, one after the other; the longest are left out unread.
fn lines<'a>(
    path: &Path,
    input: impl Read + 'a,
    entry: Option<Arc<Entry>>,
    limits: &Limits,
) -> Box<dyn Iterator<Item = Found> + 'a> {
    let failed = |path: &Path, source| {
        let path = path.to_owned();
        Some(Err(Error::Read { path, source }))
    };
    let path = path.to_owned();
    let limit = limits.json_line;
    let mut lines = match TextLines::new(input) {
        Ok(lines) => Some(lines),
        Err(source) => return Box::new(failed(&path, source).into_iter()),
    };
    let mut number = 0;
    Box::new(std::iter::from_fn(move || {
        loop {
            number += 1;
            match lines.as_mut()?.next_line(limit) {
                Ok(None) => return None,
                Ok(Some(TextLine::Whole(line))) if line.trim().is_empty() => {}
                Ok(Some(TextLine::Whole(line))) => {
                    return Some(Ok(Ok(Piece::Line {
                        path: path.clone(),
                        number,
                        line,
                        entry: entry.clone(),
                    })));
                }
                Ok(Some(TextLine::TooLong)) => {
                    return Some(Ok(Err(Skip {
                        path: format!("{}:{number}", path.display()),
                        reason: format!("a line longer than {limit} bytes"),
                    })));
                }
                Err(source) => {
                    // Nothing comes behind it.
                    lines = None;
                    return failed(&path, source);
                }
            }
        }
    }))
}

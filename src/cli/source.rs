//! Where documents come from: files, folders, standard input, and JSON Lines, which are read as
//! they come, however long they are.

use super::error::Error;
use super::folders;
use crate::import::{self, Batch, Format, Given, Limits, Page, Skip};
use crate::library;
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Something that documents come out of.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// A file, not yet read.
    File(import::Source),
    /// What came on standard input.
    Bytes { path: String, bytes: Vec<u8> },
    /// A line of JSON Lines, its number from 1.
    Line {
        path: String,
        number: usize,
        line: Vec<u8>,
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
                match read_whole(&source.path, given.limits.file.max(given.limits.pdf)) {
                    Ok(bytes) => {
                        let batch = import::read(&path, &bytes, source.entry.as_ref(), given);
                        (batch, bytes)
                    }
                    Err(why) => (skipped(path, why.to_string()), Vec::new()),
                }
            }
            Self::Bytes { path, bytes } => (import::read(path, bytes, None, given), bytes.clone()),
            Self::Line { path, number, line } => {
                let batch = import::read_record(path, *number, &lossy(line), given);
                (batch, line.clone())
            }
            Self::Page(page) => (page.read(given), page.bytes.clone()),
        }
    }

    /// Where the piece lies, as a library keeps it.
    pub(super) fn place(&self) -> library::Source {
        match self {
            Self::File(source) => library::Source {
                path: folders::absolute(&source.path).display().to_string(),
                modified: source.modified,
                size: source.size,
            },
            Self::Bytes { path, bytes } => library::Source {
                path: path.clone(),
                modified: None,
                size: bytes.len() as u64,
            },
            Self::Line { path, line, .. } => library::Source {
                path: folders::absolute(Path::new(path)).display().to_string(),
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

/// Bytes as text: what is sound is looked through at once, many at a time.
pub(super) fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(bytes),
    }
}

fn skipped(path: String, reason: String) -> Batch {
    Batch {
        skipped: vec![Skip { path, reason }],
        ..Batch::default()
    }
}

fn read_whole(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What may be new among files that changed under paths that were read before.
pub(super) fn changed(
    roots: &[PathBuf],
    changed: &[PathBuf],
    limits: &Limits,
) -> impl Iterator<Item = Found> {
    let walk = import::walk_changed(roots, changed, limits);
    let skipped = walk.skipped.into_iter().map(|skip| Ok(Err(skip)));
    let files = walk.sources.into_iter();
    files.map(|file| Ok(Ok(Piece::File(file)))).chain(skipped)
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
    if path.is_file() && Format::of_name(path) == Some(Format::JsonLines) {
        return match File::open(path) {
            Ok(file) => lines(path, BufReader::with_capacity(1 << 18, file), given),
            Err(source) => failed(source),
        };
    }
    match import::walk(&[path.to_owned()], &given.limits) {
        Ok(walk) => {
            let skipped = walk.skipped.into_iter().map(|skip| Ok(Err(skip)));
            let files = walk
                .sources
                .into_iter()
                .map(|file| Ok(Ok(Piece::File(file))));
            Box::new(files.chain(skipped))
        }
        Err(import::ImportError::Read { source, .. }) => failed(source),
        Err(error) => Box::new(std::iter::once(Err(error.into()))),
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
        return lines(path, whole, given);
    }
    let limit = given.limits.file.max(given.limits.pdf);
    let mut bytes = Vec::new();
    match whole.take(limit + 1).read_to_end(&mut bytes) {
        Err(source) => failed(source),
        Ok(_) if bytes.is_empty() => Box::new(std::iter::empty()),
        Ok(_) => {
            let found = if bytes.len() as u64 > limit {
                Err(Skip {
                    path: "-".to_owned(),
                    reason: format!("larger than {limit} bytes"),
                })
            } else {
                Ok(Piece::Bytes {
                    path: "-".to_owned(),
                    bytes,
                })
            };
            Box::new(std::iter::once(Ok(found)))
        }
    }
}

/// Reads on to the end of a line, so many bytes at most.
fn read_line(input: &mut impl BufRead, most: usize, line: &mut Vec<u8>) -> io::Result<()> {
    while line.len() < most {
        let ready = match input.fill_buf() {
            Ok(ready) => &ready[..ready.len().min(most - line.len())],
            Err(why) if why.kind() == io::ErrorKind::Interrupted => continue,
            Err(why) => return Err(why),
        };
        let end = memchr::memchr(b'\n', ready);
        let used = end.map_or(ready.len(), |at| at + 1);
        line.extend_from_slice(&ready[..used]);
        input.consume(used);
        if end.is_some() || used == 0 {
            break;
        }
    }
    Ok(())
}

/// The lines of a source, one after the other; the longest are left out unread.
fn lines<'a>(
    path: &Path,
    mut input: impl BufRead + 'a,
    given: &Given,
) -> Box<dyn Iterator<Item = Found> + 'a> {
    let path = path.display().to_string();
    let limit = given.limits.json_line;
    let mut number = 0;
    Box::new(std::iter::from_fn(move || {
        loop {
            let mut line = Vec::new();
            if let Err(source) = read_line(&mut input, limit.saturating_add(1), &mut line) {
                let path = PathBuf::from(&path);
                return Some(Err(Error::Read { path, source }));
            }
            if line.is_empty() {
                return None;
            }
            number += 1;
            if line.len() > limit && line.last() != Some(&b'\n') {
                if let Err(source) = input.skip_until(b'\n') {
                    let path = PathBuf::from(&path);
                    return Some(Err(Error::Read { path, source }));
                }
                return Some(Ok(Err(Skip {
                    path: format!("{path}:{number}"),
                    reason: format!("a line longer than {limit} bytes"),
                })));
            }
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let path = path.clone();
            return Some(Ok(Ok(Piece::Line { path, number, line })));
        }
    }))
}

//! Documents on their way into a library: read and marked on every core, written batch by batch.

use super::error::Error;
use super::lists;
use super::source::{self, Found, Piece};
use super::timely;
use crate::analysis::{Knowledge, annotate};
use crate::import::{self, FeedLink, Format, Given, Skip};
use crate::library::{Incoming, Library, Outcome, Source};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Bytes of input that are marked together and written in one transaction.
const BATCH: usize = 2 << 20;

/// What to do about files that have not changed since they were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    Skip,
    /// Read and mark them again, as a new version of the program may see more.
    Again,
}

/// What became of everything.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken {
    pub(super) added: usize,
    pub(super) changed: usize,
    pub(super) unchanged: usize,
    pub(super) skipped: Vec<Skip>,
    /// Feeds that a list among the files names.
    pub(super) feeds: Vec<FeedLink>,
    /// Feeds that are remembered from now on.
    pub(super) followed: usize,
    /// Articles whose files are gone, and that went with them.
    pub(super) pruned: usize,
    /// Documents that were read, by what they came in.
    pub(super) formats: BTreeMap<&'static str, usize>,
}

/// What became of one document, for those who watch.
#[derive(Debug)]
pub(super) struct News<'a> {
    pub(super) id: &'a str,
    pub(super) path: &'a str,
    pub(super) title: &'a str,
    pub(super) outcome: Outcome,
    pub(super) format: Option<Format>,
}

/// Called with each document and the bytes read so far.
pub(super) type Watch<'a> = &'a mut dyn FnMut(Option<&News<'_>>, u64) -> Result<(), Error>;

impl Taken {
    /// One line: what came in, what was there, what was skipped.
    pub(super) fn line(&self) -> String {
        let mut parts = vec![format!("{} added", self.added)];
        if self.changed > 0 {
            parts.push(format!("{} changed", self.changed));
        }
        if self.unchanged > 0 {
            parts.push(format!("{} already there", self.unchanged));
        }
        if !self.skipped.is_empty() {
            parts.push(format!("{} skipped", self.skipped.len()));
        }
        if self.pruned > 0 {
            parts.push(format!("{} pruned", self.pruned));
        }
        if self.followed > 0 {
            parts.push(format!("{} remembered", plural(self.followed, "feed")));
        }
        parts.join(", ")
    }

    /// What was read, by format, the most first; nothing where all of it is of one.
    pub(super) fn by_format(&self) -> Option<String> {
        let mut all: Vec<_> = self.formats.iter().collect();
        all.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let words: Vec<_> = all
            .iter()
            .map(|(name, count)| format!("{count} {name}"))
            .collect();
        (words.len() > 1).then(|| format!("read: {}", words.join(", ")))
    }

    /// Documents that are in the library now.
    pub(super) fn documents(&self) -> usize {
        self.added + self.changed + self.unchanged
    }
}

/// `1 feed`, `2 feeds`.
pub(super) fn plural(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Reads everything that the paths hold into a library.
pub(super) fn take_in(
    library: &mut Library,
    paths: &[PathBuf],
    given: &Given,
    known: Known,
    watch: Watch<'_>,
) -> Result<Taken, Error> {
    take_pieces(library, source::pieces(paths, given), given, known, watch)
}

/// Reads everything that is found into a library.
pub(super) fn take_pieces(
    library: &mut Library,
    pieces: impl Iterator<Item = Found>,
    given: &Given,
    known: Known,
    watch: Watch<'_>,
) -> Result<Taken, Error> {
    let mut taken = Taken::default();
    let mut batch: Vec<Piece> = Vec::new();
    let (mut size, mut read) = (0, 0);
    for piece in pieces {
        let piece = match piece? {
            Ok(piece) => piece,
            Err(skip) => {
                taken.skipped.push(skip);
                continue;
            }
        };
        if known == Known::Skip && is_known(library, &piece)? {
            taken.unchanged += 1;
            read += piece.size() as u64;
            watch(None, read)?;
            continue;
        }
        size += piece.size();
        batch.push(piece);
        if size >= BATCH {
            read += size as u64;
            take_batch(
                library,
                &batch,
                &lists::knowledge()?,
                given,
                &mut taken,
                watch,
            )?;
            watch(None, read)?;
            batch.clear();
            size = 0;
        }
    }
    if !batch.is_empty() {
        take_batch(
            library,
            &batch,
            &lists::knowledge()?,
            given,
            &mut taken,
            watch,
        )?;
    }
    library.weigh(|_, _| ControlFlow::Continue(()))?;
    Ok(taken)
}

/// Whether a piece was taken in as it is now: an import that was broken off goes on where it was.
fn is_known(library: &Library, piece: &Piece) -> Result<bool, Error> {
    let place = piece.place();
    match piece {
        Piece::Line { line, .. } => {
            let sha256 = import::record_sha256(&String::from_utf8_lossy(line));
            Ok(library.is_held(&place.path, &sha256)?)
        }
        _ => Ok(library.is_current(&place)?),
    }
}

/// Reads, marks and writes some pieces: all of them or none.
pub(super) fn take_batch(
    library: &mut Library,
    batch: &[Piece],
    knowledge: &Knowledge,
    given: &Given,
    taken: &mut Taken,
    watch: Watch<'_>,
) -> Result<(), Error> {
    let read: Vec<_> = batch
        .par_iter()
        .map(|piece| (piece.place(), timely::read(piece, knowledge, given)))
        .collect();
    let (mut incoming, mut formats) = (Vec::new(), Vec::new());
    for (place, read) in &read {
        for marked in &read.documents {
            formats.push(read.format);
            incoming.push(Incoming {
                document: &marked.document,
                annotations: &marked.annotations,
                raw: marked.own.as_ref().unwrap_or(&read.raw),
                source: place,
            });
        }
    }
    let added = library.add(&incoming)?;
    for ((incoming, (_, outcome)), format) in incoming.iter().zip(&added.outcomes).zip(formats) {
        let count = match outcome {
            Outcome::Added => &mut taken.added,
            Outcome::Changed => &mut taken.changed,
            Outcome::Unchanged => &mut taken.unchanged,
        };
        *count += 1;
        if let Some(format) = format {
            *taken.formats.entry(format.as_str()).or_default() += 1;
        }
        let source: &Source = incoming.source;
        let news = News {
            id: &incoming.document.id,
            path: &source.path,
            title: incoming.document.title(),
            outcome: *outcome,
            format,
        };
        watch(Some(&news), 0)?;
    }
    for (_, read) in read {
        taken.skipped.extend(read.skipped);
        taken.feeds.extend(read.feeds);
    }
    Ok(())
}

/// Puts the sample corpus into a library.
pub(super) fn take_sample(library: &mut Library) -> Result<(), Error> {
    let knowledge = lists::knowledge()?;
    let documents: Vec<_> = import::sample()
        .into_par_iter()
        .map(|document| {
            let found = annotate(&document, &knowledge);
            let source = Source {
                path: document.path.clone().unwrap_or_default(),
                modified: None,
                size: document.text.len() as u64,
            };
            (document, found, source)
        })
        .collect();
    let incoming: Vec<_> = documents
        .iter()
        .map(|(document, annotations, source)| Incoming {
            document,
            annotations,
            raw: document.text.as_bytes(),
            source,
        })
        .collect();
    library.add(&incoming)?;
    library.weigh(|_, _| ControlFlow::Continue(()))?;
    Ok(())
}

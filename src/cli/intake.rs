//! Documents on their way into a library: read and marked on every core, written batch by batch.

use super::error::Error;
use super::lists;
use super::source::{self, Piece};
use crate::analysis::{Knowledge, annotate};
use crate::import::{self, FeedLink, Given, Skip};
use crate::library::{Incoming, Library, Outcome, Source};
use rayon::prelude::*;
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
}

/// What became of one document, for those who watch.
#[derive(Debug)]
pub(super) struct News<'a> {
    pub(super) id: &'a str,
    pub(super) path: &'a str,
    pub(super) title: &'a str,
    pub(super) outcome: Outcome,
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
        if self.followed > 0 {
            parts.push(format!("{} remembered", plural(self.followed, "feed")));
        }
        parts.join(", ")
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
    let mut taken = Taken::default();
    let mut batch: Vec<Piece> = Vec::new();
    let (mut size, mut read) = (0, 0);
    for piece in source::pieces(paths, given) {
        let piece = match piece? {
            Ok(piece) => piece,
            Err(skip) => {
                taken.skipped.push(skip);
                continue;
            }
        };
        if known == Known::Skip && library.is_current(&piece.place())? {
            taken.unchanged += 1;
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
    Ok(taken)
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
        .map(|piece| {
            let (batch, raw) = piece.read(given);
            let mut own = batch.own_bytes;
            let documents: Vec<_> = batch
                .documents
                .into_iter()
                .enumerate()
                .map(|(place, document)| {
                    let found = annotate(&document, knowledge);
                    (document, found, own.remove(&place))
                })
                .collect();
            (piece.place(), raw, documents, batch.skipped, batch.feeds)
        })
        .collect();
    let mut incoming = Vec::new();
    for (place, raw, documents, ..) in &read {
        for (document, annotations, own) in documents {
            incoming.push(Incoming {
                document,
                annotations,
                raw: own.as_ref().unwrap_or(raw),
                source: place,
            });
        }
    }
    let added = library.add(&incoming)?;
    for (incoming, (_, outcome)) in incoming.iter().zip(&added.outcomes) {
        let count = match outcome {
            Outcome::Added => &mut taken.added,
            Outcome::Changed => &mut taken.changed,
            Outcome::Unchanged => &mut taken.unchanged,
        };
        *count += 1;
        let source: &Source = incoming.source;
        let news = News {
            id: &incoming.document.id,
            path: &source.path,
            title: incoming.document.title(),
            outcome: *outcome,
        };
        watch(Some(&news), 0)?;
    }
    for (.., skipped, feeds) in read {
        taken.skipped.extend(skipped);
        taken.feeds.extend(feeds);
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
    Ok(())
}

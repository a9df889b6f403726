//! Pieces that are read, marked and packed, on their way to the thread that writes them.

use super::error::Error;
use super::intake::{News, Taken, Watch};
use super::source::Piece;
use super::timely;
use crate::analysis::Knowledge;
use crate::import::{FeedLink, Format, Given, Skip};
use crate::library::{Dictionaries, Incoming, Library, Outcome, Prepared};
use rayon::prelude::*;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, Sender};
use std::thread::ScopedJoinHandle;

/// Documents after which the lists of who is named with whom are brought up to date.
const SETTLE: usize = 50_000;
/// Documents whose claims are held against those of others together.
const WEIGH: usize = 4_000;

/// A batch.
#[derive(Debug)]
pub(super) struct Made {
    prepared: Vec<Prepared>,
    /// What each came in.
    formats: Vec<Option<Format>>,
    /// What became of them, once they are written.
    outcomes: Vec<Outcome>,
    skipped: Vec<Skip>,
    feeds: Vec<FeedLink>,
}

/// Reads, marks and packs some pieces, on every core.
pub(super) fn prepare(
    batch: &[Piece],
    knowledge: &Knowledge,
    given: &Given,
    dictionaries: Dictionaries,
) -> Made {
    let parts: Vec<_> = batch
        .par_iter()
        .map(|piece| {
            let read = timely::read(piece, knowledge, given);
            let source = piece.place();
            let packed = read.documents.iter().map(|marked| {
                let incoming = Incoming {
                    document: &marked.document,
                    annotations: &marked.annotations,
                    raw: marked.own.as_ref().unwrap_or(&read.raw),
                    source: &source,
                };
                Prepared::with(&incoming, dictionaries)
            });
            let prepared: Vec<Prepared> = packed.collect();
            (prepared, read.format, read.skipped, read.feeds)
        })
        .collect();
    let mut made = Made {
        prepared: Vec::with_capacity(parts.len()),
        formats: Vec::with_capacity(parts.len()),
        outcomes: Vec::new(),
        skipped: Vec::new(),
        feeds: Vec::new(),
    };
    for (prepared, format, skipped, feeds) in parts {
        made.formats.extend(prepared.iter().map(|_| format));
        made.prepared.extend(prepared);
        made.skipped.extend(skipped);
        made.feeds.extend(feeds);
    }
    made
}

impl Made {
    /// Writes all of it, or nothing.
    pub(super) fn put(mut self, library: &mut Library) -> Result<Self, Error> {
        let added = library.put(&self.prepared)?;
        self.outcomes = added.outcomes.into_iter().map(|(_, o)| o).collect();
        for written in &mut self.prepared {
            written.let_go();
        }
        Ok(self)
    }

    /// Counts what became of each, and tells those who watch.
    pub(super) fn tell(self, taken: &mut Taken, watch: Watch<'_>) -> Result<(), Error> {
        let outcomes = self.outcomes.iter().zip(&self.formats);
        for (new, (outcome, format)) in self.prepared.iter().zip(outcomes) {
            let count = match outcome {
                Outcome::Added => &mut taken.added,
                Outcome::Changed => &mut taken.changed,
                Outcome::Unchanged => &mut taken.unchanged,
            };
            *count += 1;
            if let Some(format) = format {
                *taken.formats.entry(format.as_str()).or_default() += 1;
            }
            let news = News {
                id: new.key(),
                path: &new.source().path,
                title: new.title(),
                outcome: *outcome,
                format: *format,
            };
            watch(Some(&news), 0)?;
        }
        taken.skipped.extend(self.skipped);
        taken.feeds.extend(self.feeds);
        Ok(())
    }
}

/// Writes batches as they come, and tells of each.
pub(super) fn write(
    library: &mut Library,
    made: Receiver<Made>,
    outcomes: &Sender<Made>,
    grown: &Sender<()>,
) -> Result<(), Error> {
    let mut fresh = 0;
    for made in made {
        let made = made.put(library)?;
        fresh += made.prepared.len();
        library.learn()?;
        // Nobody may be listening any more; what is written stays.
        let _ = (outcomes.send(made), grown.send(()));
        library.weigh_from(WEIGH, |_, _| ControlFlow::Continue(()))?;
        if fresh >= SETTLE {
            library.settle()?;
            fresh = 0;
        }
    }
    library.settle()?;
    Ok(())
}

pub(super) fn join<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    match thread.join() {
        Ok(ended) => ended,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

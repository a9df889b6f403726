//! Pieces that are read, marked and packed, on their way to the thread that writes them.

use super::error::Error;
use super::gentle::Turns;
use super::intake::{News, Taken, Watch};
use super::lists;
use super::source::Piece;
use super::timely::{self, Read};
use crate::analysis::Knowledge;
use crate::import::{FeedLink, Format, Given, Skip};
use crate::library::{Dictionaries, Incoming, Library, Outcome, Prepared};
use rayon::prelude::*;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, Sender, SyncSender};
use std::thread::ScopedJoinHandle;
use std::time::Duration;

/// Documents after which the lists of who is named with whom are brought up to date.
const SETTLE: usize = 50_000;
/// How long the library is left to those who read in it, between two batches.
const REST: Duration = Duration::from_millis(6);
/// Pieces that a core takes at a time, so that none has many left when the others are done.
const FEW: usize = 8;
/// Documents whose claims are held against those of others together.
const WEIGH: usize = 4_000;

/// A batch.
#[derive(Debug)]
pub(super) struct Made {
    /// Bytes of input.
    pub(super) bytes: usize,
    prepared: Vec<Prepared>,
    /// What each came in.
    formats: Vec<Option<Format>>,
    /// What became of them, once they are written.
    outcomes: Vec<Outcome>,
    skipped: Vec<Skip>,
    feeds: Vec<FeedLink>,
    /// Files of which nothing was left out: what they held before and do not hold now, they lost.
    whole: Vec<String>,
}

/// Reads, marks and packs some pieces, on every core whose turn it is.
pub(super) fn prepare(
    batch: &[Piece],
    knowledge: &Knowledge,
    given: &Given,
    dictionaries: Dictionaries,
    turns: &Turns,
) -> Made {
    let parts = batch.par_iter().with_max_len(FEW).map(|piece| {
        turns.take(|| {
            let read = timely::read(piece, knowledge, given);
            pack(piece, read, dictionaries)
        })
    });
    Made::of(batch, parts.collect())
}

/// The same with dictionaries that are still being made: they are asked for when all is marked.
fn prepare_before(
    batch: &[Piece],
    knowledge: &Knowledge,
    given: &Given,
    dictionaries: impl FnOnce() -> Dictionaries,
    turns: &Turns,
) -> Made {
    let read = batch
        .par_iter()
        .with_max_len(FEW)
        .map(|piece| turns.take(|| timely::read(piece, knowledge, given)));
    let read: Vec<Read> = read.collect();
    let dictionaries = dictionaries();
    let parts = read.into_par_iter().zip(batch).with_max_len(FEW);
    let parts = parts.map(|(read, piece)| pack(piece, read, dictionaries));
    Made::of(batch, parts.collect())
}

/// What came out of a piece, packed.
type Part = (Vec<Prepared>, Read);

fn pack(piece: &Piece, mut read: Read, dictionaries: Dictionaries) -> Part {
    let source = piece.place();
    let raw = std::mem::take(&mut read.raw);
    let documents = std::mem::take(&mut read.documents);
    let packed = documents.into_iter().map(|marked| {
        let raw = marked.own.as_ref().unwrap_or(&raw);
        let incoming = Incoming {
            document: &marked.document,
            annotations: &marked.annotations,
            raw,
            source: &source,
        };
        Prepared::with(&incoming, dictionaries).once_called(marked.former)
    });
    (packed.collect(), read)
}

/// Marks and packs batches as they come, for the thread that writes them. What comes after the
/// first is packed with what is learnt of those before, and marked while that is learnt.
pub(super) fn mark(
    batches: Receiver<Vec<Piece>>,
    (given, turns): (&Given, &Turns),
    mut dictionaries: Dictionaries,
    learnt: &Receiver<Dictionaries>,
    made: &SyncSender<Made>,
) -> Result<(), Error> {
    for (count, batch) in batches.into_iter().enumerate() {
        let knowledge = lists::knowledge()?;
        if let Some(newer) = learnt.try_iter().last() {
            dictionaries = newer;
        }
        let ready = if count == 1 && dictionaries.is_empty() {
            // Where the writer met an error, it tells it.
            let learnt = || {
                dictionaries = learnt.recv().unwrap_or_default();
                dictionaries
            };
            prepare_before(&batch, &knowledge, given, learnt, turns)
        } else {
            prepare(&batch, &knowledge, given, dictionaries, turns)
        };
        if made.send(ready).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

impl Made {
    fn of(batch: &[Piece], parts: Vec<Part>) -> Self {
        let mut made = Self {
            bytes: batch.iter().map(Piece::size).sum(),
            prepared: Vec::with_capacity(parts.len()),
            formats: Vec::with_capacity(parts.len()),
            outcomes: Vec::new(),
            skipped: Vec::new(),
            feeds: Vec::new(),
            whole: Vec::new(),
        };
        for (piece, (prepared, read)) in batch.iter().zip(parts) {
            if matches!(piece, Piece::File(_)) && read.skipped.is_empty() {
                made.whole.push(piece.place().path);
            }
            made.formats.extend(prepared.iter().map(|_| read.format));
            made.prepared.extend(prepared);
            made.skipped.extend(read.skipped);
            made.feeds.extend(read.feeds);
        }
        made
    }
}

impl Made {
    /// Writes all of it, or nothing.
    pub(super) fn put(mut self, library: &mut Library) -> Result<Self, Error> {
        let added = library.put_whole(&self.prepared, &self.whole)?;
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

/// Writes batches as they come, and tells of each and of what it learnt. At the end all that hangs
/// on them is brought in line, while the search index takes in the last.
pub(super) fn write(
    library: &mut Library,
    made: Receiver<Made>,
    outcomes: &Sender<Made>,
    taught: &Sender<Dictionaries>,
    grown: Sender<()>,
) -> Result<(), Error> {
    let mut fresh = 0;
    for made in made {
        let made = made.put(library)?;
        if library.is_attended() {
            // What the analyst did meanwhile comes in between.
            std::thread::sleep(REST);
        }
        fresh += made.prepared.len();
        library.learn()?;
        // Nobody may be listening any more; what is written stays.
        let _ = taught.send(library.dictionaries()?);
        let _ = (outcomes.send(made), grown.send(()));
        library.weigh_from(WEIGH, |_, _| ControlFlow::Continue(()))?;
        if fresh >= SETTLE {
            library.settle()?;
            fresh = 0;
        }
    }
    drop(grown);
    library.settle()?;
    library.weigh(|_, _| ControlFlow::Continue(()))?;
    Ok(())
}

pub(super) fn join<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    match thread.join() {
        Ok(ended) => ended,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

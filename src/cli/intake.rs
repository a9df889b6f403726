//! Documents on their way into a library: read and marked on every core, written batch by batch.

use super::error::Error;
use super::gentle::{Process, Turns};
use super::source::{self, Found, Piece};
use super::{folders, lists, made};
use crate::analysis::{Knowledge, annotate};
use crate::import::{self, FeedLink, Format, Given, Skip};
use crate::library::{self, Access, Claim, Incoming, Library, Outcome, Room, Source};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{channel, sync_channel};
use std::time::Duration;

/// Bytes of input that are marked together and written in one transaction.
pub(super) const BATCH: usize = 24 << 20;
/// The same while somebody reads in the library: the lock is never held for long, and what came in
/// is soon seen.
pub(super) const BESIDE_READING: usize = 4 << 20;
/// The same of the first into a library that has learnt nothing of its texts yet.
const FIRST: usize = 4 << 20;

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

/// Bytes of input that are marked together.
#[derive(Clone, Debug)]
pub(super) struct Portion {
    whole: usize,
    /// Bytes that there are in all; 0 as long as nobody knows.
    total: Arc<AtomicU64>,
    process: Process,
    ends: Ends,
}

/// Where the reading of files ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    /// Each at its own end.
    Whole,
    /// Anywhere.
    Anywhere,
}

impl Portion {
    /// So many, as long as there are.
    pub(super) fn of(whole: usize) -> Self {
        Self {
            whole,
            total: Arc::default(),
            process: Process::Shared,
            ends: Ends::Anywhere,
        }
    }

    /// The next one's. The last are smaller, a share of what is left (guided self-scheduling,
    /// Polychronopoulos and Kuck 1987): when all is marked little is left to be written.
    fn next(&self, read: u64) -> usize {
        let left = self.total.load(Ordering::Relaxed).saturating_sub(read);
        if left == 0 {
            return self.whole;
        }
        let share = usize::try_from(left / 3).unwrap_or(usize::MAX);
        share.clamp(FIRST.min(self.whole), self.whole)
    }
}

/// Reads everything that the paths hold into a library.
pub(super) fn take_in(
    library: &mut Library,
    paths: &[PathBuf],
    given: &Given,
    known: Known,
    watch: Watch<'_>,
) -> Result<Taken, Error> {
    let portion = Portion {
        process: Process::Own,
        ends: Ends::Whole,
        ..Portion::of(BATCH)
    };
    let (total, own, limits) = (portion.total.clone(), paths.to_vec(), given.limits.clone());
    std::thread::spawn(move || {
        let sum = source::total(&own, &limits).unwrap_or(0);
        total.store(sum, Ordering::Relaxed);
    });
    let pieces = source::pieces(paths, given);
    take_pieces(library, pieces, given, known, &portion, watch)
}

/// Reads everything that is found into a library, a portion at a time. While one is written the
/// next is marked, and the one after that read.
pub(super) fn take_pieces(
    library: &mut Library,
    pieces: impl Iterator<Item = Found>,
    given: &Given,
    known: Known,
    portion: &Portion,
    watch: Watch<'_>,
) -> Result<Taken, Error> {
    let mut taken = Taken::default();
    // One connection asks what is there already, one fills the search index, while one writes.
    let beside = |library: &Library| {
        let path = library.path();
        path.map(|path| Library::open_in(path, Access::ReadOnly, Room::Reading))
            .transpose()
    };
    let (there, index) = (beside(library)?, beside(library)?);
    let dictionaries = library.dictionaries()?;
    // Where nothing was, no record need be looked for; one that comes twice is found as it is written.
    let empty = library.totals()?.articles == 0;
    let (grown, news) = channel();
    let turns = &Turns::beside(library.readers(), portion.process);
    let mut records = Records::default();
    let own = &mut *library;
    let indexed = std::thread::scope(|scope| {
        let indexer = index.map(|index| scope.spawn(move || index.keep_indexed(&news)));
        let (batches, queued) = sync_channel(1);
        let (ready, made) = sync_channel(1);
        let (taught, learnt) = channel();
        let (outcomes, written) = channel();
        let marker =
            scope.spawn(move || made::mark(queued, (given, turns), dictionaries, &learnt, &ready));
        let writer = scope.spawn(move || made::write(own, made, &outcomes, &taught, grown));
        let read = || -> Result<(), Error> {
            // Gone at the end, so that the others end.
            let batches = batches;
            let (mut batch, mut size) = (Vec::new(), 0);
            // Bytes that were handed on, and that became of something.
            let (mut read, mut done) = (0_u64, 0_u64);
            let mut pieces = pieces;
            turns.look();
            // Whether somebody reads, asked once a portion.
            let mut attended = None;
            // The first two teach, and are packed with what was learnt.
            let mut small = if dictionaries.is_empty() { 2_u8 } else { 0 };
            loop {
                let piece = pieces.next().transpose()?;
                let last = piece.is_none();
                if let Some(Ok(piece)) = &piece
                    && portion.ends == Ends::Whole
                {
                    records.hear(piece);
                }
                match piece {
                    Some(Err(skip)) => taken.skipped.push(skip),
                    Some(Ok(piece)) => {
                        if known == Known::Skip
                            && !(empty && matches!(piece, Piece::Line { .. }))
                            && let Some(library) = &there
                            && is_known(library, &piece)?
                        {
                            taken.unchanged += 1;
                            read += piece.size() as u64;
                            done += piece.size() as u64;
                            watch(None, done)?;
                            continue;
                        }
                        size += piece.size();
                        batch.push(piece);
                    }
                    None => {}
                }
                let whole = portion.next(read);
                let enough = if small > 0 {
                    FIRST.min(whole)
                } else if size >= BESIDE_READING && *attended.get_or_insert_with(|| turns.look()) {
                    BESIDE_READING.min(whole)
                } else {
                    whole
                };
                if size >= enough || last && !batch.is_empty() {
                    if batches.send(std::mem::take(&mut batch)).is_err() {
                        // Another thread met an error, and tells it.
                        return Ok(());
                    }
                    read += std::mem::take(&mut size) as u64;
                    small = small.saturating_sub(1);
                    attended = None;
                }
                for made in written.try_iter() {
                    done += made.bytes as u64;
                    made.tell(&mut taken, watch)?;
                    watch(None, done)?;
                }
                if last {
                    break;
                }
            }
            drop(batches);
            for made in written {
                done += made.bytes as u64;
                made.tell(&mut taken, watch)?;
                watch(None, done)?;
            }
            Ok(())
        };
        let read = read();
        let marked = made::join(marker);
        made::join(writer)?;
        let indexed = indexer.map(made::join);
        marked.and(read).map(|()| indexed)
    })?;
    records.end(library, &taken.skipped)?;
    // Without it searches are slower, and as right.
    if let Some(Err(error)) = indexed {
        taken.skipped.push(Skip {
            path: "the search index".to_owned(),
            reason: error.to_string(),
        });
    }
    Ok(taken)
}

/// Which records came of files that are read line by line, to tell what such a file lost.
#[derive(Default)]
struct Records {
    by_file: BTreeMap<PathBuf, HashSet<u64>>,
}

impl Records {
    /// Hears of the next piece.
    fn hear(&mut self, piece: &Piece) {
        // Standard input is another file each time.
        if let Piece::Line { path, line, .. } = piece
            && path != Path::new("-")
        {
            let hash = import::record_sha256(line);
            let start = hash.get(..16).map(|hex| u64::from_str_radix(hex, 16));
            if !self.by_file.contains_key(path) {
                self.by_file.insert(path.clone(), HashSet::new());
            }
            if let (Some(come), Some(Ok(start))) = (self.by_file.get_mut(path), start) {
                come.insert(start);
            }
        }
    }

    /// Once all was read and written. What was left out of a file, be it one record or all behind a
    /// fault of the disk, may be what was taken in before: nothing is taken for lost there.
    fn end(self, library: &mut Library, skipped: &[Skip]) -> Result<(), Error> {
        for (path, come) in &self.by_file {
            let name = library::name_of(&folders::absolute(path));
            let told = path.display().to_string();
            // Behind the path of the file may stand which record it is.
            let is_of = |skip: &Skip| skip.path.starts_with(&told) || skip.path.starts_with(&name);
            if !skipped.iter().any(is_of) {
                library.forget_others(&name, come)?;
            }
        }
        Ok(())
    }
}

/// Claims a library for an import, and waits for another one to be over.
pub(super) fn patient_claim(library: &Library) -> Result<Claim, Error> {
    loop {
        match library.claim() {
            Err(library::Error::Held { .. }) => std::thread::sleep(Duration::from_millis(500)),
            other => return Ok(other?),
        }
    }
}

/// Whether a piece was taken in as it is now: an import that was broken off goes on where it was.
pub(super) fn is_known(library: &Library, piece: &Piece) -> Result<bool, Error> {
    let place = piece.place();
    match piece {
        Piece::Line { line, .. } => {
            let sha256 = import::record_sha256(line);
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
    let turns = Turns::beside(library.readers(), Process::Shared);
    made::prepare(batch, knowledge, given, library.dictionaries()?, &turns)
        .put(library)?
        .tell(taken, watch)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_portions_are_smaller() {
        let portion = Portion::of(BATCH);
        assert_eq!(portion.next(0), BATCH);
        portion.total.store(100 << 20, Ordering::Relaxed);
        let (mut read, mut sizes) = (0, Vec::new());
        while read < 100 << 20 {
            let size = portion.next(read);
            read += size as u64;
            sizes.push(size >> 20);
        }
        assert_eq!(sizes[..2], [24, 24]);
        assert!(sizes.is_sorted_by(|a, b| a >= b), "{sizes:?}");
        assert_eq!(sizes.last(), Some(&(FIRST >> 20)));
        // A file that grew meanwhile, and one who reads beside.
        assert_eq!(portion.next(200 << 20), BATCH);
        assert_eq!(Portion::of(BESIDE_READING).next(0), BESIDE_READING);
    }
}

use super::super::{Error, Library};
use super::keys::{self, Key, Meeting, Spot};
use super::near::{Again, Told, choose};
use super::seats::Seats;
use rayon::prelude::{IntoParallelIterator, ParallelIterator, ParallelSliceMut};
use rusqlite::{TransactionBehavior, params};
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// Changes weighed together: few first, so that who stops soon has not waited long; more from
/// then on, as each stretch reads and writes what all are found by. All claims of a stretch are in
/// memory, and those that they are compared with.
const FIRST: i64 = 512;
const MOST: i64 = 8_192;
/// Of a large library so many wait as are a sixteenth of it, up to a bound: otherwise a growing one
/// would count its names ever more often.
const SHARE: i64 = 16;
const VERY_MOST: i64 = 32_768;
/// Articles whose claims are kept at hand.
const AT_HAND: usize = 12_000;

impl Library {
    /// Weighs what was taken in since the last time: finds for the claims of each new article
    /// those of others that are the same. `progress` hears how many changes are done, of how
    /// many, and says whether to go on; what was done stays done.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn weigh(
        &mut self,
        progress: impl FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<usize, Error> {
        self.weigh_from(0, progress)
    }

    /// The same where at least so many changes wait, of a large library a sixteenth of it.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn weigh_from(
        &mut self,
        least: usize,
        mut progress: impl FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<usize, Error> {
        let last = self.last_change()?;
        let start: i64 = self.total("weighed")?.cast_signed();
        let share = (start / SHARE).min(VERY_MOST);
        let least = if least == 0 {
            0
        } else {
            share.max(least as i64)
        };
        if start >= last || last - start < least {
            return Ok(0);
        }
        let mut told = Told::begin(self, (last - start) as usize)?;
        let (mut serial, mut done) = (start, 0);
        let mut step = FIRST.max(least.min(MOST));
        while serial < last {
            let end = (serial + step).min(last);
            step = (step * 2).min(MOST);
            done += self.weigh_stretch(&mut told, serial, end)?;
            if told.len() > AT_HAND {
                told.forget();
            }
            serial = end;
            if progress((serial - start) as usize, (last - start) as usize).is_break() {
                break;
            }
        }
        Ok(done)
    }

    /// Weighs the changes after one up to another. All is worked out first, and written in one
    /// transaction, which is short.
    fn weigh_stretch(&mut self, told: &mut Told, after: i64, end: i64) -> Result<usize, Error> {
        let articles: BTreeSet<i64> = self.changed(after, end)?;
        told.fetch(self, articles.iter().copied(), Again::All)?;
        let mut fresh: Vec<Key> = articles
            .iter()
            .flat_map(|&article| {
                told.of(article)
                    .iter()
                    .enumerate()
                    .map(move |(place, (_, sketch))| (Spot::new(article, place), sketch.keys()))
            })
            .flat_map(|(spot, keys)| keys.into_iter().map(move |key| Key::new(key, spot)))
            .collect();
        fresh.par_sort_unstable();
        let mut buckets = Vec::new();
        for keys in fresh.chunk_by(|a, b| a.bucket() == b.bucket()) {
            let bucket = keys[0].bucket();
            buckets.push((bucket, keys::read(&self.connection, bucket)?, keys));
        }
        let merge = |(bucket, bytes, keys): (u32, Vec<u8>, &[Key])| {
            let (rows, meetings) = keys::merge(&bytes, keys);
            ((bucket, rows), meetings)
        };
        let (merged, meetings): (Vec<_>, Vec<Vec<Meeting>>) =
            buckets.into_par_iter().map(merge).unzip();
        let meetings = meetings.into_iter().flatten().collect();
        let chosen = choose(meetings);
        let others = chosen.iter().flat_map(|(_, others)| others);
        told.fetch(self, others.map(|spot| spot.article()), Again::Missing)?;
        let edges = told.edges(&chosen);
        let mut seats = Seats::begin(self, told)?;
        for &article in &articles {
            seats.forget(article)?;
        }
        for (spot, edges) in &edges {
            seats.take(*spot, edges)?;
        }
        let written = seats.finish()?;
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another program may have done it in the meantime.
        let before: i64 = transaction
            .prepare_cached("SELECT value FROM totals WHERE name = 'weighed'")?
            .query_row([], |row| row.get(0))?;
        if before != after {
            return Ok(0);
        }
        for (bucket, rows) in &merged {
            keys::write(&transaction, *bucket, rows)?;
        }
        written.write(&transaction)?;
        transaction
            .prepare_cached("INSERT OR REPLACE INTO totals VALUES ('weighed', ?1)")?
            .execute(params![end])?;
        transaction.commit()?;
        Ok(articles.len())
    }

    /// Changes that are not weighed yet.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn unweighed(&self) -> Result<usize, Error> {
        let last = self.last_change()?.max(0).cast_unsigned();
        Ok(last.saturating_sub(self.total("weighed")?) as usize)
    }
}

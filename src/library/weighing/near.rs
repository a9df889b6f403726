//! Which claims may be one: those that share enough numbers, compared.

use super::super::forward::Forward;
use super::super::quick::QuickMap;
use super::super::{Error, Library};
use super::keys::{Meeting, Spot};
use super::packed::{Kept, unpack};
use crate::analysis::claims::{self, Likeness};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator, ParallelSliceMut};
use rusqlite::OptionalExtension;
use std::collections::{BTreeSet, HashSet};

/// Claims that one is compared with at most.
const COMPARED: usize = 8;
/// What a shared number says, and one that very many share; and what it takes to be compared.
const SHARED: u32 = 2;
const CROWDED: u32 = 1;
const ENOUGH: u32 = 2;
/// Changes below which the counts of names are looked up one by one.
const FEW: usize = 256;

/// A claim that came in, and one it may be the same as, with how they are alike.
pub(super) type Edge = (Spot, Likeness);

/// Claims at hand, and how common the names in them are.
#[derive(Debug, Default)]
pub(super) struct Told {
    claims: QuickMap<i64, Vec<Kept>>,
    held: QuickMap<u32, u32>,
    articles: usize,
    /// Entities whose counts are in `held`; nothing where all are.
    counted: Option<HashSet<u32>>,
}

impl Told {
    /// Begins with the counts of all names, or with none where few articles are weighed.
    pub(super) fn begin(library: &Library, changes: usize) -> Result<Self, Error> {
        let mut told = Self {
            articles: library.total("articles")? as usize,
            ..Self::default()
        };
        if changes < FEW {
            told.counted = Some(HashSet::new());
            return Ok(told);
        }
        let mut statement = library
            .connection
            .prepare_cached("SELECT id, articles FROM entities WHERE articles > 2")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id = row.get_ref(0)?.as_str().unwrap_or_default();
            told.held.insert(claims::number(id), row.get(1)?);
        }
        Ok(told)
    }

    pub(super) fn rarity(&self, name: u32) -> f32 {
        let held = self.held.get(&name).copied().unwrap_or(2);
        claims::rarity(held as usize, self.articles)
    }

    pub(super) fn len(&self) -> usize {
        self.claims.len()
    }

    pub(super) fn forget(&mut self) {
        self.claims.clear();
    }

    /// Fetches the claims of articles that are not at hand, or all again.
    pub(super) fn fetch(
        &mut self,
        library: &Library,
        articles: impl IntoIterator<Item = i64>,
        again: Again,
    ) -> Result<(), Error> {
        let wanted: BTreeSet<i64> = articles
            .into_iter()
            .filter(|article| again == Again::All || !self.claims.contains_key(article))
            .collect();
        let mut look = library
            .connection
            .prepare_cached("SELECT rows FROM claims WHERE article = ?1")?;
        for article in wanted {
            let bytes: Option<Vec<u8>> = look.query_row([article], |row| row.get(0)).optional()?;
            if self.counted.is_some() {
                self.count_names(library, article)?;
            }
            // A few pieces of memory each, and soon read: not worth being handed to other threads.
            let read = unpack(&bytes.unwrap_or_default());
            self.claims.insert(article, read);
        }
        Ok(())
    }

    fn count_names(&mut self, library: &Library, article: i64) -> Result<(), Error> {
        let Some(counted) = &mut self.counted else {
            return Ok(());
        };
        let db = &library.connection;
        let bytes: Option<Vec<u8>> = db
            .prepare_cached("SELECT keys FROM forward WHERE article = ?1")?
            .query_row([article], |row| row.get(0))
            .optional()?;
        let mut look = db.prepare_cached("SELECT id, articles FROM entities WHERE key = ?1")?;
        for (key, _) in Forward::unpack(&bytes.unwrap_or_default()).keys {
            if !counted.insert(key) {
                continue;
            }
            let count = look.query_row([key], |row| {
                let id = row.get_ref(0)?.as_str().unwrap_or_default();
                Ok((claims::number(id), row.get(1)?))
            });
            self.held.extend(count.optional()?);
        }
        Ok(())
    }

    /// The claims of an article that is at hand.
    pub(super) fn of(&self, article: i64) -> &[Kept] {
        self.claims.get(&article).map_or(&[], Vec::as_slice)
    }

    /// A claim that is at hand; nothing where it is no more.
    pub(super) fn at(&self, spot: Spot) -> Option<&Kept> {
        self.of(spot.article()).get(spot.place())
    }

    pub(super) fn numbered(&self, article: i64, number: u32) -> Option<&Kept> {
        self.of(article).iter().find(|kept| kept.0 == number)
    }

    /// How two claims are alike.
    pub(super) fn compare(&self, one: &Kept, other: &Kept) -> Likeness {
        claims::compare(&one.1, &other.1, &|name| self.rarity(name))
    }

    /// Compares those that share enough: of each fresh claim, in order, those that are one with
    /// it.
    pub(super) fn edges(&self, chosen: &[(Spot, Vec<Spot>)]) -> Vec<(Spot, Vec<Edge>)> {
        chosen
            .par_iter()
            .filter_map(|(fresh, others)| {
                let own = self.at(*fresh)?;
                let edges: Vec<Edge> = others
                    .iter()
                    .filter_map(|&other| {
                        let likeness = self.compare(own, self.at(other)?);
                        likeness.is_one().then_some((other, likeness))
                    })
                    .collect();
                (!edges.is_empty()).then_some((*fresh, edges))
            })
            .collect()
    }
}

/// Whether what is at hand may be of before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Again {
    Missing,
    All,
}

/// Of each fresh claim, in order, the others that share the most with it.
pub(super) fn choose(mut meetings: Vec<Meeting>) -> Vec<(Spot, Vec<Spot>)> {
    meetings.par_sort_unstable();
    let mut out = Vec::new();
    for met in meetings.chunk_by(|a, b| a.fresh == b.fresh) {
        let mut scored: Vec<(u32, Spot)> = met
            .chunk_by(|a, b| a.other == b.other)
            .map(|shared| {
                let score = shared
                    .iter()
                    .map(|one| if one.crowded { CROWDED } else { SHARED });
                (score.sum(), shared[0].other)
            })
            .filter(|(score, _)| *score >= ENOUGH)
            .collect();
        scored.sort_unstable_by(|a, b| b.cmp(a));
        scored.truncate(COMPARED);
        if !scored.is_empty() {
            let others = scored.into_iter().map(|(_, other)| other).collect();
            out.push((met[0].fresh, others));
        }
    }
    out
}

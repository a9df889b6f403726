//! What a batch changes in counts and in rows that many articles share, written once and in order.

use super::columns::{self, BLOCK, Line};
use super::company;
use super::days::{self, Shelf};
use super::forward::Forward;
use super::happened::Happened;
use super::learn::Known;
use super::postings::{self, Posting, Spot};
use super::quick::QuickMap;
use super::reach::{self, Reach};
use super::{Error, calendar, titles};
use crate::model::EntityId;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

/// Sums and shared rows of a batch.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) keys: QuickMap<EntityId, Known>,
    /// The same by form: nothing more is to be learnt of these.
    pub(super) forms: QuickMap<i64, u32>,
    /// Mentions, articles, sentences by entity.
    entities: QuickMap<u32, [i64; 3]>,
    reaches: QuickMap<u32, Reach>,
    days: BTreeMap<(i64, i64), i64>,
    totals: BTreeMap<&'static str, i64>,
    lines: BTreeMap<u32, Vec<Line>>,
    /// By entity and block; then articles in the block, as they came: the last word counts.
    postings: QuickMap<(u32, u32), Vec<postings::Change>>,
    /// Articles in the block and places in the article, likewise.
    happenings: QuickMap<Shelf, Vec<days::Change>>,
    /// Sentences and articles that two share, where they are kept ready.
    company: Option<Company>,
}

/// Changes to lists of company that are kept ready.
struct Company {
    /// Up to this article they are complete.
    upto: u32,
    listed: BTreeSet<u32>,
    changes: BTreeMap<u32, BTreeMap<u32, [i64; 2]>>,
}

/// Whether an article begins or ceases to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    In,
    Out,
}

impl Tally {
    pub(super) fn sum(&mut self, name: &'static str, by: i64) {
        *self.totals.entry(name).or_default() += by;
    }

    fn day(&mut self, series: i64, day: i32, by: i64) {
        *self.days.entry((series, day.into())).or_default() += by;
    }

    /// The line of an article.
    pub(super) fn line(&mut self, db: &Connection, id: u32) -> Result<Line, Error> {
        Ok(self.block(db, id / BLOCK)?[(id % BLOCK) as usize])
    }

    pub(super) fn set_line(&mut self, db: &Connection, id: u32, line: Line) -> Result<(), Error> {
        self.block(db, id / BLOCK)?[(id % BLOCK) as usize] = line;
        Ok(())
    }

    fn block(&mut self, db: &Connection, block: u32) -> Result<&mut Vec<Line>, Error> {
        use std::collections::btree_map::Entry;
        Ok(match self.lines.entry(block) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => entry.insert(columns::read_block(db, block)?),
        })
    }

    /// Counts an origin in or out, everywhere that articles count.
    pub(super) fn count(
        &mut self,
        db: &Connection,
        (id, line): (u32, Line),
        forward: &Forward,
        events: &[Happened],
        count: Count,
    ) -> Result<(), Error> {
        let sign = if count == Count::In { 1 } else { -1 };
        let (block, low) = (id / BLOCK, id % BLOCK);
        self.sum("origins", sign);
        self.sum("events", sign * events.len() as i64);
        self.sum("sentences", sign * i64::from(forward.total_sentences));
        self.day(0, line.first, sign);
        *self
            .days
            .entry((titles::SERIES, titles::of(db, id)?))
            .or_default() += sign;
        let mut told: QuickMap<u32, Vec<(u32, i32, i32)>> = QuickMap::default();
        for (place, event) in events.iter().enumerate() {
            let (first, last) = (
                event.moment.first.0,
                event.moment.last.0.max(event.moment.first.0),
            );
            self.day(1, first, sign);
            self.day(2, line.first, sign);
            self.happenings
                .entry((first, last.abs_diff(first), block))
                .or_default()
                .push(((low, place as u32), count));
            for &key in &event.entities {
                told.entry(key)
                    .or_default()
                    .push((place as u32, first, last));
            }
        }
        for (&(key, mentions), sentences) in forward.keys.iter().zip(forward.sentence_counts()) {
            self.sum("mentions", sign * i64::from(mentions));
            let sums = self.entities.entry(key).or_default();
            sums[0] += sign * i64::from(mentions);
            sums[1] += sign;
            sums[2] += sign * i64::from(sentences);
            let events = told.remove(&key).unwrap_or_default();
            self.widen((key, id), &events, count);
            let posting = (count == Count::In).then_some(Posting { mentions, events });
            self.postings
                .entry((key, block))
                .or_default()
                .push((low, posting));
        }
        self.count_company(db, id, forward, sign)
    }

    /// Takes note of the events of an article that name an entity.
    fn widen(&mut self, (key, article): (u32, u32), events: &[(u32, i32, i32)], count: Count) {
        for &(place, first, last) in events {
            let reach = match count {
                Count::In => {
                    let spot = Spot {
                        first,
                        last,
                        article,
                        place,
                    };
                    Reach::with(self.reaches.get(&key).copied(), spot)
                }
                Count::Out => Reach::Again,
            };
            self.reaches.insert(key, reach);
        }
    }

    fn count_company(
        &mut self,
        db: &Connection,
        id: u32,
        forward: &Forward,
        sign: i64,
    ) -> Result<(), Error> {
        if self.company.is_none() {
            let upto = company::upto(db)?;
            let listed = if id <= upto {
                company::listed(db)?
            } else {
                BTreeSet::new()
            };
            self.company = Some(Company {
                upto,
                listed,
                changes: BTreeMap::new(),
            });
        }
        let Some(company) = self.company.as_mut().filter(|company| id <= company.upto) else {
            return Ok(());
        };
        if company.listed.is_empty() {
            company.listed = company::listed(db)?;
        }
        for (own, &(key, _)) in forward.keys.iter().enumerate() {
            if company.listed.contains(&key) {
                let changes = company.changes.entry(key).or_default();
                forward.beside(own, |other, sentences| {
                    let sums = changes.entry(other).or_default();
                    sums[0] += sign;
                    sums[1] += sign * i64::from(sentences);
                });
            }
        }
        Ok(())
    }

    /// Writes everything; `stamp` is the generation that the batch makes.
    pub(super) fn write(mut self, db: &Connection, stamp: u64) -> Result<(), Error> {
        self.sum("generation", 1);
        self.keep(db, stamp)
    }

    /// Writes everything where nothing changed that hangs on the generation.
    pub(super) fn keep(self, db: &Connection, stamp: u64) -> Result<(), Error> {
        for (at, changes) in in_order(self.postings) {
            postings::change(db, at, &last_words(changes))?;
        }
        for (at, changes) in in_order(self.happenings) {
            days::change(db, at, &last_words(changes))?;
        }
        for (&block, lines) in &self.lines {
            columns::write_block(db, block, stamp, lines)?;
        }
        if let Some(company) = &self.company {
            for (&entity, changes) in &company.changes {
                company::change(db, entity, changes)?;
            }
        }
        let mut entity = db.prepare_cached(
            "UPDATE entities SET mentions = mentions + ?2, articles = articles + ?3,
             sentences = sentences + ?4 WHERE key = ?1",
        )?;
        for (key, sums) in in_order(self.entities) {
            if sums != [0; 3] {
                entity.execute(params![key, sums[0], sums[1], sums[2]])?;
            }
        }
        reach::write(db, &in_order(self.reaches))?;
        let mut day = db.prepare_cached(
            "INSERT INTO days VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET count = count + excluded.count",
        )?;
        for ((series, at), count) in &self.days {
            day.execute(params![series, at, count])?;
        }
        let changed: BTreeSet<i64> = self.days.keys().map(|(series, _)| *series).collect();
        for series in changed {
            calendar::keep(db, series)?;
        }
        let mut total =
            db.prepare_cached("UPDATE totals SET value = value + ?2 WHERE name = ?1")?;
        for (name, by) in &self.totals {
            total.execute(params![name, by])?;
        }
        Ok(())
    }
}

fn in_order<K: Ord, V>(map: QuickMap<K, V>) -> Vec<(K, V)> {
    let mut all: Vec<(K, V)> = map.into_iter().collect();
    all.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    all
}

/// Of each what was said of it last, in order.
fn last_words<K: Ord, V>(mut changes: Vec<(K, V)>) -> Vec<(K, V)> {
    if changes.is_sorted_by(|(one, _), (other, _)| one < other) {
        return changes;
    }
    changes.reverse();
    changes.sort_by(|(one, _), (other, _)| one.cmp(other));
    changes.dedup_by(|(one, _), (other, _)| one == other);
    changes
}

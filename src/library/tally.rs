//! Sums that are kept beside what they are the sums of.

use super::Error;
use super::pack::Forward;
use crate::model::EntityId;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, HashMap};

/// Sums of a batch, written once.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) keys: HashMap<EntityId, i64>,
    /// Mentions, articles, sentences by entity.
    pub(super) entities: BTreeMap<i64, [i64; 3]>,
    days: BTreeMap<(i64, i32), i64>,
    totals: BTreeMap<&'static str, i64>,
}

impl Tally {
    pub(super) fn sum(&mut self, name: &'static str, by: i64) {
        *self.totals.entry(name).or_default() += by;
    }

    pub(super) fn day(&mut self, series: i64, day: i32, by: i64) {
        *self.days.entry((series, day)).or_default() += by;
    }

    pub(super) fn write(mut self, db: &Connection) -> Result<(), Error> {
        self.sum("generation", 1);
        let mut entity = db.prepare_cached(
            "UPDATE entities SET mentions = mentions + ?2, articles = articles + ?3,
             sentences = sentences + ?4 WHERE key = ?1",
        )?;
        for (key, [mentions, articles, sentences]) in &self.entities {
            entity.execute(params![key, mentions, articles, sentences])?;
        }
        let mut day = db.prepare_cached(
            "INSERT INTO days VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET count = count + excluded.count",
        )?;
        for ((series, at), count) in &self.days {
            day.execute(params![series, at, count])?;
        }
        let mut total =
            db.prepare_cached("UPDATE totals SET value = value + ?2 WHERE name = ?1")?;
        for (name, by) in &self.totals {
            total.execute(params![name, by])?;
        }
        Ok(())
    }
}

pub(super) fn count_forward(forward: &Forward, sign: i64, tally: &mut Tally) {
    for &(key, mentions) in &forward.keys {
        let sums = tally.entities.entry(key.into()).or_default();
        sums[0] += sign * i64::from(mentions);
        sums[1] += sign;
    }
    for sentence in &forward.sentences {
        for &place in sentence {
            if let Some(&(key, _)) = forward.keys.get(place as usize) {
                tally.entities.entry(key.into()).or_default()[2] += sign;
            }
        }
    }
    tally.sum("sentences", sign * i64::from(forward.total_sentences));
}

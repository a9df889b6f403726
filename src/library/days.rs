//! Which events of origins lie on each day: a row for each day and block of articles.

use super::columns::BLOCK;
use super::pack::{put, take};
use super::postings::Spot;
use super::{Error, Library};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// The events of a day in a block, by article within it and place, with how many days each spans
/// beyond the first.
type Events = BTreeMap<(u32, u32), u32>;

fn pack(events: &Events) -> Vec<u8> {
    let mut out = Vec::with_capacity(events.len() * 4);
    let mut last = 0;
    for (&(low, place), &wide) in events {
        put(&mut out, u64::from(low - last));
        put(&mut out, u64::from(place));
        put(&mut out, u64::from(wide));
        last = low;
    }
    out
}

fn each(mut bytes: &[u8], mut event: impl FnMut(u32, u32, u32)) {
    let bytes = &mut bytes;
    let mut low = 0;
    while let (Some(step), Some(place), Some(wide)) = (take(bytes), take(bytes), take(bytes)) {
        low += step as u32;
        event(low, place as u32, wide as u32);
    }
}

/// Writes what changed on a day in a block: new events, and nothing for those that go.
pub(super) fn change(
    db: &Connection,
    (day, block): (i32, u32),
    changes: &BTreeMap<(u32, u32), Option<u32>>,
) -> Result<(), Error> {
    let before: Option<Vec<u8>> = db
        .prepare_cached("SELECT rows FROM happenings WHERE day = ?1 AND block = ?2")?
        .query_row(params![day, block], |row| row.get(0))
        .optional()?;
    let mut events = Events::new();
    each(before.as_deref().unwrap_or_default(), |low, place, wide| {
        events.insert((low, place), wide);
    });
    for (&at, &wide) in changes {
        match wide {
            Some(wide) => events.insert(at, wide),
            None => events.remove(&at),
        };
    }
    match (events.is_empty(), before.is_some()) {
        (true, false) => {}
        (true, true) => {
            db.prepare_cached("DELETE FROM happenings WHERE day = ?1 AND block = ?2")?
                .execute(params![day, block])?;
        }
        (false, _) => {
            db.prepare_cached("INSERT OR REPLACE INTO happenings VALUES (?1, ?2, ?3)")?
                .execute(params![day, block, pack(&events)])?;
        }
    }
    Ok(())
}

impl Library {
    /// Goes through the events that begin on some days, in order of day and then of article.
    pub(super) fn each_on(
        &self,
        days: RangeInclusive<i32>,
        mut take: impl FnMut(Spot),
    ) -> Result<(), Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT day, block, rows FROM happenings WHERE day BETWEEN ?1 AND ?2
             ORDER BY day, block",
        )?;
        let mut rows = statement.query([days.start(), days.end()])?;
        while let Some(row) = rows.next()? {
            let (first, start) = (row.get::<_, i32>(0)?, row.get::<_, u32>(1)? * BLOCK);
            each(
                row.get_ref(2)?.as_blob().unwrap_or_default(),
                |low, place, wide| {
                    take(Spot {
                        first,
                        last: first.saturating_add_unsigned(wide),
                        article: start + low,
                        place,
                    });
                },
            );
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_of_a_day_come_back() {
        let events = Events::from([((0, 1), 0), ((0, 2), 30), ((2000, 0), 36_524)]);
        let mut back = Events::new();
        each(&pack(&events), |low, place, wide| {
            back.insert((low, place), wide);
        });
        assert_eq!(back, events);
    }
}

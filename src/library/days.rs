//! Which events of origins lie on each day: a row for each day, stretch of days and block of
//! articles, so that the rows of a day are in the order of the timeline and a window on it is found
//! by their counts.

use super::columns::BLOCK;
use super::pack::{put, take};
use super::postings::Spot;
use super::tally::Count;
use super::{Error, Library};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{ControlFlow, RangeInclusive};
use std::sync::Arc;

/// The first day of some events, how many days each spans beyond it, and their block of articles.
pub(super) type Shelf = (i32, u32, u32);

/// Events of a shelf, by article within the block and place in it.
type Events = BTreeSet<(u32, u32)>;

/// What becomes of an event of a shelf.
pub(super) type Change = ((u32, u32), Count);

/// How many events lie in each row of a day: days beyond the first, block, count.
pub(super) type Shelves = Arc<Vec<(u32, u32, u32)>>;

fn pack(events: &Events) -> Vec<u8> {
    let mut out = Vec::with_capacity(events.len() * 3);
    let mut last = 0;
    for &(low, place) in events {
        put(&mut out, u64::from(low - last));
        put(&mut out, u64::from(place));
        last = low;
    }
    out
}

fn each(mut bytes: &[u8], mut event: impl FnMut(u32, u32) -> ControlFlow<()>) -> ControlFlow<()> {
    let bytes = &mut bytes;
    let mut low = 0;
    while let (Some(step), Some(place)) = (take(bytes), take(bytes)) {
        low += step as u32;
        event(low, place as u32)?;
    }
    ControlFlow::Continue(())
}

fn unpack(bytes: &[u8]) -> Events {
    let mut out = Events::new();
    let _ = each(bytes, |low, place| {
        out.insert((low, place));
        ControlFlow::Continue(())
    });
    out
}

/// Writes what changed on a shelf: events that come, and those that go.
pub(super) fn change(
    db: &Connection,
    (day, wide, block): Shelf,
    changes: &[Change],
) -> Result<(), Error> {
    let before: Option<Vec<u8>> = db
        .prepare_cached("SELECT rows FROM happenings WHERE day = ?1 AND wide = ?2 AND block = ?3")?
        .query_row(params![day, wide, block], |row| row.get(0))
        .optional()?;
    let mut events = before.as_deref().map(unpack).unwrap_or_default();
    for &(at, count) in changes {
        match count {
            Count::In => events.insert(at),
            Count::Out => events.remove(&at),
        };
    }
    if !events.is_empty() {
        write(db, (day, wide, block), &events)?;
    } else if before.is_some() {
        db.prepare_cached("DELETE FROM happenings WHERE day = ?1 AND wide = ?2 AND block = ?3")?
            .execute(params![day, wide, block])?;
    }
    Ok(())
}

fn write(db: &Connection, (day, wide, block): Shelf, events: &Events) -> Result<(), Error> {
    db.prepare_cached("INSERT OR REPLACE INTO happenings VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![day, wide, block, events.len() as i64, pack(events)])?;
    Ok(())
}

/// Brings the rows of layouts that had one for each day and block into this one.
pub(super) fn spread(db: &Connection) -> Result<(), Error> {
    let mut statement =
        db.prepare("SELECT day, block, rows FROM happenings_by_day ORDER BY day, block")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (day, block): (i32, u32) = (row.get(0)?, row.get(1)?);
        let mut bytes = row.get_ref(2)?.as_blob().unwrap_or_default();
        let bytes = &mut bytes;
        let mut shelves: BTreeMap<u32, Events> = BTreeMap::new();
        let mut low = 0;
        while let (Some(step), Some(place), Some(wide)) = (take(bytes), take(bytes), take(bytes)) {
            low += step as u32;
            let shelf = shelves.entry(wide as u32).or_default();
            shelf.insert((low, place as u32));
        }
        for (wide, events) in shelves {
            write(db, (day, wide, block), &events)?;
        }
    }
    drop(rows);
    drop(statement);
    db.execute_batch("DROP TABLE happenings_by_day")?;
    Ok(())
}

fn spot((day, wide, block): Shelf, low: u32, place: u32) -> Spot {
    Spot {
        first: day,
        last: day.saturating_add_unsigned(wide),
        article: block * BLOCK + low,
        place,
    }
}

impl Library {
    /// Goes through the events that begin on some days, in the order of the timeline.
    pub(super) fn each_on(
        &self,
        days: RangeInclusive<i32>,
        mut take: impl FnMut(Spot),
    ) -> Result<(), Error> {
        self.while_on(days, |spot| {
            take(spot);
            ControlFlow::Continue(())
        })
    }

    /// The same, as long as more are wanted.
    pub(super) fn while_on(
        &self,
        days: RangeInclusive<i32>,
        mut take: impl FnMut(Spot) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT day, wide, block, rows FROM happenings WHERE day BETWEEN ?1 AND ?2
             ORDER BY day, wide, block",
        )?;
        let mut rows = statement.query([days.start(), days.end()])?;
        while let Some(row) = rows.next()? {
            let shelf = (row.get(0)?, row.get(1)?, row.get(2)?);
            let bytes = row.get_ref(3)?.as_blob().unwrap_or_default();
            if each(bytes, |low, place| take(spot(shelf, low, place))).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Adds the events of a day from a place on, as many as are wanted; only what they lie in is
    /// read.
    pub(super) fn spots_within(
        &self,
        day: i32,
        mut skip: usize,
        wanted: usize,
        out: &mut Vec<Spot>,
    ) -> Result<(), Error> {
        let end = out.len() + wanted;
        let mut statement = self.connection.prepare_cached(
            "SELECT rows FROM happenings WHERE day = ?1 AND wide = ?2 AND block = ?3",
        )?;
        for &(wide, block, count) in self.shelves(day)?.iter() {
            if skip >= count as usize {
                skip -= count as usize;
                continue;
            }
            let mut rows = statement.query(params![day, wide, block])?;
            let Some(row) = rows.next()? else { continue };
            let _ = each(
                row.get_ref(0)?.as_blob().unwrap_or_default(),
                |low, place| {
                    if skip > 0 {
                        skip -= 1;
                        return ControlFlow::Continue(());
                    }
                    out.push(spot((day, wide, block), low, place));
                    if out.len() < end {
                        ControlFlow::Continue(())
                    } else {
                        ControlFlow::Break(())
                    }
                },
            );
            if out.len() >= end {
                break;
            }
        }
        Ok(())
    }

    /// Where an event stands among those that begin on its day; nothing where it is not there.
    pub(super) fn place_on_day(&self, spot: Spot) -> Result<Option<usize>, Error> {
        let (wide, block) = (spot.last.abs_diff(spot.first), spot.article / BLOCK);
        let shelves = self.shelves(spot.first)?;
        let before = shelves
            .iter()
            .take_while(|(w, b, _)| (*w, *b) < (wide, block))
            .map(|(.., count)| *count as usize)
            .sum::<usize>();
        let rows: Option<Vec<u8>> = self
            .connection
            .prepare_cached(
                "SELECT rows FROM happenings WHERE day = ?1 AND wide = ?2 AND block = ?3",
            )?
            .query_row(params![spot.first, wide, block], |row| row.get(0))
            .optional()?;
        let (mut at, mut found) = (before, None);
        let _ = each(&rows.unwrap_or_default(), |low, place| {
            if (low, place) == (spot.article % BLOCK, spot.place) {
                found = Some(at);
                return ControlFlow::Break(());
            }
            at += 1;
            ControlFlow::Continue(())
        });
        Ok(found)
    }

    /// How the events of a day are shelved.
    fn shelves(&self, day: i32) -> Result<Shelves, Error> {
        let stamp = self.stamp()?;
        if let Some(shelves) = self.cache.borrow_mut().at(stamp).shelves(day) {
            return Ok(shelves);
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT wide, block, count FROM happenings WHERE day = ?1 ORDER BY wide, block",
        )?;
        let rows = statement.query_map([day], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let shelves: Shelves = Arc::new(rows.collect::<Result<_, _>>()?);
        self.cache
            .borrow_mut()
            .at(stamp)
            .keep_shelves(day, &shelves);
        Ok(shelves)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_of_a_shelf_come_back() {
        let events = Events::from([(0, 1), (0, 2), (2000, 0), (2000, 7)]);
        assert_eq!(unpack(&pack(&events)), events);
        assert_eq!(unpack(&[]), Events::new());
    }
}

//! In which articles an entity is named, and which of their events name it: a row for each entity
//! and block of articles.

use super::columns::BLOCK;
use super::pack::{put, put_signed, skip, take, take_signed};
use super::set::Set;
use super::{Error, Library};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

/// An event that names the entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    /// Days.
    pub first: i32,
    pub last: i32,
    pub article: u32,
    /// The event's place in its article.
    pub place: u32,
}

/// An article that names the entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Posting {
    pub mentions: u32,
    /// Place, first and last day of the events that name it.
    pub events: Vec<(u32, i32, i32)>,
}

/// What becomes of an article within a block: its posting, or none any more.
pub(super) type Change = (u32, Option<Posting>);

/// The postings of a block, by article within it.
type Postings = BTreeMap<u32, Posting>;

fn pack<'a>(out: &mut Vec<u8>, last: u32, postings: impl Iterator<Item = (u32, &'a Posting)>) {
    let mut last = last;
    for (low, posting) in postings {
        put(out, u64::from(low - last));
        last = low;
        let told = u64::from(!posting.events.is_empty());
        put(out, u64::from(posting.mentions) << 1 | told);
        if told == 0 {
            continue;
        }
        put(out, posting.events.len() as u64);
        let mut day = 0;
        for &(place, first, last) in &posting.events {
            put(out, u64::from(place));
            put_signed(out, i64::from(first) - day);
            put_signed(out, i64::from(last) - i64::from(first));
            day = i64::from(first);
        }
    }
}

/// Goes through the postings of a block: article within it, mentions, and each event.
fn each(
    mut bytes: &[u8],
    mut article: impl FnMut(u32, u32),
    mut event: impl FnMut(u32, (u32, i32, i32)),
) {
    let bytes = &mut bytes;
    let mut low = 0;
    while let (Some(step), Some(mentions)) = (take(bytes), take(bytes)) {
        low += step as u32;
        article(low, (mentions >> 1) as u32);
        if mentions & 1 == 0 {
            continue;
        }
        let mut day = 0;
        for _ in 0..take(bytes).unwrap_or(0) {
            let (Some(place), Some(first), Some(wide)) =
                (take(bytes), take_signed(bytes), take_signed(bytes))
            else {
                return;
            };
            day += first;
            event(low, (place as u32, day as i32, (day + wide) as i32));
        }
    }
}

/// The articles alone: numbers that tell of events are stepped over unread.
fn each_article(mut bytes: &[u8], mut article: impl FnMut(u32, u32)) {
    let bytes = &mut bytes;
    let mut low = 0;
    while let (Some(step), Some(mentions)) = (take(bytes), take(bytes)) {
        low += step as u32;
        article(low, (mentions >> 1) as u32);
        if mentions & 1 == 1 {
            let numbers = take(bytes).unwrap_or(0).saturating_mul(3);
            skip(bytes, numbers);
        }
    }
}

fn unpack(bytes: &[u8]) -> Postings {
    let out = std::cell::RefCell::new(Postings::new());
    each(
        bytes,
        |low, mentions| {
            let events = Vec::new();
            out.borrow_mut().insert(low, Posting { mentions, events });
        },
        |low, event| out.borrow_mut().entry(low).or_default().events.push(event),
    );
    out.into_inner()
}

/// Writes what changed in one block of an entity, in order: new postings, and nothing for those
/// that go.
pub(super) fn change(
    db: &Connection,
    (entity, block): (u32, u32),
    changes: &[Change],
) -> Result<(), Error> {
    let before: Option<Vec<u8>> = db
        .prepare_cached("SELECT rows FROM postings WHERE entity = ?1 AND block = ?2")?
        .query_row([entity, block], |row| row.get(0))
        .optional()?;
    let is_there = before.is_some();
    let mut rows = before.unwrap_or_default();
    let mut last = None;
    each_article(&rows, |low, _| last = Some(low));
    let follows = changes.first().is_some_and(|(low, _)| last < Some(*low));
    if follows && changes.iter().all(|(_, posting)| posting.is_some()) {
        let fresh = changes.iter();
        let fresh = fresh.filter_map(|(low, posting)| Some((*low, posting.as_ref()?)));
        pack(&mut rows, last.unwrap_or(0), fresh);
    } else {
        let mut postings = unpack(&rows);
        for (low, posting) in changes {
            match posting {
                Some(posting) => postings.insert(*low, posting.clone()),
                None => postings.remove(low),
            };
        }
        rows.clear();
        pack(
            &mut rows,
            0,
            postings.iter().map(|(low, posting)| (*low, posting)),
        );
    }
    match (rows.is_empty(), is_there) {
        (true, false) => {}
        (true, true) => {
            db.prepare_cached("DELETE FROM postings WHERE entity = ?1 AND block = ?2")?
                .execute([entity, block])?;
        }
        (false, _) => {
            db.prepare_cached("INSERT OR REPLACE INTO postings VALUES (?1, ?2, ?3)")?
                .execute(params![entity, block, rows])?;
        }
    }
    Ok(())
}

/// The earliest and the latest event that names an entity.
pub(super) fn reach(db: &Connection, entity: u32) -> Result<Option<(Spot, Spot)>, Error> {
    let mut statement =
        db.prepare_cached("SELECT block, rows FROM postings WHERE entity = ?1 ORDER BY block")?;
    let mut rows = statement.query([entity])?;
    let mut reach = None;
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(1)?.as_blob().unwrap_or_default();
        widen(&mut reach, row.get(0)?, bytes);
    }
    Ok(reach)
}

/// Goes through all entities with the earliest and the latest event that names each.
pub(super) fn each_reach(
    db: &Connection,
    mut take: impl FnMut(u32, Option<(Spot, Spot)>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut statement =
        db.prepare("SELECT entity, block, rows FROM postings ORDER BY entity, block")?;
    let mut rows = statement.query([])?;
    let (mut at, mut reach) = (None, None);
    while let Some(row) = rows.next()? {
        let entity = row.get(0)?;
        if at != Some(entity)
            && let Some(before) = at.replace(entity)
        {
            take(before, reach.take())?;
        }
        let bytes = row.get_ref(2)?.as_blob().unwrap_or_default();
        widen(&mut reach, row.get(1)?, bytes);
    }
    match at {
        Some(entity) => take(entity, reach),
        None => Ok(()),
    }
}

fn widen(reach: &mut Option<(Spot, Spot)>, block: u32, bytes: &[u8]) {
    let event = |low, (place, first, last)| {
        let spot = Spot {
            first,
            last,
            article: block * BLOCK + low,
            place,
        };
        *reach = Some(match *reach {
            Some((earliest, latest)) => (earliest.min(spot), latest.max(spot)),
            None => (spot, spot),
        });
    };
    each(bytes, |_, _| (), event);
}

impl Library {
    fn posting_blocks(
        &self,
        entity: i64,
        from: u32,
        mut take: impl FnMut(u32, &[u8]),
    ) -> Result<(), Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT block, rows FROM postings WHERE entity = ?1 AND block >= ?2 ORDER BY block",
        )?;
        let mut rows = statement.query(params![entity, from])?;
        while let Some(row) = rows.next()? {
            let start = row.get::<_, u32>(0)? * BLOCK;
            take(start, row.get_ref(1)?.as_blob().unwrap_or_default());
        }
        Ok(())
    }

    /// The origins that name an entity, by id, with how often: those after an id.
    pub(super) fn articles_naming(
        &self,
        entity: i64,
        after: u32,
    ) -> Result<Vec<(u32, u32)>, Error> {
        let mut out = Vec::new();
        self.posting_blocks(entity, after / BLOCK, |start, bytes| {
            let article = |low, mentions| {
                if start + low > after {
                    out.push((start + low, mentions));
                }
            };
            each_article(bytes, article);
        })?;
        Ok(out)
    }

    /// The origins that name any of some entities, which may be very many.
    pub(super) fn add_naming(
        &self,
        entities: impl IntoIterator<Item = i64>,
        out: &mut Set,
    ) -> Result<(), Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT block, rows FROM postings WHERE entity = ?1")?;
        for entity in entities {
            self.go_on()?;
            let mut rows = statement.query([entity])?;
            while let Some(row) = rows.next()? {
                let start = row.get::<_, u32>(0)? * BLOCK;
                let bytes = row.get_ref(1)?.as_blob().unwrap_or_default();
                each_article(bytes, |low, _| out.insert(start + low));
            }
        }
        Ok(())
    }

    /// Goes through the events of origins that name an entity, in order of article.
    pub(super) fn each_naming(&self, entity: i64, mut take: impl FnMut(Spot)) -> Result<(), Error> {
        self.posting_blocks(entity, 0, |start, bytes| {
            let event = |low, (place, first, last)| {
                take(Spot {
                    first,
                    last,
                    article: start + low,
                    place,
                });
            };
            each(bytes, |_, _| (), event);
        })
    }

    /// Mentions and articles over all postings, for [`Library::check`].
    pub(super) fn posting_sums(&self) -> Result<(i64, i64), Error> {
        let mut statement = self.connection.prepare("SELECT rows FROM postings")?;
        let mut rows = statement.query([])?;
        let (mut mentions, mut articles) = (0, 0);
        while let Some(row) = rows.next()? {
            let article = |_, count| {
                mentions += i64::from(count);
                articles += 1;
            };
            each(
                row.get_ref(0)?.as_blob().unwrap_or_default(),
                article,
                |_, _| (),
            );
        }
        Ok((mentions, articles))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_come_back() {
        let told = Posting {
            mentions: 3,
            events: vec![(0, 19_000, 19_000), (4, -700, -670)],
        };
        let quiet = Posting {
            mentions: 900,
            ..Posting::default()
        };
        let postings = Postings::from([(0, quiet.clone()), (5, told), (2047, quiet)]);
        let packed = |last: u32, postings: &Postings| {
            let mut out = Vec::new();
            pack(
                &mut out,
                last,
                postings.iter().map(|(low, own)| (*low, own)),
            );
            out
        };
        let bytes = packed(0, &postings);
        assert_eq!(unpack(&bytes), postings);
        // What comes later stands behind what was there.
        let (first, later) = (postings.clone().into_iter().take(1), postings.range(1..));
        let later: Postings = later.map(|(low, own)| (*low, own.clone())).collect();
        let parts = [packed(0, &first.collect()), packed(0, &later)];
        assert_eq!(parts.concat(), bytes);
        let mut named = Vec::new();
        each_article(&bytes, |low, mentions| named.push((low, mentions)));
        assert_eq!(named, [(0, 900), (5, 3), (2047, 900)]);
        assert_eq!(unpack(&[]), Postings::new());
    }
}

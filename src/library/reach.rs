//! The earliest and the latest event that names each entity, kept beside its counts: in sixteen
//! bytes that sort as events do.

use super::postings::{self, Spot};
use super::{Error, Library};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, params};

/// Turns the sign over, so that days sort without one.
const SIGN: u32 = 1 << 31;

/// An event as it is kept.
fn pack(spot: Spot) -> [u8; 16] {
    let mut out = [0; 16];
    let parts = [
        spot.first.cast_unsigned() ^ SIGN,
        spot.last.cast_unsigned() ^ SIGN,
        spot.article,
        spot.place,
    ];
    for (place, part) in out.chunks_exact_mut(4).zip(parts) {
        place.copy_from_slice(&part.to_be_bytes());
    }
    out
}

/// Undoes [`pack`]; nothing where there is none.
fn unpack(value: ValueRef<'_>) -> Option<Spot> {
    let bytes: [u8; 16] = value.as_blob().ok()?.try_into().ok()?;
    let part = |at: usize| {
        let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
        u32::from_be_bytes(four.unwrap_or_default())
    };
    Some(Spot {
        first: (part(0) ^ SIGN).cast_signed(),
        last: (part(4) ^ SIGN).cast_signed(),
        article: part(8),
        place: part(12),
    })
}

/// What a batch does to the earliest and latest of an entity.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reach {
    /// It may come to these.
    Widened(Spot, Spot),
    /// It may have lost one of them, and is looked for anew.
    Again,
}

impl Reach {
    /// With one more event.
    pub(super) fn with(reach: Option<Self>, spot: Spot) -> Self {
        match reach {
            None => Self::Widened(spot, spot),
            Some(Self::Widened(first, last)) => Self::Widened(first.min(spot), last.max(spot)),
            Some(Self::Again) => Self::Again,
        }
    }
}

/// Writes what a batch did, once its postings are written.
pub(super) fn write(db: &Connection, reaches: &[(u32, Reach)]) -> Result<(), Error> {
    let mut widen = db.prepare_cached(
        "UPDATE entities SET earliest = min(coalesce(earliest, ?2), ?2),
         latest = max(coalesce(latest, ?3), ?3) WHERE key = ?1",
    )?;
    for &(key, reach) in reaches {
        match reach {
            Reach::Widened(first, last) => {
                widen.execute(params![key, pack(first), pack(last)])?;
            }
            Reach::Again => set(db, key, postings::reach(db, key)?)?,
        }
    }
    Ok(())
}

fn set(db: &Connection, key: u32, reach: Option<(Spot, Spot)>) -> Result<(), Error> {
    let packed = reach.map(|(first, last)| (pack(first), pack(last)));
    db.prepare_cached("UPDATE entities SET earliest = ?2, latest = ?3 WHERE key = ?1")?
        .execute(params![
            key,
            packed.map(|both| both.0),
            packed.map(|both| both.1)
        ])?;
    Ok(())
}

/// Looks for the earliest and latest of every entity, for layouts that did not keep them.
pub(super) fn all(db: &Connection) -> Result<(), Error> {
    postings::each_reach(db, |key, reach| set(db, key, reach))
}

impl Library {
    /// The earliest and the latest event that names a row's entity.
    pub(super) fn outermost(&self, key: i64) -> Result<Option<(Spot, Spot)>, Error> {
        Ok(self
            .connection
            .prepare_cached("SELECT earliest, latest FROM entities WHERE key = ?1")?
            .query_row([key], |row| {
                Ok(unpack(row.get_ref(0)?).zip(unpack(row.get_ref(1)?)))
            })?)
    }

    /// How many entities have another earliest or latest event than their postings, for
    /// [`Library::check`].
    pub(super) fn wrong_reaches(&self) -> Result<usize, Error> {
        let mut wrong = 0;
        postings::each_reach(&self.connection, |key, reach| {
            wrong += usize::from(self.outermost(key.into())? != reach);
            Ok(())
        })?;
        Ok(wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_sort_as_they_are_kept() {
        let mut spots = Vec::new();
        for first in [-800_000, -1, 0, 1, 19_000] {
            for last in [first, first + 30] {
                for (article, place) in [(1, 0), (1, 300), (70_000, 2)] {
                    spots.push(Spot {
                        first,
                        last,
                        article,
                        place,
                    });
                }
            }
        }
        for &one in &spots {
            assert_eq!(unpack(ValueRef::Blob(&pack(one))), Some(one));
            for &other in &spots {
                assert_eq!(pack(one).cmp(&pack(other)), one.cmp(&other));
            }
        }
        assert_eq!(unpack(ValueRef::Null), None);
    }
}

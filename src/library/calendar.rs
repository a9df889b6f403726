//! Counts by day, and of titles by how they begin, once more in one row a series: the reader's first
//! frame needs all of them, and thousands of rows take longer to come by than everything else on it.

use super::Error;
use super::pack::{put, put_signed, take, take_signed};
use rusqlite::{Connection, OptionalExtension, params};

/// How many series there are.
const SERIES: i64 = 4;

fn pack(counts: impl Iterator<Item = (i64, u32)>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut before = 0;
    for (at, count) in counts {
        put_signed(&mut out, at - before);
        put(&mut out, count.into());
        before = at;
    }
    out
}

fn unpack(mut bytes: &[u8]) -> Vec<(i64, u32)> {
    let bytes = &mut bytes;
    let mut out = Vec::with_capacity(bytes.len() / 2);
    let mut at = 0;
    while let (Some(step), Some(count)) = (take_signed(bytes), take(bytes)) {
        at += step;
        out.push((at, count as u32));
    }
    out
}

/// A series row by row.
fn rows(db: &Connection, series: i64) -> Result<Vec<(i64, u32)>, Error> {
    let mut statement = db.prepare_cached(
        "SELECT day, count FROM days WHERE series = ?1 AND count > 0 ORDER BY day",
    )?;
    let rows = statement.query_map([series], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Writes a series as its rows are now.
pub(super) fn keep(db: &Connection, series: i64) -> Result<(), Error> {
    let rows = rows(db, series)?.into_iter();
    db.prepare_cached("INSERT OR REPLACE INTO calendar VALUES (?1, ?2)")?
        .execute(params![series, pack(rows)])?;
    Ok(())
}

/// How many series are not as their rows are.
pub(super) fn off(db: &Connection) -> Result<i64, Error> {
    let mut off = 0;
    for series in 0..SERIES {
        off += i64::from(rows(db, series)? != read(db, series)?);
    }
    Ok(off)
}

/// Writes all series.
pub(super) fn keep_all(db: &Connection) -> Result<(), Error> {
    (0..SERIES).try_for_each(|series| keep(db, series))
}

/// The counts of a series that are not zero, in order.
pub(super) fn read(db: &Connection, series: i64) -> Result<Vec<(i64, u32)>, Error> {
    let rows = db
        .prepare_cached("SELECT rows FROM calendar WHERE series = ?1")?
        .query_row([series], |row| {
            Ok(unpack(row.get_ref(0)?.as_blob().unwrap_or_default()))
        })
        .optional()?;
    Ok(rows.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_come_back() {
        let counts = [
            (-5_000_000, 7),
            (-1, 1),
            (0, 300),
            (19_000, 1),
            (70_000_000_000, 2),
        ];
        assert_eq!(unpack(&pack(counts.into_iter())), counts);
        assert_eq!(unpack(&[]), []);
    }
}

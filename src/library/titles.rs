//! How many articles begin their titles with the same letters: places in the list by title
//! without walking there.

use super::{Error, Library, calendar};
use crate::model::ArticleId;
use rusqlite::{Connection, OptionalExtension, params};
use std::sync::Arc;

/// The series of `days` that counts beginnings of titles in the place of days.
pub(super) const SERIES: i64 = 3;
/// Bytes of a beginning.
const BYTES: usize = 7;

/// Beginnings in order, with how many articles have each.
pub(super) type Beginnings = Arc<Vec<(i64, u32)>>;

/// The first bytes of a key as a number that sorts as they do.
pub(super) fn beginning(title_key: &str) -> i64 {
    let mut out = 0;
    for at in 0..BYTES {
        let byte = title_key.as_bytes().get(at).copied().unwrap_or(0);
        out = out << 8 | i64::from(byte);
    }
    out
}

/// The bytes again.
fn letters(beginning: i64) -> Vec<u8> {
    let bytes = &beginning.to_be_bytes()[8 - BYTES..];
    let end = bytes.iter().rposition(|&byte| byte != 0);
    bytes[..end.map_or(0, |end| end + 1)].to_vec()
}

/// The beginning of an article's title.
pub(super) fn of(db: &Connection, id: u32) -> Result<i64, Error> {
    let key: Option<String> = db
        .prepare_cached("SELECT title_key FROM articles WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(beginning(&key.unwrap_or_default()))
}

/// Counts the titles of all origins.
pub(super) fn count(db: &Connection) -> Result<(), Error> {
    let mut counts = std::collections::BTreeMap::new();
    let mut statement = db.prepare("SELECT title_key FROM articles WHERE origin IS NULL")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let key = row.get_ref(0)?.as_str().unwrap_or_default();
        *counts.entry(beginning(key)).or_insert(0_u32) += 1;
    }
    db.execute("DELETE FROM days WHERE series = ?1", [SERIES])?;
    let mut insert = db.prepare("INSERT INTO days VALUES (?1, ?2, ?3)")?;
    for (beginning, count) in counts {
        insert.execute(params![SERIES, beginning, count])?;
    }
    Ok(())
}

impl Library {
    fn beginnings(&self) -> Result<Beginnings, Error> {
        let stamp = self.stamp()?;
        if let Some(known) = self.cache.borrow_mut().at(stamp).beginnings() {
            return Ok(known);
        }
        let known: Beginnings = Arc::new(calendar::read(&self.connection, SERIES)?);
        self.cache.borrow_mut().at(stamp).keep_beginnings(&known);
        Ok(known)
    }

    /// Ids of a stretch of the whole list by title.
    pub(super) fn near_by_title(&self, first: usize, wanted: usize) -> Result<Vec<u32>, Error> {
        let mut before = 0;
        let mut from = None;
        for &(beginning, count) in self.beginnings()?.iter() {
            if before + count as usize > first {
                from = Some(beginning);
                break;
            }
            before += count as usize;
        }
        let Some(from) = from else {
            return Ok(Vec::new());
        };
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM articles WHERE origin IS NULL AND title_key >= CAST(?1 AS TEXT)
             ORDER BY title_key, id LIMIT ?2 OFFSET ?3",
        )?;
        let skip = (first - before) as i64;
        let ids = statement.query_map(params![letters(from), wanted as i64, skip], |row| {
            row.get(0)
        })?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// The place of an article in the whole list by title; nothing where it is not in it.
    pub(super) fn position_by_title(&self, article: ArticleId) -> Result<Option<usize>, Error> {
        let key: Option<String> = self
            .connection
            .prepare_cached("SELECT title_key FROM articles WHERE id = ?1 AND origin IS NULL")?
            .query_row([article.0], |row| row.get(0))
            .optional()?;
        let Some(key) = key else { return Ok(None) };
        let own = beginning(&key);
        let known = self.beginnings()?;
        let earlier = known.iter().take_while(|(beginning, _)| *beginning < own);
        let earlier: usize = earlier.map(|(_, count)| *count as usize).sum();
        let beside: i64 = self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM articles WHERE origin IS NULL
                 AND title_key >= CAST(?1 AS TEXT) AND (title_key, id) < (?2, ?3)",
            )?
            .query_row(params![letters(own), key, article.0], |row| row.get(0))?;
        Ok(Some(earlier + beside.max(0) as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_sort_as_titles_do() {
        let titles = [
            "", "a", "a b", "ab", "abcdefg", "abcdefé", "abcdeff", "é", "éa", "国",
        ];
        for one in titles {
            for other in titles {
                if beginning(one) < beginning(other) {
                    assert!(one < other, "{one} {other}");
                }
                assert!(one.as_bytes() >= letters(beginning(one)).as_slice());
            }
        }
    }
}

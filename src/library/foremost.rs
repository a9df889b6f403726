//! The first of a long list of company: of those named in very many articles, whom a card shows,
//! without the hundreds of thousands who come after.

use super::company::{self, Counts};
use super::pack::{put, take};
use super::{Error, Library};
use rusqlite::{Connection, OptionalExtension, params};
use std::cmp::Reverse;

/// Lists up to this length are read whole.
const LONG: usize = 4_096;
/// So many of a longer one are kept: more than are asked for, so that some may rise by what came
/// in since.
const KEPT: usize = 1_024;

/// Somebody named with an entity: key, and in how many articles and sentences.
pub(super) type Companion = (u32, [u32; 2]);

/// Most sentences first, then most articles, then by key.
pub(super) fn order(&(key, [articles, sentences]): &Companion) -> impl Ord + use<> {
    (Reverse((sentences, articles)), key)
}

/// The first so many of a list, in order.
pub(super) fn first(mut list: Vec<Companion>, count: usize) -> Vec<Companion> {
    if list.len() > count {
        list.select_nth_unstable_by_key(count, order);
        list.truncate(count);
    }
    list.sort_unstable_by_key(order);
    list
}

/// Keeps the first of a list that was written; nothing where it is short.
pub(super) fn keep(db: &Connection, entity: u32, list: Vec<Companion>) -> Result<(), Error> {
    if list.len() <= LONG {
        db.prepare_cached("DELETE FROM foremost WHERE entity = ?1")?
            .execute([entity])?;
        return Ok(());
    }
    let mut out = Vec::with_capacity(KEPT * 5);
    for (key, [articles, sentences]) in first(list, KEPT) {
        put(&mut out, u64::from(key));
        put(&mut out, u64::from(articles));
        put(&mut out, u64::from(sentences));
    }
    db.prepare_cached("INSERT OR REPLACE INTO foremost VALUES (?1, ?2)")?
        .execute(params![entity, out])?;
    Ok(())
}

fn unpack(mut bytes: &[u8]) -> Vec<Companion> {
    let bytes = &mut bytes;
    let mut out = Vec::with_capacity(KEPT);
    while let (Some(key), Some(articles), Some(sentences)) = (take(bytes), take(bytes), take(bytes))
    {
        out.push((key as u32, [articles as u32, sentences as u32]));
    }
    out
}

/// Keeps the first of every long list, for layouts that did not.
pub(super) fn all(db: &Connection) -> Result<(), Error> {
    for entity in company::listed(db)? {
        keep(db, entity, company::kept(db, entity)?)?;
    }
    Ok(())
}

impl Library {
    /// The first of those who are named with an entity, in order.
    pub(super) fn foremost_company(
        &self,
        entity: u32,
        count: usize,
    ) -> Result<Vec<Companion>, Error> {
        let rows: Option<Vec<Companion>> = self
            .connection
            .prepare_cached("SELECT rows FROM foremost WHERE entity = ?1")?
            .query_row([entity], |row| {
                Ok(unpack(row.get_ref(0)?.as_blob().unwrap_or_default()))
            })
            .optional()?;
        if let Some(kept) = rows
            && let Some(found) = risen(kept, self.fresh_company(entity)?, count)
        {
            return Ok(found);
        }
        Ok(first(self.company(entity)?, count))
    }
}

/// The first of a list with what came in since; nothing where somebody who was not kept may be
/// among them.
fn risen(mut kept: Vec<Companion>, mut fresh: Counts, count: usize) -> Option<Vec<Companion>> {
    let least = kept.last()?.1[1];
    for (key, sums) in &mut kept {
        if let Some(more) = fresh.remove(key) {
            sums[0] += more[0];
            sums[1] += more[1];
        }
    }
    let found = first(kept, count);
    let last = found.get(count.checked_sub(1)?)?.1[1];
    let most = fresh.values().map(|more| more[1]).max().unwrap_or(0);
    (least + most < last).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_in_since_raises_those_who_are_kept_or_none() {
        let kept: Vec<Companion> = (0..6).map(|key| (key, [9, 30 - 5 * key])).collect();
        assert_eq!(unpack(&[]), []);
        // 30 25 20 15 10 5; the fourth with twelve more is second.
        let rise = |key, by| risen(kept.clone(), Counts::from([(key, [1, by])]), 3);
        let keys = |found: Vec<Companion>| -> Vec<u32> { found.iter().map(|one| one.0).collect() };
        assert_eq!(rise(3, 12).map(keys), Some(vec![0, 3, 1]));
        assert_eq!(rise(9, 14).map(keys), Some(vec![0, 1, 2]));
        // One who is not kept may have had five before.
        assert_eq!(rise(9, 15), None);
        let none = risen(kept.clone(), Counts::new(), 6);
        assert_eq!(none, None);
    }
}

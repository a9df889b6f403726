//! Who is named with whom, kept ready for those who are named in very many articles; of all others
//! it is counted when asked for.

use super::foremost::{self, Companion};
use super::forward::Forward;
use super::pack::{put, take};
use super::{Error, Library};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// Articles from which on a list is kept ready.
const GREAT: u32 = 512;
/// Articles that may come in before the lists are brought up to date.
const LAG: u32 = 1_024;
/// Articles gone through between two writings of the lists.
const STRETCH: u32 = 50_000;
/// Pairs that are gathered before they are summed up.
const GATHER: usize = 1 << 21;

/// How many articles and sentences name another one too.
pub(super) type Counts = BTreeMap<u32, [u32; 2]>;

/// Up to this article the lists are complete.
pub(super) fn upto(db: &Connection) -> Result<u32, Error> {
    Ok(db
        .prepare_cached("SELECT value FROM totals WHERE name = 'company'")?
        .query_row([], |row| row.get(0))
        .optional()?
        .unwrap_or(0))
}

/// The entities that have a list.
pub(super) fn listed(db: &Connection) -> Result<BTreeSet<u32>, Error> {
    let mut statement = db.prepare_cached("SELECT entity FROM company")?;
    let keys = statement.query_map([], |row| row.get(0))?;
    Ok(keys.collect::<Result<_, _>>()?)
}

fn pack(counts: impl Iterator<Item = (u32, [u32; 2])>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut last = 0;
    for (key, [articles, sentences]) in counts {
        put(&mut out, u64::from(key - last));
        put(&mut out, u64::from(articles));
        put(&mut out, u64::from(sentences));
        last = key;
    }
    out
}

fn unpack(mut bytes: &[u8], mut each: impl FnMut(u32, [u32; 2])) {
    let bytes = &mut bytes;
    let mut key = 0;
    while let (Some(step), Some(articles), Some(sentences)) =
        (take(bytes), take(bytes), take(bytes))
    {
        key += step as u32;
        each(key, [articles as u32, sentences as u32]);
    }
}

fn read(db: &Connection, entity: u32) -> Result<Option<Vec<u8>>, Error> {
    Ok(db
        .prepare_cached("SELECT rows FROM company WHERE entity = ?1")?
        .query_row([entity], |row| row.get(0))
        .optional()?)
}

/// Adds to the list of an entity, or takes from it.
pub(super) fn change(
    db: &Connection,
    entity: u32,
    changes: &BTreeMap<u32, [i64; 2]>,
) -> Result<(), Error> {
    let Some(before) = read(db, entity)? else {
        return Ok(());
    };
    let mut counts = Counts::new();
    unpack(&before, |key, sums| {
        counts.insert(key, sums);
    });
    for (&key, by) in changes {
        let sums = counts.entry(key).or_default();
        for (sum, by) in sums.iter_mut().zip(by) {
            *sum = (i64::from(*sum) + by).max(0) as u32;
        }
    }
    counts.retain(|_, sums| sums[0] > 0);
    write(db, entity, &pack(counts.into_iter()))
}

fn write(db: &Connection, entity: u32, rows: &[u8]) -> Result<(), Error> {
    db.prepare_cached("INSERT OR REPLACE INTO company VALUES (?1, ?2)")?
        .execute(params![entity, rows])?;
    foremost::keep(db, entity, list(rows))
}

fn list(rows: &[u8]) -> Vec<Companion> {
    let mut out = Vec::with_capacity(rows.len() / 3);
    unpack(rows, |key, sums| out.push((key, sums)));
    out
}

/// The list of an entity as it is kept, up to the article that all are complete to.
pub(super) fn kept(db: &Connection, entity: u32) -> Result<Vec<Companion>, Error> {
    let rows = read(db, entity)?.unwrap_or_default();
    Ok(list(&rows))
}

/// Pairs as they are met, summed up now and then.
#[derive(Default)]
struct Pairs {
    /// One and the other in one number, and the sentences that name both.
    fresh: Vec<(u64, u32)>,
    sums: Vec<(u64, [u32; 2])>,
}

impl Pairs {
    fn take(&mut self, forward: &Forward, wanted: &BTreeSet<u32>) {
        for (own, &(key, _)) in forward.keys.iter().enumerate() {
            if wanted.contains(&key) {
                forward.beside(own, |other, sentences| {
                    self.fresh
                        .push((u64::from(key) << 32 | u64::from(other), sentences));
                });
            }
        }
        if self.fresh.len() >= GATHER {
            self.sum_up();
        }
    }

    fn sum_up(&mut self) {
        self.fresh.sort_unstable();
        let before = std::mem::take(&mut self.sums);
        let mut before = before.into_iter().peekable();
        let mut fresh = self.fresh.drain(..).peekable();
        while let Some(&(pair, _)) = fresh.peek() {
            self.sums.extend(std::iter::from_fn(|| {
                before.next_if(|(known, _)| *known < pair)
            }));
            let mut sums = before
                .next_if(|(known, _)| *known == pair)
                .map_or([0; 2], |(_, sums)| sums);
            while let Some((_, sentences)) = fresh.next_if(|(next, _)| *next == pair) {
                sums[0] += 1;
                sums[1] += sentences;
            }
            self.sums.push((pair, sums));
        }
        drop(fresh);
        self.sums.extend(before);
    }
}

impl Library {
    /// Brings the lists of who is named with whom up to date for those named in very many
    /// articles. Imports do it now and then; without it, questions count further themselves.
    ///
    /// # Errors
    /// Where the database fails; what was finished before stays.
    pub fn settle(&mut self) -> Result<(), Error> {
        loop {
            let transaction = self
                .connection
                .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let last: u32 =
                transaction.query_row("SELECT coalesce(max(id), 0) FROM articles", [], |row| {
                    row.get(0)
                })?;
            let before = upto(&transaction)?;
            if last < before + LAG {
                return Ok(());
            }
            let end = last.min(before + STRETCH);
            go_further(&transaction, before, end)?;
            transaction.execute(
                "INSERT OR REPLACE INTO totals VALUES ('company', ?1)",
                [end],
            )?;
            transaction.commit()?;
        }
    }

    /// Who is named with an entity, beyond what the list holds that is kept ready; by key.
    pub(super) fn company(&self, entity: u32) -> Result<Vec<Companion>, Error> {
        let (mut out, after) = match read(&self.connection, entity)? {
            Some(rows) => (list(&rows), upto(&self.connection)?),
            None => (Vec::new(), 0),
        };
        let known = out.len();
        for (key, sums) in self.company_after(entity, after)? {
            match out[..known].binary_search_by_key(&key, |(key, _)| *key) {
                Ok(at) => {
                    out[at].1[0] += sums[0];
                    out[at].1[1] += sums[1];
                }
                Err(_) => out.push((key, sums)),
            }
        }
        Ok(out)
    }

    /// The same of the articles alone that came in since lists were brought up to date.
    pub(super) fn fresh_company(&self, entity: u32) -> Result<Counts, Error> {
        let after = upto(&self.connection)?;
        Ok(self.company_after(entity, after)?.into_iter().collect())
    }

    /// Counts the articles after one; by key.
    fn company_after(&self, entity: u32, after: u32) -> Result<Vec<Companion>, Error> {
        let mut look = self
            .connection
            .prepare_cached("SELECT keys FROM forward WHERE article = ?1")?;
        let mut fresh: Vec<(u32, u32)> = Vec::new();
        let mut forward = Forward::default();
        for (article, _) in self.articles_naming(entity.into(), after)? {
            let mut rows = look.query([article])?;
            let Some(row) = rows.next()? else { continue };
            forward.read(row.get_ref(0)?.as_blob().unwrap_or_default());
            if let Ok(own) = forward.keys.binary_search_by_key(&entity, |(key, _)| *key) {
                forward.beside(own, |other, sentences| fresh.push((other, sentences)));
            }
        }
        fresh.sort_unstable();
        let parts = fresh.chunk_by(|a, b| a.0 == b.0);
        Ok(parts
            .map(|part| {
                let sentences = part.iter().map(|(_, sentences)| sentences).sum();
                (part[0].0, [part.len() as u32, sentences])
            })
            .collect())
    }
}

/// Counts the articles after one up to another into the lists, and makes those that are missing.
fn go_further(db: &Connection, before: u32, end: u32) -> Result<(), Error> {
    let kept = listed(db)?;
    let great: BTreeSet<u32> = db
        .prepare_cached("SELECT key FROM entities WHERE articles >= ?1")?
        .query_map([GREAT], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let fresh: BTreeSet<u32> = great.difference(&kept).copied().collect();
    // All in one walk; those that are new need the articles before as well.
    let mut pairs = Pairs::default();
    if before > 0 && !fresh.is_empty() {
        walk(db, 0, before, &fresh, &mut pairs)?;
    }
    walk(
        db,
        before,
        end,
        &kept.union(&great).copied().collect(),
        &mut pairs,
    )?;
    pairs.sum_up();
    for part in pairs.sums.chunk_by(|a, b| a.0 >> 32 == b.0 >> 32) {
        let entity = (part[0].0 >> 32) as u32;
        let counts = part.iter().map(|(pair, sums)| (*pair as u32, *sums));
        if fresh.contains(&entity) {
            write(db, entity, &pack(counts))?;
        } else {
            let changes = counts.map(|(key, sums)| (key, sums.map(i64::from)));
            change(db, entity, &changes.collect())?;
        }
    }
    Ok(())
}

fn walk(
    db: &Connection,
    after: u32,
    upto: u32,
    wanted: &BTreeSet<u32>,
    pairs: &mut Pairs,
) -> Result<(), Error> {
    let mut statement = db.prepare_cached(
        "SELECT f.keys FROM forward f JOIN articles a ON a.id = f.article
         WHERE f.article > ?1 AND f.article <= ?2 AND a.origin IS NULL",
    )?;
    let mut rows = statement.query([after, upto])?;
    let mut forward = Forward::default();
    while let Some(row) = rows.next()? {
        forward.read(row.get_ref(0)?.as_blob().unwrap_or_default());
        pairs.take(&forward, wanted);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_summed_up_as_they_come() {
        let mut pairs = Pairs::default();
        for round in 0..3 {
            pairs.fresh.extend([(7, 1), (3, 0), (7, 2)]);
            if round == 1 {
                pairs.fresh.push((5, 9));
            }
            pairs.sum_up();
        }
        assert_eq!(pairs.sums, [(3, [3, 0]), (5, [1, 9]), (7, [6, 9])]);
        let mut back = Vec::new();
        unpack(
            &pack([(3, [1, 2]), (90, [3, 0])].into_iter()),
            |key, sums| back.push((key, sums)),
        );
        assert_eq!(back, [(3, [1, 2]), (90, [3, 0])]);
    }
}

//! When entities are named, and who is named most: what the views over time are counted from.

use super::codes::NO_DAY;
use super::columns::{Columns, Line};
use super::company;
use super::forward::Forward;
use super::set::Set;
use super::{EntityRow, Error, Library, Listing, Query, Sort};
use crate::model::{Day, EntityId};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Articles of a question that are gone through for who is named in them: the newest.
const WALK: usize = 2_000;

/// An article that names an entity, by when it appeared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The first and last day on which it may have appeared, where that is known at all.
    pub days: Option<(Day, Day)>,
    pub mentions: u32,
}

fn seen(line: Line, mentions: u32) -> Seen {
    Seen {
        days: (line.first != NO_DAY).then_some((Day(line.first), Day(line.last))),
        mentions,
    }
}

impl Library {
    /// Goes through the articles of a question that name some entities, those of the first entity
    /// first; `take` gets the entity's place. Copies count with their origin as one.
    ///
    /// # Errors
    /// Where the database or the index fails.
    pub fn each_seen(
        &self,
        entities: &[EntityId],
        among: &Query,
        mut take: impl FnMut(usize, Seen),
    ) -> Result<(), Error> {
        let columns = self.columns()?;
        let among = self.narrowed(among)?;
        let keeps = |id: u32| among.as_ref().is_none_or(|set| set.has(id));
        for (place, entity) in entities.iter().enumerate() {
            let members = self.group(entity)?.map_or_else(Vec::new, |group| group.1);
            if let [key] = members[..] {
                for (id, mentions) in self.articles_naming(key, 0)? {
                    if keeps(id) {
                        take(place, seen(columns.line(id), mentions));
                    }
                }
                continue;
            }
            // An article that names two rows of one entity counts once.
            let mut joined: BTreeMap<u32, u32> = BTreeMap::new();
            for key in members {
                for (id, mentions) in self.articles_naming(key, 0)? {
                    *joined.entry(id).or_default() += mentions;
                }
            }
            for (id, mentions) in joined.into_iter().filter(|(id, _)| keeps(*id)) {
                take(place, seen(columns.line(id), mentions));
            }
        }
        Ok(())
    }

    /// Goes through every article that is no copy, by when it appeared.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn each_appeared(&self, mut take: impl FnMut(Seen)) -> Result<(), Error> {
        let columns: &Columns = &*self.columns()?;
        for (_, line) in columns.iter().filter(|(_, line)| line.is_origin()) {
            take(seen(line, 0));
        }
        Ok(())
    }

    fn narrowed(&self, query: &Query) -> Result<Option<Set>, Error> {
        if query.is_empty() {
            return Ok(None);
        }
        self.matching(query).map(Some)
    }

    /// Those who are named most: over the whole library by mentions; in the articles of a question
    /// by how many of these name them, counted over its newest two thousand.
    ///
    /// # Errors
    /// Where the database or the index fails.
    pub fn foremost(&self, among: &Query, count: usize) -> Result<Vec<EntityRow>, Error> {
        let mut rows = Vec::new();
        if among.is_empty() {
            for root in self.greatest(count)? {
                rows.extend(self.row_of(root)?.filter(|row| row.articles > 0));
            }
            rows.sort_by(|a, b| (b.mentions, &a.id).cmp(&(a.mentions, &b.id)));
            rows.truncate(count);
            return Ok(rows);
        }
        for root in self.foremost_among(among, count)? {
            rows.extend(self.row_of(root)?);
        }
        Ok(rows)
    }

    /// Rows among which the most named are: those that are listed as great where these are many,
    /// so that a million names are not looked at.
    fn greatest(&self, count: usize) -> Result<BTreeSet<i64>, Error> {
        let amended = self.amended()?;
        let great = company::listed(&self.connection)?;
        let mut keys: Vec<(Reverse<u32>, i64)> = Vec::new();
        if great.len() >= count {
            let mut look = self
                .connection
                .prepare_cached("SELECT mentions FROM entities WHERE key = ?1")?;
            for key in great {
                let mentions = look.query_row([key], |row| row.get(0))?;
                keys.push((Reverse(mentions), key.into()));
            }
            keys.sort_unstable();
        } else {
            let mut all = self.connection.prepare_cached(
                "SELECT mentions, key FROM entities WHERE articles > 0
                 ORDER BY mentions DESC, key LIMIT ?1",
            )?;
            let found = all.query_map([count as i64 * 2], |row| {
                Ok((Reverse(row.get(0)?), row.get(1)?))
            })?;
            keys.extend(found.collect::<Result<Vec<_>, _>>()?);
        }
        keys.truncate(count * 2);
        let mut roots: BTreeSet<i64> = keys.iter().map(|(_, key)| amended.root(*key)).collect();
        roots.extend(amended.groups().keys());
        Ok(roots)
    }

    fn foremost_among(&self, among: &Query, count: usize) -> Result<Vec<i64>, Error> {
        let amended = self.amended()?;
        let order = self.order(&Listing {
            query: among.clone(),
            sort: Sort::Date,
        })?;
        let mut look = self
            .connection
            .prepare_cached("SELECT keys FROM forward WHERE article = ?1")?;
        let mut forward = Forward::default();
        let mut sums: BTreeMap<i64, [u32; 2]> = BTreeMap::new();
        let mut named: Vec<(i64, u32)> = Vec::new();
        for id in order.iter().take(WALK) {
            let mut rows = look.query([id])?;
            let Some(row) = rows.next()? else { continue };
            forward.read(row.get_ref(0)?.as_blob().unwrap_or_default());
            named.clear();
            let keys = forward.keys.iter();
            named.extend(keys.map(|(key, count)| (amended.root(i64::from(*key)), *count)));
            named.sort_unstable();
            for same in named.chunk_by(|a, b| a.0 == b.0) {
                let sum = sums.entry(same[0].0).or_default();
                sum[0] += 1;
                sum[1] += same.iter().map(|(_, count)| count).sum::<u32>();
            }
        }
        let mut best: Vec<_> = sums
            .into_iter()
            .map(|(key, sum)| (Reverse(sum), key))
            .collect();
        best.sort_unstable();
        Ok(best.into_iter().take(count).map(|(_, key)| key).collect())
    }

    /// In how many articles and sentences any two of some entities are named together: the place
    /// of one, of the other, articles, sentences; the places rise.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn ties(&self, entities: &[EntityId]) -> Result<Vec<(usize, usize, u32, u32)>, Error> {
        let amended = self.amended()?;
        let mut groups = Vec::with_capacity(entities.len());
        for entity in entities {
            groups.push(self.group(entity)?);
        }
        let places: BTreeMap<u32, usize> = groups
            .iter()
            .enumerate()
            .filter_map(|(place, group)| Some((group.as_ref()?.0 as u32, place)))
            .collect();
        let mut out = Vec::new();
        for (place, group) in groups.iter().enumerate() {
            let Some((own, members)) = group else {
                continue;
            };
            let pairs = if amended.merges() {
                self.company_joined(*own, members)?
            } else {
                self.company(*own as u32)?
            };
            for (key, [articles, sentences]) in pairs {
                if let Some(&other) = places.get(&key)
                    && other > place
                {
                    out.push((place, other, articles, sentences));
                }
            }
        }
        out.sort_unstable();
        Ok(out)
    }
}

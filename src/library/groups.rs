//! Entities that several rows are, as the analyst merged them: counted as one, exactly, without
//! anything of them being written anew.

use super::forward::Forward;
use super::set::Set;
use super::{Error, Library};
use crate::model::EntityId;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Library {
    /// The row that speaks for an entity, and all rows of it, that one first.
    pub(super) fn group(&self, id: &EntityId) -> Result<Option<(i64, Vec<i64>)>, Error> {
        let amended = self.amended()?;
        Ok(self.row_key(id)?.map(|key| {
            let root = amended.root(key);
            (root, amended.members(root))
        }))
    }

    /// The id that an entity's row is known by now.
    ///
    /// # Errors
    /// Where the database fails or has no such row.
    pub fn id_of(&self, key: i64) -> Result<EntityId, Error> {
        let root = self.amended()?.root(key);
        Ok(self
            .connection
            .prepare_cached("SELECT id FROM entities WHERE key = ?1")?
            .query_row([root], |row| row.get(0).map(EntityId))?)
    }

    /// The articles that name two rows of any one entity: there alone sums over rows are wrong.
    fn overlaps(&self) -> Result<Arc<Set>, Error> {
        let stamp = self.stamp()?;
        if let Some(overlaps) = self.cache.borrow_mut().at(stamp).overlaps() {
            return Ok(overlaps);
        }
        let mut overlaps = Set::default();
        for members in self.amended()?.groups().values() {
            let mut seen = Set::default();
            for key in members {
                let mut own = Set::default();
                self.add_naming([*key], &mut own)?;
                let mut twice = own.clone();
                twice.keep(&seen);
                overlaps.join(&twice);
                seen.join(&own);
            }
        }
        let overlaps = Arc::new(overlaps);
        self.cache.borrow_mut().keep_overlaps(&overlaps);
        Ok(overlaps)
    }

    /// Goes through the articles that name some of these rows and two of any one entity.
    fn each_overlap(
        &self,
        members: &[i64],
        mut take: impl FnMut(&Forward),
    ) -> Result<usize, Error> {
        let mut found = Set::default();
        for key in members {
            self.add_naming([*key], &mut found)?;
        }
        let all = found.len();
        found.keep(&*self.overlaps()?);
        let mut look = self
            .connection
            .prepare_cached("SELECT keys FROM forward WHERE article = ?1")?;
        let mut forward = Forward::default();
        for id in found.iter() {
            let mut rows = look.query([id])?;
            if let Some(row) = rows.next()? {
                forward.read(row.get_ref(0)?.as_blob().unwrap_or_default());
                take(&forward);
            }
        }
        Ok(all)
    }

    /// The mentions, articles and sentences of an entity that several rows are.
    pub(super) fn group_sums(&self, root: i64, members: &[i64]) -> Result<[u32; 3], Error> {
        let stamp = self.stamp()?;
        if let Some(sums) = self.cache.borrow_mut().at(stamp).sums(root) {
            return Ok(sums);
        }
        let mut row = self
            .connection
            .prepare_cached("SELECT mentions, sentences FROM entities WHERE key = ?1")?;
        let (mut mentions, mut sentences) = (0, 0_u32);
        for key in members {
            let own: [u32; 2] = row.query_row([key], |row| Ok([row.get(0)?, row.get(1)?]))?;
            mentions += own[0];
            sentences += own[1];
        }
        let mut twice = 0;
        let articles = self.each_overlap(members, |forward| {
            for sentence in forward.sentences() {
                let own = sentence.iter().filter(|place| {
                    let pair = forward.keys.get(**place as usize);
                    pair.is_some_and(|(key, _)| members.contains(&i64::from(*key)))
                });
                twice += own.count().saturating_sub(1) as u32;
            }
        })?;
        let sums = [mentions, articles as u32, sentences.saturating_sub(twice)];
        self.cache.borrow_mut().keep_sums(root, sums);
        Ok(sums)
    }

    /// Who is named with an entity, where some were merged: the lists of all rows added up, and
    /// set right by the articles in which that counts anything twice.
    pub(super) fn company_joined(
        &self,
        own: i64,
        members: &[i64],
    ) -> Result<Vec<(u32, [u32; 2])>, Error> {
        let amended = self.amended()?;
        let root = |key: u32| amended.root(key.into()) as u32;
        let own = own as u32;
        let mut counts: BTreeMap<u32, [i64; 2]> = BTreeMap::new();
        let mut add = |key: u32, by: [i64; 2]| {
            if root(key) != own {
                let sums = counts.entry(root(key)).or_default();
                sums[0] += by[0];
                sums[1] += by[1];
            }
        };
        for key in members {
            for (other, [articles, sentences]) in self.company(*key as u32)? {
                add(other, [articles.into(), sentences.into()]);
            }
        }
        let place = |forward: &Forward, key: u32| {
            let found = forward.keys.binary_search_by_key(&key, |pair| pair.0);
            found.ok()
        };
        self.each_overlap(members, |forward| {
            for key in members {
                if let Some(at) = place(forward, *key as u32) {
                    forward.beside(at, |other, sentences| {
                        add(other, [-1, -i64::from(sentences)]);
                    });
                }
            }
            let mut joined = forward.clone();
            joined.join(root);
            if let Some(at) = place(&joined, own) {
                joined.beside(at, |other, sentences| add(other, [1, sentences.into()]));
            }
        })?;
        counts.retain(|_, sums| sums[0] > 0);
        let counts = counts.into_iter();
        Ok(counts
            .map(|(key, sums)| (key, sums.map(|sum| sum.max(0) as u32)))
            .collect())
    }
}

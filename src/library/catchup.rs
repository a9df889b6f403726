use super::index::{Index, folder};
use super::indexing::{Beside, Indexing, Wanted};
use super::query::{Fit, Pattern};
use super::search::Place;
use super::set::Set;
use super::{Error, Library};
use crate::model::ArticleId;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Instant;

/// Libraries below this are read through faster than an index is opened.
const WORTH: u64 = 200;
/// Changes taken into the index between two commits: each makes a segment, which is merged with
/// others later.
const BATCH: i64 = 50_000;
/// Articles between two rests.
const SLICE: usize = 50;

/// How much of the machine an indexing takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pace {
    Full,
    /// It rests as long as it works: the other half is left to whoever reads.
    Half,
}

/// When what was indexed is made to last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Commit {
    /// With every full batch; the rest waits for more.
    Full,
    All,
}

/// Who has the index for writing.
enum Hold {
    Own(Box<Indexing>),
    Elsewhere,
    NotNeeded,
}

/// What an indexing came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Indexed {
    /// The index holds everything; so many articles were taken in anew.
    Done(usize),
    /// Another program is at it.
    Elsewhere,
    /// A library this small, or one in memory, needs none.
    NotNeeded,
}

/// What the cache holds of the index.
#[derive(Debug, Default)]
pub(super) enum Opened {
    #[default]
    NotTried,
    /// There was none at this generation.
    None(u64),
    Open(Box<Index>),
}

impl Library {
    /// Brings the search index up to date with the library. Until then searches read what is
    /// missing themselves: slower, never wrong. May be called by a second library of the same
    /// file on a thread of its own; `progress` hears how many changes are done, of how many, and
    /// says whether to go on.
    ///
    /// # Errors
    /// Where the index cannot be written or the database fails; what was committed stays.
    pub fn catch_up(
        &self,
        progress: impl FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<Indexed, Error> {
        self.catch_up_at(Pace::Full, Wanted::AsItIs, progress)
    }

    /// The same beside somebody who reads, at half the pace.
    ///
    /// # Errors
    /// As for [`Library::catch_up`].
    pub fn catch_up_gently(&self) -> Result<Indexed, Error> {
        self.catch_up_at(Pace::Half, Wanted::AsItIs, |_, _| ControlFlow::Continue(()))
    }

    fn catch_up_at(
        &self,
        pace: Pace,
        wanted: Wanted,
        progress: impl FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<Indexed, Error> {
        match self.begin_indexing(Beside::Reader, wanted)? {
            Hold::Own(mut indexing) => {
                let all = (Commit::All, pace);
                let done = self.index_further(&mut indexing, all, progress)?;
                self.end_indexing(&mut indexing)?;
                Ok(Indexed::Done(done))
            }
            Hold::Elsewhere => Ok(Indexed::Elsewhere),
            Hold::NotNeeded => Ok(Indexed::NotNeeded),
        }
    }

    /// Keeps the search index up with a library that another connection adds to: looks for more
    /// each time that it is told, until nobody can tell it anything any more.
    ///
    /// # Errors
    /// As for [`Library::catch_up`].
    pub fn keep_indexed(&self, news: &Receiver<()>) -> Result<Indexed, Error> {
        let on = |_, _| ControlFlow::Continue(());
        let mut done = 0;
        let mut indexing = None;
        loop {
            let more = news.recv().is_ok();
            while news.try_recv().is_ok() {}
            if indexing.is_none() {
                match self.begin_indexing(Beside::Import, Wanted::AsItIs)? {
                    Hold::Own(begun) => indexing = Some(begun),
                    Hold::Elsewhere => return Ok(Indexed::Elsewhere),
                    Hold::NotNeeded if more => continue,
                    Hold::NotNeeded => return Ok(Indexed::NotNeeded),
                }
            }
            if let Some(indexing) = &mut indexing {
                let commit = if more { Commit::Full } else { Commit::All };
                done += self.index_further(indexing, (commit, Pace::Full), on)?;
            }
            if !more {
                break;
            }
        }
        if let Some(indexing) = &mut indexing {
            self.end_indexing(indexing)?;
        }
        Ok(Indexed::Done(done))
    }

    /// Takes hold of the index.
    fn begin_indexing(&self, beside: Beside, wanted: Wanted) -> Result<Hold, Error> {
        let Some(path) = &self.path else {
            return Ok(Hold::NotNeeded);
        };
        let folder = folder(path);
        if self.total("articles")? < WORTH && !folder.exists() {
            return Ok(Hold::NotNeeded);
        }
        let Some(lock) = self.claim_index()? else {
            return Ok(Hold::Elsewhere);
        };
        let identity = self.total("identity")?;
        let held = Indexing::begin(&folder, identity, (beside, wanted), lock)?;
        Ok(held.map_or(Hold::Elsewhere, |indexing| Hold::Own(Box::new(indexing))))
    }

    fn end_indexing(&self, indexing: &mut Indexing) -> Result<(), Error> {
        indexing.finish()?;
        self.cache.borrow_mut().index = Opened::NotTried;
        Ok(())
    }

    /// Takes what is new into the index; returns how many articles.
    fn index_further(
        &self,
        indexing: &mut Indexing,
        (commit, pace): (Commit, Pace),
        mut progress: impl FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<usize, Error> {
        let start = indexing.reached;
        let last = self.last_change()?;
        let mut done = 0;
        let mut serial = start;
        while serial < last {
            // Not past a full batch, so that what was indexed is committed when it is reached.
            let end = (indexing.mark.serial + BATCH).clamp(serial + 1, last);
            let mut since = Instant::now();
            for article in self.changed(serial, end)? {
                self.index_article(indexing, article)?;
                done += 1;
                if pace == Pace::Half && done % SLICE == 0 {
                    std::thread::sleep(since.elapsed());
                    since = Instant::now();
                }
            }
            serial = end;
            indexing.reached = end;
            if commit == Commit::All || serial - indexing.mark.serial >= BATCH {
                indexing.commit(serial)?;
            }
            if progress((serial - start) as usize, (last - start) as usize).is_break() {
                break;
            }
        }
        if commit == Commit::All && indexing.mark.serial < indexing.reached {
            indexing.commit(indexing.reached)?;
        }
        Ok(done)
    }

    /// Throws the index away and makes it anew.
    ///
    /// # Errors
    /// As for [`Library::catch_up`].
    pub fn reindex(
        &self,
        progress: impl FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<Indexed, Error> {
        self.cache.borrow_mut().index = Opened::NotTried;
        self.catch_up_at(Pace::Full, Wanted::Anew, progress)
    }

    pub(super) fn last_change(&self) -> Result<i64, Error> {
        Ok(self
            .connection
            .prepare_cached("SELECT coalesce(max(serial), 0) FROM changes")?
            .query_row([], |row| row.get(0))?)
    }

    /// The articles written or cleared after one change, up to another.
    pub(super) fn changed(&self, after: i64, until: i64) -> Result<BTreeSet<i64>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT article FROM changes WHERE serial > ?1 AND serial <= ?2")?;
        let ids = statement.query_map(params![after, until], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    fn index_article(&self, indexing: &mut Indexing, article: i64) -> Result<(), Error> {
        let title: Option<String> = self
            .connection
            .prepare_cached("SELECT title FROM articles WHERE id = ?1")?
            .query_row([article], |row| row.get(0))
            .optional()?;
        let id = ArticleId(article);
        match title {
            Some(title) => indexing.put(id, Some((&title, &self.text(id)?))),
            None => indexing.put(id, None),
        }
    }

    /// The articles of each pattern: from the index what it holds, the rest read through.
    pub(super) fn with_patterns(
        &self,
        leaves: &[(Pattern, Place)],
    ) -> Result<Vec<Arc<Set>>, Error> {
        let stamp = self.stamp()?;
        let known = |(pattern, place): &(Pattern, Place)| {
            self.cache.borrow_mut().at(stamp).set(pattern, *place)
        };
        let mut wanted: Vec<(Pattern, Place)> = Vec::new();
        for leaf in leaves {
            if known(leaf).is_none() && !wanted.contains(leaf) {
                wanted.push(leaf.clone());
            }
        }
        let sets: Vec<Arc<Set>> = self.look_up(&wanted)?.into_iter().map(Arc::new).collect();
        let mut out = Vec::with_capacity(leaves.len());
        for leaf in leaves {
            let fresh = wanted.iter().position(|one| one == leaf);
            out.push(match fresh.and_then(|place| sets.get(place)) {
                Some(set) => Arc::clone(set),
                None => known(leaf).unwrap_or_default(),
            });
        }
        let mut cache = self.cache.borrow_mut();
        for ((pattern, place), set) in wanted.iter().zip(&sets) {
            cache.keep_set(pattern, *place, set);
        }
        Ok(out)
    }

    fn look_up(&self, leaves: &[(Pattern, Place)]) -> Result<Vec<Set>, Error> {
        let mut sets = vec![Set::default(); leaves.len()];
        if leaves.is_empty() {
            return Ok(sets);
        }
        let Some(missing) = self.missing()? else {
            let all = self.everything()?;
            self.read_through(leaves, &all, &mut sets)?;
            return Ok(sets);
        };
        if let Opened::Open(index) = &self.cache.borrow().index {
            for ((pattern, place), set) in leaves.iter().zip(&mut sets) {
                *set = index.find(pattern, *place)?;
            }
        }
        for ((pattern, place), set) in leaves.iter().zip(&mut sets) {
            set.remove(&missing);
            // The index knows near words, not that they stand side by side.
            if pattern.fit == Fit::Near && pattern.words.len() > 1 {
                let candidates = std::mem::take(set);
                let leaf = [(pattern.clone(), *place)];
                self.read_through(&leaf, &candidates, std::slice::from_mut(set))?;
            }
        }
        self.read_through(leaves, &missing, &mut sets)?;
        Ok(sets)
    }

    /// Opens the search index, so that the first search need not.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn ready_index(&self) -> Result<(), Error> {
        self.missing().map(drop)
    }

    /// Opens the index, and tells which articles it does not know yet; nothing where there is no
    /// index.
    pub(super) fn missing(&self) -> Result<Option<Set>, Error> {
        let Some(path) = &self.path else {
            return Ok(None);
        };
        let generation = self.generation()?;
        let mut cache = self.cache.borrow_mut();
        if matches!(cache.index, Opened::None(at) if at == generation)
            && !folder(path).join("meta.json").exists()
        {
            return Ok(None);
        }
        if let Opened::Open(index) = &mut cache.index
            && index.reload().is_err()
        {
            cache.index = Opened::NotTried;
        }
        if !matches!(cache.index, Opened::Open(_)) {
            cache.index = match Index::open(&folder(path), self.total("identity")?) {
                Some(index) => Opened::Open(Box::new(index)),
                None => Opened::None(generation),
            };
        }
        let Opened::Open(index) = &cache.index else {
            return Ok(None);
        };
        let serial = index.mark.serial;
        drop(cache);
        let missing = self.changed(serial, i64::MAX)?;
        Ok(Some(missing.into_iter().map(|id| id as u32).collect()))
    }

    /// Reads articles for patterns, one after another.
    fn read_through(
        &self,
        leaves: &[(Pattern, Place)],
        articles: &Set,
        sets: &mut [Set],
    ) -> Result<(), Error> {
        let anywhere = leaves.iter().any(|(_, place)| *place == Place::Anywhere);
        let mut titles = self
            .connection
            .prepare_cached("SELECT title FROM articles WHERE id = ?1")?;
        for id in articles.iter() {
            let title: Option<String> = titles.query_row([id], |row| row.get(0)).optional()?;
            let Some(title) = title else { continue };
            let text = if anywhere {
                self.text(ArticleId(id.into()))?
            } else {
                String::new()
            };
            for ((pattern, place), set) in leaves.iter().zip(&mut *sets) {
                if !pattern.find_in(&title).is_empty()
                    || *place == Place::Anywhere && !pattern.find_in(&text).is_empty()
                {
                    set.insert(id);
                }
            }
        }
        Ok(())
    }
}

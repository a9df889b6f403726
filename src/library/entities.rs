use super::cache::Naming;
use super::columns::newest_first;
use super::foremost;
use super::forward::Forward;
use super::{EntityRow, Error, Library, Step, Together, Totals, codes, fold};
use crate::model::{ArticleId, Entity, EntityId};
use rusqlite::{OptionalExtension, Row, params};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Companions beyond these are named together so seldom that no measure brings them to the top.
const COMPANIONS: usize = 512;
/// Articles that are looked at one by one before an entity's own list is the shorter way, where
/// that needs the lines of all articles first.
const WALK: usize = 1_000;
/// How many of its own list are gone through while one article is looked at.
const STEP: usize = 64;

const ROW: &str = "SELECT id, kind, name, aliases, country, mentions, articles, key FROM entities";
const KEY: usize = 7;
const WHOLE: &str = "SELECT id, kind, name, aliases, country, mentions, articles,
    parent, note, listed FROM entities";

fn read_row(row: &Row<'_>) -> rusqlite::Result<EntityRow> {
    Ok(EntityRow {
        id: EntityId(row.get(0)?),
        kind: codes::kind_of(row.get(1)?),
        name: row.get(2)?,
        aliases: lines(&row.get::<_, String>(3)?),
        country: row.get(4)?,
        mentions: row.get(5)?,
        articles: row.get(6)?,
    })
}

fn read_whole(row: &Row<'_>) -> rusqlite::Result<(Entity, EntityRow)> {
    let line = read_row(row)?;
    let entity = Entity {
        id: line.id.clone(),
        kind: line.kind,
        name: line.name.clone(),
        aliases: line.aliases.clone(),
        country: line.country.clone(),
        parent: row.get::<_, Option<String>>(7)?.map(EntityId),
        note: row.get(8)?,
        listed: row.get(9)?,
    };
    Ok((entity, line))
}

fn lines(joined: &str) -> Vec<String> {
    joined
        .split('\n')
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

impl Library {
    /// Sums over the whole library.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn totals(&self) -> Result<Totals, Error> {
        Ok(Totals {
            articles: self.total("articles")?,
            origins: self.total("origins")?,
            sentences: self.total("sentences")?,
            mentions: self.total("mentions")?,
            events: self.total("events")?,
        })
    }

    /// Every entity that some article names, most mentions first; for look-ups to be built on.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn names(&self) -> Result<Vec<EntityRow>, Error> {
        let mut out = Vec::new();
        self.each_name(|row| out.push(row))?;
        Ok(out)
    }

    /// Goes through the same, so that they need not all be held as rows.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn each_name(&self, mut each: impl FnMut(EntityRow)) -> Result<(), Error> {
        let amended = self.amended()?;
        let sql = format!("{ROW} WHERE articles > 0 ORDER BY mentions DESC, id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        // What is corrected changes the order: then all are needed before the first.
        let mut held = Vec::new();
        let mut joined = BTreeSet::new();
        while let Some(row) = rows.next()? {
            let key = row.get(KEY)?;
            let root = amended.root(key);
            if amended.groups().contains_key(&root) {
                joined.insert(root);
                continue;
            }
            let named = amended.dressed(key, read_row(row)?);
            if amended.is_plain() {
                each(named);
            } else {
                held.push(named);
            }
        }
        for root in joined {
            held.extend(self.row_of(root)?);
        }
        held.sort_by(|a, b| (b.mentions, &a.id).cmp(&(a.mentions, &b.id)));
        held.into_iter().for_each(each);
        Ok(())
    }

    /// How many entities the articles name.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn entity_count(&self) -> Result<usize, Error> {
        let count: i64 = self
            .connection
            .prepare_cached("SELECT count(*) FROM entities WHERE articles > 0")?
            .query_row([], |row| row.get(0))?;
        let mut count = count as usize;
        let mut named = self
            .connection
            .prepare_cached("SELECT articles > 0 FROM entities WHERE key = ?1")?;
        for members in self.amended()?.groups().values() {
            let mut rows = 0_usize;
            for key in members {
                rows += usize::from(named.query_row([key], |row| row.get::<_, bool>(0))?);
            }
            count -= rows.saturating_sub(1);
        }
        Ok(count)
    }

    /// One entity with its counts, by any id that it has; nothing where no article ever named it.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn entity(&self, id: &EntityId) -> Result<Option<(Entity, EntityRow)>, Error> {
        match self.row_key(id)? {
            Some(key) => self.entity_of(self.amended()?.root(key)),
            None => Ok(None),
        }
    }

    /// The entity that a row speaks for.
    fn entity_of(&self, root: i64) -> Result<Option<(Entity, EntityRow)>, Error> {
        let sql = format!("{WHOLE} WHERE key = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_row([root], read_whole).optional()?;
        let Some((mut entity, mut line)) = found else {
            return Ok(None);
        };
        let amended = self.amended()?;
        if amended.is_plain() {
            return Ok(Some((entity, line)));
        }
        let members = amended.members(root);
        if members.len() > 1 {
            [line.mentions, line.articles, _] = self.group_sums(root, &members)?;
            for key in members.into_iter().filter(|key| *key != root) {
                let (part, _) = statement.query_row([key], read_whole)?;
                for name in std::iter::once(part.name).chain(part.aliases) {
                    if name != entity.name && !entity.aliases.contains(&name) {
                        entity.aliases.push(name);
                    }
                }
            }
        }
        amended.corrections.dress(&mut entity);
        (line.kind, line.name, line.aliases) =
            (entity.kind, entity.name.clone(), entity.aliases.clone());
        Ok(Some((entity, line)))
    }

    pub(super) fn row_of(&self, root: i64) -> Result<Option<EntityRow>, Error> {
        Ok(self.entity_of(root)?.map(|(_, row)| row))
    }

    /// The entities that go by exactly this id, name or alias, case and accents aside; most
    /// mentions first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn find_entity(&self, name: &str) -> Result<Vec<EntityRow>, Error> {
        let amended = self.amended()?;
        let mut roots = BTreeSet::new();
        for key in self.keys_exactly(name.trim())? {
            roots.insert(amended.root(key));
        }
        let mut out = Vec::new();
        for root in roots {
            out.extend(self.row_of(root)?.filter(|row| row.articles > 0));
        }
        out.sort_by(|a, b| (b.mentions, &a.id).cmp(&(a.mentions, &b.id)));
        Ok(out)
    }

    /// The rows that have exactly this id or one of whose names it is, those of the analyst among
    /// them.
    pub(super) fn keys_exactly(&self, name: &str) -> Result<BTreeSet<i64>, Error> {
        let folded = fold::fold_name(name);
        let mut statement = self.connection.prepare_cached(
            "SELECT key, id, id = ?1 FROM entities WHERE id = ?1
             OR key IN (SELECT entity FROM names WHERE folded = ?2)",
        )?;
        let amended = self.amended()?;
        let mut rows = statement.query(params![name.to_lowercase(), folded])?;
        let mut out = BTreeSet::new();
        while let Some(row) = rows.next()? {
            let by_id: bool = row.get(2)?;
            let id = EntityId(row.get(1)?);
            if by_id || !amended.corrections.is_taken(&id, name) {
                out.insert(row.get(0)?);
            }
        }
        out.extend(amended.named.get(&folded).into_iter().flatten());
        Ok(out)
    }

    /// The articles that name an entity, newest first, with how often; copies count with their
    /// origin as one.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn postings(&self, id: &EntityId) -> Result<Vec<(ArticleId, u32)>, Error> {
        Ok(self.naming_articles(id)?.to_vec())
    }

    /// The same, kept for those who come back to it.
    fn naming_articles(&self, id: &EntityId) -> Result<Naming, Error> {
        let stamp = self.stamp()?;
        if let Some(naming) = self.cache.borrow_mut().at(stamp).naming(id) {
            return Ok(naming);
        }
        let Some((_, members)) = self.group(id)? else {
            return Ok(Naming::default());
        };
        let columns = self.columns()?;
        let mut found: Vec<(u64, u32)> = Vec::new();
        for key in members {
            let naming = self.articles_naming(key, 0)?.into_iter();
            found.extend(naming.map(|(id, count)| (newest_first(id, columns.line(id)), count)));
        }
        found.sort_unstable();
        // An article that names two rows of the entity comes twice.
        found.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0 };
            same
        });
        let found = found
            .into_iter()
            .map(|(key, mentions)| (ArticleId(i64::from(key as u32)), mentions));
        let naming: Naming = Arc::new(found.collect());
        self.cache.borrow_mut().at(stamp).keep_naming(id, &naming);
        Ok(naming)
    }

    /// The newest articles that name an entity, at most so many.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn newest_naming(&self, id: &EntityId, count: usize) -> Result<Vec<ArticleId>, Error> {
        let Some((_, row)) = self.entity(id)? else {
            return Ok(Vec::new());
        };
        let (all, with) = (self.total("origins")? as usize, row.articles as usize);
        // Where many do, those are found soonest by looking at the newest of all.
        let most = if self.has_columns()? {
            with / STEP
        } else {
            WALK
        };
        if with > count && all.saturating_mul(count) / with < most {
            return self.newest_walking(id, count);
        }
        let stamp = self.stamp()?;
        let known = self.cache.borrow_mut().at(stamp).naming(id);
        match self.group(id)? {
            Some((key, members)) if known.is_none() && members.len() == 1 => {
                self.newest_of(key, count)
            }
            _ => {
                let naming = self.naming_articles(id)?;
                Ok(naming.iter().take(count).map(|(id, _)| *id).collect())
            }
        }
    }

    /// The same of one row, without all of its articles being put in order.
    fn newest_of(&self, key: i64, count: usize) -> Result<Vec<ArticleId>, Error> {
        let columns = self.columns()?;
        let naming = self.articles_naming(key, 0)?.into_iter();
        let mut newest: Vec<u64> = naming
            .map(|(id, _)| newest_first(id, columns.line(id)))
            .collect();
        if newest.len() > count {
            newest.select_nth_unstable(count);
            newest.truncate(count);
        }
        newest.sort_unstable();
        let ids = newest.into_iter().map(|key| i64::from(key as u32));
        Ok(ids.map(ArticleId).collect())
    }

    fn newest_walking(&self, id: &EntityId, count: usize) -> Result<Vec<ArticleId>, Error> {
        let members = self.group(id)?.map_or_else(Vec::new, |group| group.1);
        let members: Vec<u32> = members.into_iter().map(|key| key as u32).collect();
        let mut statement = self.connection.prepare_cached(
            "SELECT a.id, f.keys FROM articles a JOIN forward f ON f.article = a.id
             WHERE a.origin IS NULL ORDER BY a.first DESC, a.id",
        )?;
        let mut rows = statement.query([])?;
        let mut out = Vec::with_capacity(count);
        while out.len() < count
            && let Some(row) = rows.next()?
        {
            let bytes = row.get_ref(1)?.as_blob().unwrap_or_default();
            if Forward::names(bytes, &members) {
                out.push(ArticleId(row.get(0)?));
            }
        }
        Ok(out)
    }

    /// The article after another, or before it, among those that name an entity, newest first;
    /// from an article that does not, the first or last of all.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn beside_naming(
        &self,
        id: &EntityId,
        from: ArticleId,
        step: Step,
    ) -> Result<Option<ArticleId>, Error> {
        let naming = self.naming_articles(id)?;
        let columns = self.columns()?;
        let place = |id: ArticleId| newest_first(id.0 as u32, columns.line(id.0 as u32));
        let here = naming.binary_search_by_key(&place(from), |(id, _)| place(*id));
        let next = match (step, here) {
            (Step::Next, Ok(at)) => naming.get(at + 1),
            (Step::Next, Err(_)) => naming.first(),
            (Step::Previous, Ok(at)) => at.checked_sub(1).and_then(|at| naming.get(at)),
            (Step::Previous, Err(_)) => naming.last(),
        };
        Ok(next.map(|(id, _)| *id))
    }

    /// Who is named in the same articles as an entity, and in how many sentences together; most
    /// sentences, then most articles first, no more than 512, and none after the first that `enough`
    /// is said of.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn together(
        &self,
        id: &EntityId,
        mut enough: impl FnMut(&Together) -> bool,
    ) -> Result<Vec<Together>, Error> {
        let Some((own, members)) = self.group(id)? else {
            return Ok(Vec::new());
        };
        let amended = self.amended()?;
        let pairs = if amended.merges() {
            foremost::first(self.company_joined(own, &members)?, COMPANIONS)
        } else {
            self.foremost_company(own as u32, COMPANIONS)?
        };
        let mut look = self.connection.prepare_cached(
            "SELECT id, kind, name, articles, sentences FROM entities WHERE key = ?1",
        )?;
        let mut out = Vec::with_capacity(pairs.len());
        for (key, [articles, sentences]) in pairs {
            let mut found = look.query_row([key], |row| {
                Ok(Together {
                    id: EntityId(row.get(0)?),
                    kind: codes::kind_of(row.get(1)?),
                    name: row.get(2)?,
                    articles,
                    sentences,
                    total_articles: row.get(3)?,
                    total_sentences: row.get(4)?,
                })
            })?;
            let key = i64::from(key);
            if let Some(members) = amended.groups().get(&key) {
                [_, found.total_articles, found.total_sentences] = self.group_sums(key, members)?;
            }
            amended.say(key, &found.id, &mut found.kind, &mut found.name);
            let last = enough(&found);
            out.push(found);
            if last {
                break;
            }
        }
        Ok(out)
    }

    /// How many sentences of the library name an entity.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn sentences_naming(&self, id: &EntityId) -> Result<u32, Error> {
        let Some((root, members)) = self.group(id)? else {
            return Ok(0);
        };
        if members.len() > 1 {
            return Ok(self.group_sums(root, &members)?[2]);
        }
        Ok(self
            .connection
            .prepare_cached("SELECT sentences FROM entities WHERE key = ?1")?
            .query_row([root], |row| row.get(0))?)
    }
}

use super::cache::Naming;
use super::columns::newest_first;
use super::forward::Forward;
use super::{EntityRow, Error, Library, Step, Together, Totals, codes, fold};
use crate::model::{ArticleId, Entity, EntityId};
use rusqlite::{OptionalExtension, Row, params};
use std::sync::Arc;

/// Companions beyond these are named together so seldom that no measure brings them to the top.
const COMPANIONS: usize = 512;
/// Articles that are looked at one by one before an entity's own list is the shorter way.
const WALK: usize = 1_000;

const ROW: &str = "SELECT id, kind, name, aliases, country, mentions, articles FROM entities";

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
        let sql = format!("{ROW} WHERE articles > 0 ORDER BY mentions DESC, id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([], read_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
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
        Ok(count as usize)
    }

    /// One entity with its counts; nothing where no article ever named it.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn entity(&self, id: &EntityId) -> Result<Option<(Entity, EntityRow)>, Error> {
        let sql =
            "SELECT id, kind, name, aliases, country, mentions, articles, parent, note, listed
                   FROM entities WHERE id = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement
            .query_row([id.as_str()], |row| {
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
            })
            .optional()?;
        Ok(found)
    }

    /// The entities that go by exactly this id, name or alias, case and accents aside; most
    /// mentions first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn find_entity(&self, name: &str) -> Result<Vec<EntityRow>, Error> {
        let sql = format!(
            "{ROW} WHERE articles > 0 AND (id = ?1 OR key IN
             (SELECT entity FROM names WHERE folded = ?2)) ORDER BY mentions DESC, id"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(
            params![name.trim().to_lowercase(), fold::fold_name(name)],
            read_row,
        )?;
        Ok(rows.collect::<Result<_, _>>()?)
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
        let stamp = self.generation()?;
        if let Some(naming) = self.cache.borrow_mut().at(stamp).naming(id) {
            return Ok(naming);
        }
        let Some(key) = self.entity_key(id)? else {
            return Ok(Naming::default());
        };
        let columns = self.columns()?;
        let mut found: Vec<(u64, u32)> = self
            .articles_naming(key, 0)?
            .into_iter()
            .map(|(id, mentions)| (newest_first(id, columns.line(id)), mentions))
            .collect();
        found.sort_unstable();
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
        if with > count && all.saturating_mul(count) / with < WALK {
            return self.newest_walking(id, count);
        }
        let naming = self.naming_articles(id)?;
        Ok(naming.iter().take(count).map(|(id, _)| *id).collect())
    }

    fn newest_walking(&self, id: &EntityId, count: usize) -> Result<Vec<ArticleId>, Error> {
        let own = self.entity_key(id)?.unwrap_or(-1) as u32;
        let mut statement = self.connection.prepare_cached(
            "SELECT a.id, f.keys FROM articles a JOIN forward f ON f.article = a.id
             WHERE a.origin IS NULL ORDER BY a.first DESC, a.id",
        )?;
        let mut rows = statement.query([])?;
        let (mut out, mut forward) = (Vec::with_capacity(count), Forward::default());
        while out.len() < count
            && let Some(row) = rows.next()?
        {
            forward.read(row.get_ref(1)?.as_blob().unwrap_or_default());
            if forward
                .keys
                .binary_search_by_key(&own, |(key, _)| *key)
                .is_ok()
            {
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

    /// Who is named in the same articles as an entity, and in how many sentences together;
    /// most sentences, then most articles first, and no more than 512.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn together(&self, id: &EntityId) -> Result<Vec<Together>, Error> {
        let Some(own) = self.entity_key(id)? else {
            return Ok(Vec::new());
        };
        let mut pairs = self.company(own as u32)?;
        let order = |&(key, [articles, sentences]): &(u32, [u32; 2])| {
            (std::cmp::Reverse((sentences, articles)), key)
        };
        if pairs.len() > COMPANIONS {
            pairs.select_nth_unstable_by_key(COMPANIONS, order);
            pairs.truncate(COMPANIONS);
        }
        pairs.sort_unstable_by_key(order);
        let mut look = self.connection.prepare_cached(
            "SELECT id, kind, name, articles, sentences FROM entities WHERE key = ?1",
        )?;
        let mut out = Vec::with_capacity(pairs.len());
        for (key, [articles, sentences]) in pairs {
            out.push(look.query_row([key], |row| {
                Ok(Together {
                    id: EntityId(row.get(0)?),
                    kind: codes::kind_of(row.get(1)?),
                    name: row.get(2)?,
                    articles,
                    sentences,
                    total_articles: row.get(3)?,
                    total_sentences: row.get(4)?,
                })
            })?);
        }
        Ok(out)
    }

    /// How many sentences of the library name an entity.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn sentences_naming(&self, id: &EntityId) -> Result<u32, Error> {
        Ok(self
            .connection
            .prepare_cached("SELECT sentences FROM entities WHERE id = ?1")?
            .query_row([id.as_str()], |row| row.get(0))
            .optional()?
            .unwrap_or(0))
    }

    pub(super) fn entity_key(&self, id: &EntityId) -> Result<Option<i64>, Error> {
        Ok(self
            .connection
            .prepare_cached("SELECT key FROM entities WHERE id = ?1")?
            .query_row([id.as_str()], |row| row.get(0))
            .optional()?)
    }
}

use super::pack::Forward;
use super::{EntityRow, Error, Library, Together, Totals, codes, fold};
use crate::model::{ArticleId, Entity, EntityId};
use rusqlite::{OptionalExtension, Row, params};
use std::collections::HashMap;

/// Companions beyond these are named together so seldom that no measure brings them to the top.
const COMPANIONS: usize = 512;

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

    /// The articles that name an entity, newest first, with how often.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn postings(&self, id: &EntityId) -> Result<Vec<(ArticleId, u32)>, Error> {
        let sql = "SELECT p.article, p.mentions FROM postings p
                   JOIN articles a ON a.id = p.article
                   WHERE p.entity = (SELECT key FROM entities WHERE id = ?1)
                   ORDER BY a.first DESC, a.id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([id.as_str()], |row| {
            Ok((ArticleId(row.get(0)?), row.get(1)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
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
        let mut statement = self.connection.prepare_cached(
            "SELECT f.keys FROM postings p JOIN forward f ON f.article = p.article
             WHERE p.entity = ?1",
        )?;
        let mut rows = statement.query([own])?;
        let mut counts: HashMap<u32, [u32; 2]> = HashMap::new();
        while let Some(row) = rows.next()? {
            let forward = Forward::unpack(row.get_ref(0)?.as_blob().unwrap_or_default());
            count_with(own, &forward, &mut counts);
        }
        let mut pairs: Vec<(u32, [u32; 2])> = counts.into_iter().collect();
        pairs.sort_unstable_by_key(|&(key, [articles, sentences])| {
            (std::cmp::Reverse((sentences, articles)), key)
        });
        pairs.truncate(COMPANIONS);
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

fn count_with(own: i64, forward: &Forward, counts: &mut HashMap<u32, [u32; 2]>) {
    let mut own_place = None;
    for (place, &(key, _)) in forward.keys.iter().enumerate() {
        if i64::from(key) == own {
            own_place = Some(place as u32);
        } else {
            counts.entry(key).or_default()[0] += 1;
        }
    }
    let Some(own_place) = own_place else { return };
    for sentence in &forward.sentences {
        if !sentence.contains(&own_place) {
            continue;
        }
        for &place in sentence {
            if place != own_place
                && let Some((key, _)) = forward.keys.get(place as usize)
            {
                counts.entry(*key).or_default()[1] += 1;
            }
        }
    }
}

//! Saved questions, and what is watched: which articles that came since are about it.

use super::set::Set;
use super::{Error, Library, News, Query, Watched};
use crate::model::{ArticleId, EntityId, Watching};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Questions that name others, within one another at most.
const DEPTH: usize = 16;

impl Library {
    /// The saved questions, by name.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn queries(&self) -> Result<Vec<(String, String)>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT name, query FROM queries ORDER BY name")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The question saved under a name.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn saved(&self, name: &str) -> Result<Option<String>, Error> {
        Ok(self
            .connection
            .prepare_cached("SELECT query FROM queries WHERE name = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()?)
    }

    /// Reads a question in which `@name` stands for a saved one.
    ///
    /// # Errors
    /// [`Error::Query`] where it cannot be understood, or names one that is not there or that
    /// names itself; where the database fails.
    pub fn ask(&self, question: &str) -> Result<Query, Error> {
        let mut query = Query::parse(question)?;
        for _ in 0..DEPTH {
            let names = query.saved_names();
            if names.is_empty() {
                return Ok(query);
            }
            let mut known = BTreeMap::new();
            for name in names {
                let Some(text) = self.saved(&name)? else {
                    return Err(Error::Query(self.not_saved(question, &name)?));
                };
                known.insert(name, Query::parse(&text)?);
            }
            query = query.with_saved(&known);
        }
        Err(Error::Query(super::QueryError {
            at: 0..question.len(),
            message: "a saved query asks for itself".to_owned(),
            hint: None,
        }))
    }

    fn not_saved(&self, question: &str, name: &str) -> Result<super::QueryError, Error> {
        let known: Vec<String> = self
            .queries()?
            .into_iter()
            .map(|(name, _)| format!("@{name}"))
            .collect();
        let typed = format!("@{name}");
        let at = question.to_lowercase().find(&typed);
        let quotes = "for the word itself, put it in quotation marks";
        Ok(super::QueryError {
            at: at.map_or(0..question.len(), |at| at..at + typed.len()),
            message: format!("no query is saved as {typed}"),
            hint: Some(if known.is_empty() {
                quotes.to_owned()
            } else {
                format!("saved are {}; {quotes}", known.join(", "))
            }),
        })
    }

    /// What is watched, with how many articles it has and which of them are new: came since it
    /// was last looked at, and are not read.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn news(&self) -> Result<Arc<News>, Error> {
        let stamp = self.stamp()?;
        if let Some(news) = self.cache.borrow_mut().at(stamp).news() {
            return Ok(news);
        }
        // A question that is watched and asks for what is new finds nothing new in itself.
        self.cache.borrow_mut().keep_news(&Arc::default());
        let found = self.look_for_news();
        self.cache.borrow_mut().forget_news();
        let news = Arc::new(found?);
        self.cache.borrow_mut().keep_news(&news);
        Ok(news)
    }

    fn look_for_news(&self) -> Result<News, Error> {
        let mut out = News::default();
        let read = self.read_set()?;
        for (watching, since) in self.watching()? {
            let (name, kind, articles, fresh) = match &watching {
                Watching::Entity(id) => {
                    let Some((entity, row)) = self.entity(id)? else {
                        continue;
                    };
                    let fresh = self.named_since(id, since)?;
                    (entity.name, Some(entity.kind), row.articles, fresh)
                }
                Watching::Query(name) => {
                    // A question that cannot be asked any more is shown without articles.
                    let found = match self.ask(&format!("@{name}")) {
                        Ok(query) => self.matching(&query)?,
                        Err(_) => Set::default(),
                    };
                    let fresh = found.iter().filter(|id| i64::from(*id) > since).collect();
                    (name.clone(), None, found.len() as u32, fresh)
                }
            };
            let at = out.watched.len();
            let mut new = 0;
            for id in fresh.into_iter().filter(|id: &u32| !read.has(*id)) {
                new += 1;
                out.articles
                    .entry(ArticleId(id.into()))
                    .or_default()
                    .push(at);
            }
            out.watched.push(Watched {
                watching,
                name,
                kind,
                articles,
                new,
                since,
            });
        }
        Ok(out)
    }

    pub(super) fn watching(&self) -> Result<Vec<(Watching, i64)>, Error> {
        let mut out = Vec::new();
        let mut statement = self
            .connection
            .prepare_cached("SELECT entity, since FROM watched WHERE watched ORDER BY entity")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            out.push((Watching::Entity(EntityId(row.get(0)?)), row.get(1)?));
        }
        let mut statement = self
            .connection
            .prepare_cached("SELECT name, since FROM queries WHERE watched ORDER BY name")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            out.push((Watching::Query(row.get(0)?), row.get(1)?));
        }
        Ok(out)
    }

    fn read_set(&self) -> Result<Set, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT article FROM states WHERE read")?;
        let ids = statement.query_map([], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// The articles after one that name an entity.
    fn named_since(&self, id: &EntityId, since: i64) -> Result<Vec<u32>, Error> {
        let Some((_, members)) = self.group(id)? else {
            return Ok(Vec::new());
        };
        let mut found = Set::default();
        for key in members {
            for (id, _) in self.articles_naming(key, since as u32)? {
                found.insert(id);
            }
        }
        Ok(found.iter().collect())
    }
}

/// A name that a question can be saved under, as it is kept: in small letters, without the `@`,
/// hyphens for spaces. Nothing where there are other signs in it.
#[must_use]
pub fn query_name(name: &str) -> Option<String> {
    let name = name.trim().trim_start_matches('@').to_lowercase();
    let name = name.split_whitespace().collect::<Vec<_>>().join("-");
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let fit = name.chars().all(fits) && name.chars().any(char::is_alphanumeric);
    fit.then_some(name)
}

/// The article that came last.
pub(super) const LAST: &str = "(SELECT coalesce(max(id), 0) FROM articles)";

pub(super) fn watch_entity(db: &Connection, id: &EntityId, on: bool) -> Result<usize, Error> {
    let sql = if on {
        // Who takes the watch up again finds it as it was left.
        format!(
            "INSERT INTO watched (entity, watched, since) VALUES (?1, 1, {LAST})
             ON CONFLICT DO UPDATE SET watched = 1"
        )
    } else {
        "UPDATE watched SET watched = 0 WHERE entity = ?1".to_owned()
    };
    Ok(db.prepare_cached(&sql)?.execute([id.as_str()])?)
}

pub(super) fn watch_query(db: &Connection, name: &str, on: bool) -> Result<usize, Error> {
    let sql = if on {
        format!(
            "UPDATE queries SET since = iif(watched OR since > 0, since, {LAST}), watched = 1
             WHERE name = ?1"
        )
    } else {
        "UPDATE queries SET watched = 0 WHERE name = ?1".to_owned()
    };
    Ok(db.prepare_cached(&sql)?.execute([name])?)
}

/// Saves a question; who is watched stays watched under the name. Or forgets it, and its watch with
/// it.
pub(super) fn save(db: &Connection, name: &str, query: Option<&str>) -> Result<usize, Error> {
    Ok(match query {
        Some(query) => db
            .prepare_cached(
                "INSERT INTO queries (name, query) VALUES (?1, ?2)
                 ON CONFLICT DO UPDATE SET query = excluded.query",
            )?
            .execute([name, query])?,
        None => db
            .prepare_cached("DELETE FROM queries WHERE name = ?1")?
            .execute([name])?,
    })
}

/// From now on nothing that is there already is new; of one thing watched, or of all.
pub(super) fn seen(db: &Connection, watching: Option<&Watching>) -> Result<usize, Error> {
    let entities = format!("UPDATE watched SET since = {LAST}");
    let queries = format!("UPDATE queries SET since = {LAST}");
    Ok(match watching {
        Some(Watching::Entity(id)) => {
            db.execute(&format!("{entities} WHERE entity = ?1"), [id.as_str()])?
        }
        Some(Watching::Query(name)) => db.execute(&format!("{queries} WHERE name = ?1"), [name])?,
        None => db.execute(&entities, [])? + db.execute(&queries, [])?,
    })
}

/// Puts the last look at something back to where it was.
pub(super) fn unseen(db: &Connection, watching: &Watching, since: i64) -> Result<usize, Error> {
    let (sql, name) = match watching {
        Watching::Entity(id) => (
            "UPDATE watched SET since = ?2 WHERE entity = ?1",
            id.as_str(),
        ),
        Watching::Query(name) => (
            "UPDATE queries SET since = ?2 WHERE name = ?1",
            name.as_str(),
        ),
    };
    Ok(db.prepare_cached(sql)?.execute(params![name, since])?)
}

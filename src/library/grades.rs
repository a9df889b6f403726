use super::{Error, Library, Reliable};
use crate::model::{ArticleId, Document, Reliability};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

impl Library {
    /// How far each publisher can be relied on, of those that the analyst judged.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn reliabilities(&self) -> Result<BTreeMap<String, Reliability>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT publisher, grade FROM reliabilities")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, grade(row.get(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The articles that the analyst judged by themselves.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn article_grades(&self) -> Result<BTreeMap<ArticleId, Reliability>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT article, grade FROM article_grades")?;
        let rows =
            statement.query_map([], |row| Ok((ArticleId(row.get(0)?), grade(row.get(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How far an article can be relied on, and who says so.
    pub(super) fn reliable(
        &self,
        article: ArticleId,
        document: &Document,
    ) -> Result<Reliable, Error> {
        let own = self
            .connection
            .prepare_cached("SELECT grade FROM article_grades WHERE article = ?1")?
            .query_row([article.0], |row| row.get(0))
            .optional()?;
        let publisher = document.meta.publisher.as_ref().map(|it| it.value.as_str());
        let publisher = self
            .connection
            .prepare_cached("SELECT grade FROM reliabilities WHERE publisher = ?1")?
            .query_row([publisher.unwrap_or_default()], |row| row.get(0))
            .optional()?;
        Ok(Reliable {
            own: own.map(grade),
            publisher: publisher.map(grade),
            given: document.meta.grade.as_ref().map(|it| it.value.reliability),
        })
    }
}

fn grade(code: i64) -> Reliability {
    Reliability::ALL
        .get(code as usize)
        .copied()
        .unwrap_or_default()
}

pub(super) fn put_publisher(
    db: &Connection,
    publisher: &str,
    grade: Option<Reliability>,
) -> rusqlite::Result<usize> {
    match grade {
        Some(grade) => db
            .prepare_cached("INSERT OR REPLACE INTO reliabilities VALUES (?1, ?2)")?
            .execute(params![publisher, grade as i64]),
        None => db
            .prepare_cached("DELETE FROM reliabilities WHERE publisher = ?1")?
            .execute([publisher]),
    }
}

pub(super) fn put_article(
    db: &Connection,
    article: ArticleId,
    grade: Option<Reliability>,
) -> rusqlite::Result<usize> {
    match grade {
        Some(grade) => db
            .prepare_cached("INSERT OR REPLACE INTO article_grades VALUES (?1, ?2)")?
            .execute(params![article.0, grade as i64]),
        None => db
            .prepare_cached("DELETE FROM article_grades WHERE article = ?1")?
            .execute([article.0]),
    }
}

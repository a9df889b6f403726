use super::{Error, Library, Reliable};
use crate::model::{ArticleId, Reliability};
use rusqlite::{Connection, Row, params};
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
}

/// How far an article can be relied on, from three columns: its own grade, its publisher's, the
/// one that it came with.
pub(super) fn reliable(row: &Row<'_>, from: usize) -> rusqlite::Result<Reliable> {
    let at = |column: usize| {
        row.get::<_, Option<i64>>(column)
            .map(|code| code.map(grade))
    };
    Ok(Reliable {
        own: at(from)?,
        publisher: at(from + 1)?,
        given: at(from + 2)?,
    })
}

/// Keeps the grade that an article comes with, where it comes with one.
pub(super) fn put_given(
    db: &Connection,
    article: i64,
    given: Option<Reliability>,
) -> rusqlite::Result<()> {
    if let Some(given) = given {
        db.prepare_cached("INSERT OR REPLACE INTO given_grades VALUES (?1, ?2)")?
            .execute(params![article, given as i64])?;
    }
    Ok(())
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

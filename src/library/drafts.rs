use super::watch::LAST;
use super::{Error, Library};
use crate::model::{ArticleId, Day, Draft};
use rusqlite::{Connection, OptionalExtension, params};

impl Library {
    /// What the analyst wrote and chose for the note on a scope; an empty draft where nothing.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn draft(&self, scope: &str) -> Result<Draft, Error> {
        let value: Option<String> = self
            .connection
            .prepare_cached("SELECT value FROM drafts WHERE scope = ?1")?
            .query_row([scope], |row| row.get(0))
            .optional()?;
        Ok(value
            .and_then(|value| serde_json::from_str(&value).ok())
            .unwrap_or_default())
    }

    /// The day on which the last note on a scope was written, and the article that came last before.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn noted(&self, scope: &str) -> Result<Option<(Day, ArticleId)>, Error> {
        Ok(self
            .connection
            .prepare_cached("SELECT day, article FROM noted WHERE scope = ?1")?
            .query_row([scope], |row| {
                Ok((Day(row.get(0)?), ArticleId(row.get(1)?)))
            })
            .optional()?)
    }

    /// Every draft by its scope, in order.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn drafts(&self) -> Result<Vec<(String, Draft)>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT scope, value FROM drafts ORDER BY scope")?;
        let mut rows = statement.query([])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let value: String = row.get(1)?;
            if let Ok(draft) = serde_json::from_str(&value) {
                out.push((row.get(0)?, draft));
            }
        }
        Ok(out)
    }
}

/// An empty draft is none.
pub(super) fn put(db: &Connection, scope: &str, draft: &Draft) -> rusqlite::Result<usize> {
    if draft.is_empty() {
        return db
            .prepare_cached("DELETE FROM drafts WHERE scope = ?1")?
            .execute([scope]);
    }
    // Strings, lists and words of fixed sets: nothing that JSON cannot say.
    let value = serde_json::to_string(draft).unwrap_or_default();
    db.prepare_cached("INSERT OR REPLACE INTO drafts VALUES (?1, ?2)")?
        .execute([scope, &value])
}

pub(super) fn noted(db: &Connection, scope: &str, day: Day) -> rusqlite::Result<usize> {
    db.prepare_cached(&format!(
        "INSERT OR REPLACE INTO noted VALUES (?1, ?2, {LAST})"
    ))?
    .execute(params![scope, day.0])
}

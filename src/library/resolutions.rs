use super::{Error, Library};
use crate::model::{ClipKey, Resolution};
use rusqlite::{Connection, params};

impl Library {
    /// The tellings that the analyst goes with, the latest decision first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn resolutions(&self) -> Result<Vec<Resolution>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT value FROM resolutions ORDER BY key")?;
        let mut rows = statement.query([])?;
        let mut out: Vec<Resolution> = Vec::new();
        while let Some(row) = rows.next()? {
            let value = row.get_ref(0)?.as_str().unwrap_or_default();
            out.extend(serde_json::from_str::<Resolution>(value));
        }
        out.sort_by_key(|resolution| std::cmp::Reverse(resolution.created));
        Ok(out)
    }
}

pub(super) fn put(db: &Connection, resolution: &Resolution) -> rusqlite::Result<usize> {
    // Strings and numbers: nothing that JSON cannot say.
    let value = serde_json::to_string(resolution).unwrap_or_default();
    db.prepare_cached("INSERT OR REPLACE INTO resolutions VALUES (?1, ?2, ?3)")?
        .execute(params![
            resolution.key.as_str(),
            resolution.anchor.article.0,
            value
        ])
}

pub(super) fn remove(db: &Connection, key: &ClipKey) -> rusqlite::Result<usize> {
    db.prepare_cached("DELETE FROM resolutions WHERE key = ?1")?
        .execute([key.as_str()])
}

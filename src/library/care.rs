use super::put;
use super::tally::Tally;
use super::{Error, Library, Version, pack};
use crate::model::{ArticleId, Document};
use rusqlite::{OptionalExtension, params};
use std::path::Path;

impl Library {
    /// Looks the whole library over; what is wrong, a line each, and nothing where all is well.
    ///
    /// # Errors
    /// Where the database cannot be read at all.
    pub fn check(&self) -> Result<Vec<String>, Error> {
        let mut out = Vec::new();
        let mut statement = self.connection.prepare("PRAGMA integrity_check(20)")?;
        let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
        for line in lines {
            let line = line?;
            if line != "ok" {
                out.push(format!("the database is damaged: {line}"));
            }
        }
        for (what, sql) in SUMS {
            let wrong: i64 = self.connection.query_row(sql, [], |row| row.get(0))?;
            if wrong != 0 {
                out.push(format!("{what}: {wrong} off"));
            }
        }
        let mut ids = self
            .connection
            .prepare("SELECT id FROM articles ORDER BY id")?;
        let ids = ids.query_map([], |row| row.get(0).map(ArticleId))?;
        for id in ids {
            let id = id?;
            if let Err(error) = self.article(id).and_then(|_| self.raw(id)) {
                out.push(error.to_string());
            }
        }
        Ok(out)
    }

    /// Writes a copy of the library, sound also while others write to it.
    ///
    /// # Errors
    /// Where the file is there already or cannot be written.
    pub fn backup(&self, to: &Path) -> Result<(), Error> {
        let failed = |why: String| Error::Write {
            path: to.to_owned(),
            why,
        };
        if to.exists() {
            return Err(failed("there is such a file already".to_owned()));
        }
        let name = to
            .to_str()
            .ok_or_else(|| failed("its name is no Unicode".to_owned()))?;
        self.connection
            .execute("VACUUM INTO ?1", [name])
            .map_err(|error| failed(error.to_string()))?;
        Ok(())
    }

    /// The older versions of an article, oldest first.
    ///
    /// # Errors
    /// Where the database fails or keeps one damaged.
    pub fn versions(&self, article: ArticleId) -> Result<Vec<Version>, Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT number, text, document FROM versions WHERE article = ?1 ORDER BY number",
        )?;
        let mut rows = statement.query([article.0])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let damaged = |why: String| Error::Damaged { article, why };
            let text = pack::swell(row.get_ref(1)?.as_blob().unwrap_or_default(), article)?;
            let document = pack::swell(row.get_ref(2)?.as_blob().unwrap_or_default(), article)?;
            let document: Document =
                serde_json::from_slice(&document).map_err(|e| damaged(e.to_string()))?;
            out.push(Version {
                number: row.get(0)?,
                title: document.title().to_owned(),
                text: String::from_utf8(text).map_err(|e| damaged(e.to_string()))?,
                sha256: document.sha256,
            });
        }
        Ok(out)
    }

    /// Takes articles out whose every source a caller knows to be gone. The analyst's work on
    /// them stays and is there again when the same bytes come back. Returns how many went.
    ///
    /// # Errors
    /// Where the database fails; then none is gone.
    pub fn prune(&mut self, gone: impl Fn(&str) -> bool) -> Result<usize, Error> {
        let transaction = self
            .connection
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let mut tally = Tally::default();
        let mut count = 0;
        {
            let mut sources =
                transaction.prepare("SELECT path, key, article FROM sources ORDER BY path, key")?;
            let mut rows = sources.query([])?;
            let mut lost = Vec::new();
            while let Some(row) = rows.next()? {
                let (path, key, article): (String, String, i64) =
                    (row.get(0)?, row.get(1)?, row.get(2)?);
                if gone(&path) {
                    lost.push((path, key, article));
                }
            }
            for (path, key, article) in lost {
                transaction
                    .prepare_cached("DELETE FROM sources WHERE path = ?1 AND key = ?2")?
                    .execute(params![path, key])?;
                let left: Option<i64> = transaction
                    .prepare_cached("SELECT article FROM sources WHERE article = ?1")?
                    .query_row([article], |row| row.get(0))
                    .optional()?;
                if left.is_none() {
                    put::clear(&transaction, ArticleId(article), &mut tally)?;
                    count += 1;
                }
            }
        }
        tally.write(&transaction)?;
        transaction.commit()?;
        Ok(count)
    }
}

/// Sums that are kept beside what they are the sums of.
const SUMS: [(&str, &str); 8] = [
    (
        "the number of articles",
        "SELECT (SELECT count(*) FROM articles) - (SELECT value FROM totals WHERE name = 'articles')",
    ),
    (
        "the number of origins",
        "SELECT (SELECT count(*) FROM articles WHERE origin IS NULL)
         - (SELECT value FROM totals WHERE name = 'origins')",
    ),
    (
        "articles without a body",
        "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article FROM bodies)",
    ),
    (
        "the days of the articles",
        "SELECT count(*) FROM (SELECT first d, count(*) n FROM articles WHERE origin IS NULL
         GROUP BY 1) LEFT JOIN days ON series = 0 AND day = d WHERE n IS NOT count",
    ),
    (
        "the days of the events",
        "SELECT count(*) FROM (SELECT first d, count(*) n FROM events GROUP BY 1)
         LEFT JOIN days ON series = 1 AND day = d WHERE n IS NOT count",
    ),
    (
        "the number of events",
        "SELECT (SELECT count(*) FROM events) - (SELECT value FROM totals WHERE name = 'events')",
    ),
    (
        "the mentions of the entities",
        "SELECT (SELECT coalesce(sum(mentions), 0) FROM postings)
         - (SELECT coalesce(sum(mentions), 0) FROM entities)",
    ),
    (
        "the articles of the entities",
        "SELECT (SELECT count(*) FROM postings) - (SELECT coalesce(sum(articles), 0) FROM entities)",
    ),
];

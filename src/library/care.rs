use super::places::{LEFT, is_held};
use super::{Error, Library, Version, calendar, pack, packed};
use crate::model::ArticleId;
use rusqlite::params;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

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
            let line = match line {
                Ok(line) => line,
                Err(error) => {
                    out.push(format!("the database is damaged: {error}"));
                    break;
                }
            };
            if line != "ok" {
                out.push(format!("the database is damaged: {line}"));
            }
        }
        for (what, sql) in SUMS {
            match self
                .connection
                .query_row(sql, [], |row| row.get::<_, i64>(0))
            {
                Ok(0) => {}
                Ok(wrong) => out.push(format!("{what}: {wrong} off")),
                Err(error) => out.push(format!("{what}: {error}")),
            }
        }
        self.check_blocks(&mut out)?;
        match calendar::off(&self.connection) {
            Ok(0) => {}
            Ok(wrong) => out.push(format!("counts of days: {wrong} series off")),
            Err(error) => out.push(format!("counts of days: {error}")),
        }
        let mut ids = self
            .connection
            .prepare("SELECT id FROM articles ORDER BY id")?;
        let ids = ids.query_map([], |row| row.get(0).map(ArticleId))?;
        for id in ids {
            let id = match id {
                Ok(id) => id,
                Err(error) => {
                    out.push(format!("the articles: {error}"));
                    break;
                }
            };
            if let Err(error) = self.article(id).and_then(|_| self.raw(id)) {
                out.push(error.to_string());
            }
        }
        self.check_versions(&mut out)?;
        self.check_claims(&mut out)?;
        self.check_work(&mut out);
        self.check_index(&mut out);
        Ok(out)
    }

    /// Writes a copy of the library, sound also while others write to it. It has its name only once
    /// all of it is on the disk.
    ///
    /// # Errors
    /// Where the file is there already or cannot be written.
    pub fn backup(&self, to: &Path) -> Result<(), Error> {
        let failed = |why: String| Error::Copy {
            path: to.to_owned(),
            why,
        };
        let is_free = || match to.try_exists() {
            Ok(false) => Ok(()),
            Ok(true) => Err(failed("there is such a file already".to_owned())),
            Err(error) => Err(failed(error.to_string())),
        };
        is_free()?;
        let mut part = to.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let name = part
            .to_str()
            .ok_or_else(|| failed("its name is no Unicode".to_owned()))?;
        // One that was broken off.
        match std::fs::remove_file(&part) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(failed(error.to_string()));
            }
            _ => {}
        }
        let copied = self
            .connection
            .execute("VACUUM INTO ?1", [name])
            .map_err(|error| failed(error.to_string()))
            .and_then(|_| is_free())
            .and_then(|()| {
                std::fs::File::open(&part)
                    .and_then(|file| file.sync_all())
                    .and_then(|()| std::fs::rename(&part, to))
                    .map_err(|error| failed(error.to_string()))
            });
        if copied.is_err() {
            let _ = std::fs::remove_file(&part);
        }
        copied
    }

    /// The older versions of an article, oldest first.
    ///
    /// # Errors
    /// Where the database fails or keeps one damaged.
    pub fn versions(&self, article: ArticleId) -> Result<Vec<Version>, Error> {
        self.hear_of_dictionaries()?;
        let mut statement = self.connection.prepare_cached(
            "SELECT number, text, document FROM versions WHERE article = ?1 ORDER BY number",
        )?;
        let mut rows = statement.query([article.0])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let damaged = |why: String| Error::Damaged { article, why };
            let text = pack::swell(row.get_ref(1)?.as_blob().unwrap_or_default(), article)?;
            let document =
                packed::read_document(row.get_ref(2)?.as_blob().unwrap_or_default(), article)?;
            out.push(Version {
                number: row.get(0)?,
                title: document.title().to_owned(),
                text: String::from_utf8(text).map_err(|e| damaged(e.to_string()))?,
                sha256: document.sha256,
            });
        }
        Ok(out)
    }

    /// Takes articles out that lie nowhere any more: of the sources `within` names, those whose file
    /// no longer holds the article are lost, and those that `gone` knows to be. The analyst's work on
    /// them stays and is there again when the same bytes come back. Returns how many went.
    ///
    /// # Errors
    /// Where the database fails; then none is gone.
    pub fn prune(
        &mut self,
        within: impl Fn(&str) -> bool,
        gone: impl Fn(&str) -> bool,
    ) -> Result<usize, Error> {
        self.write(&[], |writing| {
            let db = writing.db;
            let mut sources =
                db.prepare("SELECT path, key, article, size FROM sources ORDER BY path, key")?;
            let mut rows = sources.query([])?;
            let mut lost = Vec::new();
            while let Some(row) = rows.next()? {
                let (path, key, article): (String, String, i64) =
                    (row.get(0)?, row.get(1)?, row.get(2)?);
                let left = row.get::<_, Option<i64>>(3)? == Some(LEFT);
                if within(&path) && (left || gone(&path)) {
                    lost.push((path, key, article));
                }
            }
            let mut count = 0;
            for (id, path) in Self::sourceless(db)? {
                if path.is_some_and(|path| within(&path)) {
                    writing.clear(id)?;
                    count += 1;
                }
            }
            for (path, key, article) in lost {
                db.prepare_cached("DELETE FROM sources WHERE path = ?1 AND key = ?2")?
                    .execute(params![path, key])?;
                // Sources that were left elsewhere hold nothing, and wait to be pruned there.
                let there = db
                    .prepare_cached("SELECT 1 FROM articles WHERE id = ?1")?
                    .exists([article])?;
                if there && !is_held(db, article)? {
                    writing.clear(article)?;
                    count += 1;
                }
            }
            Ok(count)
        })
    }

    /// Sums that are not those of what lies in blocks.
    fn check_blocks(&self, out: &mut Vec<String>) -> Result<(), Error> {
        let (mentions, articles) = self.posting_sums()?;
        let (known_mentions, known_articles): (i64, i64) = self.connection.query_row(
            "SELECT coalesce(sum(mentions), 0), coalesce(sum(articles), 0) FROM entities",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        if mentions != known_mentions {
            out.push(format!(
                "the mentions of the entities: {} off",
                mentions - known_mentions
            ));
        }
        if articles != known_articles {
            out.push(format!(
                "the articles of the entities: {} off",
                articles - known_articles
            ));
        }
        let wrong = self.wrong_reaches()?;
        if wrong > 0 {
            out.push(format!("the span of what names the entities: {wrong} off"));
        }
        let mut events: BTreeMap<i32, u32> = BTreeMap::new();
        self.each_on(i32::MIN..=i32::MAX, |spot| {
            *events.entry(spot.first).or_default() += 1;
        })?;
        let days: BTreeMap<i32, u32> = self
            .days(1)?
            .iter()
            .map(|(day, count)| (day.0, *count))
            .collect();
        if events != days {
            out.push("the days of the events are off".to_owned());
        }
        let total: u64 = events.values().map(|&count| u64::from(count)).sum();
        if total != self.total("events")? {
            out.push("the number of events is off".to_owned());
        }
        let columns = self.columns()?;
        let mut rows = self
            .connection
            .prepare("SELECT id, first, last, origin FROM articles")?;
        let mut rows = rows.query([])?;
        let mut wrong = 0;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            let line = columns.line(row.get(0)?);
            let origin: Option<u32> = row.get(3)?;
            let same = line.is_there()
                && (line.first, line.last) == (row.get(1)?, row.get(2)?)
                && line.origin == origin.unwrap_or(0);
            wrong += i64::from(!same);
            count += 1;
        }
        wrong += columns.iter().count() as i64 - count;
        if wrong != 0 {
            out.push(format!("the columns of the articles: {wrong} off"));
        }
        Ok(())
    }
}

/// Sums that are kept beside what they are the sums of.
const SUMS: [(&str, &str); 6] = [
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
        "the copies of the articles",
        "SELECT count(*) FROM articles a LEFT JOIN
         (SELECT origin o, count(*) n FROM articles WHERE origin IS NOT NULL GROUP BY 1) ON o = a.id
         WHERE a.copies <> coalesce(n, 0)",
    ),
    (
        "copies of what is no origin",
        "SELECT count(*) FROM articles a WHERE a.origin IS NOT NULL AND NOT EXISTS
         (SELECT 1 FROM articles o WHERE o.id = a.origin AND o.origin IS NULL)",
    ),
];

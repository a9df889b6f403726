use super::{Error, Library, clips, corrections, drafts, grades, resolutions, watch};
use crate::model::{ArticleId, Change, EntityId};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

impl Library {
    /// Keeps one thing that the analyst did; when this returns it survives a kill.
    ///
    /// # Errors
    /// Where the disk is full or read-only, or the database fails.
    pub fn record(&mut self, change: &Change) -> Result<(), Error> {
        if let Change::All(changes) = change {
            let transaction = self
                .connection
                .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            for change in changes {
                write(&transaction, change)?;
            }
            transaction.commit()?;
        } else if corrects(change) {
            let transaction = self
                .connection
                .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            write(&transaction, change)?;
            transaction.commit()?;
        } else {
            write(&self.connection, change)?;
        }
        if corrects(change) {
            self.amend_little()?;
        }
        if decides(change) {
            self.cache.borrow_mut().work_changed();
        }
        Ok(())
    }

    /// Forgets answers that hang on the analyst's work, where another connection wrote since.
    pub(super) fn hear_of_work(&self) -> Result<(), Error> {
        let version: i64 = self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0))?;
        let mut cache = self.cache.borrow_mut();
        if cache.version != version {
            cache.version = version;
            cache.work_changed();
        }
        Ok(())
    }

    /// The lettered marks: article and byte offset.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn marks(&self) -> Result<BTreeMap<char, (ArticleId, u32)>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT letter, article, offset FROM marks")?;
        let mut rows = statement.query([])?;
        let mut out = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let letter: String = row.get(0)?;
            if let Some(letter) = letter.chars().next() {
                out.insert(letter, (ArticleId(row.get(1)?), row.get(2)?));
            }
        }
        Ok(out)
    }

    /// A named piece of the reader's state.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        Ok(self
            .connection
            .prepare_cached("SELECT value FROM settings WHERE name = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()?)
    }

    /// The reader's state, piece by piece.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn settings(&self) -> Result<BTreeMap<String, String>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT name, value FROM settings")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The entities that the analyst watches, in order of id.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn watched(&self) -> Result<Vec<EntityId>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT entity FROM watched WHERE watched ORDER BY entity")?;
        let rows = statement.query_map([], |row| Ok(EntityId(row.get(0)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The byte offset at which the reading of an article was left; 0 where it never was.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn place(&self, article: ArticleId) -> Result<u32, Error> {
        Ok(self
            .connection
            .prepare_cached("SELECT place FROM states WHERE article = ?1")?
            .query_row([article.0], |row| row.get(0))
            .optional()?
            .unwrap_or(0))
    }
}

/// Whether marks change with it.
fn corrects(change: &Change) -> bool {
    match change {
        Change::All(changes) => changes.iter().any(corrects),
        Change::Correct { .. } => true,
        _ => false,
    }
}

/// Whether what a query finds can hang on a change.
fn decides(change: &Change) -> bool {
    match change {
        Change::All(changes) => changes.iter().any(decides),
        Change::Place { .. }
        | Change::Mark { .. }
        | Change::Draft { .. }
        | Change::Noted { .. }
        | Change::Resolve { .. }
        | Change::Unresolve { .. }
        | Change::Setting { .. } => false,
        _ => true,
    }
}

fn write(db: &Connection, change: &Change) -> Result<(), Error> {
    match change {
        Change::Read { article, read } => db
            .prepare_cached(
                "INSERT INTO states (article, read) VALUES (?1, ?2)
                 ON CONFLICT DO UPDATE SET read = excluded.read",
            )?
            .execute(params![article.0, read])?,
        Change::Star { article, star } => db
            .prepare_cached(
                "INSERT INTO states (article, starred) VALUES (?1, ?2)
                 ON CONFLICT DO UPDATE SET starred = excluded.starred",
            )?
            .execute(params![article.0, star])?,
        Change::Place { article, offset } => db
            .prepare_cached(
                "INSERT INTO states (article, place) VALUES (?1, ?2)
                 ON CONFLICT DO UPDATE SET place = excluded.place",
            )?
            .execute(params![article.0, offset])?,
        Change::Mark {
            letter,
            at: Some((article, offset)),
        } => db
            .prepare_cached("INSERT OR REPLACE INTO marks VALUES (?1, ?2, ?3)")?
            .execute(params![letter.to_string(), article.0, offset])?,
        Change::Mark { letter, at: None } => db
            .prepare_cached("DELETE FROM marks WHERE letter = ?1")?
            .execute([letter.to_string()])?,
        Change::Watch { entity, watch } => watch::watch_entity(db, entity, *watch)?,
        Change::WatchQuery { name, watch } => watch::watch_query(db, name, *watch)?,
        Change::Query { name, query } => watch::save(db, name, query.as_deref())?,
        Change::Seen { watching } => watch::seen(db, watching.as_ref())?,
        Change::Unseen { watching, since } => watch::unseen(db, watching, *since)?,
        Change::Correct { correction, on } => corrections::write(db, correction, *on)?,
        Change::Setting { name, value } => db
            .prepare_cached("INSERT OR REPLACE INTO settings VALUES (?1, ?2)")?
            .execute([name, value])?,
        Change::Noted { scope, day } => drafts::noted(db, scope, *day)?,
        Change::Draft { scope, draft } => drafts::put(db, scope, draft)?,
        Change::Clip { clip } => clips::put_clip(db, clip)?,
        Change::Reclip { from, to } => clips::change_clip(db, from, to)?,
        Change::Unclip { key } => clips::remove_clip(db, key)?,
        Change::Annotate { annotation } => clips::put_annotation(db, annotation)?,
        Change::Unannotate { key } => clips::remove_annotation(db, key)?,
        Change::Resolve { resolution } => resolutions::put(db, resolution)?,
        Change::Unresolve { key } => resolutions::remove(db, key)?,
        Change::Reliability { publisher, grade } => grades::put_publisher(db, publisher, *grade)?,
        Change::ArticleGrade { article, grade } => grades::put_article(db, *article, *grade)?,
        Change::All(changes) => {
            for change in changes {
                write(db, change)?;
            }
            changes.len()
        }
    };
    Ok(())
}

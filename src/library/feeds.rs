use super::{Error, Library};
use rusqlite::{OptionalExtension, Row, params};

/// A feed that is remembered, to be asked again when the person wishes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    pub url: String,
    pub title: Option<String>,
    /// What its server said of its state when it was asked last: `ETag`, `Last-Modified`.
    pub etag: Option<String>,
    pub modified: Option<String>,
    /// When it was asked last, and before when it is not to be asked again; seconds since 1970.
    pub asked: Option<i64>,
    pub rest: Option<i64>,
    /// Why it gave nothing when it was asked last.
    pub fault: Option<String>,
    /// Its server says that it will not come back.
    pub gone: bool,
}

const COLUMNS: &str = "url, title, etag, modified, asked, rest, fault, gone";

fn feed(row: &Row<'_>) -> rusqlite::Result<Feed> {
    Ok(Feed {
        url: row.get(0)?,
        title: row.get(1)?,
        etag: row.get(2)?,
        modified: row.get(3)?,
        asked: row.get(4)?,
        rest: row.get(5)?,
        fault: row.get(6)?,
        gone: row.get(7)?,
    })
}

impl Library {
    /// The feeds that are remembered, by address.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn feeds(&self) -> Result<Vec<Feed>, Error> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM feeds ORDER BY url"))?;
        let feeds = statement.query_map([], feed)?;
        Ok(feeds.collect::<Result<_, _>>()?)
    }

    /// One remembered feed.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn feed(&self, url: &str) -> Result<Option<Feed>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM feeds WHERE url = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row([url], feed).optional()?)
    }

    /// Remembers a feed; one that is known keeps what is known of it. Gives whether it is new.
    ///
    /// # Errors
    /// Where the disk is full or read-only, or the database fails.
    pub fn follow(&mut self, url: &str, title: Option<&str>) -> Result<bool, Error> {
        let new = self
            .connection
            .prepare_cached("INSERT OR IGNORE INTO feeds (url, title) VALUES (?1, ?2)")?
            .execute(params![url, title])?;
        Ok(new > 0)
    }

    /// Forgets a feed; its articles stay. Gives whether it was known.
    ///
    /// # Errors
    /// As for [`Library::follow`].
    pub fn unfollow(&mut self, url: &str) -> Result<bool, Error> {
        let known = self
            .connection
            .prepare_cached("DELETE FROM feeds WHERE url = ?1")?
            .execute([url])?;
        Ok(known > 0)
    }

    /// Keeps how the asking of a feed went.
    ///
    /// # Errors
    /// As for [`Library::follow`].
    pub fn keep_feed(&mut self, feed: &Feed) -> Result<(), Error> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO feeds (url, title, etag, modified, asked, rest, fault, gone)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                feed.url,
                feed.title,
                feed.etag,
                feed.modified,
                feed.asked,
                feed.rest,
                feed.fault,
                feed.gone
            ])?;
        Ok(())
    }

    /// Takes over the new address of a feed that has moved for good; its articles follow, so that
    /// an entry that changes later is still the same document.
    ///
    /// # Errors
    /// As for [`Library::follow`].
    pub fn move_feed(&mut self, from: &str, to: &str) -> Result<(), Error> {
        let transaction = self
            .connection
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        transaction.execute(
            "UPDATE OR REPLACE feeds SET url = ?2 WHERE url = ?1",
            [from, to],
        )?;
        transaction.execute(
            "UPDATE OR REPLACE sources SET path = ?2 WHERE path = ?1",
            [from, to],
        )?;
        transaction.commit()?;
        Ok(())
    }
}

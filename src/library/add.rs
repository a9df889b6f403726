use super::pack;
use super::packed::Packed;
use super::put::{clear, keep_version, write, write_packed};
use super::tally::Tally;
use super::{Error, Library};
use crate::model::{Annotations, ArticleId, Document};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

/// A document on its way in.
#[derive(Clone, Copy, Debug)]
pub struct Incoming<'a> {
    pub document: &'a Document,
    pub annotations: &'a Annotations,
    /// The bytes as they came; the same bytes are the same document.
    pub raw: &'a [u8],
    pub source: &'a Source,
}

/// Where a document lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// A path, made absolute where it is a file, or a URL. Several documents of one file share it.
    pub path: String,
    /// Seconds since 1970.
    pub modified: Option<i64>,
    /// Bytes.
    pub size: u64,
}

/// What became of one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Added,
    /// The same bytes are there already; marks and metadata were brought up to date.
    Unchanged,
    /// The same place held other bytes before; they are kept as an older version.
    Changed,
}

/// What became of a batch, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    pub outcomes: Vec<(ArticleId, Outcome)>,
}

impl Added {
    /// How many documents came to an outcome.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.outcomes.iter().filter(|(_, o)| *o == outcome).count()
    }
}

impl Library {
    /// Takes a batch of documents in, all or none of them.
    ///
    /// # Errors
    /// Where the disk is full, another import holds the library, or the database fails; then
    /// nothing of the batch is there.
    pub fn add(&mut self, batch: &[Incoming<'_>]) -> Result<Added, Error> {
        let transaction = self
            .connection
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let mut out = Added::default();
        let mut tally = Tally::default();
        for incoming in batch {
            out.outcomes
                .push(take_in(&transaction, incoming, &mut tally)?);
        }
        tally.write(&transaction)?;
        transaction.commit()?;
        Ok(out)
    }

    /// The article whose present bytes have a SHA-256, in lower-case hexadecimal.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn knows(&self, sha256: &str) -> Result<Option<ArticleId>, Error> {
        let Some(hash) = unhex(sha256) else {
            return Ok(None);
        };
        let article = self
            .connection
            .prepare_cached(
                "SELECT a.id FROM hashes h JOIN articles a ON a.id = h.article
                 WHERE h.sha256 = ?1 AND a.sha256 = ?1",
            )?
            .query_row([hash.as_slice()], |row| row.get(0))
            .optional()?;
        Ok(article.map(ArticleId))
    }

    /// Whether all that lies at a path was taken in when it had this time and size: then it need
    /// not be read again.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn is_current(&self, source: &Source) -> Result<bool, Error> {
        if source.modified.is_none() {
            return Ok(false);
        }
        let (all, same): (i64, i64) = self
            .connection
            .prepare_cached(
                "SELECT count(*), coalesce(sum(modified IS ?2 AND size = ?3), 0) FROM sources
                 WHERE path = ?1",
            )?
            .query_row(
                params![source.path, source.modified, source.size.cast_signed()],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
        Ok(all > 0 && all == same)
    }
}

fn take_in(
    db: &Connection,
    incoming: &Incoming<'_>,
    tally: &mut Tally,
) -> Result<(ArticleId, Outcome), Error> {
    let hash = unhex(&incoming.document.sha256)
        .unwrap_or_else(|| Sha256::digest(incoming.raw).as_slice().to_vec());
    let by_hash: Option<i64> = db
        .prepare_cached("SELECT article FROM hashes WHERE sha256 = ?1")?
        .query_row([&hash], |row| row.get(0))
        .optional()?;
    let (path, key) = (&incoming.source.path, &incoming.document.id);
    let by_place: Option<i64> = db
        .prepare_cached("SELECT article FROM sources WHERE path = ?1 AND key = ?2")?
        .query_row([path, key], |row| row.get(0))
        .optional()?;
    let present = |id: i64| -> Result<Option<Vec<u8>>, Error> {
        Ok(db
            .prepare_cached("SELECT sha256 FROM articles WHERE id = ?1")?
            .query_row([id], |row| row.get(0))
            .optional()?)
    };
    let (id, outcome) = match (by_hash, by_place) {
        (Some(id), place) => match present(id)? {
            Some(now) if now == hash => (id, Outcome::Unchanged),
            // Back to what the file held before.
            Some(_) if place == Some(id) => (id, Outcome::Changed),
            Some(_) => (id, Outcome::Unchanged),
            // Was pruned; its row number and so the analyst's work wait for it.
            None => (id, Outcome::Added),
        },
        (None, Some(id)) if present(id)?.is_some() => (id, Outcome::Changed),
        (None, _) => (next_id(db)?, Outcome::Added),
    };
    let article = ArticleId(id);
    match outcome {
        Outcome::Unchanged if present(id)?.as_deref() != Some(hash.as_slice()) => {}
        Outcome::Unchanged => refresh(db, article, incoming, &hash, tally)?,
        Outcome::Changed => {
            keep_version(db, article)?;
            clear(db, article, tally)?;
            write(db, article, incoming, &hash, tally)?;
        }
        Outcome::Added => write(db, article, incoming, &hash, tally)?,
    }
    db.prepare_cached("INSERT OR IGNORE INTO hashes VALUES (?1, ?2)")?
        .execute(params![hash, id])?;
    db.prepare_cached("INSERT OR REPLACE INTO sources VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![
            path,
            key,
            id,
            incoming.source.modified,
            incoming.source.size.cast_signed()
        ])?;
    Ok((article, outcome))
}

/// The row after the last that was ever given out.
fn next_id(db: &Connection) -> Result<i64, Error> {
    let last: i64 = db
        .prepare_cached("SELECT value FROM totals WHERE name = 'last id'")?
        .query_row([], |row| row.get(0))
        .optional()?
        .unwrap_or(0);
    db.prepare_cached("INSERT OR REPLACE INTO totals VALUES ('last id', ?1)")?
        .execute([last + 1])?;
    Ok(last + 1)
}

/// Writes marks and metadata anew where they are not what is kept.
fn refresh(
    db: &Connection,
    article: ArticleId,
    incoming: &Incoming<'_>,
    hash: &[u8],
    tally: &mut Tally,
) -> Result<(), Error> {
    let kept: Option<(Vec<u8>, Vec<u8>, Vec<u8>)> = db
        .prepare_cached("SELECT text, document, annotations FROM bodies WHERE article = ?1")?
        .query_row([article.0], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let mut fresh = Packed::new(incoming);
    if let Some((text, document, annotations)) = kept {
        // The first place that a document was found at stays its path.
        let kept: Result<Document, _> = pack::swell(&document, article)
            .map(|bytes| serde_json::from_slice(&bytes).unwrap_or_default());
        if let Ok(kept) = kept {
            fresh = Packed::with_path(incoming, kept.path);
        }
        if text == fresh.text && document == fresh.document && annotations == fresh.annotations {
            return Ok(());
        }
    }
    clear(db, article, tally)?;
    write_packed(db, article, incoming, hash, tally, &fresh)
}

fn unhex(hash: &str) -> Option<Vec<u8>> {
    (hash.len() == 64 && hash.is_ascii()).then_some(())?;
    (0..32)
        .map(|i| u8::from_str_radix(&hash[2 * i..2 * i + 2], 16).ok())
        .collect()
}

use super::packed::{self, Prepared, unhex};
use super::places::{LEFT, Places};
use super::redo::Derived;
use super::shingles::Shingles;
use super::writing::Writing;
use super::{Error, Library, pack};
use crate::model::{Annotations, ArticleId, Document};
use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::Arc;

/// Documents of a batch that is one of many.
const MANY: usize = 500;
/// Memory for pages while many batches are written, in KiB below zero.
const ROOM: i64 = -128_000;
/// Pages of the log before they are written to their places: those that every batch changes are
/// written there once.
const AHEAD: i64 = 8_000;

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
    /// Nanoseconds since 1970.
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
        let batch: Vec<Prepared> = batch.par_iter().map(Prepared::new).collect();
        self.put(&batch)
    }

    /// Takes documents in that are packed already, all or none of them.
    ///
    /// # Errors
    /// As for [`Library::add`].
    pub fn put(&mut self, batch: &[Prepared]) -> Result<Added, Error> {
        self.put_whole(batch, &[])
    }

    /// The same where some files were read whole: what else was known to lie in them does so no
    /// longer.
    ///
    /// # Errors
    /// As for [`Library::add`].
    pub fn put_whole(&mut self, batch: &[Prepared], whole: &[String]) -> Result<Added, Error> {
        let amended = self.amended()?;
        let corrections = &amended.corrections;
        let derived: HashMap<Vec<u8>, Derived> = if corrections.is_empty() {
            HashMap::new()
        } else {
            let bearing = batch.par_iter().map(|new| {
                let own = Derived::of_prepared(corrections, ArticleId(0), new)?;
                Ok(own.map(|own| (new.hash.clone(), own)))
            });
            let bearing: Result<Vec<_>, Error> = bearing.collect();
            bearing?.into_iter().flatten().collect()
        };
        self.write(batch, |writing| {
            writing.corrections = Arc::clone(corrections);
            writing.derived = derived;
            let mut out = Added::default();
            let mut places = Places::of(batch, whole);
            for new in batch {
                out.outcomes.push(take_in(writing, &mut places, new)?);
            }
            places.finish(writing.db)?;
            Ok(out)
        })
    }

    /// Does something to articles in one transaction, all of it or nothing.
    pub(super) fn write<T>(
        &mut self,
        batch: &[Prepared],
        work: impl FnOnce(&mut Writing<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.hear_of_dictionaries()?;
        if batch.len() >= MANY {
            self.connection.pragma_update(None, "cache_size", ROOM)?;
            self.connection
                .pragma_update_and_check(None, "wal_autocheckpoint", AHEAD, |_| Ok(()))?;
        }
        let sketches = self.sketches.get_mut();
        let transaction = self
            .connection
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let done = Writing::begin(&transaction, sketches, batch).and_then(|mut writing| {
            let out = work(&mut writing)?;
            Ok((out, writing.finish()?))
        });
        let done = done.and_then(|(out, stamp)| {
            transaction.commit()?;
            Ok((out, stamp))
        });
        match done {
            Ok((out, stamp)) => {
                sketches.keep(stamp);
                Ok(out)
            }
            Err(error) => {
                sketches.forget();
                Err(error)
            }
        }
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

    /// Whether a document of these bytes was taken in from a path and is what its article is now;
    /// `sha256` in lower-case hexadecimal.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn is_held(&self, path: &str, sha256: &str) -> Result<bool, Error> {
        let Some(hash) = unhex(sha256) else {
            return Ok(false);
        };
        let held: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT a.id FROM hashes h JOIN articles a ON a.id = h.article
                 JOIN sources s ON s.article = a.id AND s.path = ?2
                 AND s.size IS NOT ?3
                 WHERE h.sha256 = ?1 AND a.sha256 = ?1",
            )?
            .query_row(params![hash.as_slice(), path, LEFT], |row| row.get(0))
            .optional()?;
        Ok(held.is_some())
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
                 WHERE path = ?1 AND size IS NOT ?4",
            )?
            .query_row(
                params![
                    source.path,
                    source.modified,
                    source.size.cast_signed(),
                    LEFT
                ],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
        Ok(all > 0 && all == same)
    }
}

fn take_in(
    writing: &mut Writing<'_>,
    places: &mut Places<'_>,
    new: &Prepared,
) -> Result<(ArticleId, Outcome), Error> {
    let db = writing.db;
    let by_hash: Option<i64> = db
        .prepare_cached("SELECT article FROM hashes WHERE sha256 = ?1")?
        .query_row([&new.hash], |row| row.get(0))
        .optional()?;
    let (path, key) = (&new.source.path, &new.key);
    // Of a feed, not one that is another's of the same file: before its own name counted, two entries
    // with the same words were one article, which stays the first one's.
    let by_place: Option<i64> = db
        .prepare_cached(
            "SELECT article FROM sources s WHERE path = ?1 AND key = ?2 AND NOT (?3 AND EXISTS (
                SELECT 1 FROM articles a JOIN sources o ON o.path = ?1 AND o.key = a.key
                WHERE a.id = s.article AND a.key <> ?2 AND o.article = a.id))",
        )?
        .query_row(params![path, key, new.is_named()], |row| row.get(0))
        .optional()?;
    let (by_hash, by_place) = match (by_hash, by_place) {
        (None, None) => (awaited(db, new)?, numbered(db, new)?),
        found => found,
    };
    let present = |id: i64| -> Result<Option<Vec<u8>>, Error> {
        Ok(db
            .prepare_cached("SELECT sha256 FROM articles WHERE id = ?1")?
            .query_row([id], |row| row.get(0))
            .optional()?)
    };
    // The article at its place whose bytes are the same and of which no more than what is told of
    // them is new.
    let retold = match by_place {
        Some(id)
            if by_hash.is_none_or(|held| held == id)
                && present(id)?.is_some_and(|now| now != new.hash) =>
        {
            retold(db, id, new)?
        }
        Some(_) => None,
        None if by_hash.is_none() => moved(db, new)?,
        None => None,
    };
    let now = by_hash.map(present).transpose()?.flatten();
    let (id, outcome) = match (retold, by_hash, now) {
        (Some(id), ..) => (id, Outcome::Unchanged),
        (None, Some(id), Some(now)) if now == new.hash => (id, Outcome::Unchanged),
        // Was pruned; its row number and so the analyst's work wait for it.
        (None, Some(id), None) => (id, Outcome::Added),
        // Bytes that only an older version of some article has are shown nowhere: where that does
        // not lie here, they are an article of their own.
        (None, known, _) => {
            let here = by_place.filter(|id| known.is_none_or(|known| known == *id));
            let shown = here
                .map(|id| Ok::<_, Error>(present(id)?.map(|bytes| (id, bytes))))
                .transpose()?
                .flatten();
            match shown {
                // What the place held before goes on elsewhere, and its article with it.
                Some((id, bytes)) if !places.lie_elsewhere(db, (id, &bytes), new)? => {
                    (id, Outcome::Changed)
                }
                _ => (writing.next_id(), Outcome::Added),
            }
        }
    };
    match outcome {
        Outcome::Unchanged => refresh(writing, id, new)?,
        Outcome::Changed => {
            writing.keep_version(id)?;
            writing.clear(id)?;
            writing.write(id, new, &new.hash, new.path.as_deref())?;
        }
        Outcome::Added => writing.write(id, new, &new.hash, new.path.as_deref())?,
    }
    db.prepare_cached("INSERT OR REPLACE INTO hashes VALUES (?1, ?2)")?
        .execute(params![new.hash, id])?;
    places.keep(db, new, id, by_place)?;
    Ok((ArticleId(id), outcome))
}

/// An article, where its bytes are those of a document and only the hash is another: that of a
/// feed's entry covers what the feed tells of it.
fn retold(db: &Connection, id: i64, new: &Prepared) -> Result<Option<i64>, Error> {
    let kept: Option<(Vec<u8>, Vec<u8>, Vec<u8>)> = db
        .prepare_cached(
            "SELECT a.sha256, b.text, r.raw FROM articles a JOIN bodies b ON b.article = a.id
             JOIN raws r ON r.article = a.id WHERE a.id = ?1 AND a.key = ?2",
        )?
        .query_row(params![id, new.key], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let Some((hash, text, raw)) = kept else {
        return Ok(None);
    };
    // They may be squeezed otherwise than those that come now.
    let same = hash == new.bytes
        || bytes(id, &text, &raw).is_ok_and(|raw| Sha256::digest(raw).as_slice() == new.bytes);
    Ok(same.then_some(id))
}

/// The bytes of an article as they came, of what is kept of its text and of them.
pub(super) fn bytes(id: i64, text: &[u8], raw: &[u8]) -> Result<Vec<u8>, Error> {
    let id = ArticleId(id);
    let text = pack::swell(text, id)?;
    pack::swell_beside(raw, &String::from_utf8_lossy(&text), id)
}

/// The article of a document that was taken in from elsewhere when the hash of its bytes was its
/// own: it has the same name, or one made up where the feed tells none.
fn moved(db: &Connection, new: &Prepared) -> Result<Option<i64>, Error> {
    if !new.is_named() {
        return Ok(None);
    }
    let found: Option<(i64, String)> = db
        .prepare_cached(
            "SELECT a.id, a.key FROM hashes h JOIN articles a ON a.id = h.article
             WHERE h.sha256 = ?1 AND a.sha256 = ?1",
        )?
        .query_row([&new.bytes], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let same = |key: &str| key == new.key || new.is_told_by_bytes() && is_made_up(key);
    Ok(found.filter(|(_, key)| same(key)).map(|(id, _)| id))
}

/// The row that waits for a document under the hash of its bytes alone, and that no article has: the
/// analyst's work on it is there, from before or from another library.
fn awaited(db: &Connection, new: &Prepared) -> Result<Option<i64>, Error> {
    if !new.is_named() {
        return Ok(None);
    }
    let found = db
        .prepare_cached(
            "SELECT article FROM hashes
             WHERE sha256 = ?1 AND article NOT IN (SELECT id FROM articles)",
        )?
        .query_row([&new.bytes], |row| row.get(0))
        .optional()?;
    Ok(found)
}

/// The article that lay where a document does when it was called by its number, where most of its
/// words are still those: another may have come before it.
fn numbered(db: &Connection, new: &Prepared) -> Result<Option<i64>, Error> {
    let (Some(former), Some((_, shingles))) = (&new.former, &new.sketch) else {
        return Ok(None);
    };
    let kept: Option<(i64, Vec<u8>)> = db
        .prepare_cached(
            "SELECT s.article, b.text FROM sources s JOIN bodies b ON b.article = s.article
             WHERE s.path = ?1 AND s.key = ?2",
        )?
        .query_row([&new.source.path, former], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let same = kept.filter(|(id, text)| {
        let text = pack::swell(text, ArticleId(*id)).unwrap_or_default();
        Shingles::new(&String::from_utf8_lossy(&text)).copies(shingles)
    });
    Ok(same.map(|(id, _)| id))
}

/// Whether a key is one that programs before this one drew at random for an entry without a name.
fn is_made_up(key: &str) -> bool {
    let mut parts = key.split('-');
    let fits = |length: usize| {
        parts.next().is_some_and(|part| {
            part.len() == length && part.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
    };
    [8, 4, 4, 4, 12].into_iter().all(fits) && parts.next().is_none()
}

/// Writes marks and metadata anew where they are not what is kept.
fn refresh(writing: &mut Writing<'_>, id: i64, new: &Prepared) -> Result<(), Error> {
    let kept: Option<[Vec<u8>; 5]> = writing
        .db
        .prepare_cached(
            "SELECT text, document, annotations, sentences, sha256
             FROM bodies JOIN articles ON id = article WHERE article = ?1",
        )?
        .query_row([id], |row| {
            let (text, document, annotations) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok([text, document, annotations, row.get(3)?, row.get(4)?])
        })
        .optional()?;
    let mut path = new.path.clone();
    if let Some([text, document, annotations, sentences, hash]) = kept
        && let Some((kept_path, bare)) = packed::parted(&document)
    {
        if text == new.text
            && bare == new.document
            && annotations == new.annotations
            && sentences == new.sentences
            && hash == new.hash
        {
            return Ok(());
        }
        // The first place that a document was found at stays its path.
        path = kept_path;
    }
    writing.clear(id)?;
    writing.write(id, new, &new.hash, path.as_deref())
}

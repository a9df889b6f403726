//! Where documents lie, and what a file that was read whole no longer holds.

use super::packed::Prepared;
use super::{Error, Library};
use crate::model::ArticleId;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// The size of a source whose file no longer holds the document: it stays until it is pruned, so
/// that what it was the source of is found then.
pub(super) const LEFT: i64 = -1;
/// Parts the key of such a source from its article, where another took its place; no key has it.
const PART: char = '\u{1f}';

/// The sources of an article that were not left.
const HELD: &str = "SELECT path, key, size FROM sources WHERE article = ?1 AND size IS NOT -1";

/// What a batch holds, place by place: what moved from one to another is told by that from what
/// changed.
pub(super) struct Places<'a> {
    by_place: HashMap<(&'a str, &'a str), Vec<&'a [u8]>>,
    by_hash: HashMap<&'a [u8], Vec<(&'a str, &'a str)>>,
    /// Files all of whose documents are in the batch.
    whole: HashSet<&'a str>,
    /// Files of which something was left out, with their time and size.
    part: HashMap<&'a str, (i64, i64)>,
    /// Articles whose place another took.
    displaced: Vec<(String, String, i64)>,
}

impl<'a> Places<'a> {
    pub(super) fn of(batch: &'a [Prepared], whole: &'a [String]) -> Self {
        let mut out = Self {
            by_place: HashMap::with_capacity(batch.len()),
            by_hash: HashMap::with_capacity(batch.len()),
            whole: whole.iter().map(String::as_str).collect(),
            part: HashMap::new(),
            displaced: Vec::new(),
        };
        for new in batch {
            let place = (new.source.path.as_str(), new.key.as_str());
            let hash = new.hash.as_slice();
            out.by_place.entry(place).or_default().push(hash);
            out.by_hash.entry(hash).or_default().push(place);
            if let Some(modified) = new.source.modified
                && !out.whole.contains(place.0)
            {
                let size = new.source.size.cast_signed();
                out.part.insert(place.0, (modified, size));
            }
        }
        out
    }

    /// Whether the present bytes of an article still lie anywhere but where a document comes from.
    /// Another feed that has the same entry is taken to have the new ones as well the next time it is
    /// asked.
    pub(super) fn lie_elsewhere(
        &self,
        db: &Connection,
        (article, bytes): (i64, &[u8]),
        new: &Prepared,
    ) -> Result<bool, Error> {
        let place = (new.source.path.as_str(), new.key.as_str());
        let comes = self.by_hash.get(bytes);
        if comes.is_some_and(|places| places.iter().any(|other| *other != place)) {
            return Ok(true);
        }
        let mut held = db.prepare_cached(HELD)?;
        let mut rows = held.query([article])?;
        while let Some(row) = rows.next()? {
            let (path, key): (String, String) = (row.get(0)?, row.get(1)?);
            let size: Option<i64> = row.get(2)?;
            let other = (path.as_str(), key.as_str());
            let replaced = match self.by_place.get(&other) {
                Some(now) => !now.contains(&bytes),
                None => self.whole.contains(path.as_str()),
            };
            let follows = key == new.key && is_address(&path) && is_address(place.0);
            if other == place || replaced || follows || is_gone(&path) {
                continue;
            }
            if !was_replaced(db, article, &path, size)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Notes where a document lies, and which article lay there before.
    pub(super) fn keep(
        &mut self,
        db: &Connection,
        new: &Prepared,
        id: i64,
        before: Option<i64>,
    ) -> Result<(), Error> {
        let (path, key) = (&new.source.path, &new.key);
        db.prepare_cached("INSERT OR REPLACE INTO sources VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![
                path,
                key,
                id,
                new.source.modified,
                new.source.size.cast_signed()
            ])?;
        if let Some(before) = before.filter(|before| *before != id) {
            self.displaced.push((path.clone(), key.clone(), before));
        }
        Ok(())
    }

    /// Once all is written: what files no longer hold, and whose place was taken.
    pub(super) fn finish(self, db: &Connection) -> Result<(), Error> {
        for path in &self.whole {
            leave(db, path, |key, _| self.by_place.contains_key(&(path, key)))?;
        }
        // What else they held may be what was left out, and was looked for as they are now: without
        // that they would be read again each time.
        for (path, (modified, size)) in self.part {
            db.prepare_cached(
                "UPDATE sources SET modified = ?2, size = ?3 WHERE path = ?1 AND size IS NOT -1",
            )?
            .execute(params![path, modified, size])?;
        }
        for (path, key, article) in self.displaced {
            if !is_held(db, article)? {
                db.prepare_cached("INSERT OR REPLACE INTO sources VALUES (?1, ?2, ?3, NULL, ?4)")?
                    .execute(params![
                        path,
                        format!("{key}{PART}{article}"),
                        article,
                        LEFT
                    ])?;
            }
        }
        Ok(())
    }
}

impl Library {
    /// Notes that a file which was read whole holds nothing but records of these hashes, each told
    /// by its first eight bytes.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn forget_others(&mut self, path: &str, come: &HashSet<u64>) -> Result<(), Error> {
        let transaction = self
            .connection
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        leave(&transaction, path, |_, article| {
            let hash: Option<Vec<u8>> = transaction
                .prepare_cached("SELECT sha256 FROM articles WHERE id = ?1")
                .and_then(|mut found| found.query_row([article], |row| row.get(0)).optional())
                .ok()
                .flatten();
            // What cannot be read is not forgotten.
            hash.and_then(|hash| start_of(&hash))
                .is_none_or(|start| come.contains(&start))
        })?;
        transaction.commit()?;
        Ok(())
    }

    /// The articles that no source is known of, with the paths they were first found at. Programs
    /// before this one left them where another took their place.
    pub(super) fn sourceless(db: &Connection) -> Result<Vec<(i64, Option<String>)>, Error> {
        let mut found = db.prepare(
            "SELECT a.id, b.document FROM articles a JOIN bodies b ON b.article = a.id
             WHERE a.id NOT IN (SELECT article FROM sources) ORDER BY a.id",
        )?;
        let mut rows = found.query([])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let id = row.get(0)?;
            let bytes = row.get_ref(1)?.as_blob().unwrap_or_default();
            let path = super::packed::read_document(bytes, ArticleId(id))?.path;
            out.push((id, path));
        }
        Ok(out)
    }
}

/// Whether the file at a path was the bytes of an article and nothing else, and has them no more: it
/// changed too, and waits to be read. Of files of many that cannot be told.
fn was_replaced(
    db: &Connection,
    article: i64,
    path: &str,
    size: Option<i64>,
) -> Result<bool, Error> {
    const LARGEST: u64 = 64 << 20;
    let Some(file) = of_name(path).filter(|file| file.is_absolute()) else {
        return Ok(false);
    };
    let kept: Option<(Vec<u8>, Vec<u8>)> = db
        .prepare_cached(
            "SELECT text, raw FROM bodies b JOIN raws r ON r.article = b.article
             WHERE b.article = ?1",
        )?
        .query_row([article], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((text, raw)) = kept else {
        return Ok(false);
    };
    let Ok(bytes) = super::add::bytes(article, &text, &raw) else {
        return Ok(false);
    };
    let fits = file.metadata().is_ok_and(|meta| meta.len() <= LARGEST);
    if size != i64::try_from(bytes.len()).ok() || !fits {
        return Ok(false);
    }
    // One record may be all of a file, and others come behind it.
    Ok(std::fs::read(file).is_ok_and(|now| memchr::memmem::find(&now, &bytes).is_none()))
}

fn is_address(path: &str) -> bool {
    path.contains("://")
}

/// The first eight bytes of a hash.
fn start_of(hash: &[u8]) -> Option<u64> {
    Some(u64::from_be_bytes(*hash.first_chunk()?))
}

/// Takes the sources of a path away that did not come; the last of an article is kept as one
/// that was left.
fn leave(db: &Connection, path: &str, came: impl Fn(&str, i64) -> bool) -> Result<(), Error> {
    let mut known = db.prepare_cached(
        "SELECT key, article FROM sources WHERE path = ?1 AND size IS NOT -1 ORDER BY key",
    )?;
    let known: Vec<(String, i64)> = known
        .query_map([path], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (key, article) in known {
        if came(&key, article) {
            continue;
        }
        db.prepare_cached(
            "UPDATE sources SET modified = NULL, size = ?3 WHERE path = ?1 AND key = ?2",
        )?
        .execute(params![path, key, LEFT])?;
        if is_held(db, article)? {
            db.prepare_cached("DELETE FROM sources WHERE path = ?1 AND key = ?2")?
                .execute(params![path, key])?;
        }
    }
    Ok(())
}

/// Whether any source still holds an article.
pub(super) fn is_held(db: &Connection, article: i64) -> Result<bool, Error> {
    Ok(db.prepare_cached(HELD)?.exists([article])?)
}

/// Whether there is surely nothing at the path of a source any more: a disk that does not answer
/// is no proof, and no more is a name that is not the file's own.
#[must_use]
pub fn is_gone(path: &str) -> bool {
    of_name(path).is_some_and(|path| path.is_absolute() && matches!(path.try_exists(), Ok(false)))
}

/// What a path is kept as: itself, and where it is no Unicode with its other bytes as numbers, so
/// that every name is kept, and is found again.
#[must_use]
pub fn name_of(path: &Path) -> String {
    use std::fmt::Write;
    let mut out = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        out.push_str(
            &chunk
                .valid()
                .replace('\u{fffd}', "\u{fffd}EF\u{fffd}BF\u{fffd}BD"),
        );
        for byte in chunk.invalid() {
            // Writing to a string cannot fail.
            let _ = write!(out, "\u{fffd}{byte:02X}");
        }
    }
    out
}

/// The path that was kept by a name; nothing where that does not tell it.
#[must_use]
pub fn of_name(name: &str) -> Option<std::path::PathBuf> {
    if !name.contains('\u{fffd}') {
        return Some(name.into());
    }
    let mut parts = name.split('\u{fffd}');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend(&part.as_bytes()[2..]);
    }
    #[cfg(unix)]
    let path: std::path::PathBuf = {
        use std::os::unix::ffi::OsStringExt;
        std::ffi::OsString::from_vec(bytes).into()
    };
    #[cfg(not(unix))]
    let path: std::path::PathBuf = String::from_utf8(bytes).ok()?.into();
    (name_of(&path) == name).then_some(path)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    #[test]
    fn every_name_is_found_again() {
        let cases: [(&[u8], &str); 5] = [
            (b"/in/a.txt", "/in/a.txt"),
            ("/in/é.txt".as_bytes(), "/in/é.txt"),
            (b"/in/caf\xe9.txt", "/in/caf\u{fffd}E9.txt"),
            (b"/in/\xe9\xe841", "/in/\u{fffd}E9\u{fffd}E841"),
            (
                "/in/\u{fffd}".as_bytes(),
                "/in/\u{fffd}EF\u{fffd}BF\u{fffd}BD",
            ),
        ];
        for (bytes, name) in cases {
            let path = Path::new(OsStr::from_bytes(bytes));
            assert_eq!(name_of(path), name);
            assert_eq!(of_name(name).as_deref(), Some(path));
        }
        // Names as they were kept before tell no file, nor do these.
        for name in [
            "/in/caf\u{fffd}.txt",
            "/in/\u{fffd}",
            "/in/\u{fffd}é",
            "/in/\u{fffd}41",
        ] {
            assert_eq!(of_name(name), None, "{name}");
            assert!(!is_gone(name), "{name}");
        }
    }
}

//! Brings what older layouts kept of articles into the present one.

use super::columns::Line;
use super::dictionary::Dictionaries;
use super::packed::{self, Packed, Prepared};
use super::sketches::Sketches;
use super::writing::Writing;
use super::{Error, Incoming, Source, pack, redo};
use crate::model::ArticleId;
use rusqlite::{Connection, OptionalExtension, params};

/// Writes every article anew from its text and marks. Ids stay, and with them the analyst's work.
pub(super) fn again(db: &Connection) -> Result<(), Error> {
    db.execute_batch(
        "DELETE FROM days; DELETE FROM forward;
         UPDATE entities SET mentions = 0, articles = 0, sentences = 0;
         UPDATE totals SET value = 0
         WHERE name IN ('articles', 'origins', 'sentences', 'mentions', 'events');",
    )?;
    let mut ids = db.prepare("SELECT id, sha256 FROM articles ORDER BY id")?;
    let ids: Vec<(i64, Vec<u8>)> = ids
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let mut sketches = Sketches::default();
    for part in ids.chunks(500) {
        let mut batch = Vec::with_capacity(part.len());
        for (id, _) in part {
            batch.push(read(db, *id)?);
        }
        let mut writing = Writing::begin(db, &mut sketches, &batch)?;
        for ((id, hash), new) in part.iter().zip(&batch) {
            writing.tally.set_line(db, *id as u32, Line::default())?;
            for sql in [
                "DELETE FROM bodies WHERE article = ?1",
                "DELETE FROM raws WHERE article = ?1",
                "DELETE FROM articles WHERE id = ?1",
            ] {
                db.prepare_cached(sql)?.execute([id])?;
            }
            writing.write(*id, new, hash, new.path.as_deref())?;
        }
        let stamp = writing.finish()?;
        sketches.keep(stamp);
    }
    Ok(())
}

fn read(db: &Connection, id: i64) -> Result<Prepared, Error> {
    let article = ArticleId(id);
    let (document, marks) = redo::kept(db, article)?.ok_or(Error::NoArticle(article))?;
    let raw: Option<Vec<u8>> = db
        .prepare_cached("SELECT raw FROM raws WHERE article = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let raw = match raw {
        Some(raw) => pack::swell_beside(&raw, &document.text, article)?,
        None => Vec::new(),
    };
    Ok(Prepared::new(&Incoming {
        document: &document,
        annotations: &marks,
        raw: &raw,
        source: &Source::default(),
    }))
}

/// Packs what is kept of every article as this layout does, its claims beside it; nothing else
/// that is derived changes.
pub(super) fn repack(db: &Connection) -> Result<(), Error> {
    let mut ids = db.prepare("SELECT article FROM bodies ORDER BY article")?;
    let ids: Vec<i64> = ids
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for id in ids {
        // What is damaged stays as it is, and `check` tells of it.
        let Ok(Some((document, found))) = redo::kept(db, ArticleId(id)) else {
            continue;
        };
        let body = Packed::of(&document, &found, Dictionaries::default());
        let path = packed::document_at(document.path.as_deref(), &body.document);
        db.prepare_cached(
            "UPDATE bodies SET sentences = ?2, document = ?3, annotations = ?4 WHERE article = ?1",
        )?
        .execute(params![id, body.sentences, path, body.annotations])?;
        for form in body.cast.each().filter(|form| form.listed) {
            form.keep(db)?;
        }
        if !body.claims.is_empty() {
            db.prepare_cached("INSERT INTO claims VALUES (?1, ?2)")?
                .execute(params![id, body.claims])?;
        }
    }
    Ok(())
}

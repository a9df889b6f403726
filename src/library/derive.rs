//! Brings what older layouts kept of articles into the present one.

use super::columns::Line;
use super::packed::{self, Prepared};
use super::sketches::Sketches;
use super::writing::Writing;
use super::{Error, Incoming, Source, pack};
use crate::model::ArticleId;
use rusqlite::{Connection, OptionalExtension};

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
    let (text, document, marks, raw) = db
        .prepare_cached(
            "SELECT b.text, b.document, b.annotations, r.raw, b.sentences FROM bodies b
             LEFT JOIN raws r ON r.article = b.article WHERE b.article = ?1",
        )?
        .query_row([id], |row| {
            let raw: Option<Vec<u8>> = row.get(3)?;
            Ok((
                pack::swell(row.get_ref(0)?.as_blob()?, article),
                packed::read_document(row.get_ref(1)?.as_blob()?, article),
                packed::read_marks(
                    row.get_ref(2)?.as_blob()?,
                    row.get_ref(4)?.as_blob()?,
                    article,
                ),
                raw,
            ))
        })
        .optional()?
        .ok_or(Error::NoArticle(article))?;
    let (mut document, marks) = (document?, marks?);
    document.text = String::from_utf8(text?).map_err(|error| Error::Damaged {
        article,
        why: error.to_string(),
    })?;
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

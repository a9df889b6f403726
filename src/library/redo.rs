//! What is derived of an article's marks, brought in line with corrections: nothing else of it.

use super::columns::Line;
use super::forward::Forward;
use super::happened::{self, Happened};
use super::marks::Forms;
use super::packed::{self, Named, Prepared};
use super::tally::Count;
use super::writing::{Lines, Writing};
use super::{Error, learn, pack};
use crate::analysis::correct::Corrections;
use crate::model::{Annotations, ArticleId, Document, Entity};
use rusqlite::{Connection, OptionalExtension, params};
use std::sync::Arc;

/// What is derived of the marks of a document, as corrected.
#[derive(Debug)]
pub(super) struct Derived {
    pub(super) entities: Vec<Entity>,
    pub(super) named: Named,
    pub(super) events: Vec<Happened>,
    pub(super) traits: u32,
    pub(super) mentions: i64,
    /// The corrections that changed a mark, by their places.
    steps: Vec<usize>,
}

impl Derived {
    /// Of a document on its way in; nothing where no correction bears on it.
    pub(super) fn of_prepared(
        corrections: &Corrections,
        article: ArticleId,
        new: &Prepared,
    ) -> Result<Option<Self>, Error> {
        let bytes = new.document_at(None);
        let marks = (new.annotations.as_slice(), new.sentences.as_slice());
        let forms = Forms::Given(&new.cast);
        let (document, found) = unpacked(article, (&new.text, &bytes), marks, forms)?;
        let own = Self::of(corrections, article, (&document, found), new.line);
        Ok((!own.steps.is_empty()).then_some(own))
    }

    fn of(
        corrections: &Corrections,
        article: ArticleId,
        (document, mut found): (&Document, Annotations),
        line: Line,
    ) -> Self {
        let steps = corrections.mark(&mut found, document, article);
        let places: Vec<u32> = (0..found.entities.len() as u32).collect();
        Self {
            named: Named::of(&found),
            events: happened::of(&found, &places),
            traits: line.with_kinds(&found).traits,
            mentions: found.mentions.len() as i64,
            entities: found.entities,
            steps,
        }
    }

    /// Notes which corrections changed a mark of an article.
    pub(super) fn note(
        &self,
        db: &Connection,
        id: i64,
        corrections: &Corrections,
    ) -> Result<(), Error> {
        let mut note = db.prepare_cached("INSERT OR IGNORE INTO touched VALUES (?1, ?2)")?;
        for step in &self.steps {
            if let Some(step) = corrections.steps().get(*step) {
                note.execute(params![step.key().as_str(), id])?;
            }
        }
        Ok(())
    }
}

impl Writing<'_> {
    /// Where a correction is about this very article, its bytes alone do not tell.
    pub(super) fn derived_of(&self, id: i64, new: &Prepared) -> Result<Option<Derived>, Error> {
        let article = ArticleId(id);
        if !self.corrections.is_about(article) {
            return Ok(None);
        }
        Derived::of_prepared(&self.corrections, article, new)
    }

    /// Brings an article that is in the tables in line with the corrections. Its events keep their
    /// places, so that nothing moves among others of its day.
    pub(super) fn redo(&mut self, id: i64) -> Result<Lines, Error> {
        let db = self.db;
        let line = self.tally.line(db, id as u32)?;
        let Some((document, found)) = kept(db, ArticleId(id))? else {
            return Ok(Lines::Same);
        };
        let corrections = Arc::clone(&self.corrections);
        let own = Derived::of(&corrections, ArticleId(id), (&document, found), line);
        db.prepare_cached("DELETE FROM touched WHERE article = ?1")?
            .execute([id])?;
        own.note(db, id, &corrections)?;
        let keys = learn::entity_keys(db, &own.entities, &mut self.tally.keys)?;
        let forward = own.named.forward(&keys);
        let events = happened::keyed(own.events, &keys);
        let read = |sql: &str| -> Result<Vec<u8>, Error> {
            let bytes = db.prepare_cached(sql)?.query_row([id], |row| row.get(0));
            Ok(bytes.optional()?.unwrap_or_default())
        };
        let old_forward = read("SELECT keys FROM forward WHERE article = ?1")?;
        let old_events = read("SELECT rows FROM happened WHERE article = ?1")?;
        let same = Forward::unpack(&old_forward) == forward
            && happened::unpack(&old_events) == events
            && own.traits == line.traits;
        if same {
            return Ok(Lines::Same);
        }
        if line.is_origin() {
            self.recount(id as u32, line, Count::Out)?;
        }
        db.prepare_cached("UPDATE forward SET keys = ?2 WHERE article = ?1")?
            .execute(params![id, forward.pack()])?;
        db.prepare_cached("UPDATE happened SET rows = ?2 WHERE article = ?1")?
            .execute(params![id, happened::pack(&events)])?;
        db.prepare_cached("UPDATE articles SET mentions = ?2 WHERE id = ?1")?
            .execute(params![id, own.mentions])?;
        let new = Line {
            traits: own.traits,
            ..line
        };
        self.tally.set_line(db, id as u32, new)?;
        if line.is_origin() {
            self.recount(id as u32, new, Count::In)?;
        }
        Ok(if new == line {
            Lines::Same
        } else {
            Lines::Changed
        })
    }
}

/// What was found in an article, before any correction.
pub(super) fn kept(
    db: &Connection,
    article: ArticleId,
) -> Result<Option<(Document, Annotations)>, Error> {
    db.prepare_cached(
        "SELECT text, document, annotations, sentences FROM bodies WHERE article = ?1",
    )?
    .query_row([article.0], |row| {
        let text = row.get_ref(0)?.as_blob()?;
        let document = row.get_ref(1)?.as_blob()?;
        let marks = (row.get_ref(2)?.as_blob()?, row.get_ref(3)?.as_blob()?);
        Ok(unpacked(article, (text, document), marks, Forms::Kept(db)))
    })
    .optional()?
    .transpose()
}

fn unpacked(
    article: ArticleId,
    (text, document): (&[u8], &[u8]),
    (marks, sentences): (&[u8], &[u8]),
    forms: Forms<'_>,
) -> Result<(Document, Annotations), Error> {
    let mut document = packed::read_document(document, article)?;
    document.text =
        String::from_utf8(pack::swell(text, article)?).map_err(|error| Error::Damaged {
            article,
            why: error.to_string(),
        })?;
    let found = packed::read_marks(marks, sentences, &document.text, forms, article)?;
    Ok((document, found))
}

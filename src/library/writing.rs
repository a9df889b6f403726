//! A batch on its way into the tables: articles written and taken away, within one transaction.

use super::columns::Line;
use super::forward::Forward;
use super::happened::{self, Happened};
use super::packed::Prepared;
use super::redo::Derived;
use super::sketches::{Probe, Sketches};
use super::tally::{Count, Tally};
use super::{Error, grades, learn};
use crate::analysis::correct::Corrections;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

pub(super) struct Writing<'a> {
    pub(super) db: &'a Connection,
    pub(super) tally: Tally,
    pub(super) sketches: &'a mut Sketches,
    pub(super) probe: Probe,
    /// What the analyst corrected; what is derived rests on that.
    pub(super) corrections: Arc<Corrections>,
    /// Of documents that corrections bear on, what is derived of their marks, by their bytes.
    pub(super) derived: HashMap<Vec<u8>, Derived>,
    /// Entities of lists that are written.
    forms: HashSet<i64>,
    last_id: i64,
    /// The generation that the batch makes.
    stamp: u64,
}

/// Whether what is asked of all articles at once changed for any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Lines {
    #[default]
    Same,
    Changed,
}

impl<'a> Writing<'a> {
    /// Begins with what the batch brings; `generation` is the library's before it.
    pub(super) fn begin(
        db: &'a Connection,
        sketches: &'a mut Sketches,
        batch: &[Prepared],
    ) -> Result<Self, Error> {
        let number = |name: &str| -> Result<i64, Error> {
            Ok(db
                .prepare_cached("SELECT value FROM totals WHERE name = ?1")?
                .query_row([name], |row| row.get(0))
                .optional()?
                .unwrap_or(0))
        };
        let generation = number("generation")?.max(0).cast_unsigned();
        sketches.ready(db, generation)?;
        let own: Vec<_> = batch
            .iter()
            .filter_map(|new| Some(new.sketch.as_ref()?.0))
            .collect();
        Ok(Self {
            db,
            tally: Tally::default(),
            probe: sketches.probe(own.iter()),
            sketches,
            corrections: Arc::default(),
            derived: HashMap::new(),
            forms: HashSet::new(),
            last_id: number("last id")?,
            stamp: generation + 1,
        })
    }

    /// Begins with articles of which nothing but their marks will change.
    pub(super) fn of_marks(
        db: &'a Connection,
        sketches: &'a mut Sketches,
        corrections: &Arc<Corrections>,
    ) -> Result<Self, Error> {
        let generation: i64 = db
            .prepare_cached("SELECT value FROM totals WHERE name = 'generation'")?
            .query_row([], |row| row.get(0))?;
        Ok(Self {
            db,
            tally: Tally::default(),
            probe: sketches.probe(std::iter::empty()),
            sketches,
            corrections: Arc::clone(corrections),
            derived: HashMap::new(),
            forms: HashSet::new(),
            last_id: 0,
            stamp: generation.max(0).cast_unsigned() + 1,
        })
    }

    /// Writes the sums of articles of which nothing but marks changed.
    pub(super) fn finish_marks(mut self, lines: Lines) -> Result<(), Error> {
        self.tally.sum("revision", 1);
        match lines {
            Lines::Changed => self.tally.write(self.db, self.stamp),
            Lines::Same => self.tally.keep(self.db, self.stamp),
        }
    }

    /// Writes the sums; returns the generation that the batch made.
    pub(super) fn finish(self) -> Result<u64, Error> {
        self.db
            .prepare_cached("INSERT OR REPLACE INTO totals VALUES ('last id', ?1)")?
            .execute([self.last_id])?;
        self.sketches.write(self.db)?;
        self.tally.write(self.db, self.stamp)?;
        Ok(self.stamp)
    }

    /// The row after the last that was ever given out.
    pub(super) fn next_id(&mut self) -> i64 {
        self.last_id += 1;
        self.last_id
    }

    /// Writes an article with all that is derived of it.
    pub(super) fn write(
        &mut self,
        id: i64,
        new: &Prepared,
        hash: &[u8],
        path: Option<&str>,
    ) -> Result<(), Error> {
        let db = self.db;
        db.prepare_cached("INSERT INTO bodies VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![
                id,
                new.text,
                new.sentences,
                new.document_at(path),
                new.annotations
            ])?;
        db.prepare_cached("INSERT INTO raws VALUES (?1, ?2)")?
            .execute(params![id, new.raw])?;
        for form in new.cast.each().filter(|form| form.listed) {
            if self.forms.insert(form.number) {
                form.keep(db)?;
            }
        }
        if !new.claims.is_empty() {
            db.prepare_cached("INSERT INTO claims VALUES (?1, ?2)")?
                .execute(params![id, new.claims])?;
        }
        let fresh = self.derived_of(id, new)?;
        let own = fresh.as_ref().or(self.derived.get(&new.hash));
        if let Some(own) = own {
            own.note(db, id, &self.corrections)?;
        }
        // Whom the text names is learnt, whatever became of the marks.
        let mut keys = learn::cast_keys(db, id, &new.cast, &mut self.tally)?;
        let (named, events) = match own {
            Some(own) => {
                keys = learn::entity_keys(db, &own.entities, &mut self.tally.keys)?;
                (&own.named, own.events.clone())
            }
            None => (&new.named, happened::unpack(&new.events)),
        };
        let line = own.map_or(new.line, |own| Line {
            traits: own.traits,
            ..new.line
        });
        let mentions = own.map_or(new.row.mentions, |own| own.mentions);
        let forward = named.forward(&keys);
        db.prepare_cached("INSERT INTO forward VALUES (?1, ?2)")?
            .execute(params![id, forward.pack()])?;
        let events = happened::keyed(events, &keys);
        if !events.is_empty() {
            db.prepare_cached("INSERT INTO happened VALUES (?1, ?2)")?
                .execute(params![id, happened::pack(&events)])?;
        }
        grades::put_given(db, id, new.grade)?;
        self.write_row(id, new, hash, mentions)?;
        db.prepare_cached("INSERT INTO changes (article) VALUES (?1)")?
            .execute([id])?;
        self.tally.sum("articles", 1);
        self.tally.set_line(db, id as u32, line)?;
        if !self.join(id as u32, new)? {
            self.tally
                .count(db, (id as u32, line), &forward, &events, Count::In)?;
        }
        Ok(())
    }

    fn write_row(&self, id: i64, new: &Prepared, hash: &[u8], mentions: i64) -> Result<(), Error> {
        let row = &new.row;
        self.db
            .prepare_cached(
                "INSERT INTO articles VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,
                 ?13, ?14, ?15, ?16, ?17, ?18, ?19, NULL, 0, ?20)",
            )?
            .execute(params![
                id,
                new.line.first,
                new.line.last,
                row.precision,
                row.approximate,
                row.estimated,
                new.key,
                row.title,
                row.derived,
                row.title_key,
                row.publisher,
                row.authors,
                row.url,
                row.language,
                mentions,
                row.events,
                row.quotes,
                row.figures,
                row.words,
                hash,
            ])?;
        Ok(())
    }

    /// Keeps what an article is now as an older version of it.
    pub(super) fn keep_version(&self, id: i64) -> Result<(), Error> {
        self.db
            .prepare_cached(
                "INSERT INTO versions SELECT a.id,
                    (SELECT count(*) + 1 FROM versions v WHERE v.article = a.id),
                    a.sha256, b.text, b.document, r.raw
                 FROM articles a JOIN bodies b ON b.article = a.id
                 LEFT JOIN raws r ON r.article = a.id WHERE a.id = ?1",
            )?
            .execute([id])?;
        Ok(())
    }

    /// Takes everything derived of an article away; the analyst's work and older versions stay.
    pub(super) fn clear(&mut self, id: i64) -> Result<(), Error> {
        let db = self.db;
        let line = self.tally.line(db, id as u32)?;
        if !line.is_there() {
            return Ok(());
        }
        db.prepare_cached("INSERT INTO changes (article) VALUES (?1)")?
            .execute([id])?;
        self.tally.sum("articles", -1);
        if line.is_origin() {
            self.recount(id as u32, line, Count::Out)?;
        }
        self.leave(id as u32, line)?;
        self.tally.set_line(db, id as u32, Line::default())?;
        for sql in [
            "DELETE FROM happened WHERE article = ?1",
            "DELETE FROM forward WHERE article = ?1",
            "DELETE FROM bodies WHERE article = ?1",
            "DELETE FROM raws WHERE article = ?1",
            "DELETE FROM claims WHERE article = ?1",
            "DELETE FROM given_grades WHERE article = ?1",
            "DELETE FROM touched WHERE article = ?1",
            "DELETE FROM articles WHERE id = ?1",
        ] {
            db.prepare_cached(sql)?.execute([id])?;
        }
        Ok(())
    }

    /// Counts an article that is in the tables in or out.
    pub(super) fn recount(&mut self, id: u32, line: Line, count: Count) -> Result<(), Error> {
        let read = |sql: &str| -> Result<Vec<u8>, Error> {
            Ok(self
                .db
                .prepare_cached(sql)?
                .query_row([id], |row| row.get(0))
                .optional()?
                .unwrap_or_default())
        };
        let forward = Forward::unpack(&read("SELECT keys FROM forward WHERE article = ?1")?);
        let events: Vec<Happened> =
            happened::unpack(&read("SELECT rows FROM happened WHERE article = ?1")?);
        self.tally
            .count(self.db, (id, line), &forward, &events, count)
    }
}

//! Texts that were published more than once: which article is the origin, and which are its
//! copies. The one that appeared first is the origin; without a date, the one taken in first.

use super::columns::Line;
use super::packed::Prepared;
use super::shingles::{Shingles, Sketch};
use super::sketches;
use super::tally::Count;
use super::writing::Writing;
use super::{ArticleRow, Error, Library};
use crate::model::ArticleId;
use rusqlite::params;
use std::sync::Arc;

/// What the earliest of has the least of.
fn age(id: u32, line: Line) -> (i32, u32) {
    let dated = line.traits & super::columns::traits::DATE != 0;
    (if dated { line.first } else { i32::MAX }, id)
}

impl Writing<'_> {
    /// Finds what a new article is a copy of, and puts it with the others. Returns whether it was
    /// counted, or left out of the counts, here.
    pub(super) fn join(&mut self, id: u32, new: &Prepared) -> Result<bool, Error> {
        let Some((sketch, own)) = &new.sketch else {
            return Ok(false);
        };
        let likely = self.probe.likely(sketch, self.sketches, id);
        for &likely in &likely {
            if let Some(other) = self.sketches.shingles(self.db, likely)?
                && other.copies(own)
            {
                self.put_with(id, likely)?;
                return Ok(true);
            }
        }
        self.sketches.set(id, *sketch);
        self.probe.add(id, sketch);
        // What had others to be held against has more to come.
        if !likely.is_empty() {
            self.sketches.keep_apart(id, Arc::clone(own));
        }
        Ok(false)
    }

    fn put_with(&mut self, id: u32, other: u32) -> Result<(), Error> {
        let own = self.tally.line(self.db, id)?;
        let origin = match self.tally.line(self.db, other)?.origin {
            0 => other,
            origin => origin,
        };
        let known = self.tally.line(self.db, origin)?;
        if age(id, own) < age(origin, known) {
            let mut copies = self.copies_of(origin)?;
            self.recount(origin, known, Count::Out)?;
            self.recount(id, own, Count::In)?;
            copies.push(origin);
            self.point(&copies, id)
        } else {
            self.set_origin(id, origin)?;
            self.db
                .prepare_cached("UPDATE articles SET copies = copies + 1 WHERE id = ?1")?
                .execute([origin])?;
            Ok(())
        }
    }

    /// Takes an article out of those that share its text, and its sketch with it.
    pub(super) fn leave(&mut self, id: u32, line: Line) -> Result<(), Error> {
        let sketch = self.sketches.get(id);
        let rest = if line.origin == 0 {
            let rest = self.copies_of(id)?;
            let mut aged = Vec::with_capacity(rest.len());
            for &copy in &rest {
                let line = self.tally.line(self.db, copy)?;
                aged.push((age(copy, line), copy, line));
            }
            let oldest = aged.into_iter().min_by_key(|(age, ..)| *age);
            if let Some((_, heir, line)) = oldest {
                let others: Vec<u32> = rest.iter().copied().filter(|&copy| copy != heir).collect();
                let line = Line { origin: 0, ..line };
                self.tally.set_line(self.db, heir, line)?;
                self.recount(heir, line, Count::In)?;
                self.db
                    .prepare_cached("UPDATE articles SET origin = NULL WHERE id = ?1")?
                    .execute([heir])?;
                self.point(&others, heir)?;
            }
            rest
        } else {
            self.db
                .prepare_cached("UPDATE articles SET copies = copies - 1 WHERE id = ?1")?
                .execute([line.origin])?;
            vec![line.origin]
        };
        self.sketches.set(id, Sketch::default());
        // Later copies are found by one of those that stay.
        if sketch != Sketch::default()
            && let Some(&heir) = rest.iter().min()
            && let Some(text) = sketches::text(self.db, heir)?
            && let Some((sketch, _)) = Shingles::with_sketch(&text)
        {
            self.sketches.set(heir, sketch);
            self.probe.add(heir, &sketch);
        }
        Ok(())
    }

    fn copies_of(&self, origin: u32) -> Result<Vec<u32>, Error> {
        let mut statement = self
            .db
            .prepare_cached("SELECT id FROM articles WHERE origin = ?1 ORDER BY id")?;
        let ids = statement.query_map([origin], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Makes articles the copies of an origin, all it has.
    fn point(&mut self, copies: &[u32], origin: u32) -> Result<(), Error> {
        for &copy in copies {
            self.set_origin(copy, origin)?;
        }
        self.db
            .prepare_cached("UPDATE articles SET copies = ?2 WHERE id = ?1")?
            .execute(params![origin, copies.len() as i64])?;
        Ok(())
    }

    fn set_origin(&mut self, id: u32, origin: u32) -> Result<(), Error> {
        let line = self.tally.line(self.db, id)?;
        self.tally.set_line(self.db, id, Line { origin, ..line })?;
        self.db
            .prepare_cached("UPDATE articles SET origin = ?2, copies = 0 WHERE id = ?1")?
            .execute(params![id, origin])?;
        Ok(())
    }
}

impl Library {
    /// The article that another is a copy of; itself where it is none.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn origin(&self, article: ArticleId) -> Result<ArticleId, Error> {
        let origin = self.columns()?.line(article.0 as u32).origin;
        Ok(if origin == 0 {
            article
        } else {
            ArticleId(origin.into())
        })
    }

    /// The copies of an article's text, without the article itself, oldest first; of a copy, its
    /// origin and the other copies.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn copies(&self, article: ArticleId) -> Result<Vec<ArticleRow>, Error> {
        let origin = self.origin(article)?;
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM articles WHERE (origin = ?1 OR id = ?1) AND id <> ?2
             ORDER BY precision IS NULL, first, id",
        )?;
        let ids = statement.query_map([origin.0, article.0], |row| row.get(0).map(ArticleId))?;
        let mut rows = Vec::new();
        for id in ids {
            rows.extend(self.row(id?)?);
        }
        Ok(rows)
    }
}

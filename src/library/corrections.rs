//! The analyst's corrections: kept at once, laid over every answer at once, and worked into what is
//! derived of articles as soon as that can be.

use super::query::Query;
use super::set::Set;
use super::writing::{Lines, Writing};
use super::{Error, Library, codes, fold};
use crate::model::{Annotations, ArticleId, Correction, CorrectionKey, Document, Named};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// Articles that are worked over before [`Library::record`] returns.
const AT_ONCE: usize = 400;
/// Articles worked over in one transaction.
const BATCH: usize = 200;
/// Without an index, words are looked for at once in libraries up to this.
const READABLE: u64 = 2_000;

impl Library {
    /// Every correction, in the order in which they were made.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn corrections(&self) -> Result<Vec<Correction>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT correction FROM corrections ORDER BY serial")?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
        let mut out = Vec::new();
        for row in rows {
            // What a newer program wrote is left for it.
            out.extend(serde_json::from_str(&row?));
        }
        Ok(out)
    }

    /// The corrections that concern an entity, in the order in which they were made.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn corrections_about(&self, id: &crate::model::EntityId) -> Result<Vec<Correction>, Error> {
        let amended = self.amended()?;
        Ok(amended.corrections.about(id).cloned().collect())
    }

    /// Whether a correction holds.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn is_corrected(&self, key: &CorrectionKey) -> Result<bool, Error> {
        Ok(self
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM corrections WHERE key = ?1)")?
            .query_row([key.as_str()], |row| row.get(0))?)
    }

    /// In how many articles a correction changes marks, as far as that is worked out; of entities
    /// as wholes, how many name them.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn reach(&self, correction: &Correction) -> Result<usize, Error> {
        match correction {
            Correction::Merge { into: entity, .. }
            | Correction::Rename { entity, .. }
            | Correction::Retype { entity, .. } => {
                let found = self.entity(&entity.id)?;
                Ok(found.map_or(0, |(_, row)| row.articles as usize))
            }
            _ => Ok(self.touched(&correction.key())?.len()),
        }
    }

    /// A number that grows whenever marks were corrected, or what is derived of them was brought
    /// further: what was worked out at the same number still holds.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn revision(&self) -> Result<u64, Error> {
        self.total("revision")
    }

    /// The article that has, or once had, bytes of this SHA-256.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn once_known(&self, sha256: &str) -> Result<Option<ArticleId>, Error> {
        let Some(hash) = super::packed::unhex(sha256) else {
            return Ok(None);
        };
        let found = self
            .connection
            .prepare_cached("SELECT article FROM hashes WHERE sha256 = ?1")?
            .query_row([hash], |row| row.get(0))
            .optional()?;
        Ok(found.map(ArticleId))
    }

    /// Lays the corrections over marks that were just made of a text.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn correct(
        &self,
        found: &mut Annotations,
        document: &Document,
        article: ArticleId,
    ) -> Result<(), Error> {
        let amended = self.amended()?;
        if amended.is_plain() {
            return Ok(());
        }
        amended.corrections.mark(found, document, article);
        amended.corrections.unite(found, &mut |id| {
            let known = self.entity(id).ok().flatten();
            known.map(|(entity, _)| entity)
        });
        Ok(())
    }

    /// How much still waits to be brought in line with corrections: counts and lists lag behind by
    /// so many articles, what is opened never does.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn unamended(&self) -> Result<usize, Error> {
        let count: i64 = self
            .connection
            .prepare_cached(
                "SELECT (SELECT count(*) FROM stale) + (SELECT count(*) FROM unsettled)",
            )?
            .query_row([], |row| row.get(0))?;
        Ok(count.max(0) as usize)
    }

    /// Brings what is derived of articles in line with the corrections, batch by batch; `go_on`
    /// hears how many articles are left. What was begun goes on where it was, also after a kill.
    ///
    /// # Errors
    /// Where the database fails; what was finished stays.
    pub fn amend(&mut self, mut go_on: impl FnMut(usize) -> ControlFlow<()>) -> Result<(), Error> {
        while self.look_for_stale()? {
            if go_on(self.unamended()?).is_break() {
                return Ok(());
            }
        }
        while self.amend_batch()? {
            if go_on(self.unamended()?).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Does at once what is little; the rest waits for [`Library::amend`].
    pub(super) fn amend_little(&mut self) -> Result<(), Error> {
        if self.unamended()? > AT_ONCE
            || self.total("articles")? > READABLE && self.missing()?.is_none()
        {
            return Ok(());
        }
        while self.look_for_stale()? {}
        if self.unamended()? <= AT_ONCE {
            while self.amend_batch()? {}
        }
        Ok(())
    }

    /// Finds the articles of one correction more; whether there was one.
    fn look_for_stale(&mut self) -> Result<bool, Error> {
        let Some((serial, correction)) = self.next_unsettled()? else {
            return Ok(false);
        };
        let articles = match &correction {
            Some(correction) => self.bearing(correction)?,
            None => BTreeSet::new(),
        };
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        for article in articles {
            transaction
                .prepare_cached("INSERT OR IGNORE INTO stale VALUES (?1)")?
                .execute([article])?;
        }
        transaction.execute("DELETE FROM unsettled WHERE serial = ?1", [serial])?;
        transaction.commit()?;
        Ok(true)
    }

    fn next_unsettled(&self) -> Result<Option<(i64, Option<Correction>)>, Error> {
        let row: Option<(i64, String)> = self
            .connection
            .prepare_cached("SELECT serial, correction FROM unsettled ORDER BY serial LIMIT 1")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        Ok(row.map(|(serial, json)| (serial, serde_json::from_str(&json).ok())))
    }

    fn amend_batch(&mut self) -> Result<bool, Error> {
        let amended = self.amended()?;
        let stale: Vec<i64> = self
            .connection
            .prepare_cached("SELECT article FROM stale ORDER BY article LIMIT ?1")?
            .query_map([BATCH as i64], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        if stale.is_empty() {
            return Ok(false);
        }
        let sketches = self.sketches.get_mut();
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut writing = Writing::of_marks(&transaction, sketches, &amended.corrections)?;
        let mut lines = Lines::Same;
        for id in stale {
            if writing.redo(id)? == Lines::Changed {
                lines = Lines::Changed;
            }
            transaction
                .prepare_cached("DELETE FROM stale WHERE article = ?1")?
                .execute([id])?;
        }
        writing.finish_marks(lines)?;
        transaction.commit()?;
        Ok(true)
    }

    /// The articles whose derived rows a correction can change, now that it was made or ended.
    fn bearing(&self, correction: &Correction) -> Result<BTreeSet<i64>, Error> {
        let mut out = self.touched(&correction.key())?;
        if let Some(anchor) = correction.anchor() {
            out.insert(anchor.article.0);
            out.extend(self.once_known(&anchor.sha256)?.map(|id| id.0));
            return Ok(out);
        }
        match correction {
            Correction::Add { text, .. } | Correction::Stop { alias: text } => {
                out.extend(self.saying(text)?);
            }
            Correction::Reject { entity, .. } | Correction::Split { entity, .. } => {
                out.extend(self.posted(entity)?);
            }
            Correction::Merge { from, into } => {
                let amended = self.amended()?;
                let about = amended
                    .corrections
                    .about(&from.id)
                    .chain(amended.corrections.about(&into.id));
                let mut any = false;
                for step in about.filter(|step| {
                    matches!(step, Correction::Reject { .. } | Correction::Split { .. })
                }) {
                    any = true;
                    out.extend(self.touched(&step.key())?);
                }
                if any {
                    out.extend(self.posted(from)?);
                    out.extend(self.posted(into)?);
                }
            }
            Correction::Rename { .. } | Correction::Retype { .. } => {}
        }
        Ok(out)
    }

    fn touched(&self, key: &CorrectionKey) -> Result<BTreeSet<i64>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT article FROM touched WHERE correction = ?1")?;
        let ids = statement.query_map([key.as_str()], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// The articles that name an entity, by any row of it, and their copies.
    fn posted(&self, entity: &Named) -> Result<Vec<i64>, Error> {
        let Some((_, members)) = self.group(&entity.id)? else {
            return Ok(Vec::new());
        };
        let mut found = Set::default();
        for key in members {
            self.add_naming([key], &mut found)?;
        }
        let mut out: Vec<i64> = found.iter().map(i64::from).collect();
        let columns = self.columns()?;
        let copies = columns.iter().filter(|(_, line)| found.has(line.origin));
        out.extend(copies.map(|(id, _)| i64::from(id)));
        Ok(out)
    }

    /// The articles in whose text some words can stand, however they are joined and parted there.
    fn saying(&self, words: &str) -> Result<Vec<i64>, Error> {
        let mut out = BTreeSet::new();
        for variant in variants(words) {
            let found = self.matching(&Query::saying(&variant))?;
            out.extend(found.iter().map(i64::from));
        }
        Ok(out.into_iter().collect())
    }
}

/// Keys as a value for `json_each`.
pub(super) fn json_list(keys: &[i64]) -> String {
    let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
    format!("[{}]", keys.join(","))
}

/// Makes or ends a correction, within a transaction of the caller's.
pub(super) fn write(db: &Connection, correction: &Correction, on: bool) -> Result<usize, Error> {
    for named in correction.entities() {
        db.prepare_cached(
            "INSERT OR IGNORE INTO entities VALUES (NULL, ?1, ?2, ?3, '', NULL, NULL, NULL, 0, 0, 0, 0,
             NULL, NULL)",
        )?
        .execute(params![
            named.id.as_str(),
            codes::kind(named.kind),
            named.name
        ])?;
        if db.changes() > 0 {
            db.prepare_cached("INSERT OR IGNORE INTO names VALUES (?1, ?2)")?
                .execute(params![
                    fold::fold_name(&named.name),
                    db.last_insert_rowid()
                ])?;
        }
    }
    let key = correction.key();
    // What was just read or derived is always written out again.
    let json = serde_json::to_string(correction).unwrap_or_default();
    if on {
        db.prepare_cached("INSERT INTO corrections (key, correction) VALUES (?1, ?2)")?
            .execute([key.as_str(), &json])?;
    } else {
        db.prepare_cached(
            "DELETE FROM corrections
             WHERE serial = (SELECT max(serial) FROM corrections WHERE key = ?1)",
        )?
        .execute([key.as_str()])?;
    }
    if !matches!(
        correction,
        Correction::Rename { .. } | Correction::Retype { .. }
    ) {
        db.prepare_cached("INSERT INTO unsettled (correction) VALUES (?1)")?
            .execute([&json])?;
    }
    db.prepare_cached("UPDATE totals SET value = value + 1 WHERE name = 'revision'")?
        .execute([])?;
    Ok(1)
}

/// Ways in which a text can join and part the words of a name that means the same.
fn variants(words: &str) -> Vec<String> {
    let mut out = vec![words.to_owned()];
    let mut parted = String::new();
    let mut before = ' ';
    for c in words.chars() {
        if before.is_alphanumeric() && c.is_alphanumeric() && before.is_numeric() != c.is_numeric()
        {
            parted.push(' ');
        }
        parted.push(c);
        before = c;
    }
    out.push(parted);
    let letters: String = words.chars().filter(|c| c.is_alphanumeric()).collect();
    if letters.chars().count() <= 8 {
        let apart: Vec<String> = letters.chars().map(String::from).collect();
        out.push(apart.join(" "));
    }
    out.push(words.replace(['-', '.', '\'', '’'], ""));
    out.push(letters);
    out.push(words.replace('&', " and "));
    out.push(words.replace(" and ", " & "));
    let mut seen = BTreeSet::new();
    out.retain(|one| {
        let folded = fold::fold_name(one);
        !folded.is_empty() && seen.insert(folded)
    });
    out
}

//! The analyst's whole work as records that name their article by what it is, so that it finds its
//! place in another library.

use super::deed::{ArticleName, Deed, OF_ARTICLE, Taken, joined, merged};
use super::packed::unhex;
use super::{Error, Library};
use crate::model::{Annotation, ArticleId, Change, Clip, ClipKey, Resolution, Watching};
use rusqlite::{OptionalExtension, TransactionBehavior, params};
use std::collections::{BTreeMap, BTreeSet};

impl Library {
    /// Everything that the analyst did, in one order whatever the order it was done in.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn deeds(&self) -> Result<Vec<Deed>, Error> {
        let mut names: BTreeMap<ArticleId, ArticleName> = BTreeMap::new();
        let mut named = |id: ArticleId| -> Result<ArticleName, Error> {
            if let Some(known) = names.get(&id) {
                return Ok(known.clone());
            }
            let found = self.named(id)?;
            names.insert(id, found.clone());
            Ok(found)
        };
        let mut out = Vec::new();
        let grades = self.article_grades()?;
        let mut states: BTreeMap<ArticleId, (bool, bool, u32)> =
            grades.keys().map(|id| (*id, (false, false, 0))).collect();
        let mut statement = self
            .connection
            .prepare_cached("SELECT article, read, starred, place FROM states")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            states.insert(
                ArticleId(row.get(0)?),
                (row.get(1)?, row.get(2)?, row.get(3)?),
            );
        }
        for (id, (read, starred, place)) in states {
            let reliability = grades.get(&id).copied();
            if read || starred || place > 0 || reliability.is_some() {
                out.push(Deed::Article {
                    article: named(id)?,
                    read,
                    starred,
                    place,
                    reliability,
                });
            }
        }
        for (letter, (id, offset)) in self.marks()? {
            let article = named(id)?;
            out.push(Deed::Mark {
                article,
                letter,
                offset,
            });
        }
        for clip in self.clips()? {
            let article = named(clip.anchor.article)?;
            let clip = Box::new(clip);
            out.push(Deed::Clip { article, clip });
        }
        for annotation in self.annotations(None)? {
            out.push(Deed::Annotation {
                article: named(annotation.anchor.article)?,
                annotation: Box::new(annotation),
            });
        }
        let mut resolutions = self.resolutions()?;
        resolutions.sort_by(|a, b| a.key.cmp(&b.key));
        for resolution in resolutions {
            out.push(Deed::Resolution {
                article: named(resolution.anchor.article)?,
                resolution: Box::new(resolution),
            });
        }
        for (publisher, grade) in self.reliabilities()? {
            out.push(Deed::Reliability { publisher, grade });
        }
        for entity in self.watched()? {
            out.push(Deed::Watch { entity });
        }
        let watched: BTreeSet<Watching> = self.watching()?.into_iter().map(|(it, _)| it).collect();
        for (name, query) in self.queries()? {
            let watched = watched.contains(&Watching::Query(name.clone()));
            out.push(Deed::Query {
                name,
                query,
                watched,
            });
        }
        for correction in self.corrections()? {
            let article = match correction.anchor() {
                Some(anchor) => Some(named(anchor.article)?),
                None => None,
            };
            out.push(Deed::Correction {
                article,
                correction: Box::new(correction),
            });
        }
        for (scope, draft) in self.drafts()? {
            let row = scope
                .strip_prefix(OF_ARTICLE)
                .and_then(|row| row.parse().ok());
            let article = match row {
                Some(row) => Some(named(ArticleId(row))?),
                None => None,
            };
            out.push(Deed::Draft {
                scope: if article.is_some() {
                    OF_ARTICLE.to_owned()
                } else {
                    scope
                },
                article,
                draft: Box::new(draft),
            });
        }
        // Row numbers mean nothing elsewhere.
        for deed in &mut out {
            deed.set_article(ArticleId::default());
        }
        Ok(out)
    }

    /// What tells an article from others; of one that is no longer here its bytes alone.
    fn named(&self, id: ArticleId) -> Result<ArticleName, Error> {
        let row = self
            .connection
            .prepare_cached(
                "SELECT lower(hex(a.sha256)), a.key, a.url, a.title,
                 (SELECT min(path) FROM sources s WHERE s.article = a.id)
                 FROM articles a WHERE a.id = ?1",
            )?
            .query_row([id.0], |row| {
                Ok(ArticleName {
                    sha256: row.get(0)?,
                    key: row.get(1)?,
                    url: row.get(2)?,
                    title: row.get(3)?,
                    path: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
                })
            })
            .optional()?;
        if let Some(named) = row {
            return Ok(named);
        }
        let sha256: Option<String> = self
            .connection
            .prepare_cached("SELECT min(lower(hex(sha256))) FROM hashes WHERE article = ?1")?
            .query_row([id.0], |row| row.get(0))?;
        Ok(ArticleName {
            sha256: sha256.unwrap_or_default(),
            ..ArticleName::default()
        })
    }

    /// Takes in what was done in another library, or in this one before. What is here already
    /// stays: words are added to words, tags to tags, and a judgment stands against another.
    ///
    /// # Errors
    /// Where the database fails; then nothing was taken in.
    pub fn take_deeds(&mut self, deeds: Vec<Deed>) -> Result<Taken, Error> {
        let mut out = Taken::default();
        let mut waiting = BTreeSet::new();
        let mut changes = Vec::new();
        let mut kept: BTreeMap<ClipKey, Clip> = BTreeMap::new();
        for clip in self.clips()? {
            kept.insert(clip.key.clone(), clip);
        }
        // In an empty library clips keep their places; in another they come after its own.
        let after = self.next_order()?;
        for mut deed in deeds {
            deed.clean();
            let mut article = ArticleId::default();
            if let Some(named) = deed.article().cloned() {
                let Some((id, here)) = self.place_of(&named)? else {
                    out.unnamed += 1;
                    continue;
                };
                if !here {
                    waiting.insert(id);
                }
                article = id;
            }
            deed.set_article(article);
            let before = changes.len();
            self.changes_of(deed, article, after, &mut kept, &mut changes)?;
            if changes.len() > before {
                out.taken += 1;
            } else {
                out.known += 1;
            }
        }
        out.waiting = waiting.len();
        if !changes.is_empty() {
            self.record(&Change::All(changes))?;
        }
        Ok(out)
    }

    /// What is to be changed for a deed to be done here too.
    fn changes_of(
        &self,
        deed: Deed,
        article: ArticleId,
        after: u32,
        kept: &mut BTreeMap<ClipKey, Clip>,
        out: &mut Vec<Change>,
    ) -> Result<(), Error> {
        match deed {
            Deed::Article {
                read,
                starred,
                place,
                reliability,
                ..
            } => {
                let mut statement = self
                    .connection
                    .prepare_cached("SELECT read, starred, place FROM states WHERE article = ?1")?;
                let (was_read, was_starred, was_at): (bool, bool, u32) = statement
                    .query_row([article.0], |row| {
                        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                    })
                    .optional()?
                    .unwrap_or_default();
                if read && !was_read {
                    out.push(Change::Read { article, read });
                }
                if starred && !was_starred {
                    let star = true;
                    out.push(Change::Star { article, star });
                }
                if place > 0 && was_at == 0 {
                    let offset = place;
                    out.push(Change::Place { article, offset });
                }
                if reliability.is_some() && !self.article_grades()?.contains_key(&article) {
                    let grade = reliability;
                    out.push(Change::ArticleGrade { article, grade });
                }
            }
            Deed::Mark { letter, offset, .. } => {
                if !self.marks()?.contains_key(&letter) {
                    let at = Some((article, offset));
                    out.push(Change::Mark { letter, at });
                }
            }
            Deed::Clip { mut clip, .. } => {
                if let Some(old) = kept.get(&clip.key) {
                    *clip = merged(old.clone(), *clip);
                } else {
                    clip.order = clip.order.saturating_add(after);
                }
                if kept.get(&clip.key) != Some(&*clip) {
                    kept.insert(clip.key.clone(), (*clip).clone());
                    out.push(Change::Clip { clip });
                }
            }
            Deed::Annotation { mut annotation, .. } => {
                let there = self.annotations(Some(article))?;
                if let Some(old) = there.into_iter().find(|it| it.key == annotation.key) {
                    let words = joined(&old.words, &annotation.words);
                    if words == old.words {
                        return Ok(());
                    }
                    annotation = Box::new(Annotation { words, ..old });
                }
                out.push(Change::Annotate { annotation });
            }
            Deed::Reliability { publisher, grade } => {
                if !self.reliabilities()?.contains_key(&publisher) {
                    let grade = Some(grade);
                    out.push(Change::Reliability { publisher, grade });
                }
            }
            Deed::Watch { entity } => {
                if !self.watched()?.contains(&entity) {
                    let watch = true;
                    out.push(Change::Watch { entity, watch });
                }
            }
            Deed::Query {
                name,
                query,
                watched,
            } => {
                let there = self.saved(&name)?;
                // Another question of that name is not the one that was watched.
                let same = there.as_ref().is_none_or(|there| *there == query);
                if there.is_none() {
                    let (name, query) = (name.clone(), Some(query));
                    out.push(Change::Query { name, query });
                }
                let own = Watching::Query(name.clone());
                if watched && same && !self.watching()?.iter().any(|(it, _)| *it == own) {
                    let watch = true;
                    out.push(Change::WatchQuery { name, watch });
                }
            }
            Deed::Resolution { mut resolution, .. } => {
                let mut there = self.resolutions()?.into_iter();
                if let Some(old) = there.find(|it| it.key == resolution.key) {
                    let words = joined(&old.words, &resolution.words);
                    if words == old.words {
                        return Ok(());
                    }
                    resolution = Box::new(Resolution { words, ..old });
                }
                out.push(Change::Resolve { resolution });
            }
            Deed::Correction { correction, .. } => {
                if !self.is_corrected(&correction.key())? {
                    let on = true;
                    out.push(Change::Correct { correction, on });
                }
            }
            Deed::Draft { scope, draft, .. } => {
                if self.draft(&scope)?.is_empty() && !draft.is_empty() {
                    out.push(Change::Draft { scope, draft });
                }
            }
        }
        Ok(())
    }

    /// The row of an article and whether it is here; a row kept for it where it is not. Nothing
    /// where it cannot be told by anything.
    fn place_of(&mut self, named: &ArticleName) -> Result<Option<(ArticleId, bool)>, Error> {
        let found = match self.once_known(&named.sha256)? {
            Some(id) => Some(id),
            None => self.same_place(named)?,
        };
        if let Some(id) = found {
            return Ok(Some((id, self.row(id)?.is_some())));
        }
        let Some(hash) = unhex(&named.sha256) else {
            return Ok(None);
        };
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let last: Option<i64> = transaction
            .prepare_cached("SELECT value FROM totals WHERE name = 'last id'")?
            .query_row([], |row| row.get(0))
            .optional()?;
        let id = last.unwrap_or(0) + 1;
        transaction
            .prepare_cached("INSERT OR REPLACE INTO totals VALUES ('last id', ?1)")?
            .execute([id])?;
        transaction
            .prepare_cached("INSERT INTO hashes VALUES (?1, ?2)")?
            .execute(params![hash, id])?;
        transaction.commit()?;
        Ok(Some((ArticleId(id), false)))
    }

    /// The article that lies at the same place, or has the same address and title.
    fn same_place(&self, named: &ArticleName) -> Result<Option<ArticleId>, Error> {
        let by_path: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT article FROM sources WHERE path = ?1 AND key = ?2 AND ?1 <> ''",
            )?
            .query_row([&named.path, &named.key], |row| row.get(0))
            .optional()?;
        let by_address = || -> Result<Option<i64>, Error> {
            Ok(self
                .connection
                .prepare_cached("SELECT min(id) FROM articles WHERE url = ?1 AND title = ?2")?
                .query_row(params![named.url, named.title], |row| row.get(0))?)
        };
        let found = match by_path {
            Some(id) => Some(id),
            None if named.url.is_some() => by_address()?,
            None => None,
        };
        Ok(found.map(ArticleId))
    }
}

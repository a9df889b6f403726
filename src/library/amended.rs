//! Corrections as the library's questions meet them: which rows of entities are one, and what they
//! are called.

use super::{EntityRow, Error, Library, fold};
use crate::analysis::correct::Corrections;
use crate::model::{Correction, Entity, EntityId, Kind};
use rusqlite::OptionalExtension;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All corrections, made ready. Empty as a rule, and then nothing of it costs anything.
#[derive(Debug, Default)]
pub(super) struct Amended {
    pub corrections: Arc<Corrections>,
    /// The row that a merged entity's row is part of now.
    roots: BTreeMap<i64, i64>,
    /// The rows that are one, by the row that speaks for them: that first, the others by id.
    groups: BTreeMap<i64, Vec<i64>>,
    /// Rows whose kind the analyst changed, or that take that of another.
    pub kinds: BTreeMap<i64, Kind>,
    /// Rows that corrections say something of, or of one of their names.
    concerned: BTreeSet<i64>,
    /// Folded names that the analyst gave, with the rows that they are given to.
    pub named: BTreeMap<String, BTreeSet<i64>>,
}

impl Amended {
    pub(super) fn is_plain(&self) -> bool {
        self.corrections.is_empty()
    }

    /// The row that speaks for an entity.
    pub(super) fn root(&self, key: i64) -> i64 {
        self.roots.get(&key).copied().unwrap_or(key)
    }

    pub(super) fn merges(&self) -> bool {
        !self.roots.is_empty()
    }

    /// All rows of the entity that a row speaks for.
    pub(super) fn members(&self, root: i64) -> Vec<i64> {
        self.groups
            .get(&root)
            .cloned()
            .unwrap_or_else(|| vec![root])
    }

    /// A row as the analyst wants it to be called.
    pub(super) fn dressed(&self, key: i64, mut row: EntityRow) -> EntityRow {
        if !self.concerned.contains(&key) {
            return row;
        }
        let mut entity = Entity {
            id: row.id.clone(),
            kind: row.kind,
            name: row.name,
            aliases: row.aliases,
            country: None,
            parent: None,
            note: None,
            listed: false,
        };
        self.corrections.dress(&mut entity);
        (row.kind, row.name, row.aliases) = (entity.kind, entity.name, entity.aliases);
        row
    }

    /// Says kind and name of a row as the analyst wants them.
    pub(super) fn say(&self, key: i64, id: &EntityId, kind: &mut Kind, name: &mut String) {
        if let Some(own) = self.kinds.get(&key) {
            *kind = *own;
        }
        if let Some(own) = self.corrections.name(id) {
            own.clone_into(name);
        }
    }

    pub(super) fn groups(&self) -> &BTreeMap<i64, Vec<i64>> {
        &self.groups
    }
}

impl Library {
    /// The corrections, read again where somebody made one since.
    pub(super) fn amended(&self) -> Result<Arc<Amended>, Error> {
        let revision = self.total("revision")?;
        if let Some(amended) = self.cache.borrow_mut().amended(revision) {
            return Ok(amended);
        }
        let amended = Arc::new(self.read_amended()?);
        self.cache
            .borrow_mut()
            .keep_amended(revision, Arc::clone(&amended));
        Ok(amended)
    }

    /// The generation, after making sure that what is kept fits the corrections.
    pub(super) fn stamp(&self) -> Result<u64, Error> {
        self.amended()?;
        self.generation()
    }

    fn read_amended(&self) -> Result<Amended, Error> {
        let steps = self.corrections()?;
        if steps.is_empty() {
            return Ok(Amended::default());
        }
        let corrections = Corrections::new(steps);
        let mut out = Amended::default();
        for (from, into) in corrections.merged() {
            let (Some(from), Some(into)) = (self.row_key(from)?, self.row_key(into)?) else {
                continue;
            };
            out.roots.insert(from, into);
            out.groups
                .entry(into)
                .or_insert_with(|| vec![into])
                .push(from);
        }
        for id in corrections.reworded() {
            let Some(key) = self.row_key(id)? else {
                continue;
            };
            if let Some(name) = corrections.name(id) {
                out.name(key, name);
            }
            if let Some(kind) = corrections.kind(id) {
                out.kinds.insert(key, kind);
            }
        }
        for step in corrections.steps() {
            for named in step.entities() {
                out.concerned.extend(self.row_key(&named.id)?);
            }
            if let Some(words) = step.words() {
                let mut rows = self
                    .connection
                    .prepare_cached("SELECT entity FROM names WHERE folded = ?1")?;
                let keys = rows.query_map([fold::fold_name(words)], |row| row.get(0))?;
                for key in keys {
                    out.concerned.insert(key?);
                }
            }
            let (words, to) = match step {
                Correction::Add { text, to, .. } => (text, to),
                Correction::Split { alias, to, .. } => (alias, to),
                _ => continue,
            };
            if !corrections.is_taken(&to.id, words)
                && let Some(key) = self.row_key(&to.id)?
            {
                out.name(key, words);
            }
        }
        // The kind of what speaks for a group is that of all its rows.
        for (root, members) in &out.groups {
            let kind = match out.kinds.get(root) {
                Some(kind) => *kind,
                None => self.row_kind(*root)?,
            };
            for member in members {
                out.kinds.insert(*member, kind);
            }
        }
        out.corrections = Arc::new(corrections);
        Ok(out)
    }

    /// The row of an entity, whatever it is part of.
    pub(super) fn row_key(&self, id: &EntityId) -> Result<Option<i64>, Error> {
        Ok(self
            .connection
            .prepare_cached("SELECT key FROM entities WHERE id = ?1")?
            .query_row([id.as_str()], |row| row.get(0))
            .optional()?)
    }

    pub(super) fn row_kind(&self, key: i64) -> Result<Kind, Error> {
        let code = self
            .connection
            .prepare_cached("SELECT kind FROM entities WHERE key = ?1")?
            .query_row([key], |row| row.get(0))?;
        Ok(super::codes::kind_of(code))
    }
}

impl Amended {
    fn name(&mut self, key: i64, name: &str) {
        let root = self.root(key);
        let folded = fold::fold_name(name);
        self.named.entry(folded).or_default().insert(root);
    }
}

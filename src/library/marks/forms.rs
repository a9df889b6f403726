//! Entities as name lists have them: the same in very many articles, and kept once.

use super::super::Error;
use crate::model::Entity;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::HashMap;

/// An entity as bytes, with the number that stands for exactly these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::library) struct Form {
    pub(in crate::library) number: i64,
    pub(in crate::library) bytes: Vec<u8>,
}

impl Form {
    /// The form of an entity that a list has; nothing for others.
    pub(in crate::library) fn of(entity: &Entity) -> Option<Self> {
        if !entity.listed {
            return None;
        }
        let bytes = rmp_serde::to_vec(entity).ok()?;
        let digest = Sha256::digest(&bytes);
        let mut first = [0; 8];
        first.copy_from_slice(&digest[..8]);
        Some(Self {
            number: i64::from_le_bytes(first),
            bytes,
        })
    }

    /// Writes it, unless it is there.
    pub(in crate::library) fn keep(&self, db: &Connection) -> Result<(), Error> {
        db.prepare_cached("INSERT OR IGNORE INTO forms VALUES (?1, ?2)")?
            .execute(params![self.number, self.bytes])?;
        Ok(())
    }
}

thread_local! {
    // A form never changes, whatever library it is of.
    static KNOWN: RefCell<HashMap<i64, Entity>> = RefCell::default();
}

/// Forms that are remembered by a thread.
const REMEMBERED: usize = 20_000;

/// Where forms are looked up.
#[derive(Clone, Copy)]
pub(in crate::library) enum Forms<'a> {
    Kept(&'a Connection),
    /// Of an article that is not written yet.
    Given(&'a [Form]),
}

impl Forms<'_> {
    /// What the entity of a form is called; nothing else of it.
    pub(super) fn called(self, number: i64) -> Result<Option<Entity>, Error> {
        let called = |entity: &Entity| Entity {
            id: entity.id.clone(),
            kind: entity.kind,
            name: entity.name.clone(),
            aliases: Vec::new(),
            country: None,
            parent: None,
            note: None,
            listed: entity.listed,
        };
        match KNOWN.with_borrow(|known| known.get(&number).map(called)) {
            Some(entity) => Ok(Some(entity)),
            None => self.entity(number),
        }
    }

    /// The entity of a form; nothing where it is not there or damaged.
    pub(super) fn entity(self, number: i64) -> Result<Option<Entity>, Error> {
        if let Some(known) = KNOWN.with_borrow(|known| known.get(&number).cloned()) {
            return Ok(Some(known));
        }
        let bytes: Option<Vec<u8>> = match self {
            Self::Kept(db) => db
                .prepare_cached("SELECT entity FROM forms WHERE number = ?1")?
                .query_row([number], |row| row.get(0))
                .optional()?,
            Self::Given(forms) => forms
                .iter()
                .find(|form| form.number == number)
                .map(|form| form.bytes.clone()),
        };
        let Some(bytes) = bytes else {
            return Ok(None);
        };
        let Ok(entity) = rmp_serde::from_slice::<Entity>(&bytes) else {
            return Ok(None);
        };
        KNOWN.with_borrow_mut(|known| {
            if known.len() >= REMEMBERED {
                known.clear();
            }
            known.insert(number, entity.clone());
        });
        Ok(Some(entity))
    }
}

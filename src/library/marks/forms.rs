//! Entities as name lists have them: the same in very many articles, and kept once.

use super::super::Error;
use crate::model::Entity;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::HashMap;

/// The entities of a document as bytes, all in one piece of memory: one thread makes them, and another
/// lets go of them a batch later.
#[derive(Clone, Debug, Default)]
pub(in crate::library) struct Cast {
    bytes: Vec<u8>,
    seats: Vec<Seat>,
}

#[derive(Clone, Copy, Debug)]
struct Seat {
    number: i64,
    /// Where its bytes end.
    end: u32,
    listed: bool,
}

/// An entity as bytes, with the number that stands for exactly these.
#[derive(Clone, Copy, Debug)]
pub(in crate::library) struct Form<'a> {
    pub(in crate::library) number: i64,
    pub(in crate::library) listed: bool,
    bytes: &'a [u8],
}

impl Cast {
    /// Puts an entity behind the others; returns the number of its form.
    pub(super) fn push(&mut self, entity: &Entity) -> i64 {
        let start = self.bytes.len();
        rmp_serde::encode::write(&mut self.bytes, entity)
            .expect("text and numbers, which a vector takes");
        let digest = Sha256::digest(&self.bytes[start..]);
        let mut first = [0; 8];
        first.copy_from_slice(&digest[..8]);
        let number = i64::from_le_bytes(first);
        self.seats.push(Seat {
            number,
            end: self.bytes.len() as u32,
            listed: entity.listed,
        });
        number
    }

    /// All of them, in the document's order.
    pub(in crate::library) fn each(&self) -> impl Iterator<Item = Form<'_>> {
        let mut start = 0;
        self.seats.iter().map(move |seat| {
            let end = seat.end as usize;
            let bytes = &self.bytes[std::mem::replace(&mut start, end)..end];
            Form {
                number: seat.number,
                listed: seat.listed,
                bytes,
            }
        })
    }
}

impl Form<'_> {
    pub(in crate::library) fn entity(self) -> Option<Entity> {
        rmp_serde::from_slice(self.bytes).ok()
    }

    /// Writes it, unless it is there.
    pub(in crate::library) fn keep(self, db: &Connection) -> Result<(), Error> {
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
    Given(&'a Cast),
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
            Self::Given(cast) => cast
                .each()
                .find(|form| form.number == number)
                .map(|form| form.bytes.to_vec()),
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

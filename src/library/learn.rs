//! Entities as the library comes to know them, document by document.

use super::marks::Cast;
use super::quick::QuickMap;
use super::tally::Tally;
use super::{Error, codes, fold};
use crate::model::{ArticleId, Entity, EntityId};
use rusqlite::{Connection, OptionalExtension, params};

/// An entity that a batch has met.
#[derive(Debug)]
pub(super) struct Known {
    key: u32,
    name: String,
    aliases: Vec<String>,
    listed: bool,
}

impl Known {
    /// Whether a document says nothing new of it.
    fn has(&self, entity: &Entity) -> bool {
        (self.listed || !entity.listed)
            && (self.aliases.starts_with(&entity.aliases)
                || entity
                    .aliases
                    .iter()
                    .all(|alias| *alias == self.name || self.aliases.contains(alias)))
    }
}

/// The keys of the entities of a document on its way in, in its order; new ones are written.
pub(super) fn cast_keys(
    db: &Connection,
    id: i64,
    cast: &Cast,
    tally: &mut Tally,
) -> Result<Vec<u32>, Error> {
    let mut keys = Vec::new();
    for form in cast.each() {
        if let Some(&key) = tally.forms.get(&form.number) {
            keys.push(key);
            continue;
        }
        let entity = form.entity().ok_or_else(|| Error::Damaged {
            article: ArticleId(id),
            why: "an entity cannot be read".to_owned(),
        })?;
        let key = entity_key(db, &entity, &mut tally.keys)?;
        tally.forms.insert(form.number, key);
        keys.push(key);
    }
    Ok(keys)
}

/// The same of entities as they are.
pub(super) fn entity_keys(
    db: &Connection,
    entities: &[Entity],
    known: &mut QuickMap<EntityId, Known>,
) -> Result<Vec<u32>, Error> {
    let mut key = |entity| entity_key(db, entity, known);
    entities.iter().map(&mut key).collect()
}

fn entity_key(
    db: &Connection,
    entity: &Entity,
    known: &mut QuickMap<EntityId, Known>,
) -> Result<u32, Error> {
    if let Some(known) = known.get_mut(&entity.id) {
        if !known.has(entity) {
            learn(db, known, entity)?;
        }
        return Ok(known.key);
    }
    let kept = db
        .prepare_cached("SELECT key, name, aliases, listed FROM entities WHERE id = ?1")?
        .query_row([entity.id.as_str()], |row| {
            let aliases: String = row.get(2)?;
            Ok(Known {
                key: row.get(0)?,
                name: row.get(1)?,
                aliases: aliases
                    .split('\n')
                    .filter(|alias| !alias.is_empty())
                    .map(str::to_owned)
                    .collect(),
                listed: row.get(3)?,
            })
        })
        .optional()?;
    let met = match kept {
        Some(mut met) => {
            if !met.has(entity) {
                learn(db, &mut met, entity)?;
            }
            met
        }
        None => make(db, entity)?,
    };
    let key = met.key;
    known.insert(entity.id.clone(), met);
    Ok(key)
}

fn make(db: &Connection, entity: &Entity) -> Result<Known, Error> {
    db.prepare_cached(
        "INSERT INTO entities VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 0, 0,
         NULL, NULL)",
    )?
    .execute(params![
        entity.id.as_str(),
        codes::kind(entity.kind),
        entity.name,
        entity.aliases.join("\n"),
        entity.country,
        entity.parent.as_ref().map(EntityId::as_str),
        entity.note,
        entity.listed,
    ])?;
    let key = db.last_insert_rowid();
    name_it(db, key, &entity.name)?;
    for alias in &entity.aliases {
        name_it(db, key, alias)?;
    }
    Ok(Known {
        key: key as u32,
        name: entity.name.clone(),
        aliases: entity.aliases.clone(),
        listed: entity.listed,
    })
}

fn name_it(db: &Connection, key: i64, name: &str) -> Result<(), Error> {
    db.prepare_cached("INSERT OR IGNORE INTO names VALUES (?1, ?2)")?
        .execute(params![fold::fold_name(name), key])?;
    Ok(())
}

/// Adds the aliases that a document taught; the list's word on an entity replaces a document's.
fn learn(db: &Connection, known: &mut Known, entity: &Entity) -> Result<(), Error> {
    for alias in &entity.aliases {
        if *alias != known.name && !known.aliases.contains(alias) {
            known.aliases.push(alias.clone());
        }
    }
    db.prepare_cached("UPDATE entities SET aliases = ?2 WHERE key = ?1")?
        .execute(params![known.key, known.aliases.join("\n")])?;
    if entity.listed && !known.listed {
        db.prepare_cached(
            "UPDATE entities SET name = ?2, country = ?3, parent = ?4, note = ?5, listed = 1
             WHERE key = ?1",
        )?
        .execute(params![
            known.key,
            entity.name,
            entity.country,
            entity.parent.as_ref().map(EntityId::as_str),
            entity.note
        ])?;
        known.name.clone_from(&entity.name);
        known.listed = true;
    }
    let key = known.key.into();
    for alias in known.aliases.iter().chain([&entity.name]) {
        name_it(db, key, alias)?;
    }
    Ok(())
}

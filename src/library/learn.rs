//! Entities as the library comes to know them, document by document.

use super::{Error, codes, fold};
use crate::model::{Annotations, Entity, EntityId};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashMap;

/// The keys of the entities of a document, in its order; new ones are written.
pub(super) fn entity_keys(
    db: &Connection,
    found: &Annotations,
    known: &mut HashMap<EntityId, i64>,
) -> Result<Vec<i64>, Error> {
    let mut keys = Vec::with_capacity(found.entities.len());
    let mut look =
        db.prepare_cached("SELECT key, name, aliases, listed FROM entities WHERE id = ?1")?;
    for entity in &found.entities {
        if let Some(&key) = known.get(&entity.id) {
            keys.push(key);
            continue;
        }
        let kept: Option<(i64, String, String, bool)> = look
            .query_row([entity.id.as_str()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .optional()?;
        let key = if let Some((key, name, aliases, listed)) = kept {
            learn(db, key, entity, (&name, &aliases, listed))?;
            key
        } else {
            db.prepare_cached(
                "INSERT INTO entities VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 0, 0)",
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
            key
        };
        // Names that only one document taught come with each; the list's are always the same.
        if entity.listed {
            known.insert(entity.id.clone(), key);
        }
        keys.push(key);
    }
    Ok(keys)
}

fn name_it(db: &Connection, key: i64, name: &str) -> Result<(), Error> {
    db.prepare_cached("INSERT OR IGNORE INTO names VALUES (?1, ?2)")?
        .execute(params![fold::fold_name(name), key])?;
    Ok(())
}

/// Adds the aliases that a document taught; the list's word on an entity replaces a document's.
fn learn(
    db: &Connection,
    key: i64,
    entity: &Entity,
    (name, aliases, listed): (&str, &str, bool),
) -> Result<(), Error> {
    let mut all: Vec<&str> = aliases.split('\n').filter(|a| !a.is_empty()).collect();
    let before = all.len();
    for alias in &entity.aliases {
        if alias != name && !all.contains(&alias.as_str()) {
            all.push(alias);
        }
    }
    if all.len() == before && (listed || !entity.listed) {
        return Ok(());
    }
    db.prepare_cached("UPDATE entities SET aliases = ?2 WHERE key = ?1")?
        .execute(params![key, all.join("\n")])?;
    if entity.listed && !listed {
        db.prepare_cached(
            "UPDATE entities SET name = ?2, country = ?3, parent = ?4, note = ?5, listed = 1
             WHERE key = ?1",
        )?
        .execute(params![
            key,
            entity.name,
            entity.country,
            entity.parent.as_ref().map(EntityId::as_str),
            entity.note
        ])?;
    }
    for alias in all.iter().copied().chain([entity.name.as_str()]) {
        name_it(db, key, alias)?;
    }
    Ok(())
}

//! What is derived of an article: written and taken away.

use super::codes::{self, NO_DAY};
use super::pack::{self, Forward};
use super::packed::Packed;
use super::tally::{Tally, count_forward};
use super::{Error, Incoming, fold, grades, learn};
use crate::model::{Annotations, ArticleId, Document};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

pub(super) fn keep_version(db: &Connection, article: ArticleId) -> Result<(), Error> {
    db.prepare_cached(
        "INSERT INTO versions SELECT a.id,
            (SELECT count(*) + 1 FROM versions v WHERE v.article = a.id),
            a.sha256, b.text, b.document, r.raw
         FROM articles a JOIN bodies b ON b.article = a.id
         LEFT JOIN raws r ON r.article = a.id WHERE a.id = ?1",
    )?
    .execute([article.0])?;
    Ok(())
}

/// Takes everything derived of an article away; the analyst's work and older versions stay.
pub(super) fn clear(db: &Connection, article: ArticleId, tally: &mut Tally) -> Result<(), Error> {
    let id = article.0;
    let row: Option<(i32, Option<i64>, i64, i64)> = db
        .prepare_cached("SELECT first, origin, mentions, events FROM articles WHERE id = ?1")?
        .query_row([id], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .optional()?;
    let Some((first, origin, mentions, events)) = row else {
        return Ok(());
    };
    db.prepare_cached("INSERT INTO changes (article) VALUES (?1)")?
        .execute([id])?;
    tally.sum("articles", -1);
    tally.sum("mentions", -mentions);
    tally.sum("events", -events);
    if origin.is_none() {
        tally.sum("origins", -1);
        tally.day(0, first, -1);
    }
    let mut events =
        db.prepare_cached("SELECT id, first, published, entities FROM events WHERE article = ?1")?;
    let mut beside =
        db.prepare_cached("DELETE FROM event_entities WHERE entity = ?1 AND event = ?2")?;
    let mut rows = events.query([id])?;
    while let Some(row) = rows.next()? {
        tally.day(1, row.get(1)?, -1);
        tally.day(2, row.get(2)?, -1);
        let mut bytes = row.get_ref(3)?.as_blob().unwrap_or_default();
        while let Some(key) = pack::take(&mut bytes) {
            beside.execute(params![key.cast_signed(), row.get::<_, i64>(0)?])?;
        }
    }
    drop(rows);
    if let Some(bytes) = db
        .prepare_cached("SELECT keys FROM forward WHERE article = ?1")?
        .query_row([id], |row| row.get::<_, Vec<u8>>(0))
        .optional()?
    {
        let forward = Forward::unpack(&bytes);
        count_forward(&forward, -1, tally);
        let mut posting =
            db.prepare_cached("DELETE FROM postings WHERE entity = ?1 AND article = ?2")?;
        for (key, _) in forward.keys {
            posting.execute(params![key, id])?;
        }
    }
    for sql in [
        "DELETE FROM events WHERE article = ?1",
        "DELETE FROM forward WHERE article = ?1",
        "DELETE FROM bodies WHERE article = ?1",
        "DELETE FROM raws WHERE article = ?1",
        "DELETE FROM given_grades WHERE article = ?1",
        "DELETE FROM articles WHERE id = ?1",
    ] {
        db.prepare_cached(sql)?.execute([id])?;
    }
    Ok(())
}

pub(super) fn write(
    db: &Connection,
    article: ArticleId,
    incoming: &Incoming<'_>,
    hash: &[u8],
    tally: &mut Tally,
) -> Result<(), Error> {
    write_packed(db, article, incoming, hash, tally, &Packed::new(incoming))
}

pub(super) fn write_packed(
    db: &Connection,
    article: ArticleId,
    incoming: &Incoming<'_>,
    hash: &[u8],
    tally: &mut Tally,
    packed: &Packed,
) -> Result<(), Error> {
    let id = article.0;
    let (document, found) = (incoming.document, incoming.annotations);
    db.prepare_cached("INSERT INTO bodies VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![
            id,
            packed.text,
            pack::pack_spans(&found.sentences),
            packed.document,
            packed.annotations
        ])?;
    db.prepare_cached("INSERT INTO raws VALUES (?1, ?2)")?
        .execute(params![
            id,
            pack::squeeze_beside(incoming.raw, document.text.as_bytes())
        ])?;
    let keys = learn::entity_keys(db, found, &mut tally.keys)?;
    let forward = forward(found, &keys);
    count_forward(&forward, 1, tally);
    db.prepare_cached("INSERT INTO forward VALUES (?1, ?2)")?
        .execute(params![id, forward.pack()])?;
    let mut posting = db.prepare_cached("INSERT INTO postings VALUES (?1, ?2, ?3)")?;
    for &(key, mentions) in &forward.keys {
        posting.execute(params![key, id, mentions])?;
    }
    grades::put_given(db, article, document)?;
    let first = write_row(db, article, document, found, hash)?;
    db.prepare_cached("INSERT INTO changes (article) VALUES (?1)")?
        .execute([id])?;
    tally.sum("articles", 1);
    tally.sum("origins", 1);
    tally.sum("mentions", found.mentions.len() as i64);
    tally.sum("events", found.events.len() as i64);
    tally.day(0, first, 1);
    write_events(db, article, found, &keys, first, tally)
}

/// Writes the list's row; returns the day that it sorts by.
fn write_row(
    db: &Connection,
    article: ArticleId,
    document: &Document,
    found: &Annotations,
    hash: &[u8],
) -> Result<i32, Error> {
    let meta = &document.meta;
    let moment = meta.published.as_ref().map(|published| published.moment);
    let first = moment.map_or(NO_DAY, |moment| moment.first.0);
    let authors = meta.authors.as_ref().map(|a| a.value.join("\n"));
    let derived = meta
        .title
        .as_ref()
        .is_some_and(|title| title.basis == crate::model::Basis::Derived);
    let words = document.text.split_whitespace().count();
    db.prepare_cached(
        "INSERT INTO articles VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,
         ?15, ?16, ?17, ?18, ?19, NULL, 0, ?20)",
    )?
    .execute(params![
        article.0,
        first,
        moment.map_or(NO_DAY, |moment| moment.last.0),
        moment.map(|moment| codes::precision(moment.precision)),
        moment.is_some_and(|moment| moment.approximate),
        meta.published.as_ref().is_some_and(|p| p.estimated),
        document.id,
        document.title(),
        derived,
        title_key(document.title()),
        meta.publisher.as_ref().map(|p| p.value.as_str()),
        authors.unwrap_or_default(),
        meta.url.as_ref().map(|url| url.value.as_str()),
        meta.language.as_ref().map(|l| l.value.as_str()),
        found.mentions.len() as i64,
        found.events.len() as i64,
        found.quotes.len() as i64,
        found.figures.len() as i64,
        words as i64,
        hash,
    ])?;
    Ok(first)
}

/// What titles sort by: folded, without a leading article.
fn title_key(title: &str) -> String {
    let folded = fold::fold_name(title);
    for article in ["the ", "a ", "an "] {
        if let Some(rest) = folded.strip_prefix(article)
            && !rest.is_empty()
        {
            return rest.to_owned();
        }
    }
    folded
}

fn write_events(
    db: &Connection,
    article: ArticleId,
    found: &Annotations,
    keys: &[i64],
    published: i32,
    tally: &mut Tally,
) -> Result<(), Error> {
    let mut insert = db.prepare_cached(
        "INSERT INTO events VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?;
    let mut beside = db.prepare_cached("INSERT OR IGNORE INTO event_entities VALUES (?1, ?2)")?;
    for event in &found.events {
        let incident = event
            .incident
            .and_then(|place| found.incidents.get(place as usize));
        let mut named: Vec<i64> = event
            .entities
            .iter()
            .filter_map(|&place| keys.get(place as usize).copied())
            .collect();
        let mut seen = std::collections::BTreeSet::new();
        named.retain(|key| seen.insert(*key));
        let mut bytes = Vec::new();
        for key in &named {
            pack::put(&mut bytes, key.cast_unsigned());
        }
        insert.execute(params![
            article.0,
            event.moment.first.0,
            event.moment.last.0,
            codes::precision(event.moment.precision),
            event.moment.approximate,
            published,
            event.span.start,
            event.span.end,
            event.short.start,
            event.short.end,
            incident.map(|i| codes::incident(i.kind)),
            codes::stance(incident.map(|i| i.stance).unwrap_or_default()),
            bytes,
        ])?;
        let row = db.last_insert_rowid();
        for key in named {
            beside.execute(params![key, row])?;
        }
        tally.day(1, event.moment.first.0, 1);
        tally.day(2, published, 1);
    }
    Ok(())
}

/// Counts who is named how often and in which sentences together.
fn forward(found: &Annotations, keys: &[i64]) -> Forward {
    let key_of = |entity: u32| keys.get(entity as usize).map(|&key| key as u32);
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for mention in &found.mentions {
        if let Some(key) = key_of(mention.entity) {
            *counts.entry(key).or_default() += 1;
        }
    }
    let keys: Vec<(u32, u32)> = counts.into_iter().collect();
    let place_of = |key: u32| keys.binary_search_by_key(&key, |pair| pair.0).ok();
    let mut sentences = Vec::new();
    let mut mentions = found.mentions.iter().peekable();
    for sentence in &found.sentences {
        let mut here = Vec::new();
        while let Some(mention) = mentions.peek()
            && mention.span.start < sentence.end
        {
            if let Some(place) = key_of(mention.entity).and_then(place_of)
                && !here.contains(&(place as u32))
            {
                here.push(place as u32);
            }
            mentions.next();
        }
        if !here.is_empty() {
            here.sort_unstable();
            sentences.push(here);
        }
    }
    Forward {
        keys,
        sentences,
        total_sentences: found.sentences.len() as u32,
    }
}

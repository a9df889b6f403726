use super::codes::{self, NO_DAY};
use super::pack::{self, Forward};
use super::{Error, Library, fold, learn};
use crate::model::{Annotations, ArticleId, Document, EntityId};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};

/// A document on its way in.
#[derive(Clone, Copy, Debug)]
pub struct Incoming<'a> {
    pub document: &'a Document,
    pub annotations: &'a Annotations,
    /// The bytes as they came; the same bytes are the same document.
    pub raw: &'a [u8],
    pub source: &'a Source,
}

/// Where a document lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// A path, made absolute where it is a file, or a URL. Several documents of one file share it.
    pub path: String,
    /// Seconds since 1970.
    pub modified: Option<i64>,
    /// Bytes.
    pub size: u64,
}

/// What became of one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Added,
    /// The same bytes are there already; marks and metadata were brought up to date.
    Unchanged,
    /// The same place held other bytes before; they are kept as an older version.
    Changed,
}

/// What became of a batch, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    pub outcomes: Vec<(ArticleId, Outcome)>,
}

impl Added {
    /// How many documents came to an outcome.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.outcomes.iter().filter(|(_, o)| *o == outcome).count()
    }
}

impl Library {
    /// Takes a batch of documents in, all or none of them.
    ///
    /// # Errors
    /// Where the disk is full, another import holds the library, or the database fails; then
    /// nothing of the batch is there.
    pub fn add(&mut self, batch: &[Incoming<'_>]) -> Result<Added, Error> {
        let transaction = self
            .connection
            .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let mut out = Added::default();
        let mut tally = Tally::default();
        for incoming in batch {
            out.outcomes
                .push(take_in(&transaction, incoming, &mut tally)?);
        }
        tally.write(&transaction)?;
        transaction.commit()?;
        Ok(out)
    }

    /// The article whose present bytes have a SHA-256, in lower-case hexadecimal.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn knows(&self, sha256: &str) -> Result<Option<ArticleId>, Error> {
        let Some(hash) = unhex(sha256) else {
            return Ok(None);
        };
        let article = self
            .connection
            .prepare_cached(
                "SELECT a.id FROM hashes h JOIN articles a ON a.id = h.article
                 WHERE h.sha256 = ?1 AND a.sha256 = ?1",
            )?
            .query_row([hash.as_slice()], |row| row.get(0))
            .optional()?;
        Ok(article.map(ArticleId))
    }

    /// Whether all that lies at a path was taken in when it had this time and size: then it need
    /// not be read again.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn is_current(&self, source: &Source) -> Result<bool, Error> {
        if source.modified.is_none() {
            return Ok(false);
        }
        let (all, same): (i64, i64) = self
            .connection
            .prepare_cached(
                "SELECT count(*), coalesce(sum(modified IS ?2 AND size = ?3), 0) FROM sources
                 WHERE path = ?1",
            )?
            .query_row(
                params![source.path, source.modified, source.size.cast_signed()],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
        Ok(all > 0 && all == same)
    }
}

/// Sums of a batch, written once.
#[derive(Default)]
pub(super) struct Tally {
    keys: HashMap<EntityId, i64>,
    /// Mentions, articles, sentences by entity.
    entities: BTreeMap<i64, [i64; 3]>,
    days: BTreeMap<(i64, i32), i64>,
    totals: BTreeMap<&'static str, i64>,
}

impl Tally {
    fn sum(&mut self, name: &'static str, by: i64) {
        *self.totals.entry(name).or_default() += by;
    }

    fn day(&mut self, series: i64, day: i32, by: i64) {
        *self.days.entry((series, day)).or_default() += by;
    }

    pub(super) fn write(mut self, db: &Connection) -> Result<(), Error> {
        self.sum("generation", 1);
        let mut entity = db.prepare_cached(
            "UPDATE entities SET mentions = mentions + ?2, articles = articles + ?3,
             sentences = sentences + ?4 WHERE key = ?1",
        )?;
        for (key, [mentions, articles, sentences]) in &self.entities {
            entity.execute(params![key, mentions, articles, sentences])?;
        }
        let mut day = db.prepare_cached(
            "INSERT INTO days VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET count = count + excluded.count",
        )?;
        for ((series, at), count) in &self.days {
            day.execute(params![series, at, count])?;
        }
        let mut total =
            db.prepare_cached("UPDATE totals SET value = value + ?2 WHERE name = ?1")?;
        for (name, by) in &self.totals {
            total.execute(params![name, by])?;
        }
        Ok(())
    }
}

fn take_in(
    db: &Connection,
    incoming: &Incoming<'_>,
    tally: &mut Tally,
) -> Result<(ArticleId, Outcome), Error> {
    let hash = unhex(&incoming.document.sha256)
        .unwrap_or_else(|| Sha256::digest(incoming.raw).as_slice().to_vec());
    let by_hash: Option<i64> = db
        .prepare_cached("SELECT article FROM hashes WHERE sha256 = ?1")?
        .query_row([&hash], |row| row.get(0))
        .optional()?;
    let (path, key) = (&incoming.source.path, &incoming.document.id);
    let by_place: Option<i64> = db
        .prepare_cached("SELECT article FROM sources WHERE path = ?1 AND key = ?2")?
        .query_row([path, key], |row| row.get(0))
        .optional()?;
    let present = |id: i64| -> Result<Option<Vec<u8>>, Error> {
        Ok(db
            .prepare_cached("SELECT sha256 FROM articles WHERE id = ?1")?
            .query_row([id], |row| row.get(0))
            .optional()?)
    };
    let (id, outcome) = match (by_hash, by_place) {
        (Some(id), place) => match present(id)? {
            Some(now) if now == hash => (id, Outcome::Unchanged),
            // Back to what the file held before.
            Some(_) if place == Some(id) => (id, Outcome::Changed),
            Some(_) => (id, Outcome::Unchanged),
            // Was pruned; its row number and so the analyst's work wait for it.
            None => (id, Outcome::Added),
        },
        (None, Some(id)) if present(id)?.is_some() => (id, Outcome::Changed),
        (None, _) => (next_id(db)?, Outcome::Added),
    };
    let article = ArticleId(id);
    match outcome {
        Outcome::Unchanged if present(id)?.as_deref() != Some(hash.as_slice()) => {}
        Outcome::Unchanged => refresh(db, article, incoming, &hash, tally)?,
        Outcome::Changed => {
            keep_version(db, article)?;
            clear(db, article, tally)?;
            write(db, article, incoming, &hash, tally)?;
        }
        Outcome::Added => write(db, article, incoming, &hash, tally)?,
    }
    db.prepare_cached("INSERT OR IGNORE INTO hashes VALUES (?1, ?2)")?
        .execute(params![hash, id])?;
    db.prepare_cached("INSERT OR REPLACE INTO sources VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![
            path,
            key,
            id,
            incoming.source.modified,
            incoming.source.size.cast_signed()
        ])?;
    Ok((article, outcome))
}

/// The row after the last that was ever given out.
fn next_id(db: &Connection) -> Result<i64, Error> {
    let last: i64 = db
        .prepare_cached("SELECT value FROM totals WHERE name = 'last id'")?
        .query_row([], |row| row.get(0))
        .optional()?
        .unwrap_or(0);
    db.prepare_cached("INSERT OR REPLACE INTO totals VALUES ('last id', ?1)")?
        .execute([last + 1])?;
    Ok(last + 1)
}

/// Writes marks and metadata anew where they are not what is kept.
fn refresh(
    db: &Connection,
    article: ArticleId,
    incoming: &Incoming<'_>,
    hash: &[u8],
    tally: &mut Tally,
) -> Result<(), Error> {
    let kept: Option<(Vec<u8>, Vec<u8>, Vec<u8>)> = db
        .prepare_cached("SELECT text, document, annotations FROM bodies WHERE article = ?1")?
        .query_row([article.0], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let mut fresh = Packed::new(incoming);
    if let Some((text, document, annotations)) = kept {
        // The first place that a document was found at stays its path.
        let kept: Result<Document, _> = pack::swell(&document, article)
            .map(|bytes| serde_json::from_slice(&bytes).unwrap_or_default());
        if let Ok(kept) = kept {
            fresh = Packed::with_path(incoming, kept.path);
        }
        if text == fresh.text && document == fresh.document && annotations == fresh.annotations {
            return Ok(());
        }
    }
    clear(db, article, tally)?;
    write_packed(db, article, incoming, hash, tally, &fresh)
}

/// The blobs of a document.
struct Packed {
    text: Vec<u8>,
    document: Vec<u8>,
    annotations: Vec<u8>,
}

impl Packed {
    fn new(incoming: &Incoming<'_>) -> Self {
        Self::with_path(incoming, incoming.document.path.clone())
    }

    fn with_path(incoming: &Incoming<'_>, path: Option<String>) -> Self {
        let document = Document {
            path,
            text: String::new(),
            ..without_text(incoming.document)
        };
        let json =
            |bytes: Result<Vec<u8>, serde_json::Error>| pack::squeeze(&bytes.unwrap_or_default());
        Self {
            text: pack::squeeze(incoming.document.text.as_bytes()),
            document: json(serde_json::to_vec(&document)),
            annotations: json(serde_json::to_vec(incoming.annotations)),
        }
    }
}

fn without_text(document: &Document) -> Document {
    Document {
        id: document.id.clone(),
        path: None,
        meta: document.meta.clone(),
        text: String::new(),
        blocks: document.blocks.clone(),
        dropped: document.dropped.clone(),
        removed: document.removed,
        sha256: document.sha256.clone(),
    }
}

fn keep_version(db: &Connection, article: ArticleId) -> Result<(), Error> {
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
        "DELETE FROM articles WHERE id = ?1",
    ] {
        db.prepare_cached(sql)?.execute([id])?;
    }
    Ok(())
}

fn count_forward(forward: &Forward, sign: i64, tally: &mut Tally) {
    for &(key, mentions) in &forward.keys {
        let sums = tally.entities.entry(key.into()).or_default();
        sums[0] += sign * i64::from(mentions);
        sums[1] += sign;
    }
    for sentence in &forward.sentences {
        for &place in sentence {
            if let Some(&(key, _)) = forward.keys.get(place as usize) {
                tally.entities.entry(key.into()).or_default()[2] += sign;
            }
        }
    }
    tally.sum("sentences", sign * i64::from(forward.total_sentences));
}

fn write(
    db: &Connection,
    article: ArticleId,
    incoming: &Incoming<'_>,
    hash: &[u8],
    tally: &mut Tally,
) -> Result<(), Error> {
    write_packed(db, article, incoming, hash, tally, &Packed::new(incoming))
}

fn write_packed(
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

fn unhex(hash: &str) -> Option<Vec<u8>> {
    (hash.len() == 64 && hash.is_ascii()).then_some(())?;
    (0..32)
        .map(|i| u8::from_str_radix(&hash[2 * i..2 * i + 2], 16).ok())
        .collect()
}

//! The sketches of texts that others may be copies of, all in memory while something is taken in.

use super::Error;
use super::columns::BLOCK;
use super::quick::QuickMap;
use super::shingles::{PARTS, Shingles, Sketch};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Bytes of a sketch.
const WIDE: usize = PARTS * 4;
/// A smallest hash that more texts than this have is of words that they all end with.
const COMMON: usize = 64;
/// Sketches must agree in so many parts for the texts to be compared.
const AGREE: u32 = 2;
/// Texts that one is compared with at most; and of those among them that agree in hardly more.
const COMPARED: usize = 8;
const DOUBTFUL: usize = 2;
const HARDLY: u32 = AGREE + 1;
/// Texts that are kept taken apart, of some 5 KB each.
const APART: usize = 4_096;
/// Bits of the sieve before the table of hashes.
const SIEVE: usize = 1 << 21;

#[derive(Debug, Default)]
pub(super) struct Sketches {
    /// The generation that they are of; nothing before they are read.
    stamp: Option<u64>,
    /// By article; nothing but zeros where there is none.
    rows: Vec<Sketch>,
    changed: BTreeSet<u32>,
    /// Texts that others were held against, by article.
    apart: QuickMap<u32, Arc<Shingles>>,
}

impl Sketches {
    /// Reads them, unless they are there as of this generation.
    pub(super) fn ready(&mut self, db: &Connection, stamp: u64) -> Result<(), Error> {
        if self.stamp == Some(stamp) {
            return Ok(());
        }
        *self = Self::default();
        let mut statement = db.prepare_cached("SELECT block, rows FROM sketches ORDER BY block")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let start = (row.get::<_, u32>(0)? * BLOCK) as usize;
            self.rows.resize(start.max(self.rows.len()), [0; PARTS]);
            let bytes = row.get_ref(1)?.as_blob().unwrap_or_default();
            self.rows.extend(bytes.chunks_exact(WIDE).map(read));
        }
        self.stamp = Some(stamp);
        Ok(())
    }

    /// What was changed is not in the library after all.
    pub(super) fn forget(&mut self) {
        self.stamp = None;
    }

    /// What was changed is in the library now.
    pub(super) fn keep(&mut self, stamp: u64) {
        self.stamp = Some(stamp);
    }

    pub(super) fn get(&self, id: u32) -> Sketch {
        self.rows.get(id as usize).copied().unwrap_or_default()
    }

    pub(super) fn set(&mut self, id: u32, sketch: Sketch) {
        let at = id as usize;
        if at >= self.rows.len() {
            if sketch == Sketch::default() {
                return;
            }
            self.rows.resize(at + 1, [0; PARTS]);
        }
        self.apart.remove(&id);
        if self.rows[at] != sketch {
            self.rows[at] = sketch;
            self.changed.insert(id / BLOCK);
        }
    }

    /// The text of an article, taken apart; nothing where it is not there.
    pub(super) fn shingles(
        &mut self,
        db: &Connection,
        id: u32,
    ) -> Result<Option<Arc<Shingles>>, Error> {
        if let Some(known) = self.apart.get(&id) {
            return Ok(Some(Arc::clone(known)));
        }
        let Some(text) = text(db, id)? else {
            return Ok(None);
        };
        let shingles = Arc::new(Shingles::new(&text));
        self.keep_apart(id, Arc::clone(&shingles));
        Ok(Some(shingles))
    }

    /// Keeps a text taken apart for those that come after it.
    pub(super) fn keep_apart(&mut self, id: u32, shingles: Arc<Shingles>) {
        if self.apart.len() >= APART {
            self.apart.clear();
        }
        self.apart.insert(id, shingles);
    }

    pub(super) fn write(&mut self, db: &Connection) -> Result<(), Error> {
        for block in std::mem::take(&mut self.changed) {
            let start = (block * BLOCK) as usize;
            let end = self.rows.len().min(start + BLOCK as usize);
            let mut bytes = Vec::with_capacity((end - start) * WIDE);
            for sketch in &self.rows[start..end] {
                for part in sketch {
                    bytes.extend(part.to_le_bytes());
                }
            }
            db.prepare_cached("INSERT OR REPLACE INTO sketches VALUES (?1, ?2)")?
                .execute(params![block, bytes])?;
        }
        Ok(())
    }

    /// Looks through all sketches for those that agree with some of a batch.
    pub(super) fn probe<'a>(&self, batch: impl Iterator<Item = &'a Sketch>) -> Probe {
        let mut probe = Probe {
            sieve: vec![0; SIEVE / 64],
            with: QuickMap::default(),
        };
        for sketch in batch {
            for key in keys(sketch) {
                let at = sieve(key);
                probe.sieve[at / 64] |= 1 << (at % 64);
                probe.with.entry(key).or_default();
            }
        }
        if !probe.with.is_empty() {
            for (id, sketch) in self.rows.iter().enumerate() {
                probe.add(id as u32, sketch);
            }
        }
        probe
    }
}

fn read(bytes: &[u8]) -> Sketch {
    let mut sketch = [0; PARTS];
    for (part, bytes) in sketch.iter_mut().zip(bytes.chunks_exact(4)) {
        *part = u32::from_le_bytes(bytes.try_into().unwrap_or_default());
    }
    sketch
}

fn keys(sketch: &Sketch) -> impl Iterator<Item = u32> + '_ {
    // A hash tells its part by its highest bits, so that it is a key by itself.
    sketch.iter().copied().filter(|&part| part != 0)
}

fn sieve(key: u32) -> usize {
    key.wrapping_mul(0x9E37_79B1) as usize >> 11
}

/// Which articles have the smallest hashes of a batch.
pub(super) struct Probe {
    sieve: Vec<u64>,
    with: QuickMap<u32, Vec<u32>>,
}

impl Probe {
    /// Takes in an article that others may be copies of.
    pub(super) fn add(&mut self, id: u32, sketch: &Sketch) {
        for key in keys(sketch) {
            let at = sieve(key);
            if self.sieve[at / 64] >> (at % 64) & 1 == 1
                && let Some(with) = self.with.get_mut(&key)
                && with.len() <= COMMON
            {
                with.push(id);
            }
        }
    }

    /// Articles that a text may be a copy of, the likeliest first.
    pub(super) fn likely(&self, sketch: &Sketch, all: &Sketches, own: u32) -> Vec<u32> {
        let mut met: Vec<u32> = Vec::new();
        for key in keys(sketch) {
            let with = self.with.get(&key).filter(|with| with.len() <= COMMON);
            for &id in with.into_iter().flatten() {
                // It may have gone since.
                if id != own && all.get(id)[key as usize >> 28] == key {
                    met.push(id);
                }
            }
        }
        met.sort_unstable();
        let mut likely: Vec<(u32, u32)> = met
            .chunk_by(|a, b| a == b)
            .map(|same| (same[0], same.len() as u32))
            .filter(|(_, count)| *count >= AGREE)
            .collect();
        likely.sort_unstable_by_key(|&(id, count)| (std::cmp::Reverse(count), id));
        let sure = likely.partition_point(|(_, count)| *count > HARDLY);
        likely.truncate(COMPARED.min(sure + DOUBTFUL));
        likely.into_iter().map(|(id, _)| id).collect()
    }
}

/// Text of an article, for comparing.
pub(super) fn text(db: &Connection, id: u32) -> Result<Option<String>, Error> {
    let bytes: Option<Vec<u8>> = db
        .prepare_cached("SELECT text FROM bodies WHERE article = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let Some(bytes) = bytes else { return Ok(None) };
    let bytes = super::pack::swell(&bytes, crate::model::ArticleId(id.into()))?;
    Ok(String::from_utf8(bytes).ok())
}

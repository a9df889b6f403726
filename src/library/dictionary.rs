//! What the articles of a library have in common, so that each packs into less: zstd dictionaries
//! made of its first articles, once. Whatever was packed with one names it.

use super::{Error, Library, pack, packed};
use crate::model::ArticleId;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;
use std::sync::{OnceLock, PoisonError, RwLock};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

/// Articles from which on a library has dictionaries, and that they are made of at most.
const FEW: u64 = 500;
const SAMPLES: i64 = 1_000;

/// With a dictionary the quicker search finds nearly as much.
const LEVEL: i32 = 2;

/// What is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Texts,
    Marks,
    /// What documents tell of themselves, and their bytes as they came.
    Records,
}

impl Sort {
    const ALL: [Self; 3] = [Self::Texts, Self::Marks, Self::Records];

    /// Bytes of a dictionary at most.
    fn size(self) -> usize {
        match self {
            Self::Texts => 112 << 10,
            Self::Marks => 48 << 10,
            Self::Records => 16 << 10,
        }
    }
}

/// A dictionary. It never changes and lives as long as the program, whatever library it is of.
pub(super) struct Dictionary {
    number: u32,
    bytes: Vec<u8>,
    encoder: OnceLock<EncoderDictionary<'static>>,
    decoder: OnceLock<DecoderDictionary<'static>>,
}

impl std::fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dictionary")
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

impl Dictionary {
    pub(super) fn number(&self) -> u32 {
        self.number
    }

    pub(super) fn encoder(&self) -> &EncoderDictionary<'static> {
        self.encoder
            .get_or_init(|| EncoderDictionary::copy(&self.bytes, LEVEL))
    }

    pub(super) fn decoder(&self) -> &DecoderDictionary<'static> {
        self.decoder
            .get_or_init(|| DecoderDictionary::copy(&self.bytes))
    }
}

/// All that this program met.
static KNOWN: RwLock<BTreeMap<u32, &'static Dictionary>> = RwLock::new(BTreeMap::new());

/// The dictionary of a number; nothing where no library that was opened has it.
pub(super) fn known(number: u32) -> Option<&'static Dictionary> {
    let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
    known.get(&number).copied()
}

/// Takes note of a dictionary; nothing where the bytes are none.
fn register(bytes: Vec<u8>) -> Option<&'static Dictionary> {
    let number = zstd::zstd_safe::get_dict_id_from_dict(&bytes)?.get();
    let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    Some(known.entry(number).or_insert_with(|| {
        Box::leak(Box::new(Dictionary {
            number,
            bytes,
            encoder: OnceLock::new(),
            decoder: OnceLock::new(),
        }))
    }))
}

/// What a library packs with; nothing of it while it is small.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dictionaries([Option<&'static Dictionary>; 3]);

impl Dictionaries {
    pub(super) fn of(self, sort: Sort) -> Option<&'static Dictionary> {
        self.0[sort as usize]
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0.iter().all(Option::is_none)
    }
}

/// Takes note of the dictionaries of a library.
pub(super) fn read(db: &Connection) -> Result<Dictionaries, Error> {
    let mut out = Dictionaries::default();
    let mut statement =
        db.prepare_cached("SELECT number, sort FROM dictionaries ORDER BY rowid")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (number, sort): (u32, u32) = (row.get(0)?, row.get(1)?);
        let found = match known(number) {
            Some(found) => Some(found),
            None => db
                .prepare_cached("SELECT bytes FROM dictionaries WHERE number = ?1")?
                .query_row([number], |row| row.get(0))
                .optional()?
                .and_then(register),
        };
        if let Some(place) = out.0.get_mut(sort as usize) {
            *place = found;
        }
    }
    Ok(out)
}

impl Library {
    /// What articles that are on their way in are packed with.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn dictionaries(&self) -> Result<Dictionaries, Error> {
        read(&self.connection)
    }

    /// Takes note of dictionaries that another program made meanwhile.
    pub(super) fn hear_of_dictionaries(&self) -> Result<(), Error> {
        let generation = self.generation()?;
        if self.heard.replace(generation) != generation {
            read(&self.connection)?;
        }
        Ok(())
    }

    /// Makes the dictionaries of a library that has articles enough and none yet. What is packed
    /// already stays as it is.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn learn(&mut self) -> Result<(), Error> {
        if self.total("articles")? < FEW || !self.dictionaries()?.is_empty() {
            return Ok(());
        }
        let mut samples: [Vec<Vec<u8>>; 3] = Default::default();
        {
            let db = &self.connection;
            let mut statement = db.prepare(
                "SELECT b.article, text, document, annotations, sentences, raw
                 FROM bodies b LEFT JOIN raws r ON r.article = b.article
                 ORDER BY b.article LIMIT ?1",
            )?;
            let mut rows = statement.query([SAMPLES])?;
            while let Some(row) = rows.next()? {
                let article = ArticleId(row.get(0)?);
                let blob = |at| -> Result<Vec<u8>, Error> {
                    Ok(row.get::<_, Option<Vec<u8>>>(at)?.unwrap_or_default())
                };
                let (text, document) = (pack::swell(&blob(1)?, article)?, blob(2)?);
                let marks = packed::bare_marks(&blob(3)?, article)?;
                samples[Sort::Marks as usize].extend(marks);
                samples[Sort::Records as usize].push(packed::bare_document(&document, article)?);
                samples[Sort::Records as usize].extend(pack::bare_rest(&blob(5)?, article)?);
                samples[Sort::Texts as usize].push(text);
            }
        }
        let transaction = self.connection.transaction()?;
        for sort in Sort::ALL {
            // Texts that have nothing in common make none, and need none.
            let Ok(bytes) = zstd::dict::from_samples(&samples[sort as usize], sort.size()) else {
                continue;
            };
            let Some(dictionary) = register(bytes) else {
                continue;
            };
            transaction
                .prepare_cached("INSERT OR IGNORE INTO dictionaries VALUES (?1, ?2, ?3)")?
                .execute(params![dictionary.number, sort as i64, dictionary.bytes])?;
        }
        transaction.commit()?;
        Ok(())
    }
}

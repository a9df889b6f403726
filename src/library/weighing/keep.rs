use super::super::{Error, Library, pack, packed as bodies};
use super::packed::{Kept, cut, pack as pack_claims, unpack};
use super::shown::{Seat, difference_code, kind_code};
use crate::analysis::claims::{self, CROWD, Figures, Likeness, Sketch};
use crate::model::{ArticleId, Difference};
use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::ControlFlow;

/// Changes weighed in one transaction.
const BATCH: i64 = 512;
/// Members of a group that a claim is held against, and that its sums are made of.
const COMPANY: usize = 3;
const SUMMED: usize = 16;
/// Claims of an article that are kept, from its beginning.
const MOST: usize = 24;
/// Articles whose claims are kept at hand.
const AT_HAND: usize = 20_000;

impl Library {
    /// Weighs what was taken in since the last time: finds the claims of each new article, and
    /// those of others that are the same. `progress` hears how many changes are done, of how
    /// many, and says whether to go on; what was done stays done.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn weigh(
        &mut self,
        mut progress: impl FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<usize, Error> {
        let start: i64 = self.total("weighed")?.cast_signed();
        let last = self.last_change()?;
        let common = self.common_names()?;
        let mut at_hand = HashMap::new();
        let (mut serial, mut done) = (start, 0);
        while serial < last {
            let end = (serial + BATCH).min(last);
            let mut loaded = Vec::new();
            for article in self.changed(serial, end)? {
                loaded.push((article, self.body_bytes(article)?));
            }
            let found: Vec<(i64, Vec<(u32, Sketch)>)> = loaded
                .into_par_iter()
                .map(|(article, bytes)| (article, bytes.map_or_else(Vec::new, |b| b.sketches())))
                .collect();
            let transaction = self
                .connection
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut weighing = Weighing {
                db: &transaction,
                common: &common,
                claims: std::mem::take(&mut at_hand),
                changed: BTreeSet::new(),
                groups: BTreeMap::new(),
            };
            for (article, sketches) in found {
                weighing.forget(article)?;
                weighing.take(article, sketches)?;
                done += 1;
            }
            at_hand = weighing.write()?;
            transaction
                .prepare_cached("INSERT OR REPLACE INTO totals VALUES ('weighed', ?1)")?
                .execute([end])?;
            transaction.commit()?;
            serial = end;
            if at_hand.len() > AT_HAND {
                at_hand.clear();
            }
            if progress((serial - start) as usize, (last - start) as usize).is_break() {
                break;
            }
        }
        Ok(done)
    }

    /// Changes that are not weighed yet.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn unweighed(&self) -> Result<usize, Error> {
        let last = self.last_change()?.max(0).cast_unsigned();
        Ok(last.saturating_sub(self.total("weighed")?) as usize)
    }

    /// Names that many articles hold, by the number that stands for them in a sketch.
    fn common_names(&self) -> Result<Common, Error> {
        let articles = self.total("articles")?;
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, articles FROM entities WHERE articles > 2")?;
        let rows = statement.query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, u32>(1)?))
        })?;
        let mut held = HashMap::new();
        for row in rows {
            let (id, count) = row?;
            held.insert(claims::number(&id), count);
        }
        Ok(Common { held, articles })
    }

    fn body_bytes(&self, article: i64) -> Result<Option<Bytes>, Error> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT text, document, annotations, sentences FROM bodies WHERE article = ?1",
            )?
            .query_row([article], |row| {
                Ok(Bytes {
                    article: ArticleId(article),
                    text: row.get(0)?,
                    document: row.get(1)?,
                    annotations: row.get(2)?,
                    sentences: row.get(3)?,
                })
            })
            .optional()?)
    }
}

/// An article as it lies in the table, to be taken apart on any thread.
struct Bytes {
    article: ArticleId,
    text: Vec<u8>,
    document: Vec<u8>,
    annotations: Vec<u8>,
    sentences: Vec<u8>,
}

impl Bytes {
    /// Sketches of what it claims; of a damaged article none, which `check` tells of.
    fn sketches(&self) -> Vec<(u32, Sketch)> {
        let parts = || -> Result<_, Error> {
            let text = pack::swell(&self.text, self.article)?;
            let mut document = bodies::read_document(&self.document, self.article)?;
            document.text = String::from_utf8_lossy(&text).into_owned();
            Ok((
                document,
                bodies::read_marks(&self.annotations, &self.sentences, self.article)?,
            ))
        };
        let Ok((document, found)) = parts() else {
            return Vec::new();
        };
        claims::find(&document, &found)
            .into_iter()
            .take(MOST)
            .map(|(claim, sketch)| (claim.number(), cut(sketch)))
            .collect()
    }
}

/// How common names are.
#[derive(Debug)]
struct Common {
    held: HashMap<u32, u32>,
    articles: u64,
}

impl Common {
    fn rarity(&self, name: u32) -> f32 {
        let held = self.held.get(&name).copied().unwrap_or(2);
        claims::rarity(held as usize, self.articles as usize)
    }
}

/// What is being weighed within one transaction.
struct Weighing<'a> {
    db: &'a Connection,
    common: &'a Common,
    claims: HashMap<i64, Vec<Kept>>,
    /// Articles whose claims are to be written.
    changed: BTreeSet<i64>,
    /// Members of the groups that were touched.
    groups: BTreeMap<i64, Vec<Seat>>,
}

impl Weighing<'_> {
    /// The claims of an article as they are kept.
    fn claims(&mut self, article: i64) -> Result<&mut Vec<Kept>, Error> {
        if !self.claims.contains_key(&article) {
            let bytes: Option<Vec<u8>> = self
                .db
                .prepare_cached("SELECT rows FROM claims WHERE article = ?1")?
                .query_row([article], |row| row.get(0))
                .optional()?;
            let rows = bytes.map(|bytes| unpack(&bytes)).unwrap_or_default();
            self.claims.insert(article, rows);
        }
        Ok(self.claims.entry(article).or_default())
    }

    fn members(&mut self, group: i64) -> Result<&mut Vec<Seat>, Error> {
        if !self.groups.contains_key(&group) {
            let bytes: Option<Vec<u8>> = self
                .db
                .prepare_cached("SELECT members FROM claim_groups WHERE id = ?1")?
                .query_row([group], |row| row.get(0))
                .optional()?;
            let seats = bytes.map(|bytes| Seat::unpack(&bytes)).unwrap_or_default();
            self.groups.insert(group, seats);
        }
        Ok(self.groups.entry(group).or_default())
    }

    /// Takes the claims of an article out.
    fn forget(&mut self, article: i64) -> Result<(), Error> {
        let known = std::mem::take(self.claims(article)?);
        for (group, number, sketch) in &known {
            let mut delete = self.db.prepare_cached(
                "DELETE FROM claim_keys WHERE key = ?1 AND article = ?2 AND number = ?3",
            )?;
            for key in sketch.keys() {
                delete.execute(params![key.cast_signed(), article, number])?;
            }
            if *group > 0 {
                self.members(*group)?
                    .retain(|seat| seat.article.0 != article);
            }
        }
        self.changed.insert(article);
        Ok(())
    }

    /// Takes the claims of an article in, each into the group it belongs to.
    fn take(&mut self, article: i64, sketches: Vec<(u32, Sketch)>) -> Result<(), Error> {
        let mut rows: Vec<Kept> = Vec::with_capacity(sketches.len());
        for (number, sketch) in sketches {
            let seat = Seat {
                article: ArticleId(article),
                number,
            };
            let group = self.home(&sketch, seat)?;
            rows.push((group, number, sketch));
        }
        for (_, number, sketch) in &rows {
            let mut insert = self
                .db
                .prepare_cached("INSERT OR IGNORE INTO claim_keys VALUES (?1, ?2, ?3)")?;
            for key in sketch.keys() {
                insert.execute(params![key.cast_signed(), article, number])?;
            }
        }
        self.claims.insert(article, rows);
        self.changed.insert(article);
        Ok(())
    }

    /// The group that a claim belongs to; a new one where it is the second to be made; 0 where it
    /// is the first.
    fn home(&mut self, sketch: &Sketch, seat: Seat) -> Result<i64, Error> {
        let mut near: BTreeSet<Seat> = BTreeSet::new();
        for key in sketch.keys() {
            let mut statement = self.db.prepare_cached(
                "SELECT article, number FROM claim_keys WHERE key = ?1 AND article <> ?2
                 ORDER BY article DESC LIMIT ?3",
            )?;
            let rows = statement.query_map(
                params![key.cast_signed(), seat.article.0, CROWD as i64],
                |row| {
                    Ok(Seat {
                        article: ArticleId(row.get(0)?),
                        number: row.get(1)?,
                    })
                },
            )?;
            for row in rows {
                near.insert(row?);
            }
        }
        let mut best: Option<(f32, i64, Seat)> = None;
        let mut tried: BTreeSet<i64> = BTreeSet::new();
        for other in near {
            let group = self.sketch(other)?.map_or(0, |kept| kept.0);
            if group > 0 && !tried.insert(group) {
                continue;
            }
            let company: Vec<Seat> = if group > 0 {
                let members = self.members(group)?;
                members.iter().copied().take(COMPANY).collect()
            } else {
                vec![other]
            };
            let mut held = Vec::with_capacity(company.len());
            for member in company {
                if let Some((_, _, known)) = self.sketch(member)? {
                    let known = known.clone();
                    held.push(claims::compare(sketch, &known, &|name| {
                        self.common.rarity(name)
                    }));
                }
            }
            if let Some(fit) = claims::fit(&held)
                && best.is_none_or(|(known, ..)| fit > known)
            {
                best = Some((fit, group, other));
            }
        }
        let Some((_, group, other)) = best else {
            return Ok(0);
        };
        let group = if group > 0 { group } else { self.found(other)? };
        self.members(group)?.push(seat);
        Ok(group)
    }

    /// Makes a group of a claim that was alone so far.
    fn found(&mut self, first: Seat) -> Result<i64, Error> {
        self.db
            .prepare_cached("INSERT INTO claim_groups VALUES (NULL, 0, 0, 0, 0, 0, 0, x'')")?
            .execute([])?;
        let group = self.db.last_insert_rowid();
        self.point(first, group)?;
        self.groups.insert(group, vec![first]);
        Ok(group)
    }

    fn sketch(&mut self, seat: Seat) -> Result<Option<&Kept>, Error> {
        let mut claims = self.claims(seat.article.0)?.iter();
        Ok(claims.find(|(_, number, _)| *number == seat.number))
    }

    /// Writes down the group of a claim.
    fn point(&mut self, seat: Seat, group: i64) -> Result<(), Error> {
        for (known, number, _) in self.claims(seat.article.0)? {
            if *number == seat.number {
                *known = group;
            }
        }
        self.changed.insert(seat.article.0);
        Ok(())
    }

    /// Writes what changed; gives back the claims at hand.
    fn write(mut self) -> Result<HashMap<i64, Vec<Kept>>, Error> {
        for (group, seats) in std::mem::take(&mut self.groups) {
            self.sum_up(group, seats)?;
        }
        for article in &self.changed {
            let rows = self.claims.get(article).map_or(&[][..], Vec::as_slice);
            if rows.is_empty() {
                self.db
                    .prepare_cached("DELETE FROM claims WHERE article = ?1")?
                    .execute([article])?;
            } else {
                self.db
                    .prepare_cached("INSERT OR REPLACE INTO claims VALUES (?1, ?2)")?
                    .execute(params![article, pack_claims(rows)])?;
            }
        }
        Ok(self.claims)
    }

    /// Writes a group with its sums, or ends it where one article is left.
    fn sum_up(&mut self, group: i64, mut seats: Vec<Seat>) -> Result<(), Error> {
        let mut told: Vec<Told> = Vec::new();
        seats.dedup();
        for &seat in seats.iter().take(SUMMED) {
            let Some((_, _, sketch)) = self.sketch(seat)?.cloned() else {
                continue;
            };
            let row = self
                .db
                .prepare_cached(
                    "SELECT coalesce(origin, id), first, last, estimated, precision IS NOT NULL
                     FROM articles WHERE id = ?1",
                )?
                .query_row([seat.article.0], |row| {
                    Ok(Told {
                        sketch,
                        origin: row.get(0)?,
                        days: (row.get(1)?, row.get(2)?),
                        dated: row.get::<_, bool>(4)? && !row.get::<_, bool>(3)?,
                    })
                })
                .optional()?;
            told.extend(row);
        }
        let mut articles: BTreeSet<i64> = told.iter().map(|one| one.origin).collect();
        for seat in seats.iter().skip(SUMMED) {
            let origin: Option<i64> = self
                .db
                .prepare_cached("SELECT coalesce(origin, id) FROM articles WHERE id = ?1")?
                .query_row([seat.article.0], |row| row.get(0))
                .optional()?;
            articles.extend(origin);
        }
        if seats.len() < 2 {
            for seat in &seats {
                self.point(*seat, 0)?;
            }
            self.db
                .prepare_cached("DELETE FROM claim_groups WHERE id = ?1")?
                .execute([group])?;
            return Ok(());
        }
        told.sort_by_key(|one| one.days);
        let newest = told.iter().map(|one| one.days.0).max().unwrap_or_default();
        let kind = told.first().map_or(0, |one| kind_code(one.sketch.kind));
        self.db
            .prepare_cached(
                "UPDATE claim_groups SET kind = ?2, articles = ?3, origins = ?4, differs = ?5,
                 rising = ?6, newest = ?7, members = ?8 WHERE id = ?1",
            )?
            .execute(params![
                group,
                kind,
                articles.len() as i64,
                origins(&told),
                self.differences(&told),
                rising(&told),
                newest,
                Seat::pack(&seats),
            ])?;
        Ok(())
    }

    fn differences(&self, told: &[Told]) -> i64 {
        let mut out = 0;
        for (at, one) in told.iter().enumerate() {
            for other in &told[at + 1..] {
                if one.origin == other.origin {
                    continue;
                }
                let likeness =
                    claims::compare(&one.sketch, &other.sketch, &|name| self.common.rarity(name));
                if let Likeness::Differs(difference) = likeness {
                    out |= difference_code(difference);
                }
            }
        }
        out
    }
}

/// A telling with what the sums need of its article.
struct Told {
    sketch: Sketch,
    origin: i64,
    days: (i32, i32),
    dated: bool,
}

/// How many of the tellings rest on nothing that another rests on.
fn origins(told: &[Told]) -> i64 {
    let parts = claims::gather(told.len(), |at, other| {
        told[at].origin == told[other].origin || told[at].sketch.rests_with(&told[other].sketch)
    });
    parts.iter().collect::<BTreeSet<_>>().len() as i64
}

fn rising(told: &[Told]) -> bool {
    let figures: Vec<Figures> = told
        .iter()
        .filter_map(|one| {
            Some(Figures {
                value: one.sketch.measure?.low,
                days: one.dated.then_some(one.days),
            })
        })
        .collect();
    figures.len() == told.len() && claims::rise(&figures)
}

/// What only differs in numbers that rise is news, not contradiction.
pub(super) const ONLY_VALUE: i64 = difference_code(Difference::Value);

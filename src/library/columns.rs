//! What is asked of every article at once, side by side: days, sorts of content, origins. In
//! memory twenty bytes an article, on disk in blocks.

use super::codes::{self, NO_DAY};
use super::set::Set;
use super::store::Room;
use super::{Error, Library};
use crate::model::{Annotations, Document};
use rusqlite::{Connection, OptionalExtension, params};
use std::sync::Arc;

/// Articles of a block.
pub(super) const BLOCK: u32 = 2048;
/// Bytes of a line.
const WIDE: usize = 20;

/// What an article has; kinds of the entities that it names follow from [`KINDS`] on.
pub(super) mod traits {
    pub(in crate::library) const THERE: u32 = 1;
    pub(in crate::library) const QUOTE: u32 = 1 << 1;
    pub(in crate::library) const FIGURE: u32 = 1 << 2;
    pub(in crate::library) const EVENT: u32 = 1 << 3;
    pub(in crate::library) const DATE: u32 = 1 << 4;
    pub(in crate::library) const AUTHOR: u32 = 1 << 5;
    pub(in crate::library) const SOURCE: u32 = 1 << 6;
    pub(in crate::library) const URL: u32 = 1 << 7;
    pub(in crate::library) const ESTIMATED: u32 = 1 << 8;
    pub(in crate::library) const KINDS: u32 = 16;
}

/// One article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// The first and last day on which it may have appeared.
    pub first: i32,
    pub last: i32,
    pub traits: u32,
    /// The article that it is a copy of; 0 for an origin.
    pub origin: u32,
    pub events: u16,
    /// Two letters of its language; 0 where it is not known, or not written so.
    pub language: u16,
}

impl Line {
    pub(super) fn of(document: &Document, found: &Annotations) -> Self {
        let meta = &document.meta;
        let moment = meta.published.as_ref().map(|published| published.moment);
        let mut line = Self {
            first: moment.map_or(NO_DAY, |moment| moment.first.0),
            last: moment.map_or(NO_DAY, |moment| moment.last.0),
            traits: traits::THERE,
            origin: 0,
            events: u16::try_from(found.events.len()).unwrap_or(u16::MAX),
            language: meta.language.as_ref().map_or(0, |l| language(&l.value)),
        };
        for (is, bit) in [
            (!found.quotes.is_empty(), traits::QUOTE),
            (!found.figures.is_empty(), traits::FIGURE),
            (!found.events.is_empty(), traits::EVENT),
            (moment.is_some(), traits::DATE),
            (
                meta.authors.as_ref().is_some_and(|a| !a.value.is_empty()),
                traits::AUTHOR,
            ),
            (meta.publisher.is_some(), traits::SOURCE),
            (meta.url.is_some(), traits::URL),
            (
                meta.published.as_ref().is_some_and(|p| p.estimated),
                traits::ESTIMATED,
            ),
        ] {
            line.traits |= if is { bit } else { 0 };
        }
        line.with_kinds(found)
    }

    /// The same with the kinds of the entities that marks name, and no others.
    pub(super) fn with_kinds(mut self, found: &Annotations) -> Self {
        self.traits &= (1 << traits::KINDS) - 1;
        for mention in &found.mentions {
            if let Some(entity) = found.entities.get(mention.entity as usize) {
                self.traits |= 1 << (traits::KINDS + codes::kind(entity.kind) as u32);
            }
        }
        self
    }

    pub(super) fn is_there(self) -> bool {
        self.traits & traits::THERE != 0
    }

    pub(super) fn is_origin(self) -> bool {
        self.is_there() && self.origin == 0
    }

    fn write(self, out: &mut Vec<u8>) {
        out.extend(self.first.to_le_bytes());
        out.extend(self.last.to_le_bytes());
        out.extend(self.traits.to_le_bytes());
        out.extend(self.origin.to_le_bytes());
        out.extend(self.events.to_le_bytes());
        out.extend(self.language.to_le_bytes());
    }

    fn read(bytes: &[u8]) -> Self {
        let four = |at: usize| -> [u8; 4] {
            bytes
                .get(at..at + 4)
                .and_then(|b| b.try_into().ok())
                .unwrap_or_default()
        };
        let [a, b, c, d] = four(16);
        Self {
            first: i32::from_le_bytes(four(0)),
            last: i32::from_le_bytes(four(4)),
            traits: u32::from_le_bytes(four(8)),
            origin: u32::from_le_bytes(four(12)),
            events: u16::from_le_bytes([a, b]),
            language: u16::from_le_bytes([c, d]),
        }
    }
}

/// A language of two letters as a number; 0 for any other.
pub(super) fn language(code: &str) -> u16 {
    match code.as_bytes() {
        &[a, b] if a.is_ascii_lowercase() && b.is_ascii_lowercase() => u16::from_le_bytes([a, b]),
        _ => 0,
    }
}

/// The lines of all articles, by id.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    stamp: u64,
    lines: Vec<Line>,
}

impl Columns {
    /// The line of an article; an empty one where it is not there.
    pub(super) fn line(&self, id: u32) -> Line {
        self.lines.get(id as usize).copied().unwrap_or_default()
    }

    /// Every article with its line, lowest id first.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, Line)> + '_ {
        let lines = self.lines.iter().enumerate();
        lines
            .filter(|(_, line)| line.is_there())
            .map(|(id, line)| (id as u32, *line))
    }

    /// The articles whose line is so.
    pub(super) fn set(&self, is: impl Fn(Line) -> bool) -> Set {
        self.iter()
            .filter(|(_, line)| is(*line))
            .map(|(id, _)| id)
            .collect()
    }

    /// Origins newest first, then by id.
    pub(super) fn by_date(&self) -> Vec<u32> {
        let all = self.iter().map(|(id, _)| id);
        self.newest_first(all.collect())
    }

    /// The origins among some articles, which come lowest id first: newest first, then by id.
    pub(super) fn newest_first(&self, mut ids: Vec<u32>) -> Vec<u32> {
        ids.retain(|&id| self.line(id).is_origin());
        // Those without a day come last.
        let (mut dated, undated): (Vec<u32>, Vec<u32>) = ids
            .into_iter()
            .partition(|&id| self.line(id).first != codes::NO_DAY);
        let days = || dated.iter().map(|&id| self.line(id).first);
        let (least, most) = (days().min().unwrap_or(0), days().max().unwrap_or(0));
        let width = most.abs_diff(least) as usize + 1;
        if width > dated.len().saturating_mul(8) {
            dated.sort_by_key(|&id| newest_first(id, self.line(id)));
            dated.extend(undated);
            return dated;
        }
        // Many articles share a day: they are counted into their places instead of compared.
        let place = |id: u32| most.abs_diff(self.line(id).first) as usize;
        let mut next = vec![0_u32; width];
        for &id in &dated {
            next[place(id)] += 1;
        }
        let mut sum = 0;
        for count in &mut next {
            (*count, sum) = (sum, sum + *count);
        }
        let mut out = vec![0; dated.len()];
        for &id in &dated {
            let at = &mut next[place(id)];
            out[*at as usize] = id;
            *at += 1;
        }
        out.extend(undated);
        out
    }
}

/// Sorts newest first, then by id.
pub(super) fn newest_first(id: u32, line: Line) -> u64 {
    // The sign turned over makes days comparable without one; all bits turned over, newest first.
    let day = !(line.first.cast_unsigned() ^ (1 << 31));
    u64::from(day) << 32 | u64::from(id)
}

/// The lines of a block.
pub(super) fn read_block(db: &Connection, block: u32) -> Result<Vec<Line>, Error> {
    let bytes: Vec<u8> = db
        .prepare_cached("SELECT rows FROM columns WHERE block = ?1")?
        .query_row([block], |row| row.get(0))
        .optional()?
        .unwrap_or_default();
    let mut lines: Vec<Line> = bytes.chunks_exact(WIDE).map(Line::read).collect();
    lines.resize(BLOCK as usize, Line::default());
    Ok(lines)
}

pub(super) fn write_block(
    db: &Connection,
    block: u32,
    stamp: u64,
    lines: &[Line],
) -> Result<(), Error> {
    let used = lines
        .iter()
        .rposition(|line| line.is_there())
        .map_or(0, |at| at + 1);
    let mut bytes = Vec::with_capacity(used * WIDE);
    for line in &lines[..used] {
        line.write(&mut bytes);
    }
    db.prepare_cached("INSERT OR REPLACE INTO columns VALUES (?1, ?2, ?3)")?
        .execute(params![block, stamp.cast_signed(), bytes])?;
    Ok(())
}

impl Library {
    /// Reads what questions about all articles rest on, so that the first of them need not; pages
    /// of the file have the usual room from then on.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn ready_columns(&self) -> Result<(), Error> {
        self.set_room(Room::Reading)?;
        self.columns().map(drop)
    }

    /// Whether the lines of all articles are at hand as they are now.
    pub(super) fn has_columns(&self) -> Result<bool, Error> {
        Ok(self.columns_are_of(self.generation()?))
    }

    fn columns_are_of(&self, stamp: u64) -> bool {
        stamp > 0 && self.columns.borrow().stamp == stamp
    }

    /// The lines of all articles as they are now; only blocks that changed are read again.
    pub(super) fn columns(&self) -> Result<Arc<Columns>, Error> {
        let stamp = self.generation()?;
        if self.columns_are_of(stamp) {
            return Ok(Arc::clone(&self.columns.borrow()));
        }
        let mut kept = self.columns.borrow_mut();
        let columns = Arc::make_mut(&mut kept);
        let mut statement = self
            .connection
            .prepare_cached("SELECT block, rows FROM columns WHERE stamp > ?1")?;
        let mut rows = statement.query([columns.stamp.cast_signed()])?;
        while let Some(row) = rows.next()? {
            let start = (row.get::<_, u32>(0)? * BLOCK) as usize;
            let bytes = row.get_ref(1)?.as_blob().unwrap_or_default();
            let end = start + bytes.len() / WIDE;
            if columns.lines.len() < end {
                columns.lines.resize(end, Line::default());
            }
            let upto = columns.lines.len().min(start + BLOCK as usize);
            columns.lines[start..upto].fill(Line::default());
            for (line, bytes) in columns.lines[start..end]
                .iter_mut()
                .zip(bytes.chunks_exact(WIDE))
            {
                *line = Line::read(bytes);
            }
        }
        columns.stamp = stamp;
        Ok(Arc::clone(&kept))
    }
}

use super::super::pack::{put, put_signed, take, take_signed};
use super::super::{Error, Library, Query, Window};
use super::seats::unpack_homes;
use super::sums::ONLY_VALUE;
use crate::model::{ArticleId, ClaimKind, Difference};
use rusqlite::{OptionalExtension, Row, params};
use std::collections::BTreeSet;
use std::ops::Range;

/// A claim that several articles make, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimGroup {
    pub id: i64,
    pub kind: ClaimKind,
    /// Articles that make it, copies counted with their origin.
    pub articles: u32,
    /// How many of them do not rest on one and the same.
    pub origins: u32,
    pub differences: BTreeSet<Difference>,
    /// The numbers only grow from one report to the next.
    pub update: bool,
    pub members: Vec<Seat>,
}

impl ClaimGroup {
    /// Whether the tellings cannot all be right as they stand.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        !self.differences.is_empty() && !self.update
    }
}

/// Where a claim stands: the article, and [`crate::model::Claim::number`] in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seat {
    pub article: ArticleId,
    pub number: u32,
}

impl Seat {
    pub(super) fn pack(seats: &[Self]) -> Vec<u8> {
        let mut out = Vec::with_capacity(seats.len() * 5);
        let mut last = 0;
        for seat in seats {
            put_signed(&mut out, seat.article.0 - last);
            put(&mut out, u64::from(seat.number));
            last = seat.article.0;
        }
        out
    }

    pub(super) fn unpack(mut bytes: &[u8]) -> Vec<Self> {
        let bytes = &mut bytes;
        let mut out = Vec::new();
        let mut last = 0_i64;
        while let (Some(step), Some(number)) = (take_signed(bytes), take(bytes)) {
            last = last.wrapping_add(step);
            out.push(Self {
                article: ArticleId(last),
                number: number as u32,
            });
        }
        out
    }
}

/// Which claims a view holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Claims {
    /// All that several articles make, those on most origins first.
    #[default]
    Shared,
    /// Those that are told differently, newest first.
    Conflicts,
}

const COLUMNS: &str = "id, kind, articles, origins, differs, rising, members";

impl Library {
    /// A window on the claims that more than one article makes, copies apart; with a query those
    /// that an article of it makes.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn claims(
        &self,
        which: Claims,
        query: &Query,
        range: Range<usize>,
    ) -> Result<Window<ClaimGroup>, Error> {
        let (filter, order) = match which {
            Claims::Shared => ("1", "origins DESC, articles DESC, newest DESC, id"),
            Claims::Conflicts => (CONFLICT, "newest DESC, origins DESC, id"),
        };
        let from = format!("FROM claim_groups WHERE articles > 1 AND {filter}");
        if query.is_empty() {
            let total = self.total(match which {
                Claims::Shared => "shared claims",
                Claims::Conflicts => "conflicts",
            })?;
            let mut statement = self.connection.prepare_cached(&format!(
                "SELECT {COLUMNS} {from} ORDER BY {order} LIMIT ?1 OFFSET ?2"
            ))?;
            let rows = statement
                .query_map(params![range.len() as i64, range.start as i64], read)?
                .collect::<Result<_, _>>()?;
            return Ok(Window {
                first: range.start.min(total as usize),
                total: total as usize,
                rows,
            });
        }
        let wanted = self.matching(query)?;
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} {from} ORDER BY {order}"))?;
        let mut rows: Vec<ClaimGroup> = Vec::new();
        let mut total = 0;
        for group in statement.query_map([], read)? {
            self.go_on()?;
            let group = group?;
            if group
                .members
                .iter()
                .any(|seat| wanted.has(seat.article.0 as u32))
            {
                if range.contains(&total) {
                    rows.push(group);
                }
                total += 1;
            }
        }
        Ok(Window {
            first: range.start.min(total),
            total,
            rows,
        })
    }

    /// The claims of an article that others make as well: number and group.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn claims_of(&self, article: ArticleId) -> Result<Vec<(u32, ClaimGroup)>, Error> {
        let bytes: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT rows FROM claim_homes WHERE article = ?1")?
            .query_row([article.0], |row| row.get(0))
            .optional()?;
        let mut out = Vec::new();
        for (number, group) in unpack_homes(&bytes.unwrap_or_default()) {
            if let Some(group) = self.claim_group(group)?
                && group.articles > 1
            {
                out.push((number, group));
            }
        }
        Ok(out)
    }

    /// One group; nothing where it is no more.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn claim_group(&self, id: i64) -> Result<Option<ClaimGroup>, Error> {
        if id == 0 {
            return Ok(None);
        }
        Ok(self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM claim_groups WHERE id = ?1"))?
            .query_row([id], read)
            .optional()?)
    }
}

/// As [`ClaimGroup::is_conflict`].
const CONFLICT: &str = "differs > 0 AND NOT (differs = 4 AND rising)";
const _: () = assert!(ONLY_VALUE == 4);

fn read(row: &Row<'_>) -> rusqlite::Result<ClaimGroup> {
    let differs: i64 = row.get(4)?;
    Ok(ClaimGroup {
        id: row.get(0)?,
        kind: match row.get::<_, i64>(1)? {
            0 => ClaimKind::Figure,
            1 => ClaimKind::Event,
            _ => ClaimKind::Quote,
        },
        articles: row.get(2)?,
        origins: row.get(3)?,
        differences: DIFFERENCES
            .into_iter()
            .filter(|difference| differs & difference_code(*difference) != 0)
            .collect(),
        update: differs == ONLY_VALUE && row.get(5)?,
        members: Seat::unpack(row.get_ref(6)?.as_blob().unwrap_or_default()),
    })
}

const DIFFERENCES: [Difference; 4] = [
    Difference::Precision,
    Difference::Bound,
    Difference::Value,
    Difference::Stance,
];

pub(super) const fn difference_code(difference: Difference) -> i64 {
    match difference {
        Difference::Precision => 1,
        Difference::Bound => 2,
        Difference::Value => 4,
        Difference::Stance => 8,
    }
}

pub(super) fn kind_code(kind: ClaimKind) -> i64 {
    match kind {
        ClaimKind::Figure => 0,
        ClaimKind::Event => 1,
        ClaimKind::Quote => 2,
    }
}

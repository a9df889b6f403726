//! Which claims are one: groups with their members, as they are brought up to date.

use super::super::pack::{put, put_signed, take, take_signed};
use super::super::quick::QuickMap;
use super::super::{Error, Library};
use super::keys::Spot;
use super::near::{Again, Edge, Told};
use super::shown::Seat;
use super::sums::{Sum, sum_up};
use crate::analysis::claims;
use crate::model::ArticleId;
use rayon::prelude::{IntoParallelIterator, ParallelIterator};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// Members of a group that a claim is held against, and that its sums are made of.
const COMPANY: usize = 3;
const SUMMED: usize = 12;
/// Members that a group takes at most: what so many tell is known well enough.
const FULL: usize = 1_000;

/// A group as it was, and as it is now.
#[derive(Debug, Default)]
struct Group {
    members: Vec<Seat>,
    /// Whether several articles made it, and whether they differed.
    shared: bool,
    conflict: bool,
    /// Whether it is in the table.
    kept: bool,
}

/// The groups that a stretch of changes touches.
pub(super) struct Seats<'a> {
    library: &'a Library,
    told: &'a mut Told,
    groups: BTreeMap<i64, Group>,
    /// By article: number and group of its claims that are in one.
    homes: QuickMap<i64, Vec<(u32, i64)>>,
    /// Articles whose homes are to be written.
    moved: BTreeSet<i64>,
    touched: BTreeSet<i64>,
    next: i64,
}

/// What is to be written of a stretch.
#[derive(Debug, Default)]
pub(super) struct Written {
    homes: Vec<(i64, Vec<u8>)>,
    gone: Vec<i64>,
    groups: Vec<(i64, Sum, Vec<u8>)>,
    /// How many more groups there are that several articles make, and that they differ on.
    shared: i64,
    conflicts: i64,
}

impl<'a> Seats<'a> {
    pub(super) fn begin(library: &'a Library, told: &'a mut Told) -> Result<Self, Error> {
        let last: i64 = library
            .connection
            .prepare_cached("SELECT coalesce(max(id), 0) FROM claim_groups")?
            .query_row([], |row| row.get(0))?;
        Ok(Self {
            library,
            told,
            groups: BTreeMap::new(),
            homes: QuickMap::default(),
            moved: BTreeSet::new(),
            touched: BTreeSet::new(),
            next: last + 1,
        })
    }

    fn homes(&mut self, article: i64) -> Result<&mut Vec<(u32, i64)>, Error> {
        if !self.homes.contains_key(&article) {
            let bytes: Option<Vec<u8>> = self
                .library
                .connection
                .prepare_cached("SELECT rows FROM claim_homes WHERE article = ?1")?
                .query_row([article], |row| row.get(0))
                .optional()?;
            self.homes
                .insert(article, unpack_homes(&bytes.unwrap_or_default()));
        }
        Ok(self.homes.entry(article).or_default())
    }

    fn group(&mut self, id: i64) -> Result<&mut Group, Error> {
        if !self.groups.contains_key(&id) {
            let row = self
                .library
                .connection
                .prepare_cached(
                    "SELECT members, articles, differs, rising FROM claim_groups WHERE id = ?1",
                )?
                .query_row([id], |row| {
                    let (articles, differs, rising) = (row.get(1)?, row.get(2)?, row.get(3)?);
                    Ok(Group {
                        members: Seat::unpack(row.get_ref(0)?.as_blob().unwrap_or_default()),
                        shared: Sum::shared(articles),
                        conflict: Sum::conflict(articles, differs, rising),
                        kept: true,
                    })
                })
                .optional()?;
            self.groups.insert(id, row.unwrap_or_default());
        }
        Ok(self.groups.entry(id).or_default())
    }

    /// Takes the claims of an article out.
    pub(super) fn forget(&mut self, article: i64) -> Result<(), Error> {
        let known = std::mem::take(self.homes(article)?);
        for (_, group) in &known {
            let own = self.group(*group)?;
            own.members.retain(|seat| seat.article.0 != article);
            self.touched.insert(*group);
        }
        if !known.is_empty() {
            self.moved.insert(article);
        }
        Ok(())
    }

    fn home(&mut self, seat: Seat) -> Result<i64, Error> {
        let homes = self.homes(seat.article.0)?;
        let own = homes.iter().find(|(number, _)| *number == seat.number);
        Ok(own.map_or(0, |(_, group)| *group))
    }

    fn seat(&self, spot: Spot) -> Option<Seat> {
        Some(Seat {
            article: ArticleId(spot.article()),
            number: self.told.at(spot)?.0,
        })
    }

    /// Puts a claim into the group it belongs to; a new one where it is the second to be made.
    pub(super) fn take(&mut self, fresh: Spot, edges: &[Edge]) -> Result<(), Error> {
        let Some(own) = self.seat(fresh) else {
            return Ok(());
        };
        let mut best: Option<(f32, i64, Seat)> = None;
        let mut tried: Vec<i64> = Vec::new();
        for &(other, likeness) in edges {
            let Some(other) = self.seat(other) else {
                continue;
            };
            let group = self.home(other)?;
            let fit = if group == 0 {
                claims::fit(&[likeness])
            } else if tried.contains(&group) {
                continue;
            } else {
                tried.push(group);
                self.fit(fresh, group)?
            };
            if let Some(fit) = fit
                && best.is_none_or(|(known, ..)| fit > known)
            {
                best = Some((fit, group, other));
            }
        }
        let Some((_, group, other)) = best else {
            return Ok(());
        };
        let group = if group > 0 { group } else { self.found(other)? };
        self.join(own, group)
    }

    /// How far a claim belongs to a group.
    fn fit(&mut self, fresh: Spot, group: i64) -> Result<Option<f32>, Error> {
        let members = &self.group(group)?.members;
        if members.len() >= FULL {
            return Ok(None);
        }
        let company: Vec<Seat> = members.iter().copied().take(COMPANY).collect();
        let articles = company.iter().map(|seat| seat.article.0);
        self.told.fetch(self.library, articles, Again::Missing)?;
        let Some(own) = self.told.at(fresh) else {
            return Ok(None);
        };
        let held: Vec<_> = company
            .iter()
            .filter_map(|seat| self.told.numbered(seat.article.0, seat.number))
            .map(|known| self.told.compare(own, known))
            .collect();
        Ok(claims::fit(&held))
    }

    /// Makes a group of a claim that was alone so far.
    fn found(&mut self, first: Seat) -> Result<i64, Error> {
        let group = self.next;
        self.next += 1;
        self.groups.insert(group, Group::default());
        self.join(first, group)?;
        Ok(group)
    }

    fn join(&mut self, seat: Seat, group: i64) -> Result<(), Error> {
        let homes = self.homes(seat.article.0)?;
        homes.push((seat.number, group));
        homes.sort_unstable();
        self.moved.insert(seat.article.0);
        self.group(group)?.members.push(seat);
        self.touched.insert(group);
        Ok(())
    }

    /// Sums up what was touched; what has one member left is no group any more.
    pub(super) fn finish(mut self) -> Result<Written, Error> {
        let mut out = Written::default();
        let mut whole = Vec::with_capacity(self.touched.len());
        for id in std::mem::take(&mut self.touched) {
            let group = self.groups.remove(&id).unwrap_or_default();
            out.shared -= i64::from(group.shared);
            out.conflicts -= i64::from(group.conflict);
            if group.members.len() >= 2 {
                whole.push((id, group.members));
                continue;
            }
            for seat in group.members {
                self.homes(seat.article.0)?.retain(|(_, own)| *own != id);
                self.moved.insert(seat.article.0);
            }
            if group.kept {
                out.gone.push(id);
            }
        }
        let summed = whole
            .iter()
            .flat_map(|(_, members)| members.iter().take(SUMMED))
            .map(|seat| seat.article.0);
        self.told.fetch(self.library, summed, Again::Missing)?;
        let (told, columns) = (&*self.told, self.library.columns()?);
        out.groups = whole
            .into_par_iter()
            .map(|(id, members)| {
                let sum = sum_up(told, &columns, &members, SUMMED);
                (id, sum, Seat::pack(&members))
            })
            .collect();
        for (_, sum, _) in &out.groups {
            out.shared += i64::from(Sum::shared(sum.articles));
            out.conflicts += i64::from(Sum::conflict(sum.articles, sum.differs, sum.rising));
        }
        for article in std::mem::take(&mut self.moved) {
            let rows = pack_homes(self.homes(article)?);
            out.homes.push((article, rows));
        }
        Ok(out)
    }
}

impl Written {
    pub(super) fn write(&self, db: &Connection) -> Result<(), Error> {
        for id in &self.gone {
            db.prepare_cached("DELETE FROM claim_groups WHERE id = ?1")?
                .execute([id])?;
        }
        let mut group = db.prepare_cached(
            "INSERT OR REPLACE INTO claim_groups VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?;
        for (id, sum, members) in &self.groups {
            group.execute(params![
                id,
                sum.kind,
                sum.articles,
                sum.origins,
                sum.differs,
                sum.rising,
                sum.newest,
                members
            ])?;
        }
        for (article, rows) in &self.homes {
            if rows.is_empty() {
                db.prepare_cached("DELETE FROM claim_homes WHERE article = ?1")?
                    .execute([article])?;
            } else {
                db.prepare_cached("INSERT OR REPLACE INTO claim_homes VALUES (?1, ?2)")?
                    .execute(params![article, rows])?;
            }
        }
        let mut total =
            db.prepare_cached("UPDATE totals SET value = value + ?2 WHERE name = ?1")?;
        total.execute(params!["shared claims", self.shared])?;
        total.execute(params!["conflicts", self.conflicts])?;
        Ok(())
    }
}

fn pack_homes(homes: &[(u32, i64)]) -> Vec<u8> {
    let mut out = Vec::with_capacity(homes.len() * 5);
    let mut last = 0;
    for &(number, group) in homes {
        put(&mut out, u64::from(number));
        put_signed(&mut out, group - last);
        last = group;
    }
    out
}

/// Number and group of the claims of an article that are in one.
pub(super) fn unpack_homes(mut bytes: &[u8]) -> Vec<(u32, i64)> {
    let bytes = &mut bytes;
    let mut out = Vec::new();
    let mut last = 0;
    while let (Some(number), Some(step)) = (take(bytes), take_signed(bytes)) {
        last += step;
        out.push((number as u32, last));
    }
    out
}

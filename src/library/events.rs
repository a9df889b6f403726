use super::cache::Days;
use super::columns::traits;
use super::happened::{self, Happened};
use super::postings::Spot;
use super::query::{Expr, Test};
use super::search::event_reach;
use super::set::Set;
use super::{Error, EventLine, EventListing, EventOrder, EventScope, Library, Window};
use crate::model::{ArticleId, Day, EntityId, Moment};
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{ControlFlow, Range, RangeInclusive};
use std::sync::Arc;

/// A selection of fewer articles is gone through one by one; the events of more are counted and
/// shown day by day.
const FEW: usize = 20_000;

/// Where the events of a listing come from.
enum Plan {
    /// All of them in order, in memory.
    List(Arc<Vec<Spot>>),
    /// Day by day, those of these articles; of all where there is no set.
    Days(Option<Set>),
}

/// Where an event stands.
enum Within {
    All(usize),
    /// Among the events that begin on its day.
    Day(usize),
}

/// What an event itself must meet.
#[derive(Default)]
struct Asked {
    /// First days from, first days up to, last days from, and the longest stretch.
    times: Vec<(i32, i32, i32, i32)>,
    /// Names one of each.
    entities: Vec<BTreeSet<i64>>,
}

impl Asked {
    fn fits(&self, spot: Spot) -> bool {
        self.times.iter().all(|&(low, high, last, width)| {
            (low..=high).contains(&spot.first)
                && spot.last >= last
                && spot.last.saturating_sub(spot.first) <= width
        })
    }

    /// The first days that any event asked for can have.
    fn reach(&self) -> RangeInclusive<i32> {
        let low = self
            .times
            .iter()
            .map(|time| time.0)
            .max()
            .unwrap_or(i32::MIN);
        let high = self
            .times
            .iter()
            .map(|time| time.1)
            .min()
            .unwrap_or(i32::MAX);
        low..=high
    }
}

impl Library {
    /// A window on dated events, in order of time: by when it happened; or by when it was written
    /// about, and then article by article. What copies tell is told by their origin.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn events(
        &self,
        listing: &EventListing,
        range: Range<usize>,
    ) -> Result<Window<EventLine>, Error> {
        let plan = self.plan(listing)?;
        let (total, spots) = match &plan {
            Plan::List(list) => {
                let first = range.start.min(list.len());
                let end = range.end.clamp(first, list.len());
                (list.len(), list[first..end].to_vec())
            }
            Plan::Days(set) => {
                let days = self.days_of(listing, set.as_ref())?;
                let total = days.iter().map(|(_, count)| *count as usize).sum();
                let first = range.start.min(total);
                let wanted = range.end.min(total).saturating_sub(first);
                let spots = self.spots_at(listing.order, set.as_ref(), &days, first, wanted)?;
                (total, spots)
            }
        };
        let rows = self.event_lines(&spots)?;
        let first = range.start.min(total);
        Ok(Window { first, total, rows })
    }

    /// How many events begin on each day, or were published on it, in order; days without one are
    /// left out. Events of undated articles come first, on the lowest day there is.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn event_days(&self, listing: &EventListing) -> Result<Vec<(Day, u32)>, Error> {
        match self.plan(listing)? {
            Plan::Days(set) => Ok(self.days_of(listing, set.as_ref())?.to_vec()),
            Plan::List(list) => {
                let columns = self.columns()?;
                let mut days: Vec<(Day, u32)> = Vec::new();
                for spot in list.iter() {
                    let day = Day(match listing.order {
                        EventOrder::Event => spot.first,
                        EventOrder::Publication => columns.line(spot.article).first,
                    });
                    match days.last_mut() {
                        Some((last, count)) if *last == day => *count += 1,
                        _ => days.push((day, 1)),
                    }
                }
                Ok(days)
            }
        }
    }

    /// Where in a listing the first event on or after a day stands.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn event_position(&self, listing: &EventListing, day: Day) -> Result<usize, Error> {
        let days = self.event_days(listing)?;
        let before = days.iter().take_while(|(at, _)| *at < day);
        Ok(before.map(|(_, count)| *count as usize).sum())
    }

    /// Where in a listing the last event of an article stands that begins no later than a day, or
    /// where there is none the first event on or after the day; and how many there are.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn event_place(
        &self,
        listing: &EventListing,
        (article, day): (ArticleId, Day),
    ) -> Result<(usize, usize), Error> {
        let days = self.event_days(listing)?;
        let count = |days: &[(Day, u32)]| -> usize {
            let counts = days.iter().map(|(_, count)| *count as usize);
            counts.sum()
        };
        let total = count(&days);
        let mut own = Vec::new();
        self.add_spots(article.0 as u32, &mut own)?;
        let own = own.into_iter().filter(|spot| spot.first <= day.0).max();
        if let Some(own) = own
            && let Some(within) = self.place_within(listing, own)?
        {
            let before = match within {
                Within::All(at) => return Ok((at, total)),
                Within::Day(at) => at,
            };
            let earlier = days.partition_point(|(at, _)| at.0 < own.first);
            return Ok((count(&days[..earlier]) + before, total));
        }
        let before = days.partition_point(|(at, _)| *at < day);
        Ok((count(&days[..before]), total))
    }

    /// Where an event stands among all, or among those of its day; nothing where it is not among
    /// them, or where that cannot be told without going through all.
    fn place_within(&self, listing: &EventListing, spot: Spot) -> Result<Option<Within>, Error> {
        let set = match self.plan(listing)? {
            Plan::List(list) => {
                return Ok(list.iter().position(|one| *one == spot).map(Within::All));
            }
            Plan::Days(_) if listing.order == EventOrder::Publication => return Ok(None),
            Plan::Days(None) => {
                return Ok(self.place_on_day(spot)?.map(Within::Day));
            }
            Plan::Days(Some(set)) => set,
        };
        let (mut at, mut found) = (0, None);
        self.while_on(spot.first..=spot.first, |one| {
            if one == spot {
                found = set.has(one.article).then_some(Within::Day(at));
                return ControlFlow::Break(());
            }
            at += usize::from(set.has(one.article));
            ControlFlow::Continue(())
        })?;
        Ok(found)
    }

    /// The first and last moment at which something happened that names an entity.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn event_span(&self, id: &EntityId) -> Result<Option<(Moment, Moment)>, Error> {
        let Some((_, members)) = self.group(id)? else {
            return Ok(None);
        };
        let (mut first, mut last): (Option<Spot>, Option<Spot>) = (None, None);
        for key in members {
            if let Some((earliest, latest)) = self.outermost(key)? {
                first = Some(first.map_or(earliest, |known| known.min(earliest)));
                last = last.max(Some(latest));
            }
        }
        let moment = |spot: Option<Spot>| -> Result<Option<Moment>, Error> {
            let Some(spot) = spot else { return Ok(None) };
            Ok(self.happened_at(spot)?.map(|event| event.moment))
        };
        Ok(moment(first)?.zip(moment(last)?))
    }

    /// The events of an article.
    pub(super) fn happened(&self, article: u32) -> Result<Vec<Happened>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT rows FROM happened WHERE article = ?1")?;
        let events = statement
            .query_row([article], |row| {
                Ok(happened::unpack(row.get_ref(0)?.as_blob()?))
            })
            .optional()?;
        Ok(events.unwrap_or_default())
    }

    /// One event of an article; nothing where there is no such.
    pub(super) fn happened_at(&self, spot: Spot) -> Result<Option<Happened>, Error> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT rows FROM happened WHERE article = ?1")?;
        let event = statement
            .query_row([spot.article], |row| {
                let bytes = row.get_ref(0)?.as_blob()?;
                Ok(happened::unpack_at(bytes, spot.place))
            })
            .optional()?;
        Ok(event.flatten())
    }

    fn plan(&self, listing: &EventListing) -> Result<Plan, Error> {
        if listing.scope == EventScope::Corpus && listing.query.is_empty() {
            return Ok(Plan::Days(None));
        }
        let stamp = self.stamp()?;
        if let Some(spots) = self.cache.borrow_mut().at(stamp).spots(listing) {
            return Ok(Plan::List(spots));
        }
        let found = if listing.query.is_empty() {
            None
        } else {
            Some(self.matching(&listing.query)?)
        };
        let asked = self.asked(listing)?;
        let mut list = match &listing.scope {
            EventScope::Article(article) => {
                let article = article.0 as u32;
                let mut list = Vec::new();
                if found.as_ref().is_none_or(|found| found.has(article)) {
                    self.add_spots(article, &mut list)?;
                    self.keep_naming_all(&asked.entities, &mut list)?;
                }
                list
            }
            _ if !asked.entities.is_empty() => {
                let mut list = Vec::new();
                for &key in &asked.entities[0] {
                    self.each_naming(key, |spot| list.push(spot))?;
                }
                list.sort_unstable();
                list.dedup();
                self.keep_naming_all(&asked.entities[1..], &mut list)?;
                list
            }
            _ if !asked.times.is_empty() => {
                let mut list = Vec::new();
                self.each_on(asked.reach(), |spot| list.push(spot))?;
                list
            }
            _ => match found {
                Some(found) if found.len() < FEW => {
                    let columns = self.columns()?;
                    let mut list = Vec::new();
                    for id in found.iter().filter(|&id| columns.line(id).is_origin()) {
                        self.add_spots(id, &mut list)?;
                    }
                    self.sort(listing.order, &mut list)?;
                    return Ok(self.keep_list(listing, list, stamp));
                }
                found => return Ok(Plan::Days(found)),
            },
        };
        list.retain(|spot| {
            asked.fits(*spot) && found.as_ref().is_none_or(|found| found.has(spot.article))
        });
        self.sort(listing.order, &mut list)?;
        Ok(self.keep_list(listing, list, stamp))
    }

    fn keep_list(&self, listing: &EventListing, list: Vec<Spot>, stamp: u64) -> Plan {
        let list = Arc::new(list);
        self.cache.borrow_mut().at(stamp).keep_spots(listing, &list);
        Plan::List(list)
    }

    fn sort(&self, order: EventOrder, list: &mut [Spot]) -> Result<(), Error> {
        match order {
            EventOrder::Event => list.sort_unstable(),
            EventOrder::Publication => {
                let columns = self.columns()?;
                list.sort_unstable_by_key(|spot| {
                    (columns.line(spot.article).first, spot.article, *spot)
                });
            }
        }
        Ok(())
    }

    fn add_spots(&self, article: u32, list: &mut Vec<Spot>) -> Result<(), Error> {
        let events = self.happened(article)?;
        list.extend(events.iter().enumerate().map(|(place, event)| Spot {
            first: event.moment.first.0,
            last: event.moment.last.0,
            article,
            place: place as u32,
        }));
        Ok(())
    }

    /// Keeps the events that name one of each.
    fn keep_naming_all(
        &self,
        entities: &[BTreeSet<i64>],
        list: &mut Vec<Spot>,
    ) -> Result<(), Error> {
        for keys in entities {
            let mut named = BTreeSet::new();
            let articles: Set = list.iter().map(|spot| spot.article).collect();
            for article in articles.iter() {
                for (place, event) in self.happened(article)?.iter().enumerate() {
                    if event.entities.iter().any(|&key| keys.contains(&key.into())) {
                        named.insert((article, place as u32));
                    }
                }
            }
            list.retain(|spot| named.contains(&(spot.article, spot.place)));
        }
        Ok(())
    }

    /// What a query and a scope ask of the events themselves.
    fn asked(&self, listing: &EventListing) -> Result<Asked, Error> {
        let mut asked = Asked::default();
        if let EventScope::Entity(id) = &listing.scope {
            let members = self.group(id)?.map_or_else(Vec::new, |group| group.1);
            asked.entities.push(members.into_iter().collect());
        }
        let parts = match &listing.query.expr {
            Some(Expr::All(parts)) => parts.as_slice(),
            Some(part) => std::slice::from_ref(part),
            None => &[],
        };
        for part in parts {
            match part {
                Expr::Test(Test::Event(when)) => {
                    if let Some(moment) = when.on(self.today()) {
                        let (low, moment, width) = event_reach(moment);
                        let time = (low, moment.last.0, moment.first.0, width);
                        asked.times.push(time);
                    }
                }
                Expr::Test(Test::Entity(kind, name)) => {
                    asked.entities.push(self.keys_named(*kind, name)?);
                }
                _ => {}
            }
        }
        Ok(asked)
    }

    /// Events of a selection by day.
    fn days_of(&self, listing: &EventListing, set: Option<&Set>) -> Result<Days, Error> {
        let Some(set) = set else {
            return self.days(match listing.order {
                EventOrder::Event => 1,
                EventOrder::Publication => 2,
            });
        };
        let stamp = self.stamp()?;
        if let Some(days) = self.cache.borrow_mut().at(stamp).days_of(listing) {
            return Ok(days);
        }
        let mut counts: BTreeMap<i32, u32> = BTreeMap::new();
        match listing.order {
            EventOrder::Event => self.each_on(i32::MIN..=i32::MAX, |spot| {
                if set.has(spot.article) {
                    *counts.entry(spot.first).or_default() += 1;
                }
            })?,
            EventOrder::Publication => {
                for (id, line) in self.columns()?.iter() {
                    if line.is_origin() && line.traits & traits::EVENT != 0 && set.has(id) {
                        *counts.entry(line.first).or_default() += u32::from(line.events);
                    }
                }
            }
        }
        let days = counts.into_iter().map(|(day, count)| (Day(day), count));
        let days: Days = Arc::new(days.collect());
        self.cache
            .borrow_mut()
            .at(stamp)
            .keep_days_of(listing, &days);
        Ok(days)
    }

    /// Events from a place on.
    fn spots_at(
        &self,
        order: EventOrder,
        set: Option<&Set>,
        days: &[(Day, u32)],
        first: usize,
        wanted: usize,
    ) -> Result<Vec<Spot>, Error> {
        let mut out: Vec<Spot> = Vec::with_capacity(wanted);
        let mut before = 0;
        for &(day, count) in days {
            let count = count as usize;
            if before + count <= first {
                before += count;
                continue;
            }
            if out.len() == wanted {
                break;
            }
            let skip = first.saturating_sub(before);
            before += count;
            let room = wanted - out.len();
            match order {
                EventOrder::Event => match set {
                    None => self.spots_within(day.0, skip, room, &mut out)?,
                    Some(set) => self.spots_of(day, set, skip, room, &mut out)?,
                },
                EventOrder::Publication => {
                    self.spots_published(day, set, skip, room, &mut out)?;
                }
            }
        }
        Ok(out)
    }

    /// Adds the events of a day that some articles tell.
    fn spots_of(
        &self,
        day: Day,
        set: &Set,
        mut skip: usize,
        room: usize,
        out: &mut Vec<Spot>,
    ) -> Result<(), Error> {
        let end = out.len() + room;
        self.while_on(day.0..=day.0, |spot| {
            if !set.has(spot.article) {
                return ControlFlow::Continue(());
            }
            if skip > 0 {
                skip -= 1;
            } else {
                out.push(spot);
            }
            if out.len() < end {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        })
    }

    fn spots_published(
        &self,
        day: Day,
        set: Option<&Set>,
        mut skip: usize,
        room: usize,
        out: &mut Vec<Spot>,
    ) -> Result<(), Error> {
        let columns = self.columns()?;
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM articles WHERE first = ?1 AND origin IS NULL ORDER BY id",
        )?;
        let mut rows = statement.query(params![day.0])?;
        let end = out.len() + room;
        while out.len() < end
            && let Some(row) = rows.next()?
        {
            let id: u32 = row.get(0)?;
            if set.is_some_and(|set| !set.has(id)) {
                continue;
            }
            let count = usize::from(columns.line(id).events);
            if skip >= count {
                skip -= count;
                continue;
            }
            let mut here = Vec::with_capacity(count);
            self.add_spots(id, &mut here)?;
            here.sort_unstable();
            out.extend(here.into_iter().skip(skip));
            skip = 0;
        }
        out.truncate(end);
        Ok(())
    }
}

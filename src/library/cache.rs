//! What was worked out and still holds: sets and orders of articles, of one generation.

use super::amended::Amended;
use super::catchup::Opened;
use super::days::Shelves;
use super::hits::Found;
use super::named::Named;
use super::postings::Spot;
use super::query::Pattern;
use super::search::Place;
use super::set::Set;
use super::titles::Beginnings;
use super::{EventLine, EventListing, News, Query, Sort};
use crate::model::{Annotations, ArticleId, Day, Document, EntityId};
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

/// How many filtered orders are kept: what the reader goes back and forth between.
const KEPT: usize = 8;
/// How many sets of articles by their words are kept.
const SETS: usize = 16;

/// How many articles are kept taken apart: those a card or a walk through mentions comes back to.
const BODIES: usize = 24;
/// How many timelines are kept.
const TIMELINES: usize = 3;
/// How many lines of the timeline are kept: some windows, so that one that moves on is not read anew.
const LINES: usize = 1_024;
/// Of how many days it is kept how their events lie.
const DAYS: usize = 64;
/// Longer texts are not kept, so that what is kept stays small.
const LONG: usize = 256 * 1024;

/// An article's text with its marks.
pub(super) type Body = Arc<(Document, Annotations)>;

/// Article rows in the order of a list. Ids are below 2^32.
pub(super) type Order = Arc<Vec<u32>>;

/// The articles that name an entity, newest first, with how often.
pub(super) type Naming = Arc<Vec<(ArticleId, u32)>>;

/// Events in the order of a timeline.
pub(super) type Spots = Arc<Vec<Spot>>;

/// Counts by day, earliest first.
pub(super) type Days = Arc<Vec<(Day, u32)>>;

#[derive(Debug, Default)]
pub(super) struct Cache {
    stamp: u64,
    /// What SQLite counts of the writes of other connections.
    pub version: i64,
    orders: VecDeque<(Query, Sort, Order)>,
    found: VecDeque<(Query, Found)>,
    sets: VecDeque<(Pattern, Place, Arc<Set>)>,
    days: [Option<Days>; 3],
    beginnings: Option<Beginnings>,
    named: Option<Arc<Named>>,
    bodies: VecDeque<(ArticleId, Body)>,
    naming: VecDeque<(EntityId, Naming)>,
    spots: VecDeque<(EventListing, Spots)>,
    /// Counts by day of selections.
    days_of: VecDeque<(EventListing, Days)>,
    /// Lines of the timeline, by article and place in it.
    lines: HashMap<(u32, u32), EventLine>,
    /// How the events of some days lie.
    shelves: VecDeque<(i32, Shelves)>,
    amended: Option<(u64, Arc<Amended>)>,
    news: Option<Arc<News>>,
    /// Mentions, articles and sentences of entities that were merged, by the row that speaks.
    sums: HashMap<i64, [u32; 3]>,
    /// Articles that name two rows of one entity.
    overlaps: Option<Arc<Set>>,
    pub index: Opened,
}

impl Cache {
    /// Forgets everything where the library changed since.
    pub(super) fn at(&mut self, stamp: u64) -> &mut Self {
        if self.stamp != stamp {
            self.stamp = stamp;
            self.orders.clear();
            self.found.clear();
            self.sets.clear();
            self.days = Default::default();
            self.beginnings = None;
            self.named = None;
            self.marks_changed();
        }
        self
    }

    fn marks_changed(&mut self) {
        self.bodies.clear();
        self.naming.clear();
        self.spots.clear();
        self.days_of.clear();
        self.shelves.clear();
        self.lines.clear();
        self.news = None;
        self.sums.clear();
        self.overlaps = None;
    }

    /// The corrections, where they are those of a revision.
    pub(super) fn amended(&self, revision: u64) -> Option<Arc<Amended>> {
        let (at, amended) = self.amended.as_ref()?;
        (*at == revision).then(|| Arc::clone(amended))
    }

    /// Keeps corrections, and forgets what rests on marks.
    pub(super) fn keep_amended(&mut self, revision: u64, amended: Arc<Amended>) {
        if self.amended.is_some() {
            self.orders
                .retain(|(query, sort, _)| !query.asks_for_marks() && *sort != Sort::New);
            self.found.clear();
            self.marks_changed();
        }
        self.amended = Some((revision, amended));
    }

    pub(super) fn sums(&self, root: i64) -> Option<[u32; 3]> {
        self.sums.get(&root).copied()
    }

    pub(super) fn keep_sums(&mut self, root: i64, sums: [u32; 3]) {
        self.sums.insert(root, sums);
    }

    pub(super) fn overlaps(&self) -> Option<Arc<Set>> {
        self.overlaps.clone()
    }

    pub(super) fn keep_overlaps(&mut self, overlaps: &Arc<Set>) {
        self.overlaps = Some(Arc::clone(overlaps));
    }

    pub(super) fn news(&self) -> Option<Arc<News>> {
        self.news.clone()
    }

    pub(super) fn forget_news(&mut self) {
        self.news = None;
        self.orders.retain(|(query, ..)| !query.asks_for_work());
    }

    pub(super) fn keep_news(&mut self, news: &Arc<News>) {
        self.news = Some(Arc::clone(news));
    }

    /// Forgets what depends on the analyst's work.
    pub(super) fn work_changed(&mut self) {
        self.news = None;
        self.orders
            .retain(|(query, sort, _)| !query.asks_for_work() && *sort != Sort::New);
        self.found.retain(|(query, _)| !query.asks_for_work());
        self.spots
            .retain(|(listing, _)| !listing.query.asks_for_work());
        self.days_of
            .retain(|(listing, _)| !listing.query.asks_for_work());
    }

    pub(super) fn order(&self, query: &Query, sort: Sort) -> Option<Order> {
        self.orders
            .iter()
            .find(|(q, s, _)| *s == sort && q == query)
            .map(|(.., order)| Arc::clone(order))
    }

    pub(super) fn keep(&mut self, query: &Query, sort: Sort, order: &Order) {
        if self.orders.len() == KEPT {
            self.orders.pop_front();
        }
        self.orders
            .push_back((query.clone(), sort, Arc::clone(order)));
    }

    pub(super) fn take_found(&mut self, query: &Query) -> Option<Found> {
        let place = self.found.iter().position(|(q, _)| q == query)?;
        self.found.remove(place).map(|(_, found)| found)
    }

    pub(super) fn keep_found(&mut self, query: &Query, found: Found) {
        if self.found.len() == KEPT {
            self.found.pop_front();
        }
        self.found.push_back((query.clone(), found));
    }

    pub(super) fn set(&self, pattern: &Pattern, place: Place) -> Option<Arc<Set>> {
        self.sets
            .iter()
            .find(|(p, at, _)| *at == place && p == pattern)
            .map(|(.., set)| Arc::clone(set))
    }

    pub(super) fn keep_set(&mut self, pattern: &Pattern, place: Place, set: &Arc<Set>) {
        if self.sets.len() == SETS {
            self.sets.pop_front();
        }
        self.sets
            .push_back((pattern.clone(), place, Arc::clone(set)));
    }

    pub(super) fn body(&self, article: ArticleId) -> Option<Body> {
        self.bodies
            .iter()
            .find(|(id, _)| *id == article)
            .map(|(_, body)| Arc::clone(body))
    }

    pub(super) fn keep_body(&mut self, article: ArticleId, body: &Body) {
        if body.0.text.len() > LONG {
            return;
        }
        if self.bodies.len() == BODIES {
            self.bodies.pop_front();
        }
        self.bodies.push_back((article, Arc::clone(body)));
    }

    pub(super) fn days(&self, series: usize) -> Option<Days> {
        self.days.get(series).cloned().flatten()
    }

    pub(super) fn keep_days(&mut self, series: usize, days: &Days) {
        if let Some(place) = self.days.get_mut(series) {
            *place = Some(Arc::clone(days));
        }
    }

    pub(super) fn naming(&self, entity: &EntityId) -> Option<Naming> {
        self.naming
            .iter()
            .find(|(id, _)| id == entity)
            .map(|(_, naming)| Arc::clone(naming))
    }

    pub(super) fn keep_naming(&mut self, entity: &EntityId, naming: &Naming) {
        if self.naming.len() == KEPT {
            self.naming.pop_front();
        }
        self.naming.push_back((entity.clone(), Arc::clone(naming)));
    }

    pub(super) fn spots(&self, listing: &EventListing) -> Option<Spots> {
        self.spots
            .iter()
            .find(|(known, _)| known == listing)
            .map(|(_, spots)| Arc::clone(spots))
    }

    pub(super) fn keep_spots(&mut self, listing: &EventListing, spots: &Spots) {
        if self.spots.len() == TIMELINES {
            self.spots.pop_front();
        }
        self.spots.push_back((listing.clone(), Arc::clone(spots)));
    }

    pub(super) fn named(&self) -> Option<Arc<Named>> {
        self.named.clone()
    }

    pub(super) fn keep_named(&mut self, named: &Arc<Named>) {
        self.named = Some(Arc::clone(named));
    }

    pub(super) fn beginnings(&self) -> Option<Beginnings> {
        self.beginnings.clone()
    }

    pub(super) fn keep_beginnings(&mut self, beginnings: &Beginnings) {
        self.beginnings = Some(Arc::clone(beginnings));
    }

    pub(super) fn days_of(&self, listing: &EventListing) -> Option<Days> {
        self.days_of
            .iter()
            .find(|(known, _)| known == listing)
            .map(|(_, days)| Arc::clone(days))
    }

    pub(super) fn keep_days_of(&mut self, listing: &EventListing, days: &Days) {
        if self.days_of.len() == TIMELINES {
            self.days_of.pop_front();
        }
        self.days_of.push_back((listing.clone(), Arc::clone(days)));
    }

    pub(super) fn line(&self, at: (u32, u32)) -> Option<EventLine> {
        self.lines.get(&at).cloned()
    }

    pub(super) fn keep_line(&mut self, at: (u32, u32), line: &EventLine) {
        if self.lines.len() == LINES {
            self.lines.clear();
        }
        self.lines.insert(at, line.clone());
    }

    pub(super) fn shelves(&self, day: i32) -> Option<Shelves> {
        self.shelves
            .iter()
            .find(|(known, _)| *known == day)
            .map(|(_, shelves)| Arc::clone(shelves))
    }

    pub(super) fn keep_shelves(&mut self, day: i32, shelves: &Shelves) {
        if self.shelves.len() == DAYS {
            self.shelves.pop_front();
        }
        self.shelves.push_back((day, Arc::clone(shelves)));
    }
}

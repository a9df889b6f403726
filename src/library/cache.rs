//! What was worked out and still holds: sets and orders of articles, of one generation.

use super::catchup::Opened;
use super::hits::Found;
use super::{Query, Sort};
use std::collections::VecDeque;
use std::sync::Arc;

/// How many filtered orders are kept: what the reader goes back and forth between.
const KEPT: usize = 8;

/// Article rows in the order of a list. Ids are below 2^32.
pub(super) type Order = Arc<Vec<u32>>;

#[derive(Debug, Default)]
pub(super) struct Cache {
    stamp: u64,
    orders: VecDeque<(Query, Sort, Order)>,
    found: VecDeque<(Query, Found)>,
    pub index: Opened,
}

impl Cache {
    /// Forgets everything where the library changed since.
    pub(super) fn at(&mut self, stamp: u64) -> &mut Self {
        if self.stamp != stamp {
            self.stamp = stamp;
            self.orders.clear();
            self.found.clear();
        }
        self
    }

    /// Forgets what depends on the analyst's work.
    pub(super) fn work_changed(&mut self) {
        self.orders.retain(|(query, ..)| !query.asks_for_work());
        self.found.retain(|(query, _)| !query.asks_for_work());
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
}

//! Articles in order of how well they fit.

use super::catchup::Opened;
use super::query::{Fit, Pattern};
use super::search::Place;
use super::set::Set;
use super::{Error, Library, Listing, Query, Sort, fold};
use crate::model::ArticleId;

const K1: f32 = 1.2;
const B: f32 = 0.75;
/// A word in the title counts as so many in the text.
const TITLE: f32 = 4.0;
/// So many of the best are put in exact order; what comes after is in order of date.
pub(super) const FINE: usize = 1_000;

impl Library {
    /// A set in order of how well it fits, Okapi BM25 over title and text; what fits alike, as by
    /// date.
    pub(super) fn by_relevance(&self, query: &Query, found: &Set) -> Result<Vec<u32>, Error> {
        let whole = self.order(&Listing {
            query: Query::default(),
            sort: Sort::Date,
        })?;
        let ids: Vec<u32> = whole.iter().copied().filter(|&id| found.has(id)).collect();
        let patterns: Vec<_> = query.words().iter().map(|words| words.pattern()).collect();
        let Some(missing) = self.missing()? else {
            return self.rank_reading(&ids, &patterns);
        };
        let scores = match &self.cache.borrow().index {
            Opened::Open(index) => index.scores(&patterns, found)?,
            _ => Vec::new(),
        };
        // What the index does not know yet is new: it comes first, in its own order.
        let fresh: Vec<u32> = ids.iter().copied().filter(|&id| missing.has(id)).collect();
        let mut out = self.rank_reading(&fresh, &patterns)?;
        let mut scores: Vec<(u32, f32)> = scores
            .into_iter()
            .filter(|(id, _)| !missing.has(*id))
            .collect();
        let top = FINE.min(scores.len());
        if top < scores.len() {
            scores.select_nth_unstable_by(top, |a, b| best_first(*a, *b));
            scores.truncate(top);
        }
        scores.sort_unstable_by(|a, b| best_first(*a, *b));
        let columns = self.columns()?;
        let mut taken = missing;
        for (id, _) in scores {
            if columns.line(id).is_origin() {
                taken.insert(id);
                out.push(id);
            }
        }
        out.extend(ids.into_iter().filter(|&id| !taken.has(id)));
        Ok(out)
    }

    /// In how many articles exact words stand, where the index holds everything.
    pub(super) fn frequency(&self, pattern: &Pattern, place: Place) -> Result<Option<u64>, Error> {
        if pattern.fit != Fit::Exact || self.missing()?.is_none_or(|missing| missing.len() > 0) {
            return Ok(None);
        }
        match &self.cache.borrow().index {
            Opened::Open(index) => index.frequency(pattern, place).map(Some),
            _ => Ok(None),
        }
    }

    /// The best articles for a question of words, straight from the index, best first, and whether
    /// these are all; nothing where that takes more. Fewer asked for are
    /// the first of more, but for the order of those that score alike.
    pub(super) fn best_of_words(
        &self,
        query: &Query,
        count: usize,
    ) -> Result<Option<(Vec<u32>, bool)>, Error> {
        let Some(expr) = &query.expr else {
            return Ok(None);
        };
        if self.missing()?.is_none_or(|missing| missing.len() > 0) {
            return Ok(None);
        }
        let best = match &self.cache.borrow().index {
            Opened::Open(index) => index.best(expr, count)?,
            _ => None,
        };
        let Some(mut best) = best else {
            return Ok(None);
        };
        best.sort_by(|a, b| best_first(*a, *b));
        let columns = self.columns()?;
        let mut taken = Set::default();
        let mut out = Vec::with_capacity(best.len());
        for &(id, _) in &best {
            // A copy stands for its origin.
            let origin = match columns.line(id).origin {
                0 => id,
                origin => origin,
            };
            if !taken.has(origin) {
                taken.insert(origin);
                out.push(origin);
            }
        }
        Ok(Some((out, best.len() < count)))
    }

    /// How many articles there are for a question of words.
    pub(super) fn count_of_words(&self, query: &Query) -> Result<usize, Error> {
        let counted = match (&self.cache.borrow().index, &query.expr) {
            (Opened::Open(index), Some(expr)) => index.count(expr)?,
            _ => None,
        };
        Ok(counted.unwrap_or_default())
    }

    /// Ranks by reading each article.
    fn rank_reading(&self, ids: &[u32], patterns: &[Pattern]) -> Result<Vec<u32>, Error> {
        let mut counts = Vec::with_capacity(ids.len());
        let mut with = vec![0.0_f32; patterns.len()];
        let mut length = 0.0;
        for &id in ids {
            let article = ArticleId(id.into());
            let title = self.row(article)?.map(|row| row.title).unwrap_or_default();
            let (title, text) = (fold::words(&title), fold::words(&self.text(article)?));
            let mut each = Vec::with_capacity(patterns.len());
            for (pattern, with) in patterns.iter().zip(&mut with) {
                let near = if pattern.fit == Fit::Near { 0.8 } else { 1.0 };
                let in_title = pattern.find(&title).len() as f32 * TITLE;
                let count = near * (pattern.find(&text).len() as f32 + in_title);
                *with += f32::from(count > 0.0);
                each.push(count);
            }
            length += text.len() as f32;
            counts.push((text.len() as f32, each));
        }
        let total = self.total("articles")? as f32;
        let usual = (length / ids.len().max(1) as f32).max(1.0);
        let mut scored: Vec<(u32, f32)> = Vec::with_capacity(ids.len());
        for (&id, (length, each)) in ids.iter().zip(&counts) {
            let norm = K1 * (1.0 - B + B * length / usual);
            let parts = each.iter().zip(&with).map(|(count, with)| {
                let weight = (1.0 + (total - with + 0.5).max(0.0) / (with + 0.5)).ln();
                weight * count * (K1 + 1.0) / (count + norm)
            });
            scored.push((id, parts.sum()));
        }
        scored.sort_by(|a, b| b.1.total_cmp(&a.1));
        Ok(scored.into_iter().map(|(id, _)| id).collect())
    }
}

/// Ties by row, so that the order is the same every time.
fn best_first(a: (u32, f32), b: (u32, f32)) -> std::cmp::Ordering {
    b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
}

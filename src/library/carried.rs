//! What the best of one segment come to, carried over to the next: without it each segment of an
//! index would be searched as if it were the only one.

use std::sync::atomic::{AtomicU32, Ordering};
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, Score, SegmentReader, Term};

/// A question whose best are looked for, segment after segment in their order.
#[derive(Debug)]
pub(super) struct Carried(pub Box<dyn Query>);

impl Clone for Carried {
    fn clone(&self) -> Self {
        Self(self.0.box_clone())
    }
}

impl Query for Carried {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(CarriedWeight {
            inner: self.0.weight(scoring)?,
            least: AtomicU32::new(Score::MIN.to_bits()),
        }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.0.query_terms(visitor);
    }
}

struct CarriedWeight {
    inner: Box<dyn Weight>,
    /// The worst score of the best of an earlier segment: as many as are wanted are better, or as
    /// good and come first.
    least: AtomicU32,
}

impl Weight for CarriedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        self.inner.scorer(reader, boost)
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.inner.explain(reader, doc)
    }

    fn for_each_pruning(
        &self,
        least: Score,
        reader: &SegmentReader,
        callback: &mut dyn FnMut(DocId, Score) -> Score,
    ) -> tantivy::Result<()> {
        let before = Score::from_bits(self.least.load(Ordering::Relaxed));
        let mut own = least;
        let mut carried = |doc, score| {
            own = callback(doc, score);
            own.max(before)
        };
        self.inner
            .for_each_pruning(least.max(before), reader, &mut carried)?;
        self.least
            .store(own.max(before).to_bits(), Ordering::Relaxed);
        Ok(())
    }
}

//! What the best of one segment come to, carried over to the others: without it each segment of an
//! index would be searched as if it were the only one.

use std::sync::atomic::{AtomicU32, Ordering};
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, Score, SegmentReader, Term};

/// A question whose best are looked for, in several segments at a time.
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
            least: AtomicU32::new(0),
        }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.0.query_terms(visitor);
    }
}

struct CarriedWeight {
    inner: Box<dyn Weight>,
    /// The worst score of the best of a segment, as bits, which grow as scores do: as many as are
    /// wanted are as good or better.
    least: AtomicU32,
}

impl CarriedWeight {
    /// What is worse is not among the best. What is as good may be, where it comes first.
    fn beyond(&self) -> Score {
        Score::from_bits(self.least.load(Ordering::Relaxed)).next_down()
    }
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
        let mut carried = |doc, score| {
            let own = callback(doc, score);
            if own > 0.0 {
                self.least.fetch_max(own.to_bits(), Ordering::Relaxed);
            }
            own.max(self.beyond())
        };
        self.inner
            .for_each_pruning(least.max(self.beyond()), reader, &mut carried)
    }
}

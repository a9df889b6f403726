//! Words that stand side by side, the best articles first: as tantivy finds and scores them, but
//! where they stand is looked up only in articles that could still be among the best.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25Weight, EnableScoring, Explanation, PhraseQuery, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

/// Articles in which words stand side by side.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    terms: Vec<Term>,
    inner: PhraseQuery,
}

impl Phrase {
    /// Of two words at least.
    pub(super) fn new(terms: Vec<Term>) -> Self {
        Self {
            inner: PhraseQuery::new(terms.clone()),
            terms,
        }
    }
}

impl Query for Phrase {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let inner = self.inner.weight(scoring)?;
        let EnableScoring::Enabled {
            statistics_provider,
            ..
        } = scoring
        else {
            return Ok(inner);
        };
        Ok(Box::new(PhraseWeight {
            inner,
            worth: Bm25Weight::for_terms(statistics_provider, &self.terms)?,
            terms: self.terms.clone(),
        }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.inner.query_terms(visitor);
    }
}

struct PhraseWeight {
    inner: Box<dyn Weight>,
    worth: Bm25Weight,
    terms: Vec<Term>,
}

impl Weight for PhraseWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        self.inner.scorer(reader, boost)
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.inner.explain(reader, doc)
    }

    fn for_each_pruning(
        &self,
        mut least: Score,
        reader: &SegmentReader,
        callback: &mut dyn FnMut(DocId, Score) -> Score,
    ) -> tantivy::Result<()> {
        let Some((mut walk, norms)) = self.walk(reader)? else {
            return Ok(());
        };
        let mut doc = walk.doc();
        while doc != TERMINATED {
            let norm = norms.fieldnorm_id(doc);
            // A phrase stands nowhere more often than each of its words.
            let could_be = |times: u32| self.worth.score(norm, times) > least;
            if could_be(walk.times())
                && let Some(times) = walk.meet(doc, could_be)
            {
                let score = self.worth.score(norm, times);
                if score > least {
                    least = callback(doc, score);
                }
            }
            doc = walk.advance();
        }
        Ok(())
    }
}

impl PhraseWeight {
    /// The postings of the words in a segment; nothing where one of them does not stand there.
    fn walk(&self, reader: &SegmentReader) -> tantivy::Result<Option<(Walk, FieldNormReader)>> {
        let mut words = Vec::with_capacity(self.terms.len());
        for (place, term) in self.terms.iter().enumerate() {
            let option = IndexRecordOption::WithFreqsAndPositions;
            let index = reader.inverted_index(term.field())?;
            let Some(postings) = index.read_postings(term, option)? else {
                return Ok(None);
            };
            words.push((place as u32, postings));
        }
        let Some(field) = self.terms.first().map(Term::field) else {
            return Ok(None);
        };
        let norms = match reader.fieldnorms_readers().get_field(field)? {
            Some(norms) => norms,
            None => FieldNormReader::constant(reader.max_doc(), 1),
        };
        // The rarest leads; in order of place where two are as rare.
        words.sort_by_key(|(_, postings)| postings.doc_freq());
        Ok(Some((
            Walk {
                words,
                starts: Vec::new(),
                here: Vec::new(),
            },
            norms,
        )))
    }
}

/// A walk through the articles of the rarest word.
struct Walk {
    /// Each with its place in the phrase, the rarest first.
    words: Vec<(u32, SegmentPostings)>,
    /// Where the phrase may begin.
    starts: Vec<u32>,
    here: Vec<u32>,
}

impl Walk {
    fn doc(&self) -> DocId {
        self.words[0].1.doc()
    }

    fn advance(&mut self) -> DocId {
        self.words[0].1.advance()
    }

    /// How often the rarest word stands in the article.
    fn times(&self) -> u32 {
        self.words[0].1.term_freq()
    }

    /// How often the phrase stands in an article that has its rarest word; nothing where it does
    /// not, or not often enough.
    fn meet(&mut self, doc: DocId, enough: impl Fn(u32) -> bool) -> Option<u32> {
        for (_, postings) in &mut self.words[1..] {
            if postings.doc() < doc && postings.seek(doc) != doc || postings.doc() != doc {
                return None;
            }
            if !enough(postings.term_freq()) {
                return None;
            }
        }
        // Places are counted from a phrase's length on, so that none is below zero.
        let count = self.words.len() as u32;
        for (nth, (place, postings)) in self.words.iter_mut().enumerate() {
            self.here.clear();
            postings.append_positions_with_offset(count - *place, &mut self.here);
            if nth == 0 {
                std::mem::swap(&mut self.starts, &mut self.here);
            } else {
                keep_common(&mut self.starts, &self.here);
            }
            if self.starts.is_empty() || !enough(self.starts.len() as u32) {
                return None;
            }
        }
        Some(self.starts.len() as u32)
    }
}

/// Keeps the numbers that stand in another list too; both in order.
fn keep_common(kept: &mut Vec<u32>, other: &[u32]) {
    let mut rest = other.iter().peekable();
    kept.retain(|at| {
        while rest.next_if(|next| *next < at).is_some() {}
        rest.peek().is_some_and(|next| *next == at)
    });
}

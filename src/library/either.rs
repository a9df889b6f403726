//! Any of some words, the best articles first: as tantivy finds and scores them, but added up for a
//! stretch of articles at a time. Words that stand in most articles are seldom passed over by what
//! their best could come to, and then it is the choosing of the next article that costs.

use super::phrase::norms;
use std::ops::Range;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::query::{
    Bm25Weight, BooleanQuery, EnableScoring, Explanation, Occur, Query, Scorer, TermQuery, Weight,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Score, SegmentReader, TERMINATED, Term};

/// Articles whose scores are added up at a time: they lie in the nearest cache.
const WIDE: usize = 4_096;
/// Scores that are looked at together.
const TOGETHER: usize = 16;

/// Articles in which any of some words stands, all of one field.
#[derive(Clone, Debug)]
pub(super) struct Either {
    terms: Vec<Term>,
    inner: BooleanQuery,
}

impl Either {
    pub(super) fn new(terms: Vec<Term>) -> Self {
        let one = |term: &Term| -> (Occur, Box<dyn Query>) {
            let one = TermQuery::new(term.clone(), IndexRecordOption::WithFreqs);
            (Occur::Should, Box::new(one))
        };
        Self {
            inner: BooleanQuery::new(terms.iter().map(one).collect()),
            terms,
        }
    }
}

impl Query for Either {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let inner = self.inner.weight(scoring)?;
        let EnableScoring::Enabled {
            statistics_provider,
            ..
        } = scoring
        else {
            return Ok(inner);
        };
        let mut words = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            let worth = Bm25Weight::for_terms(statistics_provider, std::slice::from_ref(term))?;
            words.push((term.clone(), worth));
        }
        Ok(Box::new(EitherWeight { inner, words }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.inner.query_terms(visitor);
    }
}

struct EitherWeight {
    inner: Box<dyn Weight>,
    words: Vec<(Term, Bm25Weight)>,
}

impl Weight for EitherWeight {
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
        let mut words = self.words_in(reader)?;
        // One alone goes from block to block; and what stands everywhere in a great many articles
        // may be worth nothing at all, which here means that it is not there.
        if words.len() < 2 || words.iter().any(|word| word.most <= 0.0) {
            return self.inner.for_each_pruning(least, reader, callback);
        }
        let field = self.words[0].0.field();
        let norms = norms(reader, field)?;
        let mut sums = vec![0.0; WIDE];
        while let Some(first) = next(&words, least) {
            let end = first.saturating_add(WIDE as DocId);
            for word in &mut words {
                word.add(first..end, &norms, &mut sums);
            }
            for (nth, some) in sums.chunks_exact_mut(TOGETHER).enumerate() {
                if some.iter().any(|sum| *sum > least.max(0.0)) {
                    for (at, sum) in some.iter().enumerate() {
                        if *sum > least.max(0.0) {
                            let doc = first + (nth * TOGETHER + at) as DocId;
                            least = callback(doc, *sum);
                        }
                    }
                }
                some.fill(0.0);
            }
        }
        Ok(())
    }
}

impl EitherWeight {
    /// Those of the words that stand in a segment.
    fn words_in(&self, reader: &SegmentReader) -> tantivy::Result<Vec<Word<'_>>> {
        let mut words = Vec::with_capacity(self.words.len());
        for (term, worth) in &self.words {
            let index = reader.inverted_index(term.field())?;
            let option = IndexRecordOption::WithFreqs;
            if let Some(blocks) = index.read_block_postings(term, option)? {
                words.push(Word {
                    blocks,
                    at: 0,
                    worth,
                    most: worth.max_score(),
                });
            }
        }
        Ok(words)
    }
}

/// The first article from here on that could come to more than `least`: one that only has words
/// which together do not is passed over.
fn next(words: &[Word<'_>], least: Score) -> Option<DocId> {
    let all: Score = words.iter().map(|word| word.most).sum();
    if all <= least {
        return None;
    }
    let mut order: Vec<&Word<'_>> = words.iter().collect();
    order.sort_by(|a, b| a.most.total_cmp(&b.most));
    let mut sum = 0.0;
    let strong = order.iter().skip_while(|word| {
        sum += word.most;
        sum <= least
    });
    let first = strong.map(|word| word.doc()).min()?;
    (first != TERMINATED).then_some(first)
}

/// A walk through the articles of a word.
struct Word<'a> {
    blocks: BlockSegmentPostings,
    /// In the block.
    at: usize,
    worth: &'a Bm25Weight,
    /// What it can come to.
    most: Score,
}

impl Word<'_> {
    fn doc(&self) -> DocId {
        self.blocks
            .docs()
            .get(self.at)
            .copied()
            .unwrap_or(TERMINATED)
    }

    /// Adds what the word is worth in each article of a stretch.
    fn add(&mut self, stretch: Range<DocId>, norms: &FieldNormReader, sums: &mut [Score]) {
        if self.doc() < stretch.start {
            self.at = self.blocks.seek(stretch.start);
        }
        loop {
            let docs = self.blocks.docs().get(self.at..).unwrap_or_default();
            let times = self.blocks.freqs().get(self.at..).unwrap_or_default();
            let mut met = 0;
            for (&doc, &times) in docs.iter().zip(times) {
                if doc >= stretch.end {
                    break;
                }
                met += 1;
                let score = self.worth.score(norms.fieldnorm_id(doc), times);
                if let Some(sum) = sums.get_mut((doc - stretch.start) as usize) {
                    *sum += score;
                }
            }
            self.at += met;
            if met < docs.len() || docs.is_empty() {
                return;
            }
            self.blocks.advance();
            self.at = 0;
        }
    }
}

//! Words that stand side by side, the best articles first: as tantivy finds and scores them, but
//! where they stand is looked up only in articles that could still be among the best.

use tantivy::directory::CompositeFile;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentComponent;
use tantivy::positions::PositionReader;
use tantivy::postings::{BlockSegmentPostings, Postings, SegmentPostings};
use tantivy::query::{Bm25Weight, EnableScoring, Explanation, PhraseQuery, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, Term};

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
        let mut bounds = Bounds::new(&self.worth);
        while let Some((doc, times)) = walk.next() {
            let norm = norms.fieldnorm_id(doc);
            // A phrase stands nowhere more often than each of its words.
            let enough = bounds.times(norm, least);
            if times >= enough
                && let Some(times) = walk.meet(doc, enough)
            {
                let score = self.worth.score(norm, times);
                if score > least {
                    least = callback(doc, score);
                }
            }
        }
        Ok(())
    }
}

/// How often a phrase must stand in an article at least.
struct Bounds<'a> {
    worth: &'a Bm25Weight,
    /// By the length of the article: the score that must be exceeded, and how often that takes.
    known: Vec<(Score, u32)>,
}

impl<'a> Bounds<'a> {
    /// Further than this nothing is reckoned.
    const MANY: u32 = 64;

    fn new(worth: &'a Bm25Weight) -> Self {
        Self {
            worth,
            known: vec![(Score::MIN, 1); 256],
        }
    }

    /// Fewer come to no more than `least`, which never falls.
    fn times(&mut self, norm: u8, least: Score) -> u32 {
        let known = &mut self.known[usize::from(norm)];
        if known.0 < least {
            known.0 = least;
            while known.1 < Self::MANY && self.worth.score(norm, known.1) <= least {
                known.1 += 1;
            }
        }
        known.1
    }
}

impl PhraseWeight {
    /// The postings of the words in a segment; nothing where one of them does not stand there.
    fn walk(&self, reader: &SegmentReader) -> tantivy::Result<Option<(Walk, FieldNormReader)>> {
        let Some(field) = self.terms.first().map(Term::field) else {
            return Ok(None);
        };
        let index = reader.inverted_index(field)?;
        let mut words = Vec::with_capacity(self.terms.len());
        for (place, term) in self.terms.iter().enumerate() {
            let Some(info) = index.get_term_info(term)? else {
                return Ok(None);
            };
            words.push((place as u32, info));
        }
        // The rarest leads; in order of place where two are as rare.
        words.sort_by_key(|(_, info)| info.doc_freq);
        let rarest = words.first().map_or(0, |(_, info)| info.doc_freq);
        let file = reader.open_read(SegmentComponent::Positions)?;
        let places = CompositeFile::open(&file)?.open_read(field);
        let Some(places) = places.filter(|_| rarest > 0) else {
            return Ok(None);
        };
        let option = IndexRecordOption::WithFreqsAndPositions;
        let (mut lead, mut others) = (None, Vec::with_capacity(words.len()));
        for (place, info) in words {
            if info.doc_freq / rarest >= FAR {
                let postings = index.read_postings_from_terminfo(&info, option)?;
                others.push((place, Word::Far(Box::new(postings))));
                continue;
            }
            let places = places.read_bytes_slice(info.positions_range.clone())?;
            let near = Near::new(
                index.read_block_postings_from_terminfo(&info, option)?,
                PositionReader::open(places)?,
            );
            if lead.is_none() {
                lead = Some((place, near));
            } else {
                others.push((place, Word::Near(Box::new(near))));
            }
        }
        let norms = norms(reader, field)?;
        Ok(lead.map(|lead| {
            let walk = Walk {
                lead,
                others,
                begun: false,
                starts: Vec::new(),
                here: Vec::new(),
            };
            (walk, norms)
        }))
    }
}

/// The lengths of a segment's articles.
pub(super) fn norms(reader: &SegmentReader, field: Field) -> tantivy::Result<FieldNormReader> {
    let norms = reader.fieldnorms_readers().get_field(field)?;
    Ok(norms.unwrap_or_else(|| FieldNormReader::constant(reader.max_doc(), 1)))
}

/// A word that stands in so many times more articles is looked up in those that matter; one that is
/// not so frequent is gone through.
const FAR: u32 = 64;

/// A walk through the articles of the rarest word.
struct Walk {
    /// With its place in the phrase.
    lead: (u32, Near),
    /// The same for the others, rarer ones first.
    others: Vec<(u32, Word)>,
    begun: bool,
    /// Where the phrase may begin.
    starts: Vec<u32>,
    here: Vec<u32>,
}

impl Walk {
    /// The next article of the rarest word, and how often it stands there.
    fn next(&mut self) -> Option<(DocId, u32)> {
        let lead = &mut self.lead.1;
        if self.begun {
            lead.advance();
        }
        self.begun = true;
        lead.here()
    }

    /// How often the phrase stands in an article that has its rarest word; nothing where it does
    /// not, or not often enough.
    fn meet(&mut self, doc: DocId, enough: u32) -> Option<u32> {
        // Places are counted from a phrase's length on, so that none is below zero.
        let count = self.others.len() as u32 + 1;
        let mut begun = false;
        for (place, word) in &mut self.others {
            if word.reach(doc)? < enough {
                return None;
            }
            if !begun {
                self.starts.clear();
                self.lead.1.places(count - self.lead.0, &mut self.starts);
                begun = true;
            }
            self.here.clear();
            word.places(count - *place, &mut self.here);
            keep_common(&mut self.starts, &self.here);
            if self.starts.is_empty() || self.starts.len() < enough as usize {
                return None;
            }
        }
        begun.then_some(self.starts.len() as u32)
    }
}

/// One of the other words.
enum Word {
    Near(Box<Near>),
    Far(Box<SegmentPostings>),
}

impl Word {
    /// How often the word stands in an article; articles are asked for in order.
    fn reach(&mut self, doc: DocId) -> Option<u32> {
        match self {
            Self::Near(near) => near.reach(doc),
            Self::Far(postings) => (postings.doc() == doc
                || postings.doc() < doc && postings.seek(doc) == doc)
                .then(|| postings.term_freq()),
        }
    }

    /// Where it stands there, counted from `offset` on.
    fn places(&mut self, offset: u32, out: &mut Vec<u32>) {
        match self {
            Self::Near(near) => near.places(offset, out),
            Self::Far(postings) => postings.append_positions_with_offset(offset, out),
        }
    }
}

/// The articles of a word, gone through block by block: where it stands in them is read for a
/// block at a time.
struct Near {
    blocks: BlockSegmentPostings,
    reader: PositionReader,
    /// In the block.
    at: usize,
    /// Places that are told before this block.
    before: u64,
    /// Places before each article of the block; none as long as nobody asked for them.
    sums: Vec<u32>,
    /// As they are written, each counted from the one before; those of the whole block, where
    /// these are not too many.
    gaps: Vec<u32>,
    whole: bool,
}

impl Near {
    /// Places of a block that are read at once.
    const ROOM: u32 = 1_024;

    fn new(blocks: BlockSegmentPostings, reader: PositionReader) -> Self {
        Self {
            blocks,
            reader,
            at: 0,
            before: 0,
            sums: Vec::new(),
            gaps: Vec::new(),
            whole: false,
        }
    }

    fn here(&self) -> Option<(DocId, u32)> {
        let doc = *self.blocks.docs().get(self.at)?;
        Some((doc, self.blocks.freq(self.at)))
    }

    fn advance(&mut self) {
        self.at += 1;
        if self.at >= self.blocks.docs().len() {
            self.next_block();
        }
    }

    fn next_block(&mut self) {
        let sum: u32 = self.blocks.freqs().iter().sum();
        self.before += u64::from(sum);
        self.blocks.advance();
        self.at = 0;
        self.sums.clear();
        self.whole = false;
    }

    fn reach(&mut self, doc: DocId) -> Option<u32> {
        while *self.blocks.docs().last()? < doc {
            self.next_block();
        }
        let rest = self.blocks.docs().get(self.at..)?;
        self.at += rest.iter().position(|other| *other >= doc)?;
        let (here, times) = self.here()?;
        (here == doc).then_some(times)
    }

    fn places(&mut self, offset: u32, out: &mut Vec<u32>) {
        if self.sums.is_empty() {
            let mut sum = 0;
            self.sums.push(0);
            self.sums.extend(self.blocks.freqs().iter().map(|times| {
                sum += times;
                sum
            }));
        }
        let &[start, end] = &self.sums[self.at..self.at + 2] else {
            return;
        };
        let all = self.sums.last().copied().unwrap_or_default();
        let gaps = if all <= Self::ROOM {
            if !self.whole {
                self.gaps.resize(all as usize, 0);
                self.reader.read(self.before, &mut self.gaps);
                self.whole = true;
            }
            &self.gaps[start as usize..end as usize]
        } else {
            self.gaps.resize((end - start) as usize, 0);
            let at = self.before + u64::from(start);
            self.reader.read(at, &mut self.gaps);
            &self.gaps
        };
        let mut at = offset;
        out.extend(gaps.iter().map(|gap| {
            at += gap;
            at
        }));
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

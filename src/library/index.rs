//! The full-text index in `index/` beside the library: derived, may be deleted at any time.

use super::Error;
use super::carried::Carried;
use super::either::Either;
use super::fold::{Cutter, Letters};
use super::phrase::Phrase;
use super::query::{Expr, Fit, Pattern, slack};
use super::search::Place;
use super::set::Set;
use crate::model::ArticleId;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tantivy::collector::{Count, TopDocs};
use tantivy::columnar::Column;
use tantivy::merge_policy::LogMergePolicy;
use tantivy::query::{
    BooleanQuery, EmptyQuery, EnableScoring, FuzzyTermQuery, Occur, PhrasePrefixQuery, Query,
    TermQuery, Weight,
};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{Executor, IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, Term};

/// Changes with the fields and the cutting of words: an index of another layout is made anew.
const LAYOUT: u32 = 2;
/// Words that a beginning of a word stands for at most, the most frequent ones.
const EXPANSIONS: usize = 1_000;
/// How often the title stands before the text, so that what it says weighs more.
const TITLE: usize = 3;
/// Bytes that a writer gathers before it writes a segment: in an import, and beside a reader.
const HEAP: usize = 128 << 20;
const SMALL_HEAP: usize = 48 << 20;
/// Segments of more articles are merged no further: each merge has its segments in memory, and what
/// is looked for in many is looked for on all processors.
const MERGED: usize = 50_000;

/// Beside what an index is brought further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// An import, to which all memory belongs.
    Import,
    /// Somebody who reads.
    Reader,
}

/// Up to where an index holds the truth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// Of the library.
    pub identity: u64,
    /// The last change that is in it.
    pub serial: i64,
}

impl Mark {
    fn payload(self) -> String {
        format!("{LAYOUT} {} {}", self.identity, self.serial)
    }

    fn read(payload: &str) -> Option<Self> {
        let mut parts = payload.split(' ');
        let layout: u32 = parts.next()?.parse().ok()?;
        (layout == LAYOUT).then_some(Self {
            identity: parts.next()?.parse().ok()?,
            serial: parts.next()?.parse().ok()?,
        })
    }
}

/// An opened index.
pub(super) struct Index {
    store: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    pub mark: Mark,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("mark", &self.mark)
            .finish_non_exhaustive()
    }
}

#[derive(Clone, Copy)]
struct Fields {
    id: Field,
    title: Field,
    text: Field,
}

fn layout() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let words = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer("folded")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions),
    );
    let fields = Fields {
        id: schema.add_u64_field("id", INDEXED | FAST),
        title: schema.add_text_field("title", words.clone()),
        text: schema.add_text_field("text", words),
    };
    (schema.build(), fields)
}

/// Where the index of a library lies.
pub(super) fn folder(library: &Path) -> PathBuf {
    match library.file_name().and_then(|name| name.to_str()) {
        Some("library.db") | None => library.with_file_name("index"),
        Some(name) => library.with_file_name(format!("{name}.index")),
    }
}

/// Those who look through the segments of any index: several threads where there are processors.
fn searchers() -> Executor {
    static SEARCHERS: OnceLock<Executor> = OnceLock::new();
    let start = || {
        let threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(4));
        match threads {
            1 => Executor::single_thread(),
            _ => Executor::multi_thread(threads, "search-")
                .unwrap_or_else(|_| Executor::single_thread()),
        }
    };
    SEARCHERS.get_or_init(start).clone()
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Index(error.to_string())
}

impl Index {
    /// Opens the index of a folder; nothing where there is none that can be used.
    pub(super) fn open(folder: &Path, identity: u64) -> Option<Self> {
        let index = tantivy::Index::open_in_dir(folder).ok()?;
        let (schema, fields) = layout();
        if index.schema() != schema {
            return None;
        }
        let made = Self::of(index, fields).ok()?;
        (made.mark.identity == identity).then_some(made)
    }

    /// Opens the index of a folder, or makes a new one in the place of what cannot be used.
    fn open_or_create(folder: &Path, identity: u64) -> Result<Self, Error> {
        if let Some(index) = Self::open(folder, identity) {
            return Ok(index);
        }
        if folder.exists() {
            std::fs::remove_dir_all(folder).map_err(failed)?;
        }
        std::fs::create_dir_all(folder).map_err(failed)?;
        let (schema, fields) = layout();
        let index = tantivy::Index::create_in_dir(folder, schema).map_err(failed)?;
        Self::of(index, fields)
    }

    fn of(mut index: tantivy::Index, fields: Fields) -> Result<Self, Error> {
        index.set_executor(searchers());
        index.tokenizers().register("folded", Folded);
        // The mark first: what the reader sees afterwards is at least as new.
        let mark = read_mark(&index)?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(failed)?;
        Ok(Self {
            store: index,
            reader,
            fields,
            mark,
        })
    }

    /// Looks whether somebody brought the index further.
    pub(super) fn reload(&mut self) -> Result<(), Error> {
        let mark = read_mark(&self.store)?;
        if mark != self.mark {
            self.reader.reload().map_err(failed)?;
            self.mark = mark;
        }
        Ok(())
    }

    /// The articles that hold a pattern.
    pub(super) fn find(&self, pattern: &Pattern, place: Place) -> Result<Set, Error> {
        let searcher = self.reader.searcher();
        let query = self.query(&searcher, pattern, place)?;
        let weight = query
            .weight(EnableScoring::disabled_from_searcher(&searcher))
            .map_err(failed)?;
        let mut found = Set::default();
        for segment in searcher.segment_readers() {
            let ids = ids(segment)?;
            let alive = segment.alive_bitset();
            weight
                .for_each_no_score(segment, &mut |docs| {
                    for &doc in docs {
                        if alive.is_none_or(|alive| alive.is_alive(doc)) {
                            found.insert(ids.values.get_val(doc) as u32);
                        }
                    }
                })
                .map_err(failed)?;
        }
        Ok(found)
    }

    /// Scores of the articles of a set for all patterns together, BM25.
    pub(super) fn scores(&self, patterns: &[Pattern], of: &Set) -> Result<Vec<(u32, f32)>, Error> {
        let searcher = self.reader.searcher();
        let mut weights: Vec<Box<dyn Weight>> = Vec::with_capacity(patterns.len());
        for pattern in patterns {
            let query = self.query(&searcher, pattern, Place::Anywhere)?;
            let scoring = EnableScoring::enabled_from_searcher(&searcher);
            weights.push(query.weight(scoring).map_err(failed)?);
        }
        let mut out = Vec::new();
        for segment in searcher.segment_readers() {
            let ids = ids(segment)?;
            let alive = segment.alive_bitset();
            let mut sums = vec![0.0_f32; segment.max_doc() as usize];
            for weight in &weights {
                weight
                    .for_each(segment, &mut |doc, score| {
                        if let Some(sum) = sums.get_mut(doc as usize) {
                            *sum += score;
                        }
                    })
                    .map_err(failed)?;
            }
            for (doc, score) in sums.into_iter().enumerate() {
                let doc = doc as u32;
                if score > 0.0 && alive.is_none_or(|alive| alive.is_alive(doc)) {
                    let id = ids.values.get_val(doc) as u32;
                    if of.has(id) {
                        out.push((id, score));
                    }
                }
            }
        }
        Ok(out)
    }

    fn query(
        &self,
        searcher: &Searcher,
        pattern: &Pattern,
        place: Place,
    ) -> Result<Box<dyn Query>, Error> {
        let field = match place {
            Place::Title => self.fields.title,
            Place::Anywhere => self.fields.text,
        };
        in_field(searcher, pattern, field)
    }

    /// The best articles for words with their scores, the best of all among them; nothing where
    /// the question is of more than words.
    pub(super) fn best(&self, expr: &Expr, count: usize) -> Result<Option<Vec<(u32, f32)>>, Error> {
        let searcher = self.reader.searcher();
        let Some(query) = self.of_words(&searcher, expr)? else {
            return Ok(None);
        };
        let top = TopDocs::with_limit(count).order_by_score();
        let query = Carried(query);
        let found = searcher.search(&query, &top).map_err(failed)?;
        // Of each segment once: to open one reads all of its blocks.
        let mut columns: HashMap<u32, Column<u64>> = HashMap::new();
        let mut scores = Vec::with_capacity(found.len());
        for (score, at) in found {
            let column = match columns.entry(at.segment_ord) {
                Entry::Occupied(column) => column.into_mut(),
                Entry::Vacant(place) => place.insert(ids(searcher.segment_reader(at.segment_ord))?),
            };
            scores.push((column.values.get_val(at.doc_id) as u32, score));
        }
        Ok(Some(scores))
    }

    /// How many articles there are for words; nothing where the question is of more.
    pub(super) fn count(&self, expr: &Expr) -> Result<Option<usize>, Error> {
        let searcher = self.reader.searcher();
        match self.of_words(&searcher, expr)? {
            Some(query) => searcher.search(&query, &Count).map(Some).map_err(failed),
            None => Ok(None),
        }
    }

    fn of_words(&self, searcher: &Searcher, expr: &Expr) -> Result<Option<Box<dyn Query>>, Error> {
        let (parts, occur) = match expr {
            Expr::Words(words) => {
                return self
                    .query(searcher, &words.pattern(), Place::Anywhere)
                    .map(Some);
            }
            Expr::All(parts) => (parts, Occur::Must),
            Expr::Any(parts) => (parts, Occur::Should),
            Expr::Not(_) | Expr::Test(_) => return Ok(None),
        };
        if let Expr::Any(parts) = expr
            && let Some(terms) = self.single(parts)
        {
            return Ok(Some(Box::new(Either::new(terms))));
        }
        let mut clauses = Vec::with_capacity(parts.len());
        for part in parts {
            match self.of_words(searcher, part)? {
                Some(query) => clauses.push((occur, query)),
                None => return Ok(None),
            }
        }
        Ok(Some(Box::new(BooleanQuery::new(clauses))))
    }

    /// The words of a question for any of some; nothing where it is of more than single words.
    fn single(&self, parts: &[Expr]) -> Option<Vec<Term>> {
        let single = |part: &Expr| {
            let Expr::Words(words) = part else {
                return None;
            };
            match words.pattern() {
                Pattern {
                    words,
                    fit: Fit::Exact,
                } => match words.as_slice() {
                    [word] => Some(Term::from_field_text(self.fields.text, word)),
                    _ => None,
                },
                _ => None,
            }
        };
        parts.iter().map(single).collect()
    }

    /// In how many articles a pattern stands, or its rarest word.
    pub(super) fn frequency(&self, pattern: &Pattern, place: Place) -> Result<u64, Error> {
        let searcher = self.reader.searcher();
        let field = match place {
            Place::Title => self.fields.title,
            Place::Anywhere => self.fields.text,
        };
        let mut least = u64::MAX;
        for word in &pattern.words {
            let term = Term::from_field_text(field, word);
            least = least.min(searcher.doc_freq(&term).map_err(failed)?);
        }
        Ok(least)
    }
}

fn in_field(searcher: &Searcher, pattern: &Pattern, field: Field) -> Result<Box<dyn Query>, Error> {
    let terms: Vec<Term> = pattern
        .words
        .iter()
        .map(|word| Term::from_field_text(field, word))
        .collect();
    let one = |term: &Term| -> Box<dyn Query> {
        Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs))
    };
    Ok(match (terms.as_slice(), pattern.fit) {
        ([], _) => Box::new(EmptyQuery),
        ([term], Fit::Exact) => one(term),
        ([_], Fit::Prefix) => {
            let terms = expand(searcher, field, &pattern.words[0])?;
            Box::new(Either::new(terms))
        }
        (terms, Fit::Near) => {
            let near = terms.iter().zip(&pattern.words).map(|(term, word)| {
                let near = FuzzyTermQuery::new(term.clone(), slack(word), true);
                (Occur::Must, Box::new(near) as Box<dyn Query>)
            });
            Box::new(BooleanQuery::new(near.collect()))
        }
        (_, Fit::Exact) => Box::new(Phrase::new(terms)),
        (_, Fit::Prefix) => {
            let mut query = PhrasePrefixQuery::new(terms);
            query.set_max_expansions(EXPANSIONS as u32);
            Box::new(query)
        }
    })
}

fn read_mark(index: &tantivy::Index) -> Result<Mark, Error> {
    let payload = index.load_metas().map_err(failed)?.payload;
    Ok(payload
        .and_then(|payload| Mark::read(&payload))
        .unwrap_or_default())
}

fn ids(segment: &tantivy::SegmentReader) -> Result<Column<u64>, Error> {
    segment.fast_fields().u64("id").map_err(failed)
}

/// The words of an index that begin so, the most frequent where there are very many.
fn expand(searcher: &Searcher, field: Field, beginning: &str) -> Result<Vec<Term>, Error> {
    let mut words: BTreeMap<Vec<u8>, u32> = BTreeMap::new();
    let mut end = beginning.as_bytes().to_vec();
    end.push(0xff);
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field).map_err(failed)?;
        let mut stream = inverted
            .terms()
            .range()
            .ge(beginning.as_bytes())
            .lt(&end)
            .into_stream()
            .map_err(failed)?;
        while stream.advance() {
            *words.entry(stream.key().to_vec()).or_default() += stream.value().doc_freq;
        }
    }
    let mut words: Vec<(Vec<u8>, u32)> = words.into_iter().collect();
    words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    words.truncate(EXPANSIONS);
    let words = words
        .iter()
        .filter_map(|(word, _)| std::str::from_utf8(word).ok());
    Ok(words
        .map(|word| Term::from_field_text(field, word))
        .collect())
}

/// Brings an index further.
pub(super) struct Indexing {
    /// Nothing once it is finished.
    writer: Option<IndexWriter>,
    fields: Fields,
    /// What is committed.
    pub mark: Mark,
    /// The last change that was taken in.
    pub reached: i64,
}

impl Indexing {
    /// Takes hold of the index of a folder for writing; nothing where another program has it.
    pub(super) fn begin(
        folder: &Path,
        identity: u64,
        beside: Beside,
    ) -> Result<Option<Self>, Error> {
        let index = Index::open_or_create(folder, identity)?;
        let heap = match beside {
            Beside::Import => HEAP,
            Beside::Reader => SMALL_HEAP,
        };
        match index.store.writer_with_num_threads(1, heap) {
            Ok(writer) => {
                let mut merging = LogMergePolicy::default();
                merging.set_max_docs_before_merge(MERGED);
                writer.set_merge_policy(Box::new(merging));
                // Read again under the lock.
                let mark = Mark {
                    identity,
                    ..read_mark(&index.store)?
                };
                Ok(Some(Self {
                    writer: Some(writer),
                    fields: index.fields,
                    reached: mark.serial,
                    mark,
                }))
            }
            Err(tantivy::TantivyError::LockFailure(..)) => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    fn writer(&mut self) -> Result<&mut IndexWriter, Error> {
        let ended = || Error::Index("it was closed".to_owned());
        self.writer.as_mut().ok_or_else(ended)
    }

    /// Takes an article in, in the place of what was known of it.
    pub(super) fn put(
        &mut self,
        article: ArticleId,
        now: Option<(&str, &str)>,
    ) -> Result<(), Error> {
        let id = article.0.cast_unsigned();
        let fields = self.fields;
        let writer = self.writer()?;
        writer.delete_term(Term::from_field_u64(fields.id, id));
        if let Some((title, text)) = now {
            let mut document = TantivyDocument::default();
            document.add_u64(fields.id, id);
            document.add_text(fields.title, title);
            // One field for all words: only so can the best be found without looking at the rest.
            for _ in 0..TITLE {
                document.add_text(fields.text, title);
            }
            document.add_text(fields.text, text);
            writer.add_document(document).map_err(failed)?;
        }
        Ok(())
    }

    /// Makes all that was taken in so far findable and lasting.
    pub(super) fn commit(&mut self, serial: i64) -> Result<(), Error> {
        let mark = Mark {
            serial,
            ..self.mark
        };
        let mut commit = self.writer()?.prepare_commit().map_err(failed)?;
        commit.set_payload(&mark.payload());
        commit.commit().map_err(failed)?;
        self.mark = mark;
        Ok(())
    }

    /// Waits until segments are merged.
    pub(super) fn finish(&mut self) -> Result<(), Error> {
        match self.writer.take() {
            Some(writer) => writer.wait_merging_threads().map_err(failed),
            None => Ok(()),
        }
    }
}

/// Words as the library compares them.
#[derive(Clone)]
struct Folded;

/// The words of a text as they are cut.
struct Words<'a> {
    cutter: Cutter<'a>,
    token: Token,
}

impl Tokenizer for Folded {
    type TokenStream<'a> = Words<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Words<'a> {
        Words {
            cutter: Cutter::new(text),
            token: Token::default(),
        }
    }
}

impl TokenStream for Words<'_> {
    fn advance(&mut self) -> bool {
        let Some((letters, span)) = self.cutter.cut() else {
            return false;
        };
        place(&mut self.token, span);
        match letters {
            Letters::Plain(word) => {
                self.token.text.clear();
                self.token.text.push_str(word);
                self.token.text.make_ascii_lowercase();
            }
            Letters::Folded(word) => self.token.text = word,
        }
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// The next word of a text stands here.
fn place(token: &mut Token, span: crate::model::Span) {
    token.position = token.position.wrapping_add(1);
    token.offset_from = span.start as usize;
    token.offset_to = span.end as usize;
}

//! The full-text index in `index/` beside the library: derived, may be deleted at any time.

use super::Error;
use super::carried::Carried;
use super::either::Either;
use super::fold::{Cutter, Letters};
use super::phrase::Phrase;
use super::query::{Expr, Fit, Pattern, slack};
use super::search::Place;
use super::set::Set;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tantivy::collector::{Count, TopDocs};
use tantivy::columnar::Column;
use tantivy::postings::TermInfo;
use tantivy::query::{
    BooleanQuery, EmptyQuery, EnableScoring, FuzzyTermQuery, Occur, PhrasePrefixQuery, Query,
    TermQuery, Weight,
};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{
    Executor, IndexReader, InvertedIndexReader, ReloadPolicy, Searcher, SegmentReader, Term,
};

/// Changes with the fields and the cutting of words: an index of another layout is made anew.
const LAYOUT: u32 = 2;
/// Words that a beginning of a word stands for at most, the most frequent ones.
const EXPANSIONS: usize = 1_000;

/// Up to where an index holds the truth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// Of the library.
    pub identity: u64,
    /// The last change that is in it.
    pub serial: i64,
}

impl Mark {
    pub(super) fn payload(self) -> String {
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
    pub(super) store: tantivy::Index,
    reader: IndexReader,
    pub(super) fields: Fields,
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
pub(super) struct Fields {
    pub(super) id: Field,
    pub(super) title: Field,
    pub(super) text: Field,
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

pub(super) fn failed(error: impl std::fmt::Display) -> Error {
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

    /// What is wrong with the index of a folder, whatever library it is of.
    pub(super) fn damage(folder: &Path) -> Option<String> {
        let looked = tantivy::Index::open_in_dir(folder).and_then(|it| it.validate_checksum());
        match looked {
            Ok(broken) if broken.is_empty() => None,
            Ok(broken) => Some(format!("{} of its files", broken.len())),
            Err(error) => Some(error.to_string()),
        }
    }

    /// Makes a new index in a folder, in the place of whatever is there. Whoever calls this has the
    /// lock: another may be writing what cannot be used yet.
    pub(super) fn create(folder: &Path) -> Result<Self, Error> {
        if folder.exists() {
            // What names the rest goes first: left alone it would name what is not there.
            let _ = std::fs::remove_file(folder.join("meta.json"));
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
        let field = self.field(place);
        let mut found = Set::default();
        let query = match in_field(&searcher, pattern, field, Cut::Never)? {
            Some(query) => query,
            None if pattern.words.len() == 1 => {
                walk(&searcher, field, &pattern.words[0], &mut found)?;
                return Ok(found);
            }
            None => {
                let all = beginnings(&searcher, field, pattern.words.last())?.len();
                phrase_that_begins(pattern, field, all)
            }
        };
        let weight = query
            .weight(EnableScoring::disabled_from_searcher(&searcher))
            .map_err(failed)?;
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
            let Some(query) = in_field(&searcher, pattern, self.fields.text, Cut::Rarest)? else {
                continue;
            };
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

    fn field(&self, place: Place) -> Field {
        match place {
            Place::Title => self.fields.title,
            Place::Anywhere => self.fields.text,
        }
    }

    /// The best articles for words with their scores, the best of all among them; nothing where
    /// the question is of more than words, or of more words than can be ranked.
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
                return in_field(searcher, &words.pattern(), self.fields.text, Cut::Never);
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
        let field = self.field(place);
        let mut least = u64::MAX;
        for word in &pattern.words {
            let term = Term::from_field_text(field, word);
            least = least.min(searcher.doc_freq(&term).map_err(failed)?);
        }
        Ok(least)
    }
}

/// What becomes of a beginning that very many words have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    /// It stands for all of them or there is no query.
    Never,
    /// It stands for the most frequent, which is enough to rank by.
    Rarest,
}

fn in_field(
    searcher: &Searcher,
    pattern: &Pattern,
    field: Field,
    cut: Cut,
) -> Result<Option<Box<dyn Query>>, Error> {
    let terms: Vec<Term> = pattern
        .words
        .iter()
        .map(|word| Term::from_field_text(field, word))
        .collect();
    let one = |term: &Term| -> Box<dyn Query> {
        Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs))
    };
    let mut begun = match pattern.fit {
        Fit::Prefix => beginnings(searcher, field, pattern.words.last())?,
        Fit::Exact | Fit::Near => Vec::new(),
    };
    if begun.len() > EXPANSIONS {
        if cut == Cut::Never {
            return Ok(None);
        }
        begun.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        begun.truncate(EXPANSIONS);
    }
    Ok(Some(match (terms.as_slice(), pattern.fit) {
        ([], _) => Box::new(EmptyQuery),
        ([term], Fit::Exact) => one(term),
        ([_], Fit::Prefix) => {
            // The most frequent first.
            begun.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            let terms = begun
                .iter()
                .filter_map(|(word, _)| std::str::from_utf8(word).ok())
                .map(|word| Term::from_field_text(field, word));
            Box::new(Either::new(terms.collect()))
        }
        (terms, Fit::Near) => {
            let near = terms.iter().zip(&pattern.words).map(|(term, word)| {
                let near = FuzzyTermQuery::new(term.clone(), slack(word), true);
                (Occur::Must, Box::new(near) as Box<dyn Query>)
            });
            Box::new(BooleanQuery::new(near.collect()))
        }
        (_, Fit::Exact) => Box::new(Phrase::new(terms)),
        (_, Fit::Prefix) => phrase_that_begins(pattern, field, EXPANSIONS),
    }))
}

/// Words side by side of which the last only begins so, as so many words at most do.
fn phrase_that_begins(pattern: &Pattern, field: Field, most: usize) -> Box<dyn Query> {
    let terms = pattern.words.iter();
    let terms = terms.map(|word| Term::from_field_text(field, word));
    let mut query = PhrasePrefixQuery::new(terms.collect());
    query.set_max_expansions(u32::try_from(most).unwrap_or(u32::MAX));
    Box::new(query)
}

pub(super) fn read_mark(index: &tantivy::Index) -> Result<Mark, Error> {
    let payload = index.load_metas().map_err(failed)?.payload;
    Ok(payload
        .and_then(|payload| Mark::read(&payload))
        .unwrap_or_default())
}

fn ids(segment: &tantivy::SegmentReader) -> Result<Column<u64>, Error> {
    segment.fast_fields().u64("id").map_err(failed)
}

/// The words of an index that begin so, and how often each stands somewhere.
fn beginnings(
    searcher: &Searcher,
    field: Field,
    beginning: Option<&String>,
) -> Result<Vec<(Vec<u8>, u32)>, Error> {
    let mut words: BTreeMap<Vec<u8>, u32> = BTreeMap::new();
    if let Some(beginning) = beginning {
        for segment in searcher.segment_readers() {
            each_word(segment, field, beginning, |_, word, info| {
                *words.entry(word.to_vec()).or_default() += info.doc_freq;
                Ok(())
            })?;
        }
    }
    Ok(words.into_iter().collect())
}

/// All articles with a word that begins so, word after word: however many words these are, one list
/// is open at a time.
fn walk(searcher: &Searcher, field: Field, beginning: &str, found: &mut Set) -> Result<(), Error> {
    for segment in searcher.segment_readers() {
        let ids = ids(segment)?;
        let alive = segment.alive_bitset();
        each_word(segment, field, beginning, |inverted, _, info| {
            let option = IndexRecordOption::Basic;
            let mut blocks = inverted
                .read_block_postings_from_terminfo(info, option)
                .map_err(failed)?;
            while !blocks.docs().is_empty() {
                for &doc in blocks.docs() {
                    if alive.is_none_or(|alive| alive.is_alive(doc)) {
                        found.insert(ids.values.get_val(doc) as u32);
                    }
                }
                blocks.advance();
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// Goes through the words of a segment that begin so.
fn each_word(
    segment: &SegmentReader,
    field: Field,
    beginning: &str,
    mut with: impl FnMut(&InvertedIndexReader, &[u8], &TermInfo) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut end = beginning.as_bytes().to_vec();
    end.push(0xff);
    let inverted = segment.inverted_index(field).map_err(failed)?;
    let mut stream = inverted
        .terms()
        .range()
        .ge(beginning.as_bytes())
        .lt(&end)
        .into_stream()
        .map_err(failed)?;
    while stream.advance() {
        with(&inverted, stream.key(), stream.value())?;
    }
    Ok(())
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

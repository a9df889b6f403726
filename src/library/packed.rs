use super::Error;
use super::columns::Line;
use super::dictionary::{Dictionaries, Dictionary, Sort};
use super::forward::Forward;
use super::happened;
use super::marks::{self, Cast, Forms};
use super::shingles::{Shingles, Sketch};
use super::{Incoming, Source, codes, fold, pack, spans, weighing};
use crate::analysis::claims;
use crate::model::{Annotations, ArticleId, Basis, Block, BlockKind, Document, Reliability, Span};
use crate::text::count_words;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// What a packed document begins with; older ones begin with a frame or a brace.
const DOCUMENT: u8 = 0;
/// What its rest begins with where blocks are told from one to the next; older ones begin with a
/// frame.
const LEAN: u8 = 1;
/// What packed marks begin with where places are told from one to the next: older ones.
const NEAR: u8 = 1;
/// What they begin with where they lie column by column.
const COLUMNS: u8 = 2;

/// A document ready to be written: all that can be done without the library is done, on any
/// thread.
#[derive(Debug)]
pub struct Prepared {
    pub(super) source: Source,
    pub(super) key: String,
    /// What programs before this one called it by its place in its file.
    pub(super) former: Option<String>,
    pub(super) path: Option<String>,
    pub(super) hash: Vec<u8>,
    /// The hash of the bytes alone; `hash` may cover what is told of them as well.
    pub(super) bytes: Vec<u8>,
    pub(super) text: Vec<u8>,
    pub(super) sentences: Vec<u8>,
    /// Without the path.
    pub(super) document: Vec<u8>,
    pub(super) annotations: Vec<u8>,
    pub(super) raw: Vec<u8>,
    pub(super) claims: Vec<u8>,
    /// Its entities; those of lists the marks only name.
    pub(super) cast: Cast,
    /// The dated events, by places among the entities.
    pub(super) events: Vec<u8>,
    pub(super) named: Named,
    pub(super) line: Line,
    pub(super) row: Row,
    /// What copies of it are found by, and told by.
    pub(super) sketch: Option<(Sketch, Arc<Shingles>)>,
    /// What it came with.
    pub(super) grade: Option<Reliability>,
}

/// What the list's row shows.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) title: String,
    pub(super) derived: bool,
    pub(super) title_key: String,
    pub(super) precision: Option<i64>,
    pub(super) approximate: bool,
    pub(super) estimated: bool,
    pub(super) publisher: Option<String>,
    pub(super) authors: String,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) mentions: i64,
    pub(super) events: i64,
    pub(super) quotes: i64,
    pub(super) figures: i64,
    pub(super) words: i64,
}

/// Who is named how often and in which sentences together, by place among the entities.
#[derive(Debug)]
pub(super) struct Named {
    mentions: Vec<u32>,
    /// As in [`Forward`].
    sentences: Vec<u32>,
    total_sentences: u32,
}

impl Prepared {
    /// Packs a document, its marks and its bytes.
    #[must_use]
    pub fn new(incoming: &Incoming<'_>) -> Self {
        Self::with(incoming, Dictionaries::default())
    }

    /// The same with the dictionaries of the library that it is for.
    #[must_use]
    pub fn with(incoming: &Incoming<'_>, dictionaries: Dictionaries) -> Self {
        let (document, found) = (incoming.document, incoming.annotations);
        let body = Packed::of(document, found, dictionaries);
        let places: Vec<u32> = (0..found.entities.len() as u32).collect();
        let bytes = Sha256::digest(incoming.raw).as_slice().to_vec();
        Self {
            source: incoming.source.clone(),
            key: document.id.clone(),
            former: None,
            path: document.path.clone(),
            hash: unhex(&document.sha256).unwrap_or_else(|| bytes.clone()),
            bytes,
            text: pack::squeeze(document.text.as_bytes(), dictionaries.of(Sort::Texts)),
            sentences: body.sentences,
            document: body.document,
            annotations: body.annotations,
            cast: body.cast,
            claims: body.claims,
            raw: pack::squeeze_beside(incoming.raw, &document.text, dictionaries.of(Sort::Records)),
            events: happened::pack(&happened::of(found, &places)),
            named: Named::of(found),
            line: Line::of(document, found),
            row: Row::of(document, found),
            sketch: Shingles::with_sketch(&document.text)
                .map(|(sketch, shingles)| (sketch, Arc::new(shingles))),
            grade: document
                .meta
                .grade
                .as_ref()
                .map(|given| given.value.reliability),
        }
    }

    /// The same with the name that programs before this one gave it by its place in its file.
    #[must_use]
    pub fn once_called(self, former: Option<String>) -> Self {
        Self { former, ..self }
    }

    /// Lets go of all but what it is told by: it is written.
    pub fn let_go(&mut self) {
        for bytes in [
            &mut self.text,
            &mut self.sentences,
            &mut self.document,
            &mut self.annotations,
            &mut self.raw,
            &mut self.claims,
            &mut self.events,
        ] {
            *bytes = Vec::new();
        }
        self.cast = Cast::default();
        self.sketch = None;
    }

    /// The document's own id.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    #[must_use]
    pub fn title(&self) -> &str {
        &self.row.title
    }

    /// Where the document lies.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Whether its hash is not that of its bytes alone, as that of a feed's entry.
    pub(super) fn is_named(&self) -> bool {
        self.hash != self.bytes
    }

    /// Whether its key is made of its hash, as nothing names it.
    pub(super) fn is_told_by_bytes(&self) -> bool {
        self.hash
            .get(..8)
            .is_some_and(|start| self.key.ends_with(&hex(start)))
    }

    /// The document as it lies in the table, with the path where it was first found.
    pub(super) fn document_at(&self, path: Option<&str>) -> Vec<u8> {
        document_at(path, &self.document)
    }
}

/// A document as it lies in the table.
pub(super) fn document_at(path: Option<&str>, bare: &[u8]) -> Vec<u8> {
    let mut out = vec![DOCUMENT];
    match path {
        Some(path) => {
            pack::put(&mut out, path.len() as u64 + 1);
            out.extend(path.as_bytes());
        }
        None => pack::put(&mut out, 0),
    }
    out.extend(bare);
    out
}

/// The path of a packed document, and the rest of it.
pub(super) fn parted(bytes: &[u8]) -> Option<(Option<String>, &[u8])> {
    let (&DOCUMENT, mut rest) = bytes.split_first()? else {
        return None;
    };
    let length = pack::take(&mut rest)? as usize;
    let Some(length) = length.checked_sub(1) else {
        return Some((None, rest));
    };
    let (path, rest) = rest.split_at_checked(length)?;
    Some((Some(String::from_utf8_lossy(path).into_owned()), rest))
}

/// A document and its marks as they lie in the tables, the text apart.
pub(super) struct Packed {
    pub(super) sentences: Vec<u8>,
    /// Without the path.
    pub(super) document: Vec<u8>,
    pub(super) annotations: Vec<u8>,
    pub(super) cast: Cast,
    pub(super) claims: Vec<u8>,
}

impl Packed {
    pub(super) fn of(document: &Document, found: &Annotations, with: Dictionaries) -> Self {
        let mut cast = Cast::default();
        let mut annotations = vec![COLUMNS];
        let bytes = marks::write(found, &document.text, &mut cast);
        annotations.extend(pack::squeeze_if_less(&bytes, with.of(Sort::Marks)));
        let claims = weighing::cut(claims::first(document, found, weighing::MOST));
        Self {
            sentences: pack::pack_sentences(&found.sentences),
            document: pack_document(document, with.of(Sort::Records)),
            annotations,
            cast,
            claims: if claims.is_empty() {
                Vec::new()
            } else {
                weighing::pack(&claims)
            },
        }
    }
}

/// A document's own bytes: what is told of it, then its blocks.
fn pack_document(document: &Document, with: Option<&'static Dictionary>) -> Vec<u8> {
    let bare = Document {
        id: document.id.clone(),
        path: None,
        meta: document.meta.clone(),
        text: String::new(),
        blocks: Vec::new(),
        dropped: document.dropped.clone(),
        removed: document.removed,
        sha256: String::new(),
    };
    let mut inner = Vec::with_capacity(512);
    if let Some(hash) = unhex(&document.sha256).filter(|hash| hex(hash) == document.sha256) {
        inner.push(1);
        inner.extend(hash);
    } else {
        inner.push(0);
        pack::put(&mut inner, document.sha256.len() as u64);
        inner.extend(document.sha256.as_bytes());
    }
    pack::put(&mut inner, document.blocks.len() as u64);
    let mut last = 0_u32;
    for block in &document.blocks {
        let kind = match block.kind {
            BlockKind::Paragraph => 0,
            BlockKind::Quotation => 1,
            BlockKind::Preformatted => 2,
            BlockKind::Heading(depth) => 3 + 2 * u64::from(depth),
            BlockKind::Item(depth) => 4 + 2 * u64::from(depth),
        };
        let span = block.span;
        pack::put(&mut inner, kind);
        pack::put(&mut inner, u64::from(span.start.wrapping_sub(last)));
        pack::put(&mut inner, u64::from(span.end.wrapping_sub(span.start)));
        last = span.end;
    }
    inner.extend(rmp_serde::to_vec(&bare).unwrap_or_default());
    let mut out = vec![LEAN];
    out.extend(pack::squeeze_if_less(&inner, with));
    out
}

/// Undoes [`pack_document`], its first byte taken.
fn unpack_document(bytes: &[u8], article: ArticleId) -> Result<Document, Error> {
    let inner = pack::swell(bytes, article)?;
    let mut rest = inner.as_slice();
    let damaged = |why: String| Error::Damaged { article, why };
    let head = unpack_head(&mut rest).ok_or_else(|| damaged("it is cut short".to_owned()))?;
    let document: Document =
        rmp_serde::from_slice(rest).map_err(|error| damaged(error.to_string()))?;
    Ok(Document {
        sha256: head.0,
        blocks: head.1,
        ..document
    })
}

/// A document's bytes before they were squeezed.
pub(super) fn bare_document(bytes: &[u8], article: ArticleId) -> Result<Vec<u8>, Error> {
    let rest = parted(bytes).map_or(bytes, |(_, rest)| rest);
    pack::swell(rest.strip_prefix(&[LEAN]).unwrap_or(rest), article)
}

/// The same of marks; nothing where they lie as older layouts had them.
pub(super) fn bare_marks(bytes: &[u8], article: ArticleId) -> Result<Option<Vec<u8>>, Error> {
    match bytes.split_first() {
        Some((&COLUMNS, rest)) => pack::swell(rest, article).map(Some),
        _ => Ok(None),
    }
}

fn unpack_head(bytes: &mut &[u8]) -> Option<(String, Vec<Block>)> {
    let (&sort, rest) = bytes.split_first()?;
    *bytes = rest;
    let length = match sort {
        1 => 32,
        _ => pack::take(bytes)? as usize,
    };
    let (hash, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    let hash = match sort {
        1 => hex(hash),
        _ => String::from_utf8_lossy(hash).into_owned(),
    };
    let count = pack::take(bytes)? as usize;
    let mut blocks = Vec::with_capacity(count.min(bytes.len()));
    let mut last = 0_u32;
    for _ in 0..count {
        let kind = match pack::take(bytes)? {
            0 => BlockKind::Paragraph,
            1 => BlockKind::Quotation,
            2 => BlockKind::Preformatted,
            deep if deep % 2 == 1 => BlockKind::Heading(((deep - 3) / 2) as u8),
            deep => BlockKind::Item(((deep - 4) / 2) as u8),
        };
        let start = last.wrapping_add(pack::take(bytes)? as u32);
        let end = start.wrapping_add(pack::take(bytes)? as u32);
        last = end;
        blocks.push(Block {
            span: Span { start, end },
            kind,
        });
    }
    Some((hash, blocks))
}

fn hex(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read<T: serde::de::DeserializeOwned>(bytes: &[u8], article: ArticleId) -> Result<T, Error> {
    let bytes = pack::swell(bytes, article)?;
    let damaged = |why: String| Error::Damaged { article, why };
    // Layouts before the third kept JSON.
    if bytes.first() == Some(&b'{') {
        return serde_json::from_slice(&bytes).map_err(|error| damaged(error.to_string()));
    }
    rmp_serde::from_slice(&bytes).map_err(|error| damaged(error.to_string()))
}

/// A document without its text.
pub(super) fn read_document(bytes: &[u8], article: ArticleId) -> Result<Document, Error> {
    let Some((path, rest)) = parted(bytes) else {
        return read(bytes, article);
    };
    let document = match rest.split_first() {
        Some((&LEAN, rest)) => unpack_document(rest, article)?,
        _ => read(rest, article)?,
    };
    Ok(Document { path, ..document })
}

/// The marks of a text.
pub(super) fn read_marks(
    bytes: &[u8],
    sentences: &[u8],
    text: &str,
    forms: Forms<'_>,
    article: ArticleId,
) -> Result<Annotations, Error> {
    match bytes.split_first() {
        Some((&COLUMNS, rest)) => {
            let bytes = pack::swell(rest, article)?;
            let sentences = pack::unpack_sentences(sentences);
            marks::read(&bytes, text, sentences, forms, article)
        }
        Some((&NEAR, rest)) => {
            let mut found: Annotations = read(rest, article)?;
            spans::further(&mut found);
            found.sentences = pack::unpack_spans(sentences);
            Ok(found)
        }
        _ => read(bytes, article),
    }
}

/// Only the mentions among them; where older layouts keep them, all.
pub(super) fn read_mentions(
    bytes: &[u8],
    sentences: &[u8],
    text: &str,
    forms: Forms<'_>,
    article: ArticleId,
) -> Result<Annotations, Error> {
    match bytes.split_first() {
        Some((&COLUMNS, rest)) => {
            let bytes = pack::swell(rest, article)?;
            let sentences = pack::unpack_sentences(sentences);
            marks::read_mentions(&bytes, text, sentences, forms, article)
        }
        _ => read_marks(bytes, sentences, text, forms, article),
    }
}

/// The hash and the blocks of a document, nothing else of it.
pub(super) fn read_blocks(bytes: &[u8], article: ArticleId) -> Result<Document, Error> {
    let rest = parted(bytes).map_or(bytes, |(_, rest)| rest);
    if rest.first() == Some(&LEAN) {
        let inner = bare_document(bytes, article)?;
        if let Some((sha256, blocks)) = unpack_head(&mut inner.as_slice()) {
            return Ok(Document {
                blocks,
                sha256,
                ..Document::default()
            });
        }
    }
    read_document(bytes, article)
}

impl Row {
    fn of(document: &Document, found: &Annotations) -> Self {
        let meta = &document.meta;
        let moment = meta.published.as_ref().map(|published| published.moment);
        let title = document.title().to_owned();
        Self {
            derived: meta
                .title
                .as_ref()
                .is_some_and(|title| title.basis == Basis::Derived),
            title_key: title_key(&title),
            title,
            precision: moment.map(|moment| codes::precision(moment.precision)),
            approximate: moment.is_some_and(|moment| moment.approximate),
            estimated: meta.published.as_ref().is_some_and(|p| p.estimated),
            publisher: meta.publisher.as_ref().map(|p| p.value.clone()),
            authors: meta
                .authors
                .as_ref()
                .map(|a| a.value.join("\n"))
                .unwrap_or_default(),
            url: meta.url.as_ref().map(|url| url.value.clone()),
            language: meta.language.as_ref().map(|l| l.value.clone()),
            mentions: found.mentions.len() as i64,
            events: found.events.len() as i64,
            quotes: found.quotes.len() as i64,
            figures: found.figures.len() as i64,
            words: count_words(&document.text) as i64,
        }
    }
}

impl Named {
    pub(super) fn of(found: &Annotations) -> Self {
        let mut counts = vec![0; found.entities.len()];
        for mention in &found.mentions {
            if let Some(count) = counts.get_mut(mention.entity as usize) {
                *count += 1;
            }
        }
        let mut sentences = Vec::with_capacity(found.sentences.len() + found.mentions.len());
        let mut mentions = found.mentions.iter().peekable();
        for sentence in &found.sentences {
            let start = sentences.len();
            sentences.push(0);
            while let Some(mention) = mentions.next_if(|m| m.span.start < sentence.end) {
                if (mention.entity as usize) < counts.len()
                    && !sentences[start + 1..].contains(&mention.entity)
                {
                    sentences.push(mention.entity);
                }
            }
            match sentences.len() - start - 1 {
                0 => sentences.truncate(start),
                count => sentences[start] = count as u32,
            }
        }
        Self {
            mentions: counts,
            sentences,
            total_sentences: found.sentences.len() as u32,
        }
    }

    /// The same by key.
    pub(super) fn forward(&self, keys: &[u32]) -> Forward {
        let mut order: Vec<usize> = (0..keys.len().min(self.mentions.len()))
            .filter(|&place| self.mentions[place] > 0)
            .collect();
        order.sort_unstable_by_key(|&place| keys[place]);
        let mut places = vec![u32::MAX; keys.len()];
        let mut out = Forward {
            total_sentences: self.total_sentences,
            ..Forward::default()
        };
        for place in order {
            match out.keys.last_mut() {
                Some((key, mentions)) if *key == keys[place] => *mentions += self.mentions[place],
                _ => out.keys.push((keys[place], self.mentions[place])),
            }
            places[place] = out.keys.len() as u32 - 1;
        }
        let mut rest = self.sentences.as_slice();
        while let Some((&count, after)) = rest.split_first() {
            let (sentence, after) = after.split_at(count as usize);
            rest = after;
            let start = out.sentences.len();
            out.sentences.push(0);
            out.sentences.extend(
                sentence
                    .iter()
                    .filter_map(|&entity| places.get(entity as usize))
                    .filter(|&&place| place != u32::MAX),
            );
            out.sentences[start + 1..].sort_unstable();
            out.sentences[start] = (out.sentences.len() - start - 1) as u32;
        }
        out
    }
}

/// What titles sort by: folded, without a leading article.
fn title_key(title: &str) -> String {
    let folded = fold::fold_name(title);
    for article in ["the ", "a ", "an "] {
        if let Some(rest) = folded.strip_prefix(article)
            && !rest.is_empty()
        {
            return rest.to_owned();
        }
    }
    folded
}

pub(super) fn unhex(hash: &str) -> Option<Vec<u8>> {
    (hash.len() == 64 && hash.is_ascii()).then_some(())?;
    (0..32)
        .map(|i| u8::from_str_radix(&hash[2 * i..2 * i + 2], 16).ok())
        .collect()
}

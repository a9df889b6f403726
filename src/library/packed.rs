use super::Error;
use super::columns::Line;
use super::forward::Forward;
use super::happened::{self, Happened};
use super::shingles::Shingles;
use super::{Incoming, Source, codes, fold, pack, spans};
use crate::model::{Annotations, ArticleId, Basis, Document, Entity, Reliability};
use sha2::{Digest, Sha256};

/// What a packed document begins with; older ones begin with a frame or a brace.
const DOCUMENT: u8 = 0;
/// What packed marks begin with where places are told from one to the next.
const NEAR: u8 = 1;

/// A document ready to be written: all that can be done without the library is done, on any
/// thread.
#[derive(Debug)]
pub struct Prepared {
    pub(super) source: Source,
    pub(super) key: String,
    pub(super) path: Option<String>,
    pub(super) hash: Vec<u8>,
    pub(super) text: Vec<u8>,
    pub(super) sentences: Vec<u8>,
    /// Without the path.
    pub(super) document: Vec<u8>,
    pub(super) annotations: Vec<u8>,
    pub(super) raw: Vec<u8>,
    pub(super) entities: Vec<Entity>,
    pub(super) events: Vec<Happened>,
    pub(super) named: Named,
    pub(super) line: Line,
    pub(super) row: Row,
    pub(super) shingles: Shingles,
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
        let (document, found) = (incoming.document, incoming.annotations);
        let places: Vec<u32> = (0..found.entities.len() as u32).collect();
        Self {
            source: incoming.source.clone(),
            key: document.id.clone(),
            path: document.path.clone(),
            hash: unhex(&document.sha256)
                .unwrap_or_else(|| Sha256::digest(incoming.raw).as_slice().to_vec()),
            text: pack::squeeze(document.text.as_bytes()),
            sentences: pack::pack_spans(&found.sentences),
            document: pack_document(document),
            annotations: pack_marks(found),
            raw: pack::squeeze_beside(incoming.raw, &document.text),
            entities: found.entities.clone(),
            events: happened::of(found, &places),
            named: Named::of(found),
            line: Line::of(document, found),
            row: Row::of(document, found),
            shingles: Shingles::new(&document.text),
            grade: document
                .meta
                .grade
                .as_ref()
                .map(|given| given.value.reliability),
        }
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

    /// The document as it lies in the table, with the path where it was first found.
    pub(super) fn document_at(&self, path: Option<&str>) -> Vec<u8> {
        let mut out = vec![DOCUMENT];
        match path {
            Some(path) => {
                pack::put(&mut out, path.len() as u64 + 1);
                out.extend(path.as_bytes());
            }
            None => pack::put(&mut out, 0),
        }
        out.extend(&self.document);
        out
    }
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

fn pack_document(document: &Document) -> Vec<u8> {
    let bare = Document {
        id: document.id.clone(),
        path: None,
        meta: document.meta.clone(),
        text: String::new(),
        blocks: document.blocks.clone(),
        dropped: document.dropped.clone(),
        removed: document.removed,
        sha256: document.sha256.clone(),
    };
    pack::squeeze(&rmp_serde::to_vec(&bare).unwrap_or_default())
}

/// Marks without the sentences, which have a column of their own, places told from one to the
/// next.
fn pack_marks(found: &Annotations) -> Vec<u8> {
    let mut near = Annotations {
        sentences: Vec::new(),
        ..found.clone()
    };
    spans::nearer(&mut near);
    let mut out = vec![NEAR];
    out.extend(pack::squeeze(&rmp_serde::to_vec(&near).unwrap_or_default()));
    out
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
    let document: Document = read(rest, article)?;
    Ok(Document { path, ..document })
}

pub(super) fn read_marks(
    bytes: &[u8],
    sentences: &[u8],
    article: ArticleId,
) -> Result<Annotations, Error> {
    let Some((&NEAR, rest)) = bytes.split_first() else {
        return read(bytes, article);
    };
    let mut found: Annotations = read(rest, article)?;
    spans::further(&mut found);
    found.sentences = pack::unpack_spans(sentences);
    Ok(found)
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
            quotes: found.quotes.len() as i64,
            figures: found.figures.len() as i64,
            words: document.text.split_whitespace().count() as i64,
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
        let mut sentences = Vec::new();
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

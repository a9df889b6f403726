use super::{Anchor, ArticleId, Credibility, Day, Document, Moment, Span, Tlp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// Names a clip, or words on a span, the same way in every library: 16 hexadecimal digits of the
/// SHA-256 over the article's own hash, the span and its letters.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClipKey(pub String);

impl ClipKey {
    /// The key of what stands at an anchor.
    #[must_use]
    pub fn of(anchor: &Anchor) -> Self {
        let mut hash = Sha256::new();
        hash.update(anchor.sha256.as_bytes());
        hash.update(anchor.span.start.to_be_bytes());
        hash.update(anchor.span.end.to_be_bytes());
        hash.update(anchor.exact.as_bytes());
        let digits = hash.finalize();
        Self(
            digits[..8]
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        )
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ClipKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// A passage that the analyst kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clip {
    pub key: ClipKey,
    pub anchor: Anchor,
    /// Where it was found, as known when it was kept.
    #[serde(default)]
    pub citation: Citation,
    /// What the analyst says of it; may be empty.
    #[serde(default)]
    pub words: String,
    /// In order of the alphabet, each once.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The section that it belongs to; may be empty.
    #[serde(default)]
    pub group: String,
    /// Its place among all clips; the lowest comes first.
    #[serde(default)]
    pub order: u32,
    /// Nothing where it was not judged.
    #[serde(default)]
    pub grade: Option<Credibility>,
    #[serde(default)]
    pub tlp: Tlp,
    pub created: Day,
}

/// Words that the analyst attached to a span.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotation {
    pub key: ClipKey,
    pub anchor: Anchor,
    #[serde(default)]
    pub citation: Citation,
    pub words: String,
    pub created: Day,
}

/// What a passage's source said of itself when the passage was kept. It stays, should the article
/// go or change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    pub title: String,
    pub publisher: Option<String>,
    pub published: Option<Moment>,
    /// The date of publication is an estimate.
    #[serde(default)]
    pub estimated: bool,
    pub url: Option<String>,
    /// Counted from 1.
    pub paragraph: u32,
}

impl Citation {
    /// What an article says of itself, and the paragraph that a span begins in.
    #[must_use]
    pub fn of(document: &Document, span: Span) -> Self {
        let meta = &document.meta;
        let before = document
            .blocks
            .partition_point(|block| block.span.start <= span.start);
        Self {
            title: document.title().to_owned(),
            publisher: meta.publisher.as_ref().map(|it| it.value.clone()),
            published: meta.published.as_ref().map(|it| it.moment),
            estimated: meta.published.as_ref().is_some_and(|it| it.estimated),
            url: meta.url.as_ref().map(|it| it.value.clone()),
            paragraph: before.max(1) as u32,
        }
    }
}

impl Clip {
    /// Clips a span of an article: not judged, in no group, after all others once it is recorded
    /// with an order.
    #[must_use]
    pub fn new(article: ArticleId, document: &Document, span: Span, created: Day) -> Self {
        let anchor = Anchor::new(article, document, span);
        Self {
            key: ClipKey::of(&anchor),
            citation: Citation::of(document, span),
            anchor,
            created,
            ..Self::default()
        }
    }

    /// The same with what differs between two states of it.
    #[must_use]
    pub fn changed(mut self, from: &Self, to: &Self) -> Self {
        if from.words != to.words {
            self.words.clone_from(&to.words);
        }
        if from.tags != to.tags {
            self.tags.clone_from(&to.tags);
        }
        if from.group != to.group {
            self.group.clone_from(&to.group);
        }
        if from.order != to.order {
            self.order = to.order;
        }
        if from.grade != to.grade {
            self.grade = to.grade;
        }
        if from.tlp != to.tlp {
            self.tlp = to.tlp;
        }
        self
    }
}

impl Annotation {
    /// Attaches words to a span of an article.
    #[must_use]
    pub fn new(
        article: ArticleId,
        document: &Document,
        span: Span,
        words: &str,
        created: Day,
    ) -> Self {
        let anchor = Anchor::new(article, document, span);
        Self {
            key: ClipKey::of(&anchor),
            citation: Citation::of(document, span),
            anchor,
            words: words.to_owned(),
            created,
        }
    }
}

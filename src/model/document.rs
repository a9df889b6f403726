use super::{Grade, Moment, Removed, Span};
use serde::{Deserialize, Serialize};

/// A cleaned article with all that is known about it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The file's name without its ending, or the id that its record carries.
    pub id: String,
    /// Where it was read from: a path as given, or a URL.
    pub path: Option<String>,
    pub meta: Metadata,
    /// The cleaned body without the headline; blocks are separated by one blank line.
    pub text: String,
    /// Covers `text` in order, without overlap; what lies between two blocks is white space.
    pub blocks: Vec<Block>,
    /// What was in the input and is not the article, in order of appearance.
    pub dropped: Vec<Dropped>,
    /// What the sanitiser took out.
    pub removed: Removed,
    /// Of the bytes as they came, in lower-case hexadecimal.
    pub sha256: String,
}

/// What the article says about itself, each value with its source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Metadata {
    pub title: Option<Sourced<String>>,
    pub authors: Option<Sourced<Vec<String>>>,
    pub publisher: Option<Sourced<String>>,
    pub published: Option<Published>,
    pub url: Option<Sourced<String>>,
    /// ISO 639-1.
    pub language: Option<Sourced<String>>,
    pub grade: Option<Sourced<Grade>>,
}

/// A value and where it came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sourced<T> {
    pub value: T,
    pub basis: Basis,
}

/// Where a piece of metadata came from, best source first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Told on the command line.
    Given,
    /// An entry of `corpus.json` beside the document.
    Manifest,
    /// The `---` block or leading `Key: value` lines.
    FrontMatter,
    /// The format's own: meta elements, feed entry, mail headers, JSON record.
    Format,
    /// What the text itself shows: a headline, a byline, a dateline.
    Text,
    /// Made up for want of anything better, and to be shown as such.
    Derived,
}

/// When the article appeared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// As precise as known, never more: `2024`, `2024-10`, `2024-10-03`.
    pub moment: Moment,
    /// The value as ISO 8601, with the time of day where that is known.
    pub value: String,
    pub basis: Basis,
    pub estimated: bool,
}

/// A piece of the article that is set as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    pub span: Span,
    pub kind: BlockKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    Paragraph,
    /// Depth from 1; the headline itself is not a block.
    Heading(u8),
    /// Depth from 0. The bullet or number is part of the text only where it is a number.
    Item(u8),
    Quotation,
    /// White space and line ends stand as they came.
    Preformatted,
}

/// A piece of the input that is not the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    pub text: String,
    pub reason: Reason,
}

/// Why a piece was left out of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    Navigation,
    /// Became the title.
    Headline,
    /// The title once more: a caption, a breadcrumb.
    RepeatedTitle,
    /// Became the authors, or repeats them.
    Byline,
    /// Became the date of publication.
    Dateline,
    /// A label of the editing system: "Writer's picture".
    EditorLabel,
    /// Became metadata: front matter.
    FrontMatter,
    /// Counts of shares, views, comments; invitations to share.
    Counter,
    Comments,
    Advert,
    Disclaimer,
    Copyright,
    /// A credit line of agencies or pictures.
    Credit,
    RelatedLinks,
    Caption,
    /// The same paragraph a second time.
    Repeated,
}

impl Document {
    /// The title, or an empty string where not even one could be derived.
    #[must_use]
    pub fn title(&self) -> &str {
        self.meta
            .title
            .as_ref()
            .map_or("", |title| title.value.as_str())
    }

    /// The letters of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }
}

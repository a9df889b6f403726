use crate::model::{BlockKind, Dropped, Metadata, Removed};

/// What a format's reader hands on: the pieces of the text in order, and what the format knows.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub meta: Metadata,
    pub parts: Vec<Part>,
    /// What the reader itself took out, all of it before the first part.
    pub dropped: Vec<Dropped>,
    pub removed: Removed,
    pub shape: Shape,
}

/// A paragraph, heading or other piece before cleaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub text: String,
    pub kind: BlockKind,
}

/// Whether the format said what is a heading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shape {
    /// Headings have to be told from paragraphs by how they look.
    #[default]
    Plain,
    Marked,
}

impl Part {
    pub(super) fn new(text: impl Into<String>, kind: BlockKind) -> Self {
        Self {
            text: text.into(),
            kind,
        }
    }
}

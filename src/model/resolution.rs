use super::{Anchor, ArticleId, Citation, ClipKey, Day, Document, Span};
use serde::{Deserialize, Serialize};

/// Which telling of a claim the analyst goes with, and why.
///
/// It names the words of the telling and not the claim: claims are gathered anew with every import,
/// the words stay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    pub key: ClipKey,
    /// The figure, trigger or quotation in the telling.
    pub anchor: Anchor,
    #[serde(default)]
    pub citation: Citation,
    /// What is claimed, and how this telling has it; as it was when the analyst chose.
    pub about: String,
    pub value: String,
    /// Why; may be empty.
    #[serde(default)]
    pub words: String,
    pub created: Day,
}

impl Resolution {
    /// Goes with what stands in a span of an article, without a word why.
    #[must_use]
    pub fn new(
        article: ArticleId,
        document: &Document,
        span: Span,
        (about, value): (&str, &str),
        created: Day,
    ) -> Self {
        let anchor = Anchor::new(article, document, span);
        Self {
            key: ClipKey::of(&anchor),
            citation: Citation::of(document, span),
            anchor,
            about: about.to_owned(),
            value: value.to_owned(),
            words: String::new(),
            created,
        }
    }
}

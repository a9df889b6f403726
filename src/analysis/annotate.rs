use super::{Knowledge, Reading};
use crate::model::{Annotations, Document};

/// Marks a document.
#[must_use]
pub fn annotate(document: &Document, knowledge: &Knowledge) -> Annotations {
    let reading = Reading::new(document);
    let _ = knowledge;
    Annotations {
        sentences: reading.sentences.iter().map(|s| s.span).collect(),
        ..Annotations::default()
    }
}

use super::Incoming;
use super::pack;
use crate::model::Document;

/// The blobs of a document.
pub(super) struct Packed {
    pub(super) text: Vec<u8>,
    pub(super) document: Vec<u8>,
    pub(super) annotations: Vec<u8>,
}

impl Packed {
    pub(super) fn new(incoming: &Incoming<'_>) -> Self {
        Self::with_path(incoming, incoming.document.path.clone())
    }

    pub(super) fn with_path(incoming: &Incoming<'_>, path: Option<String>) -> Self {
        let document = Document {
            path,
            text: String::new(),
            ..without_text(incoming.document)
        };
        let json =
            |bytes: Result<Vec<u8>, serde_json::Error>| pack::squeeze(&bytes.unwrap_or_default());
        Self {
            text: pack::squeeze(incoming.document.text.as_bytes()),
            document: json(serde_json::to_vec(&document)),
            annotations: json(serde_json::to_vec(incoming.annotations)),
        }
    }
}

fn without_text(document: &Document) -> Document {
    Document {
        id: document.id.clone(),
        path: None,
        meta: document.meta.clone(),
        text: String::new(),
        blocks: document.blocks.clone(),
        dropped: document.dropped.clone(),
        removed: document.removed,
        sha256: document.sha256.clone(),
    }
}

//! Reading and marking within the time that a document may take.

use super::source::Piece;
use crate::analysis::{Knowledge, annotate};
use crate::import::{FeedLink, Format, Given, PDF_RUNS, Skip};
use crate::model::{Annotations, Document};
use std::sync::mpsc;
use std::time::Duration;

/// Below this many bytes nothing that the program does takes long, whatever stands there: the
/// readers and the analysis are linear but for constants, and a square of this would still do.
const SMALL: usize = 32 << 10;

/// Bytes that a reader takes one measure of time for.
const MEASURE: usize = 5_000_000;

/// What came out of a piece.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) raw: Vec<u8>,
    pub(super) documents: Vec<Marked>,
    pub(super) format: Option<Format>,
    pub(super) skipped: Vec<Skip>,
    pub(super) feeds: Vec<FeedLink>,
}

/// A document with its marks, and its own bytes where it shares a file with others.
#[derive(Debug)]
pub(super) struct Marked {
    pub(super) document: Document,
    pub(super) annotations: Annotations,
    pub(super) own: Option<Vec<u8>>,
}

/// Reads a piece and marks its documents. What takes too long is a skip; the thread that is at it
/// is left behind and holds nobody up.
pub(super) fn read(piece: &Piece, knowledge: &Knowledge, given: &Given) -> Read {
    let limits = &given.limits;
    let seconds = limits.document_seconds;
    let path = piece.place().path;
    let late = |name: &str| Skip {
        path: name.to_owned(),
        reason: format!("took longer than {seconds} seconds"),
    };
    let measures = 1 + (piece.size() / MEASURE) as u64;
    // A PDF is timed by the child that takes it apart.
    let children = if piece.is_pdf() {
        PDF_RUNS * limits.pdf_seconds
    } else {
        0
    };
    let (own, settings) = (piece.clone(), given.clone());
    let opened = within(
        piece.size() > SMALL,
        seconds.saturating_mul(measures).saturating_add(children),
        move || own.read(&settings),
    );
    let Some((batch, raw)) = opened else {
        return Read {
            skipped: vec![late(&path)],
            ..Read::default()
        };
    };
    let mut out = Read {
        raw,
        format: batch.format,
        skipped: batch.skipped,
        feeds: batch.feeds,
        ..Read::default()
    };
    let mut bytes = batch.own_bytes;
    for (place, document) in batch.documents.into_iter().enumerate() {
        let name = if bytes.contains_key(&place) {
            format!("{path} ({})", document.id)
        } else {
            path.clone()
        };
        let (large, knowledge) = (document.text.len() > SMALL, knowledge.clone());
        let marked = within(large, seconds, move || {
            let annotations = annotate(&document, &knowledge);
            (document, annotations)
        });
        match marked {
            Some((document, annotations)) => out.documents.push(Marked {
                document,
                annotations,
                own: bytes.remove(&place),
            }),
            None => out.skipped.push(late(&name)),
        }
    }
    out
}

/// Does some work, on a thread of its own where it may be long; nothing where time runs out.
fn within<T: Send + 'static>(
    long: bool,
    seconds: u64,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    if !long {
        return Some(work());
    }
    let (send, receive) = mpsc::channel();
    std::thread::Builder::new()
        // As much as the threads have that small documents are read on.
        .stack_size(2 << 20)
        .spawn(move || drop(send.send(work())))
        .ok()?;
    receive.recv_timeout(Duration::from_secs(seconds)).ok()
}

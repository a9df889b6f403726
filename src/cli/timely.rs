//! Reading and marking within the time that a document may take.

use super::source::Piece;
use crate::analysis::{Knowledge, annotate};
use crate::import::{FeedLink, Format, Given, PDF_RUNS, Skip};
use crate::model::{Annotations, Document};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// Below this many bytes nothing that the program does takes long, whatever stands there: the
/// readers and the analysis are linear but for constants, and a square of this would still do. Of
/// what is packed the size says nothing.
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
    /// What programs before this one called it by its place in its file.
    pub(super) former: Option<String>,
}

/// Reads a piece and marks its documents. What takes too long is a skip; the thread that is at it
/// is left behind and holds nobody up.
pub(super) fn read(piece: &Piece, knowledge: &Knowledge, given: &Given) -> Read {
    let limits = &given.limits;
    let seconds = limits.document_seconds;
    let skip = |name: &str, trouble: &Trouble| Skip {
        path: name.to_owned(),
        reason: match trouble {
            Trouble::Late => format!("took longer than {seconds} seconds"),
            Trouble::Broken => "the program broke down on it: please report this".to_owned(),
        },
    };
    let measures = 1 + (piece.size() / MEASURE) as u64;
    // A PDF is timed by the child that takes it apart.
    let children = if piece.is_pdf() {
        PDF_RUNS * limits.pdf_seconds
    } else {
        0
    };
    let opened = if piece.size() > SMALL || piece.is_packed() {
        let (own, settings) = (piece.clone(), given.clone());
        let seconds = seconds.saturating_mul(measures).saturating_add(children);
        within(seconds, move || own.read(&settings))
    } else {
        at_once(|| piece.read(given))
    };
    let (batch, raw) = match opened {
        Ok(opened) => opened,
        Err(trouble) => {
            return Read {
                skipped: vec![skip(&piece.place().path, &trouble)],
                ..Read::default()
            };
        }
    };
    let mut out = Read {
        raw,
        format: batch.format,
        skipped: batch.skipped,
        feeds: batch.feeds,
        ..Read::default()
    };
    let (mut bytes, mut names) = (batch.own_bytes, batch.former);
    for (place, document) in batch.documents.into_iter().enumerate() {
        let (own, former) = (bytes.remove(&place), names.remove(&place));
        let id = own.is_some().then(|| document.id.clone());
        let marked = if document.text.len() > SMALL {
            let knowledge = knowledge.clone();
            within(seconds, move || {
                let annotations = annotate(&document, &knowledge);
                (document, annotations)
            })
        } else {
            at_once(move || {
                let annotations = annotate(&document, knowledge);
                (document, annotations)
            })
        };
        match marked {
            Ok((document, annotations)) => out.documents.push(Marked {
                document,
                annotations,
                own,
                former,
            }),
            Err(trouble) => {
                let path = piece.place().path;
                let name = id.map_or_else(|| path.clone(), |id| format!("{path} ({id})"));
                out.skipped.push(skip(&name, &trouble));
            }
        }
    }
    out
}

/// Why there is no result.
enum Trouble {
    Late,
    /// A fault of the program, which costs one document and not the whole import.
    Broken,
}

/// Does some work that cannot take long.
fn at_once<T>(work: impl FnOnce() -> T) -> Result<T, Trouble> {
    // Nothing is left half-done that anybody looks at afterwards.
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Trouble::Broken)
}

/// Does some work that may be long, on a thread of its own.
fn within<T: Send + 'static>(
    seconds: u64,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Trouble> {
    let (send, receive) = mpsc::channel();
    std::thread::Builder::new()
        // As much as the threads have that small documents are read on.
        .stack_size(2 << 20)
        .spawn(move || drop(send.send(work())))
        .map_err(|_| Trouble::Broken)?;
    let result = receive.recv_timeout(Duration::from_secs(seconds));
    result.map_err(|error| match error {
        RecvTimeoutError::Timeout => Trouble::Late,
        RecvTimeoutError::Disconnected => Trouble::Broken,
    })
}

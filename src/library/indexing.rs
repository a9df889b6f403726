//! The writing of the full-text index.

use super::Error;
use super::claim::IndexLock;
use super::index::{Fields, Index, Mark, failed, read_mark};
use crate::model::ArticleId;
use std::path::Path;
use tantivy::merge_policy::LogMergePolicy;
use tantivy::{IndexWriter, TantivyDocument, Term};

/// How often the title stands before the text, so that what it says weighs more.
const TITLE: usize = 3;
/// Bytes that a writer gathers before it writes a segment: in an import, and beside a reader.
const HEAP: usize = 128 << 20;
const SMALL_HEAP: usize = 48 << 20;
/// Segments of more articles are merged no further: each merge has its segments in memory, and what
/// is looked for in many is looked for on all processors.
const MERGED: usize = 50_000;

/// Beside what an index is brought further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// An import, to which all memory belongs.
    Import,
    /// Somebody who reads.
    Reader,
}

/// Brings an index further.
pub(super) struct Indexing {
    /// Nothing once it is finished.
    writer: Option<IndexWriter>,
    fields: Fields,
    /// What is committed.
    pub mark: Mark,
    /// The last change that was taken in.
    pub reached: i64,
    /// Let go of after the writer.
    _lock: IndexLock,
}

/// Which index is brought further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    AsItIs,
    Anew,
}

impl Indexing {
    /// Takes hold of the index of a folder for writing; nothing where another program has it. One
    /// that cannot be used, or that is not wanted, is made anew.
    pub(super) fn begin(
        folder: &Path,
        identity: u64,
        (beside, wanted): (Beside, Wanted),
        lock: IndexLock,
    ) -> Result<Option<Self>, Error> {
        let there = match wanted {
            Wanted::AsItIs => Index::open(folder, identity),
            Wanted::Anew => None,
        };
        let index = match there {
            Some(index) => index,
            None => Index::create(folder)?,
        };
        let heap = match beside {
            Beside::Import => HEAP,
            Beside::Reader => SMALL_HEAP,
        };
        match index.store.writer_with_num_threads(1, heap) {
            Ok(writer) => {
                let mut merging = LogMergePolicy::default();
                merging.set_max_docs_before_merge(MERGED);
                writer.set_merge_policy(Box::new(merging));
                // Read again under the lock.
                let found = read_mark(&index.store)?;
                let mark = Mark { identity, ..found };
                let mut begun = Self {
                    writer: Some(writer),
                    fields: index.fields,
                    reached: mark.serial,
                    mark,
                    _lock: lock,
                };
                // From now on everybody sees whose it is, though there is nothing in it.
                if found != mark {
                    begun.commit(mark.serial)?;
                }
                Ok(Some(begun))
            }
            Err(tantivy::TantivyError::LockFailure(..)) => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }

    fn writer(&mut self) -> Result<&mut IndexWriter, Error> {
        let ended = || Error::Index("it was closed".to_owned());
        self.writer.as_mut().ok_or_else(ended)
    }

    /// Takes an article in, in the place of what was known of it.
    pub(super) fn put(
        &mut self,
        article: ArticleId,
        now: Option<(&str, &str)>,
    ) -> Result<(), Error> {
        let id = article.0.cast_unsigned();
        let fields = self.fields;
        let writer = self.writer()?;
        writer.delete_term(Term::from_field_u64(fields.id, id));
        if let Some((title, text)) = now {
            let mut document = TantivyDocument::default();
            document.add_u64(fields.id, id);
            document.add_text(fields.title, title);
            // One field for all words: only so can the best be found without looking at the rest.
            for _ in 0..TITLE {
                document.add_text(fields.text, title);
            }
            document.add_text(fields.text, text);
            writer.add_document(document).map_err(failed)?;
        }
        Ok(())
    }

    /// Makes all that was taken in so far findable and lasting.
    pub(super) fn commit(&mut self, serial: i64) -> Result<(), Error> {
        let mark = Mark {
            serial,
            ..self.mark
        };
        let mut commit = self.writer()?.prepare_commit().map_err(failed)?;
        commit.set_payload(&mark.payload());
        commit.commit().map_err(failed)?;
        self.mark = mark;
        Ok(())
    }

    /// Waits until segments are merged.
    pub(super) fn finish(&mut self) -> Result<(), Error> {
        match self.writer.take() {
            Some(writer) => writer.wait_merging_threads().map_err(failed),
            None => Ok(()),
        }
    }
}

use super::QueryError;
use crate::model::ArticleId;
use std::path::PathBuf;

/// What can go wrong between the program and its library. Content never does, only disks and
/// databases do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("cannot open the library {}: {why}", path.display())]
    Open { path: PathBuf, why: String },
    #[error(
        "the library {} was written by a newer briefing (layout {found}, this one knows up to {known}); \
         nothing was changed: use the newer program, or name another library with --library",
        path.display()
    )]
    Newer {
        path: PathBuf,
        found: i64,
        known: i64,
    },
    #[error("the file {} is no library of briefing; nothing was changed", path.display())]
    Foreign { path: PathBuf },
    #[error("another import holds the library ({holder}): wait for it, or stop it and try again")]
    Held { holder: String },
    #[error("the disk is full; everything up to the last finished batch is kept")]
    Full,
    #[error("the disk failed while the library was read or written: {0}")]
    Disk(rusqlite::Error),
    #[error("the library is damaged: {0}")]
    Broken(rusqlite::Error),
    #[error("the library is open for reading only")]
    ReadOnly,
    #[error("there is no article {} in the library", .0.0)]
    NoArticle(ArticleId),
    #[error("what the library keeps of article {} cannot be read: {why}", article.0)]
    Damaged { article: ArticleId, why: String },
    #[error("cannot write {}: {why}", path.display())]
    Write { path: PathBuf, why: String },
    #[error("cannot write the copy {}: {why}", path.display())]
    Copy { path: PathBuf, why: String },
    #[error("the library's database failed: {0}")]
    Database(rusqlite::Error),
    #[error("stopped, as it was not wanted any more")]
    Stopped,
    #[error("the search index failed: {0}")]
    Index(String),
    #[error(transparent)]
    Query(#[from] QueryError),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{
            DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, OperationInterrupted,
            ReadOnly, SystemIoFailure,
        };
        match error.sqlite_error_code() {
            Some(DiskFull) => Self::Full,
            Some(ReadOnly) => Self::ReadOnly,
            Some(DatabaseCorrupt) => Self::Broken(error),
            Some(SystemIoFailure) => Self::Disk(error),
            Some(OperationInterrupted) => Self::Stopped,
            Some(DatabaseBusy | DatabaseLocked) => Self::Held {
                holder: "it did not let go within its time".to_owned(),
            },
            _ => Self::Database(error),
        }
    }
}

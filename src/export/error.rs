use std::io;
use std::path::PathBuf;

/// Why a report could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("cannot write the note: {0}")]
    Write(#[from] io::Error),
    #[error("cannot write {}: it is there already", .0.display())]
    Exists(PathBuf),
    #[error("cannot write {}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("the template {name} has a fault: {why}")]
    Template { name: String, why: String },
    #[error("{0} is a folder of pages and cannot be written to one file")]
    Folder(&'static str),
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Write(error.into())
    }
}

impl From<::csv::Error> for Error {
    fn from(error: ::csv::Error) -> Self {
        Self::Write(error.into())
    }
}

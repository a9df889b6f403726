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
        // What a sink said keeps its kind: a pipe that is closed is no fault.
        let words = error.to_string();
        Self::Write(match error.into_kind() {
            ::csv::ErrorKind::Io(source) => source,
            _ => io::Error::other(words),
        })
    }
}

use crate::library::QueryError;
use crate::model::Tlp;
use crate::{export, insight, library, tui};
use std::io;
use std::path::PathBuf;

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    #[error("cannot read {}: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("cannot write to standard output: {0}")]
    Output(#[from] io::Error),
    #[error("cannot write {}: {source}", path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error("cannot make a name list of {}: {why}", path.display())]
    NoList { path: PathBuf, why: String },
    #[error("{} is there already", .0.display())]
    ListThere(PathBuf),
    #[error("no article is called {0}")]
    NoArticle(String),
    #[error("no feed {0} is remembered")]
    NoFeed(String),
    #[error("cannot set “{what}” right: {why}")]
    Correction { what: String, why: String },
    #[error("faults in the library: {0}")]
    Unsound(usize),
    #[error("another program is writing the search index")]
    Indexing,
    #[error("no line of {} is work that was exported", .0.display())]
    NoWork(PathBuf),
    #[error("“{word}” is no grade: expected {expected}, or - for not judged")]
    Grade {
        word: String,
        expected: &'static str,
    },
    #[error("faults in the lists: {0}")]
    Faults(usize),
    #[error("faults in the words: {0}")]
    Words(usize),
    #[error("no template is called {0}")]
    NoTemplate(String),
    #[error("several files, or a folder of pages, do not fit standard output")]
    NeedsFolder,
    #[error("{} is less strict than a clip in the note, which is {}", wanted.as_str(), strictest.as_str())]
    Lower { wanted: Tlp, strictest: Tlp },
    #[error("cannot understand {}: {why}", path.display())]
    Config { path: PathBuf, why: String },
    #[error("cannot find the folder for data: the system names no home folder")]
    NoHome,
    #[error("{0}")]
    Library(#[from] library::Error),
    #[error("cannot understand the query “{query}”: {source}")]
    Query { query: String, source: QueryError },
    #[error("cannot draw the note together: {0}")]
    Insight(#[from] insight::Error),
    #[error("{0}")]
    Reader(#[from] tui::Error),
    #[error("{0}")]
    Export(#[from] export::Error),
}

impl Error {
    /// What the person can do about it, where that helps.
    pub(super) fn hint(&self) -> Option<String> {
        match self {
            Self::Read { source, .. } if source.kind() == io::ErrorKind::NotFound => {
                Some("commands are listed by `briefing --help`".to_owned())
            }
            Self::Export(export::Error::Exists(_)) | Self::ListThere(_) => {
                Some("--force writes over it".to_owned())
            }
            Self::NoList { why, .. } if why.contains("a name list already") => {
                super::folders::lists()
                    .ok()
                    .map(|folder| format!("copy it into {}", folder.display()))
            }
            Self::Correction { why, .. } if why.starts_with("no entity") => {
                Some("`briefing entities NAME` finds names that are near".to_owned())
            }
            Self::Correction { why, .. } if why.starts_with("several") => {
                Some("name it by its id".to_owned())
            }
            Self::Correction { why, .. } if why.contains("this key") => {
                Some("`briefing corrections list` shows the keys".to_owned())
            }
            Self::Unsound(_) => Some(
                "`briefing backup FILE` copies what can be read; `briefing import PATH` reads the \
                 documents again"
                    .to_owned(),
            ),
            Self::NoFeed(_) => Some("`briefing feeds` lists those that are".to_owned()),
            Self::NoTemplate(_) => {
                Some("`briefing export --list-templates` lists those that are there".to_owned())
            }
            Self::NeedsFolder => Some("name a folder with -o".to_owned()),
            Self::Lower { .. } => Some("--lower-tlp writes it all the same".to_owned()),
            Self::NoHome => Some("name a folder with BRIEFING_DATA_DIR".to_owned()),
            Self::Library(library::Error::Broken(_) | library::Error::Damaged { .. }) => Some(
                "put a copy made by `briefing backup` in its place, or move it away and import \
                 again; `briefing check` tells all that is wrong"
                    .to_owned(),
            ),
            Self::Library(library::Error::Full | library::Error::Disk(_)) => Some(
                "make room, or name another place with --library; what was finished is kept"
                    .to_owned(),
            ),
            Self::Library(library::Error::ReadOnly | library::Error::Write { .. }) => {
                Some("name a place that can be written with --library".to_owned())
            }
            Self::Library(library::Error::Copy { .. }) => Some(
                "name another file for the copy, where there is room and none by this name"
                    .to_owned(),
            ),
            Self::Library(library::Error::Foreign { .. }) => {
                Some("name another file with --library".to_owned())
            }
            Self::Library(library::Error::Open { .. }) => {
                Some("`briefing import PATH` makes a library and fills it".to_owned())
            }
            Self::Query { source, .. } | Self::Insight(insight::Error::Query(source)) => {
                source.hint.clone()
            }
            _ => None,
        }
    }

    /// Whether the reader of our output has gone, which counts as done.
    pub(super) fn is_closed_pipe(&self) -> bool {
        let (Self::Output(source) | Self::Export(export::Error::Write(source))) = self else {
            return false;
        };
        source.kind() == io::ErrorKind::BrokenPipe
    }
}

/// How a command ended when nothing failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Done,
    NothingFound,
    /// Ended by a signal of this number.
    Signal(i32),
}

impl Outcome {
    /// Nothing found where nothing was printed.
    pub(super) fn of(count: usize) -> Self {
        if count == 0 {
            Self::NothingFound
        } else {
            Self::Done
        }
    }
}

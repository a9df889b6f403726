use super::{Error, Library};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

/// Holds the right to import into a library until it is dropped, or the program ends in any way.
#[derive(Debug)]
pub struct Claim {
    _file: Option<File>,
}

/// Holds the right to write the search index of a library until it is dropped.
#[derive(Debug)]
pub(super) struct IndexLock {
    _file: File,
}

/// Says that somebody reads in a library until it is dropped, or the program ends in any way.
#[derive(Debug)]
pub struct Presence {
    _file: Option<File>,
}

/// Tells, on any thread, whether somebody reads in a library.
#[derive(Clone, Debug, Default)]
pub struct Readers {
    name: Option<PathBuf>,
}

impl Readers {
    /// Whether there is any reader now.
    #[must_use]
    pub fn any(&self) -> bool {
        self.name.as_deref().is_some_and(is_held)
    }
}

/// Ends of the names of files whose locks say who is at a library.
const IMPORT: &str = ".import";
const READERS: &str = ".readers";
const INDEXING: &str = ".indexing";

impl Library {
    /// Claims the library for an import, so that two do not take turns batch by batch.
    ///
    /// # Errors
    /// [`Error::Held`] with who holds it; where the lock beside the library cannot be written.
    pub fn claim(&self) -> Result<Claim, Error> {
        let Some(name) = self.beside(IMPORT) else {
            return Ok(Claim { _file: None });
        };
        let failed = |error: std::io::Error| Error::Write {
            path: name.clone(),
            why: error.to_string(),
        };
        let mut file = lasting(&name).map_err(failed)?;
        match file.try_lock() {
            // A disk without locks: the database's own lock still keeps each batch whole.
            Ok(()) | Err(TryLockError::Error(_)) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let _ = (&file).take(100).read_to_string(&mut holder);
                let holder = holder.lines().next().unwrap_or_default().to_owned();
                return Err(Error::Held { holder });
            }
        }
        file.set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| writeln!(file, "process {}", std::process::id()))
            .map_err(failed)?;
        Ok(Claim { _file: Some(file) })
    }

    /// Claims the search index for writing; nothing where somebody else has it. The lock lies beside
    /// its folder, as that is thrown away with all in it where it cannot be used.
    pub(super) fn claim_index(&self) -> Result<Option<IndexLock>, Error> {
        let Some(name) = self.beside(INDEXING) else {
            return Ok(None);
        };
        let file = lasting(&name).map_err(|error| Error::Index(error.to_string()))?;
        match file.try_lock() {
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(IndexLock { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
        }
    }

    /// Whether somebody imports into the library.
    #[must_use]
    pub fn is_claimed(&self) -> bool {
        self.beside(IMPORT).is_some_and(|name| is_held(&name))
    }

    /// Says that somebody reads in the library, until it is dropped: who imports takes smaller
    /// steps then. Where that cannot be said, nobody hears it.
    #[must_use]
    pub fn attend(&self) -> Presence {
        let file = self.beside(READERS).and_then(|name| lasting(&name).ok());
        Presence {
            _file: file.filter(|file| file.try_lock_shared().is_ok()),
        }
    }

    /// Whether somebody reads in the library.
    #[must_use]
    pub fn is_attended(&self) -> bool {
        self.readers().any()
    }

    /// Whoever reads in the library, to be asked after on other threads.
    #[must_use]
    pub fn readers(&self) -> Readers {
        Readers {
            name: self.beside(READERS),
        }
    }

    /// A file that stands beside the library's own.
    fn beside(&self, ending: &str) -> Option<PathBuf> {
        let mut name = self.path.as_ref()?.as_os_str().to_owned();
        name.push(ending);
        Some(name.into())
    }
}

/// Opens a file that is left where it is: only its lock says something.
fn lasting(name: &Path) -> std::io::Result<File> {
    OpenOptions::new()
        .create(true)
        .read(true)
        .write(true)
        .truncate(false)
        .open(name)
}

/// Whether somebody holds the lock of a file.
fn is_held(name: &Path) -> bool {
    let file = OpenOptions::new().read(true).write(true).open(name);
    file.is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

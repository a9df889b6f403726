use super::{Error, Library};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};

/// Holds the right to import into a library until it is dropped, or the program ends in any way.
#[derive(Debug)]
pub struct Claim {
    _file: Option<File>,
}

impl Library {
    /// Claims the library for an import, so that two do not take turns batch by batch.
    ///
    /// # Errors
    /// [`Error::Held`] with who holds it; where the lock beside the library cannot be written.
    pub fn claim(&self) -> Result<Claim, Error> {
        let Some(path) = &self.path else {
            return Ok(Claim { _file: None });
        };
        let mut name = path.as_os_str().to_owned();
        name.push(".import");
        let failed = |error: std::io::Error| Error::Write {
            path: name.clone().into(),
            why: error.to_string(),
        };
        let mut file = OpenOptions::new()
            .create(true)
            .read(true)
            .write(true)
            .truncate(false)
            .open(&name)
            .map_err(failed)?;
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
}

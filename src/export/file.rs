use super::{Error, Format, write};
use crate::insight::Report;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// What to do about a file that is there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Existing {
    #[default]
    Keep,
    Replace,
}

/// Writes a report to a file: whole or not at all, as it is written beside its place and then
/// renamed.
///
/// # Errors
/// Where the file is there and to be kept, or the folder cannot be written to.
pub fn save(format: Format, report: &Report, path: &Path, existing: Existing) -> Result<(), Error> {
    if existing == Existing::Keep && path.symlink_metadata().is_ok() {
        return Err(Error::Exists(path.to_owned()));
    }
    let failed = |source| Error::File {
        path: path.to_owned(),
        source,
    };
    let part = part(path);
    let mut file = BufWriter::new(fs::File::create(&part).map_err(failed)?);
    let written = write(format, report, &mut file).and_then(|()| {
        file.flush().map_err(failed)?;
        file.get_ref().sync_all().map_err(failed)?;
        fs::rename(&part, path).map_err(failed)
    });
    if written.is_err() {
        // What stays behind is half a note that nobody asked for.
        let _ = fs::remove_file(&part);
    }
    written
}

/// The file's name while it is being written.
fn part(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}

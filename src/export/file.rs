use super::Error;
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

/// Writes a file: whole or not at all, as it is written beside its place and then renamed.
///
/// # Errors
/// Where the file is there and to be kept, the folder cannot be written to, or `fill` fails.
pub fn save(
    path: &Path,
    existing: Existing,
    fill: impl FnOnce(&mut BufWriter<fs::File>) -> Result<(), Error>,
) -> Result<(), Error> {
    if existing == Existing::Keep && path.symlink_metadata().is_ok() {
        return Err(Error::Exists(path.to_owned()));
    }
    let failed = |source| Error::File {
        path: path.to_owned(),
        source,
    };
    let part = part(path);
    let mut file = BufWriter::new(fs::File::create(&part).map_err(failed)?);
    let written = fill(&mut file).and_then(|()| {
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

/// Writes files into a folder, which is made where it is not there; none, if one of them is there
/// and to be kept. Gives their paths.
///
/// # Errors
/// Where a file is there and to be kept, or the folder cannot be written to.
pub fn save_all(
    folder: &Path,
    existing: Existing,
    files: &[(String, Vec<u8>)],
) -> Result<Vec<PathBuf>, Error> {
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.join(name)).collect();
    if existing == Existing::Keep
        && let Some(there) = paths.iter().find(|path| path.symlink_metadata().is_ok())
    {
        return Err(Error::Exists(there.clone()));
    }
    for (path, (_, bytes)) in paths.iter().zip(files) {
        if let Some(above) = path.parent() {
            fs::create_dir_all(above).map_err(|source| Error::File {
                path: above.to_owned(),
                source,
            })?;
        }
        save(path, existing, |file| Ok(file.write_all(bytes)?))?;
    }
    Ok(paths)
}

/// The file's name while it is being written.
fn part(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}

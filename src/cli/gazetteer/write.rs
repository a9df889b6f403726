use super::super::error::Error;
use super::settle::Record;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What to do about a list that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Existing {
    Keep,
    Replace,
}

/// The records as a list, with a line that says where they are from.
pub(in crate::cli) fn list(records: &[Record], from: &str) -> String {
    let mut out = format!("# {from}. The form is told by `briefing gazetteer import --help`.\n");
    let mut kind = None;
    for record in records {
        if kind != Some(record.kind) {
            kind = Some(record.kind);
            // Writing to a string cannot fail.
            let _ = write!(out, "\n[{}]\n", record.kind);
        }
        if let Some(slug) = &record.slug {
            let _ = write!(out, "@{slug} ");
        }
        let fields = [
            record.names.join("; "),
            record.country.clone(),
            record.parent.clone(),
            record.dates.clone(),
            record.note.clone(),
        ];
        let last = fields.iter().rposition(|field| !field.is_empty());
        for (at, field) in fields[..=last.unwrap_or(0)].iter().enumerate() {
            if at > 0 {
                out.push_str(" |");
            }
            if at > 0 && !field.is_empty() {
                out.push(' ');
            }
            out.push_str(field);
        }
        out.push('\n');
    }
    out
}

/// Writes a list whole or not at all: beside its place, then under its name.
pub(in crate::cli) fn save(text: &str, path: &Path, existing: Existing) -> Result<(), Error> {
    if existing == Existing::Keep && path.symlink_metadata().is_ok() {
        return Err(Error::ListThere(path.to_owned()));
    }
    let failed = |source| Error::Write {
        path: path.to_owned(),
        source,
    };
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let part = part(path);
    let written = put(text, &part).and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        // Half a list that nobody asked for.
        let _ = fs::remove_file(&part);
    }
    written.map_err(failed)
}

fn put(text: &str, path: &Path) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// The file's name while it is being written; no list, as it does not end in `.txt`.
fn part(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}

//! The person's own name lists: every `*.txt` in the folder `lists` of the data folder.

use super::error::Error;
use super::folders;
use super::output::aside;
use crate::analysis::{Knowledge, gazetteer};
use crate::text::sanitise;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// One list, cleaned of what a terminal could be fooled by.
#[derive(Debug)]
pub(super) struct List {
    pub(super) path: PathBuf,
    pub(super) text: String,
}

impl List {
    /// The name of its file.
    pub(super) fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }
}

static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
static OWN: OnceLock<Vec<List>> = OnceLock::new();

/// What there is to know things by, the person's own lists among it; read once.
pub(super) fn knowledge() -> Result<Knowledge, Error> {
    let lists = own()?;
    let texts: Vec<&str> = lists.iter().map(|list| list.text.as_str()).collect();
    Ok(KNOWLEDGE
        .get_or_init(|| Knowledge::with_lists(&texts))
        .clone())
}

/// The person's own lists by name of file; read once.
pub(super) fn own() -> Result<&'static [List], Error> {
    if let Some(lists) = OWN.get() {
        return Ok(lists);
    }
    // Without a home folder there are no lists, and documents can be read all the same.
    let lists = folders::lists().map_or_else(|_| Ok(Vec::new()), |folder| read_all(&folder))?;
    Ok(OWN.get_or_init(|| lists))
}

fn read_all(folder: &Path) -> Result<Vec<List>, Error> {
    let failed = |path: &Path, source| Error::Read {
        path: path.to_owned(),
        source,
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(why) => return Err(failed(folder, why)),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(|why| failed(folder, why))?.path();
        if path.extension().is_some_and(|ending| ending == "txt") && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let bytes = fs::read(&path).map_err(|why| failed(&path, why))?;
            let (text, _) = sanitise(&String::from_utf8_lossy(&bytes));
            Ok(List { path, text })
        })
        .collect()
}

/// Says on standard error which of the lists have lines that were passed over, if lists were used.
pub(super) fn say_faults() {
    if KNOWLEDGE.get().is_none() {
        return;
    }
    for list in OWN.get().into_iter().flatten() {
        let faults = gazetteer::read(&list.text, |_| ());
        if faults.is_empty() {
            continue;
        }
        let path = list.path.display();
        let lines = match faults.len() {
            1 => "a line is".to_owned(),
            many => format!("{many} lines are"),
        };
        aside(&format!(
            "{path}: {lines} passed over; `briefing gazetteer check {path}` says why"
        ));
    }
}

/// What tells marks made with these lists from others: nothing where there are no lists.
pub(super) fn stamp() -> Result<String, Error> {
    let lists = own()?;
    let mut stamp = String::new();
    if lists.is_empty() {
        return Ok(stamp);
    }
    let mut hash = Sha256::new();
    for list in lists {
        hash.update(list.text.as_bytes());
        hash.update([0]);
    }
    stamp.push('+');
    for byte in &hash.finalize()[..8] {
        // Writing to a string cannot fail.
        let _ = write!(stamp, "{byte:02x}");
    }
    Ok(stamp)
}

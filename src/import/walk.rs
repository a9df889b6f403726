use super::manifest::{Entry, Manifest, NAME};
use super::{Format, ImportError, Limits};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// A file to be read, with its manifest's entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub path: PathBuf,
    pub entry: Option<Entry>,
    /// Size in bytes, as the folder says.
    pub size: u64,
    /// When the file, or what its manifest says of it, changed last; nanoseconds since 1970.
    pub modified: Option<i64>,
}

/// Something that was not read, and why.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Skip {
    pub path: String,
    pub reason: String,
}

/// What lies under some paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// Files in the order given, those of a folder sorted by name.
    pub sources: Vec<Source>,
    pub skipped: Vec<Skip>,
}

/// Finds the files under the paths given.
///
/// Folders are walked down: regular files only, hidden names and links left out, so that nothing
/// outside of what was named is read. A `corpus.json` is a manifest for the files beside and below
/// it; one that is none, as other programs have such files, is a file like any other. A file that is
/// named itself is taken whatever its ending.
///
/// # Errors
/// Where a path that was named cannot be looked at.
pub fn walk(paths: &[PathBuf], limits: &Limits) -> Result<Walk, ImportError> {
    let mut found = Finder::new(limits);
    for path in paths {
        let meta = fs::metadata(path).map_err(|source| ImportError::Read {
            path: path.clone(),
            source,
        })?;
        if meta.is_dir() {
            found.folder(path, path);
        } else if meta.is_file() {
            let entry = if is_manifest(path) {
                None
            } else {
                found.entry_beside(&parent(path), path)
            };
            found.file(path.clone(), &meta, entry);
        } else {
            found.skip(path, "not a regular file");
        }
    }
    Ok(found.walk)
}

/// Finds again what may have changed under paths that were walked before: of what did change,
/// that which a whole walk would find, in the same way. What is gone is passed over.
#[must_use]
pub fn walk_changed(roots: &[PathBuf], changed: &[PathBuf], limits: &Limits) -> Walk {
    let mut found = Finder::new(limits);
    for path in changed {
        let Some(root) = roots.iter().find(|root| path.starts_with(root)) else {
            continue;
        };
        let Ok(meta) = fs::symlink_metadata(path) else {
            continue;
        };
        let below = path.strip_prefix(root).unwrap_or(path);
        let hidden = below
            .iter()
            .any(|step| step.to_string_lossy().starts_with('.'));
        if hidden {
            continue;
        }
        if meta.is_dir() {
            found.folder(root, path);
        } else if meta.is_file() && is_manifest(path) {
            found.folder(root, &parent(path));
        } else if meta.is_file() && (path == root || Format::of_name(path).is_some()) {
            let entry = found.entry_under(root, path);
            found.file(path.clone(), &meta, entry);
        }
    }
    found.walk
}

struct Finder<'a> {
    limits: &'a Limits,
    manifests: BTreeMap<PathBuf, Beside>,
    walk: Walk,
}

/// What is called like a manifest in a folder.
enum Beside {
    Nothing,
    /// And when it was changed last.
    Manifest(Manifest, Option<i64>),
    /// JSON of another kind.
    Other,
    /// What cannot be read, and why.
    Broken(String),
}

/// An entry of a manifest, and when that was changed last.
type Told = (Entry, Option<i64>);

impl<'a> Finder<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            manifests: BTreeMap::new(),
            walk: Walk::default(),
        }
    }

    fn skip(&mut self, path: &Path, reason: &str) {
        self.walk.skipped.push(Skip {
            path: path.display().to_string(),
            reason: reason.to_owned(),
        });
    }

    fn file(&mut self, path: PathBuf, meta: &fs::Metadata, told: Option<Told>) {
        let size = meta.len();
        let limit = match Format::of_name(&path) {
            // Records are read line by line, and what has no ending shows what it is by its first bytes.
            Some(Format::JsonLines) | None => u64::MAX,
            Some(format) => self.limits.of(format),
        };
        if size > limit {
            self.skip(&path, &format!("larger than {limit} bytes"));
            return;
        }
        let (entry, told) = told.unzip();
        self.walk.sources.push(Source {
            path,
            entry,
            size,
            modified: modified(meta).max(told.flatten()),
        });
    }

    /// Walks a folder, which is one of those named or lies in one.
    fn folder(&mut self, root: &Path, from: &Path) {
        let walker = ignore::WalkBuilder::new(from)
            .standard_filters(false)
            .hidden(true)
            .follow_links(false)
            .sort_by_file_name(Ord::cmp)
            .build();
        for item in walker {
            let item = match item {
                Ok(item) => item,
                Err(why) => {
                    self.skip(root, &why.to_string());
                    continue;
                }
            };
            let path = item.path().to_owned();
            let Some(kind) = item.file_type() else {
                continue;
            };
            if kind.is_dir() {
                continue;
            }
            if kind.is_symlink() {
                self.skip(&path, "a link");
            } else if !kind.is_file() {
                self.skip(&path, "not a regular file");
            } else if is_manifest(&path) && !matches!(self.beside(&parent(&path)), Beside::Other) {
                // It tells of the files beside it, or why it cannot has been said.
            } else if Format::of_name(&path).is_none() {
                self.skip(&path, "unknown format");
            } else {
                let entry = self.entry_under(root, &path);
                match item.metadata() {
                    Ok(meta) => self.file(path, &meta, entry),
                    Err(why) => self.skip(&path, &why.to_string()),
                }
            }
        }
    }

    /// The entry of the nearest manifest from the file's folder up to `root`.
    fn entry_under(&mut self, root: &Path, path: &Path) -> Option<Told> {
        let mut folder = parent(path);
        loop {
            if let Some(entry) = self.entry_beside(&folder, path) {
                return Some(entry);
            }
            if folder == root || !folder.pop() || !folder.starts_with(root) {
                return None;
            }
        }
    }

    fn entry_beside(&mut self, folder: &Path, path: &Path) -> Option<Told> {
        let Beside::Manifest(manifest, modified) = self.beside(folder) else {
            return None;
        };
        let relative = path.strip_prefix(folder).unwrap_or(path);
        let name = relative.to_string_lossy().replace('\\', "/");
        let entry = manifest.entry(&name).cloned();
        entry.map(|entry| (entry, *modified))
    }

    /// What is called like a manifest in a folder; the first time that it is asked for, one that
    /// cannot be read is said to be so.
    fn beside(&mut self, folder: &Path) -> &Beside {
        let (limits, skipped) = (self.limits, &mut self.walk.skipped);
        self.manifests.entry(folder.to_owned()).or_insert_with(|| {
            let path = folder.join(NAME);
            let beside = load(&path, limits);
            if let Beside::Broken(reason) = &beside {
                skipped.push(Skip {
                    path: path.display().to_string(),
                    reason: reason.clone(),
                });
            }
            beside
        })
    }
}

fn is_manifest(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == NAME)
}

/// When something was changed last, in nanoseconds since 1970: within a second a file may be written
/// twice, at the same size.
fn modified(meta: &fs::Metadata) -> Option<i64> {
    let since = meta.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(since.as_nanos()).ok()
}

fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Whether the bytes are JSON of another kind: nothing in it is an entry that names a document.
fn is_other(bytes: &[u8]) -> bool {
    let names = |item: &Value| {
        item.get("path")
            .is_some_and(|path| path.as_str() != Some(""))
    };
    match serde_json::from_slice(bytes) {
        Ok(Value::Array(items)) => !items.iter().any(names),
        Ok(_) => true,
        Err(_) => false,
    }
}

/// Reads a manifest where there is one.
fn load(path: &Path, limits: &Limits) -> Beside {
    let meta = match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_file() => meta,
        _ => return Beside::Nothing,
    };
    if meta.len() > limits.file {
        return Beside::Broken(format!("larger than {} bytes", limits.file));
    }
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(why) => return Beside::Broken(why.to_string()),
    };
    match Manifest::parse(&bytes) {
        Ok(manifest) => Beside::Manifest(manifest, modified(&meta)),
        Err(_) if is_other(&bytes) => Beside::Other,
        Err(why) => Beside::Broken(format!("no manifest: {why}")),
    }
}

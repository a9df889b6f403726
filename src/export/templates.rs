use super::template::about;
use super::{SHIPPED, Template};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Templates that may stand beside one, to be included.
const BESIDE: usize = 100;
const ENDINGS: [&str; 7] = ["", ".md.j2", ".html.j2", ".j2", ".md", ".html", ".jinja"];

/// The templates at hand: the person's own, in a folder, and those that are shipped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Templates {
    folder: PathBuf,
}

/// A template as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub name: String,
    /// What it says of itself.
    pub about: String,
    pub shipped: bool,
}

impl Templates {
    /// Those of a folder, which need not be there.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The template of a name: one of the person's own, one that is shipped, or a file.
    ///
    /// # Errors
    /// Where one of the files cannot be read, with its path.
    pub fn find(&self, name: &str) -> Result<Option<Template>, (PathBuf, io::Error)> {
        let plain = !name.contains(['/', '\\']) && !name.starts_with('.');
        if plain {
            for ending in ENDINGS {
                let path = self.folder.join(format!("{name}{ending}"));
                if path.is_file() {
                    return self.load(&path).map(Some);
                }
            }
            if let Some(template) = Template::shipped(name) {
                return Ok(Some(template));
            }
        }
        let path = Path::new(name);
        if path.is_file() {
            return self.load(path).map(Some);
        }
        Ok(None)
    }

    /// Every template by name: those that are shipped, then the person's own.
    ///
    /// # Errors
    /// As [`Self::find`].
    pub fn list(&self) -> Result<Vec<Listed>, (PathBuf, io::Error)> {
        let mut out: Vec<Listed> = SHIPPED
            .iter()
            .map(|(name, text)| Listed {
                name: (*name).to_owned(),
                about: about(text).to_owned(),
                shipped: true,
            })
            .collect();
        for path in self.own() {
            out.push(Listed {
                about: about(&read(&path)?).to_owned(),
                name: file_name(&path),
                shipped: false,
            });
        }
        Ok(out)
    }

    fn load(&self, path: &Path) -> Result<Template, (PathBuf, io::Error)> {
        let mut beside = BTreeMap::new();
        // Only those of the person's own folder may be included, whatever else lies beside a file.
        if path.parent() == Some(self.folder.as_path()) {
            for other in self.own() {
                if other != path {
                    beside.insert(file_name(&other), read(&other)?);
                }
            }
        }
        Ok(Template {
            name: file_name(path),
            text: read(path)?,
            beside,
        })
    }

    /// The files of the person's folder, by name.
    fn own(&self) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        let mut out: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.is_file())
            .filter(|path| {
                let name = file_name(path);
                !name.starts_with('.') && !name.ends_with('~')
            })
            .collect();
        out.sort();
        out.truncate(BESIDE);
        out
    }
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn read(path: &Path) -> Result<String, (PathBuf, io::Error)> {
    fs::read_to_string(path).map_err(|error| (path.to_owned(), error))
}

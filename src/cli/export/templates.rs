//! The person's own templates, in the folder `templates/` beside the library, and those shipped.

use super::super::error::Error;
use super::super::folders;
use super::super::output::{Output, Role};
use crate::export::{self, SHIPPED, Template};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Templates that may stand beside one, to be included.
const BESIDE: usize = 100;
const ENDINGS: [&str; 7] = ["", ".md.j2", ".html.j2", ".j2", ".md", ".html", ".jinja"];

/// The template of a name: one of the person's own, one that is shipped, or a file.
pub(super) fn find(name: &str) -> Result<Template, Error> {
    let folder = folders::templates()?;
    let plain = !name.contains(['/', '\\']) && !name.starts_with('.');
    if plain {
        for ending in ENDINGS {
            let path = folder.join(format!("{name}{ending}"));
            if path.is_file() {
                return load(&path);
            }
        }
        if let Some(template) = Template::shipped(name) {
            return Ok(template);
        }
    }
    let path = Path::new(name);
    if path.is_file() {
        return load(path);
    }
    Err(Error::NoTemplate(name.to_owned()))
}

fn load(path: &Path) -> Result<Template, Error> {
    let name = |path: &Path| {
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    };
    let mut beside = BTreeMap::new();
    // Only those of the person's own folder may be included, whatever else lies beside a file.
    let home = folders::templates()?;
    if path.parent() == Some(home.as_path()) {
        for other in own(&home) {
            if other != path {
                beside.insert(name(&other), read(&other)?);
            }
        }
    }
    Ok(Template {
        name: name(path),
        text: read(path)?,
        beside,
    })
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })
}

/// The files of the person's folder, by name.
fn own(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut out: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            !name.starts_with('.') && !name.ends_with('~')
        })
        .collect();
    out.sort();
    out.truncate(BESIDE);
    out
}

/// Prints the templates with what each says of itself.
pub(super) fn list(out: &mut Output) -> Result<(), Error> {
    let folder = folders::templates()?;
    let mut all: Vec<(String, String, &str)> = SHIPPED
        .iter()
        .map(|(name, text)| {
            (
                (*name).to_owned(),
                export::about(text).to_owned(),
                "shipped",
            )
        })
        .collect();
    for path in own(&folder) {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let about = export::about(&read(&path)?).to_owned();
        all.push((name, about, "yours"));
    }
    for (name, about, whose) in all {
        let shown = out.paint(
            Role::Title,
            &format!("{:<16}", crate::text::sanitise_line(&name)),
        );
        let whose = out.paint(Role::Quiet, &format!("{whose:<8}"));
        writeln!(
            out,
            "{shown} {whose} {}",
            crate::text::sanitise_line(&about)
        )?;
    }
    let told = format!("your own go into {}", folder.display());
    writeln!(out, "{}", out.paint(Role::Quiet, &told))?;
    Ok(())
}

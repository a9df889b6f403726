//! The person's own templates, in the folder `templates/` beside the library, and those shipped.

use super::super::error::Error;
use super::super::folders;
use super::super::output::{Output, Role};
use crate::export::{Template, Templates};
use std::io::Write;
use std::path::PathBuf;

/// The template of a name: one of the person's own, one that is shipped, or a file.
pub(super) fn find(name: &str) -> Result<Template, Error> {
    let found = all()?.find(name).map_err(unread)?;
    found.ok_or_else(|| Error::NoTemplate(name.to_owned()))
}

fn all() -> Result<Templates, Error> {
    Ok(Templates::new(folders::templates()?))
}

fn unread((path, source): (PathBuf, std::io::Error)) -> Error {
    Error::Read { path, source }
}

/// Prints the templates with what each says of itself.
pub(super) fn list(out: &mut Output) -> Result<(), Error> {
    for listed in all()?.list().map_err(unread)? {
        let name = crate::text::sanitise_line(&listed.name);
        let shown = out.paint(Role::Title, &format!("{name:<16}"));
        let whose = if listed.shipped { "shipped" } else { "yours" };
        let whose = out.paint(Role::Quiet, &format!("{whose:<8}"));
        let about = crate::text::sanitise_line(&listed.about);
        writeln!(out, "{shown} {whose} {about}")?;
    }
    let told = format!("your own go into {}", folders::templates()?.display());
    writeln!(out, "{}", out.paint(Role::Quiet, &told))?;
    Ok(())
}

use super::args::{Common, Diff};
use super::error::{Error, Outcome};
use super::output::{Output, Role};
use super::{export, shelf};
use crate::insight::{Revised, Revision, revisions};
use serde::Serialize;
use std::io::Write;

#[derive(Serialize)]
struct Line<'a> {
    article: &'a str,
    version: u32,
    change: &'static str,
    was: Option<&'a str>,
    is: Option<&'a str>,
}

/// Prints what changed in an article from version to version.
pub(super) fn run(args: &Diff, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let library = shelf::open(common)?;
    let Some(article) = export::article(&library, &args.article)? else {
        return Ok(Outcome::NothingFound);
    };
    let steps = revisions(&library, article)?;
    for step in &steps {
        if args.json {
            for edit in &step.edits {
                out.json(&line(&args.article, step.version, edit))?;
            }
        } else {
            show(step, out)?;
        }
    }
    Ok(Outcome::of(steps.len()))
}

fn line<'a>(article: &'a str, version: u32, edit: &'a Revised) -> Line<'a> {
    let (change, was, is) = match edit {
        Revised::Gone(was) => ("gone", Some(was.as_str()), None),
        Revised::New(is) => ("new", None, Some(is.as_str())),
        Revised::Reworded(was, is) => ("reworded", Some(was.as_str()), Some(is.as_str())),
    };
    Line {
        article,
        version,
        change,
        was,
        is,
    }
}

fn show(step: &Revision, out: &mut Output) -> std::io::Result<()> {
    let head = format!("version {} to {}", step.version - 1, step.version);
    writeln!(out, "{}", out.paint(Role::Title, &head))?;
    if step.edits.is_empty() {
        writeln!(out, "  every sentence as it was")?;
    }
    for edit in &step.edits {
        match edit {
            Revised::Gone(was) => writeln!(out, "- {was}")?,
            Revised::New(is) => writeln!(out, "+ {is}")?,
            Revised::Reworded(was, is) => writeln!(out, "- {was}\n+ {is}")?,
        }
    }
    Ok(())
}

//! Where a note goes: standard output, one file, or a folder of files.

use super::super::error::Error;
use super::super::output::Output;
use super::args::Export;
use super::run::existing;
use crate::export::{self, Format, Template};
use crate::insight::Report;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Output,
    File(PathBuf),
    Folder {
        path: PathBuf,
        /// Several selections: each file is named after its own.
        many: bool,
    },
}

impl Place {
    /// Where so many selections in these formats go. Several files need a folder.
    pub(super) fn of(args: &Export, selections: usize, formats: &[Format]) -> Result<Self, Error> {
        let several = selections > 1 || formats.len() > 1;
        let needs = several || formats.iter().any(|format| format.is_folder());
        match &args.output {
            None if needs => Err(Error::NeedsFolder),
            None => Ok(Self::Output),
            Some(path) if needs || is_folder(path, formats) => Ok(Self::Folder {
                path: path.clone(),
                many: selections > 1,
            }),
            Some(path) => Ok(Self::File(path.clone())),
        }
    }
}

/// A folder that is there or is written as one; CSV goes into whatever has no ending.
fn is_folder(path: &Path, formats: &[Format]) -> bool {
    let slash = path.as_os_str().as_encoded_bytes().ends_with(b"/");
    slash || path.is_dir() || formats == [Format::Csv] && path.extension().is_none()
}

pub(super) fn as_formats(
    place: &Place,
    formats: &[Format],
    report: &Report,
    args: &Export,
    out: &mut Output,
) -> Result<(), Error> {
    let one = formats.first().copied().unwrap_or_default();
    match place {
        Place::Output => write(one, report, args, out)?,
        Place::File(path) => {
            export::save(path, existing(args), |file| write(one, report, args, file))?;
        }
        Place::Folder { path, many } => {
            let base = base(report, *many);
            let mut files = Vec::new();
            for format in formats {
                let own = match (format, args.table) {
                    (Format::Csv, Some(table)) => {
                        let mut bytes = Vec::new();
                        export::table(table, report, &mut bytes)?;
                        vec![(format!("{}.csv", table.as_str()), bytes)]
                    }
                    _ => export::files(*format, report)?,
                };
                let single = own.len() == 1;
                let inner = *many || formats.len() > 1;
                files.extend(own.into_iter().map(|(name, bytes)| {
                    let name = match (single, inner) {
                        (true, _) => format!("{base}.{}", format.ending()),
                        (false, true) => format!("{base}-{}/{name}", format.as_str()),
                        (false, false) => name,
                    };
                    (name, bytes)
                }));
            }
            export::save_all(path, existing(args), &files)?;
        }
    }
    Ok(())
}

fn write(
    format: Format,
    report: &Report,
    args: &Export,
    sink: &mut impl Write,
) -> Result<(), export::Error> {
    match (format, args.table) {
        (Format::Csv, Some(table)) => export::table(table, report, sink),
        _ => export::write(format, report, sink),
    }
}

pub(super) fn through(
    place: &Place,
    template: &Template,
    report: &Report,
    args: &Export,
    out: &mut Output,
) -> Result<(), Error> {
    match place {
        Place::Output => export::fill(template, report, out)?,
        Place::File(path) => {
            export::save(path, existing(args), |file| {
                export::fill(template, report, file)
            })?;
        }
        Place::Folder { path, many } => {
            let mut bytes = Vec::new();
            export::fill(template, report, &mut bytes)?;
            let name = format!("{}.{}", base(report, *many), template.ending());
            export::save_all(path, existing(args), &[(name, bytes)])?;
        }
    }
    Ok(())
}

/// The file's name without its ending.
fn base(report: &Report, many: bool) -> String {
    if !many {
        return "note".to_owned();
    }
    let slug: String = crate::text::slug(&report.title).chars().take(60).collect();
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "note" } else { slug }.to_owned()
}

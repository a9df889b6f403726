use super::super::args::GazetteerImport;
use super::super::error::{Error, Outcome};
use super::super::folders;
use super::super::output::{Output, aside};
use super::format::ListFormat;
use super::raw::{Raw, Skips};
use super::settle::{Settled, settle};
use super::write::{self, Existing};
use crate::analysis::Knowledge;
use crate::text::{sanitise_line, slug};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Bytes of a file at most.
const LIMIT: u64 = 500_000_000;

/// What a list is made of.
#[derive(Debug, Default)]
struct Source {
    raws: Vec<Raw>,
    skips: Skips,
    /// Names and formats of the files, for the head of the list.
    from: Vec<String>,
}

/// Makes lists of files that others keep: one a path, or all in one with `--output`.
pub(super) fn run(args: &GazetteerImport, out: &mut Output) -> Result<Outcome, Error> {
    let known = Knowledge::shipped().gazetteer;
    let existing = if args.force {
        Existing::Replace
    } else {
        Existing::Keep
    };
    let mut jobs: Vec<(PathBuf, Source)> = Vec::new();
    for path in &args.files {
        let source = read(path, args.format)?;
        match (&args.output, jobs.first_mut()) {
            (Some(_), Some((_, first))) => first.append(source),
            (Some(output), None) => jobs.push((output.clone(), source)),
            (None, _) => jobs.push((place(path)?, source)),
        }
    }
    let mut written = 0;
    for (path, mut source) in jobs {
        let settled = settle(source.raws, args.kind, &known, &mut source.skips);
        for line in source.skips.lines() {
            aside(&line);
        }
        if settled.records.is_empty() {
            continue;
        }
        written += settled.records.len();
        let from = format!("From {}", source.from.join(", "));
        let text = write::list(&settled.records, &from);
        if path == Path::new("-") {
            out.write_all(text.as_bytes())?;
            continue;
        }
        write::save(&text, &path, existing)?;
        let told = summary(&settled, &source.skips);
        writeln!(out, "{}: {told}", path.display())?;
    }
    Ok(Outcome::of(written))
}

fn summary(settled: &Settled, skips: &Skips) -> String {
    let names: usize = settled.records.iter().map(|r| r.names.len()).sum();
    format!(
        "{} entities, {names} names, {} of them only in context, {} skipped",
        settled.records.len(),
        settled.careful,
        skips.count()
    )
}

/// The list in the person's folder that a file becomes.
fn place(path: &Path) -> Result<PathBuf, Error> {
    let stem = match path.file_stem() {
        Some(stem) if path != Path::new("-") => slug(&stem.to_string_lossy()),
        _ => "pasted".to_owned(),
    };
    Ok(folders::lists()?.join(format!("{stem}.txt")))
}

impl Source {
    fn append(&mut self, mut other: Self) {
        self.raws.append(&mut other.raws);
        self.skips.append(other.skips);
        self.from.append(&mut other.from);
    }
}

/// Reads a file, or every file of a folder whose name says that it may hold names.
fn read(path: &Path, format: Option<ListFormat>) -> Result<Source, Error> {
    let mut source = Source::default();
    if !path.is_dir() {
        take(path, format, &mut source)?;
        return Ok(source);
    }
    let mut files = Vec::new();
    walk(path, &mut files)?;
    for file in &files {
        if let Err(error) = take(file, format, &mut source) {
            source
                .skips
                .add(file.display().to_string(), error.to_string());
        }
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    source.from = vec![format!("{} files of {}", files.len(), sanitise_line(&name))];
    Ok(source)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    const ENDINGS: [&str; 5] = ["json", "jsonl", "ndjson", "csv", "tsv"];
    let failed = |source| Error::Read {
        path: folder.to_owned(),
        source,
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        paths.push(entry.map_err(failed)?.path());
    }
    paths.sort();
    for path in paths {
        // A link may lead back to where we are.
        if path.is_dir() && !path.is_symlink() {
            walk(&path, files)?;
        } else if path.is_file()
            && path
                .extension()
                .and_then(|ending| ending.to_str())
                .is_some_and(|ending| ENDINGS.contains(&ending.to_lowercase().as_str()))
        {
            files.push(path);
        }
    }
    Ok(())
}

fn take(path: &Path, format: Option<ListFormat>, source: &mut Source) -> Result<(), Error> {
    let failed = |why| Error::Read {
        path: path.to_owned(),
        source: why,
    };
    let refused = |why: String| Error::NoList {
        path: path.to_owned(),
        why: sanitise_line(&why),
    };
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().take(LIMIT).read_to_end(&mut bytes)
    } else {
        fs::File::open(path).and_then(|file| file.take(LIMIT).read_to_end(&mut bytes))
    }
    .map_err(failed)?;
    let text = String::from_utf8(bytes).map_err(|_| refused("not UTF-8".to_owned()))?;
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(refused("it is empty".to_owned()));
    }
    let format = match format {
        Some(format) => format,
        None if is_a_list(text) => {
            return Err(refused("it is a name list already".to_owned()));
        }
        None => ListFormat::of(text),
    };
    let converted = format.convert(text).map_err(refused)?;
    source.raws.extend(converted.raws);
    source.skips.append(converted.skips);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    source
        .from
        .push(format!("{} ({})", sanitise_line(&name), format.name()));
    Ok(())
}

/// Whether a text has the form of our own lists.
fn is_a_list(text: &str) -> bool {
    let first = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_some_and(|line| {
        line.strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
            .and_then(|head| head.split_whitespace().next())
            .is_some_and(|word| crate::model::Kind::parse(word).is_some())
    })
}

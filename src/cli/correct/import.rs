use super::args::Import;
use super::list::{Line, Sort};
use super::make::record;
use crate::cli::args::Common;
use crate::cli::error::{Error, Outcome};
use crate::cli::json;
use crate::cli::output::{Output, aside};
use crate::cli::shelf;
use crate::library::Library;
use crate::model::{ArticleId, Correction};
use crate::text::sanitise;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

/// Bytes of a file at most.
const LIMIT: u64 = 50_000_000;

/// What became of the lines.
#[derive(Debug, Default, Serialize)]
struct Taken {
    added: usize,
    /// Held already.
    known: usize,
    /// Lines of other work, as a whole desk is exported.
    other: usize,
    skipped: Vec<Skip>,
}

#[derive(Debug, Serialize)]
struct Skip {
    file: String,
    line: usize,
    reason: String,
}

/// Takes over corrections that others made.
pub(super) fn run(args: &Import, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let mut library = shelf::open_to_work(common)?;
    let mut taken = Taken::default();
    let mut fresh = Vec::new();
    let mut seen = BTreeSet::new();
    for path in &args.files {
        let text = read(path)?;
        for (at, written) in text.lines().enumerate() {
            if written.trim().is_empty() {
                continue;
            }
            match parse(written) {
                Ok(Some(correction)) => {
                    let key = correction.key();
                    if library.is_corrected(&key)? || !seen.insert(key) {
                        taken.known += 1;
                    } else {
                        fresh.push(placed(&library, correction)?);
                    }
                }
                Ok(None) => taken.other += 1,
                Err(reason) => taken.skipped.push(Skip {
                    file: path.display().to_string(),
                    line: at + 1,
                    reason,
                }),
            }
        }
    }
    record(&mut library, &fresh, true)?;
    taken.added = fresh.len();
    if args.json {
        out.json(&taken)?;
    } else {
        let mut line = format!("{} added, {} already there", taken.added, taken.known);
        if !taken.skipped.is_empty() {
            line = format!("{line}, {} skipped", taken.skipped.len());
        }
        writeln!(out, "{line}")?;
        for skip in &taken.skipped {
            aside(&format!("{}:{}: {}", skip.file, skip.line, skip.reason));
        }
    }
    Ok(Outcome::of(taken.added + taken.known))
}

/// The correction that a line tells, in whichever shape corrections are shared.
pub(in crate::cli) fn shared(line: &str) -> Option<Correction> {
    parse(line).ok().flatten()
}

/// A correction; nothing for a line of other work.
fn parse(line: &str) -> Result<Option<Correction>, String> {
    let mut value: serde_json::Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
    json::clean(&mut value);
    if value
        .get("type")
        .is_some_and(|sort| *sort != serde_json::json!(Sort::Correction))
    {
        return Ok(None);
    }
    // A whole desk has the correction in a field of its own. Lines of `correct` alone, without a
    // type, are understood as well.
    let found = if let Some(inner) = value.get_mut("correction") {
        serde_json::from_value(inner.take())
    } else if value.get("type").is_some() {
        serde_json::from_value::<Line>(value).map(|line| line.correction)
    } else {
        serde_json::from_value(value)
    };
    // What JSON writes as numbers is letters only now.
    found.map_or_else(
        |error| Err(error.to_string()),
        |mut correction: Correction| {
            correction.clean();
            Ok(Some(correction))
        },
    )
}

/// The same about the article of this library that has the bytes it was made on. Until that comes
/// in it waits.
fn placed(library: &Library, correction: Correction) -> Result<Correction, Error> {
    let Some(anchor) = correction.anchor() else {
        return Ok(correction);
    };
    let article = library.once_known(&anchor.sha256)?;
    Ok(correction.in_article(article.unwrap_or(ArticleId(0))))
}

fn read(path: &Path) -> Result<String, Error> {
    let failed = |source: io::Error| Error::Read {
        path: path.to_owned(),
        source,
    };
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        let input = io::stdin();
        input.take(LIMIT).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        let file = fs::File::open(path).map_err(failed)?;
        file.take(LIMIT).read_to_end(&mut bytes).map_err(failed)?;
    }
    Ok(sanitise(&String::from_utf8_lossy(&bytes)).0)
}

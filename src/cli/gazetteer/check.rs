use super::super::args::GazetteerCheck;
use super::super::error::{Error, Outcome};
use super::super::lists;
use super::super::output::Output;
use crate::analysis::gazetteer::{Gazetteer, check};
use crate::text::sanitise_line;
use serde::Serialize;
use std::borrow::Cow;
use std::fs;
use std::io::Write;
use std::path::Path;

#[derive(Serialize)]
struct Record<'a> {
    file: Cow<'a, str>,
    line: usize,
    fault: &'a str,
}

fn tell(
    out: &mut Output,
    json: bool,
    (path, line): (&Path, usize),
    fault: &str,
) -> std::io::Result<()> {
    if json {
        let file = path.to_string_lossy();
        return out.json(&Record { file, line, fault });
    }
    writeln!(out, "{}:{line}: {fault}", path.display())
}

/// Tells everything that is wrong with lists, by file and line. Parents may stand in any of them,
/// in the lists shipped and in the person's own.
pub(super) fn run(args: &GazetteerCheck, out: &mut Output) -> Result<Outcome, Error> {
    let mut texts = Vec::new();
    for path in &args.files {
        let bytes = fs::read(path).map_err(|source| Error::Read {
            path: path.clone(),
            source,
        })?;
        texts.push((path, bytes));
    }
    let read: Vec<_> = texts
        .iter()
        .map(|(path, bytes)| (path, String::from_utf8_lossy(bytes)))
        .collect();
    let lists: Vec<&str> = read.iter().map(|(_, text)| text.as_ref()).collect();
    let (given, _) = Gazetteer::of(&lists);
    let known = lists::knowledge()?.gazetteer;
    let mut faults = 0;
    for ((path, bytes), text) in texts.iter().zip(&lists) {
        if let Err(why) = std::str::from_utf8(bytes) {
            let before = &bytes[..why.valid_up_to()];
            let line = before.split(|b| *b == b'\n').count();
            tell(out, args.json, (path, line), "not UTF-8")?;
            faults += 1;
        }
        let has = |id: &_| known.by_id(id).is_some() || given.by_id(id).is_some();
        for fault in check(text, has) {
            let what = sanitise_line(&fault.what);
            tell(out, args.json, (path, fault.line), &what)?;
            faults += 1;
        }
    }
    if faults > 0 {
        out.flush()?;
        return Err(Error::Faults(faults));
    }
    if args.json {
        return Ok(Outcome::Done);
    }
    let entities = given.entries().len();
    let files = match texts.len() {
        1 => "1 list".to_owned(),
        many => format!("{many} lists"),
    };
    writeln!(out, "{files}, {entities} entities, no fault")?;
    Ok(Outcome::Done)
}

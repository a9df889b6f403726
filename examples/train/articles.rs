//! Reads the articles of our own, in whose text the marks stand: `[name]{kind}`, and
//! `{!kind date word}` behind a sentence that tells an incident.

use crate::sets::Marked;
use briefing::analysis::tagger::Sort;
use briefing::model::Kind;
use std::error::Error;
use std::fs;
use std::path::Path;

/// What parts the articles of a file.
const PARTED: &str = "\n===\n";

/// All of them, in the order of their files.
pub(crate) fn articles() -> Result<Vec<Marked>, Box<dyn Error>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/train/articles");
    let mut out = Vec::new();
    for path in crate::sets::files(Path::new(folder), "txt")? {
        for source in fs::read_to_string(&path)?.split(PARTED) {
            // The title and the date are no text.
            let mut parts = source.splitn(3, '\n');
            let (title, published) = (parts.next(), parts.next().unwrap_or_default());
            let broken = || format!("{}: a mark of {title:?} is not closed", path.display());
            let text = parts.next().unwrap_or_default().trim();
            let mut one = article(text).ok_or_else(broken)?;
            published
                .trim_start_matches("published:")
                .trim()
                .clone_into(&mut one.published);
            out.push(one);
        }
    }
    Ok(out)
}

/// Takes the marks out of a text; `None` where one is not closed.
fn article(marked: &str) -> Option<Marked> {
    let mut out = Marked::default();
    let mut open = Vec::new();
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        if let Some(tail) = rest.strip_prefix("{!") {
            let (note, after) = tail.split_once('}')?;
            out.text.truncate(out.text.trim_end().len());
            out.told.push((out.text.len(), note.to_owned()));
            rest = after;
        } else if let Some(tail) = rest.strip_prefix('[') {
            open.push(out.text.len());
            rest = tail;
        } else if let Some(tail) = rest.strip_prefix("]{") {
            let start = open.pop()?;
            let (key, after) = tail.split_once('}')?;
            if let Some(kind) = kind_of(key) {
                let sort = Sort::of(kind).unwrap_or(Sort::Other);
                out.spans.push((start, out.text.len(), sort));
                out.kinds.push((start, out.text.len(), kind));
            }
            rest = after;
        } else {
            out.text.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out.spans.sort_unstable();
    out.gold.clone_from(&out.spans);
    open.is_empty().then_some(out)
}

fn kind_of(key: &str) -> Option<Kind> {
    Some(match key {
        "a" => Kind::Agency,
        "c" => Kind::Company,
        "o" => Kind::Organisation,
        "p" => Kind::Person,
        "l" => Kind::Place,
        "g" => Kind::Group,
        "m" => Kind::Malware,
        "t" => Kind::Technology,
        "w" => Kind::Law,
        "i" => Kind::Incident,
        _ => return None,
    })
}

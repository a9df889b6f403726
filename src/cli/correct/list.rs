use super::args::{List, Undo};
use super::make::{entity, record};
use crate::cli::args::Common;
use crate::cli::error::{Error, Outcome};
use crate::cli::output::{Output, Role};
use crate::cli::shelf;
use crate::model::Correction;
use crate::text::sanitise_line;
use serde::{Deserialize, Serialize};
use std::io::Write;

/// A correction as a line of JSON says it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Line {
    #[serde(rename = "type")]
    pub(super) sort: Sort,
    #[serde(default)]
    pub(super) key: String,
    #[serde(flatten)]
    pub(super) correction: Correction,
}

/// What a line is; other lines are none of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Sort {
    Correction,
}

pub(super) fn line(correction: &Correction) -> Line {
    Line {
        sort: Sort::Correction,
        key: correction.key().0,
        correction: correction.clone(),
    }
}

/// Prints every correction, oldest first.
pub(super) fn run(args: &List, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let library = shelf::open(common)?;
    let about = match &args.entity {
        Some(name) => Some(entity(&library, name)?),
        None => None,
    };
    let mut count = 0;
    for correction in library.corrections()? {
        let fits = about.as_ref().is_none_or(|about| {
            let named = correction.entities();
            named.iter().any(|named| named.id == about.id)
        });
        if !fits {
            continue;
        }
        count += 1;
        if args.json {
            out.json(&line(&correction))?;
        } else {
            let key = out.paint(Role::Quiet, correction.key().as_str());
            let words = sanitise_line(&correction.to_string());
            writeln!(out, "{key}  {:<7} {words}", correction.verb())?;
        }
    }
    Ok(Outcome::of(count))
}

/// Takes corrections back, each to the letter.
pub(super) fn undo(args: &Undo, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let mut library = shelf::open_to_work(common)?;
    let all = library.corrections()?;
    let mut taken = Vec::new();
    if args.keys.is_empty() {
        taken.extend(all.last().cloned());
    }
    for key in &args.keys {
        let found = all
            .iter()
            .rfind(|correction| correction.key().as_str() == key.as_str());
        let Some(found) = found else {
            return Err(Error::Correction {
                what: key.clone(),
                why: "no correction has this key".to_owned(),
            });
        };
        taken.push(found.clone());
    }
    record(&mut library, &taken, false)?;
    for correction in &taken {
        if args.json {
            out.json(&line(correction))?;
        } else {
            writeln!(
                out,
                "taken back: {}",
                sanitise_line(&correction.to_string())
            )?;
        }
    }
    Ok(Outcome::of(taken.len()))
}

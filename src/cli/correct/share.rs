use super::args::{Export, Form};
use super::list::line;
use crate::cli::args::Common;
use crate::cli::error::{Error, Outcome};
use crate::cli::gazetteer::{Existing, Record, save, written};
use crate::cli::output::Output;
use crate::cli::shelf;
use crate::library::Library;
use crate::model::{Correction, EntityId, Kind, Named};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;

/// Writes all corrections in a form that others can take over.
pub(super) fn run(args: &Export, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let library = shelf::open(common)?;
    let corrections = library.corrections()?;
    let text = match args.format {
        Form::Jsonl => corrections
            .iter()
            .filter_map(|correction| serde_json::to_string(&line(correction)).ok())
            .fold(String::new(), |all, line| all + &line + "\n"),
        Form::List => list(&library, &corrections)?,
    };
    match &args.output {
        None => out.write_all(text.as_bytes())?,
        Some(path) => {
            let existing = if args.force {
                Existing::Replace
            } else {
                Existing::Keep
            };
            save(&text, path, existing)?;
        }
    }
    Ok(Outcome::of(corrections.len()))
}

/// The names that corrections give, as a name list; what lists cannot say is told in remarks.
fn list(library: &Library, corrections: &[Correction]) -> Result<String, Error> {
    let mut records: BTreeMap<(Kind, EntityId), Record> = BTreeMap::new();
    let mut remarks = String::new();
    for correction in corrections {
        match correction {
            Correction::Add { text, to, at: None } => {
                name(&mut records, to, std::slice::from_ref(text));
            }
            Correction::Split { alias, to, .. } => {
                name(&mut records, to, std::slice::from_ref(alias));
                // Writing to a string cannot fail.
                let _ = writeln!(remarks, "# not in this list: {correction}");
            }
            Correction::Rename { entity, name: new } => {
                let called = Named {
                    name: new.clone(),
                    ..entity.clone()
                };
                name(&mut records, &called, std::slice::from_ref(&entity.name));
            }
            Correction::Merge { from, into } => {
                let mut names = vec![from.name.clone()];
                if let Some((entity, _)) = library.entity(&from.id)? {
                    names.extend(entity.aliases);
                    names.push(entity.name);
                }
                name(&mut records, into, &names);
            }
            _ => {
                let _ = writeln!(remarks, "# not in this list: {correction}");
            }
        }
    }
    let records: Vec<Record> = records.into_values().collect();
    Ok(written(&records, "Corrections of an analyst") + &remarks)
}

fn name(records: &mut BTreeMap<(Kind, EntityId), Record>, to: &Named, names: &[String]) {
    let slug = to.id.as_str().split_once(':').map_or("", |(_, slug)| slug);
    let record = records
        .entry((to.kind, to.id.clone()))
        .or_insert_with(|| Record {
            kind: to.kind,
            slug: (crate::text::slug(&to.name) != slug).then(|| slug.to_owned()),
            names: vec![to.name.clone()],
            country: String::new(),
            parent: String::new(),
            dates: String::new(),
            note: String::new(),
        });
    for name in names {
        // Signs that part names in a list, and those that say how one may be used.
        let fits = !name.contains([';', '|'])
            && name.starts_with(|c: char| c.is_alphanumeric())
            && !name.is_empty();
        if fits && !record.names.contains(name) {
            record.names.push(name.clone());
        }
    }
}

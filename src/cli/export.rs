use super::args::{Common, Export};
use super::error::{Error, Outcome};
use super::output::Output;
use super::{entity, folders, shelf};
use crate::export::{self, Existing, Format};
use crate::insight::{Marking, Selection, report};
use crate::library::{Library, Listing};
use crate::model::ArticleId;
use std::path::Path;

/// Writes a note on a selection to a file or to standard output.
pub(super) fn run(args: &Export, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let library = shelf::open(common)?;
    let Some(selection) = selection(args, &library)? else {
        return Ok(Outcome::NothingFound);
    };
    let marking = Marking {
        title: args.title.clone(),
        tlp: Some(args.tlp),
        date: folders::today(),
        ..Marking::default()
    };
    let report = report(&library, &selection, &marking)?;
    if report.sources.is_empty() {
        return Ok(Outcome::NothingFound);
    }
    let format = args
        .format
        .unwrap_or_else(|| by_ending(args.output.as_deref()));
    match &args.output {
        None => export::write(format, &report, out)?,
        Some(path) => {
            let existing = if args.force {
                Existing::Replace
            } else {
                Existing::Keep
            };
            export::save(path, existing, |file| export::write(format, &report, file))?;
        }
    }
    Ok(Outcome::Done)
}

fn by_ending(path: Option<&Path>) -> Format {
    path.and_then(Path::extension)
        .and_then(|ending| Format::parse(&ending.to_string_lossy()))
        .unwrap_or_default()
}

fn selection(args: &Export, library: &Library) -> Result<Option<Selection>, Error> {
    if let Some(name) = &args.entity {
        return Ok(entity::resolve(library, name)?.map(Selection::Entity));
    }
    if let Some(key) = &args.article {
        return Ok(article(library, key)?.map(Selection::Article));
    }
    if args.query.is_empty() {
        return Ok(Some(Selection::Corpus));
    }
    // Said here, so that a fault names the query as typed.
    shelf::query(&args.query)?;
    Ok(Some(Selection::Query(args.query.join(" "))))
}

/// The article that a key names; the number of its row will do as well.
fn article(library: &Library, key: &str) -> Result<Option<ArticleId>, Error> {
    let mut first = 0usize;
    loop {
        let window = library.articles(&Listing::default(), first..first + 1000)?;
        if let Some(row) = window.rows.iter().find(|row| row.key == key) {
            return Ok(Some(row.id));
        }
        first += window.rows.len();
        if window.rows.is_empty() {
            break;
        }
    }
    let Ok(number) = key.parse() else {
        return Ok(None);
    };
    Ok(library.row(ArticleId(number))?.map(|row| row.id))
}

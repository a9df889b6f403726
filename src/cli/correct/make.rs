use super::args::{Correct, Shape};
use super::list::line;
use crate::analysis::gazetteer::name_key;
use crate::cli::args::Common;
use crate::cli::error::{Error, Outcome};
use crate::cli::output::{Output, Role, aside};
use crate::cli::{export, shelf};
use crate::library::Library;
use crate::model::{Anchor, ArticleId, Change, Correction, Kind, Named, Span};
use std::io::Write;
use std::ops::ControlFlow;

/// Makes the correction that was asked for, and says so.
pub(super) fn run(command: &Correct, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let mut library = shelf::open_to_work(common)?;
    let (corrections, shape) = asked(command, &library)?;
    record(&mut library, &corrections, true)?;
    for correction in &corrections {
        if shape.json {
            out.json(&line(correction))?;
        } else {
            let told = match library.reach(correction)? {
                0 => "no article says so yet; it holds for those that come".to_owned(),
                1 => "1 article".to_owned(),
                many => format!("{many} articles"),
            };
            let told = out.paint(Role::Quiet, &told);
            writeln!(out, "{correction} · {told}")?;
        }
    }
    if !shape.json {
        aside("`briefing corrections undo` takes it back");
    }
    Ok(Outcome::Done)
}

/// Makes or ends corrections, all or none, and works them into what is derived of the articles.
pub(super) fn record(
    library: &mut Library,
    corrections: &[Correction],
    on: bool,
) -> Result<(), Error> {
    let changes = corrections.iter().map(|correction| Change::Correct {
        correction: Box::new(correction.clone()),
        on,
    });
    library.record(&Change::All(changes.collect()))?;
    let mut told = false;
    library.amend(|left| {
        if !told && left > 1_000 {
            told = true;
            aside(&format!(
                "counts and lists are brought in line: {left} articles"
            ));
        }
        ControlFlow::Continue(())
    })?;
    Ok(())
}

fn asked(command: &Correct, library: &Library) -> Result<(Vec<Correction>, Shape), Error> {
    let one = |correction| vec![correction];
    Ok(match command {
        Correct::Merge { from, into, shape } => {
            let (from, into) = (entity(library, from)?, entity(library, into)?);
            if from.id == into.id {
                return Err(wrong(&from.name, "the two are one entity already"));
            }
            (one(Correction::Merge { from, into }), *shape)
        }
        Correct::Split {
            entity: name,
            alias,
            to,
            kind,
            shape,
        } => {
            let entity = entity(library, name)?;
            let alias = words(alias)?;
            let to = match to {
                Some(to) => self::entity(library, to)?,
                None => fresh(kind.unwrap_or(entity.kind), &alias, &entity),
            };
            if to.id == entity.id {
                return Err(wrong(&entity.name, "it cannot be split off itself"));
            }
            (one(Correction::Split { entity, alias, to }), *shape)
        }
        Correct::Reject {
            entity: name,
            words: said,
            article,
            shape,
        } => {
            let entity = entity(library, name)?;
            let text = said.as_deref().map(words).transpose()?.unwrap_or_default();
            let places = places(library, article.as_deref(), &text)?;
            let reject = |at| Correction::Reject {
                entity: entity.clone(),
                text: text.clone(),
                at,
            };
            (places.into_iter().map(reject).collect(), *shape)
        }
        Correct::Rename {
            entity: name,
            name: new,
            shape,
        } => {
            let (entity, name) = (entity(library, name)?, words(new)?);
            (one(Correction::Rename { entity, name }), *shape)
        }
        Correct::Retype {
            entity: name,
            kind,
            shape,
        } => {
            let (entity, kind) = (entity(library, name)?, *kind);
            (one(Correction::Retype { entity, kind }), *shape)
        }
        Correct::Add {
            words: said,
            to,
            kind,
            article,
            shape,
        } => {
            let text = words(said)?;
            let to = match (to, kind) {
                (Some(to), _) => entity(library, to)?,
                (None, kind) => Named::new(kind.unwrap_or(Kind::Organisation), &text),
            };
            let places = places(library, article.as_deref(), &text)?;
            let add = |at| Correction::Add {
                text: text.clone(),
                to: to.clone(),
                at,
            };
            (places.into_iter().map(add).collect(), *shape)
        }
        Correct::Stop { words: said, shape } => {
            let alias = words(said)?;
            (one(Correction::Stop { alias }), *shape)
        }
    })
}

/// The entity that goes by exactly this name or id.
pub(super) fn entity(library: &Library, name: &str) -> Result<Named, Error> {
    let found = library.find_entity(name)?;
    match found.as_slice() {
        [] => Err(wrong(name, "no entity goes by this name")),
        [row] => Ok(Named {
            id: row.id.clone(),
            kind: row.kind,
            name: row.name.clone(),
        }),
        several => {
            let ids: Vec<&str> = several.iter().map(|row| row.id.as_str()).collect();
            let told = format!("several entities go by this name: {}", ids.join(", "));
            Err(wrong(name, &told))
        }
    }
}

/// A new entity of a name, told from the one that it is split off.
fn fresh(kind: Kind, name: &str, old: &Named) -> Named {
    let new = Named::new(kind, name);
    if new.id == old.id {
        let other = Named::new(kind, &format!("{name} 2"));
        return Named {
            name: name.to_owned(),
            ..other
        };
    }
    new
}

fn words(said: &str) -> Result<String, Error> {
    let clean = crate::text::sanitise_line(said);
    let clean = clean.trim();
    if clean.chars().any(char::is_alphanumeric) {
        Ok(clean.to_owned())
    } else {
        Err(wrong(said, "there is no letter or digit in it"))
    }
}

/// Where words stand in an article; without an article, everywhere.
fn places(
    library: &Library,
    article: Option<&str>,
    text: &str,
) -> Result<Vec<Option<Anchor>>, Error> {
    let Some(key) = article else {
        return Ok(vec![None]);
    };
    let Some(id) = export::article(library, key)? else {
        return Err(wrong(key, "no article has this id"));
    };
    let document = library.article(id)?.document;
    let found = spans(&document.text, text);
    if found.is_empty() {
        return Err(wrong(text, "the article does not say so"));
    }
    let anchor = |span| Some(Anchor::new(ArticleId(id.0), &document, span));
    Ok(found.into_iter().map(anchor).collect())
}

fn spans(text: &str, words: &str) -> Vec<Span> {
    let found = crate::analysis::gazetteer::Gazetteer::of_names(&[words]).find_in(text);
    let key = name_key(words);
    let spans = found.into_iter().map(|found| found.span);
    spans
        .filter(|span| name_key(span.of(text)) == key)
        .collect()
}

fn wrong(what: &str, why: &str) -> Error {
    Error::Correction {
        what: what.to_owned(),
        why: why.to_owned(),
    }
}

//! The analyst's clips as evidence of a note, each with its source.

use super::report::{Clipped, Report, Source, Standing};
use super::{Error, Selection};
use crate::library::{ArticleRow, Library, Query};
use crate::model::{ArticleId, Clip, ClipKey, Day, Entity, EntityId, Grade, Placed};
use crate::text::fold;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// The clips that a selection holds, in the analyst's order.
pub(super) fn of(
    library: &Library,
    selection: &Selection,
    query: &Query,
) -> Result<Vec<Clip>, Error> {
    let mut clips = library.clips()?;
    match selection {
        Selection::Corpus => {}
        Selection::Article(id) => clips.retain(|clip| clip.anchor.article == *id),
        Selection::Query(_) if clips.is_empty() => {}
        Selection::Query(_) => {
            let articles: BTreeSet<ArticleId> =
                clips.iter().map(|clip| clip.anchor.article).collect();
            let kept = library.keeps(query, &articles)?;
            clips.retain(|clip| kept.contains(&clip.anchor.article));
        }
        Selection::Entity(id) => about(library, id, &mut clips)?,
    }
    Ok(clips)
}

/// Keeps the clips that name an entity: in their own words, or by a mark that stands in them.
fn about(library: &Library, id: &EntityId, clips: &mut Vec<Clip>) -> Result<(), Error> {
    let Some((entity, _)) = library.entity(id)? else {
        clips.clear();
        return Ok(());
    };
    let naming: BTreeSet<ArticleId> = library
        .postings(id)?
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    let names = names(&entity);
    let mut kept = Vec::with_capacity(clips.len());
    for clip in clips.drain(..) {
        let article = clip.anchor.article;
        let holds = names.iter().any(|name| names_it(&clip.anchor.exact, name))
            || naming.contains(&article) && marked(library, &clip, id)?;
        if holds {
            kept.push(clip);
        }
    }
    *clips = kept;
    Ok(())
}

fn names(entity: &Entity) -> Vec<String> {
    std::iter::once(&entity.name)
        .chain(&entity.aliases)
        .map(|name| fold(name))
        .filter(|name| name.chars().count() >= 4)
        .collect()
}

/// Whether a text has a folded name in it as whole words.
fn names_it(text: &str, name: &str) -> bool {
    let text = fold(text);
    text.match_indices(name).any(|(at, _)| {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        edge(text[..at].chars().next_back()) && edge(text[at + name.len()..].chars().next())
    })
}

fn marked(library: &Library, clip: &Clip, id: &EntityId) -> Result<bool, Error> {
    let article = library.article(clip.anchor.article)?;
    let span = match clip.anchor.find(&article.document.text) {
        Placed::Lost => return Ok(false),
        placed => placed.span().unwrap_or(clip.anchor.span),
    };
    let found = &article.annotations;
    let named = |entity: u32| {
        found
            .entities
            .get(entity as usize)
            .is_some_and(|e| e.id == *id)
    };
    let mut inside = found.mentions.iter().filter(|m| m.span.overlaps(span));
    Ok(inside.any(|mention| named(mention.entity)))
}

/// Puts clips into a report; articles that it has no number for become sources at its end.
pub(super) fn put(library: &Library, clips: Vec<Clip>, report: &mut Report) -> Result<(), Error> {
    let mut numbers: BTreeMap<ArticleId, u32> = report
        .sources
        .iter()
        .map(|source| (source.article, source.number))
        .collect();
    // Words that were written on the very passage stand below it.
    let margin: BTreeMap<ClipKey, String> = library
        .annotations(None)?
        .into_iter()
        .map(|it| (it.key, it.words))
        .collect();
    let mut hashes: BTreeMap<ArticleId, Option<String>> = BTreeMap::new();
    for clip in clips {
        let article = clip.anchor.article;
        let hash = match hashes.entry(article) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(place) => place.insert(library.sha256(article)?).clone(),
        };
        let number = if let Some(number) = numbers.get(&article) {
            *number
        } else {
            let number = report.sources.len() as u32 + 1;
            let row = library.row(article)?;
            report.sources.push(source(
                number,
                row.as_ref(),
                hash.as_deref(),
                &clip,
                report.date,
            ));
            numbers.insert(article, number);
            number
        };
        let standing = standing(library, &clip, hash.as_deref())?;
        report.clips.push(Clipped {
            text: super::compose::flat(&clip.anchor.exact),
            words: match margin.get(&clip.key) {
                Some(words) => format!("{}\n{words}", clip.words).trim().to_owned(),
                None => clip.words,
            },
            tags: clip.tags,
            group: clip.group,
            article,
            span: clip.anchor.span,
            paragraph: clip.citation.paragraph,
            source: number,
            credibility: clip.grade,
            tlp: clip.tlp,
            standing,
        });
    }
    Ok(())
}

/// Whether the article still says what was clipped. One whose bytes are the same need not be read.
fn standing(library: &Library, clip: &Clip, hash: Option<&str>) -> Result<Standing, Error> {
    Ok(match hash {
        Some(hash) if hash == clip.anchor.sha256 => Standing::AsClipped,
        Some(_) => match clip.anchor.find(&library.text(clip.anchor.article)?) {
            Placed::Here(_) | Placed::Moved(_) => Standing::AsClipped,
            Placed::Changed(_) => Standing::Changed,
            Placed::Lost => Standing::Lost,
        },
        None => Standing::Lost,
    })
}

/// The source of a clip: as the library's list has it, or where the article is gone as it was when
/// it was clipped.
fn source(
    number: u32,
    row: Option<&ArticleRow>,
    hash: Option<&str>,
    clip: &Clip,
    accessed: Day,
) -> Source {
    let mut source = match row {
        Some(row) => Source::of(number, row, accessed),
        None => Source {
            number,
            article: clip.anchor.article,
            key: String::new(),
            title: clip.citation.title.clone(),
            title_derived: false,
            authors: Vec::new(),
            publisher: clip.citation.publisher.clone(),
            url: clip.citation.url.clone(),
            published: clip.citation.published.map(|moment| moment.to_string()),
            estimated: clip.citation.estimated,
            accessed,
            language: None,
            sha256: String::new(),
            grade: Grade::default(),
        },
    };
    hash.unwrap_or(&clip.anchor.sha256)
        .clone_into(&mut source.sha256);
    source
}

//! What several articles claim, as a note tells it: who corroborates whom, and who differs.

use super::evidence::{Conflict, Corroboration, Evidence, Resolving, Side};
use super::report::{Report, Source};
use super::weigh::{Telling, Weighed};
use super::{Error, Selection, Within, claim, claim_notes, claims, resolved};
use crate::library::{Claims, Library, Query};
use crate::model::EntityId;
use std::collections::BTreeSet;

/// Claims of either sort that a note tells; the view of claims has all.
const MOST: usize = 8;

/// Puts the claims of a selection into a report. Articles that it has no number for become sources
/// at its end, so that every line has its source.
pub(super) fn put(
    library: &Library,
    selection: &Selection,
    query: &Query,
    within: Within,
    report: &mut Report,
) -> Result<(), Error> {
    let timely = |weighed: &Weighed| {
        let mut days = weighed
            .tellings
            .iter()
            .filter_map(|telling| telling.published);
        within.0.is_none() || days.any(|day| within.holds(day))
    };
    let (shared, conflicts) = match selection {
        Selection::Article(id) => {
            let groups: BTreeSet<i64> = claim_notes(library, *id)?
                .into_iter()
                .map(|note| note.group)
                .collect();
            let mut all = Vec::new();
            for group in groups.into_iter().take(2 * MOST) {
                all.extend(claim(library, group)?);
            }
            let (shared, conflicts): (Vec<_>, Vec<_>) = all
                .into_iter()
                .partition(|weighed| weighed.differences.is_empty());
            (shared, conflicts)
        }
        Selection::Entity(id) => {
            let named = of_entity(id)?;
            let window = |which| claims(library, which, &named, 0..4 * MOST);
            let about = |weighed: &Weighed| {
                let mut tellings = weighed.tellings.iter();
                tellings.any(|telling| telling.entities.contains(id))
            };
            let keep = |rows: Vec<Weighed>| rows.into_iter().filter(about).collect();
            (
                keep(window(Claims::Shared)?.rows),
                keep(window(Claims::Conflicts)?.rows),
            )
        }
        Selection::Corpus | Selection::Query(_) => {
            let window = |which| claims(library, which, query, 0..MOST);
            (
                window(Claims::Shared)?.rows,
                window(Claims::Conflicts)?.rows,
            )
        }
    };
    for weighed in shared
        .into_iter()
        .filter(|w| w.differences.is_empty() && timely(w))
        .take(MOST)
    {
        sources(library, &weighed, report)?;
        let articles: BTreeSet<_> = weighed.tellings.iter().map(|t| t.article).collect();
        report.corroborations.push(Corroboration {
            what: weighed.what,
            articles: articles.into_iter().collect(),
            origins: weighed.origins,
            circle: weighed.circle,
            tellings: weighed.tellings.iter().map(evidence).collect(),
        });
    }
    let conflicts: Vec<Weighed> = conflicts.into_iter().filter(timely).take(MOST).collect();
    let mut resolutions = resolved(library, &conflicts)?.into_iter().peekable();
    for weighed in conflicts {
        let found = resolutions.next_if(|resolved| resolved.group == weighed.group);
        sources(library, &weighed, report)?;
        let sides = weighed.sides().into_iter().map(|(value, tellings)| Side {
            value: value.to_owned(),
            evidence: tellings.into_iter().map(evidence).collect(),
        });
        report.conflicts.push(Conflict {
            about: weighed.what.clone(),
            sides: sides.collect(),
            update: weighed.update,
            circle: weighed.circle,
            resolution: found.map(|found| Resolving {
                value: found.resolution.value,
                words: found.resolution.words,
                article: found.resolution.anchor.article,
                changed: found.changed,
            }),
        });
    }
    Ok(())
}

fn of_entity(id: &EntityId) -> Result<Query, Error> {
    Ok(Query::parse(&format!("entity:\"{id}\""))?)
}

fn evidence(telling: &Telling) -> Evidence {
    Evidence {
        article: telling.article,
        span: telling.span,
        text: telling.text.clone(),
        published: telling.published,
        voice: telling.voice.clone(),
        origin: telling.origin,
        caveat_lost: telling.caveat_lost,
    }
}

fn sources(library: &Library, weighed: &Weighed, report: &mut Report) -> Result<(), Error> {
    for telling in &weighed.tellings {
        if report.number_of(telling.article).is_some() {
            continue;
        }
        let Some(row) = library.row(telling.article)? else {
            continue;
        };
        let mut source = Source::of(report.sources.len() as u32 + 1, &row, report.date);
        source.sha256 = library.sha256(telling.article)?.unwrap_or_default();
        report.sources.push(source);
    }
    Ok(())
}

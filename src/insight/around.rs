//! An entity among those it appears with, and these among each other.

use super::compose::entities_in;
use super::{Companion, Error, card};
use crate::library::{Hit, Library, Listing, Query, Sort};
use crate::model::{EntityId, Kind, Span};

/// An entity, those it appears with beyond chance, and which of them appear together.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbourhood {
    pub id: EntityId,
    pub kind: Kind,
    pub name: String,
    pub mentions: u32,
    pub articles: u32,
    /// Strongest first.
    pub around: Vec<Companion>,
    pub ties: Vec<Tie>,
    /// How many there are at all.
    pub total: usize,
}

/// Two of a neighbourhood that sentences name together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// Places in the neighbourhood, the first the lower.
    pub ends: [usize; 2],
    pub articles: u32,
    pub sentences: u32,
}

/// The strongest neighbours of an entity and the ties between them, from the lists that the library
/// keeps ready. Nothing where no article names the entity.
///
/// # Errors
/// Where the library fails.
pub fn neighbourhood(
    library: &Library,
    id: &EntityId,
    most: usize,
) -> Result<Option<Neighbourhood>, Error> {
    let Some((entity, row)) = library.entity(id)? else {
        return Ok(None);
    };
    let mut around = card::companions(library, id, None)?;
    let total = around.len();
    around.truncate(most);
    let ids: Vec<EntityId> = around.iter().map(|other| other.id.clone()).collect();
    let ties = library
        .ties(&ids)?
        .into_iter()
        // Sharing an article is not yet company.
        .filter(|(.., sentences)| *sentences > 0)
        .map(|(a, b, articles, sentences)| Tie {
            ends: [a, b],
            articles,
            sentences,
        })
        .collect();
    Ok(Some(Neighbourhood {
        id: entity.id,
        kind: entity.kind,
        name: entity.name,
        mentions: row.mentions,
        articles: row.articles,
        around,
        ties,
        total,
    }))
}

/// Articles that are gone through for where two stand: the newest.
const WALK: usize = 200;

/// Where two entities stand together: first the sentences that name both, newest article first,
/// then of the other articles that name both the sentence that first names the second.
///
/// # Errors
/// Where the library fails.
pub fn both(
    library: &Library,
    [one, other]: [&EntityId; 2],
    limit: usize,
) -> Result<Vec<Hit>, Error> {
    let listing = Listing {
        query: Query::naming(one).and(Query::naming(other)),
        sort: Sort::Date,
    };
    let (mut together, mut apart) = (Vec::new(), Vec::new());
    for row in library.articles(&listing, 0..WALK)?.rows {
        let article = library.marked(row.id)?;
        let found = &article.annotations;
        let named = |id: &EntityId, within: Span| -> Vec<Span> {
            let mentions = found.mentions.iter();
            mentions
                .filter(|mention| within.contains(mention.span))
                .filter(|mention| {
                    let entity = found.entities.get(mention.entity as usize);
                    entity.is_some_and(|entity| entity.id == *id)
                })
                .map(|mention| mention.span)
                .collect()
        };
        let hit = |sentence: Span, mut lit: Vec<Span>| {
            lit.sort_unstable();
            Hit {
                article: row.id,
                title: row.title.clone(),
                published: row.published,
                estimated: row.estimated,
                span: sentence,
                text: sentence.of(&article.document.text).to_owned(),
                lit: lit
                    .into_iter()
                    .map(|span| Span {
                        start: span.start - sentence.start,
                        end: span.end - sentence.start,
                    })
                    .collect(),
                score: 0.0,
            }
        };
        let before = together.len();
        let mut first = None;
        for &sentence in &found.sentences {
            let here = entities_in(&article, sentence);
            if !here.contains(other) {
                continue;
            }
            let mut lit = named(other, sentence);
            if here.contains(one) {
                lit.extend(named(one, sentence));
                together.push(hit(sentence, lit));
            } else if first.is_none() {
                first = Some(hit(sentence, lit));
            }
        }
        if together.len() == before {
            apart.extend(first);
        }
        if together.len() >= limit {
            break;
        }
    }
    together.extend(apart);
    together.truncate(limit);
    Ok(together)
}

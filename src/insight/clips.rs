use super::{ClaimNote, Error, claim_notes};
use crate::library::{Library, Reliable};
use crate::model::{ArticleId, Clip, Placed, Span};
use serde::Serialize;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// A clip with what became of its article since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelved {
    pub clip: Clip,
    pub fate: Fate,
    /// Where the passage stands in the article now.
    pub span: Option<Span>,
    pub reliable: Reliable,
    /// How many independent origins say it, where that was worked out. Credibility 1 asks for two
    /// at least.
    pub origins: Option<u32>,
}

/// Whether a clip's passage still stands where it was taken from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    #[default]
    Stands,
    /// Elsewhere in the article.
    Moved,
    /// In other words.
    Changed,
    /// No longer in the article.
    Lost,
    /// The article is not in the library.
    Gone,
}

impl Fate {
    /// The word in JSON and on the screen.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stands => "stands",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Lost => "lost",
            Self::Gone => "gone",
        }
    }

    /// What an analyst has to know of it; nothing where all is as it was.
    #[must_use]
    pub fn words(self) -> Option<&'static str> {
        match self {
            Self::Stands => None,
            Self::Moved => Some("stands elsewhere in the article now"),
            Self::Changed => Some("the article says it in other words now"),
            Self::Lost => Some("no longer in the article"),
            Self::Gone => Some("its article is not in the library"),
        }
    }
}

impl From<Placed> for Fate {
    fn from(placed: Placed) -> Self {
        match placed {
            Placed::Here(_) => Self::Stands,
            Placed::Moved(_) => Self::Moved,
            Placed::Changed(_) => Self::Changed,
            Placed::Lost => Self::Lost,
        }
    }
}

/// Every clip in the analyst's order, with what became of its article since.
///
/// # Errors
/// Where the library fails.
pub fn clips(library: &Library) -> Result<Vec<Shelved>, Error> {
    let mut articles: BTreeMap<ArticleId, Option<(String, Reliable)>> = BTreeMap::new();
    let mut claims: BTreeMap<ArticleId, Vec<ClaimNote>> = BTreeMap::new();
    let mut out = Vec::new();
    for clip in library.clips()? {
        let id = clip.anchor.article;
        let article = match articles.entry(id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(open) => {
                let found = match library.row(id)? {
                    Some(row) => Some((library.text(id)?, row.reliability)),
                    None => None,
                };
                open.insert(found)
            }
        };
        let shelved = match article {
            Some((text, reliable)) => {
                let placed = clip.anchor.find(text);
                let notes = match claims.entry(id) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(open) => open.insert(claim_notes(library, id)?),
                };
                let origins = placed.span().and_then(|span| {
                    let here = notes.iter().filter(|note| note.lit.overlaps(span));
                    here.map(|note| note.origins).max()
                });
                Shelved {
                    fate: placed.into(),
                    span: placed.span(),
                    reliable: *reliable,
                    origins,
                    clip,
                }
            }
            None => Shelved {
                clip,
                fate: Fate::Gone,
                ..Shelved::default()
            },
        };
        out.push(shelved);
    }
    Ok(out)
}

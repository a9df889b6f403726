//! The telling that the analyst goes with, found again among the tellings of a claim.

use super::{Error, Weighed, claim_notes};
use crate::library::Library;
use crate::model::{ArticleId, Day, Placed, Resolution, Span};

/// How a claim was resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The claim, by its number in the library.
    pub group: i64,
    /// Place of the telling among those of the claim.
    pub telling: usize,
    pub resolution: Resolution,
    /// The article says something else there now.
    pub changed: bool,
}

/// How claims were resolved, of those that were. Where two decisions come to stand on one claim,
/// the later holds.
///
/// # Errors
/// Where the library fails.
pub fn resolved(library: &Library, claims: &[Weighed]) -> Result<Vec<Resolved>, Error> {
    let resolutions = library.resolutions()?;
    if resolutions.is_empty() {
        return Ok(Vec::new());
    }
    let mut out = Vec::new();
    for weighed in claims {
        out.extend(of(library, &resolutions, weighed)?);
    }
    Ok(out)
}

fn of(
    library: &Library,
    resolutions: &[Resolution],
    weighed: &Weighed,
) -> Result<Option<Resolved>, Error> {
    for resolution in resolutions {
        let article = resolution.anchor.article;
        let here = |telling: &&super::Telling| telling.article == article;
        if !weighed.tellings.iter().any(|telling| here(&telling)) {
            continue;
        }
        let Some(span) = place(library, resolution)? else {
            continue;
        };
        let mut tellings = weighed.tellings.iter().enumerate();
        let found = tellings.find(|(_, telling)| here(telling) && telling.lit.overlaps(span));
        if let Some((at, telling)) = found {
            return Ok(Some(Resolved {
                group: weighed.group,
                telling: at,
                changed: telling.value != resolution.value,
                resolution: resolution.clone(),
            }));
        }
    }
    Ok(None)
}

/// Where the words of a telling stand now. An article whose bytes are the same need not be read.
fn place(library: &Library, resolution: &Resolution) -> Result<Option<Span>, Error> {
    let anchor = &resolution.anchor;
    Ok(match library.sha256(anchor.article)? {
        None => None,
        Some(hash) if hash == anchor.sha256 => Some(anchor.span),
        Some(_) => match anchor.find(&library.text(anchor.article)?) {
            Placed::Lost => None,
            placed => placed.span(),
        },
    })
}

/// Goes with what one telling of a claim says; nothing is kept by that yet.
///
/// # Errors
/// Where the library fails or has no such article.
pub fn resolution(
    library: &Library,
    article: ArticleId,
    lit: Span,
    told: (&str, &str),
    today: Day,
) -> Result<Resolution, Error> {
    let document = library.article(article)?.document;
    Ok(Resolution::new(article, &document, lit, told, today))
}

/// The claim that a passage of an article makes and others make as well, and which of its tellings
/// the passage is. Of several, the one that others contradict.
///
/// # Errors
/// Where the library fails.
pub fn claim_at(
    library: &Library,
    article: ArticleId,
    span: Span,
) -> Result<Option<(Weighed, usize)>, Error> {
    let mut notes = claim_notes(library, article)?;
    notes.retain(|note| note.span.overlaps(span));
    notes.sort_by_key(|note| (!note.is_conflict(), !note.lit.overlaps(span), note.lit));
    let Some(note) = notes.first() else {
        return Ok(None);
    };
    let Some(weighed) = super::claim(library, note.group)? else {
        return Ok(None);
    };
    let mut tellings = weighed.tellings.iter();
    let at = tellings.position(|telling| telling.article == article && telling.lit == note.lit);
    Ok(at.map(|at| (weighed, at)))
}

//! The claims of the library, weighed: windows on all, and those of one article.

use super::weigh::{Teller, Weighed, together};
use super::{Error, Telling, resolved};
use crate::analysis::claims::{self, Sketch};
use crate::library::{self, ClaimGroup, Claims, Library, Query, Window};
use crate::model::{ArticleId, Claim, ClaimKind, Difference, Span};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Tellings of one claim that are shown.
const TELLINGS: usize = 24;

/// A place in an article that makes a claim which others make as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimNote {
    /// The sentence, and the figure, trigger or quotation in it.
    pub span: Span,
    pub lit: Span,
    pub group: i64,
    pub kind: ClaimKind,
    pub articles: u32,
    pub origins: u32,
    pub differences: BTreeSet<Difference>,
    pub update: bool,
    /// What the analyst goes with, where that is resolved.
    pub resolved: Option<String>,
}

impl ClaimNote {
    /// Whether others tell it so that not all can be right.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        !self.differences.is_empty() && !self.update
    }
}

/// A window on the claims that several articles make.
///
/// # Errors
/// Where the library fails.
pub fn claims(
    library: &Library,
    which: Claims,
    query: &Query,
    range: Range<usize>,
) -> Result<Window<Weighed>, Error> {
    let groups = library.claims(which, query, range)?;
    let mut rows = Vec::with_capacity(groups.rows.len());
    for group in &groups.rows {
        rows.extend(weighed(library, group)?);
    }
    Ok(Window {
        first: groups.first,
        total: groups.total,
        rows,
    })
}

/// A claim with its tellings; nothing where none of these is there any more.
///
/// # Errors
/// Where the library fails.
pub fn weighed(library: &Library, group: &ClaimGroup) -> Result<Option<Weighed>, Error> {
    let seats = &group.members[..group.members.len().min(TELLINGS)];
    let mut found = BTreeMap::new();
    let mut origins: BTreeMap<ArticleId, ArticleId> = BTreeMap::new();
    for seat in seats {
        if let Entry::Vacant(place) = found.entry(seat.article) {
            let row = library
                .row(seat.article)?
                .ok_or(library::Error::NoArticle(seat.article))?;
            let body = library.marks_of(seat.article)?;
            let numbers = seats.iter().filter(|one| one.article == seat.article);
            let numbers: Vec<u32> = numbers.map(|one| one.number).collect();
            let claims = claims::numbered(&body.0, &body.1, &numbers);
            origins.insert(seat.article, library.origin(seat.article)?);
            place.insert((row, body, claims));
        }
    }
    let mut members: Vec<(Teller<'_>, &Claim, &Sketch)> = seats
        .iter()
        .filter_map(|seat| {
            let (row, body, claims) = found.get(&seat.article)?;
            let (claim, sketch) = claims.iter().find(|(c, _)| c.number() == seat.number)?;
            let article = Teller {
                row,
                document: &body.0,
                annotations: &body.1,
            };
            Some((article, claim, sketch))
        })
        .collect();
    if members.is_empty() {
        return Ok(None);
    }
    members.sort_by_key(|(article, claim, _)| {
        (
            article.row.published.map(|moment| moment.first),
            article.row.id,
            claim.lit,
        )
    });
    let origin = |id: ArticleId| origins.get(&id).copied().unwrap_or(id);
    let mut out = together(&members, &origin, &|_| 1.0);
    // The sums are of all tellings, those that are not shown among them.
    out.group = group.id;
    out.articles = group.articles;
    out.origins = group.origins;
    out.differences.clone_from(&group.differences);
    out.update = group.update;
    Ok(Some(out))
}

/// One claim with its tellings; nothing where it is no more.
///
/// # Errors
/// Where the library fails.
pub fn claim(library: &Library, group: i64) -> Result<Option<Weighed>, Error> {
    match library.claim_group(group)? {
        Some(group) => weighed(library, &group),
        None => Ok(None),
    }
}

/// The places of an article that make claims which others make as well, in order.
///
/// # Errors
/// Where the library fails.
pub fn claim_notes(library: &Library, article: ArticleId) -> Result<Vec<ClaimNote>, Error> {
    let kept = library.claims_of(article)?;
    if kept.is_empty() {
        return Ok(Vec::new());
    }
    let marks = library.marks_of(article)?;
    let any = !library.resolutions()?.is_empty();
    let mut out = Vec::with_capacity(kept.len());
    for (number, group) in kept {
        let Some((span, lit)) = claims::place(&marks.1, number) else {
            continue;
        };
        let resolved = if any && !group.differences.is_empty() {
            value(library, &group)?
        } else {
            None
        };
        out.push(ClaimNote {
            span,
            lit,
            group: group.id,
            kind: group.kind,
            articles: group.articles,
            origins: group.origins,
            differences: group.differences,
            update: group.update,
            resolved,
        });
    }
    Ok(out)
}

/// What the analyst goes with in a claim.
fn value(library: &Library, group: &ClaimGroup) -> Result<Option<String>, Error> {
    let Some(weighed) = weighed(library, group)? else {
        return Ok(None);
    };
    let found = resolved(library, &[weighed])?.into_iter().next();
    Ok(found.map(|found| found.resolution.value))
}

impl Telling {
    /// Who tells it, as a line names it: the publisher, else the title.
    #[must_use]
    pub fn teller(&self) -> &str {
        self.publisher.as_deref().unwrap_or(&self.title)
    }
}

//! What lists and rules see, put as hints for the tagger.

use super::candidates::Candidate;
use super::{cues, patterns, persons, places};
use crate::analysis::gazetteer::{Found, Gazetteer, Stands};
use crate::analysis::tagger::{Hint, Hints, Page};

/// The hints of a page from the lists and the rules, one for each token.
#[must_use]
pub fn hints(page: &Page<'_>, gazetteer: &Gazetteer) -> Hints {
    let found = gazetteer.find(page);
    let mut rules = Vec::new();
    patterns::find(page, &mut rules);
    cues::find(page, &mut rules);
    persons::find(page, &mut rules);
    places::find(page, &mut rules);
    gather(page, gazetteer, &found, &rules)
}

/// The hints of what was found already.
pub(super) fn gather(
    page: &Page<'_>,
    gazetteer: &Gazetteer,
    found: &[Found],
    rules: &[Candidate],
) -> Hints {
    let mut out = vec![Hint::default(); page.words.len()];
    for rule in rules {
        let strong = u8::from(rule.weight >= 0.8);
        for (place, at) in rule.tokens.clone().enumerate() {
            let part = part(place, rule.tokens.len());
            let code = 1 + (rule.kind as u8 * 2 + strong) * 4 + part;
            if let Some(hint) = out.get_mut(at) {
                hint.rule = hint.rule.max(code);
            }
        }
    }
    for hit in found {
        let Some(candidate) = hit.candidates.iter().min_by_key(|c| c.stands) else {
            continue;
        };
        let Some(entry) = gazetteer.entry(candidate.entry) else {
            continue;
        };
        let standing = match candidate.stands {
            Stands::Alone if hit.candidates.len() == 1 => 0,
            Stands::Alone | Stands::InContext => 1,
            Stands::AsModifier => 2,
            Stands::Never => continue,
        };
        for (place, at) in hit.tokens.clone().enumerate() {
            let part = part(place, hit.tokens.len());
            let code = 1 + (entry.kind as u8 * 3 + standing) * 4 + part;
            if let Some(hint) = out.get_mut(at) {
                hint.list = code;
            }
        }
    }
    out
}

/// Alone, first, inner or last.
fn part(place: usize, length: usize) -> u8 {
    match place {
        _ if length == 1 => 0,
        0 => 1,
        _ if place + 1 == length => 3,
        _ => 2,
    }
}

use crate::analysis::tagger::{Cue, Page, Shape};

/// How many tokens are enough to know a language.
const ENOUGH: usize = 2000;

/// The least that says something.
const LEAST: usize = 3;

/// Whether a document is written in another language than English: by the little words that only
/// the one or the others have, or by its script.
pub(super) fn is_foreign(page: &Page<'_>) -> bool {
    let (mut english, mut foreign, mut script, mut words) = (0, 0, 0, 0);
    for (at, word) in page.words.iter().take(ENOUGH).enumerate() {
        if !word.shape.is(Shape::WORD) {
            continue;
        }
        words += 1;
        english += usize::from(word.cue.any(Cue::ENGLISH));
        foreign += usize::from(word.cue.any(Cue::FOREIGN));
        if word.cue.any(Cue::PLAIN) {
            continue;
        }
        // The letters of other scripts begin with so high a byte.
        let lead = page.text(at).as_bytes().first().copied().unwrap_or(b' ');
        if lead >= 0xcd {
            let first = page.text(at).chars().next().unwrap_or(' ');
            script += usize::from(first > '\u{36f}');
        }
    }
    foreign >= LEAST && foreign > 2 * english || script * 2 > words
}

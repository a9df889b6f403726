//! The claims of an article as bytes: of each its group, and of its sketch what comparing takes.

use crate::analysis::claims::Sketch;

/// Words of a sentence, of those around it, and runs of a quotation, that are kept.
const WORDS: usize = 24;
const AROUND: usize = 8;
/// Names, places and other short lists.
const NAMES: usize = 10;

/// A claim: the group it is in, 0 where nobody shares it; its number in the article; its sketch.
pub(super) type Kept = (i64, u32, Sketch);

pub(super) fn pack(claims: &[Kept]) -> Vec<u8> {
    rmp_serde::to_vec(claims).unwrap_or_default()
}

/// Undoes [`pack`]; what is damaged is none, and is made anew when the article is weighed again.
pub(super) fn unpack(bytes: &[u8]) -> Vec<Kept> {
    rmp_serde::from_slice(bytes).unwrap_or_default()
}

/// What is kept of a sketch.
pub(super) fn cut(mut sketch: Sketch) -> Sketch {
    sketch.words.truncate(WORDS);
    sketch.around.truncate(AROUND);
    sketch.runs.truncate(WORDS);
    for list in [
        &mut sketch.own,
        &mut sketch.cited,
        &mut sketch.names,
        &mut sketch.places,
    ] {
        list.truncate(NAMES);
    }
    sketch
}

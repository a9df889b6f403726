//! Whether two sentences say the same.

use crate::text::fold;
use std::collections::BTreeSet;

/// The words of a sentence that carry its meaning, folded.
pub(super) fn words(text: &str) -> BTreeSet<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() >= 4 || word.bytes().any(|b| b.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}

/// Whether two sentences say the same in nearly the same words: three fifths of all in common.
pub(super) fn alike(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let common = one.intersection(other).count();
    let all = one.len() + other.len() - common;
    common >= 4 && common * 5 >= all * 3
}

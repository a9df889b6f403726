//! Whether two sentences say the same.

use crate::text::fold;
use std::cmp::Ordering;

/// The words of a sentence that carry its meaning, folded: a hash of each, in order, none twice.
#[derive(Clone, Debug, Default)]
pub(super) struct Words(Vec<u64>);

pub(super) fn words(text: &str) -> Words {
    let mut words: Vec<u64> = fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() >= 4 || word.bytes().any(|b| b.is_ascii_digit()))
        .map(hash)
        .collect();
    words.sort_unstable();
    words.dedup();
    Words(words)
}

/// FNV-1a: of the words of one note no two are likely ever to share it.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}

/// Whether two sentences say the same in nearly the same words: three fifths of all in common.
pub(super) fn alike(one: &Words, other: &Words) -> bool {
    let (one, other) = (&one.0, &other.0);
    let enough = |common: usize| common >= 4 && common * 8 >= (one.len() + other.len()) * 3;
    enough(one.len().min(other.len())) && enough(common(one, other))
}

fn common(one: &[u64], other: &[u64]) -> usize {
    let (mut at, mut beside, mut count) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(at), other.get(beside)) {
        match a.cmp(b) {
            Ordering::Less => at += 1,
            Ordering::Greater => beside += 1,
            Ordering::Equal => (at, beside, count) = (at + 1, beside + 1, count + 1),
        }
    }
    count
}

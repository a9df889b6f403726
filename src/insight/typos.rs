//! Names that were typed with a slip: letters swapped, left out, doubled or mistaken.

use super::pattern::mask;
use std::collections::{BTreeMap, HashMap};

/// The different words of many names, and which names have them.
#[derive(Debug)]
pub(super) struct Vocabulary {
    words: Vec<(Box<str>, u64)>,
    /// The words of each name, one after the other.
    of_names: Vec<u32>,
    name_ends: Vec<u32>,
    /// The names of each word, one after the other.
    with_word: Vec<u32>,
    word_ends: Vec<u32>,
}

/// How near a word is to what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WordHit {
    slips: u32,
    /// The word ends where the pattern does.
    whole: bool,
}

impl WordHit {
    /// Compares a word with a typed one. Four and five letters may have one slip, longer words
    /// two; shorter ones must be right.
    pub(super) fn of(typed: &str, word: &str) -> Option<Self> {
        let allowed = slips(typed);
        let typed: Vec<char> = typed.chars().collect();
        let word: Vec<char> = word.chars().collect();
        if word.len() + (allowed as usize) < typed.len() || word.len() < 2 {
            return None;
        }
        let (whole, prefix) = distances(&typed, &word);
        if whole <= allowed {
            Some(Self {
                slips: whole,
                whole: true,
            })
        } else {
            (prefix <= allowed).then_some(Self {
                slips: prefix,
                whole: false,
            })
        }
    }

    /// Comparable with the scores of names that match letter by letter, and below them.
    pub(super) fn score(self, typed: &str) -> i64 {
        let letters = typed.chars().count() as i64;
        16 * letters - 24 * i64::from(self.slips) + if self.whole { 35 } else { 10 }
    }
}

/// How many slips a typed word may have.
fn slips(typed: &str) -> u32 {
    match typed.chars().count() {
        0..=3 => 0,
        4 | 5 => 1,
        _ => 2,
    }
}

/// Damerau's distance with adjacent transpositions (optimal string alignment) of the typed word to
/// the word and to the nearest of its beginnings.
fn distances(typed: &[char], word: &[char]) -> (u32, u32) {
    let width = word.len() + 1;
    let mut before = vec![0u32; width];
    let mut last: Vec<u32> = (0..width as u32).collect();
    let mut row = vec![0u32; width];
    for (i, &t) in typed.iter().enumerate() {
        row[0] = i as u32 + 1;
        for (j, &w) in word.iter().enumerate() {
            let mut cost = (last[j] + u32::from(t != w))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && t == word[j - 1] && typed[i - 1] == w {
                cost = cost.min(before[j - 1] + 1);
            }
            row[j + 1] = cost;
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    let prefix = last.iter().copied().min().unwrap_or(u32::MAX);
    (last[width - 1], prefix)
}

impl Vocabulary {
    pub(super) fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut ids: HashMap<&str, u32> = HashMap::new();
        let mut words: Vec<(Box<str>, u64)> = Vec::new();
        let (mut of_names, mut name_ends) = (Vec::new(), Vec::new());
        for name in names {
            for word in super::fuzzy::words(name) {
                let id = *ids.entry(word).or_insert_with(|| {
                    words.push((word.into(), mask(word)));
                    words.len() as u32 - 1
                });
                of_names.push(id);
            }
            name_ends.push(of_names.len() as u32);
        }
        let mut word_ends = vec![0u32; words.len()];
        for &word in &of_names {
            word_ends[word as usize] += 1;
        }
        let mut sum = 0;
        let mut next: Vec<u32> = Vec::with_capacity(words.len());
        for end in &mut word_ends {
            next.push(sum);
            sum += *end;
            *end = sum;
        }
        let mut with_word = vec![0; of_names.len()];
        let mut start = 0;
        for (name, &end) in name_ends.iter().enumerate() {
            for &word in &of_names[start as usize..end as usize] {
                let at = &mut next[word as usize];
                with_word[*at as usize] = name as u32;
                *at += 1;
            }
            start = end;
        }
        Self {
            words,
            of_names,
            name_ends,
            with_word,
            word_ends,
        }
    }

    /// The words that are near enough to what was typed.
    pub(super) fn near(&self, typed: &str) -> BTreeMap<u32, WordHit> {
        let (letters, allowed) = (mask(typed), slips(typed));
        self.words
            .iter()
            .enumerate()
            .filter(|(_, (_, mask))| (letters & !mask).count_ones() <= allowed)
            .filter_map(|(id, (word, _))| Some((id as u32, WordHit::of(typed, word)?)))
            .collect()
    }

    /// How many names have one of the words, at most.
    pub(super) fn reach(&self, words: &BTreeMap<u32, WordHit>) -> usize {
        words.keys().map(|&word| self.posting(word).len()).sum()
    }

    /// The names that have one of the words, in order.
    pub(super) fn names_with<'a>(&self, words: impl Iterator<Item = &'a u32>) -> Vec<u32> {
        let mut names: Vec<u32> = words
            .flat_map(|&word| self.posting(word))
            .copied()
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    fn posting(&self, word: u32) -> &[u32] {
        slice(&self.with_word, &self.word_ends, word)
    }

    pub(super) fn words_of(&self, name: u32) -> impl Iterator<Item = u32> {
        slice(&self.of_names, &self.name_ends, name).iter().copied()
    }
}

/// The stretch of a list that belongs to the one at `at`.
fn slice<'a>(list: &'a [u32], ends: &[u32], at: u32) -> &'a [u32] {
    let at = at as usize;
    let start = at.checked_sub(1).map_or(0, |before| ends[before]);
    &list[start as usize..ends[at] as usize]
}

#[cfg(test)]
mod tests {
    use super::WordHit;

    #[test]
    fn a_slip_or_two_is_forgiven_in_words_long_enough() {
        for (typed, word, expected) in [
            ("hauwei", "huawei", Some(1)),
            ("huwaei", "huawei", Some(1)),
            ("kasperksy", "kaspersky", Some(1)),
            ("iarn", "iran", Some(1)),
            ("micorsotf", "microsoft", Some(2)),
            ("cai", "cia", None),
            ("huawei", "hainan", None),
        ] {
            let hit = WordHit::of(typed, word);
            assert_eq!(hit.map(|hit| hit.slips), expected, "{typed} {word}");
        }
    }
}

//! Which entities an article names, and which in one sentence.

use super::pack::{put, take};
use std::collections::BTreeMap;

/// Which entities an article names: the keys with their mentions, and the sentences that name
/// more than none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Forward {
    /// Key and mentions, in order of key.
    pub keys: Vec<(u32, u32)>,
    /// Sentences one after the other: how many it names, then their places in `keys`, each once,
    /// in order.
    pub sentences: Vec<u32>,
    /// How many sentences the article has, those that name nobody among them.
    pub total_sentences: u32,
}

impl Forward {
    pub(super) fn pack(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.keys.len() * 3 + self.sentences.len() + 4);
        put(&mut out, u64::from(self.total_sentences));
        put(&mut out, self.keys.len() as u64);
        let mut last = 0;
        for &(key, mentions) in &self.keys {
            put(&mut out, u64::from(key - last));
            put(&mut out, u64::from(mentions));
            last = key;
        }
        for &number in &self.sentences {
            put(&mut out, u64::from(number));
        }
        out
    }

    pub(super) fn unpack(bytes: &[u8]) -> Self {
        let mut out = Self::default();
        out.read(bytes);
        out
    }

    /// Takes the place of what was read before, in the same memory.
    pub(super) fn read(&mut self, mut bytes: &[u8]) {
        let bytes = &mut bytes;
        self.keys.clear();
        self.sentences.clear();
        self.total_sentences = take(bytes).unwrap_or(0) as u32;
        let mut last = 0_u32;
        for _ in 0..take(bytes).unwrap_or(0) {
            let (Some(step), Some(mentions)) = (take(bytes), take(bytes)) else {
                break;
            };
            last = last.saturating_add(step as u32);
            self.keys.push((last, mentions as u32));
        }
        while let Some(number) = take(bytes) {
            self.sentences.push(number as u32);
        }
    }

    /// Whether packed bytes name one of some keys, read no further than need be.
    pub(super) fn names(mut bytes: &[u8], wanted: &[u32]) -> bool {
        let bytes = &mut bytes;
        let most = wanted.iter().max().copied().unwrap_or(0);
        take(bytes);
        let mut last = 0_u32;
        for _ in 0..take(bytes).unwrap_or(0) {
            let (Some(step), Some(_)) = (take(bytes), take(bytes)) else {
                break;
            };
            last = last.saturating_add(step as u32);
            if wanted.contains(&last) {
                return true;
            }
            if last > most {
                break;
            }
        }
        false
    }

    /// Gives every key another; those that become one are counted as one.
    pub(super) fn join(&mut self, to: impl Fn(u32) -> u32) {
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        for &(key, mentions) in &self.keys {
            *counts.entry(to(key)).or_default() += mentions;
        }
        let keys: Vec<(u32, u32)> = counts.into_iter().collect();
        let place = |key: u32| keys.partition_point(|pair| pair.0 < to(key)) as u32;
        let places: Vec<u32> = self.keys.iter().map(|(key, _)| place(*key)).collect();
        let mut sentences = Vec::with_capacity(self.sentences.len());
        for sentence in self.sentences() {
            let mut named: Vec<u32> = sentence
                .iter()
                .filter_map(|at| places.get(*at as usize).copied())
                .collect();
            named.sort_unstable();
            named.dedup();
            sentences.push(named.len() as u32);
            sentences.extend(named);
        }
        (self.keys, self.sentences) = (keys, sentences);
    }

    /// The sentences: places in `keys`.
    pub(super) fn sentences(&self) -> impl Iterator<Item = &[u32]> {
        let mut rest = self.sentences.as_slice();
        std::iter::from_fn(move || {
            let (&count, after) = rest.split_first()?;
            let (sentence, after) = after.split_at_checked(count as usize)?;
            rest = after;
            Some(sentence)
        })
    }

    /// In how many sentences each is named, in the order of `keys`.
    pub(super) fn sentence_counts(&self) -> Vec<u32> {
        let mut out = vec![0; self.keys.len()];
        for &place in self.sentences().flatten() {
            if let Some(count) = out.get_mut(place as usize) {
                *count += 1;
            }
        }
        out
    }

    /// Who is named beside the one at a place of `keys`: each other key with the number of
    /// sentences that name both.
    pub(super) fn beside(&self, own: usize, mut each: impl FnMut(u32, u32)) {
        let mut counts = vec![0_u32; self.keys.len()];
        for sentence in self.sentences() {
            if !sentence.contains(&(own as u32)) {
                continue;
            }
            for &place in sentence {
                if let Some(count) = counts.get_mut(place as usize) {
                    *count += 1;
                }
            }
        }
        for (place, (&(key, _), sentences)) in self.keys.iter().zip(counts).enumerate() {
            if place != own {
                each(key, sentences);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forward_row_comes_back() {
        let row = Forward {
            keys: vec![(3, 1), (700, 12), (70_000, 2)],
            sentences: vec![2, 0, 2, 1, 1],
            total_sentences: 9,
        };
        assert_eq!(Forward::unpack(&row.pack()), row);
        assert_eq!(Forward::unpack(&[]), Forward::default());
        let named = |wanted: &[u32]| Forward::names(&row.pack(), wanted);
        assert!(named(&[3]) && named(&[9, 70_000]) && named(&[700]));
        assert!(!named(&[4, 701]) && !named(&[70_001]) && !named(&[]));
        assert_eq!(row.sentence_counts(), [1, 1, 1]);
        let mut beside = Vec::new();
        row.beside(0, |key, sentences| beside.push((key, sentences)));
        assert_eq!(beside, [(700, 0), (70_000, 1)]);
        let mut joined = row.clone();
        joined.join(|key| if key == 3 { 700 } else { key });
        assert_eq!(joined.keys, [(700, 13), (70_000, 2)]);
        assert_eq!(joined.sentences, [2, 0, 1, 1, 0]);
    }
}

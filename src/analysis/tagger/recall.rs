use crate::text::{Span, word_ends};

/// What a thread found out about words lately, so that it need not look at every letter again:
/// most words of a text are among them. It changes nothing of what is found.
#[derive(Debug, Default)]
pub(in crate::analysis) struct Recall<V, const BITS: u32> {
    /// As many as a power of two.
    pairs: Vec<Pair<V>>,
}

/// Two words that share a place, the later asked for first. With small values they lie
/// in one line of the processor's cache, or two.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Pair<V>([Slot<V>; 2]);

/// A word of at most fifteen bytes and what is known of it.
#[derive(Clone, Copy, Debug, Default)]
struct Slot<V> {
    key: (u64, u64),
    value: V,
}

impl<V: Copy + Default, const BITS: u32> Recall<V, BITS> {
    /// What is remembered of a word of a sort, or else what `look` has to say of it.
    #[inline]
    pub(in crate::analysis) fn get(&mut self, text: &str, sort: u8, look: impl FnOnce() -> V) -> V {
        if text.len() > LONGEST {
            return look();
        }
        self.find(key(text.as_bytes(), sort), look)
    }

    /// The same of a word in a text, most of which need no look at how long they are.
    #[inline]
    pub(in crate::analysis) fn get_in(
        &mut self,
        text: &str,
        word: Span,
        sort: u8,
        look: impl FnOnce(&str) -> V,
    ) -> V {
        let Some((head, tail)) = MASKS.get(word.len()) else {
            return look(word.of(text));
        };
        let start = word.start as usize;
        let ahead = text.as_bytes().get(start..start + LONGEST + 1);
        let Some(ahead) = ahead.and_then(<[u8]>::as_array::<16>) else {
            return self.get(word.of(text), sort, || look(word.of(text)));
        };
        let all = u128::from_le_bytes(*ahead);
        let tail = (all >> 64) as u64 & tail | (u64::from(sort) + 1) << 56;
        self.find((all as u64 & head, tail), || look(word.of(text)))
    }

    /// What is remembered of a key that is not nought, or else what `look` has to say of it.
    #[inline]
    pub(super) fn find(&mut self, key: (u64, u64), look: impl FnOnce() -> V) -> V {
        if self.pairs.is_empty() {
            self.pairs = vec![Pair::default(); 1 << BITS];
        }
        let mixed = (key.0 ^ key.1.rotate_left(31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let Pair(slots) = &mut self.pairs[(mixed >> (64 - BITS)) as usize];
        if slots[0].key != key {
            slots.swap(0, 1);
            if slots[0].key != key {
                slots[0] = Slot { key, value: look() };
            }
        }
        slots[0].value
    }
}

/// The longest word that is remembered, in bytes.
const LONGEST: usize = 15;

/// For each length what of sixteen bytes is the word.
const MASKS: [(u64, u64); LONGEST + 1] = {
    let mut masks = [(0, 0); LONGEST + 1];
    let mut length = 1;
    while length <= LONGEST {
        let mask = u128::MAX >> (128 - 8 * length);
        masks[length] = (mask as u64, (mask >> 64) as u64);
        length += 1;
    }
    masks
};

/// The bytes of a word in their order, and its sort, never nought, as the last.
#[inline]
fn key(bytes: &[u8], sort: u8) -> (u64, u64) {
    let (head, tail) = word_ends(bytes);
    let (head, tail) = match bytes.len() {
        // Only what the head does not hold.
        8.. => (head, tail >> 1 >> (127 - 8 * bytes.len())),
        length @ 4.. => (head | tail >> (64 - 8 * length) << 32, 0),
        _ => (head, 0),
    };
    (head, tail | (u64::from(sort) + 1) << 56)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_words_have_one_key() {
        let text = "abcdefghijklmnopq";
        let mut keys: Vec<_> = (1..=15)
            .flat_map(|length| (0..=2).map(move |at| (at, length)))
            .map(|(at, length)| key(&text.as_bytes()[at..at + length], 0))
            .collect();
        keys.push(key(b"abcdabcd", 0));
        keys.push(key(b"abcdabc", 0));
        keys.push(key(b"a", 1));
        let all = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), all);
        let mut recall: Recall<u8, 4> = Recall::default();
        for round in 0..2 {
            for length in 1..=16 {
                let word = &text[..length];
                let long = length as u8;
                assert_eq!(recall.get(word, 0, || long), long, "{round}");
            }
        }
        // Where the word stands makes no difference.
        for start in 0..text.len() {
            for end in start + 1..=text.len() {
                let (word, length) = (Span::new(start, end), (end - start) as u8);
                let mut recall: Recall<u8, 4> = Recall::default();
                assert_eq!(recall.get_in(text, word, 1, |_| length), length);
                if word.len() <= LONGEST {
                    assert_eq!(recall.get(word.of(text), 1, || 99), length);
                }
            }
        }
    }
}

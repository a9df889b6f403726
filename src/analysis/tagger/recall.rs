use crate::text::word_ends;

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
        if text.len() > 15 {
            return look();
        }
        if self.pairs.is_empty() {
            self.pairs = vec![Pair::default(); 1 << BITS];
        }
        let key = key(text.as_bytes(), sort);
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
                assert_eq!(
                    recall.get(word, 0, || length as u8),
                    length as u8,
                    "{round}"
                );
            }
        }
    }
}

/// A fixed set of words with something known of each, made once and asked for at every word of a
/// text.
///
/// Most words are turned away by their first two bytes and length, the others by one look at a table
/// of hashes; letters are compared only where the hashes agree.
#[derive(Clone, Debug, Default)]
pub struct Lookup<V> {
    /// For the first two bytes, five bits of each, the lengths that occur.
    lengths: Vec<u32>,
    /// Hash and place of each word plus one; 0 where a slot is free.
    slots: Vec<(u64, u32)>,
    words: Vec<(String, V)>,
}

impl<V: Copy> Lookup<V> {
    /// Makes a table of words. Where one occurs again, `join` says what is known of it then: what
    /// was known before, and what comes new.
    #[must_use]
    pub fn new<'w>(
        words: impl IntoIterator<Item = (&'w str, V)>,
        join: impl Fn(V, V) -> V,
    ) -> Self {
        let mut sorted: Vec<(&str, V)> = words.into_iter().collect();
        sorted.sort_by_key(|(word, _)| *word);
        let mut words: Vec<(String, V)> = Vec::with_capacity(sorted.len());
        for (word, value) in sorted {
            match words.last_mut().filter(|last| last.0 == word) {
                Some(last) => last.1 = join(last.1, value),
                None => words.push((word.to_owned(), value)),
            }
        }
        let mut lengths = vec![0; 1 << 10];
        let mut slots = vec![(0, 0); (words.len() * 4).next_power_of_two()];
        for (place, (word, _)) in words.iter().enumerate() {
            let bytes = word.as_bytes();
            lengths[first(bytes)] |= length(bytes);
            let hash = hash(bytes);
            let mut at = hash as usize & (slots.len() - 1);
            while slots[at].1 != 0 {
                at = (at + 1) & (slots.len() - 1);
            }
            slots[at] = (hash, place as u32 + 1);
        }
        Self {
            lengths,
            slots,
            words,
        }
    }

    /// What is known of a word.
    #[inline]
    #[must_use]
    pub fn get(&self, word: &str) -> Option<V> {
        let bytes = word.as_bytes();
        if self.lengths.get(first(bytes))? & length(bytes) == 0 {
            return None;
        }
        self.find(bytes)
    }

    #[inline]
    fn find(&self, bytes: &[u8]) -> Option<V> {
        let hash = hash(bytes);
        let mask = self.slots.len().wrapping_sub(1);
        let at = hash as usize & mask;
        // Most words that come this far find a free slot.
        if self.slots.get(at)?.1 == 0 {
            return None;
        }
        self.among(bytes, hash, at)
    }

    /// Compares a word with those from a slot on.
    #[inline(never)]
    fn among(&self, bytes: &[u8], hash: u64, from: usize) -> Option<V> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = from;
        loop {
            let (known, place) = *self.slots.get(at)?;
            let (word, value) = self.words.get((place as usize).checked_sub(1)?)?;
            if known == hash && word.as_bytes() == bytes {
                return Some(*value);
            }
            at = (at + 1) & mask;
        }
    }
}

#[inline]
fn first(bytes: &[u8]) -> usize {
    match bytes {
        [first, second, ..] => usize::from(first & 31) << 5 | usize::from(second & 31),
        [first] => usize::from(first & 31) << 5,
        [] => 0,
    }
}

#[inline]
fn length(bytes: &[u8]) -> u32 {
    1 << bytes.len().min(31)
}

/// Mixes the length and, for words of up to sixteen bytes, every byte; of longer ones the ends.
#[inline]
fn hash(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
    let (head, tail) = word_ends(bytes);
    let mixed = (head ^ tail.rotate_left(25) ^ (bytes.len() as u64) << 57).wrapping_mul(PRIME);
    mixed ^ (mixed >> 29)
}

/// The first and the last eight bytes of a word as numbers; they overlap or are filled up where it
/// is shorter. With its length they tell a word of up to sixteen bytes from every other.
#[inline]
#[must_use]
pub fn word_ends(bytes: &[u8]) -> (u64, u64) {
    if let (Some(head), Some(tail)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        return (u64::from_le_bytes(*head), u64::from_le_bytes(*tail));
    }
    if let (Some(head), Some(tail)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let (head, tail) = (u32::from_le_bytes(*head), u32::from_le_bytes(*tail));
        return (u64::from(head), u64::from(tail));
    }
    let byte = |at: usize| u64::from(bytes.get(at).copied().unwrap_or_default());
    (byte(0) | byte(1) << 8 | byte(2) << 16, 0)
}

use super::lexicon::{Lex, WORDS};
use crate::text::word_ends;
use std::sync::LazyLock;

/// A word of at most sixteen ASCII letters, whatever its case: its two overlapping ends and its
/// length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Key {
    head: u64,
    tail: u64,
    length: usize,
}

impl Key {
    fn new(word: &[u8]) -> Option<Self> {
        /// The bit that parts the cases.
        const LOWER: u64 = u64::from_le_bytes([0x20; 8]);
        let length = word.len();
        if !(1..=16).contains(&length) {
            return None;
        }
        let (head, tail) = word_ends(word);
        Some(Self {
            head: head | LOWER,
            tail: tail | LOWER,
            length,
        })
    }

    fn slot(self) -> usize {
        let folded = self.head ^ self.tail.rotate_left(23) ^ (self.length as u64) << 58;
        (folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 53) as usize
    }
}

const SLOTS: usize = 2048;

struct Table {
    /// For each first letter, the lengths that occur.
    lengths: [u32; 32],
    /// Words of no length where a slot is free.
    slots: Vec<(Key, Lex)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        lengths: [0; 32],
        slots: vec![(Key::default(), Lex::Other); SLOTS],
    };
    for &(words, lex) in WORDS {
        for (n, word) in words.split(' ').enumerate() {
            let lex = match lex {
                Lex::Card(first) => Lex::Card(first + n as u16),
                Lex::Ord(first) => Lex::Ord(first + n as u16),
                Lex::Month(_) => Lex::Month(n as u8 + 1),
                Lex::Weekday(_) => Lex::Weekday(n as u8),
                Lex::Weekdays(_) => Lex::Weekdays(n as u8),
                other => other,
            };
            table.add(word, lex);
        }
    }
    let names = || super::named::HOLIDAYS.iter().flat_map(|h| h.words.iter());
    for word in names().filter(|name| !name.contains(' ')) {
        table.add(word, Lex::Holiday);
    }
    for word in names().filter_map(|name| name.split(' ').next()) {
        table.add(word, Lex::HolidayFirst);
    }
    table
});

impl Table {
    fn add(&mut self, word: &str, lex: Lex) {
        let Some(key) = Key::new(word.as_bytes()) else {
            return;
        };
        let mut at = key.slot();
        while self.slots[at].0.length != 0 && self.slots[at].0 != key {
            at = (at + 1) % SLOTS;
        }
        // A word of two meanings has the one named first.
        if self.slots[at].0.length == 0 {
            self.slots[at] = (key, lex);
        }
        self.lengths[(word.as_bytes()[0] & 31) as usize] |= 1 << word.len();
    }

    fn get(&self, word: &[u8]) -> Lex {
        if word.is_empty()
            || word.len() > 16
            || self.lengths[(word[0] & 31) as usize] & (1 << word.len()) == 0
        {
            return Lex::Other;
        }
        let Some(key) = Key::new(word) else {
            return Lex::Other;
        };
        let mut at = key.slot();
        while self.slots[at].0.length != 0 {
            if self.slots[at].0 == key {
                return self.slots[at].1;
            }
            at = (at + 1) % SLOTS;
        }
        Lex::Other
    }
}

/// What a word of ASCII letters means, whatever its case.
pub(super) fn look_up(word: &[u8]) -> Lex {
    TABLE.get(word)
}

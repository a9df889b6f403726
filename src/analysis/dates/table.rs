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
    /// For the first two letters, five bits of each, the lengths that occur.
    lengths: Vec<u32>,
    /// Words of no length where a slot is free.
    slots: Vec<(Key, Meaning)>,
}

/// What a word means to dates, and whether a paragraph with it may hold one.
#[derive(Clone, Copy, Debug)]
pub(in crate::analysis) struct Meaning {
    pub(super) lex: Lex,
    pub(super) anchor: bool,
    /// See [`Lex::is_core`].
    pub(super) core: bool,
}

impl Meaning {
    pub(super) const NONE: Self = Self {
        lex: Lex::Other,
        anchor: false,
        core: false,
    };

    /// What a word of ASCII letters means, whatever their case; other words mean nothing.
    pub(in crate::analysis) fn of(word: &str) -> Self {
        if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            Self::of_letters(word.as_bytes())
        } else {
            Self::NONE
        }
    }

    /// The same of letters of ASCII.
    pub(super) fn of_letters(word: &[u8]) -> Self {
        TABLE.get(word)
    }
}

impl Default for Meaning {
    fn default() -> Self {
        Self::NONE
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        lengths: vec![0; 1 << 10],
        slots: vec![(Key::default(), Meaning::NONE); SLOTS],
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
    for name in names() {
        let mut words = name.split(' ');
        let first = words.next().unwrap_or_default();
        // "Yom Kippur": where no other word of it shows that a date may stand there, the first does.
        let alone = !words.any(|word| table.get(word.as_bytes()).anchor);
        table.add_as(first, Lex::HolidayFirst, alone);
    }
    table
});

#[inline]
fn first(word: &[u8]) -> usize {
    match word {
        [first, second, ..] => usize::from(first & 31) << 5 | usize::from(second & 31),
        [first] => usize::from(first & 31) << 5,
        [] => 0,
    }
}

impl Table {
    fn add(&mut self, word: &str, lex: Lex) {
        self.add_as(word, lex, lex.is_anchor());
    }

    fn add_as(&mut self, word: &str, lex: Lex, anchor: bool) {
        let Some(key) = Key::new(word.as_bytes()) else {
            return;
        };
        let mut at = key.slot();
        while self.slots[at].0.length != 0 && self.slots[at].0 != key {
            at = (at + 1) % SLOTS;
        }
        // A word of two meanings has the one named first.
        if self.slots[at].0.length == 0 {
            let core = lex.is_core();
            self.slots[at] = (key, Meaning { lex, anchor, core });
        }
        self.lengths[first(word.as_bytes())] |= 1 << word.len();
    }

    #[inline]
    fn get(&self, word: &[u8]) -> Meaning {
        let length = 1_u32 << word.len().min(31);
        let known = self.lengths.get(first(word));
        if known.is_none_or(|known| known & length == 0) {
            return Meaning::NONE;
        }
        let Some(key) = Key::new(word) else {
            return Meaning::NONE;
        };
        let mut at = key.slot();
        while let Some((known, meaning)) = self.slots.get(at & (SLOTS - 1)) {
            if *known == key {
                return *meaning;
            }
            if known.length == 0 {
                break;
            }
            at += 1;
        }
        Meaning::NONE
    }
}

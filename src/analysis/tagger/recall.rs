use super::words::Word;
use crate::text::{TokenKind, word_ends};
use std::cell::Cell;

/// The words that a thread looked up lately: most words of a text are among them, and a look at
/// them costs a tenth of looking at every letter. It changes nothing of what is found.
pub(super) struct Recall {
    slots: Vec<Slot>,
}

/// A word of at most sixteen bytes, told by its length and its two overlapping ends.
#[derive(Clone, Copy, Default)]
struct Slot {
    head: u64,
    tail: u64,
    /// The length and the kind; 0 where the slot is empty.
    sort: u16,
    word: Word,
}

/// As a power of two.
const SLOTS: u32 = 13;

thread_local! {
    static KEPT: Cell<Vec<Slot>> = const { Cell::new(Vec::new()) };
}

impl Recall {
    /// Takes what the thread remembers.
    pub(super) fn take() -> Self {
        let mut slots = KEPT.take();
        if slots.is_empty() {
            slots = vec![Slot::default(); 1 << SLOTS];
        }
        Self { slots }
    }

    /// Leaves it for the next document.
    pub(super) fn give_back(self) {
        KEPT.set(self.slots);
    }

    /// A word as remembered, or else as `look` has it.
    #[inline]
    pub(super) fn word(
        &mut self,
        text: &str,
        kind: TokenKind,
        look: impl Fn(&str, TokenKind) -> Word,
    ) -> Word {
        if text.len() > 16 {
            return look(text, kind);
        }
        let (head, tail) = word_ends(text.as_bytes());
        let sort = (text.len() as u16) << 2 | (kind as u16 + 1);
        let mixed = (head ^ tail.rotate_left(31) ^ u64::from(sort) << 40)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let Some(slot) = self.slots.get_mut((mixed >> (64 - SLOTS)) as usize) else {
            return look(text, kind);
        };
        if (slot.head, slot.tail, slot.sort) != (head, tail, sort) {
            *slot = Slot {
                head,
                tail,
                sort,
                word: look(text, kind),
            };
        }
        slot.word
    }
}

use crate::text::word_ends;

/// What a thread found out about words lately, so that it need not look at every letter again:
/// most words of a text are among them. It changes nothing of what is found.
#[derive(Debug, Default)]
pub(super) struct Recall<V, const BITS: u32> {
    /// As many as a power of two.
    slots: Vec<Slot<V>>,
}

/// A word of at most sixteen bytes, told by its two ends, its length and its sort.
#[derive(Clone, Copy, Debug, Default)]
struct Slot<V> {
    head: u64,
    tail: u64,
    /// 0 where the slot is empty.
    sort: u16,
    value: V,
}

impl<V: Copy + Default, const BITS: u32> Recall<V, BITS> {
    /// What is remembered of a word of a sort, or else what `look` has to say of it.
    #[inline]
    pub(super) fn get(&mut self, text: &str, sort: u8, look: impl FnOnce() -> V) -> V {
        if text.len() > 16 {
            return look();
        }
        if self.slots.is_empty() {
            self.slots = vec![Slot::default(); 1 << BITS];
        }
        let (head, tail) = word_ends(text.as_bytes());
        let sort = (text.len() as u16) << 8 | (u16::from(sort) + 1);
        let mixed = (head ^ tail.rotate_left(31) ^ u64::from(sort) << 40)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let slot = &mut self.slots[(mixed >> (64 - BITS)) as usize];
        if (slot.head, slot.tail, slot.sort) != (head, tail, sort) {
            *slot = Slot {
                head,
                tail,
                sort,
                value: look(),
            };
        }
        slot.value
    }
}

/// Turns byte offsets of a text into counts of Unicode scalar values.
///
/// Counts are kept for every 256 bytes, so that each answer looks at no more than that.
#[derive(Clone, Debug)]
pub struct CharOffsets<'a> {
    text: &'a str,
    /// Characters before each stretch; empty where every character is one byte.
    counts: Vec<u32>,
}

const STRETCH: usize = 256;

impl<'a> CharOffsets<'a> {
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut counts = Vec::new();
        if !text.is_ascii() {
            let mut total = 0;
            for stretch in text.as_bytes().chunks(STRETCH) {
                counts.push(total);
                total += characters(stretch);
            }
        }
        Self { text, counts }
    }

    /// Characters before the byte at `offset`; offsets past the end count the whole text.
    #[must_use]
    pub fn at(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let stretch = offset / STRETCH;
        match self.counts.get(stretch) {
            Some(&before) => {
                let rest = &self.text.as_bytes()[stretch * STRETCH..offset];
                (before + characters(rest)) as usize
            }
            None if self.counts.is_empty() => offset,
            None => {
                let last = self.counts.len() - 1;
                let rest = &self.text.as_bytes()[last * STRETCH..];
                (self.counts[last] + characters(rest)) as usize
            }
        }
    }
}

/// Bytes that begin a character.
fn characters(bytes: &[u8]) -> u32 {
    bytes.iter().map(|b| u32::from(b & 0xC0 != 0x80)).sum()
}

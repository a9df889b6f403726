use crate::model::Span;

const STRIDE: usize = 64;

/// Turns byte offsets of a text into counts of Unicode scalar values.
#[derive(Debug)]
pub(super) struct Positions<'a> {
    text: &'a str,
    /// Characters before every 64th byte; empty where the text is ASCII.
    counts: Vec<u32>,
}

impl<'a> Positions<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut counts = Vec::new();
        if !text.is_ascii() {
            let mut sum = 0;
            for chunk in text.as_bytes().chunks(STRIDE) {
                counts.push(sum);
                sum += leads(chunk);
            }
            counts.push(sum);
        }
        Self { text, counts }
    }

    /// The count of characters before a byte offset.
    pub(super) fn at(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.text.len());
        match self.counts.get(offset / STRIDE) {
            None => offset as u32,
            Some(before) => before + leads(&self.text.as_bytes()[offset / STRIDE * STRIDE..offset]),
        }
    }

    /// Start and end in characters, and the letters between.
    pub(super) fn of(&self, span: Span) -> (u32, u32, &'a str) {
        (self.at(span.start), self.at(span.end), span.of(self.text))
    }
}

/// Bytes that begin a character.
fn leads(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&b| u32::from(b & 0xC0 != 0x80)).sum()
}

#[cfg(test)]
mod tests {
    use super::Positions;

    #[test]
    fn every_border_counts_as_the_characters_before_it() {
        for text in ["", "a", "日本", &"aé日😀\n".repeat(40), &"x".repeat(200)] {
            let positions = Positions::new(text);
            for (count, (offset, _)) in text.char_indices().enumerate() {
                assert_eq!(
                    positions.at(offset as u32) as usize,
                    count,
                    "{offset} of {text:?}"
                );
            }
            assert_eq!(
                positions.at(text.len() as u32) as usize,
                text.chars().count()
            );
        }
    }
}

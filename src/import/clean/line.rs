use crate::import::draft::Part;
use crate::model::BlockKind;
use crate::text::{count_words, fold, squeeze};
use std::cell::OnceCell;

/// A part of the text as the rules look at it.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub text: &'a str,
    pub kind: BlockKind,
    /// Folded, without the signs around it, spaces single; empty where the part is too long to be
    /// anything but text.
    pub key: String,
    pub words: usize,
    pairs: OnceCell<Pairs>,
}

/// Which pairs of neighbouring bytes a key has, as bits that several pairs share: most phrases that
/// are looked for have one that it has not.
#[derive(Debug)]
struct Pairs([u64; Self::BITS / 64]);

impl Pairs {
    const BITS: usize = 1024;

    fn of(text: &str) -> Self {
        let mut bits = [0; Self::BITS / 64];
        for pair in text.as_bytes().windows(2) {
            let bit = Self::bit(pair);
            bits[bit / 64] |= 1 << (bit % 64);
        }
        Self(bits)
    }

    fn bit(pair: &[u8]) -> usize {
        (usize::from(pair[0] & 31) << 5) | usize::from(pair[1] & 31)
    }

    /// Whether a phrase may be among the text.
    fn may_have(&self, phrase: &str) -> bool {
        phrase.as_bytes().windows(2).all(|pair| {
            let bit = Self::bit(pair);
            self.0[bit / 64] >> (bit % 64) & 1 == 1
        })
    }
}

/// Beyond this many bytes only a few rules look at a part.
const SHORT: usize = 600;

impl<'a> Line<'a> {
    pub(super) fn new(part: &'a Part) -> Self {
        let text = part.text.trim();
        let key = if text.len() <= SHORT {
            key(text)
        } else {
            String::new()
        };
        Self {
            text,
            kind: part.kind,
            key,
            words: count_words(text),
            pairs: OnceCell::new(),
        }
    }

    /// Whether the part is running text: enough words, and a sentence that ends.
    pub(super) fn is_prose(&self) -> bool {
        if matches!(self.kind, BlockKind::Heading(_) | BlockKind::Preformatted) {
            return false;
        }
        let enough = self.words >= 10
            || (self.text.chars().count() >= 40 && !self.text.is_ascii() && self.words < 4);
        enough
            && (ends_sentence(self.text)
                || self.words >= 40
                || [". ", "? ", "! ", ".\u{201d} ", ".\" ", "。"]
                    .iter()
                    .any(|end| self.text.contains(end))
                    && self.words >= 20)
    }

    pub(super) fn contains(&self, phrase: &str) -> bool {
        let pairs = self.pairs.get_or_init(|| Pairs::of(&self.key));
        pairs.may_have(phrase) && self.key.contains(phrase)
    }

    pub(super) fn contains_any(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.contains(phrase))
    }

    pub(super) fn starts_any(&self, phrases: &[&str]) -> bool {
        let first = self.key.as_bytes().first();
        let begins = |phrase: &&&str| phrase.as_bytes().first() == first;
        let mut near = phrases.iter().filter(begins);
        near.any(|phrase| self.key.starts_with(phrase))
    }
}

/// Folds a text for comparison: no case, no marks, no signs at either end.
pub(super) fn key(text: &str) -> String {
    let folded = fold(text);
    squeeze(folded.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether the text ends as sentences do, behind closing quotation marks and brackets.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', ' '])
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।'])
}

use crate::import::draft::Part;
use crate::model::BlockKind;
use crate::text::{count_words, fold, squeeze};

/// A part of the text as the rules look at it.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub text: &'a str,
    pub kind: BlockKind,
    /// Folded, without the signs around it, spaces single; empty where the part is too long to be
    /// anything but text.
    pub key: String,
    pub words: usize,
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

    pub(super) fn contains_any(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.key.contains(phrase))
    }

    pub(super) fn starts_any(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.key.starts_with(phrase))
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

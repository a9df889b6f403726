//! What a speaker is called outside its sentence: "The embassy" there is "the embassy" anywhere else.

use super::super::grammar::{is_count, starts_upper};
use super::speaker::Scene;
use crate::model::Span;
use crate::text::TokenKind;

impl Scene<'_> {
    /// The words of a speaker, without the capital that only the head of a sentence gives.
    pub(super) fn called(&self, span: Span) -> String {
        let words = span.of(self.reading.text);
        let first = self.reading.tokens_in(span).start;
        if !starts_upper(words) || !self.heads_sentence(first) || self.in_name(first) {
            return words.to_owned();
        }
        if !opens_description(self.folded(first)) {
            return words.to_owned();
        }
        let mut letters = words.chars();
        let lower = letters.next().map(char::to_lowercase);
        lower.into_iter().flatten().chain(letters).collect()
    }

    /// Whether a token has its capital from where it stands: at the head of a sentence, behind a
    /// dateline, a colon or words in quotation marks.
    fn heads_sentence(&self, token: usize) -> bool {
        let reading = self.reading;
        let Some(before) = token.checked_sub(1) else {
            return true;
        };
        reading.tokens[before].kind == TokenKind::Sign
            || self.sentence_start(reading.tokens[token].span.start) == token
    }
}

/// Words at the head of a description that are small everywhere else: articles, pronouns, numbers.
fn opens_description(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "his"
            | "her"
            | "its"
            | "their"
            | "my"
            | "our"
            | "he"
            | "she"
            | "it"
            | "they"
            | "we"
            | "this"
            | "that"
            | "these"
            | "those"
            | "one"
            | "eleven"
            | "twelve"
            | "another"
            | "some"
            | "several"
            | "many"
    ) || is_count(word)
}

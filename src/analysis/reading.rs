use super::grammar::Traits;
use super::incidents::note_headings;
use super::lexeme::{Lexeme, lexemes};
use crate::model::{Document, Span};
use crate::text::{Token, sentences, tokens};
use std::ops::Range;

/// A document cut into sentences and tokens, once, for every part that marks.
#[derive(Debug)]
pub struct Reading<'a> {
    pub document: &'a Document,
    pub text: &'a str,
    /// The text with ASCII letters in lower case: same length, same offsets.
    pub folded: String,
    pub tokens: Vec<Token>,
    /// What is known of each token by its letters.
    pub(super) lexemes: Vec<Lexeme>,
    pub sentences: Vec<Sentence>,
}

/// A sentence and the tokens it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    /// Indices into [`Reading::tokens`].
    pub tokens: Range<usize>,
    /// Whether it is a heading.
    pub(super) heading: bool,
}

impl<'a> Reading<'a> {
    /// Reads a document. Sentences never cross a block.
    #[must_use]
    pub fn new(document: &'a Document) -> Self {
        let text = document.text.as_str();
        let tokens = tokens(text);
        let mut at = 0;
        let mut sentences: Vec<Sentence> = sentences(text)
            .into_iter()
            .map(|span| {
                let first = at + tokens[at..].partition_point(|t| t.span.end <= span.start);
                at = first + tokens[first..].partition_point(|t| t.span.end <= span.end);
                Sentence {
                    span,
                    tokens: first..at,
                    heading: false,
                }
            })
            .collect();
        note_headings(document, &mut sentences);
        let folded = text.to_ascii_lowercase();
        Self {
            document,
            text,
            lexemes: lexemes(text, &folded, &tokens),
            folded,
            tokens,
            sentences,
        }
    }

    /// The letters of a token.
    #[must_use]
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens
            .get(token)
            .map_or("", |token| token.span.of(self.text))
    }

    /// The letters of a token, ASCII letters in lower case.
    #[must_use]
    pub fn folded(&self, token: usize) -> &str {
        self.tokens
            .get(token)
            .map_or("", |token| token.span.of(&self.folded))
    }

    /// What a token is to the little grammar.
    #[inline]
    pub(super) fn traits(&self, token: usize) -> Traits {
        self.lexemes
            .get(token)
            .map(|lexeme| lexeme.traits)
            .unwrap_or_default()
    }

    /// Whether a token has one of some traits.
    #[inline]
    pub(super) fn is(&self, token: usize, traits: Traits) -> bool {
        self.traits(token).any(traits)
    }

    /// The place in [`Self::sentences`] of the sentence that holds a byte offset.
    #[must_use]
    pub fn sentence_at(&self, offset: u32) -> Option<usize> {
        let at = self.sentences.partition_point(|s| s.span.end <= offset);
        (self.sentences.get(at)?.span.start <= offset).then_some(at)
    }

    /// The tokens that lie wholly in a span.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|t| t.span.start < span.start);
        let last = self.tokens.partition_point(|t| t.span.end <= span.end);
        first..last.max(first)
    }
}

use super::grammar::Traits;
use super::tagger::{Recall, Word};
use super::{dates, figures, incidents};
use crate::text::{Token, TokenKind};
use std::cell::Cell;

/// What the parts know of a token by its letters alone.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lexeme {
    /// How it is written, and what it may be to names.
    pub(super) word: Word,
    /// What it means to dates.
    pub(super) date: dates::Meaning,
    /// What it says of incidents.
    pub(super) incident: incidents::Saying,
    /// What it is to the little grammar.
    pub(super) traits: Traits,
    /// Whether a figure may begin with it.
    pub(super) counts: bool,
}

thread_local! {
    static LOOKED_UP: Cell<Recall<Lexeme, 13>> = Cell::default();
}

/// Looks up every token of a text, of which `folded` are the letters in lower case.
pub(super) fn lexemes(text: &str, folded: &str, tokens: &[Token]) -> Vec<Lexeme> {
    let mut recall = LOOKED_UP.take();
    let known = |token: &Token| {
        let Token { span, kind } = *token;
        let look = |word: &str| Lexeme::of(word, span.of(folded), kind);
        recall.get_in(text, span, kind as u8, look)
    };
    let out = tokens.iter().map(known).collect();
    LOOKED_UP.set(recall);
    out
}

impl Lexeme {
    fn of(text: &str, folded: &str, kind: TokenKind) -> Self {
        Self {
            word: Word::of(text, kind),
            date: dates::Meaning::of(text),
            incident: incidents::Saying::of(text, folded, kind),
            traits: Traits::of(folded),
            counts: figures::may_begin(folded, kind),
        }
    }
}

use super::entry::{Case, Stands};
use super::pieces::{Piece, Shape, cut, cut_page, join};
use super::table::{Gazetteer, NONE, fits};
use crate::analysis::tagger::Page;
use crate::model::Span;
use crate::text::Token;
use std::cell::Cell;
use std::ops::Range;

thread_local! {
    /// Room for the pieces of a text, kept from one to the next.
    static ROOM: Cell<Vec<Piece>> = Cell::default();
}

/// A place in a text where a name of the lists stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The name without article and possessive.
    pub span: Span,
    /// The tokens it touches, indices into [`crate::analysis::Reading::tokens`]; it may be part of one
    /// (`China-linked`).
    pub tokens: Range<usize>,
    /// Whom it may mean, in the order of the lists, each entity once; never empty.
    pub candidates: Vec<Candidate>,
    pub around: Around,
}

/// An entity that a name may mean, and by which of its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Index for [`Gazetteer::entry`].
    pub entry: u32,
    /// Index for [`Gazetteer::alias`].
    pub alias: u32,
    /// What the name can do by itself, here.
    pub stands: Stands,
}

/// How the words beside a name are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Around {
    Usual,
    /// All in capitals: the letters of the name say nothing.
    Shouting,
}

impl Gazetteer {
    /// Finds the names of the lists in a document: leftmost, then longest, never overlapping.
    ///
    /// Sequences of pieces are looked up by hash; a filter on the first piece passes over most
    /// words.
    #[must_use]
    pub fn find(&self, page: &Page<'_>) -> Vec<Found> {
        let pieces = cut_page(ROOM.take(), page);
        let mut out = self.find_among(&pieces, page.reading.text);
        ROOM.set(pieces);
        let mut at = 0;
        for found in &mut out {
            found.tokens = touching(&page.reading.tokens, found.span, &mut at);
        }
        out
    }

    /// Finds the names in a bare text; `tokens` stay empty.
    #[must_use]
    pub fn find_in(&self, text: &str) -> Vec<Found> {
        self.find_among(&cut(text), text)
    }

    fn find_among(&self, pieces: &[Piece], text: &str) -> Vec<Found> {
        let mut out = Vec::with_capacity(pieces.len() / 16);
        let mut at = 0;
        while let Some(first) = pieces.get(at) {
            let lengths = if first.glued { 0 } else { self.lengths(first) };
            let hit = if lengths == 0 {
                None
            } else {
                self.longest(pieces, at, lengths)
            };
            let Some((count, candidates)) = hit else {
                at += 1;
                continue;
            };
            out.push(Found {
                span: Span {
                    start: first.start,
                    end: pieces[at + count - 1].end,
                },
                tokens: 0..0,
                candidates,
                around: around(pieces, at, count),
            });
            at += count;
        }
        for found in &mut out {
            self.soften(found, text);
        }
        out
    }

    /// The longest name that begins at a piece: its length in pieces and whom it may mean.
    fn longest(
        &self,
        pieces: &[Piece],
        at: usize,
        lengths: u32,
    ) -> Option<(usize, Vec<Candidate>)> {
        let reach = lengths.ilog2() as usize;
        let window = &pieces[at..pieces.len().min(at + reach)];
        let mut hits = [(0, 0); 8];
        let mut count = 0;
        let mut hash = 0;
        for (index, piece) in window.iter().enumerate() {
            if piece.shape == Shape::Break {
                break;
            }
            hash = join(hash, piece.hash);
            let ends = lengths >> (index + 1) & 1 == 1
                && !pieces.get(at + index + 1).is_some_and(|next| next.glued);
            if ends && count < hits.len() && self.head(hash).is_some() {
                hits[count] = (index + 1, hash);
                count += 1;
            }
            if index > 0 && !self.goes_on(hash) {
                break;
            }
        }
        hits[..count].iter().rev().find_map(|&(length, hash)| {
            let candidates = self.fitting(hash, &window[..length]);
            (!candidates.is_empty()).then_some((length, candidates))
        })
    }

    fn fitting(&self, hash: u64, pieces: &[Piece]) -> Vec<Candidate> {
        let mut out: Vec<Candidate> = Vec::new();
        for candidate in self.chain(hash) {
            let fits = self
                .alias(candidate.alias)
                .is_some_and(|alias| fits(alias.forms, pieces));
            if !fits {
                continue;
            }
            match out.iter_mut().find(|known| known.entry == candidate.entry) {
                Some(known) if candidate.stands <= known.stands => *known = candidate,
                Some(_) => {}
                None => out.push(candidate),
            }
        }
        out.sort_by_key(|candidate| candidate.entry);
        out
    }

    /// All names that are the same sequence of pieces.
    pub(super) fn chain(&self, hash: u64) -> impl Iterator<Item = Candidate> {
        let mut next = self.head(hash).unwrap_or(NONE);
        std::iter::from_fn(move || {
            let alias = self.alias(next)?;
            let candidate = Candidate {
                entry: alias.entry,
                alias: next,
                stands: alias.stands,
            };
            next = alias.next;
            Some(candidate)
        })
    }

    /// Among capitals, a name that only its capitals tell from a word needs context.
    fn soften(&self, found: &mut Found, text: &str) {
        if found.around == Around::Usual || found.span.of(text).contains('.') {
            return;
        }
        for candidate in &mut found.candidates {
            let told = self
                .alias(candidate.alias)
                .is_some_and(|alias| alias.case == Case::Exact);
            if told && candidate.stands == Stands::Alone {
                candidate.stands = Stands::InContext;
            }
        }
    }
}

fn touching(tokens: &[Token], span: Span, at: &mut usize) -> Range<usize> {
    while tokens.get(*at).is_some_and(|t| t.span.end <= span.start) {
        *at += 1;
    }
    let inside = tokens[*at..]
        .iter()
        .take_while(|t| t.span.start < span.end)
        .count();
    *at..*at + inside
}

/// Looks at up to three worded pieces on either side.
fn around(pieces: &[Piece], at: usize, count: usize) -> Around {
    let cased = |piece: &&Piece| {
        piece.end - piece.start > 1
            && matches!(piece.shape, Shape::Lower | Shape::Capital | Shape::Upper)
    };
    let near = |piece: &&Piece| piece.shape != Shape::Break;
    let mut before = pieces[..at].iter().rev().take(6);
    let mut after = pieces[at + count..].iter().take(6);
    let mut seen = 0;
    for side in [&mut before as &mut dyn Iterator<Item = &Piece>, &mut after] {
        for piece in side.take_while(near).filter(cased).take(2) {
            if piece.shape != Shape::Upper {
                return Around::Usual;
            }
            seen += 1;
        }
    }
    if seen >= 2 {
        Around::Shouting
    } else {
        Around::Usual
    }
}

use super::super::grammar::{is_function, starts_upper};
use super::judge::{Attribution, Trial};
use super::marks::begins_paragraph;
use super::speaker::Speaker;
use crate::model::Quotation;
use crate::text::TokenKind;

impl Trial<'_> {
    /// A sentence of its own right after an attributed one: the same speaker goes on.
    pub(super) fn continued(&self) -> Option<Attribution> {
        let (pair, quote) = (self.previous?, self.inherits?);
        let gap = pair.close + 1..self.quoted.open;
        let near = quote.speaker.is_some() && gap.len() <= 40;
        let alone = gap.is_empty() || self.left == self.quoted.open;
        if near && self.full && alone {
            return Some(Attribution {
                speaker: inherited(quote),
                cue: None,
            });
        }
        // “…” and “…” of the same sentence.
        let joined = gap.len() <= 5
            && self.words >= 2
            && gap
                .clone()
                .any(|token| matches!(self.folded(token), "and" | "or" | "but" | ","))
            && !begins_paragraph(self.scene.reading, self.quoted.open)
            && gap
                .clone()
                .all(|token| !matches!(self.folded(token), "." | ";"));
        joined.then(|| Attribution {
            speaker: inherited(quote),
            cue: None,
        })
    }

    /// Words that nobody is said to have said: a whole sentence, or a long stretch of one.
    pub(super) fn alone(&self) -> Option<Attribution> {
        let heading = self.words < 5;
        let enough = (self.full && !heading && self.last != ',') || self.words >= 7;
        enough.then_some(Attribution {
            speaker: None,
            cue: None,
        })
    }

    /// Whether every longer word begins with an upper-case letter, as in the title of a work.
    pub(super) fn is_title(&self) -> bool {
        if self.words > 12 || matches!(self.last, '.' | '!' | '?' | ',') {
            return false;
        }
        let reading = self.scene.reading;
        let (mut upper, mut lower) = (0, 0);
        for token in self.quoted.open + 1..self.quoted.close {
            let word = reading.word(token);
            if reading.tokens[token].kind != TokenKind::Word || is_function(reading.folded(token)) {
                continue;
            }
            if starts_upper(word) {
                upper += 1;
            } else if word.len() > 3 {
                lower += 1;
            }
        }
        upper >= 1 && lower == 0
    }
}

pub(super) fn inherited(quote: &Quotation) -> Option<Speaker> {
    Some(Speaker {
        span: quote.speaker_span?,
        text: quote.speaker.clone()?,
        entity: quote.speaker_entity,
    })
}

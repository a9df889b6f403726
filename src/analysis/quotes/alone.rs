use super::super::grammar::{is_function, starts_upper};
use super::indirect;
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

    /// A sentence of its own right after one that tells who spoke: "The judge replied that it was not
    /// for her. “I ask one question.”"
    pub(super) fn led_in(&self) -> Option<Attribution> {
        let scene = self.scene;
        let reading = scene.reading;
        let open = self.quoted.open;
        if !self.full || self.left != open || begins_paragraph(reading, open) {
            return None;
        }
        let at = reading.sentence_at(reading.tokens[open].span.start)?;
        let before = reading.sentences.get(at.checked_sub(1)?)?;
        let tokens = before.tokens.clone();
        if self.previous.is_some_and(|pair| pair.close >= tokens.start) {
            return None;
        }
        let told = indirect::in_sentence(scene, tokens.clone(), self.told);
        let speaker = told.as_ref().and_then(inherited).or_else(|| {
            let verb = tokens.clone().find(|&at| voices(scene.folded(at)))?;
            let speaker = scene.subject(tokens.start, verb, self.told)?;
            speaker.entity.is_some().then_some(speaker)
        })?;
        Some(Attribution {
            speaker: Some(speaker),
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

/// Whether a verb leads in what somebody then says: "he laughed", "she read from her notebook".
fn voices(verb: &str) -> bool {
    matches!(
        verb,
        "laughed"
            | "laughs"
            | "smiled"
            | "smiles"
            | "shrugged"
            | "shrugs"
            | "sighed"
            | "sighs"
            | "nodded"
            | "disagreed"
            | "disagrees"
            | "objected"
            | "objects"
            | "protested"
            | "demurred"
            | "answered"
            | "answers"
            | "replied"
            | "replies"
            | "responded"
            | "retorted"
            | "read"
            | "reads"
            | "recalled"
            | "recalls"
            | "remembers"
    )
}

pub(super) fn inherited(quote: &Quotation) -> Option<Speaker> {
    Some(Speaker {
        span: quote.speaker_span?,
        text: quote.speaker.clone()?,
        entity: quote.speaker_entity,
    })
}

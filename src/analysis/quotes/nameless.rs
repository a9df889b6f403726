//! Persons who come in without a name: "A retired judge at the next table", "The firm's agent".

use super::super::grammar::{Traits, is_adverb, is_auxiliary, is_function, is_plural};
use super::reporting::reporting;
use super::roles::{is_role, is_vague};
use super::sex::Sex;
use super::speaker::{MEMORY, Scene, Speaker};
use crate::model::Quotation;
use crate::text::TokenKind;

/// How many tokens a name may take.
const NAMED: usize = 6;

/// How far behind "one of the firms" the comma stands.
const PICKED: usize = 7;

/// How many tokens lead in a subject: "Asked about it on Tuesday,".
const LEAD: usize = 16;

/// How many sentences back a nameless person is remembered.
const BACK: usize = 4;

impl Scene<'_> {
    /// The nameless person whom the nearest sentence before a pronoun is about, if it is about one.
    pub(super) fn nameless(&self, token: usize, told: &[Quotation]) -> Option<Speaker> {
        let here = self.reading.tokens[token].span.start;
        let pronoun = self.folded(token);
        let at = self.reading.sentence_at(here)?;
        for sentence in self.reading.sentences[..at].iter().rev().take(BACK) {
            if sentence.span.end + MEMORY < here {
                return None;
            }
            let quoted = told
                .iter()
                .rev()
                .take(8)
                .any(|q| q.direct && q.span.overlaps(sentence.span));
            if quoted || matches!(self.folded(sentence.tokens.start), "he" | "she") {
                continue;
            }
            let found = self.opening(sentence.tokens.start, sentence.tokens.end);
            return found.filter(|met| match Sex::of_pronoun(pronoun) {
                Some(sex) => {
                    let of = |at| Sex::of_noun(self.folded(at));
                    let shown = self.reading.tokens_in(met.span).filter_map(of).last();
                    met.entity.is_none_or(|entity| self.agrees(pronoun, entity))
                        && (met.entity.is_some() || shown.is_none_or(|shown| shown == sex))
                }
                None => false,
            });
        }
        None
    }

    /// The person without a name whom a sentence is about: its subject, or whom the writer met.
    pub(super) fn opening(&self, from: usize, to: usize) -> Option<Speaker> {
        let from = self.past_lead_in(from, to);
        let mut start = from;
        if matches!(self.folded(from), "i" | "we") {
            // "I rang a friend at …": the first noun phrase behind the verb.
            start = (from + 1..to.min(from + 7)).find(|&at| {
                matches!(
                    self.folded(at),
                    "a" | "an" | "one" | "my" | "our" | "another"
                )
            })?;
        }
        // "The third, a reporter in Lima, shrugged": what is told of him behind the comma.
        let lead = usize::from(matches!(self.folded(start), "the" | "a"));
        let bare = matches!(
            self.folded(start + lead),
            "first"
                | "second"
                | "third"
                | "fourth"
                | "fifth"
                | "other"
                | "last"
                | "another"
                | "one"
        );
        let comma = (start + lead + 1..to.min(start + lead + PICKED)).find(|&at| {
            self.reading.tokens[at].kind == TokenKind::Sign || is_auxiliary(self.folded(at))
        });
        if bare
            && let Some(comma) = comma.filter(|&at| self.folded(at) == ",")
            && comma + 1 < to
            && matches!(self.folded(comma + 1), "a" | "an")
        {
            start = comma + 1;
        }
        let possessed = |word: &str| word.ends_with("'s") || word.ends_with("’s");
        let opens = matches!(
            self.folded(start),
            "a" | "an"
                | "the"
                | "one"
                | "my"
                | "our"
                | "his"
                | "her"
                | "their"
                | "another"
                | "some"
        );
        if !opens && !(start..to.min(start + 4)).any(|at| possessed(self.folded(at))) {
            return None;
        }
        let mut end = start + usize::from(opens);
        while end < to && end < start + 7 {
            let word = self.folded(end);
            let sign = self.reading.tokens[end].kind == TokenKind::Sign && word != "-";
            let verb = reporting(word).is_some() && !is_role(word);
            if sign || verb || is_function(word) || is_auxiliary(word) || is_adverb(word) {
                break;
            }
            end += 1;
            // "The colleague wrote": the noun is the head where no other of the kind follows.
            if is_role(self.folded(end - 1))
                && !possessed(self.folded(end - 1))
                && !is_role(self.folded(end))
            {
                break;
            }
        }
        let head = end.checked_sub(1).filter(|&head| head >= start)?;
        if !is_role(self.folded(head)) || possessed(self.folded(head)) {
            return None;
        }
        // "A national security lawyer": no noun.
        if is_plural(self.folded(head)) || self.folded(head) == "national" {
            return None;
        }
        // "The poet Jane Roe", "The owner, Jane Roe,": named after all.
        let follows = self.reading.tokens.get(end).map(|next| next.span.start);
        let near = self.bytes(start, (end + NAMED).min(to));
        let named = self
            .mentions(near)
            .iter()
            .any(|m| self.is_person(m) && !self.owns(m) && Some(m.span.start) <= follows);
        let apposed = (end..to.min(end + 14))
            .filter(|&at| self.folded(at) == ",")
            .any(|at| {
                let behind = self.bytes(at + 1, (at + 6).min(to));
                self.mentions(behind).iter().any(|m| self.is_person(m))
            });
        if named || apposed {
            return None;
        }
        // "of a small firm", "at the next table" tell little; a named body tells who it is.
        let span = self.bytes(start, self.past_body(end, to));
        let met = Speaker {
            span,
            text: self.called(span),
            entity: None,
        };
        let definite =
            self.folded(start) == "the" && !(start..end).any(|at| possessed(self.folded(at)));
        self.introduced(start, end).or_else(|| {
            if definite {
                self.definite(start, end)
            } else {
                Some(met)
            }
        })
    }

    /// "The doctor in Durban", "the president": by a trade that nobody named is told to have. "The
    /// suspect" is most likely somebody named before, and so is who suffers something.
    fn definite(&self, start: usize, end: usize) -> Option<Speaker> {
        let head = self.folded(end - 1);
        // "The agent who called herself Emma": told more of, and maybe named.
        if is_vague(head) || is_status(head) || self.folded(end) == "who" {
            return None;
        }
        let named = end + 1 + usize::from(self.folded(end + 1) == "the");
        let placed = matches!(self.folded(end), "in" | "of" | "at" | "from" | "for")
            && named < self.reading.tokens.len()
            && self.in_name(named);
        let suffers = matches!(self.folded(end), "was" | "were")
            && (end + 1..end + 3).any(|at| self.reading.is(at, Traits::PAST));
        if suffers {
            return None;
        }
        let to = if placed {
            let inside = (named..self.reading.tokens.len()).take(NAMED);
            inside.take_while(|&at| self.in_name(at)).last()? + 1
        } else {
            end
        };
        let span = self.bytes(start, to);
        Some(Speaker {
            span,
            text: self.called(span),
            entity: None,
        })
    }

    /// Where a noun phrase ends whose noun is followed by a named body: "a scholar at KIMEP University".
    pub(super) fn past_body(&self, end: usize, to: usize) -> usize {
        if !matches!(self.folded(end), "at" | "of" | "for" | "with" | "from") {
            return end;
        }
        let first = end + 1 + usize::from(self.folded(end + 1) == "the");
        let Some(token) = self.reading.tokens.get(first).filter(|_| first < to) else {
            return end;
        };
        let all = &self.names.mentions;
        let at = all.partition_point(|m| m.span.start < token.span.start);
        match all.get(at) {
            Some(body) if body.span.start == token.span.start && self.is_body(body) => {
                self.reading.tokens_in(body.span).end
            }
            _ => end,
        }
    }

    /// Where a sentence's subject may begin behind "Asked about it on Tuesday," or "In March,".
    fn past_lead_in(&self, from: usize, to: usize) -> usize {
        let leads = self.is_adverbial(from)
            || self.reading.is(from, Traits::PAST)
            || self.folded(from).ends_with("ing") && !is_role(self.folded(from + 1));
        if !leads {
            return from;
        }
        let comma = (from + 1..to.min(from + LEAD)).find(|&at| self.folded(at) == ",");
        comma.filter(|&at| at + 2 < to).map_or(from, |at| at + 1)
    }

    /// Whether a mention is only a possessor: "Jane Roe's lawyer".
    pub(super) fn owns(&self, mention: &crate::model::Mention) -> bool {
        let rest = &self.reading.text[mention.span.end as usize..];
        rest.starts_with("'s") || rest.starts_with("’s")
    }
}

/// What somebody is in a case rather than by trade.
pub(super) fn is_status(word: &str) -> bool {
    matches!(
        word,
        "accused"
            | "appellant"
            | "attacker"
            | "convict"
            | "defendant"
            | "detainee"
            | "offender"
            | "plaintiff"
            | "prisoner"
            | "suspect"
            | "victim"
    )
}

use super::super::grammar::{Form, is_plural};
use super::reporting::{Report, reporting};
use super::roles::is_role;
use super::sex::Sex;
use super::speaker::{MEMORY, Scene, Speaker, is_body_noun};
use crate::model::{Kind, Mention, Quotation, Span};
use crate::text::fold;

/// How many tokens a subject may take before its verb.
const SUBJECT: usize = 24;

impl Scene<'_> {
    /// Resolves "he", "she", "they", "it": the last speaker, unless somebody was named since, or
    /// came in without a name: "A friend of mine rang. “It is over,” he said."
    pub(super) fn pronoun(&self, token: usize, told: &[Quotation]) -> Speaker {
        let here = self.reading.tokens[token].span;
        let word = self.folded(token);
        let personal = matches!(word, "he" | "she" | "i" | "his" | "her");
        let last = told.iter().rev().find(|quote| {
            quote.direct
                && quote.span.end + MEMORY > here.start
                && quote.speaker_entity.is_some_and(|entity| {
                    let kind = self.names.entities.get(entity as usize).map(|e| e.kind);
                    ((kind == Some(Kind::Person)) == personal || word == "they")
                        && (!personal || self.agrees(word, entity))
                })
        });
        let named = self.last_subject(here.start, word, told);
        let since = last.and_then(|quote| Some(quote.speaker_span?.start));
        if word == "it"
            && let Some(body) = self.body_before(here.start, told)
        {
            return Speaker { span: here, ..body };
        }
        if personal
            && let Some(met) = self.nameless(token, told)
            && !self.only_told(&met, last, here.start)
            && since.is_none_or(|since| since < met.span.start)
            && named.is_none_or(|mention| {
                self.sentence_start(mention.span.start) <= self.sentence_start(met.span.start)
            })
        {
            return Speaker { span: here, ..met };
        }
        let speaker = match (last, named) {
            (Some(_), Some(mention)) if since.is_none_or(|since| since < mention.span.start) => {
                Some((self.full(mention), mention.entity))
            }
            (Some(quote), _) => quote.speaker.clone().zip(quote.speaker_entity),
            (None, Some(mention)) => Some((self.full(mention), mention.entity)),
            (None, None) => None,
        };
        let (text, entity) = if let Some((text, entity)) = speaker {
            (text, Some(entity))
        } else {
            // A described speaker goes on speaking: "a Western official said … he added".
            let quote = told
                .last()
                .filter(|q| q.direct && q.span.end + MEMORY > here.start);
            let quote = quote.filter(|q| q.speaker_span.is_none_or(|span| self.may_be(word, span)));
            match quote.and_then(|q| q.speaker.clone()) {
                Some(text) => (text, None),
                None => (self.called(here), None),
            }
        };
        Speaker {
            span: here,
            text,
            entity,
        }
    }

    /// Whether "the driver" only comes up in the paragraph where somebody with a name has been speaking.
    fn only_told(&self, met: &Speaker, last: Option<&Quotation>, here: u32) -> bool {
        let tokens = self.reading.tokens_in(met.span);
        let bare = met.entity.is_none()
            && self.folded(tokens.start) == "the"
            && is_role(self.folded(tokens.end.saturating_sub(1)));
        bare && last.is_some_and(|quote| {
            let between = self
                .reading
                .text
                .get(quote.span.end as usize..here as usize);
            between.is_some_and(|between| !between.contains("\n\n"))
        })
    }

    /// Whether a pronoun can go on with a description: "she" is no spokesman, "it" no person and "he"
    /// no ministry.
    fn may_be(&self, pronoun: &str, described: Span) -> bool {
        let mut tokens = self.reading.tokens_in(described);
        let spoken = |at| is_body_noun(self.folded(at)) && !is_role(self.folded(at));
        let person = tokens.clone().any(|at| is_role(self.folded(at)));
        match pronoun {
            "it" if person => return false,
            "he" | "she" if !person && tokens.clone().any(spoken) && tokens.len() > 1 => {
                return false;
            }
            _ => {}
        }
        let shown = tokens.find_map(|at| Sex::of_noun(self.folded(at)));
        match (Sex::of_pronoun(pronoun), shown) {
            (Some(sex), Some(shown)) => sex == shown,
            _ => true,
        }
    }

    /// The body that the sentence before a pronoun's lets speak: "The foreign ministry said Manila
    /// was chasing shadows. “…,” it said."
    fn body_before(&self, here: u32, told: &[Quotation]) -> Option<Speaker> {
        let at = self.reading.sentence_at(here)?.checked_sub(1)?;
        let sentence = &self.reading.sentences[at];
        let from = sentence.tokens.start;
        let verb = sentence.tokens.clone().take(SUBJECT).find(|&token| {
            reporting(self.folded(token)).is_some_and(|(report, form)| {
                report == Report::Says
                    && !matches!(form, Form::Base | Form::Ing)
                    && !self.in_name(token)
            })
        })?;
        let quoted = told
            .iter()
            .rev()
            .take(8)
            .any(|q| q.direct && q.span.overlaps(self.bytes(from, verb)));
        let pronoun = |at| {
            matches!(
                self.folded(at),
                "he" | "she" | "it" | "they" | "we" | "i" | "who"
            )
        };
        if quoted || verb == from || (from..verb).any(pronoun) {
            return None;
        }
        let speaker = self.subject(from, verb, told)?;
        let tokens = self.reading.tokens_in(speaker.span);
        let head = self.folded(tokens.end.checked_sub(1)?);
        let body = match speaker.entity {
            Some(entity) => self
                .names
                .entities
                .get(entity as usize)
                .is_some_and(|entity| entity.kind != Kind::Person),
            None => is_body_noun(head) && !is_plural(head) && head != "police",
        };
        body.then_some(speaker)
    }

    /// The words of a mention, or the entity's name where they are a surname only.
    pub(super) fn full(&self, mention: &Mention) -> String {
        let text = mention.span.of(self.reading.text);
        let entity = self.names.entities.get(mention.entity as usize);
        let whole = entity.filter(|entity| {
            let longer =
                entity.name.len() > text.len() && fold(&entity.name).ends_with(&fold(text));
            !text.contains(' ') || entity.kind == Kind::Person && longer
        });
        whole.map_or_else(|| text.to_owned(), |entity| entity.name.clone())
    }

    /// The first fitting name of the last sentence before an offset that has one and does not
    /// itself begin with a pronoun; words inside quotations do not count.
    pub(super) fn last_subject(
        &self,
        before: u32,
        pronoun: &str,
        told: &[Quotation],
    ) -> Option<&Mention> {
        let personal = matches!(pronoun, "he" | "she" | "i" | "his" | "her");
        let all = &self.names.mentions;
        let end = all.partition_point(|m| m.span.start < before);
        let fits = |m: &Mention| {
            let kind = if personal {
                self.is_person(m) && self.agrees(pronoun, m.entity)
            } else {
                self.is_body(m)
            };
            kind && !told
                .iter()
                .rev()
                .take(8)
                .any(|q| q.direct && q.span.contains(m.span))
        };
        let sentence_of = |offset: u32| self.reading.sentence_at(offset);
        let mut at = end;
        while at > 0 {
            let mention = &all[at - 1];
            if mention.span.end + MEMORY < before {
                return None;
            }
            if !fits(mention) {
                at -= 1;
                continue;
            }
            let sentence = sentence_of(mention.span.start);
            let mut first = at - 1;
            let mut scan = at - 1;
            while scan > 0 && sentence_of(all[scan - 1].span.start) == sentence {
                scan -= 1;
                // "Roe's father, John": the owner is not whom the sentence is about.
                if fits(&all[scan]) && !self.owns(&all[scan]) {
                    first = scan;
                }
            }
            // "He met Viktor", "In March he met Viktor": the sentence is about somebody before.
            let opens_with_pronoun = sentence
                .and_then(|n| self.reading.sentences.get(n))
                .is_some_and(|s| {
                    let until = s.tokens.end.min(s.tokens.start + 7);
                    (s.tokens.start..until)
                        .take_while(|&at| self.reading.tokens[at].span.end <= all[first].span.start)
                        .any(|at| {
                            let word = self.folded(at);
                            matches!(word, "he" | "she")
                                || at == s.tokens.start && matches!(word, "they" | "it")
                        })
                });
            if opens_with_pronoun && sentence != sentence_of(before) {
                at = scan;
                continue;
            }
            return Some(&all[first]);
        }
        None
    }
}

use super::super::grammar::{Form, is_plural};
use super::nameless::is_status;
use super::reporting::{Report, reporting};
use super::roles::is_role;
use super::sex::Sex;
use super::speaker::{MEMORY, Scene, Speaker, is_body_noun, is_courtesy};
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
        let personal = matches!(word, "he" | "she" | "i" | "his" | "her" | "him");
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
            !text.contains(' ') || entity.kind == Kind::Person && ends_longer(&entity.name, text)
        });
        let name = whole.map_or(text, |entity| &entity.name);
        self.in_small(mention, name).unwrap_or(name).to_owned()
    }

    /// A person's name that the heading of a document has in capitals, as its text writes it.
    fn in_small(&self, mention: &Mention, name: &str) -> Option<&str> {
        let capitals = name.contains(' ') && !name.chars().any(char::is_lowercase);
        if !capitals || !self.is_person(mention) {
            return None;
        }
        let whole = fold(name);
        self.names
            .mentions
            .iter()
            .filter(|other| other.entity == mention.entity)
            .map(|other| other.span.of(self.reading.text))
            .find(|text| text.chars().any(char::is_lowercase) && fold(text) == whole)
    }

    /// Whether a mention is a bare surname of somebody whose whole name the document has: "Judge Roe"
    /// is Jane Roe.
    pub(super) fn is_short(&self, mention: &Mention) -> bool {
        let text = mention.span.of(self.reading.text);
        let entity = self.names.entities.get(mention.entity as usize);
        !text.contains(' ')
            && entity.is_some_and(|entity| {
                entity.kind == Kind::Person && ends_longer(&entity.name, text)
            })
    }

    /// The first fitting name of the last sentence before an offset that has one and does not
    /// itself begin with a pronoun; words inside quotations do not count.
    pub(super) fn last_subject(
        &self,
        before: u32,
        pronoun: &str,
        told: &[Quotation],
    ) -> Option<&Mention> {
        let personal = matches!(pronoun, "he" | "she" | "i" | "his" | "her" | "him");
        let all = &self.names.mentions;
        let end = all.partition_point(|m| m.span.start < before);
        let charged = personal && self.is_charged(before);
        let fits = |m: &Mention| {
            let kind = if personal {
                self.is_person(m) && self.agrees(pronoun, m.entity)
            } else {
                self.is_body(m)
            };
            kind && !self.in_words(m, before)
                && !(charged && self.roles().in_court(self, m.entity))
                && !told
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
            let own = sentence == sentence_of(before);
            let mut first = at - 1;
            let mut scan = at - 1;
            while scan > 0 && sentence_of(all[scan - 1].span.start) == sentence {
                scan -= 1;
                // "Roe's father, John": the owner is not whom the sentence is about.
                if fits(&all[scan]) && !self.owns(&all[scan]) {
                    first = scan;
                }
            }
            // "For Roe, counsel John Doe argued", "the protection of Roe, whose farm Doe ran": who hangs
            // on a preposition is not, where somebody else does not.
            if personal && self.hangs(&all[first]) {
                let free = (first + 1..at)
                    .find(|&at| fits(&all[at]) && !self.owns(&all[at]) && !self.hangs(&all[at]));
                first = free.unwrap_or(first);
            }
            // "In a note to his brother, Dale, he wrote", "His lawyer, Jane Roe, laughed": of the
            // same sentence or another paragraph, "he" is not the one told of by him.
            let aside = personal
                && self.is_ones_own(&all[first])
                && (own || self.parted(all[first].span.end, before));
            if aside {
                at = scan;
                continue;
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
            if opens_with_pronoun && !own {
                // "It would not be paid, Jane Roe vowed": she is the one who speaks.
                let speaks = |m: &&Mention| fits(m) && self.vows(m);
                if let Some(speaker) = all[scan..at].iter().find(speaks) {
                    return Some(speaker);
                }
                at = scan;
                continue;
            }
            return Some(&all[first]);
        }
        None
    }

    /// Whether a name hangs on the preposition right before it or its titles: "of Colonel Roe".
    pub(super) fn hangs(&self, mention: &Mention) -> bool {
        let first = self.reading.tokens_in(mention.span).start;
        let floor = self.sentence_start(mention.span.start);
        let titled = |at: &usize| {
            let word = self.folded(*at);
            is_role(word) || is_courtesy(word) || self.reading.word(*at) == "."
        };
        let lead = (floor..first)
            .rev()
            .find(|at| !titled(at) && self.folded(*at) != "the");
        lead.is_some_and(|at| {
            matches!(
                self.folded(at),
                "of" | "for" | "to" | "with" | "by" | "from" | "against" | "about" | "on" | "in"
            )
        })
    }

    /// Whether a name stands inside the quoted words that a pronoun follows: "“Would Roe do this?” he
    /// wrote."
    fn in_words(&self, mention: &Mention, before: u32) -> bool {
        if mention.span.end + MEMORY < before {
            return false;
        }
        let between = self
            .reading
            .text
            .get(mention.span.end as usize..before as usize)
            .unwrap_or_default();
        let first = between.chars().find(|c| matches!(c, '“' | '”' | '"'));
        match first {
            Some('”') => true,
            Some('"') => between.matches('"').count() % 2 == 1,
            _ => false,
        }
    }

    /// Whether the sentence before a pronoun's is about who stands before the court: "The defendant
    /// listened. “…,” he said."
    fn is_charged(&self, before: u32) -> bool {
        let sentences = &self.reading.sentences;
        let own = self.reading.sentence_at(before).unwrap_or_default();
        sentences[own.saturating_sub(2)..own]
            .iter()
            .any(|sentence| {
                let at = sentence.tokens.start;
                self.folded(at) == "the" && is_status(self.folded(at + 1))
            })
    }

    /// Whether a name only tells who "his brother" is.
    fn is_ones_own(&self, mention: &Mention) -> bool {
        let first = self.reading.tokens_in(mention.span).start;
        let floor = self.sentence_start(mention.span.start);
        let Some(mut noun) = first.checked_sub(1).filter(|&at| at > floor) else {
            return false;
        };
        if self.folded(noun) == "," {
            noun -= 1;
        }
        is_role(self.folded(noun))
            && (noun.saturating_sub(3).max(floor)..noun)
                .any(|at| matches!(self.folded(at), "his" | "her"))
    }

    /// Whether a paragraph ends between two offsets.
    fn parted(&self, from: u32, to: u32) -> bool {
        let between = self.reading.text.get(from as usize..to as usize);
        between.is_some_and(|between| between.contains("\n\n"))
    }

    /// Whether a name behind a comma ends a sentence with its verb: "…, chief executive Roe vowed."
    fn vows(&self, mention: &Mention) -> bool {
        let tokens = self.reading.tokens_in(mention.span);
        let floor = self.sentence_start(mention.span.start);
        let told = reporting(self.folded(tokens.end)).is_some_and(|(report, form)| {
            report == Report::Says && !matches!(form, Form::Base | Form::Ing)
        });
        told && (tokens.start.saturating_sub(SUBJECT).max(floor)..tokens.start)
            .any(|at| self.folded(at) == ",")
    }
}

/// Whether a name is longer than some words and ends with them.
fn ends_longer(name: &str, words: &str) -> bool {
    name.len() > words.len() && fold(name).ends_with(&fold(words))
}

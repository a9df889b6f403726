use super::super::Reading;
use super::super::grammar::{is_adverb, is_auxiliary, is_function, is_person_noun, starts_upper};
use super::super::names::Names;
use super::reporting::reporting;
use super::roles::{Roles, is_role};
use super::sex::Sex;
use crate::model::{Kind, Mention, Quotation, Span};
use crate::text::TokenKind;
use std::cell::OnceCell;

/// Who speaks, as the text has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Speaker {
    pub(super) span: Span,
    pub(super) text: String,
    pub(super) entity: Option<u32>,
}

/// Where speakers are looked for.
pub(super) struct Scene<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) names: &'a Names,
    roles: OnceCell<Roles>,
    sexes: OnceCell<Vec<Option<Sex>>>,
}

/// How far back a pronoun may reach, in bytes.
pub(super) const MEMORY: u32 = 900;

impl<'a> Scene<'a> {
    pub(super) fn new(reading: &'a Reading<'a>, names: &'a Names) -> Self {
        Self {
            reading,
            names,
            roles: OnceCell::new(),
            sexes: OnceCell::new(),
        }
    }

    /// Who is introduced as what; read where first asked for.
    pub(super) fn roles(&self) -> &Roles {
        self.roles.get_or_init(|| Roles::of(self))
    }

    /// The sex of each entity as far as it shows; read where first asked for.
    pub(super) fn known_sexes(&self) -> &[Option<Sex>] {
        self.sexes.get_or_init(|| self.sexes())
    }

    pub(super) fn folded(&self, token: usize) -> &str {
        self.reading.folded(token)
    }

    /// The mentions that lie wholly in a span.
    pub(super) fn mentions(&self, span: Span) -> &[Mention] {
        let all = &self.names.mentions;
        let from = all.partition_point(|m| m.span.start < span.start);
        let to = all.partition_point(|m| m.span.end <= span.end);
        all.get(from..to).unwrap_or_default()
    }

    pub(super) fn kind(&self, mention: &Mention) -> Option<Kind> {
        self.names
            .entities
            .get(mention.entity as usize)
            .map(|entity| entity.kind)
    }

    pub(super) fn is_person(&self, mention: &Mention) -> bool {
        self.kind(mention) == Some(Kind::Person)
    }

    pub(super) fn is_body(&self, mention: &Mention) -> bool {
        matches!(
            self.kind(mention),
            Some(Kind::Agency | Kind::Company | Kind::Organisation | Kind::Group)
        )
    }

    pub(super) fn bytes(&self, from: usize, to: usize) -> Span {
        let tokens = &self.reading.tokens;
        match (
            tokens.get(from),
            to.checked_sub(1).and_then(|last| tokens.get(last)),
        ) {
            (Some(first), Some(last)) if from < to => Span {
                start: first.span.start,
                end: last.span.end,
            },
            _ => Span::default(),
        }
    }

    /// The person of a stretch who is not merely a possessor: "Xi's spokesman" is not Xi.
    pub(super) fn person_in(&self, span: Span) -> Option<&Mention> {
        self.mentions(span).iter().rev().find(|mention| {
            let rest = &self.reading.text[mention.span.end as usize..];
            self.is_person(mention) && !rest.starts_with("'s") && !rest.starts_with("’s")
        })
    }

    /// The subject that ends right before a verb; `from` is where its clause may begin at the
    /// earliest.
    pub(super) fn subject(&self, from: usize, verb: usize, told: &[Quotation]) -> Option<Speaker> {
        if let Some(speaker) = self.told_by_clause(from, verb) {
            return Some(speaker);
        }
        let habit = self.is_habit(verb) && verb > from + 2;
        let mut end = if habit { verb - 2 } else { verb };
        while end > from {
            let word = self.folded(end - 1);
            let place = matches!(word, "there" | "here") && end > from + 1;
            if is_adverb(word) || (is_auxiliary(word) && end > from + 1) || word == "not" || place {
                end -= 1;
            } else if let Some(dated) = self.date_tail(from, end) {
                end = dated;
            } else {
                break;
            }
        }
        if end <= from {
            return None;
        }
        let last = self.folded(end - 1);
        match last {
            "he" | "she" | "they" | "it" | "i" | "we" => return Some(self.pronoun(end - 1, told)),
            "who" | "which" => {
                let mut end = end - 1;
                if end > from && self.folded(end - 1) == "," {
                    end -= 1;
                }
                return self.phrase_before(from, end);
            }
            // "The Police Security Service (PST) concluded"
            ")" if let Some(open) = self.short_bracket(from, end) => {
                return self.phrase_before(from, open);
            }
            "," | "–" | "—" | ")" => return self.apposed(from, end - 1),
            _ => {}
        }
        self.phrase_before(from, end)
    }

    /// Where a bracket of a word or two opens that closes right before a token.
    fn short_bracket(&self, from: usize, end: usize) -> Option<usize> {
        let inside = (from..end.saturating_sub(2)).rev().take(3);
        inside
            .take_while(|&at| !matches!(self.folded(at), ")" | ","))
            .find(|&at| at > from && self.folded(at) == "(")
    }

    /// "NP, apposition, VERB": the segment that names a person, or else the first.
    pub(super) fn apposed(&self, from: usize, end: usize) -> Option<Speaker> {
        let mut segments: Vec<(usize, usize)> = Vec::new();
        let mut start = from;
        for token in from..=end {
            let cut = token == end || matches!(self.folded(token), "," | "–" | "—" | "(");
            if cut {
                if token > start {
                    segments.push((start, token));
                }
                start = token + 1;
            }
        }
        let named = segments.iter().rev().find_map(|&(from, to)| {
            let span = self.bytes(from, to);
            let mention = self.person_in(span)?;
            let near = mention.span.end == span.end || mention.span.start < span.start + 40;
            let possessed = from > 0
                && mention.span.start > span.start
                && self.governed(from, mention.span.start);
            (near && !possessed).then(|| self.described(from, to, mention))
        });
        if named.is_some() {
            return named;
        }
        let at = segments
            .iter()
            .position(|(from, to)| to - from >= 1 && !self.is_adverbial(*from))?;
        let (from, to) = segments[at];
        // "One of them, a gardener from Chemnitz, said".
        match segments.get(at + 1) {
            Some(&(told, end)) if self.picks(from, to) && self.tells_who(told, end) => {
                self.phrase(told, end)
            }
            _ => self.phrase_before(from, to),
        }
    }

    pub(super) fn is_adverbial(&self, from: usize) -> bool {
        matches!(
            self.folded(from),
            "in" | "on"
                | "at"
                | "after"
                | "before"
                | "during"
                | "for"
                | "with"
                | "by"
                | "as"
                | "when"
                | "while"
                | "since"
                | "following"
                | "despite"
                | "although"
                | "though"
                | "if"
                | "from"
                | "but"
                | "and"
                | "however"
                | "meanwhile"
                | "according"
                | "because"
                | "speaking"
        ) || is_adverb(self.folded(from))
    }

    /// The noun phrase that ends right before a token.
    pub(super) fn phrase_before(&self, from: usize, end: usize) -> Option<Speaker> {
        let mut start = end;
        let mut seen = 0;
        while start > from && seen < 16 {
            let token = start - 1;
            let word = self.folded(token);
            let kind = self.reading.tokens[token].kind;
            if kind == TokenKind::Sign && !matches!(word, "&" | "-" | "." | "/" | "’" | "'") {
                break;
            }
            if self.is_dash(token) || self.bounds_phrase(word, from, token) {
                break;
            }
            start = token;
            seen += 1;
            if self.opens_anew(from, token) {
                break;
            }
        }
        // A phrase does not begin with a preposition or conjunction.
        while start < end && self.is_adverbial(start) && !self.in_name(start) {
            start += 1;
        }
        let start = self.past_addressee(start, end);
        let start = self.past_occasion(from, start, end);
        self.phrase(self.date_head(start, end), end)
    }

    pub(super) fn in_mention(&self, token: usize) -> bool {
        self.in_name(token)
    }

    pub(super) fn in_name(&self, token: usize) -> bool {
        let Some(span) = self.reading.tokens.get(token).map(|token| token.span) else {
            return false;
        };
        let all = &self.names.mentions;
        let at = all.partition_point(|m| m.span.end <= span.start);
        all.get(at).is_some_and(|m| m.span.contains(span))
    }

    pub(super) fn bounds_phrase(&self, word: &str, from: usize, token: usize) -> bool {
        if self.in_name(token) {
            return false;
        }
        if is_auxiliary(word) || is_adverb(word) {
            return true;
        }
        match word {
            "of" | "for" | "at" | "from" | "in" | "the" | "a" | "an" | "its" | "their" | "his"
            | "her" | "our" | "my" | "some" | "both" | "another" | "other" | "with" | "no"
            | "one" | "two" | "on" | "these" | "those" => false,
            // "One such lad in Narva".
            "such" => !matches!(self.folded(token.saturating_sub(1)), "one" | "another"),
            "them" | "us" => self.folded(token.saturating_sub(1)) != "of",
            "and" => token < from + 1 || token > from + 8,
            "to" => !self.binds_to(token),
            _ if self.is_under_secretary(token) => false,
            _ if is_function(word) => true,
            _ => {
                reporting(word).is_some()
                    && !is_role(word)
                    && !starts_upper(self.reading.word(token))
                    && !self.is_noun_here(token)
            }
        }
    }

    /// The noun phrase that begins right at a token.
    pub(super) fn phrase_after(
        &self,
        from: usize,
        end: usize,
        told: &[Quotation],
    ) -> Option<Speaker> {
        let mut from = from;
        while from < end && is_adverb(self.folded(from)) {
            from += 1;
        }
        from = self.past_addressee(from, end);
        if from >= end {
            return None;
        }
        if matches!(self.folded(from), "he" | "she" | "they" | "it" | "we") {
            return Some(self.pronoun(from, told));
        }
        let mut to = from;
        while to < end && to < from + 14 && self.continues(from, to, end) {
            to += 1;
        }
        // "said a person who has seen the file": what tells him from others, to the end of the clause.
        if to < end
            && self.folded(to) == "who"
            && matches!(self.folded(from), "a" | "an" | "one" | "two" | "three")
        {
            let word = |at: &usize| self.reading.tokens[*at].kind == TokenKind::Word;
            let clause = (to..end.min(to + 14)).take_while(word).count();
            to += clause;
        }
        let span = self.bytes(from, to);
        if self.person_in(span).is_none() && to + 1 < end && self.folded(to) == "," {
            // "said the head of the service, Jane Roe": the name behind the comma.
            let start = self.reading.tokens[to + 1].span.start;
            let at = self
                .names
                .mentions
                .partition_point(|m| m.span.start < start);
            if let Some(mention) = self.names.mentions.get(at)
                && mention.span.start == start
                && self.is_person(mention)
            {
                return Some(self.of_mention(mention));
            }
        }
        // "Said one, a pensioner".
        let picked = to + 2 < end && self.folded(to) == "," && self.picks(from, to);
        if picked && matches!(self.folded(to + 1), "a" | "an") {
            return self.phrase_after(to + 1, end, told);
        }
        self.phrase(from, to)
    }

    pub(super) fn continues(&self, from: usize, at: usize, end: usize) -> bool {
        if self.in_name(at) {
            return true;
        }
        let word = self.folded(at);
        if self.reading.tokens[at].kind == TokenKind::Sign {
            return matches!(word, "&" | "-" | "/");
        }
        let next_named = at + 1 < end
            && (self.folded(at + 1) == "the"
                || self.folded(at + 1) == "a"
                || starts_upper(self.reading.word(at + 1)));
        match word {
            "of" => true,
            "to" => at > from && self.binds_to(at),
            "on" => at > from && self.folded(at - 1) == "briefed",
            "the" | "a" | "an" | "its" | "their" | "his" | "her" | "our" | "my" | "one" | "two"
            | "some" | "another" | "no" => at == from || is_function(self.folded(at - 1)),
            "for" | "at" | "from" | "in" | "with" => at > from && next_named,
            "and" => at > from && next_named && at < from + 6,
            _ if self.is_under_secretary(at) => true,
            _ if is_function(word) || is_adverb(word) => false,
            _ => {
                reporting(word).is_none()
                    || is_role(word)
                    || at == from
                    || self.is_noun_here(at)
                    || starts_upper(self.reading.word(at))
            }
        }
    }

    /// A speaker out of a noun phrase.
    pub(super) fn phrase(&self, from: usize, to: usize) -> Option<Speaker> {
        let span = self.bytes(from, to);
        if span.is_empty() {
            return None;
        }
        if let Some(mention) = self.person_in(span)
            && (!self.governed(from, mention.span.start)
                || mention.span.end == span.end && self.names_in_title(from, mention.span.start))
        {
            return Some(self.described(from, to, mention));
        }
        // Bare verbs and adjectives are no speaker.
        let letters = span.of(self.reading.text);
        if !letters.chars().any(char::is_alphabetic) {
            return None;
        }
        let body = self.mentions(span).iter().rev().find(|mention| {
            let lead = Span {
                start: span.start,
                end: mention.span.start,
            }
            .of(&self.reading.folded);
            let rest = Span {
                start: mention.span.end,
                end: span.end,
            }
            .of(self.reading.text);
            self.is_body(mention)
                && rest.trim().is_empty()
                && !lead
                    .split_whitespace()
                    .any(|word| is_function(word) && !matches!(word, "the" | "a" | "an" | "its"))
                && !lead.split_whitespace().any(is_person_noun)
        });
        if body.is_none()
            && let Some(known) = self.introduced(from, to).or_else(|| self.told_of(from, to))
        {
            return Some(known);
        }
        Some(Speaker {
            span,
            text: self.called(span),
            entity: body.map(|mention| mention.entity),
        })
    }

    /// A named person with the titles before the name: "FBI Director Chris Wray".
    pub(super) fn described(&self, from: usize, to: usize, mention: &Mention) -> Speaker {
        let mut start = from;
        for token in from..to {
            let here = self.reading.tokens[token].span;
            if here.start >= mention.span.start {
                break;
            }
            let word = self.folded(token);
            let breaks = (is_function(word)
                && !self.is_under_secretary(token)
                // "Special Agent in Charge".
                && !(word == "in" && self.folded(token + 1) == "charge")
                && !matches!(
                    word,
                    "of" | "the" | "a" | "an" | "its" | "for" | "his" | "her"
                ))
                || is_adverb(word)
                || self.reading.tokens[token].kind == TokenKind::Sign && word != "-";
            if breaks && !self.in_name(token) {
                start = token + 1;
            }
        }
        let start = self
            .reading
            .tokens
            .get(start)
            .map_or(mention.span.start, |token| {
                token.span.start.min(mention.span.start)
            });
        let span = Span {
            start,
            end: mention.span.end,
        };
        // A bare surname, "Ms Lowe" too, stands for the whole name: what somebody said is read alone as well.
        let lead = Span {
            start: span.start,
            end: mention.span.start,
        }
        .of(&self.reading.folded);
        let plain = |word: &str| is_particle(word) || is_courtesy(word);
        let text = if lead.split_whitespace().all(plain) || self.is_short(mention) {
            self.full(mention)
        } else {
            self.called(span)
        };
        Speaker {
            span,
            text,
            entity: Some(mention.entity),
        }
    }

    /// Whether a speaker is a person or a body: by the names in it, or by its nouns.
    pub(super) fn can_speak(&self, speaker: &Speaker) -> bool {
        speaker.entity.is_some()
            || !self.mentions(speaker.span).is_empty()
            || self
                .reading
                .tokens_in(speaker.span)
                .any(|token| is_role(self.folded(token)) || is_body_noun(self.folded(token)))
    }

    pub(super) fn of_mention(&self, mention: &Mention) -> Speaker {
        Speaker {
            span: mention.span,
            text: self.full(mention),
            entity: Some(mention.entity),
        }
    }

    /// The first person or body that a stretch names, for a participle at its end: "…, adding".
    pub(super) fn first_named(&self, from: usize, to: usize) -> Option<Speaker> {
        let span = self.bytes(from, to);
        let named = self
            .mentions(span)
            .iter()
            .find(|m| self.is_person(m))
            .or_else(|| self.mentions(span).iter().find(|m| self.is_body(m)))?;
        let token = self
            .reading
            .tokens
            .partition_point(|t| t.span.end <= named.span.start);
        Some(self.described(from.max(token.saturating_sub(4)), to, named))
    }
}

/// Titles that anybody bears.
pub(super) fn is_courtesy(word: &str) -> bool {
    matches!(word, "mr" | "mr." | "mrs" | "mrs." | "ms" | "ms." | "miss")
}

/// Words of a surname that a mark may leave out.
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "bin"
            | "bint"
            | "da"
            | "de"
            | "del"
            | "den"
            | "der"
            | "di"
            | "dos"
            | "du"
            | "el"
            | "ibn"
            | "la"
            | "le"
            | "van"
            | "von"
    )
}

/// Nouns of bodies that speak.
pub(super) fn is_body_noun(word: &str) -> bool {
    matches!(
        word,
        "government"
            | "ministry"
            | "agency"
            | "agencies"
            | "police"
            | "court"
            | "commission"
            | "committee"
            | "council"
            | "company"
            | "companies"
            | "firm"
            | "army"
            | "military"
            | "department"
            | "bureau"
            | "office"
            | "service"
            | "services"
            | "authorities"
            | "embassy"
            | "parliament"
            | "union"
            | "party"
            | "bank"
            | "newspaper"
            | "kremlin"
            | "he"
            | "she"
            | "they"
            | "community"
            | "prosecution"
            | "navy"
            | "board"
            | "group"
    )
}

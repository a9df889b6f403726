//! Where a speaker's noun phrase begins and ends, and which noun of it speaks.

use super::super::grammar::{is_adverb, is_auxiliary, is_function, is_plural, starts_upper};
use super::days::DAYS;
use super::roles::is_role;
use super::speaker::{Scene, Speaker, is_body_noun, is_courtesy};
use crate::text::TokenKind;

/// How long a clause that tells who somebody is may be, in tokens.
const CLAUSE: usize = 16;

impl Scene<'_> {
    /// "Under Secretary": a title and no preposition.
    pub(super) fn is_under_secretary(&self, token: usize) -> bool {
        self.folded(token) == "under" && self.folded(token + 1) == "secretary"
    }

    /// "Used to say", "likes to say": a verb in its plain form that tells speech.
    pub(super) fn is_habit(&self, verb: usize) -> bool {
        let before = |back: usize| verb.checked_sub(back).map_or("", |at| self.folded(at));
        before(1) == "to" && matches!(before(2), "used" | "likes" | "liked")
    }

    /// "An aide to the minister", "a person close to": the preposition belongs to the noun.
    pub(super) fn binds_to(&self, token: usize) -> bool {
        let before = token.checked_sub(1).map_or("", |at| self.folded(at));
        before == "close" || is_role(before)
    }

    /// Whether a token is an article or possessive right behind a noun, so that a new phrase begins
    /// with it: "on August 14 the firm".
    pub(super) fn opens_anew(&self, from: usize, token: usize) -> bool {
        let article = matches!(
            self.folded(token),
            "the" | "a" | "an" | "its" | "his" | "her" | "their" | "our" | "my"
        );
        article
            && token > from
            && !self.in_name(token)
            && self.reading.tokens[token - 1].kind != TokenKind::Sign
            && !is_function(self.folded(token - 1))
    }

    /// A dash between words that are parted by spaces: "May 3 - Two people".
    pub(super) fn is_dash(&self, token: usize) -> bool {
        let span = self.reading.tokens[token].span;
        self.folded(token) == "-"
            && self.reading.text[span.end as usize..].starts_with(char::is_whitespace)
    }

    /// Where the subject begins behind what it was said in: "in a statement Grozev", "in court Grozev".
    pub(super) fn past_occasion(&self, from: usize, start: usize, end: usize) -> usize {
        let opened = start > from
            && self.is_adverbial(start - 1)
            && !matches!(self.folded(start - 1), "and" | "but");
        if !opened {
            return start;
        }
        let speaks = |at: usize| {
            self.in_name(at)
                || starts_upper(self.reading.word(at))
                || is_role(self.folded(at))
                || is_body_noun(self.folded(at))
        };
        let writing = (start..end.saturating_sub(1)).find_map(|at| {
            let told = is_writing(self.folded(at)) && !self.in_name(at);
            let next = self.date_head(at + 1, end);
            let next = match self.date_tail(at, (at + 3).min(end)) {
                Some(dated) if dated == at + 1 && at + 3 < end => at + 3,
                _ => next,
            };
            (told && next < end && speaks(next)).then_some(next)
        });
        if let Some(at) = writing {
            return at;
        }
        // "In court on Tuesday Grozev".
        let day = (start + 1..end.saturating_sub(1)).rev().find(|&at| {
            DAYS.contains(&self.folded(at)) && self.folded(at - 1) == "on" && speaks(at + 1)
        });
        if let Some(day) = day {
            return day + 1;
        }
        // "In court Grozev", "in Kyiv Grozev": nothing that tells of him stands before the name.
        let Some(name) = self.mentions(self.bytes(start, end)).last() else {
            return start;
        };
        let tokens = self.reading.tokens_in(name.span);
        let Some(before) = tokens.start.checked_sub(1).filter(|&at| at >= start) else {
            return start;
        };
        let word = self.folded(before);
        let foreign = self.in_name(before)
            || !starts_upper(self.reading.word(before))
                && self.reading.tokens[before].kind == TokenKind::Word
                && !is_function(word)
                && !is_role(word);
        if self.is_person(name) && tokens.end == end && foreign {
            tokens.start
        } else {
            start
        }
    }

    /// "An engineer who left the office in March told": the noun before the clause, an indefinite
    /// one with it.
    pub(super) fn told_by_clause(&self, from: usize, verb: usize) -> Option<Speaker> {
        let floor = verb.saturating_sub(CLAUSE).max(from + 1);
        let plain = |at: usize| {
            self.reading.tokens[at].kind != TokenKind::Sign
                || matches!(self.folded(at), "-" | "'" | "’")
        };
        let who = (floor..verb)
            .rev()
            .take_while(|&at| plain(at))
            .find(|&at| self.folded(at) == "who")?;
        let noun = self.folded(who - 1);
        if !plain(who - 1) || is_function(noun) && !matches!(noun, "those" | "one") {
            return None;
        }
        let light = |at: usize| is_adverb(self.folded(at)) || is_auxiliary(self.folded(at));
        let mut end = verb;
        while end > who + 1 && light(end - 1) {
            end -= 1;
        }
        // "who on Monday said", "who himself said": the clause of the verb itself.
        let first = (who + 1..end).find(|&at| !is_adverb(self.folded(at)))?;
        let word = self.folded(first);
        if is_function(word) && !is_auxiliary(word) || word.ends_with("self") {
            return None;
        }
        let speaker = self.phrase_before(from, who)?;
        let start = self.reading.tokens_in(speaker.span).start;
        if speaker.entity.is_some() || !opens_indefinite(self.folded(start)) {
            return Some(speaker);
        }
        let span = self.bytes(start, end);
        Some(Speaker {
            span,
            text: self.called(span),
            entity: None,
        })
    }

    /// Whether a phrase only picks somebody out, who is told behind the comma: "one of the firms",
    /// "another defendant", "a third".
    pub(super) fn picks(&self, from: usize, to: usize) -> bool {
        let first = self.folded(from);
        let counted = matches!(first, "a" | "the") && from + 1 < to && {
            let next = self.folded(from + 1);
            matches!(next, "second" | "third" | "fourth" | "fifth" | "other")
        };
        matches!(first, "one" | "another") || counted
    }

    /// Whether an apposition tells who it is: "a gardener from Chemnitz", "Sahra Bullion".
    pub(super) fn tells_who(&self, from: usize, to: usize) -> bool {
        match self.folded(from) {
            "a" | "an" => to > from + 1,
            _ => (from..to).all(|at| starts_upper(self.reading.word(at))),
        }
    }

    /// Whether a person's name hangs on a preposition in its segment: "a lawyer for John Smith".
    pub(super) fn governed(&self, from: usize, start: u32) -> bool {
        let mut token = from;
        while let Some(here) = self.reading.tokens.get(token) {
            if here.span.start >= start {
                return false;
            }
            if matches!(
                self.folded(token),
                "for" | "of" | "with" | "by" | "to" | "under" | "against"
            ) {
                return true;
            }
            token += 1;
        }
        false
    }

    /// Whether only "of" stands before the name, as in a title: "President of France Emmanuel Macron".
    pub(super) fn names_in_title(&self, from: usize, start: u32) -> bool {
        let mut token = from;
        while let Some(here) = self.reading.tokens.get(token) {
            if here.span.start >= start {
                // The name follows a capitalised word, not the preposition itself.
                return token > from
                    && !is_function(self.folded(token - 1))
                    && !self.is_about(from, token);
            }
            token += 1;
        }
        false
    }

    /// Whether the name at the end of a phrase is only whom it is about: "the widow of Colonel Roe".
    /// In "the president of France Jane Roe" the name is the head.
    pub(super) fn is_about(&self, from: usize, name: usize) -> bool {
        let Some(before) = name.checked_sub(1) else {
            return false;
        };
        let title = self.folded(before);
        let titled = is_role(title) && !is_plural(title) || is_courtesy(title);
        let offered = (from..name).any(|at| matches!(self.folded(at), "for" | "to"));
        titled || offered && matches!(self.folded(from), "a" | "an" | "one" | "another")
    }

    /// Whether a reporting verb in its plain form is a noun here: "a European Union state".
    pub(super) fn is_noun_here(&self, token: usize) -> bool {
        let noun = matches!(
            self.folded(token),
            "state"
                | "claim"
                | "note"
                | "post"
                | "radio"
                | "cable"
                | "text"
                | "message"
                | "protest"
        );
        let before = token.checked_sub(1).map_or("", |at| self.folded(at));
        noun && !matches!(
            before,
            "they" | "we" | "i" | "you" | "to" | "who" | "police"
        ) && !is_plural(before)
            && !is_auxiliary(before)
    }
}

/// Words that open a description of somebody not told before.
fn opens_indefinite(word: &str) -> bool {
    matches!(
        word,
        "a" | "an" | "one" | "two" | "three" | "another" | "some" | "several" | "those"
    )
}

/// What somebody says things in.
fn is_writing(word: &str) -> bool {
    matches!(
        word,
        "affidavit"
            | "article"
            | "broadcast"
            | "brief"
            | "call"
            | "column"
            | "complaint"
            | "email"
            | "essay"
            | "filing"
            | "indictment"
            | "interview"
            | "judgment"
            | "lawsuit"
            | "letter"
            | "memo"
            | "message"
            | "note"
            | "post"
            | "report"
            | "ruling"
            | "speech"
            | "statement"
            | "submission"
            | "testimony"
            | "thread"
            | "tweet"
            | "video"
    )
}

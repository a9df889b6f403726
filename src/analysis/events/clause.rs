use super::super::Reading;
use super::super::grammar::{Traits, starts_upper};
use super::super::names::Names;
use super::words::{claims, connective, leads, reports, says};
use crate::model::{Mention, Span, Timex};
use std::ops::Range;

/// The clause of a sentence that a line is cut from, in tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) start: usize,
    /// The verb or noun that tells what happened.
    pub(super) anchor: usize,
    /// Where the line must end at the latest, exclusive.
    pub(super) limit: usize,
}

/// What the letters of a verb can be.
pub(super) const VERB: Traits = Traits::PAST.or(Traits::AUXILIARY);

/// How long the words before the verb may be, in bytes, before the line begins later.
const FAR: u32 = 62;

/// What stands around the clause: the text, its marks, and the tokens of the sentence.
pub(super) struct Surroundings<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) names: &'a Names,
    pub(super) dates: &'a [Timex],
    /// The names and dates that lie in the sentence.
    pub(super) named: &'a [Mention],
    pub(super) dated: &'a [Timex],
    pub(super) tokens: Range<usize>,
}

/// What opens the clause of the verb, seen from the verb.
#[derive(Clone, Copy)]
enum Opener {
    Sentence,
    /// The clause begins behind this token.
    Behind(usize),
    /// "When", "while", "after": behind this token, up to the comma where it opens the sentence.
    Subordinate(usize),
    /// "who", "which", "that" behind their noun.
    Relative(usize),
}

impl Surroundings<'_> {
    pub(super) fn word(&self, at: usize) -> &str {
        self.reading.folded(at)
    }

    pub(super) fn is(&self, at: usize, traits: Traits) -> bool {
        self.reading.is(at, traits)
    }

    /// The bytes from the start of one token to the end of another.
    pub(super) fn bytes(&self, from: usize, last: usize) -> u32 {
        self.reading.tokens[last].span.end - self.reading.tokens[from].span.start
    }

    /// The clause around a verb; the date is the one that the line stands on.
    pub(super) fn clause(&self, anchor: usize, date: Span) -> Clause {
        let anchor = anchor.clamp(self.tokens.start, self.tokens.end - 1);
        let (anchor, opener) = match self.told_by_when(anchor) {
            Some((when, verb)) => (verb, Opener::Behind(when)),
            None => (anchor, self.opener(anchor)),
        };
        let (mut start, mut limit) = (self.tokens.start, self.tokens.end);
        match opener {
            Opener::Sentence => {}
            Opener::Behind(at) => start = at + 1,
            Opener::Subordinate(at) => {
                if self.opening(at) {
                    limit = self.closing_comma(anchor, date);
                }
                start = at + 1;
            }
            Opener::Relative(at) => {
                let first = self.antecedent(at);
                if !self.dated(first, at) {
                    start = first;
                    limit = self.closing_comma(anchor, date);
                }
            }
        }
        if !matches!(opener, Opener::Relative(_)) {
            start = self.behind_other(start, anchor);
            start = self.behind_lead(start, anchor);
            start = self.nearer(start, anchor);
        }
        while start < anchor && self.sign(start) {
            start += 1;
        }
        let limit = limit.min(self.before_reporter(anchor));
        Clause {
            start: start.min(anchor),
            anchor,
            limit,
        }
    }

    fn sign(&self, at: usize) -> bool {
        !self
            .word(at)
            .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '$' | '€' | '£'))
    }

    /// Where a line ends at the latest that another date of the sentence must stay out of.
    pub(super) fn before_other(&self, clause: &Clause, own: Span, other: Span) -> usize {
        if other.start < own.end || other.start < self.reading.tokens[clause.anchor].span.end {
            return clause.limit;
        }
        (clause.anchor + 1..clause.limit)
            .take_while(|&at| self.reading.tokens[at].span.start < other.start)
            .find(|&at| {
                let behind = self.reading.tokens[at].span.start >= own.end
                    || own.start > other.start
                    || own.end <= self.reading.tokens[clause.anchor].span.start;
                behind
                    && matches!(
                        self.word(at),
                        "," | ";"
                            | "and"
                            | "but"
                            | "while"
                            | "who"
                            | "which"
                            | "after"
                            | "before"
                            | "–"
                            | "—"
                            | "when"
                            | "where"
                    )
                    && !self.inside_mark(self.reading.tokens[at].span.start)
            })
            .unwrap_or(clause.limit)
    }

    /// The first token of the verb group.
    pub(super) fn group(&self, anchor: usize) -> usize {
        let mut at = anchor;
        while at > self.tokens.start
            && (self.is(at - 1, Traits::AUXILIARY.or(Traits::ADVERB)) || self.word(at - 1) == "not")
        {
            at -= 1;
        }
        at
    }

    /// "That is what happened in July, when …": the clause behind "when" tells it.
    fn told_by_when(&self, anchor: usize) -> Option<(usize, usize)> {
        let empty = matches!(
            self.word(anchor),
            "happened" | "occurred" | "was" | "came" | "changed"
        );
        let start = self.tokens.start;
        let pointing = matches!(
            self.word(start),
            "that" | "that’s" | "that's" | "this" | "it"
        );
        if !empty || !pointing || anchor > start + 6 {
            return None;
        }
        let when =
            (anchor + 1..(anchor + 9).min(self.tokens.end)).find(|&at| self.word(at) == "when")?;
        let verb = (when + 2..self.tokens.end).find(|&at| self.is(at, Traits::PAST))?;
        Some((when, verb))
    }

    fn opener(&self, anchor: usize) -> Opener {
        let group = self.group(anchor);
        let joined =
            group > self.tokens.start && matches!(self.word(group - 1), "and" | "or" | "but" | ",");
        let (mut crossed, mut comma) = (false, false);
        let mut at = group;
        while at > self.tokens.start {
            at -= 1;
            let word = self.word(at);
            match word {
                ")" => {
                    at = (self.tokens.start..at)
                        .rev()
                        .find(|&t| self.word(t) == "(")
                        .unwrap_or(at);
                }
                ";" | ":" if at + 1 < group => return Opener::Behind(at),
                "–" | "—" => {
                    match (self.tokens.start..at)
                        .rev()
                        .find(|&t| matches!(self.word(t), "–" | "—"))
                    {
                        Some(first) => at = first,
                        None if at + 1 < group => return Opener::Behind(at),
                        None => {}
                    }
                }
                "," => comma = true,
                "who" | "which" => {
                    let closed = comma && at + 1 < group && !joined_before(self, group);
                    if at > self.tokens.start && !closed && (!crossed || joined) {
                        return Opener::Relative(at);
                    }
                    crossed = false;
                }
                "when" | "while" | "whereas" | "because" | "although" | "though" | "where"
                | "once" | "after" | "before" | "since" | "until"
                    if at + 1 < group && self.behind_date(at + 1) == at + 1 =>
                {
                    if !comma && (!joined || crossed) {
                        return Opener::Subordinate(at);
                    }
                    if comma && self.opening(at) {
                        let close = (at + 1..group).find(|&t| {
                            self.word(t) == ","
                                && (at + 1..t).any(|v| self.is(v, Traits::PAST))
                                && !(t + 1..(t + 4).min(group)).any(|v| self.word(v) == ",")
                                && !self.inside_mark(self.reading.tokens[t].span.start)
                        });
                        if let Some(close) = close.filter(|close| close + 1 < group) {
                            return Opener::Behind(close);
                        }
                    }
                    crossed = false;
                }
                "that" if at > self.tokens.start && at < group => {
                    let before = self.word(at - 1);
                    if at + 1 < group && (reports(before) || claims(before) || before == ",") {
                        return Opener::Behind(at);
                    }
                    if at + 1 < group && self.date_ends_before(at) && self.reported(at) {
                        return Opener::Behind(at);
                    }
                    let open = Traits::FUNCTION.or(Traits::PAST);
                    if at + 1 == group && !comma && !self.is(at - 1, open) {
                        return Opener::Relative(at);
                    }
                }
                _ if says(word) && at + 1 < group && !joined => {
                    let next = self.behind_date(at + 1);
                    if next < group && self.begins_subject(next) {
                        return Opener::Behind(next - 1);
                    }
                    crossed = true;
                }
                _ if self.is(at, VERB) => crossed = true,
                _ => {}
            }
        }
        Opener::Sentence
    }

    /// Whether only a connective stands before a token in its sentence.
    fn opening(&self, at: usize) -> bool {
        (self.tokens.start..at)
            .all(|t| matches!(self.word(t), "and" | "but" | "," | "“" | "\"" | "even"))
    }

    fn begins_subject(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            "a" | "an" | "the" | "it" | "its" | "he" | "she" | "they" | "their" | "his"
        ) || starts_upper(self.reading.word(at))
    }

    /// The token behind the date that begins here, or the token itself.
    fn behind_date(&self, at: usize) -> usize {
        let start = self.reading.tokens.get(at).map_or(0, |t| t.span.start);
        let next = self.dates.partition_point(|d| d.span.end <= start);
        match self.dates.get(next) {
            Some(date) if date.span.start <= start + 4 => self
                .reading
                .tokens
                .partition_point(|t| t.span.start < date.span.end)
                .min(self.tokens.end),
            _ => at,
        }
    }

    fn date_ends_before(&self, at: usize) -> bool {
        let end = self.reading.tokens[at - 1].span.end;
        let next = self.dates.partition_point(|d| d.span.end < end);
        self.dates.get(next).is_some_and(|d| d.span.end == end)
    }

    /// Whether one reports shortly before: "said in September that".
    fn reported(&self, at: usize) -> bool {
        (at.saturating_sub(7).max(self.tokens.start)..at).any(|t| reports(self.word(t)))
    }

    /// Whether an offset lies inside a name or a date.
    pub(super) fn inside_mark(&self, offset: u32) -> bool {
        let inside = |span: Span| span.start < offset && offset < span.end;
        let mention = self.named.iter().find(|m| m.span.end > offset);
        let date = self.dated.iter().find(|d| d.span.end > offset);
        mention.is_some_and(|m| inside(m.span)) || date.is_some_and(|d| inside(d.span))
    }

    /// The first comma behind the verb, and behind the date where it comes next.
    fn closing_comma(&self, anchor: usize, date: Span) -> usize {
        let end = self.reading.tokens[anchor].span.end;
        let near = date.start >= end && date.start - end < 90;
        (anchor + 1..self.tokens.end)
            .find(|&at| {
                let span = self.reading.tokens[at].span;
                matches!(self.word(at), "," | ";" | "–" | "—")
                    && !self.inside_mark(span.start)
                    && (!near || span.start >= date.end)
            })
            .unwrap_or(self.tokens.end)
    }

    /// ", police said": what stands behind that comma only says who reports.
    fn before_reporter(&self, anchor: usize) -> usize {
        for at in (anchor + 1..self.tokens.end).rev().take(14) {
            if self.word(at) != "," || self.inside_mark(self.reading.tokens[at].span.start) {
                continue;
            }
            let tail = at + 1..self.tokens.end;
            let says = tail.clone().find(|&t| says(self.word(t)));
            let according = self.word(at + 1) == "according";
            let plain = says.is_some_and(|s| s <= at + 9) && !self.word(at + 1).starts_with("wh");
            if according || plain {
                return at;
            }
        }
        self.tokens.end
    }

    /// The first token of the noun phrase that a relative clause hangs on.
    fn antecedent(&self, relative: usize) -> usize {
        let mut at = relative;
        while at > self.tokens.start && matches!(self.word(at - 1), "," | "of" | "in" | "from") {
            at -= 1;
        }
        let end = at;
        while at > self.tokens.start {
            let before = self.word(at - 1);
            let article = matches!(
                before,
                "a" | "an" | "the" | "its" | "their" | "his" | "her" | "two" | "three"
            );
            if before == "of" || article {
                at -= 1;
                if article && !(at > self.tokens.start && self.word(at - 1) == "of") {
                    break;
                }
                continue;
            }
            let sign = !before.ends_with(char::is_alphanumeric) && before != "'s" && before != "’s";
            if sign
                || self.is(at - 1, Traits::FUNCTION.or(Traits::AUXILIARY))
                || (self.is(at - 1, Traits::PAST) && !starts_upper(self.reading.word(at - 1)))
            {
                break;
            }
            at -= 1;
        }
        if at == end { self.tokens.start } else { at }
    }

    /// Behind an earlier clause with a date of its own, and behind the words of somebody else.
    fn behind_other(&self, start: usize, anchor: usize) -> usize {
        let group = self.group(anchor).max(start);
        let joined = group > start && matches!(self.word(group - 1), "and" | "or" | "but" | ",");
        let mut from = start;
        for at in start..group {
            let subject = at + 1 < group && !joined;
            let cut = match self.word(at) {
                "”" => !(from..at).any(|t| self.word(t) == "“"),
                "\"" => self.closes(at) && !(from..at).any(|t| self.word(t) == "\""),
                "while" | "whereas" => subject && self.dated(from, at),
                "and" | "but" => subject && self.dated(from, at) && self.finite(from, at),
                _ => false,
            };
            if cut && at + 1 < group {
                from = at + 1;
            }
        }
        from
    }

    /// Whether a straight quotation mark is a closing one.
    pub(super) fn closes(&self, at: usize) -> bool {
        self.reading.text[..self.reading.tokens[at].span.start as usize]
            .chars()
            .next_back()
            .is_some_and(|c| !c.is_whitespace() && c != '(')
    }

    fn dated(&self, from: usize, to: usize) -> bool {
        let start = self.reading.tokens[from].span.start;
        let end = self.reading.tokens[to].span.start;
        let at = self.dates.partition_point(|d| d.span.start < start);
        self.dates.get(at).is_some_and(|d| d.span.end <= end)
    }

    fn finite(&self, from: usize, to: usize) -> bool {
        (from + 1..to).any(|at| self.is(at, Traits::PAST))
    }

    /// Passes over what leads up to the subject: "For example,", "In December last year,", "But".
    fn behind_lead(&self, start: usize, anchor: usize) -> usize {
        let mut from = start;
        loop {
            let before = from;
            while from < anchor && connective(self.word(from)) {
                from += 1;
            }
            let comma = (from..anchor.min(from + 10)).find(|&at| {
                self.word(at) == "," && !self.inside_mark(self.reading.tokens[at].span.start)
            });
            if let Some(comma) = comma {
                let opening = self.word(from);
                let short = self.reading.tokens[comma].span.start
                    - self.reading.tokens[from].span.start
                    < 24;
                let leads = self.is(from, Traits::ADVERB) || leads(opening);
                let says = (from..comma).any(|at| says(self.word(at)));
                if (leads || (short && self.dated_near(from, comma)) || says) && comma + 1 < anchor
                {
                    from = comma + 1;
                }
            }
            // A date without a comma: "On Monday police arrested".
            if matches!(
                self.word(from),
                "on" | "in" | "last" | "late" | "early" | "this" | "between" | "from" | "since"
            ) {
                let mut behind = self.behind_date(from).max(self.behind_date(from + 1));
                if behind == from + 1 {
                    behind = from;
                }
                if behind > from && matches!(self.word(behind), "and" | "to") {
                    behind = self.behind_date(behind + 1);
                }
                if behind > from
                    && behind < self.group(anchor)
                    && self.word(behind) != "of"
                    && (!self.is(behind, Traits::FUNCTION) || self.begins_subject(behind))
                {
                    from = behind;
                }
            }
            if from == before {
                return from;
            }
        }
    }

    fn dated_near(&self, from: usize, to: usize) -> bool {
        let start = self.reading.tokens[from].span.start;
        let end = self.reading.tokens[to].span.start;
        let at = self.dates.partition_point(|d| d.span.end <= start);
        self.dates
            .get(at)
            .is_some_and(|d| d.span.end <= end && d.span.start <= start + 12)
    }

    /// A later part of a long subject: "…, and the leader of the service" before its verb.
    fn nearer(&self, start: usize, anchor: usize) -> usize {
        let group = self.group(anchor);
        if group <= start + 1 || self.bytes(start, group - 1) <= FAR {
            return start;
        }
        let mut depth = 0_i32;
        for at in start..group - 1 {
            match self.word(at) {
                "(" | "“" => depth += 1,
                ")" | "”" => depth -= 1,
                "," | "and" if depth == 0 => {
                    let next = at + 1;
                    let begins = matches!(
                        self.word(next),
                        "a" | "an" | "the" | "its" | "their" | "his"
                    );
                    if begins
                        && self.bytes(next, group - 1) <= FAR
                        && !self.inside_mark(self.reading.tokens[at].span.start)
                    {
                        return next;
                    }
                }
                _ => {}
            }
        }
        start
    }
}

/// Whether the verb group goes on from another verb of its clause.
fn joined_before(around: &Surroundings<'_>, group: usize) -> bool {
    matches!(around.word(group - 1), "and" | "or" | "but")
}

use super::super::grammar::{Traits, starts_upper};
use super::super::incidents::mentions_in;
use super::super::names::Names;
use super::super::{Reading, Sentence};
use super::clause::{Clause, Surroundings, VERB};
use super::words::says;
use crate::model::{Incident, Kind, Span, Timex};
use std::ops::Range;

/// Less than this tells nothing, in bytes.
const SHORTEST: u32 = 24;
/// The length that a line of the timeline has room for.
const WANTED: u32 = 90;
/// The length that no line goes beyond.
const LONGEST: u32 = 110;

/// What a line is made for: the date, the others of its sentence, and the lines already made.
pub(super) struct Wanted<'a> {
    pub(super) date: usize,
    pub(super) others: &'a [usize],
    pub(super) incident: Option<&'a Incident>,
    pub(super) taken: &'a [Span],
}

/// The stretch of a sentence that tells its event in one line: from the subject of the verb that
/// matters to the end of a phrase; nothing where the sentence has no line left.
pub(super) fn short(
    reading: &Reading<'_>,
    names: &Names,
    dates: &[Timex],
    sentence: &Sentence,
    wanted: &Wanted<'_>,
) -> Option<Span> {
    let around = Surroundings {
        reading,
        names,
        dates,
        named: mentions_in(names, sentence.span),
        dated: overlapping(dates, sentence.span),
        tokens: trimmed(reading, sentence.tokens.clone()),
    };
    if around.tokens.is_empty() {
        return (!wanted.taken.contains(&sentence.span)).then_some(sentence.span);
    }
    let date = dates[wanted.date].span;
    let anchor = match wanted.incident {
        Some(incident) => reading
            .tokens
            .partition_point(|t| t.span.end < incident.trigger.end),
        None => near(reading, &around.tokens, date),
    };
    let anchor = told_of(&around, anchor);
    let mut clause = around.clause(anchor, date);
    for &other in wanted.others {
        let limit = around.before_other(&clause, date, dates[other].span);
        clause.limit = clause.limit.min(limit);
    }
    let mut best = best(&around, &clause, wanted);
    // "Former officer Peter Holm was …": without the words before the name, the rest may fit.
    if best.is_none_or(|(points, _)| points < 45)
        && let Some(start) = person(&around, &clause)
        && let Some(other) = self::best(&around, &Clause { start, ..clause }, wanted)
        && best.is_none_or(|(points, _)| other.0 >= points + 4)
    {
        best = Some(other);
    }
    best.map(|(_, span)| span)
        .or_else(|| phrase(&around, &clause, wanted))
        .or_else(|| cut(&around, &clause, wanted))
}

/// The dates of which a part lies in a sentence.
fn overlapping(dates: &[Timex], sentence: Span) -> &[Timex] {
    let from = dates.partition_point(|d| d.span.end <= sentence.start);
    let to = dates.partition_point(|d| d.span.start < sentence.end);
    dates.get(from..to).unwrap_or_default()
}

/// The verb that a noun is the subject of: "The attack on the port knocked out".
fn told_of(around: &Surroundings<'_>, noun: usize) -> usize {
    let tokens = &around.tokens;
    let noun = noun.clamp(tokens.start, tokens.end - 1);
    let verb = |at: usize| around.is(at, VERB);
    if verb(noun) || (tokens.start..noun).any(verb) {
        return noun;
    }
    let end = (noun + 1..(noun + 16).min(tokens.end))
        .find(|&at| matches!(around.word(at), "," | "which" | "who" | "that" | ";"))
        .unwrap_or_else(|| (noun + 16).min(tokens.end));
    let found = verb_after(around.reading, noun + 1, end);
    if verb(found) { found } else { noun }
}

/// Whether the date of a sentence only says when somebody spoke.
pub(super) fn only_said(reading: &Reading<'_>, sentence: &Sentence, date: Span) -> bool {
    let tokens = trimmed(reading, sentence.tokens.clone());
    if tokens.is_empty() {
        return false;
    }
    let verb = near(reading, &tokens, date);
    let word = reading.folded(verb);
    says(word)
        || (word == "added" && matches!(reading.folded(verb + 1), "that" | "," | "." | "in" | "on"))
}

/// The tokens of a sentence without the signs at its ends.
fn trimmed(reading: &Reading<'_>, tokens: Range<usize>) -> Range<usize> {
    let letters = |at: usize| {
        reading
            .folded(at)
            .chars()
            .next()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '$' | '€' | '£'))
    };
    let (mut from, mut to) = (tokens.start, tokens.end);
    while from < to && !letters(from) {
        from += 1;
    }
    while to > from
        && !letters(to - 1)
        && !matches!(reading.folded(to - 1), "”" | "\"" | ")" | "'s" | "’s")
    {
        to -= 1;
    }
    from..to
}

/// The verb nearest before a date in its clause, or else after it.
fn near(reading: &Reading<'_>, tokens: &Range<usize>, date: Span) -> usize {
    let first = reading
        .tokens
        .partition_point(|t| t.span.end <= date.start)
        .clamp(tokens.start, tokens.end - 1);
    let conditional = matches!(
        reading.folded(tokens.start),
        "when" | "while" | "after" | "although" | "because" | "since" | "once" | "before"
    );
    // "…; in 2020, Norway blamed": the date opens a clause.
    let opens = (tokens.start..first)
        .rev()
        .take_while(|&at| {
            matches!(
                reading.folded(at),
                "in" | "on" | "by" | "and" | "but" | "since" | "the" | "late" | "early" | "," | ";"
            )
        })
        .any(|at| matches!(reading.folded(at), "and" | "but" | "," | ";"));
    let last = reading
        .tokens
        .partition_point(|t| t.span.start < date.end)
        .clamp(tokens.start, tokens.end - 1);
    if opens && !conditional && reading.folded(last) == "," {
        return verb_after(reading, last, tokens.end);
    }
    let verb = |at: usize| reading.is(at, VERB);
    // A clause of its own with a verb in the present: "…, and the committee meets in May".
    for at in (tokens.start + 1..first).rev() {
        if verb(at) {
            break;
        }
        if matches!(reading.folded(at), "and" | "but") && reading.folded(at - 1) == "," {
            return first;
        }
    }
    (tokens.start..first)
        .rev()
        .take(25)
        .take_while(|&at| reading.folded(at) != ";")
        .find(|&at| verb(at))
        .map_or_else(
            || verb_after(reading, last, tokens.end),
            |verb| verb_after(reading, verb, first.max(verb + 1)),
        )
}

fn verb_after(reading: &Reading<'_>, from: usize, end: usize) -> usize {
    let verb = |at: usize| reading.is(at, VERB);
    let Some(first) = (from..end).find(|&at| verb(at)) else {
        return from;
    };
    // "was arrested", "has since moved": the last of the group.
    let mut last = first;
    while last + 1 < end
        && (reading.is(last, Traits::AUXILIARY.or(Traits::ADVERB)))
        && (verb(last + 1) || reading.is(last + 1, Traits::ADVERB))
    {
        last += 1;
    }
    if reading.is(last, Traits::ADVERB) {
        first
    } else {
        last
    }
}

/// The name of the person at the end of a subject with more words before it.
fn person(around: &Surroundings<'_>, clause: &Clause) -> Option<usize> {
    let group = around.group(clause.anchor);
    let last = group.checked_sub(1).filter(|&last| last > clause.start)?;
    let end = around.reading.tokens[last].span.end;
    let mention = mentions_in(around.names, around.reading.tokens[last].span)
        .iter()
        .find(|m| m.span.end == end)?;
    let entity = around.names.entities.get(mention.entity as usize)?;
    if entity.kind != Kind::Person {
        return None;
    }
    let start = around
        .reading
        .tokens
        .partition_point(|t| t.span.start < mention.span.start);
    (start > clause.start && start < last).then_some(start)
}

/// The best end of a clause with its points.
fn best(around: &Surroundings<'_>, clause: &Clause, wanted: &Wanted<'_>) -> Option<(i32, Span)> {
    let mut best: Option<(i32, Span)> = None;
    let mut open = Open::default();
    let needed = complement(around, clause);
    let opening = opening_participle(around, clause, wanted);
    for end in clause.start + 1..=clause.limit {
        if !open.take(around, end - 1) {
            break;
        }
        if end <= clause.anchor || !open.is_empty() {
            continue;
        }
        let length = around.bytes(clause.start, end - 1);
        if length > LONGEST {
            break;
        }
        let named = opening == Some(end);
        let Some(border) = border(around, clause, end).or(named.then_some(60)) else {
            continue;
        };
        let span = Span {
            start: around.reading.tokens[clause.start].span.start,
            end: around.reading.tokens[end - 1].span.end,
        };
        if wanted.taken.contains(&span) || (length < SHORTEST && end < clause.limit) {
            continue;
        }
        let mut points = border + room(length);
        let own = around.dates[wanted.date].span;
        if span.contains(own) {
            points += 12;
        }
        // The date of another event belongs to the other line.
        points -= 20
            * wanted
                .others
                .iter()
                .filter(|&&other| {
                    let other = around.dates[other].span;
                    other.start > own.end && span.contains(other)
                })
                .count() as i32;
        if needed.is_some_and(|needed| end <= needed) {
            points -= 15;
        }
        if best.is_none_or(|(most, _)| points > most) {
            best = Some((points, span));
        }
    }
    best
}

/// The points for the length of a line.
fn room(length: u32) -> i32 {
    match length {
        0..SHORTEST => 0,
        SHORTEST..40 => 6,
        40..60 => 20,
        60..=WANTED => 25,
        91..=100 => 8,
        _ => 0,
    }
}

/// Brackets and quotation marks that are open.
#[derive(Default)]
struct Open {
    brackets: u32,
    curly: u32,
    straight: u32,
}

impl Open {
    fn is_empty(&self) -> bool {
        self.brackets == 0 && self.curly == 0 && self.straight == 0
    }

    /// Takes a token in; `false` where it closes what was not opened.
    fn take(&mut self, around: &Surroundings<'_>, at: usize) -> bool {
        let (depth, opens) = match around.word(at) {
            "(" | "[" => (&mut self.brackets, true),
            ")" | "]" => (&mut self.brackets, false),
            "“" | "«" | "„" => (&mut self.curly, true),
            "”" | "»" => (&mut self.curly, false),
            "\"" => {
                let closes = self.straight > 0 || around.closes(at);
                (&mut self.straight, !closes)
            }
            _ => return true,
        };
        if opens {
            *depth += 1;
            return true;
        }
        if *depth == 0 {
            return false;
        }
        *depth -= 1;
        true
    }
}

/// How well a line ends before a token, in points; nothing where it cannot end.
fn border(around: &Surroundings<'_>, clause: &Clause, end: usize) -> Option<i32> {
    let last = around.word(end - 1);
    if end == around.tokens.end {
        return Some(35);
    }
    let closing = matches!(last, "”" | "\"" | ")");
    let letters = last.ends_with(|c: char| c.is_alphanumeric() || c == '%' || c == '.');
    if (!letters && !closing)
        || around.inside_mark(around.reading.tokens[end].span.start)
        || (around.inside_mark(around.reading.tokens[end - 1].span.end))
    {
        return None;
    }
    if hangs(around, clause, end) {
        return None;
    }
    if end == clause.limit {
        return Some(35);
    }
    let next = around.word(end);
    let verb = end - 1 != clause.anchor && around.is(end - 1, Traits::PAST);
    Some(match next {
        "," if listed(around, end) => 6,
        "," | ";" | "–" | "—" | ":" | "." | "?" | "!" => 28,
        "(" => 20,
        "”" | "\"" | ")" => 26,
        "which" | "who" | "after" | "before" | "while" | "but" | "because" | "when" | "where"
        | "although" | "though" | "whereas" | "following" | "if" | "unless" => 28,
        "that" | "as" | "than" if verb || last == "so" || last == "such" => return None,
        "that" if end - 1 == clause.anchor => return None,
        "that" => 20,
        "as" => 14,
        "and" | "or" => match joins(around, clause, end) {
            Joins::Clauses => 26,
            Joins::Phrases => 8,
            Joins::Pair => return None,
        },
        "to" if infinitive(around, end + 1) => return None,
        "to" if pair(around, clause, end, "from") => return None,
        "in" | "on" | "at" | "for" | "from" | "with" | "by" | "to" | "over" | "under"
        | "against" | "into" | "during" | "through" | "about" | "since" | "between" | "near"
        | "amid" | "alongside" | "despite" | "until" | "without" | "within" => {
            if verb {
                6
            } else {
                18
            }
        }
        "including" | "according" | "saying" | "accusing" | "describing" | "using" | "citing"
        | "leaving" | "killing" | "making" | "causing" => 20,
        // Before a date without a preposition: "was charged | last year".
        _ if around
            .dated
            .iter()
            .any(|d| d.span.start == around.reading.tokens[end].span.start)
            && !verb =>
        {
            10
        }
        _ => return None,
    })
}

/// Whether the last words of a line wait for more.
fn hangs(around: &Surroundings<'_>, clause: &Clause, end: usize) -> bool {
    let last = around.word(end - 1);
    let anchor = end - 1 == clause.anchor;
    if matches!(last, "him" | "her" | "them" | "it" | "us" | "me" | "itself") {
        return last == "her" && !matches!(around.word(end), "," | "." | "in" | "on" | "for");
    }
    if matches!(
        last,
        "ago" | "later" | "again" | "earlier" | "down" | "away" | "out"
    ) {
        return false;
    }
    if around.is(end - 1, Traits::AUXILIARY) || says(last) || last == "'s" || last == "’s" {
        return true;
    }
    if !anchor && around.is(end - 1, Traits::FUNCTION.or(Traits::ADVERB)) {
        return true;
    }
    let before = if end >= clause.start + 2 {
        around.word(end - 2)
    } else {
        ""
    };
    // "to prepare", "of attempting", "by hacking": wait for what is done.
    let next_closes = matches!(around.word(end), "," | ";" | "." | "–" | "—" | "and");
    let infinite = before == "to" && infinitive(around, end - 1);
    let gerund = last.len() > 5
        && last.ends_with("ing")
        && matches!(
            before,
            "of" | "for" | "by" | "from" | "with" | "in" | "after" | "before" | "without" | "and"
        );
    // "a firm suspected | of".
    if !anchor
        && around.is(end - 1, Traits::PAST)
        && matches!(around.word(end), "of" | "with" | "by" | "to")
    {
        return true;
    }
    // "a scientist working | for".
    let participle = last.len() > 5
        && last.ends_with("ing")
        && end >= clause.start + 2
        && around.is(end - 2, Traits::PERSON.or(Traits::PLURAL));
    (infinite || gerund || participle) && !next_closes
}

/// Whether the word behind "to" is a verb: "to prepare", not "to Norway", "to the press".
fn infinitive(around: &Surroundings<'_>, at: usize) -> bool {
    let word = around.word(at);
    let next = around.word(at + 1);
    word.starts_with(char::is_alphabetic)
        && !starts_upper(around.reading.word(at))
        && (!around.is(at, Traits::FUNCTION) || matches!(word, "be" | "have" | "get" | "do"))
        && !around.is(at, Traits::PLURAL)
        && !word.ends_with("ing")
        && !word.ends_with("ion")
        && !matches!(next, "," | "." | ";")
}

/// "from Riga to Tallinn", "between Oslo and Moscow".
fn pair(around: &Surroundings<'_>, clause: &Clause, end: usize, first: &str) -> bool {
    (end.saturating_sub(7).max(clause.start)..end).any(|at| around.word(at) == first)
}

enum Joins {
    Clauses,
    Phrases,
    /// "between … and": the two belong together.
    Pair,
}

fn joins(around: &Surroundings<'_>, clause: &Clause, end: usize) -> Joins {
    if pair(around, clause, end, "between") || pair(around, clause, end, "both") {
        return Joins::Pair;
    }
    let gerund = around.word(end + 1).ends_with("ing");
    let verb = gerund
        || (end + 1..(end + 4).min(around.tokens.end))
            .take_while(|&at| !matches!(around.word(at), "," | "and" | "of"))
            .any(|at| around.is(at, VERB));
    if verb { Joins::Clauses } else { Joins::Phrases }
}

/// Whether a comma stands in a list: another comma or "and" follows with no verb between.
fn listed(around: &Surroundings<'_>, comma: usize) -> bool {
    for at in comma + 1..(comma + 6).min(around.tokens.end) {
        let word = around.word(at);
        if matches!(word, "," | "and" | "or") {
            return at > comma + 1;
        }
        if around.is(at, VERB.or(Traits::FUNCTION)) {
            return false;
        }
    }
    false
}

/// The place of the preposition that the verb needs: "charged … with", "accused … of".
fn complement(around: &Surroundings<'_>, clause: &Clause) -> Option<usize> {
    let needs = match around.word(clause.anchor) {
        "charged" => "with",
        "accused" | "convicted" | "acquitted" | "suspected" => "of",
        "sentenced" => "to",
        "blamed" => "for",
        "pleaded" | "found" => "guilty",
        "ordered" | "forced" | "allowed" => "to",
        "banned" | "barred" => "from",
        "took" => "place",
        "set" => "up",
        _ => return None,
    };
    (clause.anchor + 1..(clause.anchor + 10).min(clause.limit))
        .find(|&at| around.word(at) == needs)
        .map(|at| at + 1)
}

/// The end of "Founded in 1998, the service": the name behind the comma of an opening participle.
fn opening_participle(
    around: &Surroundings<'_>,
    clause: &Clause,
    wanted: &Wanted<'_>,
) -> Option<usize> {
    if clause.anchor != clause.start || clause.start != around.tokens.start {
        return None;
    }
    let behind = around.dates[wanted.date].span.end;
    let comma = (clause.anchor + 1..clause.limit)
        .take(12)
        .find(|&at| around.word(at) == "," && around.reading.tokens[at].span.start >= behind)?;
    let named = Span {
        start: around.reading.tokens.get(comma + 1)?.span.start,
        end: around.reading.tokens.get(comma + 4)?.span.end,
    };
    let mention = mentions_in(around.names, named).first()?;
    Some(
        around
            .reading
            .tokens
            .partition_point(|t| t.span.start < mention.span.end),
    )
}

/// A noun phrase with the date in it: a headline where the verb is out of reach.
fn phrase(around: &Surroundings<'_>, clause: &Clause, wanted: &Wanted<'_>) -> Option<Span> {
    let mut open = Open::default();
    let mut best: Option<(u32, Span)> = None;
    for end in clause.start + 1..clause.anchor.max(clause.start + 1) {
        if !open.take(around, end - 1) {
            break;
        }
        let length = around.bytes(clause.start, end - 1);
        if length > LONGEST {
            break;
        }
        if !open.is_empty() || length < SHORTEST {
            continue;
        }
        let Some(points) = border(around, clause, end) else {
            continue;
        };
        let span = Span {
            start: around.reading.tokens[clause.start].span.start,
            end: around.reading.tokens[end - 1].span.end,
        };
        let points = points.unsigned_abs() + length / 4;
        if !wanted.taken.contains(&span) && best.is_none_or(|(most, _)| points > most) {
            best = Some((points, span));
        }
    }
    best.map(|(_, span)| span)
}

/// The last resort: the longest stretch that does not end on a word that waits for more.
fn cut(around: &Surroundings<'_>, clause: &Clause, wanted: &Wanted<'_>) -> Option<Span> {
    let mut open = Open::default();
    let mut found = None;
    for end in clause.start + 1..=clause.limit {
        if !open.take(around, end - 1) || around.bytes(clause.start, end - 1) > WANTED {
            break;
        }
        let last = around.word(end - 1);
        let span = Span {
            start: around.reading.tokens[clause.start].span.start,
            end: around.reading.tokens[end - 1].span.end,
        };
        if open.is_empty()
            && last.ends_with(char::is_alphanumeric)
            && !hangs(around, clause, end)
            && !around.inside_mark(span.end)
            && !wanted.taken.contains(&span)
        {
            found = Some(span);
        }
    }
    found
}

use super::super::grammar::{is_adverb, is_auxiliary, is_function, is_past};
use super::super::{Reading, Sentence};
use crate::model::{Incident, Span, Timex};
use std::ops::Range;

/// The length that a line of the timeline has room for, in bytes.
const WANTED: u32 = 70;
/// Less than this tells nothing.
const SHORTEST: u32 = 24;
/// The length at which a line is cut even where it does not read well.
const LONGEST: u32 = 110;

/// The stretch of a sentence that tells its event in one line: from the subject of the verb that
/// matters to the end of a phrase.
pub(super) fn short(
    reading: &Reading<'_>,
    sentence: &Sentence,
    dates: &[Timex],
    date: usize,
    incident: Option<&Incident>,
) -> Span {
    let tokens = trimmed(reading, sentence.tokens.clone());
    if tokens.is_empty() {
        return sentence.span;
    }
    let anchor = match incident {
        Some(incident) => reading
            .tokens
            .partition_point(|t| t.span.end < incident.trigger.end),
        None => near(reading, &tokens, dates[date].span),
    };
    let start = start(reading, &tokens, dates, anchor);
    // "Established in 1983, the service …" begins with the verb that has the date.
    let anchor = anchor.max(start);
    let end = end(reading, start, anchor, tokens.end);
    Span {
        start: reading.tokens[start].span.start,
        end: reading.tokens[end - 1].span.end,
    }
}

/// The tokens of a sentence without the signs at its ends.
fn trimmed(reading: &Reading<'_>, tokens: Range<usize>) -> Range<usize> {
    let sign = |at: usize| {
        !reading
            .folded(at)
            .chars()
            .next()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '$' | '€' | '£'))
            || matches!(reading.folded(at), "'s" | "’s")
    };
    let (mut from, mut to) = (tokens.start, tokens.end);
    while from < to && sign(from) {
        from += 1;
    }
    while to > from && sign(to - 1) {
        to -= 1;
    }
    from..to
}

/// The verb nearest before a date, or else after it.
fn near(reading: &Reading<'_>, tokens: &Range<usize>, date: Span) -> usize {
    let first = reading
        .tokens
        .partition_point(|t| t.span.end <= date.start)
        .clamp(tokens.start, tokens.end);
    (tokens.start..first)
        .rev()
        .take(25)
        .find(|&token| is_past(reading.folded(token)))
        .unwrap_or_else(|| verb_after(reading, first, tokens.end))
}

fn verb_after(reading: &Reading<'_>, from: usize, end: usize) -> usize {
    (from + 1..end)
        .find(|&token| is_past(reading.folded(token)) || is_auxiliary(reading.folded(token)))
        .unwrap_or(from)
}

/// Where the line begins: behind connectives, dates that open the sentence, and those who only
/// report.
fn start(reading: &Reading<'_>, tokens: &Range<usize>, dates: &[Timex], anchor: usize) -> usize {
    let mut from = tokens.start;
    for token in tokens.start..anchor.min(tokens.end) {
        let word = reading.folded(token);
        let rest = token + 1;
        let opens = match word {
            ":" | ";" => true,
            "that" => {
                let before = reading.folded(token.saturating_sub(1));
                (tokens.start..token).any(|t| reports(reading.folded(t)))
                    && !is_function(before)
                    && token > tokens.start + 1
            }
            _ if reports(word) => {
                // "The FBI said a company hacked …"
                matches!(
                    reading.folded(rest),
                    "a" | "an" | "the" | "it" | "its" | "he" | "she" | "they" | "their" | "his"
                ) || reading
                    .word(rest)
                    .chars()
                    .next()
                    .is_some_and(char::is_uppercase)
            }
            _ => false,
        };
        if opens && rest < anchor {
            from = rest;
        }
    }
    // Behind an earlier clause that has a date of its own, and behind words of somebody else.
    for token in from..anchor.min(tokens.end) {
        let word = reading.folded(token);
        let cut = match word {
            "”" => !(from..token).any(|t| reading.folded(t) == "“"),
            "\"" => closes(reading, token) && !(from..token).any(|t| reading.folded(t) == "\""),
            "while" | "whereas" | ";" => dated(reading, dates, from, token),
            "and" | "but" | "," => {
                dated(reading, dates, from, token) && finite(reading, from, token)
            }
            _ => false,
        };
        if cut && token + 1 < anchor {
            from = token + 1;
        }
    }
    lead(reading, from, anchor, dates)
}

/// Whether a straight quotation mark is a closing one.
fn closes(reading: &Reading<'_>, token: usize) -> bool {
    reading.text[..reading.tokens[token].span.start as usize]
        .chars()
        .next_back()
        .is_some_and(|c| !c.is_whitespace() && c != '(')
}

/// Whether a stretch of tokens has a date.
fn dated(reading: &Reading<'_>, dates: &[Timex], from: usize, to: usize) -> bool {
    let (start, end) = (
        reading.tokens[from].span.start,
        reading.tokens[to].span.start,
    );
    let at = dates.partition_point(|d| d.span.start < start);
    dates.get(at).is_some_and(|d| d.span.end <= end)
}

/// Whether a stretch of tokens has a verb in the past.
fn finite(reading: &Reading<'_>, from: usize, to: usize) -> bool {
    (from + 1..to).any(|token| is_past(reading.folded(token)))
}

fn reports(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "say"
            | "says"
            | "reported"
            | "alleged"
            | "claimed"
            | "believe"
            | "believes"
            | "found"
            | "announced"
            | "revealed"
            | "confirmed"
            | "told"
            | "showed"
            | "shows"
    )
}

/// Passes over what leads up to the subject: "For example,", "In December last year,", "But".
fn lead(reading: &Reading<'_>, from: usize, anchor: usize, dates: &[Timex]) -> usize {
    let mut from = from;
    loop {
        let before = from;
        while from < anchor
            && (matches!(
                reading.folded(from),
                "and"
                    | "but"
                    | "while"
                    | "whereas"
                    | "however"
                    | "also"
                    | "then"
                    | ","
                    | "meanwhile"
                    | "so"
                    | "yet"
            ))
        {
            from += 1;
        }
        let comma = (from..anchor.min(from + 9)).find(|&token| reading.folded(token) == ",");
        if let Some(comma) = comma {
            let opening = reading.folded(from);
            let span = Span {
                start: reading.tokens[from].span.start,
                end: reading.tokens[comma].span.start,
            };
            let at = dates.partition_point(|d| d.span.end <= span.start);
            let dated = dates
                .get(at)
                .is_some_and(|d| d.span.end <= span.end && d.span.start <= span.start + 12);
            let leads = is_adverb(opening)
                || matches!(
                    opening,
                    "for"
                        | "in"
                        | "on"
                        | "at"
                        | "by"
                        | "during"
                        | "since"
                        | "after"
                        | "before"
                        | "as"
                        | "earlier"
                        | "according"
                        | "following"
                        | "from"
                        | "with"
                        | "despite"
                        | "late"
                        | "last"
                        | "until"
                        | "besides"
                        | "additionally"
                        | "moreover"
                        | "furthermore"
                );
            if (leads || (dated && span.len() < 24)) && comma + 1 < anchor {
                from = comma + 1;
            }
        }
        if from == before {
            return from;
        }
    }
}

/// Where the line ends: before the last phrase that has no room any more.
fn end(reading: &Reading<'_>, start: usize, anchor: usize, limit: usize) -> usize {
    let first = reading.tokens[start].span.start;
    let length = |end: usize| reading.tokens[end - 1].span.end - first;
    if length(limit) <= WANTED {
        return limit;
    }
    let (mut clause, mut phrase, mut word) = (None, None, None);
    for end in (anchor + 1).min(limit)..limit {
        let long = length(end);
        if long > LONGEST || (long > WANTED && (clause.is_some() || phrase.is_some())) {
            break;
        }
        let (last, next) = (reading.folded(end - 1), reading.folded(end));
        let hangs = is_function(last) || is_adverb(last) || !last.ends_with(char::is_alphanumeric);
        if hangs || long < SHORTEST {
            continue;
        }
        match next {
            "," | ";" | "–" | "—" | "(" | ":" => clause = Some(end),
            "which" | "who" | "after" | "before" | "while" | "but" | "because" | "when"
            | "that" | "where" | "although" | "and" | "as" => clause = Some(end),
            "in" | "on" | "at" | "for" | "from" | "with" | "by" | "to" | "over" | "under"
            | "against" | "into" | "during" | "through" | "about" | "since" | "between" => {
                phrase = Some(end);
            }
            _ if long <= WANTED => word = Some(end),
            _ => {}
        }
    }
    match (clause, phrase) {
        (Some(clause), Some(phrase)) if length(clause) >= 34 || phrase < clause => clause,
        (Some(clause), None) => clause,
        (_, Some(phrase)) => phrase,
        (None, None) => word.unwrap_or_else(|| {
            (anchor + 1..=limit)
                .rev()
                .find(|&end| length(end) <= LONGEST)
                .unwrap_or((anchor + 1).min(limit))
        }),
    }
}

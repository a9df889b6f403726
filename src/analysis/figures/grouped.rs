//! Numbers whose digits are grouped otherwise than in threes behind commas.

use super::super::Reading;
use super::number::{Number, Style, counts};
use super::unit;

/// Reads digits that are grouped as elsewhere: "1,50,000", "1.234,56", "1 200 000".
pub(super) fn grouped(reading: &Reading<'_>, at: usize, end: usize) -> Option<Number> {
    let start = reading.tokens[at].span.start;
    let text = reading.text.get(start as usize..)?;
    let length = [indian(text), continental(text), spaced(text)]
        .into_iter()
        .flatten()
        .max()?;
    // All of it is of this sentence and ends with a token.
    let stop = start + length as u32;
    let last = (at..end).find(|&token| reading.tokens[token].span.end >= stop)?;
    if reading.tokens[last].span.end != stop {
        return None;
    }
    let number = &text[..length];
    // Blanks part the numbers of a table as well: without money something must be counted.
    let money = || unit::before(reading, at).is_some();
    if number.contains(' ') && !money() && !counts(reading, last, end) {
        return None;
    }
    let point =
        if number.contains('.') && number.contains(',') && number.rfind(',') > number.rfind('.') {
            ','
        } else {
            '.'
        };
    let plain: String = number
        .chars()
        .filter_map(|c| match c {
            _ if c == point => Some('.'),
            _ => c.is_ascii_digit().then_some(c),
        })
        .collect();
    Some(Number {
        value: plain.parse().ok()?,
        next: last + 1,
        end: stop,
        style: Style::Formatted,
        tail: None,
    })
}

/// How many digits come first.
fn run(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The most groups of digits that a number has.
const GROUPS: usize = 6;

/// A number of at most so many digits, then groups of so many, each behind its sign: the length of it
/// and how many groups there are.
fn groups(text: &str, lead: usize, size: usize, sign: impl Fn(char) -> bool) -> (usize, usize) {
    let mut at = run(text);
    let mut count = 0;
    if !(1..=lead).contains(&at) || text.starts_with('0') {
        return (0, 0);
    }
    while let Some(c) = text[at..].chars().next().filter(|c| sign(*c))
        && run(&text[at + c.len_utf8()..]) == size
    {
        at += c.len_utf8() + size;
        count += 1;
        // Nobody writes a number so long.
        if count > GROUPS {
            return (0, 0);
        }
    }
    (at, count)
}

/// The length of lakhs and crores: "1,50,000", "12,34,56,789.50".
fn indian(text: &str) -> Option<usize> {
    let (at, pairs) = groups(text, 2, 2, |c| c == ',');
    let last = text[at..].strip_prefix(',')?;
    (pairs > 0 && run(last) == 3).then(|| decimals(text, at + 4, '.'))
}

/// The length of a number with points for thousands, where a comma follows: "1.234,56".
fn continental(text: &str) -> Option<usize> {
    let (at, count) = groups(text, 3, 3, |c| c == '.');
    let end = decimals(text, at, ',');
    (count > 0 && matches!(end - at, 2..=3)).then_some(end)
}

/// The length of a number with blanks between its groups: "1 200 000".
fn spaced(text: &str) -> Option<usize> {
    let blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}');
    let (at, count) = groups(text, 3, 3, blank);
    (count > 0).then(|| decimals(text, at, '.'))
}

/// The end of a number with its decimals, where it has some.
fn decimals(text: &str, at: usize, point: char) -> usize {
    match text.get(at..).and_then(|rest| rest.strip_prefix(point)) {
        Some(rest) if run(rest) > 0 => at + 1 + run(rest),
        _ => at,
    }
}

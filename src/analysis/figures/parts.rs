//! What is counted out of a known number, and sums that begin with their currency's letters.

use super::super::Reading;
use super::super::grammar::{is_adverb, is_function, starts_upper};
use super::find::{Place, is_casualty, is_time, looks_like_year};
use super::noun::{Head, head};
use super::number::{Number, Style, digits, read, scaled};
use crate::model::{Bound, Figure};

/// Letters that stand before a sum without a blank: "R41 million", "RM5,000", "Rs500".
const LETTERS: [(&str, &str); 11] = [
    ("ksh", "KES"),
    ("tsh", "TZS"),
    ("tzs", "TZS"),
    ("ush", "UGX"),
    ("sh", "KES"),
    ("rm", "MYR"),
    ("rp", "IDR"),
    ("rs", "INR"),
    ("tk", "BDT"),
    ("n", "NGN"),
    ("r", "ZAR"),
];

/// Whether a folded word may be a sum behind its currency's letters.
pub(super) fn may_be_sum(word: &[u8]) -> bool {
    word.iter().take(4).skip(1).any(u8::is_ascii_digit)
}

/// A sum behind its currency's letters: only with a scale word or a separator, for "R41" is a road.
pub(super) fn sum(reading: &Reading<'_>, at: usize, end: usize) -> Option<(&'static str, Number)> {
    let word = reading.folded(at);
    let (letters, code) = LETTERS.iter().find(|(letters, _)| {
        word.strip_prefix(letters)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    })?;
    if !starts_upper(reading.word(at)) {
        return None;
    }
    let (value, length, _) = digits(&word[letters.len()..])?;
    let token = reading.tokens[at].span;
    let mut number = Number {
        value,
        next: at + 1,
        end: token.end,
        style: Style::Digits,
        tail: None,
    };
    match word.get(letters.len() + length..)? {
        "" => {}
        rest => {
            number.value = super::number::times(value, super::number::scale(rest)?);
            number.style = Style::Formatted;
        }
    }
    // "R100,000": the letters cut the number in two.
    while number.next + 1 < end
        && reading.folded(number.next) == ","
        && reading.folded(number.next + 1).len() == 3
        && reading.tokens[number.next + 1].span.start == number.end + 1
        && let Ok(more) = reading.folded(number.next + 1).parse::<u16>()
    {
        number.value = number.value * 1000.0 + f64::from(more);
        number.end = reading.tokens[number.next + 1].span.end;
        number.next += 2;
        number.style = Style::Formatted;
    }
    let number = scaled(reading, number, end);
    (number.style == Style::Formatted).then_some((*code, number))
}

impl Place<'_> {
    /// "Three of eleven dryers", "9 of the 14 sites", "26 of them", "600 of the documents".
    pub(super) fn share(
        &self,
        number: &Number,
        make: &impl Fn(u32, String, Bound) -> Figure,
        bound: Bound,
    ) -> Option<(Figure, usize)> {
        let vague = matches!(number.style, Style::Vague | Style::Fraction);
        if vague || number.value < 2.0 || number.tail.is_some() || self.folded(number.next) != "of"
        {
            return None;
        }
        let written = number.style != Style::Words;
        if looks_like_year(number) && bound == Bound::Exact {
            return None;
        }
        let mut at = number.next + 1;
        let word = self.folded(at);
        if self.pronoun_of(at) {
            let befell = (at + 1..at + 4).any(|token| is_casualty(self.folded(token)));
            let pronoun = matches!(word, "them" | "us" | "you" | "whom");
            let told = pronoun && (written || number.value >= 10.0 || befell);
            let unit = self.counted_before(number, befell || word == "whom");
            let unit = unit.or_else(|| told.then(String::new))?;
            return Some((make(self.span(at).end, unit, bound), at + 1));
        }
        if word == "those" && is_casualty(self.folded(at + 1)) {
            let unit = self.folded(at + 1).to_owned();
            return Some((make(self.span(at + 1).end, unit, bound), at + 2));
        }
        // "A gang, two of whose members were held"
        let whose = word == "whose";
        let owned = whose
            || matches!(
                word,
                "the" | "its" | "their" | "those" | "these" | "his" | "her" | "our" | "all"
            );
        at += usize::from(owned);
        let total = (at < self.end)
            .then(|| read(self.reading, at, self.end))
            .flatten()
            .filter(|total| total.value > number.value && total.tail.is_none());
        let from = match total {
            Some(total) => total.next,
            None if whose || owned && written => at,
            None => return None,
        };
        let Head { token, plural } = match self.people(from) {
            Some(token) => Head {
                token,
                plural: true,
            },
            None => match (head(self.reading, from, self.end), total) {
                (Some(head), _) => head,
                // "four of the 14 have not replied"
                (None, Some(total)) if owned && !looks_like_year(&total) => {
                    let unit = self.counted_before(number, false).unwrap_or_default();
                    return Some((make(total.end, unit, bound), total.next));
                }
                (None, _) => return None,
            },
        };
        let word = self.folded(token);
        // "Sections 3 and 5 of the Official Secrets Act"
        let titled = total.is_none() && starts_upper(self.reading.word(token));
        if !plural || is_time(word) || titled {
            return None;
        }
        let unit = self.span(token).of(self.reading.text).to_owned();
        Some((make(self.span(token).end, unit, bound), token + 1))
    }

    /// "36 Japanese were held": a nation's people, where no plural follows.
    pub(super) fn people(&self, at: usize) -> Option<usize> {
        let word = self.folded(at);
        let named = at < self.end
            && starts_upper(self.reading.word(at))
            && (word.len() > 5 && word.ends_with("ese")
                || matches!(
                    word,
                    "british" | "dutch" | "french" | "irish" | "spanish" | "swiss"
                ));
        let plural = head(self.reading, at, self.end).is_some_and(|found| found.plural);
        (named && !plural).then_some(at)
    }

    /// "Six in ten", "one in four": a share in words.
    pub(super) fn of_ten(
        &self,
        number: &Number,
        make: &impl Fn(u32, String, Bound) -> Figure,
        bound: Bound,
    ) -> Option<(Figure, usize)> {
        let out = usize::from(self.folded(number.next) == "out");
        let joint = number.next + out;
        let fits = self.folded(joint) == if out == 1 { "of" } else { "in" };
        if !fits || number.tail.is_some() || joint + 1 >= self.end {
            return None;
        }
        let total = read(self.reading, joint + 1, self.end)?;
        let round = match total.value as u32 {
            5 | 10 => true,
            // "one in four", "three in four", "one in 100"; "two in six" may be anything.
            3 | 4 | 8 | 20 | 50 | 100 | 1000 => number.value < 2.0 || total.value <= 4.0,
            6 | 7 | 9 | 12 | 15 | 25 => number.value < 2.0,
            _ => false,
        };
        let counts = matches!(total.style, Style::Words | Style::Digits) && total.tail.is_none();
        let after = self.folded(total.next);
        if !round
            || !counts
            || number.value < 1.0
            || number.value >= total.value
            || is_time(after)
            || after == "-"
        {
            return None;
        }
        let figure = Figure {
            value: number.value * 100.0 / total.value,
            ..make(total.end, "%".to_owned(), bound)
        };
        Some((figure, total.next))
    }

    /// "Hit three times", and not "three times as many".
    pub(super) fn times(
        &self,
        number: &Number,
        make: &impl Fn(u32, String, Bound) -> Figure,
        bound: Bound,
    ) -> Option<(Figure, usize)> {
        let at = number.next;
        let word = self.folded(at);
        if !matches!(word, "times" | "occasions") || number.value < 2.0 || number.tail.is_some() {
            return None;
        }
        let next = self.folded(at + 1);
        // "three times champion", "three times as many", "three times higher"
        let ends = !next.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
            || is_function(next)
            || is_adverb(next);
        let compares = matches!(
            next,
            "as" | "the" | "that" | "what" | "more" | "less" | "its" | "their" | "his" | "over"
        ) || next.ends_with("er")
            && !matches!(next, "after" | "under" | "ever" | "later")
            || matches!(self.back(1), "the" | "these" | "those" | "by" | "last");
        let whole = number.value.fract() == 0.0;
        (whole && (word == "occasions" || ends && !compares))
            .then(|| (make(self.span(at).end, word.to_owned(), bound), at + 1))
    }

    /// "4 cents per customer": a part of the currency that was just named.
    pub(super) fn cents(
        &self,
        number: &Number,
        make: &impl Fn(u32, String, Bound) -> Figure,
        bound: Bound,
    ) -> Option<(Figure, usize)> {
        let at = number.next;
        if !matches!(self.folded(at), "cents" | "cent") || number.tail.is_some() {
            return None;
        }
        let code = self.told.iter().rev().take(4).find_map(|figure| {
            let near = figure.span.end + 400 > self.span(self.at).start;
            (near && CENTS.contains(&figure.unit.as_str())).then(|| figure.unit.clone())
        })?;
        let figure = make(self.span(at).end, code, bound);
        let value = figure.value / 100.0;
        Some((Figure { value, ..figure }, at + 1))
    }
}

/// Currencies whose hundredth is a cent.
const CENTS: [&str; 12] = [
    "AUD", "BBD", "CAD", "EUR", "HKD", "JMD", "KES", "NZD", "SGD", "TTD", "USD", "ZAR",
];

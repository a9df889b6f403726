use super::super::Reading;
use super::super::grammar::{is_function, is_person_noun};
use super::noun::{Head, head, is_generic};
use super::number::{self, Number, Style, read};
use super::parts::{may_be_sum, sum};
use super::unit;
use crate::model::{Bound, Figure, Span, Timex};
use crate::text::TokenKind;

/// Finds the figures; what is part of a date is none.
#[must_use]
pub fn find(reading: &Reading<'_>, dates: &[Timex]) -> Vec<Figure> {
    let mut out = Vec::new();
    let mut date = 0;
    for sentence in &reading.sentences {
        let end = sentence.tokens.end;
        let mut at = sentence.tokens.start;
        while at < end {
            if !begins(reading, at) {
                at += 1;
                continue;
            }
            let span = reading.tokens[at].span;
            while dates.get(date).is_some_and(|d| d.span.end <= span.start) {
                date += 1;
            }
            let dated = dates.get(date).filter(|d| d.span.overlaps(span));
            if let Some((code, number)) = sum(reading, at, end) {
                out.push(Figure {
                    span: Span {
                        start: span.start,
                        end: number.end,
                    },
                    value: number.value,
                    upper: None,
                    unit: code.to_owned(),
                    bound: Bound::Exact,
                });
                at = number.next;
                continue;
            }
            let Some(number) = read(reading, at, end) else {
                at += 1;
                continue;
            };
            let here = Place {
                reading,
                first: sentence.tokens.start,
                at,
                end,
                told: &out,
            };
            let found = dated.is_none().then(|| here.figure(number)).flatten();
            if let Some((figure, next)) = found {
                out.push(figure);
                at = next.max(at + 1);
            } else {
                // "On 12 May 500 people", "May 12 500 people": the number may go on behind the date.
                let beyond = dated.is_some_and(|date| date.span.end < number.end);
                at = if beyond { at + 1 } else { number.next };
            }
        }
    }
    out
}

/// Whether a number may begin with a folded word.
pub(in crate::analysis) fn may_begin(word: &str, kind: TokenKind) -> bool {
    match word.as_bytes().first() {
        Some(b'0'..=b'9') => true,
        Some(b'a') => matches!(word, "a" | "an"),
        Some(b'k' | b'r' | b'u') => may_be_sum(word.as_bytes()),
        Some(b'n' | b's' | b't') if may_be_sum(word.as_bytes()) => true,
        Some(b'b' | b'd' | b'e' | b'f' | b'h' | b'm' | b'n' | b'o' | b's' | b't') => {
            word.len() >= 3 && kind != TokenKind::Sign && number::may_begin(word)
        }
        _ => false,
    }
}

/// Whether a number can begin at the token; looks at its first letter only.
fn begins(reading: &Reading<'_>, at: usize) -> bool {
    let first = |at: usize| reading.folded(at).as_bytes().first().copied();
    reading.lexemes[at].counts
        // "a hundred", "a third": the word behind it must be one of these.
        && (first(at) != Some(b'a')
            || matches!(first(at + 1), Some(b'b' | b'd' | b'f' | b'h' | b'm' | b'q' | b't')))
}

/// A number in its sentence.
pub(super) struct Place<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) first: usize,
    pub(super) at: usize,
    pub(super) end: usize,
    /// The figures before it.
    pub(super) told: &'a [Figure],
}

impl Place<'_> {
    pub(super) fn folded(&self, token: usize) -> &str {
        if token < self.end {
            self.reading.folded(token)
        } else {
            ""
        }
    }

    pub(super) fn back(&self, by: usize) -> &str {
        match self.at.checked_sub(by) {
            Some(token) if token >= self.first => self.reading.folded(token),
            _ => "",
        }
    }

    pub(super) fn span(&self, token: usize) -> Span {
        self.reading.tokens[token].span
    }

    /// Whether no white space lies between two neighbours.
    pub(super) fn touches(&self, left: usize, right: usize) -> bool {
        right < self.end && self.span(left).end == self.span(right).start
    }

    /// A figure and the token after it.
    pub(super) fn figure(&self, number: Number) -> Option<(Figure, usize)> {
        let money = unit::before(self.reading, self.at);
        if money.is_none() && !self.is_amount(number) && self.is_label(number) {
            return None;
        }
        let opening = money.map_or(self.at, |(_, start)| self.token_at(start));
        let (number, upper) = self.range(number, opening);
        let bound = self.bound(&number, opening);
        let start = money.map_or(self.span(self.at).start, |(_, start)| start);
        let make = |end: u32, unit: String, bound: Bound| Figure {
            span: Span { start, end },
            value: number.value,
            upper,
            unit,
            bound,
        };
        if let Some((code, _)) = money {
            return Some((make(number.end, code.to_owned(), bound), number.next));
        }
        let next = number.next;
        if let Some((figure, after)) = self.percent(&number, &make, bound) {
            return Some((figure, after));
        }
        // "hundreds of millions of euros"
        let of = usize::from(number.style == Style::Vague && self.folded(next) == "of");
        if let Some((code, after)) = unit::after(self.reading, next + of, self.end) {
            let end = self.span(after - 1).end;
            return Some((make(end, code.to_owned(), bound), after));
        }
        if let Some(cents) = self.cents(&number, &make, bound) {
            return Some(cents);
        }
        let share = self
            .ratio(&number, &make)
            .or_else(|| self.of_ten(&number, &make, bound))
            .or_else(|| self.share(&number, &make, bound));
        if share.is_some() {
            return share;
        }
        if let Some((from, to)) = number.tail {
            let tail = Span {
                start: from,
                end: to,
            }
            .of(&self.reading.folded);
            if unit::is_measure(tail) {
                let (end, after) = self.measured(next);
                let end = end.unwrap_or(to);
                return Some((make(end, tail.to_owned(), bound), after));
            }
            // "The 12,000-strong force", "the 4,000-odd people"
            if !matches!(tail, "strong" | "odd") {
                return None;
            }
        }
        if unit::is_measure(self.folded(next)) && number.tail.is_none() {
            return Some(self.measure(next, &make, bound));
        }
        self.counted(&number, &make, bound)
    }

    /// Whether a sum or a share shows by what follows: "on a bad day 3.2% failed".
    fn is_amount(&self, number: Number) -> bool {
        let percent = match self.folded(number.next) {
            "%" | "percent" => true,
            "per" => self.folded(number.next + 1) == "cent",
            _ => false,
        };
        let start = self.span(self.at).start as usize;
        let before = self.reading.text.as_bytes()[..start].last();
        before.is_none_or(u8::is_ascii_whitespace)
            && number.tail.is_none()
            && (percent || unit::named_after(self.reading, number.next, self.end))
    }

    pub(super) fn token_at(&self, byte: u32) -> usize {
        let mut token = self.at;
        while token > self.first && self.span(token).start > byte {
            token -= 1;
        }
        token
    }

    pub(super) fn percent(
        &self,
        number: &Number,
        make: &impl Fn(u32, String, Bound) -> Figure,
        bound: Bound,
    ) -> Option<(Figure, usize)> {
        let next = number.next;
        let last = match self.folded(next) {
            "%" | "percent" | "pc" | "percentage" => next,
            "per" if self.folded(next + 1) == "cent" => next + 1,
            _ => return None,
        };
        let last = if self.folded(last) == "percentage" {
            if !self.folded(last + 1).starts_with("point") {
                return None;
            }
            last + 1
        } else {
            last
        };
        Some((make(self.span(last).end, "%".to_owned(), bound), last + 1))
    }

    /// "50 to 1".
    pub(super) fn ratio(
        &self,
        number: &Number,
        make: &impl Fn(u32, String, Bound) -> Figure,
    ) -> Option<(Figure, usize)> {
        let next = number.next;
        if self.folded(next) != "to" || !matches!(self.folded(next + 1), "1" | "one") {
            return None;
        }
        let after = self.folded(next + 2);
        let plain =
            after.is_empty() || is_function(after) || !after.as_bytes()[0].is_ascii_alphabetic();
        (number.value > 1.0 && plain).then(|| {
            let bound = self.bound(number, self.at);
            (
                make(self.span(next + 1).end, "to 1".to_owned(), bound),
                next + 2,
            )
        })
    }

    /// A measure at a token: "95 gigabytes of Indian immigration data", "40 square miles".
    pub(super) fn measure(
        &self,
        at: usize,
        make: &impl Fn(u32, String, Bound) -> Figure,
        bound: Bound,
    ) -> (Figure, usize) {
        let mut last = at;
        if matches!(self.folded(at), "square" | "cubic" | "nautical") && at + 1 < self.end {
            last = at + 1;
        }
        let unit = Span {
            start: self.span(at).start,
            end: self.span(last).end,
        };
        let (end, after) = self.measured(last + 1);
        let text = unit.of(self.reading.text).to_owned();
        (make(end.unwrap_or(unit.end), text, bound), after)
    }

    /// What is measured: "of Indian immigration data".
    pub(super) fn measured(&self, at: usize) -> (Option<u32>, usize) {
        if self.folded(at) == "of"
            && let Some(Head { token, .. }) = head(self.reading, at + 1, self.end.min(at + 5))
        {
            return (Some(self.span(token).end), token + 1);
        }
        (None, at)
    }

    /// A number and the noun it counts.
    pub(super) fn counted(
        &self,
        number: &Number,
        make: &impl Fn(u32, String, Bound) -> Figure,
        bound: Bound,
    ) -> Option<(Figure, usize)> {
        let mut from = number.next;
        // "half of espionage incidents", "hundreds of routers", "12 of the ships"
        let vague = matches!(number.style, Style::Vague | Style::Fraction);
        if vague && self.folded(from) == "of" {
            from += 1;
            if matches!(
                self.folded(from),
                "the" | "its" | "their" | "all" | "those" | "these"
            ) {
                from += 1;
            }
        } else if vague {
            return None;
        }
        // "four of the firms"
        if number.style == Style::Words
            && number.value > 1.0
            && self.folded(from) == "of"
            && matches!(
                self.folded(from + 1),
                "the" | "its" | "their" | "these" | "those" | "his"
            )
        {
            from += 2;
        }
        if matches!(
            self.folded(from),
            "more" | "other" | "further" | "additional"
        ) {
            from += 1;
        }
        let found = head(self.reading, from, self.end);
        if let Some(times) = self.times(number, make, bound) {
            return Some(times);
        }
        let fits = found.filter(|found| self.fits(number, *found, bound));
        if let Some(Head { token, .. }) = fits {
            let word = Span {
                start: self.span(token).start,
                end: self.span(token).end,
            };
            let unit = word.of(self.reading.text).to_owned();
            return Some((make(word.end, unit, bound), token + 1));
        }
        if vague {
            return None;
        }
        if number.value >= 2.0
            && let Some(token) = self.people(number.next)
        {
            let unit = self.span(token).of(self.reading.text).to_owned();
            return Some((make(self.span(token).end, unit, bound), token + 1));
        }
        self.bare(number, make, bound)
    }

    /// Whether number and noun belong together.
    pub(super) fn fits(&self, number: &Number, found: Head, bound: Bound) -> bool {
        let word = self.folded(found.token);
        let small = number.style == Style::Words && number.value <= 12.0;
        // "13 entities" are counted, "three ways" are not.
        let told = number.value > 12.0;
        if is_generic(word) && !told || is_time(word) {
            return false;
        }
        if number.style == Style::Fraction {
            return found.plural || is_person_noun(word);
        }
        if small
            && matches!(
                self.back(1),
                "the" | "these" | "those" | "both" | "other" | "first" | "last" | "next"
            )
        {
            return false;
        }
        if (number.value - 1.0).abs() < f64::EPSILON {
            return !found.plural
                && !matches!(self.folded(found.token + 1), "'s" | "’s")
                && !matches!(self.folded(number.next), "of" | "'s" | "’s")
                && (is_person_noun(word) && self.befell(found.token) || self.is_one(found.token))
                && !matches!(
                    self.back(1),
                    "no" | "any" | "every" | "this" | "that" | "which"
                );
        }
        if number.tail.is_some() {
            return true;
        }
        if !found.plural {
            return false;
        }
        if looks_like_year(number) && bound == Bound::Exact {
            return is_person_noun(word);
        }
        true
    }

    /// "One officer was killed", "killing one soldier": one somebody counts where it is a toll.
    fn befell(&self, noun: usize) -> bool {
        let toll = |word: &str| {
            matches!(
                word,
                "killed"
                    | "killing"
                    | "wounded"
                    | "wounding"
                    | "injured"
                    | "injuring"
                    | "dead"
                    | "died"
                    | "arrested"
                    | "detained"
                    | "missing"
                    | "charged"
                    | "expelled"
                    | "hurt"
            )
        };
        (noun + 1..noun + 6).any(|token| toll(self.folded(token)))
            || (1..=4).any(|by| toll(self.back(by)))
    }

    /// A number without a noun: only where the words around it say that it counts.
    pub(super) fn bare(
        &self,
        number: &Number,
        make: &impl Fn(u32, String, Bound) -> Figure,
        bound: Bound,
    ) -> Option<(Figure, usize)> {
        let next = self.folded(number.next);
        let after = self.folded(number.next + 1);
        let people = is_casualty(next)
            || (matches!(next, "were" | "others" | "people" | "was") && is_casualty(after))
            || matches!(
                self.back(1),
                "killing" | "killed" | "wounding" | "injuring" | "wounded"
            )
            || (is_casualty(self.back(2)) && bound != Bound::Exact)
            || (bound != Bound::Exact
                && matches!(
                    self.back(3),
                    "killing" | "killed" | "wounding" | "injuring" | "wounded" | "injured"
                ));
        if people && number.value >= 2.0 && !looks_like_year(number) {
            return Some((make(number.end, "people".to_owned(), bound), number.next));
        }
        // "two accused": persons by what befell them, with the shape of a singular.
        if next == "accused" && number.value >= 2.0 && self.back(1) != "the" {
            let end = self.span(number.next).end;
            return Some((make(end, next.to_owned(), bound), number.next + 1));
        }
        if let Some(figure) = self.elliptic(number, make, bound) {
            return Some(figure);
        }
        let sure = number.style == Style::Formatted && number.value >= 1000.0;
        (sure && !looks_like_year(number))
            .then(|| (make(number.end, String::new(), bound), number.next))
    }
}

/// What befalls people who are counted.
pub(super) fn is_casualty(word: &str) -> bool {
    matches!(
        word,
        "killed"
            | "dead"
            | "wounded"
            | "injured"
            | "arrested"
            | "detained"
            | "missing"
            | "hurt"
            | "died"
            | "deaths"
            | "captured"
            | "hospitalised"
            | "hospitalized"
    )
}

/// Four bare digits that a reader would take for a year.
pub(super) fn looks_like_year(number: &Number) -> bool {
    number.style == Style::Digits && (1500.0..=2100.0).contains(&number.value)
}

pub(super) fn is_time(word: &str) -> bool {
    matches!(
        word,
        "years"
            | "year"
            | "months"
            | "weeks"
            | "days"
            | "hours"
            | "minutes"
            | "seconds"
            | "decades"
            | "centuries"
            | "nights"
            | "mornings"
            | "evenings"
            | "weekends"
            | "quarters"
            | "generations"
    )
}

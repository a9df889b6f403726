//! Counts whose noun was told before: "nine of them", "Fifteen firms were targeted; four were breached."

use super::super::grammar::{is_auxiliary, is_function, is_person_noun, is_plural, starts_upper};
use super::find::{Place, is_time, looks_like_year};
use super::noun::{Head, head, is_past};
use super::number::{Number, Style, read};
use super::unit;
use crate::model::{Bound, Figure};

/// How far back the noun may stand, in bytes.
const REACH: u32 = 300;

/// How many figures back it may stand.
const FIGURES: usize = 4;

impl Place<'_> {
    /// What was counted just before, where there were more of it; with `people` only persons.
    pub(super) fn counted_before(&self, number: &Number, people: bool) -> Option<String> {
        let here = self.span(self.at).start;
        let near = self.told.iter().rev().take(FIGURES);
        near.take_while(|figure| figure.span.end + REACH > here)
            .find(|figure| {
                let enough = figure.value > number.value
                    || figure.upper.is_some_and(|upper| upper > number.value);
                enough && self.is_things(figure) && (!people || is_people(&figure.unit))
            })
            .map(|figure| figure.unit.clone())
    }

    /// Whether a figure counts things or people, and no money, measure or time.
    fn is_things(&self, figure: &Figure) -> bool {
        if figure.unit.is_empty() {
            let words = figure.span.of(&self.reading.folded);
            return ["them", "these", "those"]
                .iter()
                .any(|end| words.ends_with(end));
        }
        let word = figure.unit.to_lowercase();
        (is_plural(&word) || is_people(&word))
            && !unit::is_measure(&word)
            && !is_time(&word)
            && !matches!(word.as_str(), "times" | "occasions" | "cents" | "others")
    }

    /// Whether a pronoun for what was counted stands at a token: "nine of them", "three of whom".
    pub(super) fn pronoun_of(&self, at: usize) -> bool {
        match self.folded(at) {
            "them" | "us" | "you" | "whom" => true,
            "which" => self.back(1) == ",",
            // "four of these are", and not "four of these ships"
            "these" | "those" => self.ends_phrase(at + 1),
            _ => false,
        }
    }

    fn ends_phrase(&self, at: usize) -> bool {
        let next = self.folded(at);
        !next
            .as_bytes()
            .first()
            .is_some_and(u8::is_ascii_alphanumeric)
            || is_auxiliary(next)
            || is_function(next) && next != "who"
            || is_past(next)
    }

    /// A number at the head of its clause with the verb right behind: "four were breached".
    pub(super) fn elliptic(
        &self,
        number: &Number,
        make: &impl Fn(u32, String, Bound) -> Figure,
        bound: Bound,
    ) -> Option<(Figure, usize)> {
        let plain = matches!(
            number.style,
            Style::Words | Style::Digits | Style::Formatted
        );
        let row = self.in_row(number);
        let least = if row { 1.0 } else { 2.0 };
        let whole = plain && number.value >= least && number.value.fract() == 0.0;
        if !whole || number.tail.is_some() || looks_like_year(number) {
            return None;
        }
        // "at least four were", "only two were"
        let mut by = 1;
        while by < 4 && softens(self.back(by)) {
            by += 1;
        }
        let lead = self.back(by);
        if !matches!(
            lead,
            "" | ";" | "," | ":" | "–" | "—" | "(" | "and" | "but" | "while" | "whereas" | "where"
        ) {
            return None;
        }
        let unit = match self.total_before(number, by) {
            Some(unit) => unit,
            None if row || self.acts(number.next) => self.counted_before(number, false)?,
            None => return None,
        };
        Some((make(number.end, unit, bound), number.next))
    }

    /// Whether a number tells how many of those counted in its own sentence are of a place: "four people were
    /// arrested, one in Armenia and three in Ukraine".
    fn in_row(&self, number: &Number) -> bool {
        let place = number.next + 1;
        let named = matches!(self.folded(number.next), "in" | "from")
            && place < self.end
            && starts_upper(self.reading.word(place))
            && !is_month(self.folded(place));
        let begins = self.span(self.first).start;
        named
            && self
                .told
                .iter()
                .rev()
                .take(FIGURES)
                .any(|figure| figure.span.start >= begins && self.is_things(figure))
    }

    /// "Of the seven samples, five": the noun of the whole that opens the sentence.
    fn total_before(&self, number: &Number, by: usize) -> Option<String> {
        if self.folded(self.first) != "of" || self.back(by) != "," {
            return None;
        }
        let owned = matches!(
            self.folded(self.first + 1),
            "the" | "those" | "these" | "its" | "their" | "all"
        );
        let total = read(self.reading, self.first + 1 + usize::from(owned), self.at)?;
        let Head { token, plural } = head(self.reading, total.next, self.at)?;
        let unit = self.span(token).of(self.reading.text);
        let fits = plural && total.value > number.value && !is_time(self.folded(token));
        fits.then(|| unit.to_owned())
    }

    /// Whether a finite verb stands at a token.
    fn acts(&self, at: usize) -> bool {
        let word = self.folded(at);
        matches!(
            word,
            "were"
                | "are"
                | "have"
                | "had"
                | "did"
                | "do"
                | "could"
                | "can"
                | "will"
                | "would"
                | "remain"
        ) || is_past(word)
            || word.len() > 4 && word.ends_with("ed") && self.ends_phrase(at + 1)
    }
}

fn is_month(word: &str) -> bool {
    matches!(
        word,
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
    )
}

/// Words between a clause's beginning and its number.
fn softens(word: &str) -> bool {
    matches!(
        word,
        "at" | "least"
            | "about"
            | "around"
            | "some"
            | "only"
            | "just"
            | "nearly"
            | "almost"
            | "another"
            | "more"
            | "than"
            | "over"
            | "all"
            | "up"
            | "to"
    )
}

/// Whether a unit is of persons.
fn is_people(unit: &str) -> bool {
    is_person_noun(unit) || matches!(unit, "people" | "victims" | "suspects")
}

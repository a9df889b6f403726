//! How a story goes on from the date that it told last: back behind it, on in its year, or away from it.

use super::atoms::Gap;
use super::calendar::Cal;
use super::lexicon::{Lex, W};
use super::running::Finder;

/// How far before a date its clause is looked at.
const CLAUSE: usize = 14;

/// How a sentence tells a date that its story does not go on from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Passing {
    /// "The number has risen since October 2023."
    Since,
    /// "Shor, sentenced in April 2023 to fifteen years, lives in Moscow."
    Aside,
}

impl Finder<'_> {
    /// Whether a date is told in passing: the next sentence goes on with the news.
    pub(super) fn in_passing(&self, first: usize) -> Option<Passing> {
        let mut opener = None;
        let mut joined = false;
        for back in 1..=CLAUSE {
            let at = first.checked_sub(back)?;
            if self.stops(at) || self.gap(at + 1) == Gap::Paragraph {
                return None;
            }
            match self.lex(at) {
                Lex::W(W::Since) => return Some(Passing::Since),
                // What another verb tells, or one of two, is the sentence's own: ", and was expelled".
                Lex::W(W::And | W::Or) => joined = true,
                Lex::Sign(b',') => {
                    opener = Some(at + 1);
                    break;
                }
                _ => {}
            }
        }
        let aside = opener.is_some_and(|at| {
            let relative = matches!(self.word(at), "who" | "whom" | "whose" | "which");
            relative || !joined && self.is_participle(at)
        });
        aside.then_some(Passing::Aside)
    }

    /// "Sentenced", "first opened", "held", where no auxiliary goes before.
    fn is_participle(&self, at: usize) -> bool {
        let at = at
            + usize::from(matches!(
                self.word(at),
                "first" | "last" | "himself" | "herself"
            ));
        let word = self.word(at);
        matches!(
            word,
            "held"
                | "shot"
                | "found"
                | "caught"
                | "brought"
                | "built"
                | "begun"
                | "known"
                | "born"
                | "given"
                | "taken"
                | "drawn"
                | "sent"
                | "sold"
                | "made"
                | "seen"
                | "hit"
                | "put"
        ) || word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed")
    }

    /// Whether the verb of a date is a pluperfect, which reaches behind the date that was told before it:
    /// "She was found on 4 September 2024. Her sister had been caught in August."
    fn had_before(&self, first: usize) -> bool {
        // "Between November and January"
        if first > 0 && matches!(self.lex(first - 1), Lex::W(W::And | W::To | W::Until)) {
            return false;
        }
        for back in 1..=CLAUSE {
            let Some(at) = first.checked_sub(back) else {
                return false;
            };
            if self.stops(at) || self.gap(at + 1) == Gap::Paragraph {
                return false;
            }
            // "The office had put it on the list in December, and on 29 September it went further."
            if self.sign(at, b',') && (self.is(at + 1, W::And) || self.word(at + 1) == "but") {
                return false;
            }
            if self.word(at) == "had" {
                // "had a stroke", "had his hair cut", "had to leave"
                return !matches!(self.lex(at + 1), Lex::W(W::The | W::A | W::To | W::S))
                    && !matches!(
                        self.word(at + 1),
                        "his" | "her" | "its" | "their" | "no" | "an" | "several" | "two" | "many"
                    );
            }
            // Another verb tells of the date, unless it is the participle beside its "had".
            let beside = (1..=3).any(|back| at >= back && self.word(at - back) == "had");
            if matches!(self.lex(at), Lex::W(W::Behind | W::Ahead | W::Be)) && !beside {
                return false;
            }
        }
        false
    }

    /// The year of what lies behind the date just told, in the same year: one that a pluperfect reaches.
    pub(super) fn year_behind(&self, month: u8, day: Option<u8>, first: usize) -> Option<i32> {
        let cal = self.run.cal?;
        let (year, told) = cal.month()?;
        let before = month < told
            || month == told
                && matches!((cal, day), (Cal::Day(last), Some(day)) if u32::from(day) < last.civil().2);
        let last = self.run.last.is_some_and(|(last, ..)| last == cal);
        let near = self.run.paragraph == self.paragraph
            && last
            && first.saturating_sub(self.run.end) <= 6 * CLAUSE
            && (self.run.end..first).filter(|&at| self.stops(at)).count() <= 1;
        (before && near && Some(year) < self.anchor.year && self.had_before(first)).then_some(year)
    }

    /// Whether a new sentence leaves the date that was told in passing before it, or on the other side of
    /// a turn of years that are long over: "photographed it in October 2020. Police held a clerk on 19 January."
    pub(super) fn leaves(&self, month: u8, first: usize) -> bool {
        let told = self.run.cal.and_then(Cal::month);
        let crosses = told.is_some_and(|(year, told)| {
            told >= month + 9 && Some(year) < self.anchor.year && !self.opens(first)
        });
        if self.run.passing.is_none() && !crosses {
            return false;
        }
        let Some(stop) = (self.run.end..first).rev().find(|&at| self.stops(at)) else {
            return false;
        };
        // "It was back by November", "Then, on 8 June"
        let goes_on = || {
            ["it", "he", "she", "they", "then"]
                .iter()
                .any(|word| self.word(stop + 1).eq_ignore_ascii_case(word))
        };
        match self.run.passing {
            Some(Passing::Since) => true,
            Some(Passing::Aside) => !goes_on(),
            None => !self.hangs_on(stop + 1, first),
        }
    }
}

use super::atoms::Case;
use super::calendar::{Cal, OPEN, shift};
use super::lexicon::{Lex, Unit, W};
use super::running::{Finder, Found, Hit, Style};
use super::tense::Tense;
use crate::model::TimexMod;

impl Finder<'_> {
    /// "The turn of the century", "the turn of the year": about where one ends and the next begins, the
    /// nearest such place to what is spoken of.
    pub(super) fn turn(&self, first: usize, turn: usize) -> Option<Hit> {
        if !self.is(turn + 1, W::Of) {
            return None;
        }
        let told = self.calendar(turn + 2);
        let (cal, end) = told.or_else(|| self.the_unit(turn + 2))?;
        let now = match self.style {
            Style::News if self.run.paragraph != self.paragraph => self.spoken(),
            _ => self.told(),
        };
        let nearest = |years: i32| {
            let year = now?.year()?;
            Some(Cal::Year((year + years / 2).div_euclid(years) * years))
        };
        let cal = match cal {
            Cal::Century(century) if told.is_some() => Cal::Year(century * 100),
            Cal::Decade(decade) if told.is_some() => Cal::Year(decade * 10),
            Cal::Century(_) => nearest(100)?,
            Cal::Decade(_) => nearest(10)?,
            Cal::Year(year) => {
                let late = told.is_none() && now?.month().is_some_and(|(_, month)| month > 6);
                let ahead = late && self.tense(first, end) == Tense::Future;
                Cal::Month(year + i32::from(ahead), 1)
            }
            _ => return None,
        };
        Some(Hit {
            first,
            end,
            found: Found::Cal(cal),
            modifier: Some(TimexMod::Approx),
        })
    }

    /// "The 1990s", "the '80s", "the nineties".
    pub(super) fn decade_cal(&self, at: usize) -> Option<(Cal, usize)> {
        let quoted = usize::from(self.sign(at, b'\'') && self.glued(at + 1));
        let i = at + quoted;
        let (value, digits) = self.number(i)?;
        let s = i + 1 + usize::from(self.sign(i + 1, b'\'') && self.glued(i + 1));
        if !self.is(s, W::S) || !self.glued(s) || self.glued(s + 1) && self.number(s + 1).is_some()
        {
            return None;
        }
        let lead = at - usize::from(at > 1 && self.dash(at - 1));
        let part = lead > 0 && matches!(self.lex(lead - 1), Lex::W(W::Early | W::Late | W::Mid));
        let led = part && lead == at || at > 0 && self.is(at - 1, W::The);
        // "In his early 30s", "in their 40s": somebody's age.
        let owner = self.word(lead.wrapping_sub(1 + usize::from(part)));
        let aged = ["his", "her", "their", "my", "your", "our", "its"]
            .iter()
            .any(|own| owner.eq_ignore_ascii_case(own));
        if digits == 2 && aged {
            return None;
        }
        if digits == 3 && value % 10 == 0 {
            let end = s + 1;
            let running = self.run.cal.and_then(Cal::year).is_some_and(|y| y <= 0);
            let (before, end) = self.era(end).unwrap_or((running, end));
            return before.then(|| (Cal::Decade(-(value as i32) / 10 - 1), end));
        }
        if digits == 4 && value % 100 == 0 && value < 2000 {
            return (1000..2000)
                .contains(&value)
                .then(|| (Cal::Century(value as i32 / 100), s + 1));
        }
        if digits == 4 && value % 10 == 0 && (1000..2200).contains(&value) {
            return Some((Cal::Decade(value as i32 / 10), s + 1));
        }
        if digits == 2 && value % 10 == 0 && (quoted == 1 || (led && value >= 20)) {
            return Some((Cal::Decade(self.of_two_digits(value).div_euclid(10)), s + 1));
        }
        None
    }

    /// "The 19th century", "twentieth century", "4th century BC".
    pub(super) fn century_cal(&self, at: usize) -> Option<(Cal, usize)> {
        let (n, end) = match self.lex(at) {
            Lex::Num { value, digits } if digits <= 2 && self.is(at + 1, W::Suffix) => {
                (value as i32, at + 2)
            }
            Lex::Ord(n) => (i32::from(n), at + 1),
            Lex::Card(20) => {
                let next = at + 1 + usize::from(self.dash(at + 1));
                match self.lex(next) {
                    Lex::Ord(n) if n < 10 => (20 + i32::from(n), next + 1),
                    _ => return None,
                }
            }
            _ => return None,
        };
        let end = end + usize::from(self.dash(end));
        let numbered = self.lex(at + 1) == Lex::W(W::Suffix);
        if !matches!(
            self.lex(end),
            Lex::Unit(Unit::Century) | Lex::Units(Unit::Century)
        ) || n == 0
        {
            return None;
        }
        match self.era(end + 1) {
            Some((true, after)) => Some((Cal::Century(-n), after)),
            Some((false, after)) => Some((Cal::Century(n - 1), after)),
            // "The second century of the empire" counts, it does not date.
            None => (numbered || n > 9).then_some((Cal::Century(n - 1), end + 1)),
        }
    }

    /// Quarters, halves and fiscal years: Q3 2024, 2024 Q3, 3Q24, H1, "the second half of 2024",
    /// FY2024, "fiscal year 2024".
    pub(super) fn business_cal(&self, at: usize) -> Option<(Cal, usize)> {
        match self.lex(at) {
            Lex::W(W::Letter(letter @ (b'q' | b'h'))) if self.glued(at + 1) => {
                let (n, 1) = self.number(at + 1)? else {
                    return None;
                };
                let top = if letter == b'q' { 4 } else { 2 };
                if !(1..=top).contains(&n)
                    || (self.glued(at + 2) && !matches!(self.lex(at + 2), Lex::Sign(_)))
                {
                    return None;
                }
                let (year, end) = match self.year_after(at + 2) {
                    Some((year, end)) => (Some(year), end),
                    None => (None, at + 2),
                };
                if self.atoms[at].case == Case::Lower && year.is_none() {
                    return None;
                }
                // H1 alone is a heading, a virus or a grade.
                let year = match (year, letter) {
                    (Some(year), _) => year,
                    (None, b'q') => self.spoken().and_then(Cal::year).unwrap_or(OPEN),
                    _ => return None,
                };
                Some((part_of(letter, year, n as u8), end))
            }
            Lex::Num { value, digits: 1 } if self.glued(at + 1) && self.glued(at + 2) => {
                let Lex::W(W::Letter(letter @ (b'q' | b'h'))) = self.lex(at + 1) else {
                    return None;
                };
                let (year, digits) = self.number(at + 2)?;
                let year = if digits == 2 {
                    self.of_two_digits(year)
                } else {
                    year as i32
                };
                let top = if letter == b'q' { 4 } else { 2 };
                ((1..=top).contains(&value) && matches!(digits, 2 | 4))
                    .then(|| (part_of(letter, year, value as u8), at + 3))
            }
            Lex::Num { value, digits: 4 } if (1900..2100).contains(&value) => {
                let Lex::W(W::Letter(letter @ (b'q' | b'h'))) = self.lex(at + 1) else {
                    return None;
                };
                let (n, 1) = self.number(at + 2)? else {
                    return None;
                };
                let top = if letter == b'q' { 4 } else { 2 };
                ((1..=top).contains(&n) && self.glued(at + 2))
                    .then(|| (part_of(letter, value as i32, n as u8), at + 3))
            }
            Lex::W(W::Fy) if self.atoms[at].case == Case::Upper => {
                let (year, end) = self.fiscal_number(at + 1)?;
                Some((Cal::Fiscal(year), end))
            }
            Lex::W(W::Fiscal) => {
                let year_at = at + 1 + usize::from(self.lex(at + 1) == Lex::Unit(Unit::Year));
                let (year, end) = self.fiscal_number(year_at)?;
                Some((Cal::Fiscal(year), end))
            }
            Lex::Ord(n @ 1..=4) => self.nth_part(at + 1, n as u8),
            Lex::Num {
                value: n @ 1..=4,
                digits: 1,
            } if self.is(at + 1, W::Suffix) => self.nth_part(at + 2, n as u8),
            Lex::W(W::Last | W::Later) if self.is(at + 1, W::Half) => self.nth_part(at + 1, 2),
            _ => None,
        }
    }

    /// "Final", "closing".
    pub(super) fn is_last(&self, at: usize) -> bool {
        self.is(at, W::Last) || matches!(self.word(at), "final" | "closing")
    }

    /// The first or last piece of a year, from after the article: "the last quarter of 2024", "the first
    /// three months of this year", "the closing month of 2023".
    pub(super) fn edge_of_year(&self, at: usize) -> Option<(Cal, usize)> {
        let last = self.is_last(at);
        if !last
            && !(matches!(self.lex(at), Lex::Ord(1))
                || self.word(at).eq_ignore_ascii_case("opening"))
        {
            return None;
        }
        let (length, unit) = match (self.lex(at + 1), self.lex(at + 2)) {
            (Lex::Unit(Unit::Quarter), _) => (3, at + 1),
            (Lex::Unit(Unit::Month), _) => (1, at + 1),
            (Lex::Card(n @ (3 | 6)), Lex::Units(Unit::Month)) => (u32::from(n), at + 2),
            (Lex::Num { value, .. }, Lex::Units(Unit::Month)) if matches!(value, 3 | 6) => {
                (value, at + 2)
            }
            _ => return None,
        };
        if !matches!(self.lex(unit + 1), Lex::W(W::Of | W::In)) {
            return None;
        }
        let (year, end) = match self.year_cal(unit + 2) {
            Some((Cal::Year(year), end)) if self.number(unit + 2).is_some_and(|n| n.1 == 4) => {
                (year, end)
            }
            _ => self
                .year_words(unit + 1)
                .or_else(|| self.year_words(unit + 2))?,
        };
        let cal = match (length, last) {
            (3, _) => Cal::Quarter(year, if last { 4 } else { 1 }),
            (6, _) => Cal::Half(year, if last { 2 } else { 1 }),
            _ => Cal::Month(year, if last { 12 } else { 1 }),
        };
        Some((cal, end))
    }

    /// The first or last day of a month or year, from after the article: "the last day of February", "the
    /// first day of the month", "the final day of 2023".
    pub(super) fn edge_day(&self, at: usize) -> Option<(Cal, usize)> {
        let last = self.is_last(at);
        if !(last || self.lex(at) == Lex::Ord(1))
            || self.lex(at + 1) != Lex::Unit(Unit::Day)
            || !self.is(at + 2, W::Of)
        {
            return None;
        }
        let of = at + 3;
        let whole = || {
            let unit = matches!(self.lex(of + 1), Lex::Unit(Unit::Month | Unit::Year));
            (self.is(of, W::The) && unit).then(|| self.the_unit(of))?
        };
        let year = || match self.year_cal(of) {
            Some((Cal::Year(year), end)) if self.number(of).is_some_and(|n| n.1 == 4) => {
                Some((Cal::Year(year), end))
            }
            _ => self
                .year_words(of - 1)
                .map(|(year, end)| (Cal::Year(year), end)),
        };
        let (cal, end) = whole().or_else(|| self.whole_month(of)).or_else(year)?;
        let edge = |cal: Cal| {
            let whole = cal.moment(None)?;
            Some(if last { whole.last } else { whole.first })
        };
        let day = edge(cal)?;
        // "He left on the last day of the year": the one before, where this one's is to come.
        let before = self.is(of, W::The)
            && self.anchor.day.is_some_and(|now| day > now)
            && self.tense(at, end) == Tense::Past;
        let unit = if matches!(cal, Cal::Year(_)) {
            Unit::Year
        } else {
            Unit::Month
        };
        let day = if before {
            edge(shift(cal, unit, -1)?)?
        } else {
            day
        };
        Some((Cal::Day(day), end))
    }

    pub(super) fn fiscal_number(&self, at: usize) -> Option<(i32, usize)> {
        let at = at + usize::from(self.sign(at, b'\''));
        let (value, digits) = self.number(at)?;
        match digits {
            4 if (1900..2200).contains(&value) => Some((value as i32, at + 1)),
            2 if self.glued(at) => Some((self.of_two_digits(value), at + 1)),
            _ => None,
        }
    }

    /// "Second half of 2008", "third quarter of this year", "first quarter", from after the ordinal.
    pub(super) fn nth_part(&self, at: usize, n: u8) -> Option<(Cal, usize)> {
        let letter = match self.lex(at) {
            Lex::W(W::Half) if n <= 2 => b'h',
            Lex::Unit(Unit::Quarter) => b'q',
            _ => return None,
        };
        let mut i = at + 1;
        if self.is(i, W::Of) || self.is(i, W::In) || self.sign(i, b',') {
            i += 1;
        }
        if let Some((Cal::Year(year) | Cal::Fiscal(year), end)) = self
            .year_cal(i)
            .filter(|_| self.number(i).is_none_or(|n| n.1 == 4))
            .or_else(|| self.year_words(i).map(|(year, end)| (Cal::Year(year), end)))
            .or_else(|| {
                // Not "the first half of the first half of …", which would nest without end.
                let fiscal = matches!(self.lex(i), Lex::W(W::Fy | W::Fiscal));
                fiscal.then(|| self.business_cal(i))?
            })
        {
            return Some((part_of(letter, year, n), end));
        }
        // A half by itself is of anything; a quarter in a report is one of the year.
        let year = self.spoken().and_then(Cal::year).unwrap_or(OPEN);
        // What is reported of the fourth quarter in February was in the year before.
        let ahead = self.style == Style::News
            && year != OPEN
            && self.anchor.month.is_some_and(|month| n * 3 - 2 > month)
            && self.tense(at, at + 1) == Tense::Past;
        let year = if ahead { year - 1 } else { year };
        (letter == b'q' && !self.is(at + 1, W::Of)).then(|| (part_of(letter, year, n), at + 1))
    }
}

fn part_of(letter: u8, year: i32, n: u8) -> Cal {
    if letter == b'q' {
        Cal::Quarter(year, n)
    } else {
        Cal::Half(year, n)
    }
}

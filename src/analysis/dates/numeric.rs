use super::calendar::{Cal, exists};
use super::lexicon::{Lex, W};
use super::running::{Finder, Order};
use crate::model::Day;

impl Finder<'_> {
    /// Dates in numbers alone: 2024-09-05, 5/9/2024, 05.09.2024, 2024-09. Which of two small
    /// numbers is the month, the document's other dates decide.
    pub(super) fn numeric_cal(&self, at: usize) -> Option<(Cal, usize)> {
        let (a, a_digits) = self.number(at)?;
        let Lex::Sign(sign @ (b'-' | b'/' | b'.' | b'~' | b':')) = self.lex(at + 1) else {
            return None;
        };
        let sign = if sign == b'~' { b'-' } else { sign };
        if !self.glued(at + 1) || !self.glued(at + 2) {
            return None;
        }
        let (b, b_digits) = self.number(at + 2)?;
        let same =
            matches!(self.lex(at + 3), Lex::Sign(s) if s == sign || (s == b'~' && sign == b'-'));
        let third = (same && self.glued(at + 3) && self.glued(at + 4))
            .then(|| self.number(at + 4))
            .flatten();
        let Some((c, c_digits)) = third else {
            return self.year_month(at, sign, (a, a_digits), (b, b_digits));
        };
        if !self.number_ends(at + 5, sign) {
            return None;
        }
        let (year, month, day) = match (a_digits, b_digits, c_digits) {
            (4, 1..=2, 1..=2) => (a as i32, b, c),
            (1..=2, 1..=2, 4) if sign != b':' => {
                let (month, day) = self.ordered(a, b, sign);
                (c as i32, month, day)
            }
            (1..=2, 1..=2, 2) if sign == b'/' => {
                let (month, day) = self.ordered(a, b, sign);
                (self.of_two_digits(c), month, day)
            }
            _ => return None,
        };
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        ((1900..2200).contains(&year) && exists(year, month, day)).then(|| {
            let day = Day::new(year, u32::from(month), u32::from(day));
            (Cal::Day(day), at + 5)
        })
    }

    /// Month and day of two numbers.
    fn ordered(&self, a: u32, b: u32, sign: u8) -> (u32, u32) {
        let day_first = a > 12 || (b <= 12 && (sign == b'.' || self.order == Order::DayFirst));
        if day_first { (b, a) } else { (a, b) }
    }

    /// 2024-09 and 2024/09; 2007-08 is a range of years.
    fn year_month(&self, at: usize, sign: u8, a: (u32, u8), b: (u32, u8)) -> Option<(Cal, usize)> {
        if let ((month @ 1..=12, 2), (year @ 1990..=2100, 4)) = (a, b) {
            let ends = !self.glued(at + 3)
                || matches!(self.lex(at + 3), Lex::Sign(b',' | b')' | b';' | b'.'));
            return (ends && matches!(sign, b'/' | b'-'))
                .then(|| (Cal::Month(year as i32, month as u8), at + 3));
        }
        let (year, 4) = a else { return None };
        let (month, 2) = b else { return None };
        let range =
            month == (year + 1) % 100 && self.sign(at + 1, b'~') || sign == b'.' || sign == b':';
        if range
            || self.numbered_law(at)
            || !(1900..2200).contains(&year)
            || !(1..=12).contains(&month)
            || !self.number_ends(at + 3, sign)
        {
            return None;
        }
        if month == (year + 1) % 100 {
            return None;
        }
        Some((Cal::Month(year as i32, month as u8), at + 3))
    }

    /// Whether the number is that of a law or of a case: "Regulation (EU) 2022/12", "resolution 2023/10".
    pub(super) fn numbered_law(&self, at: usize) -> bool {
        let bracket = at >= 4 && self.sign(at - 1, b')') && self.sign(at - 3, b'(');
        let Some(word) = at.checked_sub(if bracket { 4 } else { 1 }) else {
            return false;
        };
        matches!(self.lex(word), Lex::W(W::Law | W::Numbered))
            || [
                "resolution",
                "decision",
                "case",
                "opinion",
                "judgment",
                "judgement",
                "notice",
            ]
            .iter()
            .any(|name| self.word(word).eq_ignore_ascii_case(name))
    }

    /// Whether a date in numbers ends before this atom and is not the head of something longer.
    fn number_ends(&self, at: usize, sign: u8) -> bool {
        if !self.glued(at) {
            return true;
        }
        match self.lex(at) {
            Lex::Sign(b'.') => !self.glued(at + 1) || self.number(at + 1).is_none(),
            Lex::Sign(b'_' | b'@' | b'=') => false,
            Lex::Sign(b'-' | b'/') => {
                sign == b'-'
                    && !(self.glued(at + 1)
                        && self.number(at + 1).is_some_and(|n| n.1 != 4 && n.1 != 2))
                    || sign == b'/' && self.sign(at, b'-')
            }
            // A "T" leads to the time of day.
            Lex::Sign(_) | Lex::W(W::T) => true,
            _ => false,
        }
    }

    /// Month and day with a slash, where a word before says that it is a date: "on 9/11".
    pub(super) fn slashed_day(&self, at: usize) -> Option<(Cal, usize)> {
        let (a, 1..=2) = self.number(at)? else {
            return None;
        };
        if !self.sign(at + 1, b'/') || !self.glued(at + 1) || !self.glued(at + 2) {
            return None;
        }
        let (b, 1..=2) = self.number(at + 2)? else {
            return None;
        };
        let led = at > 0
            && matches!(
                self.lex(at - 1),
                Lex::W(W::On | W::Since | W::Until | W::Before | W::After)
                    | Lex::Weekday(_)
                    | Lex::ShortWeekday(_)
            );
        if !led
            || (self.glued(at + 3)
                && !matches!(
                    self.lex(at + 3),
                    Lex::Sign(b',' | b'.' | b')' | b';' | b':')
                ))
        {
            return None;
        }
        let (month, day) = self.ordered(a, b, b'/');
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        let date = super::resolve::Partial {
            year: None,
            month,
            day: Some(day),
        };
        exists(super::calendar::OPEN, month, day)
            .then(|| self.place(date, at, at + 3))
            .flatten()
            .map(|cal| (cal, at + 3))
    }
}

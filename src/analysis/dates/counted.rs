use super::atoms::Gap;
use super::calendar::{Cal, shift, shift_loosely, shift_middle, shift_piece, shift_vaguely};
use super::lasting::{Count, period};
use super::lexicon::{Lex, Unit, W};
use super::running::{Finder, Found, Hit, Style};
use super::tense::Tense;
use crate::model::TimexMod;

impl Finder<'_> {
    /// "Ago", "later", "earlier", "from now" after a number of units: a date.
    pub(super) fn counted_from(
        &self,
        first: usize,
        bound: Option<TimexMod>,
        count: Count,
        unit: Unit,
        end: usize,
    ) -> Option<Hit> {
        let (from, direction, end) = match self.lex(end) {
            Lex::W(W::Ago) => (self.spoken(), -1, end + 1),
            Lex::W(W::Earlier | W::Previously | W::Previous) => {
                (self.told_for(unit, first), -1, end + 1)
            }
            Lex::W(W::Later)
                if matches!(self.lex(end + 1), Lex::W(W::This | W::That))
                    || matches!(self.lex(end + 1), Lex::W(W::In | W::On))
                        && self.dated(end + 2) =>
            {
                return None;
            }
            // Where nothing was told, "two years on" only says how long.
            Lex::W(W::On)
                if self.opens(first) && self.sign(end + 1, b',') && self.run.cal.is_some() =>
            {
                (self.told_for(unit, first), 1, end + 1)
            }
            Lex::W(W::Later | W::Afterwards) => (self.told_for(unit, first), 1, end + 1),
            Lex::W(W::Hence) => (self.written(), 1, end + 1),
            Lex::W(W::From) if self.is(end + 1, W::Now) || self.is(end + 1, W::Today) => {
                (self.written(), 1, end + 2)
            }
            Lex::W(W::From | W::Before | W::After) if self.is(end + 1, W::Today) => {
                let direction = if self.is(end, W::Before) { -1 } else { 1 };
                (self.written(), direction, end + 2)
            }
            Lex::W(W::From) if self.is(end + 1, W::Tomorrow) => {
                let (cal, after) = self.calendar(end + 1)?;
                (Some(cal), 1, after)
            }
            Lex::W(W::Before | W::After) => {
                let direction = if self.is(end, W::Before) { -1 } else { 1 };
                let clause = matches!(self.word(end + 2), "it" | "he" | "she" | "they" | "we");
                if self.is(end + 1, W::That)
                    && (clause || !matches!(self.lex(end + 2), Lex::Other | Lex::Unit(_)))
                {
                    (self.told(), direction, end + 2)
                } else if let Some((cal, after)) = self
                    .calendar(end + 1)
                    .filter(|(cal, _)| matches!(cal, Cal::Day(_) | Cal::Month(..) | Cal::Year(_)))
                {
                    (Some(cal), direction, after)
                } else if self.stands_alone(end + 1) {
                    (self.told_for(unit, first), direction, end + 1)
                } else {
                    return None;
                }
            }
            _ => {
                let ahead = first > 0
                    && self.is(first - 1, W::In)
                    && self.style == Style::News
                    && matches!(count, Count::Whole(_))
                    && unit >= Unit::Day
                    && !matches!(self.lex(end), Lex::W(W::Of) | Lex::Sign(b'-' | b'\''))
                    && self.tense(first, end) == Tense::Future;
                if !ahead {
                    return None;
                }
                (self.written(), 1, end)
            }
        };
        let told = matches!(
            self.lex(end.wrapping_sub(1)),
            Lex::W(W::Earlier | W::Later | W::Before | W::After | W::Afterwards | W::That)
        );
        let open = if direction < 0 {
            Cal::Past
        } else {
            Cal::Future
        };
        let beside = told
            .then(|| {
                self.date_beside(end, unit)
                    .or_else(|| self.date_told_beside(first, end, unit))
            })
            .flatten();
        let cal = match count {
            // "Ten years later, in July 1985, …": the date beside it holds for both.
            _ if beside.is_some() => beside.unwrap_or(open),
            Count::Whole(n) => {
                let n = i32::try_from(n).ok()?.checked_mul(direction)?;
                let (unit, n) = match unit {
                    Unit::Decade if n.abs() == 1 => (Unit::Year, n * 10),
                    Unit::Century if n.abs() == 1 => (Unit::Year, n * 100),
                    other => (other, n),
                };
                // Counted on from the news it would lie ahead of it: from what was told before, then.
                let days = days(unit, n);
                let end_day = from.and_then(Cal::day).zip(days);
                let ahead =
                    told && self.anchor.day.is_some_and(|now| {
                        end_day.is_some_and(|(from, days)| from.plus(days) > now)
                    }) && self.tense(first, end) == Tense::Past;
                let from = if ahead {
                    self.run.before_news.map(Cal::Day)
                } else {
                    from
                };
                // A week or two after a day that was told: so exactly it is meant.
                let exact = days.filter(|days| told && days.abs() <= 14);
                // "In May 2024 … a year later": in a May again.
                let month = from.filter(|from| {
                    told && unit == Unit::Year && n.abs() == 1 && matches!(from, Cal::Month(..))
                });
                exact
                    .zip(from)
                    .and_then(|(days, from)| shift(from, Unit::Day, days))
                    .or_else(|| shift(month?, Unit::Month, 12 * n))
                    .or_else(|| shift_loosely(from?, unit, n))
                    .or_else(|| shift_middle(from?, unit, n))
                    .or_else(|| shift_piece(from?, unit, n))
                    .unwrap_or(match unit {
                        Unit::Second | Unit::Minute | Unit::Hour => open,
                        unit => Cal::Open(unit),
                    })
            }
            // "In April 2020 … and weeks later": no further than the months that this can mean.
            Count::Some if told && direction > 0 => from
                .and_then(|from| shift_vaguely(from, unit))
                .unwrap_or(open),
            // "In January 2023 … half a year later"
            Count::Tenths(n) if told && unit == Unit::Year => i32::try_from(n)
                .ok()
                .and_then(|n| n.checked_mul(12))
                .zip(from)
                .and_then(|(n, from)| shift(from, Unit::Month, n / 10 * direction))
                .unwrap_or(open),
            Count::Tenths(_) | Count::Some => open,
        };
        // "Four hours later" is on no day that anybody knows: how long it was is what is told.
        let hours = told && unit < Unit::Day && matches!(count, Count::Whole(_) | Count::Tenths(_));
        let found = if hours && cal == open {
            Found::Duration(period(count, unit))
        } else if matches!(cal, Cal::Past | Cal::Future) {
            Found::Open(cal)
        } else {
            Found::Cal(cal)
        };
        let modifier = match (bound, direction) {
            (Some(TimexMod::MoreThan), -1) => Some(TimexMod::Before),
            (Some(TimexMod::LessThan), -1) => Some(TimexMod::After),
            (Some(TimexMod::Approx), _) => Some(TimexMod::Approx),
            _ => None,
        };
        Some(Hit {
            first,
            end,
            found,
            modifier,
        })
    }

    /// The date with its year that stands behind a count, as exact as that: "a year later, in May 1986,".
    fn date_beside(&self, end: usize, unit: Unit) -> Option<Cal> {
        let lead = end + 1;
        if !self.sign(end, b',') || !matches!(self.lex(lead), Lex::W(W::In | W::On)) {
            return None;
        }
        let named = match self.lex(lead + 1) {
            Lex::Month(_) | Lex::ShortMonth(_) | Lex::Num { .. } => {
                self.month_date(lead + 1)
                    .and_then(|(date, _)| date.year)
                    .is_some()
                    || self.number(lead + 1).is_some_and(|n| n.1 == 4)
            }
            _ => false,
        };
        let (cal, _) = named.then(|| self.calendar(lead + 1))??;
        shift(cal, unit, 0)
    }

    /// The day just told that a count stands beside: "on April 1, eight days later".
    fn date_told_beside(&self, first: usize, end: usize, unit: Unit) -> Option<Cal> {
        let comma = first.checked_sub(1)?;
        let (cal @ Cal::Day(_), after, _) = self.run.last? else {
            return None;
        };
        let beside = after == comma && self.sign(comma, b',') && self.ends_clause(end);
        beside.then(|| match unit {
            Unit::Month | Unit::Year => shift(cal, unit, 0),
            _ => Some(cal),
        })?
    }

    /// Whether "in" or "on" leads to a date: "later in the day", "later on Monday".
    fn dated(&self, at: usize) -> bool {
        let at = at + usize::from(self.is(at, W::The));
        matches!(
            self.lex(at),
            Lex::Unit(_) | Lex::Month(_) | Lex::ShortMonth(_) | Lex::Weekday(_) | Lex::Season(_)
        ) || self.lex(at) == Lex::W(W::Same)
            || self.number(at).is_some()
    }

    /// Whether a phrase ends here: "two days before."
    fn stands_alone(&self, at: usize) -> bool {
        match self.atoms.get(at) {
            None => true,
            Some(next) => {
                next.gap >= Gap::Line
                    || matches!(
                        next.lex,
                        Lex::Sign(b'.' | b',' | b';' | b':' | b')' | b'!' | b'?')
                    )
            }
        }
    }
}

/// A count of days or weeks in days.
fn days(unit: Unit, count: i32) -> Option<i32> {
    match unit {
        Unit::Day => Some(count),
        Unit::Week => count.checked_mul(7),
        Unit::Fortnight => count.checked_mul(14),
        _ => None,
    }
}

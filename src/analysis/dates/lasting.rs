use super::atoms::{Case, Gap};
use super::calendar::{Cal, part_code, period_unit};
use super::lexicon::{Lex, Part, Unit, W};
use super::running::{Finder, Found, Hit};
use crate::model::TimexMod;

/// How many atoms before "as many" the number that it points at may stand.
const AS_MANY: usize = 24;

/// How many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Count {
    Whole(u32),
    Tenths(u32),
    /// "A few", "several".
    Some,
}

impl Finder<'_> {
    /// Durations and what is counted from a date: "for two years", "three-month", "the past
    /// decade", "a few weeks ago", "two days later".
    pub(super) fn lasting(&self, at: usize) -> Option<Hit> {
        let (bound, i) = self.bound(at);
        let first = at;
        let the = usize::from(self.is(i, W::The));
        let as_many = at > 0 && self.is(at, W::Several) && self.word(at - 1) == "as";
        let mut turned = None;
        let mut q = i;
        if let Lex::W(w @ (W::Past | W::Last | W::Next | W::Coming | W::Previous | W::Following)) =
            self.lex(i + the)
        {
            turned = Some(w);
            q = i + the + 1;
        } else if let Lex::W(W::This | W::These | W::Those) = self.lex(i)
            && matches!(self.lex(i + 1), Lex::W(W::Past | W::Last))
        {
            turned = Some(W::Past);
            q = i + 2;
        } else if the == 1 {
            q = i + 1;
        }
        let (count, unit, mut end) = if let Some(counted) = self.counted(q) {
            counted
        } else {
            let (unit, after) = self.bare_unit(q, turned)?;
            (
                if turned.is_some() && matches!(self.lex(q), Lex::Unit(_)) {
                    Count::Whole(1)
                } else {
                    Count::Some
                },
                unit,
                after,
            )
        };
        if q > i
            && turned.is_none()
            && the == 1
            && !matches!(self.lex(end), Lex::W(W::Before | W::After))
            && self.number(q).is_none()
            && !matches!(self.lex(q), Lex::Card(_))
        {
            return None;
        }
        if turned.is_none()
            && let Some(hit) = self.counted_from(first, bound, count, unit, end)
        {
            return Some(hit);
        }
        let aged = self.is(end, W::Of) && self.word(end + 1).eq_ignore_ascii_case("age");
        let joined = usize::from(self.dash(end) && self.glued(end) || aged);
        let old = self.is(end + joined, W::Old);
        // "A 24-year-old", "19 years of age", "a ten-week-old baby" tell how old somebody is, and no
        // time; "the 18-month-old war" does.
        let somebody = unit == Unit::Year
            || matches!(
                self.word(end + joined + 1).to_ascii_lowercase().as_str(),
                "baby"
                    | "babies"
                    | "boy"
                    | "girl"
                    | "son"
                    | "daughter"
                    | "child"
                    | "infant"
                    | "toddler"
                    | "twins"
            );
        if old && (aged || somebody && !matches!(count, Count::Some)) {
            return None;
        }
        if old {
            end += 1 + joined;
        } else if self.dash(end) && self.glued(end) && self.is(end + 1, W::Long) {
            end += 2;
        } else if self.is(end, W::Long) || self.is(end, W::Period) {
            end += 1;
        }
        if self.rate(q, end) {
            return Some(Hit {
                first,
                end,
                found: Found::Set(period(count, unit)),
                modifier: None,
            });
        }
        let mut value = period(count, unit);
        if matches!(count, Count::Whole(_))
            && turned.is_none()
            && let Some((more, smaller, after)) = self.added(end, unit)
            && !matches!(
                self.lex(after),
                Lex::W(W::Ago | W::Later | W::Earlier | W::Before | W::After)
            )
        {
            let more = period(more, smaller);
            let time = value.contains('T');
            let more = more.trim_start_matches('P');
            value.push_str(if time {
                more.trim_start_matches('T')
            } else {
                more
            });
            end = after;
        }
        Some(Hit {
            first: first - usize::from(as_many),
            end,
            found: Found::Duration(value),
            modifier: bound,
        })
    }

    /// "$5 a month", "300,000 readers a month", "several times a week": how often, not how long.
    fn rate(&self, at: usize, end: usize) -> bool {
        if !self.is(at, W::A) || at == 0 || end != at + 2 || self.atoms[at].case != Case::Lower {
            return false;
        }
        let ends = !matches!(
            self.lex(end),
            Lex::W(W::Ago | W::Later | W::Earlier | W::Before | W::After | W::In) | Lex::Sign(b'-')
        );
        let counted = (1..=3).any(|back| {
            at.checked_sub(back + 1).is_some_and(|number| {
                matches!(self.lex(number), Lex::Num { .. } | Lex::W(W::Several))
                    && (number + 1..at).all(|one| !matches!(self.lex(one), Lex::Sign(b'.')))
            })
        });
        let plural = matches!(self.lex(at - 1), Lex::Other | Lex::W(W::Times))
            && self.word(at - 1).ends_with('s')
            && self.atoms[at - 1].case == Case::Lower;
        let money = matches!(self.lex(at - 1), Lex::Num { .. });
        ends && (plural && counted || money)
    }

    /// "More than", "about", "at least", and the atom after it.
    fn bound(&self, at: usize) -> (Option<TimexMod>, usize) {
        match (self.lex(at), self.lex(at + 1)) {
            (Lex::W(W::More), Lex::W(W::Than)) => (Some(TimexMod::MoreThan), at + 2),
            (Lex::W(W::Over), _) => (Some(TimexMod::MoreThan), at + 1),
            (Lex::W(W::Less), Lex::W(W::Than)) => (Some(TimexMod::LessThan), at + 2),
            (Lex::W(W::Under | W::Nearly), _) => (Some(TimexMod::LessThan), at + 1),
            (Lex::W(W::At), Lex::W(W::Least)) => (Some(TimexMod::OnOrAfter), at + 2),
            (Lex::W(W::At), Lex::W(W::Most)) | (Lex::W(W::Up), Lex::W(W::To)) => {
                (Some(TimexMod::OnOrBefore), at + 2)
            }
            (Lex::W(W::About), _) => (Some(TimexMod::Approx), at + 1),
            (Lex::W(W::Only | W::Just), _) => (None, at + 1),
            _ => (None, at),
        }
    }

    /// A number of units, and the atom after it.
    fn counted(&self, at: usize) -> Option<(Count, Unit, usize)> {
        let (mut count, mut i) = self.count(at)?;
        let joined = self.dash(i) && self.glued(i) && self.glued(i + 1);
        if joined {
            i += 1;
        }
        if self.gap(i) == Gap::Paragraph {
            return None;
        }
        // "The five past years", "two bloody weeks"
        if matches!(
            self.lex(i),
            Lex::W(W::Past | W::Last | W::Previous | W::Next | W::Coming | W::Following)
        ) && matches!(self.lex(i + 1), Lex::Units(_))
            || self.atoms.get(i).is_some_and(|a| {
                a.lex == Lex::Other && a.case == Case::Lower && a.gap == Gap::Space
            }) && matches!(count, Count::Whole(2..=99))
                && matches!(self.lex(i + 1), Lex::Units(unit) if unit >= Unit::Day)
        {
            i += 1;
        }
        while self.is(i, W::Full)
            || matches!(
                self.word(i),
                "more" | "business" | "working" | "calendar" | "short" | "long" | "additional"
            )
        {
            i += 1;
        }
        i += usize::from(self.is(i, W::Of) && count == Count::Some);
        // "A good minute" is a long one, "a good month" another thing.
        i += usize::from(
            self.word(i) == "good"
                && matches!(self.lex(i + 1), Lex::Unit(Unit::Minute | Unit::Hour)),
        );
        let one = matches!(self.lex(at), Lex::W(W::A));
        if one && self.kind_of(i) {
            return None;
        }
        let unit = match self.lex(i) {
            Lex::Unit(unit)
                if joined || count == Count::Whole(1) || matches!(count, Count::Tenths(_)) =>
            {
                if one && matches!(unit, Unit::Quarter | Unit::Weekend) {
                    return None;
                }
                unit
            }
            // "ten year", as people write without the hyphen
            Lex::Unit(unit)
                if matches!(count, Count::Whole(_)) && self.glued(i)
                    || matches!(self.lex(i + 1), Lex::W(W::Old | W::Long | W::Period)) =>
            {
                unit
            }
            Lex::Unit(unit)
                if matches!(count, Count::Whole(n) if n > 1)
                    && !matches!(self.lex(i + 1), Lex::Num { .. }) =>
            {
                unit
            }
            Lex::Units(unit) => unit,
            // "Three nights later", "for eleven nights": counted like days.
            Lex::Part(Part::Night)
                if self.word(i) == "nights" && matches!(count, Count::Whole(2..))
                    || matches!(
                        self.lex(i + 1),
                        Lex::W(W::Later | W::Earlier | W::Before | W::After | W::Afterwards)
                    ) =>
            {
                Unit::Day
            }
            Lex::Ord(2) if joined => Unit::Second,
            Lex::W(W::Letter(b'h')) if self.glued(i) && !self.glued(i + 1) && !joined => Unit::Hour,
            _ => return None,
        };
        let mut end = i + 1;
        // Dates are told elsewhere: "the 2020 year"
        if matches!(count, Count::Whole(n) if n >= 1400) && matches!(self.lex(i), Lex::Unit(_)) {
            return None;
        }
        if self.is(end, W::And) && self.is(end + 1, W::A) && self.is(end + 2, W::Half) {
            if let Count::Whole(n) = count {
                count = Count::Tenths(tenths(n));
            }
            end += 3;
        }
        Some((count, unit, end))
    }

    /// Whether a unit only says what kind of thing follows: "a day care", "a day trip", "an hour hand".
    fn kind_of(&self, at: usize) -> bool {
        self.gap(at + 1) == Gap::Space
            && match self.lex(at) {
                Lex::Unit(Unit::Day) => matches!(
                    self.word(at + 1),
                    "care"
                        | "centre"
                        | "center"
                        | "trip"
                        | "tripper"
                        | "job"
                        | "labourer"
                        | "laborer"
                        | "school"
                        | "nursery"
                        | "shift"
                        | "release"
                        | "trader"
                        | "ward"
                        | "pupil"
                        | "return"
                        | "pass"
                        | "rate"
                        | "boat"
                ),
                Lex::Unit(Unit::Hour | Unit::Minute) => self.word(at + 1) == "hand",
                Lex::Unit(Unit::Week) => matches!(self.lex(at + 1), Lex::Part(_)),
                _ => false,
            }
    }

    /// What is added to a duration: "1 hour and 30 minutes", "two years, three months".
    fn added(&self, at: usize, over: Unit) -> Option<(Count, Unit, usize)> {
        let i = at + usize::from(self.sign(at, b','));
        let i = i + usize::from(self.is(i, W::And));
        if i == at && self.number(i).is_none() {
            return None;
        }
        let (count, unit, end) = self.counted(i)?;
        // "Two years, and 150 hours of unpaid work" are two terms.
        let apart = over >= Unit::Week && unit < Unit::Day;
        (unit < over && !apart && matches!(count, Count::Whole(_))).then_some((count, unit, end))
    }

    /// A number in digits or words.
    fn count(&self, at: usize) -> Option<(Count, usize)> {
        match self.lex(at) {
            Lex::Num { value, digits } => {
                let mut end = at + 1;
                if self.glued(end) && self.glued(end + 1) {
                    if self.sign(end, b',')
                        && let Some((rest, 3)) = self.number(end + 1)
                    {
                        return Some((
                            Count::Whole(value.saturating_mul(1000).saturating_add(rest)),
                            end + 2,
                        ));
                    }
                    if self.sign(end, b'.')
                        && let Some((rest, 1)) = self.number(end + 1)
                    {
                        return Some((
                            Count::Tenths(value.saturating_mul(10).saturating_add(rest)),
                            end + 2,
                        ));
                    }
                }
                if digits > 6 {
                    return None;
                }
                // "10 to 15 years", "2-3 weeks", "five or six days"
                if (matches!(self.lex(end), Lex::W(W::To | W::Or)) || self.dash(end))
                    && let Some((top, d)) = self.number(end + 1)
                    && d <= 3
                    && digits <= 3
                {
                    end += 2;
                    return Some((Count::Whole(top), end));
                }
                if self.is(end, W::And) && self.is(end + 1, W::A) && self.is(end + 2, W::Half) {
                    return Some((Count::Tenths(tenths(value)), end + 3));
                }
                Some((Count::Whole(value), end))
            }
            Lex::Card(n) => {
                let mut n = u32::from(n);
                let mut end = at + 1;
                let next = end + usize::from(self.dash(end));
                if n >= 20
                    && n % 10 == 0
                    && let Lex::Card(ones @ 1..=9) = self.lex(next)
                {
                    n += u32::from(ones);
                    end = next + 1;
                } else if self.is(end, W::Hundred) {
                    n *= 100;
                    end += 1;
                } else if matches!(self.lex(end), Lex::W(W::To | W::Or))
                    && let Lex::Card(top) = self.lex(end + 1)
                {
                    n = u32::from(top);
                    end += 2;
                }
                if self.is(end, W::And) && self.is(end + 1, W::A) && self.is(end + 2, W::Half) {
                    return Some((Count::Tenths(tenths(n)), end + 3));
                }
                Some((Count::Whole(n), end))
            }
            Lex::W(W::Half) if self.is(at + 1, W::A) => Some((Count::Tenths(5), at + 2)),
            Lex::W(W::A) => match self.lex(at + 1) {
                Lex::W(W::Few | W::Several) => Some((Count::Some, at + 2)),
                Lex::W(W::Couple) => Some((
                    Count::Whole(2),
                    at + 2 + usize::from(self.is(at + 2, W::Of)),
                )),
                Lex::W(W::Hundred) => Some((Count::Whole(100), at + 2)),
                Lex::W(W::Half) => Some((Count::Tenths(5), at + 2)),
                _ => Some((Count::Whole(1), at + 1)),
            },
            // "The third raid in as many days"
            Lex::W(W::Several) if at > 0 && self.word(at - 1) == "as" => {
                Some((Count::Whole(self.number_before(at - 1)?), at + 1))
            }
            Lex::W(W::Several | W::Few) => Some((Count::Some, at + 1)),
            Lex::W(W::Couple) => Some((
                Count::Whole(2),
                at + 1 + usize::from(self.is(at + 1, W::Of)),
            )),
            Lex::W(W::Tens) if self.is(at + 1, W::Of) => Some((Count::Some, at + 2)),
            _ => None,
        }
    }

    /// The last number of the sentence before an atom, for "as many" as that.
    fn number_before(&self, at: usize) -> Option<u32> {
        (at.saturating_sub(AS_MANY)..at)
            .rev()
            .take_while(|&at| !self.stops(at))
            .find_map(|at| match self.lex(at) {
                Lex::Num { value, .. } => Some(value),
                Lex::Card(n) | Lex::Ord(n) => Some(u32::from(n)),
                _ => None,
            })
            .filter(|n| (2..100).contains(n))
    }

    /// "Years", "decades" without a number; one "year" after "the past".
    fn bare_unit(&self, at: usize, turned: Option<W>) -> Option<(Unit, usize)> {
        match self.lex(at) {
            Lex::Units(unit) => {
                let led = turned.is_some()
                    || matches!(self.lex(at + 1), Lex::W(W::Ago | W::Later | W::Earlier))
                    || (at > 0
                        && matches!(
                            self.lex(at - 1),
                            Lex::W(W::For | W::In | W::Over | W::Within | W::After)
                        )
                        && !matches!(unit, Unit::Second))
                    || (self.dash(at + 1) && self.is(at + 2, W::Long))
                    || (self.is(at + 1, W::Of)
                        && unit >= Unit::Day
                        && !(at > 0 && self.is(at - 1, W::The)));
                (led && (at == 0 || !self.dash(at - 1) || !self.glued(at)))
                    .then_some((unit, at + 1))
            }
            Lex::Unit(unit) if matches!(turned, Some(W::Past | W::Last)) => Some((unit, at + 1)),
            Lex::Unit(_) if self.dash(at + 1) && self.is(at + 2, W::Long) => None,
            _ => None,
        }
    }

    /// "Year-long", "decades-long".
    pub(super) fn unit_long(&self, at: usize) -> Option<Hit> {
        if self.word(at).eq_ignore_ascii_case("all")
            && let Lex::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year)) =
                self.lex(at + 1)
        {
            return Some(Hit {
                first: at,
                end: at + 2,
                found: Found::Duration(period(Count::Whole(1), unit)),
                modifier: None,
            });
        }
        // "Within the hour", "within the week"
        if self.is(at, W::The)
            && at > 0
            && self.is(at - 1, W::Within)
            && let Lex::Unit(unit) = self.lex(at + 1)
            && !matches!(unit, Unit::Quarter | Unit::Weekend)
            && !self.is(at + 2, W::Of)
            && (!self.glued(at + 2) || matches!(self.lex(at + 2), Lex::Sign(b'.' | b',' | b';')))
        {
            return Some(Hit {
                first: at,
                end: at + 2,
                found: Found::Duration(period(Count::Whole(1), unit)),
                modifier: None,
            });
        }
        let Lex::Unit(unit) = self.lex(at) else {
            return None;
        };
        (self.dash(at + 1) && self.is(at + 2, W::Long) && self.glued(at + 2)).then(|| Hit {
            first: at,
            end: at + 3,
            found: Found::Duration(period(Count::Whole(1), unit)),
            modifier: None,
        })
    }

    /// What recurs: "every year", "daily", "twice a week", "on Mondays".
    pub(super) fn recurring(&self, at: usize) -> Option<Hit> {
        let set = |value: String, end: usize| {
            Some(Hit {
                first: at,
                end,
                found: Found::Set(value),
                modifier: None,
            })
        };
        let every = |n: u32, unit: Unit| period(Count::Whole(n), unit);
        match self.lex(at) {
            Lex::W(
                w @ (W::Daily
                | W::Weekly
                | W::Monthly
                | W::Quarterly
                | W::Annually
                | W::Hourly
                | W::Nightly),
            ) => {
                // "The Daily Mail", "Annual Report"
                let title = self.atoms[at].case != Case::Lower
                    && self
                        .atoms
                        .get(at + 1)
                        .is_some_and(|next| next.gap == Gap::Space && next.case != Case::Lower);
                if title || self.word(at).eq_ignore_ascii_case("annual") {
                    return None;
                }
                set(
                    match w {
                        W::Daily => every(1, Unit::Day),
                        W::Weekly => every(1, Unit::Week),
                        W::Monthly => every(1, Unit::Month),
                        W::Quarterly => every(3, Unit::Month),
                        W::Annually => every(1, Unit::Year),
                        W::Hourly => every(1, Unit::Hour),
                        _ => "XXXX-XX-XXTNI".to_owned(),
                    },
                    at + 1,
                )
            }
            Lex::Weekdays(w) => set(Cal::Weekday(w).value(), at + 1),
            Lex::W(W::Every | W::Each | W::Per) => {
                let other = self.is(at + 1, W::Other);
                let i = at + 1 + usize::from(other);
                match self.lex(i) {
                    Lex::Unit(unit) => set(every(if other { 2 } else { 1 }, unit), i + 1),
                    Lex::Ord(2) if self.is(at, W::Per) => set(every(1, Unit::Second), i + 1),
                    Lex::Weekday(w) => set(Cal::Weekday(w).value(), i + 1),
                    Lex::Month(m) => set(Cal::Month(super::calendar::OPEN, m).value(), i + 1),
                    Lex::Season(s) => set(Cal::Season(super::calendar::OPEN, s).value(), i + 1),
                    Lex::Part(part) => set(format!("XXXX-XX-XXT{}", part_code(part)), i + 1),
                    _ => {
                        let (count, unit, end) = self.counted(i)?;
                        set(period(count, unit), end)
                    }
                }
            }
            Lex::W(W::Once | W::Twice) => {
                let Lex::Unit(unit) = self.lex(at + 2) else {
                    return None;
                };
                self.is(at + 1, W::A).then(|| set(every(1, unit), at + 3))?
            }
            Lex::Num { .. } | Lex::Card(_)
                if self.is(at + 1, W::Times) && self.is(at + 2, W::A) =>
            {
                let Lex::Unit(unit) = self.lex(at + 3) else {
                    return None;
                };
                set(every(1, unit), at + 4)
            }
            _ => None,
        }
    }
}

/// So many and a half.
fn tenths(whole: u32) -> u32 {
    whole.saturating_mul(10).saturating_add(5)
}

/// The TIMEX3 value of a period.
pub(super) fn period(count: Count, unit: Unit) -> String {
    let time = if unit < Unit::Day { "T" } else { "" };
    let letters = period_unit(unit);
    match count {
        Count::Whole(n) => {
            let n = if unit == Unit::Fortnight {
                n.saturating_mul(2)
            } else {
                n
            };
            format!("P{time}{n}{letters}")
        }
        Count::Tenths(n) if n % 10 == 0 => format!("P{time}{}{letters}", n / 10),
        // Halves in the next smaller unit: P2Y6M, PT30M.
        Count::Tenths(n) if n % 10 == 5 && matches!(unit, Unit::Year | Unit::Hour) => {
            let whole = if n > 5 {
                format!("{}{letters}", n / 10)
            } else {
                String::new()
            };
            let half = if unit == Unit::Year { "6M" } else { "30M" };
            format!("P{time}{whole}{half}")
        }
        Count::Tenths(n) => format!("P{time}{}.{}{letters}", n / 10, n % 10),
        Count::Some => format!("P{time}X{letters}"),
    }
}

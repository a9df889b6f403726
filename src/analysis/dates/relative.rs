use super::atoms::{Case, Gap};
use super::calendar::{Cal, OPEN, monday, shift, shift_loosely};
use super::lexicon::{Lex, Unit, W};
use super::running::{Finder, Style};
use super::tense::Tense;
use crate::model::Day;

impl Finder<'_> {
    /// Anything that lies on the calendar, without modifiers: the longest reading that starts here.
    pub(super) fn calendar(&self, at: usize) -> Option<(Cal, usize)> {
        match self.lex(at) {
            Lex::W(W::The) => self.the(at).or_else(|| self.pointed(at)).or_else(|| {
                self.month_cal(at)
                    .filter(|_| !matches!(self.lex(at + 1), Lex::Month(_) | Lex::ShortMonth(_)))
            }),
            Lex::Num { .. } => self
                .numeric_cal(at)
                .or_else(|| self.business_cal(at))
                .or_else(|| self.decade_cal(at))
                .or_else(|| self.century_cal(at))
                .or_else(|| self.year_first(at))
                .or_else(|| self.month_cal(at))
                .or_else(|| self.leading_day(at))
                .or_else(|| self.slashed_day(at))
                .or_else(|| self.year_cal(at)),
            Lex::Sign(b'\'') => self.decade_cal(at).or_else(|| {
                let led = at > 0
                    && matches!(
                        self.lex(at - 1),
                        Lex::W(W::In | W::Since | W::Of | W::Until | W::By) | Lex::Season(_)
                    );
                self.year_number(at)
                    .filter(|_| led)
                    .map(|(year, end)| (Cal::Year(year), end))
            }),
            Lex::Month(_) | Lex::ShortMonth(_) => self.holiday(at).or_else(|| self.month_cal(at)),
            Lex::Weekday(_) | Lex::ShortWeekday(_) => self.weekday_cal(at),
            Lex::Season(_) => self.season(at),
            Lex::Holiday | Lex::HolidayFirst => self.holiday(at),
            Lex::Ord(_) | Lex::Card(20 | 30) => self
                .century_cal(at)
                .or_else(|| self.business_cal(at))
                .or_else(|| self.nth_weekday(at))
                .or_else(|| self.month_cal(at))
                .or_else(|| self.leading_day(at)),
            Lex::W(W::Ad) => self
                .year_number(at)
                .map(|(year, end)| (Cal::Year(year), end)),
            Lex::W(W::Letter(_) | W::Fy | W::Fiscal) => self.business_cal(at),
            Lex::W(W::Today | W::Yesterday | W::Tomorrow | W::Tonight) => Some(self.day_word(at)),
            Lex::W(
                W::This
                | W::That
                | W::Same
                | W::Last
                | W::Past
                | W::Previous
                | W::Next
                | W::Coming
                | W::Following
                | W::Current,
            ) => self.business_cal(at).or_else(|| self.pointed(at)),
            Lex::Unit(Unit::Day) => self.day_beside(at),
            _ => None,
        }
    }

    /// An expression that names a day or could.
    pub(super) fn day_cal(&self, at: usize) -> Option<(Cal, usize)> {
        self.calendar(at)
            .filter(|(cal, _)| matches!(cal, Cal::Day(_) | Cal::DayOf(..)))
    }

    /// What an article begins: "the 1990s", "the third quarter", "the spring of 1862", "the day
    /// before", "the year 2020", "the year".
    pub(super) fn the(&self, at: usize) -> Option<(Cal, usize)> {
        let i = at + 1;
        match self.lex(i) {
            Lex::Num { .. } | Lex::Ord(_) | Lex::Card(20 | 30) | Lex::Sign(b'\'') => self
                .decade_cal(i)
                .or_else(|| self.century_cal(i))
                .or_else(|| self.edge_of_year(i))
                .or_else(|| self.edge_day(i))
                .or_else(|| self.business_cal(i))
                .or_else(|| self.nth_weekday(i))
                .or_else(|| {
                    self.month_date(at)
                        .and_then(|(date, end)| Some((self.place(date, at, end)?, end)))
                })
                .or_else(|| self.leading_day(i))
                .or_else(|| self.day_of_the_month(i))
                .or_else(|| self.lone_day(i)),
            Lex::W(W::Start | W::Last) | Lex::Other if self.edge_of_year(i).is_some() => {
                self.edge_of_year(i)
            }
            Lex::W(W::Last) | Lex::Other if self.edge_day(i).is_some() => self.edge_day(i),
            Lex::Season(season) if self.is(i + 1, W::Before) && self.ends_clause(i + 2) => {
                Some((self.season_before(season)?, i + 2))
            }
            Lex::Season(_) => self.season(i),
            Lex::Holiday | Lex::HolidayFirst => self.holiday(i),
            Lex::W(W::Letter(_) | W::Fiscal | W::Last | W::Later | W::Late)
                if self.business_cal(i).is_some() =>
            {
                self.business_cal(i)
            }
            Lex::Unit(Unit::Day) => self.day_beside(i),
            Lex::Unit(Unit::Weekend) => self.weekend(at),
            Lex::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year))
                if matches!(self.lex(i + 1), Lex::W(W::Before | W::After)) =>
            {
                let count = if self.is(i + 1, W::Before) { -1 } else { 1 };
                let here = self
                    .run
                    .last
                    .filter(|(.., paragraph)| *paragraph == self.paragraph);
                let told = here.map_or_else(|| self.told(), |(cal, ..)| Some(cal));
                // "The year after that they fell"
                let that = self.is(i + 2, W::That)
                    && (self.ends_clause(i + 3)
                        || matches!(self.word(i + 3), "it" | "he" | "she" | "they" | "we"));
                let end = i + 2 + usize::from(that);
                (that || self.ends_clause(end)).then(|| Some((shift(told?, unit, count)?, end)))?
            }
            Lex::Unit(Unit::Year) => {
                let of = i + 1 + usize::from(self.is(i + 1, W::Of));
                self.year_number(of)
                    .filter(|_| self.number(of).is_some())
                    .map(|(year, end)| (Cal::Year(year), end))
            }
            Lex::Unit(Unit::Month) if self.is(i + 1, W::Of) => self
                .month_date(i + 2)
                .and_then(|(date, end)| Some((self.place(date, at, end)?, end))),
            Lex::Unit(Unit::Week) if self.is(i + 1, W::Of) => {
                let (cal, end) = self.month_cal(i + 2)?;
                Some((Cal::Week(monday(cal.day()?)), end))
            }
            _ => None,
        }
    }

    /// "The summer before": the last one that was over when it was told.
    fn season_before(&self, season: u8) -> Option<Cal> {
        let told = self.told_last()?;
        let year = told.year()?;
        let over = told
            .month()
            .is_some_and(|(_, month)| month > season * 3 + 5);
        Some(Cal::Season(if over { year } else { year - 1 }, season))
    }

    /// Whether a clause ends before an atom, so that "the year before" and "a year on" count from
    /// what was told.
    pub(super) fn ends_clause(&self, at: usize) -> bool {
        self.gap(at) == Gap::Paragraph
            || matches!(
                self.lex(at),
                Lex::Sign(b'.' | b',' | b';' | b')' | b'!' | b'?' | b'~' | 0)
            )
    }

    /// "The second of the month": of the month that was told there, else of the present one.
    pub(super) fn day_of_the_month(&self, at: usize) -> Option<(Cal, usize)> {
        let (day, end) = self.day_number(at)?;
        let of = self.is(end, W::Of)
            && self.is(end + 1, W::The)
            && self.lex(end + 2) == Lex::Unit(Unit::Month);
        let month = self
            .run
            .cal
            .filter(|_| self.style == Style::Narrative || self.run.paragraph == self.paragraph)
            .and_then(Cal::month)
            .or_else(|| self.spoken()?.month());
        // "You have learnt to hate the fifth of the month": of every month.
        let led = at >= 2
            && match self.lex(at - 2) {
                Lex::W(W::Since) => true,
                Lex::W(W::On | W::By | W::Until | W::From) => {
                    self.tense_told(at - 1, end + 3) == Some(Tense::Past)
                }
                _ => false,
            };
        let (year, month) = month.filter(|_| of && led)?;
        super::calendar::exists(year, month, day).then(|| {
            let day = Day::new(year, u32::from(month), u32::from(day));
            (Cal::Day(day), end + 3)
        })
    }

    /// "The 5th" in a history or news that just gave its month.
    pub(super) fn lone_day(&self, at: usize) -> Option<(Cal, usize)> {
        let (day, end) = self.day_number(at)?;
        let numbered = self.number(at).is_some() && end == at + 2;
        let led = at >= 2
            && matches!(
                self.lex(at - 2),
                Lex::W(W::On | W::By | W::Until | W::Since | W::From | W::Of)
            );
        let alone = !self.atoms.get(end).is_some_and(|next| {
            // "the 6th Infantry Division"
            let joins =
                next.lex == Lex::W(W::Counted) || !matches!(next.lex, Lex::Sign(_) | Lex::W(_));
            next.gap <= Gap::Space && joins
        }) && !self.dash(end);
        let (year, month) = self.run.cal?.month()?;
        (numbered && led && alone && super::calendar::exists(year, month, day)).then(|| {
            let day = Day::new(year, u32::from(month), u32::from(day));
            (Cal::Day(day), end)
        })
    }

    /// "Yesterday", "today", "tonight", "tomorrow".
    pub(super) fn day_word(&self, at: usize) -> (Cal, usize) {
        let count = match self.lex(at) {
            Lex::W(W::Yesterday) => -1,
            Lex::W(W::Tomorrow) => 1,
            // "Today's threats", "most do that today": no day is meant.
            Lex::W(W::Today)
                if self.style == Style::Narrative
                    || self.sign(at + 1, b'\'')
                    || !self.opens(at) && self.tense_told(at, at + 1).is_none() =>
            {
                return (Cal::Present, at + 1);
            }
            _ => 0,
        };
        let cal = match self.spoken() {
            Some(Cal::Day(day)) => Cal::Day(day.plus(count)),
            // Known to the month only: no more is claimed.
            Some(month @ Cal::Month(..)) if self.anchor.month.is_some() => month,
            _ => Cal::Open(Unit::Day),
        };
        (cal, at + 1)
    }

    /// "The day before", "the day after", "the day before yesterday", "the day after tomorrow".
    pub(super) fn day_beside(&self, at: usize) -> Option<(Cal, usize)> {
        let count = match self.lex(at + 1) {
            Lex::W(W::Before) => -1,
            Lex::W(W::After | W::Following) => 1,
            _ => return None,
        };
        // "Day after day after day": not one beside another.
        let next = at + 2 + usize::from(self.is(at + 2, W::The));
        if self.lex(next) != Lex::Unit(Unit::Day)
            && let Some((Cal::Day(day), end)) = self.day_cal(at + 2)
        {
            return Some((Cal::Day(day.plus(count)), end));
        }
        // "Three years to the day after the raid": so exactly.
        if at == 0 || !self.is(at - 1, W::The) || at > 1 && self.is(at - 2, W::To) {
            return None;
        }
        // "the day after the vote" counts from what the calendar does not hold
        let named = self.atoms.get(at + 2).is_some_and(|next| {
            next.gap <= Gap::Space && !matches!(next.lex, Lex::Sign(_)) && next.case == Case::Lower
        });
        let cal = self.told().and_then(|cal| shift(cal, Unit::Day, count));
        match cal {
            Some(cal) if !named || self.style == Style::Narrative => Some((cal, at + 2)),
            _ => Some((Cal::Open(Unit::Day), at + 2)),
        }
    }

    /// "This", "that same", "the following", "this coming", and the atom after it.
    fn pointer(&self, at: usize) -> Option<(W, usize)> {
        let i = at + usize::from(self.is(at, W::The));
        let Lex::W(pointer) = self.lex(i) else {
            return None;
        };
        match (pointer, self.lex(i + 1)) {
            (W::This | W::That, Lex::W(W::Same)) => Some((W::Same, i + 2)),
            // "this past year", "this coming Friday"
            (W::This, Lex::W(w @ (W::Past | W::Coming | W::Last | W::Next))) => Some((w, i + 2)),
            _ => Some((pointer, i + 1)),
        }
    }

    /// The Monday of "last week", "the following week".
    pub(super) fn pointed_week(&self, at: usize) -> Option<(Day, usize)> {
        let (pointer, i) = self.pointer(at)?;
        if self.lex(i) != Lex::Unit(Unit::Week) {
            return None;
        }
        match self.pointed_unit(pointer, Unit::Week, self.is(at, W::The))? {
            Cal::Week(monday) => Some((monday, i + 1)),
            _ => None,
        }
    }

    /// A month by itself, by its name or as "last month". Asked for where a day of it is told, so it
    /// never looks for one: else "the last Monday of the last Monday of …" would nest without end.
    pub(super) fn whole_month(&self, at: usize) -> Option<(Cal, usize)> {
        let pointed = self.pointer(at).map(|(_, i)| self.lex(i));
        let found = match self.lex(at) {
            Lex::Month(_) | Lex::ShortMonth(_) => self.month_cal(at),
            Lex::Num { .. } => self.numeric_cal(at).or_else(|| self.year_first(at)),
            Lex::W(W::The) if self.lex(at + 1) == Lex::Unit(Unit::Month) => self.the(at),
            Lex::W(_) => match pointed? {
                Lex::Unit(Unit::Month) | Lex::Month(_) | Lex::ShortMonth(_) => self.pointed(at),
                _ => None,
            },
            _ => None,
        };
        found.filter(|(cal, _)| matches!(cal, Cal::Month(..)))
    }

    /// "This year", "last December", "the following month", "next Monday", "that same day",
    /// "the previous century".
    pub(super) fn pointed(&self, at: usize) -> Option<(Cal, usize)> {
        let the = self.is(at, W::The);
        let (pointer, mut i) = self.pointer(at)?;
        let fiscal = self.is(i, W::Fiscal);
        i += usize::from(self.is(i, W::Calendar) || fiscal);

        match self.lex(i) {
            // "To this day": still.
            Lex::Unit(Unit::Day)
                if pointer == W::This && i == at + 1 && at > 0 && self.is(at - 1, W::To) =>
            {
                Some((Cal::Present, i + 1))
            }
            Lex::Unit(unit) => match self.pointed_unit(pointer, unit, the)? {
                Cal::Year(year) if fiscal => Some((Cal::Fiscal(year), i + 1)),
                cal => Some((cal, i + 1)),
            },
            Lex::Month(_) | Lex::ShortMonth(_)
                if !the || matches!(pointer, W::Following | W::Previous | W::Next) =>
            {
                let (date, end) = self.month_date(i)?;
                if date.year.is_some() || date.day.is_some() {
                    return Some((self.place(date, i, end)?, end));
                }
                let year = self.pointed_month(pointer, date.month, the)?;
                Some((Cal::Month(year, date.month), end))
            }
            Lex::ShortWeekday(_)
                if !matches!(pointer, W::Last | W::Next | W::This)
                    || self.atoms.get(i + 1).is_some_and(|next| {
                        next.gap == Gap::Space && next.case != Case::Lower && next.lex == Lex::Other
                    }) =>
            {
                None
            }
            Lex::Weekday(weekday) | Lex::ShortWeekday(weekday) => {
                let (cal, end) = self
                    .weekday_cal(i)
                    .unwrap_or((Cal::Weekday(weekday), i + 1));
                if end > i + 1 {
                    return Some((cal, end));
                }
                if (self.is(end, W::Of) || self.is(end, W::In))
                    && let Some(hit) = self.nth_weekday(i - 1)
                {
                    return Some(hit);
                }
                let from = match pointer {
                    W::That | W::Same | W::Following | W::Previous => self.told(),
                    _ => self.spoken(),
                };
                let Some(Cal::Day(from)) = from else {
                    return Some((Cal::Weekday(weekday), end));
                };
                let this = monday(from).plus(i32::from(weekday));
                let day = match pointer {
                    // On Friday nobody calls the day before "last Thursday".
                    W::Last if this.plus(1) == from => this.plus(-7),
                    W::Last | W::Past | W::Previous if this < from => this,
                    W::Last | W::Past | W::Previous => this.plus(-7),
                    W::Coming | W::Following if this > from => this,
                    W::Next | W::Coming | W::Following => this.plus(7),
                    _ => this,
                };
                Some((Cal::Day(day), end))
            }
            Lex::Season(season) => {
                if let Some((cal, end)) = self.season(i).filter(|(_, end)| *end > i + 1) {
                    return Some((cal, end));
                }
                let year = match pointer {
                    W::That | W::Same => self.told_last(),
                    W::Previous | W::Following => self.told(),
                    _ => self.spoken(),
                };
                let year = year.and_then(Cal::year);
                let month = self.anchor.month;
                let begins = season * 3 + 3;
                // In January "this winter" is the one that began the year before.
                let begun = season == 3
                    && self.style == Style::News
                    && month.is_some_and(|month| month <= 2)
                    && !matches!(pointer, W::That | W::Same | W::Previous | W::Following);
                let year = year.map(|year| year - i32::from(begun));
                let year = match (pointer, year) {
                    (_, None) => OPEN,
                    (W::Last | W::Past | W::Previous, Some(y)) => {
                        let over = month.is_some_and(|m| m > begins + 2) && season < 3;
                        if over { y } else { y - 1 }
                    }
                    (W::Next | W::Coming | W::Following, Some(y)) => {
                        let ahead = month.is_some_and(|m| m < begins) && !begun;
                        if ahead && pointer != W::Following {
                            y
                        } else {
                            y + 1
                        }
                    }
                    (_, Some(y)) => y,
                };
                Some((Cal::Season(year, season), i + 1))
            }
            Lex::Holiday | Lex::HolidayFirst => {
                let count = match pointer {
                    W::Last => -1,
                    W::Next => 1,
                    _ => 0,
                };
                let (holiday, plain) = self.holiday_named(i)?;
                let (cal, end) = self.holiday(i)?;
                if count == 0 || end > plain || cal.day().is_none() {
                    return Some((cal, end));
                }
                // "last Christmas" is the nearest one behind, wherever the tense put it
                let now = self.spoken()?.moment(None)?.first;
                let side = |year: &i32| {
                    let day = holiday.of(*year).day();
                    day.is_some_and(|day| if count < 0 { day < now } else { day > now })
                };
                let year = [now.year(), now.year() + count].into_iter().find(side)?;
                Some((holiday.of(year), end))
            }
            _ => None,
        }
    }

    pub(super) fn pointed_month(&self, pointer: W, month: u8, the: bool) -> Option<i32> {
        let from = match pointer {
            W::That | W::Same => self.told_last()?,
            W::Following | W::Previous => self.told()?,
            // "arrested in July 2017 and freed the next April"
            W::Next if the => self.told()?,
            _ => self.spoken()?,
        };
        let year = from.year()?;
        let now = from.month().map(|(_, m)| m);
        Some(match pointer {
            W::Last | W::Past | W::Previous => match now {
                Some(now) if month < now => year,
                _ => year - 1,
            },
            W::Next | W::Coming | W::Following => match now {
                Some(now) if month > now => year,
                _ => year + 1,
            },
            _ => year,
        })
    }

    pub(super) fn pointed_unit(&self, pointer: W, unit: Unit, the: bool) -> Option<Cal> {
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
            return None;
        }
        let (from, count) = match pointer {
            W::This => (self.spoken(), 0),
            W::Current if unit == Unit::Day => return Some(Cal::Present),
            W::Current => (self.written(), 0),
            // "over the past year", "the last decade" last; they are told with the durations
            W::Last if !the => (self.spoken(), -1),
            W::Next | W::Coming if the => (self.told(), 1),
            W::Next | W::Coming => (self.spoken(), 1),
            W::That | W::Same if unit >= Unit::Month => (self.told_last(), 0),
            W::That | W::Same => (self.told(), 0),
            W::Following => (self.told(), 1),
            W::Previous => (self.told(), -1),
            _ => return None,
        };
        let open = if unit == Unit::Decade || unit == Unit::Century {
            None
        } else {
            Some(Cal::Open(unit))
        };
        if let Some(from) = from {
            if let Some(cal) = shift(from, unit, count) {
                return Some(cal);
            }
            // "The same day" after a looser date: the last day that was told.
            if pointer == W::Same
                && unit == Unit::Day
                && self.style == Style::News
                && let Some(day) = self.told_day()
            {
                return Some(Cal::Day(day));
            }
            // A day or week of a month whose days are not known: the month is all that is sure.
            if let Some(cal) = shift_loosely(from, unit, count) {
                return Some(cal);
            }
        }
        open
    }
}

use super::lexicon::{Part, Unit};
use crate::model::{Day, Moment, Precision, TimexMod};
use std::fmt::Write as _;

/// A year that the text leaves open: `XXXX`.
pub(super) const OPEN: i32 = i32::MIN;

/// So many days may be counted from a month, and still be in it as far as anybody says.
const LOOSE: i32 = 15;

/// So many days may be counted from the middle of a month or year.
const FAR: i32 = 150;

/// A place on the calendar, as coarse as the text gives it. Years are astronomical: 1 BC is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cal {
    Day(Day),
    /// A month and a day whose year is open.
    DayOf(u8, u8),
    /// A weekday of an open week, Monday 0.
    Weekday(u8),
    /// The week of a Monday.
    Week(Day),
    Weekend(Day),
    Month(i32, u8),
    /// 0 spring to 3 winter.
    Season(i32, u8),
    Quarter(i32, u8),
    Half(i32, u8),
    Year(i32),
    Fiscal(i32),
    /// Its first year by ten: 199.
    Decade(i32),
    /// Its first year by a hundred: 19.
    Century(i32),
    /// A point of this unit, but which is open: `XXXX-XX`.
    Open(Unit),
    Present,
    Past,
    Future,
}

impl Cal {
    /// The year it lies in or begins in.
    pub(super) fn year(self) -> Option<i32> {
        let year = match self {
            Self::Day(day) | Self::Week(day) | Self::Weekend(day) => day.year(),
            Self::Month(y, _)
            | Self::Season(y, _)
            | Self::Quarter(y, _)
            | Self::Half(y, _)
            | Self::Year(y)
            | Self::Fiscal(y) => y,
            _ => return None,
        };
        (year != OPEN).then_some(year)
    }

    /// The month it lies in.
    pub(super) fn month(self) -> Option<(i32, u8)> {
        match self {
            Self::Day(day) | Self::Week(day) | Self::Weekend(day) => {
                let (y, m, _) = day.civil();
                Some((y, m as u8))
            }
            Self::Month(y, m) if y != OPEN => Some((y, m)),
            _ => None,
        }
    }

    pub(super) fn day(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            _ => None,
        }
    }

    /// The TIMEX3 value.
    pub(super) fn value(self) -> String {
        let mut out = String::with_capacity(10);
        match self {
            Self::Day(day) => {
                let (y, m, d) = day.civil();
                push_year(&mut out, y);
                let _ = write!(out, "-{m:02}-{d:02}");
            }
            Self::DayOf(m, d) => {
                let _ = write!(out, "XXXX-{m:02}-{d:02}");
            }
            Self::Weekday(w) => {
                let _ = write!(out, "XXXX-WXX-{}", w + 1);
            }
            Self::Week(day) | Self::Weekend(day) => {
                let (y, w) = iso_week(day);
                push_year(&mut out, y);
                let _ = write!(out, "-W{w:02}");
                if matches!(self, Self::Weekend(_)) {
                    out.push_str("-WE");
                }
            }
            Self::Month(y, m) => {
                push_year(&mut out, y);
                let _ = write!(out, "-{m:02}");
            }
            Self::Season(y, s) => {
                push_year(&mut out, y);
                out.push_str(["-SP", "-SU", "-FA", "-WI"][usize::from(s & 3)]);
            }
            Self::Quarter(y, q) => {
                push_year(&mut out, y);
                let _ = write!(out, "-Q{q}");
            }
            Self::Half(y, h) => {
                push_year(&mut out, y);
                let _ = write!(out, "-H{h}");
            }
            Self::Year(y) => push_year(&mut out, y),
            Self::Fiscal(y) => {
                out.push_str("FY");
                push_year(&mut out, y);
            }
            Self::Decade(d) => push_tens(&mut out, d, 3),
            Self::Century(c) => push_tens(&mut out, c, 2),
            Self::Open(unit) => out.push_str(match unit {
                Unit::Year => "XXXX",
                Unit::Decade => "XXX",
                Unit::Century => "XX",
                Unit::Month => "XXXX-XX",
                Unit::Quarter => "XXXX-QX",
                Unit::Week | Unit::Fortnight => "XXXX-WXX",
                Unit::Weekend => "XXXX-WXX-WE",
                _ => "XXXX-XX-XX",
            }),
            Self::Present => out.push_str("PRESENT_REF"),
            Self::Past => out.push_str("PAST_REF"),
            Self::Future => out.push_str("FUTURE_REF"),
        }
        out
    }

    /// Where it lies on the calendar, narrowed to the part that the modifier names.
    pub(super) fn moment(self, modifier: Option<TimexMod>) -> Option<Moment> {
        let months = |y: i32, from: u8, to: u8, precision| {
            (y != OPEN).then(|| {
                Moment::span(
                    Day::new(y, u32::from(from), 1),
                    Day::new(y, u32::from(to), 31),
                    precision,
                )
            })
        };
        let whole = match self {
            Self::Day(day) => Moment::day(day),
            Self::Week(day) => Moment::span(day, day.plus(6), Precision::Week),
            Self::Weekend(day) => Moment::span(day.plus(5), day.plus(6), Precision::Range),
            Self::Month(y, m) => months(y, m, m, Precision::Month)?,
            Self::Season(y, 3) => (y != OPEN).then(|| {
                Moment::span(
                    Day::new(y, 12, 1),
                    Day::new(y + 1, 2, 29),
                    Precision::Season,
                )
            })?,
            Self::Season(y, s) => months(y, s * 3 + 3, s * 3 + 5, Precision::Season)?,
            Self::Quarter(y, q) => months(y, q * 3 - 2, q * 3, Precision::Quarter)?,
            Self::Half(y, h) => months(y, h * 6 - 5, h * 6, Precision::Half)?,
            Self::Year(y) => months(y, 1, 12, Precision::Year)?,
            // Fiscal years begin in another month in every country.
            Self::Fiscal(y) => months(y, 1, 12, Precision::Year)?.roughly(),
            Self::Decade(d) => Moment::span(
                Day::new(d * 10, 1, 1),
                Day::new(d * 10 + 9, 12, 31),
                Precision::Decade,
            ),
            Self::Century(c) => Moment::span(
                Day::new(c * 100, 1, 1),
                Day::new(c * 100 + 99, 12, 31),
                Precision::Century,
            ),
            _ => return None,
        };
        Some(whole.part(modifier))
    }
}

fn push_year(out: &mut String, year: i32) {
    let _ = match year {
        OPEN => write!(out, "XXXX"),
        y if y <= 0 => write!(out, "BC{:04}", 1 - y),
        y => write!(out, "{y:04}"),
    };
}

/// A decade or century, before Christ by the digits that its years have in common.
fn push_tens(out: &mut String, tens: i32, width: usize) {
    let _ = if tens < 0 {
        write!(out, "BC{:0width$}", -tens - 1)
    } else {
        write!(out, "{tens:0width$}")
    };
}

/// Year and week of ISO 8601.
fn iso_week(day: Day) -> (i32, i32) {
    let thursday = day.plus(3 - day.weekday() as i32);
    let year = thursday.year();
    let week = (thursday.0 - Day::new(year, 1, 1).0) / 7 + 1;
    (year, week)
}

/// The Monday of a day's week.
pub(super) fn monday(day: Day) -> Day {
    day.plus(-(day.weekday() as i32))
}

/// Months and days of the civil calendar that exist.
pub(super) fn exists(year: i32, month: u8, day: u8) -> bool {
    let date = Day::new(
        if year == OPEN { 2000 } else { year },
        u32::from(month),
        u32::from(day),
    );
    (1..=12).contains(&month) && date.civil().2 == u32::from(day)
}

/// Counts on as far as what it is counted from is known: some days or a week or two after a month
/// are that month, after a year that year.
pub(super) fn shift_loosely(from: Cal, unit: Unit, count: i32) -> Option<Cal> {
    let days = match unit {
        Unit::Day => 1,
        Unit::Week | Unit::Weekend => 7,
        Unit::Fortnight => 14,
        _ => LOOSE + 1,
    };
    let near = count.saturating_abs().saturating_mul(days) <= LOOSE;
    let coarse = near && matches!(from, Cal::Month(..) | Cal::Year(_));
    shift(from, unit, count).or(coarse.then_some(from))
}

/// Counts weeks on from the middle of a month, weeks and months from that of a year, so far as it
/// leaves little doubt: "in January … three weeks later" is in February, "in 2023 … three months
/// later" in that year.
pub(super) fn shift_middle(from: Cal, unit: Unit, count: i32) -> Option<Cal> {
    let days = match unit {
        Unit::Day => count,
        Unit::Week => count.checked_mul(7)?,
        Unit::Fortnight => count.checked_mul(14)?,
        Unit::Month if matches!(from, Cal::Year(_)) => count.checked_mul(30)?,
        _ => return None,
    };
    match from {
        Cal::Month(year, month) if year != OPEN && days.abs() <= FAR => {
            Cal::Day(Day::new(year, u32::from(month), 16).plus(days))
                .month()
                .map(|(year, month)| Cal::Month(year, month))
        }
        Cal::Year(year) if year != OPEN && days.abs() <= FAR => Some(Cal::Year(year)),
        Cal::Week(monday) if days.abs() <= FAR => {
            Some(Cal::Week(self::monday(monday.plus(days + 2))))
        }
        _ => None,
    }
}

/// Counts months on from the middle of a season or a piece of a year: the year that it comes to.
pub(super) fn shift_piece(from: Cal, unit: Unit, count: i32) -> Option<Cal> {
    let (year, middle) = match from {
        Cal::Season(year, season) => (year, i32::from(season) * 3 + 4),
        Cal::Quarter(year, quarter) => (year, i32::from(quarter) * 3 - 1),
        Cal::Half(year, half) => (year, i32::from(half) * 6 - 3),
        _ => return None,
    };
    if unit != Unit::Month || year == OPEN {
        return None;
    }
    let months = year
        .checked_mul(12)?
        .checked_add(middle - 1)?
        .checked_add(count)?;
    Some(Cal::Year(months.div_euclid(12)))
}

/// Some days, weeks or months on from a month or year: the months or year that this most likely means.
pub(super) fn shift_vaguely(from: Cal, unit: Unit) -> Option<Cal> {
    match (from, unit) {
        (Cal::Month(..) | Cal::Year(_), Unit::Day) | (Cal::Year(_), Unit::Week | Unit::Month) => {
            from.year().map(|_| from)
        }
        (Cal::Month(..), Unit::Week) => shift_middle(from, unit, 3),
        _ => None,
    }
}

/// The place a number of units away, as exact as the unit allows.
pub(super) fn shift(from: Cal, unit: Unit, count: i32) -> Option<Cal> {
    match unit {
        Unit::Day => Some(Cal::Day(from.day()?.plus(count))),
        Unit::Week => Some(Cal::Week(
            monday(week_day(from)?).plus(count.saturating_mul(7)),
        )),
        Unit::Fortnight => Some(Cal::Week(
            monday(week_day(from)?).plus(count.saturating_mul(14)),
        )),
        Unit::Weekend => Some(Cal::Weekend(
            monday(week_day(from)?).plus(count.saturating_mul(7)),
        )),
        Unit::Month => {
            let (y, m) = from.month()?;
            let at = y
                .checked_mul(12)?
                .checked_add(i32::from(m) - 1)?
                .checked_add(count)?;
            Some(Cal::Month(at.div_euclid(12), at.rem_euclid(12) as u8 + 1))
        }
        Unit::Quarter => {
            let (y, q) = match from {
                Cal::Quarter(y, q) => (y, q),
                other => {
                    let (y, m) = other.month()?;
                    (y, (m - 1) / 3 + 1)
                }
            };
            let at = y
                .checked_mul(4)?
                .checked_add(i32::from(q) - 1)?
                .checked_add(count)?;
            Some(Cal::Quarter(at.div_euclid(4), at.rem_euclid(4) as u8 + 1))
        }
        // "The fourth quarter … a year earlier" is a quarter.
        Unit::Year => match from {
            Cal::Quarter(y, q) => Some(Cal::Quarter(y.checked_add(count)?, q)),
            other => Some(Cal::Year(other.year()?.checked_add(count)?)),
        },
        Unit::Decade => {
            let decade = match from {
                Cal::Decade(d) => d,
                other => other.year()?.div_euclid(10),
            };
            Some(Cal::Decade(decade.checked_add(count)?))
        }
        Unit::Century => {
            let century = match from {
                Cal::Century(c) => c,
                Cal::Decade(d) => d.div_euclid(10),
                other => other.year()?.div_euclid(100),
            };
            Some(Cal::Century(century.checked_add(count)?))
        }
        Unit::Second | Unit::Minute | Unit::Hour => None,
    }
}

fn week_day(cal: Cal) -> Option<Day> {
    match cal {
        Cal::Day(day) | Cal::Week(day) | Cal::Weekend(day) => Some(day),
        _ => None,
    }
}

/// The letters of a unit in a TIMEX3 period, with `T` where it is shorter than a day.
pub(super) fn period_unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "S",

        Unit::Hour => "H",
        Unit::Day => "D",
        Unit::Weekend => "WE",
        Unit::Week | Unit::Fortnight => "W",
        Unit::Minute | Unit::Month => "M",
        Unit::Quarter => "Q",
        Unit::Year => "Y",
        Unit::Decade => "DE",
        Unit::Century => "CE",
    }
}

/// The letters of a part of the day after the `T`.
pub(super) fn part_code(part: Part) -> &'static str {
    match part {
        Part::Morning => "MO",
        Part::Noon => "12:00",
        Part::Afternoon => "AF",
        Part::Evening => "EV",
        Part::Night => "NI",
        Part::Midnight => "00:00",
    }
}

use super::TimexMod;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A day of the proleptic Gregorian calendar: days since 1970-01-01.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Day(pub i32);

impl Day {
    /// The day of a date; months and days out of range are brought into it.
    ///
    /// Howard Hinnant's `days_from_civil`.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Self {
        let month = month.clamp(1, 12);
        let day = day.clamp(1, days_in(year, month));
        let y = year - i32::from(month <= 2);
        let era = y.div_euclid(400);
        let of_era = y.rem_euclid(400);
        let shifted = (month + 9) % 12;
        let of_year = ((153 * shifted + 2) / 5 + day - 1).cast_signed();
        let days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
        Self(era * 146_097 + days - 719_468)
    }

    /// Year, month and day of the month.
    #[must_use]
    pub fn civil(self) -> (i32, u32, u32) {
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let of_era = z.rem_euclid(146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = (of_year - (153 * shifted + 2) / 5 + 1).cast_unsigned();
        let month = if shifted < 10 {
            shifted + 3
        } else {
            shifted - 9
        }
        .cast_unsigned();
        (year + era * 400 + i32::from(month <= 2), month, day)
    }

    #[must_use]
    pub fn year(self) -> i32 {
        self.civil().0
    }

    /// Monday is 0.
    #[must_use]
    pub fn weekday(self) -> u32 {
        (self.0 + 3).rem_euclid(7).cast_unsigned()
    }

    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// Days in a month, 1 to 12.
fn days_in(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// How exactly a moment is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    Day,
    Week,
    Month,
    Season,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    /// From one day to another, as the text gives it.
    Range,
}

/// A date that knows its own precision: never a made-up first of January.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// The first day it can mean.
    pub first: Day,
    /// The last day it can mean.
    pub last: Day,
    pub precision: Precision,
    /// "About", "around", or an estimate: shown as `c.`
    pub approximate: bool,
}

/// Moments sort by where they begin, the more exact first.
impl Ord for Moment {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.first, self.last, self.precision, self.approximate).cmp(&(
            other.first,
            other.last,
            other.precision,
            other.approximate,
        ))
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Moment {
    #[must_use]
    pub fn day(day: Day) -> Self {
        Self::span(day, day, Precision::Day)
    }

    #[must_use]
    pub fn month(year: i32, month: u32) -> Self {
        Self::span(
            Day::new(year, month, 1),
            Day::new(year, month, 31),
            Precision::Month,
        )
    }

    #[must_use]
    pub fn year(year: i32) -> Self {
        Self::span(
            Day::new(year, 1, 1),
            Day::new(year, 12, 31),
            Precision::Year,
        )
    }

    /// From one day to another, as precise as said.
    #[must_use]
    pub fn span(first: Day, last: Day, precision: Precision) -> Self {
        Self {
            first,
            last: last.max(first),
            precision,
            approximate: false,
        }
    }

    /// The same moment, known only roughly.
    #[must_use]
    pub fn roughly(mut self) -> Self {
        self.approximate = true;
        self
    }

    /// The same moment with the modifier of its words: "early" is the first third, "mid" the
    /// second, "late" and "the end of" the last. The precision stays; "about" makes it rough.
    #[must_use]
    pub fn part(mut self, modifier: Option<TimexMod>) -> Self {
        let days = self.last.0 - self.first.0 + 1;
        let third = |n: i32| Day(self.first.0 + (days * n + 1) / 3);
        if days >= 3 {
            match modifier {
                Some(TimexMod::Start) => self.last = third(1).plus(-1),
                Some(TimexMod::Mid) => (self.first, self.last) = (third(1), third(2).plus(-1)),
                Some(TimexMod::End) => self.first = third(2),
                _ => {}
            }
        }
        self.approximate |= modifier == Some(TimexMod::Approx);
        self
    }

    /// Which third of its year, month, decade or century it was narrowed to by [`Self::part`]:
    /// `early`, `mid`, `late`, or nothing where it is the whole.
    #[must_use]
    pub fn third(self) -> &'static str {
        let (year, month, _) = self.first.civil();
        let years =
            |from: i32, count: i32| (Day::new(from, 1, 1), Day::new(from + count - 1, 12, 31));
        let (first, last) = match self.precision {
            Precision::Month => (Day::new(year, month, 1), Day::new(year, month, 31)),
            Precision::Year => years(year, 1),
            Precision::Decade => years(year.div_euclid(10) * 10, 10),
            Precision::Century => years(year.div_euclid(100) * 100, 100),
            _ => return "",
        };
        match (self.first <= first, self.last >= last) {
            (true, true) => "",
            (true, false) => "early",
            (false, true) => "late",
            (false, false) => "mid",
        }
    }

    /// Whether the two can mean a common day.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Reads a TIMEX3 or ISO 8601 value that lies on the calendar: `2024`, `2024-10`, `2024-10-03`
    /// (with or without a time of day), `2024-W16`, `2024-Q3`, `2024-H1`, `2024-SU`, `199`, `19`,
    /// and `A/B` of any two. Anything else, an impossible date among it, is nothing.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        if let Some((from, to)) = value.split_once('/') {
            let (from, to) = (Self::parse(from)?, Self::parse(to)?);
            return (from.first <= to.last)
                .then(|| Self::span(from.first, to.last, Precision::Range));
        }
        let value = value.split_once(['T', ' ']).map_or(value, |(date, _)| date);
        let mut parts = value.splitn(3, '-');
        let year_part = parts.next()?;
        if !year_part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let number: i32 = year_part.parse().ok()?;
        match (year_part.len(), parts.next(), parts.next()) {
            (2, None, None) => {
                let (from, to) = (
                    Day::new(number * 100, 1, 1),
                    Day::new(number * 100 + 99, 12, 31),
                );
                Some(Self::span(from, to, Precision::Century))
            }
            (3, None, None) => {
                let (from, to) = (
                    Day::new(number * 10, 1, 1),
                    Day::new(number * 10 + 9, 12, 31),
                );
                Some(Self::span(from, to, Precision::Decade))
            }
            (4, None, None) => Some(Self::year(number)),
            (4, Some(part), None) => Self::part_of_year(number, part),
            (4, Some(month), Some(day)) => {
                if let Some(week) = month.strip_prefix('W') {
                    return (day == "WE")
                        .then(|| week_of(number, week.parse().ok()?))
                        .flatten();
                }
                let (month, day): (u32, u32) = (two_digits(month)?, two_digits(day)?);
                ((1..=12).contains(&month) && (1..=days_in(number, month)).contains(&day))
                    .then(|| Self::day(Day::new(number, month, day)))
            }
            _ => None,
        }
    }

    fn part_of_year(year: i32, part: &str) -> Option<Self> {
        let months = |from: u32, to: u32, precision| {
            Some(Self::span(
                Day::new(year, from, 1),
                Day::new(year, to, 31),
                precision,
            ))
        };
        match part {
            "Q1" => months(1, 3, Precision::Quarter),
            "Q2" => months(4, 6, Precision::Quarter),
            "Q3" => months(7, 9, Precision::Quarter),
            "Q4" => months(10, 12, Precision::Quarter),
            "H1" => months(1, 6, Precision::Half),
            "H2" => months(7, 12, Precision::Half),
            "SP" => months(3, 5, Precision::Season),
            "SU" => months(6, 8, Precision::Season),
            "FA" | "AU" => months(9, 11, Precision::Season),
            // Winter begins in the year it is named after and ends in the next.
            "WI" => Some(Self::span(
                Day::new(year, 12, 1),
                Day::new(year + 1, 2, 29),
                Precision::Season,
            )),
            _ => {
                if let Some(week) = part.strip_prefix('W') {
                    return week_of(year, week.parse().ok()?);
                }
                let month: u32 = two_digits(part)?;
                (1..=12).contains(&month).then(|| Self::month(year, month))
            }
        }
    }
}

fn two_digits(part: &str) -> Option<u32> {
    (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
}

/// The days of an ISO week, Monday to Sunday.
fn week_of(year: i32, week: u32) -> Option<Moment> {
    if !(1..=53).contains(&week) {
        return None;
    }
    let fourth = Day::new(year, 1, 4);
    let monday = fourth.plus((week * 7).cast_signed() - 7 - fourth.weekday().cast_signed());
    Some(Moment::span(monday, monday.plus(6), Precision::Week))
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Shows no more than is known: `2024-10`, `3 Oct 2024` is written `2024-10-03`, seasons and
/// decades as words, ranges with an en dash, years before Christ with `BC`, what is rough with
/// `c.`
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.first.civil();
        let bc = if year <= 0 { " BC" } else { "" };
        let shown = if year <= 0 { 1 - year } else { year };
        let text = match self.precision {
            Precision::Day if year <= 0 => {
                format!("{day} {} {shown}{bc}", MONTHS[month as usize - 1])
            }
            Precision::Day => self.first.to_string(),
            Precision::Week => format!("week of {}", self.first),
            Precision::Month if year <= 0 => {
                format!("{} {shown}{bc}", MONTHS[month as usize - 1])
            }
            Precision::Month => format!("{year:04}-{month:02}"),
            Precision::Season => match month {
                3..=5 => format!("spring {shown}{bc}"),
                6..=8 => format!("summer {shown}{bc}"),
                9..=11 => format!("autumn {shown}{bc}"),
                // The end of a winter lies in the year after the one it is named by.
                _ => {
                    let from = year - i32::from(month <= 2);
                    if from <= 0 {
                        format!("winter {} BC", 1 - from)
                    } else {
                        format!("winter {from}–{:02}", (from + 1).rem_euclid(100))
                    }
                }
            },
            Precision::Quarter => format!("{shown}{bc} Q{}", (month - 1) / 3 + 1),
            Precision::Half => format!("{shown}{bc} H{}", (month - 1) / 6 + 1),
            Precision::Year if year <= 0 => format!("{shown}{bc}"),
            Precision::Year => format!("{year:04}"),
            Precision::Decade => format!("{}s{bc}", shown / 10 * 10),
            Precision::Century if year <= 0 => format!("{}00s BC", shown / 100),
            Precision::Century => format!("{:02}00s", year.div_euclid(100)),
            Precision::Range => range(self.first, self.last),
        };
        let text = match self.third() {
            "" => text,
            "mid" => format!("mid-{text}"),
            third => format!("{third} {text}"),
        };
        f.pad(&if self.approximate {
            format!("c. {text}")
        } else {
            text
        })
    }
}

/// Both ends as coarse as they can be said without loss.
fn range(first: Day, last: Day) -> String {
    let (y1, m1, d1) = first.civil();
    let (y2, m2, d2) = last.civil();
    let whole_months = d1 == 1 && d2 == days_in(y2, m2);
    match (whole_months, m1 == 1 && m2 == 12) {
        (true, true) if y1 == y2 => format!("{y1:04}"),
        (true, true) => format!("{y1:04}–{y2:04}"),
        (true, false) if y1 == y2 => {
            let name = |m: u32| MONTHS[m as usize - 1];
            format!("{}–{} {y1:04}", name(m1), name(m2))
        }
        (true, false) => format!("{y1:04}-{m1:02}–{y2:04}-{m2:02}"),
        (false, _) => format!("{first}–{last}"),
    }
}

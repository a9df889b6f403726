use crate::model::{Day, Moment, Precision};

/// A stretch of time in a question, as typed: `2024`, `2024-03`, `march 2024`, `2023..2024`,
/// `last month`, `last 30 days`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::library) struct When(String);

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl When {
    /// Understands a time; nothing where it is none.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text: Vec<&str> = text.split_whitespace().collect();
        let when = Self(text.join(" ").to_lowercase());
        when.on(Day(20_000)).map(|_| when)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The days that it means, said on a day.
    pub(in crate::library) fn on(&self, today: Day) -> Option<Moment> {
        let text = self.0.as_str();
        if let Some((from, to)) = text.split_once("..") {
            let (from, to) = (single(from.trim(), today)?, single(to.trim(), today)?);
            return (from.first <= to.last)
                .then(|| Moment::span(from.first, to.last, Precision::Range));
        }
        single(text, today)
    }
}

fn single(text: &str, today: Day) -> Option<Moment> {
    let upper = text.to_ascii_uppercase();
    if let Some(moment) = Moment::parse(&upper).or_else(|| Moment::parse(&upper.replace('/', "-")))
    {
        return Some(moment);
    }
    if let Some(year) = text.strip_suffix('s')
        && year.len() == 4
    {
        return Moment::parse(year.strip_suffix('0')?);
    }
    let words: Vec<&str> = text
        .split([' ', '-', '_', ','])
        .filter(|word| !word.is_empty())
        .collect();
    named(&words).or_else(|| relative(&words, today))
}

/// `march 2024`, `5 march 2024`, `march 5 2024`.
fn named(words: &[&str]) -> Option<Moment> {
    let month = |word: &str| {
        let place = MONTHS
            .iter()
            .position(|name| word.len() >= 3 && name.starts_with(word))?;
        Some(place as u32 + 1)
    };
    match words {
        [m, year] => Moment::parse(&format!("{year}-{:02}", month(m)?)),
        [a, b, year] => {
            let (day, m) = match month(a) {
                Some(m) => (b, m),
                None => (a, month(b)?),
            };
            let day: u32 = day.parse().ok()?;
            Moment::parse(&format!("{year}-{m:02}-{day:02}"))
        }
        _ => None,
    }
}

#[derive(Clone, Copy)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// `today`, `yesterday`, `this week`, `last month`, `last 30 days`, `30d`.
fn relative(words: &[&str], today: Day) -> Option<Moment> {
    match words {
        ["today"] => Some(Moment::day(today)),
        ["yesterday"] => Some(Moment::day(today.plus(-1))),
        ["this", name] => whole(unit(name)?, 0, today),
        ["last" | "past" | "previous", name] => whole(unit(name)?, -1, today),
        ["last" | "past", count, name] => back(count.parse().ok()?, unit(name)?, today),
        [short] => {
            let at = short.find(|c: char| !c.is_ascii_digit())?;
            let unit = match &short[at..] {
                "d" => Unit::Day,
                "w" => Unit::Week,
                "m" => Unit::Month,
                "y" => Unit::Year,
                _ => return None,
            };
            back(short[..at].parse().ok()?, unit, today)
        }
        _ => None,
    }
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "day" | "days" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "month" | "months" => Unit::Month,
        "year" | "years" => Unit::Year,
        _ => return None,
    })
}

/// The whole day, week, month or year some steps from the present one.
fn whole(unit: Unit, step: i32, today: Day) -> Option<Moment> {
    let (year, month, _) = today.civil();
    Some(match unit {
        Unit::Day => Moment::day(today.plus(step)),
        Unit::Week => {
            let monday = today.plus(step * 7 - today.weekday().cast_signed());
            Moment::span(monday, monday.plus(6), Precision::Week)
        }
        Unit::Month => {
            let months = year.checked_mul(12)? + month.cast_signed() - 1 + step;
            Moment::month(
                months.div_euclid(12),
                months.rem_euclid(12).cast_unsigned() + 1,
            )
        }
        Unit::Year => Moment::year(year + step),
    })
}

/// The days up to today that many units back.
fn back(count: i32, unit: Unit, today: Day) -> Option<Moment> {
    if !(1..=10_000).contains(&count) {
        return None;
    }
    let (year, month, day) = today.civil();
    let first = match unit {
        Unit::Day => today.plus(1 - count),
        Unit::Week => today.plus(1 - 7 * count),
        Unit::Month => {
            let months = year * 12 + month.cast_signed() - 1 - count;
            Day::new(
                months.div_euclid(12),
                months.rem_euclid(12).cast_unsigned() + 1,
                day,
            )
        }
        Unit::Year => Day::new(year - count, month, day),
    };
    Some(Moment::span(first, today, Precision::Range))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_counted_from_a_day() {
        let today = Day::new(2024, 3, 6);
        let cases = [
            ("2024", "2024-01-01 2024-12-31"),
            ("2024-02", "2024-02-01 2024-02-29"),
            ("2024/02/03", "2024-02-03 2024-02-03"),
            ("2024-w16", "2024-04-15 2024-04-21"),
            ("2024-q3", "2024-07-01 2024-09-30"),
            ("1990s", "1990-01-01 1999-12-31"),
            ("March 2024", "2024-03-01 2024-03-31"),
            ("5 mar 2024", "2024-03-05 2024-03-05"),
            ("march 5, 2024", "2024-03-05 2024-03-05"),
            ("2023-11..2024-02", "2023-11-01 2024-02-29"),
            ("today", "2024-03-06 2024-03-06"),
            ("yesterday", "2024-03-05 2024-03-05"),
            ("this week", "2024-03-04 2024-03-10"),
            ("last week", "2024-02-26 2024-03-03"),
            ("last month", "2024-02-01 2024-02-29"),
            ("last-year", "2023-01-01 2023-12-31"),
            ("last 7 days", "2024-02-29 2024-03-06"),
            ("30d", "2024-02-06 2024-03-06"),
            ("3 m", ""),
            ("3m", "2023-12-06 2024-03-06"),
            ("2024-13", ""),
            ("2024-02-30", ""),
            ("2024..2023", ""),
            ("soon", ""),
            ("", ""),
            ("99999999999d", ""),
        ];
        for (text, expected) in cases {
            let found = When::parse(text)
                .and_then(|when| when.on(today))
                .map_or(String::new(), |m| format!("{} {}", m.first, m.last));
            assert_eq!(found, expected, "{text}");
        }
    }
}

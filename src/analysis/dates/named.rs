use super::calendar::Cal;
use super::feasts::{Feast, lunar_new_year, orthodox_easter};
use crate::model::Day;

/// When a holiday falls.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rule {
    Fixed(u8, u8),
    /// The nth weekday (Monday 0) of a month; 5 is the last.
    Nth(u8, u8, u8),
    /// Days after Easter Sunday of the western churches.
    Easter(i32),
    /// Days after Easter Sunday of the eastern churches.
    Orthodox(i32),
    /// A feast of the Hebrew or the Islamic calendar.
    Feast(Feast),
    /// The first day of the Chinese year.
    LunarNewYear,
    /// Moves by country or by sight: the year is known, the day is not.
    Moving,
}

/// A holiday and the lower-case words that name it.
#[derive(Debug)]
pub(super) struct Holiday {
    pub(super) words: &'static [&'static str],
    pub(super) rule: Rule,
}

const fn holiday(words: &'static [&'static str], rule: Rule) -> Holiday {
    Holiday { words, rule }
}

/// Days with a name, widely known under it.
pub(super) static HOLIDAYS: &[Holiday] = &[
    holiday(&["christmas eve"], Rule::Fixed(12, 24)),
    holiday(&["christmas day", "christmas", "xmas"], Rule::Fixed(12, 25)),
    holiday(&["boxing day"], Rule::Fixed(12, 26)),
    holiday(&["new year ' s eve"], Rule::Fixed(12, 31)),
    holiday(&["new year ' s day", "new year ' s"], Rule::Fixed(1, 1)),
    holiday(&["lunar new year", "chinese new year"], Rule::LunarNewYear),
    holiday(&["valentine ' s day"], Rule::Fixed(2, 14)),
    holiday(
        &["st patrick ' s day", "saint patrick ' s day"],
        Rule::Fixed(3, 17),
    ),
    holiday(
        &["april fools ' day", "april fool ' s day"],
        Rule::Fixed(4, 1),
    ),
    holiday(&["international women ' s day"], Rule::Fixed(3, 8)),
    holiday(&["may day", "labour day"], Rule::Fixed(5, 1)),
    holiday(&["independence day"], Rule::Moving),
    holiday(&["bastille day"], Rule::Fixed(7, 14)),
    holiday(&["juneteenth"], Rule::Fixed(6, 19)),
    holiday(&["earth day"], Rule::Fixed(4, 22)),
    holiday(
        &["international workers ' day", "workers ' day"],
        Rule::Fixed(5, 1),
    ),
    holiday(&["halloween"], Rule::Fixed(10, 31)),
    holiday(&["all saints ' day"], Rule::Fixed(11, 1)),
    holiday(&["veterans day", "armistice day"], Rule::Fixed(11, 11)),
    holiday(&["martin luther king day"], Rule::Nth(3, 0, 1)),
    holiday(&["presidents day", "presidents ' day"], Rule::Nth(3, 0, 2)),
    holiday(&["memorial day"], Rule::Nth(5, 0, 5)),
    holiday(&["labor day"], Rule::Nth(1, 0, 9)),
    holiday(&["columbus day"], Rule::Nth(2, 0, 10)),
    holiday(&["thanksgiving day", "thanksgiving"], Rule::Nth(4, 3, 11)),
    holiday(&["mother ' s day"], Rule::Nth(2, 6, 5)),
    holiday(&["father ' s day"], Rule::Nth(3, 6, 6)),
    holiday(&["ash wednesday"], Rule::Easter(-46)),
    holiday(&["palm sunday"], Rule::Easter(-7)),
    holiday(&["good friday"], Rule::Easter(-2)),
    holiday(&["easter monday"], Rule::Easter(1)),
    holiday(&["easter sunday", "easter"], Rule::Easter(0)),
    holiday(&["pentecost", "whit sunday"], Rule::Easter(49)),
    holiday(
        &["orthodox easter sunday", "orthodox easter"],
        Rule::Orthodox(0),
    ),
    holiday(&["orthodox christmas"], Rule::Fixed(1, 7)),
    holiday(&["ramadan"], Rule::Moving),
    holiday(
        &["eid al - fitr", "eid al fitr"],
        Rule::Feast(Feast::EidAlFitr),
    ),
    holiday(
        &["eid al - adha", "eid al adha"],
        Rule::Feast(Feast::EidAlAdha),
    ),
    holiday(&["passover"], Rule::Feast(Feast::Passover)),
    holiday(&["rosh hashanah"], Rule::Feast(Feast::RoshHashanah)),
    holiday(&["yom kippur"], Rule::Feast(Feast::YomKippur)),
    holiday(&["hanukkah"], Rule::Feast(Feast::Hanukkah)),
    holiday(&["eid al", "diwali", "nowruz"], Rule::Moving),
];

impl Holiday {
    /// Where it lies in a year.
    pub(super) fn of(&self, year: i32) -> Cal {
        match self.rule {
            Rule::Fixed(month, day) => Cal::Day(Day::new(year, u32::from(month), u32::from(day))),
            Rule::Nth(n, weekday, month) => nth(year, month, weekday, n),
            Rule::Easter(after) => Cal::Day(easter(year).plus(after)),
            Rule::Orthodox(after) => Cal::Day(orthodox_easter(year).plus(after)),
            Rule::Feast(feast) => feast.of(year).map_or(Cal::Year(year), Cal::Day),
            Rule::LunarNewYear => lunar_new_year(year).map_or(Cal::Year(year), Cal::Day),
            Rule::Moving => Cal::Year(year),
        }
    }

    /// Its day, where it has the same in every year.
    pub(super) fn fixed(&self) -> Option<(u8, u8)> {
        match self.rule {
            Rule::Fixed(month, day) => Some((month, day)),
            _ => None,
        }
    }
}

/// The nth weekday of a month, the fifth being the last.
pub(super) fn nth(year: i32, month: u8, weekday: u8, n: u8) -> Cal {
    let month = u32::from(month);
    if n >= 5 {
        let last = Day::new(year, month, 31);
        let back = (last.weekday() + 7 - u32::from(weekday)) % 7;
        return Cal::Day(last.plus(-(back as i32)));
    }
    let first = Day::new(year, month, 1);
    let ahead = (u32::from(weekday) + 7 - first.weekday()) % 7;
    Cal::Day(first.plus(ahead as i32 + 7 * (i32::from(n.max(1)) - 1)))
}

/// Easter Sunday of the western churches, by the anonymous Gregorian computus (Meeus).
#[expect(
    clippy::many_single_char_names,
    reason = "the letters of the published method"
)]
fn easter(year: i32) -> Day {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let g = (8 * b + 13).div_euclid(25);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l).div_euclid(451);
    let sum = h + l - 7 * m + 114;
    Day::new(year, (sum / 31) as u32, (sum % 31) as u32 + 1)
}

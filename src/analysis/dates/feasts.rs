use crate::model::Day;

/// A feast of a calendar other than the Gregorian.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Feast {
    Passover,
    RoshHashanah,
    YomKippur,
    Hanukkah,
    EidAlFitr,
    EidAlAdha,
}

impl Feast {
    /// Its first day in a civil year; nothing where none falls into it.
    pub(super) fn of(self, year: i32) -> Option<Day> {
        match self {
            // The Hebrew year that begins in the autumn of this one.
            Self::RoshHashanah => Some(hebrew_new_year(year + 3761)),
            Self::YomKippur => Some(hebrew_new_year(year + 3761).plus(9)),
            // From Nisan 15 to the new year that follows are always 163 days.
            Self::Passover => Some(hebrew_new_year(year + 3761).plus(-163)),
            Self::Hanukkah => {
                let begins = hebrew_new_year(year + 3761);
                let length = hebrew_new_year(year + 3762).0 - begins.0;
                // Heshvan has 30 days in the long years only.
                let heshvan = if matches!(length, 355 | 385) { 30 } else { 29 };
                Some(begins.plus(30 + heshvan + 24))
            }
            Self::EidAlFitr => islamic(year, 10, 1),
            Self::EidAlAdha => islamic(year, 12, 10),
        }
    }
}

/// The first day of Tishri, by the four postponements of the Hebrew calendar in the form that
/// Dershowitz and Reingold give them.
fn hebrew_new_year(year: i32) -> Day {
    let year = i64::from(year);
    let elapsed = |year: i64| {
        let months = (235 * year - 234).div_euclid(19);
        let parts = 12_084 + 13_753 * months;
        let day = 29 * months + parts.div_euclid(25_920);
        if (3 * (day + 1)).rem_euclid(7) < 3 {
            day + 1
        } else {
            day
        }
    };
    let (before, this, after) = (elapsed(year - 1), elapsed(year), elapsed(year + 1));
    let delay = if after - this == 356 {
        2
    } else {
        i64::from(this - before == 382)
    };
    // The epoch is 7 October 3761 BC of the Julian calendar.
    let epoch = Day::new(1, 1, 1).0 - 1 - 1_373_427;
    Day((i64::from(epoch) + this + delay) as i32)
}

/// A day of the tabular Islamic calendar in a civil year; the sighting of the moon may move it by
/// one.
fn islamic(year: i32, month: i32, day: i32) -> Option<Day> {
    let epoch = Day::new(622, 7, 19).0;
    // Months have 30 and 29 days in turn, and eleven of thirty years a day more.
    let start = |hijri: i32| {
        let months = 29 * (month - 1) + month / 2;
        epoch + day - 1 + months + (hijri - 1) * 354 + (3 + 11 * hijri).div_euclid(30)
    };
    let near = (year - 622) * 33 / 32;
    (near - 1..=near + 2)
        .map(|hijri| Day(start(hijri)))
        .find(|found| found.year() == year)
}

/// Easter Sunday of the eastern churches, by the Julian computus (Meeus).
pub(super) fn orthodox_easter(year: i32) -> Day {
    let (a, b, c) = (year.rem_euclid(4), year.rem_euclid(7), year.rem_euclid(19));
    let d = (19 * c + 15).rem_euclid(30);
    let e = (2 * a + 4 * b - d + 34).rem_euclid(7);
    let sum = d + e + 114;
    let ahead = year.div_euclid(100) - year.div_euclid(400) - 2;
    Day::new(year, (sum / 31) as u32, (sum % 31) as u32 + 1).plus(ahead)
}

/// The first day of the Chinese year from 1990 to 2030, as days after 20 January.
const NEW_YEARS: [u8; 41] = [
    7, 26, 15, 3, 21, 11, 30, 18, 8, 27, 16, 4, 23, 12, 2, 20, 9, 29, 18, 6, 25, 14, 3, 21, 11, 30,
    19, 8, 27, 16, 5, 23, 12, 2, 21, 9, 28, 17, 6, 24, 14,
];

pub(super) fn lunar_new_year(year: i32) -> Option<Day> {
    let at = usize::try_from(year - 1990).ok()?;
    let after = *NEW_YEARS.get(at)?;
    Some(Day::new(year, 1, 20).plus(i32::from(after)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feasts_fall_where_the_calendars_say() {
        for (found, expected) in [
            (Feast::RoshHashanah.of(2023), (2023, 9, 16)),
            (Feast::YomKippur.of(1973), (1973, 10, 6)),
            (Feast::Passover.of(2024), (2024, 4, 23)),
            (Feast::Hanukkah.of(2023), (2023, 12, 8)),
            (Feast::EidAlFitr.of(2024), (2024, 4, 10)),
            (Feast::EidAlAdha.of(2021), (2021, 7, 20)),
            (Some(orthodox_easter(2022)), (2022, 4, 24)),
            (lunar_new_year(2025), (2025, 1, 29)),
            (lunar_new_year(1990), (1990, 1, 27)),
            (lunar_new_year(2030), (2030, 2, 3)),
        ] {
            assert_eq!(found.map(Day::civil), Some(expected));
        }
        assert_eq!(lunar_new_year(1950), None);
    }
}

//! Moments, grades and markings through their public doors.

use briefing::model::{Day, Grade, Kind, Moment, Precision, Tlp};
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

#[test]
fn moments_are_read_and_shown_at_their_true_precision() {
    for (value, first, last, precision, shown) in [
        ("2024", "2024-01-01", "2024-12-31", Precision::Year, "2024"),
        (
            "2024-02",
            "2024-02-01",
            "2024-02-29",
            Precision::Month,
            "2024-02",
        ),
        (
            "2023-02",
            "2023-02-01",
            "2023-02-28",
            Precision::Month,
            "2023-02",
        ),
        (
            "2024-09-05",
            "2024-09-05",
            "2024-09-05",
            Precision::Day,
            "2024-09-05",
        ),
        (
            "2024-09-05T14:30",
            "2024-09-05",
            "2024-09-05",
            Precision::Day,
            "2024-09-05",
        ),
        (
            "2024-09-05TMO",
            "2024-09-05",
            "2024-09-05",
            Precision::Day,
            "2024-09-05",
        ),
        (
            "2024-W16",
            "2024-04-15",
            "2024-04-21",
            Precision::Week,
            "week of 2024-04-15",
        ),
        (
            "2024-Q3",
            "2024-07-01",
            "2024-09-30",
            Precision::Quarter,
            "2024 Q3",
        ),
        (
            "2024-H2",
            "2024-07-01",
            "2024-12-31",
            Precision::Half,
            "2024 H2",
        ),
        (
            "2024-SU",
            "2024-06-01",
            "2024-08-31",
            Precision::Season,
            "summer 2024",
        ),
        (
            "2024-WI",
            "2024-12-01",
            "2025-02-28",
            Precision::Season,
            "winter 2024–25",
        ),
        (
            "199",
            "1990-01-01",
            "1999-12-31",
            Precision::Decade,
            "1990s",
        ),
        (
            "19",
            "1900-01-01",
            "1999-12-31",
            Precision::Century,
            "1900s",
        ),
        (
            "2022/2023",
            "2022-01-01",
            "2023-12-31",
            Precision::Range,
            "2022–2023",
        ),
        (
            "2024-03/2024-05",
            "2024-03-01",
            "2024-05-31",
            Precision::Range,
            "Mar–May 2024",
        ),
    ] {
        let moment = Moment::parse(value).unwrap_or_else(|| panic!("{value} is a date"));
        assert_eq!(
            (
                moment.first.to_string().as_str(),
                moment.last.to_string().as_str(),
                moment.precision
            ),
            (first, last, precision),
            "{value}"
        );
        assert_eq!(moment.to_string(), shown, "{value}");
    }
}

#[test]
fn what_is_no_calendar_date_is_no_moment() {
    for value in [
        "",
        "P10Y",
        "PRESENT_REF",
        "XXXX-09",
        "2024-13",
        "2024-02-30",
        "2024-00",
        "2024-W54",
        "2024-X",
        "ünï",
        "2024/2020",
    ] {
        assert_eq!(Moment::parse(value), None, "{value}");
    }
}

#[test]
fn grades_and_markings_read_what_they_write() {
    for code in ["A1", "B2", "C3", "D4", "E5", "F6"] {
        assert_eq!(Grade::parse(code).map(Grade::code).as_deref(), Some(code));
    }
    assert_eq!(Grade::parse("b").map(Grade::code).as_deref(), Some("B6"));
    assert_eq!(Grade::parse("G7"), None);
    for tlp in [
        Tlp::Clear,
        Tlp::Green,
        Tlp::Amber,
        Tlp::AmberStrict,
        Tlp::Red,
    ] {
        assert_eq!(Tlp::parse(tlp.as_str()), Some(tlp));
    }
    assert_eq!(Tlp::parse("white"), Some(Tlp::Clear));
    assert_eq!(Tlp::parse("secret"), None);
    assert!(
        Kind::ALL
            .into_iter()
            .all(|kind| Kind::parse(kind.as_str()) == Some(kind))
    );
}

proptest! {
    #[test]
    fn a_day_is_the_day_of_its_date(days in -800_000..800_000_i32) {
        let (year, month, day) = Day(days).civil();
        prop_assert_eq!(Day::new(year, month, day), Day(days));
        prop_assert_eq!(Day(days + 1).weekday(), (Day(days).weekday() + 1) % 7);
    }

    #[test]
    fn no_value_is_a_crash(value in "\\PC{0,24}") {
        if let Some(moment) = Moment::parse(&value) {
            prop_assert!(moment.first <= moment.last);
            prop_assert!(!moment.to_string().is_empty());
        }
    }
}

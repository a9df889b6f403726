//! Words that lead to dates, over and over: each text must simply come to its end.

use super::find;

#[test]
fn endless_repetitions_end() {
    for phrase in [
        "last Monday of ",
        "the last Monday of the ",
        "first Monday of ",
        "the first Monday of the ",
        "Monday of last ",
        "day after ",
        "the day after the ",
        "day before day after ",
        "day after first Monday of ",
        "first half of ",
        "last half of the ",
        "1st quarter of ",
        "the turn of ",
        "the end of early ",
        "the morning of the ",
        "the second week of the ",
        "two days before ",
        "three hours later ",
        "5 full ",
        "May, ",
        "5 and ",
        "2019-",
        "12:00 ",
        "next Christmas ",
        "New Year's ",
    ] {
        let text = format!("On 5 May 2024 {}", phrase.repeat(8_000));
        for published in ["2024-06-14", ""] {
            assert!(!find(&text, published).is_empty(), "{phrase:?}");
        }
    }
}

#[test]
fn numbers_beyond_all_counting_do_no_harm() {
    assert!(!find("It lasts 500000,000 years and a half.", "2024-06-14").is_empty());
}

//! The words that several formats share.

use crate::insight::Source;
use crate::model::{Day, Grade, Moment, Precision, Stance};

/// What is said of an author or publisher that nobody knows.
pub(super) const UNKNOWN: &str = "unknown";

/// `2024-10 (estimated)`, or that nobody knows.
pub(super) fn published(source: &Source) -> String {
    match (&source.published, source.estimated) {
        (Some(value), true) => format!("{value} (estimated)"),
        (Some(value), false) => value.clone(),
        (None, _) => "undated".to_owned(),
    }
}

/// The grade, and that it is nobody's judgment where it is none.
pub(super) fn grade(grade: Grade) -> String {
    if grade == Grade::default() {
        format!("{} (not judged)", grade.code())
    } else {
        grade.code()
    }
}

/// How the text stands to what it tells; nothing where it states it.
pub(super) fn stance(stance: Stance) -> Option<&'static str> {
    match stance {
        Stance::Fact => None,
        Stance::Alleged => Some("alleged"),
        Stance::Denied => Some("denied"),
    }
}

/// Text on one line, without anything that a terminal or parser would act on.
pub(super) fn plain(text: &str) -> String {
    let (clean, _) = crate::text::sanitise(text);
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A day as ISO 8601; nothing outside the years 1 to 9999, which most formats cannot write.
pub(super) fn day(day: Day) -> Option<String> {
    (1..=9999).contains(&day.year()).then(|| day.to_string())
}

/// A moment as ISO 8601, no more exact than it is known: `2024`, `2024-10`, `2024-10-03`; of what
/// has no such form, like a summer, its first day and its last.
pub(super) fn dates(moment: Moment) -> Option<(String, Option<String>)> {
    let whole = moment.third().is_empty();
    let first = day(moment.first)?;
    let cut = |at: usize| first.get(..at).map(str::to_owned);
    Some(match moment.precision {
        Precision::Day => (first, None),
        Precision::Month if whole => (cut(7)?, None),
        Precision::Year if whole => (cut(4)?, None),
        _ => (first, Some(day(moment.last)?)),
    })
}

/// ISO 3166-1 alpha-2 in capitals; bodies like the EU are no country.
pub(super) fn country(code: Option<&str>) -> Option<String> {
    code.filter(|code| code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic()))
        .map(str::to_ascii_uppercase)
        .filter(|code| !matches!(code.as_str(), "EU" | "UN"))
}

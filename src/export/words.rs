//! The words that several formats share.

use crate::insight::Source;
use crate::model::{Grade, Stance};

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

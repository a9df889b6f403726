//! Days and months beside a speaker: "The minister on Monday said", "On Monday the minister said".

use super::speaker::Scene;
use crate::text::TokenKind;

pub(super) const DAYS: [&str; 18] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl Scene<'_> {
    /// Takes "on Monday", "last week", "in June" off the end of a subject.
    pub(super) fn date_tail(&self, from: usize, end: usize) -> Option<usize> {
        let last = self.folded(end - 1);
        let day = DAYS.contains(&last);
        let before = (end >= from + 3).then(|| self.folded(end - 2))?;
        // "has in the past dismissed", "have in recent years called"
        let long = matches!(last, "past" | "years" | "months" | "weeks")
            && matches!(before, "the" | "recent" | "earlier" | "previous")
            && self.folded(end - 3) == "in";
        if long && end > from + 4 && matches!(self.folded(end - 4), "has" | "have" | "had") {
            return Some(end - 3);
        }
        if day && matches!(before, "on" | "in" | "last" | "late" | "early") {
            return Some(end - 2);
        }
        (matches!(last, "week" | "month" | "year") && matches!(before, "last" | "this"))
            .then_some(end - 2)
    }

    /// Where a subject begins behind "Sunday", "2018", "last October".
    pub(super) fn date_head(&self, from: usize, end: usize) -> usize {
        let mut at = from;
        while at + 1 < end && !self.in_name(at) {
            let word = self.folded(at);
            let next = self.folded(at + 1);
            let unit = DAYS.contains(&next) || matches!(next, "week" | "month" | "year");
            if DAYS.contains(&word) {
                at += 1;
            } else if matches!(word, "last" | "this") && unit {
                at += 2;
            } else if self.reading.tokens[at].kind == TokenKind::Number
                && (at > from || word.len() == 4 && word.starts_with(['1', '2']))
            {
                at += 1;
            } else {
                break;
            }
        }
        if at < end { at } else { from }
    }
}

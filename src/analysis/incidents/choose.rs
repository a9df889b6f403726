use super::super::Reading;
use super::dating;
use super::find::Trigger;
use crate::model::{IncidentKind, Timex};
use std::ops::Range;

/// The triggers of a sentence that tell incidents: the best, and each of another kind that has a
/// finite verb of its own.
pub(super) fn choose(
    reading: &Reading<'_>,
    tokens: &Range<usize>,
    dates: &[Timex],
    found: Vec<Trigger>,
) -> Vec<Trigger> {
    let Some(best) = found
        .iter()
        .copied()
        .max_by_key(|t| (t.weight, std::cmp::Reverse(t.head)))
    else {
        return Vec::new();
    };
    let own = |trigger: &Trigger| dating::own_date(reading, tokens, trigger.head, dates);
    // A second of the kind has a date of its own: "arrested in March and freed in May".
    let differs = |one: &Trigger, other: &Trigger| {
        let (one, other) = (own(one), own(other));
        one.is_some() && other.is_some() && one != other
    };
    let mut out = vec![best];
    for trigger in found {
        let near = if trigger.kind == best.kind { 5 } else { 3 };
        let apart = trigger.head.abs_diff(best.head) >= near
            && parted(
                reading,
                trigger.head.min(best.head),
                trigger.head.max(best.head),
            );
        let offence =
            told_of_law(best.kind) && offence(reading, tokens, dates, best.head, &trigger);
        if trigger.finite
            && !offence
            && trigger.weight >= 30
            && !dating::long_since(reading, tokens, trigger.head, dates)
            && apart
            && out
                .iter()
                .all(|one| one.kind != trigger.kind || differs(one, &trigger))
        {
            out.push(trigger);
        }
    }
    out.sort_by_key(|t| t.head);
    out
}

/// Whether a trigger only tells for what somebody is before the law: "Six men who spied for … were
/// jailed", "admitted that she had worked as". One with a date of its own is told for itself.
pub(super) fn offence(
    reading: &Reading<'_>,
    tokens: &Range<usize>,
    dates: &[Timex],
    law: usize,
    other: &Trigger,
) -> bool {
    let opens = other
        .start
        .checked_sub(1)
        .map_or("", |at| reading.folded(at));
    let date = |head: usize| dating::date_of(reading, tokens, head, dates);
    let undated = date(other.head).is_none() || date(other.head) == date(law);
    if matches!(
        opens,
        "who" | "which" | "that" | "for" | "of" | "to" | "with"
    ) {
        return undated;
    }
    let governed = (law + 1..other.start)
        .rev()
        .map(|token| reading.folded(token))
        .take_while(|word| !matches!(*word, "," | ";" | ":" | "and" | "but" | "after"))
        .any(|word| {
            matches!(
                word,
                "that"
                    | "of"
                    | "for"
                    | "to"
                    | "over"
                    | "with"
                    | "accusing"
                    | "alleging"
                    | "claiming"
                    | "how"
            )
        });
    governed && undated
}

/// Whether a kind is a measure against what somebody did.
fn told_of_law(kind: IncidentKind) -> bool {
    matches!(
        kind,
        IncidentKind::Legal | IncidentKind::Sanction | IncidentKind::Diplomatic
    )
}

/// Whether two verbs stand in clauses of their own.
fn parted(reading: &Reading<'_>, from: usize, to: usize) -> bool {
    (from + 1..to).any(|token| {
        matches!(
            reading.folded(token),
            "after" | "before" | "when" | "while" | "and" | "but" | ";" | "since" | "," | "–" | "—"
        )
    })
}

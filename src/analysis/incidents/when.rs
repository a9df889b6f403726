use super::super::Reading;
use crate::model::Timex;
use std::ops::Range;

/// The dates of a sentence that lie on the calendar, as places in the list of all.
pub(in crate::analysis) fn dates_in(
    reading: &Reading<'_>,
    tokens: &Range<usize>,
    dates: &[Timex],
) -> Range<usize> {
    let (Some(first), Some(last)) = (
        reading.tokens.get(tokens.start),
        tokens
            .end
            .checked_sub(1)
            .and_then(|at| reading.tokens.get(at)),
    ) else {
        return 0..0;
    };
    let from = dates.partition_point(|d| d.span.end <= first.span.start);
    let to = dates.partition_point(|d| d.span.start < last.span.end);
    from..to.max(from)
}

/// Whether a date only ends what an earlier one begins: "between 2014 and 2016".
pub(in crate::analysis) fn ends_range(reading: &Reading<'_>, dates: &[Timex], date: usize) -> bool {
    let end = dates[date].span.start as usize;
    dates[date.saturating_sub(3)..date].iter().any(|first| {
        let between = reading
            .folded
            .get(first.span.end as usize..end)
            .unwrap_or_default()
            .trim();
        let opening = reading.folded[..first.span.start as usize].trim_end();
        matches!(between, "to" | "until" | "till" | "–" | "-")
            || (between == "and"
                && (opening.ends_with("between")
                    || first.span.of(&reading.folded).starts_with("between")))
    })
}

/// Whether a date begins at a token.
pub(super) fn begins_date(reading: &Reading<'_>, token: usize, dates: &[Timex]) -> bool {
    let Some(start) = reading.tokens.get(token).map(|token| token.span.start) else {
        return false;
    };
    let at = dates.partition_point(|date| date.span.start < start);
    dates.get(at).is_some_and(|date| date.span.start == start)
}

/// The date that belongs to a trigger: the nearest, where a comma or a word that opens another
/// clause counts as a long way.
pub(super) fn date_of(
    reading: &Reading<'_>,
    tokens: &Range<usize>,
    trigger: usize,
    dates: &[Timex],
) -> Option<usize> {
    dates_in(reading, tokens, dates)
        .filter(|&at| dates[at].moment.is_some() && !dates[at].value.ends_with("_REF"))
        .filter(|&at| !ends_range(reading, dates, at) && !goes_on_list(reading, dates, at))
        .filter(|&at| !ahead(reading, &dates[at]) && !bounds(reading, &dates[at]))
        .min_by_key(|&at| {
            let span = dates[at].span;
            let first = reading.tokens.partition_point(|t| t.span.end <= span.start);
            let last = reading.tokens.partition_point(|t| t.span.start < span.end);
            let between = if first > trigger {
                trigger + 1..first
            } else {
                last..trigger
            };
            (way(reading, between), at)
        })
}

/// Whether a date is the second of a list: "on 17 and 18 November".
fn goes_on_list(reading: &Reading<'_>, dates: &[Timex], date: usize) -> bool {
    let Some(first) = date.checked_sub(1).map(|one| &dates[one]) else {
        return false;
    };
    let between = reading
        .folded
        .get(first.span.end as usize..dates[date].span.start as usize);
    between.is_some_and(|between| between.trim() == "and") && first.moment.is_some()
}

/// Whether a date lies after the publication: what has happened has another.
fn ahead(reading: &Reading<'_>, date: &Timex) -> bool {
    let published = reading.document.meta.published.as_ref();
    match (published, date.moment) {
        (Some(published), Some(moment)) => moment.first > published.moment.last.plus(1),
        _ => false,
    }
}

/// "until the end of January": how long it lasts, not when it came to pass.
fn bounds(reading: &Reading<'_>, date: &Timex) -> bool {
    preceded(reading, date, &[" until", " till"])
}

/// Whether one of the words stands before a date, with or without an article between.
fn preceded(reading: &Reading<'_>, date: &Timex, words: &[&str]) -> bool {
    let before = reading.folded[..date.span.start as usize].trim_end();
    let before = before.strip_suffix(" the").unwrap_or(before);
    words.iter().any(|word| before.ends_with(word))
}

/// The one date of the sentence before, where this one goes on with a pronoun: "On 3 May … They
/// seized …".
pub(super) fn told_before(reading: &Reading<'_>, at: usize, dates: &[Timex]) -> Option<usize> {
    let here = reading.sentences.get(at)?;
    let before = reading.sentences.get(at.checked_sub(1)?)?;
    let goes_on = matches!(
        reading.folded(here.tokens.start),
        "he" | "she" | "they" | "it" | "both"
    );
    let gap = &reading.text[before.span.end as usize..here.span.start as usize];
    if !goes_on || gap.contains("\n\n") {
        return None;
    }
    let mut told = dates_in(reading, &before.tokens, dates)
        .filter(|&at| dates[at].moment.is_some() && !dates[at].value.ends_with("_REF"))
        // "had lived in the mission since December": what comes next was later.
        .filter(|&at| !preceded(reading, &dates[at], &[" since"]));
    let one = told.next()?;
    told.next().is_none().then_some(one)
}

fn way(reading: &Reading<'_>, between: Range<usize>) -> usize {
    between
        .map(|token| match reading.folded(token) {
            "," | "–" | "—" | "(" | ")" => 4,
            "after" | "before" | "when" | "since" | "while" | "who" | "which" | "following"
            | "although" | "whose" | "where" | "because" | "but" => 8,
            ";" | ":" => 20,
            "that" => 20,
            _ => 1,
        })
        .sum()
}

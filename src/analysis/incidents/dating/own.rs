use super::super::super::Reading;
use super::super::super::grammar::Traits;
use super::super::find::Trigger;
use super::ground::{Dated, Scene};
use super::telling::of_another;
use crate::model::Timex;
use std::ops::Range;

/// How many tokens a dateline may take: "SAN JOSE, Calif., Aug 13 (Wire) -".
const DATELINE: usize = 12;

/// A dateline is as far as this from any verb: further than "said on Thursday that".
const HEADED: usize = 60;

/// How many tokens on the bracket behind a dateline may close.
const AGENCY: usize = 5;

/// How much further it is to a verb behind "and".
const NEXT: usize = 6;

/// How far into a clause that says who its date may stand, and how much further it is from a verb
/// outside.
const CLAUSE: usize = 12;
const BESIDE: usize = 8;

/// A date that opens the sentence is no further than this from any verb of it.
const OPENING: usize = 6;

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
pub(in super::super) fn begins_date(reading: &Reading<'_>, token: usize, dates: &[Timex]) -> bool {
    let Some(start) = reading.tokens.get(token).map(|token| token.span.start) else {
        return false;
    };
    let at = dates.partition_point(|date| date.span.start < start);
    dates.get(at).is_some_and(|date| date.span.start == start)
}

/// The date that belongs to a trigger: the nearest, where a comma or a word that opens another
/// clause counts as a long way.
pub(in super::super) fn date_of(
    reading: &Reading<'_>,
    tokens: &Range<usize>,
    trigger: usize,
    dates: &[Timex],
) -> Option<usize> {
    dates_in(reading, tokens, dates)
        .filter(|&at| usable(reading, dates, at))
        .min_by_key(|&at| (reach(reading, tokens, &dates[at], trigger), at))
        .map(|at| finer(reading, dates, at))
}

/// The date that says more exactly what one says loosely: "A year earlier, in November 2016".
fn finer(reading: &Reading<'_>, dates: &[Timex], at: usize) -> usize {
    let Some(next) = dates.get(at + 1).filter(|next| next.moment.is_some()) else {
        return at;
    };
    let between = reading
        .folded
        .get(dates[at].span.end as usize..next.span.start as usize);
    let joined = matches!(between, Some(", in " | ", on " | ", " | " on " | ", at "));
    let wide = |date: &Timex| date.moment.map(|moment| moment.last.0 - moment.first.0);
    if joined && wide(next) < wide(&dates[at]) {
        at + 1
    } else {
        at
    }
}

/// The date of the sentence that belongs to an incident.
pub(super) fn sentence(scene: &Scene<'_>) -> Option<Dated> {
    let Scene {
        reading,
        tokens,
        trigger,
        dates,
        ..
    } = *scene;
    let at = date_of(reading, tokens, trigger.head, dates)?;
    // "Two agents who had sunk a ship in 1985 went to prison", "has jailed him for cutting a cable in
    // February": when the other thing was.
    if aside(reading, tokens, &dates[at], trigger) {
        return None;
    }
    // "A court has jailed two brothers" under a dateline: the day is told further down, or nowhere.
    let perfect = (tokens_of(reading, &dates[at]).end..trigger.head)
        .any(|t| matches!(reading.folded(t), "has" | "have"));
    if perfect && heads(reading, tokens, &dates[at]) || of_another(scene, &dates[at]) {
        return Some(Dated::default());
    }
    // "who has been jailed before": a date beyond its clause is none of his.
    if bygone(reading, trigger.start, trigger.head)
        && !one_clause(reading, &dates[at], trigger.head)
    {
        return Some(Dated::default());
    }
    Some(Dated::told(dates, at))
}

/// Whether a date belongs to what is told aside: to a clause that says who, before the verb, or to the
/// offence behind a verb in the perfect, which takes no date of the past.
fn aside(reading: &Reading<'_>, tokens: &Range<usize>, date: &Timex, trigger: &Trigger) -> bool {
    let words = tokens_of(reading, date);
    if words.start < trigger.head {
        // "who burst in on Monday and held them": still of the clause.
        let goes_on = (words.end..trigger.head).any(|t| matches!(reading.folded(t), "and" | ";"));
        return words.start > tokens.start + 1
            && !goes_on
            && beside(reading, tokens, words.start)
            && !beside(reading, tokens, trigger.head);
    }
    let perfect =
        (trigger.start..trigger.head).any(|t| matches!(reading.folded(t), "has" | "have"));
    let offence = |t: usize| {
        matches!(reading.folded(t), "for" | "of" | "with") && reading.folded(t + 1).ends_with("ing")
    };
    // "have been convicted under laws that the parliament passed in 2018", but not behind a comma:
    // ", the prosecutors said on Thursday"
    let from = (trigger.head + 1..words.start)
        .rfind(|&t| reading.folded(t) == ",")
        .unwrap_or(trigger.head);
    let clause = |t: usize| {
        matches!(reading.folded(t), "that" | "which" | "who")
            && (t..words.start).any(|t| reading.is(t, Traits::PAST))
    };
    perfect && (from + 1..words.start).any(|t| offence(t) || clause(t))
}

/// Whether a verb tells in the perfect, in a clause beside the news: "over which he has sued".
fn bygone(reading: &Reading<'_>, start: usize, head: usize) -> bool {
    let perfect = (start..head).any(|t| matches!(reading.folded(t), "has" | "have" | "had"));
    perfect
        && (start.saturating_sub(2)..start)
            .any(|t| matches!(reading.folded(t), "who" | "which" | "whose" | "whom"))
}

/// The date that stands in the clause of a verb.
pub(in super::super) fn own_date(
    reading: &Reading<'_>,
    tokens: &Range<usize>,
    head: usize,
    dates: &[Timex],
) -> Option<usize> {
    date_of(reading, tokens, head, dates).filter(|&at| one_clause(reading, &dates[at], head))
}

/// Whether no sign and no word that opens a clause stands between a date and a verb.
fn one_clause(reading: &Reading<'_>, date: &Timex, head: usize) -> bool {
    between(reading, date, head).all(|token| way(reading, token..token + 1) == 1)
}

/// Whether a date may tell when something came to pass.
pub(super) fn usable(reading: &Reading<'_>, dates: &[Timex], at: usize) -> bool {
    let date = &dates[at];
    date.moment.is_some()
        && !date.value.ends_with("_REF")
        && !ends_range(reading, dates, at)
        && !goes_on_list(reading, dates, at)
        && !ahead(reading, date)
        && !bounds(reading, date)
}

/// The tokens of a date.
pub(super) fn tokens_of(reading: &Reading<'_>, date: &Timex) -> Range<usize> {
    let first = reading
        .tokens
        .partition_point(|t| t.span.end <= date.span.start);
    let last = reading
        .tokens
        .partition_point(|t| t.span.start < date.span.end);
    first..last
}

/// The tokens between a date and a verb.
fn between(reading: &Reading<'_>, date: &Timex, head: usize) -> Range<usize> {
    let words = tokens_of(reading, date);
    if words.start > head {
        head + 1..words.start
    } else {
        words.end..head
    }
}

/// How far a date is from a verb, over commas and into other clauses.
fn distance(reading: &Reading<'_>, date: &Timex, head: usize) -> usize {
    let between = between(reading, date, head);
    // "arrested in March and sentenced in May": the first is done with.
    let next = between.end == head && between.clone().any(|token| reading.folded(token) == "and");
    way(reading, between) + if next { NEXT } else { 0 }
}

/// The same, where a date that opens the sentence holds for all of it and a dateline for the whole news.
pub(super) fn reach(
    reading: &Reading<'_>,
    tokens: &Range<usize>,
    date: &Timex,
    head: usize,
) -> usize {
    if heads(reading, tokens, date) {
        return HEADED;
    }
    let start = tokens_of(reading, date).start;
    let far = distance(reading, date, head);
    if start <= tokens.start + 1 {
        // "In August she sued the firm, from which a hacker drew data in May": the clause has its own.
        let clause = between(reading, date, head).any(|token| {
            matches!(
                reading.folded(token),
                "who" | "which" | "whose" | "whom" | "that" | "after" | "when" | "because"
            )
        });
        far.min(OPENING + if clause { BESIDE } else { 0 })
    } else if start < head && beside(reading, tokens, start) {
        far + BESIDE
    } else {
        far
    }
}

/// Whether a date closes a clause that only says who: "A man who stabbed a policeman in 2023 was".
fn beside(reading: &Reading<'_>, tokens: &Range<usize>, date: usize) -> bool {
    let mut past = false;
    for token in (date.saturating_sub(CLAUSE).max(tokens.start)..date).rev() {
        match reading.folded(token) {
            "who" | "which" | "whom" | "whose" => return past,
            // "Orel, convicted of fraud in 2017, was added"
            "," => return reading.is(token + 1, Traits::PAST),
            ";" | ":" => return false,
            _ => past |= reading.is(token, Traits::PAST),
        }
    }
    false
}

/// Whether a date belongs to the line that opens a piece of news: "OSLO, Aug 13 -".
fn heads(reading: &Reading<'_>, tokens: &Range<usize>, date: &Timex) -> bool {
    let words = tokens_of(reading, date);
    if words.end > tokens.start + DATELINE {
        return false;
    }
    let mut at = words.end;
    if reading.folded(at) == ")" {
        at += 1;
    }
    // "(AP)", "(Own report)"
    if reading.folded(at) == "("
        && let Some(closed) = (2..=AGENCY).find(|far| reading.folded(at + far) == ")")
    {
        at += closed + 1;
    }
    let dash = matches!(reading.folded(at), "-" | "–" | "—" | "--");
    dash && (tokens.start..words.start).all(|token| {
        let word = reading.word(token);
        word.starts_with(|c: char| !c.is_lowercase())
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
pub(super) fn preceded(reading: &Reading<'_>, date: &Timex, words: &[&str]) -> bool {
    let before = reading.folded[..date.span.start as usize].trim_end();
    let before = before.strip_suffix(" the").unwrap_or(before);
    words.iter().any(|word| before.ends_with(word))
}

fn way(reading: &Reading<'_>, between: Range<usize>) -> usize {
    between
        .map(|token| match reading.folded(token) {
            "," | "–" | "—" | "(" | ")" => 4,
            "after" | "before" | "when" | "since" | "while" | "who" | "which" | "following"
            | "although" | "whose" | "where" | "because" | "but" => 8,
            // "struck that measure down last month": no clause.
            "that" if points(reading, token) => 1,
            ";" | ":" | "that" => 20,
            // "charged with flying drones last week": the offence has a date of its own.
            "with" | "of" | "for" if reading.folded(token + 1).ends_with("ing") => 8,
            _ => 1,
        })
        .sum()
}

/// Whether "that" points to a thing: behind the verb of a deed, not of a saying.
fn points(reading: &Reading<'_>, that: usize) -> bool {
    that.checked_sub(1).is_some_and(|verb| {
        matches!(
            reading.folded(verb),
            "struck"
                | "overturned"
                | "quashed"
                | "upheld"
                | "lifted"
                | "closed"
                | "hit"
                | "made"
                | "broke"
                | "used"
        )
    })
}

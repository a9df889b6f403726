use super::super::super::Reading;
use super::super::super::grammar::Traits;
use super::super::find::{FRESH, Trigger};
use super::ground::{Dated, Scene};
use super::own::{dates_in, preceded};
use super::same;
use crate::model::{Day, Incident, IncidentKind, Moment, Precision};
use std::ops::RangeInclusive;

/// How far before a verb "said that" may stand.
const REPORTED: usize = 12;

/// How many sentences open a story, and how many incidents on its news may be told again.
const OPENING: usize = 2;
const AGAIN: usize = 4;

/// How many sentences back a date may stand that a story goes on from.
const BACK: usize = 2;

/// How many tokens a line of place and date has at most.
const LINE: usize = 9;

/// The news that a story opens with, where an undated sentence tells more of it: the same kind, in
/// the plain past, and before the law the same step of a case.
pub(super) fn lead<'a>(scene: &Scene<'a>) -> Option<&'a Incident> {
    let (reading, trigger, before) = (scene.reading, scene.trigger, scene.before);
    let fresh = fresh(reading)?;
    let lead = before.iter().take(2).find(|one| {
        one.moment
            .is_some_and(|moment| fresh.contains(&moment.first))
    })?;
    // "… in October. Its editor was questioned": of that time.
    let background = before.last().is_some_and(|last| {
        let told = last
            .moment
            .is_some_and(|moment| !fresh.contains(&moment.first));
        let gap = reading.sentences[scene.at].span.start as usize;
        told && reading
            .text
            .get(last.span.end as usize..gap)
            .is_some_and(|gap| !gap.contains("\n\n"))
    });
    let plain = !perfect(reading, trigger) && !background;
    (plain && trigger.finite && goes_with(reading, lead, trigger)).then_some(lead)
}

/// The days on which news of the document lies.
fn fresh(reading: &Reading<'_>) -> Option<RangeInclusive<Day>> {
    let published = reading.document.meta.published.as_ref()?.moment;
    Some(published.first.plus(-FRESH)..=published.last.plus(1))
}

/// "had tapped", "has sued": told of another time than what stands around it. Behind "said that"
/// it is only the past of what was said.
fn perfect(reading: &Reading<'_>, trigger: &Trigger) -> bool {
    let reported = (trigger.start.saturating_sub(REPORTED)..trigger.start).any(|token| {
        matches!(
            reading.folded(token),
            "said" | "announced" | "told" | "confirmed" | "claimed"
        )
    });
    let has = |word: &str| matches!(word, "has" | "have" | "having" | "once");
    let had = |word: &str| matches!(word, "had" | "been");
    (trigger.start.saturating_sub(2)..trigger.head).any(|token| {
        let word = reading.folded(token);
        has(word) || !reported && had(word)
    })
}

/// Whether a trigger tells the same sort of thing as an incident: before the law, the same step of
/// a case.
fn goes_with(reading: &Reading<'_>, one: &Incident, trigger: &Trigger) -> bool {
    one.kind == trigger.kind
        && (one.kind != IncidentKind::Legal
            || one_step(head(reading, one), reading.folded(trigger.head)))
}

/// The verb that tells an incident.
fn head<'a>(reading: &'a Reading<'_>, one: &Incident) -> &'a str {
    let words = one.trigger.of(&reading.folded);
    words.rsplit(' ').next().unwrap_or_default()
}

/// Whether two verbs tell the same step of a case before the law.
fn one_step(one: &str, other: &str) -> bool {
    let step = |word: &str| match word {
        "arrested" | "detained" | "nabbed" | "picked" | "rounded" | "held" | "captured"
        | "caught" | "taken" | "apprehended" | "charged" | "indicted" | "accused" | "brought"
        | "filed" | "sued" | "lodged" => 0,
        "pleaded" | "admitted" | "entered" | "stood" | "appeared" => 2,
        "freed" | "released" | "walked" => 3,
        "searched" | "raided" => 4,
        _ => 5,
    };
    step(one) == step(other) || hears(one) && hears(other)
}

/// Gives the news that a story opens with, where it has no date, that of the sentence that tells it again:
/// "A court has jailed a captain. … The man was sentenced on Thursday."
pub(in super::super) fn settle(reading: &Reading<'_>, incidents: &mut [Incident]) {
    let Some(fresh) = fresh(reading) else {
        return;
    };
    let opening = reading.sentences.iter().filter(|one| !one.heading);
    let Some(end) = opening.take(OPENING).last().map(|one| one.span.end) else {
        return;
    };
    for at in 0..incidents.len() {
        let (before, after) = incidents.split_at_mut(at + 1);
        let one = &mut before[at];
        if one.span.end > end {
            break;
        }
        if one.value.is_some() {
            continue;
        }
        let again = after.iter().take(AGAIN).find(|next| {
            next.kind == one.kind
                && (one.kind != IncidentKind::Legal
                    || one_step(head(reading, one), head(reading, next)))
        });
        if let Some(next) = again.filter(|next| {
            next.moment
                .is_some_and(|moment| fresh.contains(&moment.first))
        }) {
            (one.date, one.moment) = (next.date, next.moment);
            one.value.clone_from(&next.value);
        }
    }
}

/// Whether a verb tells what comes to pass in a hearing: who appears there is charged and remanded.
fn hears(verb: &str) -> bool {
    matches!(
        verb,
        "appeared" | "arraigned" | "remanded" | "refused" | "adjourned" | "charged" | "bailed"
    )
}

/// The news of a hearing, however much of the case is told between.
pub(super) fn hearing<'a>(scene: &Scene<'a>) -> Option<&'a Incident> {
    let told = scene.reading.folded(scene.trigger.head);
    (scene.trigger.kind == IncidentKind::Legal && hears(told))
        .then(|| lead(scene))
        .flatten()
        .filter(|one| hears(head(scene.reading, one)))
}

/// The incident just before in the same paragraph, where the story plainly goes on: the sentence
/// begins with a pronoun, or says "then".
pub(super) fn inherited<'a>(scene: &Scene<'a>) -> Option<&'a Incident> {
    let (reading, at, trigger) = (scene.reading, scene.at, scene.trigger);
    let last = scene.before.last().filter(|one| one.value.is_some())?;
    let previous = reading.sentences.get(at.checked_sub(1)?)?;
    let here = &reading.sentences[at];
    // "A few hours later", "on the spot": after the news, however much of who said what stands between.
    if let Some(behind) = soon_after(reading, here.tokens.clone())
        && !perfect(reading, trigger)
    {
        // "Hours after the blast": not after what was told since.
        return same::named(scene, behind..(behind + 4).min(here.tokens.end)).or(Some(last));
    }
    if last.span != previous.span && last.span != here.span {
        return None;
    }
    let gap = &reading.text[previous.span.end as usize..here.span.start as usize];
    // The next of the same kind: "X was jailed on Monday. Y was given ten years."
    let again = last.kind == trigger.kind
        && !(reading.folded(trigger.head) == "pleaded" && sought(last.trigger.of(&reading.folded)))
        && !(trigger.start.saturating_sub(1)..trigger.head)
            .any(|token| matches!(reading.folded(token), "had" | "has" | "have"));
    let again = again || caught(scene, last);
    if gap.contains("\n\n") {
        return again.then_some(last);
    }
    let opens = reading.folded(here.tokens.start);
    let goes_on = matches!(opens, "he" | "she" | "they" | "both") || says_then(scene);
    (goes_on && !perfect(reading, trigger) || again).then_some(last)
}

/// "He was then extradited", "Israel retaliated".
pub(super) fn says_then(scene: &Scene<'_>) -> bool {
    scene.tokens.clone().take(6).any(|token| {
        matches!(
            scene.reading.folded(token),
            "then" | "responded" | "answered" | "retaliated" | "replied"
        )
    })
}

/// "Police raided a flat on Tuesday. Three men were arrested."
fn caught(scene: &Scene<'_>, last: &Incident) -> bool {
    let (reading, trigger) = (scene.reading, scene.trigger);
    trigger.kind == IncidentKind::Legal
        && (matches!(last.kind, IncidentKind::Operation | IncidentKind::Attack)
            || sought(last.trigger.of(&reading.folded)))
        && matches!(
            reading.folded(trigger.head),
            "arrested" | "detained" | "caught" | "seized" | "captured" | "taken"
        )
        && !perfect(reading, trigger)
        // "over the past few days"
        && dates_in(reading, scene.tokens, scene.dates).is_empty()
}

/// Whether a search was told.
fn sought(trigger: &str) -> bool {
    trigger.ends_with("searched") || trigger.ends_with("raided")
}

/// "Hours later", "within the hour": on the day of what was told before; the token behind it.
fn soon_after(reading: &Reading<'_>, mut tokens: std::ops::Range<usize>) -> Option<usize> {
    let found = tokens.find(|&token| match reading.folded(token) {
        "hours" | "minutes" | "moments" => {
            matches!(reading.folded(token + 1), "later" | "afterwards" | "after")
                || token > 0 && reading.folded(token - 1) == "within"
        }
        "within" => {
            matches!(reading.folded(token + 1), "the" | "an" | "a")
                && matches!(reading.folded(token + 2), "hour" | "day")
        }
        "spot" | "scene" => {
            token > 1
                && reading.folded(token - 1) == "the"
                && matches!(reading.folded(token - 2), "on" | "at")
        }
        _ => false,
    })?;
    Some(found + 2)
}

/// "A few days later", "within the week": in the month of what was told before.
pub(super) fn loosely_after(scene: &Scene<'_>) -> Option<Dated> {
    let reading = scene.reading;
    let mut tokens = scene.tokens.clone();
    let said = tokens.any(|token| match reading.folded(token) {
        "days" => {
            matches!(reading.folded(token + 1), "later" | "afterwards")
                || token > 0 && reading.folded(token - 1) == "within"
        }
        "within" => {
            matches!(reading.folded(token + 1), "the" | "a")
                && matches!(reading.folded(token + 2), "week" | "month")
        }
        _ => false,
    });
    let last = scene.before.iter().rev().find(|one| one.value.is_some())?;
    let base = last
        .moment
        .filter(|base| said && base.precision <= Precision::Month)?;
    let (year, month, _) = base.first.civil();
    Some(Dated {
        date: None,
        value: Some(format!("{year:04}-{month:02}")),
        moment: Some(Moment::month(year, month)),
    })
}

/// The one date of the sentence before, where this one goes on with a pronoun: "On 3 May … They
/// seized …", over sentences that go on so themselves; or the line that opens the document.
pub(super) fn told_before(scene: &Scene<'_>) -> Option<Dated> {
    let (reading, dates) = (scene.reading, scene.dates);
    let mut here = scene.at;
    let bygone = perfect(reading, scene.trigger);
    for _ in 0..BACK {
        let before = reading.sentences.get(here.checked_sub(1)?)?;
        let gap = reading.sentences[here].span.start as usize;
        let gap = &reading.text[before.span.end as usize..gap];
        let told = dates_in(reading, &before.tokens, dates)
            .filter(|&at| dates[at].moment.is_some() && !dates[at].value.ends_with("_REF"))
            // "had lived in the mission since December": what comes next was later.
            .filter(|&at| !preceded(reading, &dates[at], &[" since"]));
        let mut told = told.peekable();
        let first = told.peek().copied();
        // "Nairobi, 5 October 2023."
        if here == 1
            && before.tokens.len() <= LINE
            && !before.tokens.clone().any(|t| reading.is(t, Traits::PAST))
        {
            return first.map(|one| Dated::told(dates, one));
        }
        let goes_on = matches!(
            reading.folded(reading.sentences[here].tokens.start),
            "he" | "she" | "they" | "it" | "both"
        );
        if bygone || !goes_on || gap.contains("\n\n") {
            return None;
        }
        if let Some(one) = first {
            return (told.count() == 1).then(|| Dated::told(dates, one));
        }
        here -= 1;
    }
    None
}

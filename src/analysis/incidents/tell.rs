use super::super::Reading;
use super::super::names::Names;
use super::dating::{self, Dated, Scene};
use super::find::Trigger;
use super::{stance, who};
use crate::model::{Incident, Span, Stance, Timex};
use std::ops::Range;

/// The incident that a trigger tells, with its date and cast; `line` is the date of its line of a chronicle.
pub(super) fn incident(
    reading: &Reading<'_>,
    names: &Names,
    dates: &[Timex],
    at: usize,
    trigger: &Trigger,
    before: &[Incident],
    line: Option<usize>,
) -> Incident {
    let sentence = &reading.sentences[at];
    let tokens = &sentence.tokens;
    let reporters = reporters(reading, tokens, trigger);
    let cast = who::cast(
        reading,
        names,
        sentence.span,
        trigger.start..trigger.head + 1,
        reporters,
    );
    let Dated {
        date,
        value,
        moment,
    } = dating::date(&Scene {
        reading,
        at,
        tokens,
        trigger,
        dates,
        before,
        line,
    });
    let stance = if trigger.alleged {
        Stance::Alleged
    } else {
        stance::stance(reading, tokens, trigger.head, trigger.kind)
    };
    Incident {
        span: sentence.span,
        trigger: Span {
            start: reading.tokens[trigger.start].span.start,
            end: reading.tokens[trigger.head].span.end,
        },
        kind: trigger.kind,
        stance,
        date,
        value,
        moment,
        participants: cast.participants,
        places: cast.places,
        name: cast
            .name
            .and_then(|entity| names.entities.get(entity as usize))
            .map(|entity| entity.name.clone()),
    }
}

/// The stretch of a sentence that only says who reports: "The FBI said", ", police said".
fn reporters(reading: &Reading<'_>, tokens: &Range<usize>, trigger: &Trigger) -> Span {
    const CUES: [&str; 14] = [
        "said",
        "says",
        "told",
        "reported",
        "reports",
        "wrote",
        "found",
        "alleged",
        "alleges",
        "claimed",
        "believe",
        "believes",
        "announced",
        "revealed",
    ];
    let bytes = |from: usize, to: usize| Span {
        start: reading.tokens[from].span.start,
        end: reading.tokens[to].span.end,
    };
    if let Some(cue) = (tokens.start..trigger.start)
        .rev()
        .find(|&token| CUES.contains(&reading.folded(token)))
    {
        return bytes(tokens.start, cue);
    }
    let tail = (trigger.head + 1..tokens.end)
        .rev()
        .take(10)
        .find(|&token| reading.folded(token) == ",");
    if let Some(comma) = tail
        && (comma..tokens.end).any(|token| CUES.contains(&reading.folded(token)))
    {
        return bytes(comma, tokens.end - 1);
    }
    Span::default()
}

use super::super::Reading;
use super::super::grammar::{Form, Reality, Traits, is_function, reality, starts_upper};
use super::context::{Topic, Topics};
use super::find::Trigger;
use super::phrases::{FLUIDS, accident};
use super::{dating, nouns};
use crate::model::{IncidentKind, Timex};
use std::ops::Range;

/// The incident that a noun tells: as subject or object of a verb, or by its own date.
pub(super) fn noun(
    reading: &Reading<'_>,
    tokens: &Range<usize>,
    at: usize,
    dates: &[Timex],
    topics: Topics,
) -> Option<Trigger> {
    let kind = nouns::kind(reading.folded(at), topics)?;
    if matches!(kind, IncidentKind::Attack | IncidentKind::Sanction) && accident(topics) {
        return None;
    }
    if matches!(reading.folded(at), "strike" | "strikes") && topics.has(Topic::Labour) {
        return None;
    }
    let before = at.checked_sub(1).map_or("", |at| reading.folded(at));
    let next = reading.folded(at + 1);
    // "a heart attack", "a gas leak", "the operation on his knee".
    match reading.folded(at) {
        "attack" | "attacks"
            if matches!(before, "heart" | "panic" | "asthma" | "shark" | "under") =>
        {
            return None;
        }
        // "an intrusion set": a crew.
        "intrusion" if matches!(next, "set" | "sets" | "detection") => return None,
        "leak" | "leaks" if FLUIDS.contains(&before) => return None,
        _ if figurative(reading, tokens, at) => return None,
        "operation" | "operations"
            if next == "on" && matches!(reading.folded(at + 2), "his" | "her") =>
        {
            return None;
        }
        _ => {}
    }
    // "a sentence of the report" is of words; "a prison sentence" is not, nor what a judge reads out.
    if matches!(reading.folded(at), "sentence" | "sentences") && !punishes(reading, at) {
        return None;
    }
    // "No group has claimed the attack."
    if matches!(
        reading.folded(tokens.start),
        "no" | "nobody" | "none" | "neither"
    ) {
        return None;
    }
    // "since the invasion of", "before the attack": the background of something else.
    let from = at.saturating_sub(4).max(tokens.start);
    if (from..at).any(|token| {
        matches!(
            reading.folded(token),
            "since"
                | "before"
                | "until"
                | "despite"
                | "ahead"
                | "possible"
                | "potential"
                | "future"
        )
    }) {
        return None;
    }
    let watched = reading.folded(at) == "surveillance";
    let finite = (watched || lies_under(reading, at)) && under(reading, tokens, at)
        || !watched && (subject(reading, tokens, at) || object(reading, tokens, at));
    let dated = !finite && dated(reading, tokens, at, dates);
    let sudden = matches!(kind, IncidentKind::Attack | IncidentKind::Cyber);
    (finite || dated || sudden && aftermath(reading, tokens, at)).then_some(Trigger {
        kind,
        start: at,
        head: at,
        weight: if finite { 27 } else { 18 },
        alleged: false,
        finite: false,
    })
}

/// "suffered a seizure", "a vaccine trial", "the shooting of the film", "a breach of contract", "an
/// explosion of interest": the noun is no incident's there.
pub(super) fn figurative(reading: &Reading<'_>, tokens: &Range<usize>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |at| reading.folded(at));
    let whose = (reading.folded(at + 1) == "of").then(|| {
        let bare = matches!(
            reading.folded(at + 2),
            "the" | "a" | "an" | "his" | "her" | "its"
        );
        let of = at + 2 + usize::from(bare);
        // "The shooting of the film director" is no film's.
        let more = of + 1 < tokens.end
            && (reading.is(of + 1, Traits::PERSON) || starts_upper(reading.word(of + 1)));
        if more { "" } else { reading.folded(of) }
    });
    match reading.folded(at) {
        "trial" | "trials" => matches!(
            before,
            "vaccine"
                | "drug"
                | "drugs"
                | "clinical"
                | "medical"
                | "field"
                | "pilot"
                | "sea"
                | "flight"
                | "free"
                | "controlled"
                | "randomised"
                | "randomized"
                | "human"
                | "time"
                | "speed"
        ),
        "seizure" | "seizures" => {
            let suffered = |at: usize| matches!(reading.folded(at), "suffered" | "had" | "having");
            let article = matches!(before, "a" | "epileptic" | "brain" | "of");
            matches!(before, "epileptic" | "brain")
                || article && whose.is_none() && at > tokens.start + 1 && suffered(at - 2)
        }
        "shooting" | "shootings" => whose.is_some_and(|of| {
            matches!(
                of,
                "film"
                    | "movie"
                    | "series"
                    | "scene"
                    | "scenes"
                    | "video"
                    | "documentary"
                    | "episode"
                    | "season"
            )
        }),
        "killing" => {
            before == "a"
                && at > tokens.start + 1
                && matches!(reading.folded(at - 2), "made" | "makes" | "make" | "making")
        }
        "breach" | "breaches" => whose.is_some_and(|of| {
            matches!(
                of,
                "contract"
                    | "trust"
                    | "confidence"
                    | "duty"
                    | "rules"
                    | "protocol"
                    | "etiquette"
                    | "peace"
                    | "promise"
                    | "copyright"
                    | "conduct"
                    | "law"
                    | "laws"
                    | "agreement"
                    | "treaty"
                    | "ceasefire"
                    | "truce"
                    | "sanctions"
                    | "warranty"
                    | "privilege"
                    | "standards"
                    | "constitution"
                    | "obligations"
                    | "code"
                    | "sovereignty"
                    | "bail"
                    | "discipline"
                    | "licence"
                    | "license"
                    | "regulations"
                    | "order"
                    | "terms"
                    | "rights"
            )
        }),
        // "The leak in the pipe was found."
        "leak" | "leaks" => {
            let bare = matches!(reading.folded(at + 2), "the" | "a" | "an" | "its");
            matches!(reading.folded(at + 1), "in" | "from" | "of")
                && matches!(
                    reading.folded(at + 2 + usize::from(bare)),
                    "pipe"
                        | "pipes"
                        | "roof"
                        | "tank"
                        | "hull"
                        | "tap"
                        | "valve"
                        | "ceiling"
                        | "gas"
                        | "oil"
                        | "water"
                )
                || matches!(
                    before,
                    "gas" | "oil" | "water" | "roof" | "fuel" | "chemical"
                )
        }
        "explosion" | "explosions" | "blast" => {
            whose.is_some_and(|of| {
                matches!(
                    of,
                    "interest"
                        | "demand"
                        | "colour"
                        | "color"
                        | "growth"
                        | "joy"
                        | "anger"
                        | "debt"
                        | "costs"
                        | "prices"
                        | "creativity"
                        | "violence"
                        | "laughter"
                        | "cases"
                        | "applications"
                        | "energy"
                        | "talent"
                        | "activity"
                )
            }) || matches!(before, "population" | "credit" | "lending")
        }
        "operation" | "operations" => matches!(
            before,
            "surgical" | "knee" | "hip" | "heart" | "brain" | "transplant" | "bypass" | "cataract"
        ),
        _ => false,
    }
}

/// "after a cyberattack", "because of a bombing": what the sentence tells came of it.
fn aftermath(reading: &Reading<'_>, tokens: &Range<usize>, at: usize) -> bool {
    const LOOK: usize = 4;
    let from = at.saturating_sub(LOOK).max(tokens.start + 1);
    let Some(article) = (from..at)
        .rev()
        .take_while(|&token| {
            !is_function(reading.folded(token))
                || reading.folded(token) == "a"
                || reading.folded(token) == "an"
        })
        .find(|&token| matches!(reading.folded(token), "a" | "an"))
    else {
        return false;
    };
    let told = tokens.clone().any(|token| reading.is(token, Traits::PAST));
    let before = reading.folded(article - 1);
    let of = article.checked_sub(2).map_or("", |two| reading.folded(two));
    told && (matches!(before, "after" | "following" | "amid")
        || matches!(
            (of, before),
            ("because", "of") | ("due", "to") | ("wake", "of")
        ))
}

/// "had been under surveillance", "was placed under surveillance".
fn under(reading: &Reading<'_>, tokens: &Range<usize>, at: usize) -> bool {
    at >= tokens.start + 2
        && matches!(reading.folded(at - 1), "under" | "on")
        && matches!(
            reading.folded(at - 2),
            "been" | "was" | "were" | "placed" | "put" | "kept"
        )
}

/// "has been on trial", "was under indictment".
fn lies_under(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.folded(at), "trial" | "indictment" | "arrest")
}

fn punishes(reading: &Reading<'_>, at: usize) -> bool {
    (at.saturating_sub(5)..at).any(|token| {
        let word = reading.folded(token);
        matches!(
            word,
            "prison"
                | "jail"
                | "suspended"
                | "death"
                | "life"
                | "received"
                | "upheld"
                | "reduced"
                | "judge"
                | "judges"
                | "magistrate"
                | "imposed"
        ) || word.ends_with("-year")
            || word.ends_with("-month")
    })
}

/// "the attack … crippled", "the raid took place".
fn subject(reading: &Reading<'_>, tokens: &Range<usize>, at: usize) -> bool {
    for token in at + 1..(at + 12).min(tokens.end) {
        let word = reading.folded(token);
        if nouns::comes_about(word) {
            let form = Form::Ed;
            return reality(reading, tokens, token, form).reality == Reality::Happened;
        }
        if matches!(
            word,
            "," | ";"
                | "that"
                | "who"
                | "would"
                | "could"
                | "may"
                | "might"
                | "will"
                | "can"
                | "is"
                | "are"
        ) {
            return false;
        }
    }
    false
}

/// "launched an attack on", "an operation was carried out" counts as subject.
fn object(reading: &Reading<'_>, tokens: &Range<usize>, at: usize) -> bool {
    let from = at.saturating_sub(8).max(tokens.start);
    for token in (from..at).rev() {
        let word = reading.folded(token);
        let behind = word == "behind"
            && matches!(
                reading.folded(token.saturating_sub(1)),
                "was" | "were" | "been" | "stood"
            )
            // "It is not clear who was behind the attack."
            && reading.folded(token.saturating_sub(2)) != "who";
        if behind {
            return true;
        }
        if nouns::brings_about(word) {
            return reality(reading, tokens, token, Form::Ed).reality == Reality::Happened;
        }
        let passes = !matches!(
            word,
            "," | ";"
                | "that"
                | "who"
                | "which"
                | "to"
                | "against"
                | "from"
                | "after"
                | "by"
                | "for"
                | "on"
                | "no"
                | "any"
                | "future"
                | "with"
                | "as"
                | "possible"
                | "potential"
        );
        if !passes {
            return false;
        }
    }
    // "A raid … was carried out", "the attack … was launched".
    (at + 1..(at + 9).min(tokens.end)).any(|token| {
        nouns::brings_about(reading.folded(token))
            && matches!(reading.folded(token - 1), "was" | "were" | "been")
            && reality(reading, tokens, token, Form::Ed).reality == Reality::Happened
    })
}

/// "the 2016 hack of", "a raid in March": one incident with a date of its own.
fn dated(reading: &Reading<'_>, tokens: &Range<usize>, at: usize, dates: &[Timex]) -> bool {
    let Some(date) = dating::date_of(reading, tokens, at, dates) else {
        return false;
    };
    let span = dates[date].span;
    let first = reading.tokens.partition_point(|t| t.span.end <= span.start);
    let last = reading.tokens.partition_point(|t| t.span.start < span.end);
    let definite = |from: usize| {
        from > tokens.start
            && matches!(
                reading.folded(from - 1),
                "the" | "a" | "an" | "’s" | "'s" | "its" | "their"
            )
    };
    if last <= at {
        return at - last <= 4
            && definite(first)
            && (last..at).all(|token| !is_function(reading.folded(token)));
    }
    let plain = (at + 1..first).all(|token| {
        !matches!(
            reading.folded(token),
            "," | ";" | "could" | "would" | "may" | "might" | "will" | "is" | "are" | "that" | "to"
        )
    });
    let from = at.saturating_sub(4).max(tokens.start);
    let article = (from..at).any(|token| {
        matches!(
            reading.folded(token),
            "the" | "a" | "an" | "’s" | "'s" | "this" | "his" | "her" | "their" | "its"
        )
    });
    first > at && first - at <= 14 && plain && article
}

use super::super::Reading;
use super::super::grammar::{Form, is_auxiliary};
use super::context::{Topic, Topics};
use std::ops::Range;

/// "Prosecutors accused two men of": those accuse whose trade it is.
pub(super) fn prosecutes(reading: &Reading<'_>, tokens: &Range<usize>, at: usize) -> bool {
    (at.saturating_sub(6).max(tokens.start)..at).any(|token| {
        matches!(
            reading.folded(token),
            "prosecutor"
                | "prosecutors"
                | "police"
                | "indictment"
                | "complaint"
                | "investigators"
                | "court"
                | "fbi"
                | "regulators"
                | "lawsuit"
        )
    })
}

/// What leaks without anybody's doing.
pub(super) const FLUIDS: [&str; 15] = [
    "water",
    "pipes",
    "pipeline",
    "pipelines",
    "oil",
    "gas",
    "fuel",
    "radiation",
    "ammonia",
    "roof",
    "sewage",
    "boat",
    "pipe",
    "valve",
    "tank",
];

/// Disasters, sports and films: nobody attacked.
pub(super) fn accident(topics: Topics) -> bool {
    let harmless = topics.has(Topic::Play)
        || topics.has(Topic::Disaster)
        || (topics.has(Topic::Accident) && !topics.has(Topic::Assault));
    harmless && !topics.has(Topic::Weapon) && !topics.has(Topic::Cable)
}

/// Adverbs of habit in the clause: "are often arrested", "usually hacked".
pub(super) fn habitual(reading: &Reading<'_>, tokens: &Range<usize>, at: usize) -> bool {
    let from = at.saturating_sub(4).max(tokens.start);
    (from..at).any(|token| {
        matches!(
            reading.folded(token),
            "often"
                | "usually"
                | "typically"
                | "routinely"
                | "frequently"
                | "sometimes"
                | "generally"
                | "regularly"
                | "never"
                | "normally"
                | "nobody"
                | "nothing"
                | "no"
                | "none"
        )
    }) || (at + 1..(at + 4).min(tokens.end)).any(|token| {
        matches!(
            reading.folded(token),
            "often" | "routinely" | "regularly" | "daily"
        )
    })
}

/// "has been spying for years": a habit, not one event.
pub(super) fn lasting(reading: &Reading<'_>, tokens: &Range<usize>, at: usize, form: Form) -> bool {
    form == Form::Ing
        && (at + 1..tokens.end).any(|token| {
            reading.folded(token) == "since"
                || reading.folded(token) == "for"
                    && matches!(
                        reading.folded(token + 1),
                        "years" | "decades" | "centuries" | "months" | "long"
                    )
        })
}

/// Verbs that are part of another word's phrase: "hit list", "struck a deal", "tried to".
pub(super) fn labels(reading: &Reading<'_>, at: usize, form: Form) -> bool {
    if form == Form::Base {
        return false;
    }
    let next = reading.folded(at + 1);
    let objects = |words: &[&str]| (at + 1..at + 6).any(|t| words.contains(&reading.folded(t)));
    match reading.folded(at) {
        "hit" => {
            matches!(next, "list" | "team" | "songs" | "back")
                || next == "by" && !is_auxiliary(reading.folded(at.saturating_sub(1)))
                || objects(&["record", "low", "high", "headlines", "market"])
        }
        "cut" | "shut" => matches!(next, "list" | "by" | "off" | "team" | "of"),
        "struck" => objects(&["deal", "agreement", "chord", "balance", "bargain", "tone"]),
        "tried" => next == "to",
        "searched" | "searching" => next == "for",
        "released" => objects(&[
            "report",
            "statement",
            "video",
            "data",
            "figures",
            "findings",
            "footage",
            "details",
            "documents",
            "names",
            "version",
            "update",
            "list",
        ]),
        "breached" => objects(&[
            "contract",
            "rules",
            "terms",
            "agreement",
            "treaty",
            "law",
            "laws",
            "code",
            "duty",
            "trust",
            "airspace",
            "sanctions",
            "guidelines",
            "rights",
            "mark",
            "threshold",
            "ceiling",
            "limit",
            "dam",
            "levee",
            "embankment",
        ]),
        "leaked" | "leaking" => {
            objects(&FLUIDS)
                || (at.saturating_sub(4)..at).any(|t| FLUIDS.contains(&reading.folded(t)))
        }
        "killed" => (at.saturating_sub(3)..at).any(|t| reading.folded(t) == "heart"),
        "held" => {
            matches!(next, "up" | "back" | "off" | "out" | "on")
                || objects(&[
                    "talks",
                    "meeting",
                    "meetings",
                    "summit",
                    "election",
                    "elections",
                    "position",
                    "positions",
                    "post",
                    "office",
                    "rally",
                    "hearing",
                    "ceremony",
                    "conference",
                    "vote",
                    "referendum",
                    "exercises",
                    "inquiry",
                    "session",
                    "shares",
                    "stake",
                    "power",
                    "view",
                    "views",
                    "job",
                    "sway",
                ])
        }
        "picked" => objects(&[
            "blast", "blasts", "signal", "signals", "speed", "pace", "trade", "pieces", "prize",
            "award", "votes", "phone",
        ]),
        "fired" => matches!(next, "tear" | "rubber" | "water" | "blanks" | "warning"),
        "bombed" => {
            matches!(next, "in" | "at" | "with")
                && !is_auxiliary(reading.folded(at.saturating_sub(1)))
        }
        "sanctioned" => objects(&[
            "marriage",
            "use",
            "killing",
            "operation",
            "plan",
            "event",
            "match",
        ]),
        "caught" => {
            matches!(next, "up" | "on" | "between" | "off" | "out")
                || objects(&[
                    "camera",
                    "attention",
                    "eye",
                    "breath",
                    "cold",
                    "guard",
                    "virus",
                ])
        }
        "passed" => objects(&["bill", "law", "act", "legislation", "motion", "resolution"]),
        "launched" => (at + 1..at + 9).any(|t| {
            matches!(
                reading.folded(t),
                "orbit" | "satellite" | "satellites" | "spacecraft" | "space"
            )
        }),
        "invaded" => objects(&["privacy", "space"]),
        "shot"
            if (at.saturating_sub(5)..at).any(|t| {
                matches!(
                    reading.folded(t),
                    "film" | "movie" | "scene" | "scenes" | "series" | "documentary" | "video"
                )
            }) =>
        {
            true
        }
        "shot" | "blown" | "blew" => objects(&[
            "film",
            "video",
            "proportion",
            "photo",
            "picture",
            "pictures",
            "fame",
        ]),
        "attacked" => objects(&[
            "plan", "bill", "policy", "idea", "proposal", "record", "decision",
        ]),
        _ => false,
    }
}

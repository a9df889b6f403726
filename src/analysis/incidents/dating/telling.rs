//! Whether a date is that of who tells a deed, or of the case about it, not of the deed.
//!
//! Spying, break-ins, leaks and the like come to light long after: "were tapped, Reuters reported last
//! week", "charged on 3 May with handing on drawings". An attack or an arrest is told on its day.

use super::super::super::Reading;
use super::super::super::grammar::Traits;
use super::ground::Scene;
use super::own::{preceded, tokens_of};
use crate::model::{IncidentKind, Timex};

/// How far before a date its verb may stand: "charged a former analyst on 3 May".
const NEAR: usize = 5;

/// Whether the date of a sentence tells when a deed came to light or to court.
pub(super) fn of_another(scene: &Scene<'_>, date: &Timex) -> bool {
    let (reading, trigger) = (scene.reading, scene.trigger);
    let espionage = trigger.kind == IncidentKind::Espionage;
    let hidden = espionage
        || matches!(
            trigger.kind,
            IncidentKind::Cyber
                | IncidentKind::Leak
                | IncidentKind::Influence
                | IncidentKind::Recruitment
        );
    if !hidden {
        return false;
    }
    let words = tokens_of(reading, date);
    // "Since March", "between 2004 and 2017": how long the deed went on.
    let lasts = |token: usize| matches!(reading.folded(token), "since" | "from" | "between");
    if lasts(words.start) || preceded(reading, date, &[" since", " from", " between"]) {
        return false;
    }
    let frames = |token: usize| tells(reading, token) || tries(reading, token);
    if words.start > trigger.head {
        return beside(reading, trigger.head + 1, words.start)
            || espionage && (trigger.head + 1..words.start).any(frames);
    }
    if !espionage {
        return false;
    }
    let clause = |token: usize| matches!(reading.folded(token), "who" | "whom");
    beside(reading, scene.tokens.start, words.start)
        || (words.end..trigger.start).any(|token| frames(token) || clause(token))
        || (trigger.start..=trigger.head).any(|token| tries(reading, token))
}

/// Whether a verb of telling or of the law has the date that begins at a token: no sign between.
fn beside(reading: &Reading<'_>, from: usize, date: usize) -> bool {
    (date.saturating_sub(NEAR).max(from)..date)
        .rev()
        .take_while(|&token| !reading.is(token, Traits::PAUSE.or(Traits::STOP)))
        .any(|token| tells(reading, token) || tries(reading, token))
}

/// "he is said to have sent", ", it is alleged,": nobody tells it on that day.
fn hearsay(reading: &Reading<'_>, token: usize) -> bool {
    token > 0 && matches!(reading.folded(token - 1), "is" | "are")
}

fn tells(reading: &Reading<'_>, token: usize) -> bool {
    let verb = matches!(
        reading.folded(token),
        "said"
            | "announced"
            | "told"
            | "reported"
            | "wrote"
            | "revealed"
            | "disclosed"
            | "admitted"
            | "acknowledged"
            | "confirmed"
            | "stated"
            | "claimed"
            | "alleged"
            | "conceded"
            | "testified"
            | "heard"
            | "ruled"
            | "concluded"
            | "declared"
            | "recalled"
            | "showed"
            | "found"
            | "established"
            | "emerged"
    );
    verb && !hearsay(reading, token)
}

fn tries(reading: &Reading<'_>, token: usize) -> bool {
    let verb = matches!(
        reading.folded(token),
        "arrested"
            | "detained"
            | "charged"
            | "indicted"
            | "arraigned"
            | "accused"
            | "questioned"
            | "sued"
            | "tried"
            | "pleaded"
            | "appeared"
            | "convicted"
            | "condemned"
            | "guilty"
            | "sentenced"
            | "jailed"
            | "imprisoned"
            | "fined"
            | "remanded"
            | "acquitted"
            | "executed"
            | "hanged"
            | "extradited"
            | "deported"
            | "expelled"
            | "summoned"
            | "sanctioned"
            | "sanctions"
            | "dismissed"
            | "sacked"
            | "suspended"
            | "seized"
            | "held"
            | "unmasked"
            | "identified"
            | "trial"
    ) || matches!(
        reading.folded(token),
        "picked" | "pulled" | "taken" | "rounded"
    ) && matches!(reading.folded(token + 1), "up" | "in");
    // "was arrested while filming the gate": in the act.
    let act = || (token + 1..token + NEAR).any(|next| reading.folded(next) == "while");
    verb && !hearsay(reading, token) && !act()
}

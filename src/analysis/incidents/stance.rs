use super::super::Reading;
use crate::model::{IncidentKind, Stance};
use std::ops::Range;

/// How the sentence stands to what it tells: the words before the trigger weigh, and what a court
/// has found.
pub(super) fn stance(
    reading: &Reading<'_>,
    tokens: &Range<usize>,
    trigger: usize,
    kind: IncidentKind,
) -> Stance {
    if denied(reading, tokens, trigger) {
        return Stance::Denied;
    }
    let verb = reading.folded(trigger);
    if kind == IncidentKind::Legal {
        return match verb {
            "accused" | "charged" | "indicted" => Stance::Alleged,
            _ => Stance::Fact,
        };
    }
    let mut stance = Stance::Fact;
    for token in tokens.clone() {
        let next = reading.folded(token + 1);
        match reading.folded(token) {
            "convicted" | "guilty" | "admitted" | "confessed" if token < trigger => {
                return Stance::Fact;
            }
            "allegedly" | "reportedly" | "purportedly" | "supposedly" | "apparently" => {
                stance = Stance::Alleged;
            }
            "alleged" | "suspected" | "alleges" | "accused" | "accuses" | "accusing" | "accuse"
            | "allege" | "suspects" | "alleging" | "claims" | "claimed" | "claiming"
                if token < trigger + 4 =>
            {
                stance = Stance::Alleged;
            }
            "charged" | "charges" | "believed" | "thought" | "suspicion" | "indictment"
                if token < trigger && matches!(next, "with" | "of" | "to" | "that" | "charges") =>
            {
                stance = Stance::Alleged;
            }
            "prosecutors" | "prosecutor" | "prosecution" | "indictment" | "complaint"
            | "lawsuit" | "plaintiffs" | "sheet"
                if accuses(reading, tokens, token) =>
            {
                stance = Stance::Alleged;
            }
            _ => {}
        }
    }
    stance
}

/// "Prosecutors say", "according to the indictment": who speaks so accuses.
fn accuses(reading: &Reading<'_>, tokens: &Range<usize>, speaker: usize) -> bool {
    let given = (speaker.saturating_sub(5).max(tokens.start)..speaker)
        .any(|token| reading.folded(token) == "according");
    let says = (speaker + 1..tokens.end.min(speaker + 4)).any(|token| {
        matches!(
            reading.folded(token),
            "say" | "says" | "said" | "argue" | "argued" | "believe" | "maintain" | "told"
        )
    });
    given || says
}

/// "denied hacking", "denies that it stole": the denial governs the trigger.
fn denied(reading: &Reading<'_>, tokens: &Range<usize>, trigger: usize) -> bool {
    let from = trigger.saturating_sub(12).max(tokens.start);
    let mut inside = false;
    for token in from..trigger {
        match reading.folded(token) {
            "denied" | "denies" | "denying" | "deny" => inside = true,
            "," | ";" | "but" | "who" | "which" | "after" | "and" => inside = false,
            _ => {}
        }
    }
    inside
}

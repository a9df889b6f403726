use super::super::Reading;
use super::super::grammar::{Form, Reality, Traits, reality};
use super::find::Trigger;
use crate::model::{Incident, IncidentKind as K};
use std::ops::Range;

/// How much an echo weighs.
const WEIGHT: u32 = 24;

/// What a sentence tells by pointing to the one before: "Niger did the same last year",
/// "New Zealand followed", "Canada announced similar steps", "It left five dead".
pub(super) fn echo(reading: &Reading<'_>, at: usize, before: &[Incident]) -> Option<Trigger> {
    let tokens = &reading.sentences[at].tokens;
    let previous = reading.sentences.get(at.checked_sub(1)?)?;
    let last = before.last().filter(|one| one.span == previous.span)?;
    // Each of the words that point is a past verb.
    let head = tokens
        .clone()
        .filter(|&token| reading.is(token, Traits::PAST) || reading.folded(token) == "done")
        .find(|&token| points(reading, tokens, token, last.kind))?;
    let form = if reading.folded(head) == "took" {
        Form::Past
    } else {
        Form::Ed
    };
    let told = reality(reading, tokens, head, form);
    (told.reality == Reality::Happened).then_some(Trigger {
        kind: last.kind,
        start: head,
        head,
        weight: WEIGHT,
        alleged: false,
        finite: true,
    })
}

/// Whether a verb only points back.
fn points(reading: &Reading<'_>, tokens: &Range<usize>, at: usize, kind: K) -> bool {
    let next = reading.folded(at + 1);
    let second = reading.folded(at + 2);
    match reading.folded(at) {
        "did" | "done" => {
            next == "likewise"
                || reading.folded(at) == "done" && next == "so"
                || (next, second) == ("the", "same")
                // "So did Norway."
                || at == tokens.start + 1 && reading.folded(tokens.start) == "so"
        }
        "followed" => {
            matches!(kind, K::Sanction | K::Diplomatic)
                && at > tokens.start
                && matches!(
                    next,
                    "suit" | "." | "," | "with" | "on" | "in" | "a" | "soon" | "days"
                )
                && next != "by"
        }
        "took" | "announced" | "imposed" | "adopted" | "unveiled" | "made" | "ordered" => {
            let like = |word: &str| matches!(word, "similar" | "matching" | "like" | "identical");
            let step = |word: &str| {
                matches!(
                    word,
                    "step"
                        | "steps"
                        | "measure"
                        | "measures"
                        | "move"
                        | "moves"
                        | "action"
                        | "curbs"
                )
            };
            (at + 1..(at + 6).min(tokens.end))
                .any(|token| like(reading.folded(token)) && step(reading.folded(token + 1)))
                || next == "the" && second == "same" && step(reading.folded(at + 3))
        }
        "left" => {
            kind == K::Attack
                && matches!(
                    reading.folded(tokens.start),
                    "it" | "this" | "that" | "they" | "both" | "the" | "another"
                )
                && (at + 1..(at + 9).min(tokens.end))
                    .any(|token| matches!(reading.folded(token), "dead" | "wounded" | "injured"))
        }
        _ => false,
    }
}

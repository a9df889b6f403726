use super::super::sight::stem;
use super::ground::{Dated, Scene};
use crate::model::{Incident, IncidentKind as K};
use std::ops::Range;

/// How far into the sentence its subject may end.
const SUBJECT: usize = 7;

/// The date of the event that the sentence takes up again: "The attack killed nine."
pub(super) fn same(scene: &Scene<'_>) -> Option<Dated> {
    let head = scene.trigger.head;
    // "claimed the break-in": what tells it is what was told.
    opening(scene)
        .or_else(|| {
            named(
                scene,
                head.saturating_sub(1).max(scene.tokens.start)..head + 1,
            )
        })
        .filter(|one| one.kind == scene.trigger.kind)
        .map(Dated::like)
}

/// What was told that the sentence begins with.
pub(super) fn opening<'a>(scene: &Scene<'a>) -> Option<&'a Incident> {
    named(
        scene,
        scene.tokens.start..scene.tokens.end.min(scene.tokens.start + SUBJECT),
    )
}

/// The last incident with a date that a stretch names again: "after the arrest".
pub(super) fn named<'a>(scene: &Scene<'a>, stretch: Range<usize>) -> Option<&'a Incident> {
    let reading = scene.reading;
    let noun = stretch.clone().find(|&token| {
        let back = token.saturating_sub(3).max(stretch.start);
        kinds(reading.folded(token)).is_some()
            && (back..token).any(|at| {
                matches!(
                    reading.folded(at),
                    "the" | "that" | "this" | "his" | "her" | "their" | "its"
                )
            })
    })?;
    let told = kinds(reading.folded(noun))?;
    scene.before.iter().rev().find(|one| {
        one.value.is_some() && told.contains(&one.kind) && step(scene, reading.folded(noun), one)
    })
}

/// The last incident with a date that a stretch names by a noun of its verb or by any other:
/// "after the sinking", "after their release".
pub(super) fn thing<'a>(scene: &Scene<'a>, stretch: &Range<usize>) -> Option<&'a Incident> {
    let reading = scene.reading;
    let told = matches!(
        reading.folded(stretch.start),
        "the" | "that" | "this" | "his" | "her" | "their" | "its"
    );
    let dated = || scene.before.iter().rev().filter(|one| one.value.is_some());
    let noun = stem(reading.folded(stretch.start + 1));
    let head = |one: &Incident| {
        let trigger = one.trigger.of(&reading.folded);
        stem(trigger.rsplit(' ').next().unwrap_or_default())
    };
    let same = dated().find(|one| head(one) == noun);
    same.or_else(|| dated().next()).filter(|_| told)
}

/// The kinds of incidents that a noun takes up.
fn kinds(noun: &str) -> Option<&'static [K]> {
    Some(match noun {
        "attack" | "attacks" => &[K::Attack, K::Cyber],
        "assault" | "ambush" | "bombing" | "bombings" | "blast" | "blasts" | "explosion"
        | "explosions" | "shooting" | "killing" | "killings" | "murder" | "massacre" | "strike"
        | "siege" | "kidnapping" | "abduction" | "stabbing" | "assassination" | "poisoning"
        | "sabotage" | "invasion" | "bomb" | "bombs" => &[K::Attack],
        "raid" | "raids" => &[K::Operation, K::Attack, K::Legal],
        "operation" | "sweep" | "takedown" | "crackdown" | "seizure" => &[K::Operation],
        "hack" | "breach" | "intrusion" | "cyberattack" | "compromise" | "break-in" | "heist"
        | "outage" => &[K::Cyber],
        "theft" => &[K::Cyber, K::Espionage],
        "incident" => &[K::Cyber, K::Attack, K::Leak],
        "leak" | "leaks" | "disclosure" => &[K::Leak],
        "arrest" | "arrests" | "detention" | "conviction" | "verdict" | "sentence"
        | "indictment" | "extradition" | "acquittal" | "lawsuit" | "exchange" | "swap" => {
            &[K::Legal]
        }
        "expulsion" | "expulsions" => &[K::Diplomatic],
        "sanctions" | "ban" | "blacklisting" => &[K::Sanction],
        _ => return None,
    })
}

/// Whether a noun of the law takes up the same step: "the arrest" only an arrest.
fn step(scene: &Scene<'_>, noun: &str, one: &Incident) -> bool {
    if one.kind != K::Legal {
        return true;
    }
    let trigger = one.trigger.of(&scene.reading.folded);
    let head = trigger.rsplit(' ').next().unwrap_or_default();
    let like = |stems: &[&str]| stems.iter().any(|stem| head.starts_with(stem));
    match noun {
        "arrest" | "arrests" | "detention" | "raid" | "raids" => like(&[
            "arrest", "detain", "seiz", "caught", "picked", "round", "captur", "taken", "held",
            "nab", "led", "bundl", "corner",
        ]),
        "conviction" | "verdict" => like(&["convict", "guilty", "found", "verdict"]),
        "sentence" => like(&["sentenc", "jail", "given", "got", "receiv", "gave", "hand"]),
        "indictment" => like(&["indict", "charg"]),
        "extradition" => like(&["extradit", "hand", "sent", "flown"]),
        "exchange" | "swap" => like(&["exchang", "swap", "releas", "free", "flown", "chang"]),
        "acquittal" => like(&["acquit", "clear"]),
        "lawsuit" => like(&["sue", "filed", "lodged", "brought", "lawsuit"]),
        _ => false,
    }
}

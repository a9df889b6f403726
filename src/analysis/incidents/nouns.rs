use super::context::{Topic as T, Topics};
use crate::model::IncidentKind as K;

/// The kind of the incident that a noun names, in a sentence of these topics.
pub(super) fn kind(noun: &str, topics: Topics) -> Option<K> {
    Some(match noun {
        "cyberattack" | "cyberattacks" | "cyber-attack" | "cyber-attacks" | "hack" | "hacks"
        | "breach" | "breaches" | "intrusion" | "intrusions" | "cyberespionage" => K::Cyber,
        "attack" | "attacks" | "incident" | "campaign" if topics.has(T::Cyber) => K::Cyber,
        "attack" | "attacks" | "bombing" | "bombings" | "assassination" | "explosion"
        | "explosions" | "blast" | "poisoning" | "sabotage" | "airstrike" | "airstrikes"
        | "shooting" | "stabbing" | "murder" | "killing" | "ambush" | "invasion" | "kidnapping"
        | "abduction" | "shelling" => K::Attack,
        "strike" | "strikes" if topics.has(T::Weapon) => K::Attack,
        "leak" | "leaks" => K::Leak,
        "arrest" | "arrests" | "trial" | "indictment" | "indictments" | "lawsuit"
        | "conviction" | "verdict" | "extradition" | "acquittal" | "detention" => K::Legal,
        "appeal" | "charges" | "sentence" | "sentences" if topics.has(T::Court) => K::Legal,
        "sanctions" | "embargo" | "ban" | "curbs" => K::Sanction,
        "expulsion" | "expulsions" => K::Diplomatic,
        "surveillance" => K::Espionage,
        "search" | "searches" if topics.has(T::Police) => K::Legal,
        "raid" | "raids" | "crackdown" | "takedown" | "sting" => K::Operation,
        "operation" | "operations" if topics.has(T::Lies) => K::Influence,
        "campaign" if topics.has(T::Lies) => K::Influence,
        "operation" => K::Operation,
        "incident" | "affair" | "scandal" if topics.has(T::Secret) => K::Espionage,
        _ => return None,
    })
}

/// Verbs that take an incident as their object: "launched an attack".
pub(super) fn brings_about(verb: &str) -> bool {
    const VERBS: [&str; 37] = [
        "announced",
        "carried",
        "claimed",
        "conducted",
        "confirmed",
        "coordinated",
        "detected",
        "disclosed",
        "executed",
        "faced",
        "filed",
        "foiled",
        "imposed",
        "introduced",
        "issued",
        "launched",
        "led",
        "lifted",
        "made",
        "mounted",
        "ordered",
        "organised",
        "organized",
        "orchestrated",
        "perpetrated",
        "received",
        "reported",
        "slapped",
        "staged",
        "started",
        "suffered",
        "survived",
        "thwarted",
        "unleashed",
        "unsealed",
        "won",
        "upheld",
    ];
    VERBS.contains(&verb)
}

/// Verbs whose subject an incident may be: "the attack crippled".
pub(super) fn comes_about(verb: &str) -> bool {
    const VERBS: [&str; 46] = [
        "affected",
        "allowed",
        "began",
        "brought",
        "came",
        "caused",
        "compromised",
        "cost",
        "crippled",
        "damaged",
        "destroyed",
        "disabled",
        "disrupted",
        "ended",
        "exposed",
        "failed",
        "followed",
        "forced",
        "happened",
        "hit",
        "involved",
        "killed",
        "knocked",
        "lasted",
        "led",
        "left",
        "netted",
        "occurred",
        "opened",
        "paralysed",
        "paralyzed",
        "revealed",
        "rocked",
        "sparked",
        "shook",
        "showed",
        "shut",
        "started",
        "stole",
        "struck",
        "succeeded",
        "targeted",
        "took",
        "triggered",
        "wounded",
        "injured",
    ];
    VERBS.contains(&verb)
}

/// Whether a noun may be one at all; the first look at every token.
pub(super) fn may_be(noun: &str) -> bool {
    match noun.len() {
        3..=5 => matches!(
            noun,
            "hack"
                | "hacks"
                | "leak"
                | "leaks"
                | "trial"
                | "ban"
                | "raid"
                | "raids"
                | "blast"
                | "sting"
                | "curbs"
        ),
        6..=14 => {
            matches!(
                noun.as_bytes()[0],
                b'a' | b'b'
                    | b'c'
                    | b'd'
                    | b'e'
                    | b'i'
                    | b'k'
                    | b'l'
                    | b'm'
                    | b'o'
                    | b'p'
                    | b's'
                    | b't'
                    | b'v'
            ) && NOUNS.contains(&noun)
        }
        _ => false,
    }
}

const NOUNS: [&str; 59] = [
    "abduction",
    "acquittal",
    "affair",
    "airstrike",
    "airstrikes",
    "ambush",
    "appeal",
    "arrest",
    "arrests",
    "assassination",
    "attack",
    "attacks",
    "bombing",
    "bombings",
    "breach",
    "breaches",
    "campaign",
    "charges",
    "conviction",
    "crackdown",
    "cyber-attack",
    "cyber-attacks",
    "cyberattack",
    "cyberattacks",
    "cyberespionage",
    "detention",
    "embargo",
    "explosion",
    "explosions",
    "expulsion",
    "expulsions",
    "extradition",
    "incident",
    "indictment",
    "indictments",
    "intrusion",
    "intrusions",
    "invasion",
    "kidnapping",
    "killing",
    "lawsuit",
    "murder",
    "operation",
    "operations",
    "poisoning",
    "sabotage",
    "sanctions",
    "scandal",
    "search",
    "searches",
    "sentence",
    "sentences",
    "shelling",
    "shooting",
    "stabbing",
    "strike",
    "strikes",
    "surveillance",
    "takedown",
];

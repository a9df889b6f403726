//! Numbered units and threat actors, and the schemes by which vendors name these.

use super::candidates::Candidate;
use super::patterns::{joined, namely};
use crate::analysis::tagger::{Class, Page, Shape};
use crate::model::{Kind, Rule};
use std::ops::Range;

/// "Unit 61398", "APT41", "UNC2452", "Storm-0558", "TA505".
pub(super) fn numbered(
    page: &Page<'_>,
    at: usize,
    within: &Range<usize>,
    out: &mut Vec<Candidate>,
) {
    let text = page.text(at);
    if matches!(
        text,
        "Unit" | "Bureau" | "Room" | "Office" | "Camp" | "Department"
    ) && at + 1 < within.end
    {
        let next = page.text(at + 1);
        let long = next.len() >= 2 && next.bytes().all(|b| b.is_ascii_digit());
        if long
            && next != "365"
            && (text == "Unit" && next.len() >= 3 || text != "Unit" && next.len() == 3)
        {
            out.push(Candidate::new(
                page,
                at..at + 2,
                Kind::Agency,
                Rule::Pattern,
                0.9,
                "a numbered unit",
            ));
        }
    }
    if let Some(length) = actor_number(page, at, within) {
        out.push(Candidate::new(
            page,
            at..at + length,
            Kind::Group,
            Rule::Pattern,
            0.95,
            "a vendor's number for a threat actor",
        ));
    }
}

const ACTOR_PREFIXES: [&str; 21] = [
    "APT-C-", "APT-", "APT", "UNC", "FIN", "TA", "TAG-", "TAG", "DEV-", "Storm-", "TEMP.", "UAC-",
    "UAT-", "CL-STA-", "CL-CRI-", "CL-UNK-", "ATK", "TG-", "G0", "UTA", "GOLD-",
];

/// How many tokens a numbered actor's name takes.
fn actor_number(page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<usize> {
    let text = page.text(at);
    let numbered = text.ends_with(|c: char| c.is_ascii_digit());
    for prefix in ACTOR_PREFIXES.iter().take_while(|_| numbered) {
        let Some(rest) = text.strip_prefix(prefix) else {
            continue;
        };
        let digits = rest.bytes().filter(u8::is_ascii_digit).count();
        let fits = digits >= 1
            && rest.len() == digits
            && match *prefix {
                "TA" | "G0" | "TAG" => digits >= 3,
                "UNC" | "UTA" => digits >= 3,
                "Storm-" | "DEV-" => digits == 4,
                "ATK" | "TG-" => digits >= 2,
                _ => digits <= 5,
            };
        if fits {
            return Some(1);
        }
    }
    let parted = matches!(text, "APT" | "UNC" | "FIN")
        && at + 1 < within.end
        && joined(page, at + 1)
        && page.word(at + 1).shape.is(Shape::NUMBER)
        && page.text(at + 1).len() <= 4;
    parted.then_some(2)
}

/// "Fancy Bear", "Volt Typhoon": the schemes by which vendors name actors.
pub(super) fn scheme(page: &Page<'_>, at: usize, within: &Range<usize>, out: &mut Vec<Candidate>) {
    if at == within.start || !joined(page, at) || !namely(page, at - 1) {
        return;
    }
    if page.class(
        at - 1,
        Class::SUBJECT | Class::COMMON | Class::TITLE | Class::GIVEN,
    ) {
        return;
    }
    let sure = matches!(
        page.text(at),
        "Panda"
            | "Kitten"
            | "Spider"
            | "Chollima"
            | "Typhoon"
            | "Blizzard"
            | "Sandstorm"
            | "Sleet"
            | "Werewolf"
    );
    let hinted = page.technical
        || (at.saturating_sub(8)..(at + 8).min(within.end))
            .any(|i| page.class(i, Class::GROUP | Class::TECHNICAL));
    let first = if page.text(at) == "Spider"
        && at >= within.start + 2
        && namely(page, at - 2)
        && page.word(at - 2).shape.is(Shape::UPPER)
    {
        at - 2
    } else {
        at - 1
    };
    if hinted {
        let weight = if sure { 0.85 } else { 0.6 };
        out.push(Candidate::new(
            page,
            first..at + 1,
            Kind::Group,
            Rule::Pattern,
            weight,
            format!("“… {}”, as vendors name actors", page.text(at)),
        ));
    }
}

//! What the words right before a name tell of it: what it is made with, installed from, signed by,
//! who its members are.

use super::patterns::joined;
use super::told::{About, Told};
use crate::analysis::tagger::{Class, Page, Shape};
use crate::model::Kind;
use std::ops::Range;

/// "was made with X", "logged in to X", "a signed copy of X", "members of X", "the exercise X".
pub(super) fn beside(about: &About<'_>, name: &Range<usize>) -> Option<Told> {
    let page = about.page;
    let at = |by: usize| {
        name.start
            .checked_sub(by)
            .map_or("", |at| page.reading.folded(at))
    };
    if !joined(page, name.start) {
        return None;
    }
    let single = name.len() == 1;
    let built = single && page.word(name.start).shape.is(Shape::INNER);
    let kind = match at(1) {
        "exercise" | "exercises" | "manoeuvres" | "maneuvers" => return Some(Told::Nothing),
        "with" if matches!(at(2), "obfuscated" | "packed" | "encrypted" | "compiled") => {
            Kind::Technology
        }
        "with" if built && matches!(at(2), "made" | "generated" | "cloned" | "drawn") => {
            Kind::Technology
        }
        "with" if built && likened(page, name.start) && about.speaks_of_malware() => Kind::Malware,
        "to" | "into" if matches!((at(3), at(2)), ("logged" | "log" | "logging", "in" | "on")) => {
            Kind::Technology
        }
        "into" if matches!(at(2), "logged" | "log" | "logging") => Kind::Technology,
        "install" | "installed" | "installing" | "uninstall" => Kind::Technology,
        "running"
            if matches!(
                at(2),
                "servers"
                    | "devices"
                    | "machines"
                    | "computers"
                    | "phones"
                    | "laptops"
                    | "appliances"
            ) =>
        {
            Kind::Technology
        }
        "on" if page.technical && matches!(at(2), "alert") => Kind::Technology,
        "of" if copied(at(2), at(3)) => Kind::Technology,
        "of" if belongs(at(2), at(3)) => Kind::Organisation,
        "the" if at(2) == "of" && belongs(at(3), at(4)) => Kind::Organisation,
        "to" if at(2) == "belonged" && matches!(at(3), "he" | "she" | "who") => Kind::Organisation,
        "network" if matches!(at(2), "its" | "their" | "our") => Kind::Technology,
        "system" | "tool" | "browser" | "database" | "chatbot" | "plugin" | "algorithm"
        | "drone" | "missile" | "handset"
            if ends(page, name.end) =>
        {
            Kind::Technology
        }
        "gang" | "crew" | "militia" | "cartel" | "hacktivists" | "extortionists"
            if ends(page, name.end) =>
        {
            Kind::Group
        }
        "persona" | "as" if at(1) == "persona" || known_to(page, name.start) => {
            if of_malware(page, name.start) {
                Kind::Malware
            } else {
                Kind::Group
            }
        }
        _ => return behind(page, name),
    };
    Some(Told::Kind(kind))
}

/// "the JDY cluster", "the X plugin".
fn behind(page: &Page<'_>, name: &Range<usize>) -> Option<Told> {
    let next = name.end;
    if !joined(page, next) || page.capital(next) {
        return None;
    }
    let kind = match page.text(next) {
        "cluster" | "actors" if page.technical => Kind::Group,
        "plugin" | "plug-in" | "firmware" | "SDK" | "blockchain" | "messenger" => Kind::Technology,
        _ => return None,
    };
    Some(Told::Kind(kind))
}

/// Whether what somebody is told to be ends with the name: "the gang X said" tells as much of who
/// paid a gang as of the gang.
fn ends(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    !word.shape.is(Shape::WORD)
        || word.class.any(Class::FUNCTION | Class::CONNECT)
        || matches!(
            page.text(at),
            "is" | "was" | "has" | "had" | "on" | "in" | "at"
        )
}

/// "a signed copy of X", "a trojanised version of X"; no copy of a paper.
fn copied(noun: &str, how: &str) -> bool {
    match noun {
        "installation" | "installations" | "installer" | "instance" | "instances" => true,
        "copy" | "copies" | "version" | "versions" | "build" | "builds" => matches!(
            how,
            "signed"
                | "pirated"
                | "cracked"
                | "infected"
                | "trojanised"
                | "trojanized"
                | "tampered"
                | "unpatched"
                | "outdated"
                | "vulnerable"
                | "fake"
                | "modified"
        ),
        _ => false,
    }
}

/// "members of X", "the youth wing of X": whoever has such is no firm.
fn belongs(noun: &str, whose: &str) -> bool {
    match noun {
        "members" | "member" => !matches!(
            whose,
            "crew" | "staff" | "board" | "team" | "family" | "union" | "founding" | "cabin"
        ),
        "militants" | "activists" | "sympathisers" | "adherents" => true,
        "wing" => matches!(
            whose,
            "youth" | "armed" | "political" | "women's" | "student"
        ),
        _ => false,
    }
}

/// "shares its string cipher with X": what malware is likened to.
fn likened(page: &Page<'_>, name: usize) -> bool {
    let before = name.saturating_sub(8)..name;
    let shares = |at: usize| matches!(page.text(at), "shares" | "share" | "overlaps" | "shared");
    let code = |at: usize| {
        matches!(
            page.text(at),
            "code" | "cipher" | "routine" | "routines" | "strings" | "obfuscation"
        )
    };
    before.clone().any(shares) && before.clone().any(code)
}

/// "known to outside researchers as X".
fn known_to(page: &Page<'_>, name: usize) -> bool {
    let Some(who) = name.checked_sub(2) else {
        return false;
    };
    matches!(
        page.text(who),
        "researchers" | "analysts" | "investigators" | "defenders" | "vendors"
    ) && (who.saturating_sub(3)..who)
        .any(|at| page.text(at) == "to" && matches!(page.text(at.wrapping_sub(1)), "known"))
}

/// Whether malware is what the words before a name speak of.
fn of_malware(page: &Page<'_>, name: usize) -> bool {
    (name.saturating_sub(12)..name)
        .rev()
        .take_while(|at| page.text(*at) != ".")
        .any(|at| page.class(at, Class::MALWARE) && !page.capital(at))
}

/// "A ransom note signed X", "a demand for 75 bitcoin, signed with the name X", "the note they left
/// was signed “X”".
pub(super) fn signed(page: &Page<'_>, name: &Range<usize>) -> bool {
    let mut at = name.start;
    if at > 0 && matches!(page.text(at - 1), "“" | "\"" | "‘") {
        at -= 1;
    }
    if at > 2
        && page.text(at - 1) == "name"
        && page.text(at - 2) == "the"
        && matches!(page.text(at - 3), "with" | "in" | "under")
    {
        at -= 3;
    }
    at > 0
        && page.text(at - 1) == "signed"
        && (at.saturating_sub(12)..at - 1)
            .rev()
            .take_while(|at| page.text(*at) != ".")
            .any(|at| {
                matches!(
                    page.reading.folded(at),
                    "note"
                        | "notes"
                        | "demand"
                        | "threat"
                        | "threats"
                        | "ransom"
                        | "boast"
                        | "extortion"
                )
            })
}

/// “…SPY”, “…Stealer”: built as names of malware are.
pub(super) fn malign(page: &Page<'_>, name: &Range<usize>) -> bool {
    let text = page.text(name.start);
    name.len() == 1
        && page.word(name.start).shape.is(Shape::INNER)
        && [
            "Spy",
            "SPY",
            "Stealer",
            "Wiper",
            "Dropper",
            "Keylogger",
            "RAT",
        ]
        .iter()
        .any(|end| {
            text.strip_suffix(end)
                .is_some_and(|stem| stem.ends_with(|c: char| c.is_lowercase()))
        })
}

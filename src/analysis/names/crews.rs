//! Whether a ransomware's name means the malware or the crew behind it: the document decides.

use super::candidates::Candidate;
use crate::analysis::gazetteer::{Gazetteer, Stands};
use crate::analysis::tagger::{Class, Page};
use crate::model::{Kind, Rule};
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Words that speak of people, right before or behind the name.
const PEOPLE: [&str; 30] = [
    "gang",
    "group",
    "crew",
    "cartel",
    "collective",
    "syndicate",
    "operators",
    "operator",
    "affiliates",
    "affiliate",
    "members",
    "member",
    "leaders",
    "leader",
    "hackers",
    "hacker",
    "actors",
    "criminals",
    "extortionists",
    "boss",
    "claimed",
    "said",
    "says",
    "demanded",
    "threatened",
    "boasted",
    "posted",
    "announced",
    "apologised",
    "apologized",
];

/// Words for a crew, near the name.
const CREWS: [&str; 10] = [
    "gang",
    "crew",
    "cartel",
    "collective",
    "syndicate",
    "members",
    "operators",
    "affiliates",
    "affiliate",
    "leader",
];

/// Words that speak of a program.
const PROGRAM: [&str; 22] = [
    "malware",
    "payload",
    "payloads",
    "sample",
    "samples",
    "variant",
    "variants",
    "encryptor",
    "loader",
    "trojan",
    "binary",
    "strain",
    "infection",
    "infections",
    "executable",
    "decryptor",
    "backdoor",
    "stealer",
    "botnet",
    "deployed",
    "dropped",
    "installed",
];

/// What a document shows of one name.
#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    people: usize,
    program: usize,
    all: usize,
}

/// Nouns of what a firm does about malware, not of malware that bears its name.
const DEFENCE: [&str; 14] = [
    "researcher",
    "researchers",
    "analyst",
    "analysts",
    "analysis",
    "research",
    "protection",
    "detection",
    "detections",
    "team",
    "lab",
    "labs",
    "report",
    "scanner",
];

/// Makes malware of the bodies that a report speaks of as malware: "the Lanternfish malware".
pub(super) fn unmask(page: &Page<'_>, gazetteer: &Gazetteer, all: &mut [Candidate]) {
    if !page.technical {
        return;
    }
    let body = |kind| matches!(kind, Kind::Company | Kind::Organisation | Kind::Agency);
    let key = |c: &Candidate| fold(c.span.of(page.reading.text));
    // A place may have several candidates.
    let mut votes: BTreeMap<String, (BTreeSet<u32>, BTreeSet<u32>)> = BTreeMap::new();
    for candidate in all.iter().filter(|c| c.tokens.len() == 1) {
        let end = candidate.tokens.end;
        let told = candidate.kind == Kind::Malware
            && candidate.rule == Rule::Pattern
            && !DEFENCE.contains(&page.text(end + 1))
            || body(candidate.kind)
                && page.class(end, Class::MALWARE)
                && !page.capital(end)
                && !DEFENCE.contains(&page.text(end + 1));
        let (programs, places) = votes.entry(key(candidate)).or_default();
        places.insert(candidate.span.start);
        if told {
            programs.insert(candidate.span.start);
        }
    }
    votes.retain(|_, (programs, places)| programs.len() > 1 && programs.len() * 4 >= places.len());
    for candidate in all
        .iter_mut()
        .filter(|c| body(c.kind) && c.tokens.len() == 1)
    {
        if votes.contains_key(&key(candidate)) {
            candidate.kind = Kind::Malware;
            candidate.entry = None;
            candidate.open.clear();
            candidate.evidence.add(", spoken of as malware", gazetteer);
        }
    }
}

/// Makes groups of the malware that a document speaks of as people.
pub(super) fn tell(page: &Page<'_>, gazetteer: &Gazetteer, all: &mut [Candidate]) {
    let mut votes: BTreeMap<String, Votes> = BTreeMap::new();
    let key = |c: &Candidate| fold(c.span.of(page.reading.text));
    for candidate in all.iter() {
        // "a gang known as X" is told by a rule of its own.
        if candidate.kind == Kind::Group && candidate.rule == Rule::Pattern {
            votes.entry(key(candidate)).or_default().people += 1;
        }
        // "the Winnti Group" is the same name as "Winnti".
        if candidate.kind == Kind::Group && candidate.entry.is_some() {
            let name = key(candidate);
            if let Some((stem, "group" | "gang" | "team" | "crew")) = name.rsplit_once(' ') {
                let votes = votes.entry(stem.to_owned()).or_default();
                votes.people += 1;
                votes.all += 1;
            }
        }
        if candidate.kind != Kind::Malware {
            continue;
        }
        let votes = votes.entry(key(candidate)).or_default();
        votes.all += 1;
        let (start, end) = (candidate.tokens.start, candidate.tokens.end);
        // "the Conti ransomware gang": the last noun tells.
        let mut last = end;
        while page.class(last, Class::MALWARE) && last < end + 3 {
            last += 1;
        }
        // "an actor uses X" says nothing of X; "the X actors", "members of X" do.
        let crew = PEOPLE.contains(&page.text(last))
            || (start.saturating_sub(4)..start).any(|i| CREWS.contains(&page.text(i)))
            || start >= 1 && PEOPLE[..20].contains(&page.text(start - 1))
            || start >= 2
                && matches!(
                    page.text(start - 1),
                    "of" | "behind" | "for" | "called" | "named"
                )
                && PEOPLE[..20].contains(&page.text(start - 2));
        if crew {
            votes.people += 1;
        } else if PROGRAM.contains(&page.text(end))
            || (start.saturating_sub(2)..start).any(|i| PROGRAM.contains(&page.text(i)))
        {
            votes.program += 1;
        }
    }
    // One "affiliate" in a long analysis of a program makes no crew of it.
    votes.retain(|_, votes| votes.people > votes.program && votes.people * 6 >= votes.all);
    for candidate in all.iter_mut().filter(|c| c.kind == Kind::Malware) {
        if !votes.contains_key(&fold(candidate.span.of(page.reading.text))) {
            continue;
        }
        let name = candidate.span.of(page.reading.text);
        let crew = ["gang", "group"].iter().find_map(|noun| {
            gazetteer
                .by_name(&format!("{name} {noun}"))
                .into_iter()
                .find(|c| {
                    c.stands != Stands::Never
                        && gazetteer
                            .entry(c.entry)
                            .is_some_and(|e| e.kind == Kind::Group)
                })
        });
        candidate.kind = Kind::Group;
        candidate.entry = crew.map(|c| c.entry);
        candidate.open.clear();
        candidate.evidence.add(", spoken of as a crew", gazetteer);
    }
}

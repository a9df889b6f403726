//! Whether a ransomware's name means the malware or the crew behind it: the document decides.

use super::candidates::Candidate;
use crate::analysis::gazetteer::{Gazetteer, Stands};
use crate::analysis::tagger::{Class, Page};
use crate::model::{Kind, Rule};
use crate::text::fold;
use std::collections::BTreeMap;

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

/// Makes groups of the malware that a document speaks of as people.
pub(super) fn tell(page: &Page<'_>, gazetteer: &Gazetteer, all: &mut [Candidate]) {
    let mut votes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let key = |c: &Candidate| fold(c.span.of(page.reading.text));
    for candidate in all.iter() {
        // "a gang known as X" is told by a rule of its own.
        if candidate.kind == Kind::Group && candidate.rule == Rule::Pattern {
            votes.entry(key(candidate)).or_default().0 += 1;
        }
        if candidate.kind != Kind::Malware {
            continue;
        }
        let (people, program) = votes.entry(key(candidate)).or_default();
        let (start, end) = (candidate.tokens.start, candidate.tokens.end);
        // "the Conti ransomware gang": the last noun tells.
        let mut last = end;
        while page.class(last, Class::MALWARE) && last < end + 3 {
            last += 1;
        }
        let crew = PEOPLE.contains(&page.text(last))
            || (start.saturating_sub(4)..start).any(|i| PEOPLE[..20].contains(&page.text(i)));
        if crew {
            *people += 1;
        } else if PROGRAM.contains(&page.text(end))
            || (start.saturating_sub(2)..start).any(|i| PROGRAM.contains(&page.text(i)))
        {
            *program += 1;
        }
    }
    votes.retain(|_, (people, program)| *people > *program);
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
        candidate.evidence.push_str(", spoken of as a crew");
    }
}

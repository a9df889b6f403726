//! Names that a common noun beside them gives away: "the X malware", "company X", "a backdoor, X,".

use super::candidates::Candidate;
use super::firms::trade;
use super::patterns::{joined, name_end, name_start, namely, tells_more};
use crate::analysis::tagger::{Class, Cue, Page, Shape, Word};
use crate::model::{Kind, Rule};
use std::ops::Range;

/// Nouns that say of the name beside them that it is malware.
const MALWARE: [&str; 15] = [
    "malware",
    "ransomware",
    "trojan",
    "backdoor",
    "loader",
    "stealer",
    "botnet",
    "worm",
    "wiper",
    "spyware",
    "infostealer",
    "keylogger",
    "rootkit",
    "banker",
    "implant",
];

/// Nouns that say of the name after them that it is a company.
const FIRM: [&str; 18] = [
    "company",
    "firm",
    "vendor",
    "maker",
    "giant",
    "manufacturer",
    "startup",
    "start-up",
    "subsidiary",
    "contractor",
    "chipmaker",
    "carmaker",
    "retailer",
    "conglomerate",
    "provider",
    "developer",
    "consultancy",
    "airline",
];

/// How the noun leads to the name after it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    Beside,
    /// "the founder, X,".
    Comma,
    /// "a kit named X".
    Called,
}

/// Finds the names.
pub(super) fn find(page: &Page<'_>, out: &mut Vec<Candidate>) {
    let nouns = Class::MALWARE | Class::FIRM | Class::GROUP | Class::MEDIUM | Class::PRODUCT;
    let tells = |word: &Word| word.class.any(nouns) || word.cue.any(Cue::BODY);
    for sentence in &page.reading.sentences {
        for at in sentence.tokens.clone() {
            let word = page.words[at];
            if !word.shape.is(Shape::CAPITAL) && tells(&word) {
                before(page, at, &sentence.tokens, out);
                after(page, at, &sentence.tokens, out);
            }
            if word.cue.any(Cue::CALL) && word.shape.is(Shape::LOWER) {
                tracked(page, at, &sentence.tokens, out);
                styled(page, at, &sentence.tokens, out);
            }
            if word.cue.any(Cue::COMMA) {
                apposition(page, at, &sentence.tokens, out);
            }
        }
    }
}

/// Whether a name of one word can stand here.
fn lone(page: &Page<'_>, at: usize) -> bool {
    namely(page, at)
        && !page.class(
            at,
            Class::COMMON | Class::FUNCTION | Class::TITLE | Class::OFFICE,
        )
}

/// "The Lanternfish backdoor".
fn before(page: &Page<'_>, at: usize, within: &Range<usize>, out: &mut Vec<Candidate>) {
    let word = page.text(at);
    if !MALWARE.contains(&word) || at == within.start || !joined(page, at) || !lone(page, at - 1) {
        return;
    }
    let name = at - 1;
    let alone = name == within.start || !namely(page, name - 1) || !joined(page, name);
    let shape = page.word(name).shape;
    if alone && !shape.is(Shape::FIRST) && !shape.is(Shape::TITLED) {
        out.push(Candidate::new(
            page,
            name..at,
            Kind::Malware,
            Rule::Pattern,
            0.6,
            format!("“{word}” after it"),
        ));
    }
}

/// "the company X", "a backdoor, X,", "a kit named X".
fn after(page: &Page<'_>, at: usize, within: &Range<usize>, out: &mut Vec<Candidate>) {
    let mut next = at + 1;
    let mut link = Link::Beside;
    if page.text(next) == "," {
        link = Link::Comma;
        // "a motorcycle gang, the Nomads"
        next += 1 + usize::from(page.text(next + 1) == "the");
    }
    if matches!(
        page.text(next),
        "named" | "called" | "dubbed" | "codenamed" | "nicknamed"
    ) {
        link = Link::Called;
        next += 1;
    }
    let as_named = matches!(
        page.text(next),
        "known" | "tracked" | "identified" | "referred" | "advertised" | "marketed"
    );
    if as_named && (page.text(next + 1) == "as" || page.text(next + 2) == "as") {
        link = Link::Called;
        next += if page.text(next + 1) == "as" { 2 } else { 3 };
    } else if page.text(next) == "calling" && page.text(next + 1) == "itself" {
        link = Link::Called;
        next += 2;
    }
    if link == Link::Called && matches!(page.text(next), "“" | "\"" | "‘") {
        next += 1;
    }
    if next >= within.end || link == Link::Beside && !joined(page, next) {
        return;
    }
    let end = name_end(page, next, within, 4);
    // A title begins another name.
    let end = (next..end)
        .find(|at| page.class(*at, Class::TITLE))
        .unwrap_or(end);
    if end == next || !lone(page, next) || page.class(next, Class::GIVEN) {
        return;
    }
    let closed = matches!(page.text(end), "," | "." | ";" | ")");
    if link == Link::Comma && !(closed && end - next <= 3) {
        return;
    }
    let Some((kind, weight)) = told(page, at, within, link) else {
        return;
    };
    let word = page.text(at);
    out.push(Candidate::new(
        page,
        next..end,
        kind,
        Rule::Pattern,
        weight,
        format!("“{word}” before it"),
    ));
}

/// "a cluster that we track as X", "activity Mandiant calls X".
fn tracked(page: &Page<'_>, at: usize, within: &Range<usize>, out: &mut Vec<Candidate>) {
    let calls = matches!(page.text(at), "call" | "calls" | "name" | "names");
    let next = if calls {
        // "We call the actor behind it X"
        behind(page, at + 1, within)
    } else {
        match (at + 1..at + 4).find(|i| page.text(*i) == "as") {
            Some(link) => link + 1,
            None => return,
        }
    };
    let spoken = (at.saturating_sub(12).max(within.start)..next).any(|i| {
        page.class(i, Class::GROUP)
            || matches!(
                page.text(i),
                "cluster"
                    | "clusters"
                    | "activity"
                    | "intrusion"
                    | "intrusions"
                    | "overlap"
                    | "overlaps"
            )
    });
    let mut next = next;
    let mut end = name_end(page, next, within, 3);
    while spoken && end > next && lone(page, next) {
        out.push(Candidate::new(
            page,
            next..end,
            Kind::Group,
            Rule::Pattern,
            0.985,
            format!("“{}” before it", page.text(at)),
        ));
        // "that Mandiant tracks as UNC4907 and Kaspersky as SteppeCrow"
        let Some(link) = (end..within.end.min(end + 5)).find(|i| page.text(*i) == "as") else {
            break;
        };
        let and = (end..link).any(|i| matches!(page.text(i), "and" | ","));
        if !and || !page.capital(link - 1) {
            break;
        }
        next = link + 1;
        end = name_end(page, next, within, 3);
    }
}

/// Where the name begins that somebody calls "the actor", "this cluster", "the group behind it".
fn behind(page: &Page<'_>, at: usize, within: &Range<usize>) -> usize {
    if !matches!(page.text(at), "the" | "this" | "these") {
        return at;
    }
    (at + 1..within.end.min(at + 7))
        .take_while(|i| page.word(*i).shape.is(Shape::LOWER))
        .last()
        .filter(|last| {
            let what = at + 1..last + 1;
            let campaign = |i| matches!(page.text(i), "campaign" | "campaigns");
            what.clone().any(|i| page.class(i, Class::GROUP)) && !what.clone().any(campaign)
        })
        .map_or(at, |last| last + 1)
}

/// Who gives a name: "a loader that we call X", "a wiper researchers have named X".
fn names_it(page: &Page<'_>, at: usize, first: usize) -> bool {
    at > first
        && (page.capital(at - 1)
            || matches!(
                page.text(at - 1),
                "we" | "they"
                    | "it"
                    | "has"
                    | "have"
                    | "had"
                    | "researchers"
                    | "analysts"
                    | "experts"
                    | "authors"
                    | "developers"
                    | "company"
                    | "firm"
                    | "vendor"
                    | "team"
            ))
}

/// "a new variant that calls itself X", "simple downloaders, dubbed by Acme as X", "a loader that
/// we call X".
fn styled(page: &Page<'_>, at: usize, within: &Range<usize>, out: &mut Vec<Candidate>) {
    let mut next = at + 1;
    match page.text(at) {
        "call" | "calls" | "christened"
            if matches!(page.text(next), "itself" | "themselves" | "it" | "them") =>
        {
            next += 1;
        }
        "call" | "calls" | "called" | "name" | "names" | "named"
            if names_it(page, at, within.start) => {}
        "dubbed" | "nicknamed" | "codenamed" => {
            // Who gave the name stands between, and seldom in more than three words.
            if page.text(next) == "by" {
                match (next + 1..next + 5).find(|i| page.text(*i) == "as") {
                    Some(link) => next = link,
                    None => return,
                }
            }
            if page.text(next) == "as" {
                next += 1;
            }
        }
        _ => return,
    }
    while next < within.end && matches!(page.text(next), "*" | "“" | "\"" | "‘" | "the") {
        next += 1;
    }
    let end = name_end(page, next, within, 3);
    if end == next || !lone(page, next) {
        return;
    }
    // "It breaks into … . We call it X": what is told in the sentence before.
    let before = match page.text(next - 1) {
        "it" | "them" if page.technical => at.saturating_sub(40),
        _ => at.saturating_sub(20).max(within.start),
    };
    let noun = (before..at)
        .rev()
        .find(|i| page.class(*i, Class::MALWARE | Class::GROUP) && !page.capital(*i));
    let Some(noun) = noun else { return };
    let kind = match page.text(noun) {
        "campaign" | "campaigns" | "malicious" | "exploit" | "payload" | "payloads" => return,
        _ if page.class(noun, Class::MALWARE) => Kind::Malware,
        _ => Kind::Group,
    };
    out.push(Candidate::new(
        page,
        next..end,
        kind,
        Rule::Pattern,
        0.985,
        format!(
            "“{}” before it, said of “{}”",
            page.text(at),
            page.text(noun)
        ),
    ));
}

/// "Lanternfish, a tool made by …", "Orvex, a shipping company,", "FELTBOOT is a backdoor".
fn apposition(page: &Page<'_>, comma: usize, within: &Range<usize>, out: &mut Vec<Candidate>) {
    if comma == within.start
        || !matches!(page.text(comma + 1), "a" | "an" | "the")
        || !lone(page, comma - 1)
    {
        return;
    }
    let first = name_start(page, comma - 1, within);
    let titled = page.word(first).shape.is(Shape::TITLED);
    if titled || comma - first > 3 || page.class(first, Class::GIVEN | Class::FAMILY) {
        return;
    }
    let nouns = Class::MALWARE | Class::FIRM | Class::PRODUCT;
    let known = (comma + 2..within.end.min(comma + 7))
        .take_while(|at| {
            // "a Chinese-speaking actor"
            let word = page.word(*at).shape.is(Shape::WORD) || page.text(*at).contains('-');
            word && !page.class(*at, Class::OFFICE | Class::FUNCTION)
        })
        .filter(|at| {
            page.class(*at, nouns)
                || trade(page.text(*at))
                || is_strain(page, *at)
                || is_crew(page, *at)
                || is_arm(page, *at)
        })
        .last();
    let Some(noun) = known else { return };
    let next = page.word(noun + 1);
    let closed = !next.shape.is(Shape::WORD)
        || next.class.any(Class::FUNCTION | Class::CONNECT)
        || tells_more(page.text(noun + 1))
        || matches!(
            page.text(noun + 1),
            "linked" | "registered" | "headquartered" | "listed"
        );
    if !closed {
        return;
    }
    let word = page.text(noun);
    // "He is a builder": persons are such as well.
    let person = page.text(comma) != ","
        && (word.ends_with("er") || word.ends_with("or"))
        && !page.class(noun, Class::MALWARE)
        && !["maker", "lender", "carrier", "insurer", "retailer"]
            .iter()
            .any(|end| word.ends_with(end));
    if person {
        return;
    }
    let kind = if FIRM.contains(&word) || trade(word) || is_arm(page, noun) {
        Kind::Company
    } else if is_crew(page, noun) {
        Kind::Group
    } else if MALWARE.contains(&word) || is_strain(page, noun) {
        Kind::Malware
    } else if matches!(
        word,
        "tool"
            | "software"
            | "app"
            | "platform"
            | "kit"
            | "toolkit"
            | "drone"
            | "missile"
            | "system"
    ) {
        Kind::Technology
    } else {
        return;
    };
    out.push(Candidate::new(
        page,
        first..comma,
        kind,
        Rule::Pattern,
        0.95,
        format!("“{word}” after it"),
    ));
}

/// "a strain", "an encryptor": of malware, where the text speaks of such at all.
fn is_strain(page: &Page<'_>, at: usize) -> bool {
    matches!(page.text(at), "strain" | "encryptor" | "encrypter")
        && page
            .words
            .iter()
            .any(|word| word.class.any(Class::MALWARE | Class::TECHNICAL))
}

/// "an arm of", "an affiliate of", "a design house": a firm, or of one.
fn is_arm(page: &Page<'_>, at: usize) -> bool {
    let house = page.text(at) == "house"
        && matches!(
            page.text(at.wrapping_sub(1)),
            "design"
                | "trading"
                | "chartering"
                | "publishing"
                | "auction"
                | "fashion"
                | "microfinance"
                | "gaming"
                | "brokerage"
                | "clearing"
                | "fund"
        );
    house || matches!(page.text(at), "arm" | "affiliate" | "spin-off") && page.text(at + 1) == "of"
}

/// "Chinese-speaking", "state-backed": whose side somebody is on.
fn sided(word: &str) -> bool {
    ["-speaking", "-linked", "-backed", "-aligned", "-nexus"]
        .iter()
        .any(|end| word.ends_with(end))
}

/// Whether a noun tells a crew that attacks: "a cluster", "an extortion gang", "a threat actor".
fn is_crew(page: &Page<'_>, at: usize) -> bool {
    match page.text(at) {
        "cluster" | "gang" | "crew" | "cartel" | "militia" | "syndicate" | "clan" => true,
        "network" | "ring" | "mob" => matches!(
            page.text(at.wrapping_sub(1)),
            "drug" | "drugs" | "criminal" | "crime" | "terrorist" | "smuggling" | "trafficking"
        ),
        "band" => matches!(
            page.text(at.wrapping_sub(1)),
            "rival" | "armed" | "criminal" | "drug" | "rebel"
        ),
        "group" | "actor" if sided(page.text(at.wrapping_sub(1))) => true,
        "group" | "actor" => matches!(
            page.text(at.wrapping_sub(1)),
            "threat"
                | "hacking"
                | "hacker"
                | "hacktivist"
                | "ransomware"
                | "extortion"
                | "espionage"
                | "cyberespionage"
                | "cybercrime"
                | "criminal"
                | "intrusion"
                | "militant"
                | "terrorist"
                | "jihadist"
                | "armed"
                | "rebel"
                | "mercenary"
        ),
        _ => false,
    }
}

/// What the noun says of the name after it, and how surely.
fn told(page: &Page<'_>, at: usize, within: &Range<usize>, link: Link) -> Option<(Kind, f32)> {
    let (word, class) = (page.text(at), page.word(at).class);
    let sure = link == Link::Called;
    if FIRM.contains(&word) {
        return Some((Kind::Company, 0.8));
    }
    let tank = word == "tank" && at > within.start && page.text(at - 1) == "think";
    if tank
        || matches!(
            word,
            "newspaper"
                | "broadcaster"
                | "tabloid"
                | "newswire"
                | "outlet"
                | "magazine"
                | "institute"
                | "charity"
                | "foundation"
                | "club"
                | "federation"
                | "watchdog"
                | "nonprofit"
        )
    {
        return Some((Kind::Organisation, 0.82));
    }
    let crew = link != Link::Called && is_crew(page, at) && word != "cluster"
        || sure && matches!(word, "channel" | "persona");
    if matches!(word, "gang" | "militia" | "cartel" | "collective")
        || crew
        || sure && matches!(word, "group" | "actor")
    {
        return Some((Kind::Group, if sure { 0.985 } else { 0.7 }));
    }
    // "The malware Microsoft found" names no malware; "the backdoor QuietMoth" does.
    let after = at + 2;
    let camel = link == Link::Beside
        && page.word(at + 1).shape.is(Shape::INNER)
        && (after >= within.end
            || !page.word(after).shape.is(Shape::WORD)
            || page.class(after, Class::FUNCTION | Class::CONNECT));
    // "carried the loader GLASSWEIR"
    let shouted = link == Link::Beside
        && page.technical
        && page.word(at + 1).shape.is(Shape::UPPER)
        && page.text(at + 1).len() > 5
        && !namely(page, after);
    if (camel || shouted) && MALWARE.contains(&word) {
        return Some((Kind::Malware, 0.9));
    }
    // "A second tool, BillHook,": what a report on intrusions tells of is the intruders'.
    if link == Link::Comma && page.technical && matches!(word, "tool" | "utility") {
        return Some((Kind::Malware, 0.9));
    }
    // "its booking platform, HarrowLink,"
    let service = matches!(word, "platform" | "app" | "software");
    if link == Link::Comma && service && !page.technical && page.word(at + 2).shape.is(Shape::INNER)
    {
        return Some((Kind::Technology, 0.9));
    }
    if link != Link::Beside && (MALWARE.contains(&word) || sure && class.any(Class::MALWARE)) {
        return Some((Kind::Malware, if sure { 0.985 } else { 0.9 }));
    }
    (sure && class.any(Class::PRODUCT)).then_some((Kind::Technology, 0.985))
}

//! Persons: titles and offices before a name, given names, appositions, reporting verbs.

use super::candidates::Candidate;
use super::evidence::Evidence;
use super::firms::{ends_firm, trade};
use super::patterns::{joined, namely};
use super::terms::is_label;
use crate::analysis::grammar::is_calling;
use crate::analysis::tagger::{Class, Page, Shape};
use crate::model::{Kind, Rule};
use std::ops::Range;

/// How far before a noun its article may stand.
const OPENS: usize = 4;

/// Finds every person that words beside or inside the name give away.
pub(super) fn find(page: &Page<'_>, out: &mut Vec<Candidate>) {
    for (sentence, notable) in page.sentences() {
        let within = &sentence.tokens;
        let mut next = within.start;
        for at in notable.iter().map(|at| *at as usize) {
            if at < next {
                continue;
            }
            if page.words[at].shape.is(Shape::UPPER)
                && let Some(name) = entry(page, at, within)
            {
                next = name.tokens.end;
                out.push(name);
                continue;
            }
            if !starts(page, at) {
                continue;
            }
            if let Some(name) = of_a_place(page, at, within) {
                next = name.tokens.end;
                out.push(name);
                continue;
            }
            let end = name_end(page, at, within);
            if end > at {
                judge(page, at..end, within, out);
                next = end;
            }
        }
    }
}

/// "John of Gaunt, a son of the king": a given name and where from, and what the bearer is.
fn of_a_place(page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<Candidate> {
    let end = at + 3;
    let named = page.class(at, Class::GIVEN)
        && page.text(at + 1) == "of"
        && end < within.end
        && namely(page, at + 2)
        && !namely(page, end)
        && (at == within.start || !namely(page, at - 1));
    if !named || page.text(end) != "," {
        return None;
    }
    let kin = || {
        let mut behind = end + 1..(end + 5).min(within.end);
        behind.find(|&i| is_kin(page.text(i))).map(|i| page.text(i))
    };
    let role = apposition(page, end, within).or_else(kin)?;
    let evidence = format!("“{role}” after it");
    Some(Candidate::new(
        page,
        at..end,
        Kind::Person,
        Rule::Title,
        0.9,
        evidence,
    ))
}

fn is_kin(word: &str) -> bool {
    matches!(
        word,
        "son" | "daughter" | "brother" | "sister" | "wife" | "king" | "queen" | "duke" | "saint"
    )
}

/// Whether a person's name could begin here.
fn starts(page: &Page<'_>, at: usize) -> bool {
    part(page, at)
        && !page.word(at).class.any(Class::TITLE | Class::CALENDAR)
        && !(page.word(at).shape.is(Shape::FIRST) && page.class(at, Class::COMMON))
}

/// Whether a token can be a word of a person's name.
fn part(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    namely(page, at)
        && !word.shape.is(Shape::DIGIT)
        && !word
            .class
            .any(Class::AGENCY | Class::BODY | Class::COMPANY | Class::LAW | Class::MALWARE)
        && (!word.shape.is(Shape::UPPER)
            || word.shape.is(Shape::DOT)
            // "THE AUDITOR GENERAL OF …"
            || word.shape.is(Shape::TITLED) && !word.class.any(Class::FUNCTION))
}

/// The end of the run of name words from here: capitals, initials, particles between.
fn name_end(page: &Page<'_>, at: usize, within: &Range<usize>) -> usize {
    let mut end = at;
    while end < within.end && end - at < 5 {
        if end > at && !joined(page, end) {
            break;
        }
        if part(page, end) {
            end += 1;
            continue;
        }
        if end > at && page.class(end, Class::PARTICLE) && page.word(end).shape.is(Shape::LOWER) {
            let more = if page.class(end + 1, Class::PARTICLE) {
                2
            } else {
                1
            };
            if end + more < within.end
                && part(page, end + more)
                && !matches!(page.text(end), "and" | "y")
            {
                end += more;
                continue;
            }
        }
        break;
    }
    end
}

/// Whether a word says of which party somebody is: "Democrat Jane Doe".
pub(super) fn is_member(page: &Page<'_>, at: usize) -> bool {
    matches!(
        page.text(at),
        "Democrat" | "Republican" | "Conservative" | "Liberal" | "Socialist" | "Communist"
    )
}

fn judge(page: &Page<'_>, name: Range<usize>, within: &Range<usize>, out: &mut Vec<Candidate>) {
    let mut name = name;
    if name.len() > 2 && is_member(page, name.start) {
        name.start += 1;
    }
    // "FBI Director Chris Wray": the office is no part of the name.
    while name.len() > 1
        && page.class(name.start, Class::OFFICE)
        && !page.class(name.start, Class::GIVEN)
    {
        name.start += 1;
    }
    if let Some(title) = (name.start..name.end)
        .rev()
        .find(|i| page.class(*i, Class::TITLE) && !page.class(*i, Class::GIVEN))
    {
        name.start = title + 1;
    }
    if name.is_empty() || name.len() > 4 || is_label(page, &name) {
        return;
    }
    let (first, count) = (name.start, name.len());
    let before = first.checked_sub(1).filter(|b| *b >= within.start);
    let titled = page.word(first).shape.is(Shape::TITLED);
    let mut offer = |weight: f32, rule: Rule, evidence: Evidence| {
        out.push(Candidate::new(
            page,
            name.clone(),
            Kind::Person,
            rule,
            weight,
            evidence,
        ));
    };
    if let Some(before) = before
        && joined(page, first)
        && page.capital(before) | page.class(before, Class::OFFICE)
    {
        let word = page.word(before);
        let title = page.text(before);
        if word.class.any(Class::TITLE) && word.shape.is(Shape::CAPITAL) {
            let firm = page.class(
                name.end - 1,
                Class::TRADE | Class::COMPANY | Class::BODY | Class::AGENCY,
            );
            let honorific = (count >= 2 || !word.class.any(Class::AGENCY)) && !firm;
            if honorific
                && !page.class(first, Class::COMMON | Class::SUBJECT | Class::PLACE)
                && !(count == 1 && no_surname(page, before))
            {
                offer(0.93, Rule::Title, format!("“{title}” before it").into());
                return;
            }
        }
        let office = word.class.any(Class::OFFICE) && !word.class.any(Class::SUBJECT) && count >= 2;
        if office
            && !page.class(
                name.end - 1,
                Class::TRADE | Class::SUBJECT | Class::PLACE | Class::COMMON,
            )
        {
            offer(0.86, Rule::Title, format!("“{title}” before it").into());
            return;
        }
    }
    if count >= 2
        && let Some(noun) = before.and_then(|before| calling(page, before, within))
        && !ends_firm(page, name.end - 1)
        && !page.class(
            name.end - 1,
            Class::TRADE | Class::SUBJECT | Class::PLACE | Class::COMMON | Class::BODY,
        )
    {
        offer(0.9, Rule::Title, format!("“{noun}” before it").into());
        return;
    }
    if count < 2
        || ends_firm(page, name.end - 1)
        || page.class(
            name.end - 1,
            Class::TRADE | Class::PLACE | Class::SUBJECT | Class::COMMON | Class::SCHEME,
        )
    {
        return;
    }
    let given = page.class(first, Class::GIVEN);
    let initial = page.word(first + 1).shape.is(Shape::DOT) || page.text(first + 1).len() == 1;
    if given && !titled {
        offer(
            if initial { 0.92 } else { 0.84 },
            Rule::Pattern,
            format!("given name “{}”", page.text(first)).into(),
        );
        return;
    }
    if given {
        offer(
            0.6,
            Rule::Pattern,
            format!("given name “{}”", page.text(first)).into(),
        );
        return;
    }
    if titled {
        return;
    }
    if let Some(role) = apposition(page, name.end, within) {
        offer(0.8, Rule::Title, format!("“{role}” after it").into());
        return;
    }
    let said = before.is_some_and(|b| page.class(b, Class::SAY) && !page.capital(b))
        || name.end < within.end
            && page.class(name.end, Class::SAY)
            && !page.capital(name.end)
            && joined(page, name.end);
    if said && count <= 3 {
        offer(0.7, Rule::Pattern, "beside a verb of reporting".into());
        return;
    }
    let eastern = count <= 3 && (first..name.end).all(|i| syllables(page.text(i)));
    if eastern && page.class(name.end - 1, Class::FAMILY) && !page.class(first, Class::FAMILY) {
        offer(
            0.66,
            Rule::Pattern,
            format!("family name “{}”", page.text(name.end - 1)).into(),
        );
        return;
    }
    if count <= 3
        && page.class(first, Class::FAMILY)
        && (first + 1..name.end).all(|i| syllables(page.text(i)))
    {
        offer(
            0.72,
            Rule::Pattern,
            format!("family name “{}” first", page.text(first)).into(),
        );
    }
}

/// "Mr. Chair", "the General Counsel", "COUNT ONE", "Miss Universe": no surname follows the title.
fn no_surname(page: &Page<'_>, title: usize) -> bool {
    let (title, name) = (page.text(title), title + 1);
    let office = page.class(name, Class::OFFICE) && !page.class(name, Class::GIVEN | Class::FAMILY);
    match title {
        "Mr" | "Mr." | "Mrs" | "Mrs." | "Ms" | "Ms." | "Madam" | "Madame" => matches!(
            page.text(name),
            "Chair"
                | "Chairman"
                | "Chairwoman"
                | "Chairperson"
                | "President"
                | "Speaker"
                | "Secretary"
                | "Ambassador"
                | "Minister"
        ),
        "COUNT" => true,
        "Miss" => matches!(
            page.text(name),
            "Universe" | "World" | "International" | "Earth" | "Teen" | "Grand"
        ),
        _ => office,
    }
}

/// "YERMAKOV, Ivan Sergeyevich": a surname in capitals that leads an entry, and the given names.
fn entry(page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<Candidate> {
    let word = page.word(at);
    let given = at + 2;
    if !word.shape.is(Shape::UPPER)
        || word.shape.is(Shape::DOT)
        || word.shape.is(Shape::DIGIT)
        || page.text(at).len() < 3
        || page.text(at + 1) != ","
        || given >= within.end
        || !namely(page, given)
        || page.word(given).shape.is(Shape::UPPER)
    {
        return None;
    }
    // What leads an entry stands behind its number at most: "(iv)", "Name:".
    let leads = at == within.start
        || page.text(at - 1) == ":"
        || at - within.start < 5
            && (within.start..at).all(|i| {
                page.text(i).len() < 5 && !page.class(i, Class::FUNCTION | Class::CONNECT)
            });
    let end = name_end(page, given, within);
    let ends = end >= within.end || matches!(page.text(end), "." | ";" | "(" | ":");
    let text = page.text(end - 1);
    let patronymic = end - given > 1
        && ["vich", "vna", "ich", "oglu", "ovich"]
            .iter()
            .any(|suffix| text.ends_with(suffix));
    let named = page.class(given, Class::GIVEN) || patronymic;
    (leads && ends && named && end - given < 4).then(|| {
        Candidate::new(
            page,
            at..end,
            Kind::Person,
            Rule::Title,
            0.97,
            "a surname in capitals, and given names",
        )
    })
}

/// "The schoolteacher", "a co-accused, the security guard", "her cousin": what somebody is, right
/// before a name.
fn calling<'a>(page: &Page<'a>, noun: usize, within: &Range<usize>) -> Option<&'a str> {
    let word = page.text(noun);
    if page.capital(noun) || page.text(noun + 1) == "," || !calls_person(word) {
        return None;
    }
    let opens = (noun.saturating_sub(OPENS).max(within.start)..noun).any(|at| {
        page.word(at).shape.is(Shape::POSSESSIVE)
            || matches!(
                page.text(at).to_lowercase().as_str(),
                "the" | "a" | "an" | "his" | "her" | "my" | "our" | "their" | "one"
            )
    });
    opens.then_some(word)
}

/// Whether a noun is said of persons alone.
fn calls_person(word: &str) -> bool {
    is_calling(word) && !trade(word) && !may_be_body(word)
}

/// Whether what persons are called is said of firms, states, crews and accounts as well.
fn may_be_body(word: &str) -> bool {
    matches!(
        word,
        "accuser"
            | "actor"
            | "ally"
            | "attacker"
            | "bidder"
            | "broadcaster"
            | "buyer"
            | "caller"
            | "candidate"
            | "caterer"
            | "champion"
            | "claimant"
            | "client"
            | "competitor"
            | "contestant"
            | "creditor"
            | "customer"
            | "defendant"
            | "donor"
            | "fixer"
            | "forger"
            | "guarantor"
            | "hacker"
            | "heir"
            | "host"
            | "impersonator"
            | "intruder"
            | "investor"
            | "landlord"
            | "leader"
            | "member"
            | "merchant"
            | "neighbor"
            | "neighbour"
            | "newcomer"
            | "opponent"
            | "owner"
            | "partner"
            | "petitioner"
            | "pioneer"
            | "plaintiff"
            | "player"
            | "predecessor"
            | "proprietor"
            | "recruiter"
            | "respondent"
            | "rival"
            | "scammer"
            | "seller"
            | "sibling"
            | "sister"
            | "smuggler"
            | "source"
            | "specialist"
            | "sponsor"
            | "subcontractor"
            | "successor"
            | "supporter"
            | "target"
            | "tenant"
            | "user"
            | "victim"
            | "viewer"
            | "winner"
    )
}

/// ", a former CIA officer", ", head of …", ", who".
fn apposition<'a>(page: &Page<'a>, end: usize, within: &Range<usize>) -> Option<&'a str> {
    if page.text(end) != "," || end + 2 >= within.end {
        return None;
    }
    if page.text(end + 1) == "who" {
        return Some("who");
    }
    let opens = matches!(
        page.text(end + 1),
        "a" | "an" | "the" | "former" | "ex" | "then"
    ) || page.class(end + 1, Class::OFFICE)
        || page.word(end + 1).shape.is(Shape::NUMBER);
    if page.word(end + 1).shape.is(Shape::NUMBER)
        && page.text(end + 1).len() == 2
        && page.text(end + 2) == ","
    {
        return Some("age");
    }
    if !opens {
        return None;
    }
    (end + 1..(end + 8).min(within.end))
        .take_while(|i| page.text(*i) != ",")
        .find(|i| {
            let word = page.text(*i);
            page.class(*i, Class::OFFICE) || calls_person(word)
        })
        .map(|i| page.text(i))
}

/// Whether a word is made of one to three syllables as pinyin or Korean romanisation has them.
fn syllables(word: &str) -> bool {
    let mut left = word.len();
    if !(2..=12).contains(&left) || !word.is_ascii() {
        return false;
    }
    let lower = word.to_ascii_lowercase();
    let mut rest = lower.trim_matches('-');
    let mut count = 0;
    while !rest.is_empty() && count < 3 {
        let onset = rest
            .bytes()
            .take_while(|b| !b"aeiou".contains(b) && *b != b'-')
            .count();
        let glide = rest[onset..]
            .bytes()
            .take_while(|b| b"aeiou".contains(b))
            .count();
        if glide == 0 || onset > 2 || glide > 3 {
            return false;
        }
        let mut end = onset + glide;
        let tail = &rest[end..];
        if tail.starts_with("ng") && !tail[2..].starts_with(|c: char| "aeiou".contains(c)) {
            end += 2;
        } else if tail.starts_with(['n', 'r', 'k', 't', 'p', 'm', 'l'])
            && !tail[1..].starts_with(|c: char| "aeiou".contains(c))
        {
            end += 1;
        }
        rest = rest[end..].trim_start_matches('-');
        count += 1;
        left = rest.len();
    }
    left == 0
}

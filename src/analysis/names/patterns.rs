//! Names known by their shape: bodies, companies, units, threat actors, operations.

use super::actors::{numbered, scheme};
use super::candidates::Candidate;
use super::clubs::{CLUBS, club};
use super::forces::{office, post, squad, unit};
use super::laws::{law, numbered_law, regulations};
use super::native::{led_by_form, native, response_team};
use crate::analysis::tagger::{Class, Cue, Page, Shape};
use crate::model::{Kind, Rule};
use std::ops::Range;

/// Finds every name that its shape gives away.
pub(super) fn find(page: &Page<'_>, out: &mut Vec<Candidate>) {
    for (sentence, notable) in page.sentences() {
        for at in notable.iter().map(|at| *at as usize) {
            let word = page.words[at];
            if !word.shape.is(Shape::CAPITAL) {
                if word.cue.any(Cue::HEAD) && page.text(at) == "plc" {
                    company(page, at, &sentence.tokens, out);
                }
                continue;
            }
            let head = word.cue.any(Cue::HEAD);
            if word.cue.any(Cue::NATIVE) && !word.shape.is(Shape::TITLED) {
                native(page, at, &sentence.tokens, out);
                out.extend(led_by_form(page, at, &sentence.tokens));
                out.extend(response_team(page, at, &sentence.tokens));
            } else if page.text(at).ends_with('T') || word.shape.is(Shape::HYPHEN) {
                out.extend(response_team(page, at, &sentence.tokens));
            }
            if head || word.shape.is(Shape::DIGIT) {
                numbered(page, at, &sentence.tokens, out);
            }
            if head && page.text(at) == "A" && page.text(at + 1) == "/" && page.text(at + 2) == "S"
            {
                company(page, at, &sentence.tokens, out);
            }
            if head {
                post(page, at, &sentence.tokens, out);
            }
            if word.shape.is(Shape::TITLED) && !word.class.any(Class::COMPANY) {
                continue;
            }
            if word.class.any(Class::AGENCY | Class::BODY) {
                body(page, at, &sentence.tokens, out);
            }
            if head && matches!(page.text(at), "Office" | "Team") {
                office(page, at, &sentence.tokens, out);
            }
            if head && matches!(page.text(at), "Unit" | "Squad" | "Team" | "Taskforce") {
                squad(page, at, &sentence.tokens, out);
            }
            if word.class.any(Class::COMPANY | Class::TRADE) {
                company(page, at, &sentence.tokens, out);
            }
            if word.cue.any(Cue::CLUB) && CLUBS.contains(&page.text(at)) {
                club(page, at, &sentence.tokens, out);
            }
            if word.class.any(Class::LAW) {
                law(page, at, &sentence.tokens, out);
                out.extend(numbered_law(page, at, &sentence.tokens));
            }
            if head && matches!(page.text(at), "Regulations" | "Order") {
                out.extend(regulations(page, at, &sentence.tokens));
            }
            if word.class.any(Class::SCHEME) {
                scheme(page, at, &sentence.tokens, out);
            }
            if head && page.text(at) == "Operation" {
                operation(page, at, &sentence.tokens, out);
            }
        }
    }
}

/// Whether a token can be an inner word of a name: a capital, and no function word that merely
/// begins the sentence.
pub(super) fn namely(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    word.shape.is(Shape::CAPITAL)
        && !word.class.any(Class::CALENDAR)
        && !(word.shape.is(Shape::DOT) && is_month(page.text(at)))
        && (!word.class.any(Class::FUNCTION) || word.shape.is(Shape::UPPER))
}

/// "Sept."
fn is_month(word: &str) -> bool {
    matches!(
        word,
        "Jan." | "Feb." | "Mar." | "Apr." | "Aug." | "Sep." | "Sept." | "Oct." | "Nov." | "Dec."
    )
}

/// Whether the token follows the one before with nothing but white space between.
pub(super) fn joined(page: &Page<'_>, at: usize) -> bool {
    let tokens = &page.reading.tokens;
    let (Some(a), Some(b)) = (
        at.checked_sub(1).and_then(|i| tokens.get(i)),
        tokens.get(at),
    ) else {
        return false;
    };
    page.reading
        .text
        .get(a.span.end as usize..b.span.start as usize)
        .is_some_and(|gap| gap.len() <= 2 && !gap.contains('\n'))
}

/// Whether a name goes on at a token.
pub(super) fn joined_name(page: &Page<'_>, at: usize) -> bool {
    joined(page, at) && namely(page, at)
}

/// Where a name ends that begins at a token and has so many words at most; there, where none does.
pub(super) fn name_end(page: &Page<'_>, first: usize, within: &Range<usize>, most: usize) -> usize {
    (first..within.end.min(first + most))
        .find(|at| !namely(page, *at) || *at > first && !joined(page, *at))
        .unwrap_or(within.end.min(first + most))
        .max(first)
}

/// The most words of a name before its last.
const LONGEST: usize = 12;

/// Where the run of name words begins that goes on to a token.
pub(super) fn name_start(page: &Page<'_>, last: usize, within: &Range<usize>) -> usize {
    let least = within.start.max(last.saturating_sub(LONGEST));
    let mut first = last;
    while first > least && joined(page, first) && namely(page, first - 1) {
        first -= 1;
    }
    first
}

/// Walks left over the words of a name, through "Science and Technology" too.
fn left(page: &Page<'_>, head: usize, within: &Range<usize>) -> usize {
    let mut first = head;
    while first > within.start && joined(page, first) {
        let before = first - 1;
        let country = matches!(page.text(before), "US" | "U.S." | "UK" | "U.K." | "EU");
        if namely(page, before) && !country && !page.class(before, Class::TITLE | Class::SAY) {
            first = before;
            continue;
        }
        let linked = matches!(page.text(before), "and" | "&" | "of" | "for")
            && before > within.start
            && namely(page, before - 1)
            && joined(page, before)
            && page.class(before - 1, Class::SUBJECT)
            && (page.class(
                first,
                Class::SUBJECT | Class::AGENCY | Class::BODY | Class::TRADE,
            ) || matches!(page.text(first), "Organised" | "Organized" | "Serious"))
            && matches!(page.text(before), "and" | "&");
        if !linked {
            break;
        }
        first = before - 1;
    }
    // A country's adjective or an article's noun in front is no part of the name.
    while first < head && page.class(first, Class::OFFICE) && !page.class(first, Class::SUBJECT) {
        first += 1;
    }
    first
}

/// Walks right over "of State Security", "for Strategic and International Studies".
pub(super) fn right(page: &Page<'_>, head: usize, within: &Range<usize>) -> usize {
    let mut end = head + 1;
    let mut inside = false;
    while end < within.end && joined(page, end) {
        if namely(page, end) {
            if !inside
                && !page.class(
                    end,
                    Class::AGENCY | Class::BODY | Class::SUBJECT | Class::TRADE,
                )
            {
                break;
            }
            end += 1;
            continue;
        }
        let mut next = end;
        while next < within.end
            && next - end < 2
            && joined(page, next)
            && (matches!(
                page.text(next),
                "of" | "for" | "the" | "on" | "de" | "del" | "and" | "&"
            ))
        {
            next += 1;
        }
        if next == end
            && inside
            && matches!(page.text(head), "Ministry" | "Department")
            && let Some(last) = series(page, end, within)
        {
            return last;
        }
        if next == end || next >= within.end || !namely(page, next) || !joined(page, next) {
            break;
        }
        let link = page.text(end);
        if matches!(link, "and" | "&") {
            // "the Ministry of Digital Affairs and the Investigation Bureau" are two.
            if next > end + 1 {
                break;
            }
            let goes_on = inside
                && page.class(next, Class::SUBJECT)
                && !page.class(next, Class::AGENCY)
                && !page.word(next).shape.is(Shape::UPPER);
            if !goes_on {
                break;
            }
        } else if link == "the" || (inside && !matches!(link, "of" | "for" | "de")) {
            break;
        }
        inside = true;
        end = next + 1;
    }
    end
}

/// Where a row of what a ministry looks after ends that goes on at a comma: "of Investment, Trade and Industry",
/// but not "of Defence, Tesco and Lidl".
fn series(page: &Page<'_>, comma: usize, within: &Range<usize>) -> Option<usize> {
    let mut at = comma;
    let mut subject = false;
    while page.text(at) == "," && namely(page, at + 1) {
        at += 1;
        while at < within.end && namely(page, at) {
            subject |= page.class(at, Class::SUBJECT);
            at += 1;
        }
    }
    at += usize::from(page.text(at) == ",");
    let last = at + 1;
    let ends = matches!(page.text(at), "and" | "&") && last < within.end && namely(page, last);
    subject |= page.class(last, Class::SUBJECT);
    (ends && subject && !page.class(last, Class::AGENCY)).then_some(last + 1)
}

/// State bodies, universities, institutes: "Ministry of …", "… Bureau", "University of …".
fn body(page: &Page<'_>, at: usize, within: &Range<usize>, out: &mut Vec<Candidate>) {
    let class = page.word(at).class;
    let follows = page.text(at + 1);
    let takes_of = matches!(follows, "of" | "for" | "on" | "de")
        && at + 2 < within.end
        && (namely(page, at + 2) || (page.text(at + 2) == "the" && namely(page, at + 3)));
    // "Deputy Public Prosecutor Tan Su Lin": what somebody is.
    if page.text(at) == "Prosecutor" && at + 1 < within.end && joined_name(page, at + 1) {
        return;
    }
    let first = left(page, at, within);
    // "the State Party" to a treaty
    if matches!(
        (page.text(first), page.text(at)),
        ("State" | "States", "Party")
    ) {
        return;
    }
    let end = if takes_of {
        right(page, at, within)
    } else {
        at + 1 + usize::from(unit(page, at, within))
    };
    let end = court_number(page, at, within).unwrap_or(end);
    // A later head takes the whole: "State Security Department Office".
    if (at + 1..end.max(at + 2)).any(|i| {
        i < within.end
            && joined(page, i)
            && namely(page, i)
            && page.class(i, Class::AGENCY | Class::BODY)
            && !takes_of
    }) {
        return;
    }
    if end - first < 2 {
        return;
    }
    let plain = (first..at).all(|i| page.class(i, Class::COMMON | Class::FUNCTION));
    if plain && !takes_of {
        return;
    }
    let word = page.text(at);
    let kind = body_kind(page, at, first..end);
    let state = matches!(
        word,
        "Ministry" | "Directorate" | "Bureau" | "Department" | "Inspectorate" | "Secretariat"
    );
    // "Haugaland District Court", with an article before it or without
    let court = word == "Court"
        && at > first
        && matches!(
            page.text(at - 1),
            "District"
                | "County"
                | "City"
                | "Municipal"
                | "Regional"
                | "Circuit"
                | "Crown"
                | "High"
                | "Supreme"
                | "Appeal"
                | "Appeals"
                | "Constitutional"
                | "Criminal"
                | "Administrative"
                | "Military"
                | "Magistrates"
                | "Federal"
        );
    let weight = if takes_of && (first..end).any(|i| page.text(i) == ",") {
        // Surer than the tagger is of what stands before the comma.
        0.99
    } else if takes_of && state || court {
        0.91
    } else if takes_of {
        0.86
    } else if class.any(Class::AGENCY) && (first..at).any(|i| page.class(i, Class::SUBJECT)) {
        0.84
    } else {
        0.72
    };
    out.push(Candidate::new(
        page,
        first..end,
        kind,
        Rule::Pattern,
        weight,
        format!("shape “… {word} …” of a body"),
    ));
}

/// Where the name of a numbered court ends: "Investigating Court No. 3 of Elche".
fn court_number(page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<usize> {
    if page.text(at) != "Court" || !matches!(page.text(at + 1), "No" | "No." | "Number") {
        return None;
    }
    let number = at + 2 + usize::from(page.text(at + 2) == ".");
    if number >= within.end || !page.word(number).shape.is(Shape::NUMBER) {
        return None;
    }
    let seat = page.text(number + 1) == "of" && namely(page, number + 2);
    Some(if seat {
        name_end(page, number + 2, within, 2)
    } else {
        number + 1
    })
}

/// What sort of body a name with this head is.
pub(super) fn body_kind(page: &Page<'_>, head: usize, name: Range<usize>) -> Kind {
    if super::bodies::armed(page, &name) {
        return Kind::Group;
    }
    let class = page.word(head).class;
    if class.any(Class::AGENCY) && !class.any(Class::BODY) {
        let civil = name.clone().any(|i| {
            matches!(
                page.text(i),
                "Olympic"
                    | "Red"
                    | "Democratic"
                    | "Republican"
                    | "Business"
                    | "Trade"
                    | "Electronics"
                    | "Software"
            )
        });
        let private = matches!(
            page.text(head),
            "Services" | "Intelligence" | "Group" | "Council" | "Force"
        ) && !name
            .clone()
            .any(|i| page.class(i, Class::SUBJECT | Class::AGENCY) && i != head);
        if private && page.text(head) == "Services" {
            return Kind::Company;
        }
        if private || (civil && page.text(head) == "Committee") {
            return Kind::Organisation;
        }
        return Kind::Agency;
    }
    if class.any(Class::AGENCY) {
        let state = name
            .clone()
            .any(|i| i != head && page.class(i, Class::SUBJECT));
        // The party of a state is a part of it; any other is not.
        let before = name.start.saturating_sub(2)..name.start;
        let rules = before
            .clone()
            .any(|i| matches!(page.text(i), "ruling" | "governing"));
        if page.text(head) == "Party" {
            return if rules {
                Kind::Agency
            } else {
                Kind::Organisation
            };
        }
        if state {
            return Kind::Agency;
        }
    }
    Kind::Organisation
}

/// "… Co Ltd", "… Inc.", "… Technologies".
fn company(page: &Page<'_>, at: usize, within: &Range<usize>, out: &mut Vec<Candidate>) {
    let danish = page.text(at) == "A" && page.text(at + 1) == "/";
    let strong = danish || page.class(at, Class::COMPANY);
    let mut end = if danish { at + 3 } else { at + 1 };
    if (end..within.end.min(at + 3)).any(|i| page.class(i, Class::COMPANY) && page.capital(i)) {
        return;
    }
    if !strong
        && end < within.end
        && joined(page, end)
        && namely(page, end)
        && page.class(end, Class::TRADE | Class::BODY | Class::AGENCY)
    {
        return;
    }
    let head = page.text(at);
    let mut first = at;
    // "Acme Co., Ltd."
    while first > within.start {
        let before = first - 1;
        let bridge = strong && matches!(page.text(before), "," | "." | "(" | ")");
        // "Vietnam Airlines, Gap Inc" are two.
        let formal = bridge
            && (first == at || page.class(first, Class::COMPANY))
            && before > within.start
            && page.class(before - 1, Class::COMPANY | Class::TRADE)
            && page.capital(before - 1);
        let parted = strong
            && page.text(before) == ","
            && !matches!(head, "SA" | "AG" | "AB" | "SE" | "AS")
            && before > within.start
            && namely(page, before - 1)
            && first == at;
        if formal || parted {
            first = before - 1;
        } else if joined(page, first)
            && (namely(page, before)
                || page.word(before).shape.is(Shape::NUMBER)
                    && strong
                    && page.text(before).len() < 5)
            && !page.class(before, Class::TITLE | Class::SAY)
        {
            first = before;
        } else if joined(page, first)
            && matches!(page.text(before), "and" | "&")
            && before > within.start
            && namely(page, before - 1)
            && (page.text(before) == "&" || page.class(before - 1, Class::SUBJECT))
        {
            first = before - 1;
        } else if strong
            && joined(page, first)
            && matches!(
                page.text(before),
                "de" | "del" | "do" | "da" | "dos" | "di" | "du" | "des" | "della" | "von"
            )
            && before > within.start
            && namely(page, before - 1)
            && joined(page, before)
        {
            // "Eléctrica del Maule S.A."
            first = before - 1;
        } else {
            break;
        }
    }
    if first == at {
        return;
    }
    let owned = (first..at).all(|i| {
        page.class(
            i,
            Class::COMMON | Class::SUBJECT | Class::FUNCTION | Class::OFFICE | Class::AGENCY,
        )
    });
    if !strong && owned {
        return;
    }
    if strong && end < within.end && own_stop(page, end) {
        end += 1;
    }
    let weight = if strong { 0.93 } else { 0.62 };
    out.push(Candidate::new(
        page,
        first..end,
        Kind::Company,
        Rule::Pattern,
        weight,
        format!("ends in “{head}”"),
    ));
}

/// Whether a full stop belongs to the abbreviation before it and ends no sentence.
pub(super) fn own_stop(page: &Page<'_>, at: usize) -> bool {
    page.text(at) == "."
        && !page.word(at).shape.is(Shape::SPACED)
        && at + 1 < page.words.len()
        && !page.capital(at + 1)
        && !matches!(page.text(at + 1), "”" | "\"" | "’" | "“" | "‘" | "«")
}

/// "Operation Fox Hunt".
fn operation(page: &Page<'_>, at: usize, within: &Range<usize>, out: &mut Vec<Candidate>) {
    let mut end = at + 1;
    while end < within.end
        && joined(page, end)
        && end - at <= 4
        && (namely(page, end)
            || page.class(end, Class::CONNECT) && end > at + 1 && namely(page, end + 1))
    {
        end += 1;
    }
    if end > at + 1 {
        out.push(Candidate::new(
            page,
            at..end,
            Kind::Incident,
            Rule::Pattern,
            0.93,
            "“Operation …”",
        ));
    }
}

/// Whether a participle goes on with what is told of a noun: "a bank based in Riga".
pub(super) fn tells_more(word: &str) -> bool {
    matches!(
        word,
        "made" | "run" | "owned" | "based" | "used" | "sold" | "built" | "known" | "written"
    )
}

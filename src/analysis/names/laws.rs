//! Laws by the shape of their names: "National Security Act", "Directive (EU) 2024/1226".

use super::candidates::Candidate;
use super::patterns::{joined, joined_name, namely, right};
use crate::analysis::tagger::{Class, Page, Shape};
use crate::model::{Kind, Rule};
use std::ops::Range;

/// "National Security Act", "Treaty of Versailles", "Convention on Cybercrime".
pub(super) fn law(page: &Page<'_>, at: usize, within: &Range<usize>, out: &mut Vec<Candidate>) {
    let head = page.text(at);
    let first = law_start(page, at, within);
    let end = law_end(page, at, within);
    if first == at && end == at + 1 {
        return;
    }
    if first < at
        && matches!(
            head,
            "Bill" | "Code" | "Constitution" | "Charter" | "Decree" | "Agreement"
        )
        && at - first < 2
        && !plain_law(page, at)
    {
        return;
    }
    if page.class(first, Class::TITLE | Class::GIVEN) && at - first == 1 {
        return;
    }
    // "Laurence Mark and Bill Condon" are two persons.
    if head == "Bill" && joined_name(page, at + 1) {
        return;
    }
    out.push(Candidate::new(
        page,
        first..end,
        Kind::Law,
        Rule::Pattern,
        // "Convention on …" is nobody's gathering.
        if end > at + 1 && is_pact(page, at) && matches!(page.text(at + 1), "on" | "for") {
            0.94
        } else {
            0.86
        },
        format!("“… {head}” of a law"),
    ));
}

/// "the Penal Code", "the Finance Bill": laws that every country has, by one word before the last.
fn plain_law(page: &Page<'_>, at: usize) -> bool {
    let field = page.text(at - 1);
    match page.text(at) {
        "Code" => matches!(
            field,
            "Criminal"
                | "Penal"
                | "Civil"
                | "Electoral"
                | "Election"
                | "Labour"
                | "Labor"
                | "Tax"
                | "Customs"
                | "Commercial"
                | "Maritime"
        ),
        // Dollar Bill is nobody's law.
        "Bill" => {
            at >= 2
                && matches!(page.text(at - 2), "the" | "The" | "a" | "this")
                && page.class(at - 1, Class::SUBJECT)
        }
        _ => false,
    }
}

/// Where the name of a law begins that ends in this head.
fn law_start(page: &Page<'_>, at: usize, within: &Range<usize>) -> usize {
    let mut first = at;
    // What is crossed on trust: it stands only where an article leads the whole.
    let mut sure = at;
    let mut row = false;
    while first > within.start && joined(page, first) {
        let before = first - 1;
        let text = page.text(before);
        let linked = before > within.start && namely(page, before - 1) && joined(page, before);
        if namely(page, before) || text == "Other" {
            first = before;
        } else if linked && matches!(text, "and" | "of" | "on" | "for") {
            row |= text == "and";
            first = before - 1;
        } else if linked
            // "the Corruption, Drug Trafficking and Other Serious Crimes Act"
            && (text == "," && row && !page.class(before - 1, Class::LAW)
                // "the Counter-Trafficking in Persons Act"
                || text == "in")
        {
            first = before - 1;
            continue;
        } else {
            break;
        }
        let doubtful = (first..at).any(|i| matches!(page.text(i), "," | "in"));
        if !doubtful {
            sure = first;
        }
    }
    let led = first > within.start
        && (matches!(page.text(first - 1), "the" | "The")
            || page.word(first - 1).shape.is(Shape::POSSESSIVE));
    let first = if led { first } else { sure };
    // "Other Crimes Act" begins with its field.
    first + usize::from(page.text(first) == "Other" && first < at)
}

/// Whether states agree on what has this head.
fn is_pact(page: &Page<'_>, at: usize) -> bool {
    matches!(page.text(at), "Treaty" | "Convention" | "Protocol")
}

/// Where the name of a law ends that has this head.
fn law_end(page: &Page<'_>, at: usize, within: &Range<usize>) -> usize {
    let takes = matches!(
        page.text(at),
        "Treaty"
            | "Convention"
            | "Agreement"
            | "Protocol"
            | "Charter"
            | "Law"
            | "Accords"
            | "Code"
            | "Regulation"
    );
    let link = page.text(at + 1);
    let of = matches!(link, "of" | "on") && namely(page, at + 2);
    // "Convention for the Protection of Submarine Telegraph Cables"
    let pact = is_pact(page, at)
        && matches!(link, "on" | "for")
        && page.text(at + 2) == "the"
        && namely(page, at + 3);
    if !takes || !(of || pact) || !joined(page, at + 1) {
        return at + 1;
    }
    let mut end = right(page, at, within);
    // "Law on Free Access to Information"
    while end + 1 < within.end
        && page.text(end) == "to"
        && matches!(page.text(end - 1), "Access" | "Right" | "Rights")
        && joined(page, end)
        && joined_name(page, end + 1)
    {
        end += 2;
        while end < within.end && joined_name(page, end) {
            end += 1;
        }
    }
    end
}

/// "Decree Law 521", "Emergency Directive 24-01", "Regulation (EU) No 833/2014".
pub(super) fn numbered_law(page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<Candidate> {
    let head = page.text(at);
    if !matches!(
        head,
        "Regulation" | "Directive" | "Decree" | "Law" | "Ordinance"
    ) {
        return None;
    }
    let mut end = at + 1;
    let union = page.text(end) == "("
        && matches!(page.text(end + 1), "EU" | "EC" | "EEC" | "Euratom")
        && page.text(end + 2) == ")";
    if union {
        end += 3;
    }
    let numbered = matches!(page.text(end), "No" | "No." | "no" | "no.");
    if numbered {
        end += 1;
        end += usize::from(page.text(end) == ".");
    }
    let number = |at: usize| at < within.end && page.word(at).shape.is(Shape::DIGIT);
    if !number(end) || !joined(page, at + 1) || !joined(page, end) {
        return None;
    }
    end += 1;
    let mut parted = page.text(end - 1).contains(['/', '-']);
    while matches!(page.text(end), "/" | "-")
        && end + 1 < within.end
        && (page.capital(end + 1) || number(end + 1))
    {
        parted = true;
        end += 2;
    }
    let mut first = at;
    while first > within.start
        && joined_name(page, first)
        && namely(page, first - 1)
        && at - first < 3
        && (!page.word(first - 1).shape.is(Shape::FIRST) || page.class(first - 1, Class::AGENCY))
    {
        first -= 1;
    }
    // "the Law 12 people broke": a bare number may count what follows.
    let counts = page.word(end).shape.is(Shape::LOWER) && !page.class(end, Class::FUNCTION);
    let sure = union || numbered || parted || first < at && !counts;
    sure.then(|| {
        Candidate::new(
            page,
            first..end,
            Kind::Law,
            Rule::Pattern,
            0.93,
            format!("“… {head}” of a law, and its number"),
        )
    })
}

/// "Cyber (Sanctions) (EU Exit) Regulations 2020": told from rules of any sort by the year.
pub(super) fn regulations(page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<Candidate> {
    let year = page.text(at + 1);
    let dated = joined(page, at + 1)
        && page.word(at + 1).shape.is(Shape::NUMBER)
        && year.len() == 4
        && matches!(year.as_bytes()[0], b'1' | b'2');
    let mut first = at;
    while first > within.start && joined(page, first) {
        let before = first - 1;
        if namely(page, before) {
            first = before;
        } else if page.text(before) == ")" {
            let open = (within.start..before)
                .rev()
                .take(6)
                .find(|i| page.text(*i) == "(");
            match open {
                Some(open) if namely(page, open + 1) => first = open,
                _ => break,
            }
        } else if matches!(page.text(before), "and" | "of" | "for")
            && before > within.start
            && namely(page, before - 1)
        {
            first = before - 1;
        } else {
            break;
        }
    }
    let bracket = page.text(at - usize::from(at > within.start)) == ")";
    let fits = first < at && page.text(first) != "(" && (page.text(at) == "Regulations" || bracket);
    (dated && fits).then(|| {
        Candidate::new(
            page,
            first..at + 2,
            Kind::Law,
            Rule::Pattern,
            0.94,
            format!("“… {} {year}”", page.text(at)),
        )
    })
}

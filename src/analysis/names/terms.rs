//! What is written like a name and is none: parts of a document, labels that stand for somebody,
//! forms of address, offices.

use crate::analysis::tagger::{Class, Page, Shape, Sort};
use std::ops::Range;

/// What documents have numbered: "Annex A", "Section 99", "FORM 8-K".
const PARTS: [&str; 19] = [
    "amendment",
    "annex",
    "appendix",
    "article",
    "chapter",
    "clause",
    "count",
    "exhibit",
    "figure",
    "finding",
    "form",
    "item",
    "paragraph",
    "part",
    "recital",
    "schedule",
    "section",
    "table",
    "volume",
];

/// Who is called so to keep the name out: "Witness D", "Co-conspirator 1".
const LABELS: [&str; 17] = [
    "client",
    "co-conspirator",
    "conspirator",
    "company",
    "country",
    "defendant",
    "employee",
    "individual",
    "juror",
    "person",
    "soldier",
    "source",
    "student",
    "suspect",
    "victim",
    "witness",
    "officer",
];

/// What embassies call their own officers in cables.
const CABLE: [&str; 8] = [
    "Poloff", "Poloffs", "Econoff", "Econoffs", "Emboff", "Emboffs", "Conoff", "Polcouns",
];

/// Whether the tagger's name is none.
pub(super) fn is_term(page: &Page<'_>, tokens: &Range<usize>, sort: Sort) -> bool {
    let first = page.text(tokens.start);
    let among = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(first));
    match tokens.len() {
        0 => false,
        1 => {
            matches!(
                first,
                "Annex" | "ANNEX" | "Appendix" | "APPENDIX" | "Exhibit" | "EXHIBIT"
            ) || CABLE.contains(&first)
                // "a Fortune 500 firm"
                || first == "Fortune" && page.word(tokens.end).shape.is(Shape::NUMBER)
        }
        2 if pair(page, tokens) => true,
        2 if first == "Fortune" && page.word(tokens.start + 1).shape.is(Shape::NUMBER) => true,
        2 if is_label(page, tokens) => true,
        2 if is_number(page, tokens.start + 1) => among(&PARTS),
        _ => match sort {
            // "Your Honour", "His Excellency"
            Sort::Person => matches!(first, "Your" | "His" | "Her"),
            Sort::Body | Sort::Place => {
                office(page, tokens) || counted(page, tokens) || heading(page, tokens)
            }
            _ => false,
        },
    }
}

/// "Witness D": a label and its letter.
pub(super) fn is_label(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let first = page.text(tokens.start);
    tokens.len() == 2
        && page.text(tokens.start + 1).len() < 3
        && is_number(page, tokens.start + 1)
        && LABELS.iter().any(|label| label.eq_ignore_ascii_case(first))
}

/// Two words that are any court's or any treaty's: "the Grand Jury", "Third Section".
fn pair(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let (one, two) = (page.text(tokens.start), page.text(tokens.end - 1));
    matches!(
        (one, two),
        ("Grand" | "GRAND", "Jury" | "JURY")
            | ("Member" | "Contracting", "State" | "States")
            | ("State" | "States", "Party" | "Parties")
            | ("True" | "TRUE", "Bill" | "BILL")
            | ("First" | "Second" | "Third" | "Fourth" | "Fifth", "Section")
            // One of a party; the party is "the Social Democrats".
            | ("Social" | "Christian" | "Liberal" | "Free", "Democrat")
    )
}

/// Whether a token counts: a figure, one capital letter, a Roman numeral.
fn is_number(page: &Page<'_>, at: usize) -> bool {
    let text = page.text(at).trim_end_matches('.');
    page.word(at).shape.is(Shape::NUMBER)
        || text.starts_with(|c: char| c.is_ascii_digit())
        || text.len() == 1 && text.bytes().all(|b| b.is_ascii_uppercase())
        || !text.is_empty() && text.bytes().all(|b| b"IVXLC".contains(&b))
}

/// "Xiaomi Redmi Note 10S", "Harrow SG-400": a maker, and which of its products.
pub(super) fn is_model(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let last = page.text(tokens.end - 1);
    tokens.len() > 1
        && last.bytes().any(|b| b.is_ascii_digit())
        && last.bytes().any(|b| b.is_ascii_uppercase())
        && !tokens.clone().any(|at| page.class(at, Class::COMPANY))
}

/// "the Lord Chief Justice", "the Prime Minister's Secretary-General": what somebody is.
fn office(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    // "the office of the Attorney General" is a body's.
    let before = tokens.start.saturating_sub(3)..tokens.start;
    if before.clone().any(|at| page.text(at) == "office") {
        return false;
    }
    tokens.clone().all(|at| {
        page.class(at, Class::TITLE | Class::OFFICE) && !page.class(at, Class::AGENCY)
            || page.word(at).shape.is(Shape::POSSESSIVE)
            || page.text(at) == "Prime"
            || page.text(at).ends_with("-General")
    })
}

/// "Three Kosovo Serbs" at the head of a sentence.
fn counted(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let last = tokens.end - 1;
    let body = Class::AGENCY | Class::BODY | Class::COMPANY | Class::TRADE;
    tokens.len() > 2
        && (page.word(tokens.start).shape.is(Shape::FIRST)
            // "PRISTINA—Three …"
            || tokens.start > 0 && matches!(page.text(tokens.start - 1), "—" | "–" | "-"))
        && matches!(
            page.text(tokens.start),
            "Two"
                | "Three"
                | "Four"
                | "Five"
                | "Six"
                | "Seven"
                | "Eight"
                | "Nine"
                | "Ten"
                | "Several"
        )
        && page.text(last).ends_with('s')
        && !page.class(last, body)
}

/// "Forward-Looking Statements." at the head of a part.
fn heading(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    page.word(tokens.start).shape.is(Shape::FIRST)
        && matches!(
            page.text(tokens.end - 1),
            "Statements"
                | "Allegations"
                | "Findings"
                | "Recommendations"
                | "Definitions"
                | "Conclusions"
        )
}

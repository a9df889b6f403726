//! Names that a plural before them gives away: "agencies such as Finland's Traficot", "firms like
//! Nordlys and Corvallis" (Hearst's patterns).

use super::candidates::Candidate;
use super::firms::listed;
use super::patterns::{name_end, namely};
use crate::analysis::gazetteer::Found;
use crate::analysis::tagger::{Class, Page, Shape};
use crate::model::{Kind, Rule};
use std::ops::Range;

/// As much as what a common noun right beside a name tells.
const WEIGHT: f32 = 0.93;
/// The most words of a name.
const LONGEST: usize = 3;

/// Finds the names.
pub(super) fn find(page: &Page<'_>, found: &[Found], out: &mut Vec<Candidate>) {
    for (sentence, notable) in page.sentences() {
        let within = &sentence.tokens;
        for at in notable.iter().map(|at| *at as usize) {
            if let Some((noun, kind)) = led(page, at, within) {
                let evidence = format!("“{}” before it", page.text(noun));
                for name in row(page, at, within) {
                    // What a list knows by its name alone is left to the list.
                    if !listed(found, &name) {
                        out.push(Candidate::new(
                            page,
                            name,
                            kind,
                            Rule::Pattern,
                            WEIGHT,
                            evidence.clone(),
                        ));
                    }
                }
            }
        }
    }
}

/// The plural that leads to a name, and the kind that it tells.
fn led(page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<(usize, Kind)> {
    let before = |by: usize| at.checked_sub(by).filter(|at| *at >= within.start);
    let article = usize::from(before(1).is_some_and(|at| page.text(at) == "the"));
    let noun = match page.text(before(1 + article)?) {
        "like" | "including" => before(2 + article)?,
        "as" if page.text(before(2 + article)?) == "such" => before(3 + article)?,
        _ => return None,
    };
    let kind = match page.text(noun).to_ascii_lowercase().as_str() {
        "agencies" | "ministries" | "regulators" | "watchdogs" => Kind::Agency,
        "firms" | "companies" | "banks" | "insurers" | "retailers" | "vendors" | "start-ups"
        | "startups" | "carmakers" | "chipmakers" | "lenders" | "airlines" | "brokers"
        | "carriers" | "contractors" | "manufacturers" | "suppliers" => Kind::Company,
        "newspapers" | "broadcasters" | "universities" | "charities" | "unions" => {
            Kind::Organisation
        }
        _ => return None,
    };
    // "news agencies", "relief agencies" are no state's.
    let others = noun > within.start
        && kind == Kind::Agency
        && matches!(
            page.text(noun - 1),
            "news" | "aid" | "relief" | "rating" | "advertising" | "UN"
        );
    (!others).then_some((noun, kind))
}

/// The name at a token and those in a row with it.
fn row(page: &Page<'_>, first: usize, within: &Range<usize>) -> Vec<Range<usize>> {
    let plain = Class::COMMON | Class::FUNCTION | Class::TITLE | Class::OFFICE | Class::GIVEN;
    let mut out = Vec::new();
    let mut at = first;
    while at < within.end {
        // "Belgium's Soulete"
        if page.word(at + 1).shape.is(Shape::POSSESSIVE) && at + 2 < within.end {
            at += 2;
        }
        let end = name_end(page, at, within, LONGEST);
        if end == at || !namely(page, at) || page.class(at, plain) {
            break;
        }
        out.push(at..end);
        let comma = end + usize::from(page.text(end) == ",");
        let next = comma + usize::from(matches!(page.text(comma), "and" | "or"));
        if next == end {
            break;
        }
        at = next;
    }
    out
}

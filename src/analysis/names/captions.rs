//! Lines in capitals at the head of papers, which name who issues them: "UNITED STATES DISTRICT COURT FOR
//! THE DISTRICT OF OREGON".

use super::candidates::Candidate;
use super::patterns::joined;
use crate::analysis::grammar::Traits;
use crate::analysis::tagger::{Class, Page, Shape};
use crate::model::{Kind, Rule};
use std::ops::Range;

/// The most words of such a line.
const LONGEST: usize = 14;

/// Finds the lines.
pub(super) fn find(page: &Page<'_>, out: &mut Vec<Candidate>) {
    for sentence in &page.reading.sentences {
        let start = sentence.tokens.start;
        // "IN THE UNITED STATES DISTRICT COURT FOR …"
        let led = page.text(start) == "IN" && page.text(start + 1) == "THE";
        let first = start + if led { 2 } else { 0 };
        let shouted = |at: usize| page.word(at).shape.is(Shape::UPPER);
        if !shouted(first) || !shouted(first + 1) {
            continue;
        }
        let mut end = first + 1;
        while end < sentence.tokens.end
            && shouted(end)
            && joined(page, end)
            && end - first < LONGEST
        {
            end += 1;
        }
        let line = first..end;
        let whole = end >= sentence.tokens.end
            || !joined(page, end)
            || matches!(page.text(end), "." | "," | ";");
        if whole && issues(page, &line) {
            out.push(Candidate::new(
                page,
                line,
                Kind::Agency,
                Rule::Pattern,
                0.95,
                "a line in capitals that names a body",
            ));
        }
    }
}

/// Whether a line is a body's name, and no headline about one: "MINISTRY OF DEFENCE HACKED".
fn issues(page: &Page<'_>, line: &Range<usize>) -> bool {
    let (first, last) = (line.start, line.end - 1);
    // "united" and "states" are verbs elsewhere.
    let country = |at: usize| matches!(page.text(at), "UNITED" | "STATES" | "NATIONS");
    let verb = |at: usize| page.class(at, Class::SAY) || page.reading.is(at, Traits::PAST);
    let told = line.clone().any(|at| verb(at) && !country(at));
    if told || line.len() < 3 || page.class(last, Class::CONNECT | Class::FUNCTION) {
        return false;
    }
    // At most two words between one small word and the next.
    let linked = |from: usize| {
        let mut run = 0;
        (from..line.end).all(|at| {
            let small = page.class(at, Class::CONNECT) || page.text(at) == "THE";
            run = if small { 0 } else { run + 1 };
            run < 3
        })
    };
    let court = line
        .clone()
        .find(|at| page.text(*at) == "COURT" && *at > first && page.text(*at + 1) == "FOR");
    if let Some(court) = court {
        return linked(court + 1);
    }
    let headed = matches!(
        page.text(first),
        "OFFICE" | "MINISTRY" | "DEPARTMENT" | "DIRECTORATE" | "BUREAU" | "COMMISSION"
    ) && matches!(page.text(first + 1), "OF" | "FOR");
    let american = page.text(first) == "UNITED"
        && page.text(first + 1) == "STATES"
        && page.class(last, Class::AGENCY);
    headed && linked(first + 1) || american
}

//! Offices and forces of the state, by what stands before their last word.

use super::candidates::Candidate;
use super::patterns::{joined, name_end, name_start, namely};
use crate::analysis::tagger::{Class, Page, Shape};
use crate::model::{Kind, Rule};
use std::ops::Range;

/// "National Prosecutor's Office", "Computer Emergency Response Team".
pub(super) fn office(page: &Page<'_>, at: usize, within: &Range<usize>, out: &mut Vec<Candidate>) {
    if at < within.start + 2 {
        return;
    }
    let holder = if page.text(at) == "Team" {
        if page.text(at - 1) != "Response" {
            return;
        }
        at - 1
    } else {
        let public = matches!(
            page.text(at - 2),
            "Prosecutor"
                | "Prosecutors"
                | "General"
                | "Attorney"
                | "Governor"
                | "Mayor"
                | "Sheriff"
                | "President"
                | "Ombudsman"
        );
        if !page.word(at - 1).shape.is(Shape::POSSESSIVE) || !public {
            return;
        }
        at - 2
    };
    let first = name_start(page, holder, within);
    if first < holder {
        out.push(Candidate::new(
            page,
            first..at + 1,
            Kind::Agency,
            Rule::Pattern,
            0.93,
            format!("shape “… {}” of a body", page.text(at)),
        ));
    }
}

/// "Special Investigating Unit", "Victorian Joint Counter Terrorism Team".
pub(super) fn squad(page: &Page<'_>, at: usize, within: &Range<usize>, out: &mut Vec<Candidate>) {
    let first = name_start(page, at, within);
    let field = |i: usize| {
        page.class(i, Class::AGENCY)
            || matches!(
                page.text(i),
                "Investigating"
                    | "Investigation"
                    | "Investigations"
                    | "Crime"
                    | "Crimes"
                    | "Terror"
                    | "Terrorism"
                    | "Counter-Terrorism"
                    | "Anti-Terrorism"
                    | "Intelligence"
                    | "Narcotics"
                    | "Drugs"
                    | "Fraud"
                    | "Cybercrime"
                    | "Corruption"
                    | "Anti-Corruption"
                    | "Tactical"
                    | "Prosecution"
            )
    };
    if at - first < 2 || page.word(at).shape.is(Shape::TITLED) || !(first..at).any(field) {
        return;
    }
    out.push(Candidate::new(
        page,
        first..at + 1,
        Kind::Agency,
        Rule::Pattern,
        0.91,
        format!("shape “… {}” of a force", page.text(at)),
    ));
}

/// Whether a unit follows that belongs to the body's name: "Anti-Terrorism Police Unit".
pub(super) fn unit(page: &Page<'_>, head: usize, within: &Range<usize>) -> bool {
    head + 1 < within.end
        && joined(page, head + 1)
        && matches!(
            page.text(head + 1),
            "Unit" | "Squad" | "Taskforce" | "Branch"
        )
        && !(joined(page, head + 2)
            && (namely(page, head + 2) || page.word(head + 2).shape.is(Shape::NUMBER)))
}

/// "HMP Scarfield", and in cables "AMEMBASSY DAKAR".
pub(super) fn post(page: &Page<'_>, at: usize, within: &Range<usize>, out: &mut Vec<Candidate>) {
    let prison = matches!(page.text(at), "HMP" | "HMYOI");
    let mission = matches!(
        page.text(at),
        "AMEMBASSY" | "AMCONSUL" | "USMISSION" | "SECSTATE"
    );
    if !prison && !mission {
        return;
    }
    let end = name_end(page, at + 1, within, if prison { 3 } else { 2 });
    if end > at + 1 && joined(page, at + 1) {
        out.push(Candidate::new(
            page,
            at..end,
            Kind::Agency,
            Rule::Pattern,
            0.95,
            format!("“{}” before it", page.text(at)),
        ));
    }
}

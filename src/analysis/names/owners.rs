//! Units of firms and organisations, which are of their owner's kind.

use super::candidates::Candidate;
use crate::analysis::tagger::{Class, Page, Shape};
use crate::model::Kind;

/// "Microsoft's Digital Crimes Unit" is no state's, "the Security Lab of Amnesty International" no firm's.
pub(super) fn own(page: &Page<'_>, chosen: &mut [Candidate]) {
    for at in 1..chosen.len() {
        let (one, two) = (&chosen[at - 1], &chosen[at]);
        let gap = one.tokens.end..two.tokens.start;
        let (unit, owner) = if gap.len() == 1 && page.word(gap.start).shape.is(Shape::POSSESSIVE) {
            (at, at - 1)
        } else if gap.len() == 1 && page.text(gap.start) == "of" {
            (at - 1, at)
        } else {
            continue;
        };
        if chosen[owner].entry.is_none() || chosen[unit].entry.is_some() {
            continue;
        }
        let tokens = chosen[unit].tokens.clone();
        let formal = tokens.clone().any(|at| page.class(at, Class::COMPANY));
        let kind = match (chosen[owner].kind, chosen[unit].kind) {
            (Kind::Company, Kind::Agency) => Kind::Company,
            (Kind::Organisation, Kind::Company) => Kind::Organisation,
            _ => continue,
        };
        // "Tesla's Financial Services Authority filing" is about a state's.
        let unit_like = kind == Kind::Organisation
            || matches!(
                page.text(tokens.end - 1),
                "Unit"
                    | "Team"
                    | "Group"
                    | "Lab"
                    | "Labs"
                    | "Center"
                    | "Centre"
                    | "Board"
                    | "Division"
                    | "Department"
                    | "Intelligence"
                    | "Security"
            );
        if tokens.len() > 1 && !formal && unit_like {
            chosen[unit].kind = kind;
        }
    }
}

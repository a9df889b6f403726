//! What a mark's weight is worth: the chance of being right, as counted on documents held back.
//!
//! The weights decide which name stands; they were set by hand and by the tagger. What they come
//! to is counted by `train DATA --folds` and by the news test, and stands in these tables.

use crate::model::Rule;

/// Weights, and the chance that a mark of that weight is right; between them it is interpolated.
type Worth = [(f32, f32); 4];

const LISTED: Worth = [(0.45, 0.5), (0.65, 0.65), (0.85, 0.88), (1.0, 0.97)];
const SHAPED: Worth = [(0.45, 0.5), (0.65, 0.7), (0.85, 0.9), (1.0, 0.97)];
const TAUGHT: Worth = [(0.55, 0.45), (0.65, 0.65), (0.85, 0.88), (1.0, 0.97)];
const TAGGED: Worth = [(0.55, 0.5), (0.65, 0.58), (0.85, 0.8), (1.0, 0.96)];

/// The same in technical reports, whose code and tables look like names.
const LISTED_IN_REPORT: Worth = [(0.45, 0.5), (0.8, 0.6), (0.97, 0.78), (1.0, 0.92)];
const TOLD_IN_REPORT: Worth = [(0.45, 0.35), (0.65, 0.5), (0.85, 0.57), (1.0, 0.6)];
const SHAPED_IN_REPORT: Worth = [(0.45, 0.2), (0.65, 0.4), (0.85, 0.43), (1.0, 0.55)];
const TAUGHT_IN_REPORT: Worth = [(0.55, 0.45), (0.65, 0.5), (0.85, 0.6), (1.0, 0.7)];
const TAGGED_IN_REPORT: Worth = [(0.55, 0.15), (0.65, 0.27), (0.85, 0.57), (1.0, 0.9)];

/// The kind of text that a mark stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Register {
    Prose,
    Report,
}

/// The chance that a mark of a rule and weight is right.
pub(super) fn worth(rule: Rule, weight: f32, register: Register) -> f32 {
    let report = register == Register::Report;
    let table = match rule {
        Rule::Gazetteer if report => LISTED_IN_REPORT,
        Rule::Context if report => TOLD_IN_REPORT,
        Rule::Gazetteer | Rule::Context => LISTED,
        Rule::Pattern | Rule::Title if report => SHAPED_IN_REPORT,
        Rule::Pattern | Rule::Title => SHAPED,
        Rule::Tagger if report => TAGGED_IN_REPORT,
        Rule::Tagger => TAGGED,
        Rule::Acronym | Rule::Surname | Rule::ShortForm | Rule::Variant | Rule::Reference
            if report =>
        {
            TAUGHT_IN_REPORT
        }
        Rule::Acronym | Rule::Surname | Rule::ShortForm | Rule::Variant | Rule::Reference => TAUGHT,
        Rule::Analyst => return 1.0,
    };
    let above = table.partition_point(|(at, _)| *at <= weight);
    match (
        above.checked_sub(1).and_then(|i| table.get(i)),
        table.get(above),
    ) {
        (Some(low), Some(high)) => low.1 + (high.1 - low.1) * (weight - low.0) / (high.0 - low.0),
        (Some(end), None) | (None, Some(end)) => end.1,
        (None, None) => weight,
    }
}

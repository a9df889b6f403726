//! Lists, rules and the tagger weighed against each other.

use super::candidates::Candidate;
use super::patterns::{joined, namely};
use crate::analysis::tagger::{Class, Page, Shape, Sort, Tagged, Tagging};
use crate::model::{Kind, Rule};
use std::ops::Range;

/// Raises what the tagger sees too, lowers what it sees otherwise, and drops what is left without
/// standing.
pub(super) fn weigh(page: &Page<'_>, tagging: &Tagging, candidates: &mut Vec<Candidate>) {
    candidates.retain_mut(|candidate| {
        let Some(sort) = Sort::of(candidate.kind) else {
            return true;
        };
        let tokens = &candidate.tokens;
        // In code and addresses no list knows anyone.
        if in_code(page, tokens) {
            return false;
        }
        let from = tagging
            .names
            .partition_point(|t| t.tokens.end <= tokens.start);
        let reach = tagging.names[from..].partition_point(|t| t.tokens.start < tokens.end);
        let over = &tagging.names[from..from + reach];
        // "on LinkedIn": a service and its firm are one.
        let alike = |t: &Tagged| {
            t.sort == sort
                || t.sort == Sort::Technology && !page.technical && listed_company(candidate)
        };
        if let Some(same) = over.iter().find(|t| t.tokens == *tokens && alike(t)) {
            candidate.weight = 1.0 - (1.0 - candidate.weight) * (1.0 - 0.9 * same.chance);
            return true;
        }
        // "the BlackWater malware": no firm of that name, unless the tagger sees one too.
        if page.technical
            && candidate.rule == Rule::Gazetteer
            && sort == Sort::Body
            && page.class(tokens.end, Class::MALWARE)
            && over.iter().all(|t| t.sort != Sort::Body)
        {
            return false;
        }
        // "Unit 83417", "Acme Ltd": the shape says enough.
        if candidate.rule == Rule::Pattern
            && candidate.weight >= 0.9
            && candidate.kind != Kind::Person
        {
            return true;
        }
        // Inside an election's or a product's name it names no one.
        let alone = candidate.kind == Kind::Place
            || !page.technical && matches!(candidate.kind, Kind::Agency | Kind::Organisation);
        let known = candidate.vouched
            || candidate.rule == Rule::Gazetteer && candidate.weight >= 0.9
            // "the Department of Defense", where the context tells whose.
            || candidate.rule == Rule::Context && tokens.len() > 2 && !page.technical;
        let inside = over.iter().any(|t| {
            matches!(t.sort, Sort::Other | Sort::Technology)
                && t.chance > 0.6
                && t.tokens.start <= tokens.start
                && tokens.end <= t.tokens.end
                && (t.tokens.len() > tokens.len() && !(known && t.chance < 0.9) || alone && !known)
                && !(page.technical && listed_company(candidate) && t.tokens.start == tokens.start)
        });
        if inside {
            return false;
        }
        let listed = matches!(candidate.rule, Rule::Gazetteer);

        let sure = candidate.weight >= 0.9;
        if over.iter().all(|t| t.sort == Sort::Other) {
            let outside = tokens
                .clone()
                .map(|at| tagging.outside.get(at).copied().unwrap_or(1.0))
                .fold(1.0, f32::min);
            let seen = tokens
                .clone()
                .any(|at| page.word(at).shape.is(Shape::CAPITAL));
            if page.technical && outside > most_doubt(candidate, sort) {
                return false;
            }
            let goes_on = joined(page, tokens.end) && namely(page, tokens.end);
            // A listed body's acronym is no word of code, whatever it stands beside.
            let acronym = listed
                && candidate.kind == Kind::Agency
                && page.word(tokens.start).shape.is(Shape::UPPER);
            let trust: f32 = match (listed, sure, tokens.len() > 1) {
                _ if acronym && !goes_on => 0.9,
                (true, _, _) if candidate.kind == Kind::Malware && !goes_on => 0.8,
                // "Kaseya VSA": the maker before its product.
                (true, _, _) if page.technical && goes_on && listed_company(candidate) => 0.8,
                (true, _, _) if page.technical => 0.2,
                (true, _, _) if goes_on => 0.2,
                (true, true, true) => 0.9,
                // A listed name of several words, and the context speaks for it.
                _ if candidate.rule == Rule::Context && tokens.len() > 1 && !page.technical => 0.8,
                (true, true, false) => 0.82,
                (false, true, _) => 0.6,
                _ if candidate.rule == Rule::Title && !page.technical => 0.75,
                _ if candidate.kind == Kind::Place && !page.technical => 0.75,
                (false, _, _) if candidate.weight >= 0.8 && !page.technical => 0.55,
                _ => 0.3,
            };
            if seen && !candidate.vouched {
                candidate.weight *= 1.0 - outside * (1.0 - trust);
            }
        } else if candidate.vouched && over.iter().all(|t| t.tokens == *tokens) {
            return true;
        } else if over
            .iter()
            .any(|t| t.sort == sort && t.tokens.start <= tokens.start && tokens.end <= t.tokens.end)
        {
            // The tagger sees more around it: the longer name carries it.
            candidate.weight *= 0.75;
        } else if over.iter().all(|t| {
            t.sort == sort
                && tokens.start <= t.tokens.start
                && match sort {
                    Sort::Body | Sort::Place => t.tokens.end == tokens.end,
                    _ => listed && t.tokens.end <= tokens.end,
                }
        }) {
            // The rule sees more before it: "National …", "Kingdom of …".
            candidate.weight *= 0.95;
        } else {
            let eastern = candidate.kind == Kind::Person && candidate.weight < 0.7;
            let firm = candidate.rule == Rule::Title || eastern || listed && candidate.weight > 0.9;
            if firm && !page.technical && tokens.len() > 1 {
                return true;
            }
            let doubt = over.iter().map(|t| t.chance).fold(0.0, f32::max);
            candidate.weight *= 1.0 - 0.45 * doubt;
        }
        candidate.weight >= 0.42
    });
}

/// How sure the tagger may be that a name in a technical report is none, and it stands all the same:
/// tables, code and products are full of names that are not meant.
fn most_doubt(candidate: &Candidate, sort: Sort) -> f32 {
    match sort {
        Sort::Body if candidate.rule != Rule::Gazetteer => 0.9,
        Sort::Body => 0.7,
        Sort::Malware => 0.95,
        Sort::Group => 0.9,
        _ => 1.0,
    }
}

fn listed_company(candidate: &Candidate) -> bool {
    candidate.kind == Kind::Company && candidate.entry.is_some()
}

/// Whether a token is a unit behind its number: "7.24 TB".
pub(super) fn is_unit(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    tokens.len() == 1
        && tokens.start > 0
        && page.word(tokens.start - 1).shape.is(Shape::NUMBER)
        && matches!(
            page.text(tokens.start),
            "KB" | "MB"
                | "GB"
                | "TB"
                | "PB"
                | "Mbps"
                | "Gbps"
                | "Tbps"
                | "MW"
                | "GW"
                | "MHz"
                | "GHz"
        )
}

/// Whether a short name stands between the signs of code, paths or encoded bytes.
pub(super) fn in_code(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let coded = |at: usize| matches!(page.text(at), "+" | "\\" | "=" | "_");
    let sign = |at: usize| coded(at) || matches!(page.text(at), "/" | "%" | "&");
    let (Some(before), after) = (tokens.start.checked_sub(1), tokens.end) else {
        return false;
    };
    if page.technical {
        // "SOFTWARE\\VMware, Inc.\\", "Mozilla/5.0".
        let path = page.text(before) == "\\" || page.text(after) == "\\";
        let version = page.text(after) == "/" && page.word(after + 1).shape.is(Shape::NUMBER);
        if path || version {
            return true;
        }
    }
    let encoded = |at: usize| {
        let shape = page.word(at).shape;
        shape.is(Shape::DIGIT) && shape.is(Shape::INNER)
    };
    let between = sign(before) && sign(after);
    tokens.len() <= 2
        && between
        && (page.technical
            || coded(before)
            || coded(after)
            || encoded(before.wrapping_sub(1))
            || encoded(after + 1))
}

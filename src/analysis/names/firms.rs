//! Firms that no list knows, by what is said of firms alone: "shares in X", "the chipmaker X", "X
//! analyst Jane Doe", "X reported a loss".

use super::candidates::Candidate;
use super::patterns::{joined, namely};
use crate::analysis::gazetteer::{Found, Stands};
use crate::analysis::tagger::{Class, Cue, Page, Shape};
use crate::model::{Kind, Rule};
use std::ops::Range;

/// What can be said of firms alone.
const SURE: f32 = 0.985;
/// What is seldom said of others.
const FAIR: f32 = 0.93;
/// What is said of other bodies as well.
const WEAK: f32 = 0.8;

/// The most words of a name.
const LONGEST: usize = 4;

/// Nouns that name a sort of firm and nothing else, beside those of the tagger's class.
pub(super) fn trade(word: &str) -> bool {
    matches!(
        word,
        "airline"
            | "automaker"
            | "bank"
            | "biotech"
            | "brewer"
            | "broker"
            | "brokerage"
            | "builder"
            | "carmaker"
            | "carrier"
            | "chain"
            | "chipmaker"
            | "company"
            | "conglomerate"
            | "consultancy"
            | "contractor"
            | "distiller"
            | "distributor"
            | "drugmaker"
            | "exchange"
            | "exporter"
            | "firm"
            | "grocer"
            | "hotelier"
            | "importer"
            | "insurer"
            | "jetmaker"
            | "jeweller"
            | "lender"
            | "manufacturer"
            | "miner"
            | "operator"
            | "planemaker"
            | "producer"
            | "provider"
            | "publisher"
            | "refiner"
            | "reinsurer"
            | "retailer"
            | "shipbuilder"
            | "shipper"
            | "smelter"
            | "start-up"
            | "startup"
            | "steelmaker"
            | "subsidiary"
            | "supermarket"
            | "supplier"
            | "telco"
            | "truckmaker"
            | "utility"
            | "vendor"
            | "wholesaler"
    )
}

/// Finds the firms. What a list knows by its name alone is left to the list.
pub(super) fn find(page: &Page<'_>, found: &[Found], out: &mut Vec<Candidate>) {
    for sentence in &page.reading.sentences {
        for at in sentence.tokens.clone() {
            let word = page.words[at];
            if !word.cue.any(Cue::FIRM) {
                continue;
            }
            let within = &sentence.tokens;
            let told = match word.shape.is(Shape::CAPITAL) {
                // "Shares in X" at the head of a sentence.
                true if at == within.start => said(page, at, &page.text(at).to_lowercase(), within),
                true => headed(page, at, within),
                false => said(page, at, page.text(at), within),
            };
            let Some((name, weight)) = told else { continue };
            if name.is_empty() || listed(found, &name) {
                continue;
            }
            let cue = page.text(at);
            out.push(Candidate::new(
                page,
                name,
                Kind::Company,
                Rule::Pattern,
                weight,
                format!("“{cue}” beside it"),
            ));
        }
    }
}

/// Whether a list knows some of these words as a name that stands alone.
fn listed(found: &[Found], name: &Range<usize>) -> bool {
    let from = found.partition_point(|one| one.tokens.end <= name.start);
    found[from..]
        .iter()
        .take_while(|one| one.tokens.start < name.end)
        .any(|one| {
            let whole = one.tokens.end == name.end;
            whole && one.candidates.iter().any(|c| c.stands == Stands::Alone)
        })
}

/// What a small word says of the name beside it.
fn said(
    page: &Page<'_>,
    at: usize,
    text: &str,
    within: &Range<usize>,
) -> Option<(Range<usize>, f32)> {
    match text {
        "shares" | "stock" | "stake" | "stakes" | "shareholders" | "shareholder" | "investors"
        | "bonds" | "shareholding" | "subsidiary" | "customers" => {
            let link = page.text(at + 1);
            if matches!(link, "of" | "in") {
                let sure = !matches!(text, "investors" | "customers" | "bonds") || link == "of";
                let name = after(page, at + 2, within);
                return (!name.is_empty()).then_some((name, if sure { SURE } else { WEAK }));
            }
            let owned = page.word(at.wrapping_sub(1)).shape.is(Shape::POSSESSIVE);
            let name = before(page, at, within);
            let plain = owned || matches!(text, "shares" | "stock" | "bonds" | "customers");
            plain.then_some((name, FAIR))
        }
        "analyst" | "analysts" | "economist" | "strategist" | "trader" | "broker" => {
            if page.text(at + 1) == "at" {
                return Some((after(page, at + 2, within), FAIR));
            }
            let person = namely(page, at + 1) && joined(page, at + 1);
            let speaks = matches!(page.text(at + 1), "said" | "say" | "wrote" | "expect");
            let name = before(page, at, within);
            // "Russia analyst", "Pentagon analyst" are not of a firm's house.
            (person || text == "analysts" && speaks).then_some((name, FAIR))
        }
        "chief" => {
            let officer = matches!(
                page.text(at + 1),
                "executive" | "financial" | "operating" | "technology"
            );
            let of = at + 2 + usize::from(matches!(page.text(at + 2), "officer"));
            if !officer {
                return None;
            }
            if page.text(of) == "of" {
                return Some((after(page, of + 1, within), FAIR));
            }
            Some((before(page, at, within), WEAK))
        }
        "revenue" | "profit" | "profits" | "earnings" | "turnover" | "sales" | "dividend" => {
            let owned = page.word(at.wrapping_sub(1)).shape.is(Shape::POSSESSIVE);
            owned.then(|| (before(page, at, within), FAIR))
        }
        "reported" | "posted" | "booked" => {
            let result = (at + 1..(at + 7).min(within.end)).any(|token| {
                matches!(
                    page.text(token),
                    "revenue" | "revenues" | "profit" | "loss" | "earnings" | "sales" | "income"
                )
            });
            result.then(|| (before(page, at, within), SURE))
        }
        _ if trade(text) => {
            let name = after(page, at + 1, within);
            let led = at > within.start && !page.capital(at - 1) && joined(page, at + 1);
            let apart = page.text(at + 1) != ",";
            (led && apart && !name.is_empty()).then_some((name, SURE))
        }
        _ => None,
    }
}

/// "Northgate Forensics", "Empire Navigation": a name that ends in a trade.
fn headed(page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<(Range<usize>, f32)> {
    if at + 1 < within.end && namely(page, at + 1) && joined(page, at + 1) {
        return None;
    }
    let head = page.text(at);
    let closes = !matches!(head, "Shares" | "Chief" | "Analysts" | "Analyst" | "Stock");
    let name = before(page, at, within);
    let own = !name.is_empty() && !page.class(name.start, Class::GIVEN | Class::SUBJECT);
    (closes && own && trade_head(head)).then(|| (name.start..at + 1, FAIR))
}

/// Words that end names of firms, and hardly others.
pub(super) fn trade_head(word: &str) -> bool {
    matches!(
        word,
        "Forensics"
            | "Composites"
            | "Navigation"
            | "Analytics"
            | "Logistics"
            | "Foods"
            | "Steel"
            | "Mining"
            | "Petrochemicals"
            | "Freight"
            | "Breweries"
            | "Chemicals"
            | "Biotech"
            | "Therapeutics"
            | "Biosciences"
            | "Genomics"
            | "Cement"
            | "Textiles"
            | "Plastics"
            | "Packaging"
            | "Realty"
            | "Consulting"
            | "Advisors"
            | "Advisers"
            | "Hotels"
            | "Resorts"
            | "Shipyard"
            | "Shipyards"
            | "Renewables"
            | "Dynamics"
            | "Avionics"
            | "Photonics"
            | "Microsystems"
            | "Microelectronics"
            | "Infotech"
            | "Studios"
            | "Outfitters"
            | "Fintech"
            | "Payments"
            | "Diagnostics"
            | "Instruments"
            | "Aerostructures"
    )
}

/// The name that begins at a token.
fn after(page: &Page<'_>, first: usize, within: &Range<usize>) -> Range<usize> {
    let mut end = first;
    while end < within.end
        && end - first < LONGEST
        && namely(page, end)
        && (end == first || joined(page, end))
        && !page.class(end, Class::TITLE)
    {
        end += 1;
    }
    own(page, first..end)
}

/// The name that ends before a token, a possessive between left out.
fn before(page: &Page<'_>, at: usize, within: &Range<usize>) -> Range<usize> {
    let mut end = at;
    if end > within.start && page.word(end - 1).shape.is(Shape::POSSESSIVE) {
        end -= 1;
    }
    let mut first = end;
    while first > within.start
        && end - first < LONGEST
        && namely(page, first - 1)
        && (first == end && end < at || joined(page, first))
        && !page.class(first - 1, Class::TITLE)
    {
        first -= 1;
    }
    own(page, first..end)
}

/// The name where it can be a firm's: no given name, no office, no single common word.
fn own(page: &Page<'_>, name: Range<usize>) -> Range<usize> {
    if name.is_empty() {
        return name;
    }
    let word = page.word(name.start);
    let person = name.len() > 1 && word.class.any(Class::GIVEN);
    let common = name.len() == 1
        && word.class.any(
            Class::COMMON
                | Class::FUNCTION
                | Class::TITLE
                | Class::OFFICE
                | Class::AGENCY
                | Class::BODY
                | Class::SUBJECT
                | Class::TRADE
                | Class::GIVEN,
        );
    let shouted = word.shape.is(Shape::TITLED);
    if person || common || shouted {
        return name.start..name.start;
    }
    name
}

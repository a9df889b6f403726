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
            | "fintech"
            | "forwarder"
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
                _ if page.text(at) == "&" => partners(page, at, within),
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

/// Whether a list knows these words as a name that stands alone, or as an adjective.
pub(super) fn listed(found: &[Found], name: &Range<usize>) -> bool {
    let from = found.partition_point(|one| one.tokens.end <= name.start);
    found[from..]
        .iter()
        .take_while(|one| one.tokens.start < name.end)
        .any(|one| {
            // "Contecon Guayaquil" is more than the town.
            let whole = one.tokens.end == name.end && one.tokens.start <= name.start;
            whole
                && one
                    .candidates
                    .iter()
                    .any(|c| matches!(c.stands, Stands::Alone | Stands::AsModifier))
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
            // "PaperCrane shares two certificates with": what it does.
            let verb = text == "shares"
                && (page.word(at + 1).shape.is(Shape::NUMBER)
                    || matches!(
                        link,
                        "a" | "an"
                            | "the"
                            | "its"
                            | "this"
                            | "two"
                            | "three"
                            | "four"
                            | "several"
                            | "many"
                            | "some"
                            | "much"
                            | "code"
                            | "tools"
                            | "infrastructure"
                            | "parts"
                            | "data"
                            | "similarities"
                    ));
            if verb {
                return None;
            }
            let owned = page.word(at.wrapping_sub(1)).shape.is(Shape::POSSESSIVE);
            let name = before(page, at, within);
            let plain = owned || matches!(text, "shares" | "stock" | "bonds" | "customers");
            plain.then_some((name, FAIR))
        }
        "analyst" | "analysts" | "economist" | "strategist" | "trader" | "broker" | "banker"
        | "bankers" => {
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
        "peer" | "rival" | "competitor" | "parent" | "auditor" | "owner" => {
            let whose = (at.saturating_sub(3).max(within.start)..at).any(|i| {
                page.word(i).shape.is(Shape::POSSESSIVE)
                    || matches!(page.text(i), "its" | "their" | "whose")
            });
            let apart = page.text(at + 1) == ",";
            let name = after(page, at + 1 + usize::from(apart), within);
            let closed = !apart || matches!(page.text(name.end), "," | "." | ";");
            (whose && closed && !name.is_empty()).then_some((name, WEAK))
        }
        // "Arelion, which runs the second cable"
        "which" => {
            let does = matches!(
                page.text(at + 1),
                "runs"
                    | "owns"
                    | "operates"
                    | "makes"
                    | "manufactures"
                    | "sells"
                    | "builds"
                    | "supplies"
                    | "employs"
                    | "insures"
                    | "markets"
                    | "distributes"
                    | "designs"
                    | "charters"
                    | "develops"
                    | "leases"
                    | "ships"
                    | "brews"
                    | "refines"
            );
            let name = before(page, at.saturating_sub(1), within);
            (does && page.text(at.wrapping_sub(1)) == "," && !name.is_empty())
                .then_some((name, WEAK))
        }
        _ if trade(text) => {
            let name = after(page, at + 1, within);
            let led = at > within.start
                && (!page.capital(at - 1) || page.word(at - 1).shape.is(Shape::FIRST))
                && joined(page, at + 1);
            if page.text(at + 1) != "," {
                return (led && !name.is_empty()).then_some((name, SURE));
            }
            // "HanaraX's insurer, Evertas, said"
            let whose = at > within.start
                && (page.word(at - 1).shape.is(Shape::POSSESSIVE)
                    || matches!(page.text(at - 1), "its" | "their" | "whose"));
            let name = after(page, at + 2, within);
            let closed = matches!(page.text(name.end), "," | "." | ";");
            (whose && closed && !name.is_empty()).then_some((name, FAIR))
        }
        _ => None,
    }
}

/// "Fenwick & Dale", "Banca Ferrero & Figli": what stands on both sides of the sign.
fn partners(page: &Page<'_>, at: usize, within: &Range<usize>) -> Option<(Range<usize>, f32)> {
    let side = |at: usize| {
        namely(page, at)
            && page.text(at).len() > 2
            && !page.class(
                at,
                Class::SUBJECT | Class::AGENCY | Class::BODY | Class::COMMON | Class::TITLE,
            )
    };
    let mut name = at.checked_sub(1)?..at + 2;
    // In reports the sign stands between all sorts of words.
    if page.technical
        || name.start < within.start
        || name.end > within.end
        || !side(name.start)
        || !side(at + 1)
        || !joined(page, at)
        || !joined(page, at + 1)
        || page.word(name.start).shape.is(Shape::TITLED)
    {
        return None;
    }
    let goes_on = |name: &Range<usize>, at: usize| name.len() < LONGEST + 1 && namely(page, at);
    while name.start > within.start
        && joined(page, name.start)
        && goes_on(&name, name.start - 1)
        && !page.class(name.start - 1, Class::TITLE)
    {
        name.start -= 1;
    }
    while name.end < within.end && joined(page, name.end) && goes_on(&name, name.end) {
        name.end += 1;
    }
    Some((name, FAIR))
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
    (closes && own && ends_firm(page, at)).then(|| (name.start..at + 1, FAIR))
}

/// Words that end names of firms, and hardly others.
fn trade_head(word: &str) -> bool {
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

/// Words that end names of firms in the news; in technical reports products bear them as well.
fn news_head(word: &str) -> bool {
    matches!(
        word,
        "Group"
            | "Bank"
            | "Holding"
            | "Energy"
            | "Systems"
            | "Brokers"
            | "Tankers"
            | "Shipmanagement"
            | "Consultancy"
            | "Consultants"
            | "Trading"
            | "Shipping"
            | "Bunkering"
            | "Shipbuilding"
            | "Airlines"
            | "Airways"
            | "Pharmaceuticals"
            | "Semiconductor"
            | "Semiconductors"
            | "Electronics"
            | "Petroleum"
            | "Motors"
            | "Robotics"
            | "Technologies"
            | "Enterprises"
            | "Industries"
            | "Solutions"
            | "Securities"
            | "Telecom"
            | "Aerospace"
            | "Ventures"
            | "Associates"
            | "Assurance"
            | "Reinsurance"
            | "Bancorp"
            | "Leasing"
            | "Automotive"
            | "Machinery"
            | "Contractors"
            | "Beverages"
            | "Metals"
            | "Minerals"
            | "Fertilizers"
            | "Fertilisers"
            | "Wireless"
            | "Optics"
            | "Ports"
            | "Works"
            | "Steelworks"
            | "Networks"
            | "Holdings"
            | "Partners"
            | "Properties"
            | "Cybersecurity"
            | "Hospitality"
            | "Telekom"
            | "Telecoms"
            | "Company"
    )
}

/// Whether a word in this place ends the name of a firm.
pub(super) fn ends_firm(page: &Page<'_>, at: usize) -> bool {
    let word = page.text(at);
    trade_head(word) || !page.technical && news_head(word)
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

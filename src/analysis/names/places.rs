//! Places that no list holds: beside a known country, before "Province", in "X-based".

use super::candidates::Candidate;
use super::patterns::{joined, name_end, namely};
use crate::analysis::tagger::{Class, Cue, Page, Shape};
use crate::model::{Kind, Rule, Span};
use std::ops::Range;

/// Finds every place that words beside or inside the name give away.
pub(super) fn find(page: &Page<'_>, out: &mut Vec<Candidate>) {
    for (sentence, notable) in page.sentences() {
        for at in notable.iter().map(|at| *at as usize) {
            let word = page.words[at];
            if !word.shape.is(Shape::CAPITAL) {
                if word.cue.any(Cue::TOWN) && word.shape.is(Shape::LOWER) {
                    called(page, at, &sentence.tokens, out);
                }
                continue;
            }
            if word.shape.is(Shape::HYPHEN) {
                based(page, at, out);
            }
            if !page.technical {
                within(page, at, &sentence.tokens, out);
                site(page, at, &sentence.tokens, out);
            }
            if word.class.any(Class::PLACE) && !word.shape.is(Shape::TITLED) {
                headed(page, at, &sentence.tokens, out);
            }
        }
    }
}

/// "in Schenectady in August", "near Dover,": a word that no list knows.
fn within(page: &Page<'_>, at: usize, sentence: &Range<usize>, out: &mut Vec<Candidate>) {
    let word = page.words[at];
    if at < sentence.start + 2
        || !page.cue(at - 1, Cue::WHERE)
        || !page.word(at - 1).shape.is(Shape::LOWER)
        || !page.word(at - 2).shape.is(Shape::LOWER)
        || !namely(page, at)
        || word.shape.is(Shape::UPPER)
        || word.shape.is(Shape::TITLED)
        || word.shape.is(Shape::INNER)
        || word.shape.is(Shape::DIGIT)
    {
        return;
    }
    let known = Class::AGENCY
        | Class::BODY
        | Class::LAW
        | Class::COMMON
        | Class::SUBJECT
        | Class::TITLE
        | Class::OFFICE
        | Class::GIVEN
        | Class::TRADE
        | Class::COMPANY
        | Class::TECHNICAL
        | Class::PRODUCT;
    let text = page.text(at);
    let language = ["ese", "ish", "ian", "ic", "coin"]
        .iter()
        .any(|end| text.ends_with(end))
        || matches!(
            text,
            "Mandarin" | "Farsi" | "Latin" | "Hindi" | "Urdu" | "German" | "French" | "Korean"
        );
    let goes_on = page.capital(at + 1) && joined(page, at + 1)
        || page.word(at + 1).shape.is(Shape::POSSESSIVE);
    let stops = matches!(
        page.text(at + 1),
        "," | "."
            | ";"
            | ")"
            | "in"
            | "on"
            | "and"
            | "last"
            | "this"
            | "after"
            | "before"
            | "where"
            | "for"
            | "to"
    );
    if text.len() < 4 || language || goes_on || !stops || word.class.any(known) {
        return;
    }
    out.push(Candidate::new(
        page,
        at..at + 1,
        Kind::Place,
        Rule::Pattern,
        0.62,
        format!("“{}” before it", page.text(at - 1)),
    ));
}

/// "Wuhan-based".
fn based(page: &Page<'_>, at: usize, out: &mut Vec<Candidate>) {
    let text = page.text(at);
    let Some(place) = text
        .strip_suffix("-based")
        .or_else(|| text.strip_suffix("-headquartered"))
    else {
        return;
    };
    let start = page.reading.tokens[at].span.start;
    let mut first = at;
    while first > 0
        && joined(page, first)
        && namely(page, first - 1)
        && at - first < 2
        && !page.word(first - 1).shape.is(Shape::FIRST)
    {
        first -= 1;
    }
    let mut candidate = Candidate::new(
        page,
        first..at + 1,
        Kind::Place,
        Rule::Pattern,
        0.85,
        "“-based” after it",
    );
    candidate.span = Span {
        start: candidate.span.start,
        end: start + place.len() as u32,
    };
    out.push(candidate);
}

/// "the city of X", "the port of X".
fn called(page: &Page<'_>, at: usize, within: &Range<usize>, out: &mut Vec<Candidate>) {
    if page.text(at + 1) != "of" || !namely(page, at + 2) || at + 2 >= within.end {
        return;
    }
    let end = name_end(page, at + 2, within, 3);
    let mut candidate = Candidate::new(
        page,
        at + 2..end,
        Kind::Place,
        Rule::Pattern,
        0.85,
        format!("“{} of” before it", page.text(at)),
    );
    // "the town of Macomia in northern Mozambique" is no title of anything.
    candidate.vouched = !page.technical && at > 0 && page.text(at - 1) == "the";
    out.push(candidate);
}

/// "Anping harbour", "the Amarula hotel": a site bears the name of its place, or its own.
fn site(page: &Page<'_>, at: usize, within: &Range<usize>, out: &mut Vec<Candidate>) {
    let site = matches!(
        page.text(at + 1),
        "harbour"
            | "harbor"
            | "hotel"
            | "airport"
            | "airfield"
            | "airbase"
            | "prison"
            | "refinery"
            | "seaport"
            | "peninsula"
            | "province"
            | "district"
            | "oblast"
            | "voivodeship"
            | "prefecture"
            | "canton"
            | "valley"
            | "suburb"
    );
    let word = page.word(at);
    let known = Class::AGENCY
        | Class::BODY
        | Class::COMMON
        | Class::SUBJECT
        | Class::TITLE
        | Class::OFFICE
        | Class::TRADE
        | Class::COMPANY
        | Class::FUNCTION;
    let text = page.text(at);
    let adjective = ["ese", "ish", "ian", "can", "ic", "ch"]
        .iter()
        .any(|end| text.ends_with(end));
    if !site
        || at == within.start
        || !joined(page, at + 1)
        || page.text(at).len() < 4
        || adjective
        || word.class.any(known)
        || word.shape.is(Shape::UPPER)
        || word.shape.is(Shape::TITLED)
        || namely(page, at - 1) && joined(page, at)
    {
        return;
    }
    out.push(Candidate::new(
        page,
        at..at + 1,
        Kind::Place,
        Rule::Pattern,
        0.7,
        format!("“{}” after it", page.text(at + 1)),
    ));
}

/// "Guangdong Province", "Sea of Azov", "Lake Victoria".
fn headed(page: &Page<'_>, at: usize, within: &Range<usize>, out: &mut Vec<Candidate>) {
    let head = page.text(at);
    let mut first = at;
    while first > within.start && joined(page, first) && namely(page, first - 1) && at - first < 3 {
        if page.class(first - 1, Class::TITLE | Class::OFFICE | Class::SAY) {
            return;
        }
        first -= 1;
    }
    let mut end = at + 1;
    let of = page.text(end) == "of"
        && namely(page, end + 1)
        && matches!(
            head,
            "Sea"
                | "Gulf"
                | "Bay"
                | "Strait"
                | "Straits"
                | "Isle"
                | "Cape"
                | "Republic"
                | "Kingdom"
                | "Duchy"
                | "Principality"
                | "Emirate"
                | "Sultanate"
                | "County"
                | "Port"
                | "Province"
        );
    if of {
        end += 2;
        // "Kingdom of Great Britain".
        if joined(page, end) && namely(page, end) && !page.class(end, Class::TITLE | Class::OFFICE)
        {
            end += 1;
        }
    } else if first == at {
        if !matches!(head, "Lake" | "Mount" | "Cape" | "Camp" | "Port")
            || !namely(page, end)
            || !joined(page, end)
        {
            return;
        }
        end += 1;
    }
    let goes_on = end < within.end && joined(page, end) && namely(page, end);
    // "one Member State"
    if matches!(page.text(first), "Member" | "Contracting") {
        return;
    }
    if goes_on || end - first < 2 || end - first > 5 {
        return;
    }
    let weak = matches!(
        head,
        "Park"
            | "Bank"
            | "Base"
            | "Camp"
            | "Bridge"
            | "Border"
            | "Square"
            | "Road"
            | "Port"
            | "Prison"
    );
    out.push(Candidate::new(
        page,
        first..end,
        Kind::Place,
        Rule::Pattern,
        if weak { 0.6 } else { 0.8 },
        format!("“{head}” of a place"),
    ));
}

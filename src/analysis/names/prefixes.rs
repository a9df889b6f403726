//! What belongs to a name before and behind it: the country of a body, the year of a law.

use super::candidates::{Candidate, span_of};
use super::patterns::joined;
use crate::analysis::gazetteer::{Found, Gazetteer, Stands};
use crate::analysis::tagger::{Class, Page, Shape};
use crate::model::{Kind, Rule, Span};

/// Takes the country before a body's name into it: "British Foreign Office", "US National
/// Security Agency". Not before acronyms, and not the possessive ("China's …").
pub(super) fn widen(
    page: &Page<'_>,
    gazetteer: &Gazetteer,
    found: &[Found],
    chosen: &mut Vec<Candidate>,
) {
    // Reports on intrusions tell the country beside the body apart.
    if page.technical {
        return;
    }
    let mut gone = vec![false; chosen.len()];
    for index in 0..chosen.len() {
        let candidate = &chosen[index];
        let start = candidate.tokens.start;
        if candidate.kind != Kind::Agency
            || candidate.tokens.len() < 2
            || start == 0
            || !joined(page, start)
        {
            continue;
        }
        let at = found.partition_point(|f| f.tokens.end < start);
        let Some(before) = found
            .get(at)
            .filter(|f| f.tokens.end == start && f.tokens.len() == 1)
        else {
            continue;
        };
        let short = matches!(
            page.text(before.tokens.start),
            "US" | "U.S." | "UK" | "U.K." | "EU" | "UN"
        );
        let country = candidate
            .entry
            .and_then(|entry| gazetteer.entry(entry))
            .map(|entry| entry.country.as_ref());
        let same = before.candidates.iter().any(|c| {
            gazetteer.entry(c.entry).is_some_and(|place| {
                place.kind == Kind::Place
                    && (short || c.stands == Stands::AsModifier)
                    && country.map_or(short, |country| country == place.country)
            })
        });
        if !same {
            continue;
        }
        let tokens = before.tokens.start..candidate.tokens.end;
        let span = span_of(page, &tokens);
        if let Some(last) = index.checked_sub(1)
            && chosen[last].span.overlaps(span)
        {
            if chosen[last].kind != Kind::Place {
                continue;
            }
            gone[last] = true;
        }
        chosen[index].tokens = tokens;
        chosen[index].span = span;
    }
    let mut keep = gone.iter().map(|gone| !gone);
    chosen.retain(|_| keep.next().unwrap_or(true));
}

/// Takes the number of a regiment or a court into its name: "the 5th Motorised Regiment", "Istanbul
/// 23rd High Criminal Court".
pub(super) fn number(page: &Page<'_>, chosen: &mut Vec<Candidate>) {
    let mut gone = None;
    for at in 0..chosen.len() {
        let body = &chosen[at];
        let (tokens, last) = (body.tokens.clone(), body.tokens.end - 1);
        let Some(ordinal) = tokens.start.checked_sub(1) else {
            continue;
        };
        let numbered = matches!(body.kind, Kind::Agency | Kind::Group)
            && tokens.len() > 1
            && is_ordinal(page.text(ordinal))
            && joined(page, tokens.start)
            && is_numbered(page.text(last));
        if !numbered {
            continue;
        }
        let mut first = ordinal;
        if let Some(before) = at.checked_sub(1).map(|before| &chosen[before])
            && before.tokens.end >= ordinal
        {
            let seat = before.tokens.end == ordinal
                && before.kind == Kind::Place
                && page.text(last) == "Court"
                && joined(page, ordinal);
            if before.tokens.end > ordinal {
                continue;
            }
            if seat {
                first = before.tokens.start;
                gone.get_or_insert_with(|| vec![false; chosen.len()])[at - 1] = true;
            }
        }
        let body = &mut chosen[at];
        body.tokens.start = first;
        body.span = span_of(page, &body.tokens);
        body.entry = body.entry.filter(|_| first == tokens.start);
    }
    if let Some(gone) = gone {
        let mut keep = gone.iter().map(|gone| !gone);
        chosen.retain(|_| keep.next().unwrap_or(true));
    }
}

/// What an army or a state has many of, told apart by number.
fn is_numbered(head: &str) -> bool {
    matches!(
        head,
        "Regiment"
            | "Brigade"
            | "Battalion"
            | "Division"
            | "Corps"
            | "Army"
            | "Fleet"
            | "Squadron"
            | "Wing"
            | "Front"
            | "Court"
    )
}

/// "5th", "101st".
fn is_ordinal(text: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|end| {
        text.strip_suffix(end)
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// "in Kara-Balta", "at Gao-Tondi": a place whose name has a hyphen, of which a list knows half.
/// Moscow-Beijing is two.
pub(super) fn compound(page: &Page<'_>, gazetteer: &Gazetteer, chosen: &mut [Candidate]) {
    for candidate in chosen.iter_mut().filter(|c| c.kind == Kind::Place) {
        let at = candidate.tokens.end - 1;
        if candidate.tokens.len() != 1 || !page.word(at).shape.is(Shape::HYPHEN) {
            continue;
        }
        let whole = page.reading.tokens[at].span;
        let rest = Span {
            start: candidate.span.end,
            end: whole.end,
        };
        let Some(rest) = rest.of(page.reading.text).strip_prefix('-') else {
            continue;
        };
        let named = candidate.span.start == whole.start && rest.starts_with(char::is_uppercase);
        let stands = at > 0
            && matches!(
                page.text(at - 1),
                "in" | "at" | "near" | "from" | "outside" | "around"
            )
            && !(joined(page, at + 1)
                && page.word(at + 1).shape.is(Shape::WORD)
                && !page.class(at + 1, Class::FUNCTION | Class::CONNECT));
        if named && stands && !rest.contains('-') && gazetteer.by_name(rest).is_empty() {
            candidate.span = whole;
            candidate.entry = None;
            candidate.open.clear();
        }
    }
}

/// Takes the country or the trade behind a listed firm into its name: "MTN Ghana", "DHL Group".
pub(super) fn branch(page: &Page<'_>, gazetteer: &Gazetteer, chosen: &mut Vec<Candidate>) {
    if page.technical {
        return;
    }
    let country = |candidate: &Candidate| {
        candidate.kind == Kind::Place
            && candidate.rule == Rule::Gazetteer
            && candidate.entry.is_some_and(|entry| {
                gazetteer
                    .entry(entry)
                    .is_some_and(|e| !e.country.is_empty())
            })
    };
    // "DHL Group"
    for index in 0..chosen.len() {
        let firm = &chosen[index];
        let end = firm.tokens.end;
        let trade = firm.kind == Kind::Company
            && firm.entry.is_some()
            && joined(page, end)
            && page.capital(end)
            && page.class(end, Class::TRADE | Class::COMPANY)
            && !(joined(page, end + 1) && page.capital(end + 1));
        let free = chosen
            .get(index + 1)
            .is_none_or(|next| next.tokens.start > end);
        if trade && free {
            let firm = &mut chosen[index];
            firm.tokens.end += 1;
            firm.span = span_of(page, &firm.tokens);
        }
    }
    let mut gone = vec![false; chosen.len()];
    for at in 1..chosen.len() {
        let (firm, place) = (&chosen[at - 1], &chosen[at]);
        let end = place.tokens.end;
        let ends = !(joined(page, end) && page.capital(end))
            && !page.word(end).shape.is(Shape::POSSESSIVE);
        let one = firm.kind == Kind::Company
            && firm.entry.is_some()
            && firm.tokens.end == place.tokens.start
            && joined(page, place.tokens.start)
            && country(place)
            && ends;
        if one {
            gone[at] = true;
            let tokens = firm.tokens.start..end;
            chosen[at - 1].span = span_of(page, &tokens);
            chosen[at - 1].tokens = tokens;
        }
    }
    let mut keep = gone.iter().map(|gone| !gone);
    chosen.retain(|_| keep.next().unwrap_or(true));
}

/// Leaves the country behind a body that the lists know without it: "State Security Department
/// of Lithuania" is the department, and a country.
pub(super) fn narrow(
    page: &Page<'_>,
    gazetteer: &Gazetteer,
    found: &[Found],
    chosen: &mut Vec<Candidate>,
) {
    let mut more = Vec::new();
    for candidate in chosen.iter_mut() {
        let tokens = candidate.tokens.clone();
        let body = matches!(candidate.kind, Kind::Agency | Kind::Organisation);
        let Some(of) = tokens
            .clone()
            .rev()
            .find(|at| page.text(*at) == "of")
            .filter(|of| body && *of >= tokens.start + 2)
        else {
            continue;
        };
        let hit = |range: std::ops::Range<usize>| {
            let at = found.partition_point(|f| f.tokens.start < range.start);
            found.get(at).filter(|f| f.tokens == range)
        };
        let after = if page.text(of + 1) == "the" {
            of + 2
        } else {
            of + 1
        };
        let (Some(short), Some(country)) = (hit(tokens.start..of), hit(after..tokens.end)) else {
            continue;
        };
        let place = country.candidates.iter().find(|c| {
            c.stands == Stands::Alone
                && gazetteer
                    .entry(c.entry)
                    .is_some_and(|e| e.kind == Kind::Place)
        });
        let Some(place) = place else { continue };
        let home = gazetteer.entry(place.entry).map(|e| e.country.as_ref());
        let theirs = short.candidates.iter().find(|c| {
            gazetteer
                .entry(c.entry)
                .is_some_and(|e| Some(e.country.as_ref()) == home && e.kind == candidate.kind)
        });
        let Some(theirs) = theirs else { continue };
        let mut tail = Candidate::new(
            page,
            country.tokens.clone(),
            Kind::Place,
            Rule::Gazetteer,
            0.95,
            "listed",
        );
        tail.entry = Some(place.entry);
        more.push(tail);
        candidate.tokens = tokens.start..of;
        candidate.span = span_of(page, &candidate.tokens);
        candidate.entry = Some(theirs.entry);
    }
    chosen.append(&mut more);
    chosen.sort_by_key(|c| c.span);
}

/// The span of a candidate as it is marked: with the year of a law ("… Act 2018", "… Act of
/// 1947"), without the full stop that ends a sentence after "Co".
pub(super) fn extent(page: &Page<'_>, candidate: &Candidate) -> Span {
    let mut span = candidate.span;
    let end = candidate.tokens.end;
    match candidate.kind {
        Kind::Law => {
            let year = if page.text(end) == "of" { end + 1 } else { end };
            let text = page.text(year);
            let fits = joined(page, end)
                && joined(page, year)
                && page.word(year).shape.is(Shape::NUMBER)
                && text.len() == 4
                && matches!(text.as_bytes()[0], b'1' | b'2');
            if let Some(token) = page.reading.tokens.get(year).filter(|_| fits) {
                span.end = token.span.end;
            }
        }
        Kind::Company if span.of(page.reading.text).ends_with('.') => {
            let next = page.word(end);
            let ends = end >= page.words.len()
                || next.shape.is(Shape::FIRST)
                || next.shape.is(Shape::CAPITAL) && next.class.any(Class::FUNCTION);
            if ends {
                span.end -= 1;
            }
        }
        _ => {}
    }
    span
}

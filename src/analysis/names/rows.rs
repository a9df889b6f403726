//! Names in a row are mostly of one kind: "Infineon, Onsemi and Vishay", "UNC5713 and Silent
//! Caravan". What is known of some of them holds for one that nothing else tells.

use super::candidates::{Candidate, span_of};
use super::patterns::name_end;
use crate::analysis::gazetteer::{Gazetteer, Stands};
use crate::analysis::tagger::{Class, Page, Shape};
use crate::model::{Kind, Rule};
use std::ops::Range;

/// The most words of a name in a row.
const LONGEST: usize = 3;
/// Below this a candidate's kind is a guess, which its neighbours may put right.
const GUESS: f32 = 0.78;
/// From here on a neighbour's kind tells.
const TELLS: f32 = 0.8;

/// Finds the rows, and says of their unknown names what the others are.
pub(super) fn find(page: &Page<'_>, gazetteer: &Gazetteer, all: &mut Vec<Candidate>) {
    let mut order: Vec<usize> = Vec::new();
    let mut more: Vec<Candidate> = Vec::new();
    let mut row = Vec::new();
    for (sentence, notable) in page.sentences() {
        let within = &sentence.tokens;
        let mut next = within.start;
        for at in notable.iter().map(|at| *at as usize) {
            if at < next {
                continue;
            }
            read(page, at, within, &mut row);
            let Some(last) = row.last() else { continue };
            next = last.end;
            if row.len() > 1 {
                if order.is_empty() {
                    order.extend(0..all.len());
                    order.sort_by_key(|index| all[*index].tokens.start);
                }
                tell(page, gazetteer, &row, all, &order, &mut more);
            }
        }
    }
    if more.is_empty() {
        return;
    }
    // In order of the text, for the sentences and the names of a row are.
    all.retain(|candidate| {
        let at = more.partition_point(|told| told.tokens.start < candidate.tokens.start);
        let told = more
            .get(at)
            .is_some_and(|told| told.tokens == candidate.tokens);
        !told || candidate.weight >= GUESS
    });
    all.append(&mut more);
}

/// Writes down the names that stand in a row from a token on, parted by commas, "and" and "or".
fn read(page: &Page<'_>, first: usize, within: &Range<usize>, out: &mut Vec<Range<usize>>) {
    out.clear();
    let mut at = first;
    loop {
        let end = name_end(page, at, within, within.len());
        if end == at {
            break;
        }
        out.push(at..end);
        let mut next = end;
        if page.text(next) == "," {
            next += 1;
        }
        if matches!(page.text(next), "and" | "or") {
            next += 1;
        }
        if next == end || next >= within.end {
            break;
        }
        at = next;
    }
}

/// What a row's names are known as, handed on to the unknown ones.
fn tell(
    page: &Page<'_>,
    gazetteer: &Gazetteer,
    row: &[Range<usize>],
    all: &[Candidate],
    order: &[usize],
    out: &mut Vec<Candidate>,
) {
    let best = |name: &Range<usize>| {
        let from = order.partition_point(|i| all[*i].tokens.start < name.start);
        order[from..]
            .iter()
            .map(|i| &all[*i])
            .take_while(|c| c.tokens.start == name.start)
            .filter(|c| c.tokens == *name)
            .max_by(|a, b| a.weight.total_cmp(&b.weight))
    };
    let overlaps = |name: &Range<usize>| {
        let from = order.partition_point(|i| all[*i].tokens.start + 8 < name.start);
        order[from..]
            .iter()
            .map(|i| &all[*i])
            .take_while(|c| c.tokens.start < name.end)
            .any(|c| c.tokens.end > name.start && c.weight >= GUESS)
    };
    let known: Vec<Option<Kind>> = row
        .iter()
        .map(|name| best(name).filter(|c| c.weight >= TELLS).map(|c| c.kind))
        .collect();
    let Some(kind) = known.iter().flatten().next().copied() else {
        return;
    };
    let alike = known.iter().flatten().count();
    let unknown = row.len() - alike;
    // Bodies of the state and of others stand in one row, and persons beside whom they work for.
    let sure = matches!(
        kind,
        Kind::Company | Kind::Group | Kind::Malware | Kind::Person
    );
    // In a report tools, products and programs stand in one row.
    let sure = sure && !(page.technical && kind == Kind::Malware);
    // "Visa and Mastercard": one that a list has as the other's kind, if the context says so.
    let may_be = |name: &Range<usize>| {
        let found = gazetteer.by_name(span_of(page, name).of(page.reading.text));
        found.iter().any(|c| {
            c.stands != Stands::Never && gazetteer.entry(c.entry).is_some_and(|e| e.kind == kind)
        })
    };
    let listed = || {
        row.iter()
            .zip(&known)
            .all(|(name, known)| known.is_some() || may_be(name))
    };
    let enough = alike > 1 || row.len() == 2 && (kind == Kind::Group || listed());
    if !sure || !enough || unknown == 0 || known.iter().flatten().any(|other| *other != kind) {
        return;
    }
    let neighbour = row.iter().zip(&known).find(|(_, known)| known.is_some());
    let beside = neighbour.map_or("", |(name, _)| span_of(page, name).of(page.reading.text));
    for (name, _) in row.iter().zip(&known).filter(|(_, known)| known.is_none()) {
        let word = page.word(name.start);
        let plain = Class::COMMON
            | Class::FUNCTION
            | Class::TITLE
            | Class::OFFICE
            | Class::AGENCY
            | Class::SUBJECT
            | Class::CALENDAR
            | Class::TECHNICAL;
        // "two Israelis, Tal Dilian and Sara Hamou"
        let people = || {
            let found = gazetteer.by_name(span_of(page, name).of(page.reading.text));
            found.iter().any(|c| c.stands == Stands::AsModifier)
        };
        if name.len() > LONGEST
            || word.class.any(plain)
            || word.shape.is(Shape::TITLED)
            || word.shape.is(Shape::FIRST)
            || page.text(name.start).len() < 2
            || overlaps(name)
            || people()
        {
            continue;
        }
        out.push(Candidate::new(
            page,
            name.clone(),
            kind,
            Rule::Pattern,
            0.72,
            format!("in a row with “{beside}”"),
        ));
    }
}

//! "The ministry", "the company", "the agency": where one body alone can be meant.

use super::resolve::{Named, Roll};
use crate::analysis::tagger::{Class, Cue, Page, Shape};
use crate::model::{Kind, Rule, Span};
use crate::text::fold;

/// What a noun can refer to: the kind, and a word that the full name must hold.
const NOUNS: [(&str, Kind, &[&str]); 11] = [
    ("company", Kind::Company, &[]),
    ("firm", Kind::Company, &[]),
    ("ministry", Kind::Agency, &["ministry"]),
    ("bureau", Kind::Agency, &["bureau"]),
    (
        "agency",
        Kind::Agency,
        &["agency", "service", "mi5", "mi6", "bureau"],
    ),
    ("commission", Kind::Agency, &["commission"]),
    ("directorate", Kind::Agency, &["directorate"]),
    ("university", Kind::Organisation, &["university"]),
    ("institute", Kind::Organisation, &["institute"]),
    (
        "think tank",
        Kind::Organisation,
        &["institute", "centre", "center", "council", "foundation"],
    ),
    (
        "alliance",
        Kind::Organisation,
        &["alliance", "treaty", "eyes"],
    ),
];

/// Finds the references, given all names in order.
pub(super) fn find(page: &Page<'_>, named: &[Named], roll: &Roll<'_>) -> Vec<Named> {
    let mut out = Vec::new();
    if page.technical {
        return out;
    }
    for at in 1..page.words.len() {
        if !page.words[at].cue.any(Cue::BODY) || !page.words[at - 1].cue.any(Cue::THE) {
            continue;
        }
        let capital = page.capital(at) && !page.word(at).shape.is(Shape::TITLED);
        if !(capital || page.word(at).shape.is(Shape::LOWER))
            || !matches!(page.text(at - 1), "the" | "The")
        {
            continue;
        }
        let word = page.reading.folded(at);
        let Some(noun) = NOUNS.iter().find(|(noun, _, _)| *noun == word) else {
            continue;
        };
        // "the company that makes", "the agency of the state": told there, not before.
        if matches!(
            page.text(at + 1),
            "that" | "which" | "of" | "behind" | "responsible" | "in" | "for"
        ) || page.word(at + 1).shape.is(Shape::CAPITAL) && super::patterns::joined(page, at + 1)
        {
            continue;
        }
        // Marked where it matters who it is: "the company said", "the ministry denied".
        let speaks = page.class(at + 1, Class::SAY)
            || page.class(at + 2, Class::SAY)
                && matches!(page.text(at + 1), "has" | "had" | "also");
        if !speaks && !capital {
            continue;
        }
        if let Some(found) = refer(page, at, noun, named, roll) {
            out.push(found);
        }
    }
    out
}

fn refer(
    page: &Page<'_>,
    at: usize,
    noun: &(&str, Kind, &[&str]),
    named: &[Named],
    roll: &Roll<'_>,
) -> Option<Named> {
    let token = page.reading.tokens[at].span;
    let sentence = page.reading.sentence_at(token.start)?;
    let from = page.reading.sentences[sentence.saturating_sub(1)]
        .span
        .start;
    let gap = page.reading.text.get(from as usize..token.start as usize)?;
    let from = gap.rfind('\n').map_or(from, |cut| from + cut as u32);
    let end = named.partition_point(|n| n.span.start < token.start);
    let mut meant: Option<&Named> = None;
    for name in named[..end]
        .iter()
        .rev()
        .take_while(|n| n.span.start >= from)
    {
        let entity = &roll.known[name.entity].entity;
        if entity.kind != noun.1 {
            continue;
        }
        let full = fold(&entity.name);
        if !noun.2.is_empty() && !noun.2.iter().any(|word| full.contains(word)) {
            // Another body of the kind nearby makes an agency doubtful, not a ministry.
            continue;
        }
        match meant {
            Some(other) if other.entity != name.entity => return None,
            _ => meant = Some(name),
        }
    }
    let meant = meant?;
    Some(Named {
        span: Span {
            start: token.start,
            end: token.end,
        },
        entity: meant.entity,
        rule: Rule::Reference,
        weight: 0.62,
        evidence: format!("refers back to {}", roll.known[meant.entity].entity.name),
        open: Vec::new(),
    })
}

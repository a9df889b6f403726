//! A technical report names its malware and its actors over and over: what some of the places tell
//! holds for the others, and for the name without the word for its kind.

use super::patterns::{joined, namely};
use super::resolve::{Named, Roll};
use super::weigh::in_code;
use crate::analysis::tagger::{Class, HashedMap, Page, Shape, hash_of};
use crate::model::{Kind, Rule, Span};
use std::ops::Range;

/// A name as the report has it in some of its places.
#[derive(Debug)]
struct Form {
    words: Vec<u64>,
    entity: usize,
    /// How many places tell it.
    told: usize,
    /// Where else the same words stand.
    bare: Vec<Span>,
    text: String,
}

/// How many bare places one that tells may speak for.
const SPEAKS_FOR: usize = 1;

/// Finds the places that nothing else marked.
pub(super) fn find(page: &Page<'_>, named: &[Named], roll: &Roll<'_>) -> Vec<Named> {
    if !page.technical {
        return Vec::new();
    }
    let mut forms = forms(page, named, roll);
    if forms.is_empty() {
        return Vec::new();
    }
    let mut by_first: HashedMap<Vec<usize>> = HashedMap::default();
    for (index, form) in forms.iter().enumerate() {
        by_first.entry(form.words[0]).or_default().push(index);
    }
    let mut cover = 0;
    for at in 0..page.words.len() {
        let word = page.words[at];
        if !(word.shape.is(Shape::CAPITAL) || word.shape.is(Shape::INNER)) {
            continue;
        }
        let Some(which) = by_first.get(&word.hash) else {
            continue;
        };
        let start = page.reading.tokens[at].span.start;
        while named.get(cover).is_some_and(|n| n.span.end <= start) {
            cover += 1;
        }
        let best = which
            .iter()
            .copied()
            .filter(|index| {
                let words = forms[*index].words.iter().enumerate();
                words
                    .into_iter()
                    .all(|(i, hash)| page.word(at + i).hash == *hash)
            })
            .max_by_key(|index| (forms[*index].words.len(), forms[*index].told));
        let Some(best) = best else { continue };
        let tokens = at..at + forms[best].words.len();
        let end = page.reading.tokens[tokens.end - 1].span.end;
        let span = Span { start, end };
        let covered = named.get(cover).is_some_and(|n| n.span.overlaps(span));
        if !covered && by_itself(page, &tokens) {
            forms[best].bare.push(span);
        }
    }
    let mut out = Vec::new();
    for form in &forms {
        if form.told * SPEAKS_FOR < form.bare.len() {
            continue;
        }
        out.extend(form.bare.iter().map(|span| Named {
            span: *span,
            entity: form.entity,
            rule: Rule::ShortForm,
            weight: 0.8,
            evidence: format!("told where the text has “{}”", form.text),
            open: Vec::new(),
        }));
    }
    out.sort_by_key(|name| name.span);
    out
}

/// The names that are told, whole and without the word for their kind.
fn forms(page: &Page<'_>, named: &[Named], roll: &Roll<'_>) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    for name in named {
        let kind = match roll.known[name.entity].entity.kind {
            Kind::Malware => Class::MALWARE,
            Kind::Group => Class::GROUP,
            _ => continue,
        };
        let text = name.span.of(page.reading.text);
        let mut words: Vec<&str> = text.split_whitespace().collect();
        while let Some(last) = words.last() {
            add(&mut forms, &words, name.entity, text);
            let class = crate::analysis::tagger::class_of(hash_of(last));
            if words.len() == 1 || !class.any(kind) {
                break;
            }
            words.pop();
        }
    }
    forms
}

fn add(forms: &mut Vec<Form>, words: &[&str], entity: usize, text: &str) {
    let class = crate::analysis::tagger::class_of(hash_of(words[0]));
    let plain =
        Class::SUBJECT | Class::FUNCTION | Class::COMMON | Class::CALENDAR | Class::TECHNICAL;
    if words.len() == 1 && (class.any(plain) || words[0].len() < 3) {
        return;
    }
    let words: Vec<u64> = words.iter().map(|word| hash_of(word)).collect();
    match forms.iter_mut().find(|form| form.words == words) {
        Some(form) => form.told += 1,
        None => forms.push(Form {
            words,
            entity,
            told: 1,
            bare: Vec::new(),
            text: text.to_owned(),
        }),
    }
}

/// Whether the words are no part of a longer name, of code or of an address.
fn by_itself(page: &Page<'_>, tokens: &Range<usize>) -> bool {
    let after = tokens.end;
    // "Win32.PWS.Azorult" is what a scanner calls it.
    let tight = |at: usize| !page.word(at).shape.is(Shape::SPACED);
    let detected = tokens.start > 0
        && tight(tokens.start)
        && matches!(
            page.text(tokens.start - 1),
            "." | "/" | "-" | ":" | "_" | "="
        );
    if detected || in_code(page, tokens) {
        return false;
    }
    let goes_on = joined(page, after)
        && namely(page, after)
        && !page.word(after).shape.is(Shape::TITLED)
        && !page.class(after, Class::MALWARE | Class::GROUP);
    let goes_before = tokens.start.checked_sub(1).is_some_and(|before| {
        joined(page, tokens.start)
            && namely(page, before)
            && !page.word(before).shape.is(Shape::TITLED)
            && !page.word(before).shape.is(Shape::FIRST)
    });
    !goes_on && !goes_before
}

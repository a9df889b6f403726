//! Which kind a name is, from its words and from what stands around it wherever the document has it: a
//! model for names that the lists do not know.

use super::lexicon::Class;
use super::words::{Page, Shape, feature_hash, mix};
use crate::analysis::logistic::{Example, Link, Logistic, Plan, learn};
use crate::model::Kind;
use std::ops::Range;

/// The kinds that it tells apart.
pub(in crate::analysis) const KINDS: [Kind; 6] = [
    Kind::Agency,
    Kind::Company,
    Kind::Organisation,
    Kind::Person,
    Kind::Place,
    Kind::Group,
];
/// Kinds of a row, filled up to a power of two.
const WIDTH: usize = 8;
/// Places of the table, as a power of two.
pub(super) const BITS: u32 = 17;
/// Mentions of a name that are looked at.
const MOST: usize = 8;
/// How far the words around a mention tell.
const REACH: usize = 8;

/// The weights of the kinds.
pub type Kinds = Logistic<WIDTH>;
/// A name with its kind.
pub type Bearer = Example<WIDTH>;

/// The chance of each of [`KINDS`] for a name that stands at these tokens.
pub(in crate::analysis) fn kinds(
    model: &Kinds,
    page: &Page<'_>,
    mentions: &[Range<usize>],
) -> [f32; KINDS.len()] {
    let mut features = Vec::with_capacity(128);
    write(page, mentions, &mut features);
    let sums = model.sums_of_each(features.iter().copied());
    let chances = model.chances(sums, KINDS.len());
    std::array::from_fn(|kind| chances[kind])
}

/// A name of a document and its kind, to learn from; `None` for a kind that is not told apart.
#[must_use]
pub fn bearer(page: &Page<'_>, mentions: &[Range<usize>], kind: Kind) -> Option<Bearer> {
    let mut shares = [0.0; WIDTH];
    shares[KINDS.iter().position(|known| *known == kind)?] = 1.0;
    Some(Bearer {
        features: features(page, mentions),
        shares,
    })
}

/// Learns the kinds.
#[must_use]
pub fn learn_kinds(bearers: &[Bearer]) -> Kinds {
    learn(
        bearers,
        Plan {
            link: Link::One,
            classes: KINDS.len(),
            bits: BITS,
            rounds: 10,
            rate: 0.1,
            decay: 1e-5,
        },
    )
}

/// The places in the table of what is seen of a name, each once.
fn features(page: &Page<'_>, mentions: &[Range<usize>]) -> Vec<u32> {
    let mut out = Vec::new();
    write(page, mentions, &mut out);
    out.sort_unstable();
    out.dedup();
    out
}

/// Writes down these places, some of them more than once.
fn write(page: &Page<'_>, mentions: &[Range<usize>], out: &mut Vec<u32>) {
    let mut add = |template: u64, value: u64| {
        out.push((feature_hash(template, value) >> (64 - BITS)) as u32);
    };
    if let Some(name) = mentions.first() {
        own(page, name, &mut add);
    }
    for name in mentions.iter().take(MOST) {
        around(page, name, &mut add);
    }
}

/// What the name's own words tell.
fn own(page: &Page<'_>, name: &Range<usize>, add: &mut impl FnMut(u64, u64)) {
    let single = u64::from(name.len() == 1);
    let (first, last) = (page.word(name.start), page.word(name.end - 1));
    add(0, 0);
    for at in name.clone() {
        let word = page.word(at);
        add(1, word.hash);
        add(2, u64::from(word.class.learnt()));
    }
    add(3, last.hash);
    add(4, first.hash);
    add(5, u64::from(last.class.learnt()) << 1 | single);
    add(6, u64::from(first.class.learnt()) << 1 | single);
    add(7, name.len().min(5) as u64);
    let shape = |at: usize| u64::from(page.word(at).shape.0 & !(Shape::SPACED.0 | Shape::FIRST.0));
    add(8, shape(name.start) << 1 | single);
    add(9, shape(name.end - 1) << 1 | single);
    let (begins, ends) = (page.text(name.start), page.text(name.end - 1));
    add(10, ends.len().min(12) as u64 * 2 + single);
    let letters = |bytes: &[u8]| {
        let small = bytes
            .iter()
            .map(|byte| u64::from(byte.to_ascii_lowercase()));
        small.fold(single, mix)
    };
    for length in 2..5 {
        let tail = &ends.as_bytes()[ends.len().saturating_sub(length)..];
        let head = &begins.as_bytes()[..begins.len().min(length)];
        add(11, letters(tail));
        add(12, letters(head));
    }
}

/// What stands around one mention tells.
fn around(page: &Page<'_>, name: &Range<usize>, add: &mut impl FnMut(u64, u64)) {
    let sentence = {
        let all = &page.reading.sentences;
        let at = all.partition_point(|s| s.tokens.end <= name.start);
        all.get(at).map_or(name.clone(), |s| s.tokens.clone())
    };
    let single = u64::from(name.len() == 1);
    let before = |by: usize| {
        name.start
            .checked_sub(by)
            .filter(|at| *at >= sentence.start)
    };
    let after = |by: usize| Some(name.end + by - 1).filter(|at| *at < sentence.end);
    let hash = |at: Option<usize>| at.map_or(1, |at| page.word(at).hash);
    let class = |at: Option<usize>| at.map_or(1, |at| u64::from(page.word(at).class.learnt()));
    for by in 1..4 {
        add(20 + by as u64, hash(before(by)));
        add(30 + by as u64, hash(after(by)));
    }
    add(40, mix(hash(before(2)), hash(before(1))));
    add(41, mix(hash(after(1)), hash(after(2))));
    add(42, class(before(1)) << 1 | single);
    add(43, class(after(1)) << 1 | single);
    add(44, mix(hash(before(1)), hash(after(1))));
    add(45, mix(hash(after(2)), hash(after(3))));
    add(46, mix(class(before(2)), class(before(1))));
    add(47, mix(class(after(1)), class(after(2))));
    let from = name.start.saturating_sub(REACH).max(sentence.start);
    let to = (name.end + REACH).min(sentence.end);
    for at in (from..name.start).chain(name.end..to) {
        let word = page.word(at);
        if word.shape.is(Shape::LOWER) && !word.class.any(Class::FUNCTION) {
            add(50, word.hash);
            add(if at < name.start { 51 } else { 52 }, word.hash);
        }
    }
    // "X, a maker of …": the words of the apposition.
    let opens = hash(after(2));
    let article = after(1).is_some_and(|at| page.text(at) == ",")
        && after(2).is_some_and(|at| {
            matches!(page.text(at), "a" | "an" | "the" | "one" | "which" | "who")
        });
    if article {
        add(53, opens);
        for at in (name.end + 2)..(name.end + 8).min(sentence.end) {
            if !page.word(at).shape.is(Shape::WORD) {
                break;
            }
            add(54, page.word(at).hash);
        }
    }
}

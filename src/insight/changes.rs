//! What changed between two versions of a text, sentence by sentence.

use crate::text::{Span, sentences, tokens};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A sentence that is not in both versions as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Stands in the older version only.
    Gone(Span),
    /// Stands in the newer version only.
    New(Span),
    /// The same sentence in other words: as it was, as it is.
    Reworded(Span, Span),
}

/// Sentences that are compared each with each, at most: above, two stretches count as exchanged
/// wherever they have no sentence in common that stands once in each.
const EACH: usize = 4_000_000;

/// Sentences of a stretch that are looked at for others that say the same, at most.
const PAIRS: usize = 200;

/// How deep stretches between anchors are looked at for anchors of their own.
const DEPTH: u32 = 64;

/// The share of words that two wordings of a sentence have in common at least.
const ALIKE: f64 = 0.5;

/// Tells what changed from an older text to a newer one, in the order of the newer.
///
/// Sentences that stand once in each are anchors (patience diff, B. Cohen); between them the
/// longest common run of sentences stays. What is exchanged in one place and shares half of its
/// words is one sentence reworded.
#[must_use]
pub fn changes(old: &str, new: &str) -> Vec<Edit> {
    let (before, after) = (sentences(old), sentences(new));
    // Sentences by number, so that each is compared once by its letters.
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut numbered = |text: &str, spans: &[Span]| -> Vec<usize> {
        spans
            .iter()
            .map(|span| {
                let words: Vec<&str> = span.of(text).split_whitespace().collect();
                let next = numbers.len();
                *numbers.entry(words.join(" ")).or_insert(next)
            })
            .collect()
    };
    let (a, b) = (numbered(old, &before), numbered(new, &after));
    let mut kept = Vec::new();
    align(&a, &b, (0, 0), DEPTH, &mut kept);
    kept.push((a.len(), b.len()));
    let mut out = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (at, place) in kept {
        exchanged((old, &before[from..at]), (new, &after[to..place]), &mut out);
        (from, to) = (at + 1, place + 1);
    }
    out
}

/// Finds the sentences that both have, in order: pairs of places, counted on from `base`.
fn align(
    a: &[usize],
    b: &[usize],
    base: (usize, usize),
    depth: u32,
    out: &mut Vec<(usize, usize)>,
) {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    out.extend((0..head).map(|at| (base.0 + at, base.1 + at)));
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let (inner_a, inner_b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
    let base = (base.0 + head, base.1 + head);
    if !inner_a.is_empty() && !inner_b.is_empty() {
        let anchors = anchors(inner_a, inner_b);
        if !anchors.is_empty() && depth > 0 {
            let (mut from, mut to) = (0, 0);
            for (at, place) in anchors {
                let next = (base.0 + from, base.1 + to);
                align(
                    &inner_a[from..at],
                    &inner_b[to..place],
                    next,
                    depth - 1,
                    out,
                );
                out.push((base.0 + at, base.1 + place));
                (from, to) = (at + 1, place + 1);
            }
            let next = (base.0 + from, base.1 + to);
            align(&inner_a[from..], &inner_b[to..], next, depth - 1, out);
        } else if inner_a.len().saturating_mul(inner_b.len()) <= EACH {
            common(inner_a, inner_b, base, out);
        }
    }
    let end = (base.0 + inner_a.len(), base.1 + inner_b.len());
    out.extend((0..tail).map(|at| (end.0 + at, end.1 + at)));
}

/// The longest rising run of sentences that stand once in each.
fn anchors(a: &[usize], b: &[usize]) -> Vec<(usize, usize)> {
    let once = |list: &[usize]| -> BTreeMap<usize, Option<usize>> {
        let mut places = BTreeMap::new();
        for (at, number) in list.iter().enumerate() {
            places
                .entry(*number)
                .and_modify(|place| *place = None)
                .or_insert(Some(at));
        }
        places
    };
    let there = once(b);
    let mut pairs: Vec<(usize, usize)> = once(a)
        .into_iter()
        .filter_map(|(number, at)| Some((at?, there.get(&number).copied()??)))
        .collect();
    pairs.sort_unstable();
    // Longest increasing run of the places in `b`: the last of each pile, and who came before.
    let mut piles: Vec<usize> = Vec::new();
    let mut before = vec![None; pairs.len()];
    for at in 0..pairs.len() {
        let pile = piles.partition_point(|top| pairs[*top].1 < pairs[at].1);
        before[at] = pile.checked_sub(1).map(|under| piles[under]);
        if pile == piles.len() {
            piles.push(at);
        } else {
            piles[pile] = at;
        }
    }
    let mut out = Vec::new();
    let mut next = piles.last().copied();
    while let Some(at) = next {
        out.push(pairs[at]);
        next = before[at];
    }
    out.reverse();
    out
}

/// The longest common run, each compared with each.
fn common(a: &[usize], b: &[usize], base: (usize, usize), out: &mut Vec<(usize, usize)>) {
    let wide = b.len() + 1;
    let mut longest = vec![0_u32; (a.len() + 1) * wide];
    for at in (0..a.len()).rev() {
        for place in (0..b.len()).rev() {
            longest[at * wide + place] = if a[at] == b[place] {
                longest[(at + 1) * wide + place + 1] + 1
            } else {
                longest[(at + 1) * wide + place].max(longest[at * wide + place + 1])
            };
        }
    }
    let (mut at, mut place) = (0, 0);
    while at < a.len() && place < b.len() {
        if a[at] == b[place] {
            out.push((base.0 + at, base.1 + place));
            (at, place) = (at + 1, place + 1);
        } else if longest[(at + 1) * wide + place] >= longest[at * wide + place + 1] {
            at += 1;
        } else {
            place += 1;
        }
    }
}

/// Tells what took the place of what between two sentences that stayed.
fn exchanged(old: (&str, &[Span]), new: (&str, &[Span]), out: &mut Vec<Edit>) {
    let ((before, gone), (after, come)) = (old, new);
    let words = |text: &str, spans: &[Span]| -> Vec<BTreeSet<String>> {
        spans
            .iter()
            .take(PAIRS)
            .map(|span| {
                let text = span.of(text);
                let words = tokens(text)
                    .into_iter()
                    .map(|t| t.span.of(text).to_lowercase());
                words.collect()
            })
            .collect()
    };
    let (a, b) = (words(before, gone), words(after, come));
    let mut from = 0;
    // What is new waits until what went before it in its place is told.
    let mut fresh = Vec::new();
    for (place, span) in come.iter().enumerate() {
        let best = b.get(place).and_then(|here| {
            let likeness = |there: &BTreeSet<String>| {
                let both = here.intersection(there).count() as f64;
                2.0 * both / (here.len() + there.len()).max(1) as f64
            };
            let all = a.iter().enumerate().skip(from);
            let close = all.map(|(at, there)| (at, likeness(there)));
            close
                .filter(|(_, alike)| *alike >= ALIKE)
                .max_by(|(x, a), (y, b)| a.total_cmp(b).then(y.cmp(x)))
        });
        if let Some((at, _)) = best {
            out.extend(gone[from..at].iter().map(|span| Edit::Gone(*span)));
            out.append(&mut fresh);
            out.push(Edit::Reworded(gone[at], *span));
            from = at + 1;
        } else {
            fresh.push(Edit::New(*span));
        }
    }
    out.extend(gone[from..].iter().map(|span| Edit::Gone(*span)));
    out.append(&mut fresh);
}

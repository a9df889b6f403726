use super::compare::{Likeness, Rarity, compare};
use super::sketch::Sketch;
use std::collections::HashMap;

/// Claims of one key that are compared at most; a key that more share says little.
pub const CROWD: usize = 12;
/// Members of a group that a claim is held against.
const COMPANY: usize = 3;

/// Gathers sketches into groups of one claim each: the places of their members, in order. Claims
/// that nobody shares are left out. `sketches` come in order of publication.
#[must_use]
pub fn link(sketches: &[&Sketch], rarity: Rarity<'_>) -> Vec<Vec<usize>> {
    let mut by_key: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut group_of: Vec<usize> = Vec::with_capacity(sketches.len());
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, sketch) in sketches.iter().enumerate() {
        let keys = sketch.keys();
        let mut near: Vec<usize> = keys
            .iter()
            .filter_map(|key| by_key.get(key))
            .flat_map(|list| list.iter().rev().take(CROWD))
            .map(|&other| group_of[other])
            .collect();
        near.sort_unstable();
        near.dedup();
        let home = near
            .into_iter()
            .filter_map(|group| {
                let held: Vec<Likeness> = groups[group]
                    .iter()
                    .take(COMPANY)
                    .map(|&member| compare(sketch, sketches[member], rarity))
                    .collect();
                Some((fit(&held)?, group))
            })
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
            .map(|(_, group)| group);
        let group = home.unwrap_or_else(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(at);
        group_of.push(group);
        for key in keys {
            by_key.entry(key).or_default().push(at);
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// How far a claim belongs to a group, by what it has to do with those it was held against: it
/// must be one with at least half, so that a chain of likenesses does not make strangers one.
#[must_use]
pub fn fit(held: &[Likeness]) -> Option<f32> {
    let one = held.iter().filter(|likeness| likeness.is_one()).count();
    let same = held.iter().filter(|l| **l == Likeness::Same).count();
    (one > 0 && one * 2 >= held.len()).then(|| (one as f32 + same as f32 * 0.5) / held.len() as f32)
}

/// Puts so many things into parts, those together that belong together by twos, directly or by
/// way of others; gives the number of the part of each, the first to appear in it.
#[must_use]
pub fn gather(count: usize, together: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut part: Vec<usize> = (0..count).collect();
    for at in 0..count {
        for other in 0..at {
            if part[at] != part[other] && together(at, other) {
                let (low, high) = (part[at].min(part[other]), part[at].max(part[other]));
                for known in &mut part {
                    if *known == high {
                        *known = low;
                    }
                }
            }
        }
    }
    part
}

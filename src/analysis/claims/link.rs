use super::compare::{Likeness, Rarity, compare};
use super::sketch::Sketch;
use std::collections::HashMap;

/// Claims of one key that are compared at most; a key that more share says little.
pub(crate) const CROWD: usize = 64;
/// Members of a group that a claim is held against.
const COMPANY: usize = 8;

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
            .filter_map(|group| Some((joins(sketch, &groups[group], sketches, rarity)?, group)))
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

/// How far a claim belongs to a group: it must be one with at least half of those it is held
/// against, so that a chain of likenesses does not make strangers one.
fn joins(sketch: &Sketch, group: &[usize], all: &[&Sketch], rarity: Rarity<'_>) -> Option<f32> {
    let held: Vec<Likeness> = group
        .iter()
        .take(COMPANY)
        .map(|&member| compare(sketch, all[member], rarity))
        .collect();
    let one = held.iter().filter(|likeness| likeness.is_one()).count();
    let same = held
        .iter()
        .filter(|likeness| **likeness == Likeness::Same)
        .count();
    (one * 2 > held.len() || one * 2 == held.len() && one > 0)
        .then(|| (one as f32 + same as f32 * 0.5) / held.len().max(1) as f32)
}

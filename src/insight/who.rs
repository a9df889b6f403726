//! Who is named, how often, and with whom in one sentence.

use super::compose::entities_in;
use super::report::{Link, Network, Node, Who};
use crate::library::Article;
use crate::model::{EntityId, Kind};
use std::collections::{BTreeMap, BTreeSet};

/// Entities that a note tells about.
const WHO: usize = 25;
/// Entities that the picture of a note's network holds; more cannot be told apart.
const NODES: usize = 40;

#[derive(Debug, Default)]
pub(super) struct Everybody {
    all: BTreeMap<EntityId, Who>,
    with: BTreeMap<EntityId, BTreeMap<EntityId, u32>>,
}

impl Everybody {
    pub(super) fn add(&mut self, number: u32, article: &Article) {
        let found = &article.annotations;
        for mention in &found.mentions {
            let Some(entity) = found.entities.get(mention.entity as usize) else {
                continue;
            };
            let who = self.all.entry(entity.id.clone()).or_insert_with(|| Who {
                id: entity.id.clone(),
                kind: entity.kind,
                name: entity.name.clone(),
                aliases: entity.aliases.clone(),
                country: entity.country.clone(),
                note: entity.note.clone(),
                mentions: 0,
                with: Vec::new(),
                sources: Vec::new(),
            });
            who.mentions += 1;
            if who.sources.last() != Some(&number) {
                who.sources.push(number);
            }
        }
        for &span in &found.sentences {
            let together = entities_in(article, span);
            for one in &together {
                for other in together.iter().filter(|other| *other != one) {
                    *self
                        .with
                        .entry(one.clone())
                        .or_default()
                        .entry(other.clone())
                        .or_default() += 1;
                }
            }
        }
    }

    /// Everybody by id, with those they are named with.
    pub(super) fn everybody(&self) -> Vec<Who> {
        let mut out: Vec<Who> = self.all.values().cloned().collect();
        for who in &mut out {
            who.with = self.companions(&who.id);
        }
        out
    }

    /// The most named, places last: they are everywhere and nobody asks who they are.
    pub(super) fn who(&self, about: Option<&EntityId>) -> Vec<Who> {
        let mut out: Vec<Who> = self.ranked(about).into_iter().take(WHO).cloned().collect();
        for who in &mut out {
            who.with = self.companions(&who.id);
        }
        out
    }

    /// The most named and the sentences that they share.
    pub(super) fn network(&self, about: Option<&EntityId>) -> Network {
        self.between(self.ranked(about).into_iter().take(NODES))
    }

    /// Everybody and the sentences that they share.
    pub(super) fn whole_network(&self) -> Network {
        self.between(self.all.values())
    }

    fn between<'a>(&'a self, chosen: impl Iterator<Item = &'a Who>) -> Network {
        let chosen: Vec<&Who> = chosen.collect();
        let places: BTreeMap<&EntityId, u32> = chosen
            .iter()
            .enumerate()
            .map(|(at, who)| (&who.id, at as u32))
            .collect();
        let mut links = Vec::new();
        for (&one, &from) in &places {
            for (other, &sentences) in self.with.get(one).into_iter().flatten() {
                if let Some(&to) = places.get(other).filter(|&&to| to > from) {
                    links.push(Link {
                        from,
                        to,
                        sentences,
                    });
                }
            }
        }
        links.sort_by_key(|link| (link.from, link.to));
        let nodes = chosen
            .iter()
            .map(|who| Node {
                id: who.id.clone(),
                kind: who.kind,
                name: who.name.clone(),
                mentions: who.mentions,
                articles: who.sources.len() as u32,
            })
            .collect();
        Network { nodes, links }
    }

    fn ranked(&self, about: Option<&EntityId>) -> Vec<&Who> {
        let near: Option<BTreeSet<&EntityId>> = about.map(|about| {
            self.with
                .get(about)
                .into_iter()
                .flat_map(BTreeMap::keys)
                .collect()
        });
        let mut out: Vec<&Who> = self
            .all
            .values()
            .filter(|who| match (&near, about) {
                (Some(near), Some(about)) => who.id == *about || near.contains(&who.id),
                _ => true,
            })
            .collect();
        out.sort_by(|a, b| {
            let rank = |who: &Who| {
                (
                    about.is_none_or(|about| who.id != *about),
                    who.kind == Kind::Place,
                    std::cmp::Reverse(who.mentions),
                )
            };
            rank(a).cmp(&rank(b)).then_with(|| a.id.cmp(&b.id))
        });
        out
    }

    /// The four that share most sentences with one.
    fn companions(&self, id: &EntityId) -> Vec<(String, u32)> {
        let mut out: Vec<(String, u32)> = self
            .with
            .get(id)
            .into_iter()
            .flatten()
            .filter_map(|(id, count)| Some((self.all.get(id)?.name.clone(), *count)))
            .collect();
        out.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        out.truncate(4);
        out
    }
}

use super::super::gazetteer::{Gazetteer, name_key};
use crate::model::{ArticleId, Correction, EntityId, Kind, Named};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Corrections made ready to be laid over annotations. Later ones have the last word.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    pub(super) steps: Vec<Correction>,
    /// What each merged entity is part of now.
    roots: BTreeMap<EntityId, EntityId>,
    names: HashMap<EntityId, String>,
    kinds: HashMap<EntityId, Kind>,
    /// Steps by the words that they take away or give to another.
    pub(super) by_words: HashMap<u64, Vec<usize>>,
    /// The last step that adds such words, wherever they stand, by words and what they mean.
    added_words: HashMap<(u64, EntityId), usize>,
    /// Steps by what the entities that they name are part of.
    by_root: HashMap<EntityId, Vec<usize>>,
    /// Steps that leave an entity no mark at all, by what it is part of.
    pub(super) by_entity: HashMap<EntityId, Vec<usize>>,
    pub(super) by_article: HashMap<ArticleId, Vec<usize>>,
    pub(super) by_hash: HashMap<String, Vec<usize>>,
    /// The words that are added wherever they stand, and the step of each entry.
    pub(super) added: Gazetteer,
    pub(super) added_by: Vec<usize>,
}

impl Corrections {
    /// Makes corrections ready, in the order in which they were made.
    #[must_use]
    pub fn new(steps: Vec<Correction>) -> Self {
        let mut out = Self::default();
        for step in &steps {
            match step {
                Correction::Merge { from, into } => out.merge(&from.id, &into.id),
                Correction::Rename { entity, name } => {
                    out.names.insert(entity.id.clone(), name.clone());
                }
                Correction::Retype { entity, kind } => {
                    out.kinds.insert(entity.id.clone(), *kind);
                }
                _ => {}
            }
        }
        let mut added = Vec::new();
        for (at, step) in steps.iter().enumerate() {
            for named in step.entities() {
                let root = out.root(&named.id).clone();
                let all = out.by_root.entry(root).or_default();
                if all.last() != Some(&at) {
                    all.push(at);
                }
            }
            if let Some(anchor) = step.anchor() {
                out.by_article.entry(anchor.article).or_default().push(at);
                out.by_hash
                    .entry(anchor.sha256.clone())
                    .or_default()
                    .push(at);
                continue;
            }
            match step {
                Correction::Add { text, to, .. } => {
                    let meant = (name_key(text), out.root(&to.id).clone());
                    out.added_words.insert(meant, at);
                    added.push(text.as_str());
                    out.added_by.push(at);
                }
                Correction::Reject { entity, text, .. } if text.is_empty() => {
                    let root = out.root(&entity.id).clone();
                    out.by_entity.entry(root).or_default().push(at);
                }
                Correction::Reject { .. } | Correction::Split { .. } | Correction::Stop { .. } => {
                    let key = name_key(step.words().unwrap_or_default());
                    out.by_words.entry(key).or_default().push(at);
                }
                _ => {}
            }
        }
        out.added = Gazetteer::of_names(&added);
        out.steps = steps;
        out
    }

    fn merge(&mut self, from: &EntityId, into: &EntityId) {
        let from = self.root(from).clone();
        let into = self.root(into).clone();
        if from == into {
            return;
        }
        for root in self.roots.values_mut() {
            if *root == from {
                root.clone_from(&into);
            }
        }
        self.roots.insert(from, into);
    }

    /// The corrections, in the order in which they were made.
    #[must_use]
    pub fn steps(&self) -> &[Correction] {
        &self.steps
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Whether a correction is about a place in an article.
    #[must_use]
    pub fn is_about(&self, article: ArticleId) -> bool {
        self.by_article.contains_key(&article)
    }

    /// What an entity is part of; itself where it was merged into no other.
    #[must_use]
    pub fn root<'a>(&'a self, id: &'a EntityId) -> &'a EntityId {
        self.roots.get(id).unwrap_or(id)
    }

    /// Whether the two are one.
    #[must_use]
    pub fn same(&self, one: &EntityId, other: &EntityId) -> bool {
        self.root(one) == self.root(other)
    }

    /// Every entity that was merged into another, with what it is part of now.
    #[must_use]
    pub fn merged(&self) -> &BTreeMap<EntityId, EntityId> {
        &self.roots
    }

    /// The name that the analyst gave to an entity.
    #[must_use]
    pub fn name(&self, id: &EntityId) -> Option<&str> {
        self.names.get(id).map(String::as_str)
    }

    /// The kind that the analyst gave to an entity.
    #[must_use]
    pub fn kind(&self, id: &EntityId) -> Option<Kind> {
        self.kinds.get(id).copied()
    }

    /// The entities that were given another name or kind.
    #[must_use]
    pub fn reworded(&self) -> BTreeSet<&EntityId> {
        self.names.keys().chain(self.kinds.keys()).collect()
    }

    /// The corrections that an entity is concerned by, in the order in which they were made.
    pub fn about(&self, id: &EntityId) -> impl Iterator<Item = &Correction> {
        self.by_root
            .get(self.root(id))
            .into_iter()
            .flatten()
            .map(|at| &self.steps[*at])
    }

    /// Whether a name was taken away from an entity: rejected, split off or stopped, and not
    /// added again since.
    #[must_use]
    pub fn is_taken(&self, id: &EntityId, name: &str) -> bool {
        if self.by_words.is_empty() {
            return false;
        }
        let key = name_key(name);
        let root = self.root(id);
        let takes = |at: &&usize| match &self.steps[**at] {
            Correction::Stop { .. } => true,
            Correction::Split { entity, to, .. } => {
                self.root(&entity.id) == root && self.root(&to.id) != root
            }
            Correction::Reject { entity, .. } => self.root(&entity.id) == root,
            _ => false,
        };
        let steps = self.by_words.get(&key).into_iter().flatten();
        let Some(taken) = steps.rev().find(takes) else {
            return false;
        };
        let given = self.added_words.get(&(key, root.clone()));
        given.is_none_or(|given| given < taken)
    }

    /// Whether anything is said about an entity, or about one of its names.
    #[must_use]
    pub fn concerns(&self, entity: &crate::model::Entity) -> bool {
        let named = |name: &String| self.by_words.contains_key(&name_key(name));
        self.by_root.contains_key(self.root(&entity.id))
            || !self.by_words.is_empty() && entity.aliases.iter().any(named)
    }

    /// As much as corrections know of an entity.
    #[must_use]
    pub fn named(&self, id: &EntityId) -> Option<&Named> {
        let about = self.by_root.get(self.root(id))?;
        let named = about.iter().rev().flat_map(|at| self.steps[*at].entities());
        named.into_iter().find(|named| named.id == *id)
    }
}

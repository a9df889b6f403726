use super::Corrections;
use super::mark::bare;
use super::tidy::relabel;
use crate::model::{Annotations, Correction, Entity, EntityId};
use std::collections::HashMap;

impl Corrections {
    /// Makes one of the entities that are one, and gives names and kinds as the analyst did.
    /// `known` says more of an entity that the document does not name itself.
    pub fn unite(
        &self,
        found: &mut Annotations,
        known: &mut dyn FnMut(&EntityId) -> Option<Entity>,
    ) {
        if self.is_empty() || !found.entities.iter().any(|one| self.concerns(one)) {
            return;
        }
        let old = std::mem::take(&mut found.entities);
        let mut places: HashMap<EntityId, u32> = HashMap::new();
        let mut to = Vec::with_capacity(old.len());
        let mut merged: Vec<Option<String>> = Vec::with_capacity(old.len());
        for entity in old {
            let root = self.root(&entity.id).clone();
            let own = root == entity.id;
            merged.push((!own).then(|| entity.name.clone()));
            if let Some(&at) = places.get(&root) {
                to.push(at);
                let here = &mut found.entities[at as usize];
                let names = std::iter::once(&entity.name).chain(&entity.aliases);
                for name in names {
                    add_alias(here, name);
                }
                self.drop_aliases(here);
                continue;
            }
            let mut shown = if own {
                entity.clone()
            } else {
                known(&root)
                    .or_else(|| self.named(&root).map(bare))
                    .unwrap_or_else(|| Entity {
                        id: root.clone(),
                        ..entity.clone()
                    })
            };
            if !own {
                for name in std::iter::once(&entity.name).chain(&entity.aliases) {
                    add_alias(&mut shown, name);
                }
            }
            self.dress(&mut shown);
            let at = found.entities.len() as u32;
            places.insert(root, at);
            to.push(at);
            found.entities.push(shown);
        }
        for mention in &mut found.mentions {
            if let Some(Some(name)) = merged.get(mention.entity as usize) {
                let note = format!("{name}, merged by the analyst");
                if mention.evidence.is_empty() {
                    mention.evidence = note;
                } else {
                    mention.evidence = format!("{}; {note}", mention.evidence);
                }
            }
        }
        relabel(found, |at| to.get(at as usize).copied());
    }

    /// Gives an entity the name, the kind and the other names that the analyst wants it to have.
    pub fn dress(&self, entity: &mut Entity) {
        let id = entity.id.clone();
        for step in self.about(&id) {
            match step {
                Correction::Add { text, to, .. } if self.same(&to.id, &id) => {
                    add_alias(entity, text);
                }
                Correction::Split { alias, to, .. } if self.same(&to.id, &id) => {
                    add_alias(entity, alias);
                }
                Correction::Merge { from, .. } => add_alias(entity, &from.name),
                _ => {}
            }
        }
        if let Some(name) = self.name(&entity.id)
            && name != entity.name
        {
            let before = std::mem::replace(&mut entity.name, name.to_owned());
            entity.aliases.retain(|alias| alias != name);
            if !entity.aliases.contains(&before) {
                entity.aliases.insert(0, before);
            }
        }
        if let Some(kind) = self.kind(&entity.id) {
            entity.kind = kind;
        }
        self.drop_aliases(entity);
    }

    fn drop_aliases(&self, entity: &mut Entity) {
        let id = entity.id.clone();
        entity.aliases.retain(|alias| !self.is_taken(&id, alias));
    }
}

fn add_alias(entity: &mut Entity, name: &str) {
    if entity.name != name && !entity.aliases.iter().any(|alias| alias == name) {
        entity.aliases.push(name.to_owned());
    }
}

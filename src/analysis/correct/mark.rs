use super::super::gazetteer::name_key;
use super::Corrections;
use super::tidy::{Turn, tidy};
use crate::model::{
    Annotations, ArticleId, Correction, Document, Entity, EntityId, Mention, Named, Placed, Rule,
    Span,
};
use std::collections::BTreeMap;

/// The corrections that bear on a document, with the places of those that have any.
type Bearing = BTreeMap<usize, Vec<Span>>;

impl Corrections {
    /// Rejects, splits off, adds and stops marks; gives the places of the corrections that changed
    /// any.
    ///
    /// Two entities that are merged count as one here already. A place is found again by what
    /// stands there; where its words have changed the correction waits until they are back.
    pub fn mark(
        &self,
        found: &mut Annotations,
        document: &Document,
        article: ArticleId,
    ) -> Vec<usize> {
        let bearing = self.bearing(found, document, article);
        if bearing.is_empty() {
            return Vec::new();
        }
        let mut work = Work {
            corrections: self,
            text: &document.text,
            turns: Vec::new(),
            found,
        };
        let mut changed = Vec::new();
        for (at, spans) in &bearing {
            let before = work.turns.len();
            work.take(&self.steps[*at], spans);
            if work.turns.len() > before {
                changed.push(*at);
            }
        }
        let turns = work.turns;
        tidy(found, &turns);
        changed
    }

    fn bearing(&self, found: &Annotations, document: &Document, article: ArticleId) -> Bearing {
        let mut out = Bearing::new();
        let here = self.by_article.get(&article);
        let same = self.by_hash.get(&document.sha256);
        for &at in here.into_iter().chain(same).flatten() {
            let placed = self.steps[at].anchor().map(|at| at.find(&document.text));
            if let Some(Placed::Here(span) | Placed::Moved(span)) = placed {
                out.entry(at).or_insert_with(|| vec![span]);
            }
        }
        if !self.added_by.is_empty() {
            for place in self.added.find_in(&document.text) {
                for candidate in &place.candidates {
                    if let Some(&at) = self.added_by.get(candidate.entry as usize) {
                        out.entry(at).or_default().push(place.span);
                    }
                }
                self.add_by_words(place.span.of(&document.text), &mut out);
            }
        }
        if !self.by_words.is_empty() {
            for mention in &found.mentions {
                self.add_by_words(document.slice(mention.span), &mut out);
            }
        }
        if !self.by_entity.is_empty() {
            let added = out.keys().flat_map(|at| self.steps[*at].entities());
            let ids = found.entities.iter().map(|entity| &entity.id);
            let all: Vec<usize> = ids
                .chain(added.map(|named| &named.id))
                .filter_map(|id| self.by_entity.get(self.root(id)))
                .flatten()
                .copied()
                .collect();
            for at in all {
                out.entry(at).or_default();
            }
        }
        out
    }

    fn add_by_words(&self, words: &str, out: &mut Bearing) {
        for &at in self.by_words.get(&name_key(words)).into_iter().flatten() {
            out.entry(at).or_default();
        }
    }
}

struct Work<'a> {
    corrections: &'a Corrections,
    text: &'a str,
    found: &'a mut Annotations,
    turns: Vec<Turn>,
}

impl Work<'_> {
    fn take(&mut self, step: &Correction, spans: &[Span]) {
        match step {
            Correction::Reject { entity, at, .. } if at.is_some() => {
                for span in spans {
                    self.reject(|mention| mention.overlaps(*span), Some(&entity.id));
                }
            }
            Correction::Reject { entity, text, .. } if text.is_empty() => {
                self.reject(|_| true, Some(&entity.id));
            }
            Correction::Reject { entity, text, .. } => {
                let (key, all) = (name_key(text), self.text);
                self.reject(|span| name_key(span.of(all)) == key, Some(&entity.id));
            }
            Correction::Stop { alias } => {
                let (key, all) = (name_key(alias), self.text);
                self.reject(|span| name_key(span.of(all)) == key, None);
            }
            Correction::Split { entity, alias, to } => self.split(entity, alias, to),
            Correction::Add { to, at, .. } => {
                for span in spans {
                    let held = self
                        .found
                        .mentions
                        .iter()
                        .any(|mention| mention.span.contains(*span) && mention.span != *span);
                    // A longer name says more, unless the analyst pointed at this very place.
                    if at.is_some() || !held {
                        self.add(*span, to);
                    }
                }
            }
            Correction::Merge { .. } | Correction::Rename { .. } | Correction::Retype { .. } => {}
        }
    }

    /// Whether a mark names this very entity, whatever it was merged into.
    fn is(&self, mention: &Mention, id: &EntityId) -> bool {
        let entity = self.found.entities.get(mention.entity as usize);
        entity.is_some_and(|entity| entity.id == *id)
    }

    fn means(&self, mention: &Mention, id: &EntityId) -> bool {
        self.found
            .entities
            .get(mention.entity as usize)
            .is_some_and(|entity| self.corrections.same(&entity.id, id))
    }

    /// Takes marks away: those at such places that mean this entity, or whoever they mean.
    fn reject(&mut self, at: impl Fn(Span) -> bool, entity: Option<&EntityId>) {
        let gone: Vec<bool> = self
            .found
            .mentions
            .iter()
            .map(|mention| at(mention.span) && entity.is_none_or(|id| self.means(mention, id)))
            .collect();
        for (mention, gone) in self.found.mentions.iter().zip(&gone) {
            if *gone {
                self.turns.push(Turn {
                    span: mention.span,
                    was: Some(mention.entity),
                    now: None,
                });
            }
        }
        let mut gone = gone.into_iter();
        self.found
            .mentions
            .retain(|_| !gone.next().unwrap_or_default());
    }

    fn split(&mut self, entity: &Named, alias: &str, to: &Named) {
        if self.corrections.same(&entity.id, &to.id) {
            return;
        }
        let key = name_key(alias);
        let places: Vec<usize> = (0..self.found.mentions.len())
            .filter(|at| {
                let mention = &self.found.mentions[*at];
                name_key(mention.span.of(self.text)) == key && self.means(mention, &entity.id)
            })
            .collect();
        if places.is_empty() {
            return;
        }
        let now = self.entity(to);
        for at in places {
            let mention = &mut self.found.mentions[at];
            self.turns.push(Turn {
                span: mention.span,
                was: Some(mention.entity),
                now: Some(now),
            });
            mention.entity = now;
            mention.rule = Rule::Analyst;
            mention.confidence = 1.0;
            mention.evidence = format!("split off {}", entity.name);
            mention.open.clear();
        }
    }

    fn add(&mut self, span: Span, to: &Named) {
        let mentions = &self.found.mentions;
        let from = mentions.partition_point(|mention| mention.span.end <= span.start);
        let under = mentions[from..]
            .iter()
            .take_while(|mention| mention.span.start < span.end)
            .count();
        let before = &mentions[from..from + under];
        if let [only] = before
            && only.span == span
            && self.is(only, &to.id)
        {
            return;
        }
        let now = self.entity(to);
        let under: Vec<Mention> = self
            .found
            .mentions
            .splice(
                from..from + under,
                [Mention {
                    span,
                    entity: now,
                    rule: Rule::Analyst,
                    confidence: 1.0,
                    evidence: "added by hand".to_owned(),
                    open: Vec::new(),
                }],
            )
            .collect();
        self.turns.extend(under.into_iter().map(|mention| Turn {
            span: mention.span,
            was: Some(mention.entity),
            now: Some(now),
        }));
        self.turns.push(Turn {
            span,
            was: None,
            now: Some(now),
        });
    }

    /// The place of an entity among those of the document, where it is put if it is not there.
    fn entity(&mut self, named: &Named) -> u32 {
        let entities = &mut self.found.entities;
        let at = entities
            .iter()
            .position(|entity| entity.id == named.id)
            .unwrap_or_else(|| {
                entities.push(bare(named));
                entities.len() - 1
            });
        at as u32
    }
}

/// An entity of which nothing but its name is known.
pub(super) fn bare(named: &Named) -> Entity {
    Entity {
        id: named.id.clone(),
        kind: named.kind,
        name: named.name.clone(),
        aliases: Vec::new(),
        country: None,
        parent: None,
        note: None,
        listed: false,
    }
}

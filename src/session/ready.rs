//! What the reader's questions come back to, made ready before it is asked for and kept afterwards.

use super::answer::Refusal;
use super::{Clerk, Question};
use crate::insight::{self, Axis, Card, Spark};
use crate::library::{Library, Query};
use crate::model::{ArticleId, EntityId};

/// How many of the most named have their lines made ready, where they are named in so many articles
/// that it takes long.
const GREAT: usize = 256;
const MANY: u32 = 2_000;
/// Cards that are kept.
const CARDS: usize = 24;
/// Lines that are kept.
const SPARKS: usize = 4_096;

impl Clerk {
    /// Makes something ready that a later question will want, while nobody asks; whether there is
    /// more of it after this many.
    pub fn prepare(&mut self, library: &Library, done: usize) -> bool {
        // What fails here fails again where it is asked for, and is told there.
        match done {
            0 => library.ready_columns().is_ok(),
            1 => self.axis(library).is_ok(),
            2 => {
                let _ = library.ready_index();
                let great = library.foremost(&Query::default(), GREAT);
                let great = great.unwrap_or_default().into_iter();
                self.great = great
                    .filter(|row| row.articles > MANY)
                    .map(|row| row.id)
                    .rev()
                    .collect();
                true
            }
            _ => {
                if let Some(id) = self.great.pop() {
                    return self.spark(library, &id).is_ok();
                }
                let _ = library.ready_names();
                false
            }
        }
    }

    /// Makes ready what may be asked next. What fails here fails again where it is asked for, and
    /// is told there.
    pub fn foresee(&mut self, library: &Library, question: &Question) {
        let _ = library.at_once(|| match question {
            Question::Card { entity, here } => self.card(library, entity, *here).map(drop),
            // Whatever else is asked about an article lies in the same pages.
            Question::Article(id) => {
                library.row(*id)?;
                library.marks_of(*id)?;
                Ok(insight::claim_notes(library, *id).map(drop)?)
            }
            other => self.try_answer(library, other).map(drop),
        });
    }

    /// The card of an entity, kept for those who come back to it.
    pub(super) fn card(
        &mut self,
        library: &Library,
        id: &EntityId,
        here: Option<ArticleId>,
    ) -> Result<Option<Box<Card>>, Refusal> {
        self.refresh(library)?;
        let known = |(card, beside): &(Box<Card>, _)| card.entity.id == *id && *beside == here;
        if let Some(at) = self.cards.iter().position(known)
            && let Some(known) = self.cards.remove(at)
        {
            self.cards.push_front(known.clone());
            return Ok(Some(known.0));
        }
        let Some(mut card) = insight::card(library, id, here)? else {
            return Ok(None);
        };
        card.spark = self.spark(library, id)?;
        let card = Box::new(card);
        self.cards.truncate(CARDS - 1);
        self.cards.push_front((card.clone(), here));
        Ok(Some(card))
    }

    /// The line of an entity, kept for those who come back to it.
    pub(super) fn spark(
        &mut self,
        library: &Library,
        id: &EntityId,
    ) -> Result<Option<Spark>, Refusal> {
        let Some(axis) = self.axis(library)? else {
            return Ok(None);
        };
        if let Some(spark) = self.sparks.get(id) {
            return Ok(Some(spark.clone()));
        }
        let spark = insight::sparks(library, axis, std::slice::from_ref(id))?.pop();
        if let Some(spark) = &spark {
            if self.sparks.len() == SPARKS {
                self.sparks.clear();
            }
            self.sparks.insert(id.clone(), spark.clone());
        }
        Ok(spark)
    }

    /// Forgets look-ups that were made before the library changed.
    pub(super) fn refresh(&mut self, library: &Library) -> Result<(), Refusal> {
        let (generation, revision) = (library.generation()?, library.revision()?);
        if generation != self.generation {
            (self.titles, self.measured) = (None, false);
        }
        if (generation, revision) != (self.generation, self.revision) {
            self.entities = None;
            self.sparks.clear();
            self.cards.clear();
        }
        (self.generation, self.revision) = (generation, revision);
        Ok(())
    }

    fn axis(&mut self, library: &Library) -> Result<Option<Axis>, Refusal> {
        self.refresh(library)?;
        if !self.measured {
            self.axis = insight::axis(library)?;
            self.measured = true;
        }
        Ok(self.axis)
    }
}

//! Lines of the timeline, and what one sees of an article beside its events and sentences.

use super::amended::Amended;
use super::codes;
use super::postings::Spot;
use super::{Error, EventLine, Library};
use crate::model::{ArticleId, Moment};
use rusqlite::OptionalExtension;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

impl Library {
    /// What is told at some places, in their order.
    pub(super) fn event_lines(&self, spots: &[Spot]) -> Result<Vec<EventLine>, Error> {
        let stamp = self.stamp()?;
        let (mut known, amended) = (HashMap::new(), self.amended()?);
        let mut out = Vec::with_capacity(spots.len());
        for &spot in spots {
            let at = (spot.article, spot.place);
            let kept = self.cache.borrow_mut().at(stamp).line(at);
            if let Some(line) = kept {
                out.push(line);
            } else if let Some(line) = self.event_line(spot, &mut known, &amended)? {
                self.cache.borrow_mut().at(stamp).keep_line(at, &line);
                out.push(line);
            }
        }
        Ok(out)
    }

    /// What lines of the timeline and hits show of their article; nothing where it is not there.
    pub(super) fn head(&self, article: ArticleId) -> Result<Option<Head>, Error> {
        self.go_on()?;
        Ok(self
            .connection
            .prepare_cached(
                "SELECT title, estimated, first, last, precision, approximate FROM articles
                 WHERE id = ?1",
            )?
            .query_row([article.0], |row| {
                Ok(Head {
                    id: article,
                    title: row.get(0)?,
                    estimated: row.get(1)?,
                    published: codes::moment(row, 2)?,
                })
            })
            .optional()?)
    }

    /// The text of an article, which need not be taken out of its bytes where it is being read.
    fn text_at_hand(&self, article: u32) -> Result<String, Error> {
        let article = ArticleId(article.into());
        let stamp = self.stamp()?;
        let body = self.cache.borrow_mut().at(stamp).body(article);
        match body {
            Some(body) => Ok(body.0.text.clone()),
            None => self.text(article),
        }
    }

    fn event_line(
        &self,
        spot: Spot,
        known: &mut HashMap<u32, String>,
        amended: &Amended,
    ) -> Result<Option<EventLine>, Error> {
        self.go_on()?;
        // An article that went since has none.
        let Some(event) = self.happened_at(spot)? else {
            return Ok(None);
        };
        let text = match known.entry(spot.article) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(self.text_at_hand(spot.article)?),
        };
        let mut entities = Vec::with_capacity(event.entities.len());
        for &key in &event.entities {
            // Those that were merged are one.
            let root = amended.root(key.into());
            if !entities.contains(&root) {
                entities.push(root);
            }
        }
        Ok(Some(EventLine {
            article: ArticleId(spot.article.into()),
            moment: event.moment,
            span: event.span,
            short: event.short.of(text).to_owned(),
            kind: event.kind,
            stance: event.stance,
            entities,
        }))
    }
}

/// What one sees of an article beside its events and sentences.
pub(super) struct Head {
    pub id: ArticleId,
    pub title: String,
    pub published: Option<Moment>,
    pub estimated: bool,
}

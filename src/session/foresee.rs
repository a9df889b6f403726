//! What is likely to be asked next: it is made ready while nobody asks.

use super::question::Place;
use super::timeline::first_stretch;
use super::{CardRow, Effect, Follows, Pane, Question, Session};
use crate::insight::Scope;
use crate::library::ArticleRow;
use crate::model::EntityId;

/// Entities whose cards are made ready.
const CARDS: usize = 5;

impl Session {
    /// Tells what is likely to be asked next, where that changed.
    pub(super) fn foresee(&mut self) {
        let ahead = self.ahead();
        if self.asked.ahead != ahead {
            self.asked.ahead.clone_from(&ahead);
            self.effects.push(Effect::Foresee(ahead));
        }
    }

    /// The likeliest first: cards of the marks beside the cursor, articles beside the one in the list,
    /// each with the timeline around it.
    fn ahead(&self) -> Vec<Question> {
        if self.overlay.is_some() {
            return Vec::new();
        }
        let here = self.reading.id();
        let cards = self
            .entities_ahead()
            .into_iter()
            .map(|entity| Question::Card { entity, here });
        let cursor = self.list.cursor;
        let rows = [Some(cursor + 1), cursor.checked_sub(1)];
        let rows = rows
            .into_iter()
            .flatten()
            .filter_map(|at| self.list.row(at));
        let articles = rows.flat_map(|row| {
            let article = Some(Question::Article(row.id));
            article.into_iter().chain(self.timeline_ahead(row))
        });
        if self.reading.mention.is_some() {
            cards.chain(articles).collect()
        } else {
            articles.chain(cards).collect()
        }
    }

    /// The timeline as an article wants it.
    fn timeline_ahead(&self, row: &ArticleRow) -> Option<Question> {
        let day = row.published?.last;
        let still = self.focus == Pane::Timeline || self.follows != Follows::Corpus;
        if still || !self.time.known || self.time_shows(row.id, row.published) {
            return None;
        }
        Some(Question::Timeline {
            scope: Scope::Corpus,
            query: self.list.wanted.query.clone(),
            basis: self.time.basis,
            grain: self.time.grain,
            start: Place::Beside(row.id, day),
            count: first_stretch(self.time_room().1),
        })
    }

    fn entities_ahead(&self) -> Vec<EntityId> {
        let mut out: Vec<EntityId> = Vec::new();
        let mut add = |id: &EntityId| {
            let shown = self.wanted_entity() == Some(id);
            if !shown && !out.contains(id) && out.len() < CARDS {
                out.push(id.clone());
            }
        };
        if self.focus == Pane::Card
            && let Some(CardRow::Companion(at)) = self.card.selected()
            && let Some(card) = &self.card.card
            && let Some(companion) = card.companions.get(*at)
        {
            add(&companion.id);
        }
        let Some(article) = &self.reading.article else {
            return out;
        };
        let marks = &article.annotations;
        let next = match self.reading.mention {
            Some(at) => at + 1,
            None => marks
                .mentions
                .partition_point(|mention| (mention.span.start as usize) < self.reading.offset()),
        };
        let before = self.reading.mention.and_then(|at| at.checked_sub(1));
        let order = [
            Some(next),
            before,
            Some(next + 1),
            Some(next + 2),
            Some(next + 3),
        ];
        for at in order.into_iter().flatten() {
            let mention = marks.mentions.get(at);
            if let Some(entity) = mention.and_then(|it| marks.entities.get(it.entity as usize)) {
                add(&entity.id);
            }
        }
        out
    }
}

//! What is likely to be asked next: it is made ready while nobody asks.

use super::{CardRow, Effect, Pane, Question, Session};
use crate::model::{ArticleId, EntityId};

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

    /// The likeliest first: cards of the marks beside the cursor, articles beside the one in the list.
    fn ahead(&self) -> Vec<Question> {
        if self.overlay.is_some() {
            return Vec::new();
        }
        let here = self.reading.id();
        let cards = self
            .entities_ahead()
            .into_iter()
            .map(|entity| Question::Card { entity, here });
        let articles = self.articles_ahead().into_iter().map(Question::Article);
        cards.chain(articles).collect()
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

    fn articles_ahead(&self) -> Vec<ArticleId> {
        let cursor = self.list.cursor;
        let beside = [Some(cursor + 1), cursor.checked_sub(1)];
        let rows = beside
            .into_iter()
            .flatten()
            .filter_map(|at| self.list.row(at));
        rows.map(|row| row.id).collect()
    }
}

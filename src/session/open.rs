use super::jumps::Spot;
use super::state::{Goal, Landing};
use super::{Among, CardRow, Command, Pane, Question, Seek, Session, Slot, Toward};
use crate::library::Article;
use crate::model::{ArticleId, Span};

impl Session {
    /// The place that is left by a jump.
    fn spot(&self) -> Option<Spot> {
        Some(Spot {
            article: self.reading.id()?,
            offset: self.reading.offset() as u32,
            top: self.reading.top,
            width: self.reading.page.width(),
            mention: self.reading.mention,
            focus: self.focus,
        })
    }

    /// Remembers the place, as something far away is about to show.
    pub(super) fn leave(&mut self) {
        if let Some(spot) = self.spot() {
            self.jumps.leave(spot);
        }
    }

    pub(super) fn jump(&mut self, command: Command) {
        let Some(here) = self.spot() else { return };
        let to = if command == Command::JumpBack {
            self.jumps.back(here)
        } else {
            self.jumps.forth(here)
        };
        match to {
            Some(spot) => {
                self.come_to_text();
                self.go(spot.article, Landing::Spot(spot));
            }
            None if command == Command::JumpBack => self.say("no jump before this one"),
            None => self.say("no jump after this one"),
        }
    }

    /// Goes to a place in an article, at once where it is the one being read.
    pub(super) fn go(&mut self, article: ArticleId, landing: Landing) {
        let coming = self.is_coming();
        self.goal = Some(Goal { article, landing });
        if self.reading.id() == Some(article) {
            // Whatever was on its way is not wanted any more.
            if coming && let Some(at) = self.list.place_of(article) {
                let visible = self.list_rows();
                self.list.go(at, visible);
            }
            self.arrive();
        }
    }

    /// Takes an article in, if it is still the one that is wanted.
    pub(super) fn take_article(&mut self, article: Box<Article>) {
        let Some(goal) = self.goal else { return };
        if goal.article != article.row.id {
            return;
        }
        self.keep_place();
        let place = article.place as usize;
        let width = self.text_width();
        self.reading.show(article, width, place);
        if let Some(id) = self.reading.id()
            && let Some(at) = self.list.place_of(id)
        {
            let visible = self.list_rows();
            self.list.go(at, visible);
        }
        self.pinned = None;
        if self.focus != Pane::Timeline && self.follows == super::Follows::Corpus {
            let row = self.reading.article.as_ref().map(|article| &article.row);
            let shows = row.is_none_or(|row| self.time_shows(row.id, row.published));
            if self.time.known && shows {
                self.time_to_here();
                self.follow_time();
            } else {
                self.seek_time();
            }
        }
        self.arrive();
        self.take_up();
        if let Seek::Pane(Pane::Article, pattern) = &self.seek {
            let pattern = pattern.clone();
            self.reading.find(&pattern);
        }
        if self.focus == Pane::Article {
            self.mark_read();
        }
    }

    /// Does what the goal asks for, in the article that is shown now.
    fn arrive(&mut self) {
        let Some(goal) = self.goal.take() else { return };
        let height = self.height(Pane::Article).max(1);
        match goal.landing {
            Landing::Place => {}
            Landing::Offset(offset) => {
                self.reading.lit = None;
                self.reading.top = if offset == 0 {
                    super::Top::default()
                } else {
                    self.reading.page.at(self.reading.text(), offset as usize)
                };
            }
            Landing::Sentence(span) => self.land(span, height),
            Landing::Span(span) => {
                self.land(span, height);
                self.reading.mention = None;
                self.reading.lit = Some(span);
            }
            Landing::Spot(spot) => {
                let same = spot.width == self.reading.page.width();
                self.reading.top = match (same, spot.offset) {
                    (true, _) => spot.top,
                    (false, 0) => super::Top::default(),
                    (false, offset) => self.reading.page.at(self.reading.text(), offset as usize),
                };
                self.reading.mention = spot.mention;
                self.reading.lit = None;
                self.pinned = None;
                self.focus_on(spot.focus);
            }
        }
    }

    /// Shows a span with its sentence lit, the cursor on the mention that begins there.
    fn land(&mut self, span: Span, height: usize) {
        let sentence = self.reading.sentence_at(span.start).unwrap_or(span);
        let mention = self.reading.mention_over(span.start as usize);
        self.reading.mention = mention.filter(|at| {
            self.reading
                .mention_at(*at)
                .is_some_and(|mention| mention.span == span)
        });
        self.reading.lit = Some(sentence);
        self.reading.reveal(sentence, height);
        if self.focus != Pane::Article {
            self.focus_on(Pane::Article);
        }
    }

    /// Jumps to a span of any article.
    pub(super) fn land_on(&mut self, article: ArticleId, span: Span) {
        self.leave();
        self.go(article, Landing::Sentence(span));
        self.focus_on(Pane::Article);
    }

    /// Shows the article under the list's cursor.
    pub(super) fn show_selected(&mut self) {
        self.list.ahead = self.list.selected().is_none();
        if let Some(row) = self.list.selected() {
            let id = row.id;
            if self.reading.id() == Some(id) {
                self.goal = None;
            } else {
                self.go(id, Landing::Place);
            }
        }
    }

    /// The next article, from any pane.
    pub(super) fn turn(&mut self, by: isize) {
        let turning = self.is_turning();
        let here = match self.goal {
            Some(goal) if turning => Some(goal.article),
            _ => self.reading.id().filter(|_| !turning),
        };
        let from = here
            .and_then(|id| self.list.place_of(id))
            .unwrap_or(self.list.cursor);
        let to = from.saturating_add_signed(by);
        if to >= self.list.window.total || (from == 0 && by < 0) {
            let end = if by < 0 { "first" } else { "last" };
            self.say(format!("this is the {end} article"));
            return;
        }
        // What was never seen is no place to come back to.
        if !turning {
            self.leave();
        }
        self.select(to);
    }

    /// Opens what the cursor is on.
    pub(super) fn open(&mut self) {
        match self.focus {
            Pane::List => {
                self.show_selected();
                // What is folded into the row opens first.
                match self.list.selected() {
                    Some(row) if row.copies > 0 => self.pick(Among::Copies(row.id)),
                    _ => self.focus_on(Pane::Article),
                }
            }
            Pane::Article => {
                if self.reading.mention.is_none() && self.open_kept() {
                    return;
                }
                if let Some(id) = self.reading.entity().cloned() {
                    self.pinned = Some(id);
                    self.focus_on(Pane::Card);
                } else if let Some(at) = self.first_mention() {
                    self.put_cursor(at);
                }
            }
            Pane::Card => self.open_card_row(),
            Pane::Timeline => {
                if let Some(row) = self.time.selected() {
                    let (article, span) = (row.article, row.span);
                    self.land_on(article, span);
                }
            }
        }
    }

    fn first_mention(&self) -> Option<usize> {
        let shown = self.reading.shown(self.height(Pane::Article));
        let mentions = &self.reading.article.as_ref()?.annotations.mentions;
        mentions.iter().position(|m| m.span.overlaps(shown))
    }

    fn open_card_row(&mut self) {
        let Some(row) = self.card.selected().cloned() else {
            return;
        };
        let card = self.card.card.as_deref();
        match row {
            CardRow::Companion(at) => {
                self.pinned = card
                    .and_then(|card| card.companions.get(at))
                    .map(|companion| companion.id.clone());
            }
            CardRow::Named(entity, _) => {
                self.pinned = self
                    .reading
                    .article
                    .as_ref()
                    .and_then(|article| article.annotations.entities.get(entity))
                    .map(|entity| entity.id.clone());
            }
            CardRow::Group(at) => {
                if let Some(group) = card.and_then(|card| card.contexts.get(at)) {
                    let article = group.article;
                    self.leave();
                    self.go(article, Landing::Place);
                    self.focus_on(Pane::Article);
                }
            }
            CardRow::Context(group, at) => {
                let found = card.and_then(|card| {
                    let group = card.contexts.get(group)?;
                    Some((group.article, group.contexts.get(at)?.mention))
                });
                if let Some((article, span)) = found {
                    self.land_on(article, span);
                }
            }
            _ => {}
        }
    }

    /// Goes to the article where a window is too small to show it beside the pane that has the
    /// focus: who steps to a mark wants to see it.
    fn come_to_text(&mut self) {
        if self.layout.article.is_none() {
            self.focus_on(Pane::Article);
        }
    }

    /// Lights a sentence that was stepped to, and brings it into the window.
    pub(super) fn light(&mut self, sentence: Span) {
        self.come_to_text();
        let height = self.height(Pane::Article).max(1);
        self.reading.mention = None;
        self.reading.lit = Some(sentence);
        self.reading.reveal(sentence, height);
    }

    /// Puts the cursor on a mention and brings it into the window.
    pub(super) fn put_cursor(&mut self, mention: usize) {
        let Some(span) = self.reading.mention_at(mention).map(|m| m.span) else {
            return;
        };
        self.come_to_text();
        let height = self.height(Pane::Article).max(1);
        self.reading.lit = None;
        self.reading.mention = Some(mention);
        self.reading.reveal(span, height);
        self.pinned = None;
    }

    pub(super) fn step_mention(&mut self, command: Command) {
        let toward = toward(command == Command::NextMention);
        let spans: Vec<Span> = self.reading.article.as_ref().map_or(Vec::new(), |article| {
            article
                .annotations
                .mentions
                .iter()
                .map(|m| m.span)
                .collect()
        });
        let height = self.height(Pane::Article);
        let found = match (self.reading.mention, toward) {
            (Some(at), Toward::Next) => Some(at + 1).filter(|at| *at < spans.len()),
            (Some(at), Toward::Previous) => at.checked_sub(1),
            (None, _) => self.reading.step(&spans, toward, height),
        };
        match found {
            Some(at) => self.put_cursor(at),
            None => self.say(format!("no mark {} in this article", side(toward))),
        }
    }

    pub(super) fn step_mark(&mut self, command: Command) {
        let next = matches!(command, Command::NextEvent | Command::NextQuote);
        let events = matches!(command, Command::NextEvent | Command::PreviousEvent);
        let toward = toward(next);
        let spans: Vec<Span> = self.reading.article.as_ref().map_or(Vec::new(), |article| {
            let marks = &article.annotations;
            if events {
                marks.events.iter().map(|event| event.span).collect()
            } else {
                marks.quotes.iter().map(|quote| quote.span).collect()
            }
        });
        let height = self.height(Pane::Article).max(1);
        if let Some(at) = self.reading.step(&spans, toward, height) {
            self.light(spans[at]);
        } else {
            let what = if events { "event" } else { "quotation" };
            self.say(format!("no {what} {} in this article", side(toward)));
        }
    }

    /// The next mention of the same entity, here or in another article.
    pub(super) fn step_same(&mut self, command: Command) {
        let toward = toward(command == Command::SameNext);
        let Some(entity) = self.reading.entity().or(self.card.entity()).cloned() else {
            self.say_needs_mark();
            return;
        };
        let Some(article) = self.reading.article.as_ref() else {
            return;
        };
        let same: Vec<usize> = (0..article.annotations.mentions.len())
            .filter(|at| {
                self.reading
                    .mention_at(*at)
                    .and_then(|mention| self.reading.entity_of(mention))
                    .is_some_and(|found| found.id == entity)
            })
            .collect();
        let here = self.reading.mention;
        let found = match toward {
            Toward::Next => same.iter().find(|at| here.is_none_or(|here| **at > here)),
            Toward::Previous => same.iter().rfind(|at| here.is_none_or(|here| **at < here)),
        };
        if let Some(at) = found {
            self.put_cursor(*at);
            return;
        }
        let from = article.row.id;
        self.ask(
            Slot::Follow,
            Question::Neighbour {
                entity,
                from,
                toward,
            },
        );
    }

    pub(super) fn click(&mut self, x: u16, y: u16) {
        if self.overlay.is_some() {
            self.click_overlay(x, y);
            return;
        }
        let Some(pane) = self.layout.pane_at(x, y) else {
            return;
        };
        let body = self.layout.body(pane);
        let inside = body.holds(x, y);
        let row = usize::from(y.saturating_sub(body.y));
        let already = self.focus == pane;
        if !already {
            self.focus_on(pane);
        }
        if !inside {
            return;
        }
        match pane {
            Pane::List => {
                let at = self.list.top + row / super::list::ROW;
                // Below the last article there is nothing to open.
                if at < self.list.window.total {
                    self.select(at);
                    self.open();
                }
            }
            Pane::Article => self.click_text(x, row),
            Pane::Card => {
                let mut left = row;
                for (at, card_row) in self.card.rows.iter().enumerate().skip(self.card.top) {
                    if left < card_row.height() {
                        if card_row.opens() {
                            self.card.cursor = at;
                            self.open_card_row();
                        }
                        return;
                    }
                    left -= card_row.height();
                }
            }
            Pane::Timeline => self.click_time(row),
        }
    }

    fn click_time(&mut self, row: usize) {
        let (width, height) = self.time_room();
        let strip = self.height(Pane::Timeline) - height;
        let Some(mut left) = row.checked_sub(strip) else {
            return;
        };
        for at in self.time.top..self.time.loaded.total {
            let tall = self.time.height(at, width);
            if left < tall {
                self.time.go(at);
                self.open();
                return;
            }
            left -= tall;
        }
    }

    /// A click on a mark puts the cursor there; on the mark under the cursor, it opens its card.
    fn click_text(&mut self, x: u16, row: usize) {
        let body = self.layout.body(Pane::Article);
        let left = super::margin(body, self.reading.page.width());
        let column = usize::from(x.saturating_sub(left));
        self.reading.select = None;
        self.reading.point = self.reading.nearest(column, row).map(|at| at as u32);
        let Some(offset) = self.offset_at(column, row) else {
            return;
        };
        match self.reading.mention_over(offset) {
            Some(at) if self.reading.mention == Some(at) => self.open(),
            Some(at) => self.put_cursor(at),
            None => {
                self.reading.mention = None;
                self.reading.lit = None;
            }
        }
    }

    /// The byte of the text that stands in a cell of the article.
    fn offset_at(&self, column: usize, row: usize) -> Option<usize> {
        let text = self.reading.text();
        let rows = self.reading.page.rows(text, self.reading.top, row + 1);
        let super::Row::Words { piece, range, .. } = rows.get(row)? else {
            return None;
        };
        if piece.words.is_some() {
            return None;
        }
        let column = column.checked_sub(usize::from(piece.hang))?;
        let line = text.get(range.clone())?;
        let at = crate::text::fit(line, column);
        (at < line.len()).then_some(range.start + at)
    }
}

fn toward(next: bool) -> Toward {
    if next { Toward::Next } else { Toward::Previous }
}

fn side(toward: Toward) -> &'static str {
    match toward {
        Toward::Next => "further on",
        Toward::Previous => "before",
    }
}

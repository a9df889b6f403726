use super::pick::{BEYOND, FINDS};
use super::state::Goal;
use super::timeline::first_stretch;
use super::{
    Action, Among, Effect, Overlay, Question, Seek, Session, Slot, Ticket, Toward, Wanted,
    question::Place,
};
use crate::insight::{Grain, Scope, TimeBasis};
use crate::model::{ArticleId, Change, EntityId, Moment};
use std::collections::BTreeMap;

/// What was asked for last, so that nothing is asked twice and nothing stale is taken in.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    pub(super) number: u64,
    pub(super) newest: BTreeMap<Slot, u64>,
    pub(super) list: Option<(Wanted, usize, usize)>,
    article: Option<ArticleId>,
    pub(super) card: Option<(Option<EntityId>, Option<ArticleId>)>,
    /// With the row that was asked for, where it was one.
    time: Option<(Scope, String, TimeBasis, Grain, Option<usize>)>,
    sought: Option<(Wanted, ArticleId)>,
    preview: Option<Question>,
    sparks: Vec<EntityId>,
    pub(super) saved: BTreeMap<&'static str, String>,
    place: Option<(ArticleId, u32)>,
    pub(super) claims: Option<ArticleId>,
    pub(super) ahead: Vec<Question>,
    pub(super) opened: bool,
    /// The first list and article are there, or will not be.
    pub(super) worded: bool,
}

impl Session {
    /// The question that a reader asks first.
    pub fn begin(&mut self) -> Vec<Effect> {
        self.ask(Slot::Opening, Question::Opening);
        std::mem::take(&mut self.effects)
    }

    pub(super) fn ask(&mut self, slot: Slot, question: Question) {
        self.asked.number += 1;
        let number = self.asked.number;
        self.asked.newest.insert(slot, number);
        self.effects
            .push(Effect::Ask(Ticket { slot, number }, question));
    }

    /// Asks for whatever the state needs and has not asked for, and has written what changed.
    pub(super) fn settle(&mut self) {
        if !self.asked.opened {
            return;
        }
        self.ask_list();
        self.ask_article();
        // The words come first: what stands beside them is asked for once they are there.
        if !self.asked.worded {
            return;
        }
        self.ask_card();
        self.ask_claim_notes();
        self.ask_time();
        self.ask_place();
        self.ask_preview();
        self.ask_sparks();
        self.foresee();
        self.save();
    }

    /// Has what arrived taken in.
    pub(super) fn take_in(&mut self) {
        if self.arrived.take().is_some() {
            self.say("taking in what arrived");
            self.effects.push(Effect::TakeIn);
        } else {
            self.say("nothing new arrived");
        }
    }

    /// Asks anew for what is shown, as there are more articles now; what is being read stays.
    pub(super) fn renew(&mut self) {
        (self.asked.list, self.asked.time, self.asked.card) = (None, None, None);
        self.asked.sought = None;
        let here = self.list.selected().map(|row| row.id);
        self.settle();
        // Answered after the list: the cursor stays on its article, wherever that stands now.
        if let Some(article) = here.or(self.reading.id()) {
            let wanted = self.list.wanted.clone();
            self.ask(Slot::Place, Question::Place { wanted, article });
        }
    }

    fn ask_list(&mut self) {
        let wanted = self.list.wanted.clone();
        let visible = self.list_rows();
        let changed = self
            .asked
            .list
            .as_ref()
            .is_none_or(|(asked, ..)| *asked != wanted);
        // The first stretch is on its way.
        if !changed && !self.list.known {
            return;
        }
        if changed && self.asked.list.is_some() {
            (self.list.cursor, self.list.top) = (0, 0);
        }
        let stretch = if changed {
            Some(self.list.first_stretch(visible))
        } else {
            self.list.missing(visible)
        };
        let Some((first, count)) = stretch else {
            return;
        };
        let question = (wanted.clone(), first, count);
        if self.asked.list.as_ref() != Some(&question) {
            self.asked.list = Some(question);
            self.ask(
                Slot::List,
                Question::Articles {
                    wanted,
                    first,
                    count,
                },
            );
        }
    }

    fn ask_article(&mut self) {
        let Some(Goal { article, .. }) = self.goal else {
            self.asked.article = None;
            return;
        };
        if self.asked.article != Some(article) {
            self.asked.article = Some(article);
            self.ask(Slot::Article, Question::Article(article));
        }
    }

    /// The entity whose card is to be shown: opened by hand, or under the cursor.
    pub(super) fn wanted_entity(&self) -> Option<&EntityId> {
        self.pinned.as_ref().or(self.reading.entity())
    }

    fn ask_card(&mut self) {
        let wanted = (self.wanted_entity().cloned(), self.reading.id());
        if self.asked.card.as_ref() == Some(&wanted) {
            return;
        }
        self.asked.card = Some(wanted.clone());
        match wanted {
            (Some(entity), here) => self.ask(Slot::Card, Question::Card { entity, here }),
            (None, Some(_)) => {
                // No answer that is still on its way may cover the article's own card.
                self.asked.newest.remove(&Slot::Card);
                let width = self.layout.body(super::Pane::Card).width;
                if let Some(article) = &self.reading.article {
                    self.card.show_article(article, width);
                }
            }
            (None, None) => {}
        }
    }

    fn ask_claim_notes(&mut self) {
        let wanted = self.reading.id();
        if self.asked.claims != wanted {
            self.asked.claims = wanted;
            if let Some(article) = wanted {
                self.ask(Slot::ClaimNotes, Question::ClaimNotes(article));
            }
        }
    }

    fn ask_time(&mut self) {
        let (basis, grain) = (self.time.basis, self.time.grain);
        let (width, room) = self.time_room();
        let scope = self.wanted_scope();
        let query = match scope {
            Scope::Corpus => self.list.wanted.query.clone(),
            Scope::Article(_) | Scope::Entity(_) => String::new(),
        };
        let same = self
            .asked
            .time
            .as_ref()
            .is_some_and(|(s, q, b, g, _)| (s, q, *b, *g) == (&scope, &query, basis, grain));
        let stretch = if same {
            // The first stretch is on its way: where it begins is known once it is there.
            let Some(stretch) = self.time.missing(width, room).filter(|_| self.time.known) else {
                return;
            };
            Some(stretch)
        } else {
            self.time.known = false;
            None
        };
        let first = stretch.map(|(first, _)| first);
        let question = (scope.clone(), query.clone(), basis, grain, first);
        let here = self.reading.article.as_ref().map(|article| &article.row);
        let here = here.and_then(|row| Some((row.id, row.published?.last)));
        let (start, count) = match (stretch, here) {
            (Some((first, count)), _) => (Place::Row(first), count),
            (None, Some((article, day))) => (Place::Beside(article, day), first_stretch(room)),
            (None, None) => (Place::Row(0), first_stretch(room)),
        };
        if self.asked.time.as_ref() != Some(&question) {
            self.asked.time = Some(question);
            self.time.scope = scope.clone();
            self.ask(
                Slot::Timeline,
                Question::Timeline {
                    scope,
                    query,
                    basis,
                    grain,
                    start,
                    count,
                },
            );
        }
    }

    /// Asks once more for the stretch of the timeline that is there.
    pub(super) fn ask_time_again(&mut self) {
        let Some((scope, query, basis, grain, _)) = self.asked.time.clone() else {
            return;
        };
        let count = self.time.loaded.rows.len();
        self.ask(
            Slot::Timeline,
            Question::Timeline {
                scope,
                query,
                basis,
                grain,
                start: Place::Row(self.time.loaded.first),
                count,
            },
        );
    }

    /// Where the article being read stands in the list, when that part is not loaded.
    fn ask_place(&mut self) {
        let Some(article) = self.reading.id() else {
            return;
        };
        let sought = (self.list.wanted.clone(), article);
        if self.list.place_of(article).is_none()
            && self.list.known
            && self.asked.sought.as_ref() != Some(&sought)
        {
            self.asked.sought = Some(sought);
            let wanted = self.list.wanted.clone();
            self.ask(Slot::Place, Question::Place { wanted, article });
        }
    }

    fn ask_preview(&mut self) {
        let here = self.reading.id();
        let question = match &self.overlay {
            Some(Overlay::Picker(picker)) => match picker.selected() {
                Some(super::Found::Entity(found)) => Some(Question::Card {
                    entity: found.entity.id.clone(),
                    here,
                }),
                _ => picker.article().map(Question::Article),
            },
            _ => None,
        };
        if self.asked.preview != question {
            self.asked.preview.clone_from(&question);
            if let Some(question) = question {
                self.ask(Slot::Preview, question);
            }
        }
    }

    /// The lines of those that a picker shows.
    fn ask_sparks(&mut self) {
        let missing = match &self.overlay {
            Some(Overlay::Picker(picker)) if picker.settled => {
                picker.without_spark(self.picker_rows(&picker.among))
            }
            _ => Vec::new(),
        };
        if self.asked.sparks != missing {
            self.asked.sparks.clone_from(&missing);
            if !missing.is_empty() {
                self.ask(Slot::Sparks, Question::Sparks(missing));
            }
        }
    }

    /// Has written what differs from what was written last.
    fn save(&mut self) {
        for (name, value) in self.settings() {
            if self.asked.saved.get(name) != Some(&value) {
                self.asked.saved.insert(name, value.clone());
                self.effects.push(Effect::Record(Change::Setting {
                    name: name.to_owned(),
                    value,
                }));
            }
        }
        self.keep_place();
    }

    /// Has written where the article stands, if it moved.
    pub(super) fn keep_place(&mut self) {
        if let Some(article) = self.reading.id() {
            let offset = self.reading.offset() as u32;
            if self.asked.place != Some((article, offset)) {
                let moved = self.asked.place.is_some_and(|(old, _)| old == article);
                self.asked.place = Some((article, offset));
                if moved {
                    self.effects
                        .push(Effect::Record(Change::Place { article, offset }));
                }
            }
        }
    }

    /// Moves a fresh timeline to the last event that the article being read tells of its own time;
    /// where it tells none, to the day on which it appeared.
    pub(super) fn time_to_here(&mut self) {
        let here = self.reading.id();
        let published = self
            .reading
            .article
            .as_ref()
            .and_then(|article| article.row.published);
        let rows = &self.time.loaded.rows;
        let at = rows
            .iter()
            .rposition(|row| {
                Some(row.article) == here
                    && published.is_none_or(|published| row.moment.first <= published.last)
            })
            .or_else(|| rows.iter().position(|row| Some(row.article) == here))
            .or_else(|| {
                let day = published
                    .filter(|_| self.time.basis == TimeBasis::Event)?
                    .last;
                rows.iter().position(|row| row.moment.first >= day)
            })
            .unwrap_or(rows.len().saturating_sub(1));
        self.time.cursor = self.time.loaded.first + at;
        self.time.top = self.time.cursor.saturating_sub(1);
    }

    /// Whether the loaded part of the timeline has the place of an article, as [`Session::time_to_here`]
    /// finds it.
    pub(super) fn time_shows(&self, article: ArticleId, published: Option<Moment>) -> bool {
        let time = &self.time;
        let rows = &time.loaded.rows;
        let (Some(first), Some(last), Some(published)) = (rows.first(), rows.last(), published)
        else {
            return true;
        };
        let (begins, ends) = (
            time.loaded.first == 0,
            time.loaded.first + rows.len() >= time.loaded.total,
        );
        time.basis == TimeBasis::Publication
            || rows.iter().any(|row| row.article == article)
            || (begins || first.moment.first < published.last)
                && (ends || last.moment.first >= published.last)
    }

    /// Has the timeline asked for anew, around the place of the article being read.
    pub(super) fn seek_time(&mut self) {
        self.asked.time = None;
    }

    /// Asks again what the sentences that are read, and the claims that are shown, come to.
    pub(super) fn ask_claims_again(&mut self) {
        self.asked.claims = None;
        self.weigh_again();
    }

    /// Asks a picker's question for what is typed now.
    pub(super) fn ask_picker(&mut self) {
        let Some(Overlay::Picker(picker)) = &self.overlay else {
            return;
        };
        let first = match picker.among {
            Among::Sentences => self.picker_rows(&picker.among) + BEYOND,
            _ => FINDS,
        };
        self.ask_finds(first.min(FINDS));
    }

    /// Asks once more for all that a picker can show; what it shows stays until they come.
    pub(super) fn ask_all_finds(&mut self) {
        if let Some(Overlay::Picker(picker)) = &self.overlay
            && picker.asked < FINDS
        {
            self.ask_finds(FINDS);
            if let Some(Overlay::Picker(picker)) = &mut self.overlay {
                picker.settled = true;
            }
        }
    }

    fn ask_finds(&mut self, limit: usize) {
        let Some(Overlay::Picker(picker)) = &mut self.overlay else {
            return;
        };
        (picker.settled, picker.asked) = (false, limit);
        let typed = picker.line.text().to_owned();
        let question = match &picker.among {
            Among::Entities => Question::Entities {
                pattern: typed,
                limit,
            },
            Among::Articles => Question::Titles {
                pattern: typed,
                limit,
            },
            Among::Sentences => Question::Sentences {
                query: typed,
                limit,
            },
            Among::Both(ends) => Question::Both {
                ends: [ends[0].0.clone(), ends[1].0.clone()],
                pattern: typed,
                limit,
            },
            Among::Copies(article) => Question::Copies {
                article: *article,
                pattern: typed,
                limit,
            },
        };
        self.ask(Slot::Picker, question);
    }

    /// Finds a pattern in a pane, from the cursor on.
    pub(super) fn find_in(&mut self, pane: super::Pane, pattern: &str, toward: Toward) {
        self.seek = Seek::Pane(pane, pattern.to_owned());
        match pane {
            super::Pane::Article => self.find_in_text(pattern, toward),
            super::Pane::List => {
                let (wanted, from) = (self.list.wanted.clone(), self.list.cursor);
                let pattern = pattern.to_owned();
                self.ask(
                    Slot::Row,
                    Question::Row {
                        wanted,
                        pattern,
                        from,
                        toward,
                    },
                );
            }
            super::Pane::Card => self.find_in_card(pattern, toward),
            super::Pane::Timeline => {
                let first = self.time.loaded.first;
                let holds = |at: &usize| {
                    self.time
                        .row(*at)
                        .is_some_and(|row| super::find::holds(&row.text, pattern))
                };
                let found = match toward {
                    Toward::Next => (self.time.cursor + 1..first + self.time.loaded.rows.len())
                        .find(|at| holds(at)),
                    Toward::Previous => (first..self.time.cursor).rev().find(|at| holds(at)),
                };
                match found {
                    Some(at) => {
                        self.time.go(at);
                        self.follow_time();
                    }
                    None => self.say(format!("not found: {pattern}")),
                }
            }
        }
    }

    /// Whether there is something to read on the screen, or known to be nothing.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.list.known && (self.reading.article.is_some() || self.list.window.total == 0)
    }

    /// Tells the session something, as [`Session::update`] does.
    pub fn notice(&mut self, text: &str) {
        let _ = self.update(Action::Notice(text.to_owned()));
    }
}

use super::pick::Preview;
use super::state::{Goal, Landing};
use super::{Answer, Opening, Overlay, Pane, Purpose, Session, Slot, Ticket};
use crate::model::ArticleId;

impl Session {
    /// Takes an answer in, unless a newer question stands in its place.
    pub(super) fn take(&mut self, ticket: Ticket, answer: Answer) {
        let newest = self.asked.newest.get(&ticket.slot) == Some(&ticket.number);
        if !newest && ticket.slot.keeps_newest() {
            return;
        }
        match ticket.slot {
            // What is not there is not waited for.
            Slot::List => self.list.ahead &= matches!(answer, Answer::Articles(_)),
            Slot::ClaimNotes => self.reading.weighed = true,
            _ => {}
        }
        self.take_newest(ticket.slot, answer);
        let waits = match ticket.slot {
            Slot::List => self.goal.is_some(),
            Slot::Article => false,
            _ => true,
        };
        self.asked.worded |= !waits;
    }

    fn take_newest(&mut self, slot: Slot, answer: Answer) {
        match (slot, answer) {
            (Slot::Opening, Answer::Opening(opening)) => self.take_opening(opening),
            (Slot::List, Answer::Articles(window)) => {
                let visible = self.list_rows();
                self.list.take(window, visible);
                let nothing = self.reading.article.is_none() && self.goal.is_none();
                if nothing || self.list.ahead {
                    self.show_selected();
                }
            }
            (Slot::Filter, answer) => self.take_filter(answer),
            (Slot::Article, Answer::Article(article)) => self.take_article(article),
            (Slot::Changes, Answer::Changes(steps)) => self.show_changes(&steps),
            (Slot::Card, Answer::Card(Some(card))) => {
                let width = self.layout.body(Pane::Card).width;
                self.card.show(card, width);
            }
            (Slot::Timeline, Answer::Timeline(timeline)) => {
                self.time.loaded = timeline;
                let first = !self.time.known;
                self.time.known = true;
                if first {
                    self.time_to_here();
                }
                self.time.go(self.time.cursor);
                self.follow_time();
            }
            (Slot::Picker, answer) => {
                if let Some(Overlay::Picker(picker)) = &mut self.overlay {
                    picker.take(answer);
                    if picker.decided && picker.selected().is_some() {
                        let picker = picker.clone();
                        self.overlay = None;
                        self.choose(*picker);
                    }
                }
            }
            (Slot::Preview, answer) => {
                if let Some(Overlay::Picker(picker)) = &mut self.overlay {
                    picker.preview = match answer {
                        Answer::Card(Some(card)) => Preview::Card(card),
                        Answer::Article(article) => Preview::Article(article),
                        _ => Preview::Empty,
                    };
                }
            }
            (Slot::Sparks, Answer::Sparks(sparks)) => {
                if let Some(Overlay::Picker(picker)) = &mut self.overlay {
                    picker.sparks.extend(sparks);
                }
            }
            (Slot::Network, Answer::Neighbourhood(shown)) => {
                if let Some(Overlay::Network(view)) = &mut self.overlay {
                    view.take(shown);
                }
            }
            (Slot::Matrix, Answer::Months(table)) => self.take_matrix(table),
            (Slot::Follow, Answer::Neighbour(found)) => match found {
                Some((article, span)) => {
                    self.leave();
                    self.go(article, Landing::Sentence(span));
                }
                None => self.say("no other article names it"),
            },
            (Slot::Row, Answer::Row(found)) => match found {
                Some(at) => self.select(at),
                None => self.say("not found in the titles"),
            },
            (Slot::Place, Answer::Row(Some(at))) => {
                let visible = self.list_rows();
                self.list.go(at, visible);
            }
            (Slot::Note | Slot::Templates | Slot::Filled, answer) => self.take_note(answer),
            (Slot::Writing, answer) => self.take_written(answer),
            (Slot::ClaimNotes, Answer::ClaimNotes(article, notes))
                if self.reading.id() == Some(article) =>
            {
                self.reading.claims = notes;
            }
            (Slot::Claims, Answer::Claims(claims, resolved)) => {
                if let Some(Overlay::Weighing(view)) = &mut self.overlay {
                    view.take(claims, resolved);
                }
            }
            (Slot::Resolution, Answer::Resolution(made)) => self.write_why(*made),
            (Slot::Again, Answer::Article(article)) => self.take_again(article),
            (Slot::Shelf, Answer::Shelf(shelf)) => self.take_shelf(*shelf),
            (Slot::Clips, Answer::Clips(clips)) => {
                let height = self.clip_rows();
                if let Some(Overlay::Clips(view)) = &mut self.overlay {
                    view.take(clips);
                    view.follow(height);
                }
            }
            (Slot::Opening, Answer::Failed(message)) => {
                self.trouble(message);
                self.take_opening(Opening::default());
            }
            (Slot::List, Answer::Fault(fault)) => {
                self.trouble(format!("filter: {}", fault.message));
                self.list.wanted.query.clear();
            }
            (Slot::Article, Answer::Failed(message)) => {
                self.goal = None;
                self.trouble(message);
                if self.reading.article.is_none() {
                    self.show_selected();
                }
            }
            (_, Answer::Failed(message)) => self.trouble(message),
            _ => {}
        }
    }

    fn take_opening(&mut self, opening: Opening) {
        self.asked.opened = true;
        self.ask_shelf();
        for (name, value) in &opening.settings {
            if name == "article" {
                self.goal = value.parse().ok().map(|id| Goal {
                    article: ArticleId(id),
                    landing: Landing::Place,
                });
            }
            self.set(name, value);
        }
        self.marks = opening
            .marks
            .into_iter()
            .map(|(letter, article, offset)| (letter, (article, offset)))
            .collect();
        self.today = opening.today;
        self.next_order = opening.order;
        // What was just read need not be written again.
        for (name, value) in self.settings() {
            if opening
                .settings
                .iter()
                .any(|(n, v)| n == name && *v == value)
            {
                self.asked.saved.insert(name, value);
            }
        }
        self.arrange();
    }

    fn take_filter(&mut self, answer: Answer) {
        let Some(Overlay::Prompt(prompt)) = &mut self.overlay else {
            return;
        };
        if prompt.purpose != Purpose::Filter {
            return;
        }
        match answer {
            Answer::Articles(window) => {
                prompt.fault = None;
                prompt.count = Some(window.total);
                if let Some(key) = prompt.decided.take() {
                    let prompt = prompt.clone();
                    self.overlay = None;
                    self.press_prompt(prompt, key);
                }
            }
            Answer::Fault(fault) => {
                prompt.decided = None;
                prompt.count = None;
                prompt.fault = Some(fault);
            }
            Answer::Failed(message) => {
                prompt.decided = None;
                self.trouble(message);
            }
            _ => {}
        }
    }
}

use super::choose::{Act, Choice, Choose};
use super::note::Reach;
use super::{About, Command, Line, Overlay, Prompt, Purpose, Question, Session, Slot};
use crate::export::Format;
use crate::library::{News, Sort, Watched};
use crate::model::{Change, Watching};
use std::path::Path;

/// What is watched and which questions are saved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shelf {
    pub news: News,
    pub queries: Vec<(String, String)>,
}

impl Session {
    /// Watches the entity of the card or under the cursor; where there is none, what the list is
    /// filtered by, if that is saved.
    pub(super) fn watch(&mut self) {
        let saved = self.list.wanted.query.strip_prefix('@').map(str::to_owned);
        let entity = self.wanted_entity().cloned();
        let watching = match (entity, saved) {
            (Some(id), _) => Watching::Entity(id),
            (None, Some(name)) if !name.contains(' ') => Watching::Query(name),
            (None, _) => {
                self.say("put the cursor on a mark to watch it, or filter by a saved query");
                return;
            }
        };
        let on = !self.is_watched(&watching);
        self.set_watch(&watching, on);
    }

    #[must_use]
    pub fn is_watched(&self, watching: &Watching) -> bool {
        let watched = &self.shelf.news.watched;
        watched.iter().any(|one| one.watching == *watching)
    }

    fn set_watch(&mut self, watching: &Watching, on: bool) {
        let name = match watching {
            Watching::Query(name) => format!("@{name}"),
            Watching::Entity(id) => {
                let card = self.card.card.as_ref().filter(|card| card.entity.id == *id);
                let known = self.shelf.news.watched.iter();
                let known = known.filter(|one| one.watching == *watching);
                card.map(|card| card.entity.name.clone())
                    .or_else(|| known.map(|one| one.name.clone()).next())
                    .unwrap_or_else(|| id.to_string())
            }
        };
        let to = |on| match watching {
            Watching::Entity(id) => Change::Watch {
                entity: id.clone(),
                watch: on,
            },
            Watching::Query(name) => Change::WatchQuery {
                name: name.clone(),
                watch: on,
            },
        };
        self.change("watch", to(on), to(!on));
        let verb = if on { "watching" } else { "no longer watching" };
        let undo = self.keymap.way(Command::Undo);
        self.say(format!("{verb} {name} · {undo} takes it back"));
    }

    /// What is watched, with what is new of it.
    pub(super) fn list_watched(&mut self) {
        let rows: Vec<Choice> = self
            .shelf
            .news
            .watched
            .iter()
            .map(|one| Choice {
                letter: None,
                kind: one.kind,
                words: match &one.watching {
                    Watching::Entity(_) => one.name.clone(),
                    Watching::Query(name) => format!("@{name}"),
                },
                detail: format!("{} new of {}", one.new, one.articles),
                act: Act::Watched(one.watching.clone()),
            })
            .collect();
        if rows.is_empty() {
            let watch = self.keymap.way(Command::Watch);
            self.say(format!(
                "nothing is watched yet: {watch} on an entity or a saved query"
            ));
            return;
        }
        self.overlay = Some(Overlay::Choose(Box::new(Choose {
            title: "Watched".to_owned(),
            rows,
            cursor: 0,
            keys: "Enter reads what is new · s seen · S all seen · x no longer · Esc leaves",
        })));
    }

    /// The saved questions.
    pub(super) fn list_saved(&mut self) {
        let rows: Vec<Choice> = self
            .shelf
            .queries
            .iter()
            .map(|(name, query)| Choice {
                letter: None,
                kind: None,
                words: format!("@{name}"),
                detail: query.clone(),
                act: Act::Saved(name.clone()),
            })
            .collect();
        if rows.is_empty() {
            let filter = self.keymap.way(Command::Filter);
            self.say(format!(
                "no query is saved yet: {filter} filters, Ctrl-s keeps the filter under a name"
            ));
            return;
        }
        self.overlay = Some(Overlay::Choose(Box::new(Choose {
            title: "Saved queries".to_owned(),
            rows,
            cursor: 0,
            keys: "Enter filters · w watch · x forget · Esc leaves",
        })));
    }

    /// What a letter does to the line under the cursor.
    pub(super) fn press_watched(&mut self, choose: Box<Choose>, row: &Choice, letter: char) {
        match (&row.act, letter) {
            (Act::Watched(watching), 'x' | 'w') => self.set_watch(watching, false),
            (Act::Watched(watching), 's') => self.seen(Some(watching.clone())),
            (Act::Watched(_), 'S') => self.seen(None),
            (Act::Saved(name), 'x') => {
                let query = self.shelf.queries.iter().find(|(known, _)| known == name);
                let query = query.map(|(_, query)| query.clone());
                let to = |query| Change::Query {
                    name: name.clone(),
                    query,
                };
                // The watch is forgotten with the query, and comes back with it.
                let mut back = vec![to(query)];
                let own = Watching::Query(name.clone());
                let watched = &self.shelf.news.watched;
                if let Some(watched) = watched.iter().find(|one| one.watching == own) {
                    back.push(Change::WatchQuery {
                        name: name.clone(),
                        watch: true,
                    });
                    back.push(unseen(watched));
                }
                self.change("saved query", to(None), Change::All(back));
                let undo = self.keymap.way(Command::Undo);
                self.say(format!("@{name} is forgotten · {undo} takes it back"));
            }
            (Act::Saved(name), 'w') => {
                let watching = Watching::Query(name.clone());
                let on = !self.is_watched(&watching);
                self.set_watch(&watching, on);
            }
            _ => self.overlay = Some(Overlay::Choose(choose)),
        }
    }

    fn seen(&mut self, watching: Option<Watching>) {
        let all = self.shelf.news.watched.iter();
        let held = all.filter(|one| watching.as_ref().is_none_or(|of| *of == one.watching));
        let back = Change::All(held.map(unseen).collect());
        self.change("what was seen", Change::Seen { watching }, back);
        let undo = self.keymap.way(Command::Undo);
        self.say(format!(
            "nothing of it is new any more · {undo} takes it back"
        ));
    }

    /// A note was written: what is watched and was in it is seen, and what comes from now on is new
    /// since it. Says how many that were new were seen so. Data for machines is no note.
    pub(super) fn handed_in(&mut self, about: &About, reach: Reach, path: &Path) -> Option<String> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !Format::of_name(&name).unwrap_or_default().is_note() {
            return None;
        }
        let selection = about.selection();
        let all = self.shelf.news.watched.iter();
        let held = all.filter(|one| reach == Reach::All && selection.holds(&one.watching));
        let held: Vec<_> = held.map(|one| (one.watching.clone(), one.new)).collect();
        let new = held.iter().filter(|(_, new)| *new > 0).count();
        let mut changes = vec![Change::Noted {
            scope: selection.key(),
            day: self.today,
        }];
        changes.extend(held.into_iter().map(|(watching, _)| Change::Seen {
            watching: Some(watching),
        }));
        let change = Change::All(changes);
        self.effects.push(super::Effect::Record(change.clone()));
        self.kept(&change);
        let words = super::counted(new as u32, "watched item");
        (new > 0).then(|| format!(" · what was new of {words} is seen"))
    }

    /// Filters by what is watched, the new articles first.
    pub(super) fn show_watched(&mut self, watching: &Watching) {
        let query = match watching {
            Watching::Entity(id) => format!("entity:\"{id}\""),
            Watching::Query(name) => format!("@{name}"),
        };
        self.set_list(&query, Sort::New);
        if let Watching::Entity(id) = watching {
            self.pinned = Some(id.clone());
        }
        self.focus_on(super::Pane::List);
    }

    /// Asks for a name to keep a query under.
    pub(super) fn save_query(&mut self, query: &str) {
        if query.trim().is_empty() {
            let filter = self.keymap.way(Command::Filter);
            self.say(format!("there is no filter to keep: {filter}"));
            return;
        }
        self.overlay = Some(Overlay::Prompt(Prompt {
            purpose: Purpose::Save(query.trim().to_owned()),
            line: Line::default(),
            fault: None,
            count: None,
            decided: None,
        }));
    }

    pub(super) fn keep_query(&mut self, name: &str, query: &str) {
        self.under = None;
        let known = self.shelf.queries.iter().find(|(known, _)| known == name);
        let before = known.map(|(_, query)| query.clone());
        let to = |query| Change::Query {
            name: name.to_owned(),
            query,
        };
        self.change("saved query", to(Some(query.to_owned())), to(before));
        self.say(format!("saved: @{name} stands for it from now on"));
    }

    pub(super) fn ask_shelf(&mut self) {
        self.ask(Slot::Shelf, Question::Shelf);
    }

    /// Says at the opening what is new, and puts it first.
    pub(super) fn take_shelf(&mut self, shelf: Shelf) {
        let first = !std::mem::replace(&mut self.shelved, true);
        let told: Vec<String> = shelf
            .news
            .watched
            .iter()
            .filter(|one| one.new > 0)
            .map(|one| match &one.watching {
                Watching::Entity(_) => format!("{} new on {}", one.new, one.name),
                Watching::Query(name) => format!("{} new on @{name}", one.new),
            })
            .collect();
        self.shelf = shelf;
        if first && told.is_empty() && self.list.wanted.sort == Sort::New {
            self.list.wanted.sort = Sort::Date;
        }
        if first && !told.is_empty() {
            if self.list.wanted.sort == Sort::Date {
                self.list.wanted.sort = Sort::New;
            }
            if self.message.is_none() {
                let watched = self.keymap.way(Command::Watched);
                self.say(format!("{} · {watched}", told.join(", ")));
            }
        }
    }
}

/// What takes a look at something back.
fn unseen(watched: &Watched) -> Change {
    Change::Unseen {
        watching: watched.watching.clone(),
        since: watched.since,
    }
}

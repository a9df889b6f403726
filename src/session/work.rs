use super::state::{Landing, Letter};
use super::undo::Step;
use super::{Command, Effect, Follows, Key, Pane, Seek, Session, Toward, timeline};
use crate::insight::{Scope, TimeBasis};
use crate::library::Sort;
use crate::model::{ArticleId, Change};

impl Session {
    /// Makes a change here and has it written; it can be undone.
    pub(super) fn change(&mut self, what: &'static str, make: Change, undo: Change) {
        self.apply(&make);
        self.history.add(Step { what, make, undo });
    }

    /// Brings the state in line with a change and has it written at once.
    fn apply(&mut self, change: &Change) {
        self.show(change);
        // Settings are written when the state is found to differ from what was saved.
        if !matches!(change, Change::Setting { .. }) {
            self.effects.push(Effect::Record(change.clone()));
            self.kept(change);
        }
    }

    /// Brings the state in line with a change.
    fn show(&mut self, change: &Change) {
        match change {
            Change::Read { article, read } => {
                self.each_row(*article, |row| row.read = *read);
            }
            Change::Star { article, star } => {
                self.each_row(*article, |row| row.starred = *star);
            }
            Change::Mark { letter, at } => {
                match at {
                    Some(at) => self.marks.insert(*letter, *at),
                    None => self.marks.remove(letter),
                };
            }
            Change::Setting { name, value } => self.set(name, value),
            Change::All(changes) => changes.iter().for_each(|change| self.show(change)),
            Change::Clip { clip } | Change::Reclip { to: clip, .. } => {
                self.show_clip(&clip.key, Some(clip));
            }
            Change::Unclip { key } => self.show_clip(key, None),
            Change::Annotate { annotation } => {
                self.show_annotation(&annotation.key, Some(annotation));
            }
            Change::Unannotate { key } => self.show_annotation(key, None),
            Change::Reliability { publisher, grade } => self.show_grade(|of, _, reliable| {
                if of == publisher {
                    reliable.publisher = *grade;
                }
            }),
            Change::ArticleGrade { article, grade } => self.show_grade(|_, of, reliable| {
                if of == *article {
                    reliable.own = *grade;
                }
            }),
            Change::Draft { scope, draft } => self.show_draft(scope, draft),
            Change::Place { .. }
            | Change::Watch { .. }
            | Change::WatchQuery { .. }
            | Change::Query { .. }
            | Change::Seen { .. }
            | Change::Unseen { .. }
            | Change::Noted { .. }
            | Change::Resolve { .. }
            | Change::Unresolve { .. }
            | Change::Correct { .. } => {}
        }
    }

    pub(super) fn each_row(
        &mut self,
        article: ArticleId,
        set: impl Fn(&mut crate::library::ArticleRow),
    ) {
        if let Some(row) = self.list.row_mut(article) {
            set(row);
        }
        if let Some(shown) = &mut self.reading.article
            && shown.row.id == article
        {
            set(&mut shown.row);
        }
    }

    /// The article that read, star and open are about: the one under the cursor in the list,
    /// otherwise the one being read.
    pub(super) fn subject(&self) -> Option<&crate::library::ArticleRow> {
        let reading = self.reading.article.as_ref().map(|article| &article.row);
        if self.focus == Pane::List {
            self.list.selected().or(reading)
        } else {
            reading.or(self.list.selected())
        }
    }

    /// An article that is being read counts as read from now on.
    pub(super) fn mark_read(&mut self) {
        if let Some(article) = &self.reading.article
            && !article.row.read
            && !self.is_coming()
        {
            let article = article.row.id;
            self.apply(&Change::Read {
                article,
                read: true,
            });
        }
    }

    pub(super) fn toggle_read(&mut self) {
        let Some((article, read)) = self.subject().map(|row| (row.id, !row.read)) else {
            return;
        };
        let to = |read| Change::Read { article, read };
        self.change("read", to(read), to(!read));
        self.say(if read { "read" } else { "unread" });
    }

    pub(super) fn toggle_star(&mut self) {
        let Some((article, star)) = self.subject().map(|row| (row.id, !row.starred)) else {
            return;
        };
        let to = |star| Change::Star { article, star };
        self.change("star", to(star), to(!star));
        self.say(if star { "starred" } else { "star taken away" });
    }

    pub(super) fn undo(&mut self) {
        match self.history.undo() {
            Some(step) => {
                self.apply(&step.undo);
                self.say(format!("undone: {}", step.what));
            }
            None => self.say("nothing to undo"),
        }
    }

    pub(super) fn redo(&mut self) {
        match self.history.redo() {
            Some(step) => {
                self.apply(&step.make);
                self.say(format!("made again: {}", step.what));
            }
            None => self.say("nothing to make again"),
        }
    }

    pub(super) fn await_letter(&mut self, letter: Letter) {
        self.letter = Some(letter);
        let kept: String = self.marks.keys().collect();
        self.say(match letter {
            Letter::Set => "mark this place with a letter".to_owned(),
            Letter::Go if kept.is_empty() => {
                let set = self.keymap.way(Command::SetMark);
                format!("no marks yet: set one with {set} and a letter")
            }
            Letter::Go => format!("go to one of the marks {kept}"),
        });
    }

    pub(super) fn lettered(&mut self, letter: Letter, key: Key) {
        let Key::Char(c) = key else { return };
        let last = letter == Letter::Go && c == '\'';
        if !(c.is_alphanumeric() || last) {
            return;
        }
        match letter {
            Letter::Set => {
                let Some(article) = self.reading.id() else {
                    return;
                };
                let before = self.marks.get(&c).copied();
                let at = Some((article, self.reading.offset() as u32));
                self.change(
                    "mark",
                    Change::Mark { letter: c, at },
                    Change::Mark {
                        letter: c,
                        at: before,
                    },
                );
                self.say(format!("mark {c} set"));
            }
            // As in vim, twice the key goes to where the last jump began.
            Letter::Go if c == '\'' => self.jump(Command::JumpBack),
            Letter::Go => match self.marks.get(&c).copied() {
                Some((article, offset)) => {
                    self.leave();
                    self.focus_on(Pane::Article);
                    self.go(article, Landing::Offset(offset));
                }
                None => self.say(format!("no mark {c}")),
            },
        }
    }

    pub(super) fn visit(&mut self) {
        let url = self.subject().and_then(|row| row.url.clone());
        match url {
            Some(url) if is_web(&url) => {
                self.say(format!("opening {url}"));
                self.effects.push(Effect::Visit(url));
            }
            Some(url) => self.trouble(format!("not opened: {url} is no web or mail address")),
            None => self.say("this article has no address"),
        }
    }

    pub(super) fn set_filter(&mut self, query: &str) {
        let before = self.list.wanted.query.clone();
        if before == query {
            return;
        }
        let to = |value: &str| Change::Setting {
            name: "filter".to_owned(),
            value: value.to_owned(),
        };
        self.change("filter", to(query), to(&before));
    }

    /// Filters and sorts the list in one step.
    pub(super) fn set_list(&mut self, query: &str, sort: Sort) {
        let before = self.list.wanted.clone();
        if before.query == query && before.sort == sort {
            return;
        }
        let to = |query: &str, sort| {
            let setting = |name: &str, value: &str| Change::Setting {
                name: name.to_owned(),
                value: value.to_owned(),
            };
            let sort = super::settings::sort_name(sort);
            Change::All(vec![setting("filter", query), setting("sort", sort)])
        };
        self.change("filter", to(query, sort), to(&before.query, before.sort));
    }

    pub(super) fn sort(&mut self, command: Command) {
        let before = self.list.wanted.sort;
        let sort = match command {
            Command::SortDate => Sort::Date,
            Command::SortTitle => Sort::Title,
            Command::SortRelevance => Sort::Relevance,
            Command::SortNew => Sort::New,
            _ => match before {
                Sort::Date => Sort::Title,
                Sort::Title => Sort::Relevance,
                Sort::Relevance => Sort::New,
                Sort::New => Sort::Date,
            },
        };
        let to = |sort| Change::Setting {
            name: "sort".to_owned(),
            value: super::settings::sort_name(sort).to_owned(),
        };
        self.change("sort", to(sort), to(before));
        self.say(format!("sorted by {}", super::settings::sort_name(sort)));
    }

    pub(super) fn turn_scope(&mut self) {
        self.follows = match self.follows {
            Follows::Corpus => Follows::Article,
            Follows::Article if self.wanted_entity().is_some() => Follows::Entity,
            Follows::Article | Follows::Entity => Follows::Corpus,
        };
    }

    pub(super) fn turn_basis(&mut self) {
        self.time.basis = match self.time.basis {
            TimeBasis::Event => TimeBasis::Publication,
            TimeBasis::Publication => TimeBasis::Event,
        };
        self.say(match self.time.basis {
            TimeBasis::Event => "timeline by the date of the event",
            TimeBasis::Publication => "timeline by the date of publication",
        });
    }

    pub(super) fn grain(&mut self, command: Command) {
        self.time.grain = if command == Command::Coarser {
            timeline::coarser(self.time.grain)
        } else {
            timeline::finer(self.time.grain)
        };
        self.say(format!(
            "timeline by {}",
            timeline::grain_name(self.time.grain)
        ));
    }

    /// The scope that the timeline is to show now.
    pub(super) fn wanted_scope(&self) -> Scope {
        match self.follows {
            Follows::Corpus => Scope::Corpus,
            Follows::Article => self.reading.id().map_or(Scope::Corpus, Scope::Article),
            Follows::Entity => match self.wanted_entity() {
                Some(id) => Scope::Entity(id.clone()),
                None => self.time.scope.clone(),
            },
        }
    }

    /// The next or previous find of `/`, or of a search of the corpus.
    pub(super) fn seek(&mut self, toward: Toward) {
        match self.seek.clone() {
            Seek::Nothing => {
                let here = self.keymap.way(Command::Find);
                let all = self.keymap.way(Command::SearchCorpus);
                self.say(format!(
                    "nothing to find yet: {here} in this pane, {all} everywhere"
                ));
            }
            Seek::Pane(pane, pattern) => self.find_in(pane, &pattern, toward),
            Seek::Corpus { hits, at, query } => {
                let to = match toward {
                    Toward::Next => at + 1,
                    Toward::Previous => at.wrapping_sub(1),
                };
                let Some(hit) = hits.get(to) else {
                    let end = if toward == Toward::Next {
                        "last"
                    } else {
                        "first"
                    };
                    self.say(format!("this is the {end} sentence with {query}"));
                    return;
                };
                let (article, span) = (hit.article, hit.span);
                self.say(format!("{} of {} · {query}", to + 1, hits.len()));
                if let Seek::Corpus { at, .. } = &mut self.seek {
                    *at = to;
                }
                self.land_on(article, span);
            }
        }
    }

    /// Closes what is open, then lets go of what is lit, then of the cursor and the filter's find.
    pub(super) fn clear(&mut self) {
        if self.reading.select.take().is_some() || self.reading.lit.take().is_some() {
            return;
        }
        if !self.reading.finds.is_empty() {
            self.reading.finds.clear();
            self.reading.find = None;
            self.seek = Seek::Nothing;
            return;
        }
        if self.pinned.take().is_some() || self.reading.mention.take().is_some() {
            return;
        }
        if self.wishes.zoom {
            self.zoom();
        }
    }

    /// One step back; from the list, out.
    pub(super) fn back(&mut self) {
        if self.wishes.zoom {
            self.zoom();
        } else if self.pinned.is_some() && self.focus == Pane::Card {
            self.pinned = None;
            self.focus_on(Pane::Article);
        } else if self.focus == Pane::List {
            self.effects.push(Effect::Quit);
        } else if self.focus.is_side() {
            self.focus_on(Pane::Article);
        } else {
            self.focus_on(Pane::List);
        }
    }
}

/// Only web and mail addresses are handed to the system.
fn is_web(url: &str) -> bool {
    let lower = url.trim_start().to_ascii_lowercase();
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme))
        && !url.chars().any(|c| c.is_control() || c.is_whitespace())
}

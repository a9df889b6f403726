use super::command::Step;
use super::{
    Among, Command, Fault, Found, Help, Key, Line, Overlay, Palette, Pane, Picker, Prompt, Purpose,
    Question, Seek, Session, Slot, Toward, Typed, Words,
};

impl Session {
    /// Opens a picker, a prompt or another overlay.
    pub(super) fn lay_over(&mut self, command: Command) {
        let prompt = |purpose, text: &str| {
            Overlay::Prompt(Prompt {
                purpose,
                line: Line::with(text),
                fault: None,
                count: None,
                decided: None,
            })
        };
        match command {
            Command::Find => {
                self.overlay = Some(prompt(Purpose::Find(self.focus), ""));
            }
            Command::Filter => {
                self.overlay = Some(prompt(Purpose::Filter, &self.list.wanted.query));
                self.ask_filter();
            }
            Command::PickEntity => self.pick(Among::Entities),
            Command::PickArticle => self.pick(Among::Articles),
            Command::SearchCorpus => self.pick(Among::Sentences),
            Command::Palette => self.overlay = Some(Overlay::Palette(Palette::default())),
            Command::Help => {
                self.overlay = Some(Overlay::Help(Help {
                    pane: self.focus,
                    ..Help::default()
                }));
            }
            Command::Why => self.why(),
            Command::Dropped => self.left_out(),
            Command::Changes => self.ask_changes(),
            Command::Export => self.open_note(),
            _ => {}
        }
    }

    pub(super) fn pick(&mut self, among: Among) {
        self.overlay = Some(Overlay::Picker(Box::new(Picker::new(among))));
        self.ask_picker();
    }

    fn ask_filter(&mut self) {
        let Some(Overlay::Prompt(prompt)) = &mut self.overlay else {
            return;
        };
        let wanted = super::Wanted {
            query: prompt.line.text().trim().to_owned(),
            sort: self.list.wanted.sort,
        };
        // What the line of before came to says nothing of this one.
        (prompt.count, prompt.fault, prompt.decided) = (None, None, None);
        self.ask(
            Slot::Filter,
            Question::Articles {
                wanted,
                first: 0,
                count: 1,
            },
        );
    }

    pub(super) fn paste(&mut self, text: &str) {
        let line = match &mut self.overlay {
            Some(Overlay::Editor(_)) => return self.paste_words(text),
            Some(Overlay::Clips(view)) => return super::clipping::paste(view, text),
            Some(Overlay::Help(help)) => &mut help.line,
            Some(Overlay::Palette(palette)) => &mut palette.line,
            Some(Overlay::Picker(picker)) => &mut picker.line,
            Some(Overlay::Prompt(prompt)) => &mut prompt.line,
            Some(Overlay::Note(_)) => return self.paste_note(text),
            Some(Overlay::Naming(naming)) => &mut naming.line,
            Some(Overlay::Pipe(piping)) => &mut piping.line,
            _ => return,
        };
        line.insert(text);
        self.typed();
    }

    /// The line of the overlay changed.
    fn typed(&mut self) {
        match &mut self.overlay {
            Some(Overlay::Help(help)) => help.top = 0,
            Some(Overlay::Palette(palette)) => (palette.cursor, palette.top) = (0, 0),
            Some(Overlay::Picker(_)) => self.ask_picker(),
            Some(Overlay::Prompt(prompt)) => match &prompt.purpose {
                Purpose::Filter => self.ask_filter(),
                Purpose::Find(Pane::Article) => {
                    let pattern = prompt.line.text().to_owned();
                    self.reading.find(&pattern);
                }
                Purpose::Save(_) => prompt.fault = None,
                Purpose::Find(_) => {}
            },
            _ => {}
        }
    }

    pub(super) fn press_overlay(&mut self, key: Key) {
        // Where nothing is typed the keys that quit do so.
        let own = matches!(key, Key::Char(c) if c != 'Q');
        if !own
            && self.overlay.as_ref().is_some_and(Overlay::only_shows)
            && self.keymap.step(&[key]) == Step::Command(Command::Quit)
        {
            return self.run(Command::Quit);
        }
        // These end in their own ways: what was written is not lost by one key.
        match self.overlay.take() {
            Some(Overlay::Editor(editor)) => return self.press_editor(editor, key),
            Some(Overlay::Clips(view)) => return self.press_clips(view, key),
            Some(Overlay::Weighing(view)) => return self.press_weighing(view, key),
            Some(Overlay::Grading(grading)) => return self.press_grading(grading, key),
            Some(Overlay::Note(note)) => return self.press_note(note, key),
            Some(Overlay::Choose(choose)) => return self.press_choose(choose, key),
            Some(Overlay::Naming(naming)) => return self.press_naming(naming, key),
            Some(Overlay::Network(view)) => return self.press_network(view, key),
            Some(Overlay::Matrix(view)) => return self.press_matrix(view, key),
            Some(Overlay::Pipe(piping)) => return self.press_pipe(piping, key),
            other => self.overlay = other,
        }
        if matches!(key, Key::Esc | Key::Ctrl('c' | 'g')) {
            if let Some(Overlay::Prompt(prompt)) = &self.overlay
                && prompt.purpose == Purpose::Find(Pane::Article)
            {
                self.reading.find("");
            }
            self.overlay = self.under.take();
            return;
        }
        let Some(mut overlay) = self.overlay.take() else {
            return;
        };
        let keep = match &mut overlay {
            Overlay::Help(_) if key == Key::Tab => {
                self.tour = super::Tour::Shown;
                Keep::Close
            }
            Overlay::Help(help) => self.press_help(help, key),
            Overlay::Palette(palette) => return self.press_palette(palette.clone(), key),
            Overlay::Picker(picker) => {
                let picker = std::mem::replace(picker, Box::new(Picker::new(Among::Entities)));
                return self.press_picker(picker, key);
            }
            Overlay::Prompt(prompt) => return self.press_prompt(prompt.clone(), key),
            Overlay::Words(words) => {
                let page = usize::from(self.layout.height.saturating_sub(6)).max(1);
                press_words(words, key, page)
            }
            Overlay::Editor(_)
            | Overlay::Clips(_)
            | Overlay::Weighing(_)
            | Overlay::Grading(_)
            | Overlay::Note(_)
            | Overlay::Choose(_)
            | Overlay::Network(_)
            | Overlay::Matrix(_)
            | Overlay::Pipe(_)
            | Overlay::Naming(_) => Keep::Open,
        };
        if keep == Keep::Open {
            self.overlay = Some(overlay);
        }
    }

    fn press_help(&mut self, help: &mut Help, key: Key) -> Keep {
        let page = usize::from(self.layout.height.saturating_sub(8)).max(1);
        match key {
            Key::Down => help.top += 1,
            Key::Up => help.top = help.top.saturating_sub(1),
            Key::PageDown | Key::Ctrl('d' | 'f') => help.top += page,
            Key::PageUp | Key::Ctrl('b') => help.top = help.top.saturating_sub(page),
            Key::Enter => return Keep::Close,
            Key::Char('?' | 'q') if help.line.text().is_empty() => return Keep::Close,
            key => {
                if help.line.press(key) == Typed::Changed {
                    help.top = 0;
                }
            }
        }
        help.top = help.top.min(help.entries(&self.keymap).len());
        Keep::Open
    }

    fn press_palette(&mut self, mut palette: Palette, key: Key) {
        let count = palette.entries().len();
        match key {
            Key::Enter => {
                if let Some((entry, _)) = palette.entries().get(palette.cursor) {
                    self.run(entry.command);
                }
                return;
            }
            Key::Down | Key::Ctrl('n' | 'j') => {
                palette.cursor = (palette.cursor + 1).min(count.saturating_sub(1));
            }
            Key::Up | Key::Ctrl('p') => palette.cursor = palette.cursor.saturating_sub(1),
            Key::Backspace if palette.line.text().is_empty() => return,
            key => {
                if palette.line.press(key) == Typed::Changed {
                    palette.cursor = 0;
                }
            }
        }
        self.overlay = Some(Overlay::Palette(palette));
    }

    fn press_picker(&mut self, mut picker: Box<Picker>, key: Key) {
        let visible = self.picker_rows(&picker.among);
        let at = picker.cursor;
        match key {
            // What follows the find goes with it.
            Key::Enter if picker.settled && picker.partly => picker.decided = true,
            Key::Enter if picker.settled => return self.choose(*picker),
            Key::Enter => picker.decided = true,
            Key::Down | Key::Ctrl('n' | 'j') | Key::Tab => picker.go(at + 1, visible),
            Key::Up | Key::Ctrl('p') | Key::BackTab => picker.go(at.saturating_sub(1), visible),
            Key::PageDown | Key::Ctrl('d' | 'f') => picker.go(at + visible, visible),
            Key::PageUp | Key::Ctrl('b') => picker.go(at.saturating_sub(visible), visible),
            key => {
                let typed = picker.line.press(key);
                picker.decided = false;
                self.overlay = Some(Overlay::Picker(picker));
                if typed == Typed::Changed {
                    self.ask_picker();
                }
                return;
            }
        }
        let further = picker.settled && picker.decided || picker.runs_out(visible);
        self.overlay = Some(Overlay::Picker(picker));
        if further {
            self.ask_all_finds();
        }
    }

    /// Finds that a picker shows at once.
    #[must_use]
    pub fn picker_rows(&self, among: &Among) -> usize {
        let rows = usize::from(self.layout.height.saturating_sub(7)).max(1);
        match among {
            Among::Entities => rows,
            Among::Articles | Among::Copies(_) | Among::Sentences | Among::Both(_) => {
                (rows / 2).max(1)
            }
        }
    }

    /// Opens what was picked.
    pub(super) fn choose(&mut self, picker: Picker) {
        let at = picker.cursor;
        self.under = None;
        match picker.selected().cloned() {
            None => self.overlay = Some(Overlay::Picker(Box::new(picker))),
            Some(Found::Entity(found)) if picker.aim != super::Aim::Open => {
                let row = found.entity;
                self.picked(
                    picker.aim,
                    crate::model::Named {
                        id: row.id,
                        kind: row.kind,
                        name: row.name,
                    },
                );
            }
            Some(Found::Entity(found)) => {
                self.leave();
                self.pinned = Some(found.entity.id);
                self.focus_on(Pane::Card);
            }
            Some(Found::Article(found)) => {
                self.leave();
                self.go(found.article.id, super::state::Landing::Place);
                self.focus_on(Pane::Article);
            }
            Some(Found::Sentence(hit)) => {
                let hits = picker
                    .finds
                    .into_iter()
                    .filter_map(|found| match found {
                        Found::Sentence(hit) => Some(hit),
                        _ => None,
                    })
                    .collect::<Vec<_>>();
                let query = match &picker.among {
                    Among::Both(ends) => format!("{} with {}", ends[0].1, ends[1].1),
                    _ => picker.line.text().to_owned(),
                };
                self.say(format!("{} of {} · {query}", at + 1, hits.len()));
                self.seek = Seek::Corpus { query, hits, at };
                self.land_on(hit.article, hit.span);
            }
        }
    }

    pub(super) fn press_prompt(&mut self, mut prompt: Prompt, key: Key) {
        match (prompt.purpose.clone(), key) {
            // Until it is known whether the query can be asked, the key waits.
            (Purpose::Filter, Key::Enter | Key::Ctrl('s')) if prompt.count.is_none() => {
                prompt.decided = prompt.fault.is_none().then_some(key);
                self.overlay = Some(Overlay::Prompt(prompt));
            }
            (Purpose::Filter, Key::Ctrl('s')) => {
                let query = prompt.line.text().to_owned();
                // Who gives no name goes on with the filter.
                if query.trim().is_empty() {
                    self.overlay = Some(Overlay::Prompt(prompt));
                } else {
                    self.under = Some(Overlay::Prompt(prompt));
                }
                self.save_query(&query);
            }
            (Purpose::Save(query), Key::Enter) => {
                if let Some(name) = crate::library::query_name(prompt.line.text()) {
                    self.keep_query(&name, &query);
                } else {
                    prompt.fault = Some(Fault {
                        message: "a name is of letters, digits, hyphens and dots".to_owned(),
                        at: None,
                    });
                    self.overlay = Some(Overlay::Prompt(prompt));
                }
            }
            (Purpose::Filter, Key::Enter) => {
                let query = prompt.line.text().trim().to_owned();
                self.set_filter(&query);
            }
            (Purpose::Find(pane), Key::Enter) => {
                let pattern = prompt.line.text().to_owned();
                if !pattern.is_empty() {
                    self.find_in(pane, &pattern, Toward::Next);
                }
            }
            (_, Key::Backspace) if prompt.line.text().is_empty() => {
                self.overlay = self.under.take();
            }
            (_, key) => {
                let typed = prompt.line.press(key);
                self.overlay = Some(Overlay::Prompt(prompt));
                if typed == Typed::Changed {
                    self.typed();
                }
            }
        }
    }

    pub(super) fn wheel_overlay(&mut self, lines: i16) {
        let key = match (&self.overlay, lines > 0) {
            (Some(Overlay::Note(_)), true) => Key::Ctrl('d'),
            (Some(Overlay::Note(_)), false) => Key::PageUp,
            (_, true) => Key::Down,
            (_, false) => Key::Up,
        };
        if !matches!(self.overlay, Some(Overlay::Prompt(_) | Overlay::Editor(_))) {
            self.press_overlay(key);
        }
    }

    /// A click on a find opens it; one outside closes the overlay.
    pub(super) fn click_overlay(&mut self, _x: u16, y: u16) {
        if let Some(Overlay::Picker(picker)) = &self.overlay {
            let tall = if picker.among == Among::Entities {
                1
            } else {
                2
            };
            let Some(row) = usize::from(y).checked_sub(4) else {
                return;
            };
            let at = picker.top + row / tall;
            if at < picker.finds.len() {
                let mut picker = picker.clone();
                picker.cursor = at;
                if picker.partly {
                    picker.decided = true;
                    self.overlay = Some(Overlay::Picker(picker));
                    self.ask_all_finds();
                } else {
                    self.overlay = None;
                    self.choose(*picker);
                }
            }
        } else if matches!(self.overlay, Some(Overlay::Help(_) | Overlay::Words(_))) {
            self.overlay = None;
        }
    }
}

/// Whether an overlay stays after a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keep {
    Open,
    Close,
}

fn press_words(words: &mut Words, key: Key, page: usize) -> Keep {
    let last = words.lines.len().saturating_sub(1);
    match key {
        Key::Down | Key::Char('j') => words.top = (words.top + 1).min(last),
        Key::Up | Key::Char('k') => words.top = words.top.saturating_sub(1),
        Key::PageDown | Key::Ctrl('d' | 'f') | Key::Char(' ') => {
            words.top = (words.top + page).min(last);
        }
        Key::PageUp | Key::Ctrl('u' | 'b') => words.top = words.top.saturating_sub(page),
        Key::Char('g') | Key::Home => words.top = 0,
        Key::Char('G') | Key::End => words.top = (last + 1).saturating_sub(page),
        _ => return Keep::Close,
    }
    Keep::Open
}

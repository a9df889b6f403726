//! What keys, answers and undoing do to a note that is being made.

use super::editor::{Editor, Writing};
use super::note::{Doubt, Entered, Field, Note, Reach};
use super::{About, Answer, Existing, Key, Line, Overlay, Question, Session, Slot, TLPS, Typed};
use crate::insight::{Sections, Within, numbered, stored};
use crate::model::{self, Change, Judged};
use std::path::PathBuf;

impl Session {
    /// Opens the note on what is at hand, the likeliest first.
    pub(super) fn open_note(&mut self) {
        let mut choices = Vec::new();
        let entity = self.card.card.as_ref().map(|card| &card.entity);
        if let Some(entity) = entity {
            choices.push((About::Entity(entity.id.clone()), entity.name.clone()));
        }
        let query = &self.list.wanted.query;
        if !query.is_empty() {
            choices.push((About::Query(query.clone()), format!("articles: {query}")));
        }
        choices.push((About::Corpus, "the whole corpus".to_owned()));
        if let Some(article) = &self.reading.article {
            let words = format!("article: {}", article.row.title);
            choices.push((About::Article(article.row.id), words));
        }
        choices.push((
            About::Query("is:clipped".to_owned()),
            "what I clipped".to_owned(),
        ));
        let choice = usize::from(entity.is_some() && !self.focus.is_side()).min(choices.len() - 1);
        let mut note = Note {
            choices,
            choice,
            field: Field::default(),
            title: Line::default(),
            period: Line::default(),
            path: Line::default(),
            report: None,
            rows: Vec::new(),
            top: 0,
            templates: Vec::new(),
            filled: None,
            filling: None,
            fault: None,
            doubt: None,
            entered: Entered::No,
            remarks: Vec::new(),
            draft: model::Draft::default(),
            kept: model::Draft::default(),
            own_title: String::new(),
            asked: String::new(),
            since: None,
        };
        note.path = Line::with(&note.file_name());
        self.overlay = Some(Overlay::Note(Box::new(note)));
        self.ask_report(None);
        self.ask(Slot::Templates, Question::Templates);
    }

    /// Has the template filled anew, where there is one and the note is another than before.
    fn ask_filled(&mut self) {
        let Some(Overlay::Note(note)) = &mut self.overlay else {
            return;
        };
        if note.draft.template.is_none() || note.filling.as_ref() == Some(&note.draft) {
            return;
        }
        let Some(about) = note.about().cloned() else {
            return;
        };
        note.filling = Some(note.draft.clone());
        let draft = Box::new(note.draft.clone());
        self.ask(Slot::Filled, Question::Filled { about, draft });
    }

    /// Asks what the note will be made of; without a period, for the one that is kept.
    fn ask_report(&mut self, period: Option<String>) {
        let Some(Overlay::Note(note)) = &self.overlay else {
            return;
        };
        let Some(about) = note.about().cloned() else {
            return;
        };
        self.ask(Slot::Note, Question::Report { about, period });
    }

    pub(super) fn press_note(&mut self, note: Box<Note>, key: Key) {
        self.press_in_note(note, key);
        self.ask_filled();
    }

    fn press_in_note(&mut self, mut note: Box<Note>, key: Key) {
        let page = Note::page(self.layout.width, self.layout.height);
        let visible = page.1 as isize;
        if let Some(doubt) = note.doubt.take() {
            if matches!(key, Key::Char('y' | 'Y')) {
                let existing = match doubt {
                    Doubt::Replace(_) => Existing::Replace,
                    Doubt::Lower(_) => Existing::Keep,
                };
                return self.write_note(note, existing);
            }
            self.overlay = Some(Overlay::Note(note));
            return;
        }
        let entered = note.entered;
        if !matches!(
            key,
            Key::PageDown | Key::PageUp | Key::Ctrl('b' | 'd' | 'f')
        ) {
            note.entered = Entered::No;
        }
        match (note.field, key) {
            (_, Key::Esc | Key::Ctrl('c' | 'g')) => {
                if entered == Entered::Waits {
                    self.say("no note was written: it was still being drawn together");
                }
                return self.keep_note(&mut note);
            }
            (_, Key::Tab) | (_, Key::Down) if note.field != Field::Page || key == Key::Tab => {
                return self.step_note(note, 1);
            }
            (_, Key::BackTab) | (_, Key::Up)
                if note.field != Field::Page || key == Key::BackTab =>
            {
                return self.step_note(note, -1);
            }
            (_, Key::PageDown | Key::Ctrl('f')) => note.scroll(visible - 2, page.1),
            (_, Key::PageUp | Key::Ctrl('b')) => note.scroll(2 - visible, page.1),
            (_, Key::Ctrl('d')) => note.scroll(visible / 2, page.1),
            (field, Key::Ctrl('u')) if !field.is_line() => note.scroll(-visible / 2, page.1),
            (Field::BottomLine | Field::Judgments, Key::Enter | Key::Char('e' | ' ')) => {
                return self.edit_note(note);
            }
            (
                Field::Section(section),
                Key::Enter | Key::Char(' ' | 'l' | 'h') | Key::Left | Key::Right,
            ) => {
                let mut sections = Sections::without(&note.draft.without);
                sections.turn(section);
                note.draft.without = sections.off();
                note.set(page);
                self.keep_note(&mut note);
            }
            (_, Key::Enter) => return self.try_write(note),
            (field, key) if field.is_line() => {
                let typed = note.line().map(|line| line.press(key));
                if typed == Some(Typed::Changed) {
                    note.fault = None;
                    note.take_lines();
                    note.set(page);
                }
            }
            (Field::About, Key::Left | Key::Right | Key::Char('h' | 'l' | ' ')) => {
                return self.turn_note(note, key);
            }
            (Field::Tlp, Key::Left | Key::Right | Key::Char('h' | 'l' | ' ')) => {
                let by = if matches!(key, Key::Left | Key::Char('h')) {
                    4
                } else {
                    1
                };
                let at = TLPS.iter().position(|tlp| *tlp == note.tlp()).unwrap_or(0);
                note.draft.tlp = Some(TLPS[(at + by) % TLPS.len()]);
                note.set(page);
                self.keep_note(&mut note);
            }
            (Field::Template, Key::Left | Key::Right | Key::Char('h' | 'l' | ' ')) => {
                let own_name = note.path.text() == note.file_name();
                note.turn_template(matches!(key, Key::Left | Key::Char('h')));
                if own_name {
                    note.path = Line::with(&note.file_name());
                }
                note.set(page);
                self.keep_note(&mut note);
            }
            (Field::Tlp, Key::Backspace | Key::Delete) => {
                note.draft.tlp = None;
                note.set(page);
                self.keep_note(&mut note);
            }
            (_, Key::Char('u')) => {
                self.overlay = Some(Overlay::Note(note));
                return self.undo();
            }
            (_, Key::Ctrl('r')) => {
                self.overlay = Some(Overlay::Note(note));
                return self.redo();
            }
            (_, Key::Down | Key::Char('j')) => note.scroll(1, page.1),
            (_, Key::Up | Key::Char('k')) => note.scroll(-1, page.1),
            (_, Key::Char('g') | Key::Home) => note.top = 0,
            (_, Key::Char('G') | Key::End) => note.scroll(isize::MAX, page.1),
            _ => {}
        }
        self.overlay = Some(Overlay::Note(note));
    }

    /// What is pasted goes into the line that is typed in, and nowhere else.
    pub(super) fn paste_note(&mut self, text: &str) {
        let page = Note::page(self.layout.width, self.layout.height);
        if let Some(Overlay::Note(note)) = &mut self.overlay
            && note.doubt.is_none()
            && let Some(line) = note.line()
        {
            line.insert(text);
            (note.fault, note.entered) = (None, Entered::No);
            note.take_lines();
            note.set(page);
        }
        self.ask_filled();
    }

    /// Goes to another field; the one that is left is kept.
    fn step_note(&mut self, mut note: Box<Note>, by: isize) {
        let left = note.field;
        note.field = left.next(by);
        self.keep_note(&mut note);
        let period = note.draft.period.clone();
        let again = left == Field::Period && period != note.asked;
        if again && Within::parse(&period).is_none() {
            note.fault = Some("a period is 2024, 2024-01..2024-06, 2024-05.. or ..2024".to_owned());
        }
        self.overlay = Some(Overlay::Note(note));
        if again && Within::parse(&period).is_some() {
            self.ask_report(Some(period));
        }
    }

    /// Makes the note about the next or previous choice.
    fn turn_note(&mut self, mut note: Box<Note>, key: Key) {
        self.keep_note(&mut note);
        let own_name = note.path.text() == note.file_name();
        let count = note.choices.len();
        let by = if matches!(key, Key::Left | Key::Char('h')) {
            count - 1
        } else {
            1
        };
        note.choice = (note.choice + by) % count;
        if own_name {
            note.path = Line::with(&note.file_name());
        }
        (note.report, note.top, note.since) = (None, 0, None);
        (note.draft, note.kept) = (model::Draft::default(), model::Draft::default());
        note.rows.clear();
        (note.filled, note.filling) = (None, None);
        (note.title, note.period) = (Line::default(), Line::default());
        self.overlay = Some(Overlay::Note(note));
        self.ask_report(None);
    }

    /// Opens the analyst's words in an editor, sources by their numbers.
    fn edit_note(&mut self, note: Box<Note>) {
        let Some(report) = &note.report else {
            self.overlay = Some(Overlay::Note(note));
            return;
        };
        let (quoted, words) = match note.field {
            Field::Judgments => (
                "An item each, - and words; below it confidence: high, moderate or low. Cite sources as [3].",
                Judged::text(&note.draft.judgments),
            ),
            _ => (
                "What the reader must know, in a sentence or two. Cite sources as [3].",
                note.draft.bluf.clone(),
            ),
        };
        let words = numbered(&words, &report.sources);
        let purpose = Writing::Note(note.field);
        self.overlay = Some(Overlay::Note(note));
        self.write_words(Editor::new(purpose, quoted, words.trim_end()));
    }

    /// Words for the note came back from the editor.
    pub(super) fn take_note_words(&mut self, field: Field, words: &str) {
        let Some(Overlay::Note(mut note)) = self.overlay.take() else {
            return;
        };
        let sources = note
            .report
            .as_ref()
            .map_or(&[][..], |report| &report.sources);
        let words = stored(words, sources);
        match field {
            Field::Judgments => note.draft.judgments = Judged::parse(&words),
            _ => note.draft.bluf = words,
        }
        note.set(Note::page(self.layout.width, self.layout.height));
        self.keep_note(&mut note);
        self.overlay = Some(Overlay::Note(note));
    }

    /// Has what was written and chosen kept, as one step that can be undone.
    fn keep_note(&mut self, note: &mut Note) {
        if note.report.is_none() {
            return;
        }
        note.take_lines();
        if note.draft == note.kept {
            return;
        }
        let to = |draft: &model::Draft| Change::Draft {
            scope: note.scope(),
            draft: Box::new(draft.clone()),
        };
        self.change("note", to(&note.draft), to(&note.kept));
        note.kept = note.draft.clone();
    }

    /// A draft was changed, by the note itself or by undoing.
    pub(super) fn show_draft(&mut self, scope: &str, draft: &model::Draft) {
        let page = Note::page(self.layout.width, self.layout.height);
        if let Some(Overlay::Note(note)) = &mut self.overlay
            && note.scope() == scope
        {
            note.kept = draft.clone();
            note.draft = draft.clone();
            note.title = Line::with(draft.title.as_deref().unwrap_or(&note.own_title));
            note.period = Line::with(&draft.period);
            note.set(page);
        }
        self.ask_filled();
    }

    fn try_write(&mut self, mut note: Box<Note>) {
        let drawn = note.report.is_some();
        if note.entered == Entered::Writing {
            // Once is enough: the answer is on its way.
        } else if note.path.text().trim().is_empty() {
            note.fault = Some("say where to write the note".to_owned());
        } else if Within::parse(note.period.text()).is_none() {
            note.fault = Some("a period is 2024, 2024-01..2024-06, 2024-05.. or ..2024".to_owned());
        } else if !drawn {
            note.entered = Entered::Waits;
        } else {
            let strictest = note.report.as_ref().map(|report| report.strictest());
            match strictest.filter(|strictest| note.tlp() < *strictest) {
                Some(strictest) => note.doubt = Some(Doubt::Lower(strictest)),
                None => return self.write_note(note, Existing::Keep),
            }
        }
        self.overlay = Some(Overlay::Note(note));
    }

    fn write_note(&mut self, mut note: Box<Note>, existing: Existing) {
        self.keep_note(&mut note);
        note.take_lines();
        note.entered = Entered::Writing;
        let question = note.about().cloned().map(|about| Question::Note {
            about,
            draft: Box::new(note.draft.clone()),
            path: PathBuf::from(note.path.text().trim()),
            existing,
        });
        self.overlay = Some(Overlay::Note(note));
        if let Some(question) = question {
            self.ask(Slot::Writing, question);
        }
    }

    pub(super) fn take_note(&mut self, answer: Answer) {
        let page = Note::page(self.layout.width, self.layout.height);
        match (answer, &mut self.overlay) {
            (Answer::Report(report, draft, since), Some(Overlay::Note(note))) => {
                note.since = since;
                let first = note.report.is_none();
                note.own_title.clone_from(&report.title);
                note.report = Some(report);
                if first {
                    // What was typed while it was drawn together stands.
                    if note.title.text().is_empty() {
                        note.title = Line::with(draft.title.as_deref().unwrap_or(&note.own_title));
                    }
                    if note.period.text().is_empty() {
                        note.period = Line::with(&draft.period);
                    }
                    (note.draft, note.kept) = ((*draft).clone(), *draft);
                    note.take_lines();
                }
                note.asked.clone_from(&note.draft.period);
                note.set(page);
                // A field that was left before the answer came.
                let left = first && !note.field.is_line();
                let waits = std::mem::take(&mut note.entered) == Entered::Waits;
                if (left || waits)
                    && let Some(Overlay::Note(mut note)) = self.overlay.take()
                {
                    if waits {
                        self.try_write(note);
                    } else {
                        self.keep_note(&mut note);
                        self.overlay = Some(Overlay::Note(note));
                    }
                }
                self.ask_filled();
            }
            (Answer::Templates(names), Some(Overlay::Note(note))) => note.templates = names,
            (Answer::Filled(text), Some(Overlay::Note(note))) => {
                note.filled = Some(text);
                note.set(page);
            }
            (Answer::Failed(message), Some(Overlay::Note(note))) => {
                (note.fault, note.entered) = (Some(message), Entered::No);
            }
            (Answer::Failed(message), _) => self.trouble(message),
            _ => {}
        }
    }

    /// A note lies in its file, or why it does not. What was opened meanwhile stays open.
    pub(super) fn take_written(&mut self, answer: Answer) {
        let waiting = match &mut self.overlay {
            Some(Overlay::Note(note)) if note.entered == Entered::Writing => Some(note),
            _ => None,
        };
        match (answer, waiting) {
            (
                Answer::Written {
                    path,
                    about,
                    period,
                },
                waiting,
            ) => {
                if waiting.is_some() {
                    self.overlay = None;
                }
                let more = self.handed_in(&about, Reach::of(&period), &path);
                let more = more.unwrap_or_default();
                self.say(format!("written: {}{more}", path.display()));
            }
            (Answer::Exists(path), Some(note)) => {
                (note.doubt, note.entered) = (Some(Doubt::Replace(path)), Entered::No);
            }
            (Answer::Exists(path), None) => {
                self.trouble(format!("not written: {} is there already", path.display()));
            }
            (Answer::Failed(message), Some(note)) => {
                (note.fault, note.entered) = (Some(message), Entered::No);
            }
            (Answer::Failed(message), None) => self.trouble(message),
            _ => {}
        }
    }

    /// The screen has another size.
    pub(super) fn fit_note(&mut self) {
        let page = Note::page(self.layout.width, self.layout.height);
        if let Some(Overlay::Note(note)) = &mut self.overlay {
            note.set(page);
        }
    }
}

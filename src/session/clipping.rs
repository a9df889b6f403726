use super::clips::{Clips, Input, tags};
use super::editor::{Editor, Writing};
use super::state::Landing;
use super::{Effect, Key, Line, Overlay, Pane, Session, Typed};
use crate::export;
use crate::insight::{Fate, Shelved};
use crate::model::{Change, Clip, Credibility, Tlp};

impl Session {
    /// What a key does in the view of all clips.
    pub(super) fn press_clips(&mut self, mut view: Box<Clips>, key: Key) {
        if view.input.is_some() {
            self.press_input(&mut view, key);
            self.show_view(view);
            return;
        }
        let page = (self.clip_rows() / 2).max(1) as isize;
        let halfway = std::mem::take(&mut view.halfway);
        match key {
            Key::Esc if view.keys => view.keys = false,
            Key::Esc if !view.filter.text().is_empty() => {
                view.filter = Line::default();
                view.arrange();
            }
            Key::Esc | Key::Char('q') | Key::Ctrl('c' | 'g') => return,
            Key::Char('?') => view.keys = !view.keys,
            Key::Char('j') | Key::Down | Key::Ctrl('n') => view.step(1),
            Key::Char('k') | Key::Up | Key::Ctrl('p') => view.step(-1),
            Key::Ctrl('d') => view.step((page / 2).max(1)),
            Key::Ctrl('u') => view.step(-(page / 2).max(1)),
            Key::Ctrl('f') | Key::PageDown => view.step(page),
            Key::Ctrl('b') | Key::PageUp => view.step(-page),
            Key::Char('g') if !halfway => view.halfway = true,
            Key::Char('g') | Key::Home => view.step(-(view.rows.len() as isize)),
            Key::Char('G') | Key::End => view.step(view.rows.len() as isize),
            Key::Char('/' | 'f') => {
                let line = view.filter.clone();
                view.input = Some((Input::Filter, line));
            }
            Key::Char('u') => return self.over_view(view, Self::undo),
            Key::Ctrl('r') => return self.over_view(view, Self::redo),
            Key::Char('x') => {
                self.run(super::Command::Export);
                return;
            }
            key => {
                let Some(shelved) = view.selected().cloned() else {
                    self.show_view(view);
                    return;
                };
                return self.press_clip(view, &shelved, key);
            }
        }
        self.show_view(view);
    }

    /// What a key does to the clip under the cursor.
    fn press_clip(&mut self, mut view: Box<Clips>, shelved: &Shelved, key: Key) {
        let clip = &shelved.clip;
        let id = clip.key.clone();
        match key {
            Key::Enter => return self.go_to_clip(shelved),
            Key::Char('J') => return self.move_clip(view, 1),
            Key::Char('K') => return self.move_clip(view, -1),
            Key::Char('p') => view.input = Some((Input::Group, Line::with(&clip.group))),
            Key::Char('t') => view.input = Some((Input::Tags, Line::with(&clip.tags.join(" ")))),
            Key::Char('m' | 'M') => {
                let by = if key == Key::Char('m') { 1 } else { 4 };
                let at = Tlp::ALL
                    .iter()
                    .position(|tlp| *tlp == clip.tlp)
                    .unwrap_or(0);
                let tlp = Tlp::ALL[(at + by) % Tlp::ALL.len()];
                return self.over_view(view, |session| {
                    session.edit_clip(&id, "marking of a clip", |clip| clip.tlp = tlp);
                });
            }
            Key::Char(digit @ '0'..='6') => {
                let grade = Credibility::parse(&digit.to_string());
                let origins = shelved.origins;
                return self.over_view(view, |session| {
                    session.edit_clip(&id, "grade of a clip", |clip| clip.grade = grade);
                    session.say(told(grade, origins));
                });
            }
            Key::Char('a' | 'e') => {
                let editor = Editor::new(Writing::Clip(id), &clip.anchor.exact, &clip.words);
                self.overlay = Some(Overlay::Clips(view));
                return self.write_words(editor);
            }
            Key::Char('r') => {
                let (article, publisher) = (clip.anchor.article, clip.citation.publisher.clone());
                let reliable = shelved.reliable;
                self.overlay = Some(Overlay::Clips(view));
                return self.grade_source(article, publisher, reliable);
            }
            Key::Char('y') => {
                let text = export::quote(&clip.anchor, &clip.citation);
                self.effects.push(Effect::Copy(text));
            }
            Key::Char('d') | Key::Delete => {
                let clip = Box::new(clip.clone());
                return self.over_view(view, |session| {
                    session.change(
                        "clip taken away",
                        Change::Unclip { key: id },
                        Change::Clip { clip },
                    );
                    session.say("the clip is gone · u brings it back");
                });
            }
            _ => {}
        }
        self.show_view(view);
    }

    /// Does something that changes clips while the view shows them.
    fn over_view(&mut self, view: Box<Clips>, act: impl FnOnce(&mut Self)) {
        self.overlay = Some(Overlay::Clips(view));
        act(self);
        if let Some(Overlay::Clips(view)) = self.overlay.take() {
            self.show_view(view);
        }
    }

    fn show_view(&mut self, mut view: Box<Clips>) {
        view.follow(self.clip_rows());
        self.overlay = Some(Overlay::Clips(view));
    }

    fn move_clip(&mut self, view: Box<Clips>, by: isize) {
        let changes = view.moved(by);
        self.over_view(view, |session| {
            if changes.is_empty() {
                session.say("there is no clip beyond this one");
                return;
            }
            let to = |(from, to): (Clip, Clip)| Change::Reclip {
                from: Box::new(from),
                to: Box::new(to),
            };
            let back = changes.iter().cloned().map(|(old, new)| to((new, old)));
            let back = Change::All(back.collect());
            let make = Change::All(changes.into_iter().map(to).collect());
            session.change("order of the clips", make, back);
        });
    }

    /// Shows the passage in its article.
    fn go_to_clip(&mut self, shelved: &Shelved) {
        let article = shelved.clip.anchor.article;
        match (shelved.fate, shelved.span) {
            (Fate::Gone, _) => {
                self.open_clips(Some(shelved.clip.key.clone()));
                self.say("its article is not in the library; the clip keeps what it said");
            }
            (_, Some(span)) => {
                self.leave();
                self.focus_on(Pane::Article);
                self.go(article, Landing::Span(span));
                if let Some(words) = shelved.fate.words() {
                    self.say(words);
                }
            }
            (_, None) => {
                self.leave();
                self.focus_on(Pane::Article);
                self.go(article, Landing::Place);
                self.say("no longer in the article; the clip keeps what it said");
            }
        }
    }

    /// What a key does to the line at the foot of the view.
    fn press_input(&mut self, view: &mut Clips, key: Key) {
        let Some((input, mut line)) = view.input.take() else {
            return;
        };
        match (input, key) {
            (Input::Filter, Key::Enter) => {}
            (Input::Filter, Key::Esc | Key::Ctrl('c' | 'g')) => {
                view.filter = Line::default();
                view.arrange();
            }
            (_, Key::Esc | Key::Ctrl('c' | 'g')) => {}
            (_, Key::Enter) => {
                let typed = line.text().trim().to_owned();
                let Some(id) = view.selected().map(|it| it.clip.key.clone()) else {
                    return;
                };
                // The change has to find the clip in the view that is open.
                let open = std::mem::take(view);
                self.overlay = Some(Overlay::Clips(Box::new(open)));
                match input {
                    Input::Group => {
                        self.edit_clip(&id, "group of a clip", |clip| clip.group = typed);
                    }
                    _ => self.edit_clip(&id, "tags of a clip", |clip| clip.tags = tags(&typed)),
                }
                if let Some(Overlay::Clips(open)) = self.overlay.take() {
                    *view = *open;
                }
            }
            (_, Key::Tab) => {
                view.input = Some((input, line));
                view.complete();
            }
            (_, key) => {
                let typed = line.press(key);
                view.input = Some((input, line));
                view.typed(typed);
            }
        }
    }
}

/// What the standard says of a grade, and what it asks for.
fn told(grade: Option<Credibility>, origins: Option<u32>) -> String {
    match (grade, origins) {
        (None, _) => "not judged".to_owned(),
        (Some(Credibility::One), Some(count)) if count >= 2 => {
            format!("1 · confirmed: {count} independent origins say it")
        }
        (Some(Credibility::One), _) => {
            "1 · confirmed by other independent sources: asks for two origins at least".to_owned()
        }
        (Some(grade), _) => format!("{} · {}", grade.as_str(), grade.words()),
    }
}

/// A line that is pasted into what is typed in the view.
pub(super) fn paste(view: &mut Clips, text: &str) {
    if let Some((_, line)) = &mut view.input {
        line.insert(text);
        view.typed(Typed::Changed);
    }
}

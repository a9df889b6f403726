use super::{Command, Draft, Effect, Field, Key, Overlay, Session};
use crate::model::{Annotation, Change, ClipKey, Resolution};

/// Words of the analyst being written, over what they are about.
#[derive(Clone, Debug)]
pub struct Editor {
    pub purpose: Writing,
    /// The passage that they are about.
    pub quoted: String,
    pub draft: Draft,
    /// The first row shown.
    pub top: usize,
    /// A key asked to let go of what was written, and the next one decides.
    pub leaving: bool,
    /// The words as they were.
    before: String,
    /// What is shown again afterwards.
    under: Option<Box<Overlay>>,
}

/// What words are written for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Writing {
    /// To be attached to a span; its words are those from before.
    Annotation(Box<Annotation>),
    /// What is said of a clip.
    Clip(ClipKey),
    /// Why the analyst goes with one telling, in the place of the decision before.
    Resolution {
        resolution: Box<Resolution>,
        before: Option<Box<Resolution>>,
    },
    /// The analyst's words in a note.
    Note(Field),
}

/// Columns and rows that the draft of an editor has at most.
const ROOM: (u16, u16) = (72, 10);

impl Editor {
    pub(super) fn new(purpose: Writing, quoted: &str, words: &str) -> Self {
        Self {
            purpose,
            quoted: quoted.split_whitespace().collect::<Vec<_>>().join(" "),
            draft: Draft::with(words),
            top: 0,
            leaving: false,
            before: words.to_owned(),
            under: None,
        }
    }

    /// Columns and rows for the draft on a screen of so many cells.
    #[must_use]
    pub fn room(width: u16, height: u16) -> (usize, usize) {
        let columns = ROOM.0.min(width.saturating_sub(4)).max(1);
        let rows = ROOM.1.min(height.saturating_sub(9)).max(1);
        (usize::from(columns), usize::from(rows))
    }

    /// Scrolls so that the cursor shows.
    fn follow(&mut self, (columns, rows): (usize, usize)) {
        let (row, _) = self.draft.place(columns);
        self.top = self.top.min(row).max((row + 1).saturating_sub(rows));
    }
}

impl Session {
    /// Opens an editor over whatever is open.
    pub(super) fn write_words(&mut self, mut editor: Editor) {
        editor.under = self.overlay.take().map(Box::new);
        editor.follow(Editor::room(self.layout.width, self.layout.height));
        self.overlay = Some(Overlay::Editor(Box::new(editor)));
    }

    pub(super) fn press_editor(&mut self, mut editor: Box<Editor>, key: Key) {
        let room = Editor::room(self.layout.width, self.layout.height);
        let leaving = std::mem::take(&mut editor.leaving);
        match key {
            Key::Esc | Key::Ctrl('s') => {
                self.overlay = editor.under.take().map(|under| *under);
                self.keep_words(*editor);
                return;
            }
            Key::Ctrl('c' | 'g') => {
                let changed = editor.draft.text() != editor.before;
                // They cannot be taken back: one key does not lose them.
                if changed && !leaving {
                    editor.leaving = true;
                    self.overlay = Some(Overlay::Editor(editor));
                    return;
                }
                self.overlay = editor.under.take().map(|under| *under);
                if changed {
                    self.say("the words were not kept");
                }
                return;
            }
            Key::Ctrl('e') => {
                let words = editor.draft.text().to_owned();
                self.effects.push(Effect::Edit(words));
            }
            key => {
                editor.draft.press(key, room.0);
                editor.follow(room);
            }
        }
        self.overlay = Some(Overlay::Editor(editor));
    }

    /// Text came back from the person's own editor.
    pub(super) fn take_edited(&mut self, words: &str) {
        let room = Editor::room(self.layout.width, self.layout.height);
        if let Some(Overlay::Editor(editor)) = &mut self.overlay {
            editor.leaving = false;
            editor.draft = Draft::with(words.trim_end());
            editor.follow(room);
        }
    }

    pub(super) fn paste_words(&mut self, text: &str) {
        let room = Editor::room(self.layout.width, self.layout.height);
        if let Some(Overlay::Editor(editor)) = &mut self.overlay {
            editor.leaving = false;
            editor.draft.insert(text);
            editor.follow(room);
        }
    }

    fn keep_words(&mut self, editor: Editor) {
        let words = editor.draft.text().trim().to_owned();
        match editor.purpose {
            // The decision stands without a word as well.
            Writing::Resolution { resolution, before } => {
                let made = Resolution {
                    words,
                    ..*resolution
                };
                self.keep_resolution(&made, before.as_deref());
            }
            _ if words == editor.before => {}
            Writing::Annotation(annotation) => {
                let key = annotation.key.clone();
                let old = (!annotation.words.is_empty()).then(|| annotation.clone());
                let change = |with: Option<Box<Annotation>>| match with {
                    Some(annotation) => Change::Annotate { annotation },
                    None => Change::Unannotate { key: key.clone() },
                };
                let new = (!words.is_empty()).then(|| {
                    Box::new(Annotation {
                        words,
                        ..*annotation
                    })
                });
                let gone = new.is_none();
                self.change("annotation", change(new), change(old));
                let next = self.keymap.way(Command::NextKept);
                self.say(if gone {
                    "the words were taken away".to_owned()
                } else {
                    format!("written · {next} goes to the next")
                });
            }
            Writing::Note(field) => self.take_note_words(field, &words),
            Writing::Clip(key) => {
                self.edit_clip(&key, "words of a clip", |clip| clip.words = words);
            }
        }
    }
}

use super::{Effect, Key, Line, Overlay, Session, Typed, Words};
use crate::export::{self, Form};

/// A command that the article is to be given to.
#[derive(Clone, Debug, Default)]
pub struct Piping {
    pub line: Line,
    pub form: Form,
    pub after: After,
}

/// What becomes of what the command says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum After {
    /// It is shown.
    #[default]
    Show,
    /// Only how the command ended.
    Status,
}

/// A command with what it is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pipe {
    /// As typed.
    pub command: String,
    pub input: String,
    pub after: After,
}

/// What a command came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piped {
    pub command: String,
    pub after: After,
    /// How it ended, in words; an error where it did not end well.
    pub ended: Result<String, String>,
    /// What it said, made safe already.
    pub output: String,
}

impl Session {
    /// Asks for a command; the one before stands there already.
    pub(super) fn open_pipe(&mut self) {
        if self.reading.article.is_none() {
            self.say("no article to give to a command");
            return;
        }
        let piping = self.piping.clone();
        self.overlay = Some(Overlay::Pipe(Box::new(Piping {
            line: Line::with(piping.line.text()),
            ..piping
        })));
    }

    pub(super) fn press_pipe(&mut self, mut piping: Box<Piping>, key: Key) {
        match key {
            Key::Esc | Key::Ctrl('c' | 'g') => return,
            Key::Backspace if piping.line.text().is_empty() => return,
            Key::Tab => {
                let at = Form::ALL.iter().position(|form| *form == piping.form);
                piping.form = Form::ALL[at.map_or(0, |at| (at + 1) % Form::ALL.len())];
            }
            Key::BackTab => {
                piping.after = match piping.after {
                    After::Show => After::Status,
                    After::Status => After::Show,
                };
            }
            Key::Enter => {
                let command = piping.line.text().trim().to_owned();
                if command.is_empty() {
                    return;
                }
                self.piping = (*piping).clone();
                self.give(command, piping.form, piping.after);
                return;
            }
            key => {
                let _: Typed = piping.line.press(key);
            }
        }
        self.overlay = Some(Overlay::Pipe(piping));
    }

    fn give(&mut self, command: String, form: Form, after: After) {
        let Some(article) = &self.reading.article else {
            return;
        };
        let input = export::article(form, &article.document, &article.annotations);
        self.say(format!("{command} …"));
        self.effects.push(Effect::Pipe(Box::new(Pipe {
            command,
            input,
            after,
        })));
    }

    /// Shows what a command came to, unless something else is open by now.
    pub(super) fn take_piped(&mut self, piped: Piped) {
        let silent = piped.output.trim().is_empty();
        match &piped.ended {
            Ok(words) => self.say(words.clone()),
            Err(words) => self.trouble(words.clone()),
        }
        let shows = piped.after == After::Show || piped.ended.is_err();
        if shows && !silent && self.overlay.is_none() {
            self.overlay = Some(Overlay::Words(Words {
                title: piped.command,
                lines: piped
                    .output
                    .trim_end()
                    .lines()
                    .map(|line| (String::new(), line.to_owned()))
                    .collect(),
                top: 0,
            }));
        }
    }
}

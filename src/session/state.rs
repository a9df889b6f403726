use super::command::Step;
use super::settle::Asked;
use super::{
    Action, CardPane, Command, Effect, Hearing, History, Jumps, Key, Keymap, Layout, List, Overlay,
    Pane, Reading, TimePane, Wishes,
};
use crate::library::Hit;
use crate::model::{ArticleId, Day, EntityId, Span};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What the reader is doing: the whole state of the screen, and nothing of any screen.
#[derive(Clone, Debug, Default)]
pub struct Session {
    pub layout: Layout,
    pub wishes: Wishes,
    pub focus: Pane,
    /// The pane beside the article where only two fit.
    pub other: Pane,
    pub list: List,
    pub reading: Reading,
    pub card: CardPane,
    pub time: TimePane,
    /// What the timeline follows.
    pub follows: Follows,
    pub overlay: Option<Overlay>,
    pub message: Option<Message>,
    /// What the analyst did last is not written yet.
    pub unwritten: bool,
    /// New documents that wait to be taken in, in a few words.
    pub arrived: Option<String>,
    /// Documents are being read in: how far that is, in a few words.
    pub underway: Option<String>,
    /// Keys of a sequence that is not whole yet.
    pub pending: Vec<Key>,
    /// Keys that wait for words that are on their way.
    pub held: Vec<Key>,
    pub theme: Theme,
    /// The theme that the person's configuration sets.
    pub habit: Theme,
    /// Whether the person has colours of their own.
    pub own_theme: bool,
    pub tour: Tour,
    pub hearing: Hearing,
    pub keymap: Keymap,
    /// An entity whose card was opened, until the cursor moves to another mention.
    pub pinned: Option<EntityId>,
    /// What `n` and `N` go through.
    pub seek: Seek,
    pub(super) letter: Option<Letter>,
    pub(super) jumps: Jumps,
    pub(super) history: History,
    pub(super) marks: BTreeMap<char, (ArticleId, u32)>,
    /// The day that clips and words are dated with.
    pub(super) today: Day,
    /// The place of a new clip, after all others.
    pub(super) next_order: u32,
    pub(super) goal: Option<Goal>,
    /// What is watched, and the saved queries.
    pub shelf: super::Shelf,
    pub(super) shelved: bool,
    pub(super) asked: Asked,
    /// What an overlay goes back to when it is closed.
    pub(super) under: Option<Overlay>,
    /// The command that an article was given to last.
    pub(super) piping: super::Piping,
    /// Where the cursor stood at the end of the sitting before.
    pub(super) resume: Option<Resume>,
    pub(super) effects: Vec<Effect>,
}

/// What the timeline follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Follows {
    #[default]
    Corpus,
    Article,
    Entity,
}

/// A line for the status row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub tone: Tone,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Trouble,
}

/// A mark and a card to be at again, once their article is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Resume {
    pub(super) article: ArticleId,
    pub(super) mention: Option<usize>,
    pub(super) card: Option<EntityId>,
}

/// Whether what is where is explained, over the panes, until the next key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tour {
    Shown,
    #[default]
    Hidden,
}

/// Named sets of colours; what each looks like is the screen's business.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The terminal's own sixteen colours.
    #[default]
    Terminal,
    /// Dark.
    Night,
    /// Light.
    Paper,
    /// As much contrast as there is.
    Contrast,
    /// Told apart also by those who see no difference of red and green.
    Safe,
    /// The person's own colours.
    Own,
    /// No colour at all.
    Plain,
}

impl Theme {
    pub const ALL: [Self; 7] = [
        Self::Terminal,
        Self::Night,
        Self::Paper,
        Self::Contrast,
        Self::Safe,
        Self::Own,
        Self::Plain,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Terminal => "terminal",
            Self::Night => "night",
            Self::Paper => "paper",
            Self::Contrast => "contrast",
            Self::Safe => "colour-blind",
            Self::Own => "own",
            Self::Plain => "plain",
        }
    }

    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "dark" => Some(Self::Night),
            "light" => Some(Self::Paper),
            _ => Self::ALL.into_iter().find(|theme| theme.as_str() == word),
        }
    }
}

/// What `n` and `N` go through.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Seek {
    #[default]
    Nothing,
    /// A pattern within a pane.
    Pane(Pane, String),
    /// The sentences of a corpus search, and the one that was landed on.
    Corpus {
        query: String,
        hits: Vec<Hit>,
        at: usize,
    },
}

/// A command that waits for a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letter {
    Set,
    Go,
}

/// An article that is on its way, and what to do once it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Goal {
    pub(super) article: ArticleId,
    pub(super) landing: Landing,
}

/// Where to be in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Landing {
    /// Where it was left.
    Place,
    /// A byte at the top of the pane.
    Offset(u32),
    /// On a span, its sentence lit.
    Sentence(Span),
    /// On a span, the span itself lit.
    Span(Span),
    /// Exactly as a jump left it.
    Spot(super::jumps::Spot),
}

impl Session {
    /// A message as it is shown: nothing is told as done that is not written.
    #[must_use]
    pub fn told<'a>(&self, message: &'a Message) -> Cow<'a, str> {
        if self.unwritten {
            Cow::Owned(format!("writing … {}", message.text))
        } else {
            Cow::Borrowed(&message.text)
        }
    }

    /// A session that knows nothing yet, on a screen of so many cells.
    #[must_use]
    pub fn new(width: u16, height: u16) -> Self {
        let mut session = Self {
            wishes: Wishes::default(),
            ..Self::default()
        };
        session.resize(width, height);
        session
    }

    /// Takes in what happened; gives what is to be done in the world, in order.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Key(key) => self.press(key),
            Action::Paste(text) => self.paste(&text),
            Action::Click { x, y } => {
                self.tour = Tour::Hidden;
                self.click(x, y);
            }
            Action::Drag { x, y } => self.drag(x, y),
            Action::Edited(words) => self.take_edited(&words),
            Action::Wheel { x, y, lines } => self.wheel(x, y, lines),
            Action::Resize { width, height } => self.resize(width, height),
            Action::Command(command) => self.run(command),
            Action::Answer(ticket, answer) => self.take(ticket, answer),
            Action::Notice(text) => self.say(text),
            Action::Arrived(what) => self.arrived = Some(what),
            Action::Underway(words) => {
                self.underway = Some(words);
                self.renew();
            }
            Action::TakenIn(words) => {
                (self.arrived, self.underway) = (None, None);
                self.say(words);
                self.renew();
            }
            Action::Amended => self.renew_marks(),
            Action::Piped(piped) => self.take_piped(*piped),
        }
        self.settle();
        if !self.held.is_empty() {
            self.press_held();
            self.settle();
        }
        std::mem::take(&mut self.effects)
    }

    pub(super) fn press(&mut self, key: Key) {
        if self.holds(key) {
            return;
        }
        self.message = None;
        // Whatever key it is does what it does.
        self.tour = Tour::Hidden;
        if let Some(letter) = self.letter.take() {
            self.lettered(letter, key);
            return;
        }
        if self.overlay.is_some() {
            self.press_overlay(key);
            return;
        }
        if !self.is_turning() && self.press_select(key) {
            return;
        }
        self.pending.push(key);
        match self.keymap.step(&self.pending) {
            Step::Command(command) if self.has_to_wait(command) => {
                self.held = std::mem::take(&mut self.pending);
            }
            Step::Command(command) => {
                self.pending.clear();
                self.run(command);
            }
            Step::Pending => {}
            Step::Nothing => {
                let again = self.pending.len() > 1;
                self.pending.clear();
                // Esc ends a sequence; any other key begins anew.
                if again && key != Key::Esc {
                    self.press(key);
                }
            }
        }
    }

    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            tone: Tone::Plain,
            text: text.into(),
        });
    }

    /// Says that a command is about a mark, and how to come to one.
    pub(super) fn say_needs_mark(&mut self) {
        let next = self.keymap.way(Command::NextMention);
        self.say(format!("put the cursor on a mark first: {next}"));
    }

    pub(super) fn trouble(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            tone: Tone::Trouble,
            text: text.into(),
        });
    }

    /// Carries out a command by name.
    pub(super) fn run(&mut self, command: Command) {
        match command {
            Command::Down | Command::Up => self.step(command),
            Command::HalfDown | Command::HalfUp | Command::PageDown | Command::PageUp => {
                self.leap(command);
            }
            Command::Top | Command::Bottom => self.edge(command),
            Command::FocusNext => self.focus_by(1),
            Command::FocusPrevious => self.focus_by(-1),
            Command::FocusList => self.focus_on(Pane::List),
            Command::FocusArticle => self.focus_on(Pane::Article),
            Command::FocusSide => self.focus_on(Pane::Card),
            Command::FocusTimeline => self.focus_on(Pane::Timeline),
            Command::NextArticle => self.turn(1),
            Command::PreviousArticle => self.turn(-1),
            Command::Open => self.open(),
            Command::NextMention | Command::PreviousMention => self.step_mention(command),
            Command::NextEvent
            | Command::PreviousEvent
            | Command::NextQuote
            | Command::PreviousQuote => self.step_mark(command),
            Command::SameNext | Command::SamePrevious => self.step_same(command),
            Command::JumpBack | Command::JumpForward => self.jump(command),
            Command::Find
            | Command::Filter
            | Command::PickEntity
            | Command::PickArticle
            | Command::SearchCorpus
            | Command::Palette
            | Command::Help
            | Command::Why
            | Command::Dropped
            | Command::Changes
            | Command::Export => self.lay_over(command),
            Command::FindNext => self.seek(super::Toward::Next),
            Command::FindPrevious => self.seek(super::Toward::Previous),
            Command::ClearFilter => self.set_filter(""),
            Command::Sort
            | Command::SortDate
            | Command::SortTitle
            | Command::SortRelevance
            | Command::SortNew => {
                self.sort(command);
            }
            Command::Scope => self.turn_scope(),
            Command::Basis => self.turn_basis(),
            Command::Coarser | Command::Finer => self.grain(command),
            Command::SetMark => self.await_letter(Letter::Set),
            Command::GoMark => self.await_letter(Letter::Go),
            Command::Read => self.toggle_read(),
            Command::Star => self.toggle_star(),
            Command::OpenUrl => self.visit(),
            Command::Select => self.select_unit(),
            Command::Clip => self.clip(),
            Command::Copy => self.copy(),
            Command::Annotate => self.annotate(),
            Command::NextKept | Command::PreviousKept => self.step_kept(command),
            Command::Clips => self.open_clips(None),
            Command::Weigh => self.open_weighing(),
            Command::NextConflict => self.step_conflict(super::Toward::Next),
            Command::PreviousConflict => self.step_conflict(super::Toward::Previous),
            Command::Grade => self.grade(),
            Command::Network => self.open_network(),
            Command::Months => self.open_matrix(),
            Command::Pipe => self.open_pipe(),
            Command::Tour => self.tour = Tour::Shown,
            Command::Merge => self.merge(),
            Command::Split => self.split(),
            Command::Reject => self.reject(),
            Command::Rename => self.rename(),
            Command::AddName => self.add_name(),
            Command::Watch => self.watch(),
            Command::Watched => self.list_watched(),
            Command::SavedQueries => self.list_saved(),
            Command::SaveQuery => {
                let query = self.list.wanted.query.clone();
                self.save_query(&query);
            }
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Zoom => self.zoom(),
            Command::Larger => self.widen(4),
            Command::Smaller => self.widen(-4),
            Command::Theme => self.turn_theme(),
            Command::Mouse => self.turn_mouse(),
            Command::Clear => self.clear(),
            Command::Back => self.back(),
            Command::Suspend => self.effects.push(Effect::Suspend),
            Command::TakeIn => self.take_in(),
            Command::Redraw => self.effects.push(Effect::Redraw),
            Command::Quit => self.effects.push(Effect::Quit),
        }
    }
}

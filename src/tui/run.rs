use super::colour::Colour;
use super::lookout::{Lookout, Teller};
use super::outside::{self, Gate};
use super::palette::Palette;
use super::pipe::{self, Pipes};
use super::terminal::{self, Screen};
use super::theme::Look;
use super::worker::{AFTER_START, Hush, Opener, Trouble, Worker, is_trace};
use super::{Depth, clipboard, draw, keys};
use crate::export::Templates;
use crate::model::{Change, Day};
use crate::session::{
    Action, Answer, Clerk, Effect, Hearing, Keymap, Piped, Question, Session, Slot, Theme, Ticket,
    Tour,
};
use ratatui::crossterm::event;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// How long the first frame waits for the library before it is drawn without.
const PATIENCE: Duration = Duration::from_millis(30);

/// How long a frame waits for what it shows to be written; a write takes a fraction of a
/// millisecond where nothing is wrong.
const WRITE: Duration = Duration::from_millis(100);

/// How long a frame waits for answers that usually come at once.
const ANSWER: Duration = Duration::from_millis(3);

/// How long the words wait for what stands beside them, so that nothing is drawn twice where it
/// comes at once.
const SIDE: Duration = Duration::from_micros(500);

/// How long the frame after the words waits for all that stands beside them.
const WHOLE: Duration = Duration::from_millis(10);

/// Words that lines are broken of before there are any.
const REHEARSED: &str = "What is read is broken into lines that are as even as they can be, “here” \
    and – where a word is long – elsewhere too.";

/// What the reader needs to begin.
pub struct Start {
    /// Opens the library, on the worker's thread.
    pub open: Opener,
    pub colour: Colour,
    /// Stands in the notes that are written.
    pub today: Day,
    /// What notes can be written through.
    pub templates: Templates,
    /// Who looks out for new documents, where somebody does.
    pub lookout: Option<Lookout>,
    pub keymap: Keymap,
    /// The theme to begin with; the one that the library was left in comes before it.
    pub theme: Option<Theme>,
    pub hearing: Hearing,
    /// Whether what is where is explained first.
    pub tour: Tour,
    pub pipes: Pipes,
    /// The person's own colours.
    pub own: Option<Palette>,
}

impl std::fmt::Debug for Start {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Start")
            .field("colour", &self.colour)
            .field("today", &self.today)
            .finish_non_exhaustive()
    }
}

/// How the reader ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Quit,
    /// By a signal; the exit status is this and 128.
    Signal(i32),
}

/// Why the reader could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("cannot use the terminal: {0}")]
    Terminal(io::Error),
    #[error("cannot listen to signals: {0}")]
    Signals(io::Error),
    /// What the opener said.
    #[error(transparent)]
    Library(Trouble),
}

/// What can happen to the reader.
#[derive(Debug)]
pub(super) enum Event {
    Terminal(event::Event),
    Answer(Ticket, Answer),
    Signal(i32),
    /// A command that an article was given to has ended.
    Piped(Box<Piped>),
    /// A change is written, beside somebody who imports or not.
    Kept(Beside),
    /// Counts and lists are in line with the corrections.
    Amended,
    Notice(String),
    /// New documents are there to be taken in, in a few words.
    Arrived(String),
    /// More is in the library, and yet more is to come.
    Underway(String),
    /// They are in the library now.
    TakenIn(String),
    /// The library is gone.
    Closed(Trouble),
    /// The terminal is gone.
    Hangup,
}

/// Runs the reader until the person leaves it. Blocks; draws only when something changed.
///
/// # Errors
/// Where the terminal cannot be used or the library cannot be opened.
pub fn run(start: Start) -> Result<Outcome, Error> {
    let (sender, events) = channel();
    let (bidding, bidden) = channel();
    let clerk = Clerk::new(start.today).with(start.templates);
    let worker = Worker::start(start.open, clerk, sender.clone());
    terminal::guard_panics();
    let depth = start.colour.depth(|name| std::env::var(name).ok());
    let screen = Screen::new(start.hearing)?;
    let gate = Arc::new(Gate::default());
    let signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGCONT, SIGTSTP]);
    let signals = signals.map_err(Error::Signals)?;
    let (width, height) = screen.size();
    let mut session = Session::new(width, height);
    (session.keymap, session.hearing) = (start.keymap, start.hearing);
    session.habit = start.theme.unwrap_or_default();
    session.theme = session.habit;
    session.tour = start.tour;
    session.own_theme = start.own.is_some();
    let mut reader = Reader {
        session,
        screen,
        worker,
        gate,
        depth,
        changed: true,
        owed: VecDeque::new(),
        beside: Beside::Nobody,
        waiting: Vec::new(),
        open: BTreeMap::new(),
        bidding,
        pipes: start.pipes,
        own: start.own,
        events: sender.clone(),
        end: None,
    };
    let effects = reader.session.begin();
    reader.carry_out(effects)?;
    let ended = reader.begin(&events).and_then(|()| {
        listen(signals, &reader.events, &reader.gate, reader.worker.hush());
        if let Some(lookout) = start.lookout {
            look_out(lookout, sender, bidden);
        }
        reader.read(&events)
    });
    let Reader { screen, worker, .. } = reader;
    drop(screen);
    worker.finish();
    ended
}

/// Starts the thread that looks out for new documents.
fn look_out(lookout: Lookout, events: Sender<Event>, bidden: Receiver<()>) {
    let teller = Teller(events);
    // Without a thread for it the reader does without.
    let _ = std::thread::Builder::new()
        .name("lookout".to_owned())
        .spawn(move || {
            std::thread::sleep(AFTER_START);
            lookout(&teller, bidden);
        });
}

/// Starts the threads that turn keys and signals into events. What came before waits for them.
fn listen(mut signals: Signals, events: &Sender<Event>, gate: &Arc<Gate>, hush: Hush) {
    let sender = events.clone();
    let shut = Arc::clone(gate);
    std::thread::spawn(move || {
        for signal in signals.forever() {
            // What is meant for a program that has the terminal is not meant for the reader; only
            // a stop is for both.
            if shut.is_shut() && matches!(signal, SIGINT | SIGTSTP | SIGCONT) {
                if signal == SIGTSTP {
                    let _ = signal_hook::low_level::emulate_default_handler(signal);
                }
                continue;
            }
            if sender.send(Event::Signal(signal)).is_err() {
                return;
            }
        }
    });
    let sender = events.clone();
    let gate = Arc::clone(gate);
    std::thread::spawn(move || {
        loop {
            gate.pass();
            let event = match event::read() {
                Ok(event) => {
                    hush.now();
                    Event::Terminal(event)
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(_) => Event::Hangup,
            };
            let last = matches!(event, Event::Hangup);
            if sender.send(event).is_err() || last {
                return;
            }
        }
    });
}

/// What a change that is not written yet holds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owed {
    /// Where the person is: nothing shows it as done.
    Trace,
    /// The frame that shows it.
    Shown,
    /// Answers that hang on it as well.
    Counted,
}

/// Who writes into the library as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    Nobody,
    /// An import has it for a good part of a second at a time.
    Import,
}

impl Owed {
    fn of(change: &Change, beside: Beside) -> Self {
        match change {
            // What is read on shows before it is known for sure.
            Change::Read { .. } if beside == Beside::Import => Self::Shown,
            trace if is_trace(trace) => Self::Trace,
            Change::Mark { .. } => Self::Shown,
            _ => Self::Counted,
        }
    }
}

/// The session with the world around it.
struct Reader {
    session: Session,
    screen: Screen,
    worker: Worker,
    gate: Arc<Gate>,
    depth: Depth,
    changed: bool,
    /// Changes that are not written yet, in order.
    owed: VecDeque<Owed>,
    /// Whether others hold the library for longer than a frame can wait.
    beside: Beside,
    /// Questions whose answers hang on what is not written yet.
    waiting: Vec<(Ticket, Question)>,
    /// The newest question for each place that is not answered yet.
    open: BTreeMap<Slot, Ticket>,
    /// Bids whoever looks out take in what arrived.
    bidding: Sender<()>,
    /// How commands that get an article are run, and where they tell of their end.
    pipes: Pipes,
    events: Sender<Event>,
    own: Option<Palette>,
    end: Option<Result<Outcome, Error>>,
}

impl Reader {
    /// Draws the words, while the library looks for what stands beside them.
    fn begin(&mut self, events: &Receiver<Event>) -> Result<(), Error> {
        self.wait_for_words(events)?;
        self.gather(events, SIDE)?;
        if self.end.is_none() {
            self.draw()?;
        }
        Ok(())
    }

    fn read(&mut self, events: &Receiver<Event>) -> Result<Outcome, Error> {
        let mut patience = if self.open.is_empty() { ANSWER } else { WHOLE };
        loop {
            if let Some(end) = self.end.take() {
                return end;
            }
            if self.changed {
                self.gather(events, patience)?;
                self.draw()?;
                patience = ANSWER;
            }
            let Ok(event) = events.recv() else {
                return Ok(Outcome::Quit);
            };
            self.take(event)?;
            // What waits already is one frame with it.
            while self.end.is_none()
                && let Ok(event) = events.try_recv()
            {
                self.take(event)?;
            }
        }
    }

    /// What a frame shows as done is written: a kill right after it loses nothing. A disk that
    /// does not answer does not hold the screen up for long.
    ///
    /// Answers that come at once are waited for as well, so that a key is one frame and not three.
    fn gather(&mut self, events: &Receiver<Event>, patience: Duration) -> Result<(), Error> {
        let now = Instant::now();
        while self.end.is_none() {
            let done = self.owed.iter().all(|owed| *owed == Owed::Trace);
            let until = match (done, self.open.is_empty()) {
                (true, true) => break,
                (true, false) => now + patience,
                _ => match self.beside {
                    Beside::Nobody => now + WRITE,
                    Beside::Import => now + ANSWER,
                },
            };
            let left = until.saturating_duration_since(Instant::now());
            match events.recv_timeout(left) {
                Ok(event) => self.take(event)?,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    // Who has the lock for so long has it for longer; the next write tells.
                    if !done {
                        self.beside = Beside::Import;
                    }
                    break;
                }
            }
        }
        Ok(())
    }

    /// Lets the library answer first, for a little while, so that the first frame shows words.
    fn wait_for_words(&mut self, events: &Receiver<Event>) -> Result<(), Error> {
        let until = Instant::now() + PATIENCE;
        self.rehearse();
        while self.end.is_none() && !self.session.has_words() {
            let left = until.saturating_duration_since(Instant::now());
            match events.recv_timeout(left) {
                Ok(event) => self.take(event)?,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        Ok(())
    }

    fn take(&mut self, event: Event) -> Result<(), Error> {
        match event {
            Event::Terminal(event) => match keys::action(&event) {
                Some(action) => self.act(action),
                None => Ok(()),
            },
            Event::Answer(ticket, answer) => {
                if self.open.get(&ticket.slot) == Some(&ticket) {
                    self.open.remove(&ticket.slot);
                }
                self.act(Action::Answer(ticket, answer))
            }
            Event::Kept(beside) => {
                self.beside = beside;
                self.owed.pop_front();
                let counts = self.owed.contains(&Owed::Counted);
                self.changed |= self.session.unwritten && !counts;
                if !counts {
                    for (ticket, question) in std::mem::take(&mut self.waiting) {
                        self.worker.ask(ticket, question);
                    }
                }
                Ok(())
            }
            Event::Amended => self.act(Action::Amended),
            Event::Piped(piped) => self.act(Action::Piped(piped)),
            Event::Notice(words) => self.act(Action::Notice(words)),
            Event::Arrived(what) => self.act(Action::Arrived(what)),
            Event::Underway(words) => self.act(Action::Underway(words)),
            Event::TakenIn(words) => self.act(Action::TakenIn(words)),
            Event::Closed(words) => {
                self.end = Some(Err(Error::Library(words)));
                Ok(())
            }
            Event::Hangup => {
                self.end = Some(Ok(Outcome::Signal(SIGHUP)));
                Ok(())
            }
            Event::Signal(SIGTSTP) => self.suspend(),
            Event::Signal(SIGCONT) => self.resume(),
            Event::Signal(signal) => {
                self.end = Some(Ok(Outcome::Signal(signal)));
                Ok(())
            }
        }
    }

    fn act(&mut self, action: Action) -> Result<(), Error> {
        self.changed = true;
        let effects = self.session.update(action);
        self.carry_out(effects)
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> Result<(), Error> {
        for effect in effects {
            match effect {
                Effect::Ask(ticket, question) => {
                    self.open.insert(ticket.slot, ticket);
                    // What was just done is part of the answer.
                    if self.owed.contains(&Owed::Counted) {
                        self.waiting.push((ticket, question));
                    } else {
                        self.worker.ask(ticket, question);
                    }
                }
                Effect::Foresee(questions) => self.worker.foresee(questions),
                Effect::Record(change) => {
                    let owed = Owed::of(&change, self.beside);
                    if self.worker.record(change) {
                        self.owed.push_back(owed);
                    }
                }
                Effect::Copy(text) => self.copy(&text)?,
                Effect::Edit(words) => self.edit(&words)?,
                Effect::Pipe(pipe) => {
                    let (pipes, events) = (self.pipes, self.events.clone());
                    std::thread::spawn(move || {
                        let piped = Box::new(pipe::give(&pipe, pipes));
                        // The reader may be gone by then.
                        let _ = events.send(Event::Piped(piped));
                    });
                }
                Effect::Visit(url) => {
                    if let Err(error) = visit(&url) {
                        self.session.notice(&format!("cannot open {url}: {error}"));
                    }
                }
                Effect::Mouse(hearing) => self.screen.hear(hearing).map_err(Error::Terminal)?,
                // One that is gone has nothing to take in.
                Effect::TakeIn => drop(self.bidding.send(())),
                Effect::Suspend => self.suspend()?,
                Effect::Redraw => self.screen.forget().map_err(Error::Terminal)?,
                Effect::Quit => self.end = Some(Ok(Outcome::Quit)),
            }
        }
        Ok(())
    }

    /// Gives the terminal to the person's own editor and takes it back afterwards.
    fn edit(&mut self, words: &str) -> Result<(), Error> {
        let edited = outside::editor(|name| std::env::var(name).ok()).and_then(|arguments| {
            self.gate.shut();
            terminal::leave();
            outside::edit(&arguments, words)
        });
        let resumed = self.resume();
        self.gate.open();
        resumed?;
        match edited {
            Ok(words) => self.act(Action::Edited(words)),
            Err(why) => {
                self.session.notice(&why);
                Ok(())
            }
        }
    }

    fn copy(&mut self, text: &str) -> Result<(), Error> {
        let in_tmux = std::env::var_os("TMUX").is_some();
        let words = match clipboard::sequence(text, in_tmux) {
            Some(bytes) => {
                self.screen.send(&bytes).map_err(Error::Terminal)?;
                let through = if in_tmux { ", through tmux" } else { "" };
                format!("copied with its source, by OSC 52{through}")
            }
            None => "too long for the clipboard of a terminal".to_owned(),
        };
        self.session.notice(&words);
        Ok(())
    }

    /// Gives the terminal back and stops, as `Ctrl-z` does to any program; goes on here once the
    /// shell says so.
    fn suspend(&mut self) -> Result<(), Error> {
        terminal::leave();
        signal_hook::low_level::emulate_default_handler(SIGTSTP).map_err(Error::Signals)?;
        self.resume()
    }

    fn resume(&mut self) -> Result<(), Error> {
        // Between a stop from outside and this the terminal may have been anybody's.
        terminal::leave();
        terminal::enter(self.session.hearing).map_err(Error::Terminal)?;
        self.screen.forget().map_err(Error::Terminal)?;
        self.changed = true;
        Ok(())
    }

    /// Draws for nobody while there is nothing else to do: what a frame needs of the program is in
    /// memory then.
    fn rehearse(&mut self) {
        let (width, _) = self.screen.size();
        let (look, session) = (self.look(), &self.session);
        self.screen.rehearse(|buffer| {
            draw(buffer, session, &look);
        });
        let _ = crate::text::wrap(REHEARSED, usize::from(width / 3).max(20));
    }

    fn look(&self) -> Look {
        match (self.session.theme, self.own) {
            (Theme::Own, Some(palette)) => Look::own(palette, self.depth),
            (theme, _) => Look::new(theme, self.depth),
        }
    }

    fn draw(&mut self) -> Result<(), Error> {
        self.changed = false;
        let (width, height) = self.screen.size();
        let layout = &self.session.layout;
        if (layout.width, layout.height) != (width, height) {
            let effects = self.session.update(Action::Resize { width, height });
            self.carry_out(effects)?;
        }
        self.session.unwritten = self.owed.contains(&Owed::Counted);
        let look = self.look();
        let session = &self.session;
        self.screen
            .show((width, height), |buffer| draw(buffer, session, &look))
            .map_err(Error::Terminal)
    }
}

/// Hands an address to the system's opener, as one argument and through no shell.
fn visit(url: &str) -> io::Result<()> {
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let mut child = Command::new(opener)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    std::thread::spawn(move || child.wait());
    Ok(())
}

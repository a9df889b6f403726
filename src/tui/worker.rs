use super::run::{Beside, Event};
use crate::library::{self, Access, Library, Room, Stopper};
use crate::model::Change;
use crate::session::{Clerk, Question, Slot, Ticket};
use std::cell::Cell;
use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long what nobody waits for leaves the processors to the first frame.
pub(super) const AFTER_START: Duration = Duration::from_millis(300);

/// How long who answers rests before it makes anything ready, so that what was answered is drawn with
/// the processors for itself.
const BREATH: Duration = Duration::from_millis(5);

/// How long it is quiet before what takes long is made ready.
const PAUSE: Duration = Duration::from_millis(150);

/// How long it is quiet before it is written where the person is: whoever goes from key to key writes
/// nothing meanwhile. Each write makes the connection that answers forget what it has of the file.
const LULL: Duration = Duration::from_millis(800);

/// Opens the library, on the worker's thread.
pub type Opener = Box<dyn FnOnce() -> Result<Opened, Trouble> + Send>;

/// Why the library cannot be used, as whoever opens it says it.
pub type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// A library that is open, with a line for the person where there is one.
#[derive(Debug)]
pub struct Opened {
    pub library: Library,
    pub notice: Option<String>,
}

/// The threads that own the library: one answers questions, one writes what the analyst did. A
/// long question never holds a write up.
#[derive(Debug)]
pub(super) struct Worker {
    questions: Option<Sender<Asked>>,
    changes: Option<Sender<Change>>,
    /// Whether anything was to be written that somebody waits for.
    writing: Cell<bool>,
    thread: Option<JoinHandle<()>>,
    work: Arc<Mutex<Work>>,
}

/// What the thread that answers is given.
#[derive(Debug)]
enum Asked {
    Now(Ticket, Question),
    /// What is likely to be asked next, in the place of what was likely before.
    Ahead(Vec<Question>),
    /// Somebody waits for something to be written.
    Writing,
}

/// What is worked on, and what stops it.
#[derive(Debug, Default)]
struct Work {
    at: At,
    stopper: Option<Stopper>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum At {
    #[default]
    Rest,
    Question(Ticket),
    /// Nobody waits for it.
    Ahead,
    /// Nobody waits for it, but a key has ended it before: it takes long.
    AheadAgain,
}

/// Ends what nobody waits for as soon as a key comes, so that what the key does finds a processor. Only
/// once: what takes longer than keys are apart would never be ready.
#[derive(Clone, Debug)]
pub(super) struct Hush(Arc<Mutex<Work>>);

impl Hush {
    pub(super) fn now(&self) {
        let work = held(&self.0);
        if let Some(stopper) = work.stopper.as_ref().filter(|_| work.at == At::Ahead) {
            stopper.stop();
        }
    }
}

/// Nobody panics while the lock is held.
fn held(work: &Mutex<Work>) -> MutexGuard<'_, Work> {
    work.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Worker {
    /// Starts the threads; what they have to say comes out as events.
    pub(super) fn start(open: Opener, clerk: Clerk, events: Sender<Event>) -> Self {
        let (questions, asked) = channel();
        let (changes, made) = channel();
        let at_work = Arc::new(Mutex::new(Work::default()));
        let told = Arc::clone(&at_work);
        let thread = std::thread::Builder::new()
            .name("library".to_owned())
            .spawn(move || {
                let _farewell = Farewell(events.clone());
                claim_memory();
                match open() {
                    Ok(Opened { library, notice }) => {
                        // The usual room is made while nobody asks: pages that are used again need
                        // no new memory, which is slow to come by.
                        let _ = library.set_room(Room::Little);
                        if let Some(notice) = notice {
                            let _ = events.send(Event::Notice(notice));
                        }
                        held(&told).stopper = Some(library.stopper());
                        let mut writer = Writer::Waiting(made, events.clone());
                        work(&library, clerk, &asked, &events, &told, &mut writer);
                        writer.start(&library);
                        if let Writer::Started(Some(writer)) = writer {
                            let _ = writer.join();
                        }
                    }
                    // The screen's thread ends the program; whether it listens is its business.
                    Err(error) => drop(events.send(Event::Closed(error))),
                }
            });
        Self {
            questions: Some(questions),
            changes: Some(changes),
            writing: Cell::new(false),
            thread: thread.ok(),
            work: at_work,
        }
    }

    pub(super) fn ask(&self, ticket: Ticket, question: Question) {
        // What the new question takes the place of need not be finished.
        let work = held(&self.work);
        let pointless = match work.at {
            At::Rest => false,
            At::Question(at) => at.slot == ticket.slot && at.slot.keeps_newest(),
            At::Ahead | At::AheadAgain => true,
        };
        if let Some(stopper) = work.stopper.as_ref().filter(|_| pointless) {
            stopper.stop();
        }
        drop(work);
        if let Some(questions) = &self.questions {
            // A worker that is gone has said so in an event of its own.
            let _ = questions.send(Asked::Now(ticket, question));
        }
    }

    /// What has this worker leave off for a key.
    pub(super) fn hush(&self) -> Hush {
        Hush(Arc::clone(&self.work))
    }

    /// Has made ready what is likely to be asked next, as long as nothing else is to be done.
    pub(super) fn foresee(&self, ahead: Vec<Question>) {
        if let Some(questions) = &self.questions {
            let _ = questions.send(Asked::Ahead(ahead));
        }
    }

    /// Has a change written; whether it will be answered by [`Event::Kept`].
    pub(super) fn record(&self, change: Change) -> bool {
        if !is_trace(&change)
            && !self.writing.replace(true)
            && let Some(questions) = &self.questions
        {
            let _ = questions.send(Asked::Writing);
        }
        self.changes
            .as_ref()
            .is_some_and(|changes| changes.send(change).is_ok())
    }

    /// Lets the threads finish what was given to them, and waits for that.
    pub(super) fn finish(mut self) {
        let work = held(&self.work);
        let wanted = matches!(work.at, At::Question(at) if at.slot == Slot::Writing);
        if let Some(stopper) = work
            .stopper
            .as_ref()
            .filter(|_| !wanted && work.at != At::Rest)
        {
            stopper.stop();
        }
        drop(work);
        (self.questions, self.changes) = (None, None);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Takes memory at once and gives it back, so that the thread has it at hand: the system's allocator
/// would otherwise ask the system for it page by page. Nothing of it is touched.
fn claim_memory() {
    // What was mapped by itself and is given back teaches it how large is large.
    drop(std::hint::black_box(Vec::<u8>::with_capacity(8 << 20)));
    drop(std::hint::black_box(Vec::<u8>::with_capacity(4 << 20)));
}

/// The thread that writes: it is started once the words to read are there.
enum Writer {
    Waiting(Receiver<Change>, Sender<Event>),
    Started(Option<JoinHandle<()>>),
}

impl Writer {
    fn start(&mut self, library: &Library) {
        let before = std::mem::replace(self, Self::Started(None));
        *self = match before {
            Self::Waiting(made, events) => Self::Started(write_beside(library, made, events)),
            started @ Self::Started(_) => started,
        };
    }
}

/// Starts the thread that writes, on a connection of its own.
fn write_beside(
    library: &Library,
    made: Receiver<Change>,
    events: Sender<Event>,
) -> Option<JoinHandle<()>> {
    let path = library.path()?.to_owned();
    let access = library.access();
    std::thread::Builder::new()
        .name("writer".to_owned())
        .spawn(move || {
            let _farewell = Farewell(events.clone());
            // The first frame has the processors for itself.
            let mut next = made.recv_timeout(AFTER_START);
            if next == Err(RecvTimeoutError::Disconnected) {
                return;
            }
            let mut own = Library::open(&path, access);
            let _here = own.as_ref().ok().map(Library::attend);
            let _ = own.as_mut().map(Library::wait_closely);
            let mut behind = own.as_ref().is_ok_and(is_behind);
            let mut traces = Vec::new();
            loop {
                match next {
                    Ok(change) if is_trace(&change) => traces.push(change),
                    Ok(change) => {
                        let order = [trace(&mut traces), Some((change, 1))];
                        for (change, count) in order.into_iter().flatten() {
                            if !keep(&mut own, &change, count, &events) {
                                return;
                            }
                        }
                        behind = own.as_ref().is_ok_and(is_behind);
                    }
                    // What is left to be brought in line with corrections waits for nothing but changes.
                    Err(RecvTimeoutError::Timeout) if behind => {
                        let Ok(library) = &mut own else { return };
                        let done = catch_up(library);
                        behind = done && is_behind(library);
                        if !behind && events.send(Event::Amended).is_err() {
                            return;
                        }
                    }
                    Err(ended) => {
                        let kept = trace(&mut traces)
                            .is_none_or(|(change, count)| keep(&mut own, &change, count, &events));
                        if !kept || ended == RecvTimeoutError::Disconnected {
                            return;
                        }
                    }
                }
                next = match (behind, traces.is_empty()) {
                    (true, _) => made.recv_timeout(Duration::ZERO),
                    (false, false) => made.recv_timeout(LULL),
                    (false, true) => made.recv().map_err(|_| RecvTimeoutError::Disconnected),
                };
            }
        })
        .ok()
}

/// Where the person is: nothing shows it as done.
pub(super) fn is_trace(change: &Change) -> bool {
    matches!(change, Change::Place { .. } | Change::Setting { .. })
}

/// Writes a change in which so many were told; whether somebody still listens.
fn keep(
    own: &mut Result<Library, library::Error>,
    change: &Change,
    count: usize,
    events: &Sender<Event>,
) -> bool {
    let kept = match own {
        Ok(library) => library.record(change).map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    if let Err(why) = kept {
        let _ = events.send(Event::Notice(format!("not kept: {why}")));
    }
    let beside = beside(own);
    (0..count).all(|_| events.send(Event::Kept(beside)).is_ok())
}

/// All traces as one change, of each only the last, and how many were told.
fn trace(told: &mut Vec<Change>) -> Option<(Change, usize)> {
    let (count, mut kept) = (told.len(), Vec::new());
    for change in std::mem::take(told) {
        kept.retain(|earlier| !takes_the_place(&change, earlier));
        kept.push(change);
    }
    (count > 0).then_some((Change::All(kept), count))
}

/// Whether a trace says anew what another said.
fn takes_the_place(later: &Change, earlier: &Change) -> bool {
    match (later, earlier) {
        (Change::Setting { name, .. }, Change::Setting { name: old, .. }) => name == old,
        (Change::Place { article, .. }, Change::Place { article: old, .. }) => article == old,
        _ => false,
    }
}

/// Whether somebody imports.
fn beside(own: &Result<Library, library::Error>) -> Beside {
    match own {
        Ok(library) if library.is_claimed() => Beside::Import,
        _ => Beside::Nobody,
    }
}

/// Whether counts and lists lag behind what was corrected, or claims behind what was taken in: who
/// imports weighs them itself.
fn is_behind(library: &Library) -> bool {
    let lags = || {
        let lags = library.unamended()? > 0 || library.unweighed()? > 0 && !library.is_claimed();
        Ok::<_, library::Error>(lags)
    };
    library.access() == Access::ReadWrite && lags().unwrap_or(false)
}

/// Brings one batch in line; whether that could be done.
fn catch_up(library: &mut Library) -> bool {
    let amended = library.amend(|_| ControlFlow::Break(())).is_ok();
    if amended && library.unamended().is_ok_and(|left| left == 0) {
        return library.weigh(|_, _| ControlFlow::Break(())).is_ok();
    }
    amended
}

/// Answers questions in order, leaving out those that a newer one has made pointless.
fn work(
    library: &Library,
    mut clerk: Clerk,
    asked: &Receiver<Asked>,
    events: &Sender<Event>,
    at_work: &Mutex<Work>,
    writer: &mut Writer,
) {
    let mut queue: VecDeque<(Ticket, Question)> = VecDeque::new();
    let mut ahead: VecDeque<Question> = VecDeque::new();
    // What a key or a question ended last.
    let mut ended = None;
    // For how long nothing was asked, as far as it matters.
    let mut quiet = Duration::ZERO;
    let mut take = |queue: &mut VecDeque<_>, ahead: &mut VecDeque<_>, asked| match asked {
        Asked::Now(ticket, question) => {
            if !is_of_start(ticket.slot) {
                writer.start(library);
            }
            queue.push_back((ticket, question));
        }
        Asked::Ahead(questions) => *ahead = questions.into(),
        Asked::Writing => writer.start(library),
    };
    let mut unindexed = library.path().map(Path::to_owned);
    // How much is made ready for later questions, until all is.
    let mut ready = None;
    loop {
        for one in asked.try_iter() {
            take(&mut queue, &mut ahead, one);
            quiet = Duration::ZERO;
        }
        let wanted = match (ahead.is_empty(), ready) {
            (false, _) => BREATH,
            (true, Some(_)) => PAUSE,
            (true, None) => Duration::ZERO,
        };
        if queue.is_empty() && unindexed.is_none() && quiet < wanted {
            match asked.recv_timeout(wanted.saturating_sub(quiet)) {
                Ok(one) => {
                    take(&mut queue, &mut ahead, one);
                    quiet = Duration::ZERO;
                }
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => quiet = wanted,
            }
            continue;
        }
        // The start has the processors for itself.
        if queue.is_empty()
            && unindexed.is_none()
            && let Some(question) = ahead.pop_front()
        {
            let again = ended.as_ref() == Some(&question);
            begin(at_work, if again { At::AheadAgain } else { At::Ahead });
            clerk.foresee(library, &question);
            if stopped(at_work) {
                // It is as likely as before, once the key is answered.
                ended = Some(question.clone());
                ahead.push_front(question);
                quiet = Duration::ZERO;
            }
            begin(at_work, At::Rest);
            continue;
        }
        if queue.is_empty()
            && let Some(done) = ready
        {
            begin(at_work, At::Ahead);
            let more = clerk.prepare(library, done).then_some(done + 1);
            // What somebody asked in the midst of is begun again.
            ready = if stopped(at_work) {
                quiet = Duration::ZERO;
                Some(done)
            } else {
                more
            };
            begin(at_work, At::Rest);
            continue;
        }
        if queue.is_empty() {
            let next = if unindexed.is_some() {
                asked.recv_timeout(AFTER_START)
            } else {
                asked.recv().map_err(|_| RecvTimeoutError::Disconnected)
            };
            match next {
                Ok(one) => take(&mut queue, &mut ahead, one),
                Err(RecvTimeoutError::Disconnected) => return,
                // Not before nobody asks: what is seen comes first.
                Err(RecvTimeoutError::Timeout) => {
                    take(&mut queue, &mut ahead, Asked::Writing);
                    if let Some(path) = unindexed.take() {
                        index_beside(path);
                        ready = Some(0);
                    }
                }
            }
        }
        for one in asked.try_iter() {
            take(&mut queue, &mut ahead, one);
        }
        let Some((ticket, question)) = queue.pop_front() else {
            continue;
        };
        let newer = queue.iter().any(|(newer, _)| newer.slot == ticket.slot);
        if newer && ticket.slot.keeps_newest() {
            continue;
        }
        begin(at_work, At::Question(ticket));
        let answer = clerk.answer(library, &question);
        begin(at_work, At::Rest);
        if events.send(Event::Answer(ticket, answer)).is_err() {
            return;
        }
    }
}

/// Whether a question is one of those that the first frame rests on.
fn is_of_start(slot: Slot) -> bool {
    matches!(
        slot,
        Slot::Opening
            | Slot::Shelf
            | Slot::List
            | Slot::Article
            | Slot::Card
            | Slot::ClaimNotes
            | Slot::Timeline
            | Slot::Place
    )
}

/// Brings the search index up to date on a thread of its own, behind everything else. Where it
/// cannot, searches read what it lacks.
fn index_beside(path: PathBuf) {
    let _ = std::thread::Builder::new()
        .name("index".to_owned())
        .spawn(move || {
            if let Ok(library) = Library::open(&path, Access::ReadOnly) {
                let _ = library.catch_up_gently();
            }
        });
}

/// Whether what is worked on was stopped.
fn stopped(at_work: &Mutex<Work>) -> bool {
    let work = held(at_work);
    work.stopper.as_ref().is_some_and(Stopper::is_stopped)
}

/// Notes what is worked on from now on.
fn begin(at_work: &Mutex<Work>, at: At) {
    let mut work = held(at_work);
    work.at = at;
    if let Some(stopper) = &work.stopper {
        stopper.rest();
    }
}

/// Tells of a thread that ends by a panic.
struct Farewell(Sender<Event>);

impl Drop for Farewell {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let words = "the library's thread stopped; what was recorded is kept".to_owned();
            let _ = self.0.send(Event::Closed(words.into()));
        }
    }
}

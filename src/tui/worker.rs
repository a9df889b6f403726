use super::run::Event;
use crate::library::Library;
use crate::model::{Change, Day};
use crate::session::{Clerk, Question, Ticket};
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

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

/// Something for the worker to do.
#[derive(Debug)]
enum Job {
    Ask(Ticket, Question),
    Record(Change),
}

/// The thread that owns the library: it answers questions and keeps what the analyst did.
#[derive(Debug)]
pub(super) struct Worker {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the thread; what it has to say comes out as events.
    pub(super) fn start(open: Opener, today: Day, events: Sender<Event>) -> Self {
        let (jobs, inbox) = channel();
        let thread = std::thread::Builder::new()
            .name("library".to_owned())
            .spawn(move || {
                let _farewell = Farewell(events.clone());
                match open() {
                    Ok(Opened { library, notice }) => {
                        if let Some(notice) = notice {
                            let _ = events.send(Event::Notice(notice));
                        }
                        work(library, Clerk::new(today), &inbox, &events);
                    }
                    // The screen's thread ends the program; whether it listens is its business.
                    Err(error) => drop(events.send(Event::Closed(error))),
                }
            });
        Self {
            jobs: Some(jobs),
            thread: thread.ok(),
        }
    }

    pub(super) fn ask(&self, ticket: Ticket, question: Question) {
        self.send(Job::Ask(ticket, question));
    }

    pub(super) fn record(&self, change: Change) {
        self.send(Job::Record(change));
    }

    fn send(&self, job: Job) {
        if let Some(jobs) = &self.jobs {
            // A worker that is gone has said so in an event of its own.
            let _ = jobs.send(job);
        }
    }

    /// Lets the worker finish what was given to it, and waits for that.
    pub(super) fn finish(mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
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

fn work(mut library: Library, mut clerk: Clerk, inbox: &Receiver<Job>, events: &Sender<Event>) {
    let mut queue = VecDeque::new();
    loop {
        if queue.is_empty() {
            match inbox.recv() {
                Ok(job) => queue.push_back(job),
                Err(_) => return,
            }
        }
        queue.extend(inbox.try_iter());
        let Some(job) = queue.pop_front() else {
            continue;
        };
        match job {
            Job::Ask(ticket, question) => {
                if is_stale(&queue, ticket) {
                    continue;
                }
                let answer = clerk.answer(&library, &question);
                if events.send(Event::Answer(ticket, answer)).is_err() {
                    return;
                }
            }
            Job::Record(change) => {
                if is_overtaken(&queue, &change) {
                    continue;
                }
                if let Err(error) = library.record(&change) {
                    let answer = format!("not kept: {error}");
                    let _ = events.send(Event::Notice(answer));
                }
            }
        }
    }
}

/// Whether a newer question for the same place waits already.
fn is_stale(queue: &VecDeque<Job>, ticket: Ticket) -> bool {
    queue
        .iter()
        .any(|job| matches!(job, Job::Ask(other, _) if other.slot == ticket.slot))
}

/// Whether a newer value of the same thing waits to be written right after.
fn is_overtaken(queue: &VecDeque<Job>, change: &Change) -> bool {
    let same = |other: &Change| match (change, other) {
        (Change::Place { article, .. }, Change::Place { article: other, .. }) => article == other,
        (Change::Setting { name, .. }, Change::Setting { name: other, .. }) => name == other,
        _ => false,
    };
    queue
        .iter()
        .any(|job| matches!(job, Job::Record(other) if same(other)))
}

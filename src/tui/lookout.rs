use super::run::Event;
use std::sync::mpsc::{Receiver, Sender};

/// Looks out for new documents on a thread of its own for as long as the reader is open: tells of
/// them, and takes them in each time that it is bidden.
pub type Lookout = Box<dyn FnOnce(&Teller, Receiver<()>) + Send>;

/// Tells the reader of new documents.
#[derive(Debug)]
pub struct Teller(pub(super) Sender<Event>);

impl Teller {
    /// Offers what arrived, in a few words: `3 new files`. Gives whether the reader still listens.
    #[must_use]
    pub fn offer(&self, what: String) -> bool {
        self.0.send(Event::Arrived(what)).is_ok()
    }

    /// Says how far reading in is, and that what came in till now can be seen.
    #[must_use]
    pub fn underway(&self, words: String) -> bool {
        self.0.send(Event::Underway(words)).is_ok()
    }

    /// Says that what was offered, or all that was underway, is in the library now.
    #[must_use]
    pub fn taken_in(&self, words: String) -> bool {
        self.0.send(Event::TakenIn(words)).is_ok()
    }
}

#[cfg(test)]
impl Teller {
    /// One whose words are heard by a test.
    pub(crate) fn heard_by() -> (Self, impl Fn() -> Vec<String>) {
        let (tell, heard) = std::sync::mpsc::channel();
        let words = move || {
            let words = heard.try_iter().filter_map(|event| match event {
                Event::Arrived(words) | Event::Underway(words) | Event::TakenIn(words) => {
                    Some(words)
                }
                _ => None,
            });
            words.collect()
        };
        (Self(tell), words)
    }
}

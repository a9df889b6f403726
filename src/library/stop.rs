//! Questions that are stopped while they are worked on.

use super::{Error, Library};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Stops what a library is working on, from another thread.
#[derive(Clone)]
pub struct Stopper {
    flag: Arc<AtomicBool>,
    statement: Arc<rusqlite::InterruptHandle>,
}

impl std::fmt::Debug for Stopper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stopper")
            .field("flag", &self.flag)
            .finish_non_exhaustive()
    }
}

impl Stopper {
    /// Ends the question at work with [`Error::Stopped`], and each further one until
    /// [`Stopper::rest`].
    pub fn stop(&self) {
        self.flag.store(true, Ordering::Relaxed);
        self.statement.interrupt();
    }

    /// Whether nothing is answered until [`Stopper::rest`].
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.flag.load(Ordering::Relaxed)
    }

    /// Lets questions be answered again.
    pub fn rest(&self) {
        self.flag.store(false, Ordering::Relaxed);
    }
}

impl Library {
    /// What stops this library's work.
    #[must_use]
    pub fn stopper(&self) -> Stopper {
        Stopper {
            flag: Arc::clone(&self.stopped),
            statement: Arc::new(self.connection.get_interrupt_handle()),
        }
    }

    /// Fails where the question at work is not wanted any more; asked wherever one goes through
    /// many articles.
    pub(super) fn go_on(&self) -> Result<(), Error> {
        if self.stopped.load(Ordering::Relaxed) {
            return Err(Error::Stopped);
        }
        Ok(())
    }
}

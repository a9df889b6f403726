//! Work that nobody waits for leaves the processors to those who do.

use crate::library::Readers;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

/// How far behind others the work stands; it has all that they leave.
const BEHIND: &str = "10";

/// Steps behind whatever else runs, with all threads that there are; those that are begun from now on
/// stand there too. The system's own `renice` does it, as there is no other way without unsafe code;
/// where it is not there, all goes on as it was.
fn step_back() {
    if cfg!(unix) {
        // Linux has a place of its own for each thread.
        let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten();
        let threads = threads.flatten().map(|thread| thread.file_name());
        let own = std::process::id().to_string();
        let _ = Command::new("renice")
            .args(["-n", BEHIND, "-p", &own])
            .args(threads)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
    }
}

/// Turns at work on all processors, or on all but one as long as somebody reads beside: who has
/// to wait for a processor that is at something else waits for milliseconds.
#[derive(Debug)]
pub(super) struct Turns {
    readers: Readers,
    process: Process,
    beside: AtomicBool,
    behind: AtomicBool,
    given_out: AtomicUsize,
    /// How many are at work.
    taken: Mutex<usize>,
    free: Condvar,
    all_but_one: usize,
}

/// Whose process it is that works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Process {
    /// The reader's, or one that soon ends.
    Shared,
    Own,
}

/// After how many turns is looked again whether somebody reads.
const LOOK: usize = 32;

impl Turns {
    pub(super) fn beside(readers: Readers, process: Process) -> Self {
        let all = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            readers,
            process,
            beside: AtomicBool::new(false),
            behind: AtomicBool::new(false),
            given_out: AtomicUsize::new(0),
            taken: Mutex::new(0),
            free: Condvar::new(),
            all_but_one: all.saturating_sub(1).max(1),
        }
    }

    /// Looks whether somebody reads; from the first on, a process of its own stands behind.
    pub(super) fn look(&self) -> bool {
        let somebody = self.readers.any();
        self.beside.store(somebody, Ordering::Relaxed);
        if somebody && self.process == Process::Own && !self.behind.swap(true, Ordering::Relaxed) {
            step_back();
        }
        somebody
    }

    /// Does some work when its turn has come.
    pub(super) fn take<T>(&self, work: impl FnOnce() -> T) -> T {
        if self
            .given_out
            .fetch_add(1, Ordering::Relaxed)
            .is_multiple_of(LOOK)
        {
            self.look();
        }
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        while *taken >= self.all_but_one && self.beside.load(Ordering::Relaxed) {
            let woken = self.free.wait(taken);
            taken = woken.unwrap_or_else(PoisonError::into_inner);
        }
        *taken += 1;
        drop(taken);
        // Whatever becomes of the work, the turn is over then.
        let _turn = Turn(self);
        work()
    }
}

/// A turn that somebody has.
struct Turn<'a>(&'a Turns);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut taken = (self.0.taken.lock()).unwrap_or_else(PoisonError::into_inner);
        *taken -= 1;
        drop(taken);
        self.0.free.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Access, Library};

    #[test]
    fn one_fewer_works_beside_somebody_who_reads() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("library.db");
        let library = Library::open(&path, Access::ReadWrite).expect("a library");
        let turns = Turns {
            all_but_one: 2,
            ..Turns::beside(library.readers(), Process::Shared)
        };
        for most in [8, 2] {
            let _here = (most == 2).then(|| library.attend());
            assert_eq!(turns.look(), most == 2);
            let (now, peak) = (AtomicUsize::new(0), AtomicUsize::new(0));
            std::thread::scope(|scope| {
                for _ in 0..8 {
                    scope.spawn(|| {
                        for _ in 0..200 {
                            turns.take(|| {
                                let at_work = now.fetch_add(1, Ordering::SeqCst) + 1;
                                peak.fetch_max(at_work, Ordering::SeqCst);
                                std::thread::yield_now();
                                now.fetch_sub(1, Ordering::SeqCst);
                            });
                        }
                    });
                }
            });
            assert!((1..=most).contains(&peak.into_inner()));
        }
        assert_eq!(*turns.taken.lock().expect("nobody panicked"), 0);
    }
}

//! Files and folders watched for what is new in them.

use super::error::Error;
use super::folders;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// A change is told when nothing more has happened for so long: programs write in many small steps.
const QUIET: Duration = Duration::from_millis(300);

/// What never falls quiet is told all the same.
const LONGEST: Duration = Duration::from_secs(3);

/// What a watcher hears, and what others have to tell those who wait for it.
#[derive(Debug)]
pub(super) enum Sign {
    /// Something may be new at a path.
    Changed(PathBuf),
    /// So much happened that nobody knows where.
    Anywhere,
    /// Somebody asks to be served.
    Asked,
}

/// Paths under watch for as long as it lives.
#[derive(Debug)]
pub(super) struct Watch {
    watcher: RecommendedWatcher,
    places: Vec<(PathBuf, RecursiveMode)>,
    signs: Receiver<Sign>,
    tell: Sender<Sign>,
}

/// What was heard until it fell quiet.
#[derive(Debug, Default)]
pub(super) struct Heard {
    pub(super) paths: BTreeSet<PathBuf>,
    pub(super) anywhere: bool,
    pub(super) asked: bool,
}

impl Watch {
    /// Begins to watch; folders with all that lies below them.
    pub(super) fn new(paths: &[PathBuf]) -> Result<Self, Error> {
        let (tell, signs) = channel();
        let sender = tell.clone();
        let failed = |path: &Path, error: notify::Error| Error::Read {
            path: path.to_owned(),
            source: match error.kind {
                notify::ErrorKind::Io(source) => source,
                _ => std::io::Error::other(error.to_string()),
            },
        };
        let mut watcher = notify::recommended_watcher(move |event| {
            for sign in signs_of(event) {
                // Whoever does not listen any more does not care.
                let _ = sender.send(sign);
            }
        })
        .map_err(|error| failed(Path::new("."), error))?;
        let mut places = Vec::with_capacity(paths.len());
        for path in paths {
            // A file that is replaced is another file: its folder knows.
            let (place, mode) = if path.is_dir() {
                (folders::absolute(path), RecursiveMode::Recursive)
            } else {
                let folder = folders::absolute(path).parent().map(Path::to_owned);
                (folder.unwrap_or_default(), RecursiveMode::NonRecursive)
            };
            watcher
                .watch(&place, mode)
                .map_err(|error| failed(path, error))?;
            places.push((place, mode));
        }
        Ok(Self {
            watcher,
            places,
            signs,
            tell,
        })
    }

    /// For those who want to be served between what happens.
    pub(super) fn bell(&self) -> Sender<Sign> {
        self.tell.clone()
    }

    /// Waits until something happened and it fell quiet again.
    pub(super) fn next(&self) -> Heard {
        let mut heard = Heard::default();
        let Ok(first) = self.signs.recv() else {
            return heard;
        };
        heard.take(first);
        let until = Instant::now() + LONGEST;
        while !heard.asked && Instant::now() < until {
            match self.signs.recv_timeout(QUIET) {
                Ok(sign) => heard.take(sign),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        heard
    }

    /// Lets so much time go by in which nothing is heard but who asks to be served: each of
    /// thousands of small steps would wake whoever listens.
    pub(super) fn asleep(&mut self, length: Duration) -> Heard {
        for (place, _) in &self.places {
            let _ = self.watcher.unwatch(place);
        }
        let mut heard = Heard::default();
        let until = Instant::now() + length;
        while !heard.asked {
            let left = until.saturating_duration_since(Instant::now());
            match self.signs.recv_timeout(left) {
                Ok(Sign::Asked) => heard.asked = true,
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        // A place that is gone meanwhile has nothing to tell.
        for (place, mode) in &self.places {
            let _ = self.watcher.watch(place, *mode);
        }
        heard
    }
}

impl Heard {
    /// Where to look, among paths that were read before.
    pub(super) fn places(&self, roots: &[PathBuf]) -> Vec<PathBuf> {
        if self.anywhere {
            return roots.to_vec();
        }
        self.paths.iter().cloned().collect()
    }

    fn take(&mut self, sign: Sign) {
        match sign {
            Sign::Changed(path) => drop(self.paths.insert(path)),
            Sign::Anywhere => self.anywhere = true,
            Sign::Asked => self.asked = true,
        }
    }
}

/// What an event means to those who look for new documents.
fn signs_of(event: notify::Result<notify::Event>) -> Vec<Sign> {
    match event {
        Ok(event) if event.need_rescan() => vec![Sign::Anywhere],
        Ok(event) => match event.kind {
            EventKind::Create(_) | EventKind::Modify(_) | EventKind::Any => {
                event.paths.into_iter().map(Sign::Changed).collect()
            }
            // What is read or gone is no news.
            EventKind::Access(_) | EventKind::Remove(_) | EventKind::Other => Vec::new(),
        },
        Err(_) => vec![Sign::Anywhere],
    }
}

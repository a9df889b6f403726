//! New documents offered to a reader that is open.

use super::error::Error;
use super::hear::{Sign, Watch};
use super::intake::{self, Known, plural};
use super::{folders, shelf, source};
use crate::import::{Given, Limits};
use crate::library::{Access, Claim, Library, Outcome};
use crate::tui::{Lookout, Teller};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::time::Duration;

/// How often is looked what an import beside the reader has come to.
const BESIDE_IMPORT: Duration = Duration::from_secs(2);

/// Reads on where the reader opened before everything was read, then looks out for files that are
/// new or changed under its paths.
pub(super) fn over_paths(
    paths: &[PathBuf],
    limits: &Limits,
    library: &Path,
    rest: Option<Known>,
) -> Lookout {
    let roots: Vec<PathBuf> = paths.iter().map(|path| folders::absolute(path)).collect();
    let (limits, library) = (limits.clone(), library.to_owned());
    let paths = paths.to_vec();
    Box::new(move |teller, bidden| {
        let watch = Watch::new(&roots);
        let given = Given {
            limits,
            ..Given::default()
        };
        if let Some(known) = rest {
            let _ = teller.underway("reading on".to_owned());
            let words = read_on(teller, &library, &paths, &given, known);
            if !teller.taken_in(words.unwrap_or_else(|error| error.to_string())) {
                return;
            }
        }
        let watch = match watch {
            Ok(watch) => watch,
            Err(error) => {
                let _ = teller.taken_in(blind(&error));
                return;
            }
        };
        pass_on(&watch, bidden);
        let mut waiting: BTreeSet<PathBuf> = BTreeSet::new();
        let mut told = false;
        loop {
            let heard = watch.next();
            waiting.extend(heard.places(&roots));
            let places: Vec<PathBuf> = waiting.iter().cloned().collect();
            let done = if heard.asked {
                waiting.clear();
                let words = take(teller, &library, &roots, &places, &given);
                teller.taken_in(words.unwrap_or_else(|error| error.to_string()))
            } else {
                match fresh(&library, &roots, &places, &given) {
                    Ok(0) => true,
                    Ok(count) => teller.offer(plural(count, "new file")),
                    // Once: it may well be so at each change.
                    Err(error) => {
                        std::mem::replace(&mut told, true) || teller.taken_in(blind(&error))
                    }
                }
            };
            if !done {
                return;
            }
        }
    })
}

/// What is said where nothing new will be heard of.
fn blind(error: &Error) -> String {
    format!("cannot look out for what is new: {error}")
}

/// Claims the library as soon as no other import holds it, and says so while one does.
fn claim(teller: &Teller, library: &Library) -> Result<Claim, Error> {
    if library.is_claimed() {
        // Without a reader the claim is waited for all the same.
        let _ = teller.underway("waiting for another import".to_owned());
    }
    intake::patient_claim(library)
}

/// Takes in what the reader did not wait for, and tells how far it is.
fn read_on(
    teller: &Teller,
    library: &Path,
    paths: &[PathBuf],
    given: &Given,
    known: Known,
) -> Result<String, Error> {
    let mut library = Library::open(library, Access::ReadWrite)?;
    let _claim = claim(teller, &library)?;
    let total = source::total(paths, &given.limits)
        .unwrap_or_default()
        .max(1);
    let mut fresh = 0;
    let mut tell = |news: Option<&intake::News<'_>>, read: u64| {
        match news {
            Some(news) => fresh += usize::from(news.outcome != Outcome::Unchanged),
            None if fresh > 0 => {
                let share = (read * 100 / total).min(99);
                // Without a reader what is read stays all the same.
                let _ = teller.underway(format!("{share}% read in"));
                fresh = 0;
            }
            None => {}
        }
        Ok(())
    };
    let pieces = source::pieces(paths, given);
    let batch = &intake::Portion::of(intake::BESIDE_READING);
    let taken = intake::take_pieces(&mut library, pieces, given, known, batch, &mut tell)?;
    shelf::marked(&mut library, known)?;
    let all = library.totals()?.articles as usize;
    let skipped = match taken.skipped.len() {
        0 => String::new(),
        count => format!(", {count} skipped"),
    };
    Ok(format!("{} read in{skipped}", plural(all, "article")))
}

/// Looks out for articles that another program adds to a library.
pub(super) fn over_library(path: &Path) -> Lookout {
    let path = path.to_owned();
    Box::new(move |teller, bidden| {
        if let Err(error) = over(&path, teller, bidden) {
            let _ = teller.taken_in(blind(&error));
        }
    })
}

fn over(path: &Path, teller: &Teller, bidden: Receiver<()>) -> Result<(), Error> {
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    let mut watch = Watch::new(&[path.to_owned()])?;
    pass_on(&watch, bidden);
    let library = Library::open(path, Access::ReadOnly)?;
    let mut known = library.totals()?.articles;
    loop {
        let heard = if library.is_claimed() {
            watch.asleep(BESIDE_IMPORT)
        } else {
            watch.next()
        };
        let now = library.totals()?.articles;
        let done = if heard.asked {
            known = now;
            teller.taken_in(plural(now as usize, "article"))
        } else if now > known && heard.paths.iter().all(|path| path.starts_with(&folder)) {
            teller.offer(plural((now - known) as usize, "new article"))
        } else {
            true
        };
        if !done {
            return Ok(());
        }
    }
}

/// Lets the reader's bidding be heard among the other signs.
fn pass_on(watch: &Watch, bidden: Receiver<()>) {
    let bell = watch.bell();
    std::thread::spawn(move || {
        while bidden.recv().is_ok() {
            if bell.send(Sign::Asked).is_err() {
                return;
            }
        }
    });
}

/// How many files the library does not know as they are now.
fn fresh(
    library: &Path,
    roots: &[PathBuf],
    places: &[PathBuf],
    given: &Given,
) -> Result<usize, Error> {
    let library = Library::open(library, Access::ReadOnly)?;
    // A file of records is one, however many of them are new.
    let mut files = BTreeSet::new();
    for piece in source::changed(roots, places, &given.limits) {
        if let Ok(piece) = piece?
            && !intake::is_known(&library, &piece)?
        {
            files.insert(piece.place().path);
        }
    }
    Ok(files.len())
}

fn take(
    teller: &Teller,
    library: &Path,
    roots: &[PathBuf],
    places: &[PathBuf],
    given: &Given,
) -> Result<String, Error> {
    let mut library = Library::open(library, Access::ReadWrite)?;
    let _claim = claim(teller, &library)?;
    let pieces = source::changed(roots, places, &given.limits);
    let mut watch = |_: Option<&intake::News<'_>>, _| Ok(());
    let batch = &intake::Portion::of(intake::BESIDE_READING);
    let taken = intake::take_pieces(&mut library, pieces, given, Known::Skip, batch, &mut watch)?;
    Ok(taken.line())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn who_cannot_look_out_says_so() {
        let nowhere = std::env::temp_dir().join(format!("briefing-none-{}/in", std::process::id()));
        let library = nowhere.join("library.db");
        let lookouts = [
            over_library(&library),
            over_paths(
                std::slice::from_ref(&nowhere),
                &Limits::default(),
                &library,
                None,
            ),
        ];
        for lookout in lookouts {
            let (teller, words) = Teller::heard_by();
            let (_bid, bidden) = channel();
            lookout(&teller, bidden);
            let words = words();
            assert_eq!(words.len(), 1, "{words:?}");
            assert!(words[0].starts_with("cannot look out"), "{words:?}");
        }
    }

    /// What is bidden waits for an import beside it, and says so.
    #[test]
    fn what_is_taken_in_waits_for_another_import() {
        let folder = std::env::temp_dir().join(format!("briefing-claim-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("in")).expect("a folder");
        std::fs::write(folder.join("in/a.txt"), "One\n\nThe port is shut.\n").expect("a file");
        let file = folder.join("library.db");
        let other = Library::open(&file, Access::ReadWrite).expect("opens");
        let held = other.claim().expect("claims");
        let roots = vec![folders::absolute(&folder.join("in"))];
        let (teller, words) = Teller::heard_by();
        let taking = {
            let (file, roots) = (file.clone(), roots.clone());
            std::thread::spawn(move || take(&teller, &file, &roots, &roots, &Given::default()))
        };
        std::thread::sleep(Duration::from_millis(800));
        assert_eq!(other.totals().expect("totals").articles, 0);
        drop(held);
        let done = taking.join().expect("it ends").expect("taken in");
        assert_eq!(done, "1 added");
        assert_eq!(words(), ["waiting for another import"]);
        let _ = std::fs::remove_dir_all(&folder);
    }
}

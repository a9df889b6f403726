//! The reader killed while the desk writes: what the screen said was done is there afterwards.
//! `BRIEFING_TEST_KILLS=200 cargo test --test terminal kills` kills so many times.

use crate::{Desk, folder};
use briefing::library::{Access, Deed, Library};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

/// How much of each thing was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Work {
    clips: usize,
    words: BTreeMap<String, String>,
    corrections: usize,
    starred: bool,
    publishers: BTreeMap<String, String>,
    read: usize,
}

impl Work {
    fn of(library: &Library) -> Self {
        let mut out = Self::default();
        for deed in library.deeds().expect("deeds") {
            match deed {
                Deed::Clip { .. } => out.clips += 1,
                Deed::Annotation { annotation, .. } => {
                    out.words
                        .insert(annotation.key.to_string(), annotation.words);
                }
                Deed::Correction { .. } => out.corrections += 1,
                Deed::Reliability { publisher, grade } => {
                    out.publishers.insert(publisher, grade.as_str().to_owned());
                }
                Deed::Article { starred, read, .. } => {
                    out.starred |= starred;
                    out.read += usize::from(read);
                }
                _ => {}
            }
        }
        out
    }
}

/// Something that the analyst does: its keys, and what the screen says when it is done.
fn act(round: u64, work: &Work) -> (String, String) {
    match round % 5 {
        0 => {
            let said = if work.starred {
                "star taken away"
            } else {
                "starred"
            };
            ("1ggs".to_owned(), said.to_owned())
        }
        1 => {
            let now = work.publishers.values().next().map_or("E", String::as_str);
            let at = "ABCDE".find(now).unwrap_or_default();
            // Another one each time.
            let letter = (b'a' + (at as u8 + 1) % 5) as char;
            let said = format!("ExtremaRatio: {}", letter.to_ascii_uppercase());
            (format!("1gg g{letter}"), said)
        }
        // Another sentence each time, as far as the article has some.
        2 => {
            let down = ")".repeat(work.clips);
            (format!("2ggv{down}c"), "clipped, ".to_owned())
        }
        3 => (format!("2ggvaw{round} \x13"), "written · ]a".to_owned()),
        // From the end: a mark that the cursor is left on is not where clips begin.
        _ => ("2G[edh".to_owned(), "u takes it back".to_owned()),
    }
}

#[test]
fn a_kill_loses_nothing() {
    let home = folder("kill");
    let rounds = std::env::var("BRIEFING_TEST_KILLS").ok();
    let rounds = rounds.and_then(|n| n.parse().ok()).unwrap_or(10);
    let path = home.join("data/briefing/sample/library.db");
    let mut done = Work::default();
    let mut dice: u64 = 0x2545_F491_4F6C_DD1D;
    for round in 0..rounds {
        let mut desk = Desk::open(&home);
        desk.sees("5 · newest");
        desk.sees("1 of 5");
        // Keys that come before the words find no sentence.
        desk.wait("the words", |screen| {
            let head = screen.contents();
            head.lines()
                .next()
                .is_some_and(|line| line.contains('%') || line.contains(" end "))
        });
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        let (keys, said) = act(round, &done);
        desk.press(&keys);
        // Half of the kills come as soon as the screen says that it is done, half at any moment.
        let seen = dice >> 40 & 1 == 0;
        if seen {
            desk.wait(&said, |screen| {
                let shown = screen.contents();
                shown.contains(&said) && !shown.contains("writing … ")
            });
        } else if let Ok(bytes) = desk
            .bytes
            .recv_timeout(Duration::from_micros(dice >> 8 & 0xffff))
        {
            desk.screen.process(&bytes);
        }
        desk.signal("KILL");
        desk.end();
        let now = sound(&path);
        assert!(now.read >= done.read, "round {round}: {done:#?} {now:#?}");
        let same = Work {
            read: now.read,
            ..done.clone()
        };
        if seen {
            assert_ne!(now, same, "round {round}: {keys}");
        }
        assert!(
            steps(&same, &now) <= 1,
            "round {round}, {keys}: {done:#?} {now:#?}"
        );
        done = now;
    }
    assert!(done != Work::default());
    std::fs::remove_dir_all(&home).expect("removed");
}

/// How many things differ; what was kept before and is gone counts many.
fn steps(before: &Work, now: &Work) -> usize {
    let lost = |was: usize, is: usize| if is < was { 100 } else { is - was };
    let words = before
        .words
        .keys()
        .filter(|key| !now.words.contains_key(*key));
    lost(before.clips, now.clips)
        + lost(before.corrections, now.corrections)
        + usize::from(before.starred != now.starred)
        + usize::from(before.publishers != now.publishers)
        + usize::from(before.words != now.words)
        + words.count() * 100
}

/// What is in the library, which is sound.
fn sound(path: &Path) -> Work {
    let library = Library::open(path, Access::ReadWrite).expect("opens");
    assert_eq!(library.check().expect("check"), Vec::<String>::new());
    let standing = briefing::insight::clips(&library).expect("clips");
    assert!(standing.iter().all(|clip| clip.span.is_some()));
    Work::of(&library)
}

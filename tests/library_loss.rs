//! Killed in the middle of work, or refused by the disk: everything that was told to be kept is
//! there. `BRIEFING_TEST_KILLS=300 cargo test --test library_loss` kills so many times, and
//! `BRIEFING_TEST_FAULTS=1` lets every single write fail once, where there is an `strace`.

mod library_loss {
    mod commands;
    mod faults;
}

use briefing::library::{Access, Deed, Incoming, Library, Listing, Query, Source};
use briefing::model::{
    Annotation, Annotations, ArticleId, Change, Clip, Correction, Day, Document, Draft, Entity,
    EntityId, Event, Kind, Mention, Moment, Named, Placed, Reliability, Resolution, Rule, Span,
    Timex, TimexKind,
};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// Tells a child of this test which library to work in.
const LIBRARY: &str = "BRIEFING_TEST_LOSS_LIBRARY";
/// Tells it to stop after so many rounds.
const ROUNDS: &str = "BRIEFING_TEST_LOSS_ROUNDS";
/// Tells it where to make a folder for each round that is kept.
const PROGRESS: &str = "BRIEFING_TEST_LOSS_PROGRESS";
/// Documents of a batch.
const BATCH: u32 = 8;

/// A document that changes with its edition; every seventh is a copy of another.
fn document(number: u32, edition: u32) -> (Document, Annotations) {
    let told = if number % 7 == 6 { number - 5 } else { number };
    let mut text = format!("The NSA told of case {told} in 2021. Edition {edition}.");
    for word in 0..90 {
        text.push_str(&format!(" w{}", (told * 131 + word * 17) % 9973));
    }
    let document = Document {
        id: format!("d{number}"),
        text,
        sha256: format!("{:064x}", u64::from(number) << 32 | u64::from(edition)),
        ..Document::default()
    };
    let sentence = Span::new(0, document.text.find('.').map_or(0, |at| at + 1));
    let moment = Moment::parse("2021").expect("a year");
    let marks = Annotations {
        sentences: vec![sentence],
        entities: vec![Entity {
            id: EntityId::new(Kind::Agency, "national-security-agency"),
            kind: Kind::Agency,
            name: "National Security Agency".to_owned(),
            aliases: vec!["NSA".to_owned(), format!("NSA {}", number % 50)],
            country: None,
            parent: None,
            note: None,
            listed: true,
        }],
        mentions: vec![Mention {
            span: Span::new(4, 7),
            entity: 0,
            rule: Rule::Gazetteer,
            confidence: 0.9,
            evidence: String::new(),
            open: Vec::new(),
        }],
        dates: vec![Timex {
            span: Span::new(4, 7),
            kind: TimexKind::Date,
            value: "2021".to_owned(),
            modifier: None,
            moment: Some(moment),
        }],
        events: vec![Event {
            span: sentence,
            short: sentence,
            date: 0,
            moment,
            incident: None,
            entities: vec![0],
        }],
        ..Annotations::default()
    };
    (document, marks)
}

fn add(library: &mut Library, wanted: impl Iterator<Item = (u32, u32)>) -> Result<(), String> {
    let made: Vec<_> = wanted
        .map(|(number, edition)| {
            let source = Source {
                path: format!("/in/{number}"),
                ..Source::default()
            };
            let (document, marks) = document(number, edition);
            // Of copies too the bytes are their own.
            let raw = format!("{number}: {}", document.text);
            ((document, marks), raw, source)
        })
        .collect();
    let incoming: Vec<Incoming<'_>> = made
        .iter()
        .map(|((document, annotations), raw, source)| Incoming {
            document,
            annotations,
            raw: raw.as_bytes(),
            source,
        })
        .collect();
    let added = library.add(&incoming).map_err(|error| error.to_string())?;
    assert_eq!(added.outcomes.len(), incoming.len());
    Ok(())
}

/// Not a test of its own: the child that works until it is killed or refused.
#[test]
fn works_until_killed() {
    let Ok(path) = std::env::var(LIBRARY) else {
        return;
    };
    if let Err(error) = work(Path::new(&path)) {
        let mut out = std::io::stdout().lock();
        let _ = writeln!(out, "\nrefused: {error}");
    }
}

/// How often something is done: as the environment says, else a few times.
fn times(name: &str, otherwise: u64) -> u64 {
    let told = std::env::var(name).ok();
    told.and_then(|n| n.parse().ok()).unwrap_or(otherwise)
}

fn work(path: &Path) -> Result<(), String> {
    let say = |error: briefing::library::Error| error.to_string();
    let mut library = Library::open(path, Access::ReadWrite).map_err(say)?;
    let start = library.totals().map_err(say)?.articles as u32 / BATCH;
    let end = start.saturating_add(times(ROUNDS, 1 << 20) as u32);
    let progress = std::env::var_os(PROGRESS).map(PathBuf::from);
    let mut out = std::io::stdout().lock();
    // A kill may have come between a batch and the end of what was done with it.
    if let Some(last) = start.checked_sub(1) {
        for change in desk(&library, last).map_err(say)? {
            library.record(&change).map_err(say)?;
        }
    }
    for round in start..end {
        let first = round * BATCH;
        let batch = first..first + BATCH;
        add(&mut library, batch.map(|number| (number, 0)))?;
        for change in desk(&library, round).map_err(say)? {
            library.record(&change).map_err(say)?;
        }
        let _ = writeln!(out, "kept {round}");
        let _ = out.flush();
        if let Some(progress) = &progress {
            let made = std::fs::create_dir(progress.join(round.to_string()));
            made.map_err(|error| error.to_string())?;
        }
        // An update, the lists, the index, the claims and questions: what else may be under way.
        if round % 3 == 2 {
            let again = (0..4).map(|n| ((round * 37 + n * 11) % first, round));
            add(&mut library, again)?;
            library.settle().map_err(say)?;
        }
        let on = |_, _| std::ops::ControlFlow::Continue(());
        if round % 4 == 1 {
            library.catch_up(on).map_err(say)?;
            library.weigh(on).map_err(say)?;
        }
        if round % 8 == 7 {
            library.reindex(on).map_err(say)?;
        }
        let amended = |_| std::ops::ControlFlow::Continue(());
        library.amend(amended).map_err(say)?;
        let query = Query::parse("told nsa").map_err(|error| error.message)?;
        library.search(&query, 0..5).map_err(say)?;
        library.articles(&Listing::default(), 0..9).map_err(say)?;
        library.article(ArticleId(1)).map_err(say)?;
    }
    Ok(())
}

/// What the analyst does in a round, each thing at once.
fn desk(library: &Library, round: u32) -> Result<Vec<Change>, briefing::library::Error> {
    let article = ArticleId(i64::from(round * BATCH) + 1);
    let document = library.article(article)?.document;
    let (nsa, day) = (Span::new(4, 7), Day::new(2024, 11, 1));
    let clip = Clip {
        order: round,
        ..Clip::new(article, &document, nsa, day)
    };
    let note = Annotation::new(article, &document, nsa, "mine", day);
    let told = ("a case", "told");
    let resolution = Resolution::new(article, &document, nsa, told, day);
    let entity = Named {
        id: EntityId::new(Kind::Agency, "national-security-agency"),
        kind: Kind::Agency,
        name: "National Security Agency".to_owned(),
    };
    let reject = Correction::Reject {
        entity,
        text: "NSA".to_owned(),
        at: Some(clip.anchor.clone()),
    };
    let name = format!("q{round}");
    Ok(vec![
        Change::Read {
            article,
            read: true,
        },
        Change::Place {
            article,
            offset: round,
        },
        Change::Star {
            article,
            star: true,
        },
        Change::Clip {
            clip: Box::new(clip),
        },
        Change::Annotate {
            annotation: Box::new(note),
        },
        Change::Correct {
            correction: Box::new(reject),
            on: true,
        },
        Change::Resolve {
            resolution: Box::new(resolution),
        },
        Change::Reliability {
            publisher: name.clone(),
            grade: Some(Reliability::B),
        },
        Change::ArticleGrade {
            article,
            grade: Some(Reliability::C),
        },
        Change::All(vec![
            Change::Query {
                name: name.clone(),
                query: Some("nsa".to_owned()),
            },
            Change::WatchQuery {
                name: name.clone(),
                watch: true,
            },
        ]),
        Change::Draft {
            scope: name,
            draft: Box::new(Draft {
                bluf: "Told.".to_owned(),
                ..Draft::default()
            }),
        },
    ])
}

/// A folder of its own for a test, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("briefing-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The library is sound and has everything up to a round.
fn sound(path: &Path, kept: Option<u32>) {
    let library = Library::open(path, Access::ReadWrite).expect("opens");
    assert_eq!(library.check().expect("check"), Vec::<String>::new());
    let there = library.totals().expect("totals").articles as u32;
    assert_eq!(there % BATCH, 0, "a part of a batch");
    let Some(kept) = kept else { return };
    assert!(there >= (kept + 1) * BATCH, "{there} after round {kept}");
    let mut done: BTreeSet<(u32, &str)> = BTreeSet::new();
    let deeds = library.deeds().expect("deeds");
    for deed in &deeds {
        done.extend(told(deed));
    }
    for round in 0..=kept {
        for what in KEPT {
            assert!(done.contains(&(round, what)), "{what} of round {round}");
        }
        let id = ArticleId(i64::from(round * BATCH) + 1);
        let article = library.article(id).expect("there");
        assert_eq!((article.place, article.row.starred), (round, true));
        assert!(article.row.read, "read in round {round}");
        assert!(article.document.text.starts_with("The NSA told of case"));
        assert!(article.annotations.mentions.is_empty(), "rejected");
        let placed = article.clips[0].anchor.find(&article.document.text);
        assert_eq!(placed, Placed::Here(Span::new(4, 7)));
    }
    let query = Query::parse("nsa").expect("understood");
    let listing = Listing {
        query,
        ..Listing::default()
    };
    let found = library.count(&listing).expect("count");
    assert_eq!(found as u64, library.totals().expect("totals").origins);
}

/// What each round leaves behind, as it goes out of the library.
const KEPT: [&str; 9] = [
    "article",
    "clip",
    "words",
    "correction",
    "resolution",
    "publisher",
    "query",
    "draft",
    "watched",
];

/// Of which rounds a deed tells what.
fn told(deed: &Deed) -> Vec<(u32, &'static str)> {
    let of = |number: &str| {
        number
            .trim_start_matches("/in/")
            .trim_start_matches('q')
            .parse::<u32>()
    };
    let by = |article: &briefing::library::ArticleName, what| {
        let number = of(&article.path).ok();
        number
            .map(|number| (number / BATCH, what))
            .into_iter()
            .collect()
    };
    let named = |name: &str, what| of(name).ok().map(|round| (round, what));
    match deed {
        Deed::Article { article, .. } => by(article, "article"),
        Deed::Clip { article, .. } => by(article, "clip"),
        Deed::Annotation { article, .. } => by(article, "words"),
        Deed::Resolution { article, .. } => by(article, "resolution"),
        Deed::Correction {
            article: Some(article),
            ..
        } => by(article, "correction"),
        Deed::Reliability { publisher, .. } => named(publisher, "publisher").into_iter().collect(),
        Deed::Query { name, watched, .. } => {
            let query = named(name, "query").into_iter();
            query
                .chain(named(name, "watched").filter(|_| *watched))
                .collect()
        }
        Deed::Draft { scope, .. } => named(scope, "draft").into_iter().collect(),
        _ => Vec::new(),
    }
}

fn last_kept(line: &str) -> Option<u32> {
    line.strip_prefix("kept ").and_then(|n| n.parse().ok())
}

#[test]
fn kills_lose_nothing() {
    let rounds = times("BRIEFING_TEST_KILLS", 12);
    let folder = Folder::new("kill");
    let mut path = folder.0.join("0/library.db");
    let mut kept = None;
    let mut dice: u64 = 0x2545_F491_4F6C_DD1D;
    for round in 0..rounds {
        if round % 12 == 0 {
            path = folder.0.join(format!("{round}/library.db"));
            kept = None;
        }
        let mut child = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "works_until_killed", "--nocapture"])
            .env(LIBRARY, &path)
            .stdout(Stdio::piped())
            .spawn()
            .expect("a child");
        let out = child.stdout.take().expect("its output");
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        let lines = BufReader::new(out).lines().map_while(Result::ok);
        let mut told = lines.filter_map(|line| last_kept(&line));
        kept = told.by_ref().take(1 + (dice % 11) as usize).last().or(kept);
        // Somewhere within what it is at now: the kill meets another moment each time.
        std::thread::sleep(Duration::from_micros(dice >> 8 & 0x3fff));
        child.kill().expect("kills");
        child.wait().expect("ends");
        kept = told.last().or(kept);
        sound(&path, kept);
    }
    assert!(kept.is_some());
}

/// Files may grow to a size and no further, wherever that is met: in the database, its log, the
/// index.
#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_loses_nothing() {
    let folder = Folder::new("full");
    for (at, kilobytes) in [200, 420, 700, 1100, 1900, 3000].into_iter().enumerate() {
        let path = folder.0.join(format!("{at}/library.db"));
        let ran = Command::new("sh")
            .args([
                "-c",
                "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"",
                "sh",
            ])
            .arg((kilobytes * 2).to_string())
            .arg(std::env::current_exe().expect("this test"))
            .args(["--exact", "works_until_killed", "--nocapture"])
            .env(LIBRARY, &path)
            .output()
            .expect("runs");
        let said = String::from_utf8_lossy(&ran.stdout);
        assert!(said.contains("refused: "), "{kilobytes}: {said}");
        let kept = said.lines().filter_map(last_kept).next_back();
        sound(&path, kept);
    }
}

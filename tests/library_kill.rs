//! Killed in the middle of work: everything that was told to be kept is there.

use briefing::library::{Access, Incoming, Library, Listing, Source};
use briefing::model::{Annotation, Annotations, ArticleId, Change, Clip, Day, Document, Span};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// Tells a child of this test which library to work in.
const LIBRARY: &str = "BRIEFING_TEST_KILLED_LIBRARY";

fn add(library: &mut Library, number: u32) {
    let text = format!("Report number {number}.");
    let document = Document {
        id: format!("d{number}"),
        text: text.clone(),
        sha256: format!("{number:064x}"),
        ..Document::default()
    };
    let source = Source {
        path: format!("/in/{number}"),
        ..Source::default()
    };
    let incoming = Incoming {
        document: &document,
        annotations: &Annotations::default(),
        raw: text.as_bytes(),
        source: &source,
    };
    library.add(&[incoming]).expect("adds");
}

/// Not a test of its own: the child that works until it is killed.
#[test]
fn works_until_killed() {
    let Ok(path) = std::env::var(LIBRARY) else {
        return;
    };
    let mut library = Library::open(Path::new(&path), Access::ReadWrite).expect("opens");
    let mut out = std::io::stdout().lock();
    let start = library.totals().expect("totals").articles as u32;
    // The last one may have come in without what was done with it.
    for number in start.saturating_sub(1).. {
        add(&mut library, number);
        let article = ArticleId(i64::from(number) + 1);
        let place = Change::Place {
            article,
            offset: number,
        };
        library.record(&place).expect("record");
        let star = Change::Star {
            article,
            star: true,
        };
        library.record(&star).expect("record");
        let document = library.article(article).expect("there").document;
        let day = Day::new(2024, 11, 1);
        let clip = Clip {
            order: number,
            ..Clip::new(article, &document, Span::new(0, 6), day)
        };
        let note = Annotation::new(article, &document, Span::new(0, 6), "mine", day);
        let both = Change::All(vec![
            Change::Clip {
                clip: Box::new(clip),
            },
            Change::Annotate {
                annotation: Box::new(note),
            },
        ]);
        library.record(&both).expect("record");
        let _ = writeln!(out, "kept {number}");
        let _ = out.flush();
    }
}

#[test]
fn twenty_kills_lose_nothing() {
    let folder = std::env::temp_dir().join(format!("briefing-{}-kill", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let path = folder.join("library.db");
    let mut kept: u32 = 0;
    for round in 0..20 {
        let mut child = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "works_until_killed", "--nocapture"])
            .env(LIBRARY, &path)
            .stdout(Stdio::piped())
            .spawn()
            .expect("a child");
        let out = child.stdout.take().expect("its output");
        let told = BufReader::new(out)
            .lines()
            .map_while(Result::ok)
            .filter_map(|line| line.strip_prefix("kept ").and_then(|n| n.parse().ok()))
            // More each round, so that the kill meets other moments of the work.
            .take(1 + round);
        kept = told.last().unwrap_or(kept);
        child.kill().expect("kills");
        child.wait().expect("ends");

        let library = Library::open(&path, Access::ReadWrite).expect("opens");
        assert_eq!(library.check().expect("check"), Vec::<String>::new());
        let there = library.count(&Listing::default()).expect("count");
        assert!(
            there > kept as usize,
            "{there} after {kept} in round {round}"
        );
        for number in 0..=kept {
            let article = library
                .article(ArticleId(i64::from(number) + 1))
                .expect("there");
            assert_eq!(article.document.text, format!("Report number {number}."));
            assert_eq!((article.place, article.row.starred), (number, true));
            assert_eq!(article.clips.len(), 1, "clip {number}");
            assert_eq!(article.clips[0].anchor.exact, "Report");
            assert_eq!(article.notes[0].words, "mine");
        }
    }
    assert!(kept >= 20);
    let _ = std::fs::remove_dir_all(&folder);
}

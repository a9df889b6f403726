//! The search index: the same answers as reading everything, and never needed.

use briefing::library::{
    Access, Incoming, Indexed, Library, Listing, Outcome, Query, Sort, Source,
};
use briefing::model::{Annotations, Basis, Document, Sourced, Span};
use std::ops::ControlFlow;
use std::path::PathBuf;

const WORDS: [&str; 24] = [
    "ministry",
    "Élysée",
    "state",
    "security",
    "spy",
    "spies",
    "ministers",
    "network",
    "said",
    "国家安全部",
    "leak",
    "leaked",
    "Łódź",
    "agency",
    "cyber",
    "attack",
    "attacks",
    "zero-day",
    "court",
    "arrested",
    "Moscow",
    "Straße",
    "the",
    "of",
];

/// A document of words drawn by a small generator: the same seed, the same words.
fn drawn(seed: u64) -> (Document, Annotations) {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize % below
    };
    let mut text = String::new();
    let mut sentences = Vec::new();
    for _ in 0..=next(6) {
        let start = text.len();
        for place in 0..2 + next(8) {
            if place > 0 {
                text.push(' ');
            }
            text.push_str(WORDS[next(WORDS.len())]);
        }
        text.push('.');
        sentences.push(Span::new(start, text.len()));
        text.push(' ');
    }
    let title = format!("{} {}", WORDS[next(WORDS.len())], WORDS[next(WORDS.len())]);
    let mut document = Document {
        id: format!("d{seed}"),
        text,
        ..Document::default()
    };
    document.meta.title = Some(Sourced {
        value: title,
        basis: Basis::Text,
    });
    let found = Annotations {
        sentences,
        ..Annotations::default()
    };
    (document, found)
}

fn add(library: &mut Library, name: u64, seed: u64) -> Outcome {
    let (mut document, annotations) = drawn(seed);
    document.id = format!("d{name}");
    let source = Source {
        path: format!("/in/{name}.txt"),
        ..Source::default()
    };
    let raw = format!("{}\n{}", document.title(), document.text);
    let incoming = Incoming {
        document: &document,
        annotations: &annotations,
        raw: raw.as_bytes(),
        source: &source,
    };
    library.add(&[incoming]).expect("adds").outcomes[0].1
}

fn listing(question: &str, sort: Sort) -> Listing {
    Listing {
        query: Query::parse(question).unwrap_or_else(|e| panic!("{question}: {e}")),
        sort,
    }
}

fn keys(library: &Library, question: &str) -> Vec<String> {
    let window = library
        .articles(&listing(question, Sort::Date), 0..10_000)
        .expect("window");
    window.rows.into_iter().map(|row| row.key).collect()
}

const QUESTIONS: [&str; 17] = [
    "spy",
    "elysee -said",
    "ministry OR court",
    "leak* attack",
    "\"state security\"",
    "\"state sec\"*",
    "securty~",
    "\"stat securty\"~",
    "国家",
    "安全部",
    "lodz strasse",
    "zero-day",
    "title:spy",
    "title:min* -title:ministry",
    "nowhere",
    "-the",
    "(spy OR spies) (\"of the\" OR leak~)",
];

fn go_on(_: usize, _: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn file(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("briefing-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    folder.join("library.db")
}

#[test]
fn the_index_finds_what_reading_finds() {
    let file = file("index");
    let mut read = Library::in_memory().expect("memory");
    let mut indexed = Library::open(&file, Access::ReadWrite).expect("opens");
    let check = |read: &Library, indexed: &Library, when: &str| {
        for question in QUESTIONS {
            let expected = keys(read, question);
            assert_eq!(keys(indexed, question), expected, "{question}, {when}");
            let listing = listing(question, Sort::Relevance);
            let window = indexed.articles(&listing, 0..10_000).expect("window");
            let mut ranked: Vec<String> = window.rows.into_iter().map(|row| row.key).collect();
            let mut expected = expected;
            ranked.sort();
            expected.sort();
            assert_eq!(ranked, expected, "{question} by relevance, {when}");
        }
        let query = Query::parse("spy leak").expect("understood");
        let hits = indexed.search(&query, 0..10_000).expect("search");
        let again = read.search(&query, 0..10_000).expect("search");
        assert_eq!(hits.total, again.total, "{when}");
        assert!(!keys(read, "spy").is_empty() && !keys(read, "\"state security\"").is_empty());
    };
    for seed in 0..200 {
        add(&mut read, seed, seed);
        add(&mut indexed, seed, seed);
    }
    check(&read, &indexed, "before");
    assert_eq!(indexed.catch_up(go_on).expect("index"), Indexed::Done(200));
    check(&read, &indexed, "indexed");
    for seed in 200..220 {
        add(&mut read, seed, seed);
        add(&mut indexed, seed, seed);
    }
    for name in 0..10 {
        assert_eq!(add(&mut read, name, 1_000 + name), Outcome::Changed);
        assert_eq!(add(&mut indexed, name, 1_000 + name), Outcome::Changed);
    }
    check(&read, &indexed, "with more that is not indexed");
    let other = Library::open(&file, Access::ReadOnly).expect("opens");
    assert_eq!(other.catch_up(go_on).expect("index"), Indexed::Done(30));
    check(&read, &indexed, "caught up by another");
    assert_eq!(indexed.catch_up(go_on).expect("index"), Indexed::Done(0));

    // Deleted, and broken: nothing is lost but time.
    let folder = file.with_file_name("index");
    for name in std::fs::read_dir(&folder).expect("lists") {
        std::fs::write(name.expect("entry").path(), b"broken").expect("writes");
    }
    let fresh = Library::open(&file, Access::ReadWrite).expect("opens");
    check(&read, &fresh, "with a broken index");
    std::fs::remove_dir_all(&folder).expect("removes");
    let fresh = Library::open(&file, Access::ReadWrite).expect("opens");
    check(&read, &fresh, "without an index");
    assert_eq!(fresh.reindex(go_on).expect("index"), Indexed::Done(220));
    check(&read, &fresh, "made anew");
    let _ = std::fs::remove_dir_all(file.parent().expect("a folder"));
}

#[test]
fn an_indexing_can_be_left_off() {
    let file = file("stopped");
    let mut library = Library::open(&file, Access::ReadWrite).expect("opens");
    assert_eq!(library.catch_up(go_on).expect("index"), Indexed::NotNeeded);
    for seed in 0..210 {
        add(&mut library, seed, seed);
    }
    let mut heard = Vec::new();
    let done = library
        .catch_up(|done, of| {
            heard.push((done, of));
            ControlFlow::Break(())
        })
        .expect("index");
    assert_eq!((done, heard), (Indexed::Done(210), vec![(210, 210)]));
    let memory = Library::in_memory().expect("memory");
    assert_eq!(memory.catch_up(go_on).expect("index"), Indexed::NotNeeded);
    let _ = std::fs::remove_dir_all(file.parent().expect("a folder"));
}

/// Nobody throws away or writes into an index that another is making, though it holds nothing yet.
#[test]
fn an_index_that_is_being_made_is_left_alone() {
    let file = file("made");
    let mut library = Library::open(&file, Access::ReadWrite).expect("opens");
    for seed in 0..210 {
        add(&mut library, seed, seed);
    }
    let (tell, news) = std::sync::mpsc::channel();
    let own = file.clone();
    let maker = std::thread::spawn(move || {
        let library = Library::open(&own, Access::ReadOnly).expect("opens");
        library.keep_indexed(&news)
    });
    tell.send(()).expect("heard");
    let meta = file.with_file_name("index").join("meta.json");
    let is_begun = || std::fs::read_to_string(&meta).is_ok_and(|meta| meta.contains("payload"));
    for _ in 0..2_000 {
        if is_begun() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(is_begun(), "it says whose it is before anything is in it");
    let other = Library::open(&file, Access::ReadOnly).expect("opens");
    assert_eq!(other.catch_up_gently().expect("index"), Indexed::Elsewhere);
    assert_eq!(other.reindex(go_on).expect("index"), Indexed::Elsewhere);
    assert!(!keys(&other, "spy").is_empty());
    drop(tell);
    let made = maker.join().expect("it ends").expect("index");
    assert_eq!(made, Indexed::Done(210));
    assert_eq!(other.catch_up(go_on).expect("index"), Indexed::Done(0));
    let _ = std::fs::remove_dir_all(file.parent().expect("a folder"));
}

/// A beginning finds all that begins so, also where more words do than are ranked.
#[test]
fn a_beginning_of_very_many_words_finds_all_of_them() {
    let file = file("many");
    let mut read = Library::in_memory().expect("memory");
    let mut indexed = Library::open(&file, Access::ReadWrite).expect("opens");
    let count = 1_400;
    for library in [&mut read, &mut indexed] {
        let documents: Vec<_> = (0..count)
            .map(|number| {
                let (mut document, annotations) = drawn(number);
                document.id = format!("d{number}");
                document.text = match number {
                    0..=99 => "Nothing of the kind.".to_owned(),
                    _ => format!("The part{number}."),
                };
                let source = Source {
                    path: format!("/in/{number}.txt"),
                    ..Source::default()
                };
                (document, annotations, source)
            })
            .collect();
        let batch: Vec<Incoming<'_>> = documents
            .iter()
            .map(|(document, annotations, source)| Incoming {
                document,
                annotations,
                raw: document.text.as_bytes(),
                source,
            })
            .collect();
        library.add(&batch).expect("adds");
    }
    assert!(matches!(indexed.catch_up(go_on), Ok(Indexed::Done(_))));
    let origins = read.count(&Listing::default()).expect("count");
    for question in [
        "part*",
        "-part*",
        "part13*",
        "\"the part\"*",
        "-\"the part\"*",
        "part* kind",
        "part* OR kind",
    ] {
        let expected = keys(&read, question);
        assert_eq!(keys(&indexed, question), expected, "{question}");
        let listing = listing(question, Sort::Relevance);
        assert_eq!(
            indexed.count(&listing).expect("count"),
            expected.len(),
            "{question}"
        );
        let window = indexed.articles(&listing, 0..10_000).expect("window");
        assert_eq!(window.rows.len(), expected.len(), "{question}");
        let query = Query::parse(question).expect("understood");
        let told = |library: &Library| library.search(&query, 0..5).expect("search").total;
        assert_eq!(told(&indexed), told(&read), "{question}");
    }
    assert!(origins > 1_000, "{origins}");
    let _ = std::fs::remove_dir_all(file.parent().expect("a folder"));
}

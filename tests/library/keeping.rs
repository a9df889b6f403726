//! What is kept: over closing, copies, other readers and writers, newer layouts.

use crate::{Folder, add, five, found, keys, made};
use briefing::library::{
    Access, Error, EventListing, Incoming, Library, Listing, Outcome, Prepared, Query, Source,
};
use briefing::model::{Change, EntityId, Kind};

#[test]
fn the_analysts_work_survives_closing() {
    let folder = Folder::new("work");
    let file = folder.file("deep/er/library.db");
    let given = made("a", "A", None, "The NSA spoke.");
    let nsa = EntityId::new(Kind::Agency, "national-security-agency");
    let id = {
        let mut library = Library::open(&file, Access::ReadWrite).expect("opens");
        let id = add(&mut library, &given).0;
        for change in [
            Change::Read {
                article: id,
                read: true,
            },
            Change::Star {
                article: id,
                star: true,
            },
            Change::Place {
                article: id,
                offset: 7,
            },
            Change::Mark {
                letter: 'é',
                at: Some((id, 3)),
            },
            Change::Mark {
                letter: 'b',
                at: Some((id, 4)),
            },
            Change::Mark {
                letter: 'b',
                at: None,
            },
            Change::Watch {
                entity: nsa.clone(),
                watch: true,
            },
            Change::Watch {
                entity: EntityId::default(),
                watch: true,
            },
            Change::Watch {
                entity: EntityId::default(),
                watch: false,
            },
            Change::Setting {
                name: "sort".to_owned(),
                value: "date".to_owned(),
            },
            Change::Setting {
                name: "sort".to_owned(),
                value: "title".to_owned(),
            },
        ] {
            library.record(&change).expect("record");
        }
        id
    };
    let mut library = Library::open(&file, Access::ReadOnly).expect("opens");
    let article = library.article(id).expect("article");
    assert!(article.row.read && article.row.starred);
    assert_eq!(article.place, 7);
    assert_eq!(
        library
            .marks()
            .expect("marks")
            .into_iter()
            .collect::<Vec<_>>(),
        [('é', (id, 3))]
    );
    assert_eq!(library.watched().expect("watched"), [nsa]);
    assert_eq!(
        library.setting("sort").expect("setting").as_deref(),
        Some("title")
    );
    assert_eq!(library.setting("none").expect("setting"), None);
    let refused = library.record(&Change::Read {
        article: id,
        read: false,
    });
    assert!(matches!(refused, Err(Error::ReadOnly)), "{refused:?}");
}

#[test]
fn two_read_while_one_writes() {
    let folder = Folder::new("two");
    let file = folder.file("library.db");
    let mut writer = Library::open(&file, Access::ReadWrite).expect("opens");
    add(&mut writer, &made("a", "A", None, "One."));
    let one = Library::open(&file, Access::ReadOnly).expect("opens");
    let two = Library::open(&file, Access::ReadWrite).expect("opens");
    let listing = Listing::default();
    assert_eq!(keys(&one, &listing), "a");
    assert_eq!(found(&two, "one"), "a");
    let before = one.generation().expect("generation");
    add(&mut writer, &made("b", "B", None, "One more."));
    assert_eq!(keys(&one, &listing), "ab");
    assert_eq!(found(&two, "one"), "ab");
    assert!(one.generation().expect("generation") > before);
}

#[test]
fn what_is_newer_or_no_library_is_left_alone() {
    let folder = Folder::new("newer");
    let newer = folder.file("newer.db");
    drop(Library::open(&newer, Access::ReadWrite).expect("opens"));
    // The version stands at byte 60 of the file, the largest number first.
    let mut bytes = std::fs::read(&newer).expect("reads");
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    std::fs::write(&newer, &bytes).expect("writes");
    for access in [Access::ReadWrite, Access::ReadOnly] {
        let refused = Library::open(&newer, access).expect_err("refused");
        assert!(
            matches!(refused, Error::Newer { found: 99, .. }),
            "{refused}"
        );
    }
    assert_eq!(std::fs::read(&newer).expect("reads"), bytes);

    let text = folder.file("text.db");
    std::fs::write(
        &text,
        "not a database, but long enough to be looked at as one",
    )
    .expect("writes");
    let refused = Library::open(&text, Access::ReadWrite).expect_err("refused");
    assert!(matches!(refused, Error::Foreign { .. }), "{refused}");
    let nowhere = Library::open(&folder.file("none.db"), Access::ReadOnly).expect_err("refused");
    assert!(nowhere.to_string().contains("none.db"), "{nowhere}");
    assert!(!folder.file("none.db").exists());
}

#[test]
fn values_of_the_library_are_offered() {
    let library = five();
    let offered = |question: &str| -> Vec<String> {
        let completion = library
            .complete(question, question.len())
            .expect("completes");
        completion.suggestions.into_iter().map(|s| s.text).collect()
    };
    assert_eq!(offered("a entity:acm"), ["entity:\"Acme Ltd\""]);
    assert_eq!(offered("agency:"), ["agency:\"National Security Agency\""]);
    assert_eq!(offered("source:x"), Vec::<String>::new());
}

#[test]
fn a_backup_is_a_library_and_never_overwrites() {
    let folder = Folder::new("backup");
    let mut library = five();
    let to = folder.file("copy.db");
    library.backup(&to).expect("backup");
    let copy = Library::open(&to, Access::ReadWrite).expect("opens");
    assert_eq!(keys(&copy, &Listing::default()), "eabdc");
    assert_eq!(copy.check().expect("check"), Vec::<String>::new());
    assert!(library.backup(&to).is_err());
    add(&mut library, &made("f", "F", None, "More."));
    assert_eq!(copy.totals().expect("totals").articles, 5);
}

#[test]
fn a_second_import_hears_who_holds_the_library() {
    let folder = Folder::new("claim");
    let file = folder.file("library.db");
    let one = Library::open(&file, Access::ReadWrite).expect("opens");
    let two = Library::open(&file, Access::ReadWrite).expect("opens");
    let claim = one.claim().expect("claims");
    let refused = two.claim().expect_err("held");
    let expected = format!("process {}", std::process::id());
    assert!(refused.to_string().contains(&expected), "{refused}");
    drop(claim);
    assert!(two.claim().is_ok());
    assert!(five().claim().is_ok());
}

#[test]
fn what_is_pruned_comes_back_with_the_analysts_work() {
    let mut library = five();
    let listing = Listing::default();
    let first = library.articles(&listing, 0..1).expect("window").rows[0].clone();
    let total = library.totals().expect("totals");
    library
        .record(&Change::Star {
            article: first.id,
            star: true,
        })
        .expect("record");
    assert_eq!(
        library
            .prune(|_| true, |path| path == "/in/e.txt")
            .expect("prune"),
        1
    );
    assert_eq!(keys(&library, &listing), "abdc");
    assert_eq!(found(&library, "is:starred"), "");
    assert_eq!(library.check().expect("check"), Vec::<String>::new());
    let same = made("e", "Gamma", Some("2024-10-03"), "A quiet day.");
    assert_eq!(add(&mut library, &same), (first.id, Outcome::Added));
    assert_eq!(library.totals().expect("totals"), total);
    assert_eq!(found(&library, "is:starred"), "e");
    assert_eq!(library.prune(|_| true, |_| true).expect("prune"), 5);
    assert_eq!(
        library.totals().expect("totals"),
        briefing::library::Totals::default()
    );
    assert_eq!(library.names().expect("names"), []);
    assert_eq!(library.check().expect("check"), Vec::<String>::new());
}

#[test]
fn a_timeline_narrows_to_the_time_and_the_entity_asked_for() {
    let mut library = Library::in_memory().expect("memory");
    let text = "The NSA spoke in 2013. Acme grew in 2016. The NSA left in 2019.";
    add(&mut library, &made("a", "A", None, text));
    let cases = [
        ("", "2013 2016 2019"),
        ("nsa", "2013 2016 2019"),
        ("entity:nsa", "2013 2019"),
        ("entity:nsa event:2014..2020", "2019"),
        ("event:2016", "2016"),
        ("entity:nsa entity:acme", ""),
        ("entity:nobody", ""),
    ];
    for (question, expected) in cases {
        let listing = EventListing {
            query: Query::parse(question).expect("understood"),
            ..EventListing::default()
        };
        let window = library.events(&listing, 0..9).expect("events");
        let years: Vec<String> = window
            .rows
            .iter()
            .map(|row| row.moment.to_string())
            .collect();
        assert_eq!(years.join(" "), expected, "{question}");
        assert_eq!(window.total, years.len(), "{question}");
    }
}

/// The hash of a feed's entry was that of its words alone once, and covers now what the feed tells
/// of it as well.
#[test]
fn entries_of_a_feed_keep_their_articles() {
    let hash = |digit: char| digit.to_string().repeat(64);
    let (words, others) = ("Listen to it here.", "Listen to it there.");
    for order in [["1", "2"], ["2", "1"]] {
        let mut library = Library::in_memory().expect("a library");
        let mut take = |path: &str, key: &str, title: &str, text: &str, sha256: String| {
            let (mut document, annotations) = made(key, title, None, text);
            document.sha256 = sha256;
            let source = Source {
                path: path.to_owned(),
                ..Source::default()
            };
            let added = library.add(&[Incoming {
                document: &document,
                annotations: &annotations,
                raw: text.as_bytes(),
                source: &source,
            }]);
            let (id, outcome) = added.expect("adds").outcomes[0];
            let article = library.article(id).expect("is there");
            (id, outcome, article.row.title, article.earlier)
        };
        let url = "https://post.example/feed";
        let first = take(url, "1", "First", words, String::new());
        let second = take(url, "2", "Second", words, String::new());
        assert_eq!((first.1, second.1), (Outcome::Added, Outcome::Unchanged));
        assert_eq!(first.0, second.0, "one of them was lost");

        for key in order {
            let (id, outcome, title, _) = match key {
                "1" => take(url, "1", "First", words, hash('a')),
                _ => take(url, "2", "Second", words, hash('b')),
            };
            let expected = match key {
                "1" => (false, Outcome::Added, "First"),
                // It had the word last.
                _ => (true, Outcome::Unchanged, "Second"),
            };
            assert_eq!(
                (id == first.0, outcome, title.as_str()),
                expected,
                "{order:?}"
            );
        }
        for (what, path, key, title, text, digit, outcome, earlier) in [
            (
                "again",
                url,
                "1",
                "First",
                words,
                'a',
                Outcome::Unchanged,
                0,
            ),
            (
                "again",
                url,
                "2",
                "Second",
                words,
                'b',
                Outcome::Unchanged,
                0,
            ),
            (
                "another title",
                url,
                "1",
                "Other",
                words,
                'c',
                Outcome::Unchanged,
                0,
            ),
            (
                "the title of before",
                url,
                "1",
                "First",
                words,
                'a',
                Outcome::Unchanged,
                0,
            ),
            (
                "another address",
                "https://a.example",
                "1",
                "First",
                words,
                'a',
                Outcome::Unchanged,
                0,
            ),
            (
                "other words",
                url,
                "1",
                "First",
                others,
                'd',
                Outcome::Changed,
                1,
            ),
            (
                "the words of before",
                url,
                "1",
                "First",
                words,
                'a',
                Outcome::Changed,
                2,
            ),
        ] {
            let found = take(path, key, title, text, hash(digit));
            assert_eq!(
                (found.0 == first.0, found.1),
                (key == "2", outcome),
                "{what}, {order:?}"
            );
            assert_eq!(
                (found.2.as_str(), found.3),
                (title, earlier),
                "{what}, {order:?}"
            );
        }
        // One whose feed moved before it was read with the new hash.
        let third = take(url, "3", "Third", "Read on.", String::new());
        let moved = take("https://a.example", "3", "Third", "Read on.", hash('e'));
        assert_eq!((moved.0, moved.1), (third.0, Outcome::Unchanged));
    }
}

/// Records were called by their numbers once: what is still mostly the same goes on as what it was.
#[test]
fn numbered_records_keep_their_articles() {
    let words = |of: &str, from: u32| -> String {
        let all: Vec<String> = (from..from + 100).map(|n| format!("{of}{n}")).collect();
        format!("{}.", all.join(" "))
    };
    let (old, edited, other) = (words("a", 0), words("a", 9), words("b", 0));
    let put = |library: &mut Library, records: &[(&str, &str, Option<&str>)], whole: bool| {
        let source = Source {
            // One that is there, so that it may hold what was left out.
            path: concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml").to_owned(),
            modified: Some(1),
            size: 9,
        };
        let batch: Vec<Prepared> = records
            .iter()
            .map(|(key, text, former)| {
                let (document, annotations) = made(key, "A title", None, text);
                let incoming = Incoming {
                    document: &document,
                    annotations: &annotations,
                    raw: text.as_bytes(),
                    source: &source,
                };
                Prepared::new(&incoming).once_called(former.map(str::to_owned))
            })
            .collect();
        let whole: Vec<String> = whole.then(|| source.path.clone()).into_iter().collect();
        library.put_whole(&batch, &whole).expect("puts").outcomes
    };
    for (what, now, whole, same, outcome) in [
        (
            "edited",
            vec![("k", edited.as_str(), Some("in-1"))],
            true,
            true,
            Outcome::Changed,
        ),
        (
            "another",
            vec![("k", &other, Some("in-1"))],
            true,
            false,
            Outcome::Added,
        ),
        (
            "at another number",
            vec![("k", &edited, Some("in-2"))],
            true,
            false,
            Outcome::Added,
        ),
        (
            "something left out",
            vec![("k", &edited, Some("in-1"))],
            false,
            false,
            Outcome::Added,
        ),
        (
            "it is there as well",
            vec![("k", &edited, Some("in-1")), ("l", &old, Some("in-2"))],
            true,
            false,
            Outcome::Added,
        ),
    ] {
        let mut library = Library::in_memory().expect("a library");
        let (first, _) = put(&mut library, &[("in-1", &old, None)], true)[0];
        let (id, became) = put(&mut library, &now, whole)[0];
        assert_eq!((id == first, became), (same, outcome), "{what}");
        let again = put(&mut library, &now, whole);
        assert_eq!(again[0], (id, Outcome::Unchanged), "{what}, again");
        let pruned = library.prune(|_| true, |_| false).expect("prunes");
        let lost = whole && !same && now.len() == 1;
        assert_eq!(pruned, usize::from(lost), "{what}");
        assert_eq!(library.check().expect("check"), Vec::<String>::new());
    }
}

/// An entry that its feed does not name had a name at random; one that is waited for has none here.
#[test]
fn entries_are_found_by_their_words_where_nothing_names_them() {
    let (random, bytes) = (
        "0b1e2d3c-4a5f-4677-8899-aabbccddeeff",
        "feed-aaaaaaaaaaaaaaaa",
    );
    for (what, before, pruned, key, same, outcome) in [
        ("drawn", random, false, bytes, true, Outcome::Unchanged),
        ("named", "1", false, bytes, false, Outcome::Added),
        ("now named", random, false, "1", false, Outcome::Added),
        ("pruned", "1", true, "1", true, Outcome::Added),
        ("pruned, drawn", random, true, bytes, true, Outcome::Added),
    ] {
        let mut library = Library::in_memory().expect("a library");
        let take = |library: &mut Library, key: &str, sha256: String| {
            let (mut document, annotations) = made(key, "A title", None, "Listen to it.");
            document.sha256 = sha256;
            let source = Source {
                path: "https://post.example/feed".to_owned(),
                ..Source::default()
            };
            let added = library.add(&[Incoming {
                document: &document,
                annotations: &annotations,
                raw: document.text.as_bytes(),
                source: &source,
            }]);
            added.expect("adds").outcomes[0]
        };
        let (first, _) = take(&mut library, before, String::new());
        if pruned {
            assert_eq!(library.prune(|_| true, |_| true).expect("prunes"), 1);
        }
        let (id, became) = take(&mut library, key, "a".repeat(64));
        assert_eq!((id == first, became), (same, outcome), "{what}");
        let again = take(&mut library, key, "a".repeat(64));
        assert_eq!(again, (id, Outcome::Unchanged), "{what}, again");
        // Another with the same words is another article.
        let other = take(&mut library, "2", "b".repeat(64));
        assert!(other.0 != id && other.1 == Outcome::Added, "{what}");
        assert_eq!(library.check().expect("check"), Vec::<String>::new());
    }
}

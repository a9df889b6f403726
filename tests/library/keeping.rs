//! What is kept: over closing, copies, other readers and writers, newer layouts.

use crate::{Folder, add, five, found, keys, made};
use briefing::library::{Access, Error, EventListing, Library, Listing, Outcome, Query};
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

//! The library through its doors.

use briefing::library::{
    Access, Added, Error, EventListing, EventOrder, EventScope, Incoming, Library, Listing,
    Outcome, Prepared, Query, Sort, Source,
};
use briefing::model::{
    Annotations, ArticleId, Basis, Change, Day, Document, Entity, EntityId, Event, Kind, Mention,
    Moment, Published, Rule, Sourced, Span, Timex, TimexKind,
};

mod library {
    mod work;
}

#[path = "library/corrections.rs"]
mod corrections;

/// A document with a title, a date and a text; every "NSA" and "Acme" is a mention, every year
/// an event.
fn made(id: &str, title: &str, date: Option<&str>, text: &str) -> (Document, Annotations) {
    let mut document = Document {
        id: id.to_owned(),
        path: Some(format!("{id}.txt")),
        text: text.to_owned(),
        ..Document::default()
    };
    document.meta.title = Some(Sourced {
        value: title.to_owned(),
        basis: Basis::Text,
    });
    document.meta.published = date.map(|value| Published {
        moment: Moment::parse(value).expect("a date"),
        value: value.to_owned(),
        basis: Basis::Manifest,
        estimated: value.len() < 10,
    });
    let mut found = Annotations {
        sentences: sentences(text),
        ..Annotations::default()
    };
    for (name, full, kind) in [
        ("NSA", "National Security Agency", Kind::Agency),
        ("Acme", "Acme Ltd", Kind::Company),
    ] {
        let entity = found.entities.len() as u32;
        let spots: Vec<_> = text.match_indices(name).collect();
        if spots.is_empty() {
            continue;
        }
        found.entities.push(Entity {
            id: EntityId::new(kind, &full.to_lowercase().replace(' ', "-")),
            kind,
            name: full.to_owned(),
            aliases: vec![name.to_owned()],
            country: None,
            parent: None,
            note: None,
            listed: true,
        });
        for (at, word) in spots {
            found.mentions.push(Mention {
                span: Span::new(at, at + word.len()),
                entity,
                rule: Rule::Gazetteer,
                confidence: 0.9,
                evidence: String::new(),
                open: Vec::new(),
            });
        }
    }
    found.mentions.sort_by_key(|mention| mention.span);
    for sentence in found.sentences.clone() {
        let letters = sentence.of(text);
        let Some(at) = letters.find("20").filter(|at| letters.len() >= at + 4) else {
            continue;
        };
        let Some(moment) = Moment::parse(&letters[at..at + 4]) else {
            continue;
        };
        let date = found.dates.len() as u32;
        let start = sentence.start as usize + at;
        found.dates.push(Timex {
            span: Span::new(start, start + 4),
            kind: TimexKind::Date,
            value: letters[at..at + 4].to_owned(),
            modifier: None,
            moment: Some(moment),
        });
        let mut entities: Vec<u32> = found
            .mentions
            .iter()
            .filter(|mention| sentence.contains(mention.span))
            .map(|mention| mention.entity)
            .collect();
        entities.dedup();
        found.events.push(Event {
            span: sentence,
            short: sentence,
            date,
            moment,
            incident: None,
            entities,
        });
    }
    (document, found)
}

fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices('.') {
        let from = start + (text[start..].len() - text[start..].trim_start().len());
        out.push(Span::new(from, at + 1));
        start = at + 1;
    }
    out
}

fn add(
    library: &mut Library,
    (document, annotations): &(Document, Annotations),
) -> (ArticleId, Outcome) {
    let source = Source {
        path: format!("/in/{}.txt", document.id),
        modified: Some(1),
        size: document.text.len() as u64,
    };
    let added: Added = library
        .add(&[Incoming {
            document,
            annotations,
            raw: document.text.as_bytes(),
            source: &source,
        }])
        .expect("adds");
    added.outcomes[0]
}

fn five() -> Library {
    let mut library = Library::in_memory().expect("memory");
    for document in [
        made(
            "a",
            "The beta",
            Some("2024-10"),
            "The NSA spoke in 2013. Acme denied it.",
        ),
        made(
            "b",
            "Alpha",
            Some("2024-04-25"),
            "Acme and the NSA met in 2016. The NSA paid Acme.",
        ),
        made("c", "Élan", None, "Nothing of note."),
        made("d", "Delta", Some("2022-08"), "Acme grew in 2009."),
        made("e", "Gamma", Some("2024-10-03"), "A quiet day."),
    ] {
        add(&mut library, &document);
    }
    library
}

fn keys(library: &Library, listing: &Listing) -> String {
    let window = library.articles(listing, 0..100).expect("window");
    window.rows.iter().map(|row| row.key.as_str()).collect()
}

#[test]
fn lists_are_sorted_and_windows_fit_the_whole() {
    let library = five();
    let by = |sort| Listing {
        sort,
        ..Listing::default()
    };
    assert_eq!(keys(&library, &by(Sort::Date)), "eabdc");
    assert_eq!(keys(&library, &by(Sort::Title)), "badce");
    for sort in [Sort::Date, Sort::Title, Sort::Relevance] {
        let listing = by(sort);
        let whole = library.articles(&listing, 0..9).expect("window");
        assert_eq!((whole.total, whole.rows.len()), (5, 5));
        for from in 0..6 {
            for to in from..7 {
                let window = library.articles(&listing, from..to).expect("window");
                let expected = &whole.rows[from.min(5)..to.min(5)];
                assert_eq!(window.rows, expected, "{sort:?} {from}..{to}");
            }
        }
        for (place, row) in whole.rows.iter().enumerate() {
            assert_eq!(
                library.position(&listing, row.id).expect("position"),
                Some(place)
            );
            let next = library.neighbour(&listing, row.id, 1).expect("neighbour");
            assert_eq!(next, whole.rows.get(place + 1).map(|row| row.id));
            let before = library.neighbour(&listing, row.id, -1).expect("neighbour");
            assert_eq!(before, place.checked_sub(1).map(|p| whole.rows[p].id));
        }
        assert_eq!(
            library.position(&listing, ArticleId(99)).expect("position"),
            None
        );
    }
}

/// After its first articles a library packs with what it learnt of them; whoever reads meanwhile
/// hears of it.
#[test]
fn what_is_packed_with_what_was_learnt_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("library.db");
    let mut library = Library::open(&path, Access::ReadWrite).expect("opens");
    let reader = Library::open(&path, Access::ReadOnly).expect("opens");
    let given: Vec<_> = (0..540)
        .map(|number| {
            let text = format!(
                "The NSA spoke in {}. Acme denied matter {} of file {number}. {}",
                2000 + number % 30,
                number * 7919 % 1000,
                "The committee heard a witness on the contract. ".repeat(1 + number % 4)
            );
            made(
                &format!("d{number}"),
                "A title",
                Some("2024-10"),
                text.trim(),
            )
        })
        .collect();
    let source = Source::default();
    let put = |library: &mut Library, part: &[(Document, Annotations)]| {
        let dictionaries = library.dictionaries().expect("dictionaries");
        let batch: Vec<Prepared> = part
            .iter()
            .map(|(document, annotations)| {
                let incoming = Incoming {
                    document,
                    annotations,
                    raw: document.text.as_bytes(),
                    source: &source,
                };
                Prepared::with(&incoming, dictionaries)
            })
            .collect();
        library.put(&batch).expect("puts");
        library.learn().expect("learns");
    };
    put(&mut library, &given[..499]);
    assert!(library.dictionaries().expect("dictionaries").is_empty());
    put(&mut library, &given[499..505]);
    assert!(!library.dictionaries().expect("dictionaries").is_empty());
    put(&mut library, &given[505..]);
    for library in [&library, &reader] {
        for (at, (document, annotations)) in given.iter().enumerate() {
            let article = library.article(ArticleId(at as i64 + 1)).expect("article");
            assert_eq!(
                (&article.document, &article.annotations),
                (document, annotations)
            );
        }
        assert_eq!(library.check().expect("looks"), [""; 0]);
    }
}

#[test]
fn an_article_comes_back_whole() {
    let mut library = Library::in_memory().expect("memory");
    let given = made(
        "a",
        "The beta",
        Some("2024-10"),
        "The NSA spoke in 2013. Acme denied it.",
    );
    let (id, outcome) = add(&mut library, &given);
    assert_eq!(outcome, Outcome::Added);
    let article = library.article(id).expect("article");
    assert_eq!(article.document, given.0);
    assert_eq!(article.annotations, given.1);
    assert_eq!(article.row.published, Moment::parse("2024-10"));
    assert!(article.row.estimated);
    assert!(matches!(
        library.article(ArticleId(77)),
        Err(Error::NoArticle(ArticleId(77)))
    ));
}

fn found(library: &Library, question: &str) -> String {
    let query = Query::parse(question).unwrap_or_else(|e| panic!("{question}: {e}"));
    let listing = Listing {
        query,
        sort: Sort::Date,
    };
    let keys = keys(library, &listing);
    assert_eq!(library.count(&listing).expect("count"), keys.len());
    keys
}

#[test]
fn queries_find_their_articles() {
    let mut library = five();
    library.set_today(Day::new(2024, 11, 5));
    let by_key = |library: &Library, key: &str| {
        let all = library.articles(&Listing::default(), 0..9).expect("window");
        all.rows
            .into_iter()
            .find(|row| row.key == key)
            .expect("there")
            .id
    };
    let (a, d) = (by_key(&library, "a"), by_key(&library, "d"));
    library
        .record(&Change::Read {
            article: a,
            read: true,
        })
        .expect("record");
    library
        .record(&Change::Star {
            article: d,
            star: true,
        })
        .expect("record");
    let cases = [
        ("acme", "abd"),
        ("ACME nsa", "ab"),
        ("acme -nsa", "d"),
        ("-acme", "ec"),
        ("quiet OR note", "ec"),
        ("(quiet OR spoke) nsa", "a"),
        ("\"acme denied\"", "a"),
        ("\"denied acme\"", ""),
        ("elan", "c"),
        ("title:elan", "c"),
        ("title:acme", ""),
        ("spok*", "a"),
        ("spok", ""),
        ("denide~", "a"),
        ("entity:nsa", "ab"),
        ("entity:agency:national-security-agency", "ab"),
        ("agency:national", "ab"),
        ("company:nsa", ""),
        ("company:\"acme ltd\"", "abd"),
        ("kind:company", "abd"),
        ("kind:person", ""),
        ("after:2024-10", "ea"),
        ("after:2024-10-15", "a"),
        ("before:2024-10", "bd"),
        ("before:2024", "d"),
        ("on:2024", "eab"),
        ("on:\"last month\"", "ea"),
        ("-on:2024", "dc"),
        ("event:2016", "b"),
        ("event:2016-05", ""),
        ("event:2009..2013", "ad"),
        ("is:unread", "ebdc"),
        ("is:read", "a"),
        ("is:starred", "d"),
        ("is:estimated", "ad"),
        ("is:clipped", ""),
        ("is:duplicate", ""),
        ("has:event", "abd"),
        ("has:date", "eabd"),
        ("has:quote", ""),
        ("lang:en", ""),
    ];
    for (question, expected) in cases {
        assert_eq!(found(&library, question), expected, "{question}");
    }
    library
        .record(&Change::Read {
            article: d,
            read: true,
        })
        .expect("record");
    assert_eq!(found(&library, "is:unread"), "ebc");
}

#[test]
fn search_shows_sentences_best_first() {
    let library = five();
    let search = |question: &str| -> Vec<String> {
        let query = Query::parse(question).expect("understood");
        let window = library.search(&query, 0..50).expect("search");
        assert_eq!(window.total, window.rows.len());
        for (place, hit) in window.rows.iter().enumerate() {
            let one = library.search(&query, place..place + 1).expect("search");
            assert_eq!(
                (one.rows.as_slice(), one.first),
                (&[hit.clone()][..], place)
            );
            if !hit.span.is_empty() {
                let text = library.text(hit.article).expect("text");
                assert_eq!(hit.span.of(&text), hit.text);
            }
        }
        let show = |hit: &briefing::library::Hit| {
            let mut out = hit.text.clone();
            for span in hit.lit.iter().rev() {
                out.insert(span.end as usize, ']');
                out.insert(span.start as usize, '[');
            }
            out
        };
        window.rows.iter().map(show).collect()
    };
    assert_eq!(
        search("acme nsa"),
        [
            "The [NSA] paid [Acme].",
            "[Acme] and the [NSA] met in 2016.",
            "The [NSA] spoke in 2013.",
            "[Acme] denied it.",
        ]
    );
    assert_eq!(search("\"met in\""), ["Acme and the NSA [met in] 2016."]);
    assert_eq!(search("elan"), ["[Élan]"]);
    assert_eq!(search("event:2009"), ["Acme grew in [2009]."]);
    assert_eq!(search("entity:nsa 2013"), ["The [NSA] spoke in [2013]."]);
    assert_eq!(search("has:date quiet"), ["A [quiet] day."]);
    assert!(search("nothingness").is_empty());
}

#[test]
fn the_same_bytes_are_one_document_and_new_ones_a_version() {
    let mut library = five();
    let total = library.totals().expect("totals");
    let listing = Listing::default();
    let first = library.articles(&listing, 0..1).expect("window").rows[0].id;
    library
        .record(&Change::Read {
            article: first,
            read: true,
        })
        .expect("record");
    let same = made("e", "Gamma", Some("2024-10-03"), "A quiet day.");
    assert_eq!(add(&mut library, &same), (first, Outcome::Unchanged));
    assert_eq!(library.totals().expect("totals"), total);

    // Another file with the same bytes.
    let moved = made("e", "Gamma", Some("2024-10-03"), "A quiet day.");
    let elsewhere = Source {
        path: "/out/e.txt".to_owned(),
        modified: Some(2),
        size: 12,
    };
    let added = library
        .add(&[Incoming {
            document: &moved.0,
            annotations: &moved.1,
            raw: b"A quiet day.",
            source: &elsewhere,
        }])
        .expect("adds");
    assert_eq!(added.outcomes, [(first, Outcome::Unchanged)]);
    assert!(library.is_current(&elsewhere).expect("current"));
    assert!(
        !library
            .is_current(&Source {
                modified: Some(3),
                ..elsewhere
            })
            .expect("current")
    );

    let changed = made(
        "e",
        "Gamma",
        Some("2024-10-03"),
        "A loud day. The NSA came in 2024.",
    );
    assert_eq!(add(&mut library, &changed), (first, Outcome::Changed));
    assert_eq!(library.count(&listing).expect("count"), 5);
    let article = library.article(first).expect("article");
    assert_eq!(article.document.text, changed.0.text);
    assert!(article.row.read);
    assert_eq!(found(&library, "quiet"), "");
    assert_eq!(found(&library, "loud nsa event:2024"), "e");
    let versions = library.versions(first).expect("versions");
    let texts: Vec<&str> = versions.iter().map(|v| v.text.as_str()).collect();
    assert_eq!(texts, ["A quiet day."]);
    assert_eq!(library.raw(first).expect("raw"), changed.0.text.as_bytes());

    // And back: what was derived is as it was, the newer text is kept.
    assert_eq!(add(&mut library, &same), (first, Outcome::Changed));
    assert_eq!(library.totals().expect("totals"), total);
    assert_eq!(library.versions(first).expect("versions").len(), 2);
    assert_eq!(found(&library, "quiet"), "e");
    assert_eq!(library.check().expect("check"), Vec::<String>::new());
}

#[test]
fn better_marks_for_the_same_bytes_take_the_place_of_the_old() {
    let mut library = Library::in_memory().expect("memory");
    let (document, found) = made(
        "a",
        "A",
        Some("2024"),
        "The NSA spoke in 2013. Acme denied it.",
    );
    let id = add(&mut library, &(document.clone(), Annotations::default())).0;
    assert_eq!(library.names().expect("names"), []);
    let before = library.generation().expect("generation");
    assert_eq!(
        add(&mut library, &(document, found.clone())),
        (id, Outcome::Unchanged)
    );
    assert_eq!(library.article(id).expect("article").annotations, found);
    assert_eq!(library.names().expect("names").len(), 2);
    assert!(library.generation().expect("generation") > before);
    assert_eq!(library.totals().expect("totals").articles, 1);
}

#[test]
fn entities_are_counted_over_articles_and_sentences() {
    let library = five();
    let names: Vec<(String, u32, u32)> = library
        .names()
        .expect("names")
        .into_iter()
        .map(|row| (row.name, row.mentions, row.articles))
        .collect();
    let expected = [("Acme Ltd", 4, 3), ("National Security Agency", 3, 2)];
    let expected = expected.map(|(name, mentions, articles)| (name.to_owned(), mentions, articles));
    assert_eq!(names, expected);
    for name in [
        "nsa",
        "NSÁ",
        "National  security agency",
        "agency:national-security-agency",
    ] {
        let rows = library.find_entity(name).expect("find");
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids, ["agency:national-security-agency"], "{name}");
    }
    assert_eq!(library.find_entity("nas").expect("find"), []);
    let nsa = EntityId::new(Kind::Agency, "national-security-agency");
    let (entity, row) = library.entity(&nsa).expect("entity").expect("known");
    assert_eq!((entity.aliases, row.mentions), (vec!["NSA".to_owned()], 3));
    assert_eq!(library.entity(&EntityId::default()).expect("entity"), None);
    let together = library.together(&nsa).expect("together");
    assert_eq!(together.len(), 1);
    let acme = &together[0];
    assert_eq!((acme.articles, acme.sentences), (2, 2));
    assert_eq!((acme.total_articles, acme.total_sentences), (3, 4));
    assert_eq!(library.sentences_naming(&nsa).expect("sentences"), 3);
    let postings = library.postings(&nsa).expect("postings");
    let counts: Vec<u32> = postings.iter().map(|(_, count)| *count).collect();
    assert_eq!(counts, [1, 2]);
}

#[test]
fn events_are_windows_in_order_of_time() {
    let library = five();
    let lines = |listing: &EventListing| -> Vec<String> {
        let whole = library.events(listing, 0..99).expect("events");
        assert_eq!(whole.total, whole.rows.len());
        for from in 0..=whole.total {
            for to in from..=whole.total {
                let window = library.events(listing, from..to).expect("events");
                assert_eq!(window.rows, whole.rows[from..to]);
            }
        }
        let days = library.event_days(listing).expect("days");
        let sum: u32 = days.iter().map(|(_, count)| count).sum();
        assert_eq!(sum as usize, whole.total);
        whole
            .rows
            .iter()
            .map(|row| format!("{} {}", row.moment, row.short))
            .collect()
    };
    let all = EventListing::default();
    assert_eq!(
        lines(&all),
        [
            "2009 Acme grew in 2009.",
            "2013 The NSA spoke in 2013.",
            "2016 Acme and the NSA met in 2016."
        ]
    );
    assert_eq!(
        library
            .event_position(&all, Day::new(2013, 1, 1))
            .expect("position"),
        1
    );
    assert_eq!(
        library
            .event_position(&all, Day::new(2013, 1, 2))
            .expect("position"),
        2
    );
    let by_publication = EventListing {
        order: EventOrder::Publication,
        ..EventListing::default()
    };
    assert_eq!(
        lines(&by_publication),
        [
            "2009 Acme grew in 2009.",
            "2016 Acme and the NSA met in 2016.",
            "2013 The NSA spoke in 2013."
        ]
    );
    let nsa = EntityId::new(Kind::Agency, "national-security-agency");
    let scoped = |scope, question: &str| EventListing {
        scope,
        query: Query::parse(question).expect("understood"),
        ..EventListing::default()
    };
    assert_eq!(
        lines(&scoped(EventScope::Entity(nsa), "")),
        [
            "2013 The NSA spoke in 2013.",
            "2016 Acme and the NSA met in 2016."
        ]
    );
    assert_eq!(
        lines(&scoped(EventScope::Article(ArticleId(4)), "")),
        ["2009 Acme grew in 2009."]
    );
    assert_eq!(
        lines(&scoped(EventScope::Corpus, "title:alpha")),
        ["2016 Acme and the NSA met in 2016."]
    );
    assert_eq!(
        lines(&scoped(EventScope::Corpus, "event:2009..2013")).len(),
        2
    );
    assert_eq!(
        lines(&scoped(EventScope::Corpus, "title:nowhere")),
        Vec::<String>::new()
    );
}

/// A folder of its own for a test, gone at the end.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("briefing-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn file(&self, name: &str) -> std::path::PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

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
    assert_eq!(library.prune(|path| path == "/in/e.txt").expect("prune"), 1);
    assert_eq!(keys(&library, &listing), "abdc");
    assert_eq!(found(&library, "is:starred"), "");
    assert_eq!(library.check().expect("check"), Vec::<String>::new());
    let same = made("e", "Gamma", Some("2024-10-03"), "A quiet day.");
    assert_eq!(add(&mut library, &same), (first.id, Outcome::Added));
    assert_eq!(library.totals().expect("totals"), total);
    assert_eq!(found(&library, "is:starred"), "e");
    assert_eq!(library.prune(|_| true).expect("prune"), 5);
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

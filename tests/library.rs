//! The library through its doors.

use briefing::library::{
    Access, Added, Error, Incoming, Library, Listing, Outcome, Prepared, Query, Sort, Source,
};
use briefing::model::{
    Annotations, ArticleId, Basis, Change, Day, Document, Entity, EntityId, Event, Kind, Mention,
    Moment, Published, Rule, Sourced, Span, Timex, TimexKind,
};

mod library {
    mod counts;
    mod keeping;
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
    // Packed without, and told anew as an entry of a feed is: its bytes are the same.
    let mut told = given.clone();
    told[0].0.sha256 = "c".repeat(64);
    let version = |library: &Library| library.versions(ArticleId(1)).expect("versions");
    put(&mut library, &told[..1]);
    assert_eq!(version(&library).len(), 0);
    put(&mut library, &given[..1]);
    assert_eq!(version(&library).len(), 0);
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

//! The library through its doors.

use briefing::library::{Access, Added, Error, Incoming, Library, Listing, Outcome, Sort, Source};
use briefing::model::{
    Annotations, ArticleId, Basis, Change, Document, Entity, EntityId, Event, Kind, Mention,
    Moment, Published, Rule, Sourced, Span, Timex, TimexKind,
};

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

//! Corrections: they hold in every answer at once, come off without a trace, and survive everything.

use super::sentences;
use briefing::library::{
    EventLine, EventListing, EventScope, Incoming, Library, Listing, Query, Sort, Source,
};
use briefing::model::{
    Anchor, Annotations, ArticleId, Change, Correction, Document, Entity, EntityId, Event,
    Incident, IncidentKind, Kind, Mention, Moment, Named, Quotation, Rule, Span, Stance, Timex,
    TimexKind,
};
use proptest::prelude::*;
use std::fmt::Write;

/// Names as they stand in the texts, and whom the marks take them for.
const WORLD: [(&str, &str, Kind); 7] = [
    ("NSA", "National Security Agency", Kind::Agency),
    ("Fort", "National Security Agency", Kind::Agency),
    ("Acme", "Acme Ltd", Kind::Company),
    ("Akme", "Akme", Kind::Company),
    ("Bolt", "Bolt", Kind::Person),
    ("Delta", "Delta", Kind::Group),
    ("Élan", "Élan", Kind::Organisation),
];

const TEXTS: [&str; 5] = [
    "The NSA spoke in 2013. Acme denied it. Bolt said so in 2014.",
    "Akme and the NSA met in 2016. Fort paid Acme. Delta and Bolt were there in 2016.",
    "Nobody was named. Cobalt Nine came in 2015 with Élan.",
    "Fort, Fort and Akme: 2009. Cobalt Nine told Bolt and Acme of Cobalt Nine's plan in 2010.",
    "Delta met Delta. Acme Delta is a name in 2017.",
];

fn named(name: &str) -> Named {
    let found = WORLD.iter().find(|(_, full, _)| *full == name);
    Named::new(found.map_or(Kind::Company, |(.., kind)| *kind), name)
}

fn id(name: &str) -> EntityId {
    named(name).id
}

/// A document in which every name of the world is marked.
fn made(at: usize, text: &str) -> (Document, Annotations) {
    let document = Document {
        id: format!("d{at}"),
        path: Some(format!("d{at}.txt")),
        text: text.to_owned(),
        sha256: format!("{at:064x}"),
        ..Document::default()
    };
    let mut spots: Vec<(Span, &str)> = WORLD
        .iter()
        .flat_map(|(word, full, _)| {
            text.match_indices(word)
                .map(move |(at, _)| (Span::new(at, at + word.len()), *full))
        })
        .collect();
    spots.sort();
    let mut found = Annotations {
        sentences: sentences(text),
        ..Annotations::default()
    };
    for (span, full) in spots {
        let known = found.entities.iter().position(|entity| entity.name == full);
        let entity = known.unwrap_or_else(|| {
            let Named { id, kind, name } = named(full);
            let words = WORLD
                .iter()
                .filter(|(word, own, _)| *own == full && *word != full);
            found.entities.push(Entity {
                id,
                kind,
                name,
                aliases: words.map(|(word, ..)| (*word).to_owned()).collect(),
                country: None,
                parent: None,
                note: None,
                listed: true,
            });
            found.entities.len() - 1
        }) as u32;
        found.mentions.push(Mention {
            span,
            entity,
            rule: Rule::Gazetteer,
            confidence: 0.9,
            evidence: "list".to_owned(),
            open: Vec::new(),
        });
    }
    for sentence in found.sentences.clone() {
        let here: Vec<&Mention> = found
            .mentions
            .iter()
            .filter(|mention| sentence.contains(mention.span))
            .collect();
        let mut entities: Vec<u32> = Vec::new();
        for mention in &here {
            if !entities.contains(&mention.entity) {
                entities.push(mention.entity);
            }
        }
        if let Some(first) = here.first() {
            found.quotes.push(Quotation {
                span: sentence,
                direct: false,
                speaker: None,
                speaker_span: Some(first.span),
                speaker_entity: Some(first.entity),
                cue: None,
            });
        }
        let letters = sentence.of(text);
        let Some(at) = letters.find("20") else {
            continue;
        };
        let (start, moment) = (sentence.start as usize + at, &letters[at..at + 4]);
        found.incidents.push(Incident {
            span: sentence,
            trigger: sentence,
            kind: IncidentKind::Operation,
            stance: Stance::Fact,
            date: None,
            value: None,
            moment: None,
            participants: entities.clone(),
            places: Vec::new(),
            name: None,
        });
        found.events.push(Event {
            span: sentence,
            short: sentence,
            date: found.dates.len() as u32,
            moment: Moment::parse(moment).expect("a year"),
            incident: None,
            entities,
        });
        found.dates.push(Timex {
            span: Span::new(start, start + 4),
            kind: TimexKind::Date,
            value: moment.to_owned(),
            modifier: None,
            moment: Moment::parse(moment),
        });
    }
    (document, found)
}

fn take_in(library: &mut Library, order: &[usize]) {
    for &at in order {
        let (document, annotations) = made(at, TEXTS[at]);
        let source = Source {
            path: format!("/in/d{at}.txt"),
            modified: Some(1),
            size: 1,
        };
        library
            .add(&[Incoming {
                document: &document,
                annotations: &annotations,
                raw: TEXTS[at].as_bytes(),
                source: &source,
            }])
            .expect("added");
    }
}

fn five() -> Library {
    let mut library = Library::in_memory().expect("memory");
    take_in(&mut library, &[0, 1, 2, 3, 4]);
    library
}

fn correct(library: &mut Library, correction: &Correction, on: bool) {
    let correction = Box::new(correction.clone());
    library
        .record(&Change::Correct { correction, on })
        .expect("recorded");
}

/// Everything that anybody can see of the marks.
fn seen(library: &Library) -> String {
    let mut out = String::new();
    let mut rows = library.names().expect("names");
    rows.sort_by(|a, b| a.id.cmp(&b.id));
    assert_eq!(library.entity_count().expect("count"), rows.len());
    for row in rows {
        let (mut entity, line) = library.entity(&row.id).expect("entity").expect("there");
        entity.aliases.sort();
        assert_eq!((&line.name, line.mentions), (&row.name, row.mentions));
        writeln!(
            out,
            "{} {} {} {} in {} sentences {} as {}",
            row.id,
            row.kind,
            row.name,
            row.mentions,
            row.articles,
            library.sentences_naming(&row.id).expect("sentences"),
            entity.aliases.join(","),
        )
        .expect("a string");
        let postings = library.postings(&row.id).expect("postings");
        assert_eq!(postings.len(), row.articles as usize, "{}", row.id);
        writeln!(out, "  {postings:?}").expect("a string");
        let mut company = library.together(&row.id, |_| false).expect("together");
        // Ties are told apart by which entity came first.
        company.sort_by(|a, b| a.id.cmp(&b.id));
        for with in company {
            let (articles, sentences) = (with.articles, with.sentences);
            let (of, all) = (with.total_articles, with.total_sentences);
            writeln!(out, "  with {} {articles}/{of} {sentences}/{all}", with.id)
                .expect("a string");
        }
        let listing = EventListing {
            scope: EventScope::Entity(row.id.clone()),
            ..EventListing::default()
        };
        out.push_str(&lines(library, &listing));
        for query in [
            format!("entity:\"{}\"", row.name),
            format!("{}:\"{}\"", row.kind, row.name),
            format!("kind:{}", row.kind),
        ] {
            writeln!(out, "  {query} {:?}", found(library, &query)).expect("a string");
        }
    }
    let whole = library.articles(&Listing::default(), 0..50).expect("list");
    for row in whole.rows {
        let article = library.article(row.id).expect("article");
        let marks = &article.annotations;
        writeln!(out, "{:?} {} {marks:?}", row.id, row.mentions).expect("a string");
        let named: u32 = marks.mentions.len() as u32;
        assert_eq!(row.mentions, named, "{:?}", row.id);
    }
    out.push_str(&lines(library, &EventListing::default()));
    assert_eq!(library.check().expect("checked"), Vec::<String>::new());
    assert_eq!(library.unamended().expect("counted"), 0);
    out
}

/// The events of a listing, with whom they name.
fn lines(library: &Library, listing: &EventListing) -> String {
    let rows = library.events(listing, 0..50).expect("events").rows;
    let line = |line: &EventLine| {
        let named = line.entities.iter().map(|row| library.id_of(*row));
        let named: Vec<_> = named.collect::<Result<_, _>>().expect("ids");
        format!("{} {:?} {named:?}\n", line.moment, line.article)
    };
    rows.iter().map(line).collect()
}

/// The first line in which two differ.
fn apart(one: &str, other: &str) -> Option<(String, String)> {
    let mut others = other.lines();
    let mut pairs = one
        .lines()
        .map(|line| (line, others.next().unwrap_or_default()));
    let found = pairs.find(|(a, b)| a != b);
    found
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .or_else(|| Some((String::new(), others.next()?.to_owned())))
}

fn found(library: &Library, query: &str) -> Vec<i64> {
    let listing = Listing {
        query: Query::parse(query).expect("a query"),
        sort: Sort::Title,
    };
    let window = library.articles(&listing, 0..50).expect("list");
    window.rows.iter().map(|row| row.id.0).collect()
}

fn anchor(article: i64, words: &str) -> Anchor {
    let (document, _) = made(article as usize - 1, TEXTS[article as usize - 1]);
    let at = document.text.find(words).expect("it says so");
    Anchor::new(
        ArticleId(article),
        &document,
        Span::new(at, at + words.len()),
    )
}

/// Every sort of correction, as `kind` says.
fn any(kind: usize, a: usize, b: usize) -> Correction {
    let names = [
        "National Security Agency",
        "Acme Ltd",
        "Akme",
        "Bolt",
        "Delta",
        "Élan",
        "Cobalt Nine",
    ];
    let words = [
        "NSA",
        "Fort",
        "Acme",
        "Akme",
        "Bolt",
        "Delta",
        "Élan",
        "Cobalt Nine",
        "acme delta",
    ];
    let (one, two) = (named(names[a % 7]), named(names[b % 7]));
    let word = words[b % 9].to_owned();
    match kind {
        0 | 1 if one != two => Correction::Merge {
            from: one,
            into: two,
        },
        2 => Correction::Split {
            to: Named::new(Kind::Group, &word),
            entity: one,
            alias: word,
        },
        3 => Correction::Reject {
            entity: one,
            text: word,
            at: None,
        },
        4 => Correction::Reject {
            entity: one,
            text: String::new(),
            at: None,
        },
        5 => Correction::Rename {
            entity: one,
            name: format!("New {}", b % 3),
        },
        6 => Correction::Retype {
            entity: one,
            kind: Kind::ALL[b % 10],
        },
        7 => Correction::Add {
            text: word,
            to: one,
            at: None,
        },
        8 => Correction::Stop { alias: word },
        9 => Correction::Reject {
            entity: one,
            text: "Bolt".to_owned(),
            at: Some(anchor([1, 2, 4][b % 3], "Bolt")),
        },
        _ => Correction::Add {
            text: "Nobody".to_owned(),
            to: one,
            at: Some(anchor(3, "Nobody")),
        },
    }
}

fn some() -> impl Strategy<Value = Vec<Correction>> {
    let one = (0_usize..11, 0_usize..7, 0_usize..9);
    proptest::collection::vec(one.prop_map(|(kind, a, b)| any(kind, a, b)), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Each correction comes off without a trace, whatever came before.
    #[test]
    fn what_is_undone_was_never_done(steps in some()) {
        let mut library = five();
        let mut states = vec![seen(&library)];
        for step in &steps {
            correct(&mut library, step, true);
            states.push(seen(&library));
        }
        for (step, state) in steps.iter().zip(&states).rev() {
            correct(&mut library, step, false);
            prop_assert_eq!(apart(&seen(&library), state), None, "after {} ended", step);
        }
        prop_assert!(library.corrections().expect("read").is_empty());
    }

    /// It makes no difference whether documents come before or after what corrects them, or both.
    #[test]
    fn documents_that_come_later_are_corrected_too(steps in some()) {
        let mut before = five();
        for step in &steps {
            correct(&mut before, step, true);
        }
        let state = seen(&before);
        take_in(&mut before, &[3, 1, 4]);
        prop_assert_eq!(apart(&seen(&before), &state), None, "the same bytes again");
        before.prune(|_| true, |path| path.ends_with("d1.txt")).expect("pruned");
        take_in(&mut before, &[1]);
        prop_assert_eq!(apart(&seen(&before), &state), None, "gone and back");
        let mut after = Library::in_memory().expect("memory");
        for step in &steps {
            correct(&mut after, step, true);
        }
        take_in(&mut after, &[0, 1, 2, 3, 4]);
        prop_assert_eq!(apart(&seen(&after), &state), None, "corrections first");
    }
}

#[test]
fn a_merge_holds_in_every_answer() {
    let mut library = five();
    let merge = Correction::Merge {
        from: named("Akme"),
        into: named("Acme Ltd"),
    };
    correct(&mut library, &merge, true);
    let (entity, row) = library.entity(&id("Akme")).expect("read").expect("there");
    assert_eq!(
        (entity.id, entity.name.as_str()),
        (id("Acme Ltd"), "Acme Ltd")
    );
    assert!(entity.aliases.contains(&"Akme".to_owned()));
    assert_eq!((row.mentions, row.articles), (6, 4));
    assert_eq!(found(&library, "entity:akme"), [1, 2, 4, 5]);
    assert_eq!(found(&library, "company:\"acme ltd\""), [1, 2, 4, 5]);
    let article = library.article(ArticleId(2)).expect("there");
    let mention = &article.annotations.mentions[0];
    let entity = &article.annotations.entities[mention.entity as usize];
    assert_eq!(entity.id, id("Acme Ltd"));
    assert_eq!(mention.evidence, "list; Akme, merged by the analyst");
    assert_eq!(library.find_entity("akme").expect("read").len(), 1);
    assert_eq!(
        library.complete("entity:ak", 9).expect("read").suggestions[0].text,
        "entity:\"Acme Ltd\""
    );
}

#[test]
fn what_is_added_stands_wherever_it_is_said() {
    let mut library = five();
    let add = Correction::Add {
        text: "Cobalt Nine".to_owned(),
        to: Named::new(Kind::Group, "Cobalt Nine"),
        at: None,
    };
    assert_eq!(found(&library, "group:\"cobalt nine\""), [0; 0]);
    correct(&mut library, &add, true);
    assert_eq!(found(&library, "group:\"cobalt nine\""), [3, 4]);
    let article = library.article(ArticleId(4)).expect("there");
    let own: Vec<_> = article
        .annotations
        .mentions
        .iter()
        .filter(|mention| mention.rule == Rule::Analyst)
        .map(|mention| article.document.slice(mention.span))
        .collect();
    assert_eq!(
        own,
        ["Cobalt Nine", "Cobalt Nine"],
        "the possessive is no part of it"
    );
    let events = EventListing {
        scope: EventScope::Entity(Named::new(Kind::Group, "Cobalt Nine").id),
        ..EventListing::default()
    };
    assert_eq!(library.events(&events, 0..9).expect("events").total, 2);
}

/// A change that a newer program wrote stays, and what cannot be read costs nothing else.
#[test]
fn a_correction_is_written_and_read_as_json() {
    for (kind, b) in (0..11).flat_map(|kind| (0..3).map(move |b| (kind, b))) {
        let one = any(kind, 1, b);
        let json = serde_json::to_string(&one).expect("json");
        assert_eq!(
            serde_json::from_str::<Correction>(&json).expect("json"),
            one
        );
        assert!(!one.to_string().is_empty());
        let elsewhere = one.clone().in_article(ArticleId(77));
        assert_eq!(one.key(), elsewhere.key(), "a row is no part of the key");
    }
}

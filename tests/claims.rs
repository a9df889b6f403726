//! What several articles claim is found, weighed by origin, and told apart where it differs.

use briefing::analysis::claims::{find, place};
use briefing::analysis::{Knowledge, annotate};
use briefing::import;
use briefing::insight::{Weighed, claim_notes, claims, weigh};
use briefing::library::{Article, ArticleRow, Claims, Incoming, Library, Query, Source};
use briefing::model::{ArticleId, ClaimKind, Document};

fn article(id: i64, document: Document) -> Article {
    let annotations = annotate(&document, &Knowledge::shipped());
    let meta = &document.meta;
    Article {
        row: ArticleRow {
            id: ArticleId(id),
            key: document.id.clone(),
            title: document.title().to_owned(),
            publisher: meta.publisher.as_ref().map(|p| p.value.clone()),
            authors: meta
                .authors
                .as_ref()
                .map(|a| a.value.clone())
                .unwrap_or_default(),
            published: meta.published.as_ref().map(|p| p.moment),
            estimated: meta.published.as_ref().is_some_and(|p| p.estimated),
            ..ArticleRow::default()
        },
        document,
        annotations,
        ..Article::default()
    }
}

fn document(publisher: &str, day: &str, text: &str) -> Document {
    let file = format!("title: A report\npublisher: {publisher}\ndate: {day}\n\n{text}\n");
    let mut batch = import::read("x.txt", file.as_bytes(), None, &import::Given::default());
    batch.documents.remove(0)
}

/// Weighs articles given as publisher, day and text.
fn weighed(told: &[(&str, &str, &str)]) -> Vec<Weighed> {
    let articles: Vec<Article> = told
        .iter()
        .enumerate()
        .map(|(at, (publisher, day, text))| article(at as i64, document(publisher, day, text)))
        .collect();
    weigh(&articles, &|id| id)
}

fn shown(all: &[Weighed]) -> Vec<String> {
    all.iter()
        .map(|w| {
            let differences: Vec<&str> = w.differences.iter().map(|d| d.as_str()).collect();
            let articles: Vec<String> =
                w.tellings.iter().map(|t| t.article.0.to_string()).collect();
            format!(
                "{} | {} | in {} | {} origins | {}{}",
                w.kind.as_str(),
                w.what,
                articles.join(","),
                w.origins,
                differences.join(","),
                if w.update { "update" } else { "" }
            )
        })
        .collect()
}

#[test]
fn the_sample_corpus() {
    let articles: Vec<Article> = import::sample()
        .into_iter()
        .enumerate()
        .map(|(at, document)| article(at as i64, document))
        .collect();
    let found = weigh(&articles, &|id| id);
    assert_eq!(
        shown(&found),
        [
            "figure | 260,000 internet-connected devices | in 0,1 | 2 origins | precision",
            "figure | 600,000 individuals | in 2,0 | 2 origins | bound",
            "figure | 20,000 individuals | in 2,0 | 1 origins | ",
        ]
    );
}

const BLAST: &str =
    "An explosion at a fuel depot near Kharkiv on 3 May 2024 killed 12 people, the governor said.";

/// Two reports and what comes of them: nothing, or origins and what they differ in.
#[test]
fn two_reports_of_one_thing() {
    for (one, other, expected) in [
        // The same toll in other words.
        (
            ("Courier", "2024-05-03", BLAST),
            (
                "Herald",
                "2024-05-04",
                "At least 12 people died in the blast at the Kharkiv fuel depot on 3 May, emergency services reported.",
            ),
            Some((2, "")),
        ),
        // A toll that rises is news; two of one day contradict each other.
        (
            ("Courier", "2024-05-03", BLAST),
            (
                "Herald",
                "2024-05-05",
                "The explosion at a fuel depot near Kharkiv on 3 May 2024 killed 15 people, officials said.",
            ),
            Some((2, "value update")),
        ),
        (
            ("Courier", "2024-05-04", BLAST),
            (
                "Herald",
                "2024-05-04",
                "The explosion at a fuel depot near Kharkiv on 3 May 2024 killed 15 people, officials said.",
            ),
            Some((2, "value")),
        ),
        // The injured are not the dead.
        (
            (
                "Courier",
                "2024-05-04",
                "The explosion near Kharkiv killed 12 people.",
            ),
            (
                "Herald",
                "2024-05-04",
                "The explosion near Kharkiv injured 40 people.",
            ),
            None,
        ),
        // Another place, another blast.
        (
            ("Courier", "2024-05-04", BLAST),
            (
                "Herald",
                "2024-05-04",
                "A chemical plant near Lyon burned on 2 May 2024 and 12 people died, the mayor said.",
            ),
            None,
        ),
        // Another year.
        (
            ("Courier", "2024-05-04", BLAST),
            (
                "Herald",
                "2022-05-04",
                "An explosion at a fuel depot near Kharkiv on 9 March 2022 killed 12 people, the governor said.",
            ),
            None,
        ),
        // Both have it from the same body: one origin.
        (
            (
                "Courier",
                "2024-03-01",
                "Europol said the gang had stolen the card details of 41,300 customers in Portugal.",
            ),
            (
                "Herald",
                "2024-03-02",
                "The card details of 41,300 customers in Portugal were stolen, according to Europol.",
            ),
            Some((1, "")),
        ),
        // One paper has it from the other.
        (
            (
                "Financial Times",
                "2024-03-01",
                "The ransomware gang took the files of 1,870 patients from the clinic in Leipzig.",
            ),
            (
                "Herald",
                "2024-03-02",
                "Files of 1,870 patients of the Leipzig clinic were taken by the ransomware gang, the Financial Times reported.",
            ),
            Some((1, "")),
        ),
        // Round numbers of different things.
        (
            (
                "Courier",
                "2024-03-01",
                "The ministry in Warsaw said 1,000 soldiers would guard the border with Belarus.",
            ),
            (
                "Herald",
                "2024-03-02",
                "About 1,000 people marched through Warsaw against the budget.",
            ),
            None,
        ),
        // The same words of one speaker.
        (
            (
                "Courier",
                "2024-03-01",
                "\"We will not be intimidated by anybody who attacks our hospitals,\" health minister Anna Kowalska said.",
            ),
            (
                "Herald",
                "2024-03-02",
                "Health minister Anna Kowalska told parliament: \"We will not be intimidated by anybody who attacks our hospitals.\"",
            ),
            Some((1, "")),
        ),
        // A phrase that anybody uses.
        (
            (
                "Courier",
                "2024-03-01",
                "\"We do not comment on ongoing investigations,\" a spokesman for the Lyon police said.",
            ),
            (
                "Herald",
                "2024-03-02",
                "The airline was silent. \"We do not comment on ongoing investigations,\" a spokeswoman said in Oslo.",
            ),
            None,
        ),
        // Two speakers, and each says something else.
        (
            (
                "Courier",
                "2024-03-01",
                "\"We never sold cameras to anyone in Vienna,\" Anna Kowalska said.",
            ),
            (
                "Herald",
                "2024-03-02",
                "\"We never sold cameras to anyone in Singapore,\" Peter Lindqvist said.",
            ),
            None,
        ),
        // Nobody is named as the speaker, but both speak of one place.
        (
            (
                "Courier",
                "2024-03-01",
                "\"Half of what lay in Gdansk is gone for good,\" an official said.",
            ),
            (
                "Herald",
                "2024-03-02",
                "An official of the ministry: \"Half of what lay in Gdansk is gone for good.\"",
            ),
            Some((2, "")),
        ),
    ] {
        let found = weighed(&[one, other]);
        let got = found.first().map(|w| {
            let differences: Vec<&str> = w.differences.iter().map(|d| d.as_str()).collect();
            let update = if w.update { " update" } else { "" };
            (w.origins, format!("{}{update}", differences.join(",")))
        });
        let expected = expected.map(|(origins, words)| (origins, words.to_owned()));
        assert_eq!(got, expected, "{one:?}\n{other:?}\n{found:#?}");
    }
}

#[test]
fn an_allegation_that_became_a_fact_is_told() {
    let found = weighed(&[
        (
            "Courier",
            "2024-03-01",
            "Andrei Petrov allegedly passed secrets to Russia's GRU and was arrested in Vienna on 28 February 2024, prosecutors said.",
        ),
        (
            "Herald",
            "2024-03-09",
            "Andrei Petrov was arrested in Vienna on 28 February 2024 for having passed secrets to Russia's GRU.",
        ),
    ]);
    assert!(
        found
            .iter()
            .any(|w| w.kind == ClaimKind::Event && w.origins == 2),
        "{found:#?}"
    );
}

#[test]
fn a_bound_that_is_lost_is_told() {
    let found = weighed(&[
        (
            "Courier",
            "2024-03-01",
            "As many as 4,200 soldiers may have deserted from the Ukrainian army in January, Interpol said.",
        ),
        (
            "Herald",
            "2024-03-08",
            "4,200 soldiers deserted from the Ukrainian army in January.",
        ),
    ]);
    let lost: Vec<bool> = found[0].tellings.iter().map(|t| t.caveat_lost).collect();
    assert_eq!(lost, [false, true], "{found:#?}");
}

#[test]
fn copies_of_one_article_are_one_article() {
    let text = "Raiders took 312 gold coins from the museum in Trier on 6 June 2024, police said.";
    let told: Vec<Article> = (1..3)
        .map(|id| article(id, document(&format!("Paper {id}"), "2024-06-07", text)))
        .collect();
    assert_eq!(weigh(&told, &|id| id)[0].origins, 2);
    assert!(weigh(&told, &|_| ArticleId(1)).is_empty());
}

/// Takes documents into a library in order, weighing after each.
fn shelved(documents: &[Document]) -> Library {
    let mut library = Library::in_memory().expect("a library");
    for document in documents {
        put(&mut library, document);
    }
    library
}

fn put(library: &mut Library, document: &Document) {
    let annotations = annotate(document, &Knowledge::shipped());
    let path = document.path.clone().unwrap_or_default();
    let incoming = Incoming {
        document,
        annotations: &annotations,
        raw: document.text.as_bytes(),
        source: &Source {
            path,
            modified: None,
            size: 0,
        },
    };
    library.add(&[incoming]).expect("added");
    library
        .weigh(|_, _| std::ops::ControlFlow::Continue(()))
        .expect("weighed");
}

fn kept(library: &Library, which: Claims) -> Vec<String> {
    let found = claims(library, which, &Query::default(), 0..50).expect("claims");
    assert_eq!(found.total, found.rows.len());
    shown(&found.rows)
}

#[test]
fn a_library_keeps_what_its_articles_share() {
    let mut library = shelved(&import::sample());
    let all = kept(&library, Claims::Shared);
    assert_eq!(
        all,
        [
            "figure | 260,000 internet-connected devices | in 1,2 | 2 origins | precision",
            "figure | 600,000 individuals | in 3,1 | 2 origins | bound",
            "figure | 20,000 individuals | in 3,1 | 1 origins | ",
        ]
    );
    assert_eq!(kept(&library, Claims::Conflicts).len(), 2);
    let notes = claim_notes(&library, ArticleId(1)).expect("notes");
    assert_eq!(notes.len(), 3);
    assert_eq!(notes.iter().filter(|note| note.is_conflict()).count(), 2);
    // Where a claim stands is found again by its number alone.
    let whole = article(0, import::sample().remove(0));
    for (claim, _) in find(&whole.document, &whole.annotations) {
        let found = place(&whole.annotations, claim.number());
        assert_eq!(found, Some((claim.span, claim.lit)));
    }
    // An article that changes takes its claims with it, and brings them back.
    let whole = import::sample().remove(0);
    let mut cut = whole.clone();
    cut.text = "Nothing is told any more.".to_owned();
    cut.blocks.clear();
    cut.sha256 = "00".repeat(32);
    put(&mut library, &cut);
    assert!(kept(&library, Claims::Shared).is_empty());
    put(&mut library, &whole);
    assert_eq!(kept(&library, Claims::Shared), all);
    // What a query leaves.
    let query = Query::parse("linkedin").expect("a query");
    let found = claims(&library, Claims::Shared, &query, 0..9).expect("claims");
    assert_eq!(found.total, 3);
    let none = Query::parse("zeppelin").expect("a query");
    assert_eq!(
        claims(&library, Claims::Shared, &none, 0..9)
            .expect("claims")
            .total,
        0
    );
}

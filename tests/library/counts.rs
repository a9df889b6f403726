//! Entities and events, counted and in windows.

use crate::five;
use briefing::library::{EventListing, EventOrder, EventScope, Query};
use briefing::model::{ArticleId, Day, EntityId, Kind};

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
    let together = library.together(&nsa, |_| false).expect("together");
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
fn the_newest_are_the_first_of_all_however_they_are_found() {
    let library = five();
    for row in library.names().expect("names") {
        let walking = |count| library.newest_naming(&row.id, count).expect("newest");
        let walked: Vec<_> = (0..5).map(walking).collect();
        let beside = five();
        beside.ready_columns().expect("columns");
        let listed = |count| beside.newest_naming(&row.id, count).expect("newest");
        assert_eq!(walked, (0..5).map(listed).collect::<Vec<_>>());
        let all = beside.postings(&row.id).expect("postings");
        let all: Vec<ArticleId> = all.into_iter().map(|(id, _)| id).collect();
        for (count, newest) in walked.iter().enumerate() {
            assert_eq!(*newest, all[..count.min(all.len())], "{}", row.name);
        }
    }
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
    // An article's own last event up to a day; the day where it tells of none.
    let place = |article, day| {
        let here = (ArticleId(article), day);
        library.event_place(&all, here).expect("place")
    };
    let ends: Vec<_> = (1..=3)
        .map(|id| place(id, Day::new(2030, 1, 1)).0)
        .collect();
    assert_eq!(ends, [1, 2, 3]);
    assert_eq!(place(1, Day::new(1990, 1, 1)), (0, 3));
    assert_eq!(place(99, Day::new(2013, 1, 2)), (2, 3));
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

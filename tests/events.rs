//! The lines of the timeline.

use briefing::analysis::{Knowledge, annotate};
use briefing::model::{Annotations, Basis, Document, Metadata, Moment, Published};
use std::sync::OnceLock;

fn marks(text: &str) -> Annotations {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    let document = Document {
        text: text.to_owned(),
        meta: Metadata {
            published: Some(Published {
                moment: Moment::parse("2024-06-14").expect("a date"),
                value: "2024-06-14".to_owned(),
                basis: Basis::Given,
                estimated: false,
            }),
            ..Metadata::default()
        },
        ..Document::default()
    };
    annotate(&document, KNOWLEDGE.get_or_init(Knowledge::shipped))
}

/// Each event as `moment: short form`.
fn shown(text: &str) -> Vec<String> {
    marks(text)
        .events
        .iter()
        .map(|event| format!("{}: {}", event.moment, event.short.of(text)))
        .collect()
}

fn check(cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| shown(text) != *expected)
        .map(|(text, expected)| {
            format!(
                "{text}\n  expected {expected:?}\n  found    {:?}",
                shown(text)
            )
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn a_line_begins_at_the_subject_and_ends_with_a_phrase() {
    check(&[
        (
            "Oslo expelled two diplomats in 2018.",
            &["2018: Oslo expelled two diplomats in 2018"],
        ),
        (
            "In December 2021, the parliament in Riga banned the use of the cargo system, which had been sold to forty ports.",
            &["2021-12: the parliament in Riga banned the use of the cargo system"],
        ),
        (
            "The ministry said that the envoy was summoned on 3 May 2019 over the arrest of a Danish student in the capital.",
            &["2019-05-03: the envoy was summoned on 3 May 2019"],
        ),
        (
            "For example, in 2020, Norway blamed Russia for the breach of its parliament's mail, and later that of its ministry.",
            &["2020: Norway blamed Russia for the breach of its parliament's mail"],
        ),
        (
            "Canada passed the law in 2018, while Australia set up a register of foreign agents in 2019.",
            &[
                "2018: Canada passed the law in 2018",
                "2019: Australia set up a register of foreign agents in 2019",
            ],
        ),
    ]);
}

#[test]
fn what_has_no_calendar_date_is_no_event() {
    check(&[
        ("The two services work together today.", &[]),
        ("It took three years.", &[]),
        ("Spies are often patient.", &[]),
        ("", &[]),
    ]);
}

#[test]
fn a_story_takes_its_date_along() {
    let text = "Police arrested Peter Holm in May 2020. He was then extradited to Norway.";
    assert_eq!(
        shown(text),
        [
            "2020-05: Police arrested Peter Holm in May 2020",
            "2020-05: He was then extradited to Norway",
        ]
    );
    let found = marks(text);
    assert_eq!(found.events[1].incident, Some(1));
}

#[test]
fn short_forms_stand_on_words_inside_their_sentence() {
    let text = "On 4 June 2023 — a Sunday — “nobody” at the embassy in Prague knew (or said so) that \
                its cipher clerk, a Moldovan by birth, had been selling the codes to a rival since 1999. \
                In 1999, the year of the bombing, it all began; in 2001 it stopped.";
    let found = marks(text);
    assert!(found.events.len() >= 3);
    for event in &found.events {
        assert!(event.span.contains(event.short));
        let letters = event.short.of(text);
        assert!(letters.starts_with(char::is_alphanumeric), "{letters}");
        assert!(letters.ends_with(char::is_alphanumeric), "{letters}");
    }
}

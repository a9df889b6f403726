//! Templates, and the analyst's own words in a note.

use crate::{HOSTILE, active, hostile, note};
use briefing::export::{SHIPPED, Template, fill};
use briefing::insight::{Report, lint, numbered, stored};
use briefing::model::{Confidence, Judged};
use proptest::prelude::{any, proptest};

#[test]
fn templates_escape_and_stop() {
    let fill = |text: &str, name: &str, report: &Report| {
        let template = Template {
            name: name.to_owned(),
            text: text.to_owned(),
            ..Template::default()
        };
        let mut out = Vec::new();
        fill(&template, report, &mut out).map(|()| String::from_utf8(out).expect("text"))
    };
    let report = hostile(HOSTILE[0]);
    for (name, _) in SHIPPED {
        let template = Template::shipped(name).expect("shipped");
        assert!(!template.about().is_empty());
        for bad in HOSTILE {
            let mut out = Vec::new();
            briefing::export::fill(&template, &hostile(bad), &mut out).expect("filled");
            let note = String::from_utf8(out).expect("text");
            assert_eq!(
                active(&note, '<') - note.matches("<https://a.b/c>").count(),
                0,
                "{note}"
            );
            assert_eq!(note.lines().next(), Some("TLP:AMBER"), "{note}");
            assert_eq!(note.lines().next_back(), Some("TLP:AMBER"), "{note}");
        }
    }
    let title = fill("{{ facts[0].text }}", "a.md.j2", &report).expect("filled");
    assert_eq!(active(&title, '<'), 0, "{title}");
    let page = fill("<p>{{ facts[0].text }}</p>", "a.html.j2", &report).expect("filled");
    assert!(
        !page.contains("<script") && page.starts_with("<p>"),
        "{page}"
    );
    for bad in [
        "{% include '/etc/passwd' %}",
        "{% include '../a.md.j2' %}",
        "{% for a in range(9999) %}{% for b in range(9999) %}{{ a * b }}{% endfor %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ nobody }}",
        "{% if %}",
    ] {
        let error = fill(bad, "a.md.j2", &report).expect_err(bad).to_string();
        assert!(error.contains("a.md.j2"), "{error}");
    }
}

#[test]
fn the_analysts_words_are_held_to_the_standard() {
    for (words, rules) in [
        ("It is likely that the group did it.", &[][..]),
        (
            "We judge with high confidence that it is likely.",
            &["likelihood-with-confidence"],
        ),
        ("It is likely.\nConfidence: high.", &[]),
        (
            "It is likely here. It is highly probable there.",
            &["mixed-scales"],
        ),
        ("“It is likely, with high confidence,” he said.", &[]),
        ("> It is probable and likely, with low confidence", &[]),
        (
            "It may be so. In May 2024 and in May it was.",
            &["off-scale"],
        ),
        ("It is possible; call as soon as possible.", &["off-scale"]),
        ("It is highly likely.", &["off-scale"]),
        ("It is almost certainly so.", &[]),
        ("He could not be reached.", &[]),
        (
            "- An item.\n- Another [3].\n- A third [^2].\n- One [@abcdef12].",
            &["uncited"],
        ),
        ("- An item\n  confidence: high", &["uncited"]),
        ("Our confidence is low that he is right.", &[]),
        ("We have medium confidence in it.", &["confidence-scale"]),
        ("Unlikely, very likely, almost no chance.", &[]),
        ("", &[]),
    ] {
        let found: Vec<&str> = lint(words).iter().map(|remark| remark.rule).collect();
        assert_eq!(found, rules, "{words}");
    }
    let note = note(&hostile(
        "It may be likely and probable with high confidence today.",
    ));
    assert!(
        lint(&note).is_empty(),
        "what the program drew is not the analyst's: {:?}",
        lint(&note)
    );
}

#[test]
fn judgments_and_citations_come_back() {
    let text = "- It is likely [1].\n  confidence: moderate\n- Two\n  lines [2]\n\nA third.\nConfidence: high\n";
    let judged = Judged::parse(text);
    assert_eq!(judged.len(), 3);
    assert_eq!(judged[1].words, "Two lines [2]");
    assert_eq!(judged[2].confidence, Some(Confidence::High));
    assert_eq!(Judged::parse(&Judged::text(&judged)), judged);
    let mut report = hostile("Hackers of the group broke into the servers.");
    report.sources[1].sha256 = "cd".repeat(32);
    let kept = stored("See [2] and [1], not [7].", &report.sources);
    assert!(
        kept.contains("[@cdcdcdcdcdcdcdcd]") && kept.contains("[7]"),
        "{kept}"
    );
    assert_eq!(
        numbered(&kept, &report.sources),
        "See [2] and [1], not [7]."
    );
    report.sources.swap(0, 1);
    report.sources[0].number = 1;
    report.sources[1].number = 2;
    assert_eq!(
        numbered(&kept, &report.sources),
        "See [1] and [2], not [7]."
    );
    assert_eq!(numbered(&kept, &[]), "See [?] and [?], not [7].");
}

proptest! {
    #[test]
    fn no_words_make_the_linter_fall(words in any::<String>()) {
        for remark in lint(&words) {
            assert!(words.get(remark.at.start as usize..remark.at.end as usize).is_some());
        }
        let _ = Judged::parse(&words);
    }
}

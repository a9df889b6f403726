//! Every mark on the sample corpus, as it was reviewed by eye: `tests/fixtures/marks`, one line a
//! mark, in the order of the text.
//!
//! `MARKS=write cargo test --test sample_marks` writes the files anew; read the difference before
//! you keep it.

use briefing::analysis::{Knowledge, annotate};
use briefing::import::sample;
use briefing::model::{Annotations, Document, Span};
use std::path::PathBuf;

/// The letters of a span on one line.
fn flat(document: &Document, span: Span) -> String {
    let words: Vec<&str> = span.of(&document.text).split_whitespace().collect();
    words.join(" ")
}

/// Mentions, dates, incidents, direct quotations and figures, each with what it says.
fn marks(document: &Document, found: &Annotations) -> String {
    let mut lines: Vec<(Span, u8, String)> = Vec::new();
    let mut tell = |span: Span, order: u8, fields: &[&str]| {
        lines.push((span, order, fields.join(" | ")));
    };
    for mention in &found.mentions {
        let entity = &found.entities[mention.entity as usize];
        let text = flat(document, mention.span);
        let rule = mention.rule.as_str();
        tell(mention.span, 0, &["name", &text, entity.id.as_str(), rule]);
    }
    for date in &found.dates {
        let text = flat(document, date.span);
        tell(
            date.span,
            1,
            &["date", &text, date.kind.as_str(), &date.value],
        );
    }
    for incident in &found.incidents {
        let stance = format!("{:?}", incident.stance).to_lowercase();
        let trigger = flat(document, incident.trigger);
        let value = incident.value.as_deref().unwrap_or("-");
        let kind = incident.kind.as_str();
        tell(
            incident.trigger,
            2,
            &["incident", &trigger, kind, &stance, value],
        );
    }
    for quote in found.quotes.iter().filter(|quote| quote.direct) {
        let text = flat(document, quote.span);
        let words: Vec<&str> = text.split(' ').collect();
        let begins = words[..words.len().min(6)].join(" ");
        let speaker = quote.speaker.as_deref().unwrap_or("-");
        tell(quote.span, 3, &["quote", &begins, speaker]);
    }
    for figure in &found.figures {
        let text = flat(document, figure.span);
        let value = format!("{} {}", figure.value, figure.unit);
        tell(figure.span, 4, &["figure", &text, value.trim_end()]);
    }
    lines.sort();
    let mut out = String::new();
    for (_, _, line) in lines {
        out.push_str(&line);
        out.push('\n');
    }
    out
}

#[test]
fn the_sample_is_marked_as_reviewed() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/marks"));
    let write = std::env::var("MARKS").is_ok_and(|value| value == "write");
    let knowledge = Knowledge::shipped();
    let documents = sample();
    assert!(!documents.is_empty());
    let mut wrong = String::new();
    for document in &documents {
        let marked = marks(document, &annotate(document, &knowledge));
        let path = folder.join(format!("{}.txt", document.id));
        if write {
            std::fs::write(&path, &marked).expect("the folder of the fixtures");
            continue;
        }
        let reviewed = std::fs::read_to_string(&path).expect("a fixture for each document");
        let (old, new): (Vec<&str>, Vec<&str>) =
            (reviewed.lines().collect(), marked.lines().collect());
        for line in old.iter().filter(|line| !new.contains(line)) {
            wrong.push_str(&format!("{} lost: {line}\n", document.id));
        }
        for line in new.iter().filter(|line| !old.contains(line)) {
            wrong.push_str(&format!("{} new: {line}\n", document.id));
        }
        if wrong.is_empty() && old != new {
            wrong.push_str(&format!("{}: the same marks, not as often\n", document.id));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

//! Everything that marks: no text is a crash, and every mark lies on the text's letters.
#![no_main]

use briefing::analysis::{Knowledge, annotate};
use briefing::model::Document;
use briefing::text::sanitise;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::shipped);

fuzz_target!(|input: &str| {
    let document = Document { text: sanitise(input).0, ..Document::default() };
    let marks = annotate(&document, &KNOWLEDGE);
    let spans = (marks.mentions.iter().map(|m| m.span))
        .chain(marks.dates.iter().map(|d| d.span))
        .chain(marks.quotes.iter().map(|q| q.span))
        .chain(marks.figures.iter().map(|f| f.span))
        .chain(marks.incidents.iter().flat_map(|i| [i.span, i.trigger]))
        .chain(marks.events.iter().flat_map(|e| [e.span, e.short]));
    for span in spans {
        assert!(document.text.get(span.range()).is_some_and(|letters| !letters.is_empty()));
    }
});

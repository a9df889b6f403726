//! The sanitiser, the sentence and word cutters, and the wrapper: nothing dangerous is left, no
//! letter is lost, no line is too wide.
#![no_main]

use briefing::text::{sanitise, sentences, tokens, width, wrap};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, u8)| {
    let (text, columns) = (input.0, usize::from(input.1).max(2));
    let (clean, _) = sanitise(text);
    assert!(clean.chars().all(|c| c == '\n' || !c.is_control()));
    assert_eq!(sanitise(&clean).0, clean, "sanitising twice is sanitising once");
    for span in sentences(&clean).into_iter().chain(tokens(&clean).into_iter().map(|t| t.span)) {
        assert!(clean.get(span.range()).is_some_and(|part| !part.is_empty()));
    }
    for paragraph in clean.split('\n') {
        let mut kept = String::new();
        for line in wrap(paragraph, columns) {
            let line = &paragraph[line];
            assert!(width(line) <= columns);
            kept.extend(line.chars().filter(|c| !c.is_whitespace()));
        }
        assert!(kept.chars().eq(paragraph.chars().filter(|c| !c.is_whitespace())));
    }
});

use super::Span;

/// Cuts text into sentences: without the white space around them, in order, covering every other
/// letter. A blank line always ends one.
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(". ").chain(text.match_indices("\n\n")) {
        if at > start {
            out.push(Span::new(start, at + 1));
            start = at + 2;
        }
    }
    if start < text.len() {
        out.push(Span::new(start, text.len()));
    }
    out
}

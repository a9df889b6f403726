use super::super::Sentence;
use crate::model::{BlockKind, Document};

/// The most tokens that a headline has.
const HEADLINE: usize = 14;

/// Notes which sentences of a document are headings: by their block, or as short lines of their own
/// without a stop.
pub(in crate::analysis) fn note_headings(document: &Document, sentences: &mut [Sentence]) {
    let mut blocks = document.blocks.iter().peekable();
    for sentence in sentences {
        let span = sentence.span;
        while blocks.next_if(|b| b.span.end <= span.start).is_some() {}
        let block = blocks.peek().filter(|b| b.span.contains(span));
        sentence.heading = match block.map(|block| block.kind) {
            Some(BlockKind::Heading(_)) => true,
            Some(BlockKind::Paragraph) | None => own_line(&document.text, sentence),
            Some(_) => false,
        };
    }
}

/// Whether a sentence is a short line of its own without a stop.
fn own_line(text: &str, sentence: &Sentence) -> bool {
    let span = sentence.span;
    if sentence.tokens.len() > HEADLINE {
        return false;
    }
    let before = text[..span.start as usize].trim_end_matches(' ');
    let after = text[span.end as usize..].trim_start_matches(' ');
    let letters = span.of(text).trim_end();
    (before.is_empty() || before.ends_with('\n'))
        && (after.starts_with("\n\n") || after.starts_with("\r\n\r\n"))
        && !letters.starts_with(['-', '*', '•', '–', '—'])
        && letters.ends_with(|c: char| c.is_alphanumeric())
}

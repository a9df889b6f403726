use super::super::Reading;
use crate::model::BlockKind;

/// The most tokens that a headline has.
const HEADLINE: usize = 14;

/// Whether a sentence is a heading: by its block, or a short line of its own without a stop.
pub(in crate::analysis) fn heading(reading: &Reading<'_>, at: usize) -> bool {
    let sentence = &reading.sentences[at];
    let span = sentence.span;
    let blocks = &reading.document.blocks;
    let block = blocks.partition_point(|b| b.span.end <= span.start);
    if let Some(block) = blocks.get(block).filter(|b| b.span.contains(span)) {
        match block.kind {
            BlockKind::Heading(_) => return true,
            BlockKind::Paragraph => {}
            _ => return false,
        }
    }
    let text = reading.text;
    let before = text[..span.start as usize].trim_end_matches(' ');
    let after = text[span.end as usize..].trim_start_matches(' ');
    let own_line = (before.is_empty() || before.ends_with('\n'))
        && (after.starts_with("\n\n") || after.starts_with("\r\n\r\n"));
    let letters = span.of(text).trim_end();
    own_line
        && sentence.tokens.len() <= HEADLINE
        && !letters.starts_with(['-', '*', '•', '–', '—'])
        && letters.ends_with(|c: char| c.is_alphanumeric())
}

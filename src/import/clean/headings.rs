//! Headings of plain text, told by how they look and where they stand.

use super::line::ends_sentence;
use crate::import::draft::Part;
use crate::model::BlockKind;

/// Turns short lines that stand over paragraphs into headings.
///
/// A heading is one line of at most 14 words, begins with a capital or a figure, does not end as
/// sentences do, and the part behind it is running text and longer.
pub(in crate::import) fn mark_headings(parts: &mut [Part]) {
    for at in 0..parts.len().saturating_sub(1) {
        let next = &parts[at + 1];
        let followed = || {
            matches!(next.kind, BlockKind::Item(_))
                || (next.kind == BlockKind::Paragraph
                    && next.text.split_whitespace().nth(9).is_some())
        };
        if parts[at].kind == BlockKind::Paragraph
            && next.text.len() > parts[at].text.len()
            && looks(&parts[at].text)
            && followed()
        {
            parts[at].kind = BlockKind::Heading(1);
        }
    }
}

fn looks(text: &str) -> bool {
    // A character takes four bytes at most.
    if text.len() > 400 || text.chars().count() > 100 {
        return false;
    }
    let words = text.split_whitespace().take(15).count();
    if words == 0 || words > 14 {
        return false;
    }
    let first = text.chars().find(|c| c.is_alphanumeric());
    if first.is_none_or(char::is_lowercase) {
        return false;
    }
    let question = text.ends_with('?') && words <= 10;
    let closed = ends_sentence(text) && !question;
    // Said words and lead-ins are text: “We know,” he told the paper:
    let said = text.contains(",” ") || text.contains(",\" ") || text.contains(".” ");
    !closed && !said && !text.ends_with([',', ';', ':', '-', '–', '—'])
}

//! The line that is the title.

use super::line::{Line, ends_sentence, key};
use crate::model::BlockKind;

/// Whether two titles are the same but for case, signs, and a site's name at the end of one.
pub(super) fn same_title(left: &str, right: &str) -> bool {
    let (left, right) = (key(left), key(right));
    if left == right {
        return !left.is_empty();
    }
    let (short, long) = if left.len() < right.len() {
        (&left, &right)
    } else {
        (&right, &left)
    };
    // “Spies in Europe | The Daily News”
    short.split(' ').count() >= 3
        && long.strip_prefix(short.as_str()).is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.starts_with(['|', '-', '·', '»', ':', '/']) && rest.split(' ').count() <= 7
        })
}

/// Whether a line looks like a headline: one short line without a full stop. A full stop is
/// forgiven where the line stands more than once.
pub(super) fn is_headline(line: &Line<'_>, stands_again: Again) -> bool {
    let marked = matches!(line.kind, BlockKind::Heading(_));
    if !marked && line.kind != BlockKind::Paragraph {
        return false;
    }
    let letters = line.text.chars().count();
    if !(4..=200).contains(&letters) || line.words > 30 || line.key.is_empty() {
        return false;
    }
    if line.text.ends_with([',', ';', ':', '-', '–', '—']) {
        return false;
    }
    let starts_low = line.text.chars().next().is_some_and(char::is_lowercase);
    if marked || stands_again == Again::Yes {
        return true;
    }
    if starts_low || line.text.starts_with("- ") {
        return false;
    }
    // A question or a call may be a headline; a statement with a full stop is a sentence.
    !ends_sentence(line.text)
        || line.text.ends_with(['!', '?'])
        || (line.text.ends_with('.') && ends_in_abbreviation(line.text))
}

/// Whether the line stands in the text a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Again {
    Yes,
    No,
}

fn ends_in_abbreviation(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    last.len() <= 6 && last.matches('.').count() >= 2
}

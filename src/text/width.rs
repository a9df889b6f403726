use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The columns that text takes on a terminal, by grapheme.
#[must_use]
pub fn width(text: &str) -> usize {
    if is_plain(text) {
        return text.len();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

/// The columns of one grapheme, as the screen's buffer counts them.
#[must_use]
pub fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.len() == 1 {
        return 1;
    }
    // Terminals set half-width voiced sound marks in a cell of their own.
    let marks = grapheme
        .chars()
        .filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}'))
        .count();
    grapheme.width() + marks
}

/// The longest beginning of `text` that fits, as a byte offset on a grapheme border.
#[must_use]
pub fn fit(text: &str, columns: usize) -> usize {
    if is_plain(text) {
        return text.len().min(columns);
    }
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_width(grapheme);
        if used > columns {
            return at;
        }
    }
    text.len()
}

/// Shortens text to so many columns, the last of them an ellipsis where something was cut.
#[must_use]
pub fn truncate(text: &str, columns: usize) -> Cow<'_, str> {
    // No text is wider than two columns a byte, so that most need not be measured.
    if text.len() <= columns && is_plain(text) {
        return Cow::Borrowed(text);
    }
    if fit(text, columns) == text.len() {
        return Cow::Borrowed(text);
    }
    if columns == 0 {
        return Cow::Borrowed("");
    }
    let head = text[..fit(text, columns - 1)].trim_end();
    Cow::Owned(format!("{head}…"))
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| (b' '..=b'~').contains(&b))
}

use super::width::{grapheme_width, width};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A place of the text on one line, with what stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// One line; cut ends carry an ellipsis.
    pub text: String,
    /// Where the place lies in `text`, in bytes.
    pub mark: Range<usize>,
}

/// Shows `mark` of `text` in at most `columns`, two fifths of the room before it; line ends become
/// spaces. What surrounds it is cut between words where one ends near, else between graphemes.
#[must_use]
pub fn snippet(text: &str, mark: Range<usize>, columns: usize) -> Snippet {
    let start = floor(text, mark.start);
    let end = floor(text, mark.end).max(start);
    let own = width(&text[start..end]);
    if own >= columns {
        return alone(&text[start..end], columns, start > 0, end < text.len());
    }
    let room = columns - own;
    let before_all = text[..start].trim_start();
    let after_all = text[end..].trim_end();
    let mut left = room * 2 / 5;
    // Measuring stops soon: text beyond the room is never looked at.
    let before_width = width_up_to(before_all.graphemes(true).rev(), room + 1);
    let after_width = width_up_to(after_all.graphemes(true), room + 1);
    if after_width < room - left {
        left = room - after_width;
    }
    if before_width < left {
        left = before_width;
    }
    let right = room - left;
    let head = tail_fit(before_all, left);
    let tail = head_fit(after_all, right);
    let mut out = String::with_capacity(end - start + head.len() + tail.len() + 6);
    if head.len() < before_all.len() && left > 0 {
        out.push('…');
    }
    push_line(&mut out, head);
    let from = out.len();
    push_line(&mut out, &text[start..end]);
    let to = out.len();
    push_line(&mut out, tail);
    if tail.len() < after_all.len() && right > 0 {
        out.push('…');
    }
    Snippet {
        text: out,
        mark: from..to,
    }
}

fn alone(text: &str, columns: usize, cut_before: bool, cut_after: bool) -> Snippet {
    let mut out = String::new();
    let fits = width(text) <= columns;
    let shown = if fits && (cut_before || cut_after) {
        text
    } else {
        head_graphemes(text, columns.saturating_sub(usize::from(!fits)))
    };
    push_line(&mut out, shown);
    let to = out.len();
    if !fits && columns > 0 {
        out.push('…');
    }
    Snippet {
        text: out,
        mark: 0..to,
    }
}

fn push_line(out: &mut String, text: &str) {
    out.extend(
        text.chars()
            .map(|c| if c.is_whitespace() { ' ' } else { c }),
    );
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn width_up_to<'a>(graphemes: impl Iterator<Item = &'a str>, limit: usize) -> usize {
    let mut used = 0;
    for grapheme in graphemes {
        used += grapheme_width(grapheme);
        if used >= limit {
            break;
        }
    }
    used
}

fn head_graphemes(text: &str, columns: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_width(grapheme);
        if used > columns {
            return &text[..at];
        }
    }
    text
}

/// The longest beginning that fits with an ellipsis behind it.
fn head_fit(text: &str, columns: usize) -> &str {
    if head_graphemes(text, columns).len() == text.len() {
        return text;
    }
    let cut = head_graphemes(text, columns.saturating_sub(1));
    match cut.rfind(char::is_whitespace) {
        Some(at) if cut.len() - at <= 16 => cut[..at].trim_end(),
        _ => cut,
    }
}

/// The longest end that fits with an ellipsis before it.
fn tail_fit(text: &str, columns: usize) -> &str {
    let back = |columns: usize| {
        let mut used = 0;
        let mut from = text.len();
        for (at, grapheme) in text.grapheme_indices(true).rev() {
            used += grapheme_width(grapheme);
            if used > columns {
                break;
            }
            from = at;
        }
        &text[from..]
    };
    if back(columns).len() == text.len() {
        return text;
    }
    let cut = back(columns.saturating_sub(1));
    match cut.find(char::is_whitespace) {
        Some(at) if at <= 16 => cut[at..].trim_start(),
        _ => cut,
    }
}

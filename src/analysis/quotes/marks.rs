use super::super::Reading;
use crate::text::TokenKind;

/// A stretch between two quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// The tokens that are the marks.
    pub(super) open: usize,
    pub(super) close: usize,
    /// Bytes of what lies between, without white space at the ends.
    pub(super) start: u32,
    pub(super) end: u32,
}

/// The longest paragraph of a quotation, in bytes; a mark left open longer is a slip of the pen.
const LONGEST: u32 = 4000;

/// How many paragraphs one quotation may run over.
const PARAGRAPHS: usize = 12;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// “ ”, also „ “ and „ ”.
    Curly,
    /// " "
    Straight,
    /// ‘ ’
    Single,
    /// ' '
    Plain,
    /// « » and » «.
    Angle,
}

/// Finds the outermost pairs of quotation marks, in order. Marks without a partner are passed over.
pub(super) fn pairs(reading: &Reading<'_>) -> Vec<Quoted> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < reading.tokens.len() {
        let opened = style(reading, at)
            .filter(|style| opens(reading, at, *style))
            .and_then(|style| close(reading, at, style));
        match opened {
            Some(quoted) => {
                out.push(quoted);
                at = quoted.close + 1;
            }
            None => at += 1,
        }
    }
    out
}

fn style(reading: &Reading<'_>, at: usize) -> Option<Style> {
    let token = reading.tokens[at];
    if token.kind != TokenKind::Sign {
        return None;
    }
    match token.span.of(reading.text) {
        "“" | "„" | "”" | "‟" => Some(Style::Curly),
        "\"" => Some(Style::Straight),
        "‘" | "‚" => Some(Style::Single),
        "'" => Some(Style::Plain),
        "«" | "»" => Some(Style::Angle),
        _ => None,
    }
}

fn char_before(reading: &Reading<'_>, at: usize) -> Option<char> {
    reading.text[..reading.tokens[at].span.start as usize]
        .chars()
        .next_back()
}

fn char_after(reading: &Reading<'_>, at: usize) -> Option<char> {
    reading.text[reading.tokens[at].span.end as usize..]
        .chars()
        .next()
}

fn is_open_side(before: Option<char>) -> bool {
    before.is_none_or(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '(' | '[' | '—' | '–' | '-' | ':' | '“' | '"' | '‘' | '…' | '/'
            )
    })
}

fn opens(reading: &Reading<'_>, at: usize, style: Style) -> bool {
    let (before, after) = (char_before(reading, at), char_after(reading, at));
    let inside = after.is_some_and(|c| !c.is_whitespace());
    match style {
        // A curly mark of the wrong hand counts as opening where only that makes sense.
        Style::Curly => match reading.word(at) {
            "”" => is_open_side(before) && inside && after.is_some_and(char::is_alphanumeric),
            _ => inside,
        },
        Style::Straight => is_open_side(before) && inside,
        Style::Single => inside && is_open_side(before),
        Style::Plain => {
            // Not the apostrophe of '90s and 'em.
            is_open_side(before)
                && after.is_some_and(char::is_alphabetic)
                && !matches!(reading.folded(at + 1), "em" | "til" | "tis" | "cause" | "n")
        }
        Style::Angle => is_open_side(before) && (inside || reading.word(at) == "«"),
    }
}

/// What a mark does to a quotation of a style that is open.
#[derive(PartialEq, Eq)]
enum Role {
    Closes,
    /// Opens the same style again: the first was never closed.
    Reopens,
    Nothing,
}

fn role(reading: &Reading<'_>, at: usize, style: Style, opened: &str) -> Role {
    let word = reading.word(at);
    let (before, after) = (char_before(reading, at), char_after(reading, at));
    let outside = after.is_none_or(|c| !c.is_alphanumeric());
    match (style, word) {
        (Style::Curly, "”") => Role::Closes,
        (Style::Curly, "“") if opened == "„" => Role::Closes,
        (Style::Curly, "“") => {
            if before.is_some_and(|c| !c.is_whitespace()) && outside {
                Role::Closes
            } else {
                Role::Reopens
            }
        }
        (Style::Curly | Style::Straight, "\"") | (Style::Straight, "”") => {
            if before.is_some_and(|c| !c.is_whitespace()) && outside {
                Role::Closes
            } else if is_open_side(before) {
                Role::Reopens
            } else {
                Role::Nothing
            }
        }
        (Style::Single | Style::Plain, "’" | "'") => {
            let inside = !outside || before.is_none_or(char::is_whitespace);
            if inside || (before == Some('s') && possessive(reading, at)) {
                Role::Nothing
            } else {
                Role::Closes
            }
        }
        (Style::Single, "‘") => Role::Reopens,
        (Style::Angle, "»") if opened == "«" => Role::Closes,
        (Style::Angle, "«") if opened == "»" => Role::Closes,
        (Style::Angle, _) if word == opened => Role::Reopens,
        _ => Role::Nothing,
    }
}

/// Whether the mark behind an "s" is the possessive of a plural: a further closing mark follows in
/// the same sentence.
fn possessive(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.word(at + 1);
    if !next.chars().next().is_some_and(char::is_lowercase) {
        return false;
    }
    let limit = (at + 40).min(reading.tokens.len());
    for token in at + 1..limit {
        match reading.word(token) {
            "’" | "'" => return true,
            "." | "!" | "?" | "‘" => return false,
            _ => {}
        }
    }
    false
}

/// Whether a blank line lies before a token.
pub(super) fn begins_paragraph(reading: &Reading<'_>, at: usize) -> bool {
    if at == 0 {
        return true;
    }
    let (Some(left), Some(right)) = (reading.tokens.get(at - 1), reading.tokens.get(at)) else {
        return true;
    };
    let gap = &reading.text[left.span.end as usize..right.span.start as usize];
    gap.len() > 1 && gap.bytes().filter(|b| *b == b'\n').count() > 1
}

fn close(reading: &Reading<'_>, open: usize, style: Style) -> Option<Quoted> {
    let opened = reading.word(open);
    let mut paragraphs = 1;
    let mut from = reading.tokens[open].span.end;
    let mut at = open + 1;
    while at < reading.tokens.len() {
        let token = reading.tokens[at];
        if begins_paragraph(reading, at) {
            // Over paragraphs only where the next begins with the mark again.
            let again = reading.word(at) == opened && opens(reading, at, style);
            if !again || paragraphs == PARAGRAPHS || matches!(style, Style::Single | Style::Plain) {
                return None;
            }
            paragraphs += 1;
            from = token.span.end;
            at += 1;
            continue;
        }
        if token.span.start > from + LONGEST {
            return None;
        }
        if token.kind == TokenKind::Sign {
            match role(reading, at, style, opened) {
                Role::Closes => return inside(reading, open, at),
                Role::Reopens => return None,
                Role::Nothing => {}
            }
        }
        at += 1;
    }
    None
}

fn inside(reading: &Reading<'_>, open: usize, close: usize) -> Option<Quoted> {
    let start = reading.tokens[open].span.end as usize;
    let end = reading.tokens[close].span.start as usize;
    let words = &reading.text[start..end];
    let trimmed = words.trim();
    if trimmed.is_empty() {
        return None;
    }
    let lead = words.len() - words.trim_start().len();
    Some(Quoted {
        open,
        close,
        start: (start + lead) as u32,
        end: (start + lead + trimmed.len()) as u32,
    })
}

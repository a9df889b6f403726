use super::squeeze;
use serde::{Deserialize, Serialize};
use unicode_normalization::char::is_combining_mark;

/// How much the sanitiser took out, by sort; shown as a badge where not zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// Whole escape sequences.
    pub escapes: u32,
    /// Control characters.
    pub controls: u32,
    /// Bidirectional overrides, zero-width and tag characters.
    pub invisible: u32,
    /// Combining marks beyond eight a base.
    pub marks: u32,
    /// Bytes that were not valid in the file's encoding.
    pub undecodable: u32,
}

impl Removed {
    /// All sorts together.
    #[must_use]
    pub fn total(self) -> u32 {
        self.escapes + self.controls + self.invisible + self.marks + self.undecodable
    }
}

/// Combining marks that one base may carry.
const MARKS: u32 = 8;

/// What a TAB becomes.
const TAB: &str = "    ";

/// Takes out of text from outside all that a terminal or a reader's eye could be fooled by, and
/// counts it.
///
/// Escape sequences go whole, an unterminated one up to the line's end; of the control characters
/// only `\n` stays, every other line end becomes one, and TAB becomes spaces. What is clean comes
/// back as it was, so that doing it twice changes nothing more.
#[must_use]
pub fn sanitise(text: &str) -> (String, Removed) {
    let mut state = Sanitiser {
        out: String::with_capacity(text.len()),
        removed: Removed::default(),
        marks: 0,
        joiner: None,
    };
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let run = plain_len(&bytes[at..]);
        if run > 0 {
            state.plain(&text[at..at + run]);
            at += run;
            continue;
        }
        let c = text[at..].chars().next().unwrap_or('\n');
        at += state.character(c, &text[at..]);
    }
    state.drop_joiner();
    (state.out, state.removed)
}

/// How many bytes come first that nothing is to be done with.
fn plain_len(bytes: &[u8]) -> usize {
    const STRETCH: usize = 32;
    let plain = |b: &u8| u8::from(b.wrapping_sub(b' ') <= b'~' - b' ') | u8::from(*b == b'\n');
    let mut at = 0;
    // Whole stretches first: the compiler compares many bytes at once.
    for stretch in bytes.chunks_exact(STRETCH) {
        if stretch.iter().fold(1, |all, b| all & plain(b)) == 0 {
            break;
        }
        at += STRETCH;
    }
    let rest = bytes[at..].iter().position(|b| plain(b) == 0);
    rest.map_or(bytes.len(), |more| at + more)
}

/// The same for a field of one line: line ends become spaces, white space at both ends goes and
/// inside is one space.
#[must_use]
pub fn sanitise_line(text: &str) -> String {
    squeeze(&sanitise(text).0)
}

struct Sanitiser {
    out: String,
    removed: Removed,
    /// Combining marks since the last base.
    marks: u32,
    /// A joiner that stays if the next character takes one.
    joiner: Option<char>,
}

impl Sanitiser {
    fn plain(&mut self, run: &str) {
        self.drop_joiner();
        self.marks = 0;
        self.out.push_str(run);
    }

    fn drop_joiner(&mut self) {
        if self.joiner.take().is_some() {
            self.removed.invisible += 1;
        }
    }

    /// Handles one character that is not plain ASCII; gives how many bytes of `rest` are done.
    fn character(&mut self, c: char, rest: &str) -> usize {
        let len = c.len_utf8();
        match c {
            '\t' => self.plain(TAB),
            '\r' => {
                self.plain("\n");
                return len + usize::from(rest[len..].starts_with('\n'));
            }
            '\u{85}' | '\u{2028}' | '\u{2029}' => self.plain("\n"),
            '\u{b}' | '\u{c}' => {
                self.removed.controls += 1;
                self.plain("\n");
            }
            '\u{1b}' | '\u{90}' | '\u{98}' | '\u{9b}' | '\u{9d}'..='\u{9f}' => {
                self.removed.escapes += 1;
                return escape_len(rest);
            }
            _ if c.is_control() => self.removed.controls += 1,
            '\u{200c}' | '\u{200d}' => {
                self.drop_joiner();
                if self.out.chars().next_back().is_some_and(takes_joiner) {
                    self.joiner = Some(c);
                } else {
                    self.removed.invisible += 1;
                }
            }
            _ if is_invisible(c) => self.removed.invisible += 1,
            _ => self.letter(c),
        }
        len
    }

    fn letter(&mut self, c: char) {
        if is_combining_mark(c) {
            if self.marks >= MARKS {
                self.removed.marks += 1;
                return;
            }
            self.marks += 1;
        } else {
            self.marks = 0;
        }
        if let Some(joiner) = self.joiner.take() {
            if takes_joiner(c) {
                self.out.push(joiner);
            } else {
                self.removed.invisible += 1;
            }
        }
        self.out.push(c);
    }
}

/// Characters that show nothing and change how others show.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Whether a joiner beside the character can be part of a grapheme: emoji, and the scripts whose
/// letters join.
fn takes_joiner(c: char) -> bool {
    matches!(
        c,
        '\u{600}'..='\u{8ff}'
            | '\u{900}'..='\u{109f}'
            | '\u{1780}'..='\u{18af}'
            | '\u{a840}'..='\u{aaff}'
            | '\u{fb50}'..='\u{fefc}'
            | '\u{2190}'..='\u{2bff}'
            | '\u{10a00}'..='\u{11fff}'
            | '\u{1f000}'..='\u{1faff}'
    )
}

/// The length of the escape sequence that `rest` begins with; at least its first character.
///
/// ECMA-48: control sequences end with a final byte, strings with ST; xterm also takes BEL.
fn escape_len(rest: &str) -> usize {
    let first = rest.chars().next().unwrap_or('\u{1b}');
    let (kind, start) = if first == '\u{1b}' {
        match rest[1..].chars().next() {
            Some('[') => ('[', 2),
            Some(']') => (']', 2),
            Some(c @ ('P' | 'X' | '^' | '_')) => (c, 2),
            // The eight-bit forms right behind an escape go with it.
            Some(c @ '\u{80}'..='\u{9f}') => (eight_bit(c), 1 + c.len_utf8()),
            _ => ('E', 1),
        }
    } else {
        (eight_bit(first), first.len_utf8())
    };
    let body = &rest[start..];
    start
        + match kind {
            '[' => control_len(body),
            'E' => {
                let middle = body
                    .bytes()
                    .take_while(|b| (0x20..0x30).contains(b))
                    .count();
                let last = body.as_bytes().get(middle);
                middle + usize::from(last.is_some_and(|b| (0x30..0x7f).contains(b)))
            }
            '.' => 0,
            kind => string_len(body, kind),
        }
}

fn eight_bit(c: char) -> char {
    match c {
        '\u{9b}' => '[',
        '\u{9d}' => ']',
        '\u{90}' => 'P',
        '\u{98}' => 'X',
        '\u{9e}' => '^',
        '\u{9f}' => '_',
        _ => '.',
    }
}

/// Parameters, intermediates and the final byte of a control sequence.
fn control_len(body: &str) -> usize {
    let bytes = body.as_bytes();
    let mut at = bytes
        .iter()
        .take_while(|b| (0x30..0x40).contains(*b))
        .count();
    at += bytes[at..]
        .iter()
        .take_while(|b| (0x20..0x30).contains(*b))
        .count();
    at + usize::from(bytes.get(at).is_some_and(|b| (0x40..0x7f).contains(b)))
}

/// The length of a control string with its terminator; an unterminated one ends at the line's end.
fn string_len(body: &str, kind: char) -> usize {
    for (at, c) in body.char_indices() {
        match c {
            '\u{9c}' => return at + 2,
            '\u{7}' if kind == ']' => return at + 1,
            '\u{1b}' => {
                let ends = body[at + 1..].starts_with('\\');
                return at + if ends { 2 } else { 0 };
            }
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => return at,
            _ => {}
        }
    }
    body.len()
}

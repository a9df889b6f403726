use super::lexicon::Lex;
use super::table::{UNKNOWN, dictionary};

/// White space before an atom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// The atom stands directly at the one before.
    None,
    Space,
    Line,
    /// A blank line, or the beginning of the text.
    Paragraph,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Lower,
    Initial,
    Upper,
}

/// A run of letters, a run of digits or one sign: finer than the words of a
/// [`Reading`](crate::analysis::Reading), because dates are written with hyphens, slashes and
/// letters stuck to digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) lex: Lex,
    pub(super) gap: Gap,
    pub(super) case: Case,
    /// Whether an expression may stand on it: see [`Lex::is_core`].
    pub(super) core: bool,
}

/// Cuts text into atoms. Paragraphs that cannot hold a date are left out.
pub(super) fn atoms(text: &str) -> Vec<Atom> {
    let bytes = text.as_bytes();
    let look_up = dictionary();
    let mut out: Vec<Atom> = Vec::with_capacity(text.len() / 5);
    let (mut at, mut paragraph, mut hopeful) = (0, 0, false);
    let mut gap = Gap::Paragraph;
    while at < bytes.len() {
        let byte = bytes[at];
        let start = at;
        let (mut anchor, mut core) = (false, false);
        let (lex, case) = if is_letter(byte) {
            at += letters(&bytes[at..]);
            let mut known = None;
            if bytes.get(at).is_some_and(|byte| !byte.is_ascii()) {
                while let Some(letter) = letter_at(text, at) {
                    known = Some(UNKNOWN);
                    at += letter + letters(&bytes[at + letter..]);
                }
            }
            let word = &bytes[start..at];
            let known = known.unwrap_or_else(|| look_up(word));
            (anchor, core) = (known.anchor, known.core);
            (known.lex, case(word))
        } else if byte.is_ascii_digit() {
            let mut value = 0_u32;
            while at < bytes.len() && bytes[at].is_ascii_digit() {
                value = value
                    .saturating_mul(10)
                    .saturating_add(u32::from(bytes[at] - b'0'));
                at += 1;
            }
            let digits = u8::try_from(at - start).unwrap_or(u8::MAX);
            (anchor, core) = (digits <= 8, true);
            (Lex::Num { value, digits }, Case::Lower)
        } else if byte == b' ' {
            at += 1;
            gap = gap.max(Gap::Space);
            continue;
        } else if byte == b'\n' {
            at += 1;
            gap = if gap >= Gap::Line {
                Gap::Paragraph
            } else {
                Gap::Line
            };
            continue;
        } else if byte < 0x80 {
            at += 1;
            if byte.is_ascii_whitespace() || byte.is_ascii_control() {
                gap = gap.max(Gap::Space);
                continue;
            }
            (Lex::Sign(byte), Case::Lower)
        } else {
            let c = text[at..].chars().next().unwrap_or(' ');
            at += c.len_utf8();
            if c.is_whitespace() {
                gap = gap.max(Gap::Space);
                continue;
            }
            if c.is_alphanumeric() {
                while let Some(letter) = letter_at(text, at) {
                    at += letter;
                }
                (Lex::Other, Case::Lower)
            } else {
                let sign = match c {
                    '–' | '—' | '‑' | '−' | '‐' | '―' => b'~',
                    '’' | '‘' | 'ʼ' => b'\'',
                    '“' | '”' | '„' | '«' | '»' => b'"',
                    '€' | '£' | '¥' | '₽' | '₹' => b'$',
                    '…' => b'.',
                    _ => 0,
                };
                (Lex::Sign(sign), Case::Lower)
            }
        };
        if gap == Gap::Paragraph {
            if !hopeful {
                out.truncate(paragraph);
            }
            paragraph = out.len();
            hopeful = false;
        }
        hopeful |= anchor;
        out.push(Atom {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            end: u32::try_from(at).unwrap_or(u32::MAX),
            lex,
            gap,
            case,
            core,
        });
        gap = Gap::None;
    }
    if !hopeful {
        out.truncate(paragraph);
    }
    out
}

/// Whether each byte is a letter of ASCII.
const LETTER: [bool; 256] = {
    let mut letter = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        letter[byte] = (byte as u8).is_ascii_alphabetic();
        byte += 1;
    }
    letter
};

#[inline]
fn is_letter(byte: u8) -> bool {
    LETTER[usize::from(byte)]
}

/// How many letters of ASCII come first.
#[inline]
fn letters(bytes: &[u8]) -> usize {
    let end = bytes.iter().position(|byte| !is_letter(*byte));
    end.unwrap_or(bytes.len())
}

/// The length of the letter at a place, where there is one.
fn letter_at(text: &str, at: usize) -> Option<usize> {
    let c = text.get(at..)?.chars().next()?;
    c.is_alphabetic().then(|| c.len_utf8())
}

#[inline]
fn case(word: &[u8]) -> Case {
    match word {
        [first, ..] if first.is_ascii_lowercase() => Case::Lower,
        [_, rest @ ..] if !rest.is_empty() && rest.iter().all(u8::is_ascii_uppercase) => {
            Case::Upper
        }
        _ => Case::Initial,
    }
}

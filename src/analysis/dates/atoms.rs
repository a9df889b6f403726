use super::lexicon::Lex;
use super::table::Meaning;
use crate::analysis::Reading;
use crate::analysis::tagger::{Cue, Shape};

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
pub(super) fn atoms(reading: &Reading<'_>) -> Vec<Atom> {
    let text = reading.text;
    let mut cutter = Cutter {
        text,
        bytes: text.as_bytes(),
        at: 0,
        gap: Gap::Paragraph,
        out: Vec::with_capacity(text.len() / 5),
        paragraph: 0,
        hopeful: false,
    };
    // Most atoms are words that were cut and looked up already.
    for (token, lexeme) in reading.tokens.iter().zip(&reading.lexemes) {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        let single = end == start + 1 && is_letter(cutter.bytes[start]);
        if !single && !lexeme.word.cue.any(Cue::PLAIN) {
            continue;
        }
        cutter.run(start);
        // A letter beyond ASCII goes on with the word.
        let ends = cutter
            .bytes
            .get(end)
            .is_none_or(|byte| *byte < 0x80 && !is_letter(*byte));
        if cutter.at == start && ends {
            cutter.at = end;
            cutter.push(start, lexeme.date, case_of(lexeme.word.shape));
        }
    }
    cutter.run(text.len());
    cutter.end_paragraph();
    cutter.out
}

/// How a word of ASCII letters is written.
fn case_of(shape: Shape) -> Case {
    if !shape.is(Shape::CAPITAL) {
        Case::Lower
    } else if shape.is(Shape::UPPER) {
        Case::Upper
    } else {
        Case::Initial
    }
}

struct Cutter<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// The white space before `at`.
    gap: Gap,
    out: Vec<Atom>,
    /// How many atoms stand before the paragraph.
    paragraph: usize,
    /// Whether the paragraph may hold a date.
    hopeful: bool,
}

impl Cutter<'_> {
    /// Cuts what begins before an offset.
    fn run(&mut self, end: usize) {
        while self.at < end {
            let byte = self.bytes[self.at];
            match byte {
                b' ' => {
                    self.at += 1;
                    self.gap = self.gap.max(Gap::Space);
                }
                b'\n' => {
                    self.at += 1;
                    self.gap = if self.gap >= Gap::Line {
                        Gap::Paragraph
                    } else {
                        Gap::Line
                    };
                }
                b'0'..=b'9' => self.number(),
                _ if is_letter(byte) => self.word(),
                0x80.. => self.wide(),
                _ if byte.is_ascii_whitespace() || byte.is_ascii_control() => {
                    self.at += 1;
                    self.gap = self.gap.max(Gap::Space);
                }
                _ => {
                    self.at += 1;
                    self.sign(self.at - 1, byte);
                }
            }
        }
    }

    fn word(&mut self) {
        let start = self.at;
        self.at += letters(&self.bytes[start..]);
        let mut known = None;
        if self.bytes.get(self.at).is_some_and(|byte| !byte.is_ascii()) {
            while let Some(letter) = letter_at(self.text, self.at) {
                known = Some(Meaning::NONE);
                let next = self.at + letter;
                self.at = next + letters(&self.bytes[next..]);
            }
        }
        let word = &self.bytes[start..self.at];
        let known = known.unwrap_or_else(|| Meaning::of_letters(word));
        self.push(start, known, case(word));
    }

    fn number(&mut self) {
        let start = self.at;
        let mut value = 0_u32;
        while let Some(digit) = self.bytes.get(self.at).filter(|b| b.is_ascii_digit()) {
            value = value
                .saturating_mul(10)
                .saturating_add(u32::from(digit - b'0'));
            self.at += 1;
        }
        let digits = u8::try_from(self.at - start).unwrap_or(u8::MAX);
        let known = Meaning {
            lex: Lex::Num { value, digits },
            anchor: digits <= 8,
            core: true,
        };
        self.push(start, known, Case::Lower);
    }

    /// What does not begin with a character of ASCII.
    fn wide(&mut self) {
        let start = self.at;
        let c = self.text[start..].chars().next().unwrap_or(' ');
        self.at += c.len_utf8();
        if c.is_whitespace() {
            self.gap = self.gap.max(Gap::Space);
        } else if c.is_alphanumeric() {
            while let Some(letter) = letter_at(self.text, self.at) {
                self.at += letter;
            }
            self.push(start, Meaning::NONE, Case::Lower);
        } else {
            let sign = match c {
                '–' | '—' | '‑' | '−' | '‐' | '―' => b'~',
                '’' | '‘' | 'ʼ' => b'\'',
                '“' | '”' | '„' | '«' | '»' => b'"',
                '€' | '£' | '¥' | '₽' | '₹' => b'$',
                '…' => b'.',
                _ => 0,
            };
            self.sign(start, sign);
        }
    }

    fn sign(&mut self, start: usize, sign: u8) {
        let lex = Lex::Sign(sign);
        let known = Meaning {
            lex,
            ..Meaning::NONE
        };
        self.push(start, known, Case::Lower);
    }

    /// Adds the atom that ends here.
    fn push(&mut self, start: usize, known: Meaning, case: Case) {
        if self.gap == Gap::Paragraph {
            self.end_paragraph();
        }
        self.hopeful |= known.anchor;
        self.out.push(Atom {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            end: u32::try_from(self.at).unwrap_or(u32::MAX),
            lex: known.lex,
            gap: self.gap,
            case,
            core: known.core,
        });
        self.gap = Gap::None;
    }

    fn end_paragraph(&mut self) {
        if !self.hopeful {
            self.out.truncate(self.paragraph);
        }
        self.paragraph = self.out.len();
        self.hopeful = false;
    }
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

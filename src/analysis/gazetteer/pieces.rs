use crate::analysis::tagger::{Cue, Page, SEED, Shape as Written, Word, mix};
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A run of letters or of digits, a sign, or a blank line, with the hash of its folded form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) hash: u64,
    pub(super) shape: Shape,
    /// Whether it hangs on the piece before it: `41` in `APT41`, `com` in `booking.com`.
    pub(super) glued: bool,
}

/// How a piece is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `of`, `n`.
    Lower,
    /// `Bureau`, `McCallum`.
    Capital,
    /// `FBI`, `X`.
    Upper,
    /// `iPhone`, `njRAT` up to its `RAT`.
    Mixed,
    /// Digits, and letters without case.
    Plain,
    /// One sign.
    Sign,
    /// A blank line.
    Break,
}

const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;

/// As words are hashed: a plain word of a page has the hash of its piece.
const fn byte(hash: u64, b: u8) -> u64 {
    mix(hash, b as u64)
}

const fn word(letters: &[u8]) -> u64 {
    let mut hash = SEED;
    let mut at = 0;
    while at < letters.len() {
        hash = byte(hash, letters[at]);
        at += 1;
    }
    hash
}

/// Joins the hash of one more piece to that of the pieces before it.
pub(super) fn join(hash: u64, piece: u64) -> u64 {
    let mixed = (hash.rotate_left(23) ^ piece).wrapping_mul(PRIME);
    mixed ^ (mixed >> 29)
}

const AND: u64 = word(b"and");
const POSSESSIVE: u64 = word(b"'s");
const COMMA: u64 = word(b",");

/// Abbreviations whose full stop is not a sign of its own.
const STOPPED: [u64; 14] = [
    word(b"co"),
    word(b"inc"),
    word(b"ltd"),
    word(b"corp"),
    word(b"st"),
    word(b"mt"),
    word(b"ft"),
    word(b"jr"),
    word(b"sr"),
    word(b"dr"),
    word(b"bros"),
    word(b"univ"),
    word(b"dept"),
    word(b"gen"),
];

/// Words before which a comma is a matter of taste.
const SUFFIXES: [u64; 9] = [
    word(b"ltd"),
    word(b"inc"),
    word(b"llc"),
    word(b"limited"),
    word(b"corp"),
    word(b"co"),
    word(b"lp"),
    word(b"plc"),
    word(b"jr"),
];

/// Cuts a text into pieces. Names of the lists and texts go through the same cutting, so that
/// hyphens, spaces, dots of abbreviations, apostrophes, accents and case make no difference.
pub(super) fn cut(text: &str) -> Vec<Piece> {
    cut_into(Vec::with_capacity(text.len() / 5 + 4), text)
}

/// The same into a vector that was used before.
pub(super) fn cut_into(used: Vec<Piece>, text: &str) -> Vec<Piece> {
    let mut cutter = Cutter::new(used, text);
    cutter.run(text.len());
    cutter.out
}

/// The same of a text whose words were looked up.
pub(super) fn cut_page(used: Vec<Piece>, page: &Page<'_>) -> Vec<Piece> {
    let mut cutter = Cutter::new(used, page.reading.text);
    for (token, word) in page.reading.tokens.iter().zip(&page.words) {
        if !word.cue.any(Cue::PLAIN) {
            continue;
        }
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        cutter.run(start);
        // An apostrophe or an accent may go on with the piece.
        let goes_on = cutter
            .bytes
            .get(end)
            .is_some_and(|b| *b == b'\'' || *b >= 0x80);
        if cutter.at == start && !goes_on {
            cutter.push(start, end, word.hash, shape(*word));
            (cutter.at, cutter.lines) = (end, 0);
        }
    }
    cutter.run(page.reading.text.len());
    cutter.out
}

/// How the piece of a plain word is written.
fn shape(word: Word) -> Shape {
    if word.shape.is(Written::LOWER) {
        Shape::Lower
    } else if word.shape.is(Written::UPPER) {
        Shape::Upper
    } else if word.shape.is(Written::CAPITAL) {
        Shape::Capital
    } else {
        Shape::Mixed
    }
}

/// A number that two names share where the lists take them for the same.
#[must_use]
pub fn name_key(name: &str) -> u64 {
    cut(name)
        .iter()
        .fold(0, |hash, piece| join(hash, piece.hash))
}

/// Calls `letter` with every folded letter or digit of a name and with `-` where they are parted.
pub(super) fn slug(name: &str, mut letter: impl FnMut(char)) {
    let mut parted = false;
    let mut begun = false;
    for c in name.chars() {
        if is_apostrophe(c) || is_combining_mark(c) || c == '.' {
            continue;
        }
        if !c.is_alphanumeric() {
            parted = begun;
            continue;
        }
        fold(c, |folded| {
            if folded.is_ascii_alphanumeric() {
                if parted {
                    letter('-');
                }
                parted = false;
                begun = true;
                letter(folded);
            }
        });
    }
}

struct Cutter<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    out: Vec<Piece>,
    /// Whether a sign that glues (`.`, `@`, `_`) stands right before `at`.
    tight: bool,
    /// Line ends of the white space before `at`.
    lines: u32,
}

impl<'a> Cutter<'a> {
    fn new(mut used: Vec<Piece>, text: &'a str) -> Self {
        used.clear();
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            out: used,
            tight: false,
            lines: 0,
        }
    }

    /// Cuts what begins before an offset.
    fn run(&mut self, end: usize) {
        while self.at < end
            && let Some(&b) = self.bytes.get(self.at)
        {
            if matches!(b, b' ' | b'\t' | b'\r' | b'\n') {
                self.lines += u32::from(b == b'\n');
                if b == b'\n' && self.lines == 2 {
                    self.push(self.at, self.at, word(b"\n"), Shape::Break);
                }
                self.at += 1;
                self.tight = false;
                continue;
            }
            self.lines = 0;
            if b.is_ascii_alphabetic() {
                self.letters();
            } else if b.is_ascii_digit() {
                self.digits();
            } else if b.is_ascii() {
                self.sign(b as char);
            } else {
                self.wide();
            }
        }
    }

    fn push(&mut self, start: usize, end: usize, hash: u64, shape: Shape) {
        let worded = !matches!(shape, Shape::Sign | Shape::Break);
        let glued = self.tight
            || (worded
                && self.out.last().is_some_and(|last| {
                    last.end as usize == start
                        && !matches!(last.shape, Shape::Sign | Shape::Break)
                        && last.end > last.start
                }));
        if worded
            && self.out.last().is_some_and(|last| last.hash == COMMA)
            && SUFFIXES.contains(&hash)
        {
            self.out.pop();
        }
        self.tight = false;
        self.out.push(Piece {
            start: start as u32,
            end: end as u32,
            hash,
            shape,
            glued,
        });
    }

    fn peek(&self, at: usize) -> Option<char> {
        match self.bytes.get(at) {
            Some(b) if b.is_ascii() => Some(*b as char),
            Some(_) => self.text.get(at..)?.chars().next(),
            None => None,
        }
    }

    /// A run of letters; apostrophes within are passed over, a possessive ends it.
    fn letters(&mut self) {
        let start = self.at;
        if let Some((end, hash)) = self.abbreviation() {
            self.at = end;
            self.push(start, end, hash, Shape::Upper);
            return;
        }
        let mut hash = SEED;
        let (mut count, mut upper, mut lower) = (0, 0, 0);
        let mut first_upper = self.bytes.get(start).is_some_and(u8::is_ascii_uppercase);
        loop {
            let run = self.bytes[self.at..]
                .iter()
                .take_while(|b| b.is_ascii_alphabetic());
            let (mut letters, mut capitals) = (0, 0);
            for &b in run {
                // The bit that parts the cases.
                hash = byte(hash, b | 0x20);
                capitals += u32::from(b & 0x20 == 0);
                letters += 1;
            }
            count += letters;
            upper += capitals;
            lower += letters - capitals;
            self.at += letters as usize;
            if self
                .bytes
                .get(self.at)
                .is_none_or(|b| b.is_ascii() && *b != b'\'')
            {
                break;
            }
            let Some(c) = self.peek(self.at) else { break };
            if is_apostrophe(c) {
                let next = self.at + c.len_utf8();
                if self.possessive(next) || !self.peek(next).is_some_and(char::is_alphabetic) {
                    break;
                }
                self.at = next;
            } else if is_combining_mark(c) {
                self.at += c.len_utf8();
            } else if c.is_alphabetic() && !stands_alone(c) {
                fold(c, |folded| hash = hash_char(hash, folded));
                first_upper |= count == 0 && c.is_uppercase();
                upper += u32::from(c.is_uppercase());
                lower += u32::from(c.is_lowercase());
                count += 1;
                self.at += c.len_utf8();
            } else {
                break;
            }
        }
        let shape = match (first_upper, upper, lower) {
            (_, 0, 0) => Shape::Plain,
            (_, 0, _) => Shape::Lower,
            (_, _, 0) => Shape::Upper,
            (true, ..) => Shape::Capital,
            (false, ..) => Shape::Mixed,
        };
        self.push(start, self.at, hash, shape);
    }

    /// `U.S.`, `U.S` and `F.S.B.`: single capitals with full stops between them.
    fn abbreviation(&self) -> Option<(usize, u64)> {
        let b = self.bytes;
        let mut at = self.at;
        if b.get(at + 1) != Some(&b'.') || !b.get(at + 2)?.is_ascii_uppercase() {
            return None;
        }
        let mut hash = SEED;
        let mut count = 0;
        loop {
            let letter = *b.get(at).unwrap_or(&b' ');
            let single = !b
                .get(at + 1)
                .is_some_and(|n| n.is_ascii_alphanumeric() || *n >= 0x80 && count == 0);
            if !letter.is_ascii_uppercase() || !single {
                break;
            }
            hash = byte(hash, letter.to_ascii_lowercase());
            count += 1;
            at += 1;
            if b.get(at) != Some(&b'.') {
                break;
            }
            at += 1;
        }
        (count >= 2).then_some((at, hash))
    }

    fn digits(&mut self) {
        let start = self.at;
        let mut hash = SEED;
        while let Some(b) = self.bytes.get(self.at).filter(|b| b.is_ascii_digit()) {
            hash = byte(hash, *b);
            self.at += 1;
        }
        self.push(start, self.at, hash, Shape::Plain);
    }

    /// Whether an `s` at the offset is a possessive's.
    fn possessive(&self, at: usize) -> bool {
        matches!(self.bytes.get(at), Some(b's' | b'S'))
            && !self.peek(at + 1).is_some_and(char::is_alphanumeric)
    }

    fn sign(&mut self, c: char) {
        let start = self.at;
        self.at += c.len_utf8();
        let before = start > 0
            && self
                .out
                .last()
                .is_some_and(|p| p.end as usize == start && p.shape != Shape::Sign);
        if is_apostrophe(c) && before && self.possessive(self.at) {
            self.at += 1;
            self.push(start, self.at, POSSESSIVE, Shape::Lower);
            if let Some(last) = self.out.last_mut() {
                last.glued = false;
            }
            return;
        }
        let after = self.peek(self.at).is_some_and(char::is_alphanumeric);
        match c {
            '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' if before && after => {}
            '&' => self.push(start, self.at, AND, Shape::Lower),
            '.' if !after
                && before
                && self.out.last().is_some_and(|p| STOPPED.contains(&p.hash)) => {}
            '.' | '@' | '_' => {
                let glues = after && (before || c != '.');
                self.tight = glues && before;
                self.push(start, self.at, hash_char(SEED, c), Shape::Sign);
                self.tight = glues;
            }
            _ => self.push(start, self.at, hash_char(SEED, c), Shape::Sign),
        }
    }

    fn wide(&mut self) {
        let Some(c) = self.peek(self.at) else {
            self.at = self.bytes.len();
            return;
        };
        if c.is_whitespace() {
            self.at += c.len_utf8();
            self.tight = false;
        } else if stands_alone(c) {
            let start = self.at;
            self.at += c.len_utf8();
            self.push(start, self.at, hash_char(SEED, c), Shape::Plain);
            if let Some(last) = self.out.last_mut() {
                last.glued = false;
            }
        } else if c.is_alphabetic() {
            self.letters();
        } else if is_combining_mark(c) {
            self.at += c.len_utf8();
        } else {
            self.sign(c);
        }
    }
}

fn hash_char(mut hash: u64, c: char) -> u64 {
    let mut buffer = [0; 4];
    for b in c.encode_utf8(&mut buffer).bytes() {
        hash = byte(hash, b);
    }
    hash
}

fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2019}' | '\u{2018}' | '\u{02bc}' | '\u{02bb}' | '`' | '\u{00b4}'
    )
}

/// Scripts without spaces between words: every sign is a piece.
fn stands_alone(c: char) -> bool {
    matches!(c as u32, 0x2e80..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

/// Calls `letter` with the lower-case letters without accents that a letter stands for.
fn fold(c: char, mut letter: impl FnMut(char)) {
    if c.is_ascii() {
        letter(c.to_ascii_lowercase());
        return;
    }
    match c {
        'ø' | 'Ø' => letter('o'),
        'ł' | 'Ł' => letter('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => letter('d'),
        'ı' | 'İ' => letter('i'),
        'ħ' | 'Ħ' => letter('h'),
        'ə' | 'Ə' => letter('e'),
        'ß' | 'ẞ' => {
            letter('s');
            letter('s');
        }
        'æ' | 'Æ' => {
            letter('a');
            letter('e');
        }
        'œ' | 'Œ' => {
            letter('o');
            letter('e');
        }
        'þ' | 'Þ' => {
            letter('t');
            letter('h');
        }
        _ => decompose_canonical(c, |part| {
            if !is_combining_mark(part) {
                part.to_lowercase().for_each(&mut letter);
            }
        }),
    }
}

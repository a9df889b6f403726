use super::cue::Cue;
use super::lexicon::{Class, look_up};
use crate::analysis::{Reading, Sentence};
use crate::text::TokenKind;

/// A document's words looked up once: how each is written and what the lexicon says of it.
#[derive(Debug)]
pub struct Page<'a> {
    pub reading: &'a Reading<'a>,
    /// One for each token of the reading.
    pub words: Vec<Word>,
    /// Whether the text reads like a technical report on malware and intrusions.
    pub technical: bool,
    /// The tokens that a name may begin with or hang on, and how many of them stand before the end of
    /// each sentence.
    notable: Vec<u32>,
    ends: Vec<u32>,
}

/// What is known of one token by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Of the letters in lower case.
    pub hash: u64,
    pub class: Class,
    pub shape: Shape,
    pub cue: Cue,
}

/// How a token is written, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape(pub u16);

impl Shape {
    /// Begins with a capital.
    pub const CAPITAL: Self = Self(1);
    /// At least two letters, all of them capitals.
    pub const UPPER: Self = Self(1 << 1);
    /// Capitals after a small letter.
    pub const INNER: Self = Self(1 << 2);
    pub const DIGIT: Self = Self(1 << 3);
    pub const WORD: Self = Self(1 << 4);
    pub const NUMBER: Self = Self(1 << 5);
    /// First word of its sentence.
    pub const FIRST: Self = Self(1 << 6);
    /// In a sentence whose words are nearly all capitalised, or all in capitals.
    pub const TITLED: Self = Self(1 << 7);
    pub const HYPHEN: Self = Self(1 << 8);
    /// White space stands before it.
    pub const SPACED: Self = Self(1 << 9);
    /// The possessive `'s`.
    pub const POSSESSIVE: Self = Self(1 << 10);
    pub const DOT: Self = Self(1 << 11);
    pub const LOWER: Self = Self(1 << 12);

    /// Whether all bits of `other` are set.
    #[must_use]
    pub fn is(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    fn set(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// What the hash of a word begins with.
pub(crate) const SEED: u64 = 0x51_7c_c1_b7_27_22_0a_95;

/// Mixes a value into a hash.
#[must_use]
#[inline]
pub(crate) const fn mix(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(5) ^ value).wrapping_mul(SEED)
}

/// The hash of a feature: of what a template makes of a value.
#[must_use]
#[inline]
pub(crate) const fn feature_hash(template: u64, value: u64) -> u64 {
    let seen = mix(template.wrapping_mul(0x9e37_79b9_7f4a_7c15), value);
    mix(seen, template)
}

/// The hash of a word's letters in lower case.
#[must_use]
pub(crate) fn hash_of(word: &str) -> u64 {
    let mut hash = SEED;
    if word.is_ascii() {
        for &byte in word.as_bytes() {
            hash = mix(hash, u64::from(byte.to_ascii_lowercase()));
        }
    } else {
        for c in word.chars().flat_map(char::to_lowercase) {
            let c = if c == '’' { '\'' } else { c };
            if c.is_ascii() {
                hash = mix(hash, u64::from(c as u8));
            } else {
                hash = mix(hash, u64::from(u32::from(c)));
            }
        }
    }
    hash
}

impl<'a> Page<'a> {
    /// Takes what is known of every token of a reading.
    #[must_use]
    pub fn new(reading: &'a Reading<'a>) -> Self {
        let mut words = Vec::with_capacity(reading.tokens.len());
        let bytes = reading.text.as_bytes();
        let (mut technical, mut encoded) = (0_usize, 0_usize);
        let mut before = 0;
        let mut notable = Vec::with_capacity(reading.tokens.len() / 4);
        for (token, lexeme) in reading.tokens.iter().zip(&reading.lexemes) {
            let mut word = lexeme.word;
            let start = token.span.start as usize;
            if start == 0 || bytes[start - 1].is_ascii_whitespace() || start > before + 1 {
                word.shape.set(Shape::SPACED);
            }
            before = token.span.end as usize;
            technical += usize::from(word.class.any(Class::TECHNICAL));
            encoded += usize::from(word.shape.is(Shape::DIGIT) && word.shape.is(Shape::INNER));
            if word.shape.is(Shape::CAPITAL) || word.cue.any(Cue::HEAD | Cue::TOWN) {
                notable.push(words.len() as u32);
            }
            words.push(word);
        }
        // Encoded bytes are no words; between two of them stands a sign.
        let counted = words.len() - (2 * encoded).min(words.len());
        let technical = technical >= 6 && technical * 200 >= counted;
        let mut page = Self {
            reading,
            words,
            technical,
            notable,
            ends: Vec::with_capacity(reading.sentences.len()),
        };
        page.note_sentences();
        page
    }

    fn note_sentences(&mut self) {
        let mut notable = self.notable.iter().peekable();
        let mut end = 0;
        for sentence in &self.reading.sentences {
            let last = sentence.tokens.end as u32;
            while notable.next_if(|at| **at < last).is_some() {
                end += 1;
            }
            self.ends.push(end);
            let words = &mut self.words[sentence.tokens.clone()];
            let Some(first) = words.iter().position(|w| w.shape.is(Shape::WORD)) else {
                continue;
            };
            words[first].shape.set(Shape::FIRST);
            let (mut high, mut low, mut little) = (0, 0, 0);
            for word in &words[first + 1..] {
                if word.shape.is(Shape::WORD) && !word.class.any(Class::CONNECT | Class::FUNCTION) {
                    if word.shape.is(Shape::CAPITAL) {
                        high += 1;
                    } else {
                        low += 1;
                    }
                } else if word.shape.is(Shape::LOWER) {
                    little += 1;
                }
            }
            // "He was arrested by the Serious Crime Squad on Monday" is no title.
            if high >= 2 && high > low * 3 && high >= low + little {
                for word in words {
                    word.shape.set(Shape::TITLED);
                }
            }
        }
    }

    /// The sentences, each with its words that are written large, that begin a shape or that name a
    /// kind of town: no other word is where a rule for names begins.
    pub(in crate::analysis) fn sentences(&self) -> impl Iterator<Item = (&Sentence, &[u32])> {
        let mut from = 0;
        let sentences = self.reading.sentences.iter().zip(&self.ends);
        sentences.map(move |(sentence, end)| {
            let first = std::mem::replace(&mut from, *end as usize);
            let notable = &self.notable[first..*end as usize];
            // What stands between two sentences belongs to neither.
            let between = |at: &&u32| (**at as usize) < sentence.tokens.start;
            let outside = notable.iter().take_while(between).count();
            (sentence, &notable[outside..])
        })
    }

    /// The letters of a token.
    #[must_use]
    pub fn text(&self, at: usize) -> &'a str {
        self.reading.word(at)
    }

    /// A token, or one that is nothing beyond the ends.
    #[must_use]
    pub fn word(&self, at: usize) -> Word {
        self.words.get(at).copied().unwrap_or_default()
    }

    /// Whether a token is a word written with a capital.
    #[must_use]
    pub fn capital(&self, at: usize) -> bool {
        self.words
            .get(at)
            .is_some_and(|w| w.shape.is(Shape::CAPITAL))
    }

    /// Whether a token may be one of the words of a rule.
    #[must_use]
    pub fn cue(&self, at: usize, cue: Cue) -> bool {
        self.words.get(at).is_some_and(|w| w.cue.any(cue))
    }

    /// Whether a token belongs to any of the classes.
    #[must_use]
    pub fn class(&self, at: usize, class: Class) -> bool {
        self.words.get(at).is_some_and(|w| w.class.any(class))
    }
}

impl Word {
    /// What is known of a token by itself.
    pub(in crate::analysis) fn of(text: &str, kind: TokenKind) -> Self {
        let (hash, shape) = hash_and_shape(text, kind);
        let (class, mut cue) = look_up(hash);
        if text.len() >= 2 && text.bytes().all(|b| b.is_ascii_alphabetic()) {
            cue = cue | Cue::PLAIN;
        }
        Self {
            hash,
            class,
            shape,
            cue,
        }
    }
}

/// The hash and the shape of a token; those of ASCII letters in one walk.
fn hash_and_shape(text: &str, kind: TokenKind) -> (u64, Shape) {
    let possessive = text.starts_with(['\'', '’']);
    if kind == TokenKind::Sign || possessive || !text.is_ascii() {
        return (hash_of(text), shape_of(text, kind));
    }
    let mut hash = SEED;
    let (mut seen, mut upper, mut inner) = (0_u8, 0_u32, false);
    for &byte in text.as_bytes() {
        hash = mix(hash, u64::from(byte.to_ascii_lowercase()));
        let sort = SORTS[usize::from(byte)];
        inner |= sort == SMALL << 1 && seen & SMALL != 0;
        upper += u32::from(sort == SMALL << 1);
        seen |= sort;
    }
    let mut shape = match kind {
        TokenKind::Number => Shape::NUMBER,
        _ => Shape::WORD,
    };
    for (fits, bit) in [
        (
            text.as_bytes().first().is_some_and(u8::is_ascii_uppercase),
            Shape::CAPITAL,
        ),
        (inner, Shape::INNER),
        (seen & SMALL << 2 != 0, Shape::DIGIT),
        (seen & SMALL << 3 != 0, Shape::HYPHEN),
        (seen & SMALL << 4 != 0, Shape::DOT),
        (upper >= 2 && seen & SMALL == 0, Shape::UPPER),
        (upper == 0 && seen & SMALL != 0, Shape::LOWER),
    ] {
        if fits {
            shape.set(bit);
        }
    }
    (hash, shape)
}

/// A small letter, and shifted: capital, digit, hyphen, full stop.
const SMALL: u8 = 1;

const SORTS: [u8; 256] = {
    let mut sorts = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        sorts[byte as usize] = match byte {
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => SMALL << 1,
            b'0'..=b'9' => SMALL << 2,
            b'-' => SMALL << 3,
            b'.' => SMALL << 4,
            _ => 0,
        };
        byte += 1;
    }
    sorts
};

fn shape_of(text: &str, kind: TokenKind) -> Shape {
    let mut shape = Shape::default();
    match kind {
        TokenKind::Sign => return shape,
        TokenKind::Number => shape.set(Shape::NUMBER),
        TokenKind::Word => shape.set(Shape::WORD),
    }
    if matches!(text, "'s" | "’s" | "'" | "’") {
        shape.set(Shape::POSSESSIVE);
        return shape;
    }
    let (mut upper, mut lower) = (0, 0);
    for (at, c) in text.char_indices() {
        if c.is_ascii_lowercase() {
            lower += 1;
        } else if c.is_ascii_uppercase() || (!c.is_ascii() && c.is_uppercase()) {
            if at == 0 {
                shape.set(Shape::CAPITAL);
            } else if lower > 0 {
                shape.set(Shape::INNER);
            }
            upper += 1;
        } else if c.is_ascii_digit() {
            shape.set(Shape::DIGIT);
        } else if c == '-' {
            shape.set(Shape::HYPHEN);
        } else if c == '.' {
            shape.set(Shape::DOT);
        } else if c.is_lowercase() {
            lower += 1;
        }
    }
    if upper >= 2 && lower == 0 {
        shape.set(Shape::UPPER);
    }
    if upper == 0 && lower > 0 {
        shape.set(Shape::LOWER);
    }
    shape
}

use super::Span;
use super::abbreviations::is_abbreviation;
use unicode_normalization::char::is_combining_mark;

/// A word, number or sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes, dots of abbreviations (`U.S.`) and digits
    /// (`APT41`). A possessive `'s` or `’s` is a token of its own.
    Word,
    /// Digits, with inner separators: `260,000`, `3.5`, `1990s` is a word.
    Number,
    /// One sign.
    Sign,
}

/// Cuts text into words, numbers and signs; white space lies between them.
///
/// Numbers do not hold hyphens or colons: `2019-2020` is three tokens, `10-year` one word. A full
/// stop belongs to the word where it abbreviates (`U.S.`, `Gen.`, `J.`). Scripts without spaces
/// come out as one word for each run.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte == b' ' {
            at += 1;
            continue;
        }
        if let Some(end) = plain_word(bytes, at) {
            out.push(token(at, end, TokenKind::Word));
            at = end;
            continue;
        }
        match class_at(text, at) {
            (Class::Space, len) => at += len,
            (Class::Sign, len) => {
                out.push(token(at, at + len, TokenKind::Sign));
                at += len;
                if len == 1 && bytes[at - 1] != b'\'' {
                    continue;
                }
                // A possessive right behind a closing quotation mark: “Five Eyes”’s.
                if is_apostrophe(&text[at - len..at])
                    && out.len() > 1
                    && possessive_end(text, at).is_some_and(|_| follows_word(text, at - len))
                {
                    out.pop();
                    let end = at + 1;
                    out.push(token(at - len, end, TokenKind::Word));
                    at = end;
                }
            }
            (class, _) => {
                let end = word_end(text, at, class);
                let kind = if is_number(text, at, end) {
                    TokenKind::Number
                } else {
                    TokenKind::Word
                };
                out.push(token(at, end, kind));
                at = end;
                let sign = apostrophe_len(bytes, at);
                if sign > 0
                    && let Some(end) = possessive_end(text, at + sign)
                {
                    out.push(token(at, end, TokenKind::Word));
                    at = end;
                }
            }
        }
    }
    out
}

/// Letters and digits of ASCII, and the signs of ASCII that no word goes on behind: the rest is
/// looked at closely.
const PLAIN: [Plain; 256] = {
    let mut plain = [Plain::Neither; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        plain[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Plain::Letter,
            b'0'..=b'9' => Plain::Digit,
            // A comma parts thousands, which begin with a figure.
            b'-' | b'.' | b'&' | b'_' | b'\'' => Plain::Neither,
            _ => Plain::Border,
        };
        byte += 1;
    }
    plain
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Plain {
    Letter,
    Digit,
    Border,
    Neither,
}

/// The end of a word that begins with a letter of ASCII and plainly ends at a border, as most do.
#[inline]
fn plain_word(bytes: &[u8], start: usize) -> Option<usize> {
    let plain = |byte: &u8| PLAIN[usize::from(*byte)];
    if plain(bytes.get(start)?) != Plain::Letter {
        return None;
    }
    let rest = bytes.get(start + 1..)?;
    let short = rest.first_chunk().and_then(|eight| inner(*eight));
    let len = short.or_else(|| {
        let inner = |byte: &u8| !matches!(plain(byte), Plain::Letter | Plain::Digit);
        rest.iter().position(inner)
    });
    let Some(len) = len else {
        return Some(bytes.len());
    };
    (plain(&rest[len]) == Plain::Border).then_some(start + 1 + len)
}

/// How many letters and digits of ASCII come first, where others follow among eight bytes. Compared
/// at once: no processor foresees where a word ends.
#[inline]
fn inner(bytes: [u8; 8]) -> Option<usize> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let bytes = u64::from_le_bytes(bytes);
    // Into the high bit of each byte: whether the rest of it is one of these or comes behind.
    let from = |bytes: u64, first: u8| (bytes & !HIGH) + u64::from_le_bytes([0x80 - first; 8]);
    let between = |bytes: u64, first: u8, last: u8| from(bytes, first) & !from(bytes, last + 1);
    let lower = bytes | u64::from_le_bytes([0x20; 8]);
    let plain = (between(lower, b'a', b'z') | between(bytes, b'0', b'9')) & !bytes;
    let other = !plain & HIGH;
    (other != 0).then(|| other.trailing_zeros() as usize / 8)
}

fn token(start: usize, end: usize, kind: TokenKind) -> Token {
    Token {
        span: Span::new(start, end),
        kind,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    /// A letter of a script that sets no spaces.
    Dense,
    Sign,
}

/// The classes of the ASCII characters.
const ASCII: [Class; 128] = {
    let mut classes = [Class::Sign; 128];
    let mut byte = 0_u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b' ' | b'\t'..=b'\r' => Class::Space,
            _ => Class::Sign,
        };
        byte += 1;
    }
    classes
};

/// The class of the character at `at`, which must be a character border, and its length.
#[inline]
fn class_at(text: &str, at: usize) -> (Class, usize) {
    let byte = text.as_bytes()[at];
    match ASCII.get(usize::from(byte)) {
        Some(class) => (*class, 1),
        None => wide_class_at(text, at),
    }
}

fn wide_class_at(text: &str, at: usize) -> (Class, usize) {
    let c = text[at..].chars().next().unwrap_or(' ');
    let class = match c {
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{3003}' => Class::Sign,
        '\u{2e80}'..='\u{2fdf}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Class::Dense,
        _ if c.is_alphabetic() || is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}') => {
            Class::Letter
        }
        _ if c.is_numeric() => Class::Digit,
        _ if c.is_whitespace() => Class::Space,
        _ => Class::Sign,
    };
    (class, c.len_utf8())
}

/// The end of the word or number that begins at `start`, without a possessive.
fn word_end(text: &str, start: usize, first: Class) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut part = start;
    let mut dots = 0_u32;
    // Whether all before `part` is groups of a number.
    let mut grouped = true;
    loop {
        while at < bytes.len() {
            if first != Class::Dense && bytes[at].is_ascii_alphanumeric() {
                at += 1;
                continue;
            }
            match class_at(text, at) {
                (Class::Dense, len) if first == Class::Dense => at += len,
                (Class::Letter | Class::Digit, len) if first != Class::Dense => at += len,
                _ => break,
            }
        }
        if first == Class::Dense || at >= bytes.len() {
            break;
        }
        let sign = bytes[at];
        let len = sign_len(bytes, at);
        if len == 0 {
            break;
        }
        let next = at + len;
        let joins = next < bytes.len()
            && matches!(class_at(text, next).0, Class::Letter | Class::Digit)
            && match sign {
                b'-' => {
                    !(bytes[at - 1].is_ascii_digit() && bytes[next].is_ascii_digit())
                        || is_code(&bytes[start..at])
                }
                b'.' => {
                    let joined = dot_joins(text, part, at);
                    dots += u32::from(joined);
                    joined
                }
                b',' => grouped && thousands(bytes, part, at),
                b'&' => bytes[at - 1].is_ascii_uppercase() && bytes[next].is_ascii_uppercase(),
                b'_' => true,
                b'\'' => possessive_end(text, next).is_none() && !is_digit_before(bytes, at),
                0xE2 if bytes[at + 1] == 0x80 => match bytes[at + 2] {
                    0x99 => possessive_end(text, next).is_none() && !is_digit_before(bytes, at),
                    _ => !(bytes[at - 1].is_ascii_digit() && bytes[next].is_ascii_digit()),
                },
                _ => false,
            };
        if !joins {
            break;
        }
        at = next;
        part = next;
        grouped &= sign == b',';
    }
    if bytes.get(at) == Some(&b'.') && takes_dot(text, start, part, at, dots) {
        at += 1;
    }
    at
}

/// The length of a sign that can stand inside a word; 0 for any other.
#[inline]
fn sign_len(bytes: &[u8], at: usize) -> usize {
    match &bytes[at..] {
        // ’ and the hyphens U+2010 and U+2011.
        [0xE2, 0x80, 0x99 | 0x90 | 0x91, ..] => 3,
        [b'-' | b'.' | b',' | b'&' | b'_' | b'\'', ..] => 1,
        _ => 0,
    }
}

/// Whether what stands before a hyphen is the beginning of a code: `CVE-2021-44228`.
fn is_code(before: &[u8]) -> bool {
    before.first().is_some_and(u8::is_ascii_alphabetic)
}

/// Whether the dot at `at` is inside a word: `U.S`, `Ph.D`, `example.com`, `3.5`.
fn dot_joins(text: &str, part: usize, at: usize) -> bool {
    let bytes = text.as_bytes();
    let (before, after) = (bytes[at - 1], bytes[at + 1]);
    if before.is_ascii_digit() {
        return after.is_ascii_digit();
    }
    let mut end = at + 1;
    while end < bytes.len() && bytes[end].is_ascii_alphanumeric() {
        end += 1;
    }
    let (left, right) = (at - part, end - at - 1);
    if left == 1 && before.is_ascii_alphabetic() {
        // An initial glued to a name is two words: J.Tolkien.
        return right == 1 || (before.is_ascii_lowercase() && after.is_ascii_lowercase());
    }
    if after.is_ascii_lowercase() || after.is_ascii_digit() {
        return before.is_ascii_lowercase() || before.is_ascii_digit();
    }
    // Ph.D, M.Sc: one short part, then a capital.
    left == 2 && right == 1 && bytes[part].is_ascii_uppercase()
}

/// Whether the comma at `at` parts thousands, behind a group that begins at `part`.
fn thousands(bytes: &[u8], part: usize, at: usize) -> bool {
    bytes[part..at].iter().all(u8::is_ascii_digit)
        && bytes.len() >= at + 4
        && bytes[at + 1..at + 4].iter().all(u8::is_ascii_digit)
        && !bytes.get(at + 4).is_some_and(u8::is_ascii_digit)
}

fn is_digit_before(bytes: &[u8], at: usize) -> bool {
    bytes[at - 1].is_ascii_digit()
}

/// Whether the full stop at `at` belongs to the word.
fn takes_dot(text: &str, start: usize, part: usize, at: usize, dots: u32) -> bool {
    let bytes = text.as_bytes();
    if dots > 0 {
        return at - part == 1 && bytes[at - 1].is_ascii_alphabetic();
    }
    let word = &text[start..at];
    if word.chars().nth(1).is_none() {
        return word.chars().all(char::is_uppercase);
    }
    is_abbreviation(word, &text[at + 1..])
}

fn is_number(text: &str, start: usize, end: usize) -> bool {
    let word = &text[start..end];
    if text.as_bytes()[start].is_ascii_alphabetic() || !word.starts_with(char::is_numeric) {
        return false;
    }
    word.bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
        || word
            .chars()
            .all(|c| (c.is_numeric() && !c.is_alphabetic()) || matches!(c, ',' | '.'))
}

fn is_apostrophe(sign: &str) -> bool {
    matches!(sign, "'" | "’")
}

#[inline]
fn apostrophe_len(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([b'\'', ..]) => 1,
        Some([0xE2, 0x80, 0x99, ..]) => 3,
        _ => 0,
    }
}

/// The end of a possessive `s` at `at`, right behind an apostrophe.
fn possessive_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if !matches!(bytes.get(at), Some(b's' | b'S')) {
        return None;
    }
    let end = at + 1;
    let goes_on = end < bytes.len()
        && !matches!(
            class_at(text, end).0,
            Class::Sign | Class::Space | Class::Dense
        );
    (!goes_on).then_some(end)
}

/// Whether the sign at `at` stands right behind a closing quotation mark or bracket.
fn follows_word(text: &str, at: usize) -> bool {
    text[..at].ends_with(['”', '"', ')', ']', '.'])
}

#[cfg(test)]
mod tests {
    use super::inner;

    #[test]
    fn eight_bytes_at_once_are_seen_as_one_by_one() {
        for byte in 0..=255_u8 {
            for place in 0..8 {
                let mut bytes = *b"aZ09bYz1";
                bytes[place] = byte;
                let other = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric());
                assert_eq!(inner(bytes), other, "{bytes:?}");
            }
        }
    }
}

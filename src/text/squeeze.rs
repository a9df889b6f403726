//! White space between words, counted and made single.

/// The number of words, as white space parts them.
#[must_use]
pub fn count_words(text: &str) -> usize {
    let bytes = text.as_bytes();
    if !text.is_ascii() {
        return text.split_whitespace().count();
    }
    let Some(first) = bytes.first() else { return 0 };
    // So few at a time that a byte counts them: many are looked at together.
    let before = bytes.chunks(COUNTED);
    let now = bytes[1..].chunks(COUNTED);
    let begun = before.zip(now).map(|(before, now)| {
        let pairs = before.iter().zip(now);
        let begun = pairs.map(|(before, now)| u8::from(is_space(*before) & !is_space(*now)));
        usize::from(begun.sum::<u8>())
    });
    usize::from(!is_space(*first)) + begun.sum::<usize>()
}

/// Bytes that are counted together.
const COUNTED: usize = 128;

/// Makes white space between words one space, and takes it off at both ends.
#[must_use]
pub fn squeeze(text: &str) -> String {
    if is_squeezed(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Whether [`squeeze`] would change nothing, as is so of most paragraphs.
fn is_squeezed(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.first() == Some(&b' ') || bytes.last() == Some(&b' ') {
        return false;
    }
    // Every character of white space beyond the space: in ASCII below it, else behind these.
    let other = |byte: u8| byte < b' ' || matches!(byte, 0xC2 | 0xE1..=0xE3);
    // Without a branch, so that many bytes are compared at once.
    let double = |left: u8, right: u8| u8::from(left == b' ') & u8::from(right == b' ');
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    if pairs.fold(0, |any, (left, right)| any | double(*left, *right)) > 0 {
        return false;
    }
    let odd = |byte: &u8| u8::from(byte.wrapping_sub(b' ') > b'~' - b' ');
    if bytes.iter().fold(0, |any, byte| any | odd(byte)) == 0 {
        return true;
    }
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|byte| other(*byte)) {
        at += next;
        let c = text[at..].chars().next().unwrap_or(' ');
        if c.is_whitespace() {
            return false;
        }
        at += c.len_utf8();
    }
    true
}

/// The white space of ASCII, as `char::is_whitespace` has it.
#[inline]
fn is_space(byte: u8) -> bool {
    (byte == b' ') | (byte.wrapping_sub(b'\t') < 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_between_white_space() {
        for text in [
            "",
            " ",
            "one",
            " one  two\tthree\u{b}four\r\nfive ",
            "a\u{1f}b c",
            "it’s one\u{a0}two\u{2003}three\u{3000}four\u{85}five",
            "a b",
            "a b ",
            "« a »  b",
            "日本 語",
        ] {
            let words: Vec<&str> = text.split_whitespace().collect();
            assert_eq!(count_words(text), words.len(), "{text:?}");
            assert_eq!(squeeze(text), words.join(" "), "{text:?}");
        }
    }
}

//! Letters made comparable: case, accents and letter variants do not count, and what is written
//! without spaces is cut into pairs.

use crate::model::Span;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A word as it is compared, with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub folded: String,
    pub span: Span,
}

/// Folds one character onto a string.
fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    for part in c.nfkd() {
        if is_combining_mark(part) {
            continue;
        }
        match part {
            'ß' | 'ẞ' => out.push_str("ss"),
            'ł' | 'Ł' => out.push('l'),
            'ø' | 'Ø' => out.push('o'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'ı' => out.push('i'),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'þ' | 'Þ' => out.push_str("th"),
            'ς' => out.push('σ'),
            _ => out.extend(part.to_lowercase().filter(|c| !is_combining_mark(*c))),
        }
    }
}

/// A name as look-ups compare it: folded words with one space between.
pub(super) fn fold_name(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in words(name) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word.folded);
    }
    out
}

/// Scripts that are written without spaces.
fn is_dense(c: char) -> bool {
    c.is_alphanumeric()
        && matches!(c,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9d}' | '\u{20000}'..='\u{3ffff}')
}

fn is_inner(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Cuts text into folded words. What is written without spaces comes as overlapping pairs of
/// characters, a single one alone.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::with_capacity(text.len() / 6);
    each_word(text, |folded, span| {
        out.push(Word {
            folded: folded.to_owned(),
            span,
        });
    });
    out
}

/// As [`words`], without an allocation a word.
pub(super) fn each_word(text: &str, mut take: impl FnMut(&str, Span)) {
    let mut buffer = String::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if is_dense(c) {
            let mut run = vec![(start, c)];
            let mut end = start + c.len_utf8();
            while let Some(&(at, c)) = chars.peek()
                && (is_dense(c) || is_combining_mark(c))
            {
                run.push((at, c));
                end = at + c.len_utf8();
                chars.next();
            }
            dense(&run, end, &mut buffer, &mut take);
        } else if c.is_alphanumeric() {
            buffer.clear();
            fold_char(c, &mut buffer);
            let mut end = start + c.len_utf8();
            while let Some(&(at, c)) = chars.peek()
                && is_inner(c)
                && !is_dense(c)
            {
                fold_char(c, &mut buffer);
                end = at + c.len_utf8();
                chars.next();
            }
            if !buffer.is_empty() {
                take(&buffer, Span::new(start, end));
            }
        }
    }
}

fn dense(
    run: &[(usize, char)],
    end: usize,
    buffer: &mut String,
    take: &mut impl FnMut(&str, Span),
) {
    let stop = |place: usize| run.get(place).map_or(end, |next| next.0);
    if let [(start, c)] = run {
        buffer.clear();
        fold_char(*c, buffer);
        take(buffer, Span::new(*start, end));
        return;
    }
    for (place, pair) in run.windows(2).enumerate() {
        buffer.clear();
        fold_char(pair[0].1, buffer);
        fold_char(pair[1].1, buffer);
        take(buffer, Span::new(pair[0].0, stop(place + 2)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded() {
        let cases = [
            ("Élysée", "elysee"),
            ("Straße МВД", "strasse мвд"),
            ("U.S. don't", "u s don t"),
            ("Łódź Øre İzmir ılık", "lodz ore izmir ilik"),
            ("国家安全部", "国家 家安 安全 全部"),
            ("部", "部"),
            ("APT41’s zero-day", "apt41 s zero day"),
            ("", ""),
            ("a\u{301}b", "ab"),
            ("北京・上海", "北京 上海"),
        ];
        for (input, expected) in cases {
            assert_eq!(fold_name(input), expected, "{input}");
        }
    }

    #[test]
    fn words_know_their_place() {
        let text = "Élysée, 国家安 x";
        for word in words(text) {
            assert_eq!(fold_name(word.span.of(text)), word.folded);
        }
    }
}

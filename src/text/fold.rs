use std::fmt::Write as _;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Text folded for comparison, with the way back to where each character came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    pub text: String,
    /// For each character of `text` the byte offset of the source character it came from.
    pub sources: Vec<u32>,
}

impl Folded {
    /// Folds `source` as [`fold`] does.
    #[must_use]
    pub fn new(source: &str) -> Self {
        let mut out = Self {
            text: String::with_capacity(source.len()),
            sources: Vec::with_capacity(source.len()),
        };
        for (at, c) in source.char_indices() {
            fold_char(c, |folded| {
                out.text.push(folded);
                out.sources.push(u32::try_from(at).unwrap_or(u32::MAX));
            });
        }
        out
    }

    /// The byte offset in the source of the folded character with this index.
    #[must_use]
    pub fn source(&self, index: usize) -> Option<usize> {
        self.sources.get(index).map(|at| *at as usize)
    }
}

/// Folds text for comparison: NFKD without combining marks, lower case, and the letters that do not
/// decompose written out (`ß` as `ss`, `ł` as `l`, `ø` as `o`); typographic quotation marks and
/// hyphens become plain ones.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, |folded| out.push(folded));
    }
    out
}

/// Makes a name for ids and files: `[a-z0-9]` in runs joined by single hyphens.
///
/// Text without any such letter is written in hexadecimal, so that two names never both come out
/// empty.
#[must_use]
pub fn slug(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if c != '\'' && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    if out.is_empty() {
        for c in folded.chars().filter(|c| c.is_alphanumeric()).take(24) {
            if !out.is_empty() {
                out.push('-');
            }
            // Writing to a string cannot fail.
            let _ = write!(out, "u{:x}", c as u32);
        }
    }
    while out.ends_with('-') {
        out.pop();
    }
    out
}

#[inline]
fn fold_char(c: char, mut push: impl FnMut(char)) {
    if c.is_ascii() {
        push(c.to_ascii_lowercase());
        return;
    }
    for c in std::iter::once(c).nfkd() {
        if is_combining_mark(c) {
            continue;
        }
        if let Some(written) = written_out(c) {
            written.chars().for_each(&mut push);
            continue;
        }
        for c in c.to_lowercase() {
            // İ falls into i and a combining dot.
            if !is_combining_mark(c) {
                push(c);
            }
        }
    }
}

/// Letters that compatibility decomposition leaves whole.
fn written_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        'ł' | 'Ł' => "l",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        'ŧ' | 'Ŧ' => "t",
        'ŋ' | 'Ŋ' => "n",
        'ə' | 'Ə' => "e",
        '‘' | '’' | 'ʼ' | '‛' | '′' | 'ʻ' => "'",
        '“' | '”' | '„' | '‟' | '«' | '»' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '−' => "-",
        _ => return None,
    })
}

//! Sources cited in the analyst's words: `[3]` as read, `[@` and the beginning of a SHA-256 `]` as
//! kept, because numbers change when articles come and go.

use super::report::Source;
use std::ops::Range;

/// Hexadecimal digits that name a source in kept words.
const DIGITS: usize = 16;

/// Numbers for what was kept; `[?]` where the source is no longer among them. `[@KEY]` with an
/// article's own id is understood as well.
#[must_use]
pub fn numbered(words: &str, sources: &[Source]) -> String {
    let mut out = String::with_capacity(words.len());
    let mut last = 0;
    for (range, inner) in brackets(words) {
        let Some(name) = inner.strip_prefix('@') else {
            continue;
        };
        out.push_str(&words[last..range.start]);
        match named(name, sources) {
            Some(source) => out.push_str(&format!("[{}]", source.number)),
            None => out.push_str("[?]"),
        }
        last = range.end;
    }
    out.push_str(&words[last..]);
    out
}

/// What is kept for numbers as typed; a number of no source stays as it is.
#[must_use]
pub fn stored(words: &str, sources: &[Source]) -> String {
    let mut out = String::with_capacity(words.len());
    let mut last = 0;
    for (range, inner) in brackets(words) {
        let source = inner
            .parse::<usize>()
            .ok()
            .and_then(|number| sources.get(number.checked_sub(1)?))
            .filter(|source| source.sha256.is_ascii() && source.sha256.len() >= DIGITS);
        if let Some(source) = source {
            out.push_str(&words[last..range.start]);
            out.push_str(&format!("[@{}]", &source.sha256[..DIGITS]));
            last = range.end;
        }
    }
    out.push_str(&words[last..]);
    out
}

/// The numbers that words cite, each once, in order.
#[must_use]
pub fn cited(words: &str) -> Vec<u32> {
    let mut out: Vec<u32> = brackets(words)
        .filter_map(|(_, inner)| inner.parse().ok())
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

fn named<'a>(name: &str, sources: &'a [Source]) -> Option<&'a Source> {
    let hex = name.len() >= 8 && name.bytes().all(|b| b.is_ascii_hexdigit());
    sources
        .iter()
        .find(|source| hex && source.sha256.starts_with(&name.to_ascii_lowercase()))
        .or_else(|| sources.iter().find(|source| source.key == name))
}

/// What stands between `[` and `]` without another bracket or a line's end, with where.
pub(super) fn brackets(words: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + words[at..].find('[')?;
            let rest = &words[start + 1..];
            let end = rest.find(['[', ']', '\n'])?;
            at = start + 1 + end;
            if rest[end..].starts_with(']') {
                at += 1;
                return Some((start..at, &rest[..end]));
            }
            if rest[end..].starts_with('\n') {
                at += 1;
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{brackets, cited};

    #[test]
    fn only_whole_brackets_cite() {
        assert_eq!(
            cited("Two [2][1], again [2]; [x] [ 3 ] [4\n] [[5]"),
            [1, 2, 5]
        );
        assert_eq!(brackets("[").count(), 0);
        assert_eq!(brackets("a[é]b").map(|(r, _)| r).next(), Some(1..5));
    }
}

//! Words as the library compares them: folded, and what is written without spaces cut into pairs.

use crate::model::Span;
use crate::text::Folded;
use unicode_normalization::char::is_combining_mark;

/// A word as it is compared, with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub folded: String,
    pub span: Span,
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

/// Cuts text into folded words. What is written without spaces comes as overlapping pairs of
/// characters, a single one alone.
pub(super) fn words(text: &str) -> Vec<Word> {
    if text.is_ascii() {
        return plain_words(text);
    }
    let folded = Folded::new(text);
    let mut out = Vec::with_capacity(text.len() / 6);
    // Folded characters of the present run, with the byte each came from.
    let mut run: Vec<(char, usize)> = Vec::new();
    let mut before: Option<usize> = None;
    for (place, c) in folded.text.chars().enumerate() {
        let at = folded.source(place).unwrap_or_default();
        let apart = before.is_some_and(|before| parted(text, before, at));
        let other = run
            .last()
            .is_some_and(|last| is_dense(last.0) != is_dense(c));
        if apart || other || !c.is_alphanumeric() {
            cut(text, &run, &mut out);
            run.clear();
        }
        if c.is_alphanumeric() {
            run.push((c, at));
        }
        before = Some(at);
    }
    cut(text, &run, &mut out);
    out
}

/// Whether folding left something out between two characters that is no mark on the first.
fn parted(text: &str, from: usize, to: usize) -> bool {
    let mut between = text.get(from..to).unwrap_or_default().chars();
    between.next();
    between.any(|c| !is_combining_mark(c))
}

fn plain_words(text: &str) -> Vec<Word> {
    let mut out = Vec::with_capacity(text.len() / 6);
    let mut at = 0;
    while let Some(span) = next_plain(text, at) {
        at = span.end as usize;
        out.push(Word {
            folded: span.of(text).to_ascii_lowercase(),
            span,
        });
    }
    out
}

/// The next word of plain text from a place on.
pub(super) fn next_plain(text: &str, from: usize) -> Option<Span> {
    let rest = text.as_bytes().get(from..)?;
    let start = rest.iter().position(u8::is_ascii_alphanumeric)?;
    let length = rest[start..]
        .iter()
        .position(|byte| !byte.is_ascii_alphanumeric())
        .unwrap_or(rest.len() - start);
    Some(Span::new(from + start, from + start + length))
}

/// Makes the words of a run.
fn cut(text: &str, run: &[(char, usize)], out: &mut Vec<Word>) {
    let mut take = |part: &[(char, usize)]| {
        let (Some(first), Some(last)) = (part.first(), part.last()) else {
            return;
        };
        let mut letters = text[last.1..].chars();
        let mut end = last.1 + letters.next().map_or(0, char::len_utf8);
        end += letters
            .take_while(|c| is_combining_mark(*c))
            .map(char::len_utf8)
            .sum::<usize>();
        out.push(Word {
            folded: part.iter().map(|(c, _)| c).collect(),
            span: Span::new(first.1, end),
        });
    };
    if run.len() > 1 && is_dense(run[0].0) {
        run.windows(2).for_each(take);
    } else {
        take(run);
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

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
    let mut out = Vec::with_capacity(text.len() / 6);
    let mut cutter = Cutter::new(text);
    while let Some((letters, span)) = cutter.cut() {
        out.push(Word {
            folded: letters.folded(),
            span,
        });
    }
    out
}

/// The letters of a word.
pub(super) enum Letters<'a> {
    /// As they are written: folded, they are the same in lower case.
    Plain(&'a str),
    Folded(String),
}

impl Letters<'_> {
    pub(super) fn folded(self) -> String {
        match self {
            Self::Plain(word) => word.to_ascii_lowercase(),
            Self::Folded(word) => word,
        }
    }
}

/// What parts words, a letter or digit of ASCII, and all else.
const APART: u8 = 0;
const PLAIN: u8 = 1;
const OTHER: u8 = 2;

const SORTS: [u8; 256] = {
    let mut sorts = [OTHER; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        sorts[byte as usize] = if byte.is_ascii_alphanumeric() {
            PLAIN
        } else {
            APART
        };
        byte += 1;
    }
    sorts
};

/// Cuts a text word by word. Folding looks at no character but its own, and no word goes beyond a
/// plain space or sign: so only the stretches between these that hold more than plain letters are
/// folded.
pub(super) struct Cutter<'a> {
    text: &'a str,
    at: usize,
    /// Words of such a stretch.
    ready: std::vec::IntoIter<Word>,
}

impl<'a> Cutter<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            ready: Vec::new().into_iter(),
        }
    }

    /// The next word.
    pub(super) fn cut(&mut self) -> Option<(Letters<'a>, Span)> {
        loop {
            if let Some(word) = self.ready.next() {
                return Some((Letters::Folded(word.folded), word.span));
            }
            let rest = self.text.as_bytes().get(self.at..)?;
            let sort = |byte: &u8| SORTS[usize::from(*byte)];
            let start = self.at + rest.iter().position(|byte| sort(byte) != APART)?;
            let stretch = self.text.as_bytes()[start..].iter().map(sort);
            let (mut length, mut seen) = (0, APART);
            for sort in stretch.take_while(|sort| *sort != APART) {
                length += 1;
                seen |= sort;
            }
            self.at = start + length;
            let word = &self.text[start..self.at];
            if seen == PLAIN {
                return Some((Letters::Plain(word), Span::new(start, self.at)));
            }
            self.ready = folded_words(word, start).into_iter();
        }
    }
}

/// The words of any text that stands at a place of another.
fn folded_words(text: &str, start: usize) -> Vec<Word> {
    let folded = Folded::new(text);
    let mut out = Vec::new();
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
    for word in &mut out {
        word.span.start += start as u32;
        word.span.end += start as u32;
    }
    out
}

/// Whether folding left something out between two characters that is no mark on the first.
fn parted(text: &str, from: usize, to: usize) -> bool {
    let mut between = text.get(from..to).unwrap_or_default().chars();
    between.next();
    between.any(|c| !is_combining_mark(c))
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
    fn a_text_is_cut_as_its_stretches_are() {
        let parts = [
            "Élysée",
            "nsa",
            " ",
            "’s",
            "国家安全",
            "\u{200b}",
            "e\u{301}",
            "-",
            "½",
            "O’B",
            "\n",
            "Ł9",
            "\u{301}",
            "ß.",
            "\u{fb01}x",
            "“q”",
            "x",
        ];
        let mut dice = 7_u64;
        for _ in 0..2_000 {
            let mut text = String::new();
            for _ in 0..8 {
                dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                text.push_str(parts[(dice >> 33) as usize % parts.len()]);
            }
            assert_eq!(words(&text), folded_words(&text, 0), "{text:?}");
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

use super::width::{grapheme_width, width};
use std::ops::Range;
use textwrap::WordSeparator;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};
use unicode_segmentation::UnicodeSegmentation;

/// Above this many bytes lines are filled greedily; the optimal fit keeps tables over all words.
const OPTIMAL: usize = 64 * 1024;

/// Breaks text into lines of at most `columns`, as evenly as can be; gives each line's bytes,
/// without the white space at which it was broken.
///
/// A line end in the text always ends a line. Words that are too long are cut between graphemes;
/// only a grapheme wider than `columns` makes a line too wide. Text of white space is one empty line.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        wrap_line(line, start, columns.max(1), &mut out);
        start += line.len() + 1;
    }
    out
}

/// Breaks text that stands as it came: line ends and white space stay, lines that are too long are
/// cut between graphemes.
#[must_use]
pub fn wrap_preformatted(text: &str, columns: usize) -> Vec<Range<usize>> {
    let columns = columns.max(1);
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.trim_end().len();
        let mut from = start;
        let mut used = 0;
        for (at, grapheme) in text[start..end].grapheme_indices(true) {
            let wide = grapheme_width(grapheme);
            if used + wide > columns && start + at > from {
                out.push(from..start + at);
                from = start + at;
                used = 0;
            }
            used += wide;
        }
        out.push(from..end);
        start += line.len() + 1;
    }
    out
}

/// A word, or a part of one, with the white space behind it.
#[derive(Debug)]
struct Piece {
    start: usize,
    end: usize,
    columns: usize,
    space: usize,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        self.columns as f64
    }

    fn whitespace_width(&self) -> f64 {
        self.space as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

fn wrap_line(line: &str, start: usize, columns: usize, out: &mut Vec<Range<usize>>) {
    let body = line.trim_end();
    let indent = body.len() - body.trim_start().len();
    let body = &body[indent..];
    let start = start + indent;
    if body.is_empty() || (body.is_ascii() && body.len() <= columns) {
        out.push(start..start + body.len());
        return;
    }
    let pieces = pieces(body, start, columns);
    let greedy = |out: &mut Vec<Range<usize>>| {
        push(&wrap_first_fit(&pieces, &[columns as f64]), out);
    };
    if body.len() > OPTIMAL {
        return greedy(out);
    }
    let penalties = Penalties {
        // Dearer than any gap, so that no line is ever too wide.
        overflow_penalty: columns * columns * 4 + 10_000,
        ..Penalties::new()
    };
    match wrap_optimal_fit(&pieces, &[columns as f64], &penalties) {
        Ok(lines)
            if lines
                .iter()
                .all(|line| line_width(line) <= columns || line.len() == 1) =>
        {
            push(&lines, out);
        }
        _ => greedy(out),
    }
}

fn line_width(line: &[Piece]) -> usize {
    let all: usize = line.iter().map(|p| p.columns + p.space).sum();
    all - line.last().map_or(0, |p| p.space)
}

fn push(lines: &[&[Piece]], out: &mut Vec<Range<usize>>) {
    out.extend(lines.iter().filter_map(|line| {
        let (first, last) = (line.first()?, line.last()?);
        Some(first.start..last.end)
    }));
}

/// Cuts a line into pieces of at most `columns` each.
fn pieces(line: &str, start: usize, columns: usize) -> Vec<Piece> {
    let mut out = Vec::with_capacity(line.len() / 6 + 1);
    let mut at = start;
    for word in WordSeparator::UnicodeBreakProperties.find_words(line) {
        let text = word.word;
        let space = word.whitespace.len();
        let mut from = 0;
        for end in hyphens(text).chain([text.len()]) {
            let part = &text[from..end];
            let wide = width(part);
            if wide <= columns {
                out.push(Piece {
                    start: at + from,
                    end: at + end,
                    columns: wide,
                    space: 0,
                });
            } else {
                cut(part, at + from, columns, &mut out);
            }
            from = end;
        }
        if let Some(last) = out.last_mut() {
            last.space = space;
        }
        at += text.len() + space;
    }
    out
}

/// Places behind hyphens that stand between two letters on either side.
fn hyphens(word: &str) -> impl Iterator<Item = usize> + '_ {
    word.match_indices('-').filter_map(move |(at, _)| {
        let before = word[..at].chars().rev().take(2);
        let after = word[at + 1..].chars().take(2);
        let letters = before.chain(after).filter(|c| c.is_alphabetic()).count();
        (letters == 4).then_some(at + 1)
    })
}

/// Cuts a word that is too long between graphemes.
fn cut(word: &str, start: usize, columns: usize, out: &mut Vec<Piece>) {
    let mut from = 0;
    let mut used = 0;
    for (at, grapheme) in word.grapheme_indices(true) {
        let wide = grapheme_width(grapheme);
        if used + wide > columns && at > from {
            out.push(Piece {
                start: start + from,
                end: start + at,
                columns: used,
                space: 0,
            });
            from = at;
            used = 0;
        }
        used += wide;
    }
    out.push(Piece {
        start: start + from,
        end: start + word.len(),
        columns: used,
        space: 0,
    });
}

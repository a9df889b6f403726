use crate::text::grapheme_width;
use ratatui::buffer::{Buffer, Cell};

/// What a terminal has to be told so that it shows the next frame instead of the one it shows:
/// cells with their columns and rows, in order. Both frames are of the same size.
///
/// As ratatui's own, but quicker where little changes, and safe where wide characters go: not every
/// terminal clears the second column of one whose first is written over.
pub(super) struct Changes<'a> {
    shown: &'a [Cell],
    next: &'a [Cell],
    width: usize,
    at: usize,
    /// What comes before this is written anew: a wide character that goes covered it.
    stale: usize,
}

impl<'a> Changes<'a> {
    pub(super) fn new(shown: &'a Buffer, next: &'a Buffer) -> Self {
        Self {
            shown: &shown.content,
            next: &next.content,
            width: usize::from(next.area.width).max(1),
            at: 0,
            stale: 0,
        }
    }
}

impl<'a> Iterator for Changes<'a> {
    type Item = (u16, u16, &'a Cell);

    fn next(&mut self) -> Option<Self::Item> {
        while let (Some(new), Some(old)) = (self.next.get(self.at), self.shown.get(self.at)) {
            let at = self.at;
            self.at += columns(new);
            if at >= self.stale && is_same(old, new) {
                continue;
            }
            for (place, old) in (at..self.at).zip(&self.shown[at..]) {
                self.stale = self.stale.max(place + columns(old));
            }
            return Some(((at % self.width) as u16, (at / self.width) as u16, new));
        }
        None
    }
}

/// The columns of a cell's character; most are plain.
fn columns(cell: &Cell) -> usize {
    let symbol = cell.symbol();
    // No character of up to two bytes is wide.
    if symbol.len() <= 2 {
        1
    } else {
        grapheme_width(symbol).max(1)
    }
}

fn is_same(one: &Cell, other: &Cell) -> bool {
    one.modifier == other.modifier
        && one.fg == other.fg
        && one.bg == other.bg
        && one.underline_color == other.underline_color
        && match (one.symbol().as_bytes(), other.symbol().as_bytes()) {
            ([one], [other]) => one == other,
            (one, other) => one == other,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::{Color, Style};

    fn written(shown: &Buffer, next: &Buffer) -> Vec<u16> {
        Changes::new(shown, next).map(|(x, ..)| x).collect()
    }

    #[test]
    fn only_what_differs_is_written() {
        let shown = Buffer::with_lines(["abc", "def"]);
        let mut next = shown.clone();
        assert!(written(&shown, &next).is_empty());
        next.set_string(2, 0, "x", Style::new());
        next.set_style(ratatui::layout::Rect::new(1, 1, 1, 1), Color::Red);
        let changes: Vec<_> = Changes::new(&shown, &next)
            .map(|(x, y, cell)| (x, y, cell.symbol()))
            .collect();
        assert_eq!(changes, [(2, 0, "x"), (1, 1, "e")]);
    }

    #[test]
    fn both_columns_of_a_wide_character_are_written_over() {
        let before = Buffer::with_lines(["中a国"]);
        let after = Buffer::with_lines([" 中  "]);
        // The character at 1 covers 2.
        assert_eq!(written(&before, &after), [0, 1, 3, 4]);
        assert_eq!(
            written(&after, &Buffer::with_lines(["     "])),
            [1, 2],
            "the blank second column too"
        );
        // A wide character over the first half of another.
        let moved = Buffer::with_lines(["中国 "]);
        assert_eq!(written(&after, &moved), [0, 2]);
        assert!(written(&after, &after.clone()).is_empty());
    }

    #[test]
    fn a_terminal_shows_the_next_frame_whatever_it_showed() {
        // A terminal that blanks the other half of a wide character only where it is written over.
        let frames = [
            "中a国b ",
            "a中 国b",
            " 中国  ",
            "abcdef",
            "国国国",
            "    国",
        ];
        for one in frames {
            for other in frames {
                let (one, other) = (filled(one), filled(other));
                let mut terminal = one.clone();
                for (x, y, cell) in Changes::new(&one, &other) {
                    terminal[(x, y)] = cell.clone();
                }
                let seen = |buffer: &Buffer| -> String {
                    let mut out = String::new();
                    let mut at = 0;
                    while let Some(cell) = buffer.content.get(at) {
                        out.push_str(cell.symbol());
                        at += columns(cell);
                    }
                    out
                };
                assert_eq!(seen(&terminal), seen(&other));
            }
        }
    }

    fn filled(words: &str) -> Buffer {
        let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, 6, 1));
        buffer.set_string(0, 0, words, Style::new());
        buffer
    }
}

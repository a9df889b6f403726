use super::Key;
use super::line::Typed;
use crate::text;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Lines of text being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    text: String,
    /// Byte offset, always on the border of a grapheme.
    cursor: usize,
    /// The column that moving up and down keeps to.
    column: Option<usize>,
}

impl Draft {
    /// A draft that already holds text, the cursor at its end.
    #[must_use]
    pub fn with(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            cursor: text.len(),
            column: None,
        }
    }

    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Puts text in at the cursor, with its line ends.
    pub fn insert(&mut self, text: &str) {
        let clean: String = text
            .chars()
            .map(|c| if c == '\t' { ' ' } else { c })
            .filter(|c| *c == '\n' || !c.is_control())
            .collect();
        self.text.insert_str(self.cursor, &clean);
        self.cursor += clean.len();
        self.column = None;
    }

    /// The rows of the text, broken between words where a line is wider than `width` columns. Each
    /// holds its trailing blanks, none its line end.
    #[must_use]
    pub fn rows(&self, width: usize) -> Vec<Range<usize>> {
        let width = width.max(1);
        let mut out = Vec::new();
        let mut line_start = 0;
        for line in self.text.split('\n') {
            let mut start = line_start;
            let (mut wide, mut blank) = (0, None);
            for (at, grapheme) in line.grapheme_indices(true) {
                let at = line_start + at;
                let columns = text::grapheme_width(grapheme);
                if wide + columns > width && grapheme != " " {
                    let cut = blank.filter(|cut| *cut > start).unwrap_or(at);
                    out.push(start..cut);
                    wide = text::width(&self.text[cut..at]);
                    (start, blank) = (cut, None);
                }
                wide += columns;
                if grapheme == " " {
                    blank = Some(at + 1);
                }
            }
            line_start += line.len();
            out.push(start..line_start);
            line_start += 1;
        }
        out
    }

    /// Row and column of the cursor.
    #[must_use]
    pub fn place(&self, width: usize) -> (usize, usize) {
        let rows = self.rows(width);
        let row = rows
            .iter()
            .rposition(|row| row.start <= self.cursor)
            .unwrap_or(0);
        let start = rows.get(row).map_or(0, |row| row.start);
        (row, text::width(&self.text[start..self.cursor]))
    }

    /// Edits as [`super::Line`] does, with line ends and rows of `width` columns.
    pub fn press(&mut self, key: Key, width: usize) -> Typed {
        if !matches!(key, Key::Up | Key::Down | Key::PageUp | Key::PageDown) {
            self.column = None;
        }
        match key {
            Key::Char(c) => self.insert(c.encode_utf8(&mut [0; 4])),
            Key::Enter => self.insert("\n"),
            Key::Backspace | Key::Ctrl('h') => self.remove(self.before()..self.cursor),
            Key::Delete | Key::Ctrl('d') => self.remove(self.cursor..self.after()),
            Key::Ctrl('w') => self.remove(self.word_before()..self.cursor),
            Key::Ctrl('u') => self.remove(self.line_start()..self.cursor),
            Key::Ctrl('k') => self.remove(self.cursor..self.line_end()),
            Key::Left | Key::Ctrl('b') => return self.to(self.before()),
            Key::Right | Key::Ctrl('f') => return self.to(self.after()),
            Key::Alt('b') => return self.to(self.word_before()),
            Key::Alt('f') => return self.to(self.word_after()),
            Key::Home | Key::Ctrl('a') => return self.to(self.line_start()),
            Key::End => return self.to(self.line_end()),
            Key::Up => return self.climb(-1, width),
            Key::Down => return self.climb(1, width),
            Key::PageUp => return self.climb(-8, width),
            Key::PageDown => return self.climb(8, width),
            _ => return Typed::Other,
        }
        Typed::Changed
    }

    fn to(&mut self, cursor: usize) -> Typed {
        self.cursor = cursor;
        Typed::Moved
    }

    /// Moves up or down by rows, keeping the column.
    fn climb(&mut self, by: isize, width: usize) -> Typed {
        let (row, column) = self.place(width);
        let column = *self.column.get_or_insert(column);
        let rows = self.rows(width);
        let to = row
            .saturating_add_signed(by)
            .min(rows.len().saturating_sub(1));
        if let Some(range) = rows.get(to) {
            let line = &self.text[range.clone()];
            let mut at = range.start + text::fit(line, column);
            // The end of a broken row is the beginning of the next.
            if at == range.end && rows.get(to + 1).is_some_and(|next| next.start == at) {
                at -= line.graphemes(true).next_back().map_or(0, str::len);
            }
            self.cursor = at;
        }
        Typed::Moved
    }

    fn remove(&mut self, range: Range<usize>) {
        self.cursor = range.start;
        self.text.replace_range(range, "");
    }

    fn before(&self) -> usize {
        let head = &self.text[..self.cursor];
        self.cursor - head.graphemes(true).next_back().map_or(0, str::len)
    }

    fn after(&self) -> usize {
        let tail = &self.text[self.cursor..];
        self.cursor + tail.graphemes(true).next().map_or(0, str::len)
    }

    fn line_start(&self) -> usize {
        self.text[..self.cursor].rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        let tail = &self.text[self.cursor..];
        tail.find('\n')
            .map_or(self.text.len(), |at| self.cursor + at)
    }

    fn word_before(&self) -> usize {
        let head = self.text[..self.cursor].trim_end();
        head.rfind(char::is_whitespace).map_or(0, |at| {
            at + head[at..].chars().next().map_or(1, char::len_utf8)
        })
    }

    fn word_after(&self) -> usize {
        let tail = &self.text[self.cursor..];
        let word = tail.trim_start();
        let skipped = tail.len() - word.len();
        let long = word.find(char::is_whitespace).unwrap_or(word.len());
        self.cursor + skipped + long
    }
}

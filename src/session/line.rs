use super::Key;

/// One line of text being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    /// Byte offset, always on a character border.
    cursor: usize,
}

/// What a key did to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    Changed,
    Moved,
    /// The key is none of the line's.
    Other,
}

impl Line {
    /// A line that already holds text, the cursor at its end.
    #[must_use]
    pub fn with(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            cursor: text.len(),
        }
    }

    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before and after the cursor.
    #[must_use]
    pub fn halves(&self) -> (&str, &str) {
        self.text.split_at(self.cursor)
    }

    /// Puts in text at the cursor, line ends as blanks.
    pub fn insert(&mut self, text: &str) {
        let clean: String = text
            .chars()
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .filter(|c| !c.is_control())
            .collect();
        self.text.insert_str(self.cursor, &clean);
        self.cursor += clean.len();
    }

    /// Edits as shells do: `Ctrl-a`, `Ctrl-e`, `Ctrl-w`, `Ctrl-u`, `Ctrl-k`, arrows, Home, End.
    pub fn press(&mut self, key: Key) -> Typed {
        match key {
            Key::Char(c) => {
                self.text.insert(self.cursor, c);
                self.cursor += c.len_utf8();
                Typed::Changed
            }
            Key::Backspace | Key::Ctrl('h') => self.remove(self.before()),
            Key::Ctrl('w') => self.remove(self.word_before()),
            Key::Ctrl('u') => self.remove(0),
            Key::Ctrl('k') => {
                self.text.truncate(self.cursor);
                Typed::Changed
            }
            Key::Delete => {
                let end = self.after();
                self.text.replace_range(self.cursor..end, "");
                Typed::Changed
            }
            Key::Left => self.to(self.before()),
            Key::Right => self.to(self.after()),
            Key::Home | Key::Ctrl('a') => self.to(0),
            Key::End | Key::Ctrl('e') => self.to(self.text.len()),
            _ => Typed::Other,
        }
    }

    fn to(&mut self, cursor: usize) -> Typed {
        self.cursor = cursor;
        Typed::Moved
    }

    fn remove(&mut self, from: usize) -> Typed {
        self.text.replace_range(from..self.cursor, "");
        self.cursor = from;
        Typed::Changed
    }

    fn before(&self) -> usize {
        self.text[..self.cursor]
            .char_indices()
            .next_back()
            .map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        self.text[self.cursor..]
            .chars()
            .next()
            .map_or(self.cursor, |c| self.cursor + c.len_utf8())
    }

    fn word_before(&self) -> usize {
        let head = self.text[..self.cursor].trim_end();
        head.rfind(char::is_whitespace).map_or(0, |at| {
            at + head[at..].chars().next().map_or(1, char::len_utf8)
        })
    }
}

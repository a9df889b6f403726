use std::fmt;

/// A key as pressed, free of any terminal's way of sending it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A letter, shifted as it came.
    Char(char),
    Ctrl(char),
    Alt(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Function(u8),
}

const NAMED: [(&str, Key); 15] = [
    ("Space", Key::Char(' ')),
    ("Enter", Key::Enter),
    ("Esc", Key::Esc),
    ("Tab", Key::Tab),
    ("Shift-Tab", Key::BackTab),
    ("Backspace", Key::Backspace),
    ("Del", Key::Delete),
    ("↑", Key::Up),
    ("↓", Key::Down),
    ("←", Key::Left),
    ("→", Key::Right),
    ("Home", Key::Home),
    ("End", Key::End),
    ("PgUp", Key::PageUp),
    ("PgDn", Key::PageDown),
];

impl Key {
    /// Reads one key as help and key maps write it: `j`, `Ctrl-d`, `Space`, `PgDn`, `↑`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        if let Some((_, key)) = NAMED
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(word))
        {
            return Some(*key);
        }
        if let Some(number) = word.strip_prefix('F').and_then(|n| n.parse().ok()) {
            return Some(Self::Function(number));
        }
        let (make, rest): (fn(char) -> Self, &str) = if let Some(rest) = word.strip_prefix("Ctrl-")
        {
            // Terminals do not tell a capital from a small letter there.
            (|c| Self::Ctrl(c.to_ascii_lowercase()), rest)
        } else if let Some(rest) = word.strip_prefix("Alt-") {
            (Self::Alt, rest)
        } else {
            (Self::Char, word)
        };
        let mut chars = rest.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Some(make(c)),
            _ => None,
        }
    }

    /// Reads keys that follow each other, parted by blanks: `g g`, `Space e`.
    #[must_use]
    pub fn sequence(words: &str) -> Option<Vec<Self>> {
        words.split_whitespace().map(Self::parse).collect()
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((name, _)) = NAMED.iter().find(|(_, key)| key == self) {
            return f.write_str(name);
        }
        match self {
            Self::Char(c) => write!(f, "{c}"),
            Self::Ctrl(c) => write!(f, "Ctrl-{c}"),
            Self::Alt(c) => write!(f, "Alt-{c}"),
            Self::Function(n) => write!(f, "F{n}"),
            // Every other key is named above.
            _ => Ok(()),
        }
    }
}

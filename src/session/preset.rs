use super::{COMMANDS, Command, Key, Keymap};

/// Named sets of keys; what a configuration binds comes on top.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    /// Those of vim, lazygit, yazi and aerc.
    #[default]
    Vim,
    /// Those of newsboat where it has them, else those of vim.
    Newsboat,
    /// Arrows, function keys and other keys with a name; letters do nothing.
    Arrows,
}

/// What newsboat's own keys do here. A key that it uses for something that there is not keeps its
/// meaning of vim.
const NEWSBOAT: &[(Command, &[&str])] = &[
    (Command::NextArticle, &["n", "J"]),
    (Command::PreviousArticle, &["p", "K"]),
    (Command::PageDown, &["PgDn"]),
    (Command::Top, &["Home"]),
    (Command::Read, &["N"]),
    (Command::OpenUrl, &["o"]),
    (Command::Filter, &["F"]),
    (Command::ClearFilter, &["Ctrl-f"]),
    (Command::SavedQueries, &["f"]),
    (Command::Sort, &["g"]),
    (Command::TakeIn, &["r", "R"]),
    (Command::Star, &["Ctrl-b"]),
    (Command::Export, &["s", "x"]),
    (Command::FindNext, &["Ctrl-n"]),
    (Command::FindPrevious, &["Ctrl-p"]),
    (Command::Why, &["P"]),
    (Command::Rename, &["Ctrl-e"]),
    (Command::PageUp, &["PgUp"]),
];

const ARROWS: &[(Command, &[&str])] = &[
    (Command::Down, &["↓"]),
    (Command::Up, &["↑"]),
    (Command::PageDown, &["PgDn"]),
    (Command::PageUp, &["PgUp"]),
    (Command::Top, &["Home"]),
    (Command::Bottom, &["End"]),
    (Command::FocusNext, &["Tab", "→"]),
    (Command::FocusPrevious, &["Shift-Tab", "←"]),
    (Command::Open, &["Enter"]),
    (Command::Clear, &["Esc"]),
    (Command::JumpBack, &["Backspace"]),
    (Command::Reject, &["Del"]),
    (Command::Help, &["F1"]),
    (Command::Palette, &["F2"]),
    (Command::Find, &["F3"]),
    (Command::Filter, &["F4"]),
    (Command::PickEntity, &["F5"]),
    (Command::SearchCorpus, &["F6"]),
    (Command::PreviousMention, &["F7"]),
    (Command::NextMention, &["F8"]),
    (Command::Select, &["F9"]),
    (Command::Back, &["F10"]),
    (Command::Export, &["F12"]),
    // No letter does anything by itself, and other programs keep the remaining keys with names.
    (Command::Undo, &["Ctrl-t"]),
    (Command::Redo, &["Ctrl-r"]),
    (Command::Quit, &["Ctrl-c"]),
    (Command::Suspend, &["Ctrl-z"]),
    (Command::Redraw, &["Ctrl-l"]),
];

impl Preset {
    pub const ALL: [Self; 3] = [Self::Vim, Self::Newsboat, Self::Arrows];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Vim => "vim",
            Self::Newsboat => "newsboat",
            Self::Arrows => "arrows",
        }
    }

    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|set| set.as_str() == word)
    }

    /// The keys of the set.
    #[must_use]
    pub fn keymap(self) -> Keymap {
        let mut keymap = Keymap::default();
        let own = match self {
            Self::Vim => return keymap,
            Self::Newsboat => NEWSBOAT,
            Self::Arrows => {
                for entry in COMMANDS {
                    keymap.unbind(entry.command);
                }
                ARROWS
            }
        };
        for (command, _) in own {
            keymap.unbind(*command);
        }
        for (command, sequences) in own {
            for words in *sequences {
                if let Some(keys) = Key::sequence(words) {
                    keymap.bind(keys, *command);
                }
            }
        }
        keymap
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Step;

    #[test]
    fn every_set_reads_and_reaches_all_by_name() {
        for set in Preset::ALL {
            let keymap = set.keymap();
            for command in [
                Command::Down,
                Command::Open,
                Command::Help,
                Command::Palette,
                Command::Undo,
                Command::Redo,
            ] {
                assert!(!keymap.hint(command).is_empty(), "{set:?} {command:?}");
            }
            assert_eq!(Preset::parse(set.as_str()), Some(set));
        }
        for (_, sequences) in NEWSBOAT.iter().chain(ARROWS) {
            for words in *sequences {
                assert!(Key::sequence(words).is_some(), "{words}");
            }
        }
    }

    #[test]
    fn arrows_leave_letters_alone() {
        let keymap = Preset::Arrows.keymap();
        for c in ('!'..='~').chain([' ']) {
            assert_eq!(keymap.step(&[Key::Char(c)]), Step::Nothing, "{c}");
        }
    }

    #[test]
    fn newsboat_keys_are_its_own() {
        let keymap = Preset::Newsboat.keymap();
        for (keys, command) in [
            ("n", Command::NextArticle),
            ("p", Command::PreviousArticle),
            ("o", Command::OpenUrl),
            ("N", Command::Read),
            ("F", Command::Filter),
            ("Ctrl-f", Command::ClearFilter),
            ("g", Command::Sort),
            ("|", Command::Pipe),
            ("q", Command::Back),
        ] {
            let keys = Key::sequence(keys).expect("keys");
            assert_eq!(keymap.step(&keys), Step::Command(command), "{keys:?}");
        }
    }
}

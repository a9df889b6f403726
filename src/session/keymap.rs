use super::command::{COMMANDS, Step};
use super::{Command, Key};

/// Which keys call which commands: data, so that a person can change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<(Vec<Key>, Command)>,
}

impl Default for Keymap {
    fn default() -> Self {
        let bindings = COMMANDS
            .iter()
            .flat_map(|entry| {
                entry
                    .keys
                    .iter()
                    .filter_map(|keys| Some((Key::sequence(keys)?, entry.command)))
            })
            .collect();
        Self { bindings }
    }
}

impl Keymap {
    /// Gives a command another key sequence; whatever the sequence meant before is forgotten.
    pub fn bind(&mut self, keys: Vec<Key>, command: Command) {
        self.bindings.retain(|(bound, _)| *bound != keys);
        self.bindings.push((keys, command));
    }

    /// Takes every key of a command away.
    pub fn unbind(&mut self, command: Command) {
        self.bindings.retain(|(_, bound)| *bound != command);
    }

    /// What the keys pressed so far come to.
    #[must_use]
    pub fn step(&self, keys: &[Key]) -> Step {
        if let Some((_, command)) = self.bindings.iter().find(|(bound, _)| bound == keys) {
            return Step::Command(*command);
        }
        if self
            .bindings
            .iter()
            .any(|(bound, _)| bound.starts_with(keys))
        {
            Step::Pending
        } else {
            Step::Nothing
        }
    }

    /// The first sequence of a command, as a hint shows it: `]e`, `Space e`, `Ctrl-o`; nothing
    /// where it has none.
    #[must_use]
    pub fn hint(&self, command: Command) -> String {
        self.keys(command).next().unwrap_or_default()
    }

    /// How a command is called: by its keys, where it has none by its name in the palette.
    #[must_use]
    pub fn way(&self, command: Command) -> String {
        let hint = self.hint(command);
        let entry = COMMANDS.iter().find(|entry| entry.command == command);
        match entry.filter(|_| hint.is_empty()) {
            Some(entry) => format!("{} {}", self.hint(Command::Palette), entry.name),
            None => hint,
        }
    }

    /// Every sequence of a command, for the help.
    #[must_use]
    pub fn all(&self, command: Command) -> String {
        self.keys(command).collect::<Vec<_>>().join("  ")
    }

    fn keys(&self, command: Command) -> impl Iterator<Item = String> + '_ {
        self.bindings
            .iter()
            .filter(move |(_, bound)| *bound == command)
            .map(|(keys, _)| shown(keys))
    }
}

/// Single signs that follow each other are written together, as hands know them: `gg`, `]e`.
fn shown(keys: &[Key]) -> String {
    let words: Vec<String> = keys.iter().map(ToString::to_string).collect();
    let together = words.iter().all(|word| word.chars().count() == 1);
    words.join(if together { "" } else { " " })
}

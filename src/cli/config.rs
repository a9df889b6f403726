//! The person's habits: `config.toml`, every key, theme and limit that can be set.

use super::args::{Common, Config as Args};
use super::error::{Error, Outcome};
use super::folders;
use super::output::Output;
use crate::import::Limits;
use crate::session::{COMMANDS, Command, Hearing, Key, Keymap, Theme};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::{ErrorKind, Write};
use std::path::Path;

/// What is set, and nothing else.
#[derive(Debug, Default)]
pub(super) struct Config {
    pub(super) theme: Option<Theme>,
    pub(super) hearing: Hearing,
    pub(super) keymap: Keymap,
    pub(super) limits: Limits,
}

/// The file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    theme: Option<String>,
    mouse: Option<bool>,
    #[serde(default)]
    keys: BTreeMap<String, Sequences>,
    #[serde(default)]
    limits: BTreeMap<String, Value>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Sequences {
    One(String),
    Several(Vec<String>),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Value {
    Number(u64),
    Words(String),
}

/// Reads the person's configuration; where there is none, everything is as it comes.
pub(super) fn load() -> Result<Config, Error> {
    let path = folders::config()?;
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(Config::default());
        }
        Err(source) => return Err(Error::Read { path, source }),
    };
    parse(&text).map_err(|why| Error::Config { path, why })
}

/// Reads a configuration.
fn parse(text: &str) -> Result<Config, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut out = Config::default();
    if let Some(name) = file.theme {
        let theme = Theme::parse(&name).ok_or_else(|| {
            let all: Vec<&str> = Theme::ALL.iter().map(|theme| theme.as_str()).collect();
            format!(
                "no theme is called “{name}”: expected one of {}",
                all.join(", ")
            )
        })?;
        out.theme = Some(theme);
    }
    if file.mouse == Some(false) {
        out.hearing = Hearing::Off;
    }
    let mut bound = Vec::new();
    for (name, sequences) in file.keys {
        let command = Command::parse(&name).ok_or_else(|| {
            format!("no command is called “{name}”; `:` in the reader lists them")
        })?;
        out.keymap.unbind(command);
        let sequences = match sequences {
            Sequences::One(one) => vec![one],
            Sequences::Several(several) => several,
        };
        for words in sequences {
            let keys = Key::sequence(&words)
                .filter(|keys| !keys.is_empty())
                .ok_or_else(|| format!("“{words}” is no sequence of keys, for “{name}”"))?;
            bound.push((keys, command));
        }
    }
    // All at the end, so that a key moves from one command to another whatever their order.
    for (keys, command) in bound {
        out.keymap.bind(keys, command);
    }
    for (name, value) in file.limits {
        let value = match value {
            Value::Number(number) => number.to_string(),
            Value::Words(words) => words,
        };
        out.limits
            .set(&name, &value)
            .map_err(|error| error.to_string())?;
    }
    Ok(out)
}

/// Prints where the configuration is and whether it can be read; or all that can be set.
pub(super) fn run(args: &Args, _common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    if args.default {
        write!(out, "{}", documented())?;
        return Ok(Outcome::Done);
    }
    let path = folders::config()?;
    load()?;
    writeln!(out, "{}: {}", path.display(), state(&path))?;
    Ok(Outcome::Done)
}

fn state(path: &Path) -> &'static str {
    if path.exists() {
        "read"
    } else {
        "not there; `briefing config --default` writes one to start from"
    }
}

/// A configuration with everything that can be set, as it comes, each line a remark.
fn documented() -> String {
    let themes: Vec<&str> = Theme::ALL.iter().map(|theme| theme.as_str()).collect();
    let mut out = format!(
        "# briefing: what can be set, as it comes. Take the # away where you want it otherwise.\n\n\
         # The colours to begin with: {}.\n# theme = \"terminal\"\n\n\
         # false leaves the mouse to the terminal, so that it selects text.\n# mouse = true\n\n\
         # Keys: a sequence, or several in brackets; keys of a sequence are parted by blanks.\n\
         # What is set here takes the place of the command's own keys.\n[keys]\n",
        themes.join(", ")
    );
    for entry in COMMANDS {
        let keys: Vec<String> = entry.keys.iter().map(|keys| format!("{keys:?}")).collect();
        let keys = match keys.as_slice() {
            [one] => one.clone(),
            several => format!("[{}]", several.join(", ")),
        };
        out.push_str(&format!(
            "# \"{}\" = {keys}  # {}\n",
            entry.name, entry.about
        ));
    }
    out.push_str(
        "\n# Limits of what is read; past them a document is skipped with its reason.\n[limits]\n",
    );
    for limit in Limits::TABLE {
        out.push_str(&format!(
            "# {} = {}  # {}\n",
            limit.name, limit.default, limit.about
        ));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every remark of the documented file taken as it is sets what is set anyway.
    #[test]
    fn what_is_documented_can_be_set() {
        let text: String = documented()
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(rest) if rest.contains(" = ") => format!("{rest}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        let config = parse(&text).expect("the documented file");
        for entry in COMMANDS {
            let (now, was) = (&config.keymap, Keymap::default());
            assert_eq!(
                now.all(entry.command),
                was.all(entry.command),
                "{}",
                entry.name
            );
        }
        assert_eq!(config.theme, Some(Theme::Terminal));
        for limit in Limits::TABLE {
            assert_eq!(
                config.limits.get(limit.name),
                Some(limit.default),
                "{}",
                limit.name
            );
        }
    }

    #[test]
    fn keys_move_and_mistakes_are_told() {
        let config =
            parse("[keys]\nstar = \"F5\"\n\"next article\" = [\"s\", \"Ctrl-n\"]\n").expect("keys");
        assert_eq!(config.keymap.hint(Command::Star), "F5");
        assert_eq!(config.keymap.all(Command::NextArticle), "s  Ctrl-n");
        for (text, told) in [
            ("[keys]\nfly = \"x\"", "no command is called “fly”"),
            ("[keys]\nstar = \"Hyper-x\"", "“Hyper-x” is no sequence"),
            ("theme = \"pink\"", "no theme is called “pink”"),
            ("colour = 1", "unknown field"),
            ("[limits]\nfile = \"much\"", "file"),
            ("theme =", "TOML"),
        ] {
            let error = parse(text).map(|_| ()).expect_err(text);
            assert!(error.contains(told), "{text}: {error}");
        }
    }
}

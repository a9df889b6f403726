//! The person's habits: `config.toml`, every key, theme and limit that can be set.

use super::args::{Common, Config as Args};
use super::error::{Error, Outcome};
use super::folders;
use super::output::Output;
use crate::import::Limits;
use crate::session::{COMMANDS, Command, Hearing, Key, Keymap, Preset, Theme};
use crate::tui::{Depth, Palette, Pipes, Role};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::{ErrorKind, Write};
use std::ops::Range;
use std::path::Path;
use std::time::Duration;
use toml::Spanned;

/// What is set, and nothing else.
#[derive(Debug, Default)]
pub(super) struct Config {
    pub(super) theme: Option<Theme>,
    /// Colours of the person's own.
    pub(super) own: Option<Palette>,
    pub(super) hearing: Hearing,
    pub(super) keymap: Keymap,
    pub(super) limits: Limits,
    pub(super) pipes: Pipes,
    /// Whether the reader is the one that reads line by line.
    pub(super) plain: bool,
}

/// The file as it is written; what can be wrong in it knows its place.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    theme: Option<Spanned<String>>,
    preset: Option<Spanned<String>>,
    mouse: Option<bool>,
    plain: Option<bool>,
    #[serde(default)]
    colours: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    pipe: PipeFile,
    #[serde(default)]
    keys: BTreeMap<String, Spanned<Sequences>>,
    #[serde(default)]
    limits: BTreeMap<String, Spanned<Value>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PipeFile {
    shell: Option<bool>,
    seconds: Option<u64>,
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

/// Says what is wrong, and where.
fn at(text: &str, place: Range<usize>, why: &str) -> String {
    let before = text.get(..place.start).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before[start..].chars().count() + 1;
    format!("line {line}, column {column}: {why}")
}

/// Reads a configuration.
fn parse(text: &str) -> Result<Config, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    let preset = match &file.preset {
        None => Preset::default(),
        Some(name) => Preset::parse(name.get_ref()).ok_or_else(|| {
            let why = format!(
                "no keys are called “{}”: expected one of {}",
                name.get_ref(),
                Preset::ALL.map(Preset::as_str).join(", ")
            );
            at(text, name.span(), &why)
        })?,
    };
    let mut out = Config {
        keymap: preset.keymap(),
        own: colours(text, &file.colours)?,
        plain: file.plain == Some(true),
        ..Config::default()
    };
    if let Some(name) = &file.theme {
        out.theme = Some(
            theme(name.get_ref(), out.own.is_some()).map_err(|why| at(text, name.span(), &why))?,
        );
    }
    if file.mouse == Some(false) {
        out.hearing = Hearing::Off;
    }
    out.pipes.shell = file.pipe.shell == Some(true);
    if let Some(seconds) = file.pipe.seconds {
        out.pipes.patience = Duration::from_secs(seconds.max(1));
    }
    keys(text, file.keys, &mut out.keymap)?;
    for (name, value) in file.limits {
        let place = value.span();
        let value = match value.into_inner() {
            Value::Number(number) => number.to_string(),
            Value::Words(words) => words,
        };
        out.limits
            .set(&name, &value)
            .map_err(|error| at(text, place, &error.to_string()))?;
    }
    Ok(out)
}

fn theme(name: &str, own: bool) -> Result<Theme, String> {
    let theme = Theme::parse(name).ok_or_else(|| {
        format!(
            "no theme is called “{name}”: expected one of {}",
            Theme::ALL.map(Theme::as_str).join(", ")
        )
    })?;
    if theme == Theme::Own && !own {
        return Err("the theme “own” needs colours under [colours]".to_owned());
    }
    Ok(theme)
}

/// The person's own colours: those of another theme, with some changed.
fn colours(text: &str, own: &BTreeMap<String, Spanned<String>>) -> Result<Option<Palette>, String> {
    if own.is_empty() {
        return Ok(None);
    }
    let base = match own.get("base") {
        None => Theme::Night,
        Some(name) => theme(name.get_ref(), false).map_err(|why| at(text, name.span(), &why))?,
    };
    let mut palette = Palette::of(base, Depth::Rgb);
    for (name, colour) in own.iter().filter(|(name, _)| *name != "base") {
        palette
            .set(name, colour.get_ref())
            .map_err(|why| at(text, colour.span(), &why))?;
    }
    Ok(Some(palette))
}

fn keys(
    text: &str,
    own: BTreeMap<String, Spanned<Sequences>>,
    keymap: &mut Keymap,
) -> Result<(), String> {
    let mut bound = Vec::new();
    for (name, sequences) in own {
        let place = sequences.span();
        let command = Command::parse(&name).ok_or_else(|| {
            let why = format!("no command is called “{name}”; `:` in the reader lists them");
            at(text, place.clone(), &why)
        })?;
        keymap.unbind(command);
        let sequences = match sequences.into_inner() {
            Sequences::One(one) => vec![one],
            Sequences::Several(several) => several,
        };
        for words in sequences {
            let keys = Key::sequence(&words)
                .filter(|keys| !keys.is_empty())
                .ok_or_else(|| {
                    let why = format!("“{words}” is no sequence of keys, for “{name}”");
                    at(text, place.clone(), &why)
                })?;
            bound.push((keys, command));
        }
    }
    // All at the end, so that a key moves from one command to another whatever their order.
    for (keys, command) in bound {
        keymap.bind(keys, command);
    }
    Ok(())
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
    let pipes = Pipes::default();
    let mut out = format!(
        "# briefing: what can be set, as it comes. Take the # away where you want it otherwise.\n\n\
         # The colours to begin with: {}.\n\
         # night is dark, paper light, contrast as strong as can be, colour-blind told apart without red and green.\n\
         # theme = \"terminal\"\n\n\
         # The keys to begin with: {}; [keys] below changes single ones.\n\
         # preset = \"vim\"\n\n\
         # false leaves the mouse to the terminal, so that it selects text.\n# mouse = true\n\n\
         # true reads line by line, for screen readers, as `briefing --plain` does.\n# plain = false\n\n\
         # The theme \"own\": the colours of base, and what is changed here. #rrggbb, one of the sixteen by name\n\
         # (red, bright-red, …), or terminal for the terminal's own.\n[colours]\n# base = \"night\"\n",
        Theme::ALL.map(Theme::as_str).join(", "),
        Preset::ALL.map(Preset::as_str).join(", "),
    );
    let night = Palette::of(Theme::Night, Depth::Rgb);
    for role in Role::ALL {
        let colour = night.written(role);
        out.push_str(&format!("# {} = {colour:?}  # {}\n", role.name, role.about));
    }
    out.push_str(&format!(
        "\n# Commands that get an article (`|`).\n[pipe]\n\
         # true hands the line to `sh -c`; else it is split into arguments, and no shell sees it.\n\
         # shell = {}\n\
         # Seconds that a command may take.\n# seconds = {}\n\n\
         # Keys: a sequence, or several in brackets; keys of a sequence are parted by blanks.\n\
         # What is set here takes the place of the command's own keys.\n[keys]\n",
        pipes.shell,
        pipes.patience.as_secs(),
    ));
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
        assert_eq!(config.own, Some(Palette::of(Theme::Night, Depth::Rgb)));
        assert_eq!(config.pipes, Pipes::default());
        assert!(!config.plain);
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
    fn a_theme_of_ones_own_is_another_with_some_changed() {
        let text = "theme = \"own\"\npreset = \"newsboat\"\nplain = true\n[pipe]\nshell = true\n\
                    [colours]\nbase = \"paper\"\nagency = \"#123456\"\n";
        let config = parse(text).expect("a configuration");
        let mut palette = Palette::of(Theme::Paper, Depth::Rgb);
        palette.set("agency", "#123456").expect("a colour");
        assert_eq!(config.own, Some(palette));
        assert_eq!(config.theme, Some(Theme::Own));
        assert_eq!(config.keymap, Preset::Newsboat.keymap());
        assert!(config.plain && config.pipes.shell);
    }

    #[test]
    fn keys_move_and_mistakes_are_told() {
        let config =
            parse("[keys]\nstar = \"F5\"\n\"next article\" = [\"s\", \"Ctrl-n\"]\n").expect("keys");
        assert_eq!(config.keymap.hint(Command::Star), "F5");
        assert_eq!(config.keymap.all(Command::NextArticle), "s  Ctrl-n");
        for (text, told) in [
            (
                "[keys]\nfly = \"x\"",
                "line 2, column 7: no command is called “fly”",
            ),
            (
                "[keys]\nstar = \"Hyper-x\"",
                "line 2, column 8: “Hyper-x” is no sequence",
            ),
            (
                "mouse = true\ntheme = \"pink\"",
                "line 2, column 9: no theme is called “pink”",
            ),
            (
                "theme = \"own\"",
                "line 1, column 9: the theme “own” needs colours",
            ),
            (
                "preset = \"emacs\"",
                "line 1, column 10: no keys are called “emacs”",
            ),
            (
                "[colours]\ntext = \"#xyzxyz\"",
                "line 2, column 8: “#xyzxyz” is no colour",
            ),
            (
                "[colours]\nsky = \"red\"",
                "line 2, column 7: no role is called “sky”",
            ),
            ("[colours]\nbase = \"pink\"", "line 2, column 8: no theme"),
            ("[pipe]\nshell = 1", "line 2, column 9"),
            ("colour = 1", "unknown field"),
            ("[limits]\nfile = \"much\"", "line 2, column 8"),
            ("theme =", "TOML"),
        ] {
            let error = parse(text).map(|_| ()).expect_err(text);
            assert!(error.contains(told), "{text}: {error}");
        }
    }
}

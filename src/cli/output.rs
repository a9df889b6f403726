use super::args::ColorChoice;
use super::json;
use crate::text::sanitise_line;
use std::cell::RefCell;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

/// Whether output is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Coloured,
}

impl Style {
    /// `--color`, then `NO_COLOR`, then `CLICOLOR_FORCE`, then whether it is a terminal.
    pub(super) fn choose(choice: ColorChoice) -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let forced =
            || set("CLICOLOR_FORCE") && std::env::var_os("CLICOLOR_FORCE") != Some("0".into());
        let coloured = match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto if set("NO_COLOR") => false,
            ColorChoice::Auto => {
                forced()
                    || io::stdout().is_terminal()
                        && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
            }
        };
        if coloured {
            Self::Coloured
        } else {
            Self::Plain
        }
    }
}

/// A role that text on standard output plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Quiet,
    Lit,
}

/// Standard output, buffered, with or without colour.
#[derive(Debug)]
pub(super) struct Output {
    sink: BufWriter<Stdout>,
    style: Style,
}

impl Output {
    pub(super) fn standard(style: Style) -> Self {
        Self {
            sink: BufWriter::with_capacity(1 << 16, io::stdout()),
            style,
        }
    }

    /// Dresses text for its role; plain output leaves it bare.
    pub(super) fn paint(&self, role: Role, text: &str) -> String {
        if self.style == Style::Plain || text.is_empty() {
            return text.to_owned();
        }
        let code = match role {
            Role::Title => "1",
            Role::Quiet => "2",
            Role::Lit => "1;4",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    /// One record as a line of JSON.
    pub(super) fn json(&mut self, record: &impl serde::Serialize) -> io::Result<()> {
        self.sink.write_all(&json(record)?)
    }
}

/// One record as a line of JSON. Characters that a terminal acts on, or that deceive eyes, are
/// written as escapes: where a value must come out as it is, such as a path, it does so unseen.
pub(super) fn json(record: &impl serde::Serialize) -> io::Result<Vec<u8>> {
    thread_local! {
        /// What grows to the longest record of a thread need not grow again for the next.
        static LINE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    }
    LINE.with_borrow_mut(|line| {
        line.clear();
        json::write(line, record)?;
        line.push(b'\n');
        let out = line.clone();
        line.shrink_to(KEPT);
        Ok(out)
    })
}

/// A line beside the output, on standard error. What it quotes is from outside, so it is made safe
/// here.
pub(super) fn aside(line: &str) {
    let _ = writeln!(io::stderr(), "{}", sanitise_line(line));
}

/// Bytes of a record that a thread keeps room for.
const KEPT: usize = 1 << 20;

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sink.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

use super::args::ColorChoice;
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
        record.serialize(&mut serde_json::Serializer::with_formatter(
            &mut *line, Unseen,
        ))?;
        line.push(b'\n');
        let out = line.clone();
        line.shrink_to(KEPT);
        Ok(out)
    })
}

/// Bytes of a record that a thread keeps room for.
const KEPT: usize = 1 << 20;

/// Compact JSON but for what is unseen.
struct Unseen;

impl serde_json::ser::Formatter for Unseen {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let bytes = fragment.as_bytes();
        let (mut start, mut at) = (0, 0);
        while let Some(next) = suspect(&bytes[at..]) {
            at += next;
            let c = fragment[at..].chars().next().unwrap_or(' ');
            if is_unseen(c) {
                writer.write_all(&bytes[start..at])?;
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
                start = at + c.len_utf8();
            }
            at += c.len_utf8();
        }
        writer.write_all(&bytes[start..])
    }
}

/// Where the first character begins that may be unseen; most texts have none, and most stretches
/// of the others none that is not ASCII.
fn suspect(bytes: &[u8]) -> Option<usize> {
    const STRETCH: usize = 32;
    /// The first bytes of what [`is_unseen`] says.
    const BEGINS: [bool; 256] = {
        let mut begins = [false; 256];
        let mut byte = 0;
        while byte < 256 {
            begins[byte] = byte < 0x20 || matches!(byte, 0x7F | 0xC2 | 0xD8 | 0xE2 | 0xEF | 0xF3);
            byte += 1;
        }
        begins
    };
    let mut at = 0;
    // Without a branch, so that many bytes are compared at once.
    let odd = |byte: &u8| u8::from(byte.wrapping_sub(b' ') > b'~' - b' ');
    for stretch in bytes.chunks(STRETCH) {
        if (stretch.len() < STRETCH || stretch.iter().fold(0, |any, byte| any | odd(byte)) > 0)
            && let Some(place) = stretch.iter().position(|byte| BEGINS[usize::from(*byte)])
        {
            return Some(at + place);
        }
        at += stretch.len();
    }
    None
}

/// What the sanitiser takes out of text as well; joiners stay.
fn is_unseen(c: char) -> bool {
    !c.is_ascii_graphic()
        && c != ' '
        && (c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'))
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sink.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

//! Other programs on the reader's terminal: the person's own editor.

use crate::text;
use signal_hook::consts::SIGWINCH;
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::sync::{Condvar, Mutex, MutexGuard};
use std::time::Duration;

/// How long the thread that listens to keys is waited for before another program gets them.
const PATIENCE: Duration = Duration::from_secs(1);

/// Lets the thread that listens to the terminal be held while another program has it.
#[derive(Debug, Default)]
pub(super) struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Open,
    /// Asked to wait at the next key.
    Shut,
    /// Waits.
    Held,
}

impl Gate {
    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that holds it can panic half-way.
        self.state
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Waits here while the gate is shut.
    pub(super) fn pass(&self) {
        let mut state = self.state();
        while *state != State::Open {
            *state = State::Held;
            self.changed.notify_all();
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(std::sync::PoisonError::into_inner);
        }
    }

    /// Whether another program has the terminal.
    pub(super) fn is_shut(&self) -> bool {
        *self.state() != State::Open
    }

    /// Shuts the gate and waits until whoever listens waits at it.
    pub(super) fn shut(&self) {
        *self.state() = State::Shut;
        // A change of size wakes a thread that waits for a key.
        let _ = signal_hook::low_level::raise(SIGWINCH);
        let _ = self
            .changed
            .wait_timeout_while(self.state(), PATIENCE, |state| *state == State::Shut);
    }

    pub(super) fn open(&self) {
        *self.state() = State::Open;
        self.changed.notify_all();
    }
}

/// Splits the value of `$VISUAL`, or of `$EDITOR`, into arguments as a shell would quote them; no
/// shell ever sees them. Without either it is `vi`.
pub(super) fn editor(variable: impl Fn(&str) -> Option<String>) -> Result<Vec<String>, String> {
    let told = ["VISUAL", "EDITOR"].into_iter().find_map(|name| {
        Some((
            name,
            variable(name).filter(|value| !value.trim().is_empty())?,
        ))
    });
    let Some((name, value)) = told else {
        return Ok(vec!["vi".to_owned()]);
    };
    shlex::split(&value)
        .filter(|arguments| !arguments.is_empty())
        .ok_or_else(|| format!("${name} cannot be split into arguments: {value}"))
}

/// Lets an editor change words in a file of its own; gives them back made safe.
pub(super) fn edit(arguments: &[String], words: &str) -> Result<String, String> {
    let failed = |what: &str, error: io::Error| format!("{what}: {error}");
    let mut file = tempfile::Builder::new()
        .prefix("briefing-")
        .suffix(".md")
        .tempfile()
        .map_err(|error| failed("no file for the editor", error))?;
    file.write_all(words.as_bytes())
        .and_then(|()| file.flush())
        .map_err(|error| failed("no file for the editor", error))?;
    let Some((program, rest)) = arguments.split_first() else {
        return Err("no editor".to_owned());
    };
    let status = Command::new(program)
        .args(rest)
        .arg(file.path())
        .stdin(Stdio::inherit())
        .status()
        .map_err(|error| failed(&format!("cannot start {program}"), error))?;
    if !status.success() {
        return Err(format!(
            "{program} ended with {status}: the words are as they were"
        ));
    }
    // An editor may have put another file in its place.
    let bytes = std::fs::read(file.path())
        .map_err(|error| failed("cannot read what the editor left", error))?;
    let (clean, _) = text::sanitise(&String::from_utf8_lossy(&bytes));
    Ok(clean)
}

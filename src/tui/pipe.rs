//! Commands of the person's that take an article: run on a thread of their own, never longer than
//! told, what they say made safe.

use crate::session::{Pipe, Piped};
use crate::text;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Bytes of what a command says that are kept.
const KEPT: usize = 200_000;
/// How often it is looked whether a command has ended.
const LOOK: Duration = Duration::from_millis(15);
/// How long what an ended command said is waited for: one of its children may hold the pipe open.
const REST: Duration = Duration::from_millis(500);

/// How commands are run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pipes {
    /// Whether `sh -c` gets the line; without, it is split into arguments and no shell sees it.
    pub shell: bool,
    /// How long a command may take.
    pub patience: Duration,
}

impl Default for Pipes {
    fn default() -> Self {
        Self {
            shell: false,
            patience: Duration::from_secs(30),
        }
    }
}

/// Runs a command to its end.
pub(super) fn give(pipe: &Pipe, pipes: Pipes) -> Piped {
    let (ended, output) = match run(pipe, pipes) {
        Ok((ended, output)) => (ended, output),
        Err(why) => (Err(why), String::new()),
    };
    Piped {
        command: text::sanitise(&pipe.command).0.replace('\n', " "),
        after: pipe.after,
        ended: ended
            .map(|words| text::sanitise(&words).0)
            .map_err(|words| text::sanitise(&words).0),
        output,
    }
}

/// How a command ended, in words.
type Ended = Result<String, String>;

fn run(pipe: &Pipe, pipes: Pipes) -> Result<(Ended, String), String> {
    let arguments = if pipes.shell {
        ["sh", "-c", &pipe.command].map(str::to_owned).to_vec()
    } else {
        shlex::split(&pipe.command)
            .ok_or_else(|| format!("a quote is not closed: {}", pipe.command))?
    };
    let Some((program, rest)) = arguments.split_first() else {
        return Err("no command".to_owned());
    };
    let mut command = Command::new(program);
    command
        .args(rest)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    // In the background of the terminal: it cannot take keys from the reader.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command
        .spawn()
        .map_err(|why| format!("cannot start {program}: {why}"))?;
    if let Some(mut stdin) = child.stdin.take() {
        let input = pipe.input.clone();
        // One that does not read all of it is no fault.
        thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    }
    let said = child.stdout.take().map(gather);
    let complained = child.stderr.take().map(gather);
    let name = if pipes.shell { &pipe.command } else { program };
    let ended = wait(&mut child, name, pipes.patience);
    let until = Instant::now() + REST;
    let mut output = Vec::new();
    for part in [said, complained].into_iter().flatten() {
        let left = until.saturating_duration_since(Instant::now());
        output.extend(part.recv_timeout(left).unwrap_or_default());
    }
    let (mut output, _) = text::sanitise(&String::from_utf8_lossy(&output));
    if output.len() >= KEPT {
        output.truncate(output.floor_char_boundary(KEPT));
        output.push_str("\n… and more");
    }
    Ok((ended, output))
}

/// Reads what a command says to its end, and keeps the beginning.
fn gather(mut from: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut kept = Vec::new();
        let mut bytes = [0; 8192];
        while let Ok(count) = from.read(&mut bytes) {
            if count == 0 {
                break;
            }
            let room = KEPT.saturating_sub(kept.len());
            kept.extend_from_slice(&bytes[..count.min(room)]);
        }
        // Nobody may be waiting any more.
        let _ = sender.send(kept);
    });
    receiver
}

/// Ends a command with all that it started, which has its group of processes.
fn stop(child: &mut Child) {
    // It ends with this, or has ended.
    #[cfg(unix)]
    let _ = rustix::process::kill_process_group(
        rustix::process::Pid::from_child(child),
        rustix::process::Signal::KILL,
    );
    let _ = child.kill();
}

fn wait(child: &mut Child, name: &str, patience: Duration) -> Ended {
    let until = Instant::now() + patience;
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(format!("{name}: done")),
            Ok(Some(status)) => return Err(format!("{name}: {status}")),
            Ok(None) if Instant::now() >= until => {
                stop(child);
                let _ = child.wait();
                let seconds = patience.as_secs();
                return Err(format!("{name}: stopped, it took longer than {seconds} s"));
            }
            Ok(None) => thread::sleep(LOOK),
            Err(why) => return Err(format!("{name}: {why}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::After;

    fn given(command: &str, pipes: Pipes) -> Piped {
        let pipe = Pipe {
            command: command.to_owned(),
            input: "one\ntwo\n".to_owned(),
            after: After::Show,
        };
        give(&pipe, pipes)
    }

    #[test]
    fn commands_get_the_text_and_no_shell() {
        let own = Pipes::default();
        let piped = given("cat", own);
        assert_eq!(
            (piped.output.as_str(), piped.ended),
            ("one\ntwo\n", Ok("cat: done".to_owned()))
        );
        // What a shell would act on is an argument like any other.
        let piped = given("printf %s '$HOME;' $(id) > /nowhere", own);
        assert_eq!(piped.output, "$HOME;$(id)>/nowhere");
        let piped = given("printf '\\033]0;owned\\007\\033[31mred'", own);
        assert_eq!(piped.output, "red");
        for (command, told) in [
            ("false", "false: exit status: 1"),
            ("cat '", "a quote is not closed"),
            ("/nowhere/at/all", "cannot start /nowhere/at/all"),
            ("", "no command"),
        ] {
            let why = given(command, own).ended.expect_err(command);
            assert!(why.contains(told), "{command}: {why}");
        }
    }

    #[test]
    fn a_shell_only_where_it_was_asked_for() {
        let pipes = Pipes {
            shell: true,
            ..Pipes::default()
        };
        assert_eq!(given("head -1 | tr a-z A-Z", pipes).output, "ONE\n");
    }

    #[test]
    fn a_command_that_hangs_is_stopped() {
        let pipes = Pipes {
            patience: Duration::from_millis(50),
            ..Pipes::default()
        };
        let why = given("sleep 600", pipes).ended.expect_err("stopped");
        assert!(why.contains("took longer"), "{why}");
        // What it started goes with it: nobody keeps what it said open.
        let pipes = Pipes {
            patience: Duration::from_secs(1),
            shell: true,
        };
        let piped = given("echo begun; sleep 600 & wait", pipes);
        assert_eq!(piped.output, "begun\n");
        piped.ended.expect_err("stopped");
    }
}

//! The program in a real pseudo-terminal: from start to exported note, and what it leaves behind.

#![cfg(unix)]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

mod terminal {
    mod kills;
    mod sitting;
}

/// Longer than any answer takes, even on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(45);
/// The day that the program takes it to be, for the reader and for notes.
const DATED: [(&str, &str); 2] = [
    ("BRIEFING_TODAY", "2024-11-05"),
    ("SOURCE_DATE_EPOCH", "1730764800"),
];

/// The program on a terminal of its own, with a folder of its own to keep things in.
struct Desk {
    folder: PathBuf,
    screen: vt100::Parser,
    bytes: Receiver<Vec<u8>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("briefing-{name}-{}", std::process::id()));
    // Left over from a run that was stopped.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn parser(rows: u16, cols: u16) -> vt100::Parser {
    let some = |n| std::num::NonZero::new(n).expect("a size");
    vt100::Parser::new(some(rows), some(cols), 0)
}

impl Desk {
    fn open(folder: &Path) -> Self {
        Self::open_with(folder, &[])
    }

    /// Opens it with some of its environment set.
    fn open_with(folder: &Path, set: &[(&str, &Path)]) -> Self {
        Self::open_on(folder, set, None)
    }

    /// Opens it on a path, or on the library.
    fn open_on(folder: &Path, set: &[(&str, &Path)], path: Option<&Path>) -> Self {
        let (rows, cols) = (42, 140);
        let size = PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_briefing"));
        command.cwd(folder);
        for name in ["NO_COLOR", "TMUX", "COLORTERM", "BRIEFING_LIBRARY"] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        command.env_remove("VISUAL");
        if let Ok(editor) = std::fs::read_to_string(folder.join("editor")) {
            command.env("EDITOR", editor);
        }
        command.env("HOME", folder);
        for (name, value) in DATED {
            command.env(name, value);
        }
        command.env("XDG_DATA_HOME", folder.join("data"));
        command.env("XDG_CONFIG_HOME", folder.join("config"));
        for (name, value) in set {
            command.env(name, value);
        }
        command.args(path);
        let child = pair.slave.spawn_command(command).expect("the program");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (sender, bytes) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            folder: folder.to_owned(),
            screen: parser(rows, cols),
            bytes,
            keys: pair.master.take_writer().expect("a writer"),
            child,
            master: pair.master,
        }
    }

    /// Reads on until the screen is as wanted.
    fn wait(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let until = Instant::now() + PATIENCE;
        while !wanted(self.screen.screen()) {
            let left = until.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(why) => {
                    let shown = self.screen.screen().contents();
                    panic!("{what}: {why}; the screen:\n{shown}");
                }
            }
        }
    }

    fn sees(&mut self, words: &str) {
        self.wait(words, |screen| screen.contents().contains(words));
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("written");
        self.keys.flush().expect("flushed");
    }

    fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("a process").to_string();
        let sent = std::process::Command::new("kill")
            .args([&format!("-{name}"), &id])
            .status();
        assert!(sent.expect("kill").success());
    }

    /// Waits until the process is stopped by a signal.
    fn is_stopped(&self) {
        let id = self.child.process_id().expect("a process").to_string();
        let until = Instant::now() + PATIENCE;
        while !state(&id).is_some_and(|state| state.starts_with('T')) {
            assert!(Instant::now() < until, "it did not stop");
        }
    }

    /// Waits for the end, and reads what was written before it.
    fn end(&mut self) -> u32 {
        let status = self.child.wait().expect("an end");
        while let Ok(bytes) = self.bytes.recv_timeout(Duration::from_millis(500)) {
            self.screen.process(&bytes);
        }
        status.exit_code()
    }

    /// The terminal is as any program wants to find it.
    fn is_given_back(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the other screen is left");
        assert!(!screen.hide_cursor(), "the cursor shows");
        assert!(!screen.bracketed_paste(), "pastes come plain");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    }
}

/// The state letter of a process: from the kernel's table, or where there is none, from `ps`.
fn state(id: &str) -> Option<String> {
    if let Ok(table) = std::fs::read_to_string(format!("/proc/{id}/stat")) {
        return Some(table.rsplit_once(") ")?.1.to_owned());
    }
    let told = std::process::Command::new("ps")
        .args(["-o", "stat=", "-p", id])
        .output();
    Some(
        String::from_utf8_lossy(&told.ok()?.stdout)
            .trim()
            .to_owned(),
    )
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

#[test]
fn from_start_to_note() {
    let home = folder("note");
    let mut desk = Desk::open(&home);
    desk.sees("5 · newest");
    desk.sees("the sample corpus");
    desk.sees("The WSJ reported");
    assert!(desk.screen.screen().alternate_screen());
    desk.press("\r]e");
    desk.sees("1/");
    desk.press(" e");
    desk.sees("Entities");
    desk.press("natl sec agcy");
    desk.sees("National Security Agency");
    desk.press("\r");
    desk.wait("the picker gone", |screen| {
        !screen.contents().contains("Entities")
    });
    desk.sees("also NSA");
    desk.press("x");
    desk.sees("Write a note");
    desk.press("\x15");
    desk.press("nsa.md\r");
    desk.sees("written: nsa.md");
    let note = std::fs::read_to_string(desk.folder.join("nsa.md")).expect("the note");
    assert!(note.contains("National Security Agency"), "{note}");
    assert!(note.contains("TLP:CLEAR"), "{note}");
    desk.press("Q");
    assert_eq!(desk.end(), 0);
    desk.is_given_back();
    std::fs::remove_dir_all(&home).expect("removed");
}

#[test]
fn a_library_without_articles_opens_the_sample() {
    let home = folder("empty");
    let library = home.join("none.db");
    let mut desk = Desk::open_with(&home, &[("BRIEFING_LIBRARY", &library)]);
    desk.sees("5 · newest");
    desk.sees("the sample corpus is open");
    assert!(!library.exists(), "looking makes no library");
    desk.press("Q");
    assert_eq!(desk.end(), 0);
    std::fs::remove_dir_all(&home).expect("removed");
}

/// A big folder is read on while the first of it is looked at.
#[test]
fn a_folder_opens_before_all_of_it_is_read() {
    let home = folder("large");
    let reports = home.join("reports");
    std::fs::create_dir_all(&reports).expect("a folder");
    let words = [
        "harbour", "crane", "ledger", "signal", "pilot", "winter", "copper", "lantern",
    ];
    let mut seed = 7_u32;
    for number in 0..30 {
        let mut text = format!("Report {number:02}\nDate: 2024-01-{:02}\n\n", number + 1);
        while text.len() < 50_000 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(words[(seed >> 29) as usize]);
            text.push(if seed & 0xF0000 == 0 { '\n' } else { ' ' });
        }
        std::fs::write(reports.join(format!("{number:02}.txt")), text).expect("written");
    }
    let mut desk = Desk::open_on(&home, &[], Some(&reports));
    desk.sees("20 · newest");
    desk.sees("30 · newest");
    desk.sees("30 articles read in");
    desk.press("Q");
    assert_eq!(desk.end(), 0);
    std::fs::remove_dir_all(&home).expect("removed");
}

#[test]
fn signals_end_it_with_the_terminal_given_back() {
    for (name, status) in [("TERM", 143), ("HUP", 129)] {
        let home = folder(name);
        let mut desk = Desk::open(&home);
        desk.sees("5 · newest");
        desk.signal(name);
        assert_eq!(desk.end(), status, "SIG{name}");
        desk.is_given_back();
        std::fs::remove_dir_all(&home).expect("removed");
    }
}

#[test]
fn it_stops_and_goes_on() {
    let home = folder("stop");
    let mut desk = Desk::open(&home);
    desk.sees("5 · newest");
    desk.press("\x1a");
    desk.wait("the terminal given back", |screen| {
        !screen.alternate_screen()
    });
    // It gives the terminal back first; a CONT that came before the stop would be lost.
    desk.is_stopped();
    desk.signal("CONT");
    desk.wait("the terminal taken again", vt100::Screen::alternate_screen);
    desk.sees("5 · newest");
    desk.press("j");
    desk.sees("2 of 5");
    desk.press("Q");
    assert_eq!(desk.end(), 0);
    desk.is_given_back();
    std::fs::remove_dir_all(&home).expect("removed");
}

/// Nothing is written while nothing happens; a size follows the terminal's.
#[test]
fn it_is_silent_while_idle_and_follows_the_size() {
    let home = folder("idle");
    let mut desk = Desk::open(&home);
    desk.sees("5 · newest");
    desk.sees("Timeline");
    while let Ok(bytes) = desk.bytes.recv_timeout(Duration::from_secs(1)) {
        desk.screen.process(&bytes);
    }
    let silent = desk.bytes.recv_timeout(Duration::from_millis(700));
    assert!(silent.is_err(), "{silent:?}");
    for (cols, rows) in [(80, 24), (19, 4), (200, 60), (40, 12), (140, 42)] {
        desk.screen = parser(rows, cols);
        desk.master
            .resize(PtySize {
                rows,
                cols,
                pixel_width: 0,
                pixel_height: 0,
            })
            .expect("resized");
        if cols < 20 {
            desk.sees("too small");
        } else {
            desk.sees("newest");
        }
    }
    desk.press("Q");
    assert_eq!(desk.end(), 0);
    std::fs::remove_dir_all(&home).expect("removed");
}

/// A clip, and words from the person's own editor, are there after a kill; the terminal comes back
/// from the editor as it was.
#[test]
fn clips_and_words_of_an_editor_survive_a_kill() {
    let folder = folder("clip");
    let words = folder.join("my words.md");
    std::fs::write(&words, "Who says so?\nNobody.\n").expect("a file");
    // Arguments are split as a shell quotes them; the last is the file to edit.
    std::fs::write(folder.join("editor"), format!("cp '{}'", words.display())).expect("a file");
    let mut desk = Desk::open(&folder);
    desk.sees("1 of 5");
    desk.press("2");
    desk.press("]e");
    desk.press("v");
    desk.sees("sentence");
    desk.press("c");
    desk.sees("clipped, ");
    desk.press("a");
    desk.sees("Your words on this passage");
    desk.press("\x05");
    desk.sees("Nobody.");
    desk.press("\x1b");
    desk.sees("written");
    desk.signal("KILL");
    let _ = desk.child.wait();

    let mut again = Desk::open(&folder);
    again.sees("1 of 5");
    again.sees("✎");
    again.press("2]a");
    again.sees("Who says so? Nobody.");
    again.press(" c");
    again.sees("1 of 1 clip");
    again.press("q");
    again.press("Q");
    assert_eq!(again.end(), 0);
    again.is_given_back();
    std::fs::remove_dir_all(&folder).expect("removed");
}

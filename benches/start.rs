//! The whole program in a real pseudo-terminal: `cargo bench --bench start [-- LIBRARY [CORPUS]]`.
//!
//! Measures, alternating within one run so that ratios hold on any machine: exec to the end of the
//! first whole frame against a bare ratatui program that draws three empty panes; each key to the
//! end of its frame; memory; and what is written while idle. A frame ends with the end of its
//! synchronized update, the first whole frame with the last of its burst. Of a LIBRARY also starts
//! whose pages the system has let go of (by `dd`, Linux only), and with a CORPUS as JSON Lines keys
//! while that is imported into the library beside.

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

const SIZE: PtySize = PtySize {
    rows: 60,
    cols: 200,
    pixel_width: 0,
    pixel_height: 0,
};
const FRAME_END: &[u8] = b"\x1b[?2026l";
const STARTS: usize = 60;
const COLD: usize = 11;
/// Moves, panes, jumps, a timeline, and back again.
const KEYS: &str = "jjjjJjjjKGgg]e]e]e]e]t]tJ]e]q33jjjjt<>T2\x04\x15\x06\x02**##1jjkk2zz";

/// A program in a pseudo-terminal and all that it writes, with the time of arrival.
struct Running {
    child: Box<dyn portable_pty::Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    input: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    started: Instant,
}

impl Running {
    fn start(program: &str, args: &[&str]) -> Self {
        let pty = native_pty_system()
            .openpty(SIZE)
            .expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env("TERM", "xterm-256color");
        let mut reader = pty.master.try_clone_reader().expect("a reader");
        let input = pty.master.take_writer().expect("a writer");
        let started = Instant::now();
        let child = pty.slave.spawn_command(command).expect("the program");
        drop(pty.slave);
        let (send, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if send.send((Instant::now(), buffer[..n].to_vec())).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            master: pty.master,
            input,
            output,
            started,
        }
    }

    /// When the last frame of a burst ended: frames count until nothing comes for `quiet`.
    fn frame(&mut self, quiet: Duration) -> Option<Instant> {
        let mut seen = Vec::new();
        let mut end = None;
        let mut wait = Duration::from_secs(5);
        loop {
            match self.output.recv_timeout(wait) {
                Ok((at, bytes)) => {
                    let from = seen.len().saturating_sub(FRAME_END.len());
                    seen.extend_from_slice(&bytes);
                    if seen[from..]
                        .windows(FRAME_END.len())
                        .any(|w| w == FRAME_END)
                    {
                        end = Some(at);
                    }
                    wait = quiet;
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return end,
            }
        }
    }

    fn key(&mut self, key: u8) -> Option<Duration> {
        let at = Instant::now();
        self.input.write_all(&[key]).ok()?;
        self.input.flush().ok()?;
        self.frame(Duration::from_millis(25)).map(|end| end - at)
    }

    /// Resident memory now and at its highest, in MB; Linux only.
    fn memory(&self) -> Option<(f64, f64)> {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", self.child.process_id()?)).ok()?;
        let field = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name))?;
            line.split_whitespace()
                .nth(1)?
                .parse::<f64>()
                .ok()
                .map(|kb| kb / 1024.0)
        };
        Some((field("VmRSS")?, field("VmHWM")?))
    }

    fn stop(mut self) {
        let _ = self.input.write_all(b"Q");
        let _ = self.input.flush();
        std::thread::sleep(Duration::from_millis(30));
        let _ = self.child.kill();
        let _ = self.child.wait();
        drop(self.master);
    }
}

/// The yardstick: three empty panes by ratatui, a synchronized update, then the first key ends it.
fn bare() {
    use ratatui::crossterm::terminal::{
        BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
        disable_raw_mode, enable_raw_mode,
    };
    use ratatui::crossterm::{event, execute, queue};
    use ratatui::layout::{Constraint, Layout};
    use ratatui::widgets::Block;
    enable_raw_mode().expect("raw mode");
    let mut out = std::io::BufWriter::with_capacity(1 << 16, std::io::stdout());
    execute!(out, EnterAlternateScreen).expect("a terminal");
    queue!(out, BeginSynchronizedUpdate).expect("a terminal");
    let backend = ratatui::backend::CrosstermBackend::new(out);
    let mut terminal = ratatui::Terminal::new(backend).expect("a terminal");
    terminal
        .draw(|frame| {
            let panes = Layout::horizontal([Constraint::Fill(1); 3]).split(frame.area());
            for pane in panes.iter() {
                frame.render_widget(Block::bordered().title("a pane"), *pane);
            }
        })
        .expect("a frame");
    execute!(terminal.backend_mut(), EndSynchronizedUpdate).expect("a terminal");
    let _ = event::read();
    let _ = execute!(terminal.backend_mut(), LeaveAlternateScreen);
    let _ = disable_raw_mode();
}

/// Has the system let go of what it holds of a library's files; whether it could be asked.
fn cool(library: &str) -> bool {
    let path = std::path::Path::new(library);
    let folder = path.parent().unwrap_or(path);
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let files = files.filter(|file| file.path().is_file());
    let mut asked = files.map(|file| {
        let mut dd = std::process::Command::new("dd");
        dd.arg(format!("if={}", file.path().display()));
        dd.args(["iflag=nocache", "count=0", "status=none"]);
        dd.status().is_ok_and(|status| status.success())
    });
    asked.all(|done| done)
}

/// Presses keys as long as `on` says, and tells how long they took.
fn press(running: &mut Running, what: &str, mut on: impl FnMut() -> bool) {
    let (mut keys, mut slowest) = (Vec::new(), Vec::new());
    for round in 0..4 {
        for (at, key) in KEYS.bytes().enumerate() {
            if on()
                && let Some(took) = running.key(key)
            {
                let took = took.as_secs_f64() * 1e3;
                keys.push(took);
                slowest.push((took, round, at, char::from(key)));
            }
        }
    }
    if keys.is_empty() {
        return;
    }
    slowest.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (took, round, at, key) in slowest.iter().take(8) {
        println!("  slow: {took:.2} ms for {key:?}, key {at} of round {round}");
    }
    let count = keys.len();
    let (median, p99) = spread(keys);
    println!(
        "key to the end of its last frame{what}, {count} keys: median {median:.2} ms, p99 {p99:.2} ms"
    );
}

fn spread(mut values: Vec<f64>) -> (f64, f64) {
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values[((values.len() as f64 * share) as usize).min(values.len() - 1)];
    (at(0.5), at(0.99))
}

fn main() {
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| arg != "--bench")
        .collect();
    if args.first().is_some_and(|arg| arg == "--bare") {
        return bare();
    }
    let own = std::env::current_exe().expect("this program's path");
    let own = own.to_str().expect("a path in UTF-8");
    let briefing = env!("CARGO_BIN_EXE_briefing");
    let library: Vec<&str> = args
        .first()
        .map_or_else(Vec::new, |path| vec!["--library", path]);
    let quiet = Duration::from_millis(60);

    // The first start makes the sample's library; what follows are second starts.
    let mut first = Running::start(briefing, &library);
    first.frame(Duration::from_secs(1));
    first.stop();

    let (mut ours, mut bares) = (Vec::new(), Vec::new());
    let mut peak = 0.0_f64;
    for _ in 0..STARTS {
        for (program, args, times) in [
            (own, &["--bare"][..], &mut bares),
            (briefing, &library[..], &mut ours),
        ] {
            let mut running = Running::start(program, args);
            if let Some(end) = running.frame(quiet) {
                times.push((end - running.started).as_secs_f64() * 1e3);
            }
            if program == briefing {
                peak = peak.max(running.memory().map_or(0.0, |(_, peak)| peak));
            }
            running.stop();
        }
    }
    let ((ours, ours99), (bare, bare99)) = (spread(ours), spread(bares));
    println!("first whole frame at 200x60, {STARTS} starts each, median (p99):");
    println!("  bare ratatui  {bare:6.2} ms ({bare99:.2})");
    println!(
        "  briefing      {ours:6.2} ms ({ours99:.2}), {:.2} times; {peak:.1} MB at the peak",
        ours / bare
    );

    if let Some(path) = args.first() {
        let mut cold = Vec::new();
        for _ in 0..COLD {
            if !cool(path) {
                break;
            }
            let mut running = Running::start(briefing, &library);
            // What comes last may come late.
            let end = running.frame(Duration::from_millis(250));
            cold.extend(end.map(|end| (end - running.started).as_secs_f64() * 1e3));
            running.stop();
        }
        if !cold.is_empty() {
            let (cold, most) = spread(cold);
            println!("  the library's pages let go of: {cold:.1} ms ({most:.1} at most)");
        }
    }

    let mut running = Running::start(briefing, &library);
    running.frame(quiet);
    let idle = Instant::now();
    let mut written = 0;
    while idle.elapsed() < Duration::from_secs(2) {
        if let Ok((_, bytes)) = running.output.recv_timeout(Duration::from_millis(100)) {
            written += bytes.len();
        }
    }
    println!("written in 2 s of idleness: {written} bytes");
    press(&mut running, "", || true);
    let (now, peak) = running.memory().unwrap_or_default();
    println!("memory after use: {now:.1} MB, {peak:.1} MB at the peak");
    if let [path, corpus, ..] = args.as_slice() {
        let mut import = std::process::Command::new(briefing)
            .args(["--library", path, "import", corpus])
            .stdout(std::process::Stdio::null())
            .spawn()
            .expect("an import");
        std::thread::sleep(Duration::from_secs(3));
        let on = || import.try_wait().is_ok_and(|ended| ended.is_none());
        press(&mut running, " while an import runs", on);
        let _ = (import.kill(), import.wait());
    }
    running.stop();
}

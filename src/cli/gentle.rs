//! Work that nobody waits for leaves the processors to those who do.

use std::process::{Command, Stdio};

/// How far behind others the work stands; it has all that they leave.
const BEHIND: &str = "10";

/// Steps behind whatever else runs, with all threads that there are; those that are begun from now on
/// stand there too. The system's own `renice` does it, as there is no other way without unsafe code;
/// where it is not there, all goes on as it was.
pub(super) fn step_back() {
    if cfg!(unix) {
        // Linux has a place of its own for each thread.
        let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten();
        let threads = threads.flatten().map(|thread| thread.file_name());
        let own = std::process::id().to_string();
        let _ = Command::new("renice")
            .args(["-n", BEHIND, "-p", &own])
            .args(threads)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
    }
}

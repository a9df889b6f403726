//! Every write of the store is refused once, and then from there on.
//!
//! `strace` answers a system call with an error in the place of the kernel: the n-th of its kind,
//! for every n. What the program was told to keep before is there, and the library is sound.

use crate::{Folder, LIBRARY, PROGRESS, ROUNDS, sound};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

/// The kinds of write, and what the kernel says of each where it cannot.
const KINDS: [(&str, &str); 8] = [
    ("pwrite64", "ENOSPC"),
    ("write", "ENOSPC"),
    ("ftruncate", "EIO"),
    ("fallocate", "ENOSPC"),
    ("fsync", "EIO"),
    ("fdatasync", "EIO"),
    ("rename", "EIO"),
    ("unlink", "EIO"),
];
/// Rounds of work: batches, an update, every kind of deed, the index and the claims.
const WORK: &str = "3";

/// Runs the work under `strace`; a round that was kept has a folder of its own.
fn run(folder: &Path, options: &[&str]) -> Option<u32> {
    let progress = folder.join("kept");
    std::fs::create_dir_all(&progress).expect("a folder");
    let ran = Command::new("strace")
        .args(["-f", "-qq", "--seccomp-bpf"])
        .args(options)
        .arg(std::env::current_exe().expect("this test"))
        .args(["--exact", "works_until_killed", "--nocapture"])
        .env(LIBRARY, folder.join("library.db"))
        .env(ROUNDS, WORK)
        .env(PROGRESS, &progress)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    ran.expect("strace is there");
    let rounds = std::fs::read_dir(&progress).expect("the folder").count();
    (rounds as u32).checked_sub(1)
}

/// Calls of a kind that one thread makes at most.
fn calls(folder: &Path, kind: &str) -> u32 {
    let log = folder.join("calls");
    let log = log.to_string_lossy();
    let trace = format!("trace={kind}");
    run(folder, &["-o", &log, "-e", &trace]);
    let lines = std::fs::read_to_string(&*log).expect("the calls");
    let mut each: BTreeMap<&str, u32> = BTreeMap::new();
    for line in lines
        .lines()
        .filter(|line| line.contains(&format!(" {kind}(")))
    {
        let thread = line.split_whitespace().next().unwrap_or_default();
        *each.entry(thread).or_default() += 1;
    }
    each.into_values().max().unwrap_or(0)
}

#[test]
fn a_write_that_fails_loses_nothing() {
    if std::env::var_os("BRIEFING_TEST_FAULTS").is_none() {
        return;
    }
    let home = Folder::new("faults");
    for (kind, error) in KINDS {
        let own = home.0.join(kind);
        let total = calls(&own, kind);
        let mut refused = 0;
        for (number, on) in (1..=total).flat_map(|n| [(n, ""), (n, "+")]) {
            let folder = own.join(format!("{number}{on}"));
            let inject = format!("inject={kind}:error={error}:when={number}{on}");
            let trace = format!("trace={kind}");
            let log = folder.with_extension("log");
            std::fs::create_dir_all(&own).expect("a folder");
            let log_name = log.to_string_lossy().into_owned();
            let kept = run(&folder, &["-o", &log_name, "-e", &trace, "-e", &inject]);
            refused += u32::from(kept != Some(2));
            let library = folder.join("library.db");
            // The very first writes make the library: where they fail there is none yet.
            if kept.is_some() || library.metadata().is_ok_and(|file| file.len() > 0) {
                sound(&library, kept);
            }
            std::fs::remove_dir_all(&folder).expect("removed");
            let _ = std::fs::remove_file(&log);
        }
        println!(
            "{kind}: {total} calls, each failed once and from there on; work ended early {refused} times"
        );
    }
}

//! The library at any size: `cargo bench --bench library -- ARTICLES [FOLDER]`.
//!
//! Fills a library with made-up articles whose marks are known as they are made, so that what is
//! measured is the store and not the analysis; then asks it what the reader asks. Times are those
//! that the asking thread was on a processor, so that what else runs on the machine counts little;
//! searches and the picker, which use several, are timed by the clock.
//! A library that is in FOLDER already, and has so many articles, is asked as it is; with a third
//! word, `lists`, `search`, `time` or `names`, only that part of it.

#[path = "../../examples/corpus/article.rs"]
mod article;
mod ask;
mod fill;

use briefing::library::{Access, Library};
use std::path::PathBuf;

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let count: usize = args.next().and_then(|n| n.parse().ok()).unwrap_or(2_000);
    let given = args.next().map(PathBuf::from);
    let folder = given.clone().unwrap_or_else(|| {
        std::env::temp_dir().join(format!("briefing-bench-{}", std::process::id()))
    });
    let path = folder.join("library.db");
    let there = Library::open(&path, Access::ReadWrite)
        .and_then(|library| library.totals())
        .map_or(0, |totals| totals.articles as usize);
    if there < count {
        fill::fill(&path, there, count);
    }
    let part = args.next();
    ask::ask(&path, part.as_deref());
    if given.is_none() {
        let _ = std::fs::remove_dir_all(&folder);
    }
}

/// Seconds that this process was on a processor.
pub(crate) fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap_or("")
        .split_whitespace()
        .collect();
    let ticks = |at: usize| {
        fields
            .get(at)
            .and_then(|n| n.parse::<f64>().ok())
            .unwrap_or(0.0)
    };
    (ticks(11) + ticks(12)) / 100.0
}

/// Milliseconds that this thread was on a processor.
pub(crate) fn own_time() -> f64 {
    cpu_time::ThreadTime::now().as_duration().as_secs_f64() * 1e3
}

pub(crate) fn memory() -> (f64, f64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let field = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name));
        line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok())
            .map_or(0.0, |kb| kb / 1024.0)
    };
    (field("VmRSS"), field("VmHWM"))
}

//! The speed of the marks: `cargo bench --bench analyze [-- CORPUS.jsonl]`.
//!
//! Measures within one run, so that ratios hold on any machine: each part of the analysis on one
//! thread, beside reading the JSON of the same records and a bare look-up of the listed names; then
//! the whole program, from exec to its last byte, on one thread and on all, and on one short text,
//! which is what reading lists and model costs. The best of some rounds counts. Without a corpus
//! (`examples/corpus.rs` makes one) the sample articles are measured, over and over.

use briefing::analysis::tagger::{Model, Page};
use briefing::analysis::{Knowledge, Reading, dates, events, figures, incidents, names, quotes};
use briefing::import::{Cleaning, Given, read_record};
use briefing::model::Document;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

const ROUNDS: usize = 5;
/// How much of the sample is measured, in bytes.
const ENOUGH: usize = 4 << 20;

/// What is measured on one thread; those behind the sum are parts of the names.
const PARTS: [&str; 13] = [
    "JSON alone",
    "lists alone",
    "words and sentences",
    "dates",
    "names",
    "quotations",
    "figures",
    "incidents",
    "events",
    "all marks",
    "  page of words",
    "  lists and rules",
    "  tagger",
];

fn main() {
    let corpus = std::env::args()
        .skip(1)
        .find(|arg| !arg.starts_with("--"))
        .map_or_else(sample, PathBuf::from);
    let lines = fs::read_to_string(&corpus).expect("a corpus as JSON Lines");
    let given = Given {
        cleaning: Cleaning::Raw,
        ..Given::default()
    };
    let documents: Vec<Document> = lines
        .lines()
        .flat_map(|line| read_record("corpus.jsonl", 1, line, None, &given).documents)
        .collect();
    let bytes: usize = documents.iter().map(|d| d.text.len()).sum();
    let megabytes = bytes as f64 / 1e6;

    let start = Instant::now();
    let knowledge = Knowledge::shipped();
    let lists = start.elapsed().as_secs_f64() * 1e3;
    black_box(Model::shipped());
    let both = start.elapsed().as_secs_f64() * 1e3;
    let mut best = [f64::MAX; PARTS.len()];
    let mut tokens = 0;
    for _ in 0..ROUNDS {
        let (now, count) = round(&lines, &documents, &knowledge);
        tokens = count;
        for (best, now) in best.iter_mut().zip(now) {
            *best = best.min(now);
        }
    }
    println!(
        "{} documents, {megabytes:.1} MB, {tokens} tokens; one thread, best of {ROUNDS}:",
        documents.len()
    );
    for (name, seconds) in PARTS.iter().zip(best) {
        println!(
            "  {name:<20} {:7.1} MB/s {:6.0} ns a token {:6.2} of all marks",
            megabytes / seconds,
            seconds * 1e9 / tokens as f64,
            seconds / best[9],
        );
    }
    println!("lists read in {lists:.1} ms, lists and model in {both:.1} ms");

    let short = std::env::temp_dir().join("briefing-bench-short.txt");
    fs::write(&short, "The minister resigned on 3 May 2024.\n").expect("a file to write");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let alone = whole(&corpus, 1);
    println!("the whole program, best of {ROUNDS}:");
    println!("  one thread   {:7.1} MB/s", megabytes / alone);
    let all = whole(&corpus, cores);
    println!(
        "  {cores} threads    {:7.1} MB/s, {:.2} times",
        megabytes / all,
        alone / all
    );
    println!("  one sentence {:7.1} ms", whole(&short, cores) * 1e3);
}

/// The seconds of each part over all documents, and how many tokens these have.
fn round(
    lines: &str,
    documents: &[Document],
    knowledge: &Knowledge,
) -> ([f64; PARTS.len()], usize) {
    let mut now = [0.0; PARTS.len()];
    let mut tokens = 0;
    let start = Instant::now();
    for line in lines.lines() {
        black_box(serde_json::from_str::<serde_json::Value>(line).ok());
    }
    now[0] = start.elapsed().as_secs_f64();
    for document in documents {
        let start = Instant::now();
        black_box(knowledge.gazetteer.find_in(&document.text));
        now[1] += start.elapsed().as_secs_f64();

        let mut clock = Clock(Instant::now());
        let reading = Reading::new(document);
        now[2] += clock.lap();
        let published = document.meta.published.as_ref().map(|p| p.moment);
        let dates = dates::find(&reading, published);
        now[3] += clock.lap();
        let names = names::mark(&reading, knowledge, &dates);
        now[4] += clock.lap();
        black_box(quotes::find(&reading, &names));
        now[5] += clock.lap();
        black_box(figures::find(&reading, &dates));
        now[6] += clock.lap();
        let learnt = incidents::Learnt::shipped();
        let incidents = incidents::find(&reading, &names, &dates, learnt.as_deref());
        now[7] += clock.lap();
        black_box(events::find(&reading, &names, &dates, &incidents));
        now[8] += clock.lap();
        tokens += reading.tokens.len();

        let mut clock = Clock(Instant::now());
        let page = Page::new(&reading);
        now[10] += clock.lap();
        let hints = names::hints(&page, &knowledge.gazetteer);
        now[11] += clock.lap();
        if let Some(model) = Model::shipped() {
            black_box(model.tag(&page, &hints));
        }
        now[12] += clock.lap();
    }
    now[9] = now[2..9].iter().sum();
    (now, tokens)
}

struct Clock(Instant);

impl Clock {
    /// Seconds since the last lap.
    fn lap(&mut self) -> f64 {
        let now = Instant::now();
        let lap = now - self.0;
        self.0 = now;
        lap.as_secs_f64()
    }
}

/// The seconds that the program takes for a file, with all that it writes read and thrown away.
fn whole(path: &Path, threads: usize) -> f64 {
    let mut best = f64::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_briefing"))
            .args(["analyze", "--raw", "--json"])
            .arg(path)
            .env("RAYON_NUM_THREADS", threads.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program");
        let mut out = child.stdout.take().expect("a pipe");
        std::io::copy(&mut out, &mut std::io::sink()).expect("its records");
        child.wait().expect("its end");
        best = best.min(start.elapsed().as_secs_f64());
    }
    best
}

/// Writes the sample articles, again and again, as JSON Lines.
fn sample() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts: Vec<(PathBuf, String)> = ["seeds", "tests/news"]
        .iter()
        .filter_map(|folder| fs::read_dir(root.join(folder)).ok())
        .flatten()
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .filter_map(|path| Some((path.clone(), fs::read_to_string(path).ok()?)))
        .collect();
    texts.sort();
    let mut out = String::new();
    while out.len() < ENOUGH {
        for (_, text) in &texts {
            out.push_str(&serde_json::json!({ "text": text }).to_string());
            out.push('\n');
        }
    }
    let path = std::env::temp_dir().join("briefing-bench-sample.jsonl");
    fs::write(&path, out).expect("a file to write");
    path
}

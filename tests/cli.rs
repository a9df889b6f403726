//! The program as scripts see it: what is printed, where, and the exit code.

mod commands {
    mod care;
    mod desk;
    mod feeding;
    mod hostile;
    mod kept;
    mod later;
    mod moving;
    mod network;
    mod reading;
    mod syncing;
    mod work;
}

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder of its own for each test, gone when the test is over.
struct Place(PathBuf);

impl Place {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("cli-{}-{number}", std::process::id());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        fs::write(&path, text).expect("a file");
        path.display().to_string()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
        command
            .args(args)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env_clear()
            .env("HOME", &self.0)
            .env("BRIEFING_DATA_DIR", self.0.join("data"))
            .env("BRIEFING_TODAY", "2024-11-05")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the program runs")
    }

    fn fed(&self, args: &[&str], input: &str) -> Output {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(input.as_bytes()).expect("it reads");
        drop(stdin);
        child.wait_with_output().expect("it ends")
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8 comes out")
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn records(output: &Output) -> Vec<Value> {
    out(output)
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is a record"))
        .collect()
}

#[test]
fn analyze_gives_a_record_a_document_in_the_order_given_with_offsets_in_characters() {
    let place = Place::new();
    let lines = "{\"id\":\"ü1\",\"text\":\"Zürich, 5 May 2024 – the NSA warned Huawei — 🦊 — in Paris.\"}\n\n\
                 {\"text\":\"The MSS said nothing.\",\"published\":\"2024-10\"}\n";
    let file = place.file("set.jsonl", lines);
    let text = place.file(
        "b.txt",
        "A title\n\nThe CIA hired 20 people in September of this year.\n",
    );
    let args = ["analyze", "--json", "--raw", &text, &file];
    let output = place.run(&args);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let records = records(&output);
    let ids: Vec<&str> = records.iter().filter_map(|r| r["id"].as_str()).collect();
    assert_eq!(ids[..2], ["b", "ü1"]);
    assert!(ids[2].starts_with("set-"), "{ids:?}");
    assert_eq!(records[2]["document"]["published"]["value"], "2024-10");
    let mut marks = 0;
    for record in &records {
        let letters: Vec<char> = record["text"].as_str().expect("a text").chars().collect();
        for list in ["mentions", "dates", "incidents", "quotes", "figures"] {
            for mark in record[list].as_array().expect(list) {
                let at = |name: &str| mark[name].as_u64().expect(name) as usize;
                let said: String = letters[at("start")..at("end")].iter().collect();
                assert_eq!(Some(said.as_str()), mark["text"].as_str());
                marks += 1;
            }
        }
    }
    assert!(marks >= 6, "{marks}");
    assert_eq!(
        out(&place.run(&args)),
        out(&output),
        "same bytes for the same input"
    );
}

#[test]
fn raw_text_stays_as_it_came_and_published_is_the_anchor() {
    let place = Place::new();
    let text = "Share this\n\n  It began\tlast  month.\n";
    let file = place.file("a.txt", text);
    let record = &records(&place.run(&[
        "analyze",
        "--json",
        "--raw",
        "--published",
        "2024-10-03",
        &file,
    ]))[0];
    assert_eq!(record["text"], text);
    assert_eq!(record["dates"][0]["value"], "2024-09");
    assert_eq!(record["document"]["published"]["basis"], "given");
}

#[test]
fn standard_input_is_one_document_or_records() {
    let place = Place::new();
    let one = records(&place.fed(&["analyze", "--json", "-"], "The FBI is here.\n"));
    assert_eq!(one.len(), 1);
    let two = records(&place.fed(
        &["analyze", "--json", "-"],
        "{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n",
    ));
    assert_eq!(two.len(), 2);
}

#[test]
fn a_library_is_filled_and_asked() {
    let place = Place::new();
    let first = place.run(&["import", "seeds"]);
    assert_eq!(first.status.code(), Some(0), "{}", err(&first));
    assert!(out(&first).starts_with("5 added"), "{}", out(&first));
    let again = place.run(&["import", "seeds"]);
    assert!(
        out(&again).starts_with("0 added, 5 already there"),
        "{}",
        out(&again)
    );

    let listed = records(&place.run(&["list", "--json"]));
    assert_eq!(listed.len(), 5);
    let dates: Vec<&str> = listed
        .iter()
        .filter_map(|r| r["published"].as_str())
        .collect();
    assert!(dates.is_sorted_by(|a, b| a >= b), "{dates:?}");
    assert_eq!(listed[0]["estimated"], true);

    let found = records(&place.run(&["search", "--json", "hacked"]));
    assert!(!found.is_empty());
    for hit in &found {
        let sentence: Vec<char> = hit["text"].as_str().expect("a sentence").chars().collect();
        let lit = &hit["lit"][0];
        let at = |end: usize| lit[end].as_u64().expect("a place") as usize;
        let word: String = sentence[at(0)..at(1)].iter().collect();
        assert!(word.to_lowercase().starts_with("hack"), "{hit}");
    }

    for pattern in ["nsa", "natl sec agcy"] {
        let names = records(&place.run(&["entities", "--json", pattern]));
        assert_eq!(names[0]["name"], "National Security Agency", "{pattern}");
    }
    let card = &records(&place.run(&["entity", "--json", "nsa"]))[0];
    assert_eq!(card["entity"], "agency:national-security-agency");
    let counted: usize = card["contexts"]
        .as_array()
        .expect("contexts")
        .iter()
        .map(|group| group["mentions"].as_array().map_or(0, Vec::len))
        .sum();
    assert_eq!(Some(counted as u64), card["mentions"].as_u64());
}

#[test]
fn nothing_found_is_one_and_wrong_use_is_two() {
    let place = Place::new();
    let missing = place.0.join("none.db").display().to_string();
    let nowhere = place.0.join("nowhere.txt").display().to_string();
    for (args, code) in [
        (vec!["search", "qqqqzzzz"], 1),
        (vec!["entities", "qqqqxxzz"], 1),
        (vec!["entity", "qqqqxxzz"], 1),
        (vec!["list", "qqqqzzzz"], 1),
        (vec!["analyze", &nowhere], 2),
        (vec!["analyze"], 2),
        (vec!["frobnicate-nothing"], 2),
        (vec!["--library", &missing, "list"], 2),
        (vec!["export", "--tlp", "purple"], 2),
        (vec!["analyze", "--published", "2024-13", "seeds"], 2),
        (vec!["--version"], 0),
        (vec!["--help"], 0),
        (vec!["man"], 0),
        (vec!["completions", "zsh"], 0),
    ] {
        let output = place.run(&args);
        assert_eq!(
            output.status.code(),
            Some(code),
            "{args:?}: {}",
            err(&output)
        );
        if code == 2 {
            assert!(
                err(&output).starts_with("error: "),
                "{args:?}: {}",
                err(&output)
            );
            assert!(out(&output).is_empty(), "{args:?}");
        }
    }
}

#[test]
fn without_anything_the_sample_is_listed_with_one_line_about_it() {
    let place = Place::new();
    let output = place.run(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(
        out(&output).contains("Most states are spying"),
        "{}",
        out(&output)
    );
    assert!(err(&output).contains("briefing import"), "{}", err(&output));
    assert_eq!(err(&output).lines().count(), 1);
    let one = place.file(
        "one.txt",
        "A headline here\n\nBy A. Writer\n\nThe CIA was seen in Rome in May 2023.\n",
    );
    let own = place.run(&[&one]);
    assert_eq!(out(&own).lines().count(), 2, "{}", out(&own));
}

#[test]
fn a_closed_pipe_is_done() {
    let place = Place::new();
    let big = "{\"text\":\"The NSA warned Huawei in May 2024. \"}\n".repeat(3000);
    let file = place.file("big.jsonl", &big);
    let long = place.file(
        "long.md",
        "{% for n in range(9000) %}0123456789{% endfor %}",
    );
    assert!(place.run(&["import", &file]).status.success());
    for args in [
        &["analyze", "--json", &file] as &[&str],
        &["export", "--format", "csv", "--table", "mentions"],
        &["export", "--template", &long],
    ] {
        let mut child = place
            .command(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", err(&output));
        assert_eq!(err(&output), "");
    }
}

#[test]
fn a_note_is_marked_first_and_last_and_written_over_nothing() {
    let place = Place::new();
    let path = place.0.join("note.md").display().to_string();
    let args = ["export", "--tlp", "amber", "-o", &path];
    let first = place.run(&args);
    assert_eq!(first.status.code(), Some(0), "{}", err(&first));
    let note = fs::read_to_string(&path).expect("a note");
    assert_eq!(note.lines().next(), Some("TLP:AMBER"));
    assert_eq!(note.lines().next_back(), Some("TLP:AMBER"));
    let second = place.run(&args);
    assert_eq!(second.status.code(), Some(2));
    assert!(err(&second).contains("hint: "), "{}", err(&second));
    let forced = place.run(&["export", "--tlp", "green", "-o", &path, "--force"]);
    assert_eq!(forced.status.code(), Some(0), "{}", err(&forced));
    assert!(
        fs::read_to_string(&path)
            .expect("a note")
            .starts_with("TLP:GREEN\n")
    );
    let left: Vec<_> = fs::read_dir(&place.0)
        .expect("the folder")
        .filter_map(|entry| entry.expect("an entry").file_name().into_string().ok())
        .filter(|name| name.contains(".part"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    let json = place.run(&["export", "--format", "json", "--entity", "nsa"]);
    let report: Value = serde_json::from_str(&out(&json)).expect("one document");
    assert_eq!(report["title"], "National Security Agency");
}

#[test]
fn pasted_text_shows_what_is_known() {
    let place = Place::new();
    let found = records(&place.fed(
        &["scan", "-", "--json"],
        "Both NSA and Huawei were named.\n",
    ));
    let names: Vec<&str> = found.iter().filter_map(|m| m["name"].as_str()).collect();
    assert_eq!(names, ["National Security Agency", "Huawei"]);
    assert!(found[0]["articles"].as_u64() > Some(0));
}

#[test]
fn options_of_all_stand_before_or_after_a_command_and_paths_after() {
    let place = Place::new();
    let output = place.run(&["seeds", "list"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("after the command"),
        "{}",
        err(&output)
    );
    let file = place.file(
        "story.txt",
        "Theft at sea\n\nThe FBI said on Monday that mail was read.\n",
    );
    let library = place.file("mine.db", "");
    let output = place.run(&["--library", &library, "import", &file]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let output = place.run(&["--library", &library, "list"]);
    assert!(out(&output).contains("Theft at sea"), "{}", err(&output));
}

/// All that the preview of a note can do is an option of the command.
#[test]
fn a_note_is_made_to_measure() {
    let place = Place::new();
    let judgments = place.file(
        "j.md",
        "- It is likely to go on [1].\n  confidence: moderate\n",
    );
    let out = place.0.join("out");
    let folder = out.display().to_string();
    let args = [
        "export",
        "--date",
        "2024-11-01",
        "--only",
        "bluf,judgments,timeline",
        "--judgments",
        &judgments,
        "--bluf",
        "-",
        "--period",
        "2024..",
        "--title",
        "Mine",
        "--format",
        "md,html,csv",
        "-o",
        &folder,
    ];
    let made = place.fed(&args, "They go on [2].");
    assert_eq!(
        made.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    let note = fs::read_to_string(out.join("note.md")).expect("a note");
    for words in [
        "# Mine",
        "They go on[^2].",
        "go on[^1].",
        "Confidence: moderate.",
        "from 2024",
        "2024-11-01",
    ] {
        assert!(note.contains(words), "{words}: {note}");
    }
    assert!(
        !note.contains("Who is who") && !note.contains("**2023"),
        "{note}"
    );
    assert!(out.join("note.html").is_file() && out.join("note-csv/entities.csv").is_file());
    assert_eq!(
        place.fed(&args, "They go on [2].").status.code(),
        Some(2),
        "never over a file"
    );
    let again = [&args[..], &["--force"]].concat();
    assert_eq!(place.fed(&again, "They go on [2].").status.code(), Some(0));
    let same = fs::read_to_string(out.join("note.md")).expect("a note");
    assert_eq!(note, same, "the same bytes");
    for (args, code) in [
        (&["export", "--list-templates"][..], 0),
        (&["export", "--template", "chronology"], 0),
        (&["export", "--template", "dossier", "--entity", "nsa"], 0),
        (&["export", "--template", "../nothing"], 2),
        (&["export", "--format", "obsidian"], 2),
        (&["export", "--table", "figures"], 0),
        (&["export", "--only", "everything"], 2),
        (&["lint", &judgments], 0),
    ] {
        assert_eq!(place.run(args).status.code(), Some(code), "{args:?}");
    }
    let lint = place.fed(
        &["lint", "--json"],
        "- It is likely, with high confidence.\n",
    );
    assert_eq!(lint.status.code(), Some(2));
    let rules: Vec<String> = String::from_utf8_lossy(&lint.stdout)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("json")["rule"].to_string())
        .collect();
    assert_eq!(rules, ["\"uncited\"", "\"likelihood-with-confidence\""]);
}

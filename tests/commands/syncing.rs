//! The library kept in step with files that change, move and go.

use crate::{Place, err, out, records};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::sync::mpsc::channel;
use std::time::Duration;

const FIRST: &str = "Port closed\n\nThe harbour was closed on Monday. Two ships were searched by \
    customs officers.\n\nNobody was arrested.\n";
const SECOND: &str = "Port closed\n\nThe harbour was closed on Monday. Three ships were searched by \
    customs officers in the morning.\n\nThe harbour was opened again at noon.\n";

#[test]
fn a_changed_file_keeps_both_versions_and_shows_what_changed() {
    let place = Place::new();
    let path = place.file("port.txt", FIRST);
    let outcome = || -> String {
        let lines = records(&place.run(&["import", "--json", &path]));
        lines
            .first()
            .map_or_else(String::new, |line| line["outcome"].to_string())
    };
    assert_eq!(outcome(), "\"added\"");
    assert_eq!(
        place.run(&["diff", "port"]).status.code(),
        Some(1),
        "one version has no changes"
    );
    fs::write(&path, SECOND).expect("a file");
    assert_eq!(outcome(), "\"changed\"");
    let told = out(&place.run(&["diff", "port"]));
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(
        lines,
        [
            "version 1 to 2",
            "- Two ships were searched by customs officers.",
            "+ Three ships were searched by customs officers in the morning.",
            "- Nobody was arrested.",
            "+ The harbour was opened again at noon.",
        ]
    );
    let told = records(&place.run(&["diff", "port", "--json"]));
    assert_eq!(
        (&told[0]["change"], &told[0]["version"]),
        (&"reworded".into(), &2.into())
    );
    assert_eq!(told[2]["is"], "The harbour was opened again at noon.");
    assert_eq!(told[1]["was"], "Nobody was arrested.");
    assert_eq!(records(&place.run(&["list", "--json"])).len(), 1);
}

#[test]
fn a_moved_file_is_the_same_article_and_one_that_is_gone_goes_on_request() {
    let place = Place::new();
    let folder = place.0.join("reports");
    fs::create_dir_all(folder.join("old")).expect("a folder");
    let (old, new) = (folder.join("old/port.txt"), folder.join("port-2.txt"));
    fs::write(&old, FIRST).expect("a file");
    fs::write(
        folder.join("other.md"),
        "# Another\n\nIt stays where it is.\n",
    )
    .expect("a file");
    let root = folder.display().to_string();
    let import = |more: &[&str]| out(&place.run(&[&["import", &root], more].concat()));
    assert_eq!(
        import(&[]),
        "read: 1 markdown, 1 text\n2 added; 2 articles in the library\n"
    );
    fs::rename(&old, &new).expect("a move");
    assert!(import(&[]).ends_with("0 added, 2 already there; 2 articles in the library\n"));
    assert!(
        import(&["--prune"]).ends_with("2 already there; 2 articles in the library\n"),
        "moved is not gone"
    );
    fs::remove_file(&new).expect("a file");
    assert!(
        import(&[]).ends_with("2 articles in the library\n"),
        "what is gone stays"
    );
    let elsewhere = place.file("unrelated.txt", "Unrelated\n\nOf another folder.\n");
    place.run(&["import", &elsewhere]);
    fs::remove_file(&elsewhere).expect("a file");
    assert_eq!(
        import(&["--prune"]),
        "0 added, 1 already there, 1 pruned; 2 articles in the library\n"
    );
    fs::remove_dir_all(&folder).expect("a folder");
    assert_eq!(place.run(&["import", &root]).status.code(), Some(2));
    assert_eq!(
        import(&["--prune"]),
        "0 added, 1 pruned; 1 articles in the library\n"
    );
}

#[test]
fn an_import_that_was_broken_off_goes_on_where_it_was() {
    let place = Place::new();
    let line = |number: u32| {
        format!("{{\"id\": \"r{number}\", \"text\": \"Report {number} of the harbour.\"}}\n")
    };
    let path = place.file("all.jsonl", &(0..5).map(line).collect::<String>());
    place.run(&["import", &path]);
    place.file("all.jsonl", &(0..8).map(line).collect::<String>());
    let lines = records(&place.run(&["import", "--json", &path]));
    let ids: Vec<_> = lines
        .iter()
        .filter_map(|line| line["id"].as_str())
        .collect();
    assert_eq!(ids, ["r5", "r6", "r7"], "what is there is not read again");
    assert_eq!(lines[0]["format"], "json lines");
    let again = place.run(&["import", &path]);
    assert_eq!(
        out(&again),
        "0 added, 8 already there; 8 articles in the library\n",
        "{}",
        err(&again)
    );
}

#[test]
fn what_comes_while_it_watches_is_taken_in() {
    let place = Place::new();
    let folder = place.0.join("inbox");
    fs::create_dir_all(folder.join("deep/.hidden")).expect("a folder");
    fs::write(folder.join("old.txt"), FIRST).expect("a file");
    let root = folder.display().to_string();
    let mut child = place
        .command(&["import", "--watch", "--json", &root])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let (send, told) = channel();
    std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            let line: serde_json::Value = serde_json::from_str(&line).expect("a record");
            if send
                .send((line["id"].to_string(), line["outcome"].to_string()))
                .is_err()
            {
                return;
            }
        }
    });
    let next = || {
        let (id, outcome) = told
            .recv_timeout(Duration::from_mins(2))
            .expect("word of it");
        format!("{} {}", id.trim_matches('"'), outcome.trim_matches('"'))
    };
    assert_eq!(next(), "old added");
    fs::write(folder.join("notes.xyz"), "Nothing to read.").expect("a file");
    fs::write(folder.join("deep/.hidden/b.txt"), "Nothing to see.").expect("a file");
    fs::write(folder.join("deep/new.txt"), SECOND).expect("a file");
    assert_eq!(next(), "new added");
    fs::write(
        folder.join("old.txt"),
        "Port closed\n\nOther words by now, and more of them.\n",
    )
    .expect("a file");
    assert_eq!(next(), "old changed");
    child.kill().expect("it runs");
    child.wait().expect("it ends");
}

/// Large files of records, as many as there are cores, are read and marked: none waits for a core
/// that waits for it.
#[test]
fn a_folder_of_records_is_read_on_few_cores() {
    let place = Place::new();
    let folder = place.0.join("records");
    fs::create_dir_all(&folder).expect("a folder");
    for file in 0..3 {
        let lines: String = (0..24)
            .map(|line| {
                let text = format!(
                    "Report {line} of {file}. {}",
                    SECOND.replace('\n', " ").repeat(12)
                );
                format!(
                    "{}\n",
                    serde_json::json!({"id": format!("r{file}-{line}"), "text": text})
                )
            })
            .collect();
        fs::write(folder.join(format!("{file}.jsonl")), lines).expect("a file");
    }
    let folder = folder.display().to_string();
    let mut command = place.command(&["import", "--json", &folder]);
    let done = command.env("RAYON_NUM_THREADS", "2").output();
    let lines = records(&done.expect("the program runs"));
    let added = |line: &&serde_json::Value| line["outcome"] == "added";
    assert_eq!(lines.iter().filter(added).count(), 72, "{lines:?}");
}

/// Who opens paths into a library that another import holds waits for it.
#[test]
fn paths_are_read_in_once_another_import_is_over() {
    use briefing::library::{Access, Library};
    let place = Place::new();
    let path = place.file("a.txt", FIRST);
    let file = place.0.join("shared.db");
    let other = Library::open(&file, Access::ReadWrite).expect("opens");
    let held = other.claim().expect("claims");
    let mut child = place
        .command(&["--library", &file.display().to_string(), &path])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    std::thread::sleep(Duration::from_secs(2));
    assert!(child.try_wait().expect("runs").is_none(), "it waits");
    assert_eq!(other.totals().expect("totals").articles, 0);
    drop(held);
    let done = child.wait_with_output().expect("it ends");
    assert!(done.status.success());
    assert_eq!(err(&done), "waiting for another import\n");
    assert_eq!(other.totals().expect("totals").articles, 1);
}

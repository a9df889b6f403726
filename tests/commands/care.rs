//! The library looked after, and what is said where it cannot be used.

use crate::{Place, err, out, records};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Records enough for a search index.
fn many(place: &Place) -> PathBuf {
    let line = |n: u32| {
        format!("{{\"id\":\"r{n}\",\"text\":\"Report {n} of the Kaspersky office in Delft.\"}}\n")
    };
    let path = place.file("many.jsonl", &(0..210).map(line).collect::<String>());
    let done = place.run(&["import", &path]);
    assert!(done.status.success(), "{}", err(&done));
    place.0.join("data/library.db")
}

#[test]
fn a_library_is_checked_indexed_anew_and_copied() {
    let place = Place::new();
    assert_eq!(
        place.run(&["check"]).status.code(),
        Some(2),
        "there is none yet"
    );
    let library = many(&place);
    assert_eq!(
        out(&place.run(&["check"])),
        "210 articles, everything sound\n"
    );
    let told = records(&place.run(&["check", "--json"]));
    assert_eq!(
        (&told[0]["sound"], &told[0]["faults"]),
        (&true.into(), &serde_json::json!([]))
    );

    let found = |place: &Place| records(&place.run(&["list", "--json", "\"report 77\""])).len();
    assert_eq!(out(&place.run(&["reindex"])), "210 articles indexed\n");
    assert_eq!(found(&place), 1);
    let index = library.with_file_name("index");
    for entry in fs::read_dir(&index).expect("an index") {
        let path = entry.expect("an entry").path();
        fs::write(path, b"not what was here").expect("a file");
    }
    assert_eq!(found(&place), 1, "a broken index is read past");
    assert_eq!(out(&place.run(&["reindex"])), "210 articles indexed\n");
    assert_eq!(found(&place), 1);
    fs::remove_dir_all(&index).expect("an index");
    assert_eq!(found(&place), 1, "and so is none");

    let copy = place.0.join("copy.db").display().to_string();
    let done = place.run(&["backup", &copy]);
    assert!(
        out(&done).starts_with("210 articles and your work on them are in "),
        "{}",
        err(&done)
    );
    assert_eq!(
        place.run(&["backup", &copy]).status.code(),
        Some(2),
        "never over a file"
    );
    let there = place.run(&["--library", &copy, "check"]);
    assert_eq!(out(&there), "210 articles, everything sound\n");
}

/// A copy has its name once it is whole; what was broken off stands in nobody's way.
#[test]
fn a_copy_that_was_broken_off_is_made_anew() {
    let place = Place::new();
    many(&place);
    let copy = place.0.join("copy.db");
    let name = copy.display().to_string();
    fs::write(place.0.join("copy.db.part"), b"half of it").expect("a file");
    let done = place.run(&["backup", &name]);
    assert!(done.status.success(), "{}", err(&done));
    assert!(!place.0.join("copy.db.part").exists());
    let again = place.run(&["backup", &name]);
    assert!(
        err(&again).contains("there is such a file already")
            && err(&again).contains("hint: name another file"),
        "{}",
        err(&again)
    );
    let nowhere = place.0.join("none/copy.db").display().to_string();
    let done = place.run(&["backup", &nowhere]);
    assert_eq!(done.status.code(), Some(2));
    assert!(!err(&done).contains("--library"), "{}", err(&done));
}

/// What is read only when it is asked for is looked over as well.
#[test]
fn a_check_reads_all_that_is_kept() {
    type Harm = fn(&rusqlite::Connection);
    let harm: [(&str, Harm); 4] = [
        ("an older version", |db| {
            db.execute("UPDATE versions SET text = x'00'", [])
                .map(drop)
                .expect("harmed");
        }),
        ("a clip", |db| {
            db.execute("UPDATE clips SET anchor = '{'", [])
                .map(drop)
                .expect("harmed");
        }),
        ("a correction", |db| {
            db.execute("UPDATE corrections SET correction = '[]'", [])
                .map(drop)
                .expect("harmed");
        }),
        ("the claims", |db| {
            db.execute(
                "INSERT OR REPLACE INTO claims SELECT min(id), x'ff' FROM articles",
                [],
            )
            .map(drop)
            .expect("harmed");
        }),
    ];
    for (what, harm) in harm {
        let place = Place::new();
        let path = place.file("a.txt", "Report\n\nThe Kaspersky office in Delft.\n");
        place.run(&["import", &path]);
        place.file(
            "a.txt",
            "Report\n\nThe Kaspersky office in Delft, closed.\n",
        );
        place.run(&["import", &path]);
        let clip = ["clip", "add", "a", "--quote", "office in Delft"];
        assert!(place.run(&clip).status.success());
        assert!(place.run(&["correct", "stop", "Delft"]).status.success());
        assert_eq!(
            out(&place.run(&["check"])),
            "1 articles, everything sound\n",
            "{what}"
        );
        harm(&rusqlite::Connection::open(place.0.join("data/library.db")).expect("opens"));
        let told = place.run(&["check"]);
        assert_eq!(told.status.code(), Some(2), "{what}");
        assert!(out(&told).contains(what), "{what}: {}", out(&told));
    }
    let place = Place::new();
    let index = many(&place).with_file_name("index");
    fs::write(index.join("meta.json"), b"not what was here").expect("a file");
    let told = place.run(&["check"]);
    assert!(out(&told).contains("the search index"), "{}", out(&told));
    place.run(&["reindex"]);
    assert_eq!(
        out(&place.run(&["check"])),
        "210 articles, everything sound\n"
    );
}

#[test]
fn a_library_that_cannot_be_used_is_said_to_be_so_and_left_as_it_is() {
    let place = Place::new();
    let library = many(&place);
    let whole = fs::read(&library).expect("a library");
    let path = library.display().to_string();
    let import = place.file("one.txt", "One\n\nThe one report.\n");
    let cases: [(&str, Vec<u8>, &str); 3] = [
        (
            "cut short",
            whole[..whole.len() / 2 / 4096 * 4096].to_vec(),
            "damaged",
        ),
        (
            "of other bytes",
            b"The words of a letter, again and again.".repeat(200),
            "no library of briefing",
        ),
        (
            "broken within",
            {
                let mut bytes = whole.clone();
                let end = bytes.len();
                bytes[4096..end].fill(0xA5);
                bytes
            },
            "damaged",
        ),
    ];
    for (what, bytes, word) in cases {
        fs::write(&library, &bytes).expect("a file");
        for args in [&["list"][..], &["check"], &["import", &import]] {
            let done = place.run(args);
            let said = format!("{}{}", out(&done), err(&done));
            assert_eq!(done.status.code(), Some(2), "{what} {args:?}: {said}");
            assert!(
                said.contains(word) && said.contains("hint: "),
                "{what} {args:?}: {said}"
            );
            assert!(!said.contains("panicked"), "{what} {args:?}: {said}");
        }
    }
    fs::remove_file(&library).expect("a file");
    fs::create_dir(&library).expect("a folder");
    let done = place.run(&["import", &import]);
    assert!(
        err(&done).starts_with(&format!("error: cannot open the library {path}: ")),
        "{}",
        err(&done)
    );
    let below = format!("{import}/library.db");
    let done = place.run(&["--library", &below, "import", &import]);
    assert!(
        err(&done).starts_with("error: cannot open the library "),
        "{}",
        err(&done)
    );
    assert!(err(&done).contains("hint: "), "{}", err(&done));
}

/// The disk ends after so many blocks of 512 bytes.
#[cfg(unix)]
#[test]
fn a_disk_that_ends_keeps_what_was_finished() {
    let place = Place::new();
    let library = many(&place);
    let line = |n: u32| {
        format!(
            "{{\"id\":\"s{n}\",\"text\":\"Story {n}: {}\"}}\n",
            "the harbour was closed again. ".repeat(40)
        )
    };
    let more = place.file("more.jsonl", &(0..4000).map(line).collect::<String>());
    let blocks = fs::metadata(&library).expect("a library").len() / 512 + 64;
    let done = Command::new("/bin/sh")
        .arg("-c")
        .arg(format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" import \"$1\""
        ))
        .arg(env!("CARGO_BIN_EXE_briefing"))
        .arg(&more)
        .env("BRIEFING_DATA_DIR", place.0.join("data"))
        .output()
        .expect("it runs");
    assert_eq!(done.status.code(), Some(2), "{}", out(&done));
    assert!(err(&done).starts_with("error: the disk "), "{}", err(&done));
    assert!(err(&done).contains("hint: make room"), "{}", err(&done));
    let sound = out(&place.run(&["check"]));
    assert!(sound.ends_with("articles, everything sound\n"), "{sound}");
    assert_eq!(
        records(&place.run(&["list", "--json", "\"report 77\""])).len(),
        1
    );
}

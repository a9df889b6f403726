//! The desk without a screen: clips, words, grades, and the whole work out and in.

use crate::{Place, err, out};
use serde_json::Value;

const REPORT: &str = "---\ntitle: The cables\npublisher: The Courier\ndate: 2024-10-03\n---\n\
    The ministry denied it on Monday. Twelve people were arrested in\ntwo cities.\n\n\
    Nobody was named by the court.\n";

fn lines(text: &str) -> Vec<Value> {
    let read = |line| serde_json::from_str(line).expect("a line of JSON");
    text.lines().map(read).collect()
}

#[test]
fn the_desk_works_from_the_command_line() {
    let place = Place::new();
    let report = place.file("cables.md", REPORT);
    assert!(place.run(&["import", &report]).status.success());
    let quote = "Twelve people were arrested in two cities.";
    let add = [
        "clip",
        "add",
        "cables",
        "--quote",
        quote,
        "--group",
        "Arrests",
        "--tag",
        "figures,court",
        "--grade",
        "2",
        "--tlp",
        "amber",
    ];
    let added = place.run(&add);
    assert!(added.status.success(), "{}", err(&added));
    let key = out(&added).trim().to_owned();
    assert_eq!(key.len(), 16);
    assert_eq!(
        out(&place.run(&add)).trim(),
        key,
        "the same passage is the same clip"
    );
    let second = place.run(&["clip", "add", "cables", "--paragraph", "2"]);
    let second = out(&second).trim().to_owned();
    assert_eq!(
        place
            .run(&["clip", "add", "cables", "--quote", "not there"])
            .status
            .code(),
        Some(1)
    );
    assert_eq!(
        place
            .run(&["clip", "add", "nothing", "--paragraph", "1"])
            .status
            .code(),
        Some(1)
    );
    assert!(place.run(&["grade", "The Courier", "b"]).status.success());
    assert_eq!(
        place.run(&["grade", "The Courier", "G"]).status.code(),
        Some(2)
    );

    let clips = lines(&out(&place.run(&["clips", "--json"])));
    assert_eq!(clips.len(), 2);
    let clip = &clips[0];
    for (field, value) in [
        ("key", key.as_str()),
        ("text", "Twelve people were arrested in\ntwo cities."),
        ("group", "Arrests"),
        ("grade", "B2"),
        ("tlp", "TLP:AMBER"),
        ("publisher", "The Courier"),
        ("published", "2024-10-03"),
        ("standing", "stands"),
        ("created", "2024-11-05"),
    ] {
        let text = clip[field].as_str().unwrap_or_default().replace('\n', " ");
        assert_eq!(text, value.replace('\n', " "), "{field}");
    }
    assert_eq!(clip["sha256"].as_str().map(str::len), Some(64));
    let tagged = out(&place.run(&["clips", "--tag", "court", "source:courier"]));
    assert!(
        tagged.contains("B2  Twelve people") && !tagged.contains("Nobody"),
        "{tagged}"
    );
    assert_eq!(
        place.run(&["clips", "source:nobody"]).status.code(),
        Some(1)
    );

    let said = [
        "annotate",
        "cables",
        "--quote",
        "Nobody was named",
        "--words",
        "By which court?",
    ];
    assert!(place.run(&said).status.success());
    let notes = lines(&out(&place.run(&["annotate", "--json"])));
    assert_eq!(notes[0]["words"], "By which court?");
    assert_eq!(notes[0]["paragraph"], 2);

    // Out, into another library, and out again: the same bytes.
    let work = out(&place.run(&["work", "export"]));
    assert_eq!(work.lines().count(), 4, "{work}");
    let other = Place::new();
    let taken = other.fed(&["work", "import", "-"], &work);
    assert!(
        out(&taken).starts_with("4 taken in, 0 known"),
        "{}{}",
        out(&taken),
        err(&taken)
    );
    assert!(out(&taken).contains("1 articles are not here"));
    let there = other.file("cables.md", REPORT);
    assert!(other.run(&["import", &there]).status.success());
    let strip = |work: &str| {
        let mut all = lines(work);
        for line in &mut all {
            line["article"]["path"].take();
        }
        all
    };
    assert_eq!(strip(&out(&other.run(&["work", "export"]))), strip(&work));
    let twice = other.fed(&["work", "import"], &format!("{work}no json\n"));
    assert!(
        out(&twice).starts_with("0 taken in, 4 known"),
        "{}",
        out(&twice)
    );
    assert!(err(&twice).contains("skipped: line 5"));
    assert_eq!(
        other.fed(&["work", "import"], "{}\n").status.code(),
        Some(2)
    );

    assert!(
        place
            .run(&["clip", "grade", &key[..8], "-"])
            .status
            .success()
    );
    assert!(
        place
            .run(&["clip", "edit", &key, "--words", "As told."])
            .status
            .success()
    );
    assert!(place.run(&["clip", "remove", &second]).status.success());
    let clips = lines(&out(&place.run(&["clips", "--json"])));
    assert_eq!(
        (clips.len(), clips[0]["words"].as_str()),
        (1, Some("As told."))
    );
    assert_eq!(clips[0]["grade"], "B6");
    let grades = lines(&out(&place.run(&["grade", "--list", "--json"])));
    assert_eq!(grades[0]["words"], "usually reliable");
}

/// What is decided where articles differ, and which queries are watched, go along to another library.
#[test]
fn decisions_and_watched_queries_go_along() {
    let place = Place::new();
    let told = |people: &str, day: &str, who: &str| {
        format!(
            "---\ntitle: The fire in Almere, by {who}\npublisher: {who}\ndate: {day}\n---\n\
             A fire at the chemical plant of Norvex in Almere killed {people} people on 3 October 2024.\n\n\
             {who} reported on it from the town.\n"
        )
    };
    let one = place.file("one.md", &told("12", "2024-10-05", "The Courier"));
    let two = place.file("two.md", &told("15", "2024-10-04", "The Gazette"));
    let other = place.file(
        "other.md",
        "---\ntitle: A fair\ndate: 2024-09-01\n---\nNothing.\n",
    );
    assert!(place.run(&["import", &one, &two, &other]).status.success());
    let conflicts = lines(&out(&place.run(&["claims", "--conflicts", "--json"])));
    assert_eq!(conflicts.len(), 1, "{conflicts:?}");
    let resolve = |name: &str, quote: &str| {
        place.run(&[
            "resolve",
            name,
            "--quote",
            quote,
            "--words",
            "It names the hospital.",
        ])
    };
    assert_eq!(resolve("one", "reported on it").status.code(), Some(1));
    assert_eq!(resolve("nothing", "12 people").status.code(), Some(1));
    let done = resolve("one", "12 people");
    assert!(done.status.success(), "{}", err(&done));
    let claim = &lines(&out(&place.run(&["claims", "--conflicts", "--json"])))[0];
    assert_eq!(claim["resolved"]["value"], "12 people");
    assert_eq!(claim["resolved"]["words"], "It names the hospital.");
    let at = claim["resolved"]["telling"].as_u64().expect("a place") as usize;
    assert_eq!(claim["tellings"][at]["id"], "one");
    // Going with another takes its place.
    assert!(resolve("two", "15 people").status.success());
    let all = lines(&out(&place.run(&["resolve", "--json"])));
    assert_eq!(all.len(), 1);
    assert_eq!(all[0]["value"], "15 people");
    let note = out(&place.run(&["export"]));
    assert!(note.contains("goes with “15 people”"), "{note}");

    for args in [
        ["query", "save", "fires", "Almere"].as_slice(),
        &["query", "save", "fairs", "fair"],
        &["watch", "add", "@fires"],
    ] {
        assert!(place.run(args).status.success(), "{args:?}");
    }
    let work = place.run(&["work", "export"]);
    let file = place.file("work.jsonl", &out(&work));
    let away = Place::new();
    assert!(away.run(&["import", &one, &two, &other]).status.success());
    assert!(away.run(&["work", "import", &file]).status.success());
    assert_eq!(out(&away.run(&["work", "export"])), out(&work));
    let watched = lines(&out(&away.run(&["watch", "list", "--json"])));
    assert_eq!(watched.len(), 1);
    assert_eq!(watched[0]["query"], "fires");
    let again = away.run(&["work", "import", &file, "--json"]);
    assert_eq!(lines(&out(&again))[0]["taken"], 0);
    assert!(
        away.run(&["resolve", "two", "--quote", "15 people", "--remove"])
            .status
            .success()
    );
    assert_eq!(away.run(&["resolve"]).status.code(), Some(1));
}

/// A note that is kept is the last note: what comes after it is new.
#[test]
fn a_note_begins_anew_what_is_new() {
    let place = Place::new();
    let report = place.file("cables.md", REPORT);
    assert!(place.run(&["import", &report]).status.success());
    assert!(
        place
            .run(&["query", "save", "arrests", "arrested"])
            .status
            .success()
    );
    assert!(
        place
            .run(&["query", "save", "courts", "court"])
            .status
            .success()
    );
    for name in ["@arrests", "@courts"] {
        assert!(place.run(&["watch", "add", name]).status.success());
    }
    let more = REPORT
        .replace("Twelve", "Thirteen")
        .replace("The cables", "More cables");
    let more = place.file("more.md", &more);
    assert!(place.run(&["import", &more]).status.success());
    let new = || {
        let all = lines(&out(&place.run(&["watch", "list", "--json"])));
        let count = |it: &Value| it["new"].as_u64().expect("a count");
        all.iter().map(count).collect::<Vec<_>>()
    };
    assert_eq!(new(), [1, 1]);
    let written = |args: &[&str]| {
        let done = place.run(&[&["export", "-o", "note.md", "--force"], args].concat());
        assert!(done.status.success(), "{}", err(&done));
    };
    written(&["@arrests"]);
    assert_eq!(new(), [1, 1], "only what is kept counts");
    written(&["@courts", "--keep", "--period", "2024"]);
    assert_eq!(new(), [1, 1], "a period tells nothing of what came since");
    written(&["@arrests", "--keep"]);
    assert_eq!(new(), [0, 1]);
    written(&["--keep"]);
    assert_eq!(new(), [0, 0]);
}

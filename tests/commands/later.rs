//! The analyst's work elsewhere and later: in another library, after a note, in new versions.

use super::work::{REPORT, lines};
use crate::{Place, err, out};
use serde_json::Value;

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
    let note = place.0.join("note.md").display().to_string();
    let written = |args: &[&str]| {
        let done = place.run(&[&["export", "-o", &note, "--force"], args].concat());
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

/// What the analyst did is there after the article changed, after the index was made anew, and in a
/// copy that takes the library's place.
#[test]
fn the_work_survives_new_versions_reindexing_and_restoring() {
    let place = Place::new();
    let (report, other) = (
        place.file("cables.md", REPORT),
        place.file(
            "gazette.md",
            "---\ntitle: Arrests\npublisher: The Gazette\ndate: 2024-10-01\n---\n\
             Nine people were arrested in two cities, the Interior Ministry told the BBC.\n",
        ),
    );
    assert!(place.run(&["import", &report, &other]).status.success());
    for args in [
        [
            "clip",
            "add",
            "cables",
            "--quote",
            "Twelve people were arrested in two cities.",
        ]
        .as_slice(),
        &[
            "clip",
            "add",
            "cables",
            "--quote",
            "Nobody was named by the court.",
        ],
        &[
            "annotate",
            "cables",
            "--quote",
            "denied it",
            "--words",
            "What exactly?",
        ],
        &["correct", "retype", "BBC", "company"],
        &["correct", "rename", "BBC", "the Beeb"],
        &["grade", "The Courier", "b"],
        &["grade", "gazette", "d", "--article"],
        &["query", "save", "arrests", "arrested"],
        &["watch", "add", "@arrests"],
    ] {
        let done = place.run(args);
        assert!(done.status.success(), "{args:?}: {}", err(&done));
    }
    let work = |args: &[&str]| {
        let mut all = lines(&out(&place.run(&[args, &["work", "export"]].concat())));
        // Its bytes are those of the version that is there.
        for line in &mut all {
            line["article"].take();
        }
        all
    };
    let standing = |args: &[&str]| {
        let clips = lines(&out(&place.run(&[args, &["clips", "--json"]].concat())));
        let told = |clip: &Value, field: &str| clip[field].as_str().unwrap_or_default().to_owned();
        let all = clips
            .iter()
            .map(|clip| (told(clip, "text"), told(clip, "standing")));
        all.map(|(text, standing)| (text.replace('\n', " "), standing))
            .collect::<Vec<_>>()
    };
    let before = work(&[]);
    assert_eq!(before.len(), 8);
    let beeb = |args: &[&str]| {
        let found = lines(&out(
            &place.run(&[args, &["entities", "beeb", "--json"]].concat())
        ));
        found
            .iter()
            .map(|it| (it["name"].clone(), it["kind"].clone()))
            .collect::<Vec<_>>()
    };
    let corrected = beeb(&[]);
    assert_eq!(corrected, [("the Beeb".into(), "company".into())]);

    // The article is another now: one passage moved, one is gone.
    let changed = REPORT
        .replace("The ministry", "After three days the ministry")
        .replace(
            "Nobody was named by the court.",
            "The trial goes on behind closed doors in May.",
        );
    place.file("cables.md", &changed);
    place.file(
        "gazette.md",
        "---\ntitle: Arrests\npublisher: The Gazette\ndate: 2024-10-01\n---\n\
         Ten people were arrested in two cities, the Interior Ministry told the BBC on Friday.\n",
    );
    assert!(place.run(&["import", &report, &other]).status.success());
    assert_eq!(work(&[]), before);
    assert_eq!(beeb(&[]), corrected);
    let now = standing(&[]);
    assert_eq!(now[0].0, "Twelve people were arrested in two cities.");
    assert!(now[0].1 == "moved" || now[0].1 == "stands", "{now:?}");
    assert_eq!(
        now[1],
        (
            "Nobody was named by the court.".to_owned(),
            "lost".to_owned()
        )
    );
    // As it was: nothing of it was lost.
    place.file("cables.md", REPORT);
    assert!(place.run(&["import", &report]).status.success());
    assert!(
        standing(&[])
            .iter()
            .all(|(_, standing)| standing == "stands")
    );

    assert!(place.run(&["reindex"]).status.success());
    assert_eq!(work(&[]), before);
    let copy = place.0.join("copy.db").display().to_string();
    assert!(place.run(&["backup", &copy]).status.success());
    let restored = ["--library", copy.as_str()];
    assert_eq!(work(&restored), before);
    assert_eq!(beeb(&restored), corrected);
    assert_eq!(standing(&restored), standing(&[]));
    assert!(place.run(&["--library", &copy, "check"]).status.success());
    // In the library's own place it is the library.
    let own = place.0.join("data/library.db");
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", own.display()));
    }
    std::fs::rename(&copy, &own).expect("moved");
    assert_eq!(work(&[]), before);
    let found = out(&place.run(&["search", "arrested"]));
    assert!(found.contains("Twelve people"), "{found}");
    assert!(place.run(&["check"]).status.success());
}

//! The desk without a screen: clips, words, grades, and the whole work out and in.

use crate::{Place, err, out};
use serde_json::Value;

pub(super) const REPORT: &str = "---\ntitle: The cables\npublisher: The Courier\ndate: 2024-10-03\n---\n\
    The ministry denied it on Monday. Twelve people were arrested in\ntwo cities.\n\n\
    Nobody was named by the court.\n";

pub(super) fn lines(text: &str) -> Vec<Value> {
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

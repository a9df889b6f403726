//! Whatever a document, its name or an argument holds, no command writes a control character.

use crate::{Place, out, records};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write;
use std::process::Output;

const EVIL: &str = "\u{1b}]0;owned\u{7}\u{1b}[31m\u{9b}6n\u{202e}\u{feff}\u{8}";

fn is_safe(output: &Output) -> bool {
    let both = [&output.stdout, &output.stderr];
    both.iter().all(|bytes| {
        String::from_utf8_lossy(bytes)
            .chars()
            .all(|c| c == '\n' || !(c.is_control() || matches!(c, '\u{202e}' | '\u{feff}')))
    })
}

#[test]
fn no_command_writes_what_a_terminal_acts_on() {
    let place = Place::new();
    let folder = place.0.join("in");
    fs::create_dir_all(&folder).expect("a folder");
    let text = format!(
        "---\ntitle: The {EVIL}report\nauthor: Ann {EVIL}Lee\npublisher: {EVIL}Post\n---\n\n\
         On 3 October 2024 the FBI{EVIL} arrested Ivan {EVIL}Petrov in Berlin. “We {EVIL}know him,” said Mr Petrov.\n"
    );
    let name = format!("re{EVIL}port");
    for (ending, bytes) in [
        ("md", text.as_bytes()),
        ("pdf", b"no PDF"),
        ("docx", b"no archive"),
    ] {
        fs::write(folder.join(format!("{name}.{ending}")), bytes).expect("a file");
    }
    let root = folder.display().to_string();
    let named = folder.join(format!("{name}.md")).display().to_string();
    let evil = format!("{EVIL}query");
    let missing = format!("/no/{EVIL}/file");
    let list = place.file(
        "feeds.opml",
        &format!("<opml><outline title='{EVIL}F' xmlUrl='https://a.example/{EVIL}'/><outline xmlUrl='{EVIL}'/></opml>"),
    );
    let deeds = place.file("deeds.jsonl", "{\"type\":\"\\u001b[2Jx\"}\n");
    let corrections = place.file("fixes.jsonl", "{\"correct\":\"\\u001b[2Jx\"}\n");
    let to = "{\"id\":\"group:foo\",\"kind\":\"group\",\"name\":\"\\u001b[2JFoo\"}";
    let line =
        format!("{{\"correct\":\"add\",\"text\":\"\\u001b[2JFoo\",\"to\":{to},\"at\":null}}");
    let adds = place.file("adds.jsonl", &format!("{line}\n"));
    let line = format!(
        "{{\"type\":\"correction\",\"correction\":{}}}",
        line.replace("Foo", "Bar")
    );
    let nested = place.file("nested.jsonl", &format!("{line}\n"));
    let commands: &[&[&str]] = &[
        &["corrections", "import", &adds],
        &["work", "import", &nested],
        &["corrections", "list"],
        &["corrections", "export", "--format", "list"],
        &["work", "import", &deeds],
        &["corrections", "import", &corrections],
        &["import", &root],
        &["import", "--json", &root],
        &["import", &list],
        &["import", &missing],
        &["feeds"],
        &["feeds", "--json"],
        &["feeds", "--opml"],
        &["feeds", "--remove", &evil],
        &["update", &evil],
        &["list"],
        &["list", "--json"],
        &["list", &evil],
        &["list", "title:\u{1b}[31m"],
        &["search", "FBI"],
        &["search", "FBI", "--json"],
        &["entities"],
        &["entities", "--json"],
        &["entity", "FBI"],
        &["entity", &evil],
        &["timeline"],
        &["timeline", "--json"],
        &["export"],
        &["export", "--format", "csv"],
        &["export", "--format", "json"],
        &["analyze", &named],
        &["analyze", "--json", &named],
        &["scan", &named],
        &["diff", &evil],
        &["check"],
        &["backup", &missing],
        &["--library", &missing, "list"],
        &["--limit", &evil, "list"],
        &[&evil],
    ];
    for args in commands {
        let done = place.run(args);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(is_safe(&done), "{args:?}: {:?} {said:?}", out(&done));
        assert!(!said.contains("panicked"), "{args:?}: {said}");
    }
}

#[test]
fn what_takes_too_long_is_a_skip_and_the_rest_is_taken() {
    let place = Place::new();
    let long = "The ministry in Sofia closed the port again. ".repeat(2_000);
    let (long, short) = (place.file("long.txt", &long), place.file("a.txt", "Sofia."));
    // Small as it lies there, whatever comes out of it.
    let packed = place.0.join("packed.txt.gz");
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all("The port. ".repeat(20_000).as_bytes())
        .expect("memory takes it");
    fs::write(&packed, gzip.finish().expect("memory takes it")).expect("a file");
    let packed = packed.display().to_string();
    let limit = ["import", "--json", "--limit", "document-seconds=0"];
    let done = place.run(&[&limit[..], &[&long, &packed, &short]].concat());
    let lines = records(&done);
    for path in [long, packed] {
        let late = lines.iter().find(|line| line["path"] == path.as_str());
        assert_eq!(
            late.expect("its line")["reason"],
            "took longer than 0 seconds"
        );
    }
    assert_eq!(records(&place.run(&["list", "--json"])).len(), 1);
}

/// JSON writes control characters as numbers: they are letters only once it is read.
#[test]
fn what_others_did_is_safe_once_it_is_taken_in() {
    let place = Place::new();
    let path = place.file(
        "a.txt",
        "The FBI\n\nThe FBI arrested Ivan Petrov in Berlin.\n",
    );
    assert!(place.run(&["import", &path]).status.success());
    let evil = "\u{1b}]0;owned\u{7}\u{9b}6n\u{202e}";
    let named = |name: &str| serde_json::json!({"id": format!("person:{name}{evil}"), "kind": "person", "name": format!("{evil}{name}")});
    let merge = serde_json::json!({"type": "correction", "correct": "merge", "from": named("a"), "into": named("b")});
    let stop = serde_json::json!({"type": "correction", "correct": "stop", "alias": format!("Ivan{evil}")});
    let add =
        serde_json::json!({"correct": "add", "text": format!("{evil}Petrov"), "to": named("c")});
    let deed = serde_json::json!({"type": "correction", "correction": {"correct": "stop", "alias": format!("Berlin{evil}")}});
    let watch = serde_json::json!({"type": "watch", "entity": format!("person:d{evil}")});
    let draft = serde_json::json!({"type": "draft", "scope": format!("all{evil}"), "draft": {
        "title": format!("{evil}Title"), "period": format!("2024{evil}"), "bluf": format!("{evil}Words"),
        "judgments": [{"words": format!("{evil}Likely")}], "without": [format!("events{evil}")],
    }});
    let file = |name: &str, lines: &[&serde_json::Value]| {
        // As others may write it: every sign beyond ASCII as its number.
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        let escaped = text
            .replace('\u{9b}', "\\u009b")
            .replace('\u{202e}', "\\u202e");
        place.file(name, &escaped)
    };
    let corrections = file("corrections.jsonl", &[&merge, &stop, &add]);
    let work = file("work.jsonl", &[&deed, &watch, &draft]);
    for args in [
        &["corrections", "import", &corrections][..],
        &["work", "import", &work],
        &["corrections", "list"],
        &["corrections", "list", "--json"],
        &["watch", "list"],
        &["watch", "list", "--json"],
        &["work", "export"],
        &["export"],
        &["corrections", "undo"],
    ] {
        let done = place.run(args);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_ne!(done.status.code(), Some(2), "{args:?}: {said}");
        assert!(is_safe(&done), "{args:?}: {:?} {said:?}", out(&done));
        let json = out(&done).to_lowercase();
        assert!(
            !json.contains("\\u001b") && !json.contains("owned"),
            "{args:?}: {json}"
        );
    }
    let list = out(&place.run(&["corrections", "list"]));
    assert!(list.contains("a merged into b"), "{list}");
}

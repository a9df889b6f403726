//! Which room may use which: strictly downward, and each outside crate in its room alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room and those that it may use. `docs/architecture.md` tells the same.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("model", &["text"]),
    ("import", &["text", "model"]),
    ("analysis", &["text", "model"]),
    ("library", &["text", "model", "import", "analysis"]),
    (
        "insight",
        &["text", "model", "import", "analysis", "library"],
    ),
    ("export", &["text", "model", "insight"]),
    (
        "session",
        &[
            "text", "model", "import", "analysis", "library", "insight", "export",
        ],
    ),
    (
        "tui",
        &[
            "text", "model", "import", "analysis", "library", "insight", "export", "session",
        ],
    ),
    (
        "cli",
        &[
            "text", "model", "import", "analysis", "library", "insight", "export", "session", "tui",
        ],
    ),
];

/// What only one room may name.
const ONLY: &[(&str, &[&str])] = &[
    ("text", &["textwrap"]),
    (
        "import",
        &[
            "dom_smoothie",
            "feed_rs",
            "ureq",
            "lopdf",
            "quick_xml",
            "zip",
            "mail_parser",
            "chardetng",
            "encoding_rs",
            "whatlang",
        ],
    ),
    ("library", &["rusqlite", "tantivy"]),
    ("insight", &["fuzzy_matcher"]),
    ("export", &["minijinja", "uuid"]),
    ("tui", &["ratatui", "crossterm"]),
    (
        "cli",
        &[
            "clap",
            "clap_complete",
            "clap_mangen",
            "etcetera",
            "indicatif",
            "notify",
            "println!",
            "print!",
        ],
    ),
];

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(path);
        }
    }
}

/// The code of a file without what comments and strings say.
fn code(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let line = line.trim_start();
        if line.starts_with("//") {
            continue;
        }
        let mut inside = false;
        let mut before = ' ';
        for c in line.chars() {
            if c == '"' && before != '\\' && before != '\'' {
                inside = !inside;
            } else if !inside {
                out.push(c);
            }
            before = c;
        }
        out.push('\n');
    }
    out
}

/// The words that stand right after every `crate::`, those of `crate::{a, b::c}` among them.
fn rooms_named(code: &str) -> BTreeSet<String> {
    let word = |text: &str| -> String {
        text.trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let mut out = BTreeSet::new();
    for (at, found) in code.match_indices("crate::") {
        let own = code[..at].chars().next_back();
        if own.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + found.len()..];
        let Some(list) = rest.strip_prefix('{') else {
            out.insert(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = 0;
        for (place, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    out.insert(word(&list[start..]));
                    break;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    out.insert(word(&list[start..]));
                    start = place + 1;
                }
                _ => {}
            }
        }
    }
    out.remove("");
    out
}

fn names(code: &str, what: &str) -> bool {
    code.match_indices(what).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + what.len()..].chars().next();
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let path = what.ends_with('!') || code[at + what.len()..].starts_with("::");
        !letter(before) && !letter(after) && path && before != Some(':')
    })
}

#[test]
fn rooms_use_only_what_lies_below_them() {
    let mut faults = Vec::new();
    for (room, allowed) in ROOMS {
        let mut all = Vec::new();
        files(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room),
            &mut all,
        );
        assert!(!all.is_empty(), "{room} has no files");
        for path in all {
            let text = fs::read_to_string(&path).expect("a readable file");
            for named in rooms_named(&code(&text)) {
                let known = ROOMS.iter().any(|(other, _)| *other == named);
                if known && named != *room && !allowed.contains(&named.as_str()) {
                    faults.push(format!("{} uses {named}", path.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn outside_crates_stay_in_their_room() {
    let mut faults = Vec::new();
    for (room, _) in ROOMS {
        let mut all = Vec::new();
        files(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room),
            &mut all,
        );
        for path in all {
            let text = code(&fs::read_to_string(&path).expect("a readable file"));
            for (owner, crates) in ONLY {
                for what in crates
                    .iter()
                    .filter(|what| owner != room && names(&text, what))
                {
                    faults.push(format!("{} names {what}", path.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_table_goes_strictly_downward() {
    for (place, (room, allowed)) in ROOMS.iter().enumerate() {
        for other in *allowed {
            let below = ROOMS.iter().position(|(name, _)| name == other);
            assert!(
                below.is_some_and(|below| below < place),
                "{room} uses {other}"
            );
        }
    }
}

#[test]
fn the_reading_of_code_sees_what_is_used() {
    let text = "use crate::{a::B, c::{d, e}, f};\n// crate::g\nlet x = crate::h::i(\"crate::j\");";
    let named: Vec<String> = rooms_named(&code(text)).into_iter().collect();
    assert_eq!(named, ["a", "c", "f", "h"]);
    assert!(names("use zip::Archive;", "zip"));
    assert!(!names("a.iter().zip(b)", "zip"));
    assert!(names("println!(x)", "println!"));
    assert!(!names("eprintln!(x)", "println!"));
}

//! The program itself killed while it imports, indexes, copies and takes work in.

use crate::{Folder, times};
use briefing::library::{Access, Library};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const DOCUMENTS: u32 = 24;

fn briefing(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
    command
        .env_clear()
        .env("HOME", home)
        .env("BRIEFING_DATA_DIR", home.join("data"))
        .env("BRIEFING_TODAY", "2024-11-05")
        .current_dir(home)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

fn ran(home: &Path, args: &[&str]) -> bool {
    let status = briefing(home).args(args).status();
    status.expect("the program").success()
}

/// A folder of reports; every third is another with each edition.
fn write(home: &Path, edition: u32) {
    let folder = home.join("in");
    std::fs::create_dir_all(&folder).expect("a folder");
    for number in 0..DOCUMENTS {
        let edition = if number % 3 == 0 { edition } else { 0 };
        let text = format!(
            "---\ntitle: Report {number}\npublisher: The Courier\ndate: 2024-10-03\n---\n\
             The FBI counted {number}7 people in case {number}. Edition {edition} of it.\n"
        );
        std::fs::write(folder.join(format!("r{number}.md")), text).expect("a file");
    }
}

/// What the analyst did, without the articles that it was done with.
fn work(library: &Library) -> BTreeSet<String> {
    let deeds = library.deeds().expect("deeds");
    let json = |deed| {
        let mut deed = serde_json::to_value(deed).expect("json");
        // Its bytes change with its editions.
        deed.as_object_mut().expect("an object").remove("article");
        deed.to_string()
    };
    deeds.iter().map(json).collect()
}

#[test]
fn commands_that_are_killed_lose_nothing() {
    let home = Folder::new("commands");
    let home = home.0.as_path();
    let path = home.join("data/library.db");
    write(home, 0);
    let began = Instant::now();
    assert!(ran(home, &["import", "in"]));
    let whole = began.elapsed();
    for args in [
        ["clip", "add", "r1", "--quote", "case 1", "--grade", "2"].as_slice(),
        &[
            "annotate",
            "r3",
            "--quote",
            "case 3",
            "--words",
            "Who says so?",
        ],
        &["correct", "retype", "FBI", "organisation"],
        &["grade", "The Courier", "b"],
    ] {
        assert!(ran(home, args), "{args:?}");
    }
    let mut before = work(&Library::open(&path, Access::ReadOnly).expect("opens"));
    assert_eq!(before.len(), 4);
    let mut dice: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut edition = 0;
    for round in 0..times("BRIEFING_TEST_KILLS", 10) {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        let clip = format!("case {}", round % u64::from(DOCUMENTS));
        let article = format!("r{}", round % u64::from(DOCUMENTS));
        let copy = format!("copy-{round}.db");
        let args: Vec<&str> = match round % 5 {
            0 | 1 => {
                edition += 1;
                write(home, edition);
                vec!["import", "in"]
            }
            2 => vec!["clip", "add", &article, "--quote", &clip],
            3 => vec!["reindex"],
            _ => vec!["backup", &copy],
        };
        let mut child = briefing(home).args(&args).spawn().expect("the program");
        // Anywhere within the time that a whole import takes, so that some come to their end.
        std::thread::sleep(whole.mul_f64((dice >> 11) as f64 / (1u64 << 53) as f64));
        child.kill().expect("kills");
        child.wait().expect("ends");

        let library = Library::open(&path, Access::ReadWrite).expect("opens");
        assert_eq!(
            library.check().expect("check"),
            Vec::<String>::new(),
            "{args:?}"
        );
        let now = work(&library);
        assert!(before.is_subset(&now), "{args:?}: {before:#?} {now:#?}");
        assert!(now.len() <= before.len() + 1, "{args:?}");
        before = now;
        let totals = library.totals().expect("totals");
        assert_eq!(totals.articles, u64::from(DOCUMENTS), "{args:?}");
        drop(library);
        let copy = home.join(copy);
        if copy.exists() {
            let _ = std::fs::remove_file(copy);
        }
    }
    // What was broken off goes on where it was.
    assert!(ran(home, &["import", "in"]));
    let library = Library::open(&path, Access::ReadOnly).expect("opens");
    assert!(before.is_subset(&work(&library)));
    let query = library
        .ask(&format!("\"Edition {edition}\""))
        .expect("understood");
    let found = library.search(&query, 0..100).expect("finds").total;
    assert_eq!(found, DOCUMENTS.div_ceil(3) as usize);
    drop(library);
    // A copy that came to its end is a library with everything in it.
    assert!(ran(home, &["backup", "copy.db"]));
    let copy = Library::open(&home.join("copy.db"), Access::ReadOnly).expect("opens");
    assert!(before.is_subset(&work(&copy)));
}

//! What becomes of texts that change their places: among files, and within one file of many.

use crate::{Place, err, out, records};
use std::fs;
use std::path::Path;

fn mailbox(mails: &[&str]) -> String {
    let one = |name: &&str| {
        format!(
            "From a@post.example Thu Oct  3\nFrom: Ann <a@post.example>\nSubject: {name}\n\
             Content-Type: text/plain\n\nOf the matter of {name} nothing else is known.\n\n"
        )
    };
    mails.iter().map(one).collect()
}

fn table(rows: &[&str]) -> String {
    let one = |name: &&str| format!("{name},Of the matter of {name} nothing else is known.\n");
    let rows: String = rows.iter().map(one).collect();
    format!("title,text\n{rows}")
}

fn array(rows: &[&str]) -> String {
    let one = |name: &&str| serde_json::json!({"title": name, "text": format!("Of the matter of {name} nothing else is known.")});
    serde_json::Value::Array(rows.iter().map(one).collect()).to_string()
}

fn lines(rows: &[&str]) -> String {
    let one = |name: &&str| {
        format!(
            "{{\"title\":\"{name}\",\"text\":\"Of the matter of {name} nothing else is known.\"}}\n"
        )
    };
    rows.iter().map(one).collect()
}

fn text(name: &str) -> String {
    format!("{name}\n\nOf the matter of {name} nothing else is known.\n")
}

type Names<'a> = &'a [&'a str];
type Maker = fn(Names<'_>) -> String;
type Files = Vec<(&'static str, String)>;

fn shown(place: &Place) -> Vec<String> {
    let rows = records(&place.run(&["list", "--json"]));
    let title = |row: &serde_json::Value| row["title"].as_str().map(str::to_owned);
    let mut titles: Vec<String> = rows.iter().filter_map(title).collect();
    titles.sort();
    titles
}

fn write(folder: &Path, files: &Files) {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).expect("a folder");
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("a file");
    }
}

/// Every text that lies anywhere is shown; what lies nowhere any more stays until it is pruned.
#[test]
fn no_text_is_lost_that_lies_anywhere() {
    let cases: Vec<(&str, Files, Files, Names<'_>, Names<'_>)> = vec![
        (
            "a row before the others",
            vec![("in.csv", table(&["Alpha", "Beta"]))],
            vec![("in.csv", table(&["Omega", "Alpha", "Beta"]))],
            &["Alpha", "Beta", "Omega"],
            &["Alpha", "Beta", "Omega"],
        ),
        (
            "a record before the others, and one less",
            vec![("in.json", array(&["Alpha", "Beta"]))],
            vec![("in.json", array(&["Omega", "Alpha"]))],
            &["Alpha", "Beta", "Omega"],
            &["Alpha", "Omega"],
        ),
        (
            "the first mail goes and another comes",
            vec![("in.mbox", mailbox(&["Alpha", "Beta", "Gamma"]))],
            vec![("in.mbox", mailbox(&["Beta", "Gamma", "Delta"]))],
            &["Alpha", "Beta", "Delta", "Gamma"],
            &["Beta", "Delta", "Gamma"],
        ),
        (
            "a new file by the name of a renamed one",
            vec![("today.txt", text("Alpha"))],
            vec![
                ("today.txt", text("Beta")),
                ("yesterday.txt", text("Alpha")),
            ],
            &["Alpha", "Beta"],
            &["Alpha", "Beta"],
        ),
        (
            "two files that change places",
            vec![("a.txt", text("Alpha")), ("b.txt", text("Beta"))],
            vec![("a.txt", text("Beta")), ("b.txt", text("Alpha"))],
            &["Alpha", "Beta"],
            &["Alpha", "Beta"],
        ),
        (
            "one of two that were the same is edited",
            vec![("a.txt", text("Alpha")), ("b.txt", text("Alpha"))],
            vec![("a.txt", text("Alpha")), ("b.txt", text("Beta"))],
            &["Alpha", "Beta"],
            &["Alpha", "Beta"],
        ),
        (
            "both are edited alike",
            vec![("a.txt", text("Alpha")), ("b.txt", text("Alpha"))],
            vec![("a.txt", text("Beta")), ("b.txt", text("Beta"))],
            &["Beta"],
            &["Beta"],
        ),
        (
            "a file takes the words of another that goes",
            vec![("a.txt", text("Alpha")), ("b.txt", text("Beta"))],
            vec![("a.txt", text("Beta"))],
            &["Alpha", "Beta"],
            &["Beta"],
        ),
    ];
    for (what, before, after, stay, left) in cases {
        let place = Place::new();
        let folder = place.0.join("in");
        let root = folder.display().to_string();
        write(&folder, &before);
        assert!(place.run(&["import", &root]).status.success());
        write(&folder, &after);
        assert!(place.run(&["import", &root]).status.success());
        assert_eq!(shown(&place), stay, "{what}");
        // Touched, each is still what it was.
        write(&folder, &after);
        let again = out(&place.run(&["import", &root]));
        assert!(again.contains("0 added, "), "{what}: {again}");
        assert!(!again.contains("changed"), "{what}: {again}");
        let done = place.run(&["import", "--prune", &root]);
        assert!(done.status.success(), "{what}: {}", err(&done));
        assert_eq!(shown(&place), left, "{what}, pruned");
        let check = out(&place.run(&["check"]));
        assert!(check.ends_with("everything sound\n"), "{what}: {check}");
    }
}

/// The old words come back at another place after the file that held them was edited.
#[test]
fn words_that_only_an_older_version_has_are_an_article_of_their_own() {
    let place = Place::new();
    let folder = place.0.join("in");
    let root = folder.display().to_string();
    let import = || out(&place.run(&["import", &root]));
    write(&folder, &vec![("today.txt", text("Alpha"))]);
    import();
    write(&folder, &vec![("today.txt", text("Beta"))]);
    assert!(import().starts_with("0 added, 1 changed; 1 "));
    fs::write(folder.join("yesterday.txt"), text("Alpha")).expect("a file");
    assert!(import().contains("1 added"));
    assert_eq!(shown(&place), ["Alpha", "Beta"]);
    // And back: the other file still has what it had.
    fs::write(folder.join("today.txt"), text("Alpha")).expect("a file");
    import();
    assert_eq!(shown(&place), ["Alpha", "Beta"]);
}

/// A file that was renamed and then edited is still the same article.
#[test]
fn a_file_that_is_gone_holds_nothing() {
    let place = Place::new();
    let folder = place.0.join("in");
    let root = folder.display().to_string();
    let import = || out(&place.run(&["import", &root]));
    for (name, words, said) in [
        ("a.txt", "Alpha", "1 added; 1 "),
        ("b.txt", "Alpha", "0 added, 1 already there; 1 "),
        ("b.txt", "Beta", "0 added, 1 changed; 1 "),
    ] {
        write(&folder, &vec![(name, text(words))]);
        let told = import();
        assert!(told.starts_with(said), "{name} {words}: {told}");
    }
}

/// JSON Lines are read line by line; what a file of them lost is found as well.
#[test]
fn records_that_a_file_lost_are_pruned() {
    let place = Place::new();
    let path = place.file("in.jsonl", &lines(&["Alpha", "Beta"]));
    place.run(&["import", &path]);
    place.file("in.jsonl", &lines(&["Omega", "Alpha"]));
    assert!(out(&place.run(&["import", &path])).starts_with("1 added, 1 already there; 3 "));
    assert_eq!(shown(&place), ["Alpha", "Beta", "Omega"]);
    let pruned = out(&place.run(&["import", "--prune", &path]));
    assert_eq!(
        pruned,
        "0 added, 2 already there, 1 pruned; 2 articles in the library\n"
    );
    assert_eq!(shown(&place), ["Alpha", "Omega"]);
    // A line that cannot be read may be one that was there before: nothing is taken for lost.
    let broken = format!("{}{}\n", lines(&["Omega"]), "x".repeat(3000));
    place.file("in.jsonl", &broken);
    for (what, broken) in [
        ("too long", broken),
        ("no record", format!("{}{{\"title\"\n", lines(&["Omega"]))),
        ("no text", format!("{}{{\"id\":1}}\n", lines(&["Omega"]))),
    ] {
        place.file("in.jsonl", &broken);
        let args = ["import", "--prune", "--limit", "json-line=2KB", &path];
        assert!(!out(&place.run(&args)).contains("pruned"), "{what}");
        assert_eq!(shown(&place), ["Alpha", "Omega"], "{what}");
    }
}

/// What came on standard input lies nowhere, so no folder that is imported has lost it.
#[test]
fn what_came_by_a_pipe_is_below_no_folder() {
    let place = Place::new();
    let folder = place.0.join("in");
    write(&folder, &vec![("a.txt", text("Alpha"))]);
    let fed = place.file("fed.jsonl", &lines(&["Beta", "Gamma"]));
    let run = |args: &[&str]| {
        let input = fs::File::open(&fed).expect("a file");
        let mut command = place.command(args);
        let ran = command.current_dir(&folder).stdin(input).output();
        out(&ran.expect("the program runs"))
    };
    run(&["import", "-"]);
    assert!(!run(&["import", ".", "--prune"]).contains("pruned"));
    assert_eq!(shown(&place), ["Alpha", "Beta", "Gamma"]);
    assert!(run(&["import", "-"]).starts_with("0 added, 2 already there"));
}

/// A file of many is read again only when it changed, whatever went from it before or cannot be read.
#[test]
fn a_file_that_lost_something_is_not_read_again() {
    let mute = "From a@post.example Thu Oct  3\nFrom: Ann <a@post.example>\nSubject: None\n\n\n";
    let cases: [(&str, &str, Maker, &str); 4] = [
        ("a loss", "in.mbox", mailbox, ""),
        ("a mail without text", "in.mbox", mailbox, mute),
        ("a row without text", "in.csv", table, "Gamma,\n"),
        ("no record", "in.jsonl", lines, "{\n"),
    ];
    for (what, name, make, more) in cases {
        let place = Place::new();
        let folder = place.0.join("in");
        let root = folder.display().to_string();
        for names in [&["Alpha", "Beta"], &["Beta", "Delta"]] {
            write(&folder, &vec![(name, format!("{}{more}", make(names)))]);
            place.run(&["import", &root]);
        }
        let told = records(&place.run(&["import", "--json", &root]));
        assert_eq!(told.len(), 1, "{what}: {told:?}");
    }
}

/// Files that were the same and are edited alike stay one article, though only one is read at first.
#[test]
fn what_waits_to_be_read_holds_nothing_any_more() {
    for (what, edited, first, shows) in [
        ("both", Some("Beta"), "1 changed", &["Beta"][..]),
        ("one", None, "1 added", &["Alpha", "Beta"]),
        (
            "one, and the other is touched",
            Some("Alpha"),
            "1 added",
            &["Alpha", "Beta"],
        ),
    ] {
        let place = Place::new();
        let folder = place.0.join("in");
        let root = folder.display().to_string();
        write(
            &folder,
            &vec![("a.txt", text("Alpha")), ("b.txt", text("Alpha"))],
        );
        place.run(&["import", &root]);
        let one = place.file("in/a.txt", &text("Beta"));
        if let Some(name) = edited {
            place.file("in/b.txt", &text(name));
        }
        let told = out(&place.run(&["import", &one]));
        assert!(told.contains(first), "{what}: {told}");
        place.run(&["import", "--prune", &root]);
        assert_eq!(shown(&place), shows, "{what}");
    }
}

/// A mail that lies in its box twice keeps its article when it changes.
#[test]
fn a_mail_that_is_there_twice_is_one_article() {
    let place = Place::new();
    let twice = |name: &str| {
        let mails = mailbox(&[name, name]);
        mails.replace("Subject:", "Message-ID: <7@post.example>\nSubject:")
    };
    let path = place.file("in.mbox", &twice("Alpha"));
    place.run(&["import", &path]);
    place.file("in.mbox", &twice("Beta"));
    let told = out(&place.run(&["import", "--prune", &path]));
    assert_eq!(
        told,
        "0 added, 1 changed, 1 already there; 1 articles in the library\n"
    );
}

/// Records are told by what they bring along, else by their bytes.
#[test]
fn records_keep_their_ids_wherever_they_stand() {
    let ids = |name: &str, text: &str| -> Vec<String> {
        let place = Place::new();
        let path = place.file(name, text);
        let told = records(&place.run(&["analyze", "--json", &path]));
        let id = |line: &serde_json::Value| line["id"].as_str().map(str::to_owned);
        told.iter().filter_map(id).collect()
    };
    let cases: [(&str, Maker); 4] = [
        ("in.csv", table),
        ("in.json", array),
        ("in.jsonl", lines),
        ("in.mbox", mailbox),
    ];
    for (name, make) in cases {
        let (one, two) = (
            ids(name, &make(&["Alpha"])),
            ids(name, &make(&["Beta", "Alpha"])),
        );
        assert_eq!(one[..], two[1..], "{name}");
        assert!(one[0].starts_with("in-"), "{name}: {one:?}");
        assert_ne!(two[0], two[1], "{name}");
    }
    let told = ids(
        "in.csv",
        "url,text\nhttps://a.example/1,One.\nhttps://a.example/1,Two.\nhttps://a.example/2,Three.\n",
    );
    assert_eq!(
        (told[0].as_str(), told[2].as_str()),
        ("https://a.example/1", "https://a.example/2")
    );
    assert!(told[1].starts_with("in-"), "{told:?}");
    let mail = mailbox(&["Alpha"]).replace("Subject:", "Message-ID: <7@post.example>\nSubject:");
    assert_eq!(ids("in.mbox", &mail), ["7@post.example"]);
}

/// Two names that are no Unicode are two places, and neither is taken for gone.
#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_unicode_are_places_as_well() {
    use std::os::unix::ffi::OsStrExt;
    let place = Place::new();
    let folder = place.0.join("in");
    write(&folder, &vec![("a.txt", text("Alpha"))]);
    let named = |bytes: &[u8]| folder.join(std::ffi::OsStr::from_bytes(bytes));
    fs::write(named(b"caf\xe9.txt"), text("Beta")).expect("a file");
    fs::write(named(b"caf\xe8.txt"), text("Gamma")).expect("a file");
    let root = folder.display().to_string();
    for _ in 0..2 {
        let told = out(&place.run(&["import", "--prune", &root]));
        assert!(!told.contains("pruned"), "{told}");
        assert_eq!(shown(&place), ["Alpha", "Beta", "Gamma"]);
    }
    fs::remove_file(named(b"caf\xe8.txt")).expect("a file");
    let told = out(&place.run(&["import", "--prune", &root]));
    assert!(told.contains("1 pruned"), "{told}");
    assert_eq!(shown(&place), ["Alpha", "Beta"]);
    // Neither are the records of one that is read line by line.
    let long = named(b"caf\xe9.jsonl");
    fs::write(&long, lines(&["Delta", "Epsilon"])).expect("a file");
    for _ in 0..2 {
        let args = ["import", "--prune", "--limit", "file=100", &root];
        let told = out(&place.run(&args));
        assert!(!told.contains("pruned"), "{told}");
        assert_eq!(shown(&place), ["Alpha", "Beta", "Delta", "Epsilon"]);
    }
}

/// An import in JSON ends with its sums, in a line that names no document.
#[test]
fn an_import_tells_its_sums() {
    let place = Place::new();
    let folder = place.0.join("in");
    let root = folder.display().to_string();
    write(
        &folder,
        &vec![
            ("a.txt", text("Alpha")),
            ("b.csv", table(&["Beta", "Gamma"])),
            ("c.pdf", "no PDF".to_owned()),
        ],
    );
    let close = |args: &[&str]| {
        let told = records(&place.run(args));
        let (last, others) = told.split_last().expect("a line");
        assert!(others.iter().all(|line| line["outcome"] != "done"));
        last.clone()
    };
    assert_eq!(
        close(&["import", "--json", &root]),
        serde_json::json!({
            "id": null, "path": "", "title": null, "outcome": "done", "added": 3, "changed": 0,
            "unchanged": 0, "skipped": 1, "pruned": 0, "followed": 0,
            "formats": {"table": 2, "text": 1}, "articles": 3,
        })
    );
    fs::remove_file(folder.join("a.txt")).expect("a file");
    let told = close(&["import", "--json", "--prune", &root]);
    let sums = ["added", "unchanged", "pruned", "articles"].map(|name| told[name].as_u64());
    assert_eq!(sums, [Some(0), Some(1), Some(1), Some(2)]);
}

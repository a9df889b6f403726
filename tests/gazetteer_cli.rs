//! `briefing gazetteer`: a person's own name lists, from what others keep to the marks they make.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder of its own for each test, gone when the test is over.
struct Place(PathBuf);

impl Place {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("lists-{}-{number}", std::process::id());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).expect("a folder");
        }
        fs::write(&path, text).expect("a file");
        path.display().to_string()
    }

    fn list(&self, name: &str) -> PathBuf {
        self.0.join("data").join("lists").join(name)
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_briefing"))
            .args(args)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env_clear()
            .env("HOME", &self.0)
            .env("BRIEFING_DATA_DIR", self.0.join("data"))
            .env("BRIEFING_TODAY", "2024-11-05")
            .stdin(Stdio::null())
            .output()
            .expect("the program runs")
    }

    /// The list that a file becomes, without its head.
    fn imported(&self, name: &str, text: &str, more: &[&str]) -> String {
        let file = self.file(name, text);
        let args = [&["gazetteer", "import", &file, "-o", "-"], more].concat();
        let output = self.run(&args);
        assert_eq!(code(&output), 0, "{}", err(&output));
        let list = out(&output);
        let (head, rest) = list.split_once('\n').expect("a head");
        assert!(head.starts_with("# From "), "{head}");
        rest.trim().to_owned()
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

fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

const GALAXY: &str = r#"{
 "name": "Threat Actor", "type": "threat-actor", "version": 3,
 "values": [
  {"value": "Velvet Heron", "description": "A [crew](https://example.org) of thieves.(Citation: X) It reads mail.",
   "meta": {"country": "UK", "synonyms": ["GILDED HERON", "heron", "VHG", "Group 3", "APT 93", "VH", "a;b", "Velvet Heron"]}},
  {"value": "Tin Kestrel - G9001", "meta": {"country": ["CN", "RU"], "synonyms": "Kestrel Team"}},
  {"value": "APT28", "meta": {"synonyms": ["Fictional Bear Name"], "cfr-suspected-state-sponsor": "Russia"}},
  {"value": "Old Crow", "revoked": true}
 ]}"#;

#[test]
fn a_galaxy_becomes_a_list_that_fits_the_form() {
    let place = Place::new();
    let list = place.imported("actors.json", GALAXY, &[]);
    assert_eq!(
        list,
        "[group]\n\
         APT28; Fictional Bear Name | ru\n\
         Tin Kestrel; G9001; Kestrel Team\n\
         Velvet Heron; Gilded Heron; ?heron; ?VHG; ?Group 3; APT 93; ~VH | gb | | | A crew of thieves"
    );
}

#[test]
fn the_type_of_a_galaxy_says_the_kind_and_else_the_option() {
    let cases = [
        ("ransomware", &[][..], "[malware]"),
        ("tool", &[], "[malware]"),
        ("mitre-intrusion-set", &[], "[group]"),
        ("producer", &[], "[company]"),
        ("intelligence-agency", &["--kind", "person"], "[agency]"),
        ("something-else", &["--kind", "law"], "[law]"),
    ];
    for (word, more, expected) in cases {
        let place = Place::new();
        let text = format!(r#"{{"type":"{word}","values":[{{"value":"Zorblatt Nine"}}]}}"#);
        let list = place.imported("galaxy.json", &text, more);
        assert_eq!(list, format!("{expected}\nZorblatt Nine"), "{word}");
    }
    let place = Place::new();
    let file = place.file(
        "g.json",
        r#"{"type":"moods","values":[{"value":"Zorblatt"}]}"#,
    );
    let output = place.run(&["gazetteer", "import", &file]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("--kind"), "{}", err(&output));
    assert!(!place.list("g.txt").exists());
}

const BUNDLE: &str = r#"{"type": "bundle", "id": "bundle--1", "objects": [
 {"type": "intrusion-set", "id": "intrusion-set--1", "name": "Velvet Heron", "aliases": ["Velvet Heron", "Gilded Egret"]},
 {"type": "malware", "id": "malware--1", "name": "Quillfax", "x_mitre_aliases": ["Quillfax", "QuillFax.B"], "aliases": null},
 {"type": "malware", "id": "malware--2", "name": "Gonefax", "revoked": true},
 {"type": "malware", "id": "malware--3", "name": "Pastfax", "x_mitre_deprecated": true},
 {"type": "tool", "id": "tool--1", "name": "Portsniff"},
 {"type": "identity", "id": "identity--1", "name": "Brambleworth Holdings", "identity_class": "organization"},
 {"type": "identity", "id": "identity--2", "name": "Jorunn Testerud", "identity_class": "individual"},
 {"type": "campaign", "id": "campaign--1", "name": "Operation Glass Heron",
  "first_seen": "2019-01-01T08:00:00.000Z", "last_seen": "2023-06-01T07:00:00.000Z"},
 {"type": "campaign", "id": "campaign--2", "name": "C9033"},
 {"type": "location", "id": "location--1", "name": "Port Testerud", "country": "NO"},
 {"type": "attack-pattern", "id": "attack-pattern--1", "name": "Phishing"},
 {"type": "attack-pattern", "id": "attack-pattern--2", "name": "Sniffing"}
]}"#;

#[test]
fn a_bundle_becomes_a_list_and_what_is_left_out_is_told() {
    let place = Place::new();
    let list = place.imported("bundle.json", BUNDLE, &["--kind", "company"]);
    assert_eq!(
        list,
        "[company]\nBrambleworth Holdings\n\n[person]\nJorunn Testerud\n\n\
         [place]\nPort Testerud | no\n\n\
         [incident]\nOperation Glass Heron | | | 2019-01/2023-06\n\n\
         [group]\nVelvet Heron; Gilded Egret\n\n\
         [malware]\nQuillfax; QuillFax.B\n\n[technology]\nPortsniff"
    );
    let file = place.file("again.json", BUNDLE);
    let told = err(&place.run(&["gazetteer", "import", &file, "-o", "-"]));
    for line in [
        "skipped 2: objects of type attack-pattern are no names (attack-pattern--1, attack-pattern--2)",
        "skipped 2: revoked or deprecated (malware--2, malware--3)",
        "skipped 1: a name that is only an id (campaign--2)",
        "skipped 1: no kind: name one with --kind (identity--1)",
    ] {
        assert!(told.contains(line), "{line} is not in\n{told}");
    }
}

#[test]
fn tables_and_records_become_lists() {
    let place = Place::new();
    let table = "Name,Aliases,Type,Country,Note\n\
                 Brambleworth Holdings,\"Brambleworth; ?=BW\",company,Norway,\"fish | and ships\"\n\
                 Ministry of Tides,,agency,no,\n,,,,\n,x,company,,\nOddity,,mood,,\n";
    let expected = "[agency]\nMinistry of Tides | no\n\n\
                    [company]\nBrambleworth Holdings; Brambleworth; ?=BW | no | | | fish / and ships";
    assert_eq!(place.imported("table.csv", table, &[]), expected);
    let tabs = table.replace("\"Brambleworth; ?=BW\"", "Brambleworth; ?=BW");
    let tabs = tabs.replace(',', "\t").replace('"', "");
    assert_eq!(place.imported("table.tsv", &tabs, &[]), expected);
    let names = "Jorunn Testerud\nOddny Quillfax\n";
    assert_eq!(
        place.imported("names.csv", names, &["--kind", "person"]),
        "[person]\nJorunn Testerud\nOddny Quillfax"
    );
    let lines = "{\"name\":\"Oddny Quillfax\",\"aliases\":[\"O. Quillfax\"],\"kind\":\"person\"}\n\n\
                 {broken\n{\"name\":\"Tide Act\",\"type\":\"law\",\"dates\":\"2016\",\"aliases\":\"Act of Tides; TideAct\"}\n";
    let expected = "[person]\nOddny Quillfax; O. Quillfax\n\n\
                    [law]\nTide Act; Act of Tides; TideAct | | | 2016";
    assert_eq!(place.imported("records.jsonl", lines, &[]), expected);
}

#[test]
fn an_imported_list_marks_texts_from_then_on() {
    let place = Place::new();
    let story = place.file("story.txt", "Theft at sea\n\nInvestigators said on Monday that Gilded Heron was behind the theft, and that \
         its thieves had used Quillfax to read the mail of the harbour.\n");
    let ids = |output: &Output| -> Vec<String> {
        let record: Value = serde_json::from_str(out(output).trim()).expect("a record");
        let mentions = record["mentions"].as_array().expect("mentions").clone();
        mentions
            .iter()
            .filter_map(|mention| mention["entity"].as_str().map(str::to_owned))
            .collect()
    };
    let before = ids(&place.run(&["analyze", "--json", &story]));
    assert!(!before.contains(&"group:velvet-heron".to_owned()));
    let actors = place.file("actors.json", GALAXY);
    let bundle = place.file("bundle.json", BUNDLE);
    let output = place.run(&["gazetteer", "import", &actors, &bundle]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(
        out(&output).contains("actors.txt: 3 entities"),
        "{}",
        out(&output)
    );
    let after = ids(&place.run(&["analyze", "--json", &story]));
    for id in ["group:velvet-heron", "malware:quillfax"] {
        assert!(after.contains(&id.to_owned()), "{id} is not in {after:?}");
    }
    let output = place.run(&["scan", &story]);
    assert!(out(&output).contains("Velvet Heron"), "{}", out(&output));
    let lists = [place.list("actors.txt"), place.list("bundle.txt")];
    let lists: Vec<String> = lists.iter().map(|l| l.display().to_string()).collect();
    let output = place.run(&["gazetteer", "check", &lists[0], &lists[1]]);
    assert_eq!(code(&output), 0, "{}", out(&output));
}

#[test]
fn a_list_that_is_there_stays_unless_forced() {
    let place = Place::new();
    let file = place.file("names.jsonl", r#"{"name":"Tide Act","kind":"law"}"#);
    assert_eq!(code(&place.run(&["gazetteer", "import", &file])), 0);
    fs::write(place.list("names.txt"), "[law]\nMine\n").expect("a list");
    let output = place.run(&["gazetteer", "import", &file]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("--force"), "{}", err(&output));
    let kept = fs::read_to_string(place.list("names.txt")).expect("a list");
    assert_eq!(kept, "[law]\nMine\n");
    assert_eq!(
        code(&place.run(&["gazetteer", "import", "--force", &file])),
        0
    );
    let new = fs::read_to_string(place.list("names.txt")).expect("a list");
    assert!(new.ends_with("[law]\nTide Act\n"), "{new}");
    let left: Vec<_> = fs::read_dir(place.0.join("data/lists"))
        .expect("the folder")
        .collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn what_is_no_source_of_names_is_told() {
    let cases = [
        ("broken.json", "{\"type\":\"bundle\",\"objects\":[", "", 1),
        (
            "list.txt",
            "# mine\n[law]\nTide Act\n",
            "a name list already",
            2,
        ),
        ("table.csv", "a,b\nc,d\n", "no column `name`", 2),
        ("empty.csv", "  \n", "it is empty", 2),
    ];
    for (name, text, why, expected) in cases {
        let place = Place::new();
        let file = place.file(name, text);
        let output = place.run(&["gazetteer", "import", &file]);
        assert_eq!(code(&output), expected, "{name}: {}", err(&output));
        assert!(err(&output).contains(why), "{name}: {}", err(&output));
        assert!(!place.0.join("data/lists").exists(), "{name}");
    }
    let place = Place::new();
    let file = place.file("broken.json", "{\"values\": [");
    let output = place.run(&["gazetteer", "import", "--format", "misp", &file]);
    assert_eq!(code(&output), 2);
    assert!(
        err(&output).contains("not a MISP galaxy"),
        "{}",
        err(&output)
    );
}

#[test]
fn every_fault_of_a_list_has_its_line() {
    let place = Place::new();
    let text = "Too early\n[law\n[mood]\n[group cn agency:nobody]\nGood One\nBad; ; Two\n\
                A | usa\nB | | | Tuesday\nC; C\n@Up D\nE | uk\n---\nF | | nobody\nG | | company:tide\n\
                H\u{1b}[2J\nI | | | | | six\n[company]\nTide\n";
    let file = place.file("mine.txt", text);
    let output = place.run(&["gazetteer", "check", &file]);
    assert_eq!(code(&output), 2);
    let told = out(&output);
    let lines: Vec<u32> = told
        .lines()
        .map(|line| {
            let rest = line.strip_prefix(&format!("{file}:")).expect("the file");
            let (number, why) = rest.split_once(": ").expect("a line");
            assert!(!why.is_empty());
            number.parse().expect("a number")
        })
        .collect();
    assert_eq!(
        lines,
        [1, 2, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16],
        "{told}"
    );
    assert!(!told.contains('\u{1b}'));
    assert!(
        err(&output).contains("faults in the lists: 15"),
        "{}",
        err(&output)
    );
    // As records the same is told.
    let output = place.run(&["gazetteer", "check", "--json", &file]);
    assert_eq!(code(&output), 2);
    let records: Vec<Value> = out(&output)
        .lines()
        .map(|line| serde_json::from_str(line).expect("a record"))
        .collect();
    let again: Vec<_> = records
        .iter()
        .map(|it| {
            format!(
                "{file}:{}: {}",
                it["line"],
                it["fault"].as_str().unwrap_or("")
            )
        })
        .collect();
    assert_eq!(again, told.lines().collect::<Vec<_>>());
    assert!(records.iter().all(|it| it["file"] == *file));
    let good = place.file("good.txt", "[group]\nGood One\n");
    let output = place.run(&["gazetteer", "check", "--json", &good]);
    assert_eq!((code(&output), out(&output).as_str()), (0, ""));
}

#[test]
fn the_lists_shipped_are_without_fault() {
    let place = Place::new();
    let mut args = vec!["gazetteer".to_owned(), "check".to_owned()];
    for entry in fs::read_dir("assets/gazetteer").expect("the lists") {
        args.push(entry.expect("a list").path().display().to_string());
    }
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let output = place.run(&args);
    assert_eq!(code(&output), 0, "{}", out(&output));
}

#[test]
fn listing_finds_names_of_both_and_shows_their_signs() {
    let place = Place::new();
    place.file(
        "data/lists/mine.txt",
        "[agency no]\nMinistry of Tides; ?Tides; =MoT; <Ministry of Ebb; *Tidevannsdepartementet\n\
         [agency us]\nFederal Bureau of Investigation; Feebs\nbroken; ;\n",
    );
    let output = place.run(&["gazetteer", "list", "OF TÍDES"]);
    assert_eq!(
        out(&output),
        "agency       Ministry of Tides  (no)  ?Tides; =MoT; <Ministry of Ebb; *Tidevannsdepartementet\n"
    );
    assert!(
        err(&output).contains("a line is passed over"),
        "{}",
        err(&output)
    );
    let output = place.run(&["gazetteer", "list", "feebs", "--json"]);
    let record: Value = serde_json::from_str(out(&output).trim()).expect("one record");
    assert_eq!(record["entity"], "agency:federal-bureau-of-investigation");
    assert_eq!(record["country"], "us");
    assert_eq!(record["lists"], serde_json::json!(["shipped", "mine.txt"]));
    let names = record["names"].as_array().expect("names");
    let feebs = names.iter().find(|name| name["text"] == "Feebs");
    assert_eq!(feebs.expect("the alias")["stands"], "alone");
    let output = place.run(&["gazetteer", "list", "tides", "--kind", "law"]);
    assert_eq!(code(&output), 1);
    let all = place.run(&["gazetteer", "list"]);
    assert!(out(&all).lines().count() > 1000);
}

#[test]
fn what_the_reader_opens_is_marked_anew_when_lists_change() {
    let place = Place::new();
    let story = place.file(
        "story.txt",
        "Theft at sea\n\nInvestigators said on Monday that Quillfax had been used to read the mail.\n",
    );
    let found = || {
        assert_eq!(code(&place.run(&[&story])), 0);
        let sets = fs::read_dir(place.0.join("data/sets")).expect("the sets");
        let library = sets.last().expect("a set").expect("a set").path();
        let library = library.join("library.db").display().to_string();
        let output = place.run(&["--library", &library, "entities", "--json", "quillfax"]);
        out(&output).contains("\"malware:quillfax\"")
    };
    assert!(!found());
    place.file("data/lists/mine.txt", "[malware]\nQuillfax\n");
    assert!(found());
}

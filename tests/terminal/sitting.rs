//! A whole sitting, from import to note: every step of it seen on the screen, found in the library,
//! undone and redone.

use crate::{DATED, Desk, PATIENCE, folder};
use briefing::library::{Access, Deed, Library};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// The note that the sitting ends with, as it was read and found fit to be handed in;
/// `BLESS=1 cargo test --test terminal sitting` writes it anew.
const NOTE: &str = "tests/terminal/sitting.md";

/// A command of the same person, beside the reader.
fn run(home: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefing"));
    command.current_dir(home).args(args);
    for name in ["BRIEFING_LIBRARY", "BRIEFING_DATA_DIR", "BRIEFING_CONFIG"] {
        command.env_remove(name);
    }
    command.env("HOME", home).envs(DATED);
    command.env("XDG_DATA_HOME", home.join("data"));
    command.env("XDG_CONFIG_HOME", home.join("config"));
    let done = command.output().expect("the program");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{args:?}: {said}");
    String::from_utf8(done.stdout).expect("text")
}

/// What the analyst did, as the library has it; what reading alone leaves behind apart.
fn work(library: &Path) -> Vec<String> {
    let library = Library::open(library, Access::ReadOnly).expect("opens");
    let told = |deed: &Deed| match deed {
        Deed::Article {
            starred: false,
            reliability: None,
            ..
        } => None,
        Deed::Article {
            article,
            starred,
            reliability,
            ..
        } => Some(format!("{}: {starred} {reliability:?}", article.key)),
        deed => serde_json::to_string(deed).ok(),
    };
    let deeds = library.deeds().expect("deeds");
    deeds.iter().filter_map(told).collect()
}

struct Sitting {
    desk: Desk,
    library: PathBuf,
    /// The work before every step, and now.
    states: Vec<Vec<String>>,
}

impl Sitting {
    /// Waits until the library has other work than before the keys were pressed.
    fn step(&mut self, keys: &str) {
        self.desk.press(keys);
        let before = self.states.last().cloned().unwrap_or_default();
        let now = self.until(keys, |work| *work != before);
        self.states.push(now);
    }

    fn until(&mut self, what: &str, wanted: impl Fn(&Vec<String>) -> bool) -> Vec<String> {
        let until = Instant::now() + PATIENCE;
        loop {
            let now = work(&self.library);
            if wanted(&now) {
                return now;
            }
            // What the program writes is read on, so that it is never held up.
            if let Ok(bytes) = self.desk.bytes.recv_timeout(Duration::from_millis(20)) {
                self.desk.screen.process(&bytes);
            }
            let shown = self.desk.screen.screen().contents();
            assert!(Instant::now() < until, "{what}: {now:#?}\n{shown}");
        }
    }

    /// Finds a passage of the article and selects the sentence that holds it.
    fn select(&mut self, words: &str) {
        self.desk.press(&format!("/{words}\rv"));
        self.desk.sees(" sentence ");
    }

    fn open(&mut self, entity: &str) {
        self.desk.press(" e");
        self.desk.sees("─ Entities ─");
        self.desk.press(entity);
        self.desk.sees("1 of 1 ");
        self.desk.press("\r");
        self.desk.wait("the card", |screen| {
            let shown = screen.contents();
            shown.contains("opened") && !shown.contains("─ Entities ─")
        });
    }

    /// Writes words in the small editor, and keeps them.
    fn write(&mut self, title: &str, words: &str) {
        self.desk.sees(title);
        self.desk.press(words);
        let last = words.rsplit(['\r', ' ']).next().unwrap_or(words);
        self.desk.sees(last);
        self.step("\x1b");
    }
}

#[test]
fn a_sitting_from_import_to_note() {
    let home = folder("sitting");
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let said = run(&home, &["import", &seeds.to_string_lossy()]);
    assert!(said.contains("5 added"), "{said}");
    let library = home.join("data/briefing/library.db");
    let mut sitting = Sitting {
        desk: Desk::open(&home),
        states: vec![work(&library)],
        library,
    };
    assert_eq!(sitting.states, [Vec::<String>::new()]);

    // Reads.
    sitting.desk.sees("5 · newest");
    sitting.desk.sees("The WSJ reported");
    sitting.desk.press("2\x06");
    sitting
        .desk
        .sees("According to reports, Western intelligence");

    // Sets two marks right.
    sitting.open("kennedy");
    sitting.desk.press("M");
    sitting.desk.sees("Merge Kennedy School of Government into");
    sitting.desk.press("harvard univ");
    sitting.desk.sees("1 of 1 ");
    sitting.step("\r");
    sitting.desk.sees("merged into Harvard University");
    sitting.open("cold war");
    sitting.desk.press("d");
    sitting.desk.sees("What is wrong here?");
    sitting.step("x");

    // Clips five passages: sentences, a phrase, a mark.
    sitting.desk.press("2");
    sitting.select("260,000");
    sitting.step("c");
    sitting.select("as many as");
    sitting.desk.press("v");
    sitting.desk.sees(" phrase ");
    sitting.step("c");
    sitting.desk.press(" g");
    sitting.desk.sees("all of ExtremaRatio");
    sitting.step("c");
    sitting.desk.press("J");
    sitting.desk.sees("2 of 5");
    sitting.select("hundreds of thousands");
    sitting.step("c");
    sitting.desk.press("J");
    sitting.desk.sees("3 of 5");
    sitting.select("600,000");
    sitting.step("c");
    sitting.desk.press("a");
    sitting.write(
        "Your words on this passage",
        "The estimate has no name; elsewhere 600,000 is the most that one agency allows for.",
    );
    sitting.desk.press("J");
    sitting.desk.sees("4 of 5");
    sitting.select("Xiaoruizhi");
    sitting.desk.press("v");
    sitting.desk.sees(" phrase ");
    sitting.desk.press("v");
    sitting.desk.sees(" mark ");
    sitting.step("c");

    // Judges them, and puts them in order.
    sitting.desk.press(" c");
    sitting.desk.sees("1 of 5 clips");
    for (words, grade, group) in [
        ("linked company", "2", "Botnet"),
        ("agency estimates", "3", "Strength"),
        ("webcams", "3", "Botnet"),
        ("official estimates", "4", "Strength"),
        ("xiaoruizhi", "2", "Companies"),
    ] {
        sitting.desk.press("/");
        sitting.desk.press(words);
        sitting.desk.press("\r");
        sitting.desk.sees("1 of 1, all 5");
        sitting.step(grade);
        sitting.desk.press("p\x15");
        sitting.desk.press(group);
        sitting.desk.sees(&format!("group {group}"));
        sitting.step("\r");
        sitting.desk.press("\x1b");
        sitting.desk.sees(" of 5 clips");
    }
    sitting.desk.press("q");

    // Goes with one of two tellings.
    sitting.desk.press(" k");
    sitting.desk.sees("told by several");
    sitting.desk.press("\t");
    sitting.desk.sees("told differently");
    sitting.desk.sees("1 of 2");
    sitting.desk.press("r");
    sitting.write(
        "Why you go with this",
        "The FBI gives a number and answers for it; the other only rounds it.",
    );
    sitting.desk.sees("✓ 260,000 internet-connected devices");
    sitting.desk.press("q");

    // Writes the note.
    sitting.desk.press("x");
    sitting.desk.sees("As it will be");
    sitting.desk.press("\t\t");
    sitting.desk.sees("‹ the whole corpus ›");
    sitting.desk.sees("the whole library");
    sitting
        .desk
        .press("\t\x15China's services in the West: what is known of their reach");
    sitting.desk.sees("of their reach");
    sitting.step("\t");
    sitting.step("l");
    sitting.desk.press("\t\t\t\r");
    sitting.write(
        "─ Bottom line ─",
        "Western services say that Chinese espionage has reached a scale they cannot curb [1]. How \
         many people work in it is not known: the figures in print are estimates without a named \
         source [1][3].",
    );
    sitting.desk.press("\t\r");
    sitting.write(
        "─ Key judgments ─",
        "- It is very likely that a company tied to the Chinese state ran the botnet found in \
         September 2024 [1][2].\r  confidence: moderate\r\
         - It is unlikely that published figures of the services' strength are exact [1][3].\r  \
         confidence: low",
    );
    for (tabs, section) in [(4, "Evidence: key facts"), (1, "Who is who")] {
        sitting.desk.press(&"\t".repeat(tabs));
        sitting.step(" ");
        sitting.desk.sees(&format!("[ ] {section}"));
    }
    sitting.desk.press(&"\t".repeat(6));
    sitting.desk.sees("its ending says how");
    sitting.desk.press("\x15note.md\r");
    sitting.desk.sees("written: note.md");
    let note = std::fs::read_to_string(home.join("note.md")).expect("the note");
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join(NOTE);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&golden, &note).expect("written");
    }
    let reviewed = std::fs::read_to_string(&golden).expect("the reviewed note");
    assert_eq!(note, reviewed);

    // Takes every step back, and makes it again.
    let states = sitting.states.clone();
    for before in states.iter().rev().skip(1) {
        sitting.desk.press("u");
        sitting.until("undo", |work| work == before);
    }
    sitting.desk.press("u");
    sitting.desk.sees("nothing to undo");
    for after in states.iter().skip(1) {
        sitting.desk.press("\x12");
        sitting.until("redo", |work| work == after);
    }
    sitting.desk.press("\x12");
    sitting.desk.sees("nothing to make again");

    // The same work, the same bytes.
    assert_eq!(run(&home, &["export"]), reviewed);
    sitting.desk.press("Q");
    assert_eq!(sitting.desk.end(), 0);
    sitting.desk.is_given_back();
    std::fs::remove_dir_all(&home).expect("removed");
}

//! A note and the keys that come before its answers.

use super::desk::{Desk, sample};
use briefing::library::Library;
use briefing::model::{Change, Draft, Tlp};
use briefing::session::{Action, Effect, Key, Overlay};
use std::path::PathBuf;
use tempfile::TempDir;

/// The sample, with a draft for the note on the whole corpus.
fn drafted() -> Library {
    let mut library = sample();
    let draft = Box::new(Draft {
        title: Some("Kept title".to_owned()),
        bluf: "They go on.".to_owned(),
        tlp: Some(Tlp::Red),
        ..Draft::default()
    });
    let scope = briefing::insight::Selection::Corpus.key();
    let change = Change::Draft { scope, draft };
    library.record(&change).expect("recorded");
    library
}

fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("note.md");
    (folder, path)
}

/// Keys and letters faster than any answer; the questions they led to.
fn burst(desk: &mut Desk, parts: &[(&str, &str)]) -> Vec<Effect> {
    let mut asked = Vec::new();
    for (keys, typed) in parts {
        let keys = Key::sequence(keys).expect("keys");
        for key in keys.into_iter().chain(typed.chars().map(Key::Char)) {
            asked.extend(desk.session.update(Action::Key(key)));
        }
    }
    asked
}

fn written(path: &PathBuf) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

/// What is kept for a note stands in it, however early Enter is.
#[test]
fn a_note_waits_for_what_is_kept_for_it() {
    // Straight away, and after the note was made about other things and the corpus again.
    for keys in ["x Ctrl-u", "x Tab Tab l l l Shift-Tab Shift-Tab Ctrl-u"] {
        let (_folder, path) = place();
        let mut desk = Desk::with(drafted(), 140, 42);
        let typed = path.display().to_string();
        let asked = burst(&mut desk, &[(keys, &typed), ("Enter", "")]);
        assert!(desk.text().contains("written once it is drawn together"));
        desk.carry_out(asked);
        let note = written(&path).expect(keys);
        for words in ["TLP:RED", "Kept title", "They go on."] {
            assert!(note.contains(words), "{keys}: {words} in {note}");
        }
        assert!(desk.session.overlay.is_none());
    }
}

/// What was opened while a note was written stays, and the note counts as handed in all the same.
#[test]
fn a_written_note_closes_nothing_but_itself() {
    let (_folder, path) = place();
    let mut desk = Desk::new(140, 42);
    desk.press("Enter x Ctrl-u")
        .write(&path.display().to_string());
    let asked = burst(&mut desk, &[("Enter Ctrl-c v a", "hello")]);
    desk.carry_out(asked);
    assert!(written(&path).is_some());
    let Some(Overlay::Editor(editor)) = &desk.session.overlay else {
        panic!("{}", desk.text());
    };
    assert_eq!(editor.draft.text(), "hello");
    let noted = |change: &Change| match change {
        Change::All(all) => all.iter().any(|one| matches!(one, Change::Noted { .. })),
        _ => false,
    };
    assert!(desk.kept.iter().any(noted));
}

/// Another note that is begun takes nothing from the one that is being written.
#[test]
fn a_note_being_written_is_written() {
    let (_folder, path) = place();
    let mut desk = Desk::new(140, 42);
    desk.press("x Ctrl-u").write(&path.display().to_string());
    let asked = burst(&mut desk, &[("Enter Ctrl-c x", "")]);
    desk.carry_out(asked);
    assert!(written(&path).is_some());
    assert!(matches!(desk.session.overlay, Some(Overlay::Note(_))));
    let message = desk.session.message.clone().expect("said").text;
    assert!(message.starts_with("written: "), "{message}");
    // The same place again, and gone before the answer: nothing is written over, and it is said.
    desk.press("Ctrl-u").write(&path.display().to_string());
    let asked = burst(&mut desk, &[("Enter Esc", "")]);
    desk.carry_out(asked);
    assert!(desk.text().contains("is there already"), "{}", desk.text());
    // A note that was left before it was drawn together is not written, and that is said.
    let asked = burst(&mut desk, &[("x Enter Ctrl-c", "")]);
    desk.carry_out(asked);
    assert!(desk.text().contains("no note was written"));
}

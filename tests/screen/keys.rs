//! What keys, clicks and pastes do where they once did something else, or nothing.

use super::desk::{Desk, sample};
use briefing::session::{
    Action, Command, Effect, Field, Key, Overlay, Pane, Preset, Prompt, Purpose,
};

fn prompt(desk: &Desk) -> &Prompt {
    match &desk.session.overlay {
        Some(Overlay::Prompt(prompt)) => prompt,
        other => panic!("{other:?}"),
    }
}

/// Hints tell the keys that are set; a command without any is told by its name in the palette.
#[test]
fn hints_tell_the_keys_as_they_are_set() {
    for preset in Preset::ALL {
        let mut desk = Desk::new(140, 42);
        desk.session.keymap = preset.keymap();
        let way = |command| preset.keymap().way(command);
        let help = format!("{} help", way(Command::Help));
        assert!(desk.text().contains(&help), "{preset:?}: {help}");
        for (command, told) in [
            (Command::Clip, Command::Select),
            (Command::Annotate, Command::Select),
            (Command::Why, Command::NextMention),
            (Command::Network, Command::NextMention),
            (Command::FindNext, Command::SearchCorpus),
            (Command::GoMark, Command::SetMark),
            (Command::Watched, Command::Watch),
            (Command::SavedQueries, Command::Filter),
            (Command::SaveQuery, Command::Filter),
        ] {
            desk.act(Action::Command(command));
            let said = desk.session.message.clone().expect("said").text;
            assert!(said.contains(&way(told)), "{preset:?} {command:?}: {said}");
            desk.press("Esc");
        }
        for (command, told) in [
            (Command::Watch, Command::Undo),
            (Command::Clip, Command::Clips),
        ] {
            desk.act(Action::Command(Command::FocusArticle));
            desk.act(Action::Command(Command::NextMention));
            desk.act(Action::Command(command));
            let said = desk.session.message.clone().expect("said").text;
            assert!(said.contains(&way(told)), "{preset:?} {command:?}: {said}");
        }
        // The key that a hint names does what it says.
        desk.press(&preset.keymap().hint(Command::Undo));
        assert!(desk.text().contains("undone: clip"), "{preset:?}");
    }
}

/// Where nothing is typed, the keys that quit do so.
#[test]
fn views_are_quit_as_the_panes_are() {
    for open in [
        "Space c", "Space k", "Space r", "Space m", "Space w", "Space g", "p",
    ] {
        for key in ["Q", "Ctrl-c"] {
            let mut desk = Desk::new(140, 42);
            desk.press("Enter ] e w").press(open);
            assert!(desk.session.overlay.is_some(), "{open}");
            desk.press(key);
            assert_eq!(desk.done.last(), Some(&Effect::Quit), "{open} {key}");
        }
    }
    // Where something is, a letter is a letter.
    for open in ["Space e", ":", "f", "?", "x", "Space c /", "Enter v a"] {
        let mut desk = Desk::new(140, 42);
        desk.press(open).press("Q Ctrl-c");
        assert!(!desk.done.contains(&Effect::Quit), "{open}");
    }
}

/// Words that are being written are let go of only when asked for twice.
#[test]
fn one_key_loses_no_words() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter v a").write("hello").press("Ctrl-c");
    assert!(desk.text().contains("not kept yet"), "{}", desk.text());
    desk.write("!").press("Ctrl-c");
    desk.act(Action::Paste("!".to_owned()));
    desk.press("Ctrl-c Esc");
    let notes = desk.library.annotations(None).expect("annotations");
    assert_eq!(notes[0].words, "hello!!");
    desk.press("Enter").write("?").press("Ctrl-c Ctrl-c");
    assert!(desk.session.overlay.is_none());
    let notes = desk.library.annotations(None).expect("annotations");
    assert_eq!(notes[0].words, "hello!!");
}

/// A control key is one, however its letter is written in a configuration.
#[test]
fn control_keys_know_no_capitals() {
    assert_eq!(Key::parse("Ctrl-S"), Some(Key::Ctrl('s')));
    assert_eq!(Key::parse("Alt-S"), Some(Key::Alt('S')));
}

#[test]
fn a_click_below_the_last_article_opens_nothing() {
    let mut desk = Desk::with(sample(), 140, 42);
    desk.press("f").write("title:secret").press("Enter");
    let list = desk.session.layout.body(Pane::List);
    let total = desk.session.list.window.total;
    assert!(total > 0 && total < 8, "{total}");
    let read = |desk: &Desk| {
        let rows = (0..total).filter_map(|at| desk.session.list.row(at));
        rows.filter(|row| row.read).count()
    };
    let before = (read(&desk), desk.session.list.cursor);
    let y = list.y + list.height - 1;
    desk.act(Action::Click { x: list.x + 2, y });
    assert_eq!((read(&desk), desk.session.list.cursor), before);
    assert_eq!(desk.session.focus, Pane::List);
}

/// What is pasted goes where letters would go, and shows in the page at once.
#[test]
fn a_paste_goes_into_the_field_it_is_made_in() {
    let mut desk = Desk::new(140, 42);
    desk.press("x");
    let field = |desk: &Desk| match &desk.session.overlay {
        Some(Overlay::Note(note)) => (note.field, note.path.text().to_owned()),
        other => panic!("{other:?}"),
    };
    let name = field(&desk).1;
    for _ in Field::all() {
        desk.press("Tab");
        let (at, before) = field(&desk);
        desk.act(Action::Paste("2024".to_owned()));
        let own = if at == Field::Path { "2024" } else { "" };
        assert_eq!(field(&desk).1, format!("{before}{own}"), "{at:?}");
        if at == Field::Title {
            desk.act(Action::Paste(" of Ours".to_owned()));
            let shown = desk.text();
            assert_eq!(shown.matches("2024 of Ours").count(), 2, "{shown}");
        }
    }
    assert_eq!(field(&desk).1, format!("{name}2024"));
}

/// Enter is about the line as it is, neither as it was nor as it becomes.
#[test]
fn enter_in_the_filter_is_about_what_is_typed() {
    let mut desk = Desk::new(140, 42);
    desk.press("f").write("(");
    assert!(prompt(&desk).fault.is_some());
    desk.hurry("Backspace c h i n a Enter");
    assert!(desk.session.overlay.is_none(), "{}", desk.text());
    assert_eq!(desk.session.list.wanted.query, "china");
    desk.press("f Ctrl-u");
    desk.hurry("c h i Enter n a");
    assert_eq!(prompt(&desk).line.text(), "china");
    assert_eq!(desk.session.list.wanted.query, "china", "as before");
}

/// A query is saved if it can be asked; who gives it no name has it still.
#[test]
fn saving_a_filter_loses_no_query() {
    let mut desk = Desk::new(140, 42);
    desk.press("f").press("Ctrl-s");
    assert_eq!(prompt(&desk).purpose, Purpose::Filter, "nothing to save");
    desk.hurry("( Ctrl-s");
    assert_eq!(prompt(&desk).purpose, Purpose::Filter);
    assert!(prompt(&desk).fault.is_some());
    desk.hurry("Backspace c h i n a Ctrl-s");
    let saves = Purpose::Save("china".to_owned());
    for (name, key) in [("", "Enter"), ("!!", "Enter")] {
        desk.write(name).press(key);
        assert_eq!(prompt(&desk).purpose, saves, "{name}");
        assert!(desk.text().contains("a name is of letters"), "{name}");
    }
    desk.press("Esc");
    assert_eq!(prompt(&desk).line.text(), "china");
    desk.press("Ctrl-s Backspace");
    assert_eq!(prompt(&desk).line.text(), "china");
    desk.press("Ctrl-s").write("East").press("Enter");
    assert!(desk.session.overlay.is_none());
    let kept = ("east".to_owned(), "china".to_owned());
    assert_eq!(desk.session.shelf.queries, [kept]);
    // Nothing of it comes up later.
    desk.press("Space e Esc");
    assert!(desk.session.overlay.is_none());
}

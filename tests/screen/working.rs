use super::desk::Desk;
use briefing::insight::Section;
use briefing::library::Listing;
use briefing::model::{Change, Clip, Day, Tlp};
use briefing::session::{Action, Effect, Field, Overlay, Pane};

#[test]
fn reading_and_stars_are_kept_at_once_and_undone() {
    let mut desk = Desk::new(140, 42);
    desk.press("s");
    let starred = |change: &Change| matches!(change, Change::Star { star: true, .. });
    assert!(desk.kept.iter().any(starred));
    desk.press("r u u");
    let row = desk.session.list.selected().expect("a row");
    assert_eq!((row.read, row.starred), (false, false));
    desk.press("Ctrl-r");
    assert!(desk.session.list.selected().expect("a row").starred);
    desk.press("u u");
    assert!(desk.text().contains("nothing to undo"));
}

/// A sitting goes on where the last one ended: article, place, panes, filter, sort, theme.
#[test]
fn state_survives_closing() {
    let mut desk = Desk::new(140, 42);
    desk.press("f").write("china").press("Enter");
    desk.press("j Enter Ctrl-d j m a")
        .press(":")
        .write("theme")
        .press("Enter t < T");
    let before = desk.frame();
    let place = desk.session.reading.offset();
    let theme = desk.session.theme;
    let again = Desk::with(desk.library, 140, 42);
    assert_eq!(again.session.reading.offset(), place);
    assert_eq!(again.session.theme, theme);
    assert_eq!(again.session.focus, Pane::Timeline);
    let strip = |frame: &str| {
        let rows: Vec<_> = frame
            .lines()
            .take(41)
            .map(|row| row.chars().take(96).collect::<String>())
            .collect();
        rows.join("\n")
    };
    assert_eq!(strip(&again.frame()), strip(&before));
}

#[test]
fn marks_lead_back() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter Ctrl-d m q");
    let (article, offset) = (desk.session.reading.id(), desk.session.reading.offset());
    desk.press("J J ' q");
    assert_eq!(desk.session.reading.id(), article);
    assert_eq!(desk.session.reading.offset(), offset);
}

#[test]
fn a_copy_carries_its_source() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter ] e y");
    let Some(Effect::Copy(text)) = desk.done.last() else {
        panic!("{:?}", desk.done);
    };
    assert!(text.starts_with("> "), "{text}");
    assert!(text.contains("ExtremaRatio, 2024-10, estimated"), "{text}");
    assert!(text.contains('¶'), "{text}");
}

#[test]
fn why_is_answered() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter p");
    assert!(desk.text().contains("put the cursor on a mark first"));
    desk.press("] e p");
    let text = desk.text();
    for word in ["taken for", "rule", "confidence"] {
        assert!(text.contains(word), "{word} in {text}");
    }
    // Dates, incidents, quotations and figures tell it as well, by the sentence that was landed on.
    desk.press("Esc ] t p");
    let text = desk.text();
    assert!(text.contains("Why this was marked"), "{text}");
    assert!(text.contains("date  "), "{text}");
    // In a small window the end of the last reason counts as more.
    let mut desk = Desk::new(40, 12);
    desk.press("Enter ] t ] t p");
    assert!(desk.text().contains("j more"), "{}", desk.text());
}

#[test]
fn a_step_to_a_mark_shows_the_text_where_the_list_alone_has_room() {
    for keys in ["] t", "] e", "] q", "] c"] {
        let mut desk = Desk::new(40, 12);
        assert_eq!(desk.session.focus, Pane::List);
        desk.press(keys);
        assert_eq!(desk.session.focus, Pane::Article, "{keys}");
        let mut desk = Desk::new(140, 42);
        desk.press(keys);
        assert_eq!(desk.session.focus, Pane::List, "{keys}");
    }
    // Where there is nothing to show the list stays.
    let mut desk = Desk::new(40, 12);
    desk.press("[ t");
    assert_eq!(desk.session.focus, Pane::List);
}

#[test]
fn what_was_left_out_is_listed() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter Space d");
    assert!(
        matches!(desk.session.overlay, Some(Overlay::Words(_))),
        "{}",
        desk.text()
    );
}

#[test]
fn a_note_is_written_and_never_over_a_file_unasked() {
    let folder = std::env::temp_dir().join(format!("briefing-note-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("note.md");
    let mut desk = Desk::new(140, 42);
    let write = |desk: &mut Desk| {
        desk.press("x Ctrl-u")
            .write(&path.display().to_string())
            .press("Enter");
    };
    write(&mut desk);
    let first = std::fs::read_to_string(&path).expect("a note");
    assert!(first.contains("TLP:CLEAR"), "{first}");
    assert!(desk.text().contains("written: "));
    std::fs::write(&path, "mine").expect("written");
    write(&mut desk);
    assert!(desk.text().contains("is there already"));
    desk.press("n Esc");
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), "mine");
    write(&mut desk);
    desk.press("y");
    assert_eq!(
        std::fs::read_to_string(&path).expect("a note"),
        first,
        "same bytes"
    );
    let left: Vec<_> = std::fs::read_dir(&folder).expect("a folder").collect();
    assert_eq!(left.len(), 1, "nothing half-written is left");
    std::fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn q_goes_back_then_out() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter q");
    assert_eq!(desk.session.focus, Pane::List);
    assert!(!desk.done.contains(&Effect::Quit));
    desk.press("q");
    assert_eq!(desk.done.last(), Some(&Effect::Quit));
}

/// Answers to questions that no longer matter change nothing.
#[test]
fn stale_answers_are_dropped() {
    let mut desk = Desk::new(140, 42);
    let old = desk
        .session
        .update(Action::Key(briefing::session::Key::Char('j')));
    desk.press("k");
    let before = desk.text();
    for effect in old {
        if let Effect::Ask(ticket, question) = effect {
            let mut clerk = briefing::session::Clerk::new(briefing::model::Day::new(2024, 1, 1));
            let answer = clerk.answer(&desk.library, &question);
            desk.act(Action::Answer(ticket, answer));
        }
    }
    assert_eq!(desk.text(), before);
}

/// New documents are offered, and nothing moves until they are asked for, nor what is read then.
#[test]
fn what_arrives_is_offered_and_moves_nothing() {
    let mut desk = Desk::new(140, 42);
    desk.press("j j Enter Ctrl-d");
    let place = |desk: &Desk| {
        let selected = desk.session.list.selected().map(|row| row.id);
        (
            desk.session.reading.id(),
            desk.session.reading.offset(),
            selected,
        )
    };
    let (before, total) = (place(&desk), desk.session.list.window.total);
    desk.press("Space n");
    assert!(desk.text().contains("nothing new arrived"));
    desk.act(Action::Arrived("1 new file".to_owned()));
    assert!(desk.text().contains("1 new file · Space n to show"));
    assert_eq!(
        (place(&desk), desk.session.list.window.total),
        (before, total)
    );
    desk.press("Space n");
    assert_eq!(desk.done.last(), Some(&Effect::TakeIn));
    let fresh = briefing::import::read(
        "fresh.txt",
        b"---\npublished: 2030-01-01\n---\nFresh news\n\nThe words of it are here.\n",
        None,
        &briefing::import::Given::default(),
    );
    let document = &fresh.documents[0];
    let source = briefing::library::Source::default();
    let incoming = briefing::library::Incoming {
        document,
        annotations: &briefing::model::Annotations::default(),
        raw: b"fresh",
        source: &source,
    };
    desk.library.add(&[incoming]).expect("added");
    desk.act(Action::TakenIn("1 added".to_owned()));
    assert!(desk.text().contains("1 added") && !desk.text().contains("1 new file"));
    assert_eq!(desk.session.list.window.total, total + 1);
    assert_eq!(place(&desk), before);
    assert!(desk.text().contains("Fresh news") || desk.session.list.top > 0);
}

/// The note is seen before it is written; what was written for it is there on the second day.
#[test]
fn a_note_is_made_before_the_eyes() {
    let mut desk = Desk::new(140, 42);
    desk.press("1 x");
    assert!(desk.text().contains("As it will be"), "{}", desk.text());
    assert!(desk.text().contains("Who is who"), "{}", desk.text());
    let fields = Field::all();
    let path = fields
        .iter()
        .position(|f| *f == Field::Path)
        .expect("a field");
    let to = |desk: &mut Desk, field: Field| {
        let from = match &desk.session.overlay {
            Some(Overlay::Note(note)) => fields.iter().position(|f| *f == note.field),
            _ => None,
        };
        let at = fields.iter().position(|f| *f == field).expect("a field");
        let by = (at + fields.len() - from.unwrap_or(path)) % fields.len();
        for _ in 0..by {
            desk.press("Tab");
        }
    };
    let shown = |desk: &Desk| match &desk.session.overlay {
        Some(Overlay::Note(note)) => note
            .rows
            .iter()
            .map(|row| {
                row.pieces
                    .iter()
                    .map(|(_, words)| words.as_str())
                    .collect::<String>()
                    + "\n"
            })
            .collect::<String>(),
        other => panic!("{other:?}"),
    };
    to(&mut desk, Field::Section(Section::Who));
    desk.press("Space");
    assert!(!shown(&desk).contains("Who is who"));
    to(&mut desk, Field::BottomLine);
    desk.press("Enter")
        .write("They are likely to go on [1]. They may.")
        .press("Ctrl-s");
    assert!(
        shown(&desk).contains("They are likely to go on[1]. They may."),
        "{}",
        shown(&desk)
    );
    assert!(
        desk.text().contains("stands in no row of likelihood"),
        "{}",
        desk.text()
    );
    to(&mut desk, Field::Judgments);
    desk.press("Enter")
        .write("- It is unlikely to end")
        .press("Enter");
    desk.write("confidence: moderate").press("Ctrl-s");
    assert!(
        shown(&desk).contains("Confidence: moderate."),
        "{}",
        shown(&desk)
    );
    assert!(shown(&desk).contains("Warning: cites no source."));
    to(&mut desk, Field::Tlp);
    desk.press("l l");
    assert!(shown(&desk).contains("TLP:AMBER"));
    desk.press("u u");
    assert!(shown(&desk).contains("TLP:CLEAR"));
    desk.press("u");
    assert!(!shown(&desk).contains("Confidence: moderate."));
    desk.press("Ctrl-r Esc");
    let mut again = Desk::with(desk.library, 80, 24);
    again.press("1 x");
    assert!(
        shown(&again).contains("They are likely to go on[1]."),
        "{}",
        shown(&again)
    );
    assert!(shown(&again).contains("Confidence: moderate."));
    assert!(!shown(&again).contains("Who is who"));
}

/// A note takes its strictest clip's marking, and lowering that asks.
#[test]
fn a_marking_is_not_lowered_unasked() {
    let mut library = super::desk::sample();
    let row = library
        .articles(&Listing::default(), 0..1)
        .expect("articles")
        .rows[0]
        .clone();
    let article = library.article(row.id).expect("an article");
    let span = article.annotations.sentences[3];
    let mut clip = Clip::new(row.id, &article.document, span, Day::new(2024, 11, 1));
    clip.tlp = Tlp::Red;
    let clip = Box::new(clip);
    library.record(&Change::Clip { clip }).expect("recorded");
    let mut desk = Desk::with(library, 140, 42);
    desk.press("1 x");
    assert!(desk.text().contains("TLP:RED"), "{}", desk.text());
    assert!(desk.text().contains("Evidence: clips"), "{}", desk.text());
    // Round the fields to the marking, and one less strict.
    for _ in 0..4 {
        desk.press("Tab");
    }
    desk.press("h Enter");
    assert!(
        desk.text().contains("a clip in it is TLP:RED"),
        "{}",
        desk.text()
    );
    desk.press("n");
    assert!(matches!(desk.session.overlay, Some(Overlay::Note(_))));
}

//! Selecting, clipping, writing on passages, and judging sources.

use super::desk::{Desk, sample};
use briefing::model::{Change, Credibility, Reliability, Tlp};
use briefing::session::{Action, Effect, Key, Overlay, Pane, Unit};

fn selected(desk: &Desk) -> String {
    let reading = &desk.session.reading;
    let span = reading.select.expect("a selection").span();
    span.of(reading.text()).to_owned()
}

fn clips(desk: &Desk) -> Vec<String> {
    let all = desk.library.clips().expect("clips");
    all.into_iter().map(|clip| clip.anchor.exact).collect()
}

#[test]
fn selecting_goes_by_units_and_grows_as_in_vim() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter ] e v");
    let unit = |desk: &Desk| desk.session.reading.select.expect("a selection").unit;
    assert_eq!(unit(&desk), Unit::Sentence);
    let sentence = selected(&desk);
    assert!(sentence.ends_with('.'), "{sentence}");
    desk.press("v");
    let phrase = selected(&desk);
    assert!(
        sentence.contains(&phrase) && phrase.len() < sentence.len(),
        "{phrase}"
    );
    desk.press("v");
    let mark = desk.session.reading.current().expect("a mark").span;
    assert_eq!(selected(&desk), mark.of(desk.session.reading.text()));
    desk.press("v");
    let paragraph = selected(&desk);
    assert!(paragraph.contains(&sentence), "{paragraph}");
    desk.press("v");
    assert_eq!(selected(&desk), sentence, "around again");
    desk.press("j");
    let two = selected(&desk);
    assert!(two.starts_with(&sentence) && two.len() > sentence.len());
    desk.press("k");
    assert_eq!(selected(&desk), sentence);
    desk.press("b");
    assert!(sentence.starts_with(&selected(&desk)));
    desk.press("b w l");
    assert_eq!(selected(&desk), sentence, "the word, then its full stop");
    desk.press("h");
    assert_eq!(format!("{}.", selected(&desk)), sentence);
    desk.press("l o w");
    assert!(sentence.ends_with(&selected(&desk)) && selected(&desk) != sentence);
    desk.press("o v )");
    assert_ne!(selected(&desk), sentence);
    desk.press("Esc");
    assert!(desk.session.reading.select.is_none());
    assert_eq!(desk.session.focus, Pane::Article);
}

/// However the ends are moved, a selection is never empty and always on borders of letters.
#[test]
fn a_selection_is_never_empty() {
    let mut desk = Desk::new(80, 24);
    desk.press("Enter");
    for keys in ["j", "k", "h", "l", "w", "b", "o", ")", "("] {
        desk.press("v");
        for _ in 0..70 {
            desk.press(keys);
            assert!(!selected(&desk).is_empty(), "{keys}");
        }
        for other in ["o", "h", "b", "k", "l", "w", "j"] {
            desk.press(other);
            assert!(!selected(&desk).is_empty(), "{keys} {other}");
        }
        desk.press("Esc");
    }
}

#[test]
fn the_mouse_draws_a_selection() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter");
    let body = desk.session.layout.body(Pane::Article);
    let x = body.x + 10;
    let mut y = body.y + 3;
    // The first row of a paragraph.
    while desk.session.reading.select.is_none() {
        y += 1;
        desk.act(Action::Click { x, y });
        desk.act(Action::Drag { x: x + 12, y });
    }
    assert_eq!(selected(&desk).chars().count(), 13, "{}", selected(&desk));
    desk.act(Action::Drag {
        x: x + 12,
        y: y + 1,
    });
    assert!(selected(&desk).len() > 40);
    desk.press("c");
    assert_eq!(clips(&desk).len(), 1);
}

#[test]
fn a_clip_is_kept_shown_undone_and_opened() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter c");
    assert!(desk.text().contains("nothing selected to clip"));
    desk.press("] e v");
    let sentence = selected(&desk);
    desk.press("c");
    assert_eq!(clips(&desk).join("|"), sentence);
    let kept = desk.library.clips().expect("clips").remove(0);
    assert_eq!(kept.citation.publisher.as_deref(), Some("ExtremaRatio"));
    assert_eq!(kept.anchor.sha256.len(), 64);
    assert!(kept.citation.paragraph > 0);
    assert!(desk.text().contains('┃'), "a sign in the margin");
    desk.press("c");
    assert!(desk.text().contains("clipped already"));
    desk.press("u");
    assert_eq!(clips(&desk), Vec::<String>::new());
    assert!(!desk.text().contains('┃'));
    desk.press("Ctrl-r");
    assert_eq!(clips(&desk).join("|"), sentence);
    // From elsewhere back to the passage.
    desk.press("J Space c Enter");
    assert!(desk.session.overlay.is_none());
    let reading = &desk.session.reading;
    assert_eq!(reading.lit.expect("lit").of(reading.text()), sentence);
    desk.press("Enter");
    assert!(matches!(desk.session.overlay, Some(Overlay::Clips(_))));
}

#[test]
fn a_copy_of_a_selection_carries_its_source_and_hash() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter ] e v v y");
    let Some(Effect::Copy(text)) = desk.done.last() else {
        panic!("{:?}", desk.done);
    };
    assert!(
        text.starts_with("> ") && text.contains("SHA-256 "),
        "{text}"
    );
    assert!(text.contains("ExtremaRatio, 2024-10, estimated"), "{text}");
}

#[test]
fn words_are_written_on_a_passage_and_shown_where_it_is() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter ] e v a");
    desk.write("Who says so?").press("Enter");
    desk.write("Nobody does.").press("Esc");
    let notes = desk.library.annotations(None).expect("annotations");
    assert_eq!(notes[0].words, "Who says so?\nNobody does.");
    assert!(desk.text().contains('✎'));
    desk.press("J K g g ] a");
    assert!(desk.text().contains("✎ Who says so? Nobody does."));
    desk.press("Enter Ctrl-u");
    desk.write("Somebody does.").press("Ctrl-s");
    let words = |desk: &Desk| {
        let notes = desk.library.annotations(None).expect("annotations");
        notes.into_iter().map(|note| note.words).collect::<Vec<_>>()
    };
    assert_eq!(words(&desk), ["Who says so?\nSomebody does."]);
    desk.press("u");
    assert_eq!(words(&desk), ["Who says so?\nNobody does."]);
    desk.press("Enter").write("x").press("Ctrl-c Ctrl-c");
    assert!(desk.text().contains("not kept"));
    assert_eq!(words(&desk), ["Who says so?\nNobody does."]);
    // Words that are deleted take the annotation with them.
    desk.press("Enter Ctrl-u Backspace Ctrl-u Esc");
    assert_eq!(words(&desk), Vec::<String>::new());
    desk.press("u");
    assert_eq!(words(&desk), ["Who says so?\nNobody does."]);
}

#[test]
fn the_persons_own_editor_gives_words_back() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter ] e v a").write("begun").press("Ctrl-e");
    assert_eq!(desk.done.last(), Some(&Effect::Edit("begun".to_owned())));
    desk.act(Action::Edited("begun\nand ended\n".to_owned()));
    desk.press("Esc");
    let notes = desk.library.annotations(None).expect("annotations");
    assert_eq!(notes[0].words, "begun\nand ended");
}

/// Five clips in one view: grouped, ordered, tagged, graded, marked, written on and taken away.
#[test]
fn clips_are_put_in_order() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter v c v ) c v ) c v ) c v ) c");
    let five = clips(&desk);
    assert_eq!(five.len(), 5);
    desk.press("Space c J");
    assert_eq!(clips(&desk), [1, 0, 2, 3, 4].map(|at| five[at].clone()));
    desk.press("u");
    assert_eq!(clips(&desk), five);
    desk.press("Ctrl-r p").write("Denials").press("Enter");
    assert!(desk.text().contains("Denials"));
    // The group stands where its first clip does.
    assert_eq!(clips(&desk), [1, 2, 3, 4, 0].map(|at| five[at].clone()));
    desk.press("k p").write("Den").press("Tab Enter");
    let of = |desk: &Desk, words: &str| {
        let all = desk.library.clips().expect("clips");
        all.into_iter()
            .find(|clip| clip.anchor.exact == words)
            .expect("kept")
    };
    assert_eq!(of(&desk, &five[4]).group, "Denials");
    desk.press("2 t").write("bgp, #router").press("Enter m a");
    desk.write("Look again.").press("Esc");
    let clip = of(&desk, &five[4]);
    assert_eq!(clip.grade, Some(Credibility::Two));
    assert_eq!(clip.tags, ["bgp", "router"]);
    assert_eq!(clip.tlp, Tlp::Green);
    assert_eq!(clip.words, "Look again.");
    assert!(matches!(desk.session.overlay, Some(Overlay::Clips(_))));
    desk.press("/").write("#bgp again").press("Enter");
    assert!(desk.text().contains("1 of 1, all 5"), "{}", desk.text());
    desk.press("d");
    assert_eq!(clips(&desk).len(), 4);
    desk.press("u Esc");
    assert_eq!(of(&desk, &five[4]), clip);
    assert_eq!(
        desk.session
            .reading
            .article
            .as_ref()
            .expect("one")
            .row
            .clips,
        5
    );
    // All of it taken back, step by step.
    desk.press("u u u u u u u");
    let all = desk.library.clips().expect("clips");
    assert_eq!(clips(&desk), five);
    assert!(
        all.iter()
            .all(|clip| clip.grade.is_none() && clip.tags.is_empty())
    );
    desk.press("Esc");
    assert!(desk.session.overlay.is_none());
}

/// Past the edge of its group a clip goes over into the next, and back.
#[test]
fn clips_move_between_groups() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter v c v ) c v ) c Space c");
    let three = clips(&desk);
    desk.press("G p").write("Last").press("Enter k");
    desk.press("J");
    let groups = |desk: &Desk| {
        let all = desk.library.clips().expect("clips");
        all.iter()
            .map(|clip| {
                let at = three.iter().position(|words| *words == clip.anchor.exact);
                format!("{}{}", clip.group, at.expect("one of them"))
            })
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(groups(&desk), "0 Last1 Last2");
    desk.press("J");
    assert_eq!(groups(&desk), "0 Last2 Last1");
    desk.press("J");
    assert!(desk.text().contains("no clip beyond"));
    desk.press("K K");
    assert_eq!(groups(&desk), "0 1 Last2");
    desk.press("K");
    assert_eq!(groups(&desk), "1 0 Last2");
}

#[test]
fn a_source_is_judged_once_for_all_its_articles() {
    let mut desk = Desk::new(140, 42);
    assert!(desk.press("Enter").text().contains("F not judged"));
    desk.press("Space g").write("b");
    let all = desk.library.reliabilities().expect("grades");
    assert_eq!(all.get("ExtremaRatio"), Some(&Reliability::B));
    assert!(desk.text().contains("B usually reliable"));
    desk.press("Space g Tab").write("d");
    assert!(desk.text().contains("D not usually reliable"));
    let own = |change: &Change| matches!(change, Change::ArticleGrade { grade: Some(_), .. });
    assert!(desk.kept.iter().any(own));
    desk.press("u");
    assert!(desk.text().contains("B usually reliable"));
    desk.press("u");
    assert!(desk.text().contains("F not judged"));
    assert!(desk.library.reliabilities().expect("grades").is_empty());
    desk.press("Ctrl-r v c Space c");
    assert!(desk.text().contains("B6"), "{}", desk.text());
    desk.press("r").write("x");
    assert!(desk.text().contains("F6"), "{}", desk.text());
}

/// What was clipped and written is there when the reader comes back, also where its place is lost.
#[test]
fn clips_come_back_with_the_reader() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter v c a").write("mine").press("Esc v ) c");
    let before = clips(&desk);
    let mut again = Desk::with(desk.library, 140, 42);
    assert!(again.text().contains('┃') && again.text().contains('✎'));
    again.press("v ) ) c");
    assert_eq!(clips(&again)[..2], before[..]);
    assert_eq!(clips(&again).len(), 3, "after the others");
}

/// What another process changes of a clip stays, whatever is changed of it here.
#[test]
fn a_clip_is_changed_in_part() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter v c v ) c Space c");
    let clip = |desk: &Desk| desk.library.clips().expect("clips").remove(0);
    let mut theirs = clip(&desk);
    theirs.words = "Theirs.".to_owned();
    theirs.tlp = Tlp::Red;
    let change = Change::Clip {
        clip: Box::new(theirs),
    };
    desk.library.record(&change).expect("recorded");
    for (keys, grade) in [
        ("g g 2", Some(Credibility::Two)),
        ("J K", Some(Credibility::Two)),
        ("u u u", None),
        ("Ctrl-r", Some(Credibility::Two)),
    ] {
        desk.press(keys);
        let now = clip(&desk);
        let said = (now.words.as_str(), now.tlp, now.grade);
        assert_eq!(said, ("Theirs.", Tlp::Red, grade), "{keys}");
    }
}

#[test]
fn thousands_of_clips_scroll() {
    let mut library = sample();
    let article = library.article(briefing::model::ArticleId(1)).expect("one");
    let text = &article.document.text;
    for at in 0..2_000_u32 {
        let start = text.floor_char_boundary(at as usize);
        let end = text.floor_char_boundary(start + 40);
        let span = briefing::model::Span::new(start, end);
        let day = briefing::model::Day::new(2024, 11, 1);
        let mut clip = briefing::model::Clip::new(article.row.id, &article.document, span, day);
        clip.order = at;
        clip.group = format!("Group {}", at / 100);
        let clip = Box::new(clip);
        library.record(&Change::Clip { clip }).expect("kept");
    }
    let total = library.clips().expect("clips").len();
    let mut desk = Desk::with(library, 80, 24);
    desk.press("Space c G");
    assert!(
        desk.text().contains(&format!("{total} of {total} clips")),
        "{}",
        desk.text()
    );
    for _ in 0..40 {
        desk.press("PgUp");
    }
    desk.press("g g");
    assert!(desk.text().contains("1 of "));
    assert!(desk.text().contains("Group 0"));
    for key in ["/", "G", "r", "o", "u", "p", "1", "Enter"] {
        let key = Key::parse(key).expect("a key");
        desk.act(Action::Key(key));
    }
}

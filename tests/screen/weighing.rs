//! What several articles claim, from the text and back to it.

use super::desk::Desk;
use briefing::library::Claims;
use briefing::session::{Effect, Overlay, Weighing};

fn view(desk: &Desk) -> &Weighing {
    match &desk.session.overlay {
        Some(Overlay::Weighing(view)) => view,
        other => panic!("{other:?}"),
    }
}

#[test]
fn conflicts_are_stepped_through_and_weighed_from_where_they_stand() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter ] c");
    let said = desk
        .session
        .message
        .as_ref()
        .expect("a message")
        .text
        .clone();
    assert!(
        said.contains("≠ 260,000 internet-connected devices"),
        "{said}"
    );
    assert!(said.contains("2 articles, 2 origins"), "{said}");
    desk.press("Space k");
    assert_eq!(view(&desk).loaded.total, 1);
    assert_eq!(
        view(&desk).told().expect("a telling").value,
        "260,000 internet-connected devices"
    );
    // The other telling, and Ctrl-o back to the first.
    let first = desk.session.reading.id();
    desk.press("l Enter");
    assert!(desk.session.overlay.is_none());
    assert_ne!(desk.session.reading.id(), first);
    let reading = &desk.session.reading;
    let lit = reading.lit.expect("lit").of(reading.text()).to_owned();
    assert!(
        lit.contains("hundreds of thousands of internet-connected devices"),
        "{lit}"
    );
    desk.press("Ctrl-o");
    assert_eq!(desk.session.reading.id(), first);
    desk.press("] c ] c ] c");
    let said = &desk.session.message.as_ref().expect("a message").text;
    assert!(said.contains("no other conflict"), "{said}");
    desk.press("[ c");
    assert!(desk.session.reading.lit.is_some());
}

#[test]
fn all_claims_and_those_that_differ() {
    let mut desk = Desk::new(140, 42);
    desk.press("Space k");
    assert_eq!(
        (view(&desk).which, view(&desk).loaded.total),
        (Claims::Shared, 3)
    );
    desk.press("Tab");
    assert_eq!(
        (view(&desk).which, view(&desk).loaded.total),
        (Claims::Conflicts, 2)
    );
    desk.press("G y");
    let Some(Effect::Copy(text)) = desk.done.last() else {
        panic!("{:?}", desk.done);
    };
    assert_eq!(text.lines().count(), 3, "{text}");
    desk.press("q");
    assert!(desk.session.overlay.is_none());
    // A filter holds here too.
    desk.press("f").write("zeppelin").press("Enter Space k");
    assert_eq!(view(&desk).loaded.total, 0);
    assert!(
        desk.text()
            .contains("no claim that more than one article makes")
    );
}

/// The analyst goes with one telling, then with the other; each step comes off and on again.
#[test]
fn a_conflict_is_resolved_with_reasons_and_opened_again() {
    let mut desk = Desk::new(140, 42);
    let kept = |desk: &Desk| {
        let all = desk.library.resolutions().expect("resolutions");
        let told = all.into_iter().map(|it| (it.value, it.words));
        told.collect::<Vec<_>>()
    };
    let (first, second) = (
        "260,000 internet-connected devices",
        "hundreds of thousands of internet-connected devices",
    );
    desk.press("Space k Tab r");
    assert!(desk.text().contains("Why you go with this"));
    desk.write("The FBI counted them [1].").press("Esc");
    let one = vec![(first.to_owned(), "The FBI counted them [1].".to_owned())];
    assert_eq!(kept(&desk), one);
    let text = desk.text();
    assert!(text.contains("✓ 260,000"), "{text}");
    assert!(text.contains("you: The FBI counted them [1]."), "{text}");
    // Going with the other leaves the first, and needs no reason.
    desk.press("l r Esc");
    let other = vec![(second.to_owned(), String::new())];
    assert_eq!(kept(&desk), other);
    assert_eq!(view(&desk).resolved.len(), 1);
    desk.press("u");
    assert_eq!(kept(&desk), one);
    desk.press("Ctrl-r x");
    assert_eq!(kept(&desk), []);
    assert!(desk.text().contains("≠ 260,000"));
    desk.press("u");
    assert_eq!(kept(&desk), other);
    desk.press("u u");
    assert_eq!(kept(&desk), []);
    desk.press("Ctrl-r");
    assert_eq!(kept(&desk), one);
    // Dropped reasons decide nothing; where all tell it alike there is nothing to decide.
    desk.press("l r").write("no").press("Ctrl-c Ctrl-c");
    assert_eq!(kept(&desk), one);
    desk.press("Tab G r");
    assert!(desk.text().contains("nothing to resolve"));
    // The reader says so, and so does the note.
    desk.press("q Enter ] c");
    let said = &desk.session.message.as_ref().expect("a message").text;
    assert!(
        said.ends_with("you go with 260,000 internet-connected devices"),
        "{said}"
    );
    let report = briefing::insight::report(
        &desk.library,
        &briefing::insight::Selection::Corpus,
        &briefing::insight::Marking::default(),
    );
    let report = report.expect("a report");
    let mut note = Vec::new();
    let format = briefing::export::Format::Markdown;
    briefing::export::write(format, &report, &mut note).expect("memory takes it");
    let note = String::from_utf8(note).expect("text");
    let line = note.lines().find(|line| line.contains("goes with"));
    let line = line.expect("the decision stands in the note");
    assert!(
        line.contains("Analyst:") && line.contains("The FBI counted them"),
        "{line}"
    );
}

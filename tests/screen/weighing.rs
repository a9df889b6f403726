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

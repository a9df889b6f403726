//! Marks set right, and what is watched, by keys.

use super::desk::{Desk, check};
use briefing::library::{Incoming, Source};
use briefing::model::{Annotations, Change, Correction, Document, Rule};

#[test]
fn overlays() {
    check("reject", "Enter ] e ] e d", "");
    check("merge", "Enter ] e ] e M", "sec");
    check("rename", "Enter ] e ] e R Tab", "");
    check("add-name", "Enter v A", "");
    check("split", "Enter ] e ] e Enter S", "");
    check("corrected", "Enter ] e ] e R", " X");
}

/// Everything that the analyst can see of the marks.
fn state(desk: &Desk) -> String {
    let mut out = format!("{:?}", desk.library.names().expect("names"));
    let list = desk
        .library
        .articles(&briefing::library::Listing::default(), 0..9);
    for row in list.expect("list").rows {
        let article = desk.library.article(row.id).expect("article");
        out += &format!("{:?}", article.annotations);
    }
    out
}

fn marked(desk: &Desk) -> (String, String) {
    let reading = &desk.session.reading;
    let mention = reading.current().expect("on a mark");
    let entity = reading.entity_of(mention).expect("of an entity");
    let words = mention.span.of(reading.text());
    (words.to_owned(), entity.name.clone())
}

#[test]
fn each_correction_shows_at_once_and_comes_off() {
    for (keys, typed, enter, verb) in [
        ("M", "federal bureau", "Enter", "merge"),
        ("d h", "", "", "reject"),
        ("d e", "", "", "reject"),
        ("d x", "", "", "reject"),
        ("d s", "", "", "stop"),
        ("d o", "federal bureau", "Enter", "add"),
        ("d a", "federal bureau", "Enter", "split"),
        ("R", " of Old", "Enter", "rename"),
        ("R Tab l Enter", "", "", "retype"),
        ("A", "", "Tab Tab l Enter", "add"),
    ] {
        let mut desk = Desk::new(140, 42);
        desk.press("Enter ] e ] e");
        let before = (state(&desk), desk.text(), marked(&desk));
        desk.press(keys).write(typed).press(enter);
        let message = desk.session.message.clone().expect("said").text;
        assert!(message.ends_with(" · u takes it back"), "{keys}: {message}");
        let made = desk.library.corrections().expect("read");
        assert_eq!(made.first().map(Correction::verb), Some(verb), "{keys}");
        let after = state(&desk);
        assert_ne!(after, before.0, "{keys}");
        assert_ne!(desk.text(), before.1, "{keys}");
        desk.press("u");
        assert_eq!(state(&desk), before.0, "{keys}");
        desk.press("Ctrl-r");
        assert_eq!(state(&desk), after, "{keys}");
        desk.press("u");
        assert!(desk.library.corrections().expect("read").is_empty());
    }
}

#[test]
fn a_merge_is_in_the_card_and_can_be_taken_apart_there() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter ] e ] e");
    let (_, name) = marked(&desk);
    desk.press("M").write("federal bureau").press("Enter");
    assert_eq!(marked(&desk).1, "Federal Bureau of Investigation");
    desk.press("Enter");
    let text = desk.text();
    assert!(text.contains("by you:"), "{text}");
    desk.press("S");
    assert!(desk.text().contains("Split off Federal Bureau"));
    desk.press("Enter");
    assert!(desk.library.corrections().expect("read").is_empty());
    desk.press("2");
    assert_eq!(marked(&desk).1, name);
}

#[test]
fn a_name_that_was_missed_is_marked_from_a_selection() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter / ")
        .write("espionage")
        .press("Enter v v A");
    let overlay = desk.text();
    assert!(overlay.contains("Mark a name"), "{overlay}");
    desk.press("Ctrl-u")
        .write("espionage")
        .press("Tab Tab l Enter");
    let article = desk.session.reading.article.as_ref().expect("open");
    let own: Vec<_> = article
        .annotations
        .mentions
        .iter()
        .filter(|mention| mention.rule == Rule::Analyst)
        .collect();
    assert!(!own.is_empty());
    let at = own[0].span;
    desk.session.reading.mention = desk.session.reading.mention_over(at.start as usize);
    desk.press("p");
    assert!(desk.text().contains("the analyst"), "{}", desk.text());
}

fn news(desk: &mut Desk, id: &str, text: &str) {
    let document = Document {
        id: id.to_owned(),
        text: text.to_owned(),
        sha256: format!("{:064x}", id.len()),
        ..Document::default()
    };
    let source = Source {
        path: id.to_owned(),
        ..Source::default()
    };
    let added = desk.library.add(&[Incoming {
        document: &document,
        annotations: &Annotations::default(),
        raw: text.as_bytes(),
        source: &source,
    }]);
    added.expect("added");
}

#[test]
fn what_is_watched_comes_first_when_it_is_new() {
    let mut desk = Desk::new(140, 42);
    desk.press("f").write("huawei OR zinc").press("Ctrl-s");
    desk.write("Cables").press("Enter");
    desk.press("Space f");
    assert!(desk.text().contains("@cables"), "{}", desk.text());
    desk.press("w Enter");
    let mut desk = Desk::with(desk.library, 140, 42);
    desk.press("f").write("@cables").press("Enter");
    assert_eq!(desk.session.list.window.total, 1);
    desk.press("f Ctrl-u Enter 2 ] e ] e w");
    news(&mut desk, "zinc", "Zinc was found.");
    let mut desk = Desk::with(desk.library, 140, 42);
    let message = desk.session.message.clone().expect("told").text;
    assert_eq!(message, "1 new on @cables · Space w");
    let first = desk.session.list.row(0).expect("a row").key.clone();
    assert_eq!(first, "zinc");
    assert!(desk.text().contains("new: @cables"), "{}", desk.text());
    desk.press("Space w S");
    assert!(desk.session.shelf.news.articles.is_empty());
    let kept = desk.kept.iter();
    assert!(
        kept.clone()
            .any(|change| matches!(change, Change::Seen { .. }))
    );
    desk.press("u");
    assert_eq!(desk.session.shelf.news.articles.len(), 1, "new again");
    desk.press("Space w x u");
    assert_eq!(desk.session.shelf.news.watched.len(), 2);
    // A query that comes back is watched as before, what is new of it still new.
    desk.press("Space f x");
    assert_eq!(desk.session.shelf.news.watched.len(), 1);
    desk.press("u");
    let watched = &desk.session.shelf.news.watched;
    let cables = watched.iter().find(|one| one.name == "cables");
    assert_eq!(cables.map(|one| one.new), Some(1));
    // Reading what is new filters and sorts in one step.
    desk.press(":").write("sort by title").press("Enter");
    let before = desk.session.list.wanted.clone();
    desk.press("Space w j Enter");
    assert_ne!(desk.session.list.wanted, before);
    desk.press("u");
    assert_eq!(desk.session.list.wanted, before);
}

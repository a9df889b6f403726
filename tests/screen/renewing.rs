//! What is open when the library changes beside the reader.

use super::desk::Desk;
use briefing::import::{Given, read};
use briefing::library::{Incoming, Source};
use briefing::model::Annotations;
use briefing::session::Action;

/// Another process takes the file of the open article in again, with other words.
fn shorten(desk: &mut Desk, words: &str) {
    let article = desk.session.reading.article.as_ref().expect("an article");
    let path = article.document.path.clone().expect("a path");
    let source = Source {
        path: path.clone(),
        ..Source::default()
    };
    let mut read = read(&path, words.as_bytes(), None, &Given::default());
    let mut document = read.documents.remove(0);
    document.id.clone_from(&article.document.id);
    let added = desk.library.add(&[Incoming {
        document: &document,
        annotations: &Annotations::default(),
        raw: words.as_bytes(),
        source: &source,
    }]);
    let changed = briefing::library::Outcome::Changed;
    assert_eq!(added.expect("added").count(changed), 1);
}

/// A selection, a light or a find of the words of before points nowhere in those of now.
#[test]
fn what_points_into_words_that_are_gone_is_let_go() {
    for keys in ["G v", "G v j", "/", "] t", "G ] e"] {
        for after in ["l", "w", "v", "n", "c", "] e", "k"] {
            let mut desk = Desk::new(140, 42);
            desk.press("Enter").press(keys);
            if keys == "/" {
                desk.write("the").press("Enter n n");
            }
            shorten(&mut desk, "A line\n\nNot much is — left of it.\n");
            desk.act(Action::Amended);
            let reading = &desk.session.reading;
            assert!(reading.select.is_none() && reading.lit.is_none());
            desk.press(after);
            let shown = desk.text();
            assert!(shown.contains("left of it"), "{keys}, {after}: {shown}");
        }
    }
}

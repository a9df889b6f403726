use super::desk::Desk;
use briefing::insight::Grain;
use briefing::model::Change;
use briefing::session::{Action, Effect, Follows, Pane};

/// What `Ctrl-o` comes back to is the very row that was left.
#[test]
fn jumps_come_back_to_the_exact_line() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter Ctrl-d j");
    let (article, top) = (desk.session.reading.id(), desk.session.reading.top);
    desk.press("t k Enter");
    assert!(desk.session.reading.lit.is_some(), "landed, lit");
    assert_eq!(desk.session.focus, Pane::Article);
    desk.press("Ctrl-o");
    assert_eq!(desk.session.reading.id(), article);
    assert_eq!(desk.session.focus, Pane::Timeline, "where the jump began");
    assert_eq!(desk.session.reading.top, top);
    desk.press("Ctrl-i");
    desk.press("H");
    assert_eq!(desk.session.reading.top, top);
}

/// Enter on an event lands on its sentence, and the next move lets the light fade.
#[test]
fn an_event_lands_on_its_sentence() {
    let mut desk = Desk::new(140, 42);
    desk.press("t g g");
    let event = desk.session.time.selected().expect("an event").clone();
    desk.press("Enter");
    let reading = &desk.session.reading;
    assert_eq!(reading.id(), Some(event.article));
    assert_eq!(reading.lit, Some(event.span));
    assert!(reading.shown(38).overlaps(event.span));
    desk.press("j");
    assert_eq!(desk.session.reading.lit, None);
}

/// Every mention that a card lists can be landed on.
#[test]
fn a_mention_lands_on_its_letters() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter ] e Enter G");
    desk.press("Enter");
    let reading = &desk.session.reading;
    let mention = reading.current().expect("a mention under the cursor");
    let lit = reading.lit.expect("its sentence lit");
    assert!(lit.contains(mention.span));
    assert_eq!(desk.session.focus, Pane::Article);
}

#[test]
fn marks_are_walked_in_order() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter");
    let count = desk.session.reading.article.as_ref().expect("an article");
    let count = count.annotations.mentions.len();
    for at in 0..count {
        desk.press("] e");
        assert_eq!(desk.session.reading.mention, Some(at));
        let span = desk.session.reading.current().expect("a mention").span;
        assert!(desk.session.reading.shown(39).overlaps(span), "{at} shows");
    }
    desk.press("] e");
    assert_eq!(desk.session.reading.mention, Some(count - 1), "stays");
    desk.press("[ e");
    assert_eq!(desk.session.reading.mention, Some(count - 2));
}

/// `*` goes through every mention of an entity in every article, and never twice.
#[test]
fn the_same_entity_is_followed_into_other_articles() {
    let mut desk = Desk::new(140, 42);
    desk.press("Space e").write("united kingdom").press("Enter");
    let card = desk.session.card.card.as_ref().expect("a card");
    let (mentions, articles) = (card.mentions, card.articles);
    assert!(articles > 1, "the test needs an entity of several articles");
    let first = card.contexts.first().expect("a context").clone();
    let span = first.contexts.first().expect("a mention").mention;
    // From the first mention of the first article on.
    while desk.session.reading.id() != Some(first.article)
        || desk.session.reading.current().map(|m| m.span) != Some(span)
    {
        let before = (desk.session.reading.id(), desk.session.reading.mention);
        desk.press("#");
        let after = (desk.session.reading.id(), desk.session.reading.mention);
        if before == after {
            break;
        }
    }
    let mut seen = vec![(desk.session.reading.id(), desk.session.reading.mention)];
    loop {
        desk.press("*");
        let at = (desk.session.reading.id(), desk.session.reading.mention);
        if seen.last() == Some(&at) {
            break;
        }
        assert!(!seen.contains(&at), "{at:?} twice");
        seen.push(at);
    }
    assert_eq!(seen.len(), mentions as usize);
}

#[test]
fn articles_turn_from_any_pane() {
    let mut desk = Desk::new(140, 42);
    let first = desk.session.reading.id();
    for pane in ["1", "2", "3", "t"] {
        desk.press(pane).press("J");
        assert_ne!(desk.session.reading.id(), first, "{pane}");
        desk.press("K");
        assert_eq!(desk.session.reading.id(), first, "{pane}");
    }
    desk.press("K");
    assert!(desk.text().contains("this is the first article"));
}

#[test]
fn the_timeline_turns() {
    let mut desk = Desk::new(140, 42);
    desk.press("t >");
    assert_eq!(desk.session.time.grain, Grain::Day);
    desk.press("< <");
    assert_eq!(desk.session.time.grain, Grain::Year);
    let corpus = desk.session.time.loaded.total;
    desk.press("Space t");
    assert_eq!(desk.session.follows, Follows::Article);
    let article = desk.session.time.loaded.total;
    assert!(article < corpus, "{article} of {corpus}");
    let here = desk.session.reading.id();
    assert!(
        desk.session
            .time
            .loaded
            .rows
            .iter()
            .all(|row| Some(row.article) == here)
    );
    desk.press("T");
    assert!(desk.text().contains("date of publication"));
}

#[test]
fn the_mouse_focuses_opens_and_scrolls() {
    let mut desk = Desk::new(140, 42);
    // The second article of the list.
    desk.act(Action::Click { x: 5, y: 8 });
    assert_eq!(desk.session.list.cursor, 1);
    assert_eq!(desk.session.focus, Pane::Article);
    let top = desk.session.reading.top;
    let article = desk.session.layout.body(Pane::Article);
    desk.act(Action::Wheel {
        x: article.x + 3,
        y: article.y + 3,
        lines: 1,
    });
    assert!(desk.session.reading.top > top);
    let card = desk.session.layout.body(Pane::Card);
    desk.act(Action::Click {
        x: card.x + 3,
        y: card.y,
    });
    assert_eq!(desk.session.focus, Pane::Card);
}

/// Keys that come before the words they are about act on these words once they are there, as they
/// would have at leisure.
#[test]
fn keys_wait_for_the_words_they_are_about() {
    for keys in [
        "j ] e",
        "j ] e ] e Enter",
        "J J ] q",
        "J J K ] t",
        "G ] e g g ] e ] e",
        "2 J Ctrl-d s",
        "2 J ] e m a K",
        "2 J v c",
        "2 ] e * * J ] e",
        "J Ctrl-o J J H",
        "j j 2 s",
        "2 J ] c",
        "J 3 j Enter",
        "t k Enter ] e",
    ] {
        let (mut slow, mut quick) = (Desk::new(140, 42), Desk::new(140, 42));
        slow.press(keys);
        quick.hurry(keys);
        assert_eq!(quick.text(), slow.text(), "{keys}");
        assert!(quick.session.held.is_empty(), "{keys}");
        let work = |desk: &Desk| {
            let traces =
                |change: &&Change| matches!(change, Change::Place { .. } | Change::Setting { .. });
            let kept = desk.kept.iter().filter(|change| !traces(change));
            kept.cloned().collect::<Vec<_>>()
        };
        assert_eq!(work(&quick), work(&slow), "{keys}");
    }
    let mut desk = Desk::new(140, 42);
    desk.press("2 J ] e m a").hurry("K ' a");
    let selected = desk.session.list.selected().map(|row| row.id);
    assert_eq!(selected, desk.session.reading.id(), "back before it went");
    desk.press("1").hurry("j ] e ] e Esc");
    assert_eq!(desk.session.reading.mention, None, "Esc lets go of them");
    desk.hurry("j ] e Q");
    assert_eq!(desk.done.last(), Some(&Effect::Quit), "out is out");
}

/// Sequences that come to nothing do nothing, and Esc ends one.
#[test]
fn unfinished_sequences_are_let_go() {
    let mut desk = Desk::new(140, 42);
    let before = desk.text();
    desk.press("g Esc");
    assert_eq!(desk.text(), before);
    desk.press("] Esc");
    assert_eq!(desk.text(), before);
    desk.press("g");
    assert!(desk.session.pending.len() == 1);
    desk.press("j");
    assert_eq!(
        desk.session.list.cursor, 1,
        "the second key counts by itself"
    );
}

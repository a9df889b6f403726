use super::desk::{Desk, letters};
use briefing::session::{Action, Pane};
use briefing::tui::Depth;

/// No size, however small or odd, panics, with anything open.
#[test]
fn every_size_draws() {
    let mut desk = Desk::new(140, 42);
    let opened = [
        "",
        "Enter ] e",
        "?",
        ":",
        "Space e",
        "Space /",
        "f",
        "x",
        "/",
        "t",
        "3",
        "Enter ] e p",
        "Enter ] e Space r",
        "Space m",
        "|",
        "Space k",
        "Space c",
    ];
    for keys in opened {
        desk.act(Action::Resize {
            width: 140,
            height: 42,
        });
        desk.press("Esc Esc Esc 1").press(keys);
        for height in [0, 1, 2, 3, 4, 5, 6, 8, 12, 24, 60] {
            for width in [0, 1, 2, 3, 5, 19, 20, 21, 40, 79, 80, 81, 119, 120, 200] {
                desk.act(Action::Resize { width, height });
                let _ = desk.buffer(Depth::Sixteen);
            }
        }
    }
}

/// A frame may be drawn for another size than the session was told of.
#[test]
fn a_buffer_of_another_size_is_no_fault() {
    let desk = Desk::new(140, 42);
    for (width, height) in [(0, 0), (3, 2), (80, 24), (200, 60)] {
        let area = ratatui::layout::Rect::new(0, 0, width, height);
        let mut buffer = ratatui::buffer::Buffer::empty(area);
        let look = briefing::tui::Look::new(desk.session.theme, Depth::None);
        briefing::tui::draw(&mut buffer, &desk.session, &look);
    }
}

#[test]
fn panes_follow_the_width() {
    let shown = |width, height, keys: &str| {
        let mut desk = Desk::new(width, height);
        desk.press(keys);
        let layout = desk.session.layout;
        Pane::ALL.map(|pane| layout.area(pane).is_some())
    };
    for (width, keys, panes) in [
        (200, "", [true, true, true, true]),
        (120, "", [true, true, true, true]),
        (119, "", [true, true, false, false]),
        (119, "3", [false, true, true, true]),
        (80, "2", [true, true, false, false]),
        (79, "", [true, false, false, false]),
        (79, "2", [false, true, false, false]),
        (79, "3", [false, false, true, false]),
        (79, "t", [false, false, false, true]),
        (140, "z", [false, true, false, false]),
        (140, "z z", [true, true, true, true]),
    ] {
        assert_eq!(shown(width, 24, keys), panes, "{width} columns, {keys:?}");
    }
}

#[test]
fn a_screen_too_small_says_so() {
    let desk = Desk::new(19, 5);
    let text = letters(&desk.buffer(Depth::Sixteen));
    assert!(text.contains("too small"), "{text}");
    let desk = Desk::new(20, 5);
    let text = letters(&desk.buffer(Depth::Sixteen));
    assert!(!text.contains("too small"), "{text}");
}

/// However the width changes, the words at the top stay at the top.
#[test]
fn the_place_survives_every_width() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter Ctrl-d");
    for width in [200, 90, 60, 40, 140] {
        let before = desk.session.reading.offset();
        desk.act(Action::Resize { width, height: 42 });
        let reading = &desk.session.reading;
        let text = reading.text();
        let next = reading.page.forward(text, reading.top, 1);
        let line =
            reading.page.offset(text, reading.top)..=reading.page.offset(text, next).max(before);
        assert!(line.contains(&before), "{before} in {line:?} at {width}");
    }
}

/// No line of the article is wider than its measure, which is 78 columns at most and centred.
#[test]
fn lines_keep_the_measure() {
    for width in [40, 80, 140, 200, 260] {
        let mut desk = Desk::new(width, 60);
        desk.press("Enter z");
        let measure = desk.session.reading.page.width();
        assert!(measure <= 78);
        let body = desk.session.layout.body(Pane::Article);
        let left = usize::from(body.x + (body.width - measure) / 2);
        let text = desk.text();
        for row in text.lines().skip(2).take(50) {
            let before: String = row.chars().take(left.saturating_sub(1)).collect();
            // The margin holds the sign of a claim that others share, and no letter.
            let letters = before.trim_matches([' ', '≠', '=', '−', '↑']);
            assert_eq!(letters, "", "{row:?}");
            assert!(
                row.chars().count() <= left + usize::from(measure),
                "{row:?}"
            );
        }
    }
}

use crate::session::{Area, Command, Keymap, Session};
use crate::text;
use crate::tui::paint::{frame, put, put_right};
use crate::tui::theme::Look;
use ratatui::buffer::Buffer;

/// A part of the screen, and its few keys to begin with.
type Part = (&'static str, &'static [(Command, &'static str)]);

const PARTS: [Part; 8] = [
    (
        "Articles",
        &[
            (Command::Down, "down"),
            (Command::Open, "read"),
            (Command::Filter, "filter by a query"),
            (Command::Find, "find"),
        ],
    ),
    (
        "Names",
        &[
            (Command::NextMention, "next marked name"),
            (Command::Open, "its card"),
            (Command::SameNext, "the same in other articles"),
        ],
    ),
    (
        "Look up",
        &[
            (Command::PickEntity, "any name"),
            (Command::SearchCorpus, "every sentence"),
        ],
    ),
    (
        "See",
        &[
            (Command::Network, "who with whom"),
            (Command::Months, "who when"),
            (Command::FocusTimeline, "timeline"),
            (Command::Weigh, "claims"),
        ],
    ),
    (
        "Keep",
        &[
            (Command::Select, "select"),
            (Command::Clip, "clip"),
            (Command::Annotate, "write on"),
            (Command::Clips, "all clips"),
        ],
    ),
    (
        "Set right",
        &[
            (Command::Reject, "a wrong mark"),
            (Command::Merge, "two are one"),
            (Command::AddName, "a missed name"),
            (Command::Undo, "undo anything"),
        ],
    ),
    (
        "Hand in",
        &[(Command::Export, "the note, seen before it is written")],
    ),
    (
        "Lost?",
        &[
            (Command::JumpBack, "back"),
            (Command::Help, "keys"),
            (Command::Palette, "commands by name"),
            (Command::Back, "close, quit"),
        ],
    ),
];

/// Draws what is where, so that the list and the head of the article stay in sight.
pub(in crate::tui) fn draw(buffer: &mut Buffer, session: &Session, look: &Look) {
    let layout = &session.layout;
    let (width, height) = (layout.width, layout.height.saturating_sub(1));
    let wide = width.min(74);
    let column: u16 = if wide < 60 { 0 } else { 11 };
    let room = usize::from(wide.saturating_sub(4 + column)).max(8);
    let mut lines: Vec<(&str, Vec<Piece>)> = Vec::new();
    for (name, keys) in PARTS {
        for (nth, pieces) in folded(keys, &session.keymap, room).into_iter().enumerate() {
            lines.push((if nth == 0 { name } else { "" }, pieces));
        }
    }
    // The list's name and its first title stay in sight.
    let tall = (lines.len() as u16 + 4).min(height.saturating_sub(4));
    let area = Area::new(width - wide, height - tall, wide, tall);
    let title = "The first minute";
    let inner = frame(buffer, area, title, (look.text, look.accent, look.accent));
    let end = inner.x + inner.width;
    let foot = inner.y + inner.height.saturating_sub(1);
    for (nth, (name, pieces)) in lines.into_iter().enumerate() {
        let y = inner.y + nth as u16;
        if y >= foot {
            break;
        }
        if column > 0 {
            put(buffer, (inner.x, y), inner.x + column, name, look.heading);
        }
        let mut x = inner.x + column;
        for (key, words) in pieces {
            x = put(buffer, (x, y), end, &key, look.accent) + 1;
            x = put(buffer, (x, y), end, words, look.text) + 3;
        }
    }
    let help = session.keymap.hint(Command::Help);
    let words = format!("any key goes on, and does what it does · {help} Tab shows this again");
    put_right(buffer, (inner.x, foot), end, &words, look.quiet);
}

/// A key and what it does.
type Piece = (String, &'static str);

/// The keys of a part in lines that fit.
fn folded(keys: &[(Command, &'static str)], keymap: &Keymap, room: usize) -> Vec<Vec<Piece>> {
    let mut out: Vec<Vec<Piece>> = Vec::new();
    let mut left = 0;
    for (command, words) in keys {
        let key = keymap.hint(*command);
        if key.is_empty() {
            continue;
        }
        let wide = text::width(&key) + 1 + text::width(words) + 3;
        match out.last_mut() {
            Some(line) if wide <= left + 3 => {
                line.push((key, words));
                left = left.saturating_sub(wide);
            }
            _ => {
                out.push(vec![(key, words)]);
                left = room.saturating_sub(wide);
            }
        }
    }
    out
}

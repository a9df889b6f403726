use crate::session::{Area, Session, Words};
use crate::text;
use crate::tui::paint::{frame, put, put_right};
use crate::tui::theme::Look;
use ratatui::buffer::Buffer;

/// Draws lines to read, each with a quiet label.
pub(in crate::tui) fn words(buffer: &mut Buffer, session: &Session, look: &Look, words: &Words) {
    let column: u16 = words
        .lines
        .iter()
        .map(|(label, _)| text::width(label) as u16 + 2)
        .max()
        .unwrap_or(0)
        .min(18);
    let room = usize::from(session.layout.width.min(84).saturating_sub(column + 4)).max(8);
    // Long output is not measured beyond what a screen holds.
    let most = usize::from(session.layout.height);
    let mut tall = 0;
    for (_, line) in words.lines.iter().take(most) {
        tall += text::wrap(line, room).len();
    }
    let inner = boxed(
        buffer,
        session,
        look,
        &words.title,
        (84, (tall as u16).saturating_add(4)),
    );
    let end = inner.x + inner.width;
    let mut y = inner.y + 1;
    let bottom = inner.y + inner.height;
    for (label, line) in words.lines.iter().skip(words.top) {
        if y >= bottom {
            y += 1;
            break;
        }
        put(buffer, (inner.x, y), inner.x + column, label, look.quiet);
        for range in text::wrap(line, usize::from(inner.width.saturating_sub(column)).max(1)) {
            if y < bottom {
                put(buffer, (inner.x + column, y), end, &line[range], look.text);
            }
            y += 1;
        }
    }
    // The end of the last one counts as well.
    if y > bottom {
        put_right(buffer, (inner.x, bottom), end, " j more ", look.quiet);
    }
}

/// A box in the middle, as large as asked where there is room.
pub(super) fn boxed(
    buffer: &mut Buffer,
    session: &Session,
    look: &Look,
    title: &str,
    (wide, tall): (u16, u16),
) -> Area {
    let (width, height) = (session.layout.width, session.layout.height);
    let wide = wide.min(width);
    let tall = tall.min(height.saturating_sub(1));
    let area = Area::new(
        (width - wide) / 2,
        (height.saturating_sub(1) - tall) / 3,
        wide,
        tall,
    );
    frame(buffer, area, title, (look.text, look.quiet, look.accent))
}

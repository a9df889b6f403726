use crate::model::Kind;
use crate::session::{Area, Entry, Help, Keymap, Palette, Session};
use crate::text;
use crate::tui::paint::{frame, line, put, put_lit, put_right};
use crate::tui::sheet::choose;
use crate::tui::theme::{Look, sign};
use ratatui::buffer::Buffer;

const SIGNS: [(&str, &str); 9] = [
    ("◆", "marks in an article"),
    (
        "▸",
        "events it tells; in the timeline, those of the article being read",
    ),
    ("❝", "quotations"),
    ("~", "the date is estimated"),
    ("●", "not read yet"),
    ("★", "starred"),
    ("┃", "clipped"),
    ("✎", "with words of yours"),
    ("▊", "fuller where more happened at the time"),
];

/// Draws the keys of a pane, and what the signs and letters mean.
pub(in crate::tui) fn draw(
    buffer: &mut Buffer,
    session: &Session,
    look: &Look,
    help: &Help,
) -> (u16, u16) {
    let (width, height) = (session.layout.width, session.layout.height);
    let wide = if width < 80 {
        width
    } else {
        (width - 8).min(124)
    };
    let area = Area::new((width - wide) / 2, 1, wide, height.saturating_sub(2));
    let title = format!("Help · {}", help.pane.as_str());
    let inner = frame(buffer, area, &title, (look.text, look.quiet, look.accent));
    let end = inner.x + inner.width;
    let x = put(buffer, (inner.x, inner.y), end, "› ", look.accent);
    let (before, after) = help.line.halves();
    let cursor = put(buffer, (x, inner.y), end, before, look.text);
    put(buffer, (cursor, inner.y), end, after, look.text);
    put_right(
        buffer,
        (cursor + 2, inner.y),
        end,
        "type to search · ↑ ↓ scroll · Tab tour · Esc close",
        look.quiet,
    );
    line(buffer, inner.x, inner.y + 1, inner.width, "─", look.rule);
    let body = Area {
        y: inner.y + 2,
        height: inner.height.saturating_sub(2),
        ..inner
    };
    if inner.width >= 100 {
        let left = Area {
            width: inner.width * 3 / 5,
            ..body
        };
        keys(buffer, look, (help, &session.keymap), left);
        let x = left.x + left.width + 2;
        legend(
            buffer,
            look,
            Area {
                x,
                width: end.saturating_sub(x),
                ..body
            },
            0,
        );
    } else {
        let shown = keys(buffer, look, (help, &session.keymap), body);
        let rest = Area {
            y: body.y + shown + 1,
            height: body.height.saturating_sub(shown + 1),
            ..body
        };
        if help.line.text().is_empty() {
            legend(buffer, look, rest, 0);
        }
    }
    (cursor.min(end), inner.y)
}

fn keys(buffer: &mut Buffer, look: &Look, (help, keymap): (&Help, &Keymap), area: Area) -> u16 {
    let entries = help.entries(keymap);
    let bottom = area.height;
    let mut y = 0;
    let mut own = None;
    for entry in entries.iter().skip(help.top) {
        let special = !entry.panes.is_empty();
        if own == Some(true) && !special && y < bottom {
            y += 1;
        }
        own = Some(special);
        if y >= bottom {
            break;
        }
        entry_row(buffer, look, (entry, keymap), area, area.y + y);
        y += 1;
    }
    y
}

fn entry_row(
    buffer: &mut Buffer,
    look: &Look,
    (entry, keymap): (&Entry, &Keymap),
    area: Area,
    y: u16,
) {
    let end = area.x + area.width;
    // On a narrow screen the first key is enough: what it does needs the room.
    let (keys, wide) = if area.width < 60 {
        (keymap.hint(entry.command), 10)
    } else {
        (keymap.all(entry.command), 18)
    };
    let column = area.x + wide.min(area.width / 2);
    put(
        buffer,
        (area.x, y),
        column.saturating_sub(1),
        &keys,
        look.accent,
    );
    put(buffer, (column, y), end, entry.about, look.text);
}

/// What each kind of mark looks like, and what the signs stand for.
fn legend(buffer: &mut Buffer, look: &Look, area: Area, skip: usize) {
    let end = area.x + area.width;
    let bottom = area.y + area.height;
    let mut y = area.y;
    if y < bottom {
        put(buffer, (area.x, y), end, "MARKS", look.heading);
        y += 1;
    }
    for kind in Kind::ALL.into_iter().skip(skip) {
        if y >= bottom {
            return;
        }
        let x = put(buffer, (area.x, y), end, sign(kind), look.sign(kind));
        put(buffer, (x + 2, y), end, kind.as_str(), look.kind(kind));
        y += 1;
    }
    y += 1;
    if y < bottom {
        put(buffer, (area.x, y), end, "SIGNS", look.heading);
        y += 1;
    }
    for (sign, words) in SIGNS {
        if y >= bottom {
            return;
        }
        let x = put(buffer, (area.x, y), end, sign, look.accent);
        let mut first = true;
        for range in text::wrap(words, usize::from(end.saturating_sub(x + 2)).max(1)) {
            if y < bottom {
                put(buffer, (x + 2, y), end, &words[range], look.quiet);
            }
            y += 1;
            first = false;
        }
        debug_assert!(!first, "wrapping gives one line at least");
    }
}

/// Draws the commands by name.
pub(in crate::tui) fn palette(
    buffer: &mut Buffer,
    session: &Session,
    look: &Look,
    palette: &Palette,
) -> (u16, u16) {
    let (width, height) = (session.layout.width, session.layout.height);
    let wide = width.min(76);
    let tall = height.saturating_sub(2).min(20);
    let area = Area::new((width - wide) / 2, 1, wide, tall);
    let inner = frame(
        buffer,
        area,
        "Commands",
        (look.text, look.quiet, look.accent),
    );
    let end = inner.x + inner.width;
    let x = put(buffer, (inner.x, inner.y), end, ":", look.accent);
    let (before, after) = palette.line.halves();
    let cursor = put(buffer, (x, inner.y), end, before, look.text);
    put(buffer, (cursor, inner.y), end, after, look.text);
    line(buffer, inner.x, inner.y + 1, inner.width, "─", look.rule);
    let entries = palette.entries();
    let rows = usize::from(inner.height.saturating_sub(2));
    let top = (palette.cursor + 1).saturating_sub(rows.max(1));
    for (nth, (entry, lit)) in entries.iter().skip(top).take(rows).enumerate() {
        let y = inner.y + 2 + nth as u16;
        if top + nth == palette.cursor {
            choose(buffer, look, Area::new(inner.x, y, inner.width, 1));
        }
        let lit: Vec<u32> = lit.iter().map(|at| *at as u32).collect();
        let hint = session.keymap.hint(entry.command);
        let stop = put_right(buffer, (inner.x + 2, y), end, &hint, look.accent);
        let x = put_lit(
            buffer,
            (inner.x + 2, y),
            stop.saturating_sub(1),
            entry.name,
            &lit,
            (look.text, look.accent),
        );
        let column = (inner.x + 30).max(x + 2);
        put(
            buffer,
            (column, y),
            stop.saturating_sub(2),
            entry.about,
            look.quiet,
        );
    }
    (cursor.min(end), inner.y)
}

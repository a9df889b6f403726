use crate::session::{Area, Field, Form, Session, Words};
use crate::text;
use crate::tui::paint::{frame, put, put_right};
use crate::tui::theme::Look;
use ratatui::buffer::Buffer;
use ratatui::style::Style;
use std::path::Path;

/// Draws what is asked before a note is written.
pub(in crate::tui) fn draw(
    buffer: &mut Buffer,
    session: &Session,
    look: &Look,
    form: &Form,
    replace: Option<&Path>,
) -> Option<(u16, u16)> {
    let inner = boxed(buffer, session, look, "Write a note", (72, 9));
    let end = inner.x + inner.width;
    let column = inner.x + 10;
    let row = |at: u16| inner.y + at.min(inner.height.saturating_sub(1));
    let label = |field: Field| {
        if form.field == field {
            look.accent
        } else {
            look.quiet
        }
    };
    let about = form.about().map_or("", |(_, words)| words.as_str());
    let choice = |field: Field| -> Style {
        if form.field == field {
            look.strong
        } else {
            look.text
        }
    };
    put(buffer, (inner.x, row(1)), end, "about", label(Field::About));
    let turn = |words: &str| format!("‹ {words} ›");
    put(
        buffer,
        (column, row(1)),
        end,
        &turn(about),
        choice(Field::About),
    );
    put(buffer, (inner.x, row(2)), end, "marking", label(Field::Tlp));
    put(
        buffer,
        (column, row(2)),
        end,
        &turn(form.tlp.as_str()),
        choice(Field::Tlp),
    );
    put(buffer, (inner.x, row(3)), end, "file", label(Field::Path));
    let (before, after) = form.path.halves();
    let room = usize::from(end.saturating_sub(column + 1)).max(1);
    let wide = text::width(before);
    let before = if wide > room {
        &before[text::fit(before, wide - room)..]
    } else {
        before
    };
    let cursor = put(buffer, (column, row(3)), end, before, look.text);
    put(buffer, (cursor, row(3)), end, after, look.text);
    if let Some(path) = replace {
        let words = format!("{} is there already. Write over it? y/n", path.display());
        put(buffer, (inner.x, row(5)), end, &words, look.trouble);
        return None;
    }
    if let Some(fault) = &form.fault {
        put(buffer, (inner.x, row(5)), end, fault, look.trouble);
    } else {
        put(
            buffer,
            (inner.x, row(5)),
            end,
            "Enter writes · Tab next · ← → change · Esc leave",
            look.quiet,
        );
    }
    (form.field == Field::Path).then_some((cursor.min(end), row(3)))
}

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
    let tall: usize = words
        .lines
        .iter()
        .map(|(_, line)| text::wrap(line, room).len())
        .sum();
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
            put_right(buffer, (inner.x, bottom), end, " j more ", look.quiet);
            return;
        }
        put(buffer, (inner.x, y), inner.x + column, label, look.quiet);
        for range in text::wrap(line, usize::from(inner.width.saturating_sub(column)).max(1)) {
            if y < bottom {
                put(buffer, (inner.x + column, y), end, &line[range], look.text);
            }
            y += 1;
        }
    }
}

/// A box in the middle, as large as asked where there is room.
fn boxed(
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
    frame(buffer, area, title, (look.text, look.rule, look.accent))
}

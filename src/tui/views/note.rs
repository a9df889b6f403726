use crate::model::Tlp;
use crate::session::{Area, Doubt, Field, Ink, Line, Note, Session};
use crate::text;
use crate::tui::paint::{frame, put, put_right, wipe};
use crate::tui::theme::Look;
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// Draws the note that is being made: its fields, and the page as it will be.
pub(in crate::tui) fn draw(
    buffer: &mut Buffer,
    session: &Session,
    look: &Look,
    note: &Note,
) -> Option<(u16, u16)> {
    let (width, height) = (session.layout.width, session.layout.height);
    let (fields, page) = Note::room(width, height);
    let cursor = draw_fields(buffer, look, note, fields);
    draw_page(buffer, look, note, page);
    foot(buffer, look, note, (width, height));
    cursor.filter(|_| note.doubt.is_none())
}

fn draw_fields(buffer: &mut Buffer, look: &Look, note: &Note, area: Area) -> Option<(u16, u16)> {
    let edge = if note.field == Field::Page {
        look.rule
    } else {
        look.accent
    };
    let inner = frame(buffer, area, "Write a note", (look.text, edge, look.accent));
    let all: Vec<Field> = Field::all()
        .into_iter()
        .filter(|field| *field != Field::Page)
        .collect();
    let rows = usize::from(inner.height);
    let at = all
        .iter()
        .position(|field| *field == note.field)
        .unwrap_or(0);
    let top = if all.len() <= rows {
        0
    } else {
        at.saturating_sub(rows / 2).min(all.len() - rows)
    };
    let mut cursor = None;
    for (y, field) in (inner.y..inner.y + inner.height).zip(all.iter().skip(top)) {
        let spot = draw_field(buffer, look, note, *field, (inner, y));
        if *field == note.field {
            cursor = spot;
        }
    }
    let below = inner.y + all.len() as u16 + 1;
    if let Some((day, new)) = note.since
        && below < inner.y + inner.height
    {
        let words = format!("{new} new since the note of {day}");
        put(
            buffer,
            (inner.x, below),
            inner.x + inner.width,
            &words,
            look.quiet,
        );
    }
    cursor
}

fn draw_field(
    buffer: &mut Buffer,
    look: &Look,
    note: &Note,
    field: Field,
    (inner, y): (Area, u16),
) -> Option<(u16, u16)> {
    let here = note.field == field;
    let end = inner.x + inner.width;
    let column = (inner.x + 13).min(end);
    let name = match field {
        Field::About => "about",
        Field::Title => "title",
        Field::Tlp => "marking",
        Field::Period => "period",
        Field::Template => "template",
        Field::BottomLine => "bottom line",
        Field::Judgments => "judgments",
        Field::Path => "file",
        Field::Section(section) => {
            let sign = if note.has(section) { "[x] " } else { "[ ] " };
            let style = if here { look.accent } else { look.text };
            let x = put(
                buffer,
                (inner.x, y),
                end,
                sign,
                if here { look.accent } else { look.quiet },
            );
            put(buffer, (x, y), end, section.title(), style);
            return None;
        }
        Field::Page => return None,
    };
    put(
        buffer,
        (inner.x, y),
        end,
        name,
        if here { look.accent } else { look.quiet },
    );
    let style = if here { look.strong } else { look.text };
    let turn = |words: &str| {
        if here {
            format!("‹ {words} ›")
        } else {
            words.to_owned()
        }
    };
    match field {
        Field::About => {
            let words = note.choices.get(note.choice).map_or("", |(_, words)| words);
            put(buffer, (column, y), end, &turn(words), style);
        }
        Field::Template => {
            let style = if note.template().starts_with("none") && !here {
                look.quiet
            } else {
                style
            };
            put(buffer, (column, y), end, &turn(note.template()), style);
        }
        Field::Tlp => {
            let x = put(buffer, (column, y), end, &turn(note.tlp().as_str()), style);
            if !note.is_marked() && note.tlp() > Tlp::default() {
                put(buffer, (x + 1, y), end, "by its clips", look.quiet);
            }
        }
        Field::BottomLine | Field::Judgments => {
            let words = note.words(field);
            let (words, style) = if words.is_empty() {
                let hint = if here {
                    "Enter writes them"
                } else {
                    "to fill in"
                };
                (hint.to_owned(), look.quiet)
            } else {
                (words, style)
            };
            put(buffer, (column, y), end, &words, style);
        }
        Field::Title => return Some(typed(buffer, &note.title, (column, y), end, look.text)),
        Field::Period => {
            if note.period.text().is_empty() && !here {
                put(buffer, (column, y), end, "all", look.quiet);
            }
            return Some(typed(buffer, &note.period, (column, y), end, look.text));
        }
        _ => return Some(typed(buffer, &note.path, (column, y), end, look.text)),
    }
    None
}

/// A line being typed, scrolled so that its cursor shows.
fn typed(
    buffer: &mut Buffer,
    words: &Line,
    (x, y): (u16, u16),
    end: u16,
    style: Style,
) -> (u16, u16) {
    let (before, after) = words.halves();
    let room = usize::from(end.saturating_sub(x + 1)).max(1);
    let wide = text::width(before);
    let before = if wide > room {
        let mut from = text::fit(before, wide - room);
        while !before.is_char_boundary(from) {
            from += 1;
        }
        &before[from..]
    } else {
        before
    };
    let cursor = put(buffer, (x, y), end, before, style);
    put(buffer, (cursor, y), end, after, style);
    (cursor.min(end), y)
}

fn draw_page(buffer: &mut Buffer, look: &Look, note: &Note, area: Area) {
    let edge = if note.field == Field::Page {
        look.accent
    } else {
        look.rule
    };
    let inner = frame(buffer, area, "As it will be", (look.text, edge, look.quiet));
    let rows = usize::from(inner.height);
    if note.report.is_none() {
        let words = if note.waits() {
            "written once it is drawn together …"
        } else {
            "drawing it together …"
        };
        put(
            buffer,
            (inner.x, inner.y),
            inner.x + inner.width,
            words,
            look.quiet,
        );
        return;
    }
    let side = inner.width.saturating_sub(84) / 2;
    let left = inner.x + side;
    let end = (left + inner.width.min(84)).min(inner.x + inner.width);
    for (y, row) in (inner.y..inner.y + inner.height).zip(note.rows.iter().skip(note.top)) {
        let mut x = left + row.indent;
        for (ink, words) in &row.pieces {
            x = put(buffer, (x, y), end, words, style(look, *ink));
        }
    }
    let total = note.rows.len();
    if total > rows && area.height > 1 {
        let last = (note.top + rows).min(total);
        let share = match last * 100 / total {
            100 => " end ".to_owned(),
            share => format!(" {share}% "),
        };
        let right = (area.x + area.width).saturating_sub(2);
        put_right(buffer, (area.x + 2, area.y), right, &share, look.quiet);
    }
}

fn style(look: &Look, ink: Ink) -> Style {
    match ink {
        Ink::Plain => look.text,
        Ink::Quiet => look.quiet,
        Ink::Strong => look.strong,
        Ink::Heading | Ink::Marking | Ink::Cite => look.accent,
        Ink::Analyst => look.text.patch(look.strong),
        Ink::Open => look.trouble,
    }
}

/// The question, the fault, the first remark, or the keys.
fn foot(buffer: &mut Buffer, look: &Look, note: &Note, (width, height): (u16, u16)) {
    let y = height.saturating_sub(1);
    wipe(buffer, Area::new(0, y, width, 1), look.text);
    let end = width.saturating_sub(1);
    let spot = (1.min(end), y);
    if let Some(doubt) = &note.doubt {
        let words = match doubt {
            Doubt::Replace(path) => {
                format!("{} is there already. Write over it? y/n", path.display())
            }
            Doubt::Lower(strictest) => format!(
                "a clip in it is {}. Mark it {} all the same? y/n",
                strictest.as_str(),
                note.tlp().as_str()
            ),
        };
        put(buffer, spot, end, &words, look.trouble);
    } else if let Some(fault) = &note.fault {
        put(buffer, spot, end, fault, look.trouble);
    } else if let Some(remark) = note.remarks.first() {
        let more = match note.remarks.len() {
            1 => String::new(),
            many => format!(" · {} more", many - 1),
        };
        put(
            buffer,
            spot,
            end,
            &format!("{}{more}", remark.message),
            look.trouble,
        );
    } else {
        let words = match note.field {
            Field::About | Field::Tlp | Field::Template => {
                "← → change · Enter writes · Tab next · PgDn reads on · Esc leave"
            }
            Field::Section(_) => "Space on or off · Tab next · PgDn reads on · Esc leave",
            Field::BottomLine | Field::Judgments => {
                "Enter edits · Tab next · PgDn reads on · Esc leave"
            }
            Field::Page => "j k move · Enter writes · u undo · Tab next · Esc leave",
            Field::Path => {
                "Enter writes · its ending says how: md html json csv stix.json … · Tab next · Esc leave"
            }
            _ => "Enter writes · Tab next · PgDn reads on · Esc leave",
        };
        put(buffer, spot, end, words, look.quiet);
    }
}

use super::form::boxed;
use crate::session::{Choose, Is, Naming, NamingField, NamingSort, Reach, Session};
use crate::text;
use crate::tui::paint::{put, put_right};
use crate::tui::sheet;
use crate::tui::theme::{Look, sign};
use ratatui::buffer::Buffer;

/// Draws a few things to choose from.
pub(in crate::tui) fn draw(buffer: &mut Buffer, session: &Session, look: &Look, choose: &Choose) {
    let tall = choose.rows.len() as u16 + 5;
    let inner = boxed(buffer, session, look, &choose.title, (78, tall));
    let end = inner.x + inner.width;
    // The last two rows say what the keys do.
    let room = usize::from(inner.height.saturating_sub(2)).max(1);
    let top = choose.cursor.saturating_sub(room.saturating_sub(1));
    for (nth, row) in choose.rows.iter().skip(top).take(room).enumerate() {
        let y = inner.y + nth as u16;
        if top + nth == choose.cursor {
            let area = crate::session::Area {
                y,
                height: 1,
                ..inner
            };
            sheet::choose(buffer, look, area);
        }
        let mut x = inner.x + 2;
        if let Some(letter) = row.letter {
            x = put(buffer, (x, y), end, &letter.to_string(), look.heading) + 2;
        }
        if let Some(kind) = row.kind {
            x = put(buffer, (x, y), end, sign(kind), look.sign(kind)) + 1;
        }
        // What it is called comes first; the detail takes what is left.
        let named = put(buffer, (x, y), end, &row.words, look.text);
        let left = usize::from(end.saturating_sub(named + 3));
        if left > 4 && !row.detail.is_empty() {
            let detail = text::truncate(&row.detail, left);
            put_right(buffer, (named + 2, y), end, &detail, look.quiet);
        }
    }
    let y = inner.y + inner.height.saturating_sub(1);
    put(buffer, (inner.x, y), end, choose.keys, look.quiet);
}

/// Draws what a name is given to.
pub(in crate::tui) fn naming(
    buffer: &mut Buffer,
    session: &Session,
    look: &Look,
    naming: &Naming,
) -> Option<(u16, u16)> {
    let title = match &naming.sort {
        NamingSort::Entity(entity) => format!("Rename {}", entity.name),
        NamingSort::Words(_) => "Mark a name".to_owned(),
    };
    let tall = naming.fields().len() as u16 + 6;
    let inner = boxed(buffer, session, look, &title, (72, tall));
    let end = inner.x + inner.width;
    let column = inner.x + 9;
    let mut cursor = None;
    for (nth, field) in naming.fields().iter().enumerate() {
        let y = inner.y + 1 + nth as u16;
        if y + 1 >= inner.y + inner.height {
            break;
        }
        let here = *field == naming.field;
        let label = match field {
            NamingField::Name => "name",
            NamingField::Is => "means",
            NamingField::Kind => "kind",
            NamingField::Reach => "marked",
        };
        let style = if here { look.accent } else { look.quiet };
        put(buffer, (inner.x, y), end, label, style);
        let words = match field {
            NamingField::Name => {
                let (before, after) = naming.line.halves();
                let room = usize::from(end.saturating_sub(column + 1)).max(1);
                let wide = text::width(before);
                let cut = if wide > room {
                    text::fit(before, wide - room)
                } else {
                    0
                };
                let x = put(buffer, (column, y), end, &before[cut..], look.text);
                put(buffer, (x, y), end, after, look.text);
                if here {
                    cursor = Some((x.min(end), y));
                }
                continue;
            }
            NamingField::Is if naming.is == Is::New => "a new entity",
            NamingField::Is => "one that is known: looked up next",
            NamingField::Kind => {
                put(
                    buffer,
                    (column, y),
                    end,
                    sign(naming.kind),
                    look.sign(naming.kind),
                );
                naming.kind.as_str()
            }
            NamingField::Reach if naming.reach == Reach::Here => "here only",
            NamingField::Reach => "wherever it is said",
        };
        let at = if *field == NamingField::Kind {
            column + 2
        } else {
            column
        };
        let style = if here { look.strong } else { look.text };
        put(buffer, (at, y), end, &format!("‹ {words} ›"), style);
    }
    let y = inner.y + inner.height.saturating_sub(1);
    match &naming.fault {
        Some(fault) => put(buffer, (inner.x, y), end, fault, look.trouble),
        None => put(
            buffer,
            (inner.x, y),
            end,
            "Enter does it · Tab next · ← → change · Esc leave",
            look.quiet,
        ),
    };
    cursor
}

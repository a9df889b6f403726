use crate::insight::{Cast, Zoom};
use crate::session::{Area, Matrix, Session, counted};
use crate::tui::paint::{line, put, put_right};
use crate::tui::sheet::{Foot, choose, hints, sheet};
use crate::tui::theme::{Look, sign};
use ratatui::buffer::Buffer;
use ratatui::style::Style;

const HINTS: [(&str, &str); 7] = [
    ("hjkl", "walk"),
    ("Enter", "its articles"),
    ("< >", "years to months"),
    ("Tab", "most named, or neighbours"),
    ("n", "network"),
    ("e", "card"),
    ("q", "close"),
];

/// Shades from few to many; they differ without any colour.
const SHADES: [&str; 4] = ["░", "▒", "▓", "█"];
const MONTHS: [&str; 12] = ["J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D"];

/// The least count of each shade: steps that grow alike up to the fullest cell.
fn steps(most: u32) -> [u32; 4] {
    let root = f64::from(most.max(1)).powf(0.25);
    let mut out = [1; 4];
    for (nth, step) in out.iter_mut().enumerate().skip(1) {
        *step = root.powi(nth as i32).ceil() as u32;
    }
    for nth in 1..4 {
        out[nth] = out[nth].max(out[nth - 1] + 1);
    }
    out
}

/// Draws who was named in how many articles of each period.
pub(in crate::tui) fn draw(buffer: &mut Buffer, session: &Session, look: &Look, view: &Matrix) {
    let title = match view.cast {
        Cast::Foremost => "Named most, by ".to_owned(),
        Cast::Around(_) => "Neighbours, by ".to_owned(),
    } + view.zoom.as_str();
    let sheet = sheet(buffer, session, look, (&title, 180), Foot::Keys);
    let (head, end, body) = (sheet.head, sheet.end, sheet.body);
    hints(buffer, look, sheet.foot, end, HINTS);
    let steps = steps(view.table.most);
    let stop = legend(buffer, look, view, steps, (head, end));
    let scope = match session.list.wanted.query.as_str() {
        "" => "all articles",
        query => query,
    };
    let words = session.message.as_ref().map_or(scope, |m| m.text.as_str());
    put(buffer, head, stop.saturating_sub(2), words, look.quiet);
    if view.table.columns.is_empty() {
        let words = match (view.known, view.table.rows.is_empty()) {
            (false, _) => "…",
            (true, true) => "nobody is named",
            (true, false) => "no article says when it appeared",
        };
        put(buffer, (body.x, body.y + 1), end, words, look.quiet);
        return;
    }
    let names = session.matrix_names();
    let (rows, cells) = session.matrix_room();
    let wide = view.wide();
    let left = body.x + names + 1;
    let columns = view.shown(view.left, cells);
    heads(buffer, look, view, &columns, (left, body.y, end));
    for (nth, row) in view.table.rows.iter().enumerate().skip(view.top).take(rows) {
        let y = body.y + 2 + (nth - view.top) as u16;
        if nth == view.row {
            choose(buffer, look, Area::new(body.x, y, body.width, 1));
        }
        let x = put(
            buffer,
            (body.x + 2, y),
            end,
            sign(row.kind),
            look.sign(row.kind),
        ) + 1;
        let style = if nth == view.row {
            look.strong
        } else {
            look.text
        };
        put(buffer, (x, y), body.x + names, &row.name, style);
        for &(place, x) in &columns {
            let x = left + x;
            if view.table.columns[place].gap && place > view.left {
                line(buffer, x - 1, y, 1, "┊", look.rule);
            }
            let count = row.cells.get(place).copied().unwrap_or(0);
            let here = (nth, place) == (view.row, view.column);
            cell(buffer, look, (x, y, wide), shade(count, steps), here);
        }
    }
    told(buffer, look, view, (body.x, body.y + body.height - 1), end);
}

fn shade(count: u32, steps: [u32; 4]) -> Option<usize> {
    (count > 0).then(|| steps.iter().filter(|step| count >= **step).count().max(1) - 1)
}

fn cell(
    buffer: &mut Buffer,
    look: &Look,
    (x, y, wide): (u16, u16, u16),
    shade: Option<usize>,
    here: bool,
) {
    // Cells of one period stand apart where there is room.
    let filled = if wide > 2 { wide - 1 } else { wide };
    let (sign, style) = shade.map_or(("·", look.rule), |shade| (SHADES[shade], look.bar));
    if here {
        // A frame of brackets shows the shade under the cursor as well.
        let style: Style = look.cursor;
        line(
            buffer,
            x,
            y,
            filled,
            if shade.is_some() { sign } else { " " },
            style,
        );
        if shade.is_none() || filled > 2 {
            line(buffer, x, y, 1, "[", style);
            line(buffer, x + filled - 1, y, 1, "]", style);
        }
        return;
    }
    if shade.is_none() {
        line(buffer, x + (filled - 1) / 2, y, 1, sign, style);
    } else {
        line(buffer, x, y, filled, sign, style);
    }
}

/// What each shade stands for; gives where it begins.
fn legend(
    buffer: &mut Buffer,
    look: &Look,
    view: &Matrix,
    steps: [u32; 4],
    (head, end): ((u16, u16), u16),
) -> u16 {
    if view.table.most == 0 {
        return end;
    }
    let mut words = String::new();
    for (shade, step) in SHADES.iter().zip(steps) {
        if step > view.table.most {
            break;
        }
        let more = if step == view.table.most { "" } else { "+" };
        words.push_str(&format!("{shade} {step}{more}  "));
    }
    words.push_str("articles");
    if usize::from(end - head.0) < words.chars().count() + 16 {
        return end;
    }
    put_right(buffer, head, end, &words, look.quiet)
}

/// Years above, months or quarters below.
fn heads(
    buffer: &mut Buffer,
    look: &Look,
    view: &Matrix,
    columns: &[(usize, u16)],
    (left, y, end): (u16, u16, u16),
) {
    let mut last = None;
    for &(place, x) in columns {
        let x = left + x;
        let (year, month, _) = view.table.columns[place].moment.first.civil();
        let style = if place == view.column {
            look.accent
        } else {
            look.quiet
        };
        let label = match view.zoom {
            Zoom::Year => format!("{year:04}"),
            Zoom::Quarter => format!("Q{}", (month - 1) / 3 + 1),
            Zoom::Month => MONTHS[month as usize - 1].to_owned(),
        };
        put(buffer, (x, y + 1), end, &label, style);
        if view.zoom != Zoom::Year && last != Some(year) {
            last = Some(year);
            put(buffer, (x, y), end, &format!("{year:04}"), look.heading);
        }
    }
}

/// The cell under the cursor in words.
fn told(buffer: &mut Buffer, look: &Look, view: &Matrix, (x, y): (u16, u16), end: u16) {
    let Some((row, column)) = view.selected().zip(view.table.columns.get(view.column)) else {
        return;
    };
    let count = row.cells.get(view.column).copied().unwrap_or(0);
    let mut words = format!(
        "{} · {}: {}",
        row.name,
        column.moment,
        counted(count, "article")
    );
    let maybe = row.maybe(column.moment);
    if maybe > 0 {
        words.push_str(&format!(", and {maybe} that may be of then"));
    }
    let all: u32 = row.cells.iter().sum();
    words.push_str(&format!(" · {all} in all"));
    if row.undated > 0 {
        words.push_str(&format!(", {} undated", row.undated));
    }
    put(buffer, (x, y), end, &words, look.text);
}

#[cfg(test)]
mod tests {
    use super::{shade, steps};

    #[test]
    fn shades_grow_with_what_there_is() {
        assert_eq!(steps(1), [1, 2, 3, 4]);
        assert_eq!(steps(16), [1, 2, 4, 8]);
        assert_eq!(steps(10_000), [1, 10, 100, 1000]);
        let of = |count| shade(count, steps(16));
        assert_eq!(
            [of(0), of(1), of(3), of(7), of(16)],
            [None, Some(0), Some(1), Some(2), Some(3)]
        );
    }
}

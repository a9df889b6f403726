use crate::insight::{Bar, EventRow};
use crate::model::Stance;
use crate::session::{Area, LABEL, Pane, Session, TimePane, short_date};
use crate::tui::paint::{line, put, put_right};
use crate::tui::theme::Look;
use ratatui::buffer::Buffer;

const LEVELS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
const WIDTHS: [&str; 8] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];

/// Draws how much happened when, and what.
pub(in crate::tui) fn draw(buffer: &mut Buffer, session: &Session, look: &Look, body: Area) {
    let time = &session.time;
    if time.known && time.loaded.total == 0 {
        let end = body.x + body.width;
        put(buffer, (body.x, body.y), end, "no dated event", look.quiet);
        return;
    }
    let (width, height) = session.time_room();
    let strip_rows = usize::from(body.height).saturating_sub(height) as u16;
    if strip_rows >= 2 {
        strip(buffer, look, time, body);
    }
    let focused = session.focus == Pane::Timeline && session.overlay.is_none();
    let bottom = body.y + body.height;
    let mut y = body.y + strip_rows;
    for at in time.top..time.loaded.total {
        if y >= bottom {
            break;
        }
        let Some(row) = time.row(at) else { break };
        if let Some(gap) = time.gap_before(at) {
            let end = body.x + body.width;
            put(buffer, (body.x + LABEL - 2, y), end, "┊", look.rule);
            put(buffer, (body.x + LABEL, y), end, &gap, look.quiet);
            y += 1;
        }
        if let Some(year) = time.year_before(at)
            && y < bottom
        {
            put(
                buffer,
                (body.x + 1, y),
                body.x + body.width,
                &format!("{year:04}"),
                look.strong,
            );
            y += 1;
        }
        let lines = time.words(at, row, width);
        for (nth, words) in lines.iter().enumerate() {
            if y >= bottom {
                return;
            }
            if at == time.cursor {
                let style = if focused { look.accent } else { look.rule };
                line(buffer, body.x.saturating_sub(1), y, 1, "▌", style);
            }
            let here = session.reading.id() == Some(row.article);
            event_line(buffer, look, time, row, (here, nth == 0), (body, y), words);
            y += 1;
        }
    }
}

/// One line of an event: on its first, the date and how full its period is.
fn event_line(
    buffer: &mut Buffer,
    look: &Look,
    time: &TimePane,
    row: &EventRow,
    (here, first): (bool, bool),
    (body, y): (Area, u16),
    words: &str,
) {
    let end = body.x + body.width;
    let bar_at = body.x + LABEL - 2;
    if first {
        let date = short_date(row.moment);
        put_right(
            buffer,
            (body.x, y),
            bar_at.saturating_sub(1),
            &date,
            look.quiet,
        );
        let (count, most) = (time.density(row.moment), time.fullest());
        if count > 0 && most > 0 {
            let level = (count * 8).div_ceil(most).clamp(1, 8) as usize;
            put(buffer, (bar_at, y), end, WIDTHS[level - 1], look.bar);
        }
        if here {
            put(buffer, (body.x, y), end, "▸", look.accent);
        }
    }
    let style = match (here, row.stance) {
        (true, _) => look.strong,
        (false, Stance::Fact) => look.text,
        // What is only said to have happened is not set as if it had.
        (false, Stance::Alleged | Stance::Denied) => {
            look.text.add_modifier(ratatui::style::Modifier::ITALIC)
        }
    };
    put(buffer, (body.x + LABEL, y), end, words, style);
}

/// The whole scope at a glance: a column a stretch of time, higher where more happened.
fn strip(buffer: &mut Buffer, look: &Look, time: &TimePane, body: Area) {
    let bars = &time.loaded.bars;
    let (Some(first), Some(last)) = (bars.first(), bars.last()) else {
        return;
    };
    let width = usize::from(body.width);
    let columns = columns(bars, width);
    let most = columns.iter().copied().max().unwrap_or(0).max(1);
    let here = time
        .selected()
        .map(|row| column(bars, row.moment.first.0, width));
    for (at, count) in columns.iter().enumerate() {
        let (sign, style) = if *count == 0 {
            ("·", look.rule)
        } else {
            let level = (count * 8).div_ceil(most).clamp(1, 8) as usize;
            (LEVELS[level - 1], look.bar)
        };
        let style = if here == Some(at) {
            look.accent.patch(look.cursor)
        } else {
            style
        };
        line(buffer, body.x + at as u16, body.y, 1, sign, style);
    }
    let (from, to) = (first.period.to_string(), last.period.to_string());
    let end = body.x + body.width;
    let x = put(buffer, (body.x, body.y + 1), end, &from, look.quiet);
    if from != to {
        put_right(buffer, (x + 1, body.y + 1), end, &to, look.quiet);
    }
}

fn columns(bars: &[Bar], width: usize) -> Vec<u32> {
    let mut out = vec![0; width];
    for bar in bars {
        if let Some(count) = out.get_mut(column(bars, bar.period.first.0, width)) {
            *count += bar.count;
        }
    }
    out
}

/// The column of a day, the whole scope spread over the width.
fn column(bars: &[Bar], day: i32, width: usize) -> usize {
    let (Some(first), Some(last)) = (bars.first(), bars.last()) else {
        return 0;
    };
    let (from, to) = (
        i64::from(first.period.first.0),
        i64::from(last.period.first.0),
    );
    let span = (to - from).max(1);
    let at = (i64::from(day) - from).clamp(0, span);
    (at * (width.saturating_sub(1)) as i64 / span) as usize
}

use crate::insight::{Bar, EventRow, Grain};
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

/// The whole scope at a glance: a column a period, higher where more happened, long silences
/// folded into a few dots.
fn strip(buffer: &mut Buffer, look: &Look, time: &TimePane, body: Area) {
    let bars = &time.loaded.bars;
    let (Some(first), Some(last)) = (bars.first(), bars.last()) else {
        return;
    };
    let places = places(bars, time.grain);
    let all = places.last().map_or(1, |at| at + 1);
    let width = usize::from(body.width);
    let column = |place: usize| {
        if all <= width {
            place
        } else {
            place * width / all
        }
    };
    let mut columns = vec![0; all.min(width)];
    for (bar, place) in bars.iter().zip(&places) {
        columns[column(*place)] += bar.count;
    }
    let most = columns.iter().copied().max().unwrap_or(0).max(1);
    let here = time.selected().and_then(|row| {
        let at = bars.partition_point(|bar| bar.period.last < row.moment.first);
        places.get(at).map(|place| column(*place))
    });
    for (at, count) in columns.iter().enumerate() {
        let (sign, style) = if *count == 0 {
            ("·", look.rule)
        } else {
            let level = (count * 8).div_ceil(most).clamp(1, 8) as usize;
            (LEVELS[level - 1], look.bar)
        };
        let x = body.x + at as u16;
        line(buffer, x, body.y, 1, sign, style);
        if here == Some(at) {
            line(buffer, x, body.y + 1, 1, "▴", look.accent);
        }
    }
    let (from, to) = (first.period.to_string(), last.period.to_string());
    let end = body.x + columns.len() as u16;
    let here = here.map_or(u16::MAX, |at| body.x + at as u16);
    let wide = from.len() as u16;
    if here > body.x + wide {
        put(
            buffer,
            (body.x, body.y + 1),
            body.x + body.width,
            &from,
            look.quiet,
        );
    }
    let right = (body.x + body.width).min(end.max(body.x + 2 * wide + 3));
    let at = right.saturating_sub(to.len() as u16);
    if from != to && (here == u16::MAX || here + 1 < at) {
        put_right(buffer, (body.x, body.y + 1), right, &to, look.quiet);
    }
}

/// Where each bar stands: one column a period, a silence no longer than three.
fn places(bars: &[Bar], grain: Grain) -> Vec<usize> {
    let index = |bar: &Bar| {
        let (year, month, _) = bar.period.first.civil();
        match grain {
            Grain::Year => i64::from(year),
            Grain::Month => i64::from(year) * 12 + i64::from(month),
            Grain::Day => i64::from(bar.period.first.0),
        }
    };
    let mut out = Vec::with_capacity(bars.len());
    let mut at = 0;
    for pair in bars.windows(2) {
        out.push(at);
        at += (index(&pair[1]) - index(&pair[0])).clamp(1, 4) as usize;
    }
    if !bars.is_empty() {
        out.push(at);
    }
    out
}

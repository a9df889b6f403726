use crate::session::Area;
use crate::text;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Writes text from a cell on, at most to the column `end`, and gives the column after it. What
/// does not fit ends in an ellipsis.
pub(super) fn put(
    buffer: &mut Buffer,
    (x, y): (u16, u16),
    end: u16,
    words: &str,
    style: Style,
) -> u16 {
    let room = end.saturating_sub(x);
    if room == 0 || !inside(buffer, x, y) {
        return x;
    }
    let shown = text::truncate(words, usize::from(room));
    buffer
        .set_stringn(x, y, shown.as_ref(), usize::from(room), style)
        .0
}

/// Writes text that ends before the column `end`, and gives the column where it begins.
pub(super) fn put_right(
    buffer: &mut Buffer,
    (start, y): (u16, u16),
    end: u16,
    words: &str,
    style: Style,
) -> u16 {
    let wide = (text::width(words) as u16).min(end.saturating_sub(start));
    let x = end - wide;
    put(buffer, (x, y), end, words, style);
    x
}

/// Writes text with the characters at some places lit.
pub(super) fn put_lit(
    buffer: &mut Buffer,
    (mut x, y): (u16, u16),
    end: u16,
    words: &str,
    lit: &[u32],
    (style, light): (Style, Style),
) -> u16 {
    let shown = text::truncate(words, usize::from(end.saturating_sub(x)));
    let cut = shown.len() < words.len();
    let last = shown.chars().count().saturating_sub(usize::from(cut));
    for (at, c) in shown.chars().enumerate() {
        let on = at < last && lit.binary_search(&(at as u32)).is_ok();
        let style = if on { style.patch(light) } else { style };
        x = put(buffer, (x, y), end, c.encode_utf8(&mut [0; 4]), style);
    }
    x
}

pub(super) fn inside(buffer: &Buffer, x: u16, y: u16) -> bool {
    let area = buffer.area;
    x >= area.x && y >= area.y && x < area.right() && y < area.bottom()
}

/// The part of an area that the buffer has.
pub(super) fn rect(buffer: &Buffer, area: Area) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height).intersection(buffer.area)
}

/// Fills a row of an area with one sign.
pub(super) fn line(buffer: &mut Buffer, x: u16, y: u16, width: u16, sign: &str, style: Style) {
    for x in x..x.saturating_add(width) {
        if let Some(cell) = buffer.cell_mut((x, y)) {
            cell.set_symbol(sign).set_style(style);
        }
    }
}

/// Makes an area empty, in a style.
pub(super) fn wipe(buffer: &mut Buffer, area: Area, style: Style) {
    let rect = rect(buffer, area);
    if rect.is_empty() {
        return;
    }
    let mut blank = Cell::EMPTY;
    blank.set_style(style);
    for y in rect.top()..rect.bottom() {
        let from = buffer.index_of(rect.left(), y);
        buffer.content[from..from + usize::from(rect.width)].fill(blank.clone());
    }
}

/// A box with a name in its upper edge; gives the area within.
pub(super) fn frame(
    buffer: &mut Buffer,
    area: Area,
    title: &str,
    (ground, edge, name): (Style, Style, Style),
) -> Area {
    wipe(buffer, area, ground);
    let (right, bottom) = (
        area.x + area.width.saturating_sub(1),
        area.y + area.height.saturating_sub(1),
    );
    line(buffer, area.x, area.y, area.width, "─", edge);
    line(buffer, area.x, bottom, area.width, "─", edge);
    for y in area.y..=bottom {
        line(buffer, area.x, y, 1, "│", edge);
        line(buffer, right, y, 1, "│", edge);
    }
    for (x, y, corner) in [
        (area.x, area.y, "╭"),
        (right, area.y, "╮"),
        (area.x, bottom, "╰"),
        (right, bottom, "╯"),
    ] {
        line(buffer, x, y, 1, corner, edge);
    }
    if !title.is_empty() {
        put(
            buffer,
            (area.x + 2, area.y),
            right,
            &format!(" {title} "),
            name,
        );
    }
    Area::new(
        area.x + 2,
        area.y + 1,
        area.width.saturating_sub(4),
        area.height.saturating_sub(2),
    )
}

/// A line of one column a count, the higher the more.
pub(super) fn spark(counts: &[u32]) -> String {
    const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let level = |count: &u32| match (count * 8).div_ceil(most).min(8) {
        0 => '·',
        level => LEVELS[level as usize - 1],
    };
    counts.iter().map(level).collect()
}

/// A bar of at most `cells` columns for a share of 0 to 1, in halves.
pub(super) fn bar(share: f32, cells: u16) -> String {
    let halves = (share.clamp(0.0, 1.0) * f32::from(cells) * 2.0).round() as usize;
    let half = if halves % 2 == 1 { "╸" } else { "" };
    format!("{}{half}", "━".repeat(halves / 2))
}

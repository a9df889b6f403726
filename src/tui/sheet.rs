//! The views over the panes: a frame as wide as is read with ease, a line above, a list with what
//! the chosen row is about beside or below it, and a foot with the keys.

use super::paint::{frame, line, put, rect};
use super::theme::Look;
use crate::session::{Area, Session};
use crate::text;
use ratatui::buffer::Buffer;

/// Columns of a view from which on the detail stands beside the list.
const BESIDE: u16 = 76;

/// Where the parts of a view stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    /// The line above, with the rule below it.
    pub head: (u16, u16),
    pub body: Area,
    /// The last line, where the view has one.
    pub foot: (u16, u16),
    /// The column after the last.
    pub end: u16,
}

/// Whether a view keeps its last line for keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Foot {
    Keys,
    None,
}

/// Draws the frame of a view, at most `widest` columns wide, and gives its parts.
pub(super) fn sheet(
    buffer: &mut Buffer,
    session: &Session,
    look: &Look,
    (title, widest): (&str, u16),
    foot: Foot,
) -> Sheet {
    let inner = frame(
        buffer,
        session.sheet(widest),
        title,
        (look.text, look.quiet, look.accent),
    );
    line(buffer, inner.x, inner.y + 1, inner.width, "─", look.rule);
    let below = match foot {
        Foot::Keys => 3,
        Foot::None => 2,
    };
    Sheet {
        head: (inner.x, inner.y),
        body: Area {
            y: inner.y + 2,
            height: inner.height.saturating_sub(below),
            ..inner
        },
        foot: (inner.x, inner.y + inner.height.saturating_sub(1)),
        end: inner.x + inner.width,
    }
}

/// Where the detail goes where there is no room beside the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Narrow {
    /// Under the list, which keeps half.
    Below,
    Nowhere,
}

impl Sheet {
    /// The list, and the place for what its chosen row is about, a rule between; `share` is the
    /// list's part of the width in twentieths.
    pub(super) fn split(
        &self,
        buffer: &mut Buffer,
        look: &Look,
        share: u16,
        narrow: Narrow,
    ) -> (Area, Option<Area>) {
        let body = self.body;
        if body.width >= BESIDE {
            let list = Area {
                width: body.width * share / 20,
                ..body
            };
            let x = list.x + list.width + 1;
            for y in body.y..body.y + body.height {
                line(buffer, x, y, 1, "│", look.rule);
            }
            let detail = Area {
                x: x + 2,
                width: self.end.saturating_sub(x + 2),
                ..body
            };
            return (list, Some(detail));
        }
        if narrow == Narrow::Nowhere {
            return (body, None);
        }
        let list = Area {
            height: body.height / 2,
            ..body
        };
        let y = list.y + list.height;
        line(buffer, body.x, y, body.width, "─", look.rule);
        let detail = Area {
            y: y + 1,
            height: body.height.saturating_sub(list.height + 1),
            ..body
        };
        (list, Some(detail))
    }
}

/// Shades the row under the cursor and marks its edge.
pub(super) fn choose(buffer: &mut Buffer, look: &Look, area: Area) {
    let shade = rect(buffer, area);
    buffer.set_style(shade, look.row);
    for y in area.y..area.y + area.height {
        line(buffer, area.x, y, 1, "▌", look.accent);
    }
}

/// Writes keys with what they do, as many as there is room for.
pub(super) fn hints<'a>(
    buffer: &mut Buffer,
    look: &Look,
    (mut x, y): (u16, u16),
    end: u16,
    keys: impl IntoIterator<Item = (&'a str, &'a str)>,
) {
    for (key, word) in keys {
        let wide = (text::width(key) + 1 + text::width(word)) as u16;
        if x + wide > end {
            return;
        }
        x = put(buffer, (x, y), end, key, look.heading) + 1;
        x = put(buffer, (x, y), end, word, look.quiet) + 3;
    }
}

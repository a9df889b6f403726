use crate::insight::{Resolved, Telling, Weighed};
use crate::library::Claims;
use crate::session::{Area, Session, Weighing, claim_sign, differing, published, standing};
use crate::text;
use crate::tui::paint::{line, put, put_right};
use crate::tui::sheet::{Foot, Narrow, choose, hints, sheet};
use crate::tui::theme::Look;
use ratatui::buffer::Buffer;

const HINTS: [(&str, &str); 7] = [
    ("j k", "claims"),
    ("h l", "tellings"),
    ("Enter", "go there"),
    ("r", "go with this"),
    ("Tab", "shared or differing"),
    ("y", "copy"),
    ("q", "close"),
];

/// Draws the claims that several articles make and, beside them, who tells the one under the
/// cursor and how.
pub(in crate::tui) fn draw(buffer: &mut Buffer, session: &Session, look: &Look, view: &Weighing) {
    let title = match view.which {
        Claims::Shared => "Claims · told by several",
        Claims::Conflicts => "Claims · told differently",
    };
    let sheet = sheet(buffer, session, look, (title, 160), Foot::Keys);
    let (head, end) = (sheet.head, sheet.end);
    let count = match (view.known, view.loaded.total) {
        (false, _) => "…".to_owned(),
        (true, 0) => "none".to_owned(),
        (true, total) => format!("{} of {total}", view.cursor + 1),
    };
    let stop = put_right(buffer, head, end, &count, look.quiet).saturating_sub(2);
    put(buffer, head, stop, scope(session), look.quiet);
    let (list, detail) = sheet.split(buffer, look, 8, Narrow::Below);
    if view.known && view.loaded.total == 0 {
        let words = match view.which {
            Claims::Shared => "no claim that more than one article makes",
            Claims::Conflicts => "no claim that is told differently",
        };
        let body = sheet.body;
        put(buffer, (body.x, body.y + 1), end, words, look.quiet);
    }
    rows(buffer, look, view, list);
    if let (Some(weighed), Some(detail)) = (view.selected(), detail) {
        tellings(buffer, look, view, weighed, detail);
    }
    let resolved = view.selected().and_then(|weighed| view.resolved(weighed));
    let open = resolved.map(|_| ("x", "leave open"));
    let (before, after) = HINTS.split_at(4);
    let keys = before.iter().copied().chain(open);
    let keys = keys.chain(after.iter().copied());
    hints(buffer, look, sheet.foot, end, keys);
}

fn scope(session: &Session) -> &str {
    match session.list.wanted.query.as_str() {
        "" => "all articles",
        query => query,
    }
}

fn rows(buffer: &mut Buffer, look: &Look, view: &Weighing, area: Area) {
    let end = area.x + area.width;
    let fit = usize::from(area.height / 2).max(1);
    let top = view.top.max((view.cursor + 1).saturating_sub(fit));
    for (row, place) in (top..view.loaded.total).enumerate() {
        let y = area.y + row as u16 * 2;
        if y + 2 > area.y + area.height {
            return;
        }
        let Some(weighed) = view.at(place) else {
            continue;
        };
        if place == view.cursor {
            let spot = Area {
                y,
                height: 2,
                ..area
            };
            choose(buffer, look, spot);
        }
        let conflict = weighed.is_conflict();
        let resolved = view.resolved(weighed);
        let sign = match resolved {
            Some(_) => "✓",
            None => claim_sign(conflict, weighed.update, weighed.origins),
        };
        let style = if conflict && resolved.is_none() {
            look.trouble
        } else {
            look.accent
        };
        put(buffer, (area.x + 2, y), end, sign, style);
        put(buffer, (area.x + 4, y), end, &weighed.what, look.text);
        let mut words = standing(weighed.articles, weighed.origins);
        let how = differing(weighed.differences.iter().copied());
        if !how.is_empty() {
            words = format!(
                "{words} · {}",
                if weighed.update { "risen since" } else { &how }
            );
        }
        if let Some(resolved) = resolved {
            words = format!("you go with {} · {words}", resolved.resolution.value);
        }
        put(buffer, (area.x + 4, y + 1), end, &words, look.quiet);
    }
}

/// Every sentence that makes the claim, in order of publication.
fn tellings(buffer: &mut Buffer, look: &Look, view: &Weighing, weighed: &Weighed, area: Area) {
    let chosen = view.telling;
    let resolved = view.resolved(weighed);
    let room = usize::from(area.width.saturating_sub(2)).max(1);
    let why = resolved.map(why).unwrap_or_default();
    let reasons = text::wrap(&why, room);
    let heights: Vec<u16> = weighed
        .tellings
        .iter()
        .enumerate()
        .map(|(at, telling)| {
            let own = resolved.is_some_and(|resolved| resolved.telling == at);
            3 + text::wrap(&telling.text, room).len() as u16
                + u16::from(notes(telling, weighed).is_some())
                + if own { reasons.len() as u16 } else { 0 }
        })
        .collect();
    // The chosen telling shows whole; those before it as far as there is room.
    let mut first = chosen.min(heights.len().saturating_sub(1));
    let mut used = heights.get(first).copied().unwrap_or_default();
    while first > 0 && used + heights[first - 1] <= area.height {
        first -= 1;
        used += heights[first];
    }
    let mut y = area.y;
    let bottom = area.y + area.height;
    let end = area.x + area.width;
    for (at, telling) in weighed.tellings.iter().enumerate().skip(first) {
        if y >= bottom {
            return;
        }
        let lit = at == chosen;
        let start = y;
        let style = if lit { look.strong } else { look.text };
        let stop = put_right(
            buffer,
            (area.x, y),
            end,
            &published(telling.published, telling.estimated),
            look.quiet,
        );
        let value = if telling.value.is_empty() {
            telling.teller()
        } else {
            &telling.value
        };
        let own = resolved.is_some_and(|resolved| resolved.telling == at);
        let mut x = area.x + 2;
        if own {
            x = put(buffer, (x, y), end, "✓ ", look.accent);
        }
        put(buffer, (x, y), stop.saturating_sub(1), value, style);
        y += 1;
        if y < bottom {
            put(
                buffer,
                (area.x + 2, y),
                end,
                &sourced(telling, weighed),
                look.quiet,
            );
            y += 1;
        }
        for range in text::wrap(&telling.text, room) {
            if y >= bottom {
                break;
            }
            put(
                buffer,
                (area.x + 2, y),
                end,
                &telling.text[range],
                look.text,
            );
            y += 1;
        }
        if let Some(words) = notes(telling, weighed)
            && y < bottom
        {
            put(buffer, (area.x + 2, y), end, words, look.trouble);
            y += 1;
        }
        for range in reasons.iter().filter(|_| own) {
            if y >= bottom {
                break;
            }
            put(
                buffer,
                (area.x + 2, y),
                end,
                &why[range.clone()],
                look.accent,
            );
            y += 1;
        }
        if lit {
            for y in start..y {
                line(buffer, area.x, y, 1, "▌", look.accent);
            }
        }
        y += 1;
    }
}

/// Why the analyst goes with a telling.
fn why(resolved: &Resolved) -> String {
    let words: Vec<&str> = resolved.resolution.words.split_whitespace().collect();
    let mut out = match words.as_slice() {
        [] => "you go with this".to_owned(),
        words => format!("you: {}", words.join(" ")),
    };
    if resolved.changed {
        out.push_str(" (the article says something else here now)");
    }
    out
}

/// Who tells it, on whose word, and which origin that counts for.
fn sourced(telling: &Telling, weighed: &Weighed) -> String {
    let mut out = String::new();
    if weighed.tellings.len() > 1 {
        out = format!("origin {} · ", telling.origin + 1);
    }
    if let Some(voice) = &telling.voice {
        out = format!("{out}on the word of {voice} · ");
    }
    out + telling.teller()
}

fn notes(telling: &Telling, weighed: &Weighed) -> Option<&'static str> {
    if telling.caveat_lost {
        Some("an earlier telling was more careful")
    } else if weighed.circle {
        Some("these give each other as the source")
    } else {
        None
    }
}

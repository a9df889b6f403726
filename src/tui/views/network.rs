use crate::insight::{Companion, Neighbourhood};
use crate::session::{Area, Network, Session, Side, counted};
use crate::text;
use crate::tui::dots::{Dots, Stroke};
use crate::tui::paint::{bar, line, put, put_right, wipe};
use crate::tui::sheet::{Foot, choose, hints, sheet};
use crate::tui::theme::{Look, sign};
use ratatui::buffer::Buffer;

const HINTS: [(&str, &str); 9] = [
    ("hjkl", "walk"),
    ("Enter", "centre on it"),
    ("H", "back"),
    ("s", "sentences of both"),
    ("f", "articles of both"),
    ("m", "by month"),
    ("e", "card"),
    ("+ _", "more, fewer"),
    ("q", "close"),
];

/// Ranks of lines: what concerns the chosen one lies above the rest.
const QUIET: u8 = 1;
const SPOKE: u8 = 2;
const CHOSEN: u8 = 3;

/// Draws an entity among those it appears with.
pub(in crate::tui) fn draw(buffer: &mut Buffer, session: &Session, look: &Look, view: &Network) {
    let name = view.shown.as_ref().map_or("…", |shown| shown.name.as_str());
    let title = format!("Network of {name}");
    let sheet = sheet(buffer, session, look, (&title, 180), Foot::Keys);
    let (head, end, body) = (sheet.head, sheet.end, sheet.body);
    hints(buffer, look, sheet.foot, end, HINTS);
    let Some(shown) = &view.shown else {
        let words = if view.known {
            "no article names it"
        } else {
            "…"
        };
        put(buffer, head, end, words, look.quiet);
        return;
    };
    let count = format!("{} of {} neighbours", shown.around.len(), shown.total);
    let stop = put_right(buffer, head, end, &count, look.quiet).saturating_sub(2);
    let about = format!(
        "{} · {} in {}",
        shown.kind,
        counted(shown.mentions, "mention"),
        counted(shown.articles, "article")
    );
    let x = put(buffer, head, stop, sign(shown.kind), look.sign(shown.kind)) + 1;
    let x = put(buffer, (x, head.1), stop, &about, look.quiet) + 3;
    let legend = "the more sentences, the heavier the line";
    let room = usize::from(stop.saturating_sub(x + 1));
    if let Some(message) = &session.message {
        put(buffer, (x, head.1), stop, &message.text, look.text);
    } else if session.network_room().0.is_some() && text::width(legend) <= room {
        put_right(
            buffer,
            (x, head.1),
            stop.saturating_sub(1),
            legend,
            look.quiet,
        );
    }
    if shown.around.is_empty() {
        let words = "no sentence names it with another";
        put(buffer, (body.x, body.y + 1), end, words, look.quiet);
        return;
    }
    match session.network_room() {
        (Some((wide, tall)), beside) => {
            let drawing = Area {
                width: wide,
                height: tall,
                ..body
            };
            ring(buffer, look, view, shown, drawing);
            if beside {
                let x = body.x + wide + 1;
                for y in body.y..body.y + body.height {
                    line(buffer, x, y, 1, "│", look.rule);
                }
                let list = Area {
                    x: x + 2,
                    width: end.saturating_sub(x + 2),
                    ..body
                };
                beside_list(buffer, look, view, shown, list);
            }
        }
        (None, _) => beside_list(buffer, look, view, shown, body),
    }
}

/// The weight of a line by how many sentences name both, beside the most that any pair has; what
/// does not concern the chosen one is drawn one step lighter.
fn stroke(sentences: u32, most: u32, rank: u8) -> Stroke {
    let share = (sentences as f32).ln_1p() / (most.max(1) as f32).ln_1p();
    let heavy = sentences >= 4 && share > 0.72;
    match (rank, sentences) {
        (_, 0 | 1) => Stroke::Dotted,
        (CHOSEN, _) if heavy => Stroke::Double,
        (CHOSEN, _) => Stroke::Single,
        _ if heavy => Stroke::Single,
        _ => Stroke::Dotted,
    }
}

/// The centre with its neighbours on an ellipse around it: lines to the centre, and between those
/// that appear together; names outside.
fn ring(buffer: &mut Buffer, look: &Look, view: &Network, shown: &Neighbourhood, area: Area) {
    let names = (area.width * 3 / 10).min(30);
    let field = Area {
        x: area.x + names + 1,
        width: area.width.saturating_sub(2 * names + 2),
        ..area
    };
    let (wide, tall) = (i32::from(field.width) * 2, i32::from(field.height) * 2);
    let centre = (wide / 2, tall / 2);
    // Rows first, as each name has one of its own; then where the ellipse is at that height.
    let seats: Vec<Option<Seat>> = (0..shown.around.len())
        .map(|at| {
            let (side, row, rows) = view.seat(at)?;
            let y = (2 * row + 1) as u16 * field.height / (2 * rows as u16);
            let dot = i32::from(y) * 2;
            let off = (dot - centre.1) as f32 / (tall as f32 / 2.0);
            let reach = (1.0 - off * off).max(0.0).sqrt() * (wide as f32 / 2.0 - 1.0);
            let x = match side {
                Side::Left => centre.0 - reach as i32,
                Side::Right => centre.0 + reach as i32,
            };
            Some((side, y, (x, dot)))
        })
        .collect();
    let place = |at: usize| seats.get(at).copied().flatten().map(|seat| seat.2);
    let mut dots = Dots::new(field.width, field.height);
    let most = shown
        .ties
        .iter()
        .map(|tie| tie.sentences)
        .max()
        .unwrap_or(1);
    // Of many ties the strongest show, and those of the chosen one.
    let mut strong: Vec<_> = shown.ties.iter().collect();
    strong.sort_by_key(|tie| (std::cmp::Reverse(tie.sentences), tie.ends));
    for (nth, tie) in strong.into_iter().enumerate() {
        let chosen = tie.ends.contains(&view.cursor);
        if !chosen && nth >= shown.around.len() {
            continue;
        }
        let rank = if chosen { CHOSEN } else { QUIET };
        if let (Some(from), Some(to)) = (place(tie.ends[0]), place(tie.ends[1])) {
            dots.line(from, to, stroke(tie.sentences, most, rank), rank);
        }
    }
    let most = shown.around.iter().map(|c| c.sentences).max().unwrap_or(1);
    for (at, companion) in shown.around.iter().enumerate() {
        let rank = if at == view.cursor { CHOSEN } else { SPOKE };
        if let Some(to) = place(at) {
            dots.line(centre, to, stroke(companion.sentences, most, rank), rank);
        }
    }
    dots.show(buffer, (field.x, field.y), |rank| match rank {
        CHOSEN => look.accent,
        SPOKE => look.quiet,
        _ => look.rule,
    });
    let tied: Vec<usize> = view.ties_of(view.cursor).map(|(other, _)| other).collect();
    for (at, companion) in shown.around.iter().enumerate() {
        let Some((side, y, (x, _))) = seats[at] else {
            continue;
        };
        let knot = field.x + (x / 2).clamp(0, i32::from(field.width) - 1) as u16;
        let spot = Spot {
            side,
            y: area.y + y,
            knot,
            edges: (area.x, area.x + area.width),
        };
        let stands = if at == view.cursor {
            Stands::Chosen
        } else if tied.contains(&at) {
            Stands::Tied
        } else {
            Stands::Apart
        };
        label(buffer, look, companion, spot, stands);
    }
    // The centre over all lines.
    let room = usize::from(field.width.saturating_sub(4));
    let name = text::truncate(&shown.name, room.min(36));
    let wide = text::width(&name) as u16 + 4;
    let x = field.x + field.width.saturating_sub(wide) / 2;
    let y = field.y + field.height / 2;
    wipe(buffer, Area::new(x, y, wide, 1), look.text);
    let end = x + wide;
    let from = put(
        buffer,
        (x + 1, y),
        end,
        sign(shown.kind),
        look.sign(shown.kind),
    );
    put(buffer, (from + 1, y), end, &name, look.strong);
}

/// The side of a neighbour, its row, and the dot where its line ends.
type Seat = (Side, u16, (i32, i32));

/// Where the name of a neighbour goes.
#[derive(Clone, Copy)]
struct Spot {
    side: Side,
    y: u16,
    knot: u16,
    edges: (u16, u16),
}

/// How a neighbour stands to the chosen one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    Chosen,
    Tied,
    Apart,
}

/// The sign of its kind where the lines end, the name outside, and how many sentences.
fn label(buffer: &mut Buffer, look: &Look, with: &Companion, spot: Spot, stands: Stands) {
    let style = match stands {
        Stands::Chosen => look.cursor,
        Stands::Tied => look.strong,
        Stands::Apart => look.text,
    };
    let Spot {
        side,
        y,
        knot: x,
        edges: (start, end),
    } = spot;
    wipe(buffer, Area::new(x, y, 1, 1), look.text);
    put(buffer, (x, y), end, sign(with.kind), look.sign(with.kind));
    let count = with.sentences.to_string();
    let wide = text::width(&count) as u16;
    match side {
        Side::Right => {
            wipe(buffer, Area::new(x + 1, y, 1, 1), look.text);
            let stop = end.saturating_sub(wide + 1);
            let x = put(buffer, (x + 2, y), stop, &with.name, style);
            put(buffer, (x + 1, y), end, &count, look.quiet);
        }
        Side::Left => {
            let stop = x.saturating_sub(1);
            wipe(buffer, Area::new(stop, y, 1, 1), look.text);
            let room = usize::from(stop.saturating_sub(start + wide + 1));
            let name = text::truncate(&with.name, room);
            let from = put_right(buffer, (start, y), stop, &name, style);
            let stop = from.saturating_sub(1);
            put_right(buffer, (start, y), stop, &count, look.quiet);
        }
    }
}

/// The neighbours by strength, and what is known of the chosen one.
fn beside_list(
    buffer: &mut Buffer,
    look: &Look,
    view: &Network,
    shown: &Neighbourhood,
    area: Area,
) {
    let end = area.x + area.width;
    let told = told(view, shown, usize::from(area.width).max(8));
    let below = (told.len() as u16 + 1).min(area.height / 2);
    let rows = area.height.saturating_sub(below + 1);
    let bars: u16 = if area.width >= 40 { 7 } else { 0 };
    put(buffer, (area.x, area.y), end, "WITH", look.heading);
    let stop = end.saturating_sub(if bars > 0 { bars + 1 } else { 0 });
    put_right(buffer, (area.x, area.y), stop, "sentences", look.quiet);
    if bars > 0 {
        put(buffer, (end - bars, area.y), end, "chance", look.quiet);
    }
    let most = shown
        .around
        .iter()
        .map(|c| c.beyond_chance)
        .fold(0.0, f32::max);
    let top = (view.cursor + 1).saturating_sub(usize::from(rows).max(1));
    let tied: Vec<usize> = view.ties_of(view.cursor).map(|(other, _)| other).collect();
    for (nth, at) in (top..shown.around.len())
        .take(usize::from(rows))
        .enumerate()
    {
        let with = &shown.around[at];
        let y = area.y + 1 + nth as u16;
        if at == view.cursor {
            choose(buffer, look, Area::new(area.x, y, area.width, 1));
        }
        let x = area.x + 2;
        let x = put(buffer, (x, y), end, sign(with.kind), look.sign(with.kind)) + 1;
        let from = put_right(
            buffer,
            (x, y),
            stop,
            &with.sentences.to_string(),
            look.quiet,
        );
        let style = if tied.contains(&at) {
            look.strong
        } else {
            look.text
        };
        let x = put(buffer, (x, y), from.saturating_sub(3), &with.name, style);
        if tied.contains(&at) {
            put(buffer, (x + 1, y), from.saturating_sub(1), "●", look.accent);
        }
        if bars > 0 && most > 0.0 && with.beyond_chance > 0.0 {
            let share = with.beyond_chance.ln_1p() / most.ln_1p();
            put(buffer, (end - bars, y), end, &bar(share, bars), look.bar);
        }
    }
    let mut y = area.y + area.height - below;
    line(buffer, area.x, y, area.width, "─", look.rule);
    for words in told {
        y += 1;
        if y >= area.y + area.height {
            return;
        }
        put(buffer, (area.x, y), end, &words, look.text);
    }
}

/// What is known of the chosen neighbour, in lines.
fn told(view: &Network, shown: &Neighbourhood, room: usize) -> Vec<String> {
    let Some(with) = view.selected() else {
        return Vec::new();
    };
    let mut words = vec![format!(
        "{} with {}: {} in {}",
        with.name,
        shown.name,
        counted(with.sentences, "sentence"),
        counted(with.together, "article"),
    )];
    let mut tied: Vec<_> = view.ties_of(view.cursor).collect();
    tied.sort_by_key(|(other, tie)| (std::cmp::Reverse(tie.sentences), *other));
    if tied.is_empty() {
        words.push("with none of the others".to_owned());
    } else {
        let names: Vec<String> = tied
            .iter()
            .map(|(other, tie)| format!("{} {}", shown.around[*other].name, tie.sentences))
            .collect();
        words.push(format!("● also with {}", names.join(", ")));
    }
    words
        .iter()
        .flat_map(|line| {
            text::wrap(line, room)
                .into_iter()
                .map(|range| line[range].to_owned())
                .collect::<Vec<_>>()
        })
        .collect()
}

use crate::insight::{Card, Companion, Context, ContextGroup, Spark};
use crate::library::Article;
use crate::session::{Area, CardPane, CardRow, Pane, Session, published};
use crate::text;
use crate::tui::paint::{bar, line, put, put_right, spark as line_of};
use crate::tui::theme::{Look, sign};
use ratatui::buffer::Buffer;

/// Columns of the bar that shows how far beyond chance two appear together.
const BAR: u16 = 7;

/// Draws the card of the entity under the cursor, or of the article.
pub(in crate::tui) fn draw(buffer: &mut Buffer, session: &Session, look: &Look, body: Area) {
    let focused = session.focus == Pane::Card && session.overlay.is_none();
    let article = session.reading.article.as_deref();
    rows(
        buffer,
        look,
        &session.card,
        article,
        body,
        focused.then_some(session.card.cursor),
    );
}

/// Draws the rows of a card, one of them under a cursor.
pub(in crate::tui) fn rows(
    buffer: &mut Buffer,
    look: &Look,
    pane: &CardPane,
    article: Option<&Article>,
    body: Area,
    cursor: Option<usize>,
) {
    let bottom = body.y + body.height;
    let mut y = body.y;
    for (at, row) in pane.rows.iter().enumerate().skip(pane.top) {
        if y >= bottom {
            break;
        }
        let area = Area {
            y,
            height: (row.height() as u16).min(bottom - y),
            ..body
        };
        one(buffer, look, pane, article, area, row);
        if cursor == Some(at) && row.opens() {
            for y in area.y..area.y + area.height {
                line(buffer, area.x.saturating_sub(1), y, 1, "▌", look.accent);
            }
            let shade = crate::tui::paint::rect(buffer, area);
            buffer.set_style(shade, look.row);
        }
        y += row.height() as u16;
    }
}

fn one(
    buffer: &mut Buffer,
    look: &Look,
    pane: &CardPane,
    article: Option<&Article>,
    area: Area,
    row: &CardRow,
) {
    let end = area.x + area.width;
    let at = (area.x, area.y);
    let card = pane.card.as_deref();
    match row {
        CardRow::Name(kind, name) => {
            let mut x = area.x;
            if let Some(kind) = kind {
                x = put(buffer, at, end, sign(*kind), look.sign(*kind)) + 1;
            }
            put(buffer, (x, area.y), end, name, look.strong);
        }
        CardRow::Fact(words) => {
            put(buffer, at, end, words, look.quiet);
        }
        CardRow::Blank => {}
        CardRow::Part(words) => {
            put(buffer, at, end, words, look.heading);
        }
        CardRow::Spark => {
            if let Some(spark) = card.and_then(|card| card.spark.as_ref()) {
                spark_row(buffer, look, area, spark);
            }
        }
        CardRow::With => with(buffer, look, area),
        CardRow::Companion(index) => {
            if let Some(card) = card
                && let Some(companion) = card.companions.get(*index)
            {
                companion_row(buffer, look, area, card, companion);
            }
        }
        CardRow::Group(index) => {
            if let Some(group) = card.and_then(|card| card.contexts.get(*index)) {
                group_row(buffer, look, area, group);
            }
        }
        CardRow::Context(group, index) => {
            if let Some(card) = card
                && let Some(context) = card
                    .contexts
                    .get(*group)
                    .and_then(|group| group.contexts.get(*index))
            {
                context_rows(buffer, look, area, card, context);
            }
        }
        CardRow::Named(index, count) => {
            if let Some(entity) =
                article.and_then(|article| article.annotations.entities.get(*index))
            {
                let x = put(buffer, at, end, sign(entity.kind), look.sign(entity.kind));
                let stop = put_right(buffer, (x, area.y), end, &count.to_string(), look.quiet);
                put(
                    buffer,
                    (x + 1, area.y),
                    stop.saturating_sub(1),
                    &entity.name,
                    look.text,
                );
            }
        }
    }
}

/// How often it was named lately, the periods told beside.
fn spark_row(buffer: &mut Buffer, look: &Look, area: Area, spark: &Spark) {
    let end = area.x + area.width;
    let before = if spark.before > 0 { "‹" } else { " " };
    let x = put(buffer, (area.x, area.y), end, before, look.quiet);
    let x = put(buffer, (x, area.y), end, &line_of(&spark.counts), look.bar);
    if let (Some(first), Some(last)) = (spark.first, spark.last) {
        let words = format!("by {}, {first} to {last}", spark.zoom.as_str());
        let words = if text::width(&words) + 1 > usize::from(end.saturating_sub(x)) {
            format!("by {} to {last}", spark.zoom.as_str())
        } else {
            words
        };
        put(buffer, (x + 1, area.y), end, &words, look.quiet);
    }
}

/// Columns: here, all, bar.
fn columns(area: Area) -> (u16, u16, u16) {
    let end = area.x + area.width;
    let bar = end.saturating_sub(if area.width >= 34 { BAR } else { 0 });
    (bar.saturating_sub(6), bar.saturating_sub(1), bar)
}

fn with(buffer: &mut Buffer, look: &Look, area: Area) {
    let (here, all, bar) = columns(area);
    put(buffer, (area.x, area.y), here, "WITH", look.heading);
    put_right(buffer, (area.x, area.y), here, "here", look.quiet);
    put_right(buffer, (here, area.y), all, "all", look.quiet);
    put(
        buffer,
        (bar, area.y),
        area.x + area.width,
        "chance",
        look.quiet,
    );
}

fn companion_row(buffer: &mut Buffer, look: &Look, area: Area, card: &Card, with: &Companion) {
    let (here, all, bar_at) = columns(area);
    let y = area.y;
    let x = put(
        buffer,
        (area.x, y),
        here,
        sign(with.kind),
        look.sign(with.kind),
    );
    put(
        buffer,
        (x + 1, y),
        here.saturating_sub(4),
        &with.name,
        look.text,
    );
    let count = |n: u32| {
        if n == 0 {
            "·".to_owned()
        } else {
            n.to_string()
        }
    };
    put_right(buffer, (area.x, y), here, &count(with.here), look.quiet);
    put_right(buffer, (here, y), all, &count(with.sentences), look.quiet);
    let most = card
        .companions
        .iter()
        .map(|c| c.beyond_chance)
        .fold(0.0_f32, f32::max);
    if most > 0.0 && with.beyond_chance > 0.0 {
        let share = with.beyond_chance.ln_1p() / most.ln_1p();
        let words = bar(share, BAR);
        put(buffer, (bar_at, y), area.x + area.width, &words, look.bar);
    }
}

fn group_row(buffer: &mut Buffer, look: &Look, area: Area, group: &ContextGroup) {
    let end = area.x + area.width;
    let date = published(group.published, group.estimated);
    let x = put(buffer, (area.x, area.y), end, &date, look.quiet);
    put(buffer, (x + 1, area.y), end, &group.title, look.text);
}

/// A mention in its sentence, on two lines.
fn context_rows(buffer: &mut Buffer, look: &Look, area: Area, card: &Card, context: &Context) {
    let end = area.x + area.width;
    put(
        buffer,
        (area.x, area.y),
        area.x + 4,
        &format!("¶{}", context.paragraph),
        look.quiet,
    );
    let left = area.x + 5;
    let room = usize::from(end.saturating_sub(left)).max(1);
    let snippet = text::snippet(&context.text, context.lit.range(), room * 2 - room / 6);
    let lines = text::wrap(&snippet.text, room);
    let style = look.kind(card.entity.kind);
    for (at, range) in lines.into_iter().take(2).enumerate() {
        let y = area.y + at as u16;
        if y >= area.y + area.height {
            break;
        }
        let mark = &snippet.mark;
        let (from, to) = (
            mark.start.clamp(range.start, range.end),
            mark.end.clamp(range.start, range.end),
        );
        let words = &snippet.text;
        let x = put(
            buffer,
            (left, y),
            end,
            &words[range.start..from],
            look.quiet,
        );
        let x = put(buffer, (x, y), end, &words[from..to], style);
        put(buffer, (x, y), end, &words[to..range.end], look.quiet);
    }
}

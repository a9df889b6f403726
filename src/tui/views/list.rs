use crate::library::ArticleRow;
use crate::model::Watching;
use crate::session::{Area, Command, Pane, ROW, Session, published};
use crate::text;
use crate::tui::paint::{line, put, put_right, wipe};
use crate::tui::theme::Look;
use ratatui::buffer::Buffer;

/// Draws the articles: date and publisher, the title on two lines, how much is marked.
pub(in crate::tui) fn draw(buffer: &mut Buffer, session: &Session, look: &Look, body: Area) {
    let list = &session.list;
    if list.known && list.window.total == 0 {
        let filter = format!(
            "no article matches: {} changes the filter",
            session.keymap.way(Command::Filter)
        );
        let words = match (list.wanted.query.is_empty(), &session.underway) {
            (true, Some(_)) => "the first articles are being read in",
            (true, None) => "no articles yet: briefing import PATH",
            (false, _) => filter.as_str(),
        };
        let lines = text::wrap(words, usize::from(body.width.max(1)));
        for (y, range) in (body.y + 1..).zip(lines) {
            put(
                buffer,
                (body.x, y),
                body.x + body.width,
                &words[range],
                look.quiet,
            );
        }
        return;
    }
    let bottom = body.y + body.height;
    for at in list.top..list.window.total {
        let y = body.y + ((at - list.top) * ROW) as u16;
        if y >= bottom {
            break;
        }
        let area = Area {
            y,
            height: (ROW as u16).min(bottom - y),
            ..body
        };
        let chosen = at == list.cursor;
        if chosen {
            mark_cursor(buffer, look, area, session.focus == Pane::List);
        }
        match list.row(at) {
            Some(row) => article(buffer, session, look, area, row),
            None => {
                put(
                    buffer,
                    (area.x + 1, y),
                    area.x + area.width,
                    "…",
                    look.quiet,
                );
            }
        }
    }
}

fn mark_cursor(buffer: &mut Buffer, look: &Look, area: Area, focused: bool) {
    let tall = area.height.min(ROW as u16 - 1);
    let shade = Area {
        x: area.x.saturating_sub(1),
        width: area.width + 2,
        height: tall,
        ..area
    };
    wipe(buffer, shade, look.text.patch(look.row));
    let style = if focused { look.accent } else { look.quiet };
    for y in area.y..area.y + tall {
        line(buffer, shade.x, y, 1, "▌", style);
    }
}

fn article(buffer: &mut Buffer, session: &Session, look: &Look, area: Area, row: &ArticleRow) {
    let (left, end) = (area.x + 1, area.x + area.width);
    let bottom = area.y + area.height;
    let mut signs = end;
    if row.starred {
        signs = put_right(buffer, (left, area.y), signs, "★", look.star);
    }
    if !row.read {
        signs = put_right(buffer, (left, area.y), signs, "●", look.unread);
    }
    if row.clips > 0 {
        signs = put_right(buffer, (left, area.y), signs, "┃", look.quiet);
    }
    if row.reliability.is_judged() {
        let grade = row.reliability.grade().as_str();
        signs = put_right(
            buffer,
            (left, area.y),
            signs.saturating_sub(1),
            grade,
            look.quiet,
        );
    }
    let signs = signs.saturating_sub(1);
    let date = published(row.published, row.estimated);
    let x = put(buffer, (left, area.y), signs, &date, look.quiet);
    let publisher = row.publisher.as_deref().unwrap_or("source unknown");
    put(buffer, (x + 2, area.y), signs, publisher, look.quiet);

    let here = session.reading.id() == Some(row.id);
    let style = if here { look.strong } else { look.text };
    let room = usize::from(end.saturating_sub(left)).max(1);
    let lines = two_lines(&row.title, room);
    for (at, words) in lines.iter().enumerate() {
        let y = area.y + 1 + at as u16;
        if y < bottom {
            put(buffer, (left, y), end, words, style);
        }
    }
    let y = area.y + 1 + lines.len() as u16;
    if y < bottom {
        let mut counts = format!("{} ◆  {} ▸  {} ❝", row.mentions, row.events, row.quotes);
        if row.copies > 0 {
            counts = format!("{counts}  ×{}", row.copies + 1);
        }
        let x = match fresh(session, row) {
            Some(words) => put(buffer, (left, y), end, &words, look.accent) + 2,
            None => left,
        };
        put(buffer, (x, y), end, &counts, look.quiet);
    }
}

/// What a new article is about that is watched.
fn fresh(session: &Session, row: &ArticleRow) -> Option<String> {
    let news = &session.shelf.news;
    let about = news.articles.get(&row.id)?;
    let first = news.watched.get(*about.first()?)?;
    let more = match about.len() {
        0 | 1 => String::new(),
        many => format!(" +{}", many - 1),
    };
    Some(match &first.watching {
        Watching::Query(name) => format!("new: @{name}{more}"),
        Watching::Entity(_) => format!("new: {}{more}", first.name),
    })
}

/// Two lines at most, the second ending in an ellipsis where the title is longer.
fn two_lines(title: &str, columns: usize) -> Vec<String> {
    let title = if title.is_empty() {
        "(no headline)"
    } else {
        title
    };
    let mut lines = text::wrap(title, columns).into_iter();
    let mut out: Vec<String> = Vec::new();
    if let Some(first) = lines.next() {
        out.push(title[first].to_owned());
    }
    if let Some(second) = lines.next() {
        if lines.next().is_some() {
            out.push(text::truncate(&title[second.start..], columns).into_owned());
        } else {
            out.push(title[second].to_owned());
        }
    }
    out
}

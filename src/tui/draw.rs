use super::paint::{line, put, put_right, wipe};
use super::theme::Look;
use super::views;
use crate::library::Sort;
use crate::session::{Area, Layout, Overlay, Pane, Session, Tour, follows_name, grain_name};
use ratatui::buffer::Buffer;

/// Draws the whole screen from the session alone; gives where the text cursor stands, if one is to
/// be seen.
pub fn draw(buffer: &mut Buffer, session: &Session, look: &Look) -> Option<(u16, u16)> {
    let area = buffer.area;
    wipe(
        buffer,
        Area::new(area.x, area.y, area.width, area.height),
        look.text,
    );
    let layout = &session.layout;
    if layout.is_too_small() {
        too_small(buffer, look);
        return None;
    }
    for pane in Pane::ALL {
        if let Some(area) = layout.area(pane) {
            header(buffer, session, look, pane, area);
            match pane {
                Pane::List => views::list::draw(buffer, session, look, layout.body(pane)),
                Pane::Article => views::article::draw(buffer, session, look, layout.body(pane)),
                Pane::Card => views::card::draw(buffer, session, look, layout.body(pane)),
                Pane::Timeline => views::timeline::draw(buffer, session, look, layout.body(pane)),
            }
        }
    }
    rules(buffer, layout, look);
    views::status::draw(buffer, session, look);
    if session.tour == Tour::Shown && session.overlay.is_none() {
        views::tour::draw(buffer, session, look);
    }
    match &session.overlay {
        None => None,
        Some(Overlay::Prompt(prompt)) => Some(views::status::prompt(buffer, session, look, prompt)),
        Some(Overlay::Picker(picker)) => Some(views::picker::draw(buffer, session, look, picker)),
        Some(Overlay::Palette(palette)) => {
            Some(views::help::palette(buffer, session, look, palette))
        }
        Some(Overlay::Help(help)) => Some(views::help::draw(buffer, session, look, help)),
        Some(Overlay::Note(note)) => views::note::draw(buffer, session, look, note),
        Some(Overlay::Editor(editor)) => Some(views::editor::draw(buffer, session, look, editor)),
        Some(Overlay::Clips(view)) => views::clips::draw(buffer, session, look, view),
        Some(Overlay::Weighing(view)) => {
            views::weighing::draw(buffer, session, look, view);
            None
        }
        Some(Overlay::Network(view)) => {
            views::network::draw(buffer, session, look, view);
            None
        }
        Some(Overlay::Matrix(view)) => {
            views::matrix::draw(buffer, session, look, view);
            None
        }
        Some(Overlay::Pipe(piping)) => Some(views::status::pipe(buffer, session, look, piping)),
        Some(Overlay::Choose(choose)) => {
            views::choose::draw(buffer, session, look, choose);
            None
        }
        Some(Overlay::Naming(naming)) => views::choose::naming(buffer, session, look, naming),
        Some(Overlay::Grading(grading)) => {
            views::editor::grading(buffer, session, look, grading);
            None
        }
        Some(Overlay::Words(words)) => {
            views::form::words(buffer, session, look, words);
            None
        }
    }
}

fn too_small(buffer: &mut Buffer, look: &Look) {
    let area = buffer.area;
    let words = "too small: 20×5 at least";
    let lines = crate::text::wrap(words, usize::from(area.width.max(1)));
    for (y, range) in (area.top()..area.bottom()).zip(lines) {
        put(buffer, (area.x, y), area.right(), &words[range], look.quiet);
    }
}

/// The name of a pane with a quiet word about it, and the rule below: heavy where the focus is.
fn header(buffer: &mut Buffer, session: &Session, look: &Look, pane: Pane, area: Area) {
    let focused = session.focus == pane && session.overlay.is_none();
    let (name, detail) = words(session, pane);
    let (style, sign, rule) = if focused {
        (look.accent, "━", look.accent)
    } else {
        (look.heading, "─", look.rule)
    };
    let end = (area.x + area.width).saturating_sub(1);
    let left = put(buffer, (area.x + 1, area.y), end, &name, style);
    put_right(buffer, (left + 2, area.y), end, &detail, look.quiet);
    line(buffer, area.x, area.y + 1, area.width, sign, rule);
}

fn words(session: &Session, pane: Pane) -> (String, String) {
    match pane {
        Pane::List => {
            let list = &session.list;
            let sort = match list.wanted.sort {
                Sort::Date => "newest",
                Sort::Title => "by title",
                Sort::Relevance => "best match",
                Sort::New => "new first",
            };
            let name = if list.wanted.query.is_empty() {
                "Articles".to_owned()
            } else {
                format!("Articles · {}", list.wanted.query)
            };
            let detail = if list.known {
                format!("{} · {sort}", list.window.total)
            } else {
                "…".to_owned()
            };
            (name, detail)
        }
        Pane::Article => {
            let Some(id) = session.reading.id() else {
                return ("Article".to_owned(), String::new());
            };
            let name = match session.list.place_of(id) {
                Some(at) => format!("{} of {}", at + 1, session.list.window.total),
                None => "Article".to_owned(),
            };
            (name, progress(session))
        }
        Pane::Card => {
            let card = &session.card;
            let name = match &card.card {
                Some(card) => card.entity.kind.to_string(),
                None => "about the article".to_owned(),
            };
            let pinned = session.pinned.is_some();
            (
                capital(&name),
                if pinned { "opened" } else { "" }.to_owned(),
            )
        }
        Pane::Timeline => {
            let time = &session.time;
            let basis = match time.basis {
                crate::insight::TimeBasis::Event => "",
                crate::insight::TimeBasis::Publication => "published, ",
            };
            (
                format!("Timeline · {}", follows_name(session.follows)),
                format!("{} · {basis}{}", time.loaded.total, grain_name(time.grain)),
            )
        }
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + chars.as_str()
    })
}

/// How far the reading is, quietly: the share of the text above the window's lower edge.
fn progress(session: &Session) -> String {
    let reading = &session.reading;
    let height = usize::from(session.layout.body(Pane::Article).height);
    let text = reading.text();
    if text.is_empty() {
        return String::new();
    }
    let end = reading.shown(height).end as usize;
    let bottom = reading.top >= reading.page.last_top(text, height);
    match (end * 100 / text.len()).min(100) {
        _ if bottom => "end".to_owned(),
        share => format!("{share}%"),
    }
}

/// Thin lines between the panes.
fn rules(buffer: &mut Buffer, layout: &Layout, look: &Look) {
    let mut columns: Vec<u16> = [layout.list, layout.article]
        .into_iter()
        .flatten()
        .map(|area| area.x + area.width)
        .filter(|x| *x < layout.width)
        .collect();
    columns.dedup();
    for x in columns {
        for y in 0..layout.status.y {
            line(buffer, x, y, 1, "│", look.rule);
        }
    }
}

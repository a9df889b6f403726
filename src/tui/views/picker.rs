use super::article::{Inks, page};
use super::card;
use crate::insight::{ArticleMatch, Match};
use crate::library::{Article, Hit};
use crate::model::Span;
use crate::session::{
    Among, Area, CardPane, Found, Page, Picker, Preview, Reading, Session, Top, published,
};
use crate::text;
use crate::tui::paint::{frame, line, put, put_lit, put_right};
use crate::tui::theme::{Look, sign};
use ratatui::buffer::Buffer;

/// Draws what was found for the words typed, and beside it what the chosen find is about.
pub(in crate::tui) fn draw(
    buffer: &mut Buffer,
    session: &Session,
    look: &Look,
    picker: &Picker,
) -> (u16, u16) {
    let (width, height) = (session.layout.width, session.layout.height);
    let wide = if width < 84 {
        width
    } else {
        (width - 6).min(150)
    };
    let area = Area::new((width - wide) / 2, 1, wide, height.saturating_sub(2));
    let title = picker.aim.title().unwrap_or_else(|| {
        match picker.among {
            Among::Entities => "Entities",
            Among::Articles => "Articles",
            Among::Sentences => "Search the corpus",
            Among::Copies(_) => "Copies of one text",
        }
        .to_owned()
    });
    let inner = frame(buffer, area, &title, (look.text, look.rule, look.accent));
    let end = inner.x + inner.width;
    let x = put(buffer, (inner.x, inner.y), end, "› ", look.accent);
    let (before, after) = picker.line.halves();
    let cursor = put(buffer, (x, inner.y), end, before, look.text);
    put(buffer, (cursor, inner.y), end, after, look.text);
    count(buffer, look, picker, (cursor + 2, inner.y), end);
    line(buffer, inner.x, inner.y + 1, inner.width, "─", look.rule);

    let beside = inner.width >= 76;
    let finds = Area {
        y: inner.y + 2,
        height: inner.height.saturating_sub(2),
        width: if beside {
            inner.width * 11 / 20
        } else {
            inner.width
        },
        ..inner
    };
    list(buffer, session, look, picker, finds);
    if beside {
        let x = finds.x + finds.width + 1;
        for y in finds.y..finds.y + finds.height {
            line(buffer, x, y, 1, "│", look.rule);
        }
        let preview = Area {
            x: x + 2,
            width: end.saturating_sub(x + 2),
            ..finds
        };
        self::preview(buffer, look, picker, preview);
    }
    (cursor.min(end), inner.y)
}

fn count(buffer: &mut Buffer, look: &Look, picker: &Picker, at: (u16, u16), end: u16) {
    let words = match (&picker.fault, picker.settled, picker.finds.len()) {
        (Some(fault), ..) => {
            put_right(buffer, at, end, fault, look.trouble);
            return;
        }
        (None, false, _) => "…".to_owned(),
        (None, true, 0) if picker.line.text().trim().is_empty() => "type to look up".to_owned(),
        (None, true, 0) => "nothing found".to_owned(),
        (None, true, count) if count >= 200 => format!("{} of the best 200", picker.cursor + 1),
        (None, true, count) => format!("{} of {count}", picker.cursor + 1),
    };
    put_right(buffer, at, end, &words, look.quiet);
}

fn list(buffer: &mut Buffer, session: &Session, look: &Look, picker: &Picker, area: Area) {
    let tall: u16 = if picker.among == Among::Entities {
        1
    } else {
        2
    };
    let visible = session.picker_rows(picker.among);
    for (nth, found) in picker
        .finds
        .iter()
        .skip(picker.top)
        .take(visible)
        .enumerate()
    {
        let row = Area {
            y: area.y + nth as u16 * tall,
            height: tall,
            ..area
        };
        if row.y + tall > area.y + area.height {
            return;
        }
        let chosen = picker.top + nth == picker.cursor;
        if chosen {
            let rect = crate::tui::paint::rect(buffer, row);
            buffer.set_style(rect, look.row);
            for y in row.y..row.y + tall {
                line(buffer, row.x, y, 1, "▌", look.accent);
            }
        }
        let inside = Area {
            x: row.x + 2,
            width: row.width.saturating_sub(2),
            ..row
        };
        match found {
            Found::Entity(found) => entity(buffer, look, inside, found),
            Found::Article(found) => article(buffer, look, inside, found),
            Found::Sentence(hit) => sentence(buffer, look, inside, hit),
        }
    }
}

fn entity(buffer: &mut Buffer, look: &Look, area: Area, found: &Match) {
    let (row, y, end) = (&found.entity, area.y, area.x + area.width);
    let counts = format!("{} in {}", row.mentions, row.articles);
    let mut stop = put_right(buffer, (area.x, y), end, &counts, look.quiet);
    if area.width >= 44 {
        let at = end.saturating_sub(11 + 13).min(stop.saturating_sub(13));
        put(
            buffer,
            (at, y),
            stop.saturating_sub(1),
            row.kind.as_str(),
            look.quiet,
        );
        stop = at;
    }
    let stop = stop.saturating_sub(1);
    let x = put(
        buffer,
        (area.x, y),
        stop,
        sign(row.kind),
        look.sign(row.kind),
    ) + 1;
    match &found.alias {
        None => {
            put_lit(
                buffer,
                (x, y),
                stop,
                &row.name,
                &found.lit,
                (look.text, look.accent),
            );
        }
        Some(alias) => {
            let x = put(buffer, (x, y), stop, &row.name, look.text);
            let x = put(buffer, (x + 1, y), stop, "as ", look.quiet);
            put_lit(
                buffer,
                (x, y),
                stop,
                alias,
                &found.lit,
                (look.quiet, look.accent),
            );
        }
    }
}

fn article(buffer: &mut Buffer, look: &Look, area: Area, found: &ArticleMatch) {
    let (row, end) = (&found.article, area.x + area.width);
    put_lit(
        buffer,
        (area.x, area.y),
        end,
        &row.title,
        &found.lit,
        (look.text, look.accent),
    );
    let date = published(row.published, row.estimated);
    let source = row.publisher.as_deref().unwrap_or("source unknown");
    let words = format!("{date}  {source}  {} ◆  {} ▸", row.mentions, row.events);
    put(buffer, (area.x, area.y + 1), end, &words, look.quiet);
}

fn sentence(buffer: &mut Buffer, look: &Look, area: Area, hit: &Hit) {
    let end = area.x + area.width;
    let room = usize::from(area.width).max(1);
    let first = hit.lit.first().copied().unwrap_or_default();
    let shown = text::snippet(&hit.text, first.range(), room);
    // The same shift carries every other lit place from the sentence into its snippet.
    let shift = shown.mark.start as isize - first.start as isize;
    let lit: Vec<u32> = lit_letters(&shown.text, &hit.lit, shift);
    put_lit(
        buffer,
        (area.x, area.y),
        end,
        &shown.text,
        &lit,
        (look.text, look.accent),
    );
    let date = published(hit.published, hit.estimated);
    let words = format!("{date}  {}", hit.title);
    put(buffer, (area.x, area.y + 1), end, &words, look.quiet);
}

/// Places of letters, counted in characters, that lie within shifted byte ranges.
fn lit_letters(text: &str, lit: &[Span], shift: isize) -> Vec<u32> {
    text.char_indices()
        .enumerate()
        .filter(|(_, (byte, _))| {
            usize::try_from(*byte as isize - shift)
                .is_ok_and(|byte| lit.iter().any(|span| span.holds(byte)))
        })
        .map(|(at, _)| at as u32)
        .collect()
}

fn preview(buffer: &mut Buffer, look: &Look, picker: &Picker, area: Area) {
    match &picker.preview {
        Preview::Empty => {}
        Preview::Card(card) => {
            let mut pane = CardPane::default();
            pane.show(card.clone(), area.width);
            card::rows(buffer, look, &pane, None, area, None);
        }
        Preview::Article(article) => {
            let span = match picker.selected() {
                Some(Found::Sentence(hit)) if hit.article == article.row.id => Some(hit.span),
                _ => None,
            };
            excerpt(buffer, look, article, span, area);
        }
    }
}

/// The beginning of an article, or the part around a sentence with the sentence lit.
fn excerpt(buffer: &mut Buffer, look: &Look, article: &Article, span: Option<Span>, area: Area) {
    let page_of = Page::new(article, area.width);
    let reading = Reading {
        article: Some(Box::new(article.clone())),
        ..Reading::default()
    };
    let text = reading.text();
    let top = match span {
        Some(span) if !span.is_empty() => {
            let row = page_of.at(text, span.start as usize);
            page_of.back(text, row, usize::from(area.height) / 3)
        }
        _ => Top::default(),
    };
    let inks = Inks {
        look,
        reading: &reading,
        lit: span,
        select: None,
        kept: &[],
        finds: &[],
        find: None,
        cursor: None,
    };
    page(buffer, &inks, &page_of, top, (area.x, area));
}

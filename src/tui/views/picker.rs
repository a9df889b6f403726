use super::article::{Inks, page};
use super::card;
use crate::insight::{ArticleMatch, Match, SPARK, Spark};
use crate::library::{Article, Hit};
use crate::model::Span;
use crate::session::{
    Among, Area, CardPane, Found, Page, Picker, Preview, Reading, Session, Top, published,
};
use crate::text;
use crate::tui::paint::{put, put_lit, put_right, spark};
use crate::tui::sheet::{Foot, Narrow, choose, sheet};
use crate::tui::theme::{Look, sign};
use ratatui::buffer::Buffer;

/// Draws what was found for the words typed, and beside it what the chosen find is about.
pub(in crate::tui) fn draw(
    buffer: &mut Buffer,
    session: &Session,
    look: &Look,
    picker: &Picker,
) -> (u16, u16) {
    let title = picker.aim.title().unwrap_or_else(|| match &picker.among {
        Among::Entities => "Entities".to_owned(),
        Among::Articles => "Articles".to_owned(),
        Among::Sentences => "Search the corpus".to_owned(),
        Among::Copies(_) => "Copies of one text".to_owned(),
        Among::Both(ends) => format!("{} with {}", ends[0].1, ends[1].1),
    });
    let sheet = sheet(buffer, session, look, (&title, 150), Foot::None);
    let ((x, y), end) = (sheet.head, sheet.end);
    let x = put(buffer, (x, y), end, "› ", look.accent);
    let (before, after) = picker.line.halves();
    let cursor = put(buffer, (x, y), end, before, look.text);
    put(buffer, (cursor, y), end, after, look.text);
    count(buffer, look, picker, (cursor + 2, y), end);
    let (finds, detail) = sheet.split(buffer, look, 11, Narrow::Nowhere);
    list(buffer, session, look, picker, finds);
    if let Some(detail) = detail {
        preview(buffer, look, picker, detail);
    }
    (cursor.min(end), y)
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
        (None, true, count) if picker.partly => format!("{} of {count}+", picker.cursor + 1),
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
    let visible = session.picker_rows(&picker.among);
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
            choose(buffer, look, row);
        }
        let inside = Area {
            x: row.x + 2,
            width: row.width.saturating_sub(2),
            ..row
        };
        match found {
            Found::Entity(found) => {
                let line = picker.sparks.get(&found.entity.id);
                entity(buffer, look, inside, found, line);
            }
            Found::Article(found) => article(buffer, look, inside, found),
            Found::Sentence(hit) => sentence(buffer, look, inside, hit),
        }
    }
}

fn entity(buffer: &mut Buffer, look: &Look, area: Area, found: &Match, line: Option<&Spark>) {
    let (row, y, end) = (&found.entity, area.y, area.x + area.width);
    let counts = format!("{} in {}", row.mentions, row.articles);
    let mut stop = put_right(buffer, (area.x, y), end, &counts, look.quiet);
    let lined = area.width >= 44 + SPARK as u16;
    if lined {
        // The counts have ten columns, so that the lines stand under each other.
        let at = end.saturating_sub(10 + 1 + SPARK as u16);
        if let Some(line) = line.filter(|_| at + (SPARK as u16) < stop) {
            put(buffer, (at, y), stop, &spark(&line.counts), look.bar);
        }
        stop = at.min(stop);
    }
    // The sign tells the kind already; the name needs the room more.
    if area.width >= if lined { 90 } else { 44 } {
        let at = stop.min(end.saturating_sub(11)).saturating_sub(13);
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

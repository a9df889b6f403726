use crate::model::{BlockKind, Mention, Span};
use crate::session::{
    Area, Kept, Page, Piece, PieceKind, Reading, Row, Session, Top, What, claim_sign, margin,
};
use crate::text;
use crate::tui::paint::{inside, line, put};
use crate::tui::theme::{Look, sign, sign_in_text};
use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

/// Draws the article, set like a page.
pub(in crate::tui) fn draw(buffer: &mut Buffer, session: &Session, look: &Look, body: Area) {
    let reading = &session.reading;
    if reading.article.is_none() {
        return;
    }
    let inks = Inks {
        look,
        reading,
        lit: reading.lit,
        select: reading.select.map(|select| select.span()),
        kept: &reading.kept,
        finds: &reading.finds,
        find: reading.find,
        cursor: reading.mention,
    };
    let left = margin(body, reading.page.width());
    page(buffer, &inks, &reading.page, reading.top, (left, body));
}

/// What makes some letters look different from others.
pub(in crate::tui) struct Inks<'a> {
    pub(in crate::tui) look: &'a Look,
    pub(in crate::tui) reading: &'a Reading,
    pub(in crate::tui) lit: Option<Span>,
    pub(in crate::tui) select: Option<Span>,
    pub(in crate::tui) kept: &'a [Kept],
    pub(in crate::tui) finds: &'a [Span],
    pub(in crate::tui) find: Option<usize>,
    pub(in crate::tui) cursor: Option<usize>,
}

/// Draws the rows of a page from one on.
pub(in crate::tui) fn page(
    buffer: &mut Buffer,
    inks: &Inks<'_>,
    page: &Page,
    top: Top,
    (left, body): (u16, Area),
) {
    let text = inks.reading.text();
    let rows = page.rows(text, top, usize::from(body.height));
    let end = (left + page.width()).min(body.x + body.width);
    for (at, row) in rows.iter().enumerate() {
        let y = body.y + at as u16;
        if let Row::Words {
            piece,
            range,
            first,
        } = row
        {
            if let Some(words) = &piece.words {
                let style = match piece.kind {
                    PieceKind::Title => inks.look.strong,
                    _ => inks.look.quiet,
                };
                let words = words.get(range.clone()).unwrap_or_default();
                put(buffer, (left, y), end, words, style);
                continue;
            }
            if *first {
                lead(buffer, inks, piece, (left, y));
            }
            if piece.kind == PieceKind::Block(BlockKind::Quotation) {
                put(buffer, (left + 1, y), end, "▏", inks.look.quiet);
            }
            let base = base(inks.look, piece.kind);
            let at = (left + piece.hang, y);
            if left >= 2 {
                beside(buffer, inks, range.clone(), (left - 2, y));
            }
            letters(buffer, inks, text, range.clone(), at, base);
        }
    }
}

/// The sign in the margin of a row that the analyst kept something of, or wrote on.
fn beside(buffer: &mut Buffer, inks: &Inks<'_>, range: std::ops::Range<usize>, (x, y): (u16, u16)) {
    let row = Span::from(range);
    let mut here = inks.kept.iter().filter(|kept| kept.span.overlaps(row));
    let begins = |kept: &Kept| kept.what == What::Words && kept.span.start >= row.start;
    if here.clone().any(begins) {
        line(buffer, x, y, 1, "✎", inks.look.accent);
    } else if here.next().is_some() {
        line(buffer, x, y, 1, "┃", inks.look.quiet);
    } else if let Some(note) = inks
        .reading
        .claims
        .iter()
        .filter(|note| row.holds(note.lit.start as usize))
        .max_by_key(|note| note.is_conflict())
    {
        let sign = claim_sign(note.is_conflict(), note.update, note.origins);
        line(buffer, x, y, 1, sign, inks.look.quiet);
    }
}

/// The number or bullet of an item.
fn lead(buffer: &mut Buffer, inks: &Inks<'_>, piece: &Piece, (left, y): (u16, u16)) {
    if matches!(piece.kind, PieceKind::Block(BlockKind::Item(_))) {
        let start = piece.span.start as usize;
        let number = inks
            .reading
            .text()
            .get(start..start + piece.lead)
            .filter(|number| !number.is_empty())
            .unwrap_or("•");
        put(
            buffer,
            (left + piece.indent, y),
            left + piece.hang,
            number.trim_end(),
            inks.look.quiet,
        );
    }
}

fn base(look: &Look, kind: PieceKind) -> Style {
    match kind {
        PieceKind::Block(BlockKind::Heading(_)) => look.strong,
        _ => Style::new(),
    }
}

/// One line of the text, each mark in its style where the ranges meet.
fn letters(
    buffer: &mut Buffer,
    inks: &Inks<'_>,
    text: &str,
    range: std::ops::Range<usize>,
    (mut x, y): (u16, u16),
    base: Style,
) {
    let Some(line_text) = text.get(range.clone()) else {
        return;
    };
    let mentions: &[Mention] = inks
        .reading
        .article
        .as_ref()
        .map_or(&[], |article| &article.annotations.mentions);
    let mut next = mentions.partition_point(|m| m.span.end as usize <= range.start);
    let row = Span::from(range.clone());
    let kept: Vec<Span> = inks
        .kept
        .iter()
        .map(|kept| kept.span)
        .filter(|span| span.overlaps(row))
        .collect();
    let starts_here = mentions
        .get(next)
        .filter(|m| m.span.start as usize == range.start);
    if let Some(mention) = starts_here
        && x > 0
    {
        let underlined = kept.iter().any(|span| span.holds(range.start));
        put_sign(buffer, inks, mention, (x - 1, y), underlined);
    }
    for (at, grapheme) in line_text.grapheme_indices(true) {
        let offset = range.start + at;
        while mentions
            .get(next)
            .is_some_and(|m| m.span.end as usize <= offset)
        {
            next += 1;
        }
        let mut style = base;
        let mention = mentions.get(next);
        let within = mention.filter(|m| m.span.holds(offset));
        if let Some(mention) = within
            && let Some(entity) = inks.reading.entity_of(mention)
        {
            let kind = inks.look.kind(entity.kind);
            // What is doubtful looks doubtful.
            style = style.patch(if mention.confidence < 0.5 {
                kind.add_modifier(Modifier::DIM)
            } else {
                kind
            });
        }
        let clipped = kept.iter().any(|span| span.holds(offset));
        // A mark keeps its own lines: they tell its kind.
        if clipped && within.is_none() {
            style = style.patch(inks.look.kept);
        }
        style = lights(
            inks,
            offset,
            style,
            within.is_some() && inks.cursor == Some(next),
        );
        let blank = grapheme.chars().all(char::is_whitespace);
        let wide = text::width(grapheme) as u16;
        if !inside(buffer, x, y) {
            return;
        }
        if blank {
            let coming = mention.filter(|m| m.span.start as usize == offset + grapheme.len());
            buffer.set_stringn(x, y, " ", 1, style);
            if let Some(mention) = coming {
                let underlined = kept.iter().any(|span| span.holds(offset + grapheme.len()));
                put_sign(buffer, inks, mention, (x, y), underlined);
            }
            x += 1;
        } else {
            buffer.set_stringn(x, y, grapheme, usize::from(wide), style);
            x += wide;
        }
    }
}

/// Adds what is lit, found or under the cursor to a letter's style.
fn lights(inks: &Inks<'_>, offset: usize, style: Style, under_cursor: bool) -> Style {
    let look = inks.look;
    let mut style = style;
    if inks.lit.is_some_and(|lit| lit.holds(offset)) {
        style = style.patch(look.lit);
    }
    let at = inks
        .finds
        .partition_point(|span| span.end as usize <= offset);
    if inks.finds.get(at).is_some_and(|span| span.holds(offset)) {
        style = style.patch(if inks.find == Some(at) {
            look.lit
        } else {
            look.find
        });
    }
    if inks.select.is_some_and(|select| select.holds(offset)) {
        style = style.patch(look.select);
    }
    if under_cursor {
        style = if style.has_modifier(Modifier::REVERSED) {
            style.add_modifier(Modifier::UNDERLINED)
        } else {
            style.patch(look.cursor)
        };
    }
    style
}

/// The sign before a mark, in the blank that stands there anyway. Among underlined letters a mark
/// that is told by its line alone has one too.
fn put_sign(
    buffer: &mut Buffer,
    inks: &Inks<'_>,
    mention: &Mention,
    (x, y): (u16, u16),
    underlined: bool,
) {
    let Some(entity) = inks.reading.entity_of(mention) else {
        return;
    };
    let style = inks.look.kind(entity.kind);
    let alone = underlined && style.add_modifier == Modifier::UNDERLINED;
    let shown = sign_in_text(entity.kind).or(alone.then(|| sign(entity.kind)));
    if let Some(shown) = shown {
        line(buffer, x, y, 1, shown, inks.look.sign(entity.kind));
    }
}

use super::card::exactly;
use crate::library::Article;
use crate::model::{BlockKind, Document, Span};
use crate::text;
use std::cell::OnceCell;
use std::ops::Range;

/// The widest line that is set, in columns.
pub const MEASURE: u16 = 78;

/// An article set for one width. Each piece is wrapped when it first comes near the window.
#[derive(Clone, Debug, Default)]
pub struct Page {
    width: u16,
    pieces: Vec<Piece>,
}

/// A paragraph, heading, item or other piece of the page.
#[derive(Clone, Debug)]
pub struct Piece {
    pub kind: PieceKind,
    /// In the article's text; empty for what the page itself adds.
    pub span: Span,
    /// What the page itself adds: headline, byline, a word about what was removed.
    pub words: Option<String>,
    /// Blank rows above.
    before: u16,
    /// Columns to the left of the number or bullet.
    pub indent: u16,
    /// Bytes of a number that hangs out to the left.
    pub lead: usize,
    /// Columns to the left of the text.
    pub hang: u16,
    lines: OnceCell<Vec<Range<usize>>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    Title,
    Byline,
    /// A word of the program's own.
    Note,
    Block(BlockKind),
}

/// A row of the page: the row of a piece, blank rows above it counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Top {
    pub piece: usize,
    pub row: usize,
}

/// What stands in one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row<'a> {
    Blank,
    Words {
        piece: &'a Piece,
        /// Bytes of the article's text, or of the piece's own words.
        range: Range<usize>,
        first: bool,
    },
}

impl PartialEq for Piece {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind && self.span == other.span && self.words == other.words
    }
}

impl Eq for Piece {}

impl Page {
    /// Sets an article in lines of at most `width` columns.
    #[must_use]
    pub fn new(article: &Article, width: u16) -> Self {
        let width = width.clamp(1, MEASURE);
        let mut pieces = vec![
            Piece::own(PieceKind::Title, title(article), 1),
            Piece::own(PieceKind::Byline, byline(article), 1),
        ];
        if let Some(badge) = badge(&article.document) {
            pieces.push(Piece::own(PieceKind::Note, badge, 0));
        }
        let text = &article.document.text;
        let mut last = None;
        for block in &article.document.blocks {
            pieces.push(Piece::block(text, block.span, block.kind, last, width));
            last = Some(block.kind);
        }
        if let Some(note) = foot(&article.document) {
            pieces.push(Piece::own(PieceKind::Note, note, 2));
        }
        Self { width, pieces }
    }

    /// Columns that the lines may fill.
    #[must_use]
    pub fn width(&self) -> u16 {
        self.width
    }

    fn lines(&self, text: &str, piece: usize) -> &[Range<usize>] {
        self.pieces.get(piece).map_or(&[], |piece| {
            piece
                .lines
                .get_or_init(|| piece.wrap(text, usize::from(self.width)))
        })
    }

    fn rows_of(&self, text: &str, piece: usize) -> usize {
        self.pieces
            .get(piece)
            .map_or(0, |p| usize::from(p.before) + self.lines(text, piece).len())
    }

    /// The rows from `top` on, `count` at most.
    #[must_use]
    pub fn rows<'a>(&'a self, text: &str, top: Top, count: usize) -> Vec<Row<'a>> {
        let mut out = Vec::with_capacity(count);
        let (mut at, mut row) = (top.piece, top.row);
        while let Some(piece) = self.pieces.get(at) {
            let lines = self.lines(text, at);
            let before = usize::from(piece.before);
            while row < before + lines.len() {
                if out.len() == count {
                    return out;
                }
                out.push(match row.checked_sub(before) {
                    None => Row::Blank,
                    Some(line) => Row::Words {
                        piece,
                        range: lines[line].clone(),
                        first: line == 0,
                    },
                });
                row += 1;
            }
            (at, row) = (at + 1, 0);
        }
        out
    }

    /// `rows` further down, at most to the end.
    #[must_use]
    pub fn forward(&self, text: &str, mut top: Top, mut rows: usize) -> Top {
        while top.piece < self.pieces.len() {
            let left = self.rows_of(text, top.piece).saturating_sub(top.row);
            if rows < left {
                top.row += rows;
                return top;
            }
            rows -= left;
            top = Top {
                piece: top.piece + 1,
                row: 0,
            };
        }
        self.end(text)
    }

    /// `rows` further up, at most to the beginning.
    #[must_use]
    pub fn back(&self, text: &str, mut top: Top, mut rows: usize) -> Top {
        loop {
            if rows <= top.row {
                top.row -= rows;
                return top;
            }
            if top.piece == 0 {
                return Top::default();
            }
            rows -= top.row;
            top.piece -= 1;
            top.row = self.rows_of(text, top.piece);
        }
    }

    /// The last row of all.
    fn end(&self, text: &str) -> Top {
        let piece = self.pieces.len().saturating_sub(1);
        Top {
            piece,
            row: self.rows_of(text, piece).saturating_sub(1),
        }
    }

    /// The lowest top that still fills a window of `height` rows.
    #[must_use]
    pub fn last_top(&self, text: &str, height: usize) -> Top {
        self.back(text, self.end(text), height.saturating_sub(1))
    }

    /// The row that shows a byte of the text.
    #[must_use]
    pub fn at(&self, text: &str, offset: usize) -> Top {
        let blocks = self
            .pieces
            .partition_point(|p| p.words.is_some() || p.span.end as usize <= offset);
        let piece = blocks.min(self.last_block());
        let block = self.pieces.get(piece);
        let above = block.map_or(0, |p| (p.span.start as usize).saturating_sub(offset));
        if let Some(row) = block.and_then(|p| usize::from(p.before).checked_sub(above))
            && above > 0
        {
            return Top { piece, row };
        }
        let row = self
            .lines(text, piece)
            .partition_point(|line| line.end <= offset)
            .min(self.lines(text, piece).len().saturating_sub(1));
        Top {
            piece,
            row: row + self.pieces.get(piece).map_or(0, |p| usize::from(p.before)),
        }
    }

    fn last_block(&self) -> usize {
        self.pieces
            .iter()
            .rposition(|p| p.words.is_none())
            .unwrap_or_default()
    }

    /// The byte of the text that a row begins with, one of the white space above a block for a
    /// blank row; 0 at the headline.
    #[must_use]
    pub fn offset(&self, text: &str, top: Top) -> usize {
        let Some(piece) = self.pieces.get(top.piece) else {
            return text.len();
        };
        if piece.words.is_some() {
            return if top.piece < self.last_block() {
                0
            } else {
                text.len()
            };
        }
        let start = piece.span.start as usize;
        if let Some(above) = usize::from(piece.before).checked_sub(top.row)
            && above > 0
        {
            // A blank row is told by a byte of the white space that it stands for.
            return start.saturating_sub(above);
        }
        let line = top.row.saturating_sub(usize::from(piece.before));
        self.lines(text, top.piece)
            .get(line)
            .map_or(piece.span.start as usize, |range| range.start)
    }

    /// How many rows `to` lies below `from`, counted no further than `most`; nothing where it
    /// lies above.
    #[must_use]
    pub fn rows_between(&self, text: &str, from: Top, to: Top, most: usize) -> Option<usize> {
        if to < from {
            return None;
        }
        let (mut at, mut rows) = (from, 0);
        while at.piece < to.piece && rows <= most {
            rows += self.rows_of(text, at.piece).saturating_sub(at.row);
            at = Top {
                piece: at.piece + 1,
                row: 0,
            };
        }
        Some(rows + to.row.saturating_sub(at.row)).map(|n| n.min(most))
    }
}

impl Piece {
    fn own(kind: PieceKind, words: String, before: u16) -> Self {
        Self {
            kind,
            span: Span::default(),
            words: Some(words),
            before,
            indent: 0,
            lead: 0,
            hang: 0,
            lines: OnceCell::new(),
        }
    }

    fn block(text: &str, span: Span, kind: BlockKind, last: Option<BlockKind>, width: u16) -> Self {
        let room = width / 3;
        let (mut indent, mut lead, mut hang) = (0, 0, 0);
        match kind {
            BlockKind::Item(depth) => {
                indent = (u16::from(depth) * 2).min(room);
                lead = number(span.of(text));
                let wide = text::width(&span.of(text)[..lead]) as u16;
                hang = (indent + wide.max(2)).min(room.max(2));
            }
            BlockKind::Quotation => hang = 3.min(room),
            BlockKind::Preformatted => hang = 2.min(room),
            BlockKind::Paragraph | BlockKind::Heading(_) => {}
        }
        let close = matches!((last, kind), (Some(BlockKind::Item(_)), BlockKind::Item(_)));
        let before = match (last, kind) {
            (None, _) => 1,
            _ if close => 0,
            (_, BlockKind::Heading(1 | 2)) => 2,
            _ => 1,
        };
        Self {
            kind: PieceKind::Block(kind),
            span,
            words: None,
            before,
            indent,
            lead,
            hang,
            lines: OnceCell::new(),
        }
    }

    fn wrap(&self, text: &str, width: usize) -> Vec<Range<usize>> {
        if let Some(words) = &self.words {
            return text::wrap(words, width);
        }
        let room = width.saturating_sub(usize::from(self.hang)).max(1);
        let start = self.span.start as usize + self.lead;
        let body = text.get(start..self.span.end as usize).unwrap_or_default();
        let ranges = if self.kind == PieceKind::Block(BlockKind::Preformatted) {
            text::wrap_preformatted(body, room)
        } else {
            text::wrap(body, room)
        };
        let mut out: Vec<_> = ranges
            .into_iter()
            .map(|line| line.start + start..line.end + start)
            .collect();
        if out.is_empty() {
            out.push(start..start);
        }
        out
    }
}

/// Bytes of the number that an item begins with, and the blank after it: `12. `, `(a) `.
fn number(item: &str) -> usize {
    let Some((head, _)) = item.split_once(' ') else {
        return 0;
    };
    let core = head.trim_matches(|c| matches!(c, '(' | ')' | '.'));
    let counted = core.len() < head.len()
        && (1..=4).contains(&core.len())
        && (core.bytes().all(|b| b.is_ascii_digit()) || core.len() == 1);
    if counted { head.len() + 1 } else { 0 }
}

fn title(article: &Article) -> String {
    if article.row.title.is_empty() {
        "(no headline)".to_owned()
    } else {
        article.row.title.clone()
    }
}

/// `ExtremaRatio · A. Writer · 2024-10, estimated · 4 min`.
fn byline(article: &Article) -> String {
    let row = &article.row;
    let mut parts = vec![
        row.publisher
            .clone()
            .unwrap_or_else(|| "source unknown".to_owned()),
    ];
    if !row.authors.is_empty() {
        parts.push(row.authors.join(", "));
    }
    parts.push(match row.published {
        Some(moment) if row.estimated => format!("{}, estimated", exactly(moment)),
        Some(moment) => moment.to_string(),
        None => "no date".to_owned(),
    });
    let grade = row.reliability.grade();
    parts.push(if row.reliability.is_judged() {
        format!("{} {}", grade.as_str(), grade.words())
    } else {
        format!("{} not judged", grade.as_str())
    });
    parts.push(format!("{} min", (row.words / 230).max(1)));
    if article.earlier > 0 {
        parts.push("changed since it came in".to_owned());
    }
    if row.title_derived {
        parts.push("headline made from the first sentence".to_owned());
    }
    parts.join(" · ")
}

/// What the sanitiser took out, where it took out anything.
fn badge(document: &Document) -> Option<String> {
    let removed = document.removed;
    (removed.total() > 0).then(|| {
        format!(
            "⚠ hidden characters removed: {} escape sequences, {} control, {} invisible, {} stacked",
            removed.escapes, removed.controls, removed.invisible, removed.marks
        )
    })
}

fn foot(document: &Document) -> Option<String> {
    let dropped = document.dropped.len();
    (dropped > 0).then(|| {
        let pieces = if dropped == 1 { "piece" } else { "pieces" };
        format!("· {dropped} {pieces} of the page left out")
    })
}

//! Markup becomes parts: paragraphs, headings, items, quotations and tables, in order.

use super::draft::Part;
use super::markup::{Piece, Tag, pieces, unescape};
use crate::model::BlockKind;
use crate::text::{sanitise, squeeze};

/// A cell of more letters than this holds text, not a value.
const CELL: usize = 120;

/// Cuts markup into parts. What shows nothing on a page — scripts, styles, forms' fields — leaves
/// nothing.
pub(super) fn parts(markup: &str) -> Vec<Part> {
    let mut flow = Flow::default();
    for piece in pieces(markup) {
        match piece {
            Piece::Text(text) if flow.hidden == 0 => flow.text(&unescape(text)),
            Piece::Text(_) | Piece::Raw(..) => {}
            Piece::Open(tag) => flow.open(&tag),
            Piece::Close(name) => flow.close(&name.to_ascii_lowercase()),
        }
    }
    flow.flush();
    flow.row();
    flow.table();
    flow.parts
}

#[derive(Default)]
struct Flow {
    parts: Vec<Part>,
    line: String,
    /// Elements around whose text is not shown.
    hidden: usize,
    quotes: usize,
    lists: usize,
    /// A new item was opened and has no text yet.
    item: bool,
    heading: Option<u8>,
    pre: usize,
    breaks: usize,
    /// Cells of the open row, and the rows of the open table.
    in_row: bool,
    cells: Vec<String>,
    rows: Vec<String>,
}

impl Flow {
    fn text(&mut self, text: &str) {
        if self.pre > 0 {
            self.line.push_str(text);
            return;
        }
        if !text.trim().is_empty() {
            self.breaks = 0;
        }
        self.line.push_str(text);
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let name = tag.name.to_ascii_lowercase();
        if is_hidden(&name) {
            // What ends in itself hides nothing. On a page that is no rule, but one that has it so
            // means it so, and lost text is worse than a line too many.
            self.hidden += usize::from(!tag.is_closed());
            return;
        }
        match name.as_str() {
            "br" => self.line_break(),
            "hr" => self.flush(),
            "wbr" => {}
            "blockquote" => {
                self.flush();
                self.quotes += 1;
            }
            "ul" | "ol" | "dl" | "menu" => {
                self.flush();
                self.lists += 1;
            }
            "li" | "dd" | "dt" => {
                self.flush();
                self.item = true;
            }
            "pre" | "textarea" => {
                self.flush();
                self.pre += 1;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = name[1..].parse().ok();
            }
            "tr" => {
                self.flush();
                self.row();
                self.in_row = true;
            }
            "td" | "th" => self.flush_cell(),
            "table" => {
                self.flush();
                self.row();
                self.table();
            }
            name if is_block(name) => self.flush(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if is_hidden(name) {
            self.hidden = self.hidden.saturating_sub(1);
            return;
        }
        match name {
            "blockquote" => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            "ul" | "ol" | "dl" | "menu" => {
                self.flush();
                self.lists = self.lists.saturating_sub(1);
            }
            "li" | "dd" | "dt" => {
                self.flush();
                self.item = false;
            }
            "pre" | "textarea" => {
                self.flush();
                self.pre = self.pre.saturating_sub(1);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = None;
            }
            "td" | "th" => self.flush_cell(),
            "tr" => {
                self.flush_cell();
                self.row();
            }
            "table" => {
                self.flush_cell();
                self.row();
                self.table();
            }
            "br" => self.line_break(),
            name if is_block(name) => self.flush(),
            _ => {}
        }
    }

    /// One break is a space, two end a paragraph.
    fn line_break(&mut self) {
        if self.pre > 0 {
            self.line.push('\n');
            return;
        }
        self.breaks += 1;
        if self.breaks >= 2 {
            self.flush();
        } else {
            self.line.push(' ');
        }
    }

    /// Ends the open block.
    fn flush(&mut self) {
        self.breaks = 0;
        if self.line.trim().is_empty() {
            self.line.clear();
            return;
        }
        let line = std::mem::take(&mut self.line);
        if self.pre > 0 {
            let (text, _) = sanitise(line.trim_matches('\n').trim_end());
            self.push(text, BlockKind::Preformatted);
            return;
        }
        let text = squeeze(&sanitise(&line).0);
        if self.in_row && text.chars().count() <= CELL && self.heading.is_none() {
            self.cells.push(text);
            return;
        }
        let kind = match self.heading {
            Some(level) => BlockKind::Heading(level),
            None if self.item && self.lists > 0 => {
                self.item = false;
                let depth = u8::try_from(self.lists - 1).unwrap_or(6).min(6);
                BlockKind::Item(depth)
            }
            None if self.quotes > 0 => BlockKind::Quotation,
            None => BlockKind::Paragraph,
        };
        self.push(text, kind);
    }

    fn push(&mut self, text: String, kind: BlockKind) {
        if !text.trim().is_empty() {
            self.row();
            self.table();
            self.parts.push(Part::new(text, kind));
        }
    }

    fn flush_cell(&mut self) {
        self.flush();
    }

    /// Ends the open row.
    fn row(&mut self) {
        self.in_row = false;
        if !self.cells.is_empty() {
            self.rows.push(std::mem::take(&mut self.cells).join(" | "));
        }
    }

    /// Ends the open table; one of a single row is a paragraph.
    fn table(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        match rows.len() {
            0 => {}
            1 => self
                .parts
                .push(Part::new(rows.concat(), BlockKind::Paragraph)),
            _ => self
                .parts
                .push(Part::new(rows.join("\n"), BlockKind::Preformatted)),
        }
    }
}

fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "select"
            | "object"
            | "svg"
            | "canvas"
            | "audio"
            | "video"
            | "iframe"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "main"
            | "aside"
            | "nav"
            | "figure"
            | "figcaption"
            | "address"
            | "caption"
            | "thead"
            | "tbody"
            | "tfoot"
            | "form"
            | "fieldset"
            | "legend"
            | "details"
            | "summary"
            | "center"
            | "hgroup"
            | "body"
            | "html"
            | "dialog"
            | "search"
            | "button"
    )
}

//! Word documents: paragraphs, headings by their style, items by their numbering, tables by row.

use super::Limits;
use super::archive::Archive;
use super::draft::{Draft, Part, Shape};
use super::epub::{describe, local};
use super::markup::{Piece, Rules, Tag, measure, pieces, unescape};
use crate::model::BlockKind;
use crate::text::{sanitise, squeeze};

/// Drafts a document of a Word file.
pub(super) fn draft(bytes: &[u8], limits: &Limits) -> Result<Draft, String> {
    let mut archive = Archive::open(bytes, limits)?;
    let body = archive
        .entry("word/document.xml")?
        .ok_or("an archive that is no Word document")?;
    // Word wraps every run in several elements.
    let most = limits.elements.saturating_mul(10);
    measure(&body, Rules::Xml, most, limits.nesting)?;
    let mut draft = Draft {
        shape: Shape::Marked,
        ..Draft::default()
    };
    // What tells of the text is no reason to lose the text.
    if let Ok(Some(core)) = archive.entry("docProps/core.xml") {
        describe(&core, &mut draft.meta);
    }
    let mut reader = Reader::default();
    for piece in pieces(&body) {
        match piece {
            Piece::Open(tag) => reader.open(&tag),
            Piece::Close(name) => reader.close(name.rsplit(':').next().unwrap_or(name)),
            Piece::Text(text) if reader.in_text && reader.fallbacks == 0 => {
                reader.line.push_str(&unescape(text));
            }
            Piece::Text(_) | Piece::Raw(..) => {}
        }
    }
    draft.parts = reader.parts;
    if draft.parts.is_empty() {
        return Err("a Word document without text".to_owned());
    }
    Ok(draft)
}

/// What a paragraph is.
#[derive(Default)]
struct Style {
    heading: Option<u8>,
    item: Option<u8>,
    quotation: bool,
}

#[derive(Default)]
struct Reader {
    parts: Vec<Part>,
    line: String,
    in_text: bool,
    style: Style,
    /// Paragraphs that are interrupted by the text boxes around, with what is open of them.
    boxes: Vec<(String, Style)>,
    /// Elements around that say for older programs what is said already.
    fallbacks: usize,
    /// The cells of the open row, and the rows of the open table.
    row: Vec<String>,
    rows: Vec<String>,
    tables: usize,
}

impl Reader {
    fn open(&mut self, tag: &Tag<'_>) {
        let name = local(tag);
        if name == "fallback" {
            self.fallbacks += usize::from(!tag.is_closed());
        }
        if self.fallbacks > 0 {
            return;
        }
        match name.as_str() {
            "t" => self.in_text = !tag.is_closed(),
            "tab" | "br" | "cr" => self.line.push(' '),
            "p" => self.style = Style::default(),
            // It lies within a paragraph, which goes on behind it.
            "txbxcontent" if !tag.is_closed() => {
                let line = std::mem::take(&mut self.line);
                self.boxes.push((line, std::mem::take(&mut self.style)));
            }
            "pstyle" => {
                let style = tag
                    .attribute("w:val")
                    .unwrap_or_default()
                    .to_ascii_lowercase();
                if style == "title" {
                    self.style.heading = Some(1);
                } else if let Some(level) = style.strip_prefix("heading") {
                    self.style.heading = level.trim().parse().ok().filter(|l| (1..=6).contains(l));
                } else if style.contains("quote") {
                    self.style.quotation = true;
                } else if style.starts_with("list") {
                    self.style.item.get_or_insert(0);
                }
            }
            "ilvl" => {
                let level = tag.attribute("w:val").and_then(|value| value.parse().ok());
                self.style.item = Some(level.unwrap_or(0).min(6));
            }
            "tbl" => self.tables += 1,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if name.eq_ignore_ascii_case("fallback") {
            self.fallbacks = self.fallbacks.saturating_sub(1);
        }
        if self.fallbacks > 0 {
            return;
        }
        match name {
            "txbxContent" => {
                self.paragraph();
                if let Some(outer) = self.boxes.pop() {
                    (self.line, self.style) = outer;
                }
            }
            "t" => self.in_text = false,
            "p" => self.paragraph(),
            "tr" if !self.row.is_empty() => {
                self.rows.push(std::mem::take(&mut self.row).join(" | "));
            }
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 && !self.rows.is_empty() {
                    let rows = std::mem::take(&mut self.rows);
                    self.parts
                        .push(Part::new(rows.join("\n"), BlockKind::Preformatted));
                }
            }
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        let line = std::mem::take(&mut self.line);
        let text = squeeze(&sanitise(&line).0);
        if text.is_empty() {
            return;
        }
        if self.tables > 0 {
            self.row.push(text);
            return;
        }
        let kind = match (self.style.heading, self.style.item) {
            (Some(level), _) => BlockKind::Heading(level),
            (None, Some(depth)) => BlockKind::Item(depth),
            (None, None) if self.style.quotation => BlockKind::Quotation,
            (None, None) => BlockKind::Paragraph,
        };
        self.parts.push(Part::new(text, kind));
    }
}

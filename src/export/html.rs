//! The note as one page that holds all that it needs: no script, nothing from anywhere else.

use super::block::{Block, Hand, Part};
use super::xml::escape;
use super::{Error, note, picture, style};
use crate::insight::{Report, Section};
use std::io::Write;

/// Writes the page, with the timeline and the network as pictures beside their sections.
pub(super) fn write(report: &Report, sink: &mut impl Write) -> Result<(), Error> {
    let blocks = note::blocks(report);
    let mut page = Page {
        report,
        sink,
        section: None,
        inside: false,
        items: 0,
        open: Open::Nothing,
        head: true,
    };
    page.begin(&blocks)?;
    for (at, block) in blocks.iter().enumerate() {
        page.put(block, blocks.get(at + 1))?;
    }
    page.end()
}

/// Which element is open around what comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Nothing,
    Fields,
    Items,
    /// Within an item, below its line.
    Below,
    Sources,
}

struct Page<'a, W: Write> {
    report: &'a Report,
    sink: &'a mut W,
    section: Option<Section>,
    /// A section element is open.
    inside: bool,
    /// Of this section, so far.
    items: usize,
    open: Open,
    /// The first marking and the fields are still to come.
    head: bool,
}

impl<W: Write> Page<'_, W> {
    fn begin(&mut self, blocks: &[Block]) -> Result<(), Error> {
        let title = escape(&self.report.title);
        let sheet = style::sheet(self.report.tlp);
        write!(
            self.sink,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src '{}'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{title}</title>\n<style>{}</style>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#note\">To the note</a>\n",
            style::hash(&sheet),
            sheet
        )?;
        writeln!(self.sink, "<nav aria-label=\"Sections\"><ul>")?;
        for block in blocks {
            if let Block::Heading { title, section, .. } = block {
                writeln!(
                    self.sink,
                    "<li><a href=\"#{}\">{title}</a></li>",
                    name(*section)
                )?;
            }
        }
        writeln!(self.sink, "</ul></nav>\n<main id=\"note\">")?;
        Ok(())
    }

    fn end(&mut self) -> Result<(), Error> {
        writeln!(self.sink, "</main>\n</body>\n</html>")?;
        Ok(())
    }

    /// Closes and opens elements until what comes next may stand.
    fn within(&mut self, wanted: Open) -> Result<(), Error> {
        let close: &[&str] = match (self.open, wanted) {
            (from, to) if from == to => &[],
            (Open::Below, Open::Items) => &["</ul></li>"],
            (Open::Below, _) => &["</ul></li>", "</ul>"],
            // An item's own line stays open while something stands below it.
            (Open::Items, Open::Below) => &[],
            (Open::Items, _) => &["</ul>"],
            (Open::Fields, _) => &["</dl>"],
            (Open::Sources, _) => &["</ol>"],
            (Open::Nothing, _) => &[],
        };
        for tag in close {
            writeln!(self.sink, "{tag}")?;
        }
        let begin = match (self.open, wanted) {
            (from, to) if from == to => "",
            (Open::Below, Open::Items) => "",
            (_, Open::Items) => "<ul class=\"items\">",
            (_, Open::Below) => "<ul class=\"below\">",
            (_, Open::Fields) => "<dl>",
            (_, Open::Sources) => "<ol class=\"sources\">",
            (_, Open::Nothing) => "",
        };
        if !begin.is_empty() {
            writeln!(self.sink, "{begin}")?;
        }
        self.open = wanted;
        Ok(())
    }

    fn put(&mut self, block: &Block, next: Option<&Block>) -> Result<(), Error> {
        match block {
            Block::Marking(tlp) => {
                self.within(Open::Nothing)?;
                self.close_section()?;
                let edge = if self.head { "first" } else { "last" };
                let class = tlp.as_str().trim_start_matches("TLP:").to_ascii_lowercase();
                let class = class.replace('+', "-");
                writeln!(
                    self.sink,
                    "<p class=\"marking {edge}\"><span class=\"tlp {class}\">{}</span></p>",
                    tlp.as_str()
                )?;
                self.head = false;
            }
            Block::Title(title) => writeln!(self.sink, "<h1>{}</h1>", escape(title))?,
            Block::Field(label, text) => {
                self.within(Open::Fields)?;
                writeln!(self.sink, "<dt>{label}</dt><dd>{}</dd>", escape(text))?;
            }
            Block::Heading {
                title,
                section,
                hand,
            } => self.heading(title, *section, *hand)?,
            Block::Group(name) => {
                self.within(Open::Nothing)?;
                writeln!(self.sink, "<h3>{}</h3>", escape(name))?;
            }
            Block::Aside(words) => {
                self.within(Open::Nothing)?;
                writeln!(self.sink, "<p class=\"aside\">{}</p>", escape(words))?;
            }
            Block::ToFill(words) => {
                self.within(Open::Nothing)?;
                writeln!(self.sink, "<p class=\"fill\">{words}</p>")?;
            }
            Block::Paragraph(parts) => {
                self.within(Open::Nothing)?;
                writeln!(self.sink, "<p>{}</p>", line(parts))?;
            }
            Block::Item(parts) => {
                self.within(Open::Items)?;
                self.items += 1;
                let id = self.section.map_or_else(String::new, |section| {
                    format!(" id=\"{}-{}\"", section.as_str(), self.items)
                });
                let end = if matches!(next, Some(Block::Below(..))) {
                    ""
                } else {
                    "</li>"
                };
                writeln!(self.sink, "<li{id}>{}{end}", line(parts))?;
            }
            Block::Below(hand, parts) => {
                self.within(Open::Below)?;
                let class = class(*hand);
                writeln!(self.sink, "<li class=\"{class}\">{}</li>", line(parts))?;
            }
            Block::Source { number, parts } => {
                self.within(Open::Sources)?;
                writeln!(
                    self.sink,
                    "<li id=\"source-{number}\" value=\"{number}\">{}</li>",
                    line(parts)
                )?;
            }
        }
        Ok(())
    }

    fn heading(&mut self, title: &str, section: Option<Section>, hand: Hand) -> Result<(), Error> {
        self.within(Open::Nothing)?;
        self.close_section()?;
        let by = match (section, hand) {
            (None, _) => "",
            (_, Hand::Analyst) => " <span class=\"by\">analyst</span>",
            (_, Hand::Program) => " <span class=\"by\">drawn by the program</span>",
        };
        writeln!(
            self.sink,
            "<section id=\"{}\" class=\"{}\">\n<h2>{title}{by}</h2>",
            name(section),
            class(hand)
        )?;
        let drawn = match section {
            Some(Section::Who) => picture::network(self.report),
            Some(Section::Timeline) => picture::timeline(self.report),
            _ => String::new(),
        };
        self.sink.write_all(drawn.as_bytes())?;
        (self.section, self.items, self.inside) = (section, 0, true);
        Ok(())
    }

    /// Closes the section before, where there is one: everything up to the first heading is none.
    fn close_section(&mut self) -> Result<(), Error> {
        if std::mem::take(&mut self.inside) {
            writeln!(self.sink, "</section>")?;
        }
        Ok(())
    }
}

fn name(section: Option<Section>) -> &'static str {
    section.map_or("sources", Section::as_str)
}

fn class(hand: Hand) -> &'static str {
    match hand {
        Hand::Program => "program",
        Hand::Analyst => "analyst",
    }
}

pub(super) fn line(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Text(words) => out.push_str(&escape(words)),
            Part::Strong(words) => out.push_str(&format!("<strong>{}</strong>", escape(words))),
            Part::Quote(words) => out.push_str(&format!("<q>{}</q>", escape(words))),
            Part::Code(words) => out.push_str(&format!("<code>{}</code>", escape(words))),
            Part::Link(url) => out.push_str(&link(url)),
            Part::Cite(number) => out.push_str(&format!(
                "<a class=\"cite\" href=\"#source-{number}\">[{number}]</a>"
            )),
        }
    }
    out
}

/// A web address as a link; any other as plain text.
fn link(url: &str) -> String {
    let web = url.starts_with("https://") || url.starts_with("http://");
    let shown = escape(url);
    if web && url.bytes().all(|b| b.is_ascii_graphic() && b != b'"') {
        format!("<a rel=\"noopener noreferrer nofollow\" href=\"{shown}\">{shown}</a>")
    } else {
        shown
    }
}

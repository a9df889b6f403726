//! The note as Markdown: `CommonMark` with the footnotes of GFM.
//!
//! All text is written by [`inline`] alone, so that it cannot become a heading, link, image, HTML,
//! table, footnote or front matter.

use super::block::{Block, Part};
use super::{Error, note, words};
use crate::insight::{Report, Source};
use std::collections::BTreeSet;
use std::io::Write;

/// Writes the note.
pub(super) fn write(report: &Report, sink: &mut impl Write) -> Result<(), Error> {
    let blocks = note::blocks(report);
    let mut before: Option<&Block> = None;
    for block in &blocks {
        let last = matches!(block, Block::Marking(_)) && before.is_some();
        if last {
            // Blank lines within, so that a list before it does not take the footnotes in.
            writeln!(sink)?;
            footnotes(report, &blocks, sink)?;
        } else if before.is_some_and(|before| !follows(before, block)) {
            writeln!(sink)?;
        }
        put(block, sink)?;
        before = Some(block);
    }
    Ok(())
}

/// Whether a block stands on the line right after another.
fn follows(before: &Block, block: &Block) -> bool {
    matches!(
        (before, block),
        (Block::Field(..), Block::Field(..))
            | (
                Block::Item(_) | Block::Below(..),
                Block::Item(_) | Block::Below(..)
            )
            | (Block::Source { .. }, Block::Source { .. })
    )
}

fn put(block: &Block, sink: &mut impl Write) -> Result<(), Error> {
    match block {
        Block::Marking(tlp) => writeln!(sink, "{}", tlp.as_str()),
        Block::Title(title) => writeln!(sink, "# {}", inline(title)),
        Block::Field(label, text) => writeln!(sink, "- **{label}:** {}", inline(text)),
        Block::Heading { title, .. } => writeln!(sink, "## {title}"),
        Block::Group(name) => writeln!(sink, "### {}", inline(name)),
        Block::Aside(words) => writeln!(sink, "*{}*", inline(words)),
        Block::ToFill(words) => writeln!(sink, "*{words}*"),
        Block::Paragraph(parts) => writeln!(sink, "{}", line(parts)),
        Block::Item(parts) => writeln!(sink, "- {}", line(parts)),
        Block::Below(_, parts) => writeln!(sink, "  - {}", line(parts)),
        Block::Source { number, parts } => writeln!(sink, "{number}. {}", line(parts)),
    }?;
    Ok(())
}

/// The pieces of a line, each escaped by itself.
pub(super) fn line(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Text(words) => out.push_str(&spaced(words)),
            Part::Strong(words) => out.push_str(&format!("**{}**", inline(words))),
            Part::Quote(words) => out.push_str(&format!("“{}”", inline(words))),
            Part::Code(words) => out.push_str(&format!("`{}`", words.replace('`', ""))),
            Part::Link(url) => out.push_str(&address(url)),
            Part::Cite(number) => out.push_str(&format!("[^{number}]")),
        }
    }
    out
}

/// Text that keeps the blank at either end.
pub(super) fn spaced(words: &str) -> String {
    let before = if words.starts_with(' ') { " " } else { "" };
    let after = if words.ends_with(' ') && words.len() > 1 {
        " "
    } else {
        ""
    };
    format!("{before}{}{after}", inline(words))
}

/// The notes that the numbers in the text lead to.
fn footnotes(report: &Report, blocks: &[Block], sink: &mut impl Write) -> Result<(), Error> {
    let used: BTreeSet<u32> = blocks.iter().flat_map(numbers).collect();
    for source in report
        .sources
        .iter()
        .filter(|source| used.contains(&source.number))
    {
        let publisher = source.publisher.as_deref().unwrap_or("publisher unknown");
        writeln!(
            sink,
            "[^{0}]: Source {0}: {1}, {2}, {3}.\n",
            source.number,
            title(source),
            inline(publisher),
            inline(&words::published(source))
        )?;
    }
    Ok(())
}

fn numbers(block: &Block) -> Vec<u32> {
    let (Block::Paragraph(parts) | Block::Item(parts) | Block::Below(_, parts)) = block else {
        return Vec::new();
    };
    parts
        .iter()
        .filter_map(|part| match part {
            Part::Cite(number) => Some(*number),
            _ => None,
        })
        .collect()
}

fn title(source: &Source) -> String {
    let derived = if source.title_derived {
        " (title made from the first sentence)"
    } else {
        ""
    };
    format!("“{}”{derived}", inline(&source.title))
}

/// Text from outside on one line, every sign that Markdown or one of its dialects would act on
/// escaped.
pub(super) fn inline(text: &str) -> String {
    let (clean, _) = crate::text::sanitise(text);
    let mut out = String::with_capacity(clean.len() + 16);
    for word in clean.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        escape(word, &mut out);
    }
    out
}

fn escape(word: &str, out: &mut String) {
    // A mark of a list or heading at the start of a line, and a bare link, end where a backslash
    // comes between. Every sign of ASCII may be escaped (CommonMark 2.4).
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = digits > 0 && word.len() == digits + 1;
    let lower = word.to_ascii_lowercase();
    let linked = lower.contains("www.")
        || lower.contains("://")
        || lower.contains("mailto:")
        || lower.contains("xmpp:");
    for (at, c) in word.char_indices() {
        let active = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '^' | '$' | '@'
            | '{' | '}' => true,
            '#' | '+' | '=' | '-' | ':' if at == 0 => true,
            '.' | ')' if numbered && at == digits => true,
            '!' => matches!(word[at + 1..].chars().next(), None | Some('[')),
            '.' | ':' => linked,
            // Comments and highlights of some readers.
            '%' => word.contains("%%"),
            '=' => word.contains("=="),
            _ => false,
        };
        if active {
            out.push('\\');
        }
        out.push(c);
    }
}

/// A web address as a link; any other as plain text.
pub(super) fn address(url: &str) -> String {
    let web = url.starts_with("https://") || url.starts_with("http://");
    let safe = url
        .bytes()
        .all(|b| b.is_ascii_graphic() && !b"<>\"`\\{}|^".contains(&b));
    if web && safe {
        format!("<{url}>")
    } else {
        inline(url)
    }
}

#[cfg(test)]
mod tests {
    use super::{address, inline};

    #[test]
    fn signs_of_markdown_are_only_letters_in_text_from_outside() {
        for (text, expected) in [
            ("plain words.", "plain words."),
            ("# heading", "\\# heading"),
            ("1. item", "1\\. item"),
            ("- item", "\\- item"),
            ("in 1999.", "in 1999\\."),
            ("co-operation", "co-operation"),
            ("![x](http://y.z)", "\\!\\[x\\](http\\://y\\.z)"),
            ("<script>", "\\<script\\>"),
            ("&copy;", "\\&copy;"),
            ("a|b", "a\\|b"),
            ("[^1]: note", "\\[\\^1\\]: note"),
            ("see www.evil.com", "see www\\.evil\\.com"),
            ("two\n\nparagraphs\n---", "two paragraphs \\---"),
            ("\\", "\\\\"),
            ("stop!", "stop\\!"),
        ] {
            assert_eq!(inline(text), expected);
        }
    }

    #[test]
    fn only_a_web_address_is_a_link() {
        assert_eq!(address("https://a.b/c?d=e&f"), "<https://a.b/c?d=e&f>");
        assert_eq!(address("javascript:alert(1)"), "javascript:alert(1)");
        assert_eq!(address("https://a.b/> <img"), "https\\://a\\.b/\\> \\<img");
    }
}

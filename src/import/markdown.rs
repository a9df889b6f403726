//! Markdown: blocks by the rules of `CommonMark` as far as articles use them, marks of emphasis and links
//! taken out of the text.

use super::draft::{Draft, Part, Shape};
use super::front;
use super::plain::number;
use crate::model::{BlockKind, Dropped, Reason};
use crate::text::{sanitise, squeeze};
use std::collections::HashMap;
use std::ops::Range;

/// Drafts a document of Markdown.
pub(super) fn draft(text: &str) -> Draft {
    let (text, removed) = sanitise(text);
    let mut draft = Draft {
        removed,
        shape: Shape::Marked,
        ..Draft::default()
    };
    let head = front::block(&text, &mut draft.meta);
    if head > 0 {
        draft.dropped.push(Dropped {
            text: text[..head].trim().to_owned(),
            reason: Reason::FrontMatter,
        });
    }
    let mut reader = Reader::default();
    let mut lines = text[head..].split('\n').peekable();
    while let Some(line) = lines.next() {
        let next = lines.peek().copied().unwrap_or_default();
        if reader.line(line, next) == Step::SkipNext {
            lines.next();
        }
    }
    reader.close();
    draft.parts = reader.parts;
    draft
}

#[derive(PartialEq, Eq)]
enum Step {
    On,
    /// The next line belonged to this one.
    SkipNext,
}

#[derive(Default)]
struct Reader {
    parts: Vec<Part>,
    /// The block that lines are added to.
    open: Option<Part>,
    /// The fence that ends the code block.
    fence: Option<String>,
    in_comment: bool,
}

impl Reader {
    fn close(&mut self) {
        if let Some(mut part) = self.open.take() {
            if part.kind == BlockKind::Preformatted {
                part.text.truncate(part.text.trim_end().len());
            } else {
                part.text = inline(&part.text);
            }
            if !part.text.trim().is_empty() {
                self.parts.push(part);
            }
        }
    }

    fn start(&mut self, text: &str, kind: BlockKind) {
        self.close();
        self.open = Some(Part::new(squeeze(text), kind));
    }

    fn line(&mut self, raw: &str, next: &str) -> Step {
        if let Some(fence) = &self.fence {
            if raw.trim().starts_with(fence.as_str())
                && raw.trim().trim_matches(['`', '~']).is_empty()
            {
                self.fence = None;
                self.close();
            } else if let Some(part) = &mut self.open {
                part.text.push_str(raw.trim_end());
                part.text.push('\n');
            }
            return Step::On;
        }
        let line = raw.trim();
        if self.in_comment || line.starts_with("<!--") {
            self.in_comment = !line.contains("-->");
            return Step::On;
        }
        // Blanks alone: what else is white may be wider than a byte.
        let indent = raw.len() - raw.trim_start_matches(' ').len();
        if line.is_empty() {
            // Code goes on over blank lines; what follows decides.
            if self.is(BlockKind::Preformatted) && next.starts_with("    ") {
                self.append_code("");
            } else {
                self.close();
            }
            return Step::On;
        }
        if indent >= 4
            && (self.open.is_none() || self.is(BlockKind::Preformatted))
            && !self.after_item()
        {
            if !self.is(BlockKind::Preformatted) {
                self.close();
                self.open = Some(Part::new("", BlockKind::Preformatted));
            }
            self.append_code(&raw[4..]);
            return Step::On;
        }
        if self.is(BlockKind::Preformatted) {
            self.close();
        }
        if let Some(marks) = ["```", "~~~"].into_iter().find(|f| line.starts_with(f)) {
            self.close();
            self.fence = Some(marks.to_owned());
            self.open = Some(Part::new("", BlockKind::Preformatted));
            return Step::On;
        }
        if let Some((level, body)) = heading(line) {
            self.start(body, BlockKind::Heading(level));
            self.close();
            return Step::On;
        }
        if is_rule(line) {
            self.close();
            return Step::On;
        }
        if let Some(level) = underline(next)
            && (self.open.is_none() || self.is(BlockKind::Paragraph))
            && !line.starts_with(['>', '-', '*', '|'])
        {
            self.start(line, BlockKind::Heading(level));
            self.close();
            return Step::SkipNext;
        }
        if line.starts_with('|') && line[1..].contains('|') {
            if !is_table_rule(line) {
                self.close();
                self.open = Some(Part::new(
                    line.trim_matches('|').trim(),
                    BlockKind::Preformatted,
                ));
                self.close();
            }
            return Step::On;
        }
        if let Some(quoted) = line.strip_prefix('>') {
            let quoted = quoted.trim_start_matches(['>', ' ']);
            if quoted.is_empty() {
                self.close();
            } else if self.is(BlockKind::Quotation) {
                self.append(quoted);
            } else {
                self.start(quoted, BlockKind::Quotation);
            }
            return Step::On;
        }
        if is_reference(line) {
            self.close();
            return Step::On;
        }
        let depth = u8::try_from(indent / 2).unwrap_or(0).min(6);
        if let Some(body) = bullet(line) {
            self.start(body, BlockKind::Item(depth));
        } else if number(line).is_some() && !self.is(BlockKind::Paragraph) {
            self.start(line, BlockKind::Item(depth));
        } else if self.open.is_some() {
            self.append(line);
        } else {
            self.start(line, BlockKind::Paragraph);
        }
        Step::On
    }

    fn is(&self, kind: BlockKind) -> bool {
        self.open.as_ref().is_some_and(|part| part.kind == kind)
    }

    /// Whether an indented line goes on with a list rather than begins code.
    fn after_item(&self) -> bool {
        self.parts
            .last()
            .is_some_and(|part| matches!(part.kind, BlockKind::Item(_)))
    }

    fn append(&mut self, line: &str) {
        if let Some(part) = &mut self.open {
            part.text.push(' ');
            part.text.push_str(&squeeze(line));
        }
    }

    fn append_code(&mut self, line: &str) {
        if let Some(part) = &mut self.open {
            part.text.push_str(line.trim_end());
            part.text.push('\n');
        }
    }
}

fn heading(line: &str) -> Option<(u8, &str)> {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    if !(1..=6).contains(&level) {
        return None;
    }
    let body = &line[level..];
    if !body.starts_with(' ') {
        return None;
    }
    let body = body.trim();
    let bare = body.trim_end_matches('#');
    let body = if bare.ends_with(' ') {
        bare.trim_end()
    } else {
        body
    };
    Some((u8::try_from(level).ok()?, body))
}

fn underline(line: &str) -> Option<u8> {
    let line = line.trim();
    if line.len() < 3 {
        return None;
    }
    if line.bytes().all(|b| b == b'=') {
        return Some(1);
    }
    line.bytes().all(|b| b == b'-').then_some(2)
}

fn is_rule(line: &str) -> bool {
    ['-', '*', '_']
        .into_iter()
        .any(|sign| line.matches(sign).count() >= 3 && line.chars().all(|c| c == sign || c == ' '))
}

fn is_table_rule(line: &str) -> bool {
    line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// `[name]: https://…`, the target of a link elsewhere.
fn is_reference(line: &str) -> bool {
    line.starts_with('[')
        && !line.starts_with("[^")
        && line
            .split_once("]: ")
            .is_some_and(|(_, target)| target.starts_with("http") || target.starts_with('<'))
}

fn bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '*', '+', '•'])?;
    rest.starts_with([' ', '\t']).then(|| rest.trim())
}

/// Takes the marks of emphasis, code, links and images out of a block's text. An image leaves
/// nothing, a link its words.
fn inline(text: &str) -> String {
    let ends = Ends::of(text);
    let mut out = String::with_capacity(text.len());
    // Links around the words that are gone through: where to go on behind each, and up to where.
    // A list, since calls within calls would exhaust the stack on links in links in links.
    let mut around: Vec<(usize, usize)> = Vec::new();
    let (mut at, mut end) = (0, text.len());
    let mut before = ' ';
    loop {
        let rest = &text[at..end];
        let Some(c) = rest.chars().next() else {
            let Some(outer) = around.pop() else {
                break;
            };
            (at, end) = outer;
            before = '[';
            continue;
        };
        let after = rest[c.len_utf8()..].chars().next().unwrap_or(' ');
        let mut step = c.len_utf8();
        match c {
            '\\' if after.is_ascii_punctuation() => {
                out.push(after);
                step += 1;
            }
            '`' => {}
            '*' | '~' if c != '~' || after == '~' || before == '~' => {
                // A star between spaces multiplies or begins a note; it is no emphasis.
                if before.is_whitespace() && after.is_whitespace() {
                    out.push(c);
                }
            }
            '_' if !(before.is_alphanumeric() && after.is_alphanumeric()) => {}
            '!' if after == '[' => match ends.link(text, at + 1, end) {
                Some((_, behind)) => step = behind - at,
                None => out.push(c),
            },
            '[' => match ends.link(text, at, end) {
                Some((words, behind)) => {
                    around.push((behind, end));
                    (at, end) = (words.start, words.end);
                    before = ' ';
                    continue;
                }
                None => out.push(c),
            },
            '<' => match ends.tag(text, at, end) {
                Some((address, behind)) => {
                    out.push_str(address);
                    step = behind - at;
                }
                None => out.push(c),
            },
            '&' => match entity(rest) {
                Some((sign, len)) => {
                    out.push_str(sign);
                    step = len;
                }
                None => out.push(c),
            },
            _ => out.push(c),
        }
        before = c;
        at += step;
    }
    squeeze(&out)
}

/// Where the signs of a text stand that end something, found once: to look for them anew from
/// each sign that begins something would take ever longer where none follows.
#[derive(Default)]
struct Ends {
    /// The place of the bracket or parenthesis that closes the one at a place.
    closing: HashMap<usize, usize>,
    /// Places of `]`, of `]]` and of `>`.
    square: Vec<usize>,
    double: Vec<usize>,
    angle: Vec<usize>,
}

impl Ends {
    fn of(text: &str) -> Self {
        let mut ends = Self::default();
        if !text.contains(['[', '<']) {
            return ends;
        }
        let (mut brackets, mut parentheses) = (Vec::new(), Vec::new());
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'[' => brackets.push(at),
                b'(' => parentheses.push(at),
                b']' => {
                    ends.square.push(at);
                    if bytes.get(at + 1) == Some(&b']') {
                        ends.double.push(at);
                    }
                    ends.closing
                        .extend(brackets.pop().map(|opened| (opened, at)));
                }
                b')' => ends
                    .closing
                    .extend(parentheses.pop().map(|opened| (opened, at))),
                b'>' => ends.angle.push(at),
                _ => {}
            }
        }
        ends
    }

    /// The first of some places from one on.
    fn next(places: &[usize], from: usize) -> Option<usize> {
        places.get(places.partition_point(|at| *at < from)).copied()
    }

    /// The words of the link that begins at a place, and where it ends, which is no further than
    /// `end`: `[words](address)`, `[words][name]`, `[^1]`, `[[page|words]]`.
    fn link(&self, text: &str, at: usize, end: usize) -> Option<(Range<usize>, usize)> {
        if text[at..end].starts_with("[[") {
            let close = Self::next(&self.double, at + 2).filter(|close| close + 2 <= end)?;
            let bar = text[at + 2..close].rfind('|');
            return Some((at + 2 + bar.map_or(0, |bar| bar + 1)..close, close + 2));
        }
        let close = *self.closing.get(&at).filter(|close| **close < end)?;
        let tail = &text[close + 1..end];
        if text[at + 1..close].starts_with('^') {
            let colon = usize::from(tail.starts_with(':'));
            return Some((close..close, close + 1 + colon));
        }
        let last = if tail.starts_with('(') {
            self.closing.get(&(close + 1)).copied()
        } else if tail.starts_with('[') {
            Self::next(&self.square, close + 1)
        } else {
            None
        };
        let last = last.filter(|last| *last < end)?;
        Some((at + 1..close, last + 1))
    }

    /// An address in angle brackets, or an HTML tag, which leaves nothing, and where it ends.
    fn tag<'a>(&self, text: &'a str, at: usize, end: usize) -> Option<(&'a str, usize)> {
        let close = Self::next(&self.angle, at).filter(|close| *close < end)?;
        let inner = &text[at + 1..close];
        // An address has no such sign in it, and what follows one is looked at when it is come to.
        let word = inner.find([' ', '<']).map_or(inner, |stop| &inner[..stop]);
        if inner.starts_with("http") || (word.len() == inner.len() && word.contains('@')) {
            return Some((inner, close + 1));
        }
        let name = inner.trim_start_matches('/');
        let letters = name
            .bytes()
            .take(11)
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && letters <= 10
            && (letters == name.len() || name[letters..].starts_with([' ', '/']));
        let space = if name.starts_with("br") { " " } else { "" };
        is_tag.then_some((space, close + 1))
    }
}

fn entity(rest: &str) -> Option<(&'static str, usize)> {
    [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", " "),
        ("&mdash;", "—"),
        ("&ndash;", "–"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&rdquo;", "”"),
        ("&ldquo;", "“"),
        ("&hellip;", "…"),
    ]
    .into_iter()
    .find_map(|(name, sign)| rest.starts_with(name).then_some((sign, name.len())))
}

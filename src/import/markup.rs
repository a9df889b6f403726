//! A forgiving reader of tags: enough to walk a page in order, to measure it, and to find what its
//! head says. It builds no tree, so that no input makes it slow.

use std::borrow::Cow;

/// A piece of markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Characters between tags, entities not resolved.
    Text(&'a str),
    Open(Tag<'a>),
    Close(&'a str),
    /// What stands between the tags of a script, style, title or text area.
    Raw(&'a str, &'a str),
}

/// An opening tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// As written; compare without case.
    pub name: &'a str,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Whether it ends in itself, as `<svg/>` does. A stroke that ends a value without quotation
    /// marks, such as an address, belongs to the value.
    pub(super) fn is_closed(&self) -> bool {
        let Some(inside) = self.attributes.strip_suffix('/') else {
            return false;
        };
        let last = inside.rsplit(|c: char| c.is_ascii_whitespace()).next();
        last.is_none_or(|last| !last.contains('=') || last.ends_with(['"', '\'']))
    }

    /// The value of an attribute, entities resolved.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let end = rest
                .find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/')
                .unwrap_or(rest.len());
            // A stray sign is passed over.
            let end = if end == 0 { 1 } else { end };
            let key = rest.get(..end)?;
            rest = rest[end..].trim_start();
            let value = if let Some(after) = rest.strip_prefix('=') {
                let after = after.trim_start();
                let (value, left) = match after.chars().next() {
                    Some(quote @ ('"' | '\'')) => {
                        let inner = &after[1..];
                        match inner.find(quote) {
                            Some(close) => (&inner[..close], &inner[close + 1..]),
                            None => (inner, ""),
                        }
                    }
                    _ => after.split_at(
                        after
                            .find(|c: char| c.is_ascii_whitespace())
                            .unwrap_or(after.len()),
                    ),
                };
                rest = left;
                value
            } else {
                ""
            };
            if key.eq_ignore_ascii_case(name) {
                return Some(unescape(value));
            }
        }
    }
}

/// Walks over the pieces of some markup.
pub(super) fn pieces(markup: &str) -> Pieces<'_> {
    Pieces {
        rest: markup,
        raw: None,
        astray: 0,
    }
}

#[derive(Debug)]
pub(super) struct Pieces<'a> {
    rest: &'a str,
    /// The element whose content is no markup.
    raw: Option<&'a str>,
    /// Tags so far in which a quotation mark was never closed.
    astray: usize,
}

/// Tags whose quotation marks swallow all that follows, before no more are believed: each has been
/// looked through to the end of the markup.
const ASTRAY: usize = 8;

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if let Some(name) = self.raw.take() {
            let end = raw_end(self.rest, name);
            let (inside, rest) = self.rest.split_at(end);
            self.rest = rest;
            return Some(Piece::Raw(name, inside));
        }
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let Some(open) = memchr::memchr(b'<', self.rest.as_bytes()) else {
                return Some(Piece::Text(std::mem::take(&mut self.rest)));
            };
            if open > 0 {
                let (text, rest) = self.rest.split_at(open);
                self.rest = rest;
                return Some(Piece::Text(text));
            }
            let inner = &self.rest[1..];
            if let Some(comment) = inner.strip_prefix("!--") {
                self.rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
                continue;
            }
            if let Some(data) = inner.strip_prefix("![CDATA[") {
                let end = data.find("]]>").unwrap_or(data.len());
                self.rest = data.get(end + 3..).unwrap_or_default();
                return Some(Piece::Text(&data[..end]));
            }
            if inner.starts_with(['!', '?']) {
                self.rest = inner.find('>').map_or("", |end| &inner[end + 1..]);
                continue;
            }
            let closing = inner.starts_with('/');
            let body = &inner[usize::from(closing)..];
            if !body.starts_with(|c: char| c.is_ascii_alphabetic()) {
                // A bare sign: “3 < 4”.
                let (text, rest) = self.rest.split_at(1);
                self.rest = rest;
                return Some(Piece::Text(text));
            }
            let end = self.tag_end(body);
            let inside = &body[..end];
            self.rest = body.get(end + 1..).unwrap_or_default();
            let split = inside
                .find(|c: char| c.is_ascii_whitespace() || c == '/')
                .unwrap_or(inside.len());
            let (name, attributes) = inside.split_at(split);
            if closing {
                return Some(Piece::Close(name));
            }
            let tag = Tag { name, attributes };
            if is_raw(name) && !tag.is_closed() {
                self.raw = Some(name);
            }
            return Some(Piece::Open(tag));
        }
    }
}

impl Pieces<'_> {
    /// Where a tag ends: at `>` outside of quotation marks.
    fn tag_end(&mut self, body: &str) -> usize {
        let first = memchr::memchr(b'>', body.as_bytes());
        if self.astray < ASTRAY && first.is_some() {
            let mut quote = None;
            for (at, byte) in body.bytes().enumerate() {
                match (quote, byte) {
                    (None, b'>') => return at,
                    (None, b'"' | b'\'') if body[..at].trim_end().ends_with('=') => {
                        quote = Some(byte);
                    }
                    (Some(open), _) if open == byte => quote = None,
                    _ => {}
                }
            }
            self.astray += 1;
        }
        // An unclosed quotation mark would swallow the page.
        first.unwrap_or(body.len())
    }
}

fn is_raw(name: &str) -> bool {
    [
        "script", "style", "title", "textarea", "noframes", "iframe", "xmp",
    ]
    .iter()
    .any(|raw| name.eq_ignore_ascii_case(raw))
}

fn raw_end(rest: &str, name: &str) -> usize {
    let bytes = rest.as_bytes();
    for at in memchr::memchr_iter(b'<', bytes) {
        if bytes.get(at + 1) == Some(&b'/')
            && bytes
                .get(at + 2..at + 2 + name.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        {
            return at;
        }
    }
    rest.len()
}

/// Elements that have no content.
pub(super) fn is_void(name: &str) -> bool {
    [
        "br", "img", "meta", "link", "input", "hr", "area", "base", "col", "embed", "source",
        "track", "wbr", "param",
    ]
    .iter()
    .any(|void| name.eq_ignore_ascii_case(void))
}

/// By whose rules elements end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rules {
    /// On a page `<div/>` is an open element like any other.
    Html,
    Xml,
}

/// Looks whether there are more elements than so many, or whether they lie deeper in one another
/// than so deep, and says which; what stands behind is not looked at.
pub(super) fn measure(
    markup: &str,
    rules: Rules,
    most: usize,
    deepest: usize,
) -> Result<(), String> {
    let mut elements = 0;
    let mut open: Vec<&str> = Vec::new();
    // Where the drawing or formula lies that is open: what is in it ends as in XML.
    let mut foreign: Option<usize> = None;
    for piece in pieces(markup) {
        match piece {
            Piece::Open(tag) => {
                elements += 1;
                if elements > most {
                    return Err(format!("more than {most} elements"));
                }
                let own = tag.is("svg") || tag.is("math");
                let closes = rules == Rules::Xml || own || foreign.is_some();
                if is_void(tag.name) || closes && tag.is_closed() {
                    continue;
                }
                while open.last().is_some_and(|last| is_ended(last, tag.name)) {
                    open.pop();
                }
                if own {
                    foreign.get_or_insert(open.len());
                }
                open.push(tag.name);
                if open.len() > deepest {
                    return Err(too_deep(deepest));
                }
            }
            Piece::Close(name) => {
                // Looked for near the top only, so that stray tags cost nothing.
                let near = open.len().saturating_sub(16);
                if let Some(at) = open[near..]
                    .iter()
                    .rposition(|o| o.eq_ignore_ascii_case(name))
                {
                    open.truncate(near + at);
                }
            }
            Piece::Text(_) | Piece::Raw(..) => {}
        }
        foreign = foreign.filter(|at| *at < open.len());
    }
    Ok(())
}

/// What is said of markup whose elements lie too deep in one another.
pub(super) fn too_deep(deepest: usize) -> String {
    format!("elements nested deeper than {deepest}")
}

/// Whether an open element ends without a tag of its own where the next begins.
fn is_ended(open: &str, next: &str) -> bool {
    let any = |names: &[&str], name: &str| names.iter().any(|n| name.eq_ignore_ascii_case(n));
    if any(&["p"], open) {
        return any(
            &[
                "p",
                "li",
                "dt",
                "dd",
                "div",
                "ul",
                "ol",
                "dl",
                "table",
                "h1",
                "h2",
                "h3",
                "h4",
                "h5",
                "h6",
                "blockquote",
                "pre",
                "section",
                "article",
                "figure",
                "form",
                "hr",
            ],
            next,
        );
    }
    (any(&["li", "option", "tr"], open) && open.eq_ignore_ascii_case(next))
        || (any(&["dt", "dd"], open) && any(&["dt", "dd"], next))
        || (any(&["td", "th"], open) && any(&["td", "th", "tr"], next))
}

/// Resolves character references: numbers, and the names that pages use.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest[1..]
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '#'))
            .map_or(rest.len(), |end| end + 1);
        let semicolon = usize::from(rest[end..].starts_with(';'));
        if let Some(c) = reference(&rest[1..end]) {
            out.push(c);
            rest = &rest[end + semicolon..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(windows(code));
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "mdash" => '—',
        "ndash" => '–',
        "lsquo" => '‘',
        "rsquo" => '’',
        "sbquo" => '‚',
        "ldquo" => '“',
        "rdquo" => '”',
        "bdquo" => '„',
        "laquo" => '«',
        "raquo" => '»',
        "hellip" => '…',
        "bull" => '•',
        "middot" => '·',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "deg" => '°',
        "euro" => '€',
        "pound" => '£',
        "yen" => '¥',
        "cent" => '¢',
        "sect" => '§',
        "para" => '¶',
        "times" => '×',
        "frac12" => '½',
        "agrave" => 'à',
        "aacute" => 'á',
        "acirc" => 'â',
        "atilde" => 'ã',
        "auml" => 'ä',
        "aring" => 'å',
        "aelig" => 'æ',
        "ccedil" => 'ç',
        "egrave" => 'è',
        "eacute" => 'é',
        "ecirc" => 'ê',
        "euml" => 'ë',
        "igrave" => 'ì',
        "iacute" => 'í',
        "icirc" => 'î',
        "iuml" => 'ï',
        "ntilde" => 'ñ',
        "ograve" => 'ò',
        "oacute" => 'ó',
        "ocirc" => 'ô',
        "otilde" => 'õ',
        "ouml" => 'ö',
        "oslash" => 'ø',
        "ugrave" => 'ù',
        "uacute" => 'ú',
        "ucirc" => 'û',
        "uuml" => 'ü',
        "yacute" => 'ý',
        "szlig" => 'ß',
        "Eacute" => 'É',
        "Agrave" => 'À',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "Aring" => 'Å',
        "Oslash" => 'Ø',
        "AElig" => 'Æ',
        "Ccedil" => 'Ç',
        "Ntilde" => 'Ñ',
        _ => return None,
    })
}

/// References to 128–159 mean the letters of Windows-1252 there.
fn windows(code: u32) -> u32 {
    match code {
        0x85 => 0x2026,
        0x91 => 0x2018,
        0x92 => 0x2019,
        0x93 => 0x201C,
        0x94 => 0x201D,
        0x95 => 0x2022,
        0x96 => 0x2013,
        0x97 => 0x2014,
        0x99 => 0x2122,
        0x80 => 0x20AC,
        other => other,
    }
}

//! Mails: one file each, or many in a mailbox.

use super::draft::{Draft, Shape};
use super::jsonl::{by_bytes, told_once};
use super::read::sha256;
use super::settle::{Origin, settle};
use super::{Batch, Cleaning, Limits, flow, markup, metadata, plain};
use crate::model::Basis;
use crate::text::sanitise;
use mail_parser::{Message, MessageParser, PartType};
use std::collections::{BTreeSet, HashSet};

/// Reads one mail.
pub(super) fn read(bytes: &[u8], origin: &Origin<'_>, batch: &mut Batch) {
    one(bytes, origin, origin.path, batch, None);
}

/// Reads every mail of a mailbox in one of the mbox formats.
pub(super) fn read_box(bytes: &[u8], origin: &Origin<'_>, batch: &mut Batch) {
    let mut ids = HashSet::new();
    for (number, mail) in mails(bytes).into_iter().enumerate() {
        let place = format!("{}:{}", origin.path, number + 1);
        one(mail, origin, &place, batch, Some((number + 1, &mut ids)));
    }
}

/// Cuts a mailbox at its `From ` lines, each at the start or behind a blank line.
fn mails(bytes: &[u8]) -> Vec<&[u8]> {
    let mut out = Vec::new();
    let mut start = None;
    let mut at = 0;
    let mut blank = true;
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        if blank && line.starts_with(b"From ") {
            if let Some(from) = start {
                out.push(&bytes[from..at]);
            }
            start = Some(at + line.len());
        }
        blank = line.trim_ascii().is_empty();
        at += line.len();
    }
    if let Some(from) = start {
        out.push(&bytes[from..]);
    }
    out
}

/// Reads a mail; `boxed` is its number in its box, and the ids that the others had so far. There it
/// is told by its own id or by its bytes, never by its place.
fn one(
    bytes: &[u8],
    origin: &Origin<'_>,
    place: &str,
    batch: &mut Batch,
    boxed: Option<(usize, &mut HashSet<String>)>,
) {
    let limits = &origin.given.limits;
    // Counted before anything is taken apart: each part within a part takes one of these.
    let inner = count(bytes, b"boundary=").max(count(bytes, b"message/"));
    // A part is opened by one delimiter, and what has parts is closed by one.
    let most = limits.mail_parts.saturating_mul(2);
    if inner > limits.mail_parts || has_more_delimiters(bytes, most) {
        batch.skip(place, format!("more than {} parts", limits.mail_parts));
        return;
    }
    let Some(message) = MessageParser::default().parse(bytes) else {
        batch.skip(place, "not a mail");
        return;
    };
    let drafted = check(&message, limits).and_then(|()| {
        draft(&message, origin.given.cleaning).ok_or_else(|| "a mail without text".to_owned())
    });
    let hash = sha256(bytes);
    let mut own = origin.clone();
    let mut former = None;
    if let Some((number, ids)) = boxed {
        former = Some(format!("{}-{number}", origin.id));
        own.id = told_once(message.message_id().map(str::to_owned), Some(ids))
            .unwrap_or_else(|| by_bytes(&origin.id, &hash));
    }
    match drafted.and_then(|draft| settle(draft, &own, hash)) {
        Ok(document) => match former {
            Some(former) => batch.push_numbered(document, bytes, &former),
            None => batch.push(document, bytes),
        },
        Err(reason) => batch.skip(place, reason),
    }
}

/// Where some small letters stand in the bytes, case apart.
fn places<'a>(bytes: &'a [u8], letters: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let first = letters.first().copied().unwrap_or_default();
    memchr::memchr2_iter(first, first.to_ascii_uppercase(), bytes).filter(|at| {
        bytes
            .get(*at..at + letters.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(letters))
    })
}

fn count(bytes: &[u8], letters: &[u8]) -> usize {
    places(bytes, letters).count()
}

/// Whether the delimiters that a mail declares stand in it more often than so often. They count
/// wherever they stand, in a line's middle as well, as the parser takes them so.
fn has_more_delimiters(bytes: &[u8], most: usize) -> bool {
    let name = b"boundary";
    let declared = places(bytes, name).filter_map(|at| delimiter(&bytes[at + name.len()..]));
    let delimiters: BTreeSet<Vec<u8>> = declared.collect();
    let found = delimiters
        .iter()
        .flat_map(|delimiter| memchr::memmem::find_iter(bytes, delimiter));
    found.take(most.saturating_add(1)).count() > most
}

/// The delimiter that is declared behind the word for it, or what each such begins with where it is
/// declared in a way that takes more to understand.
fn delimiter(behind: &[u8]) -> Option<Vec<u8>> {
    let plain = behind.trim_ascii_start();
    let Some(value) = plain.strip_prefix(b"=") else {
        // In sections, in another charset, or with a comment; else it is a word of the text.
        let declared = passed(plain).trim_ascii_start().starts_with(b"=");
        return declared.then(|| b"--".to_vec());
    };
    let value = value.trim_ascii_start();
    let quoted = value.strip_prefix(b"\"");
    let value = quoted.unwrap_or(value);
    let is_end = |b: &u8| match quoted {
        Some(_) => matches!(b, b'"' | b'\\' | b'\r' | b'\n'),
        None => b.is_ascii_whitespace() || matches!(b, b';' | b'"' | b'('),
    };
    let end = value.iter().position(is_end).unwrap_or(value.len());
    Some([b"--", value[..end].trim_ascii()].concat())
}

/// What follows the number of a section and comments, which may hold others.
fn passed(behind: &[u8]) -> &[u8] {
    let (mut depth, mut escaped) = (0_usize, false);
    let end = behind.iter().position(|byte| {
        let escapes = std::mem::replace(&mut escaped, false);
        match byte {
            b'(' if !escapes => depth += 1,
            b')' if !escapes && depth > 0 => depth -= 1,
            b'\\' if depth > 0 => escaped = !escapes,
            _ if depth > 0 => {}
            b'*' | b'0'..=b'9' => {}
            byte => return !byte.is_ascii_whitespace(),
        }
        false
    });
    &behind[end.unwrap_or(behind.len())..]
}

/// Counts parts, and how deep they lie in one another: parts of parts, and mails in mails.
fn check(message: &Message<'_>, limits: &Limits) -> Result<(), String> {
    let mut parts = 0;
    let mut open = vec![(message, 0, 1)];
    while let Some((message, place, depth)) = open.pop() {
        parts += 1;
        if parts > limits.mail_parts {
            return Err(format!("more than {} parts", limits.mail_parts));
        }
        if depth > limits.mail_depth {
            return Err(format!("parts nested deeper than {}", limits.mail_depth));
        }
        match message.parts.get(place).map(|part| &part.body) {
            Some(PartType::Multipart(inner)) => {
                open.extend(inner.iter().map(|at| (message, *at as usize, depth + 1)));
            }
            Some(PartType::Message(inner)) => open.push((inner, 0, depth + 1)),
            _ => {}
        }
    }
    Ok(())
}

fn draft(message: &Message<'_>, cleaning: Cleaning) -> Option<Draft> {
    let text = message.text_part(0).and_then(|part| match &part.body {
        PartType::Text(text) => Some(text.as_ref()),
        _ => None,
    });
    let html = message.html_part(0).and_then(|part| match &part.body {
        PartType::Html(html) => Some(html.as_ref()),
        _ => None,
    });
    let mut draft = match (text, html, cleaning) {
        (Some(text), _, Cleaning::Raw) | (None, Some(text), Cleaning::Raw) => plain::raw(text),
        // A text part that says only that there is another is none.
        (Some(text), None, _) => plain::draft(text),
        (Some(text), Some(html), _) if text.len() * 8 > markup_text(html) => plain::draft(text),
        (_, Some(html), _) => Draft {
            removed: sanitise(html).1,
            parts: flow::parts(html),
            shape: Shape::Marked,
            ..Draft::default()
        },
        (None, None, _) => return None,
    };
    describe(message, &mut draft);
    Some(draft)
}

/// How many letters some markup shows.
fn markup_text(html: &str) -> usize {
    markup::pieces(html)
        .map(|piece| match piece {
            markup::Piece::Text(text) => text.trim().len(),
            _ => 0,
        })
        .sum()
}

fn describe(message: &Message<'_>, draft: &mut Draft) {
    let basis = Basis::Format;
    let meta = &mut draft.meta;
    let subject = message.subject().map(|subject| {
        let mut rest = subject.trim();
        while let Some((label, after)) = rest.split_once(':') {
            let label = label.trim();
            if label.len() > 4
                || !["re", "fw", "fwd", "aw", "wg", "tr", "sv", "i", "r"]
                    .iter()
                    .any(|l| label.eq_ignore_ascii_case(l))
            {
                break;
            }
            rest = after.trim();
        }
        rest.to_owned()
    });
    metadata::offer_line(&mut meta.title, subject.as_deref(), basis);
    let from = message.from().and_then(|from| from.first());
    let name = from.and_then(|from| from.name.as_deref().or(from.address.as_deref()));
    metadata::offer_authors(
        &mut meta.authors,
        name.map(|name| vec![crate::text::sanitise_line(name)])
            .unwrap_or_default(),
        basis,
    );
    let date = message
        .date()
        .filter(|date| date.is_valid())
        .map(mail_parser::DateTime::to_rfc3339);
    metadata::offer_date(&mut meta.published, date.as_deref(), basis);
}

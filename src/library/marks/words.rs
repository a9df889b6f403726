//! Strings of one article, each written once; and what both ways of packing share.

use super::super::pack::{put, take};
use super::super::quick::QuickMap;
use crate::model::{Annotations, Kind, Rule, Span, TimexKind, TimexMod};
use std::borrow::Cow;

/// Rules in the order of their numbers: append only.
pub(super) const RULES: [Rule; 11] = [
    Rule::Gazetteer,
    Rule::Context,
    Rule::Acronym,
    Rule::Surname,
    Rule::ShortForm,
    Rule::Variant,
    Rule::Pattern,
    Rule::Title,
    Rule::Tagger,
    Rule::Reference,
    Rule::Analyst,
];

/// The same of modifiers of dates.
pub(super) const MODIFIERS: [TimexMod; 10] = [
    TimexMod::Before,
    TimexMod::After,
    TimexMod::OnOrBefore,
    TimexMod::OnOrAfter,
    TimexMod::LessThan,
    TimexMod::MoreThan,
    TimexMod::Start,
    TimexMod::Mid,
    TimexMod::End,
    TimexMod::Approx,
];

/// The same of sorts of dates.
pub(super) const TIMES: [TimexKind; 4] = [
    TimexKind::Date,
    TimexKind::Time,
    TimexKind::Duration,
    TimexKind::Set,
];

/// The place of a value in such a list.
pub(super) fn code<T: PartialEq>(list: &[T], value: &T) -> u64 {
    list.iter().position(|known| known == value).unwrap_or(0) as u64
}

/// Strings by number, in order of first use.
#[derive(Default)]
pub(super) struct Words<'a> {
    numbers: QuickMap<Cow<'a, str>, u64>,
    letters: Vec<u8>,
}

impl<'a> Words<'a> {
    /// The number of a string.
    pub(super) fn number(&mut self, word: Cow<'a, str>) -> u64 {
        let next = self.numbers.len() as u64;
        let letters = &mut self.letters;
        *self.numbers.entry(word).or_insert_with_key(|word| {
            put(letters, word.len() as u64);
            letters.extend(word.as_bytes());
            next
        })
    }

    /// The number of a string that is put together in a place which is needed again.
    pub(super) fn number_of(&mut self, word: &str) -> u64 {
        match self.numbers.get(word) {
            Some(&number) => number,
            None => self.number(Cow::Owned(word.to_owned())),
        }
    }

    /// How many there are, and all of them.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        put(out, self.numbers.len() as u64);
        out.extend(&self.letters);
    }
}

/// Takes the strings of an article; nothing where they are cut short.
pub(super) fn take_words<'a>(bytes: &mut &'a [u8]) -> Option<Vec<&'a str>> {
    let count = take(bytes)? as usize;
    let mut out = Vec::with_capacity(count.min(bytes.len()));
    for _ in 0..count {
        let length = take(bytes)? as usize;
        let (word, rest) = bytes.split_at_checked(length)?;
        *bytes = rest;
        out.push(std::str::from_utf8(word).ok()?);
    }
    Some(out)
}

/// The id that a name has where nothing special is known of it. Part of the layout: it must never
/// give another answer for the same name.
pub(super) fn plain_id(kind: Kind, name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 16);
    out.push_str(kind.as_str());
    out.push(':');
    let start = out.len();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if out.len() > start && !out.ends_with('-') {
            out.push('-');
        }
    }
    while out.len() > start && out.ends_with('-') {
        out.pop();
    }
    out
}

/// Confidence as it is kept: no part of the program tells finer.
pub(super) fn thousandths(confidence: f32) -> u64 {
    (confidence * 1000.0).round().max(0.0) as u64
}

/// What stands in the place of what is quoted in a frame.
const HOLE: char = '\0';

/// Evidence without what it quotes of the mention: with a hole in its place, and of what the hole
/// is: 1 of all the mention, 2 of its first word, 3 of its last; 0 where there is none. It is put
/// together in `room`.
pub(super) fn framed<'a>(
    evidence: &'a str,
    mention: Option<&str>,
    room: &'a mut String,
) -> (&'a str, u64) {
    let whole = (evidence, 0);
    let Some(mention) = mention else { return whole };
    let (Some(start), Some(end)) = (evidence.find('“'), evidence.rfind('”')) else {
        return whole;
    };
    let start = start + '“'.len_utf8();
    let Some(quoted) = evidence.get(start..end) else {
        return whole;
    };
    let part = (1..=3).find(|&part| quoted_part(mention, part) == Some(quoted));
    match part {
        Some(part) if !evidence.contains(HOLE) => {
            room.clear();
            room.push_str(&evidence[..start]);
            room.push(HOLE);
            room.push_str(&evidence[end..]);
            (room, part)
        }
        _ => whole,
    }
}

/// Undoes [`framed`].
pub(super) fn unframed(frame: &str, hole: u64, mention: Option<&str>) -> Option<String> {
    if hole == 0 {
        return Some(frame.to_owned());
    }
    let (before, after) = frame.split_once(HOLE)?;
    Some([before, quoted_part(mention?, hole)?, after].concat())
}

fn quoted_part(mention: &str, part: u64) -> Option<&str> {
    match part {
        1 => Some(mention),
        2 => mention.split(' ').next(),
        _ => mention.rsplit(' ').next(),
    }
}

/// The letters of a span that may lie anywhere.
pub(super) fn letters(text: &str, span: Span) -> Option<&str> {
    text.get(span.start as usize..span.end as usize)
}

/// Whom a stretch of the text names, each once, in order: places among the entities.
pub(super) fn named(found: &Annotations, span: Span) -> Vec<u32> {
    let first = found
        .mentions
        .partition_point(|mention| mention.span.start < span.start);
    let mut out: Vec<u32> = Vec::new();
    for mention in &found.mentions[first..] {
        if mention.span.start >= span.end {
            break;
        }
        if span.contains(mention.span) && !out.contains(&mention.entity) {
            out.push(mention.entity);
        }
    }
    out
}

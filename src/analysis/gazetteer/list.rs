use super::entry::{Case, Role, Stands, Text};
use crate::model::Kind;
use std::borrow::Cow;
use thiserror::Error;

/// What is wrong with a line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {what}")]
pub struct Fault {
    /// Counted from 1.
    pub line: usize,
    pub what: String,
}

/// A record of a list as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    pub line: usize,
    pub kind: Kind,
    pub slug: Option<&'a str>,
    /// The first is the name.
    pub names: Vec<Written<'a>>,
    pub country: &'a str,
    pub parent: &'a str,
    pub dates: &'a str,
    pub note: &'a str,
}

/// A name as it is written in a list, without its signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written<'a> {
    pub text: &'a str,
    pub stands: Stands,
    pub case: Case,
    pub role: Role,
}

/// Reads a list, calling `take` for each record; see `docs/gazetteer.md` for the form. Lines that
/// do not follow it are told and passed over.
pub fn read<'a>(text: &'a str, mut take: impl FnMut(&Record<'a>)) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut record = Record {
        line: 0,
        kind: Kind::Agency,
        slug: None,
        names: Vec::new(),
        country: "",
        parent: "",
        dates: "",
        note: "",
    };
    let mut section: Option<(Kind, &str, &str)> = None;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut fault = |what: String| {
            faults.push(Fault {
                line: index + 1,
                what,
            });
        };
        if let Some(head) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            match header(head) {
                Ok(head) => section = Some(head),
                Err(what) => fault(what),
            }
            continue;
        }
        let Some((kind, country, parent)) = section else {
            fault("a record before the first [kind] line".to_owned());
            continue;
        };
        record.line = index + 1;
        (record.kind, record.country, record.parent) = (kind, country, parent);
        match fields(line, &mut record) {
            Ok(()) => take(&record),
            Err(what) => fault(what),
        }
    }
    faults
}

/// `[kind country parent]`, the last two as defaults for the records that follow.
fn header(head: &str) -> Result<(Kind, &str, &str), String> {
    let mut words = head.split_whitespace();
    let kind = words.next().unwrap_or_default();
    let kind = Kind::parse(kind).ok_or_else(|| format!("`{kind}` is not a kind"))?;
    let country = words.next().unwrap_or_default();
    check_country(country)?;
    Ok((
        kind,
        if country == "-" { "" } else { country },
        words.next().unwrap_or_default(),
    ))
}

fn check_country(country: &str) -> Result<(), String> {
    let fits = country == "-"
        || country.is_empty()
        || (country.len() == 2 && country.bytes().all(|b| b.is_ascii_lowercase()));
    if fits {
        Ok(())
    } else {
        Err(format!("`{country}` is not a two-letter country code"))
    }
}

/// `names | country | parent | dates | note`; a field that is missing or empty takes the default,
/// `-` means none.
fn fields<'a>(line: &'a str, record: &mut Record<'a>) -> Result<(), String> {
    let mut fields = line.split('|').map(str::trim);
    let mut names = fields.next().unwrap_or_default();
    record.slug = None;
    if let Some(rest) = names.strip_prefix('@') {
        let (slug, rest) = rest.split_once(' ').ok_or("a slug without a name")?;
        record.slug = Some(slug);
        names = rest.trim_start();
    }
    record.names.clear();
    for name in names.split(';') {
        record
            .names
            .push(written(name.trim(), record.names.is_empty())?);
    }
    let or = |field: Option<&'a str>, default| match field {
        None | Some("") => default,
        Some("-") => "",
        Some(field) => field,
    };
    record.country = or(fields.next(), record.country);
    check_country(record.country)?;
    record.parent = or(fields.next(), record.parent);
    record.dates = or(fields.next(), "");
    record.note = or(fields.next(), "");
    if fields.next().is_some() {
        return Err("more than five fields".to_owned());
    }
    Ok(())
}

/// The signs before a name say how it may be used.
fn written(name: &str, first: bool) -> Result<Written<'_>, String> {
    let mut text = name;
    let mut written = Written {
        text,
        stands: Stands::Alone,
        case: Case::Usual,
        role: if first { Role::Name } else { Role::Alias },
    };
    while let Some(sign) = text.bytes().next() {
        match sign {
            b'=' => written.case = Case::Exact,
            b'%' => written.case = Case::Any,
            b'?' => written.stands = Stands::InContext,
            b'~' => written.stands = Stands::Never,
            b'+' => {
                written.stands = Stands::AsModifier;
                written.role = Role::Demonym;
            }
            b'<' => written.role = Role::Former,
            b'*' => written.role = Role::Native,
            _ => break,
        }
        text = &text[1..];
    }
    if text.is_empty() {
        return Err("an empty name".to_owned());
    }
    if written.role == Role::Alias && is_acronym(text) {
        written.role = Role::Acronym;
    }
    written.text = text;
    Ok(written)
}

fn is_acronym(text: &str) -> bool {
    text.len() <= 8
        && text.len() >= 2
        && text.bytes().all(|b| {
            b.is_ascii_uppercase() || matches!(b, b'.' | b'-' | b'&') || b.is_ascii_digit()
        })
        && text.bytes().any(|b| b.is_ascii_uppercase())
}

/// Borrows from what is compiled in; copies from anything else.
pub(super) trait Keep<'a> {
    fn keep(&self, text: &'a str) -> Text;
}

/// The lists of `assets/`.
pub(super) struct Compiled;

impl Keep<'static> for Compiled {
    fn keep(&self, text: &'static str) -> Text {
        Cow::Borrowed(text)
    }
}

/// A user's list.
pub(super) struct Read;

impl<'a> Keep<'a> for Read {
    fn keep(&self, text: &'a str) -> Text {
        Cow::Owned(text.to_owned())
    }
}

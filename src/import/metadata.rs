//! Which source of a piece of metadata wins, and how names of authors are cut apart.

use super::manifest::Entry;
use super::{language, published};
use crate::model::{Basis, Grade, Metadata, Published, Sourced};
use crate::text::sanitise_line;

/// Sets a value unless a better source has set it before.
pub(super) fn offer<T>(slot: &mut Option<Sourced<T>>, value: Option<T>, basis: Basis) {
    if let Some(value) = value
        && slot.as_ref().is_none_or(|held| basis < held.basis)
    {
        *slot = Some(Sourced { value, basis });
    }
}

/// The same for a line of text, cleaned; an empty one says nothing.
pub(super) fn offer_line(slot: &mut Option<Sourced<String>>, value: Option<&str>, basis: Basis) {
    let line = value.map(sanitise_line).filter(|line| !line.is_empty());
    offer(slot, line, basis);
}

/// The same for the date of publication.
pub(super) fn offer_date(slot: &mut Option<Published>, value: Option<&str>, basis: Basis) {
    if let Some(found) = value.and_then(|value| published::parse(value, basis))
        && slot.as_ref().is_none_or(|held| basis < held.basis)
    {
        *slot = Some(found);
    }
}

pub(super) fn offer_authors(
    slot: &mut Option<Sourced<Vec<String>>>,
    names: impl IntoIterator<Item = impl AsRef<str>>,
    basis: Basis,
) {
    let names: Vec<String> = names
        .into_iter()
        .map(|name| sanitise_line(name.as_ref()))
        .filter(|name| !name.is_empty())
        .collect();
    offer(slot, (!names.is_empty()).then_some(names), basis);
}

/// Puts a manifest's entry over what the document says of itself.
pub(super) fn apply(entry: &Entry, meta: &mut Metadata) {
    let basis = Basis::Manifest;
    offer_line(&mut meta.title, entry.title.as_deref(), basis);
    offer_authors(&mut meta.authors, &entry.authors, basis);
    offer_line(&mut meta.publisher, entry.publisher.as_deref(), basis);
    offer_line(&mut meta.url, entry.url.as_deref(), basis);
    let tag = entry.language.as_deref().and_then(language::declared);
    offer(&mut meta.language, tag, basis);
    let grade = entry.grade.as_deref().and_then(Grade::parse);
    offer(&mut meta.grade, grade, basis);
    offer_date(&mut meta.published, entry.published.as_deref(), basis);
    if let Some(date) = &mut meta.published
        && date.basis == basis
        && entry.estimated
    {
        date.estimated = true;
    }
}

/// Sets one named field, as front matter and head lines have it. Gives whether the name is known.
pub(super) fn set(meta: &mut Metadata, key: &str, values: &[String], basis: Basis) -> bool {
    let first = values.first().map(String::as_str);
    match key
        .trim()
        .to_ascii_lowercase()
        .replace(['_', ' '], "-")
        .as_str()
    {
        "title" | "headline" => offer_line(&mut meta.title, first, basis),
        "author" | "authors" | "by" | "byline" | "writer" | "creator" => {
            let names = values.iter().flat_map(|value| names(value));
            offer_authors(&mut meta.authors, names, basis);
        }
        "date" | "published" | "publication-date" | "publish-date" | "published-at"
        | "date-published" | "pubdate" | "publishdate" | "created" => {
            offer_date(&mut meta.published, first, basis);
        }
        "estimated" => {
            if let Some(date) = &mut meta.published
                && matches!(first, Some("true" | "yes"))
            {
                date.estimated = true;
            }
        }
        "publisher" | "publication" | "source" | "site" | "website" | "outlet" | "site-name" => {
            // A source may be an address.
            let slot = if first.is_some_and(|v| v.trim().starts_with("http")) {
                &mut meta.url
            } else {
                &mut meta.publisher
            };
            offer_line(slot, first, basis);
        }
        "url" | "link" | "source-url" | "canonical" | "canonical-url" | "permalink" => {
            offer_line(&mut meta.url, first, basis);
        }
        "language" | "lang" | "locale" => {
            offer(
                &mut meta.language,
                first.and_then(language::declared),
                basis,
            );
        }
        "grade" | "grading" => offer(&mut meta.grade, first.and_then(Grade::parse), basis),
        _ => return false,
    }
    true
}

/// Cuts a list of authors apart: `Ann Lee, Bo Wu and Cy Ode`. A surname that stands once for two
/// (`Nicola e Gabriele Iuvinale`) is given to both.
pub(super) fn names(list: &str) -> Vec<String> {
    let line = sanitise_line(list);
    let mut out: Vec<String> = Vec::new();
    let mut shared = false;
    let mut word = String::new();
    let flush = |word: &mut String, out: &mut Vec<String>, shared: bool| {
        let name = word.trim().trim_end_matches(['.', ':']).trim().to_owned();
        word.clear();
        if name.is_empty() || name.len() > 80 {
            return;
        }
        if shared
            && let Some(last) = out.last_mut()
            && !last.contains(' ')
            && let Some((_, surname)) = name.rsplit_once(' ')
        {
            *last = format!("{last} {surname}");
        }
        if !out.contains(&name) {
            out.push(name);
        }
    };
    for part in line.split_inclusive([' ', ',', ';', '&', '|']) {
        let bare = part.trim_end_matches([' ', ',', ';', '&', '|']);
        let joins = matches!(
            bare,
            "and" | "e" | "et" | "und" | "y" | "en" | "och" | "og" | "ve" | "и"
        );
        if joins && !word.trim().is_empty() {
            flush(&mut word, &mut out, shared);
            shared = true;
            continue;
        }
        word.push_str(bare);
        if part.ends_with([',', ';', '|', '&']) {
            flush(&mut word, &mut out, shared);
            shared = part.ends_with('&');
        } else {
            word.push(' ');
        }
    }
    flush(&mut word, &mut out, shared);
    out
}

//! Who wrote it and when, where the page shows it in lines of its own.

use super::line::Line;
use super::phrases::EDITOR;
use crate::import::metadata::names;
use crate::import::published;
use crate::model::{Basis, Published, Reason};
use crate::text::fold;

/// What a line before the article says about it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Head {
    pub authors: Vec<String>,
    pub date: Option<Published>,
    pub reason: Option<Reason>,
}

/// Reads a byline, a date line or both: `By Ann Lee`, `3 October 2024`, `By Ann Lee | Oct 3, 2024 |
/// 5 min read`. Every part must be one of these.
pub(super) fn read(line: &Line<'_>) -> Option<Head> {
    if line.text.len() > 160 || line.words > 20 {
        return None;
    }
    let mut head = Head::default();
    let mut parts = 0;
    for part in line
        .text
        .split(['|', '•', '·', '—'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        parts += 1;
        if let Some(date) = date(part) {
            if head.date.is_none() || part.to_lowercase().starts_with("published") {
                head.date = Some(date);
            }
        } else if let Some(authors) = authors(part) {
            head.authors.extend(authors);
        } else if let Some((authors, date)) = both(part) {
            head.authors.extend(authors);
            head.date.get_or_insert(date);
        } else if !is_counter(part) {
            return None;
        }
    }
    if parts == 0 {
        return None;
    }
    head.reason = match (head.authors.is_empty(), &head.date) {
        (false, _) => Some(Reason::Byline),
        (true, Some(_)) => Some(Reason::Dateline),
        (true, None) => return None,
    };
    Some(head)
}

/// The name behind an editing system's label, which may stand twice: `Sarah DixonSarah Dixon`.
pub(super) fn labelled(text: &str) -> Vec<String> {
    let folded = fold(text);
    let Some(label) = EDITOR.iter().find(|label| folded.starts_with(*label)) else {
        return Vec::new();
    };
    // Folding changes lengths only behind the label's own letters.
    let letters = label.chars().count();
    let name: String = text.chars().skip(letters).collect();
    let name = name.trim_start_matches([':', ' ', '\u{a0}']).trim();
    let name = once(name);
    if is_name(name) {
        names(name)
    } else {
        Vec::new()
    }
}

/// The half of a text that is one thing twice.
fn once(text: &str) -> &str {
    let count = text.chars().count();
    for gap in [0, 1] {
        if count > gap && (count - gap).is_multiple_of(2) {
            let half = text
                .char_indices()
                .nth((count - gap) / 2)
                .map_or(text.len(), |(at, _)| at);
            let (first, second) = text.split_at(half);
            if !first.is_empty() && first == second.trim_start() {
                return first;
            }
        }
    }
    text
}

fn date(part: &str) -> Option<Published> {
    let folded = part.to_lowercase();
    let labels = [
        "published on",
        "published:",
        "published at",
        "published",
        "posted on",
        "posted:",
        "posted",
        "last updated on",
        "last updated:",
        "last updated",
        "last modified:",
        "updated on",
        "updated:",
        "updated",
        "date:",
        "created:",
        "pubblicato il",
        "publie le",
        "publié le",
        "publicado el",
        "publicado em",
        "veröffentlicht am",
        "stand:",
        "опубликовано",
    ];
    let rest = labels
        .iter()
        .find_map(|label| folded.starts_with(label).then(|| part.get(label.len()..)))
        .flatten()
        .unwrap_or(part)
        .trim_start_matches([':', ' ']);
    if rest.len() < 6 || rest.len() > 60 {
        return None;
    }
    published::parse(rest, Basis::Text)
}

/// Whether the words after `By` are names and what joins them.
fn authors(part: &str) -> Option<Vec<String>> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let (first, rest) = words.split_first()?;
    let label = fold(first);
    let label = label.trim_end_matches(':');
    let skip = match label {
        "by" | "par" | "por" | "von" | "di" | "door" | "автор" | "author" | "authors"
        | "autore" | "auteur" | "autor" | "作者" => 1,
        "written" | "posted" | "reported" | "story" | "text" => {
            if rest
                .first()
                .is_none_or(|word| fold(word).trim_end_matches(':') != "by")
            {
                return None;
            }
            2
        }
        _ => return None,
    };
    let list = words[skip..].join(" ");
    let list = list.split(" in ").next().unwrap_or_default();
    is_name(list).then(|| names(list))
}

/// `By Ann Lee, October 3, 2024`.
fn both(part: &str) -> Option<(Vec<String>, Published)> {
    part.match_indices([',', ' ']).find_map(|(at, _)| {
        let published = date(part[at + 1..].trim())?;
        let authors = authors(part[..at].trim_end_matches([',', '-', '–', ' ']))?;
        Some((authors, published))
    })
}

fn is_counter(part: &str) -> bool {
    let folded = fold(part);
    folded.starts_with(|c: char| c.is_ascii_digit())
        && (folded.contains("min") || folded.contains("view") || folded.contains("comment"))
}

/// Whether all words could be names: capitalised, or joining words and particles.
pub(super) fn is_name(list: &str) -> bool {
    if list.is_empty()
        || list.len() > 120
        || list.ends_with(['.', '!', '?']) && !list.ends_with("r.")
    {
        return false;
    }
    let mut names = 0;
    for word in list
        .split([' ', ',', ';', '&', '/'])
        .filter(|word| !word.is_empty())
    {
        let particle = matches!(
            word,
            "and"
                | "e"
                | "et"
                | "und"
                | "y"
                | "en"
                | "de"
                | "da"
                | "di"
                | "del"
                | "della"
                | "der"
                | "den"
                | "van"
                | "von"
                | "bin"
                | "al"
                | "el"
                | "la"
                | "le"
                | "dos"
                | "du"
                | "ter"
                | "of"
                | "for"
                | "и"
        );
        let first = word.chars().next().unwrap_or(' ');
        if first.is_uppercase() || (first.is_alphabetic() && !first.is_lowercase()) {
            if word.chars().any(|c| c.is_ascii_digit()) || word.contains(':') {
                return false;
            }
            names += 1;
        } else if !particle && !word.contains("al-") {
            return false;
        }
    }
    (1..=12).contains(&names)
}

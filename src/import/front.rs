//! Metadata that stands before the text: a `---` block, or `Key: value` lines.

use super::metadata;
use crate::model::{Basis, Metadata};

/// Reads a `---` block at the very start of `text` into `meta`; gives its length in bytes, or 0
/// where there is none.
pub(super) fn block(text: &str, meta: &mut Metadata) -> usize {
    let open = text.len() - text.trim_start_matches(['\u{feff}', '\n', ' ']).len();
    let Some(rest) = text[open..].strip_prefix("---") else {
        return 0;
    };
    let Some(line_end) = rest.find('\n') else {
        return 0;
    };
    if !rest[..line_end].trim().is_empty() {
        return 0;
    }
    let body = &rest[line_end + 1..];
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == "---" || bare == "..." {
            let fields = fields(&body[..at]);
            if fields.is_empty() {
                return 0;
            }
            for (key, values) in fields {
                metadata::set(meta, &key, &values, Basis::FrontMatter);
            }
            return open + 3 + line_end + 1 + at + line.len();
        }
        at += line.len();
    }
    0
}

/// Cuts the simple forms of YAML into fields: `key: value`, `key: [a, b]`, a list of `- item`
/// lines, and the folded or literal blocks of `>` and `|`. Anything else is passed over.
fn fields(body: &str) -> Vec<(String, Vec<String>)> {
    let mut out: Vec<(String, Vec<String>)> = Vec::new();
    for line in body.lines() {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let indented = line.starts_with([' ', '\t']);
        if let Some(item) = trimmed.strip_prefix("- ") {
            if let Some((_, values)) = out.last_mut() {
                let item = item.split_once(": ").map_or(item, |(key, value)| {
                    // `- name: Ann Lee`
                    if key == "name" { value } else { item }
                });
                values.push(unquote(item));
            }
        } else if indented {
            if let Some((_, values)) = out.last_mut() {
                match values.last_mut() {
                    Some(last) => {
                        last.push(' ');
                        last.push_str(trimmed);
                    }
                    None => values.push(trimmed.to_owned()),
                }
            }
        } else if let Some((key, value)) = trimmed.split_once(':') {
            if key.contains(' ') && key.len() > 30 {
                return Vec::new();
            }
            out.push((unquote(key), scalars(value.trim())));
        } else {
            // Two rules around prose are no front matter.
            return Vec::new();
        }
    }
    out
}

fn scalars(value: &str) -> Vec<String> {
    if value.is_empty() || matches!(value, "|" | ">" | "|-" | ">-" | "null" | "~") {
        return Vec::new();
    }
    if let Some(list) = value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
        return list
            .split(',')
            .map(unquote)
            .filter(|item| !item.is_empty())
            .collect();
    }
    vec![unquote(value)]
}

fn unquote(value: &str) -> String {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = value
            .strip_prefix(quote)
            .and_then(|v| v.strip_suffix(quote))
        {
            return inner.replace("\\\"", "\"").replace("''", "'");
        }
    }
    value.to_owned()
}

/// Reads `Key: value` lines at the start of plain text into `meta`; gives their length in bytes.
///
/// Each line up to the first blank one must have a known key, and there must be two, or one that
/// nothing but metadata begins with.
pub(super) fn lines(text: &str, meta: &mut Metadata) -> usize {
    let mut found: Vec<(&str, &str)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if bare.is_empty() {
            if found.is_empty() {
                at += line.len();
                continue;
            }
            break;
        }
        let Some((key, value)) = bare.split_once(':') else {
            break;
        };
        if key.len() > 20 || !metadata::set(&mut Metadata::default(), key, &[], Basis::FrontMatter)
        {
            break;
        }
        found.push((key, value.trim()));
        at += line.len();
    }
    let sure = |key: &str| {
        matches!(
            key.to_ascii_lowercase().as_str(),
            "title" | "author" | "authors" | "date" | "published" | "url"
        )
    };
    let ends = text[at..]
        .lines()
        .next()
        .is_none_or(|line| line.trim().is_empty());
    if found.is_empty() || !(found.len() > 1 || (ends && sure(found[0].0))) {
        return 0;
    }
    for (key, value) in found {
        metadata::set(meta, key, &[value.to_owned()], Basis::FrontMatter);
    }
    at
}

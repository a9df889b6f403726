//! Articles, entities and events in words alone.

use crate::insight::{Card, EventRow};
use crate::library::{Article, ArticleRow, Hit};
use crate::model::{Moment, Stance};
use crate::session::counted;
use crate::text::{self, Span};
use std::collections::BTreeSet;

/// How marks are said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marks {
    /// In brackets behind the name, where it is named first in its paragraph.
    Words,
    /// Below the paragraph, by number.
    Notes,
    /// Not at all.
    Off,
}

fn when(published: Option<Moment>, estimated: bool) -> String {
    match published {
        None => "undated".to_owned(),
        Some(mut moment) => {
            moment.approximate = false;
            let estimated = if estimated { ", estimated" } else { "" };
            format!("{moment}{estimated}")
        }
    }
}

/// One line of the list.
pub(super) fn row(number: usize, row: &ArticleRow) -> String {
    let source = row.publisher.as_deref().unwrap_or("source unknown");
    let mut words = vec![
        format!("{number}. {}", ended(&row.title)),
        format!("{source}, {}.", when(row.published, row.estimated)),
    ];
    let mut state = Vec::new();
    if !row.read {
        state.push("not read".to_owned());
    }
    if row.starred {
        state.push("starred".to_owned());
    }
    if row.copies > 0 {
        state.push(format!("{} more of the same text", row.copies));
    }
    state.push(counted(row.words, "word"));
    words.push(format!("{}.", capital(&state.join(", "))));
    words.join(" ")
}

/// A sentence ends in a sign that a voice pauses at.
fn ended(words: &str) -> String {
    if words.ends_with(['.', '?', '!', ':']) {
        words.to_owned()
    } else {
        format!("{words}.")
    }
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + chars.as_str()
    })
}

/// What stands before an article.
pub(super) fn head(article: &Article, place: Option<(usize, usize)>) -> Vec<String> {
    let row = &article.row;
    let mut out = Vec::new();
    if let Some((number, all)) = place {
        out.push(format!("Article {number} of {all}."));
    }
    out.push(ended(&row.title));
    if !row.authors.is_empty() {
        out.push(format!("By {}.", row.authors.join(", ")));
    }
    let source = row.publisher.as_deref().unwrap_or("source unknown");
    out.push(format!("{source}, {}.", when(row.published, row.estimated)));
    if let Some(url) = &row.url {
        out.push(url.clone());
    }
    out
}

/// The paragraphs of an article.
pub(super) fn paragraphs(article: &Article) -> Vec<Span> {
    let text = &article.document.text;
    let mut out = Vec::new();
    let mut at = 0;
    for part in text.split("\n\n") {
        if !part.trim().is_empty() {
            out.push(Span::new(at, at + part.len()));
        }
        at += part.len() + 2;
    }
    out
}

/// One paragraph, its names marked.
pub(super) fn paragraph(article: &Article, span: Span, marks: Marks) -> Vec<String> {
    let text = &article.document.text;
    let found = &article.annotations;
    let mut out = String::new();
    let mut notes: Vec<String> = Vec::new();
    let mut told = BTreeSet::new();
    let mut at = span.start as usize;
    for mention in &found.mentions {
        let range = mention.span.range();
        if marks == Marks::Off || range.start < at || range.end > span.end as usize {
            continue;
        }
        let Some(entity) = found.entities.get(mention.entity as usize) else {
            continue;
        };
        if !told.insert(mention.entity) {
            continue;
        }
        out.push_str(&text[at..range.end]);
        at = range.end;
        let same = text[range].to_lowercase() == entity.name.to_lowercase();
        let who = if same {
            entity.kind.to_string()
        } else {
            format!("{}, {}", entity.kind, entity.name)
        };
        if marks == Marks::Notes {
            notes.push(format!("{}, {}", entity.name, entity.kind));
            out.push_str(&format!(" ({})", notes.len()));
        } else {
            out.push_str(&format!(" [{who}]"));
        }
    }
    out.push_str(&text[at..span.end as usize]);
    let mut lines = vec![text::sanitise_line(&out)];
    for (nth, note) in notes.iter().enumerate() {
        lines.push(format!("Note {}: {note}.", nth + 1));
    }
    lines
}

/// Who is named in an article, most often first.
pub(super) fn named(article: &Article) -> Vec<String> {
    let found = &article.annotations;
    let mut counts = vec![0_u32; found.entities.len()];
    for mention in &found.mentions {
        if let Some(count) = counts.get_mut(mention.entity as usize) {
            *count += 1;
        }
    }
    let mut all: Vec<_> = found.entities.iter().zip(counts).collect();
    all.retain(|(_, count)| *count > 0);
    all.sort_by(|a, b| (b.1, &a.0.id).cmp(&(a.1, &b.0.id)));
    let line = |(entity, count): &(&crate::model::Entity, u32)| {
        format!(
            "{}, {}, {}.",
            entity.name,
            entity.kind,
            counted(*count, "mention")
        )
    };
    all.iter().map(line).collect()
}

/// All about an entity.
pub(super) fn card(card: &Card) -> Vec<String> {
    let entity = &card.entity;
    let mut out = vec![format!("{}, {}.", entity.name, entity.kind)];
    if let Some(parent) = &card.parent_name {
        out.push(format!("Part of {parent}."));
    }
    if !entity.aliases.is_empty() {
        out.push(format!("Also called {}.", entity.aliases.join(", ")));
    }
    out.extend(entity.note.as_deref().map(ended));
    out.push(format!(
        "{} in {}.",
        counted(card.mentions, "mention"),
        counted(card.articles, "article")
    ));
    if let Some((first, last)) = card.span {
        out.push(format!("Told of {first} to {last}."));
    }
    let with: Vec<String> = card
        .companions
        .iter()
        .take(10)
        .map(|with| format!("{}, {}", with.name, counted(with.sentences, "sentence")))
        .collect();
    if !with.is_empty() {
        out.push(format!("Named with: {}.", with.join("; ")));
    }
    for group in card.contexts.iter().take(5) {
        let date = when(group.published, group.estimated);
        out.push(format!("In {} {date}:", ended(&group.title)));
        for context in group.contexts.iter().take(3) {
            out.push(ended(&context.line()));
        }
    }
    out
}

/// One event.
pub(super) fn event(row: &EventRow, title: &str) -> String {
    let stance = match row.stance {
        Stance::Fact => "",
        Stance::Alleged => " Alleged.",
        Stance::Denied => " Denied.",
    };
    format!(
        "{}. {}{stance} From: {}",
        row.moment,
        ended(&row.text),
        ended(title)
    )
}

/// One sentence of a search.
pub(super) fn hit(number: usize, hit: &Hit) -> String {
    let date = when(hit.published, hit.estimated);
    let words = text::sanitise_line(&hit.text);
    format!(
        "{number}. {} From: {} {date}.",
        ended(&words),
        ended(&hit.title)
    )
}

//! RSS, Atom and JSON Feed: one document an entry.

use super::draft::{Draft, Shape};
use super::jsonl::by_bytes;
use super::markup::{Rules, measure};
use super::read::sha256;
use super::settle::{Origin, settle};
use super::{Batch, Cleaning, flow, language, markup, metadata, plain};
use crate::model::Basis;
use crate::text::{sanitise, sanitise_line};
use feed_rs::model::{Entry, Feed, Person};

/// Reads every entry of a feed.
pub(super) fn read(bytes: &[u8], origin: &Origin<'_>, batch: &mut Batch) {
    let limits = &origin.given.limits;
    if bytes.len() as u64 > limits.feed {
        batch.skip(
            origin.path,
            format!("a feed larger than {} bytes", limits.feed),
        );
        return;
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && text.trim_start().starts_with('<')
        && let Err(reason) = measure(text, Rules::Xml, usize::MAX, limits.nesting)
    {
        batch.skip(origin.path, reason);
        return;
    }
    // An entry that has neither id nor link would get another name each time that it is read.
    let parser = feed_rs::parser::Builder::new()
        .id_generator(|links, title, base| {
            if links.is_empty() && base.is_none() {
                return String::new();
            }
            feed_rs::parser::generate_id(links, title, base)
        })
        .build();
    let feed = match parser.parse(bytes) {
        Ok(feed) => feed,
        Err(why) => {
            batch.skip(origin.path, format!("not a feed: {why}"));
            return;
        }
    };
    for (number, entry) in feed.entries.iter().enumerate() {
        if number == limits.feed_entries {
            let rest = feed.entries.len() - number;
            batch.skip(
                origin.path,
                format!("{rest} entries past the first {number}"),
            );
            break;
        }
        one(entry, &feed, number, origin, batch);
    }
}

fn one(entry: &Entry, feed: &Feed, number: usize, origin: &Origin<'_>, batch: &mut Batch) {
    let content = entry
        .content
        .as_ref()
        .and_then(|content| content.body.as_deref());
    let summary = entry.summary.as_ref().map(|text| text.content.as_str());
    let mut id = sanitise_line(&entry.id);
    let Some(body) = content.or(summary).filter(|body| !body.trim().is_empty()) else {
        let number = (number + 1).to_string();
        let name = if id.is_empty() { &number } else { &id };
        batch.skip(origin.path, format!("entry {name}: no text"));
        return;
    };
    let sha256 = identity(entry, body);
    if id.is_empty() {
        // Its place in the feed would be another entry's the next time.
        id = by_bytes(&origin.id, &sha256);
    }
    let mut draft = match origin.given.cleaning {
        Cleaning::Raw => plain::raw(body),
        Cleaning::Clean => fragment(body),
    };
    describe(entry, feed, &mut draft);
    let own = Origin {
        id: id.clone(),
        ..origin.clone()
    };
    match settle(draft, &own, sha256) {
        Ok(document) => batch.push(document, body.as_bytes()),
        Err(reason) => batch.skip(origin.path, format!("entry {id}: {reason}")),
    }
}

/// The SHA-256 of what an entry says, and of what tells it from others that say the same.
fn identity(entry: &Entry, body: &str) -> String {
    let date = entry.published.or(entry.updated);
    let date = date.map(|date| date.to_rfc3339()).unwrap_or_default();
    let title = entry.title.as_ref().map_or("", |title| &title.content);
    let link = link(entry).unwrap_or_default();
    let mut all = String::with_capacity(body.len() + 256);
    for part in [&entry.id, link, title, &date, body] {
        // Its length before each, so that no two lists of parts come to the same bytes.
        all.push_str(&format!("{} {part}", part.len()));
    }
    sha256(all.as_bytes())
}

/// The address of an entry's own page.
fn link(entry: &Entry) -> Option<&str> {
    let own = |rel: Option<&str>| rel == Some("alternate");
    let mut links = entry.links.iter();
    let link = links.find(|link| own(link.rel.as_deref()));
    link.or(entry.links.first()).map(|link| link.href.as_str())
}

/// Drafts a piece of text that may be markup.
pub(super) fn fragment(body: &str) -> Draft {
    let is_markup = body.contains("</") || body.contains("<p") || body.contains("<br");
    if !is_markup {
        return plain::draft(&markup::unescape(body));
    }
    Draft {
        removed: sanitise(body).1,
        parts: flow::parts(body),
        shape: Shape::Marked,
        ..Draft::default()
    }
}

fn describe(entry: &Entry, feed: &Feed, draft: &mut Draft) {
    let basis = Basis::Format;
    let meta = &mut draft.meta;
    let words = |text: &str| {
        let parts = flow::parts(text);
        parts
            .into_iter()
            .map(|part| part.text)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let title = entry.title.as_ref().map(|title| words(&title.content));
    metadata::offer_line(&mut meta.title, title.as_deref(), basis);
    let publisher = feed.title.as_ref().map(|title| words(&title.content));
    metadata::offer_line(&mut meta.publisher, publisher.as_deref(), basis);
    metadata::offer_line(&mut meta.url, link(entry), basis);
    let people = |list: &[Person]| -> Vec<String> {
        let names = list.iter().filter_map(|person| person.name.as_deref());
        names.flat_map(metadata::names).collect()
    };
    metadata::offer_authors(&mut meta.authors, people(&entry.authors), basis);
    metadata::offer_authors(&mut meta.authors, people(&feed.authors), basis);
    let date = entry
        .published
        .or(entry.updated)
        .map(|date| date.to_rfc3339());
    metadata::offer_date(&mut meta.published, date.as_deref(), basis);
    let tag = entry.language.as_deref().or(feed.language.as_deref());
    metadata::offer(&mut meta.language, tag.and_then(language::declared), basis);
}

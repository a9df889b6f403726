//! RSS, Atom and JSON Feed: one document an entry.

use super::draft::{Draft, Shape};
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
    let feed = match feed_rs::parser::parse(bytes) {
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
    let id = match sanitise_line(&entry.id) {
        id if id.is_empty() => format!("{}-{}", origin.id, number + 1),
        id => id,
    };
    let Some(body) = content.or(summary).filter(|body| !body.trim().is_empty()) else {
        batch.skip(origin.path, format!("entry {id}: no text"));
        return;
    };
    let mut draft = match origin.given.cleaning {
        Cleaning::Raw => plain::raw(body),
        Cleaning::Clean => fragment(body),
    };
    describe(entry, feed, &mut draft);
    let own = Origin {
        id: id.clone(),
        ..origin.clone()
    };
    match settle(draft, &own, sha256(body.as_bytes())) {
        Ok(document) => batch.push(document, body.as_bytes()),
        Err(reason) => batch.skip(origin.path, format!("entry {id}: {reason}")),
    }
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
    let link = entry
        .links
        .iter()
        .find(|link| link.rel.as_deref() == Some("alternate"))
        .or(entry.links.first());
    metadata::offer_line(&mut meta.url, link.map(|link| link.href.as_str()), basis);
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

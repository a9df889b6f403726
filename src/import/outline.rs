//! OPML: a list of feeds, in folders or not.

use super::markup::{Piece, Rules, measure, pieces};
use super::settle::Origin;
use super::{Batch, encoding};
use crate::text::sanitise_line;
use std::collections::BTreeSet;

/// A feed that a list names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedLink {
    pub url: String,
    pub title: Option<String>,
}

/// Reads the feeds of a list, each once.
pub(super) fn read(bytes: &[u8], origin: &Origin<'_>, batch: &mut Batch) {
    let limits = &origin.given.limits;
    let decoded = encoding::decode(bytes, None);
    if let Err(reason) = measure(&decoded.text, Rules::Xml, limits.elements, limits.nesting) {
        batch.skip(origin.path, reason);
        return;
    }
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let before = batch.feeds.len();
    for piece in pieces(&decoded.text) {
        let Piece::Open(tag) = piece else { continue };
        if !tag.is("outline") {
            continue;
        }
        let Some(url) = tag.attribute("xmlUrl") else {
            continue;
        };
        let url = sanitise_line(&url);
        if !super::fetch::is_address(&url) {
            batch.skip(origin.path, format!("{url}: no web address"));
        } else if seen.insert(url.clone()) {
            let title = tag.attribute("title").or_else(|| tag.attribute("text"));
            let title = title.map(|title| sanitise_line(&title));
            batch.feeds.push(FeedLink {
                url,
                title: title.filter(|title| !title.is_empty()),
            });
        }
    }
    if batch.feeds.len() == before {
        batch.skip(origin.path, "a list of no feeds");
    }
}

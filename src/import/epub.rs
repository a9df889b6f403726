//! EPUB: the chapters in reading order as one document.

use super::archive::Archive;
use super::draft::{Draft, Shape};
use super::markup::{Piece, Rules, Tag, measure, pieces, unescape};
use super::{Limits, flow, language, metadata};
use crate::model::{Basis, Metadata};
use crate::text::sanitise;
use std::collections::BTreeMap;

/// Drafts a document of a book.
pub(super) fn draft(bytes: &[u8], limits: &Limits) -> Result<Draft, String> {
    let mut archive = Archive::open(bytes, limits)?;
    let container = archive
        .entry("META-INF/container.xml")?
        .ok_or("an archive that is no EPUB")?;
    let package_path = pieces(&container)
        .find_map(|piece| match piece {
            Piece::Open(tag) if local(&tag) == "rootfile" => tag.attribute("full-path"),
            _ => None,
        })
        .ok_or("an EPUB without a package")?
        .into_owned();
    let package = archive
        .entry(&package_path)?
        .ok_or("an EPUB without a package")?;
    let folder = package_path
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let mut draft = Draft {
        shape: Shape::Marked,
        ..Draft::default()
    };
    describe(&package, &mut draft.meta);
    for path in chapters(&package, folder) {
        let Some(chapter) = archive.entry(&path)? else {
            continue;
        };
        measure(&chapter, Rules::Xml, limits.elements, limits.nesting)
            .map_err(|why| format!("{path}: {why}"))?;
        draft.removed.escapes += sanitise(&chapter).1.escapes;
        draft.parts.extend(flow::parts(&chapter));
    }
    if draft.parts.is_empty() {
        return Err("an EPUB without text".to_owned());
    }
    Ok(draft)
}

/// A tag's name without its prefix, in lower case.
pub(super) fn local(tag: &Tag<'_>) -> String {
    let name = tag.name.rsplit(':').next().unwrap_or(tag.name);
    name.to_ascii_lowercase()
}

/// The paths of the chapters in the order of the spine.
fn chapters(package: &str, folder: &str) -> Vec<String> {
    let mut items: BTreeMap<String, String> = BTreeMap::new();
    let mut out = Vec::new();
    for piece in pieces(package) {
        let Piece::Open(tag) = piece else {
            continue;
        };
        match local(&tag).as_str() {
            "item" => {
                let page = tag
                    .attribute("media-type")
                    .is_some_and(|kind| kind.contains("html"));
                let nav = tag
                    .attribute("properties")
                    .is_some_and(|p| p.split_whitespace().any(|p| p == "nav"));
                if let (true, false, Some(id), Some(href)) =
                    (page, nav, tag.attribute("id"), tag.attribute("href"))
                {
                    items.insert(id.into_owned(), resolve(folder, &href));
                }
            }
            "itemref" => {
                let aside = tag.attribute("linear").is_some_and(|linear| linear == "no");
                if !aside
                    && let Some(path) = tag.attribute("idref").and_then(|id| items.get(id.as_ref()))
                {
                    out.push(path.clone());
                }
            }
            _ => {}
        }
    }
    out
}

/// A reference of the package as a path of the archive.
fn resolve(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or(href).replace("%20", " ");
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in href.split('/') {
        match step {
            ".." => {
                steps.pop();
            }
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Reads Dublin Core elements, as EPUB and office files have them.
pub(super) fn describe(xml: &str, meta: &mut Metadata) {
    let basis = Basis::Format;
    let mut open = String::new();
    let mut authors = Vec::new();
    for piece in pieces(xml) {
        match piece {
            Piece::Open(tag) => open = local(&tag),
            Piece::Close(_) => open.clear(),
            Piece::Text(text) | Piece::Raw(_, text) => {
                let value = unescape(text);
                let value = value.trim();
                if value.is_empty() {
                    continue;
                }
                match open.as_str() {
                    "title" => metadata::offer_line(&mut meta.title, Some(value), basis),
                    "creator" => authors.extend(metadata::names(value)),
                    "publisher" => metadata::offer_line(&mut meta.publisher, Some(value), basis),
                    "date" | "created" => {
                        metadata::offer_date(&mut meta.published, Some(value), basis);
                    }
                    "language" => {
                        metadata::offer(&mut meta.language, language::declared(value), basis);
                    }
                    _ => {}
                }
            }
        }
    }
    metadata::offer_authors(&mut meta.authors, authors, basis);
}

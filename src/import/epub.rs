//! EPUB: the chapters in reading order as one document.

use super::archive::Archive;
use super::draft::{Draft, Shape};
use super::markup::{Piece, Rules, Tag, measure, pieces, unescape};
use super::{Limits, flow, language, metadata};
use crate::model::{Basis, Metadata};
use crate::text::sanitise;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Chapters that are told of by name where they cannot be read; the others are counted.
const TOLD: usize = 20;

/// Drafts a document of a book. `lost` takes the reasons why chapters are not in it.
pub(super) fn draft(
    bytes: &[u8],
    limits: &Limits,
    lost: &mut Vec<String>,
) -> Result<Draft, String> {
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
    let mut untold = 0_usize;
    for path in chapters(&package, folder) {
        match chapter(&mut archive, &path, limits) {
            Ok(chapter) => {
                draft.removed.escapes += sanitise(&chapter).1.escapes;
                draft.parts.extend(flow::parts(&chapter));
            }
            Err(reason) if lost.len() < TOLD => lost.push(reason),
            Err(_) => untold += 1,
        }
        if archive.is_spent() {
            break;
        }
    }
    if draft.parts.is_empty() {
        let reason = lost.pop();
        return Err(reason.unwrap_or_else(|| "an EPUB without text".to_owned()));
    }
    if untold > 0 {
        lost.push(format!("{untold} more chapters that cannot be read"));
    }
    Ok(draft)
}

/// The markup of a chapter, or why there is none.
fn chapter(archive: &mut Archive<'_>, path: &Reference, limits: &Limits) -> Result<String, String> {
    let chapter = match archive.entry(&path.decoded)? {
        // Some name their files as they refer to them.
        None => archive.entry(&path.written)?,
        found => found,
    };
    let chapter = chapter.ok_or_else(|| format!("{}: not in the archive", path.decoded))?;
    measure(&chapter, Rules::Xml, limits.elements, limits.nesting)
        .map_err(|why| format!("{}: {why}", path.decoded))?;
    Ok(chapter)
}

/// A path of the archive as the package writes it, and as it is meant.
#[derive(Clone)]
struct Reference {
    written: String,
    decoded: String,
}

/// A tag's name without its prefix, in lower case.
pub(super) fn local(tag: &Tag<'_>) -> String {
    let name = tag.name.rsplit(':').next().unwrap_or(tag.name);
    name.to_ascii_lowercase()
}

/// The paths of the chapters in the order of the spine.
fn chapters(package: &str, folder: &str) -> Vec<Reference> {
    let mut items: BTreeMap<String, Reference> = BTreeMap::new();
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
                    let written = href.split('#').next().unwrap_or_default();
                    let reference = Reference {
                        written: resolve(folder, written),
                        decoded: resolve(folder, &decoded(written)),
                    };
                    items.insert(id.into_owned(), reference);
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

/// A reference with its `%C3%A9` as the letters that they stand for.
fn decoded(href: &str) -> Cow<'_, str> {
    let mut out = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digit = |at: usize| after.get(at).and_then(|b| char::from(*b).to_digit(16));
        let byte = match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => u8::try_from(high * 16 + low).ok(),
            _ => None,
        };
        out.push(byte.unwrap_or(*first));
        rest = byte.map_or(after, |_| &after[2..]);
    }
    String::from_utf8(out).map_or(Cow::Borrowed(href), Cow::Owned)
}

/// A reference of the package as a path of the archive.
fn resolve(folder: &str, href: &str) -> String {
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

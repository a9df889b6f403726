use super::ask::Asked;
use crate::import::markup::{Piece, pieces, unescape};
use crate::import::read::take;
use crate::import::settle::Origin;
use crate::import::{Batch, Format, Given, encoding, metadata};
use crate::model::Basis;

/// What an address gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The address that was asked for.
    pub address: String,
    /// The address that answered, redirects followed.
    pub url: String,
    /// Whether every redirect on the way there is to last.
    pub lasting: bool,
    /// `Content-Type` as it came.
    pub kind: Option<String>,
    pub asked: Asked,
    pub bytes: Vec<u8>,
}

impl Page {
    /// What the bytes are: told by what the server says, where that can be believed, else by
    /// themselves.
    #[must_use]
    pub fn format(&self) -> Format {
        let sniffed = Format::sniff(&self.bytes);
        let kind = self.kind.as_deref().unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        match (kind.to_ascii_lowercase().as_str(), sniffed) {
            // Feeds come under any name, archives and PDF under few.
            (_, Format::Feed | Format::Pdf | Format::Opml | Format::Gzip | Format::Epub) => sniffed,
            ("text/html" | "application/xhtml+xml", _) => Format::Html,
            ("text/markdown", _) => Format::Markdown,
            ("text/csv", _) => Format::Table,
            ("message/rfc822", _) => Format::Mail,
            ("application/json" | "application/feed+json", Format::Text) => Format::Json,
            _ => sniffed,
        }
    }

    /// Whether the page is a feed, in any of the forms that feeds have.
    #[must_use]
    pub fn is_feed(&self) -> bool {
        match self.format() {
            Format::Feed => true,
            Format::Json => {
                let head = &self.bytes[..self.bytes.len().min(4096)];
                memchr::memmem::find(head, b"jsonfeed.org/version").is_some()
            }
            _ => false,
        }
    }

    /// What a feed calls itself.
    #[must_use]
    pub fn title(&self) -> Option<String> {
        let text = encoding::decode(&self.bytes, self.charset()).text;
        let title = if self.format() == Format::Json {
            let feed: serde_json::Value = serde_json::from_str(&text).ok()?;
            feed.get("title")?.as_str()?.to_owned()
        } else {
            pieces(&text).find_map(|piece| match piece {
                Piece::Raw(name, inside) if name.eq_ignore_ascii_case("title") => {
                    let inside = inside.trim();
                    let inside = inside.strip_prefix("<![CDATA[").unwrap_or(inside);
                    let inside = inside.strip_suffix("]]>").unwrap_or(inside);
                    Some(unescape(inside).into_owned())
                }
                _ => None,
            })?
        };
        let title = crate::text::sanitise_line(&title);
        (!title.is_empty()).then_some(title)
    }

    /// The documents of the page, each with the address that it came from.
    #[must_use]
    pub fn read(&self, given: &Given) -> Batch {
        let mut batch = Batch::default();
        let origin = Origin {
            id: name(&self.address),
            ..Origin::new(&self.address, None, given)
        };
        take(
            self.format(),
            self.charset(),
            &self.bytes,
            &origin,
            &mut batch,
        );
        for document in &mut batch.documents {
            metadata::offer_line(&mut document.meta.url, Some(&self.url), Basis::Format);
        }
        batch
    }

    /// The charset that the server names.
    fn charset(&self) -> Option<&str> {
        let parameters = self.kind.as_deref()?.split(';').skip(1);
        parameters
            .filter_map(|parameter| parameter.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))
            .map(|(_, value)| value.trim().trim_matches('"'))
    }
}

/// A short name for what is at an address: the last step of its path, else the host.
fn name(url: &str) -> String {
    let bare = url.split(['?', '#']).next().unwrap_or(url);
    let bare = bare.split_once("://").map_or(bare, |(_, rest)| rest);
    let (host, path) = bare.split_once('/').unwrap_or((bare, ""));
    let step = path.split('/').rfind(|step| !step.is_empty());
    let step = step.map(|step| match step.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() <= 5 => stem,
        _ => step,
    });
    crate::text::sanitise_line(step.unwrap_or(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_short_names() {
        let cases = [
            ("https://example.org/2024/a-story.html?x=1", "a-story"),
            ("https://example.org/2024/a-story/", "a-story"),
            ("https://example.org/", "example.org"),
            ("https://example.org", "example.org"),
            ("https://example.org/.well", ".well"),
        ];
        for (url, expected) in cases {
            assert_eq!(name(url), expected);
        }
    }

    #[test]
    fn what_a_server_says_is_weighed() {
        let page = |kind: &str, bytes: &[u8]| Page {
            kind: Some(kind.to_owned()),
            bytes: bytes.to_vec(),
            ..Page::default()
        };
        let cases: [(&str, &[u8], Format); 8] = [
            ("text/html; charset=utf-8", b"<p>words", Format::Html),
            ("text/html", b"<?xml version='1.0'?><rss>", Format::Feed),
            ("text/plain", b"<rss version='2.0'>", Format::Feed),
            ("text/plain", b"words", Format::Text),
            ("application/octet-stream", b"%PDF-1.4", Format::Pdf),
            ("application/json", b"{\"text\": \"a\"}", Format::JsonLines),
            ("Text/Markdown", b"# words", Format::Markdown),
            ("", b"<!doctype html><p>", Format::Html),
        ];
        for (kind, bytes, expected) in cases {
            assert_eq!(page(kind, bytes).format(), expected, "{kind}");
        }
        assert_eq!(
            page("text/html; Charset=\"KOI8-R\"", b"").charset(),
            Some("KOI8-R")
        );
    }
}

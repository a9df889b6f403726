//! What a page says about its article: JSON-LD, OpenGraph and other meta elements, time elements.

use super::markup::{Piece, Tag, pieces, unescape};
use super::{language, metadata};
use crate::model::{Basis, Metadata};
use dom_smoothie::Article;
use serde_json::Value;

/// What a page tells of its article beside what it shows.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// The text: pages that ask for money, or are put together in the browser, may show less of it.
    pub body: Option<String>,
    pub headline: Option<String>,
}

/// Reads the page's own metadata. What stands first in this list wins: JSON-LD, meta elements, time
/// elements.
///
/// Gives what the page tells of the article itself.
pub(super) fn describe(markup: &str, meta: &mut Metadata) -> Told {
    let mut found = Found::default();
    let mut script = None;
    for piece in pieces(markup) {
        match piece {
            Piece::Open(tag) => {
                script = tag.is("script").then(|| tag.attribute("type")).flatten();
                found.element(&tag);
            }
            Piece::Raw(name, inside)
                if name.eq_ignore_ascii_case("script")
                    && script
                        .as_deref()
                        .is_some_and(|kind| kind.contains("ld+json")) =>
            {
                found.linked_data(inside);
            }
            _ => {}
        }
    }
    let basis = Basis::Format;
    let first = |values: [Option<String>; 3]| values.into_iter().flatten().next();
    metadata::offer_authors(
        &mut meta.authors,
        if found.ld_authors.is_empty() {
            found.authors
        } else {
            found.ld_authors
        },
        basis,
    );
    metadata::offer_line(
        &mut meta.publisher,
        first([found.site, found.ld_publisher, None]).as_deref(),
        basis,
    );
    metadata::offer_line(
        &mut meta.url,
        first([found.canonical, found.ld_url, found.url]).as_deref(),
        basis,
    );
    let tag = found.language.as_deref().and_then(language::declared);
    metadata::offer(&mut meta.language, tag, basis);
    for date in [found.ld_date, found.date, found.time]
        .into_iter()
        .flatten()
    {
        metadata::offer_date(&mut meta.published, Some(&date), basis);
    }
    Told {
        body: found.ld_body,
        headline: found.ld_headline,
    }
}

/// The charset that a page declares in its first kilobytes.
pub(super) fn charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let at = head.find("charset")? + "charset".len();
    let rest = head[at..].trim_start().strip_prefix('=')?;
    let rest = rest.trim_start_matches(['"', '\'', ' ']);
    let end = rest.find(['"', '\'', ' ', ';', '>', '/'])?;
    Some(rest[..end].to_owned())
}

/// Adds what the extractor found on the page itself.
pub(super) fn add(article: &Article, told: &Told, meta: &mut Metadata) {
    let basis = Basis::Format;
    let headline = told.headline.as_deref().map(str::trim);
    let headline = headline.filter(|headline| is_with_site(&article.title, headline));
    metadata::offer_line(&mut meta.title, headline, basis);
    metadata::offer_line(&mut meta.title, Some(&article.title), basis);
    metadata::offer_line(&mut meta.publisher, article.site_name.as_deref(), basis);
    metadata::offer_date(
        &mut meta.published,
        article.published_time.as_deref(),
        basis,
    );
    let tag = article.lang.as_deref().and_then(language::declared);
    metadata::offer(&mut meta.language, tag, basis);
    if let Some(byline) = &article.byline {
        let bare = byline.trim();
        let bare = ["By ", "by ", "BY "]
            .iter()
            .find_map(|label| bare.strip_prefix(label))
            .unwrap_or(bare);
        metadata::offer_authors(&mut meta.authors, metadata::names(bare), basis);
    }
}

/// Whether a page's title is a headline with the site's name behind it.
fn is_with_site(title: &str, headline: &str) -> bool {
    let rest = title.trim().strip_prefix(headline).map(str::trim_start);
    !headline.is_empty()
        && rest.is_some_and(|rest| rest.starts_with(['|', '-', '–', '—', '·', '»']))
}

#[derive(Default)]
struct Found {
    authors: Vec<String>,
    ld_authors: Vec<String>,
    site: Option<String>,
    ld_publisher: Option<String>,
    canonical: Option<String>,
    url: Option<String>,
    ld_url: Option<String>,
    language: Option<String>,
    date: Option<String>,
    ld_date: Option<String>,
    ld_body: Option<String>,
    ld_headline: Option<String>,
    time: Option<String>,
}

impl Found {
    fn element(&mut self, tag: &Tag<'_>) {
        if tag.is("meta") {
            self.meta(tag);
        } else if tag.is("html") {
            if let Some(lang) = tag.attribute("lang").or_else(|| tag.attribute("xml:lang")) {
                self.language.get_or_insert_with(|| lang.into_owned());
            }
        } else if tag.is("link") {
            let canonical = tag
                .attribute("rel")
                .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
            if canonical && let Some(href) = tag.attribute("href").filter(|h| h.starts_with("http"))
            {
                self.canonical.get_or_insert_with(|| href.into_owned());
            }
        } else if tag.is("time") {
            let said = ["pubdate", "itemprop", "class"].iter().any(|name| {
                tag.attribute(name).is_some_and(|value| {
                    let value = value.to_ascii_lowercase();
                    *name == "pubdate"
                        || value.contains("publish")
                        || value.contains("entry-date")
                        || value.contains("posted")
                })
            });
            if let Some(value) = tag.attribute("datetime")
                && (said || self.time.is_none())
                && value.len() >= 10
            {
                self.time.get_or_insert_with(|| value.into_owned());
            }
        }
    }

    fn meta(&mut self, tag: &Tag<'_>) {
        let Some(content) = tag.attribute("content").filter(|c| !c.trim().is_empty()) else {
            return;
        };
        let content = || content.clone().into_owned();
        for key in ["property", "name", "itemprop", "http-equiv"] {
            let Some(names) = tag.attribute(key) else {
                continue;
            };
            for name in names.to_ascii_lowercase().split_ascii_whitespace() {
                match name {
                    "author" | "dc.creator" | "dcterm.creator" | "dcterms.creator"
                    | "article:author" | "sailthru.author" | "parsely-author"
                    | "citation_author" | "byl" | "dc:creator" | "dcterm:creator"
                    | "dcterms:creator" | "rnews:author" | "cxenseparse:author" => {
                        let value = content();
                        // Some give the address of a profile.
                        if !value.starts_with("http") && !value.contains('@') {
                            let value = value.trim_start_matches("By ").trim_start_matches("by ");
                            for one in metadata::names(value) {
                                if !self.authors.contains(&one) {
                                    self.authors.push(one);
                                }
                            }
                        }
                    }
                    "og:site_name"
                    | "dc.publisher"
                    | "application-name"
                    | "citation_journal_title" => {
                        self.site.get_or_insert_with(content);
                    }
                    "og:url" => {
                        self.url.get_or_insert_with(content);
                    }
                    "article:published_time"
                    | "datepublished"
                    | "date"
                    | "pubdate"
                    | "publishdate"
                    | "publish-date"
                    | "publish_date"
                    | "dc.date"
                    | "dc.date.issued"
                    | "dcterms.created"
                    | "dcterms.date"
                    | "dcterms.issued"
                    | "parsely-pub-date"
                    | "sailthru.date"
                    | "citation_publication_date"
                    | "og:published_time"
                    | "dc:date"
                    | "dc:issued"
                    | "dcterms:date"
                    | "dcterms:issued"
                    | "dcterms:created"
                    | "rnews:datepublished"
                    | "article:publish_date"
                    | "originalpublicationdate"
                    | "article_date_original"
                    | "cxenseparse:recs:publishtime"
                    | "bt:pubdate"
                    | "iso-8601-publish-date"
                    | "article.published"
                    | "published_at"
                    | "ptime"
                    | "pdate"
                    | "displaydate" => {
                        self.date.get_or_insert_with(content);
                    }
                    "content-language" | "og:locale" => {
                        self.language.get_or_insert_with(content);
                    }
                    _ => {}
                }
            }
        }
    }

    /// Reads the first article of a JSON-LD block.
    fn linked_data(&mut self, script: &str) {
        let script = script
            .trim()
            .trim_start_matches("<![CDATA[")
            .trim_end_matches("]]>");
        let Ok(value) = serde_json::from_str::<Value>(script.trim()) else {
            return;
        };
        if let Some(article) = article(&value, 0) {
            let text = |key: &str| article.get(key).and_then(Value::as_str).map(str::to_owned);
            if self.ld_date.is_none() {
                self.ld_date = text("datePublished").or_else(|| text("dateCreated"));
            }
            if self.ld_url.is_none() {
                self.ld_url = text("url").filter(|url| url.starts_with("http"));
            }
            if self.ld_authors.is_empty()
                && let Some(author) = article.get("author")
            {
                authors(named(author, &value), &mut self.ld_authors);
            }
            if self.ld_headline.is_none() {
                self.ld_headline = text("headline").map(|line| unescape(&line).into_owned());
            }
            if self.ld_body.is_none() {
                self.ld_body = text("articleBody").or_else(|| text("reviewBody"));
            }
            if let Some(publisher) = article.get("publisher")
                && self.ld_publisher.is_none()
            {
                self.ld_publisher = publisher
                    .get("name")
                    .or(Some(publisher))
                    .and_then(Value::as_str)
                    .map(|name| unescape(name).into_owned());
            }
        }
    }
}

/// The first object that is an article, in lists and graphs.
fn article(value: &Value, depth: usize) -> Option<&Value> {
    if depth > 4 {
        return None;
    }
    if let Value::Array(items) = value {
        return items.iter().find_map(|item| article(item, depth + 1));
    }
    let is_article = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.ends_with("Article")
                || kind.ends_with("Posting")
                || matches!(kind, "Report" | "WebPage")
        })
    };
    let found = match value.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is_article),
        Some(kind) => is_article(kind),
        None => false,
    };
    if found {
        return Some(value);
    }
    value
        .get("@graph")
        .and_then(|graph| article(graph, depth + 1))
}

/// What a reference within a graph stands for.
fn named<'a>(value: &'a Value, graph: &'a Value) -> &'a Value {
    let id = match value {
        Value::Array(items) => match items.as_slice() {
            [one] => return named(one, graph),
            _ => return value,
        },
        _ => value.get("@id"),
    };
    if value.get("name").is_some() {
        return value;
    }
    let nodes = graph.get("@graph").and_then(Value::as_array);
    nodes
        .zip(id)
        .and_then(|(nodes, id)| nodes.iter().find(|node| node.get("@id") == Some(id)))
        .unwrap_or(value)
}

fn authors(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| authors(item, out)),
        Value::Object(fields) => {
            if let Some(name) = fields.get("name") {
                authors(name, out);
            }
        }
        Value::String(name) if !name.starts_with("http") => {
            for one in metadata::names(&unescape(name)) {
                if !out.contains(&one) {
                    out.push(one);
                }
            }
        }
        _ => {}
    }
}

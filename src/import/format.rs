use std::path::Path;

/// What a file is, by its name and where that says nothing by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Markdown,
    JsonLines,
    Html,
    Feed,
    /// A list of feeds.
    Opml,
    Json,
    Table,
    Mail,
    Mailbox,
    Epub,
    Docx,
    Pdf,
    Gzip,
}

impl Format {
    /// The format that a file's ending names.
    #[must_use]
    pub fn of_name(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match ending.as_str() {
            "txt" | "text" | "asc" => Self::Text,
            "md" | "markdown" | "mdown" | "mkd" => Self::Markdown,
            "jsonl" | "ndjson" | "jl" => Self::JsonLines,
            "rss" | "atom" | "xml" => Self::Feed,
            "opml" => Self::Opml,
            "json" => Self::Json,
            "csv" | "tsv" => Self::Table,
            "eml" => Self::Mail,
            "mbox" | "mbx" => Self::Mailbox,
            "epub" => Self::Epub,
            "docx" => Self::Docx,
            "pdf" => Self::Pdf,
            "gz" => Self::Gzip,
            "html" | "htm" | "xhtml" => Self::Html,
            _ => return None,
        })
    }

    /// The format of some bytes without a telling name.
    #[must_use]
    pub fn sniff(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"%PDF-") {
            return Self::Pdf;
        }
        if bytes.starts_with(&[0x1f, 0x8b]) {
            return Self::Gzip;
        }
        if bytes.starts_with(b"PK\x03\x04") {
            let head = &bytes[..bytes.len().min(200)];
            let is_book = memchr::memmem::find(head, b"application/epub+zip").is_some();
            return if is_book { Self::Epub } else { Self::Docx };
        }
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]);
        let start = text.trim_start_matches('\u{feff}').trim_start();
        if start.starts_with('{') || start.starts_with('[') {
            return Self::sniff_json(bytes);
        }
        if start.starts_with("From ") {
            return Self::Mailbox;
        }
        let low = start.to_ascii_lowercase();
        if low.starts_with('<') && low.contains("<opml") {
            return Self::Opml;
        }
        if ["<rss", "<feed", "<rdf:rdf"]
            .iter()
            .any(|root| low.contains(root))
        {
            return Self::Feed;
        }
        if low.starts_with('<')
            && ["<!doctype html", "<html", "<head", "<body"]
                .iter()
                .any(|tag| low.contains(tag))
        {
            return Self::Html;
        }
        let mail_head = [
            "from: ",
            "received: ",
            "return-path: ",
            "mime-version: ",
            "message-id: ",
        ];
        let named = mail_head
            .iter()
            .filter(|name| low.lines().any(|line| line.starts_with(*name)));
        if named.count() >= 2 {
            return Self::Mail;
        }
        Self::Text
    }

    /// One record a line, or one document: told by whether the first line is a record by itself.
    fn sniff_json(bytes: &[u8]) -> Self {
        let first = bytes
            .split(|b| *b == b'\n')
            .find(|line| !line.trim_ascii().is_empty());
        let whole = first.is_some_and(|line| {
            line.trim_ascii_start().first() == Some(&b'{')
                && serde_json::from_slice::<serde_json::Value>(line)
                    .is_ok_and(|record| record.get("text").or(record.get("html")).is_some())
        });
        if whole { Self::JsonLines } else { Self::Json }
    }

    /// The word shown in summaries.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::JsonLines => "json lines",
            Self::Html => "html",
            Self::Feed => "feed",
            Self::Opml => "feed list",
            Self::Json => "json",
            Self::Table => "table",
            Self::Mail => "mail",
            Self::Mailbox => "mailbox",
            Self::Epub => "epub",
            Self::Docx => "word",
            Self::Pdf => "pdf",
            Self::Gzip => "gzip",
        }
    }
}

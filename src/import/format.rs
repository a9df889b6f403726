use std::path::Path;

/// What a file is, by its name and where that says nothing by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Markdown,
    JsonLines,
    Html,
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
            "html" | "htm" | "xhtml" => Self::Html,
            _ => return None,
        })
    }

    /// The format of some bytes without a telling name.
    #[must_use]
    pub fn sniff(bytes: &[u8]) -> Self {
        let head = &bytes[..bytes.len().min(2048)];
        let text = String::from_utf8_lossy(head);
        let start = text.trim_start_matches('\u{feff}').trim_start();
        if start.starts_with("{\"") {
            return Self::JsonLines;
        }
        let low = start
            .get(..start.len().min(200))
            .unwrap_or(start)
            .to_ascii_lowercase();
        if low.starts_with("<!doctype html") || low.starts_with("<html") || low.contains("<head") {
            return Self::Html;
        }
        Self::Text
    }

    /// The word shown in summaries.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::JsonLines => "json lines",
            Self::Html => "html",
        }
    }
}

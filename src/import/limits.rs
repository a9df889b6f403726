use serde::{Deserialize, Serialize};

/// How much the readers take on; past a limit the input is skipped with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Limits {
    /// Bytes of a file, and of standard input.
    pub file: u64,
    /// Bytes of a PDF.
    pub pdf: u64,
    /// Bytes of one document's cleaned text.
    pub text: usize,
    /// Lines of one document's text.
    pub lines: usize,
    /// Depth of elements in HTML and XML.
    pub nesting: usize,
    /// Elements in HTML and XML.
    pub elements: usize,
    /// Entries of an archive.
    pub archive_entries: usize,
    /// Bytes of one entry, unpacked.
    pub archive_entry: u64,
    /// Bytes of all entries, unpacked.
    pub archive_total: u64,
    /// How many times larger than its packed form an entry may be, above one mebibyte.
    pub archive_ratio: u64,
    /// Bytes of a feed.
    pub feed: u64,
    pub feed_entries: usize,
    /// Depth of arrays and objects in JSON.
    pub json_depth: usize,
    /// Bytes of one line of JSON Lines.
    pub json_line: usize,
    /// Parts of a mail.
    pub mail_parts: usize,
    /// How deep the parts of a mail lie in one another.
    pub mail_depth: usize,
    /// Seconds that a PDF may take.
    pub pdf_seconds: u64,
    pub pdf_memory: u64,
    pub pdf_pages: usize,
    /// Bytes of text that a PDF may give.
    pub pdf_text: usize,
}

impl Default for Limits {
    fn default() -> Self {
        const MB: u64 = 1_000_000;
        Self {
            file: 50 * MB,
            pdf: 100 * MB,
            text: 5_000_000,
            lines: 200_000,
            nesting: 512,
            elements: 200_000,
            archive_entries: 5_000,
            archive_entry: 20 * MB,
            archive_total: 100 * MB,
            archive_ratio: 100,
            feed: 20 * MB,
            feed_entries: 5_000,
            json_depth: 128,
            json_line: 10_000_000,
            mail_parts: 1_000,
            mail_depth: 32,
            pdf_seconds: 20,
            pdf_memory: 1_000 * MB,
            pdf_pages: 2_000,
            pdf_text: 16_000_000,
        }
    }
}

use super::Format;
use serde::{Deserialize, Serialize};

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Bytes,
    Seconds,
    Count,
}

/// A limit as a person names it: `json-depth`, what it counts, and what it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    pub name: &'static str,
    pub unit: Unit,
    pub about: &'static str,
    /// What holds unless another value is set.
    pub default: u64,
}

/// A limit that cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LimitError {
    #[error("there is no limit {0}")]
    Unknown(String),
    #[error("{value} is no value for the limit {name}: {expected}")]
    Value {
        name: String,
        value: String,
        expected: &'static str,
    },
}

const KB: u64 = 1_000;
const MB: u64 = 1_000_000;
const GB: u64 = 1_000_000_000;

macro_rules! limits {
    ($($field:ident $name:literal $kind:ty, $unit:ident $default:expr, $about:literal;)*) => {
        /// How much the readers take on; past a limit the input is skipped with its reason.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
        pub struct Limits {
            $(#[doc = $about] pub $field: $kind,)*
        }

        impl Default for Limits {
            fn default() -> Self {
                Self { $($field: $default as $kind,)* }
            }
        }

        impl Limits {
            /// Every limit, in the order in which they are documented.
            pub const TABLE: &[Limit] = &[$(Limit {
                name: $name,
                unit: Unit::$unit,
                about: $about,
                default: $default,
            },)*];

            /// Sets a limit by its name.
            ///
            /// # Errors
            /// Where there is no such limit, or the value is no number of its unit.
            pub fn set(&mut self, name: &str, value: &str) -> Result<(), LimitError> {
                match name {
                    $($name => {
                        let number = number(value, Unit::$unit).and_then(|n| n.try_into().ok());
                        self.$field = number.ok_or_else(|| LimitError::Value {
                            name: name.to_owned(),
                            value: value.to_owned(),
                            expected: expected(Unit::$unit),
                        })?;
                    })*
                    _ => return Err(LimitError::Unknown(name.to_owned())),
                }
                Ok(())
            }

            /// The value of a limit by its name.
            #[must_use]
            pub fn get(&self, name: &str) -> Option<u64> {
                match name {
                    $($name => Some(self.$field as u64),)*
                    _ => None,
                }
            }
        }
    };
}

limits! {
    file "file" u64, Bytes 50 * MB, "a file, and standard input";
    pdf "pdf" u64, Bytes 100 * MB, "a PDF";
    text "text" usize, Bytes 5 * MB, "the cleaned text of a document";
    lines "lines" usize, Count 200_000, "lines of that text";
    document_seconds "document-seconds" u64, Seconds 10, "reading and marking one document";
    nesting "nesting" usize, Count 512, "how deep elements of HTML and XML lie in one another";
    elements "elements" usize, Count 200_000, "elements of a page";
    archive_entries "archive-entries" usize, Count 5_000, "entries of an EPUB or Word file";
    archive_entry "archive-entry" u64, Bytes 20 * MB, "one entry, unpacked";
    archive_total "archive-total" u64, Bytes 100 * MB, "all entries, unpacked";
    archive_ratio "archive-ratio" u64, Count 100, "how many times larger than packed an entry above 1 MiB may be";
    feed "feed" u64, Bytes 20 * MB, "a feed";
    feed_entries "feed-entries" usize, Count 5_000, "entries of a feed";
    json_depth "json-depth" usize, Count 128, "how deep arrays and objects of JSON lie in one another";
    json_line "json-line" usize, Bytes 10 * MB, "a line of JSON Lines";
    mail_parts "mail-parts" usize, Count 1_000, "parts of a mail";
    mail_depth "mail-depth" usize, Count 32, "how deep the parts of a mail lie in one another";
    pdf_seconds "pdf-seconds" u64, Seconds 20, "drawing the text out of a PDF";
    pdf_memory "pdf-memory" u64, Bytes GB, "memory for that";
    pdf_pages "pdf-pages" usize, Count 2_000, "pages of a PDF";
    pdf_text "pdf-text" usize, Bytes 16 * MB, "the text of a PDF";
    fetch "fetch" u64, Bytes 20 * MB, "what an address gives";
    fetch_seconds "fetch-seconds" u64, Seconds 20, "asking an address";
    fetch_redirects "fetch-redirects" u64, Count 5, "redirects on the way there";
}

/// Reads `5000`, and of bytes `20MB`, `512 kb` or `1GB`.
fn number(value: &str, unit: Unit) -> Option<u64> {
    let value = value.trim();
    let digits = value
        .find(|c: char| !c.is_ascii_digit() && c != '_')
        .unwrap_or(value.len());
    let count: u64 = value[..digits].replace('_', "").parse().ok()?;
    let times = match (value[digits..].trim().to_ascii_lowercase().as_str(), unit) {
        ("", _) | ("b", Unit::Bytes) | ("s", Unit::Seconds) => 1,
        ("k" | "kb", Unit::Bytes) => KB,
        ("m" | "mb", Unit::Bytes) => MB,
        ("g" | "gb", Unit::Bytes) => GB,
        _ => return None,
    };
    count.checked_mul(times)
}

fn expected(unit: Unit) -> &'static str {
    match unit {
        Unit::Bytes => "bytes, such as 500000, 20MB or 1GB",
        Unit::Seconds => "a number of seconds",
        Unit::Count => "a number",
    }
}

impl Limits {
    /// How many bytes a file of a format may have.
    pub(super) fn of(&self, format: Format) -> u64 {
        match format {
            Format::Pdf => self.pdf,
            _ => self.file,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_set_by_name() {
        let mut limits = Limits::default();
        let good = [
            ("file", "5", 5),
            ("file", "20MB", 20_000_000),
            ("pdf-memory", "2 gb", 2_000_000_000),
            ("json-line", "1_000k", 1_000_000),
            ("pdf-seconds", "3s", 3),
            ("nesting", "0", 0),
        ];
        for (name, value, expected) in good {
            limits.set(name, value).expect(name);
            assert_eq!(limits.get(name), Some(expected), "{name}={value}");
        }
        for (name, value) in [
            ("nesting", "5MB"),
            ("file", ""),
            ("file", "-1"),
            ("file", "99999999999GB"),
        ] {
            let error = limits.set(name, value).expect_err(value);
            assert!(error.to_string().contains(name), "{error}");
        }
        assert_eq!(
            limits.set("size", "1"),
            Err(LimitError::Unknown("size".to_owned()))
        );
        for limit in Limits::TABLE {
            assert_eq!(Limits::default().get(limit.name), Some(limit.default));
        }
    }
}

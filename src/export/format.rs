use super::{Error, csv, json, markdown};
use crate::insight::Report;
use std::io::Write;

/// A format that a report can be written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// `CommonMark` with GFM footnotes.
    #[default]
    Markdown,
    Json,
    Csv,
}

impl Format {
    /// Every format, in the order in which help lists them.
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Json, Self::Csv];

    /// The word on the command line, which is also the ending of a file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase();
        match word.as_str() {
            "markdown" => Some(Self::Markdown),
            _ => Self::ALL.into_iter().find(|format| format.as_str() == word),
        }
    }
}

/// Writes a report: the same report, the same bytes.
///
/// # Errors
/// Only where the sink fails.
pub fn write(format: Format, report: &Report, sink: &mut impl Write) -> Result<(), Error> {
    match format {
        Format::Markdown => markdown::write(report, sink)?,
        Format::Json => json::write(report, sink)?,
        Format::Csv => csv::write(report, sink)?,
    }
    Ok(())
}

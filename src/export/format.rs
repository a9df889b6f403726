use super::csv::{self, Table};
use super::{
    Error, csl, ftm, graphml, html, json, markdown, obsidian, stix, timelinejs, timesketch,
};
use crate::insight::{Depth, Report};
use std::io::Write;

/// A format that a report can be written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// `CommonMark` with GFM footnotes.
    #[default]
    Markdown,
    /// One page that holds all that it needs, with a timeline and a network as pictures.
    Html,
    Json,
    Csv,
    /// STIX 2.1.
    Stix,
    /// `FollowTheMoney` JSON Lines.
    FollowTheMoney,
    GraphMl,
    TimelineJs,
    /// Timesketch JSON Lines.
    Timesketch,
    /// CSL-JSON.
    Csl,
    /// A folder of linked pages.
    Obsidian,
}

impl Format {
    /// Every format, in the order in which help lists them.
    pub const ALL: [Self; 11] = [
        Self::Markdown,
        Self::Html,
        Self::Json,
        Self::Csv,
        Self::Stix,
        Self::FollowTheMoney,
        Self::GraphMl,
        Self::TimelineJs,
        Self::Timesketch,
        Self::Csl,
        Self::Obsidian,
    ];

    /// The word on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Stix => "stix",
            Self::FollowTheMoney => "ftm",
            Self::GraphMl => "graphml",
            Self::TimelineJs => "timelinejs",
            Self::Timesketch => "timesketch",
            Self::Csl => "csl",
            Self::Obsidian => "obsidian",
        }
    }

    /// The ending that its files get.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Stix => "stix.json",
            Self::FollowTheMoney => "ftm.jsonl",
            Self::TimelineJs => "timelinejs.json",
            Self::Timesketch => "timesketch.jsonl",
            Self::Csl => "csl.json",
            _ => self.as_str(),
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim().to_ascii_lowercase();
        match word.as_str() {
            "markdown" => Some(Self::Markdown),
            "htm" => Some(Self::Html),
            "followthemoney" => Some(Self::FollowTheMoney),
            _ => Self::ALL.into_iter().find(|format| format.as_str() == word),
        }
    }

    /// What the ending of a file's name says, `note.stix.json` among them.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let longest = Self::ALL
            .into_iter()
            .filter(|format| name.ends_with(&format!(".{}", format.ending())))
            .max_by_key(|format| format.ending().len());
        longest.or_else(|| Self::parse(name.rsplit_once('.')?.1))
    }

    /// How much a report has to hold for it.
    #[must_use]
    pub fn depth(self) -> Depth {
        match self {
            Self::Markdown | Self::Html | Self::Json | Self::Csl => Depth::Note,
            _ => Depth::Everything,
        }
    }

    /// Whether it is a note to be read, and not data for machines.
    #[must_use]
    pub fn is_note(self) -> bool {
        matches!(self, Self::Markdown | Self::Html | Self::Obsidian)
    }

    /// Whether it is a folder and cannot be one file.
    #[must_use]
    pub fn is_folder(self) -> bool {
        self == Self::Obsidian
    }
}

/// Writes a report: the same report, the same bytes. Of a table the note's own; the others are
/// [`super::table`]'s.
///
/// # Errors
/// Where the sink fails, or the format is a folder.
pub fn write(format: Format, report: &Report, sink: &mut impl Write) -> Result<(), Error> {
    match format {
        Format::Markdown => markdown::write(report, sink),
        Format::Html => html::write(report, sink),
        Format::Json => json::write(report, sink),
        Format::Csv => csv::table(Table::Note, report, sink),
        Format::Stix => stix::write(report, sink),
        Format::FollowTheMoney => ftm::write(report, sink),
        Format::GraphMl => graphml::write(report, sink),
        Format::TimelineJs => timelinejs::write(report, sink),
        Format::Timesketch => timesketch::write(report, sink),
        Format::Csl => csl::write(report, sink),
        Format::Obsidian => Err(Error::Folder("obsidian")),
    }
}

/// The files that a format has in a folder: the pages of Obsidian, every table of CSV, of the
/// others one file called `note` and their ending. Names are relative and safe on any system.
///
/// # Errors
/// Only where there is no memory.
pub fn files(format: Format, report: &Report) -> Result<Vec<(String, Vec<u8>)>, Error> {
    match format {
        Format::Obsidian => obsidian::pages(report),
        Format::Csv => Table::ALL
            .into_iter()
            .filter(|table| *table != Table::Note)
            .map(|table| {
                let mut out = Vec::new();
                csv::table(table, report, &mut out)?;
                Ok((format!("{}.csv", table.as_str()), out))
            })
            .collect(),
        _ => {
            let mut out = Vec::new();
            write(format, report, &mut out)?;
            Ok(vec![(format!("note.{}", format.ending()), out)])
        }
    }
}

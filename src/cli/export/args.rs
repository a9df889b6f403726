use crate::export::{Format, Table};
use crate::insight::{Section, Within};
use crate::model::{Day, Tlp};
use clap::Args;
use std::path::PathBuf;

/// Write a briefing note, or what was found as data
///
/// What was written and chosen for the same scope in the reader is taken over; options here come
/// before it.
#[derive(Debug, Args)]
pub(in crate::cli) struct Export {
    /// Only articles that match
    pub(super) query: Vec<String>,
    /// A note on one entity; several times for a note on each, into a folder
    #[arg(long, value_name = "NAME", conflicts_with = "query")]
    pub(super) entity: Vec<String>,
    /// A note on one article, by its id
    #[arg(long, value_name = "ID", conflicts_with_all = ["query", "entity"])]
    pub(super) article: Option<String>,
    /// A file, or a folder for several files; standard output without it
    #[arg(short, long, value_name = "PATH")]
    pub(super) output: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long)]
    pub(super) force: bool,
    /// md, html, json, csv, stix, ftm, graphml, timelinejs, timesketch, csl or obsidian; several
    /// with commas, into a folder; without it the ending of the file says, else md
    #[arg(long, value_parser = format, value_delimiter = ',')]
    pub(super) format: Vec<Format>,
    /// Of csv: note, entities, mentions, events, figures or sources; a folder gets all but the first
    #[arg(long, value_parser = table)]
    pub(super) table: Option<Table>,
    /// Write through a template: one that is shipped, one of your own, or a file
    #[arg(long, value_name = "NAME|FILE", conflicts_with_all = ["format", "table"])]
    pub(super) template: Option<String>,
    /// List the templates
    #[arg(long)]
    pub(super) list_templates: bool,
    /// Traffic Light Protocol: clear, green, amber, amber+strict, red; without it the strictest of
    /// the clips in the note
    #[arg(long, value_parser = tlp)]
    pub(super) tlp: Option<Tlp>,
    /// Write a marking less strict than that of a clip in the note
    #[arg(long)]
    pub(super) lower_tlp: bool,
    #[arg(long)]
    pub(super) title: Option<String>,
    /// Only what happened or appeared in a time: 2024, 2024-01..2024-06, 2024-05.. or ..2024
    #[arg(long, value_name = "TIME", value_parser = period)]
    pub(super) period: Option<Within>,
    /// The day of the note; without it `SOURCE_DATE_EPOCH`, else today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) date: Option<Day>,
    /// Leave out sections: bluf, judgments, clips, facts, who, timeline, corroboration, conflicts,
    /// gaps, summary
    #[arg(long, value_name = "SECTION", value_parser = section, value_delimiter = ',')]
    pub(super) without: Vec<Section>,
    /// Only these sections
    #[arg(long, value_name = "SECTION", value_parser = section, value_delimiter = ',', conflicts_with = "without")]
    pub(super) only: Vec<Section>,
    /// The bottom line: a file, `-` is standard input. Sources are cited as [3] or [@ID]
    #[arg(long, value_name = "FILE")]
    pub(super) bluf: Option<PathBuf>,
    /// Key judgments: a file with an item each, `confidence: high` on a line of its own below it
    #[arg(long, value_name = "FILE")]
    pub(super) judgments: Option<PathBuf>,
    /// Keep title, marking, period, sections, bottom line and judgments for this scope
    #[arg(long)]
    pub(super) keep: bool,
    /// Articles at most, the newest; without it 300 for a note and 5000 for data
    #[arg(short = 'n', long, value_name = "N")]
    pub(super) limit: Option<usize>,
}

/// Check words of your own: likelihood and confidence apart, one scale, every item with its source
///
/// Quotations are passed over; of a note only what the analyst wrote is looked at.
#[derive(Debug, Args)]
pub(in crate::cli) struct Lint {
    /// A file; `-` is standard input
    #[arg(value_name = "FILE", default_value = "-")]
    pub(super) file: PathBuf,
    /// One JSON document a line
    #[arg(long)]
    pub(super) json: bool,
}

fn one_of<'a>(names: impl Iterator<Item = &'a str>) -> String {
    format!("expected one of {}", names.collect::<Vec<_>>().join(", "))
}

fn format(word: &str) -> Result<Format, String> {
    Format::parse(word).ok_or_else(|| one_of(Format::ALL.iter().map(|format| format.as_str())))
}

fn table(word: &str) -> Result<Table, String> {
    Table::parse(word).ok_or_else(|| one_of(Table::ALL.iter().map(|table| table.as_str())))
}

fn section(word: &str) -> Result<Section, String> {
    Section::parse(word).ok_or_else(|| one_of(Section::ALL.iter().map(|section| section.as_str())))
}

pub(in crate::cli) fn tlp(word: &str) -> Result<Tlp, String> {
    Tlp::parse(word).ok_or_else(|| "expected clear, green, amber, amber+strict or red".to_owned())
}

fn period(text: &str) -> Result<Within, String> {
    Within::parse(text)
        .ok_or_else(|| "expected a time: 2024, 2024-01..2024-06, 2024-05.. or ..2024".to_owned())
}

fn day(text: &str) -> Result<Day, String> {
    crate::model::Moment::parse(text)
        .filter(|moment| moment.first == moment.last)
        .map(|moment| moment.first)
        .ok_or_else(|| "expected a day: 2024-10-03".to_owned())
}

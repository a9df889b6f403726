use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::path::PathBuf;

/// Reads intelligence briefings: who is named, with whom, when, and on what source.
///
/// Without a command it opens the reader: on the files and folders named, else on the library,
/// else on the sample corpus.
#[derive(Debug, Parser)]
#[command(
    name = "briefing",
    version,
    max_term_width = 100,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true
)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    /// Files or folders to open the reader on
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
}

/// What every command understands.
#[derive(Debug, Args)]
pub(super) struct Common {
    /// The library to work on
    #[arg(long, global = true, value_name = "FILE", env = "BRIEFING_LIBRARY")]
    pub(super) library: Option<PathBuf>,
    /// When to colour
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto, value_name = "WHEN")]
    pub(super) color: ColorChoice,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Find everything in each document, without a library
    Analyze(Analyze),
    /// Write shell completions to standard output
    Completions {
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Write the manual page to standard output
    Man,
}

/// Find everything in each document, without a library.
#[derive(Debug, Args)]
pub(super) struct Analyze {
    /// Files or folders; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Take the text as it is, without cleaning
    #[arg(long)]
    pub(super) raw: bool,
    /// When the documents appeared: the anchor of "yesterday" and "last May"
    #[arg(long, value_name = "DATE", value_parser = published)]
    pub(super) published: Option<String>,
    /// One JSON document a line
    #[arg(long)]
    pub(super) json: bool,
}

/// Accepts what `published` of a manifest may be.
fn published(value: &str) -> Result<String, String> {
    match crate::model::Moment::parse(value) {
        Some(_) => Ok(value.to_owned()),
        None => Err("expected a date: 2024, 2024-10 or 2024-10-03".to_owned()),
    }
}

use super::around::{ByMonth, Network};
use super::clips::{ClipCommand, ClipsArgs};
use super::correct::{Correct, Corrections};
use super::error::Error;
use super::export::{Export, Lint};
use super::gazetteer::ListFormat;
use super::judge::{Annotate, Grade};
use super::resolve::Resolve;
use super::show::{Mark, Show};
use super::watch::{Queries, Watch};
use super::work::Work;
use crate::import::{LimitError, Limits};
use crate::insight::TimeBasis;
use crate::library::Sort;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::ffi::OsString;
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
    subcommand_precedence_over_arg = true,
    disable_help_subcommand = true
)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) bounds: Bounds,
    /// Read line by line, for screen readers and pipes: no cursor is moved, no sign stands for a word
    #[arg(long)]
    pub(super) plain: bool,
    /// Files or folders to open the reader on
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
}

/// What can be said to the reader alone. To know every command costs a good part of what the first
/// frame takes.
#[derive(Debug, Parser)]
struct Reader {
    #[command(flatten)]
    common: Common,
}

impl Cli {
    /// The arguments of a start that asks for nothing but the reader, and perhaps for a library.
    pub(super) fn of_reader(arguments: &[OsString]) -> Option<Self> {
        let given = match arguments {
            [_] => true,
            [_, name, value] => name == "--library" && !value.as_encoded_bytes().starts_with(b"-"),
            _ => false,
        };
        let read = given.then(|| Reader::try_parse_from(arguments));
        let Reader { common } = read?.ok()?;
        Some(Self {
            common,
            command: None,
            bounds: Bounds { set: Vec::new() },
            plain: false,
            paths: Vec::new(),
        })
    }
}

/// What every command understands.
#[derive(Clone, Debug, Args)]
pub(super) struct Common {
    /// The library to work on
    #[arg(long, global = true, value_name = "FILE", env = "BRIEFING_LIBRARY")]
    pub(super) library: Option<PathBuf>,
    /// When to colour
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto, value_name = "WHEN")]
    pub(super) color: ColorChoice,
}

/// Limits of what is read.
#[derive(Clone, Debug, Args)]
pub(super) struct Bounds {
    /// Another limit for what is read, as in file=80MB; any other name lists them
    #[arg(long = "limit", value_name = "NAME=VALUE", value_parser = limit)]
    set: Vec<(String, String)>,
}

impl Bounds {
    /// The limits, with those that the person configured, and those set here.
    pub(super) fn limits(&self) -> Result<Limits, Error> {
        Ok(self.over(super::config::load()?.limits))
    }

    /// Other limits, with those set here.
    pub(super) fn over(&self, mut limits: Limits) -> Limits {
        for (name, value) in &self.set {
            // Looked at when the arguments were.
            let _ = limits.set(name, value);
        }
        limits
    }
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
    Import(Import),
    Update(Update),
    Feeds(Feeds),
    List(List),
    Show(Show),
    Mark(Mark),
    Diff(Diff),
    Search(Search),
    Entities(Entities),
    Entity(Entity),
    Network(Network),
    Months(ByMonth),
    Timeline(Timeline),
    Claims(Claims),
    Resolve(Resolve),
    Config(Config),
    Export(Export),
    Lint(Lint),
    Clips(ClipsArgs),
    /// Clips one at a time: keep, change, judge, take away
    #[command(arg_required_else_help = true)]
    Clip {
        #[command(subcommand)]
        command: ClipCommand,
    },
    Annotate(Annotate),
    Grade(Grade),
    /// Your work as a whole: out of a library, and into another
    #[command(arg_required_else_help = true)]
    Work {
        #[command(subcommand)]
        command: Work,
    },
    Analyze(Analyze),
    Scan(Scan),
    /// Set marks right: merge, split, reject, rename, retype, add, stop
    #[command(arg_required_else_help = true)]
    Correct {
        #[command(subcommand)]
        command: Correct,
    },
    /// What was set right: list, undo, export, import
    #[command(arg_required_else_help = true)]
    Corrections {
        #[command(subcommand)]
        command: Corrections,
    },
    /// What you watch, and what is new of it
    #[command(args_conflicts_with_subcommands = true)]
    Watch {
        #[command(subcommand)]
        command: Option<Watch>,
        /// One JSON document a line
        #[arg(long)]
        json: bool,
    },
    /// Queries kept under a name
    #[command(arg_required_else_help = true)]
    Query {
        #[command(subcommand)]
        command: Queries,
    },
    Check(Check),
    /// Throw the search index away and make it anew
    Reindex,
    Backup(Backup),
    /// Name lists: show, check, and make them of what others keep
    #[command(arg_required_else_help = true)]
    Gazetteer {
        #[command(subcommand)]
        command: GazetteerCommand,
    },
    /// Write shell completions to standard output
    Completions {
        #[arg(value_enum)]
        shell: Shell,
    },
    /// Write the manual page to standard output
    Man,
}

/// Add documents to the library
///
/// An address is asked for what it has: a page becomes an article, a feed is remembered with its
/// entries. A list of feeds (OPML) is remembered and not asked; `briefing update` does that.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// Files, folders, or web addresses; `-` is standard input
    #[arg(required = true, value_name = "PATH|URL")]
    pub(super) paths: Vec<PathBuf>,
    /// When the documents appeared, where they do not say
    #[arg(long, value_name = "DATE", value_parser = published)]
    pub(super) published: Option<String>,
    /// Take articles out whose files are gone from these paths; what you did with them is kept
    #[arg(long)]
    pub(super) prune: bool,
    /// Then stay, and take in what is new in these paths as it comes
    #[arg(long)]
    pub(super) watch: bool,
    #[command(flatten)]
    pub(super) net: Net,
    #[command(flatten)]
    pub(super) bounds: Bounds,
    /// One JSON document a line: what became of each document
    #[arg(long)]
    pub(super) json: bool,
}

/// How far the network is asked.
#[derive(Clone, Debug, Args)]
pub(super) struct Net {
    /// Ask machines of one's own network too
    #[arg(long)]
    pub(super) allow_private: bool,
}

/// Ask the remembered feeds for what is new
///
/// Several are asked at once, one at a time of each server, and each only for what has changed
/// since. The library asks nobody by itself.
#[derive(Debug, Args)]
pub(super) struct Update {
    /// Only these feeds; all without any
    #[arg(value_name = "URL")]
    pub(super) feeds: Vec<String>,
    #[command(flatten)]
    pub(super) net: Net,
    #[command(flatten)]
    pub(super) bounds: Bounds,
    /// One JSON document a line: what became of each document, then of each feed
    #[arg(long)]
    pub(super) json: bool,
}

/// List the remembered feeds
#[derive(Debug, Args)]
pub(super) struct Feeds {
    /// Forget a feed; its articles stay
    #[arg(long, value_name = "URL")]
    pub(super) remove: Vec<String>,
    /// Write them as OPML, for other readers
    #[arg(long, conflicts_with_all = ["remove", "json"])]
    pub(super) opml: bool,
    /// One JSON document a line
    #[arg(long)]
    pub(super) json: bool,
}

/// Show what changed in an article since it first came in, sentence by sentence
#[derive(Debug, Args)]
pub(super) struct Diff {
    /// The article's id, or the number of its row
    #[arg(value_name = "ID")]
    pub(super) article: String,
    /// One JSON document a line
    #[arg(long)]
    pub(super) json: bool,
}

/// List articles, newest first
#[derive(Debug, Args)]
pub(super) struct List {
    /// Only articles that match
    pub(super) query: Vec<String>,
    /// Order of the list
    #[arg(long, value_enum, default_value_t = Order::Date)]
    pub(super) sort: Order,
    /// At most so many
    #[arg(short = 'n', long, value_name = "N")]
    pub(super) limit: Option<usize>,
    /// One JSON document a line
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Order {
    Date,
    Title,
    Relevance,
    /// What is new of what is watched first
    New,
}

impl From<Order> for Sort {
    fn from(order: Order) -> Self {
        match order {
            Order::Date => Self::Date,
            Order::Title => Self::Title,
            Order::Relevance => Self::Relevance,
            Order::New => Self::New,
        }
    }
}

/// Find sentences that match, in context, best first
#[derive(Debug, Args)]
pub(super) struct Search {
    #[arg(required = true)]
    pub(super) query: Vec<String>,
    /// At most so many
    #[arg(short = 'n', long, value_name = "N", default_value_t = 100)]
    pub(super) limit: usize,
    /// One JSON document a line
    #[arg(long)]
    pub(super) json: bool,
}

/// Look up entities by a fuzzy pattern, best first
#[derive(Debug, Args)]
pub(super) struct Entities {
    /// Letters of the name; 'exact, ^prefix, suffix$ and !not as in fzf
    pub(super) query: Vec<String>,
    /// Only one kind: agency, company, organisation, person, place, incident, group, malware, technology, law
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub(super) kind: Option<crate::model::Kind>,
    /// At most so many
    #[arg(short = 'n', long, value_name = "N")]
    pub(super) limit: Option<usize>,
    /// One JSON document a line
    #[arg(long)]
    pub(super) json: bool,
}

/// Show one entity: aliases, mentions in context, who it appears with, its dates
#[derive(Debug, Args)]
pub(super) struct Entity {
    /// Name, alias or id
    #[arg(required = true)]
    pub(super) name: Vec<String>,
    /// One JSON document
    #[arg(long)]
    pub(super) json: bool,
}

/// List dated events in order
#[derive(Debug, Args)]
pub(super) struct Timeline {
    /// Only events of articles that match
    pub(super) query: Vec<String>,
    /// Only events that name this entity
    #[arg(long, value_name = "NAME")]
    pub(super) entity: Option<String>,
    /// Order by when it happened or by when it was written about
    #[arg(long, value_enum, default_value_t = By::Event)]
    pub(super) by: By,
    /// At most so many
    #[arg(short = 'n', long, value_name = "N")]
    pub(super) limit: Option<usize>,
    /// One JSON document a line
    #[arg(long)]
    pub(super) json: bool,
}

/// Tell where the configuration is, or print one with everything that can be set
#[derive(Debug, Args)]
pub(super) struct Config {
    /// Print all that can be set, as it comes
    #[arg(long)]
    pub(super) default: bool,
}

/// List what several articles claim: on how many origins, and where they differ
///
/// Copies, articles of one publisher or author, and those that give one source, are one origin.
#[derive(Debug, Args)]
pub(super) struct Claims {
    /// Only claims of articles that match
    pub(super) query: Vec<String>,
    /// Only claims that are told differently, newest first
    #[arg(long)]
    pub(super) conflicts: bool,
    /// At most so many
    #[arg(short = 'n', long, value_name = "N")]
    pub(super) limit: Option<usize>,
    /// One JSON document a line
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum By {
    Event,
    Publication,
}

impl From<By> for TimeBasis {
    fn from(by: By) -> Self {
        match by {
            By::Event => Self::Event,
            By::Publication => Self::Publication,
        }
    }
}

/// Find everything in each document, without a library
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
    #[command(flatten)]
    pub(super) bounds: Bounds,
    /// One JSON document a line
    #[arg(long)]
    pub(super) json: bool,
}

/// Look the whole library over and say what is wrong
#[derive(Debug, Args)]
pub(super) struct Check {
    /// One JSON document
    #[arg(long)]
    pub(super) json: bool,
}

/// Write a copy of the library, sound also while it is written to
#[derive(Debug, Args)]
pub(super) struct Backup {
    /// Where to; never over a file that is there
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
}

/// Find known entities in pasted text
#[derive(Debug, Args)]
pub(super) struct Scan {
    /// A file; `-` is standard input
    #[arg(default_value = "-", value_name = "PATH")]
    pub(super) path: PathBuf,
    /// One JSON document a line
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum GazetteerCommand {
    List(GazetteerList),
    Check(GazetteerCheck),
    Import(GazetteerImport),
}

/// List the entities of the name lists, the shipped and your own
///
/// Names stand with their signs: = as written, % any case, ? only in context, ~ never marked,
/// + an adjective or a people, < former, * native.
#[derive(Debug, Args)]
pub(super) struct GazetteerList {
    /// Letters of a name or alias; case and accents make no difference
    pub(super) pattern: Vec<String>,
    /// Only one kind
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub(super) kind: Option<crate::model::Kind>,
    /// One JSON document a line
    #[arg(long)]
    pub(super) json: bool,
}

/// Tell every fault of name lists, by file and line
#[derive(Debug, Args)]
pub(super) struct GazetteerCheck {
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// One JSON document a line
    #[arg(long)]
    pub(super) json: bool,
}

/// Make name lists of MISP galaxies, ATT&CK and other STIX, CSV and JSON Lines
///
/// Each file, or folder of files, becomes a list among your own, which every analysis uses from
/// then on.
///
/// A list has a line `[kind]` before its records, and a record a line:
/// names; parted; so | country | parent | dates | note. Before a name, = means as written,
/// % any case, ? only in context, ~ never marked, < former, * native.
#[derive(Debug, Args)]
pub(super) struct GazetteerImport {
    /// Files or folders; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// What the files are written in; without it their content says
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(super) format: Option<ListFormat>,
    /// Kind of what does not say its own
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub(super) kind: Option<crate::model::Kind>,
    /// Where to write all of it; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Write over a list that is there
    #[arg(long)]
    pub(super) force: bool,
}

/// Accepts a limit by its name.
fn limit(word: &str) -> Result<(String, String), String> {
    let (name, value) = word.split_once('=').ok_or("expected NAME=VALUE")?;
    let set = Limits::default().set(name, value);
    set.map(|()| (name.to_owned(), value.to_owned()))
        .map_err(|error| match error {
            LimitError::Unknown(_) => {
                let names: Vec<&str> = Limits::TABLE.iter().map(|limit| limit.name).collect();
                format!("{error}; there are {}", names.join(", "))
            }
            LimitError::Value { .. } => error.to_string(),
        })
}

/// Accepts what `published` of a manifest may be.
fn published(value: &str) -> Result<String, String> {
    match crate::model::Moment::parse(value) {
        Some(_) => Ok(value.to_owned()),
        None => Err("expected a date: 2024, 2024-10 or 2024-10-03".to_owned()),
    }
}

pub(super) fn kind(word: &str) -> Result<crate::model::Kind, String> {
    crate::model::Kind::parse(word).ok_or_else(|| {
        let all: Vec<&str> = crate::model::Kind::ALL
            .iter()
            .map(|kind| kind.as_str())
            .collect();
        format!("expected one of {}", all.join(", "))
    })
}

use super::super::args::kind;
use crate::model::Kind;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Which correction; entities are named by name, alias or id.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Correct {
    /// Make one entity of two; the second gives name and kind
    Merge {
        #[arg(value_name = "ENTITY")]
        from: String,
        #[arg(value_name = "INTO")]
        into: String,
        #[command(flatten)]
        shape: Shape,
    },
    /// Split a name off an entity: wherever it says NAME, another is meant
    Split {
        #[arg(value_name = "ENTITY")]
        entity: String,
        #[arg(value_name = "NAME")]
        alias: String,
        /// Whom it means; without it a new entity of that name
        #[arg(long, value_name = "ENTITY")]
        to: Option<String>,
        /// Kind of the new entity; without it the kind it was split off
        #[arg(long, value_name = "KIND", value_parser = kind)]
        kind: Option<Kind>,
        #[command(flatten)]
        shape: Shape,
    },
    /// Take marks away: these words do not mean this entity; without words, none do
    Reject {
        #[arg(value_name = "ENTITY")]
        entity: String,
        #[arg(value_name = "WORDS")]
        words: Option<String>,
        /// Only in this article, by its id
        #[arg(long = "in", value_name = "ID", requires = "words")]
        article: Option<String>,
        #[command(flatten)]
        shape: Shape,
    },
    /// Give an entity another name; the old one stays an alias
    Rename {
        #[arg(value_name = "ENTITY")]
        entity: String,
        #[arg(value_name = "NAME")]
        name: String,
        #[command(flatten)]
        shape: Shape,
    },
    /// Say what kind an entity is of
    Retype {
        #[arg(value_name = "ENTITY")]
        entity: String,
        #[arg(value_name = "KIND", value_parser = kind)]
        kind: Kind,
        #[command(flatten)]
        shape: Shape,
    },
    /// Mark words wherever they stand: a name that was missed
    Add {
        #[arg(value_name = "WORDS")]
        words: String,
        /// Whom they mean; without it a new entity of that name
        #[arg(long, value_name = "ENTITY", required_unless_present = "kind")]
        to: Option<String>,
        /// Kind of the new entity
        #[arg(long, value_name = "KIND", value_parser = kind)]
        kind: Option<Kind>,
        /// Only in this article, by its id
        #[arg(long = "in", value_name = "ID")]
        article: Option<String>,
        #[command(flatten)]
        shape: Shape,
    },
    /// Never mark these words, whoever is meant
    Stop {
        #[arg(value_name = "WORDS")]
        words: String,
        #[command(flatten)]
        shape: Shape,
    },
}

/// How what was done is told.
#[derive(Clone, Copy, Debug, Args)]
pub(in crate::cli) struct Shape {
    /// One JSON document for each correction made
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Corrections {
    /// List all corrections in the order in which they were made
    List(List),
    /// Take corrections back: the last, or those named by their keys
    Undo(Undo),
    /// Write all corrections for others
    Export(Export),
    /// Take over corrections of others; what holds already is passed over
    Import(Import),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct List {
    /// Only those about this entity
    pub(super) entity: Option<String>,
    /// One JSON document a line
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Undo {
    /// Keys as `briefing corrections list` shows them
    #[arg(value_name = "KEY")]
    pub(super) keys: Vec<String>,
    /// One JSON document for each correction taken back
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Form {
    /// Everything, a JSON document a line
    #[default]
    Jsonl,
    /// A name list for `lists/`: names added, given and joined; the rest as remarks
    List,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Export {
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Form,
    /// Where to write; standard output without it
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Import {
    /// Files of JSON Lines; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// One JSON document: what became of them
    #[arg(long)]
    pub(super) json: bool,
}

//! The command line: one file a sub-command, errors with hints, exit codes.

mod analyze;
mod args;
mod care;
mod correct;
mod diff;
mod entities;
mod entity;
mod error;
mod export;
mod feeds;
mod folders;
mod follow;
mod gazetteer;
mod hear;
mod import;
mod intake;
mod list;
mod lists;
mod lookout;
mod manual;
mod network;
mod output;
mod reader;
mod record;
mod run;
mod sample;
mod scan;
mod search;
mod shelf;
mod source;
mod timeline;
mod timely;
mod update;
mod watch;

pub use run::main;

//! The command line: one file a sub-command, errors with hints, exit codes.

mod analyze;
mod args;
mod error;
mod manual;
mod output;
mod record;
mod run;
mod source;

pub use run::main;

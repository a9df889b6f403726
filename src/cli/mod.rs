//! The command line: one file a sub-command, errors with hints, exit codes.

use std::process::ExitCode;

/// Runs the program on the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    ExitCode::SUCCESS
}

//! The binary: all it does is hand the arguments to the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    briefing::cli::main()
}

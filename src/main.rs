//! The binary: all it does is hand the arguments to the library.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Marking takes and gives back small pieces of memory all day, on all threads at once.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    briefing::cli::main()
}

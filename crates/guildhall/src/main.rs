//! `guildhall`: see `guildhall --help`.

use clap::Parser as _;
use guildhall::cli::Cli;

/// Gives memory back after bursts (indexing, imports) where the system's allocator keeps it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    Cli::parse().run()
}

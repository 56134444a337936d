//! Hands the command line and the two streams to [`staffroom::cli::run`] and returns its exit code; nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(staffroom::cli::run(std::env::args_os(), &mut std::io::stdout(), &mut std::io::stderr()))
}

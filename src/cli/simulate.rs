//! `staffroom simulate`: an invented school group as a study folder.

use super::{Common, Outcome, Stop, messages::Messages};
use crate::simulate::{Plan, group, write};
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct SimulateArgs {
    /// The folder to write; new or empty unless --force.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Number of schools.
    #[arg(long, default_value_t = 12, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=20_000))]
    schools: u32,
    /// Number of teachers, all schools together.
    #[arg(long, default_value_t = 240, value_name = "TOTAL", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    teachers: u32,
    /// Number of waves.
    #[arg(long, default_value_t = 2, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=20))]
    waves: u32,
}

pub(crate) fn run(args: &SimulateArgs, common: &Common, messages: &mut Messages<'_>) -> Result<Outcome, Stop> {
    let plan = Plan {
        schools: args.schools,
        teachers: args.teachers,
        waves: args.waves,
        seed: common.seed.unwrap_or(Plan::default().seed),
        ..Plan::default()
    };
    write(&group(&plan), &args.dir, common.force)?;
    if !common.quiet {
        messages.line(&messages.words().simulated(&args.dir.display().to_string()));
    }
    Ok(Outcome::done(0))
}

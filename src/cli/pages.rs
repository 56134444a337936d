//! `completions` and `man`: both made from the same definition as the command line itself.

use super::{Cli, Outcome, Stop};
use clap::{Args, CommandFactory};
use std::io::Write;

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell.
    shell: clap_complete::Shell,
}

pub(crate) fn completions(args: &CompletionsArgs, out: &mut (dyn Write + Send)) -> Result<Outcome, Stop> {
    // clap_complete writes to its stream without asking whether it is still open.
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "staffroom", &mut text);
    out.write_all(&text)?;
    Ok(Outcome::done(0))
}

pub(crate) fn man(out: &mut (dyn Write + Send)) -> Result<Outcome, Stop> {
    let mut text = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut text)?;
    out.write_all(&text)?;
    Ok(Outcome::done(0))
}

//! `staffroom questionnaire`: questions to hand out, templates, and the study file that reads what is filled in.

use super::{Common, Outcome, Stop, messages::Messages, output::Output};
use crate::questionnaire::{Settings, files};
use crate::report::Folder;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct QuestionnaireArgs {
    /// The folder to write; new or empty unless --force.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// A question beside the six that serve best: advice, share, `team_teaching`, trust, friendship; may be repeated.
    #[arg(long, value_name = "QUESTION")]
    add: Vec<String>,
    /// The period that the questions are about, first and last day: 2025-08-25/2026-01-31, or "25 August
    /// 2025 - 31 January 2026".
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,
    /// The label of the wave.
    #[arg(long, value_name = "W", default_value = "1")]
    wave: String,
}

pub(crate) fn run(args: &QuestionnaireArgs, common: &Common, messages: &mut Messages<'_>) -> Result<Outcome, Stop> {
    let mut settings = Settings::default();
    settings.add.clone_from(&args.add);
    settings.period.clone_from(&args.period);
    settings.wave.clone_from(&args.wave);
    let files = files(messages.words(), &settings)?;
    let output = Output::open(&args.dir, common.force)?;
    for (name, bytes) in &files {
        output.put(name, bytes)?;
    }
    output.into_place()?;
    if !common.quiet {
        let words = messages.words();
        messages.line(&words.converted(&args.dir.join(words.questionnaire().files[3]).display().to_string()));
    }
    Ok(Outcome { notices: 0, interrupted: false })
}

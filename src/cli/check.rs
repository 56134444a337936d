//! `staffroom check`: what was read, what was set aside, who answered; nothing is computed about people.

use super::{Common, Outcome, Stop, StudyArgs, analyse, in_threads, messages::Messages, output::Output};
use crate::analyse::data_only;
use crate::report::{
    self,
    terminal::{Rest, text_of},
};
use clap::Args;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    study: StudyArgs,
    /// Write the data report to this folder as well.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(crate) fn run(
    args: &CheckArgs,
    common: &Common,
    out: &mut (dyn Write + Send),
    messages: &mut Messages<'_>,
) -> Result<Outcome, Stop> {
    let output = args.out.as_ref().map(|dir| Output::open(dir, common.force)).transpose()?;
    let settings = args.study.settings();
    let (study, survey) =
        in_threads(common.threads, || crate::analyse::read(&args.study.study, &settings)).map_err(Stop::data)?;
    messages.speak(study.language.as_deref());
    let review = super::aliases::write(&study, &survey, output.as_ref(), messages)?;
    let findings = data_only(&study, &survey, messages.language());
    let words = messages.words();
    let story = report::story::data_story(&findings, words);
    let mut page = None;
    if let Some(output) = output {
        report::write_data(&findings, words, &output)?;
        page = Some(output.shown("report.html"));
        output.into_place()?;
    }
    if common.json {
        report::json::write(&findings, out)?;
    } else if !common.quiet {
        let rest = if page.is_some() { Rest::InPage } else { Rest::NotWritten };
        out.write_all(text_of(&story, rest, analyse::width(), analyse::colour(common)).as_bytes())?;
        if let Some(file) = review {
            writeln!(out, "{}", words.aliases_written(&file, survey.unmatched.len() as u64))?;
        }
    }
    if !common.quiet {
        messages.notices(&findings.notices);
        if let Some(page) = page {
            let last = words.open_this(&page);
            if common.json { messages.line(&last) } else { writeln!(out, "{last}")? }
        }
    }
    Ok(Outcome::done(findings.notices.len()))
}

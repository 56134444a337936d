//! `staffroom compare`: two waves side by side.

use super::analyse::{colour, width};
use super::{Common, Outcome, Stop, StudyArgs, in_threads, left, messages::Messages, output::Output, watching};
use crate::advice::plan::{Line, plan_file};
use crate::analyse::{Compare, Options, Purpose, findings, follow};
use crate::error::Error;
use crate::findings::{Findings, Outputs};
use crate::report;
use crate::survey::Survey;
use crate::timings::Timings;
use clap::Args;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    #[command(flatten)]
    study: StudyArgs,
    /// The first wave; the one before the last when left out.
    #[arg(long, value_name = "W")]
    from: Option<String>,
    /// The second wave; the last when left out.
    #[arg(long, value_name = "W")]
    to: Option<String>,
    /// What became of this plan: those whom it invited beside comparable people whom it did not, as planned and as done.
    /// The plan is that of the first wave, as `advise --wave` wrote it.
    #[arg(long, value_name = "FILE")]
    plan: Option<PathBuf>,
    /// Compare waves that were not asked in the same way all the same; the report says in what they differ.
    #[arg(long)]
    allow_different: bool,
    /// The folder to write: new, or an earlier report, which is replaced.
    #[arg(long, value_name = "DIR", default_value = "staffroom-comparison")]
    out: PathBuf,
    /// Exactly these layers, or `each`; may be repeated.
    #[arg(long, value_name = "L")]
    layer: Vec<String>,
    /// Show names beside ids. Think first who will read it.
    #[arg(long)]
    names: bool,
    /// Count visits of consultants and advisers as open doors.
    #[arg(long)]
    include_guided: bool,
    /// Permutations of each test; 0 for no tests by permutation.
    #[arg(long, default_value_t = 1_000, value_name = "N", env = "STAFFROOM_PERMUTATIONS")]
    permutations: u32,
}

pub(crate) fn run(
    args: &CompareArgs,
    common: &Common,
    out: &mut (dyn Write + Send),
    messages: &mut Messages<'_>,
) -> Result<Outcome, Stop> {
    let output = Output::open(&args.out, common.force)?;
    let mut timings = Timings::default();
    let settings = args.study.settings();
    let read =
        in_threads(common.threads, || timings.time("read", || crate::analyse::read(&args.study.study, &settings)));
    let (study, survey) = read.map_err(Stop::data)?;
    messages.speak(study.language.as_deref());
    let watch = watching::watch();
    let ids: Vec<String> = survey.waves.iter().map(|w| w.id.clone()).collect();
    let waves = two_waves(args, &ids)?;
    let place = |name: &String| ids.iter().position(|id| id == name).unwrap_or_default() as u32;
    let (first, second) = (place(&waves[0]), place(&waves[1]));
    let plan = args.plan.as_ref().map(|path| earlier_plan(path, &survey, first)).transpose()?;
    let mut outputs = Outputs::default();
    outputs.workbook = false;
    let options = Options {
        waves,
        layers: args.layer.clone(),
        seed: common.seed,
        language: Some(messages.language().into()),
        names: args.names,
        include_guided: args.include_guided,
        permutations: Some(args.permutations),
        watch: Some(Arc::clone(&watch)),
        compare: if args.allow_different { Compare::All } else { Compare::OrStop },
        outputs,
        purpose: Purpose::Changes,
        ..Options::default()
    };
    let work = || in_threads(common.threads, || findings(&study, &survey, &options, &mut timings));
    let mut found = watching::shown(&watch, common.quiet, messages, work).unwrap_or_else(|| Ok(Findings::default()))?;
    if let Some(plan) = plan.as_ref().filter(|_| !found.changes.is_empty()) {
        let follow = || follow(&survey, (first, second), plan, args.include_guided, &mut found);
        in_threads(common.threads, || timings.time("plan", follow));
    }
    let words = messages.words();
    in_threads(common.threads, || timings.time("report", || report::write(&found, words, &output)))?;
    let page = output.shown("report.html");
    output.into_place()?;
    messages.times(&timings, common);
    if common.json {
        out.write_all(&report::json::changes(&found)?)?;
    } else if !common.quiet {
        let story = report::story::comparison(&found, words);
        out.write_all(report::terminal::text(&story, width(), colour(common)).as_bytes())?;
    }
    if !common.quiet {
        messages.notices(&found.notices);
        let last = words.open_this(&page);
        if common.json { messages.line(&last) } else { writeln!(out, "{last}")? }
    }
    if found.settings.interrupted {
        messages.line(words.tests_interrupted());
    }
    let outcome = Outcome { notices: found.notices.len(), interrupted: found.settings.interrupted };
    left((survey, found));
    Ok(outcome)
}

/// The plan of the first wave. The staff list has changed since: whoever has no id on it cannot be found again.
fn earlier_plan(path: &Path, survey: &Survey, wave: u32) -> Result<Vec<Line>, Error> {
    let lines = plan_file::read(path, survey, wave)?;
    let staff = &survey.waves[wave as usize].staff;
    let mut people = lines.iter().flat_map(|line| [line.from, line.to]).flatten();
    if people.any(|at| survey.people[staff[at as usize].person as usize].id_made) {
        return Err(Error::PlanWithoutIds { path: path.display().to_string() });
    }
    Ok(lines)
}

/// The waves that are meant, in order: those named, else the last two.
fn two_waves(args: &CompareArgs, ids: &[String]) -> Result<Vec<String>, Error> {
    let unknown =
        |name: &String| Error::Unknown { what: crate::error::Thing::Wave, name: name.clone(), seen: ids.to_vec() };
    let at = |name: &Option<String>| match name {
        Some(name) => ids.iter().position(|id| id == name).map(Some).ok_or_else(|| unknown(name)),
        None => Ok(None),
    };
    let (from, to) = (at(&args.from)?, at(&args.to)?);
    if ids.len() < 2 {
        return Err(Error::NotTwoWaves { seen: ids.to_vec() });
    }
    let last = ids.len() - 1;
    let to = to.unwrap_or(last);
    let from = from.unwrap_or(to.saturating_sub(1));
    if from < to {
        return Ok(vec![ids[from].clone(), ids[to].clone()]);
    }
    Err(Error::WrongOrder { from: ids[from].clone(), to: ids[to].clone(), seen: ids.to_vec() })
}

//! `staffroom advise`: who could visit or support whom, and what a plan would change.

use super::{Common, Outcome, Stop, StudyArgs, analyse, edited, in_threads, messages::Messages, output::Output};
use crate::advice::plan::{Wanted, Where};
use crate::analyse::{Options, Purpose, advised, findings};
use crate::error::{Error, Thing};
use crate::findings::{Advice, Findings};
use crate::report::terminal::{Rest, text_of};
use crate::report::{self, Folder};
use crate::survey::formats::sha256_of;
use crate::timings::Timings;
use clap::{Args, ValueEnum};
use serde::Serialize;
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct AdviseArgs {
    #[command(flatten)]
    study: StudyArgs,
    /// A plan of your own, or an edited one: what would it change?
    #[arg(long, value_name = "FILE")]
    plan: Option<PathBuf>,
    /// The folder to write: new, or an earlier advice, which is replaced.
    #[arg(long, value_name = "DIR", default_value = "staffroom-advice")]
    out: PathBuf,
    /// The wave; the last when left out.
    #[arg(long, value_name = "W")]
    wave: Option<String>,
    /// Propose only pairs of the same phase, or the same subject; may be repeated. Groups mix phases in any case.
    #[arg(long, value_enum, value_name = "WHAT")]
    same: Vec<Same>,
    /// Look for the other of a pair in the own school only, or in another one only.
    #[arg(long = "where", value_enum, value_name = "WHERE")]
    school: Option<School>,
    /// Show the names of those who agreed beside ids.
    #[arg(long)]
    names: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Same {
    Phase,
    Subject,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum School {
    Own,
    Other,
}

impl AdviseArgs {
    fn wanted(&self) -> Wanted {
        Wanted {
            same_phase: self.same.contains(&Same::Phase),
            same_subject: self.same.contains(&Same::Subject),
            school: match self.school {
                None => Where::Anywhere,
                Some(School::Own) => Where::Own,
                Some(School::Other) => Where::Other,
            },
        }
    }
}

pub(crate) fn run(
    args: &AdviseArgs,
    common: &Common,
    out: &mut (dyn Write + Send),
    messages: &mut Messages<'_>,
) -> Result<Outcome, Stop> {
    let output = Output::open(&args.out, common.force)?;
    let kept = edited::kept(&args.out, args.plan.as_deref(), common.force)?;
    let mut timings = Timings::default();
    let findings = in_threads(common.threads, || made(args, common, messages, &mut timings))?;
    let words = messages.words();
    let story = report::story::advice_story(&findings, words);
    output.put("advice.html", report::html::page(&story, &report::figures::Drawings::default(), words).as_bytes())?;
    // A plan that was edited where it is to be written stays as it is, and stays known as edited.
    let is_ours = kept.is_none() || edited::is_as_written(&args.out);
    let plan = kept.map_or_else(|| report::plan_csv(&findings, words), Ok)?;
    output.put(edited::PLAN, &plan)?;
    output.put("tables/columns.csv", &report::plan_columns_csv(&findings, words)?)?;
    let result = summary(&findings, is_ours.then(|| sha256_of(&plan)));
    let mut text = serde_json::to_vec(&result).map_err(|e| Stop::Stream(e.into()))?;
    text.push(b'\n');
    output.put("advice.json", &text)?;
    let (page, plan) = (output.shown("advice.html"), output.shown(edited::PLAN));
    output.into_place()?;
    messages.times(&timings, common);
    if common.json {
        out.write_all(&text)?;
    } else if !common.quiet {
        out.write_all(text_of(&story, Rest::InPage, analyse::width(), analyse::colour(common)).as_bytes())?;
    }
    if !common.quiet {
        messages.notices(&findings.notices);
        let last = words.open_advice(&page, &plan);
        if common.json { messages.line(&last) } else { writeln!(out, "{last}")? }
    }
    Ok(Outcome::done(findings.notices.len()))
}

fn made(
    args: &AdviseArgs,
    common: &Common,
    messages: &mut Messages<'_>,
    timings: &mut Timings,
) -> Result<Findings, Stop> {
    let (study, survey) =
        timings.time("read", || crate::analyse::read(&args.study.study, &args.study.settings())).map_err(Stop::data)?;
    messages.speak(study.language.as_deref());
    let wave = match &args.wave {
        Some(name) => name.clone(),
        None => survey.waves.last().map(|w| w.id.clone()).unwrap_or_default(),
    };
    let Some(index) = survey.waves.iter().position(|w| w.id == wave) else {
        let seen = survey.waves.iter().map(|w| w.id.clone()).collect();
        return Err(Error::Unknown { what: Thing::Wave, name: wave, seen }.into());
    };
    let own = match &args.plan {
        Some(path) => Some(crate::advice::plan::plan_file::read(path, &survey, index as u32)?),
        None => None,
    };
    let options = Options {
        waves: vec![wave],
        seed: common.seed,
        language: Some(messages.language().into()),
        names: args.names,
        permutations: Some(0),
        purpose: Purpose::Advice,
        ..Options::default()
    };
    let mut findings = findings(&study, &survey, &options, timings)?;
    timings.time("advise", || advised(&survey, index as u32, own, &args.wanted(), &mut findings));
    Ok(findings)
}

/// The advice for a program: people and schools by their ids. What made it comes first, so that the folder is known as
/// ours by the start of the file.
#[derive(Serialize)]
struct Summary<'a> {
    schema_version: u32,
    program: &'a str,
    /// By what the plan is known again as long as nobody edits it; none when somebody did already.
    plan_sha256: Option<String>,
    #[serde(flatten)]
    rest: Value,
}

fn summary(findings: &Findings, plan_sha256: Option<String>) -> Summary<'_> {
    let (schema_version, program) = (findings.schema_version, findings.program.as_str());
    Summary { schema_version, program, plan_sha256, rest: rest(findings) }
}

fn rest(findings: &Findings) -> Value {
    let Some(advice) = &findings.advice else { return json!({}) };
    let person = |position: Option<u32>| advice.person(position).map(|p| p.id.as_str());
    let school = |index: Option<u32>| index.and_then(|s| findings.schools.get(s as usize)).map(|s| s.id.as_str());
    let needs = advice.plan.needs.iter().map(|n| {
        json!({
            "kind": n.kind, "person": person(n.person), "school": school(n.school), "other_school": school(n.other),
            "count": n.count, "of": n.of,
        })
    });
    let lines = advice.plan.lines.iter().map(|l| {
        json!({
            "kind": l.kind, "from": person(l.from), "to": person(l.to), "group": l.group, "days": l.days,
            "opens_door_of": person(l.opens_door_of), "score": l.score, "reasons": l.reasons,
            "runner_up": person(l.runner_up),
        })
    });
    let without = advice.plan.without.iter().map(|w| json!({ "person": person(Some(w.0)), "why": w.1 }));
    json!({
        "wave": findings.waves[advice.wave as usize].id,
        "seed": findings.settings.seed,
        "needs": needs.collect::<Vec<_>>(),
        "plan": lines.collect::<Vec<_>>(),
        "without": without.collect::<Vec<_>>(),
        "not_named": advice.plan.not_named,
        "what_if": what_if(advice, school),
    })
}

fn what_if<'a>(advice: &Advice, school: impl Fn(Option<u32>) -> Option<&'a str>) -> Vec<Value> {
    let row = |e: &crate::findings::Effect| {
        json!({
            "scope": if e.school.is_some() { "school" } else { "group" },
            "subject": school(e.school).unwrap_or("*"),
            "measure": e.measure,
            "before": e.before.number(),
            "uptake_30": e.uptake_30.number(),
            "uptake_30_low": e.uptake_30_low.number(),
            "uptake_30_high": e.uptake_30_high.number(),
            "uptake_60": e.uptake_60.number(),
            "uptake_60_low": e.uptake_60_low.number(),
            "uptake_60_high": e.uptake_60_high.number(),
            "uptake_100": e.uptake_100.number(),
        })
    };
    advice.effects.iter().map(row).collect()
}

//! `staffroom analyse`: a study in, a report folder out.

use super::editions::EditionArgs;
use super::{Common, Outcome, Stop, StudyArgs, in_threads, left, messages::Messages, output::Output, watching};
use crate::advice::plan::Wanted;
use crate::analyse::{Options, advised, findings};
use crate::findings::{Findings, Outputs};
use crate::measures::{self, Family, betweenness::Way};
use crate::report::{self, tables::Style};
use crate::timings::Timings;
use clap::{Args, ValueEnum};
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Debug, Args)]
pub(crate) struct AnalyseArgs {
    #[command(flatten)]
    study: StudyArgs,
    /// The folder to write: new, or an earlier report, which is replaced.
    #[arg(long, value_name = "DIR", default_value = "staffroom-report", env = "STAFFROOM_OUT")]
    out: PathBuf,
    /// Only this wave; may be repeated.
    #[arg(long, value_name = "W")]
    wave: Vec<String>,
    /// Exactly these layers (`all`, `formal`, `informal`, `talk`, `practice`, `open_door`, a relation, a mix), or
    /// `each`; may be repeated.
    #[arg(long, value_name = "L")]
    layer: Vec<String>,
    #[arg(long, value_name = "FAMILY", value_delimiter = ',', help = families())]
    measures: Vec<String>,
    /// Show names beside ids, in an analyst's or consultant's edition. Think first who will read it.
    #[arg(long)]
    names: bool,
    #[command(flatten)]
    editions: EditionArgs,
    /// Count visits of consultants and advisers as open doors.
    #[arg(long)]
    include_guided: bool,
    /// Permutations of each test; 0 for no tests.
    #[arg(long, default_value_t = 1_000, value_name = "N", env = "STAFFROOM_PERMUTATIONS")]
    permutations: u32,
    /// Compute betweenness from shortest paths drawn at random, as many as make sure that nobody's is off by more than
    /// this share of all pairs of others (95 % for everybody at once). Usual: from everybody, and within 0.001 where people
    /// times ties are more than 10 thousand million.
    #[arg(long, value_name = "SHARE", value_parser = bound)]
    betweenness_bound: Option<f64>,
    /// Compute betweenness from so many people drawn at random, with the bound of the error in the report.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..), conflicts_with = "betweenness_bound")]
    betweenness_pivots: Option<u32>,
    /// Compute betweenness from everybody, however long it takes.
    #[arg(long, conflicts_with_all = ["betweenness_pivots", "betweenness_bound"])]
    betweenness_exact: bool,
    /// Draw no pictures as files.
    #[arg(long)]
    no_plots: bool,
    /// Draw a picture of each school as a file, also above 30 schools or 1,500 people, where a page shows none.
    #[arg(long, conflicts_with = "no_plots")]
    school_plots: bool,
    /// Write no workbook.
    #[arg(long)]
    no_workbook: bool,
    /// Leave text cells of the tables as they are, even those that a spreadsheet would run as a formula.
    #[arg(long)]
    raw_csv: bool,
    /// How the tables are written: comma and point, or semicolon, decimal comma and byte order mark.
    #[arg(long, value_enum, default_value_t = CsvStyle::Plain, value_name = "STYLE")]
    csv_style: CsvStyle,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CsvStyle {
    /// Comma, decimal point, UTF-8.
    Plain,
    /// Semicolon, decimal comma, UTF-8 with byte order mark.
    ExcelEu,
}

impl CsvStyle {
    /// The style as tables know it.
    pub(super) fn style(self) -> Style {
        match self {
            CsvStyle::Plain => Style::Plain,
            CsvStyle::ExcelEu => Style::ExcelEu,
        }
    }
}

impl AnalyseArgs {
    fn betweenness(&self) -> Way {
        match (self.betweenness_pivots, self.betweenness_bound) {
            _ if self.betweenness_exact => Way::Exact,
            (Some(pivots), _) => Way::Pivots(pivots),
            (_, Some(bound)) => Way::Bound(bound),
            _ => Way::Usual,
        }
    }
}

/// A bound of betweenness: below a thousandth of a thousandth nothing is gained by drawing.
fn bound(text: &str) -> Result<f64, String> {
    let bound = text.trim().parse().ok().filter(|b| (1e-6..=1.0).contains(b));
    bound.ok_or_else(|| "a share from 0.000001 to 1, such as 0.001".into())
}

/// What `--measures` takes.
fn families() -> String {
    let names = |families: &[Family]| families.iter().map(|f| f.name).collect::<Vec<_>>().join(", ");
    format!(
        "Only these families of measures, with a comma between or repeated; the report says so: {}; and, computed only when \
         asked for, {} (closeness, constraint, reciprocity and betweenness as other programs mean them). The family `size` \
         is always there",
        names(measures::ALL),
        names(measures::ON_REQUEST)
    )
}

pub(crate) fn run(
    args: &AnalyseArgs,
    common: &Common,
    out: &mut (dyn Write + Send),
    messages: &mut Messages<'_>,
) -> Result<Outcome, Stop> {
    args.editions.check(args.names, &args.out)?;
    let output = Output::open(&args.out, common.force)?;
    let mut timings = Timings::default();
    let mut findings = analysed(args, common, messages, &mut timings)?;
    let words = messages.words();
    let advice = findings.advice.take();
    let editions = args.editions.of(&findings, advice.as_ref())?;
    for edition in &editions {
        let part = output.part(&edition.folder);
        part.check_plan(&edition.findings.settings.audience)?;
        in_threads(common.threads, || timings.time("report", || report::write(&edition.findings, words, &part)))?;
    }
    let pages: Vec<String> = editions.iter().map(|e| output.part(&e.folder).shown("report.html")).collect();
    args.editions.write_key(&findings, common, messages)?;
    output.into_place()?;
    messages.times(&timings, common);
    // Several editions are not read on a terminal one after the other.
    let only = editions.first().filter(|_| editions.len() == 1).map(|e| &e.findings);
    if common.timings {
        // What other programs call reading: from opening the files to a graph that can be walked, all waves together.
        let read: f64 = ["files", "network", "adjacency"].iter().map(|step| timings.seconds(step)).sum();
        messages.line(&format!("#time read {read:.6}"));
    }
    if common.json {
        for edition in &editions {
            report::json::write(&edition.findings, out)?;
        }
    } else if let Some(only) = only.filter(|_| !common.quiet) {
        let mut story = report::story::story(only, words);
        if args.no_plots {
            story.without_figures();
        }
        out.write_all(report::terminal::text(&story, width(), colour(common)).as_bytes())?;
    }
    if !common.quiet {
        messages.notices(&findings.notices);
        // What is not to be passed on is told of last, with what may be.
        let is_copy = |at: &usize| editions[*at].findings.settings.audience == "analyst";
        let (copy, others): (Vec<usize>, Vec<usize>) = (0..pages.len()).partition(is_copy);
        let others = others.into_iter().map(|at| words.open_this(&pages[at]));
        let copy = copy
            .into_iter()
            .map(|at| format!("{} · {}", words.open_this(&pages[at]), words.pass_on(&args.study.shown())));
        for last in others.chain(copy) {
            if common.json { messages.line(&last) } else { writeln!(out, "{last}")? }
        }
    }
    if findings.settings.interrupted {
        messages.line(words.tests_interrupted());
    }
    let outcome = Outcome { notices: findings.notices.len(), interrupted: findings.settings.interrupted };
    left(editions);
    left(findings);
    Ok(outcome)
}

fn analysed(
    args: &AnalyseArgs,
    common: &Common,
    messages: &mut Messages<'_>,
    timings: &mut Timings,
) -> Result<Findings, Stop> {
    let settings = args.study.settings();
    let read =
        in_threads(common.threads, || timings.time("files", || crate::analyse::read(&args.study.study, &settings)));
    let (study, survey) = read.map_err(Stop::data)?;
    messages.speak(study.language.as_deref());
    let mut outputs = Outputs::default();
    outputs.plots = !args.no_plots;
    outputs.school_plots = args.school_plots;
    outputs.workbook = !args.no_workbook;
    outputs.raw_csv = args.raw_csv;
    outputs.excel_eu = args.csv_style == CsvStyle::ExcelEu;
    let watch = watching::watch();
    let options = Options {
        waves: args.wave.clone(),
        layers: args.layer.clone(),
        families: args.measures.clone(),
        seed: common.seed,
        language: Some(messages.language().into()),
        names: args.names,
        include_guided: args.include_guided,
        permutations: Some(args.permutations),
        time_kernels: common.timings,
        betweenness: args.betweenness(),
        outputs,
        watch: Some(Arc::clone(&watch)),
        ..Options::default()
    };
    let work = || in_threads(common.threads, || findings(&study, &survey, &options, timings));
    let found = watching::shown(&watch, common.quiet, messages, work);
    let mut found = found.unwrap_or_else(|| Ok(Findings::default()))?;
    if let Some(wave) = found.overviews.last().map(|o| o.wave).filter(|_| args.editions.want_advice()) {
        in_threads(common.threads, || {
            timings.time("advise", || advised(&survey, wave, None, &Wanted::default(), &mut found));
        });
    }
    left(survey);
    Ok(found)
}

/// Columns of the terminal, 100 when it does not say.
pub(super) fn width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).filter(|w| (40..=400).contains(w)).unwrap_or(100)
}

/// Whether to use colour.
pub(super) fn colour(common: &Common) -> bool {
    match common.color {
        super::Color::Always => true,
        super::Color::Never => false,
        super::Color::Auto => std::env::var_os("NO_COLOR").is_none() && std::io::stdout().is_terminal(),
    }
}

//! `staffroom test`: one statistical test with all its options.

mod kinds;

use super::{Common, Outcome, Stop, StudyArgs, in_threads, messages::Messages, watching};
use crate::error::{Error, Thing};
use crate::inference::draws::{Draws, Watch};
use crate::network::Network;
use crate::survey::{ReadSettings, Survey};
use crate::timings::Timings;
use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Map, Value, json};
use std::io::Write;

#[derive(Debug, Args)]
pub(crate) struct TestArgs {
    #[command(subcommand)]
    test: Test,
}

#[derive(Debug, Subcommand)]
enum Test {
    /// E-I: do ties stay within schools more than the sizes of the schools would make them?
    Ei {
        #[command(flatten)]
        with: With,
        /// The layer.
        #[arg(long, default_value = "all", value_name = "LAYER")]
        layer: String,
    },
    /// QAP: are two layers (or terms) alike beyond chance?
    Qap {
        #[command(flatten)]
        with: With,
        /// A layer, or a term as for --predictors: `advice`, `advice@2023`, `same:school`.
        #[arg(long, value_name = "LAYER")]
        x: String,
        /// Another.
        #[arg(long, value_name = "LAYER")]
        y: String,
        /// How likeness is measured.
        #[arg(long, value_enum, default_value_t = Statistic::Pearson, value_name = "WHAT")]
        statistic: Statistic,
    },
    /// MRQAP: which of several things goes with a tie, all taken together?
    Mrqap {
        #[command(flatten)]
        with: With,
        /// The layer to be explained.
        #[arg(long, value_name = "LAYER")]
        response: String,
        /// Layers and terms, separated by commas: `talk,same:school,absdiff:years,ego:role,alter:fte,advice@2023,group:data_team`.
        #[arg(long, value_name = "TERMS", value_delimiter = ',', required = true)]
        predictors: Vec<String>,
        /// Explain the odds of a tie instead of its value.
        #[arg(long)]
        logistic: bool,
    },
    /// CUG: is a figure more than the size, the density or the pairs of the network alone would give?
    Cug {
        #[command(flatten)]
        with: With,
        /// The layer.
        #[arg(long, default_value = "all", value_name = "LAYER")]
        layer: String,
        /// The figure.
        #[arg(long, value_enum, default_value_t = Measure::Reciprocity, value_name = "FIGURE")]
        measure: Measure,
        /// What the random networks share with the one that was seen.
        #[arg(long, value_enum, default_value_t = Condition::Density, value_name = "WHAT")]
        condition: Condition,
        /// Only the people of this school and the ties among them.
        #[arg(long, value_name = "SCHOOL")]
        school: Option<String>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Statistic {
    /// Correlation over all pairs.
    Pearson,
    /// Ties in both, divided by ties in either.
    Jaccard,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Measure {
    /// Share of ties that are returned.
    Reciprocity,
    /// Share of connected threesomes that are closed, without regard to direction.
    Transitivity,
    /// Share of two-step paths that are closed by a tie, along ties.
    TransitivityDirected,
    /// How much being named hangs on one person.
    InCentralisation,
    /// How much naming hangs on one person.
    OutCentralisation,
    /// How much contact hangs on one person.
    DegreeCentralisation,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Condition {
    /// The number of people.
    Size,
    /// The number of people and of ties.
    Density,
    /// The number of people, of mutual and of one-way pairs.
    DyadCensus,
}

#[derive(Debug, Args)]
struct With {
    #[command(flatten)]
    study: StudyArgs,
    /// The wave; the last when left out.
    #[arg(long, value_name = "W")]
    wave: Option<String>,
    /// People change places only within these: school, role, phase or any column of the staff list; separated by commas.
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    within: Vec<String>,
    /// Number of permutations.
    #[arg(long, default_value_t = 10_000, value_name = "N", env = "STAFFROOM_PERMUTATIONS")]
    permutations: u32,
    /// Use the strengths of ties, not only whether there is one.
    #[arg(long)]
    valued: bool,
    /// Forget who named whom: a tie either way is a tie.
    #[arg(long)]
    undirected: bool,
}

impl Test {
    fn with(&self) -> &With {
        match self {
            Test::Ei { with, .. } | Test::Qap { with, .. } | Test::Mrqap { with, .. } | Test::Cug { with, .. } => with,
        }
    }

    /// Columns of the staff list that the test may need.
    fn columns(&self) -> Vec<String> {
        let property = |term: &String| term.split_once(':').map(|(_, name)| name.trim().to_owned());
        let terms: Vec<String> = match self {
            Test::Qap { x, y, .. } => [x, y].into_iter().filter_map(property).collect(),
            Test::Mrqap { predictors, .. } => predictors.iter().filter_map(property).collect(),
            Test::Ei { .. } | Test::Cug { .. } => Vec::new(),
        };
        self.with().within.iter().cloned().chain(terms).collect()
    }
}

/// A wave, opened for a test.
struct Opened {
    survey: Survey,
    network: Network,
    seed: u64,
}

/// What a test prints, and how many permutations it came to.
struct Result {
    object: Object,
    made: u32,
}

pub(crate) fn run(
    args: &TestArgs,
    common: &Common,
    out: &mut (dyn Write + Send),
    messages: &mut Messages<'_>,
) -> std::result::Result<Outcome, Stop> {
    let (test, with) = (&args.test, args.test.with());
    let opened = in_threads(common.threads, || open(test, common, messages))?;
    let watch = watching::watch();
    watch.expect(with.permutations.into());
    let mut timings = Timings::default();
    let work = || in_threads(common.threads, || made(test, &opened, &watch, &mut timings));
    let Some(result) = watching::shown(&watch, common.quiet, messages, work) else {
        return Ok(Outcome { notices: 0, interrupted: true });
    };
    let Result { mut object, made } = result?;
    let interrupted = watch.is_ended() && made < with.permutations;
    object.insert("permutations".into(), json!(made));
    if interrupted {
        object.insert("interrupted".into(), json!(true));
        object.insert("permutations_asked".into(), json!(with.permutations));
    }
    object.insert("seed".into(), json!(opened.seed));
    messages.times(&timings, common);
    if common.json {
        writeln!(out, "{}", Value::Object(object))?;
    } else if !common.quiet {
        out.write_all(table(&object).as_bytes())?;
    }
    if !common.quiet {
        messages.notices(&opened.survey.notices);
    }
    if interrupted {
        messages.line(&messages.words().interrupted(made.into(), with.permutations.into()));
    }
    Ok(Outcome { notices: opened.survey.notices.len(), interrupted })
}

/// The test. What it stands on is made from the network first, and timed by itself.
fn made(test: &Test, opened: &Opened, watch: &Watch, timings: &mut Timings) -> crate::error::Result<Result> {
    let with = test.with();
    let draws = Draws::new(with.permutations, opened.seed).watched(watch);
    match test {
        Test::Ei { layer, .. } => kinds::ei(opened, with, layer, &draws, timings),
        Test::Qap { x, y, statistic, .. } => kinds::two(opened, with, (x, y), *statistic, &draws, timings),
        Test::Mrqap { response, predictors, logistic, .. } => {
            kinds::several(opened, with, (response, predictors), *logistic, &draws, timings)
        }
        Test::Cug { layer, measure, condition, school, .. } => {
            kinds::chance(opened, with, (layer, school.as_deref()), (*measure, *condition), &draws, timings)
        }
    }
}

fn open(test: &Test, common: &Common, messages: &mut Messages<'_>) -> std::result::Result<Opened, Stop> {
    let with = test.with();
    let settings = ReadSettings { columns: test.columns(), ..with.study.settings() };
    let (study, survey) = crate::analyse::read(&with.study.study, &settings).map_err(Stop::data)?;
    messages.speak(study.language.as_deref());
    let ids = || survey.waves.iter().map(|w| w.id.clone()).collect::<Vec<_>>();
    let wave = match &with.wave {
        None => survey.waves.len().saturating_sub(1),
        Some(name) => survey.waves.iter().position(|w| w.id == *name).ok_or_else(|| Error::Unknown {
            what: Thing::Wave,
            name: name.clone(),
            seen: ids(),
        })?,
    };
    let network = Network::of_wave(&survey, wave as u32);
    Ok(Opened { seed: common.seed.or(study.seed).unwrap_or(1), survey, network })
}

type Object = Map<String, Value>;

/// The result as aligned lines: name, value; terms as a table.
fn table(result: &Object) -> String {
    let mut text = String::new();
    let shown = |v: &Value| match v {
        Value::Number(n) => n.as_f64().map_or_else(
            || n.to_string(),
            |x| {
                if x.fract() == 0.0 { format!("{x}") } else { format!("{x:.4}") }
            },
        ),
        Value::String(s) => s.clone(),
        Value::Array(list) => {
            let parts: Vec<String> = list.iter().map(|v| v.as_str().unwrap_or_default().to_owned()).collect();
            if parts.is_empty() { "-".into() } else { parts.join(", ") }
        }
        _ => "-".into(),
    };
    let row = |cells: [&str; 6]| {
        let [term, rest @ ..] = cells;
        format!("{term:<28}") + &rest.map(|c| format!("{c:>12}")).concat() + "\n"
    };
    let lists = [
        ("terms", ["term", "coefficient", "t", "p_lower", "p_upper", "p_two_sided"]),
        ("schools", ["school", "observed", "expected", "p_lower", "p_upper", "p_two_sided"]),
    ];
    for (list, names) in lists {
        let Some(Value::Array(rows)) = result.get(list) else { continue };
        text += &row(names);
        for line in rows {
            let cells = names.map(|k| line.get(k).map_or_else(String::new, shown));
            text += &row(cells.each_ref().map(String::as_str));
        }
    }
    for (name, value) in result.iter().filter(|(k, _)| lists.iter().all(|l| l.0 != k.as_str())) {
        text += &[&format!("{name:<20}"), shown(value).as_str(), "\n"].concat();
    }
    text
}

//! `staffroom test`: one statistical test with all its options.

use super::{Common, Outcome, Stop, StudyArgs, in_threads, messages::Messages};
use crate::error::{Error, Thing};
use crate::inference::draws::Draws;
use crate::inference::formula::{Source, Terms};
use crate::inference::mrqap::{NoRegression, mrqap};
use crate::inference::qap::{Known, qap};
use crate::inference::variable::Pairs;
use crate::inference::{PValues, ei::ei_test};
use crate::network::{Network, layer::Layer};
use crate::survey::{self, Survey};
use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};
use std::io::Write;
use std::time::Instant;

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
        /// A layer, or a term as for --predictors.
        #[arg(long, value_name = "LAYER")]
        x: String,
        /// Another.
        #[arg(long, value_name = "LAYER")]
        y: String,
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
    },
}

#[derive(Debug, Args)]
struct With {
    #[command(flatten)]
    study: StudyArgs,
    /// The wave; the last when left out.
    #[arg(long, value_name = "W")]
    wave: Option<String>,
    /// People change places only within these: school, role, phase or another property; separated by commas.
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    within: Vec<String>,
    /// Number of permutations.
    #[arg(long, default_value_t = 10_000, value_name = "N", env = "STAFFROOM_PERMUTATIONS")]
    permutations: u32,
    /// Use the strengths of ties, not only whether there is one.
    #[arg(long)]
    valued: bool,
}

/// A wave, opened for a test.
struct Opened {
    survey: Survey,
    network: Network,
    seed: u64,
}

pub(crate) fn run(
    args: &TestArgs,
    common: &Common,
    out: &mut (dyn Write + Send),
    messages: &mut Messages<'_>,
) -> Result<Outcome, Stop> {
    let with = match &args.test {
        Test::Ei { with, .. } | Test::Qap { with, .. } | Test::Mrqap { with, .. } => with,
    };
    let opened = in_threads(common.threads, || open(with, common, messages))?;
    let mut seconds = 0.0;
    let (name, result) = in_threads(common.threads, || {
        let start = Instant::now();
        let result = match &args.test {
            Test::Ei { layer, .. } => ("ei_test", ei(&opened, with, layer)),
            Test::Qap { x, y, .. } => ("qap", two(&opened, with, x, y)),
            Test::Mrqap { response, predictors, .. } => ("mrqap", several(&opened, with, response, predictors)),
        };
        seconds = start.elapsed().as_secs_f64();
        result
    });
    let mut result = result?;
    result.insert("permutations".into(), json!(with.permutations));
    result.insert("seed".into(), json!(opened.seed));
    if common.timings {
        messages.line(&format!("#time {name} {seconds:.6}"));
    }
    if common.json {
        writeln!(out, "{}", Value::Object(result))?;
    } else {
        out.write_all(table(&result).as_bytes())?;
    }
    if !common.quiet {
        messages.notices(&opened.survey.notices);
    }
    Ok(Outcome { notices: opened.survey.notices.len() })
}

fn open(with: &With, common: &Common, messages: &mut Messages<'_>) -> Result<Opened, Stop> {
    let (study, survey) = survey::read(&with.study.study, &with.study.settings()).map_err(Stop::data)?;
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

fn ei(opened: &Opened, with: &With, id: &str) -> crate::error::Result<Object> {
    let layers = Layer::every(&opened.survey);
    let Some(layer) = layers.iter().find(|l| l.id == id) else {
        let seen = layers.iter().map(|l| l.id.clone()).collect();
        return Err(Error::Unknown { what: Thing::Layer, name: id.into(), seen });
    };
    let adjacency = opened.network.adjacency(layer);
    let labels = crate::measures::between_schools::labels(&opened.network);
    let test = ei_test(&adjacency, &labels.of, labels.external, &Draws::new(with.permutations, opened.seed));
    let frame = test.group;
    let mut object = Object::new();
    object.insert("observed".into(), json!(frame.index));
    object.insert("expected".into(), json!(frame.expected));
    object.insert("min".into(), json!(frame.min));
    object.insert("max".into(), json!(frame.max));
    object.insert("rescaled".into(), json!(frame.rescaled));
    put_p(&mut object, &test.group_p);
    object.insert("within".into(), json!(Vec::<String>::new()));
    object.insert("dyads".into(), json!(adjacency.pairs()));
    Ok(object)
}

fn two(opened: &Opened, with: &With, x: &str, y: &str) -> crate::error::Result<Object> {
    let source = Source::new(&opened.survey, &opened.network, with.valued);
    let (x, y) = (single(&source, x, "--x")?, single(&source, y, "--y")?);
    let within_school = x.within_school || y.within_school;
    let exchange = source.exchange(&with.within, within_school)?;
    let block = |pairs: Pairs| if within_school { pairs.within(source.school_blocks()) } else { pairs };
    let (px, py) = (block(x.pairs.clone()), block(y.pairs.clone()));
    let result = qap(
        &Known { variable: &x.variables[0], pairs: &px },
        &Known { variable: &y.variables[0], pairs: &py },
        &exchange,
        &Draws::new(with.permutations, opened.seed),
    );
    let once = x.symmetric && y.symmetric;
    let mut object = Object::new();
    object.insert("statistic".into(), json!(result.correlation));
    put_p(&mut object, &result.p);
    object.insert("within".into(), json!(within(with, within_school)));
    object.insert("dyads".into(), json!(if once { result.dyads / 2 } else { result.dyads }));
    Ok(object)
}

fn several(opened: &Opened, with: &With, response: &str, predictors: &[String]) -> crate::error::Result<Object> {
    let source = Source::new(&opened.survey, &opened.network, with.valued);
    let y = single(&source, response, "--response")?;
    let mut pairs = y.pairs.clone();
    let (mut symmetric, mut within_school) = (y.symmetric, y.within_school);
    let (mut names, mut variables) = (vec!["intercept".to_owned()], Vec::new());
    for term in predictors {
        let terms = source.terms(term.trim())?;
        pairs = pairs.and(&terms.pairs);
        symmetric &= terms.symmetric;
        within_school |= terms.within_school;
        names.extend(terms.names);
        variables.extend(terms.variables);
    }
    if within_school {
        pairs = pairs.within(source.school_blocks());
    }
    let exchange = source.exchange(&with.within, within_school)?;
    let fitted =
        mrqap(&y.variables[0], &variables, &pairs, symmetric, &exchange, &Draws::new(with.permutations, opened.seed));
    let result = fitted.map_err(|why| Error::BadOption {
        option: "--predictors".into(),
        seen: match why {
            NoRegression::Collinear(k) => names[k].clone(),
            NoRegression::TooFew => predictors.join(","),
        },
        want: match why {
            NoRegression::Collinear(_) => "a predictor that varies and is no combination of those before it".into(),
            NoRegression::TooFew => "more pairs than terms, and a response that varies".into(),
        },
    })?;
    let terms: Vec<Value> = names
        .iter()
        .zip(&result.terms)
        .map(|(name, term)| {
            let mut object = Object::new();
            object.insert("term".into(), json!(name));
            object.insert("coefficient".into(), json!(term.coefficient));
            object.insert("t".into(), json!(term.t));
            put_p(&mut object, &term.p);
            Value::Object(object)
        })
        .collect();
    let mut object = Object::new();
    object.insert("terms".into(), Value::Array(terms));
    object.insert("r_squared".into(), json!(result.r_squared));
    object.insert("within".into(), json!(within(with, within_school)));
    object.insert("dyads".into(), json!(result.dyads));
    Ok(object)
}

/// A term that must stand for one variable.
fn single(source: &Source<'_>, term: &str, option: &str) -> crate::error::Result<Terms> {
    let terms = source.terms(term)?;
    if terms.variables.len() == 1 {
        return Ok(terms);
    }
    Err(Error::BadOption { option: option.into(), seen: term.into(), want: "a single variable".into() })
}

fn within(with: &With, within_school: bool) -> Vec<String> {
    let mut names = with.within.clone();
    if within_school && !names.iter().any(|n| n == "school") {
        names.push("school".into());
    }
    names
}

fn put_p(object: &mut Object, p: &PValues) {
    object.insert("p_lower".into(), json!(p.lower));
    object.insert("p_upper".into(), json!(p.upper));
    object.insert("p_two_sided".into(), json!(p.two_sided));
    object.insert("plain_lower".into(), json!(p.plain_lower));
    object.insert("plain_upper".into(), json!(p.plain_upper));
}

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
    if let Some(Value::Array(terms)) = result.get("terms") {
        text += &row(["term", "coefficient", "t", "p lower", "p upper", "p"]);
        for term in terms {
            let of = |k: &str| term.get(k).map_or_else(String::new, shown);
            let cells = ["term", "coefficient", "t", "p_lower", "p_upper", "p_two_sided"].map(of);
            text += &row(cells.each_ref().map(String::as_str));
        }
    }
    for (name, value) in result.iter().filter(|(k, _)| k.as_str() != "terms") {
        text += &[&format!("{name:<16}"), shown(value).as_str(), "\n"].concat();
    }
    text
}

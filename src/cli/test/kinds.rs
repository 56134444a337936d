//! The tests themselves: from words to variables, and from results to what is printed.

use super::{Condition, Measure, Object, Opened, Result, Statistic, With};
use crate::error::{Error, Result as Checked, Thing};
use crate::inference::PValues;
use crate::inference::cug::{self, cug};
use crate::inference::draws::Draws;
use crate::inference::ei::ei_test_within;
use crate::inference::formula::{Source, Terms};
use crate::inference::logistic::{LOGISTIC_UP_TO, logistic};
use crate::inference::mrqap::{NoRegression, Term, mrqap};
use crate::inference::qap::{Known, Likeness, qap_of};
use crate::inference::variable::{Pairs, Variable};
use crate::measures::cohesion::dyads::dyads;
use crate::measures::cohesion::transitivity::{transitivity, transitivity_directed, triangles};
use crate::measures::concentration::{degree_centralisation, in_centralisation, out_centralisation};
use crate::network::adjacency::Adjacency;
use crate::network::layer::Layer;
use crate::network::{Member, Network};
use crate::survey::Response;
use crate::timings::Timings;
use serde_json::{Value, json};

fn wrong(option: &str, seen: &str, want: impl Into<String>) -> Error {
    Error::BadOption { option: option.into(), seen: seen.into(), want: want.into() }
}

fn layer_of(opened: &Opened, id: &str) -> Checked<Layer> {
    let layers = Layer::every(&opened.survey);
    let seen = || layers.iter().map(|l| l.id.clone()).collect();
    let found = layers.iter().find(|l| l.id == id).cloned();
    found.ok_or_else(|| Error::Unknown { what: Thing::Layer, name: id.into(), seen: seen() })
}

fn source<'a>(opened: &'a Opened, with: &With) -> Source<'a> {
    let source = Source::new(&opened.survey, &opened.network, with.valued);
    if with.undirected { source.undirected() } else { source }
}

pub(super) fn ei(opened: &Opened, with: &With, id: &str, draws: &Draws<'_>, timings: &mut Timings) -> Checked<Result> {
    let layer = layer_of(opened, id)?;
    if opened.network.is_within_school(&layer) {
        return Err(wrong("--layer", id, "a layer of which people could name colleagues of other schools"));
    }
    if with.within.iter().any(|w| w == "school") {
        return Err(wrong("--within", "school", "something else: within their school people keep their school"));
    }
    let adjacency = timings.time("adjacency", || opened.network.adjacency(&layer));
    let labels = crate::measures::between_schools::labels(&opened.network);
    let exchange = source(opened, with).exchange(&with.within, false)?;
    let test = timings.time("ei_perm", || ei_test_within(&adjacency, &labels.of, labels.external, &exchange, draws));
    let frame_of = |frame: &crate::measures::between_schools::ei::EiFrame, p: &PValues| {
        let mut object = Object::new();
        object.insert("observed".into(), json!(frame.index));
        object.insert("expected".into(), json!(frame.expected));
        object.insert("min".into(), json!(frame.min));
        object.insert("max".into(), json!(frame.max));
        object.insert("rescaled".into(), json!(frame.rescaled));
        put_p(&mut object, p);
        object
    };
    let mut object = frame_of(&test.group, &test.group_p);
    let schools = test.schools.iter().zip(&test.schools_p).zip(&opened.survey.schools).map(|((frame, p), school)| {
        let mut row = Object::new();
        row.insert("school".into(), json!(school.id));
        row.extend(frame_of(frame, p));
        Value::Object(row)
    });
    object.insert("schools".into(), Value::Array(schools.collect()));
    object.insert("within".into(), json!(with.within));
    object.insert("dyads".into(), json!(adjacency.pairs()));
    Ok(Result { object, made: test.group_p.permutations })
}

pub(super) fn two(
    opened: &Opened,
    with: &With,
    (x, y): (&str, &str),
    statistic: Statistic,
    draws: &Draws<'_>,
    timings: &mut Timings,
) -> Checked<Result> {
    let source = source(opened, with);
    let likeness = match statistic {
        Statistic::Pearson => Likeness::Pearson,
        Statistic::Jaccard => Likeness::Jaccard,
    };
    let terms = || Ok((single(&source, x, "--x")?, single(&source, y, "--y")?));
    let (tx, ty) = timings.time("terms", terms)?;
    let no_numbers = |t: &Terms| {
        matches!(&t.variables[0], Variable::Same(_)) || matches!(&t.variables[0], Variable::Ties(t) if !t.is_valued())
    };
    if likeness == Likeness::Jaccard && !(no_numbers(&tx) && no_numbers(&ty)) {
        return Err(wrong(
            "--statistic",
            "jaccard",
            "two things that are there or not: layers without --valued, same:, group:",
        ));
    }
    let within_school = tx.within_school || ty.within_school;
    let exchange = source.exchange(&with.within, within_school)?;
    let once = tx.symmetric && ty.symmetric;
    let used = |pairs: &Pairs| {
        // A pair that counts once is known once: where it is known both ways.
        let pairs = if once { pairs.clone().both_ways() } else { pairs.clone() };
        if within_school { pairs.within(source.school_blocks()) } else { pairs }
    };
    let (px, py) = (used(&tx.pairs), used(&ty.pairs));
    let x = Known { variable: &tx.variables[0], pairs: &px };
    let y = Known { variable: &ty.variables[0], pairs: &py };
    let result = timings.time("qap", || qap_of(likeness, &x, &y, &exchange, draws));
    let mut object = Object::new();
    object.insert("statistic".into(), json!(result.statistic));
    put_p(&mut object, &result.p);
    object.insert("within".into(), json!(within(with, within_school)));
    object.insert("dyads".into(), json!(if once { result.dyads / 2 } else { result.dyads }));
    Ok(Result { object, made: result.p.permutations })
}

pub(super) fn several(
    opened: &Opened,
    with: &With,
    (response, predictors): (&str, &[String]),
    odds: bool,
    draws: &Draws<'_>,
    timings: &mut Timings,
) -> Checked<Result> {
    let source = source(opened, with);
    let y = timings.time("terms", || single(&source, response, "--response"))?;
    let mut pairs = y.pairs.clone();
    let (mut symmetric, mut within_school) = (y.symmetric, y.within_school);
    let (mut names, mut variables) = (vec!["intercept".to_owned()], Vec::new());
    for term in predictors {
        let terms = timings.time("terms", || source.terms(term.trim()))?;
        pairs = pairs.and(&terms.pairs);
        symmetric &= terms.symmetric;
        within_school |= terms.within_school;
        names.extend(terms.names);
        variables.extend(terms.variables);
    }
    if symmetric {
        pairs = pairs.both_ways();
    }
    if within_school {
        pairs = pairs.within(source.school_blocks());
    }
    let exchange = source.exchange(&with.within, within_school)?;
    let failed = |why: NoRegression| {
        let all = predictors.join(",");
        match why {
            NoRegression::Collinear(k) => {
                wrong("--predictors", &names[k], "a predictor that varies and is no combination of those before it")
            }
            NoRegression::TooFew => wrong("--predictors", &all, "more pairs than terms, and a response that varies"),
            NoRegression::Separated => wrong(
                "--predictors",
                &all,
                "predictors that do not foretell ties perfectly; without --logistic they may",
            ),
        }
    };
    let mut object = Object::new();
    let (terms, dyads) = if odds {
        if opened.network.len() > LOGISTIC_UP_TO {
            return Err(wrong("--logistic", "", format!("at most {LOGISTIC_UP_TO} people: every pair is looked at")));
        }
        let fit = || logistic(&y.variables[0], &variables, &pairs, symmetric, &exchange, draws);
        let fit = timings.time("mrqap", fit).map_err(failed)?;
        object.insert("deviance".into(), json!(fit.deviance));
        object.insert("null_deviance".into(), json!(fit.null_deviance));
        (fit.terms, fit.dyads)
    } else {
        let fit = || mrqap(&y.variables[0], &variables, &pairs, symmetric, &exchange, draws);
        let fit = timings.time("mrqap", fit).map_err(failed)?;
        object.insert("r_squared".into(), json!(fit.r_squared));
        (fit.terms, fit.dyads)
    };
    let made = terms.iter().map(|t| t.p.permutations).max().unwrap_or(0);
    let line = |(name, term): (&String, &Term)| {
        let mut object = Object::new();
        object.insert("term".into(), json!(name));
        object.insert("coefficient".into(), json!(term.coefficient));
        object.insert("t".into(), json!(term.t));
        put_p(&mut object, &term.p);
        Value::Object(object)
    };
    object.insert("terms".into(), Value::Array(names.iter().zip(&terms).map(line).collect()));
    object.insert("within".into(), json!(within(with, within_school)));
    object.insert("dyads".into(), json!(dyads));
    Ok(Result { object, made })
}

/// A figure among random networks: over the people whose own answers are known, and the ties among them.
pub(super) fn chance(
    opened: &Opened,
    with: &With,
    (id, school): (&str, Option<&str>),
    (measure, condition): (Measure, Condition),
    draws: &Draws<'_>,
    timings: &mut Timings,
) -> Checked<Result> {
    let network = &opened.network;
    let layer = layer_of(opened, id)?;
    let wanted = match school {
        None => None,
        Some(name) => {
            let seen = || opened.survey.schools.iter().map(|s| s.id.clone()).collect();
            let found = opened.survey.schools.iter().position(|s| s.id == name);
            Some(found.ok_or_else(|| Error::Unknown { what: Thing::School, name: name.into(), seen: seen() })? as u32)
        }
    };
    if !with.within.is_empty() {
        return Err(wrong(
            "--within",
            &with.within.join(","),
            "nothing: here networks are drawn, and nobody changes places",
        ));
    }
    if wanted.is_none() && network.is_within_school(&layer) && network.schools > 1 {
        return Err(wrong("--layer", id, "--school as well: nobody could name a colleague of another school"));
    }
    let known = known_people(network, &layer);
    let here = |v: &u32| known[*v as usize] && wanted.is_none_or(|s| network.member(*v).school == Some(s));
    let people: Vec<u32> = (0..network.len() as u32).filter(here).collect();
    let mut graph = network.adjacency(&layer).among(&people);
    if with.undirected {
        let both = (0..graph.len() as u32).flat_map(|a| graph.both.of(a).iter().map(move |&b| (a, b, 1.0)));
        graph = Adjacency::from_arcs(graph.len(), both.collect::<Vec<_>>());
    }
    let figure = |graph: &Adjacency| match measure {
        Measure::Reciprocity => dyads(graph).reciprocity_arcs().number(),
        Measure::Transitivity => transitivity(graph, &triangles(graph)).number(),
        Measure::TransitivityDirected => transitivity_directed(graph).number(),
        Measure::InCentralisation => in_centralisation(graph).number(),
        Measure::OutCentralisation => out_centralisation(graph).number(),
        Measure::DegreeCentralisation => degree_centralisation(graph).number(),
    };
    let condition = match condition {
        Condition::Size => cug::Condition::Size,
        Condition::Density => cug::Condition::Density,
        Condition::DyadCensus => cug::Condition::DyadCensus,
    };
    let mut object = Object::new();
    let result = timings.time("cug", || cug(&graph, condition, draws, figure));
    object.insert("observed".into(), json!(result.map(|r| r.observed)));
    object.insert("mean".into(), json!(result.map(|r| r.mean)));
    if let Some(result) = &result {
        put_p(&mut object, &result.p);
    }
    object.insert("people".into(), json!(people.len()));
    object.insert("within".into(), json!(Vec::<String>::new()));
    object.insert("dyads".into(), json!(people.len() * people.len().saturating_sub(1) / 2));
    Ok(Result { object, made: result.map_or(0, |r| r.p.permutations) })
}

/// A term that must stand for one variable.
fn single(source: &Source<'_>, term: &str, option: &str) -> Checked<Terms> {
    let terms = source.terms(term)?;
    if terms.variables.len() == 1 {
        return Ok(terms);
    }
    Err(wrong(option, term, "a single variable"))
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

/// People about whose ties with each other everything is known on a layer: those who answered what feeds it; everybody
/// where nothing was asked and the ties come from lists. Of outsiders nothing is known.
fn known_people(network: &Network, layer: &Layer) -> Vec<bool> {
    let from_lists = network.questions_of(layer).next().is_none() && network.is_asked(layer);
    let answered = network.answered(layer);
    let known = |(r, m): (Response, &Member)| !m.outside && !m.removed && (from_lists || r.speaks());
    answered.into_iter().zip(network.members()).map(known).collect()
}

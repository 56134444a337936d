//! Signs of self-complacency: six values of each school side by side, and whether they ask for a talk.

use super::Sources;
use crate::advice::FEWEST_FOR_VERDICT;
use crate::advice::teams::{ResponseGate, Team};
use crate::advice::warnings::{CLOSED_PROFILE, closed_profiles, medians};
use crate::change::{Matched, kept::kept_by_school};
use crate::error::Why;
use crate::measures::{Scope, Value};
use crate::network::layer::Layer;
use serde::{Deserialize, Serialize};

/// The closed profile of a school.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ClosedSchool {
    /// Index of the school.
    pub school: u32,
    /// In the order of [`CLOSED_PROFILE`].
    pub values: [Value; 6],
    /// Whether each is in the closed third of the schools that pass the gates.
    pub closed: [Option<bool>; 6],
    /// Whether at least four are: a question to discuss.
    pub question: Option<bool>,
    /// Why there is no answer to that.
    pub why: Option<Why>,
}

/// The closed profile of each school. Schools that do not pass the gates show their values, raise no question and are in
/// no third.
pub(super) fn closed(sources: &Sources<'_>, teams: &[Team]) -> Vec<ClosedSchool> {
    let values = values(sources);
    let stopped: Vec<Option<Why>> = teams.iter().map(stopped).collect();
    let of_passing = |(row, stopped): (&[Value; 6], &Option<Why>)| match stopped {
        None => row.map(Value::number),
        Some(_) => [None; 6],
    };
    let profiles = closed_profiles(&values.iter().zip(&stopped).map(of_passing).collect::<Vec<_>>());
    // Thirds of fewer than three schools are none.
    let otherwise = if stopped.iter().filter(|s| s.is_none()).count() < 3 { Why::TooFew } else { Why::CannotTell };
    let mut schools = Vec::with_capacity(values.len());
    for ((values, profile), stopped) in values.into_iter().zip(profiles).zip(stopped) {
        schools.push(ClosedSchool {
            school: schools.len() as u32,
            values,
            closed: profile.closed,
            question: profile.question,
            why: if profile.question.is_some() { None } else { Some(stopped.unwrap_or(otherwise)) },
        });
    }
    schools
}

/// Why nothing is asked of a school: too few people, or too few answers.
fn stopped(team: &Team) -> Option<Why> {
    if f64::from(team.doors.eligible) < FEWEST_FOR_VERDICT.value {
        Some(Why::TooFew)
    } else if team.response_gate() < ResponseGate::Warning {
        Some(Why::CannotTell)
    } else {
        None
    }
}

/// The six values of each school.
fn values(sources: &Sources<'_>) -> Vec<[Value; 6]> {
    let schools = sources.schools();
    let network = sources.network;
    let none = |why| vec![Value::Undefined(why); schools];
    let of_school = |layer: &str, measure: &str| match (sources.figures)(Scope::School, Some(layer), measure) {
        Some(column) => column.values().take(schools).collect(),
        None => none(Why::NotComputed),
    };
    let constraint = match (sources.figures)(Scope::Person, Some("all"), "constraint") {
        Some(column) => {
            let by_node: Vec<Value> =
                (0..network.len() as u32).map(|v| column.of(network.roster_position(v) as usize)).collect();
            let median = |m: Option<f64>| m.map_or(Value::Undefined(Why::NoTies), Value::Number);
            medians(network, &by_node).into_iter().map(median).collect()
        }
        None => none(Why::NotComputed),
    };
    let kept = match sources.before {
        Some(before) => kept_by_school(before, network, &Matched::of(before, network), &Layer::all()),
        None => none(Why::DoesNotApply),
    };
    let columns: [Vec<Value>; 6] = CLOSED_PROFILE.map(|sign| match sign.measure {
        "constraint" => constraint.clone(),
        "jaccard" => kept.clone(),
        "topic_blau" => of_school("talk", sign.measure),
        measure => of_school("all", measure),
    });
    (0..schools).map(|s| columns.each_ref().map(|c| c[s])).collect()
}

//! Schools beside what the users named: reference schools, and norms of their own with a source and a year.

use super::Sources;
use crate::advice::benchmark::{Beside, beside_number, beside_reference};
use crate::advice::teams::Team;
use crate::error::{Place, Why};
use crate::measures::openness::count;
use crate::measures::{Scope, Value};
use serde::{Deserialize, Serialize};

/// A school beside the schools that serve as a reference, itself left out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReferenceSchool {
    /// Index of the school.
    pub school: u32,
    /// It is one of them.
    pub is_reference: bool,
    /// Its open-door rate beside theirs.
    pub beside: Option<Beside>,
    /// Why there is no such comparison.
    pub why: Option<Why>,
}

/// A norm of the users' own, and how each school and the group stand to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Norm {
    /// The measure.
    pub measure: String,
    /// The layer on which it was taken; none when there is no such measure.
    pub layer: Option<String>,
    /// The norm.
    pub value: f64,
    /// Where it comes from.
    pub source: Option<String>,
    /// Its year.
    pub year: Option<String>,
    /// Where it was read.
    pub place: Place,
    /// By school, then the group.
    pub rows: Vec<BesideNorm>,
}

/// A figure beside a norm.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BesideNorm {
    /// The figure.
    pub figure: Value,
    /// Figure less the norm.
    pub difference: Value,
    /// Stability interval of the difference, where the figure is a share of counted teachers.
    pub interval: Option<(f64, f64)>,
}

/// Each school beside the reference schools; empty when none is marked as one.
pub(super) fn references(sources: &Sources<'_>, teams: &[Team]) -> Vec<ReferenceSchool> {
    let marked: Vec<bool> = sources.survey.schools.iter().map(|s| s.reference).collect();
    if !marked.contains(&true) {
        return Vec::new();
    }
    let found = beside_reference(teams, &marked);
    let row = |(school, (beside, team)): (usize, (Option<Beside>, &Team))| ReferenceSchool {
        school: school as u32,
        is_reference: marked[school],
        why: match beside {
            Some(_) => None,
            // It has a rate and enough answers, so that it is the other side that is missing.
            None if team.is_reference() => Some(Why::DoesNotApply),
            None => Some(team.doors.why_no_rate().unwrap_or(Why::CannotTell)),
        },
        beside,
    };
    found.into_iter().zip(teams).enumerate().map(row).collect()
}

/// The users' own norms, in the order of their file.
pub(super) fn norms(sources: &Sources<'_>, teams: &[Team]) -> Vec<Norm> {
    let schools = sources.schools();
    // What is about any ties is about all of them; what is about doors stands on the open doors.
    let column = |measure: &str| {
        let layers = ["all", "open_door", "talk", "formal", "informal", "practice"];
        layers.into_iter().find_map(|l| Some((l, (sources.figures)(Scope::School, Some(l), measure)?)))
    };
    // Shares of counted things: how many, of how many.
    let counted = |measure: &str| -> Option<Vec<(u32, u32)>> {
        let (mut rows, group): (Vec<(u32, u32)>, _) = match measure {
            "open_door_rate" => {
                let everybody = count(sources.doors);
                (teams.iter().map(|t| (t.doors.open, t.doors.known)).collect(), (everybody.open, everybody.known))
            }
            "conversion" => {
                let known = sources.talk.iter().filter(|p| p.door.is_some()).count() as u32;
                let with = sources.talk.iter().filter(|p| p.door == Some(true)).count() as u32;
                (teams.iter().map(Team::talk).map(|(pairs, with)| (with, pairs)).collect(), (with, known))
            }
            _ => return None,
        };
        rows.push(group);
        Some(rows)
    };
    let norm = |b: &crate::survey::benchmarks::Benchmark| {
        let found = column(&b.measure);
        let counts = counted(&b.measure);
        let row = |school: usize| {
            let figure = found.map_or(Value::Undefined(Why::NotComputed), |(_, c)| c.of(school));
            let Value::Number(x) = figure else {
                return BesideNorm { figure, difference: figure, interval: None };
            };
            let beside = counts.as_ref().and_then(|c| beside_number(c[school].0, c[school].1, b.value));
            BesideNorm { figure, difference: Value::Number(x - b.value), interval: beside.map(|b| b.interval) }
        };
        Norm {
            measure: b.measure.clone(),
            layer: found.map(|(layer, _)| layer.to_owned()),
            value: b.value,
            source: b.source.clone(),
            year: b.year.clone(),
            place: b.place.clone(),
            rows: (0..=schools).map(row).collect(),
        }
    };
    sources.survey.benchmarks.iter().map(norm).collect()
}

//! Distances: how near people are to each other, and what is within two steps.

mod lanes;
mod steps;
mod walk;

pub(crate) use self::walk::{Walks, Wanted, walks};

use super::ground::{each_school_graph, group_graph, is_one_network, schools, silent};
use super::{Column, Family, Kind, Made, Scene, Scope, Value};
use crate::error::Why;
use crate::network::adjacency::Adjacency;
use rayon::prelude::*;

/// Distances when direction is left aside.
pub(crate) const PATHS: Family = Family {
    name: "paths",
    columns: &[
        (Scope::Person, "harmonic_closeness"),
        (Scope::Person, "reach_2"),
        (Scope::Layer, "mean_distance"),
        (Scope::Layer, "diameter"),
        (Scope::School, "mean_distance"),
        (Scope::School, "diameter"),
    ],
    walks_paths: true,
    make: undirected_columns,
};

/// Distances along the ties.
pub(crate) const HARMONIC: Family = Family {
    name: "harmonic",
    columns: &[
        (Scope::Person, "harmonic_in"),
        (Scope::Person, "harmonic_out"),
        (Scope::Layer, "mean_inverse_distance"),
        (Scope::School, "mean_inverse_distance"),
    ],
    walks_paths: true,
    make: directed_columns,
};

/// Closeness and reach when direction is left aside.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Closeness {
    /// By person: the mean of 1/distance to all others.
    pub harmonic: Vec<Value>,
    /// By person: the share of the others within two steps.
    pub reach_2: Vec<Value>,
    /// Mean distance over the pairs that are connected at all.
    pub mean_distance: Value,
    /// The largest distance between two who are connected.
    pub diameter: Value,
}

/// Harmonic closeness, reach, mean distance and diameter when direction is left aside.
///
/// # Formula
/// `harmonic(i) = Σ_{j ≠ i} 1/d(i,j) / (n − 1)`, 1/∞ = 0; `reach_2(i) = |{ j ≠ i : d(i,j) ≤ 2 }| / (n − 1)`; mean distance
/// and diameter over pairs with d(i,j) < ∞; d counts contacts, whatever their direction
///
/// # Reads
/// The undirected graph, unweighted.
///
/// # Value
/// Harmonic closeness and reach are shares, 0 for somebody without contacts, `Undefined::TooFew` for somebody who is alone
/// in the network; mean distance and diameter are steps, `Undefined::NoTies` without ties.
///
/// # Cost
/// people / 1,024 walks (512 in small networks) of a few passes over the ties.
///
/// # Source
/// Marchiori and Latora (2000), *Physica A* 285:539–546; as igraph `harmonic_centrality(normalized = TRUE)`,
/// `mean_distance(unconnected = TRUE)` and `diameter(unconnected = TRUE)` on the undirected graph, sna
/// `closeness(cmode = "suminvundir")`.
///
/// # Example
/// ```
/// use staffroom::{measures::paths::closeness, network::adjacency::Adjacency};
/// let chain = closeness(&Adjacency::from_arcs(4, [(0, 1, 1.0), (1, 2, 1.0)]));
/// assert_eq!(chain.harmonic[0].number(), Some(0.5));
/// assert_eq!((chain.mean_distance.number(), chain.diameter.number()), (Some(4.0 / 3.0), Some(2.0)));
/// ```
pub fn closeness(adjacency: &Adjacency) -> Closeness {
    let others = adjacency.len() as f64 - 1.0;
    let found = walks(&adjacency.both, &adjacency.both, Wanted::default());
    let (mean_distance, diameter) = distances(&found);
    Closeness {
        harmonic: found.nearness().map(|x| Value::ratio(x, others, Why::TooFew)).collect(),
        reach_2: found.within_two.iter().map(|&x| Value::ratio(f64::from(x), others, Why::TooFew)).collect(),
        mean_distance,
        diameter,
    }
}

/// Harmonic closeness along the ties.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Harmonic {
    /// By person: the mean of 1/distance from all others.
    pub inwards: Vec<Value>,
    /// By person: the mean of 1/distance to all others.
    pub outwards: Vec<Value>,
    /// The mean of 1/distance over all ordered pairs.
    pub mean_inverse_distance: Value,
}

/// Harmonic closeness along the ties, inwards and outwards, and its mean.
///
/// # Formula
/// `harmonic_out(i) = Σ_{j ≠ i} 1/d(i → j) / (n − 1)`, `harmonic_in(i) = Σ_{j ≠ i} 1/d(j → i) / (n − 1)`, 1/∞ = 0; the mean
/// of either over i is `mean_inverse_distance`
///
/// # Reads
/// The arcs of the graph, unweighted. The columns of the tables are empty outwards for who did not answer, because the
/// ties this person would have named are not known; inwards everybody has a number.
///
/// # Value
/// Shares, 0 for who names nobody (outwards) or is named by nobody (inwards); `Undefined::TooFew` for somebody who is
/// alone in the network.
///
/// # Cost
/// One walk from all, both ways at once: people / 1,024 (512 in small networks) times a few passes over the ties.
///
/// # Source
/// Marchiori and Latora (2000); as igraph `harmonic_centrality(mode = "out" or "in", normalized = TRUE)`; NetworkX
/// `harmonic_centrality` is the inwards one, without the division. sna `closeness(cmode = "suminvdir")` is outwards.
///
/// # Example
/// ```
/// use staffroom::{measures::paths::harmonic, network::adjacency::Adjacency};
/// let chain = harmonic(&Adjacency::from_arcs(3, [(0, 1, 1.0), (1, 2, 1.0)]));
/// assert_eq!((chain.outwards[0].number(), chain.inwards[0].number()), (Some(0.75), Some(0.0)));
/// ```
pub fn harmonic(adjacency: &Adjacency) -> Harmonic {
    let n = adjacency.len() as f64;
    let found = walks(&adjacency.out, &adjacency.into, Wanted { from: true, ..Wanted::default() });
    Harmonic {
        inwards: found.nearness_from().map(|x| Value::ratio(x, n - 1.0, Why::TooFew)).collect(),
        outwards: found.nearness().map(|x| Value::ratio(x, n - 1.0, Why::TooFew)).collect(),
        mean_inverse_distance: Value::ratio(found.total_nearness(), n * (n - 1.0), Why::TooFew),
    }
}

/// Mean distance and diameter over connected pairs.
fn distances(found: &Walks) -> (Value, Value) {
    let (pairs, steps) = found.connected();
    let diameter = if pairs == 0 { Value::Undefined(Why::NoTies) } else { Value::Number(found.diameter() as f64) };
    (Value::ratio(steps as f64, pairs as f64, Why::NoTies), diameter)
}

/// Who everybody else is for each person of a graph: all people, or those of the own school where nobody could name
/// somebody of another one.
pub(crate) struct Others {
    /// By person of the graph; when empty, `everybody`.
    own: Vec<f64>,
    everybody: f64,
    possible: f64,
}

impl Others {
    pub(crate) fn of(scene: &Scene<'_>, graph: &Adjacency) -> Others {
        let everybody = graph.len() as f64 - 1.0;
        if is_one_network(scene) {
            return Others { own: Vec::new(), everybody, possible: graph.len() as f64 * everybody };
        }
        let sizes: Vec<f64> = schools(scene.network).iter().map(|people| people.len() as f64).collect();
        let staff = scene.network.members().filter(|m| !m.outside);
        let own = staff.map(|m| m.school.map_or(0.0, |s| sizes[s as usize] - 1.0)).collect();
        Others { own, everybody, possible: sizes.iter().map(|s| s * (s - 1.0)).sum() }
    }

    /// How many others there are.
    pub(crate) fn count(&self, v: usize) -> f64 {
        self.own.get(v).copied().unwrap_or(self.everybody)
    }

    /// Ordered pairs of others.
    pub(crate) fn pairs(&self, v: usize) -> f64 {
        let others = self.count(v);
        if others < 2.0 { 0.0 } else { others * (others - 1.0) }
    }
}

/// The values of the people of the group in the order of the scene; outsiders have none, and, where `told`, nor have
/// people who did not answer.
pub(crate) fn by_person(scene: &Scene<'_>, told: bool, values: impl IntoIterator<Item = Value>) -> Vec<Value> {
    let mut values = values.into_iter();
    let people = scene.network.members().zip(scene.answered);
    people
        .map(|(member, &response)| {
            if member.outside {
                return Value::Undefined(Why::DoesNotApply);
            }
            let own = values.next().unwrap_or(Value::Undefined(Why::NotComputed));
            silent(response).filter(|_| told).map_or(own, Value::Undefined)
        })
        .collect()
}

fn undirected_columns(scene: &Scene<'_>) -> Vec<Made> {
    let graph = group_graph(scene);
    let others = Others::of(scene, &graph);
    let found = walks(&graph.both, &graph.both, Wanted::default());
    let share = |(v, x): (usize, f64)| Value::ratio(x, others.count(v), Why::TooFew);
    let harmonic = by_person(scene, false, found.nearness().enumerate().map(share));
    let reach = found.within_two.iter().map(|&x| f64::from(x)).enumerate().map(share);
    let reach = by_person(scene, true, reach);
    let (mean, diameter) = distances(&found);
    let schools: Vec<(Value, Value)> = each_school_graph(scene)
        .par_iter()
        .map(|school| distances(&walks(&school.both, &school.both, Wanted::default())))
        .collect();
    let figures = |rows: &[(Value, Value)]| {
        vec![
            Column::new("mean_distance", Kind::Number, rows.iter().map(|r| r.0)),
            Column::new("diameter", Kind::Count, rows.iter().map(|r| r.1)),
        ]
    };
    vec![
        Made::new(
            Scope::Person,
            vec![Column::new("harmonic_closeness", Kind::Share, harmonic), Column::new("reach_2", Kind::Share, reach)],
        ),
        Made::new(Scope::Layer, figures(&[(mean, diameter)])),
        Made::new(Scope::School, figures(&[&schools[..], &[(mean, diameter)]].concat())),
    ]
}

fn directed_columns(scene: &Scene<'_>) -> Vec<Made> {
    let graph = group_graph(scene);
    let others = Others::of(scene, &graph);
    let found = walks(&graph.out, &graph.into, Wanted { from: true, ..Wanted::default() });
    let share = |(v, x): (usize, f64)| Value::ratio(x, others.count(v), Why::TooFew);
    let mean = Value::ratio(found.total_nearness(), others.possible, Why::TooFew);
    let schools: Vec<Value> = each_school_graph(scene)
        .par_iter()
        .map(|school| {
            let n = school.len() as f64;
            let found = walks(&school.out, &school.into, Wanted::default());
            Value::ratio(found.total_nearness(), n * (n - 1.0), Why::TooFew)
        })
        .collect();
    let figures = |rows: Vec<Value>| vec![Column::new("mean_inverse_distance", Kind::Share, rows)];
    vec![
        Made::new(
            Scope::Person,
            vec![
                Column::new(
                    "harmonic_in",
                    Kind::Share,
                    by_person(scene, false, found.nearness_from().enumerate().map(share)),
                ),
                Column::new(
                    "harmonic_out",
                    Kind::Share,
                    by_person(scene, true, found.nearness().enumerate().map(share)),
                ),
            ],
        ),
        Made::new(Scope::Layer, figures(vec![mean])),
        Made::new(Scope::School, figures(schools.into_iter().chain([mean]).collect())),
    ]
}

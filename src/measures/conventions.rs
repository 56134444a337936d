//! The same words as other programs mean them, for who has to compare: computed only when asked for by name
//! (`--measures conventions`).

use super::betweenness::{betweenness_undirected, notices};
use super::brokerage::structural_holes::constraint_ego;
use super::cohesion::dyads::dyads;
use super::ground::{group_graph, is_one_network};
use super::paths::{Others, Wanted, by_person, walks};
use super::{Column, Family, Kind, Made, Scene, Scope, Value};
use crate::error::Why;
use crate::network::adjacency::{Adjacency, Rows};

/// Other programs' conventions.
pub(crate) const CONVENTIONS: Family = Family {
    name: "conventions",
    columns: &[
        (Scope::Person, "closeness_wasserman_faust"),
        (Scope::Person, "closeness_reachable"),
        (Scope::Person, "betweenness_undirected_normalised"),
        (Scope::Person, "constraint_ego"),
        (Scope::Layer, "reciprocity_dyadic"),
    ],
    walks_paths: true,
    make: columns,
};

/// Closeness as NetworkX has it: inwards, and less for who is reached by few.
///
/// # Formula
/// `(r / (n − 1)) · (r / Σ_j d(j → i))` over the r people who reach i
///
/// # Reads
/// The arcs of the graph, unweighted.
///
/// # Value
/// 0 (nobody reaches i) to 1. `Undefined::TooFew` for somebody alone in the network.
///
/// # Cost
/// As [`super::paths::closeness`].
///
/// # Source
/// Wasserman and Faust (1994), *Social Network Analysis*, p. 201; as NetworkX `closeness_centrality`.
///
/// # Example
/// ```
/// use staffroom::{measures::conventions::closeness_wasserman_faust, network::adjacency::Adjacency};
/// let chain = Adjacency::from_arcs(3, [(0, 1, 1.0), (1, 2, 1.0)]);
/// assert_eq!(closeness_wasserman_faust(&chain)[1].number(), Some(0.5));
/// ```
pub fn closeness_wasserman_faust(adjacency: &Adjacency) -> Vec<Value> {
    let others = adjacency.len() as f64 - 1.0;
    reached(&adjacency.into, &adjacency.out)
        .map(|(r, steps)| {
            if others < 1.0 {
                Value::Undefined(Why::TooFew)
            } else if r < 1.0 {
                Value::Number(0.0)
            } else {
                Value::Number(r / others * (r / steps))
            }
        })
        .collect()
}

/// Closeness over those reached only, as igraph has it: outwards. Not comparable between people who reach different
/// parts of the network.
///
/// # Formula
/// `r / Σ_j d(i → j)` over the r people whom i reaches
///
/// # Reads
/// The arcs of the graph, unweighted.
///
/// # Value
/// Above 0 to 1. `Undefined::NoTies` for somebody who reaches nobody.
///
/// # Cost
/// As [`super::paths::closeness`].
///
/// # Source
/// As igraph `closeness(mode = "out", normalized = TRUE)`.
///
/// # Example
/// ```
/// use staffroom::{measures::conventions::closeness_reachable, network::adjacency::Adjacency};
/// let chain = Adjacency::from_arcs(3, [(0, 1, 1.0), (1, 2, 1.0)]);
/// assert_eq!(closeness_reachable(&chain)[0].number(), Some(2.0 / 3.0));
/// ```
pub fn closeness_reachable(adjacency: &Adjacency) -> Vec<Value> {
    reached(&adjacency.out, &adjacency.into).map(|(r, steps)| Value::ratio(r, steps, Why::NoTies)).collect()
}

/// By person: how many are reached along the rows, and in how many steps together.
fn reached(rows: &Rows, back: &Rows) -> impl Iterator<Item = (f64, f64)> {
    let found = walks(rows, back, Wanted { reached: true, ..Wanted::default() }).reached;
    found.into_iter().map(|(people, steps)| (f64::from(people), steps as f64))
}

/// Reciprocity as sna has it unless told otherwise: of all pairs, those that are tied both ways or not at all.
///
/// # Formula
/// `(M + N) / (M + A + N)`, pairs tied both ways, one way and not at all
///
/// # Reads
/// The arcs of the graph.
///
/// # Value
/// A share, near 1 in every sparse network. `Undefined::TooFew` under two people.
///
/// # Source
/// As sna `grecip(measure = "dyadic")`.
pub fn reciprocity_dyadic(adjacency: &Adjacency) -> Value {
    let found = dyads(adjacency);
    let same = (found.mutual + found.null) as f64;
    Value::ratio(same, same + found.asymmetric as f64, Why::TooFew)
}

fn columns(scene: &Scene<'_>) -> Vec<Made> {
    let graph = group_graph(scene);
    let others = Others::of(scene, &graph);
    let one = is_one_network(scene);
    // Where nobody could name across schools, "everybody else" is nobody's.
    let whole = |values: Vec<Value>| if one { values } else { vec![Value::Undefined(Why::NotAsked); graph.len()] };
    let found = betweenness_undirected(&graph, scene.betweenness, scene.seed);
    let told = notices(scene, "betweenness_undirected_normalised", &found);
    let share = |(v, b): (usize, f64)| Value::ratio(2.0 * b, others.pairs(v), Why::TooFew);
    let person = vec![
        Column::new(
            "closeness_wasserman_faust",
            Kind::Share,
            by_person(scene, false, whole(closeness_wasserman_faust(&graph))),
        ),
        Column::new("closeness_reachable", Kind::Share, by_person(scene, true, closeness_reachable(&graph))),
        Column::new(
            "betweenness_undirected_normalised",
            Kind::Share,
            by_person(scene, true, found.scores.into_iter().enumerate().map(share)),
        ),
        Column::new("constraint_ego", Kind::Number, by_person(scene, true, constraint_ego(&graph))),
    ];
    let dyadic = if one { reciprocity_dyadic(&graph) } else { Value::Undefined(Why::NotAsked) };
    let mut person = Made::new(Scope::Person, person);
    person.notices = told;
    vec![person, Made::new(Scope::Layer, vec![Column::new("reciprocity_dyadic", Kind::Share, [dyadic])])]
}

//! Prominence: who is named by people who are named themselves.

mod lanczos;
mod pagerank;
mod tridiagonal;

pub use self::pagerank::pagerank;

use super::cohesion::components::weak_components;
use super::ground::{group_graph, is_one_network};
use super::paths::by_person;
use super::{Column, Family, Kind, Made, Scene, Scope, Value};
use crate::error::Why;
use crate::network::adjacency::Adjacency;

/// Eigenvector centrality.
pub(crate) const EIGENVECTOR: Family = Family {
    name: "eigenvector",
    columns: &[(Scope::Person, "eigenvector")],
    walks_paths: false,
    make: |scene| only(scene, "eigenvector", Kind::Number, false, eigenvector),
};

/// PageRank.
pub(crate) const PAGERANK: Family = Family {
    name: "pagerank",
    columns: &[(Scope::Person, "pagerank")],
    walks_paths: false,
    make: |scene| {
        only(scene, "pagerank", Kind::Share, false, |graph| pagerank(graph).into_iter().map(Value::Number).collect())
    },
};

fn only(
    scene: &Scene<'_>,
    name: &'static str,
    kind: Kind,
    told: bool,
    of: impl Fn(&Adjacency) -> Vec<Value>,
) -> Vec<Made> {
    // Several schools that could not name each other are no one network in which to be prominent.
    let values = if is_one_network(scene) {
        by_person(scene, told, of(&group_graph(scene)))
    } else {
        vec![Value::Undefined(Why::NotAsked); scene.network.len()]
    };
    vec![Made::new(Scope::Person, vec![Column::new(name, kind, values)])]
}

/// Eigenvector centrality: prominent is who has prominent contacts.
///
/// # Formula
/// `x(i) = Σ_{j – i} x(j) / λ` with λ the largest eigenvalue and the largest x = 1
///
/// # Reads
/// The undirected graph, and of it the largest part, or each of the largest parts when several have the same size.
///
/// # Value
/// Above 0 to 1. `Undefined::OutsideComponent` outside the largest part; `Undefined::NoTies` without ties.
///
/// # Cost
/// A few dozen passes over the ties (Lanczos' method), until the angle that is left is under 10⁻¹¹.
///
/// # Source
/// Bonacich (1972), *Journal of Mathematical Sociology* 2:113–120. As igraph `eigen_centrality` on a connected graph
/// (largest value 1); sna `evcent` has unit length and needs `use.eigen = TRUE` where the network is two-sided as a star is;
/// NetworkX refuses a disconnected graph.
///
/// # Example
/// ```
/// use staffroom::{measures::prominence::eigenvector, network::adjacency::Adjacency};
/// let star = Adjacency::from_arcs(6, [1, 2, 3, 4].map(|v| (0, v, 1.0)));
/// let x = eigenvector(&star);
/// assert!(x[0].number() == Some(1.0) && (x[1].number().unwrap() - 0.5).abs() < 1e-12 && x[5].number().is_none());
/// ```
pub fn eigenvector(adjacency: &Adjacency) -> Vec<Value> {
    let n = adjacency.len();
    let parts = weak_components(adjacency);
    let most = parts.sizes.first().copied().unwrap_or(0);
    if most < 2 {
        return vec![Value::Undefined(Why::NoTies); n];
    }
    let mut values = vec![Value::Undefined(Why::OutsideComponent); n];
    for part in (0u32..).zip(&parts.sizes).take_while(|(_, size)| **size == most).map(|(part, _)| part) {
        let people: Vec<u32> = (0..n as u32).filter(|&v| parts.of[v as usize] == part).collect();
        if 2 * people.len() > n {
            let x = lanczos::largest(&adjacency.both, |v| parts.of[v as usize] == part);
            people.iter().for_each(|&v| values[v as usize] = Value::Number(x[v as usize]));
        } else {
            let x = lanczos::largest(&adjacency.both.among(&people), |_| true);
            people.iter().zip(x).for_each(|(&v, x)| values[v as usize] = Value::Number(x));
        }
    }
    values
}

//! How much hangs on few people: Freeman's centralisation, the Gini of being named, the share of the most named.

use super::{Kind, Value};
use crate::error::Why;
use crate::network::adjacency::Adjacency;

/// In-degree centralisation: 1 when everybody names the same person and nobody else.
///
/// # Formula
/// `Σ_i (max in − in(i)) / (n − 1)²`
///
/// # Reads
/// All people of the graph, isolates and those who did not answer included; no loops (igraph's default counts them).
///
/// # Value
/// 0 to 1. `Undefined::TooFew` under two people.
///
/// # Source
/// Freeman (1979), *Social Networks* 1:215–239; as sna `centralization(degree, cmode = "indegree")`.
///
/// # Example
/// ```
/// use staffroom::{measures::concentration::in_centralisation, network::adjacency::Adjacency};
/// let star = Adjacency::from_arcs(5, [1, 2, 3, 4].map(|v| (v, 0, 1.0)));
/// assert_eq!(in_centralisation(&star).number(), Some(1.0));
/// ```
pub fn in_centralisation(adjacency: &Adjacency) -> Value {
    let n = adjacency.len() as f64;
    freeman((0..adjacency.len() as u32).map(|v| adjacency.into.degree(v)), (n - 1.0).powi(2))
}

/// Out-degree centralisation: 1 when one person names everybody and nobody else names anyone.
///
/// # Formula
/// `Σ_i (max out − out(i)) / (n − 1)²`
///
/// # Reads
/// As [`in_centralisation`]. Somebody who did not answer names nobody here.
///
/// # Value
/// As [`in_centralisation`].
///
/// # Source
/// Freeman (1979); as sna `centralization(degree, cmode = "outdegree")`.
pub fn out_centralisation(adjacency: &Adjacency) -> Value {
    let n = adjacency.len() as f64;
    freeman((0..adjacency.len() as u32).map(|v| adjacency.out.degree(v)), (n - 1.0).powi(2))
}

/// Degree centralisation of the undirected graph: 1 for a star.
///
/// # Formula
/// `Σ_i (max d − d(i)) / ((n − 1)(n − 2))`, d the number of contacts either way
///
/// # Reads
/// As [`in_centralisation`].
///
/// # Value
/// 0 to 1. `Undefined::TooFew` under three people.
///
/// # Source
/// Freeman (1979); as sna `centralization(degree, mode = "graph")`.
pub fn degree_centralisation(adjacency: &Adjacency) -> Value {
    let n = adjacency.len() as f64;
    freeman((0..adjacency.len() as u32).map(|v| adjacency.both.degree(v)), (n - 1.0) * (n - 2.0))
}

fn freeman(degrees: impl Iterator<Item = u32> + Clone, most: f64) -> Value {
    let Some(max) = degrees.clone().max() else { return Value::Undefined(Why::TooFew) };
    let sum: u64 = degrees.map(|d| u64::from(max - d)).sum();
    Value::ratio(sum as f64, most, Why::TooFew)
}

/// Gini coefficient of being named: 0 when all are named equally often, near 1 when one person gets all.
///
/// # Formula
/// `Σ_i Σ_j |x(i) − x(j)| / (2 n Σ_i x(i))`, x the in-degree
///
/// # Reads
/// All people of the graph; arcs, strength ignored.
///
/// # Value
/// 0 to 1. `Undefined::NoTies` when nobody is named.
///
/// # Cost
/// A counting sort of the in-degrees.
///
/// # Source
/// The usual coefficient, without the correction n/(n − 1).
pub fn gini_in_degree(adjacency: &Adjacency) -> Value {
    let n = adjacency.len();
    let most = (0..n as u32).map(|v| adjacency.into.degree(v)).max().unwrap_or(0);
    let mut people = vec![0u64; most as usize + 1];
    (0..n as u32).for_each(|v| people[adjacency.into.degree(v) as usize] += 1);
    // In ascending order, rank r of n weighs 2r − n − 1; people with equal in-degree share a run of ranks.
    let (mut weighed, mut before) = (0.0, 0u64);
    for (x, &count) in people.iter().enumerate() {
        let ranks = (2 * before + count + 1) as f64 * count as f64;
        weighed += x as f64 * (ranks - (n as f64 + 1.0) * count as f64);
        before += count;
    }
    Value::ratio(weighed, n as f64 * adjacency.arcs() as f64, Why::NoTies)
}

/// Share of all ties that go to the `k` most named people.
///
/// # Formula
/// `Σ of the k largest in(i) / Σ_i in(i)`
///
/// # Reads
/// The arcs of the layer, strength ignored.
///
/// # Value
/// A share. `Undefined::NoTies` when nobody is named.
pub fn top_in_share(adjacency: &Adjacency, k: usize) -> Value {
    let mut top = vec![0u32; k];
    for v in 0..adjacency.len() as u32 {
        let x = adjacency.into.degree(v);
        let place = top.partition_point(|&t| t >= x);
        if place < k {
            top[place..].rotate_right(1);
            top[place] = x;
        }
    }
    let sum: u64 = top.into_iter().map(u64::from).sum();
    Value::ratio(sum as f64, adjacency.arcs() as f64, Why::NoTies)
}

/// The figures of concentration of a graph. Where several schools stand side by side and nobody could name a colleague
/// across, nobody can be named by all: the centralisations of the group are then empty.
pub(crate) fn figures(adjacency: &Adjacency, one_network: bool) -> [(&'static str, Kind, Value); 6] {
    let freeman = |v: Value| if one_network { v } else { Value::Undefined(Why::NotAsked) };
    [
        ("in_centralisation", Kind::Share, freeman(in_centralisation(adjacency))),
        ("out_centralisation", Kind::Share, freeman(out_centralisation(adjacency))),
        ("degree_centralisation", Kind::Share, freeman(degree_centralisation(adjacency))),
        ("gini_in_degree", Kind::Share, gini_in_degree(adjacency)),
        ("top1_in_share", Kind::Share, top_in_share(adjacency, 1)),
        ("top2_in_share", Kind::Share, top_in_share(adjacency, 2)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shares_of_the_most_named_are_those_of_the_toy_group() {
        // domain.md T7: a1>b1 c1>b1 b2>b1 a2>a3 c2>c3 c3>c2, eight people.
        let arcs = [(0, 3), (5, 3), (4, 3), (1, 2), (6, 7), (7, 6)].map(|(a, b)| (a, b, 1.0));
        let t7 = Adjacency::from_arcs(8, arcs);
        assert_eq!(top_in_share(&t7, 1), Value::Number(0.5));
        assert_eq!(top_in_share(&t7, 2), Value::Number(4.0 / 6.0));
        assert_eq!(gini_in_degree(&t7), Value::Number(0.625));
        assert_eq!(in_centralisation(&t7), Value::Number(18.0 / 49.0));
    }

    #[test]
    fn more_top_people_than_there_are_make_no_difference() {
        let pair = Adjacency::from_arcs(2, [(0, 1, 1.0)]);
        assert_eq!(top_in_share(&pair, 5), Value::Number(1.0));
    }

    #[test]
    fn degree_centralisation_of_two_people_is_undefined() {
        let pair = Adjacency::from_arcs(2, [(0, 1, 1.0)]);
        assert_eq!(degree_centralisation(&pair), Value::Undefined(Why::TooFew));
        assert_eq!(in_centralisation(&pair), Value::Number(1.0));
    }

    #[test]
    fn concentration_of_nothing_is_undefined_and_not_zero() {
        let silence = Adjacency::from_arcs(3, []);
        assert_eq!(gini_in_degree(&silence), Value::Undefined(Why::NoTies));
        assert_eq!(top_in_share(&silence, 1), Value::Undefined(Why::NoTies));
        assert_eq!(in_centralisation(&Adjacency::from_arcs(0, [])), Value::Undefined(Why::TooFew));
    }
}

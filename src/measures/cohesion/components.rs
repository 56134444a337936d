//! Parts of the network: who can be reached from whom at all.

use super::waiting::Waiting;
use crate::error::Why;
use crate::measures::ground::{SHARE_FROM, group_graph};
use crate::measures::{Column, Family, Kind, Made, Scene, Scope, Value};
use crate::network::adjacency::{Adjacency, Rows};
use std::borrow::Cow;

/// Components of a layer.
pub(crate) const COMPONENTS: Family = Family {
    name: "components",
    columns: &[
        (Scope::Person, "component"),
        (Scope::Layer, "components_weak"),
        (Scope::Layer, "components_strong"),
        (Scope::Layer, "largest_component_share"),
    ],
    walks_paths: false,
    make: columns,
};

/// The part of somebody whose part is not known yet.
const NONE: u32 = u32::MAX;

/// A division of people into parts.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parts {
    /// By person, the number of the part, from 0.
    pub of: Vec<u32>,
    /// By part, how many people are in it.
    pub sizes: Vec<u32>,
}

/// Weak components: people who are linked by ties, whatever their direction.
///
/// # Formula
/// i and j are in one part when a path of contacts leads from i to j.
///
/// # Reads
/// The undirected graph; somebody without contacts is a part alone. A tie that others reported of somebody who did not
/// answer counts.
///
/// # Value
/// Parts numbered by size, the largest first, equal ones in the order of their first person. The column `component`
/// counts from 1.
///
/// # Cost
/// One walk over the contacts.
///
/// # Source
/// As igraph `components(mode = "weak")`, which numbers otherwise.
///
/// # Example
/// ```
/// use staffroom::{measures::cohesion::components::weak_components, network::adjacency::Adjacency};
/// let parts = weak_components(&Adjacency::from_arcs(4, [(2, 1, 1.0), (3, 2, 1.0)]));
/// assert_eq!((parts.of, parts.sizes), (vec![1, 0, 0, 0], vec![3, 1]));
/// ```
pub fn weak_components(adjacency: &Adjacency) -> Parts {
    let n = adjacency.len();
    let mut of = vec![NONE; n];
    let mut sizes: Vec<u32> = Vec::new();
    let mut waiting = Waiting::of(n);
    for first in 0..n as u32 {
        if of[first as usize] != NONE {
            continue;
        }
        let part = sizes.len() as u32;
        of[first as usize] = part;
        sizes.push(waiting.walk(&adjacency.both, first, |w| {
            let is_new = of[w as usize] == NONE;
            if is_new {
                of[w as usize] = part;
            }
            is_new
        }));
    }
    let mut order: Vec<u32> = (0..sizes.len() as u32).collect();
    order.sort_by_key(|&p| std::cmp::Reverse(sizes[p as usize]));
    let mut number = vec![0u32; sizes.len()];
    order.iter().enumerate().for_each(|(place, &p)| number[p as usize] = place as u32);
    for part in &mut of {
        *part = number[*part as usize];
    }
    Parts { of, sizes: order.iter().map(|&p| sizes[p as usize]).collect() }
}

/// Strong components: people who reach each other along ties.
///
/// # Formula
/// i and j are in one part when a path along ties leads from i to j and one from j to i.
///
/// # Reads
/// The arcs of the graph.
///
/// # Value
/// Parts numbered so that ties between parts lead to smaller numbers.
///
/// # Cost
/// One walk over the arcs; no recursion, so that a country does not overflow the stack.
///
/// # Source
/// Tarjan (1972), *SIAM Journal on Computing* 1:146–160.
///
/// # Example
/// ```
/// use staffroom::{measures::cohesion::components::strong_components, network::adjacency::Adjacency};
/// let parts = strong_components(&Adjacency::from_arcs(3, [(0, 1, 1.0), (1, 0, 1.0), (1, 2, 1.0)]));
/// assert_eq!((parts.of, parts.sizes), (vec![1, 1, 0], vec![1, 2]));
/// ```
pub fn strong_components(adjacency: &Adjacency) -> Parts {
    strong_from(&adjacency.out, adjacency.len(), 0..adjacency.len() as u32)
}

/// Strong components, started from people in a given order; parts of one weak component get numbers in a row when its
/// people stand in a row.
pub(crate) fn strong_from(rows: &Rows, n: usize, starts: impl Iterator<Item = u32>) -> Parts {
    strong_beside(rows, vec![NONE; n], starts)
}

/// The strong components of those whose part is not told by `of`, numbered from 0 whatever numbers stand there.
fn strong_beside(rows: &Rows, mut of: Vec<u32>, starts: impl Iterator<Item = u32>) -> Parts {
    let mut sizes: Vec<u32> = Vec::new();
    // The lowest number of a person reachable so far, by person; 0 is not yet seen. Who is in a part was seen first.
    let mut low: Vec<u32> = of.iter().map(|&part| u32::from(part != NONE)).collect();
    let mut next: Vec<u32> = rows.offsets().get(..of.len()).unwrap_or_default().to_vec();
    let mut seen = 1u32;
    let mut open: Vec<u32> = Vec::new();
    let mut path: Vec<(u32, u32)> = Vec::new();
    for start in starts {
        if low[start as usize] != 0 {
            continue;
        }
        seen += 1;
        low[start as usize] = seen;
        path.push((start, seen));
        while let Some(&(v, number)) = path.last() {
            let end = rows.offsets()[v as usize + 1];
            let mut at = next[v as usize];
            let mut lowest = low[v as usize];
            let mut deeper = None;
            while at < end {
                let w = rows.targets()[at as usize];
                at += 1;
                if low[w as usize] == 0 {
                    deeper = Some(w);
                    break;
                }
                if of[w as usize] == NONE {
                    lowest = lowest.min(low[w as usize]);
                }
            }
            low[v as usize] = lowest;
            next[v as usize] = at;
            if let Some(w) = deeper {
                seen += 1;
                low[w as usize] = seen;
                path.push((w, seen));
                continue;
            }
            path.pop();
            open.push(v);
            if let Some(&(parent, _)) = path.last() {
                low[parent as usize] = low[parent as usize].min(lowest);
            }
            if lowest == number {
                let part = sizes.len() as u32;
                let mut size = 0;
                // Everybody opened since is numbered at or after this person, and belongs to this part.
                while let Some(&w) = open.last() {
                    if low[w as usize] < number {
                        break;
                    }
                    open.pop();
                    of[w as usize] = part;
                    size += 1;
                }
                sizes.push(size);
            }
        }
    }
    Parts { of, sizes }
}

/// How many strong components there are. In a large network most people are in one of them: everybody who reaches its
/// hub and is reached from there, which two simple walks tell; only the others have to be told apart.
fn strong_count(adjacency: &Adjacency) -> usize {
    let people = 0..adjacency.len() as u32;
    if adjacency.len() < SHARE_FROM {
        return strong_components(adjacency).sizes.len();
    }
    let ties = |v: &u32| u64::from(adjacency.out.degree(*v)) * u64::from(adjacency.into.degree(*v));
    let hub = people.clone().max_by_key(ties).unwrap_or(0);
    let (ahead, behind) = rayon::join(|| reached(&adjacency.out, hub), || reached(&adjacency.into, hub));
    let with_hub = ahead.into_iter().zip(behind).map(|(ahead, behind)| if ahead && behind { 0 } else { NONE });
    1 + strong_beside(&adjacency.out, with_hub.collect(), people).sizes.len()
}

/// Who can be reached along rows.
fn reached(rows: &Rows, from: u32) -> Vec<bool> {
    let mut found = vec![false; rows.len()];
    found[from as usize] = true;
    Waiting::of(rows.len()).walk(rows, from, |w| !std::mem::replace(&mut found[w as usize], true));
    found
}

/// Weak components, and how many strong ones there are; side by side on large networks.
fn weak_and_strong(graph: &Adjacency) -> (Parts, usize) {
    if graph.len() < SHARE_FROM {
        (weak_components(graph), strong_count(graph))
    } else {
        rayon::join(|| weak_components(graph), || strong_count(graph))
    }
}

/// The figures of the parts of a graph.
pub(crate) fn figures(graph: &Adjacency) -> [(&'static str, Kind, Value); 3] {
    let (weak, strong) = weak_and_strong(graph);
    counts(graph, &weak, strong)
}

fn counts(graph: &Adjacency, weak: &Parts, strong: usize) -> [(&'static str, Kind, Value); 3] {
    let largest = weak.sizes.first().copied().unwrap_or(0);
    [
        ("components_weak", Kind::Count, Value::Number(weak.sizes.len() as f64)),
        ("components_strong", Kind::Count, Value::Number(strong as f64)),
        ("largest_component_share", Kind::Share, Value::ratio(f64::from(largest), graph.len() as f64, Why::TooFew)),
    ]
}

fn columns(scene: &Scene<'_>) -> Vec<Made> {
    let (own, row) = match group_graph(scene) {
        Cow::Borrowed(graph) => {
            let (own, strong) = weak_and_strong(graph);
            let row = counts(graph, &own, strong);
            (own, row)
        }
        Cow::Owned(graph) => (weak_components(scene.adjacency), figures(&graph)),
    };
    let numbers = own.of.iter().map(|&p| f64::from(p + 1)).collect();
    vec![
        Made::new(Scope::Person, vec![Column::full("component", Kind::Count, numbers)]),
        Made::new(Scope::Layer, row.map(|(name, kind, value)| Column::new(name, kind, [value])).into()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::drawn::drawn;

    fn arcs(n: usize, list: &[(u32, u32)]) -> Adjacency {
        Adjacency::from_arcs(n, list.iter().map(|&(a, b)| (a, b, 1.0)))
    }

    #[test]
    fn components_are_numbered_by_size_and_then_by_first_person() {
        let parts = weak_components(&arcs(7, &[(0, 1), (2, 3), (3, 4)]));
        assert_eq!(parts.of, [1, 1, 0, 0, 0, 2, 3]);
        assert_eq!(parts.sizes, [3, 2, 1, 1]);
    }

    #[test]
    fn strong_components_need_a_way_back() {
        // Two rings joined by one arc, and one who names only.
        let ring = arcs(7, &[(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3), (6, 0)]);
        let parts = strong_components(&ring);
        assert_eq!(parts.sizes, [3, 3, 1]);
        assert_eq!(parts.of, [1, 1, 1, 0, 0, 0, 2]);
    }

    #[test]
    fn a_cross_tie_into_a_finished_part_does_not_join_it() {
        // 0 → 1, 2 → 1, 2 → 0, 0 → 2: 1 is finished before 2 looks at it.
        let parts = strong_components(&arcs(3, &[(0, 1), (0, 2), (2, 1), (2, 0)]));
        assert_eq!(parts.of, [1, 0, 1]);
    }

    #[test]
    fn a_very_long_chain_does_not_overflow_the_stack() {
        let n = 200_000;
        let chain = Adjacency::from_arcs(n as usize, (1..n).map(|v| (v - 1, v, 1.0)));
        assert_eq!(strong_components(&chain).sizes.len(), n as usize);
        assert_eq!(weak_components(&chain).sizes, [n]);
    }

    #[test]
    fn a_walk_in_the_order_of_memory_finds_the_parts_of_a_walk_by_who_was_found_first() {
        let by_search = |network: &Adjacency| {
            let mut of = vec![NONE; network.len()];
            for first in 0..network.len() as u32 {
                let mut found = vec![first];
                while let Some(v) = found.pop() {
                    if of[v as usize] == NONE {
                        of[v as usize] = first;
                        found.extend(network.both.of(v));
                    }
                }
            }
            of
        };
        for n in [4_095u32, 4_096, 4_097, 20_000] {
            // A chain that leaps through everybody, one that goes down, pieces of a ring, and nobody tied.
            let leaps = (1..n).map(|v| ((v - 1) * 7_919 % n, v * 7_919 % n)).collect::<Vec<_>>();
            let down = (1..n).rev().map(|v| (v, v - 1)).collect();
            let pieces = (0..n).filter(|v| v % 1_000 != 0).map(|v| (v, (v + n / 2) % n)).collect();
            for list in [leaps, down, pieces, Vec::new()] {
                let network = arcs(n as usize, &list);
                let parts = weak_components(&network);
                let mut number = std::collections::BTreeMap::new();
                for (own, want) in parts.of.iter().zip(by_search(&network)) {
                    assert_eq!(number.entry(want).or_insert(*own), own);
                }
                assert_eq!(number.len(), parts.sizes.len());
                assert_eq!(strong_count(&network), strong_components(&network).sizes.len());
            }
        }
        let ring: Vec<_> = (0..5_000u32).map(|v| (v, (v + 1) % 5_000)).collect();
        assert_eq!(strong_count(&arcs(5_000, &ring)), 1);
    }

    #[test]
    fn a_large_network_has_as_many_strong_parts_as_are_told_apart_one_by_one() {
        let mut draw = drawn(3);
        let n = 2 * SHARE_FROM as u32;
        // From hardly any way back to one part with a fringe.
        for ties in [0, n / 2, n, n + n / 4, 2 * n, 4 * n] {
            let list: Vec<(u32, u32)> = (0..ties).map(|_| (draw(n), draw(n))).collect();
            let network = arcs(n as usize, &list);
            assert_eq!(strong_count(&network), strong_components(&network).sizes.len(), "{ties} ties");
        }
    }

    #[test]
    fn nobody_makes_no_component() {
        assert!(weak_components(&arcs(0, &[])).sizes.is_empty());
        assert!(strong_components(&Adjacency::default()).sizes.is_empty());
    }
}

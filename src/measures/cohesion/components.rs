//! Parts of the network: who can be reached from whom at all.

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
    let mut of = vec![u32::MAX; n];
    let mut sizes: Vec<u32> = Vec::new();
    let mut queue: Vec<u32> = Vec::with_capacity(n);
    for first in 0..n as u32 {
        if of[first as usize] != u32::MAX {
            continue;
        }
        let part = sizes.len() as u32;
        of[first as usize] = part;
        queue.clear();
        queue.push(first);
        let mut done = 0;
        while let Some(&v) = queue.get(done) {
            done += 1;
            for &w in adjacency.both.of(v) {
                if of[w as usize] == u32::MAX {
                    of[w as usize] = part;
                    queue.push(w);
                }
            }
        }
        sizes.push(done as u32);
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
    let mut of = vec![u32::MAX; n];
    let mut sizes: Vec<u32> = Vec::new();
    // The lowest number of a person reachable so far, by person; 0 is not yet seen.
    let mut low = vec![0u32; n];
    let mut next: Vec<u32> = rows.offsets().get(..n).unwrap_or_default().to_vec();
    let mut seen = 0u32;
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
                if of[w as usize] == u32::MAX {
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

/// Weak and strong components; side by side on large networks.
fn weak_and_strong(graph: &Adjacency) -> (Parts, Parts) {
    if graph.len() < SHARE_FROM {
        (weak_components(graph), strong_components(graph))
    } else {
        rayon::join(|| weak_components(graph), || strong_components(graph))
    }
}

/// The figures of the parts of a graph.
pub(crate) fn figures(graph: &Adjacency) -> [(&'static str, Kind, Value); 3] {
    let (weak, strong) = weak_and_strong(graph);
    counts(graph, &weak, &strong)
}

fn counts(graph: &Adjacency, weak: &Parts, strong: &Parts) -> [(&'static str, Kind, Value); 3] {
    let largest = weak.sizes.first().copied().unwrap_or(0);
    [
        ("components_weak", Kind::Count, Value::Number(weak.sizes.len() as f64)),
        ("components_strong", Kind::Count, Value::Number(strong.sizes.len() as f64)),
        ("largest_component_share", Kind::Share, Value::ratio(f64::from(largest), graph.len() as f64, Why::TooFew)),
    ]
}

fn columns(scene: &Scene<'_>) -> Vec<Made> {
    let (own, row) = match group_graph(scene) {
        Cow::Borrowed(graph) => {
            let (own, strong) = weak_and_strong(graph);
            let row = counts(graph, &own, &strong);
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
    fn nobody_makes_no_component() {
        assert!(weak_components(&arcs(0, &[])).sizes.is_empty());
        assert!(strong_components(&Adjacency::default()).sizes.is_empty());
    }
}

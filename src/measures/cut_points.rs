//! Single points of failure: people and ties on whom the link between others depends.

use super::ground::group_graph;
use super::{Column, Family, Kind, Made, Scope, Value};
use crate::network::adjacency::Adjacency;
use std::borrow::Cow;

/// Cut points and bridges of a layer.
pub(crate) const CUTPOINTS: Family = Family {
    name: "cutpoints",
    columns: &[(Scope::Person, "cut_point"), (Scope::Layer, "bridges"), (Scope::Layer, "cut_points")],
    walks_paths: false,
    make: |scene| {
        let own = cut_points(scene.adjacency);
        let row = match group_graph(scene) {
            Cow::Borrowed(_) => counts(&own),
            Cow::Owned(graph) => figures(&graph),
        };
        let yes_no = own.people.iter().map(|&cut| f64::from(u8::from(cut))).collect();
        vec![
            Made::new(Scope::Person, vec![Column::full("cut_point", Kind::YesNo, yes_no)]),
            Made::new(Scope::Layer, row.map(|(name, kind, value)| Column::new(name, kind, [value])).into()),
        ]
    },
};

/// The people and ties that hold parts together.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CutPoints {
    /// By person: others lose touch when this person leaves.
    pub people: Vec<bool>,
    /// Pairs whose tie is the only link between two parts, the smaller number first, in order.
    pub bridges: Vec<(u32, u32)>,
}

/// Cut points and bridges: people and ties whose loss breaks a component in two.
///
/// # Formula
/// i is a cut point when the component of i has more parts without i; {i, j} is a bridge when i and j are in two
/// components without their tie.
///
/// # Reads
/// The undirected graph. Ties that nobody reported because somebody did not answer would make fewer cut points.
///
/// # Value
/// Yes or no for everybody; the bridges.
///
/// # Cost
/// One walk over the contacts, without recursion.
///
/// # Source
/// Hopcroft and Tarjan (1973), *Communications of the ACM* 16:372–378; as igraph `articulation_points` and `bridges` on
/// the undirected simple graph.
///
/// # Example
/// ```
/// use staffroom::{measures::cut_points::cut_points, network::adjacency::Adjacency};
/// let path = cut_points(&Adjacency::from_arcs(3, [(0, 1, 1.0), (2, 1, 1.0)]));
/// assert_eq!((path.people, path.bridges), (vec![false, true, false], vec![(0, 1), (1, 2)]));
/// ```
pub fn cut_points(adjacency: &Adjacency) -> CutPoints {
    let n = adjacency.len();
    let both = &adjacency.both;
    let mut people = vec![false; n];
    let mut bridges = Vec::new();
    // When somebody was first seen; 0: not yet. All else is known only of those on the path.
    let mut seen = vec![0u32; n];
    let mut clock = 0u32;
    let mut path: Vec<Step> = Vec::with_capacity(n);
    for root in 0..n as u32 {
        if seen[root as usize] != 0 || both.degree(root) == 0 {
            continue;
        }
        let mut meet = |person: u32, seen: &mut [u32]| {
            clock += 1;
            seen[person as usize] = clock;
            Step { person, next: both.offsets()[person as usize], earliest: clock }
        };
        let mut own = meet(root, &mut seen);
        let mut parent = u32::MAX;
        let mut branches = 0;
        loop {
            let mut deeper = None;
            let mut earliest = own.earliest;
            let end = both.offsets()[own.person as usize + 1];
            for (place, &w) in (own.next..end).zip(&both.targets()[own.next as usize..end as usize]) {
                let when = seen[w as usize];
                if when == 0 {
                    deeper = Some(w);
                    own.next = place + 1;
                    break;
                }
                earliest = earliest.min(if w == parent { u32::MAX } else { when });
            }
            own.earliest = earliest;
            if let Some(w) = deeper {
                parent = own.person;
                path.push(std::mem::replace(&mut own, meet(w, &mut seen)));
                continue;
            }
            let Some(mut before) = path.pop() else { break };
            before.earliest = before.earliest.min(earliest);
            let when = seen[before.person as usize];
            if earliest > when {
                bridges.push((before.person.min(own.person), before.person.max(own.person)));
            }
            if before.person == root {
                branches += 1;
            } else if earliest >= when {
                people[before.person as usize] = true;
            }
            own = before;
            parent = path.last().map_or(u32::MAX, |step| step.person);
        }
        people[root as usize] = branches > 1;
    }
    bridges.sort_unstable();
    CutPoints { people, bridges }
}

/// Somebody on the path of the walk.
struct Step {
    person: u32,
    /// The place of the contact that is looked at next.
    next: u32,
    /// When the earliest person was seen who can be reached from here on another way.
    earliest: u32,
}

/// How many bridges and cut points a graph has.
pub(crate) fn figures(adjacency: &Adjacency) -> [(&'static str, Kind, Value); 2] {
    counts(&cut_points(adjacency))
}

fn counts(found: &CutPoints) -> [(&'static str, Kind, Value); 2] {
    let people = found.people.iter().filter(|&&cut| cut).count();
    [
        ("bridges", Kind::Count, Value::Number(found.bridges.len() as f64)),
        ("cut_points", Kind::Count, Value::Number(people as f64)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(n: usize, list: &[(u32, u32)]) -> Adjacency {
        Adjacency::from_arcs(n, list.iter().map(|&(a, b)| (a, b, 1.0)))
    }

    /// Removing one and counting parts, as the definition says.
    fn by_hand(adjacency: &Adjacency) -> (Vec<bool>, Vec<(u32, u32)>) {
        use crate::measures::cohesion::components::weak_components;
        let n = adjacency.len() as u32;
        let ties: Vec<(u32, u32)> =
            (0..n).flat_map(|v| adjacency.both.of(v).iter().filter(move |&&w| v < w).map(move |&w| (v, w))).collect();
        let parts = |ties: &[(u32, u32)]| weak_components(&graph(n as usize, ties)).sizes.len();
        let all = parts(&ties);
        let without = |v: u32| ties.iter().copied().filter(|t| t.0 != v && t.1 != v).collect::<Vec<_>>();
        let people = (0..n).map(|v| parts(&without(v)) > all + usize::from(adjacency.both.degree(v) > 0)).collect();
        let bridges =
            ties.iter().copied().filter(|t| parts(&ties.iter().copied().filter(|u| u != t).collect::<Vec<_>>()) > all);
        (people, bridges.collect())
    }

    #[test]
    fn the_bridge_between_two_schools_is_found_with_both_its_ends() {
        // domain.md T4.
        let t4 = graph(6, &[(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (0, 3)]);
        let found = cut_points(&t4);
        assert_eq!(found.bridges, [(0, 3)]);
        assert_eq!(found.people, [true, false, false, true, false, false]);
    }

    #[test]
    fn two_bridges_leave_no_cut_point() {
        // domain.md T12.
        let t12 = graph(6, &[(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (0, 3), (1, 4)]);
        let found = cut_points(&t12);
        assert!(found.bridges.is_empty() && !found.people.contains(&true));
    }

    #[test]
    fn cut_points_and_bridges_are_those_of_the_definition_on_many_small_networks() {
        let mut state = 11u64;
        let mut draw = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        for case in 0..80 {
            let n = 1 + draw(12);
            let list: Vec<(u32, u32)> = (0..draw(2 * n)).map(|_| (draw(n) as u32, draw(n) as u32)).collect();
            let g = graph(n as usize, &list);
            let found = cut_points(&g);
            assert_eq!((found.people, found.bridges), by_hand(&g), "case {case}: {list:?}");
        }
    }

    #[test]
    fn a_very_long_chain_does_not_overflow_the_stack() {
        let n = 200_000u32;
        let chain = Adjacency::from_arcs(n as usize, (1..n).map(|v| (v - 1, v, 1.0)));
        assert_eq!(cut_points(&chain).bridges.len(), n as usize - 1);
    }
}

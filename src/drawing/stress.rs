//! Stress majorisation: places for the nodes of an undirected graph whose distances on paper follow the distances in
//! the graph.
//!
//! Gansner, Koren and North (2004), *Graph drawing by stress majorization*; above a few hundred nodes the sparse
//! stress of Ortmann, Klimenta and Brandes (2017), which looks at neighbours and some pivots only. Only additions,
//! products and square roots are used, so that the same graph has the same places on every machine.

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, f64x4};
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Up to so many nodes every pair has a say.
const EVERY_PAIR: usize = 300;
/// Above that, so many pivots.
const PIVOTS: usize = 40;
/// Rounds at most; a layout of a school settles in 30 to 60.
const ROUNDS: usize = 100;
/// Length of the shortest tie: distances are counted in thousandths.
const UNIT: u32 = 1000;

/// Distances from one node to all.
struct Pivot {
    node: usize,
    distance: Vec<u32>,
}

/// So many terms are looked at side by side.
const SIDE_BY_SIDE: usize = 4;

/// What pulls at each node: other nodes, the distance wanted, and how much it matters. Nodes have their terms in a row,
/// filled up with some that do not matter.
struct Terms {
    /// Where the terms of each node start.
    starts: Vec<usize>,
    to: Vec<u32>,
    distance: Vec<f64>,
    weight: Vec<f64>,
    /// By node, all that pulls at it.
    together: Vec<f64>,
}

impl Terms {
    fn of(nodes: Vec<Vec<Term>>) -> Terms {
        let mut terms = Terms { starts: vec![0], to: vec![], distance: vec![], weight: vec![], together: vec![] };
        for list in nodes {
            terms.together.push(list.iter().map(|term| term.weight).sum());
            let beyond = list.len().next_multiple_of(SIDE_BY_SIDE) - list.len();
            let nothing = Term { to: 0, distance: 0.0, weight: 0.0 };
            for Term { to, distance, weight } in list.into_iter().chain(std::iter::repeat_n(nothing, beyond)) {
                terms.to.push(to);
                terms.distance.push(distance);
                terms.weight.push(weight);
            }
            terms.starts.push(terms.to.len());
        }
        terms
    }

    /// The terms of a node as seen from where it stands, some side by side.
    #[inline(always)]
    fn seen<S: Simd>(
        &self,
        simd: S,
        node: usize,
        at: (f64, f64),
        places: &[(f64, f64)],
    ) -> impl Iterator<Item = Seen<S>> {
        let range = self.starts[node]..self.starts[node + 1];
        let (to, _) = self.to[range.clone()].as_chunks::<SIDE_BY_SIDE>();
        let (distance, _) = self.distance[range.clone()].as_chunks::<SIDE_BY_SIDE>();
        let (weight, _) = self.weight[range].as_chunks::<SIDE_BY_SIDE>();
        let at = (f64x4::splat(simd, at.0), f64x4::splat(simd, at.1));
        to.iter().zip(distance).zip(weight).map(
            #[inline(always)]
            move |((to, distance), weight)| {
                let [a, b, c, d] =
                    [places[to[0] as usize], places[to[1] as usize], places[to[2] as usize], places[to[3] as usize]];
                let x = f64x4::simd_from(simd, [a.0, b.0, c.0, d.0]);
                let y = f64x4::simd_from(simd, [a.1, b.1, c.1, d.1]);
                let (dx, dy) = (at.0 - x, at.1 - y);
                Seen {
                    other: (x, y),
                    off: (dx, dy),
                    apart: (dx * dx + dy * dy).sqrt(),
                    wanted: f64x4::simd_from(simd, *distance),
                    weight: f64x4::simd_from(simd, *weight),
                }
            },
        )
    }
}

/// Other nodes as they stand, how far somebody is off them, how far that should be, and how much it matters.
struct Seen<S: Simd> {
    other: (f64x4<S>, f64x4<S>),
    off: (f64x4<S>, f64x4<S>),
    apart: f64x4<S>,
    wanted: f64x4<S>,
    weight: f64x4<S>,
}

/// What pulls at a node: another node, the distance wanted, and how much it matters.
#[derive(Clone)]
struct Term {
    to: u32,
    distance: f64,
    weight: f64,
}

/// Places of `n` nodes, the length of a tie between 1 and 2, around no centre in particular. Ties must be pairs of
/// different nodes below `n`; each may stand more than once.
pub(super) fn places(n: usize, ties: &[(u32, u32)], seed: u64) -> Vec<(f64, f64)> {
    if n <= 1 {
        return vec![(0.0, 0.0); n];
    }
    let neighbours = neighbours(n, ties);
    let pivots = pivots(&neighbours);
    let terms = terms(&neighbours, &pivots);
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let starts = if n <= 60 { 3 } else { 1 };
    let mut best: Option<(f64, Vec<(f64, f64)>)> = None;
    for start in 0..starts {
        let mut places = if start == 0 { by_pivots(&pivots, n) } else { vec![(0.0, 0.0); n] };
        let noise = if start == 0 { 0.2 } else { 4.0 };
        for p in &mut places {
            p.0 += noise * (random.random::<f64>() - 0.5);
            p.1 += noise * (random.random::<f64>() - 0.5);
        }
        // Compiled for several widths of registers, of which this machine's is taken: the same places, sooner.
        let stress = dispatch!(Level::new(), simd => {
            settle(simd, &mut places, &terms);
            stress(simd, &places, &terms)
        });
        if best.as_ref().is_none_or(|(least, _)| stress < *least) {
            best = Some((stress, places));
        }
    }
    best.map(|(_, places)| places).unwrap_or_default()
}

/// Sorted neighbours with the length of each tie: from 1 for two who share all their contacts to 2 for two who share
/// none, so that cliques show.
fn neighbours(n: usize, ties: &[(u32, u32)]) -> Vec<Vec<(u32, u32)>> {
    let mut near: Vec<Vec<u32>> = vec![Vec::new(); n];
    for &(a, b) in ties {
        near[a as usize].push(b);
        near[b as usize].push(a);
    }
    for list in &mut near {
        list.sort_unstable();
        list.dedup();
    }
    let length = |a: usize, b: u32| {
        let (one, other) = (&near[a], &near[b as usize]);
        let (mut i, mut j, mut shared) = (0, 0, 2);
        while i < one.len() && j < other.len() {
            match one[i].cmp(&other[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
            }
        }
        let all = one.len() + other.len() + 2 - shared;
        2 * UNIT - UNIT * shared as u32 / all as u32
    };
    (0..n).map(|a| near[a].iter().map(|&b| (b, length(a, b))).collect()).collect()
}

/// Shortest distances from a node; `u32::MAX` where there is no way.
fn distances(from: usize, neighbours: &[Vec<(u32, u32)>]) -> Vec<u32> {
    let mut distance = vec![u32::MAX; neighbours.len()];
    distance[from] = 0;
    let mut open = BinaryHeap::from([Reverse((0u32, from as u32))]);
    while let Some(Reverse((d, at))) = open.pop() {
        if d > distance[at as usize] {
            continue;
        }
        for &(next, length) in &neighbours[at as usize] {
            let through = d + length;
            if through < distance[next as usize] {
                distance[next as usize] = through;
                open.push(Reverse((through, next)));
            }
        }
    }
    distance
}

/// Nodes far from each other, the farthest from all before it next; all nodes when there are few.
fn pivots(neighbours: &[Vec<(u32, u32)>]) -> Vec<Pivot> {
    let n = neighbours.len();
    let wanted = if n <= EVERY_PAIR { n } else { PIVOTS };
    let mut nearest = vec![u32::MAX; n];
    let mut chosen = vec![false; n];
    let mut pivots: Vec<Pivot> = Vec::with_capacity(wanted);
    // The best connected node is in the largest component, more often than not.
    let mut node = (0..n).max_by_key(|&i| (neighbours[i].len(), Reverse(i))).unwrap_or_default();
    for _ in 0..wanted {
        chosen[node] = true;
        let distance = distances(node, neighbours);
        for (near, d) in nearest.iter_mut().zip(&distance) {
            *near = (*near).min(*d);
        }
        pivots.push(Pivot { node, distance });
        // Far apart first, but in the part that can be reached as long as there is one.
        node = (0..n)
            .filter(|&i| !chosen[i])
            .max_by_key(|&i| (nearest[i] != u32::MAX, nearest[i], Reverse(i)))
            .unwrap_or_default();
    }
    // Parts without a way between them are set a tie's length farther apart than anything within.
    let finite = pivots.iter().flat_map(|p| &p.distance).copied().filter(|d| *d != u32::MAX).max().unwrap_or_default();
    let far = finite.max(2 * UNIT) + UNIT;
    for d in pivots.iter_mut().flat_map(|p| &mut p.distance) {
        *d = (*d).min(far);
    }
    pivots
}

fn terms(neighbours: &[Vec<(u32, u32)>], pivots: &[Pivot]) -> Terms {
    let n = neighbours.len();
    let every_pair = pivots.len() == n;
    let mut terms: Vec<Vec<Term>> = (0..n).map(|_| Vec::with_capacity(pivots.len())).collect();
    let term = |to: usize, d: u32, members: f64| {
        let distance = f64::from(d.max(1)) / f64::from(UNIT);
        Term { to: to as u32, distance, weight: members / (distance * distance) }
    };
    let mut is_pivot = vec![false; n];
    let mut region: Vec<Vec<u32>> = vec![Vec::new(); pivots.len()];
    if !every_pair {
        for i in 0..n {
            let own = (0..pivots.len()).min_by_key(|&p| (pivots[p].distance[i], p)).unwrap_or_default();
            region[own].push(pivots[own].distance[i]);
        }
        for members in &mut region {
            members.sort_unstable();
        }
    }
    for (pivot, region) in pivots.iter().zip(&region) {
        is_pivot[pivot.node] = true;
        for (i, &d) in pivot.distance.iter().enumerate().filter(|(i, _)| *i != pivot.node) {
            // A pivot speaks for those around it, up to half the way to the one it speaks to.
            let members = region.partition_point(|r| 2 * r <= d).max(1) as f64;
            terms[i].push(term(pivot.node, d, members));
        }
    }
    if !every_pair {
        for (i, list) in neighbours.iter().enumerate() {
            for &(j, length) in list.iter().filter(|(j, _)| !is_pivot[*j as usize]) {
                terms[i].push(term(j as usize, length, 1.0));
            }
        }
    }
    Terms::of(terms)
}

/// A first guess: left to right between two far nodes, top to bottom between two others.
fn by_pivots(pivots: &[Pivot], n: usize) -> Vec<(f64, f64)> {
    let between = |a: usize, b: usize, i: usize| match (pivots.get(a), pivots.get(b)) {
        (Some(a), Some(b)) => (f64::from(a.distance[i]) - f64::from(b.distance[i])) / (2.0 * f64::from(UNIT)),
        _ => 0.0,
    };
    (0..n).map(|i| (between(1, 2, i), between(0, 3, i))).collect()
}

/// Moves every node in turn to where its terms want it, until nothing moves much.
#[inline(always)]
fn settle<S: Simd>(simd: S, places: &mut [(f64, f64)], terms: &Terms) {
    let (none, next_to_none) = (f64x4::splat(simd, 0.0), f64x4::splat(simd, 1e-9));
    for _ in 0..ROUNDS {
        let mut moved = 0.0f64;
        for i in 0..places.len() {
            let (at, weight) = (places[i], terms.together[i]);
            let (mut x, mut y) = (none, none);
            for seen in terms.seen(simd, i, at, places) {
                let pull = seen.apart.simd_gt(next_to_none).select(seen.wanted / seen.apart, none);
                x += seen.weight * (seen.other.0 + seen.off.0 * pull);
                y += seen.weight * (seen.other.1 + seen.off.1 * pull);
            }
            if weight > 0.0 {
                let to = (total(x) / weight, total(y) / weight);
                moved = moved.max((to.0 - at.0).abs()).max((to.1 - at.1).abs());
                places[i] = to;
            }
        }
        if moved < 0.004 {
            break;
        }
    }
}

#[inline(always)]
fn stress<S: Simd>(simd: S, places: &[(f64, f64)], terms: &Terms) -> f64 {
    let mut sum = f64x4::splat(simd, 0.0);
    for (node, &at) in places.iter().enumerate() {
        for seen in terms.seen(simd, node, at, places) {
            let off = seen.apart - seen.wanted;
            sum += seen.weight * off * off;
        }
    }
    total(sum)
}

#[inline(always)]
fn total<S: Simd>(of: f64x4<S>) -> f64 {
    let of: [f64; SIDE_BY_SIDE] = of.into();
    (of[0] + of[2]) + (of[1] + of[3])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apart(places: &[(f64, f64)], a: usize, b: usize) -> f64 {
        (places[a].0 - places[b].0).hypot(places[a].1 - places[b].1)
    }

    /// By hand: the ends of a pair share everybody (each other), so their tie has length 1.
    #[test]
    fn a_pair_stands_one_tie_apart() {
        let places = places(2, &[(0, 1)], 1);
        assert!((apart(&places, 0, 1) - 1.0).abs() < 0.01);
    }

    #[test]
    fn a_path_is_drawn_out_in_its_order() {
        let ties: Vec<_> = (0..6).map(|i| (i, i + 1)).collect();
        let places = places(7, &ties, 3);
        for k in 1..6 {
            assert!(apart(&places, 0, k) < apart(&places, 0, k + 1), "{places:?}");
        }
    }

    #[test]
    fn two_cliques_with_one_bridge_lie_apart() {
        let mut ties = vec![(0, 5)];
        for a in 0..5 {
            for b in 0..a {
                ties.extend([(a, b), (a + 5, b + 5)]);
            }
        }
        let places = places(10, &ties, 7);
        assert!(apart(&places, 1, 6) > 1.5 * apart(&places, 1, 2), "{places:?}");
    }

    #[test]
    fn a_large_ring_is_still_a_ring() {
        let n = 500u32;
        let ties: Vec<_> = (0..n).map(|i| (i, (i + 1) % n)).collect();
        let places = places(n as usize, &ties, 5);
        let (quarter, half) = (apart(&places, 0, 125), apart(&places, 0, 250));
        assert!(half > 1.2 * quarter && quarter > 10.0 * apart(&places, 0, 1), "{quarter} {half}");
    }

    #[test]
    fn the_order_of_ties_and_their_number_change_nothing() {
        let one = places(5, &[(0, 1), (1, 2), (2, 3), (3, 4)], 9);
        let other = places(5, &[(4, 3), (1, 2), (2, 1), (2, 3), (0, 1)], 9);
        assert_eq!(one, other);
    }
}

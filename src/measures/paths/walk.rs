//! Shortest paths from everybody at once: 512 or 1,024 breadth-first walks side by side, a bit for each.
//!
//! Then et al. (2014), "The More the Merrier", PVLDB 8:449–460. A person's row of bits says which of the batch's
//! targets were reached so far; one step takes over what the contacts have (`steps`). What is counted are bits, so
//! nothing is rounded before the end and the sums are the same for any number of threads.

use super::lanes::Lanes;
use super::steps::{Batch, Scratch};
use crate::measures::cohesion::components::strong_from;
use crate::measures::workers::workers;
use crate::network::adjacency::Rows;

/// From so many people times ties on, walks are shared among threads.
const SHARE_FROM: usize = 4_000_000;
/// From so many people on, rows have two cache lines: the way to a contact's row is then gone half as often.
const WIDE_FROM: usize = 5_000;
/// Up to this distance, 1/distance is a whole number of units: the least common multiple of 1 to 28.
const WHOLE: u64 = 80_313_433_200;

/// What shortest paths along some rows come to.
pub(crate) struct Walks {
    /// By person: the sum of 1/distance to everybody reached, in parts of [`Walks::unit`].
    to: Vec<u64>,
    /// By person: the same from everybody who reaches this person; empty when not asked for.
    pub(super) from: Vec<u64>,
    /// By person: how many are reached, and in how many steps together; empty when not asked for.
    pub(crate) reached: Vec<(u32, u64)>,
    /// By person: how many are within two steps.
    pub(crate) within_two: Vec<u32>,
    /// Ordered pairs by distance, from 1 at place 0.
    pub(crate) pairs: Vec<u64>,
    pub(super) unit: u64,
}

/// What is wanted beyond distances outwards.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Wanted {
    /// Distances inwards as well.
    pub(crate) from: bool,
    /// How many are reached, and in how many steps.
    pub(crate) reached: bool,
}

impl Walks {
    /// By person, the sum of 1/distance to everybody reached.
    pub(crate) fn nearness(&self) -> impl Iterator<Item = f64> + '_ {
        self.to.iter().map(|&x| x as f64 / self.unit as f64)
    }

    /// By person, the sum of 1/distance from everybody who reaches this person.
    pub(crate) fn nearness_from(&self) -> impl Iterator<Item = f64> + '_ {
        self.from.iter().map(|&x| x as f64 / self.unit as f64)
    }

    /// The sum over all ordered pairs of 1/distance.
    pub(crate) fn total_nearness(&self) -> f64 {
        self.pairs.iter().zip(1u32..).map(|(&pairs, distance)| pairs as f64 / f64::from(distance)).sum()
    }

    /// Ordered pairs of which one reaches the other, and the steps between them together.
    pub(crate) fn connected(&self) -> (u64, u64) {
        let steps = self.pairs.iter().zip(1u64..).map(|(&pairs, distance)| pairs * distance).sum();
        (self.pairs.iter().sum(), steps)
    }

    /// The largest distance; 0 when nobody is tied.
    pub(crate) fn diameter(&self) -> usize {
        self.pairs.len()
    }

    fn new(n: usize, wanted: Wanted) -> Walks {
        // The largest unit with which n people at distance 1 still fit.
        let room = (u64::MAX / (n as u64).max(1) / WHOLE).clamp(1, 64);
        Walks {
            to: vec![0; n],
            from: vec![0; if wanted.from { n } else { 0 }],
            reached: vec![(0, 0); if wanted.reached { n } else { 0 }],
            within_two: vec![0; n],
            pairs: Vec::new(),
            unit: WHOLE * room,
        }
    }

    fn add(&mut self, other: &Walks) {
        let sum = |to: &mut Vec<u64>, more: &[u64]| {
            to.resize(to.len().max(more.len()), 0);
            to.iter_mut().zip(more).for_each(|(x, y)| *x += y);
        };
        sum(&mut self.to, &other.to);
        sum(&mut self.from, &other.from);
        sum(&mut self.pairs, &other.pairs);
        self.within_two.iter_mut().zip(&other.within_two).for_each(|(x, y)| *x += y);
        self.reached.iter_mut().zip(&other.reached).for_each(|(x, y)| *x = (x.0 + y.0, x.1 + y.1));
    }

    /// So many targets at this distance from v.
    #[inline(always)]
    pub(super) fn seen(&mut self, v: u32, distance: u32, targets: u32, nearness: u64) {
        self.to[v as usize] += nearness * u64::from(targets);
        if distance <= 2 {
            self.within_two[v as usize] += targets;
        }
        if let Some((people, steps)) = self.reached.get_mut(v as usize) {
            *people += targets;
            *steps += u64::from(targets) * u64::from(distance);
        }
    }
}

/// Shortest paths along `rows` between all pairs; `back` are the same ties the other way round.
///
/// # Cost
/// people / 1,024 walks (512 in small networks) of a few passes over the ties each; 300 bytes per person and thread.
pub(crate) fn walks(rows: &Rows, back: &Rows, wanted: Wanted) -> Walks {
    if rows.len() < WIDE_FROM { side_by_side::<8>(rows, back, wanted) } else { side_by_side::<16>(rows, back, wanted) }
}

/// The same with rows of W words.
fn side_by_side<const W: usize>(rows: &Rows, back: &Rows, wanted: Wanted) -> Walks {
    let (n, lanes) = (rows.len(), Lanes::<W>::COUNT);
    let bulk = Bulk::of(rows, back);
    let share = n > lanes && n.saturating_mul(rows.targets().len()) >= SHARE_FROM;
    let new = || (Walks::new(n, wanted), Scratch::<W>::new(n));
    let found = workers(n.div_ceil(lanes), share, new, |(own, scratch), batch| {
        let first = batch * lanes;
        let targets = first as u32..n.min(first + lanes) as u32;
        scratch.walk(&Batch::of(rows, back, &bulk, targets), own);
    });
    let mut parts = found.into_iter().map(|(walks, _)| walks);
    let mut all = parts.next().unwrap_or_else(|| Walks::new(n, wanted));
    parts.for_each(|part| all.add(&part));
    all
}

/// The largest set of people who all reach each other, and whom they reach: those are done when they have seen these.
pub(super) struct Bulk {
    pub(super) inside: Vec<bool>,
    pub(super) reached: Vec<bool>,
}

impl Bulk {
    fn of(rows: &Rows, back: &Rows) -> Bulk {
        let n = rows.len();
        let parts = strong_from(rows, n, 0..n as u32);
        let largest = (0..parts.sizes.len() as u32).max_by_key(|&p| parts.sizes[p as usize]);
        let inside: Vec<bool> = parts.of.iter().map(|&p| Some(p) == largest).collect();
        let mut reached = inside.clone();
        let mut queue: Vec<u32> = (0..n as u32).filter(|&v| inside[v as usize]).collect();
        while let Some(v) = queue.pop() {
            for &w in rows.of(v) {
                if !std::mem::replace(&mut reached[w as usize], true) {
                    queue.push(w);
                }
            }
        }
        debug_assert_eq!(back.len(), n);
        Bulk { inside, reached }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::drawn::drawn;
    use crate::network::adjacency::{Adjacency, Arc};

    /// People in groups of 40 who name five of their own group and at times somebody anywhere; every 97th names nobody,
    /// and the last groups are a chain of their own, so that there are distances of hundreds and people out of reach.
    fn groups(n: u32, chain: u32) -> Adjacency {
        let mut draw = drawn(7);
        let mut arcs: Vec<Arc> = Vec::new();
        for v in (0..n).filter(|v| v % 97 != 0) {
            arcs.extend((0..5).map(|_| (v, (v / 40 * 40 + draw(40)).min(n - 1), 1.0)));
            if draw(4) == 0 {
                arcs.push((v, draw(n), 1.0));
            }
        }
        arcs.extend((n..n + chain - 1).map(|v| (v, v + 1, 1.0)));
        Adjacency::from_arcs((n + chain) as usize, arcs)
    }

    /// Distances from one person by an ordinary walk.
    fn distances(rows: &Rows, from: u32) -> Vec<Option<u32>> {
        let mut found = vec![None; rows.len()];
        let mut queue = std::collections::VecDeque::from([(from, 0)]);
        while let Some((v, distance)) = queue.pop_front() {
            if found[v as usize].is_none() {
                found[v as usize] = Some(distance);
                queue.extend(rows.of(v).iter().map(|&w| (w, distance + 1)));
            }
        }
        found
    }

    fn holds(rows: &Rows, back: &Rows) {
        let wanted = Wanted { from: true, reached: true };
        are_those(rows, &side_by_side::<8>(rows, back, wanted));
        are_those(rows, &side_by_side::<16>(rows, back, wanted));
    }

    fn are_those(rows: &Rows, all: &Walks) {
        let n = rows.len();
        let (mut from, mut pairs) = (vec![0; n], Vec::new());
        for v in 0..n {
            let (mut to, mut reached, mut within_two) = (0, (0, 0), 0);
            for (w, distance) in distances(rows, v as u32).into_iter().enumerate() {
                let Some(distance) = distance.filter(|&d| d > 0) else { continue };
                let nearness = (all.unit + u64::from(distance) / 2) / u64::from(distance);
                to += nearness;
                from[w] += nearness;
                reached = (reached.0 + 1, reached.1 + u64::from(distance));
                within_two += u32::from(distance <= 2);
                pairs.resize(pairs.len().max(distance as usize), 0u64);
                pairs[distance as usize - 1] += 1;
            }
            assert_eq!((all.to[v], all.reached[v], all.within_two[v]), (to, reached, within_two), "person {v}");
        }
        assert_eq!(all.from, from);
        assert_eq!(all.pairs, pairs);
    }

    #[test]
    fn all_walks_at_once_are_those_of_each_by_itself() {
        for (people, chain) in [(2, 1), (40, 3), (600, 200), (1_100, 70)] {
            let graph = groups(people, chain);
            holds(&graph.both, &graph.both);
            holds(&graph.out, &graph.into);
        }
    }
}

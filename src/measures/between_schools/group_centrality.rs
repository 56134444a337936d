//! Schools as single points of the network: how near a school is to everybody else, and how often it lies between.

use crate::error::Why;
use crate::measures::bits::Bits;
use crate::measures::ground::{SHARE_FROM, group_graph};
use crate::measures::{Column, Family, Kind, Made, Scene, Scope, Value};
use crate::network::adjacency::{Adjacency, Rows};
use rayon::prelude::*;
use std::ops::Range;

/// Group closeness and betweenness of schools.
pub(crate) const GROUP_CENTRALITY: Family = Family {
    name: "group_centrality",
    columns: &[(Scope::School, "group_closeness"), (Scope::School, "group_betweenness")],
    walks_paths: true,
    make: columns,
};

/// Words of 64 schools that walk together.
const WORDS: usize = 4;
/// Schools that walk together.
const LANES: usize = WORDS * 64;
/// Group betweenness is exact up to so many people times connected pairs: about a tenth of a second.
const BETWEENNESS_UP_TO: usize = 30_000_000;
/// Sources that one task of the betweenness takes.
const BLOCK: usize = 16;
/// From so many people times connected pairs on, its tasks are shared among threads.
const SHARE_FROM_WORK: usize = 1_000_000;

/// Group closeness: how near a school is to the people of all others, by its nearest colleague.
///
/// # Formula
/// `(r/m) · r / Σ_j d(S, j)` over the r people outside S who can be reached, m all people outside; d(S, j) the fewest
/// contacts from anybody in S to j. When all can be reached it is Everett and Borgatti's `m / Σ_j d(S, j)`.
///
/// # Reads
/// The undirected graph; `groups` holds the people of each school. Everybody else counts as outside, isolates too.
///
/// # Value
/// 0 (nobody is reached) to 1 (everybody is a contact). `Undefined::TooFew` for a group without people or without
/// anybody outside.
///
/// # Cost
/// One walk for every 256 groups together, a bit for each.
///
/// # Source
/// Everett and Borgatti (1999), *Journal of Mathematical Sociology* 23:181–201; on a connected network as NetworkX
/// `group_closeness_centrality`. The factor r/m is Wasserman and Faust's for people who cannot be reached.
///
/// # Example
/// ```
/// use staffroom::{measures::between_schools::group_centrality::group_closeness, network::adjacency::Adjacency};
/// let path = Adjacency::from_arcs(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)]);
/// assert_eq!(group_closeness(&path, &[vec![0, 1]])[0].number(), Some(2.0 / 3.0));
/// ```
pub fn group_closeness(adjacency: &Adjacency, groups: &[Vec<u32>]) -> Vec<Value> {
    let walk = |batch: &[Vec<u32>]| walk(adjacency, batch);
    let reached: Vec<Vec<(u64, u64)>> = if adjacency.len() < SHARE_FROM {
        groups.chunks(LANES).map(walk).collect()
    } else {
        groups.par_chunks(LANES).map(walk).collect()
    };
    let each = reached.into_iter().flatten().zip(groups);
    each.map(|((people, steps), group)| {
        let outside = adjacency.len() - group.len();
        if group.is_empty() || outside == 0 {
            Value::Undefined(Why::TooFew)
        } else if people == 0 {
            Value::Number(0.0)
        } else {
            let r = people as f64;
            Value::Number(r / outside as f64 * r / steps as f64)
        }
    })
    .collect()
}

type Lanes = [u64; WORDS];

/// For each group, how many people outside it are reached, and in how many steps together.
fn walk(adjacency: &Adjacency, groups: &[Vec<u32>]) -> Vec<(u64, u64)> {
    let n = adjacency.len();
    let mut seen = vec![[0u64; WORDS]; n];
    for (lane, group) in groups.iter().enumerate() {
        for &v in group {
            seen[v as usize][lane / 64] |= 1 << (lane % 64);
        }
    }
    let mut all = [0u64; WORDS];
    (0..groups.len()).for_each(|lane| all[lane / 64] |= 1 << (lane % 64));
    let mut front = seen.clone();
    let mut next = vec![[0u64; WORDS]; n];
    let mut sums = vec![(0u64, 0u64); groups.len()];
    for step in 1u64.. {
        let mut counters = Counters::default();
        for v in 0..n {
            let mut new = [0u64; WORDS];
            if seen[v] != all {
                for &w in adjacency.both.of(v as u32) {
                    new.iter_mut().zip(&front[w as usize]).for_each(|(x, f)| *x |= f);
                }
                new.iter_mut().zip(&seen[v]).for_each(|(x, s)| *x &= !s);
                if new != [0; WORDS] {
                    counters.add(new);
                }
            }
            next[v] = new;
        }
        if counters.planes.is_empty() {
            return sums;
        }
        seen.iter_mut().zip(&next).for_each(|(s, x)| s.iter_mut().zip(x).for_each(|(s, x)| *s |= x));
        std::mem::swap(&mut front, &mut next);
        for (lane, (people, steps)) in sums.iter_mut().enumerate() {
            let count = counters.of(lane);
            *people += count;
            *steps += step * count;
        }
    }
    sums
}

/// A counter for each lane, as binary digits side by side: plane p holds digit p of all of them.
#[derive(Default)]
struct Counters {
    planes: Vec<Lanes>,
}

impl Counters {
    /// One more in each lane whose bit is set.
    fn add(&mut self, mut carry: Lanes) {
        for plane in &mut self.planes {
            let over: Lanes = std::array::from_fn(|w| plane[w] & carry[w]);
            plane.iter_mut().zip(&carry).for_each(|(p, c)| *p ^= c);
            carry = over;
            if carry == [0; WORDS] {
                return;
            }
        }
        self.planes.push(carry);
    }

    fn of(&self, lane: usize) -> u64 {
        let digits = self.planes.iter().enumerate();
        digits.map(|(p, plane)| (plane[lane / 64] >> (lane % 64) & 1) << p).sum()
    }
}

/// Group betweenness: of the shortest ways between people of other schools, the share that passes through a school.
///
/// # Formula
/// `Σ_{s,t} g(s,t;S) / g(s,t) / ((n − c)(n − c − 1))` over ordered pairs of people outside S, g(s,t) the number of shortest
/// paths and g(s,t;S) those that meet S; c people in S
///
/// # Reads
/// The undirected graph, unweighted. `groups` by person, below `count`; people without one belong to nobody's group.
///
/// # Value
/// 0 to 1. `Undefined::TooFew` for a group without people or with fewer than two people outside.
///
/// # Cost
/// From each person one breadth-first walk that carries, for every person on it, the number of paths through each group,
/// sixteen side by side: people · pairs · sixteens of groups on a path.
///
/// # Source
/// Everett and Borgatti (1999). `group_betweenness_centrality` of NetworkX 3.6.1 gives another number on some networks.
///
/// # Example
/// ```
/// use staffroom::{measures::between_schools::group_centrality::group_betweenness, network::adjacency::Adjacency};
/// let path = Adjacency::from_arcs(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)]);
/// let between = group_betweenness(&path, &[None, Some(0), Some(0), None], 1);
/// assert_eq!(between[0].number(), Some(1.0));
/// ```
pub fn group_betweenness(adjacency: &Adjacency, groups: &[Option<u32>], count: u32) -> Vec<Value> {
    let n = adjacency.len();
    let mut through = Vec::with_capacity(count as usize);
    for first in (0..count).step_by(TOGETHER) {
        let together = (count - first).min(TOGETHER as u32);
        let group: Vec<u32> =
            groups.iter().map(|g| g.filter(|&g| g >= first).map_or(u32::MAX, |g| g - first)).collect();
        through.extend(shares(adjacency, &group, together as usize));
    }
    let mut sizes = vec![0usize; count as usize];
    groups.iter().flatten().for_each(|&g| sizes[g as usize] += 1);
    let each = through.into_iter().zip(sizes);
    each.map(|(sum, c)| {
        let outside = (n - c) as f64;
        let pairs = if c == 0 { 0.0 } else { outside * (outside - 1.0) };
        Value::ratio(sum, pairs, Why::TooFew)
    })
    .collect()
}

/// By group below `count`: the shares of paths that meet it, added up over all pairs of people outside. People of other
/// groups than these have a higher number: `u32::MAX`, or one that is counted in another walk.
fn shares(adjacency: &Adjacency, group: &[u32], count: usize) -> Vec<f64> {
    let n = adjacency.len();
    let block = |b: usize| {
        let sources = b * BLOCK..((b + 1) * BLOCK).min(n);
        through::<i32>(adjacency, group, count, sources.clone())
            .or_else(|| through::<f64>(adjacency, group, count, sources))
            .unwrap_or_default()
    };
    let blocks = 0..n.div_ceil(BLOCK);
    let parts: Vec<_> = if n * adjacency.pairs() < SHARE_FROM_WORK {
        blocks.map(block).collect()
    } else {
        blocks.into_par_iter().map(block).collect()
    };
    let mut through = vec![0.0; count];
    for part in &parts {
        through.iter_mut().zip(part.as_flattened()).for_each(|(t, p)| *t += p);
    }
    through
}

/// The same of some sources, in stretches of groups; none when there are more paths than can be counted.
fn through<P: Paths>(
    adjacency: &Adjacency,
    group: &[u32],
    count: usize,
    mut sources: Range<usize>,
) -> Option<Vec<[f64; SIDE_BY_SIDE]>> {
    let mut scratch = Scratch::<P>::new(adjacency, count);
    sources.all(|s| scratch.from(adjacency, group, s as u32)).then_some(scratch.through)
}

/// Groups whose counts stand side by side, so that a processor adds several in one step.
const SIDE_BY_SIDE: usize = 16;
/// Groups that are counted in one walk: a bit for every sixteen.
const TOGETHER: usize = 64 * SIDE_BY_SIDE;

/// Paths counted as whole numbers: four stand in the room of two, and sums are exact.
trait Paths: Copy + Default + std::ops::AddAssign {
    /// Up to here counts are exact.
    const MOST: f64;
    fn of(paths: f64) -> Self;
    fn number(self) -> f64;
}

impl Paths for i32 {
    const MOST: f64 = i32::MAX as f64;
    fn of(paths: f64) -> i32 {
        paths as i32
    }
    fn number(self) -> f64 {
        f64::from(self)
    }
}

impl Paths for f64 {
    const MOST: f64 = f64::INFINITY;
    fn of(paths: f64) -> f64 {
        paths
    }
    fn number(self) -> f64 {
        self
    }
}

/// What the walks of one task need, and what they found.
struct Scratch<P> {
    /// By group: shares of paths that meet it, over pairs of a source so far and a target outside. In stretches.
    through: Vec<[f64; SIDE_BY_SIDE]>,
    /// Steps from the source, which has 1 itself; `u32::MAX` when not seen.
    steps: Vec<u32>,
    /// Shortest paths from the source.
    paths: Vec<f64>,
    /// People in the order in which they were seen; one place more than people.
    order: Vec<u32>,
    /// Of those who were seen, one after the other, the contacts a step nearer to the source; one place more than contacts.
    nearer: Vec<u32>,
    /// By place in the order: where these end.
    ends: Vec<u32>,
    /// By person and group: the paths from the source that meet the group. In stretches of groups; one in which no group
    /// was met holds what it held before, and is not looked at. Behind everybody stands a stretch of noughts.
    met: Vec<[P; SIDE_BY_SIDE]>,
    /// By person: the stretches in which a group was met, as bits.
    stretches: Vec<u64>,
    /// Stretches of a person.
    width: usize,
}

impl<P: Paths> Scratch<P> {
    fn new(adjacency: &Adjacency, count: usize) -> Self {
        let n = adjacency.len();
        let width = count.div_ceil(SIDE_BY_SIDE);
        Scratch {
            through: vec![[0.0; SIDE_BY_SIDE]; width],
            steps: vec![u32::MAX; n],
            paths: vec![0.0; n],
            order: vec![0; n + 1],
            nearer: vec![0; adjacency.both.targets().len() + 1],
            ends: vec![0; n],
            met: vec![[P::default(); SIDE_BY_SIDE]; n * width + 1],
            stretches: vec![0; n],
            width,
        }
    }

    /// Adds what shortest paths from one person meet. Whoever has no group is of nobody's. False, and nothing is worth
    /// anything, when there are more paths than can be counted.
    fn from(&mut self, adjacency: &Adjacency, group: &[u32], source: u32) -> bool {
        let seen = self.walk(&adjacency.both, source);
        let (home, mut from) = (group[source as usize], 0);
        for at in 0..seen {
            let (v, to) = (self.order[at], self.ends[at] as usize);
            let paths = self.nearer[from..to].iter().map(|&u| self.paths[u as usize]).sum();
            let paths = if at == 0 { 1.0 } else { paths };
            if paths > P::MOST {
                return false;
            }
            self.paths[v as usize] = paths;
            self.count(v, from..to, group[v as usize], home);
            from = to;
        }
        true
    }

    /// Who is reached from somebody, in order, and who of their contacts is a step nearer; how many are reached.
    // A function of its own, so that what the innermost loop needs stays in registers.
    #[inline(never)]
    fn walk(&mut self, rows: &Rows, source: u32) -> usize {
        let Scratch { steps, order, nearer, ends, .. } = self;
        let (steps, order, nearer, ends) = (&mut steps[..], &mut order[..], &mut nearer[..], &mut ends[..]);
        steps.fill(u32::MAX);
        steps[source as usize] = 1;
        order[0] = source;
        let (mut done, mut seen, mut near) = (0, 1, 0);
        while done < seen {
            let v = order[done];
            let own = steps[v as usize];
            // Without a branch: who of the others is nearer and who is new cannot be foretold.
            for &w in rows.of(v) {
                let of = steps[w as usize];
                nearer[near] = w;
                near += usize::from(of == own - 1);
                order[seen] = w;
                seen += usize::from(of == u32::MAX);
                steps[w as usize] = of.min(own + 1);
            }
            ends[done] = near as u32;
            done += 1;
        }
        seen
    }

    /// What the paths to somebody meet: those to people a step nearer to the source go on, and have met what they met.
    /// Then this person's own group is met as well, unless the source is of it: no path from there is through it.
    fn count(&mut self, v: u32, nearer: Range<usize>, own: u32, home: u32) {
        let (v, all, from) = (v as usize, self.paths[v as usize], v as usize * self.width);
        let nearer = &self.nearer[nearer];
        let mut stretches = nearer.iter().fold(0, |all, &u| all | self.stretches[u as usize]);
        let counted = own != u32::MAX && (own as usize) < self.width * SIDE_BY_SIDE;
        let (its, place) = (own as usize / SIDE_BY_SIDE, own as usize % SIDE_BY_SIDE);
        let one = 1.0 / all;
        for stretch in Bits::of(stretches, 0).map(|bit| bit as usize) {
            let mut met = added_up(&self.met, nearer, |u| {
                let there = self.stretches[u] >> stretch & 1 == 1;
                if there { u * self.width + stretch } else { self.met.len() - 1 }
            });
            if counted && stretch == its {
                // Nor is a path through the group in which it ends.
                met[place] = P::default();
            }
            let through = &mut self.through[stretch];
            for lane in 0..SIDE_BY_SIDE {
                through[lane] += met[lane].number() * one;
            }
            self.met[from + stretch] = met;
        }
        if own != home && counted {
            if stretches >> its & 1 == 0 {
                self.met[from + its] = [P::default(); SIDE_BY_SIDE];
                stretches |= 1 << its;
            }
            self.met[from + its][place] = P::of(all);
        }
        self.stretches[v] = stretches;
    }
}

/// The stretches of some people, added up.
fn added_up<P: Paths>(met: &[[P; SIDE_BY_SIDE]], people: &[u32], place: impl Fn(usize) -> usize) -> [P; SIDE_BY_SIDE] {
    let mut sum = [P::default(); SIDE_BY_SIDE];
    for &u in people {
        let more = &met[place(u as usize)];
        for lane in 0..SIDE_BY_SIDE {
            sum[lane] += more[lane];
        }
    }
    sum
}

fn columns(scene: &Scene<'_>) -> Vec<Made> {
    let rows = scene.network.schools as usize + 1;
    if scene.within_school {
        let empty = |c: &(Scope, &'static str)| Column::empty(c.1, Kind::Share, rows, Why::NotAsked);
        return vec![Made::new(Scope::School, GROUP_CENTRALITY.columns.iter().map(empty).collect())];
    }
    let graph = group_graph(scene);
    let school: Vec<Option<u32>> = scene.network.members().filter(|m| !m.outside).map(|m| m.school).collect();
    let mut people: Vec<Vec<u32>> = vec![Vec::new(); rows - 1];
    for (v, s) in school.iter().enumerate() {
        if let Some(s) = s {
            people[*s as usize].push(v as u32);
        }
    }
    let between = if graph.len() * graph.pairs() <= BETWEENNESS_UP_TO {
        group_betweenness(&graph, &school, scene.network.schools)
    } else {
        vec![Value::Undefined(Why::NotComputed); rows - 1]
    };
    let closeness = group_closeness(&graph, &people);
    let group = || std::iter::once(Value::Undefined(Why::DoesNotApply));
    let columns = vec![
        Column::new("group_closeness", Kind::Share, closeness.into_iter().chain(group())),
        Column::new("group_betweenness", Kind::Share, between.into_iter().chain(group())),
    ];
    vec![Made::new(Scope::School, columns)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(n: usize, list: &[(u32, u32)]) -> Adjacency {
        Adjacency::from_arcs(n, list.iter().map(|&(a, b)| (a, b, 1.0)))
    }

    #[test]
    fn group_closeness_of_two_schools_with_one_bridge_is_by_hand() {
        // domain.md T4: from the one school, the other's bridge is 1 away and its two colleagues 2.
        let t4 = graph(6, &[(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (0, 3)]);
        let near = group_closeness(&t4, &[vec![0, 1, 2], vec![3, 4, 5], vec![]]);
        assert_eq!(near, [Value::Number(3.0 / 5.0), Value::Number(3.0 / 5.0), Value::Undefined(Why::TooFew)]);
    }

    #[test]
    fn people_who_cannot_be_reached_make_a_school_less_near() {
        let apart = graph(4, &[(0, 1)]);
        assert_eq!(group_closeness(&apart, &[vec![0]])[0], Value::Number(1.0 / 3.0));
        assert_eq!(group_closeness(&apart, &[vec![3]])[0], Value::Number(0.0));
        assert_eq!(group_closeness(&apart, &[vec![0, 1, 2, 3]])[0], Value::Undefined(Why::TooFew));
    }

    #[test]
    fn more_groups_than_walk_together_are_walked_in_batches() {
        let n = 600u32;
        let ring = Adjacency::from_arcs(n as usize, (0..n).map(|v| (v, (v + 1) % n, 1.0)));
        let near = group_closeness(&ring, &(0..n).map(|v| vec![v]).collect::<Vec<_>>());
        // Distances around a ring: 1, 1, 2, 2, …, 299, 299, 300.
        let expected = 599.0 / (2.0 * (299.0 * 300.0 / 2.0) + 300.0);
        assert!(near.iter().all(|c| (c.number().unwrap() - expected).abs() < 1e-12));
    }

    #[test]
    fn a_path_that_meets_a_school_twice_counts_once() {
        // 0 - 1 - 2 - 3 - 4 with 1 and 3 of one school: every path of two or more steps between 0, 2 and 4 meets it.
        let path = graph(5, &[(0, 1), (1, 2), (2, 3), (3, 4)]);
        let between = group_betweenness(&path, &[None, Some(0), None, Some(0), None], 2);
        assert_eq!(between, [Value::Number(1.0), Value::Undefined(Why::TooFew)]);
    }

    #[test]
    fn one_thread_and_many_give_the_same_group_betweenness() {
        let n = 1_200u32;
        let arcs = (0..n).flat_map(|v| [(v, (v + 1) % n, 1.0), (v, (v * 7 + 3) % n, 1.0)]);
        let ring = Adjacency::from_arcs(n as usize, arcs);
        let groups: Vec<Option<u32>> = (0..n).map(|v| Some(v / 100)).collect();
        let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let one = pool(1).install(|| group_betweenness(&ring, &groups, 12));
        assert!(one == pool(3).install(|| group_betweenness(&ring, &groups, 12)));
    }

    #[test]
    fn where_there_are_more_paths_than_32_bits_count_the_shares_are_the_same() {
        // Forty rows of two, everybody tied to both of the next row: 2³⁸ paths from end to end, half of them through the
        // one person of the group, who stands in the twenty-first row.
        let ties = (0..78u32).flat_map(|v| [(v, v / 2 * 2 + 2, 1.0), (v, v / 2 * 2 + 3, 1.0)]);
        let rows = Adjacency::from_arcs(80, ties);
        let mut groups = vec![None; 80];
        groups[40] = Some(0);
        // Half of what goes between the forty before and the thirty-eight behind, in both directions, and a quarter between
        // the two of the row before and of the row behind.
        let through = 2.0 * 40.0 * 38.0 / 2.0 + 2.0 * (2.0 / 4.0);
        let found = group_betweenness(&rows, &groups, 1)[0].number().unwrap();
        assert!((found - through / (79.0 * 78.0)).abs() < 1e-12, "{found}");
    }
}

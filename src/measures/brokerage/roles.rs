//! The five brokerage roles of Gould and Fernandez: a broker stands on an open path between two others, and the schools
//! of the three say in which role.

use crate::error::Why;
use crate::measures::Value;
use crate::measures::ground::SHARE_FROM;
use crate::network::adjacency::Adjacency;
use rayon::prelude::*;

/// The roles in the order of all arrays here: A→A→A, A→B→A, B→A→A, A→A→B, A→B→C (the broker in the middle).
pub const ROLES: [&str; 5] = ["coordinator", "itinerant", "gatekeeper", "representative", "liaison"];

/// How many people one task takes.
const BLOCK: usize = 512;

/// Mean and variance of a count when ties fall at random.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct Expected {
    /// Mean.
    pub mean: f64,
    /// Variance.
    pub variance: f64,
}

impl Expected {
    fn z(self, count: f64) -> Value {
        Value::ratio(count - self.mean, self.variance.max(0.0).sqrt(), Why::TooFew)
    }
}

/// The brokerage roles of everybody.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Brokerage {
    /// By person: open paths on which this person stands in the middle, by role.
    pub counts: Vec<[u64; 5]>,
    /// Over everybody.
    pub totals: [u64; 5],
    /// By school: what a person there would have if ties fell at random. Empty when the density is undefined.
    pub person: Vec<[Expected; 5]>,
    /// What everybody together would have; none when the density is undefined.
    pub group: Option<[Expected; 5]>,
}

impl Brokerage {
    /// How far a person's count is from what chance gives, in standard deviations.
    pub fn person_z(&self, person: usize, school: u32, role: usize) -> Value {
        match self.person.get(school as usize) {
            Some(expected) => expected[role].z(self.counts[person][role] as f64),
            None => Value::Undefined(Why::TooFew),
        }
    }

    /// How far the total of a role is from what chance gives, in standard deviations.
    pub fn total_z(&self, role: usize) -> Value {
        self.group.map_or(Value::Undefined(Why::TooFew), |g| g[role].z(self.totals[role] as f64))
    }
}

/// Brokerage roles: open paths a → v → b without a → b, by the schools of the three.
///
/// # Formula
/// coordinator: a, v and b of one school; itinerant: a and b of one school, v of another; gatekeeper: v and b of one
/// school, a of another; representative: a and v of one school, b of another; liaison: three schools.
/// Expected mean and variance: ties fall independently with the density of the network, schools stay as they are.
///
/// # Reads
/// The arcs among people who have a school (`schools`, by person). Label `external` marks outsiders: they stand at the
/// ends of paths, and are left out of counts of brokers and of the expectation; give a number above all schools when
/// there are none.
///
/// # Value
/// Counts of paths. z is `Undefined::TooFew` where the variance is 0 or fewer than two people have a school. The normal
/// approximation is doubtful for small networks. Columns are empty for somebody who did not answer, and all of them
/// where people were asked within their own school only.
///
/// # Cost
/// Paths are counted by school, then those with a → b are taken off: Σ over ties a → v of the out-degree of a. Shared
/// among threads on large networks.
///
/// # Source
/// Gould and Fernandez (1989), *Sociological Methodology* 19:89–126; counts, expectations and z as sna `brokerage`
/// (`w_I`, `w_O`, `b_OI`, `b_IO`, `b_O` there).
///
/// # Example
/// ```
/// use staffroom::{measures::brokerage::roles::gould_fernandez, network::adjacency::Adjacency};
/// let path = Adjacency::from_arcs(3, [(0, 1, 1.0), (1, 2, 1.0)]);
/// let found = gould_fernandez(&path, &[Some(0), Some(0), Some(1)], u32::MAX);
/// assert_eq!(found.counts[1], [0, 0, 0, 1, 0]);
/// ```
pub fn gould_fernandez(adjacency: &Adjacency, schools: &[Option<u32>], external: u32) -> Brokerage {
    let n = adjacency.len();
    let label: Vec<u32> = schools.iter().map(|s| s.unwrap_or(u32::MAX)).collect();
    let most = label.iter().filter(|&&s| s != u32::MAX).max().map_or(0, |&s| s as usize + 1);
    let block = |scratch: &mut Scratch, b: usize| -> Vec<[u64; 5]> {
        scratch.mark.resize(n, u32::MAX);
        scratch.from.resize(most, 0);
        scratch.to.resize(most, 0);
        let people = (b * BLOCK) as u32..((b + 1) * BLOCK).min(n) as u32;
        people.map(|v| around(adjacency, &label, external, v, scratch)).collect()
    };
    let blocks = 0..n.div_ceil(BLOCK);
    let counts: Vec<[u64; 5]> = if n < SHARE_FROM {
        let mut scratch = Scratch::default();
        blocks.flat_map(|b| block(&mut scratch, b)).collect()
    } else {
        blocks.into_par_iter().map_init(Scratch::default, block).collect::<Vec<_>>().into_iter().flatten().collect()
    };
    let mut totals = [0u64; 5];
    for count in &counts {
        totals.iter_mut().zip(count).for_each(|(t, x)| *t += x);
    }

    let inside = |v: u32| label[v as usize] != u32::MAX && label[v as usize] != external;
    let people = (0..n as u32).filter(|&v| inside(v));
    let mut sizes: Vec<u64> = Vec::new();
    for v in people.clone() {
        let school = label[v as usize] as usize;
        sizes.resize(sizes.len().max(school + 1), 0);
        sizes[school] += 1;
    }
    let ties: usize = people.map(|v| adjacency.out.of(v).iter().filter(|&&w| inside(w)).count()).sum();
    let all = sizes.iter().sum::<u64>();
    if all < 2 {
        return Brokerage { counts, totals, person: Vec::new(), group: None };
    }
    let density = ties as f64 / (all as f64 * (all as f64 - 1.0));
    let chance = Chance::new(&sizes, density);
    let person = sizes.iter().map(|&size| chance.person(size as f64)).collect();
    Brokerage { counts, totals, person, group: Some(chance.group()) }
}

/// What one task needs.
#[derive(Default)]
struct Scratch {
    /// Whom the broker names: marked with the broker.
    mark: Vec<u32>,
    /// By school: who names the broker.
    from: Vec<u64>,
    /// By school: whom the broker names.
    to: Vec<u64>,
}

/// The roles of one person.
fn around(adjacency: &Adjacency, label: &[u32], external: u32, v: u32, scratch: &mut Scratch) -> [u64; 5] {
    let own = label[v as usize];
    if own == u32::MAX || own == external {
        return [0; 5];
    }
    let (named_by, names) = (adjacency.into.of(v), adjacency.out.of(v));
    if named_by.is_empty() || names.is_empty() {
        return [0; 5];
    }
    let placed = |w: &&u32| label[**w as usize] != u32::MAX;
    for &b in names {
        scratch.mark[b as usize] = v;
    }
    let (mut from, mut to) = (0u64, 0u64);
    for &a in named_by.iter().filter(placed) {
        scratch.from[label[a as usize] as usize] += 1;
        from += 1;
    }
    for &b in names.iter().filter(placed) {
        scratch.to[label[b as usize] as usize] += 1;
        to += 1;
    }
    let (from_own, to_own) = (scratch.from[own as usize], scratch.to[own as usize]);
    let mut same = 0;
    for &a in named_by.iter().filter(placed) {
        let school = label[a as usize] as usize;
        if school != own as usize {
            // Cleared at once, so that a school counts once however many of its people name the broker.
            same += std::mem::take(&mut scratch.from[school]) * scratch.to[school];
        }
    }
    let mut paths = [
        from_own * to_own,
        same,
        (from - from_own) * to_own,
        from_own * (to - to_own),
        (from - from_own) * (to - to_own) - same,
    ];
    scratch.from[own as usize] = 0;
    names.iter().filter(placed).for_each(|&b| scratch.to[label[b as usize] as usize] = 0);
    // Paths back to where they came from, and paths with a short cut, are not open.
    for &a in named_by.iter().filter(placed) {
        let start = label[a as usize];
        if scratch.mark[a as usize] == v {
            paths[role(start, own, start)] -= 1;
        }
        for &b in adjacency.out.of(a).iter().filter(placed) {
            if scratch.mark[b as usize] == v {
                paths[role(start, own, label[b as usize])] -= 1;
            }
        }
    }
    paths
}

/// The role of the one in the middle.
fn role(a: u32, v: u32, b: u32) -> usize {
    match (a == v, v == b, a == b) {
        (true, true, _) => 0,
        (false, false, true) => 1,
        (false, true, _) => 2,
        (true, false, _) => 3,
        (false, false, false) => 4,
    }
}

/// Gould and Fernandez's expectations under ties that fall at random, with sums over schools taken beforehand so that
/// thousands of schools cost no more than a few.
struct Chance {
    /// Number of people.
    all: f64,
    /// Power sums of the school sizes: Σ n, Σ n², Σ n³, Σ n⁴.
    sums: [f64; 4],
    /// d²(1 − d).
    open: f64,
    /// d³(1 − d)³, d⁴(1 − d)², d⁵(1 − d).
    pairs: [f64; 3],
}

impl Chance {
    fn new(sizes: &[u64], d: f64) -> Chance {
        let sum = |power: i32| sizes.iter().map(|&n| (n as f64).powi(power)).sum::<f64>();
        let not = 1.0 - d;
        Chance {
            all: sum(1),
            sums: [sum(1), sum(2), sum(3), sum(4)],
            open: d.powi(2) * not,
            pairs: [d.powi(3) * not.powi(3), d.powi(4) * not.powi(2), d.powi(5) * not],
        }
    }

    /// Somebody in a school of `n`. The other schools' sums are those of all less the own.
    fn person(&self, n: f64) -> [Expected; 5] {
        let big = self.all;
        let [s1, s2, s3, _] = self.sums;
        let (o1, o2, o3) = (s1 - n, s2 - n.powi(2), s3 - n.powi(3));
        let two = |x: f64| x * (x - 1.0) / 2.0;
        // Σ over other schools m: m · (N − n − m over 2).
        let k = big - n;
        let across = f64::midpoint((k * k - k) * o1 - (2.0 * k - 1.0) * o2, o3);
        let paths = [(n - 1.0) * (n - 2.0), o2 - o1, (big - n) * (n - 1.0), (big - n) * (n - 1.0), o1 * o1 - o2];
        let gate = 2.0 * ((n - 1.0) * two(big - n) + (big - n) * two(n - 1.0));
        let together =
            [2.0 * (n - 1.0) * (n - 2.0) * (n - 3.0), 2.0 * (o3 - 3.0 * o2 + 2.0 * o1), gate, gate, 4.0 * across];
        let [a, _, _] = self.pairs;
        std::array::from_fn(|r| {
            let mean = self.open * paths[r];
            Expected { mean, variance: mean * (1.0 - self.open) + together[r] * a }
        })
    }

    /// Everybody together.
    fn group(&self) -> [Expected; 5] {
        let big = self.all;
        let [s1, s2, s3, s4] = self.sums;
        let [a, b, c] = self.pairs;
        // Σ over schools.
        let falling3 = s3 - 3.0 * s2 + 2.0 * s1; // n(n−1)(n−2)
        let falling3_n = s4 - 3.0 * s3 + 2.0 * s2; // n · n(n−1)(n−2)
        let coordinator = (4.0 * falling3_n - 10.0 * falling3) * a - 4.0 * (falling3_n - 3.0 * falling3) * b
            + (falling3_n - 3.0 * falling3) * c;
        // Σ over ordered pairs of different schools x, y of x(x − 1) y · …
        let xx1 = s2 - s1; // x(x−1)
        let xx1_x = s3 - s2; // x · x(x−1)
        let all_pairs =
            (2.0 * xx1_x * s1 + 2.0 * xx1 * s2 - 6.0 * xx1 * s1) * a + ((big - 1.0) * xx1 * s1 - xx1_x * s1) * c;
        let itself = (4.0 * (s4 - s3) - 6.0 * (s3 - s2)) * a + ((big - 1.0) * (s3 - s2) - (s4 - s3)) * c;
        let itinerant = all_pairs - itself;
        // Σ n (N − n)(n − 1), and the same with (n − 2).
        let gates = big * s2 - big * s1 - s3 + s2;
        let gates_n = big * s3 - big * s2 - s4 + s3;
        let gate = gates * (big - 3.0) * a + (gates_n - 2.0 * gates) * c;
        // Σ over three different schools of x y z, and of x² y z.
        let xyz = s1.powi(3) - 3.0 * s1 * s2 + 2.0 * s3;
        let xxyz = s2 * s1.powi(2) - s2 * s2 - 2.0 * s3 * s1 + 2.0 * s4;
        let liaison = ((4.0 * big - 2.0) * xyz - 8.0 * xxyz) * (a - b) + ((big - 1.0) * xyz - 2.0 * xxyz) * c;
        let paths = [falling3, gates, gates, gates, xyz];
        let together = [coordinator, itinerant, gate, gate, liaison];
        std::array::from_fn(|r| {
            let mean = self.open * paths[r];
            Expected { mean, variance: mean * (1.0 - self.open) + together[r] }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(n: usize, list: &[(u32, u32)]) -> Adjacency {
        Adjacency::from_arcs(n, list.iter().map(|&(a, b)| (a, b, 1.0)))
    }

    #[test]
    fn the_broker_of_the_toy_case_stands_in_all_five_roles() {
        // domain.md T8: A = {a1, a2}, B = {b1, b2, b3}, C = {c1}; a1>b1 b1>b2 b1>c1 b3>b1 b1>a2.
        let t8 = graph(6, &[(0, 2), (2, 3), (2, 5), (4, 2), (2, 1)]);
        let schools = [0, 0, 1, 1, 1, 2].map(Some);
        let found = gould_fernandez(&t8, &schools, 3);
        assert_eq!(found.counts[2], [1, 1, 1, 2, 1]);
        assert!(found.counts.iter().enumerate().all(|(v, c)| v == 2 || *c == [0; 5]));
        assert_eq!(found.totals.iter().sum::<u64>(), 6);
    }

    #[test]
    fn the_roles_of_toy_b_are_those_of_sna() {
        // conventions.md toy B, groups {1,2} {3,4} {5,6}; sna calls the gatekeeper b_OI, the representative b_IO.
        let b = graph(6, &[(0, 1), (1, 0), (0, 2), (2, 1), (3, 0), (3, 2), (2, 3), (4, 3)]);
        let found = gould_fernandez(&b, &[0, 0, 1, 1, 2, 2].map(Some), 3);
        let expected = [[0, 0, 1, 1, 0], [0, 0, 1, 0, 0], [0, 0, 1, 1, 0], [0, 0, 1, 1, 1], [0; 5], [0; 5]];
        assert_eq!(found.counts, expected);
    }

    #[test]
    fn people_at_group_level_stand_on_no_path_and_outsiders_at_the_ends_only() {
        // 0 → 1 → 2 and 1 → 3; 1 at school 0, 0 at group level, 2 outside, 3 at school 1, and 2 → 3 as well.
        let ties = graph(4, &[(0, 1), (1, 2), (1, 3), (2, 3), (3, 1)]);
        let found = gould_fernandez(&ties, &[None, Some(0), Some(2), Some(1)], 2);
        // 3 → 1 → 2 and 2 → 3 → 1 are open, and both lead through three schools, one of them outside.
        assert_eq!(found.counts, [[0; 5], [0, 0, 0, 0, 1], [0; 5], [0, 0, 0, 0, 1]]);
    }

    #[test]
    fn chance_needs_two_people() {
        let one = gould_fernandez(&graph(1, &[]), &[Some(0)], 1);
        assert_eq!(one.group, None);
        assert_eq!(one.person_z(0, 0, 0), Value::Undefined(Why::TooFew));
    }
}

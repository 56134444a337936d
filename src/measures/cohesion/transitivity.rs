//! Closure: do contacts of one person know each other?

use super::dyads::ways;
use crate::error::Why;
use crate::measures::Value;
use crate::measures::ground::SHARE_FROM;
use crate::network::adjacency::Adjacency;
use rayon::prelude::*;

/// How many people one task takes, so that sums come out the same for any number of threads.
const BLOCK: usize = 1_024;

/// Triangles through each person: pairs of contacts who are in contact themselves.
///
/// # Formula
/// `t(i) = |{ {j, k} : i − j, i − k, j − k }|`
///
/// # Reads
/// The undirected graph.
///
/// # Value
/// A count for everybody; the sum is three times the number of triangles.
///
/// # Cost
/// Each contact is looked at from its end with fewer contacts: pairs · √pairs at worst, about the pairs times the mean
/// number of contacts in practice.
///
/// # Source
/// Schank and Wagner (2005), the algorithm "forward".
pub fn triangles(adjacency: &Adjacency) -> Vec<u64> {
    let n = adjacency.len();
    let upward = Upward::of(adjacency);
    let mut through = vec![0u64; n];
    let mut mark = vec![u32::MAX; n];
    for v in 0..n as u32 {
        for &w in upward.of_person(v) {
            mark[w as usize] = v;
        }
        let mut own = 0;
        for &w in upward.of_person(v) {
            let mut closed = 0;
            for &x in upward.of_person(w) {
                if mark[x as usize] == v {
                    closed += 1;
                    through[x as usize] += 1;
                }
            }
            through[w as usize] += closed;
            own += closed;
        }
        through[v as usize] += own;
    }
    through
}

/// Contacts from the person with fewer contacts to the one with more, so that nobody has a long list and every triangle
/// is met once.
struct Upward {
    offsets: Vec<usize>,
    targets: Vec<u32>,
    /// Where each stands in `both`.
    places: Vec<u32>,
}

impl Upward {
    fn of(adjacency: &Adjacency) -> Upward {
        let both = &adjacency.both;
        let n = adjacency.len();
        let mut offsets = Vec::with_capacity(n + 1);
        let mut targets: Vec<u32> = Vec::with_capacity(adjacency.pairs());
        let mut places: Vec<u32> = Vec::with_capacity(adjacency.pairs());
        offsets.push(0);
        for v in 0..n as u32 {
            let own = (both.degree(v), v);
            for (e, &w) in both.range(v).zip(both.of(v)) {
                if own < (both.degree(w), w) {
                    targets.push(w);
                    places.push(e as u32);
                }
            }
            offsets.push(targets.len());
        }
        Upward { offsets, targets, places }
    }

    fn of_person(&self, v: u32) -> &[u32] {
        &self.targets[self.range(v)]
    }

    fn range(&self, v: u32) -> std::ops::Range<usize> {
        self.offsets[v as usize]..self.offsets[v as usize + 1]
    }
}

/// Triangles by the direction of their ties: bits 1 and 2 tell whether the first names the second and is named, 4 and 8
/// the first and third, 16 and 32 the second and third.
pub(crate) fn directed_triangles(adjacency: &Adjacency) -> [u64; 64] {
    let n = adjacency.len();
    let upward = Upward::of(adjacency);
    let ways = ways(adjacency);
    let codes: Vec<u8> = upward.places.iter().map(|&e| ways[e as usize]).collect();
    let block = |mark: &mut Vec<u8>, b: usize| {
        mark.resize(n, 0);
        let mut found = [0u64; 64];
        for v in (b * BLOCK) as u32..((b + 1) * BLOCK).min(n) as u32 {
            let own = upward.range(v);
            for e in own.clone() {
                mark[upward.targets[e] as usize] = codes[e] << 2;
            }
            for e in own.clone() {
                for f in upward.range(upward.targets[e]) {
                    let third = mark[upward.targets[f] as usize];
                    if third > 0 {
                        found[usize::from(codes[e] | third | codes[f] << 4)] += 1;
                    }
                }
            }
            for e in own {
                mark[upward.targets[e] as usize] = 0;
            }
        }
        found
    };
    let blocks = 0..n.div_ceil(BLOCK);
    let parts: Vec<[u64; 64]> = if n < SHARE_FROM {
        let mut mark = Vec::new();
        blocks.map(|b| block(&mut mark, b)).collect()
    } else {
        blocks.into_par_iter().map_init(Vec::new, block).collect()
    };
    parts.iter().fold([0; 64], |sum, part| std::array::from_fn(|code| sum[code] + part[code]))
}

/// Clustering of a person: of all pairs of contacts, how many are in contact themselves.
///
/// # Formula
/// `C(i) = 2 t(i) / (d(i)(d(i) − 1))`, t the triangles through i and d its contacts
///
/// # Reads
/// The undirected graph. Contacts who did not answer count by what others report of them.
///
/// # Value
/// A share. `Undefined::NoTies` without contacts, `Undefined::TooFew` with one (NetworkX says 0 for both). The column
/// `clustering` is empty for somebody who did not answer.
///
/// # Source
/// Watts and Strogatz (1998), *Nature* 393:440–442; as igraph `transitivity(type = "local")`.
///
/// # Example
/// ```
/// use staffroom::measures::cohesion::transitivity::{clustering, triangles};
/// use staffroom::network::adjacency::Adjacency;
/// let kite = Adjacency::from_arcs(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (2, 3, 1.0)]);
/// let c = clustering(&kite, &triangles(&kite));
/// assert_eq!((c[0].number(), c[2].number(), c[3].number()), (Some(1.0), Some(1.0 / 3.0), None));
/// ```
pub fn clustering(adjacency: &Adjacency, triangles: &[u64]) -> Vec<Value> {
    let each = triangles.iter().enumerate();
    each.map(|(v, &t)| {
        let d = f64::from(adjacency.both.degree(v as u32));
        let why = if d == 0.0 { Why::NoTies } else { Why::TooFew };
        Value::ratio(2.0 * t as f64, d * (d - 1.0), why)
    })
    .collect()
}

/// Mean clustering over people with two contacts or more.
///
/// # Formula
/// `Σ_i C(i) / |{ i : d(i) ≥ 2 }|`, the sum over the same people
///
/// # Reads
/// As [`clustering`]; the others are left out, not counted as 0 (NetworkX counts them).
///
/// # Value
/// A share. `Undefined::NoTies` when nobody has two contacts.
///
/// # Source
/// As igraph `transitivity(type = "localaverage", isolates = "NaN")`.
pub fn mean_clustering(adjacency: &Adjacency, triangles: &[u64]) -> Value {
    let (mut sum, mut people) = (0.0, 0u32);
    for value in clustering(adjacency, triangles) {
        if let Value::Number(c) = value {
            sum += c;
            people += 1;
        }
    }
    Value::ratio(sum, f64::from(people), Why::NoTies)
}

/// Transitivity of the undirected graph: of all chains of two contacts, how many are closed.
///
/// # Formula
/// `3 · triangles / Σ_i d(i)(d(i) − 1)/2`
///
/// # Reads
/// The undirected graph, people who did not answer included.
///
/// # Value
/// A share. `Undefined::NoTies` without a chain of two (sna says 1).
///
/// # Source
/// As igraph `transitivity(type = "global")`, NetworkX `transitivity`.
pub fn transitivity(adjacency: &Adjacency, triangles: &[u64]) -> Value {
    let chains: u64 = (0..adjacency.len() as u32)
        .map(|v| u64::from(adjacency.both.degree(v)))
        .map(|d| d * d.saturating_sub(1) / 2)
        .sum();
    Value::ratio(triangles.iter().sum::<u64>() as f64, chains as f64, Why::NoTies)
}

/// Directed transitivity, the weak form: of all two-step paths i → j → k, how many have i → k as well.
///
/// # Formula
/// `|{ (i, j, k) : i → j, j → k, i → k }| / |{ (i, j, k) : i → j, j → k }|`, three different people
///
/// # Reads
/// The arcs of the graph.
///
/// # Value
/// A share. `Undefined::NoTies` without a path of two steps (sna says 1).
///
/// # Cost
/// Each triangle once; shared among threads on large networks.
///
/// # Source
/// Wasserman and Faust (1994), *Social Network Analysis*; as sna `gtrans(measure = "weak")`.
///
/// # Example
/// ```
/// use staffroom::{measures::cohesion::transitivity::transitivity_directed, network::adjacency::Adjacency};
/// let t = Adjacency::from_arcs(4, [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0), (2, 3, 1.0)]);
/// assert_eq!(transitivity_directed(&t).number(), Some(1.0 / 3.0));
/// ```
pub fn transitivity_directed(adjacency: &Adjacency) -> Value {
    let paths: u64 = (0..adjacency.len() as u32)
        .map(|v| u64::from(adjacency.into.degree(v)) * u64::from(adjacency.out.degree(v)))
        .sum();
    // Paths that come back to where they started: one for each end of a mutual pair.
    let back = 2 * (adjacency.arcs() - adjacency.pairs()) as u64;
    Value::ratio(transitive(adjacency) as f64, (paths - back) as f64, Why::NoTies)
}

/// Transitive triples i → j → k with i → k.
fn transitive(adjacency: &Adjacency) -> u64 {
    let names = |code: usize, a: usize, b: usize| {
        let (pair, back) = match (a.min(b), a.max(b)) {
            (0, 1) => (0, a > b),
            (0, _) => (2, a > b),
            _ => (4, a > b),
        };
        code >> (pair + usize::from(back)) & 1 == 1
    };
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    let each = |code: usize| {
        let holds = |[i, j, k]: &[usize; 3]| names(code, *i, *j) && names(code, *j, *k) && names(code, *i, *k);
        orders.iter().filter(|order| holds(order)).count() as u64
    };
    directed_triangles(adjacency).iter().enumerate().map(|(code, &count)| count * each(code)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(value: Value, expected: f64) -> bool {
        value.number().is_some_and(|x| (x - expected).abs() < 1e-12)
    }

    #[test]
    fn toy_a_agrees_with_every_peer_on_transitivity_and_with_igraph_on_mean_clustering() {
        // conventions.md toy A: transitivity .6 (all), mean local clustering .7778 without those under two contacts.
        let a = Adjacency::from_arcs(7, [(0, 1), (1, 2), (2, 0), (2, 3), (4, 5)].map(|(a, b)| (a, b, 1.0)));
        let t = triangles(&a);
        assert_eq!(t, [1, 1, 1, 0, 0, 0, 0]);
        assert!(near(transitivity(&a, &t), 0.6));
        assert!(near(mean_clustering(&a, &t), 7.0 / 9.0));
        assert_eq!(clustering(&a, &t)[4], Value::Undefined(Why::TooFew));
        assert_eq!(clustering(&a, &t)[6], Value::Undefined(Why::NoTies));
    }

    #[test]
    fn a_path_that_comes_back_is_not_a_chance_for_closure() {
        let pair = Adjacency::from_arcs(2, [(0, 1, 1.0), (1, 0, 1.0)]);
        assert_eq!(transitivity_directed(&pair), Value::Undefined(Why::NoTies));
        let trio = [(0, 1), (1, 0), (1, 2), (2, 1), (0, 2), (2, 0)].map(|(a, b)| (a, b, 1.0));
        assert_eq!(transitivity_directed(&Adjacency::from_arcs(3, trio)), Value::Number(1.0));
    }

    #[test]
    fn triangles_are_the_same_however_large_the_hub() {
        // A hub tied to everybody in a ring of 6: one triangle for each tie of the ring.
        let ring = (1..7u32).map(|v| (v, v % 6 + 1, 1.0)).chain((1..7).map(|v| (0, v, 1.0)));
        assert_eq!(triangles(&Adjacency::from_arcs(7, ring)), [6, 2, 2, 2, 2, 2, 2]);
    }
}

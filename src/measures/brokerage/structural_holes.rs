//! Burt's structural holes: how far a person's contacts are closed in on each other.

use crate::error::Why;
use crate::measures::Value;
use crate::measures::cohesion::dyads::ways;
use crate::measures::ground::SHARE_FROM;
use crate::network::adjacency::Adjacency;
use rayon::prelude::*;

/// How many people one task takes.
const BLOCK: usize = 512;

/// The weights of Burt's measures: `a(i, j) + a(j, i)`, 1 for a one-way tie and 2 for a mutual one, in the order of
/// `both`; and each person's sum.
struct Weights {
    of: Vec<u8>,
    sum: Vec<f64>,
}

impl Weights {
    fn new(adjacency: &Adjacency) -> Weights {
        let of: Vec<u8> = ways(adjacency).into_iter().map(|w| 1 + u8::from(w == 3)).collect();
        let degree = |v: u32| f64::from(adjacency.out.degree(v) + adjacency.into.degree(v));
        Weights { of, sum: (0..adjacency.len() as u32).map(degree).collect() }
    }
}

/// What one task needs: who is a contact at the moment, and sums for each of these.
#[derive(Default)]
struct Scratch {
    /// By person: 1 + place among the contacts, 0 for others.
    place: Vec<u32>,
    /// By place among the contacts.
    sums: Vec<f64>,
}

/// Values for everybody, block by block in order; shared among threads on large networks.
fn by_block<T: Send>(n: usize, of: impl Fn(u32, &mut Scratch) -> T + Sync) -> Vec<T> {
    let block = |scratch: &mut Scratch, b: usize| -> Vec<T> {
        scratch.place.resize(n, 0);
        ((b * BLOCK) as u32..((b + 1) * BLOCK).min(n) as u32).map(|v| of(v, scratch)).collect()
    };
    let blocks = 0..n.div_ceil(BLOCK);
    if n < SHARE_FROM {
        let mut scratch = Scratch::default();
        blocks.flat_map(|b| block(&mut scratch, b)).collect()
    } else {
        blocks.into_par_iter().map_init(Scratch::default, block).collect::<Vec<_>>().into_iter().flatten().collect()
    }
}

/// Burt's constraint: how far a person's time and energy go to contacts who lead back to one another.
///
/// # Formula
/// `C(i) = Σ_j (p(i,j) + Σ_q p(i,q) p(q,j))²` over contacts j, `q ≠ i, j`;
/// `p(i,j) = (a(i,j) + a(j,i)) / Σ_k (a(i,k) + a(k,i))`, over everybody k: the whole-network variant
///
/// # Reads
/// Contacts in or out; binary, so that a mutual tie weighs 2 and a one-way tie 1. Contacts who did not answer count by
/// what is reported of them.
///
/// # Value
/// Above 0; it can pass 1 (a closed trio has 1.125 each) and is not cut off there. `Undefined::NoTies` for somebody
/// without contacts. The column `constraint` is empty for somebody who did not answer.
///
/// # Cost
/// For each connected pair the contacts of the end with fewer: `Σ p(i,q) p(q,j)` is the same sum for i and for j but for
/// i's own weight, so each pair is looked at once. Shared among threads on large networks.
///
/// # Source
/// Burt (1992), *Structural Holes*, p. 55; as igraph and NetworkX `constraint`.
///
/// # Example
/// ```
/// use staffroom::{measures::brokerage::structural_holes::constraint, network::adjacency::Adjacency};
/// let pair = Adjacency::from_arcs(3, [(0, 1, 1.0), (1, 0, 1.0)]);
/// let c = constraint(&pair);
/// assert_eq!((c[0].number(), c[2].number()), (Some(1.0), None));
/// ```
pub fn constraint(adjacency: &Adjacency) -> Vec<Value> {
    let weights = Weights::new(adjacency);
    let inverse: Vec<f64> = weights.sum.iter().map(|&s| if s > 0.0 { 1.0 / s } else { 0.0 }).collect();
    let mut sums = vec![0.0; adjacency.len()];
    for_pairs(
        adjacency,
        &weights,
        &common(adjacency, &weights, |v, w| w * inverse[v as usize]),
        |v, w, own, shared| {
            let share = (own + shared).powi(2);
            sums[v as usize] += share;
            sums[w as usize] += share;
        },
    );
    let each = sums.into_iter().zip(&weights.sum);
    each.map(|(sum, &own)| Value::ratio(sum, own * own, Why::NoTies)).collect()
}

/// For each connected pair, a sum over the contacts that the two have in common: of the weight with the one times what
/// `hands_on` makes of the weight with the other. Pairs stand in the order of their end with more contacts, and `both`.
fn common(adjacency: &Adjacency, weights: &Weights, hands_on: impl Fn(u32, f64) -> f64 + Sync) -> Vec<f64> {
    let both = &adjacency.both;
    let n = adjacency.len();
    let block = |scratch: &mut Vec<f64>, b: usize| -> Vec<f64> {
        scratch.resize(n, 0.0);
        let mut sums = Vec::new();
        for v in (b * BLOCK) as u32..((b + 1) * BLOCK).min(n) as u32 {
            let contacts = both.of(v);
            for (e, &x) in both.range(v).zip(contacts) {
                scratch[x as usize] = hands_on(x, f64::from(weights.of[e]));
            }
            for &w in contacts.iter().filter(|&&w| leads(adjacency, v, w)) {
                let theirs = both.of(w).iter().zip(&weights.of[both.range(w)]);
                sums.push(theirs.map(|(&x, &weight)| scratch[x as usize] * f64::from(weight)).sum());
            }
            for &x in contacts {
                scratch[x as usize] = 0.0;
            }
        }
        sums
    };
    let blocks = 0..n.div_ceil(BLOCK);
    if n < SHARE_FROM {
        let mut scratch = Vec::new();
        blocks.flat_map(|b| block(&mut scratch, b)).collect()
    } else {
        blocks.into_par_iter().map_init(Vec::new, block).collect::<Vec<_>>().concat()
    }
}

/// Whether a pair is looked at from this end: the one with more contacts, so that the shorter list is walked.
fn leads(adjacency: &Adjacency, v: u32, w: u32) -> bool {
    (adjacency.both.degree(v), v) > (adjacency.both.degree(w), w)
}

/// Each connected pair with its weight and its sum of [`common`], in the same order.
fn for_pairs(adjacency: &Adjacency, weights: &Weights, sums: &[f64], mut of: impl FnMut(u32, u32, f64, f64)) {
    let mut next = sums.iter();
    for v in 0..adjacency.len() as u32 {
        for (e, &w) in adjacency.both.range(v).zip(adjacency.both.of(v)) {
            if leads(adjacency, v, w) {
                of(v, w, f64::from(weights.of[e]), next.next().copied().unwrap_or(0.0));
            }
        }
    }
}

/// Gives each contact a place, from 1; everybody else has place 0, whose sum nobody reads.
fn enter(contacts: &[u32], scratch: &mut Scratch) {
    scratch.sums.clear();
    scratch.sums.resize(contacts.len() + 1, 0.0);
    for (&q, place) in contacts.iter().zip(1..) {
        scratch.place[q as usize] = place;
    }
}

fn leave(contacts: &[u32], scratch: &mut Scratch) {
    for &q in contacts {
        scratch.place[q as usize] = 0;
    }
}

/// Burt's constraint, looking no further than the person's own network: the variant that UCINET takes unless told
/// otherwise.
///
/// # Formula
/// As [`constraint`], but `p(q,j)` for a contact q divides by q's ties with i and with i's contacts only.
///
/// # Reads
/// As [`constraint`].
///
/// # Value
/// As [`constraint`]; never below it. With one contact it is 1, where UCINET has a missing value unless told otherwise.
/// Toy: two schools with one bridge (`domain.md` T4), a2 has 1.125 here and 1.0069 there.
///
/// # Source
/// Burt (1992); UCINET, structural holes, "ego network model".
pub fn constraint_ego(adjacency: &Adjacency) -> Vec<Value> {
    let both = &adjacency.both;
    let weights = Weights::new(adjacency);
    by_block(adjacency.len(), |i, scratch| {
        let contacts = both.of(i);
        if contacts.is_empty() {
            return Value::Undefined(Why::NoTies);
        }
        enter(contacts, scratch);
        for (e, &q) in both.range(i).zip(contacts) {
            let p = f64::from(weights.of[e]) / weights.sum[i as usize];
            scratch.sums[scratch.place[q as usize] as usize] += p;
            let inside = || both.range(q).zip(both.of(q)).map(|(f, &j)| (j, f64::from(weights.of[f])));
            let near = |j: u32, place: &[u32]| j == i || place[j as usize] > 0;
            let sum: f64 = inside().filter(|&(j, _)| near(j, &scratch.place)).map(|(_, w)| w).sum();
            for (j, w) in inside() {
                scratch.sums[scratch.place[j as usize] as usize] += p * w / sum;
            }
        }
        let sum = scratch.sums[1..].iter().map(|s| s * s).sum();
        leave(contacts, scratch);
        Value::Number(sum)
    })
}

/// Effective size and hierarchy of everybody.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Holes {
    /// Burt's effective size.
    pub effective_size: Vec<Value>,
    /// Burt's hierarchy.
    pub hierarchy: Vec<Value>,
}

/// Burt's effective size and hierarchy.
///
/// # Formula
/// effective size: `Σ_j (1 − Σ_q p(i,q) m(j,q))` over contacts j and q, `q ≠ j`;
/// `m(j,q) = (a(j,q) + a(q,j)) / max_k (a(j,k) + a(k,j))`.
/// hierarchy: `Σ_j r(j) ln r(j) / (N ln N)`, `r(j) = c(i,j) / (C(i)/N)`, c(i,j) the share of contact j in the constraint
/// and N the number of contacts.
///
/// # Reads
/// As [`constraint`]. On mutual ties effective size is n − 2t/n (Borgatti 1997).
///
/// # Value
/// Effective size: 1 to the number of contacts, `Undefined::NoTies` without. Hierarchy: 0 (all contacts constrain alike)
/// to 1 (one does), `Undefined::TooFew` under two contacts (with one, `EasyGraph` says 0 and UCINET 1). Columns are empty
/// for somebody who did not answer.
///
/// # Cost
/// Twice that of [`constraint`].
///
/// # Source
/// Burt (1992), *Structural Holes*, pp. 52 and 71; effective size as NetworkX `effective_size(S, nodes=list(S), weight="weight")`,
/// S the undirected graph with weights a(i,j) + a(j,i). Without `nodes`, NetworkX 3.6.1 divides the weights of j by the
/// strongest ties of others instead of by those of j: another number where some ties are mutual and some are not.
///
/// # Example
/// ```
/// use staffroom::{measures::brokerage::structural_holes::holes, network::adjacency::Adjacency};
/// let kite = [(0, 1), (1, 2), (2, 0), (2, 3)].into_iter().flat_map(|(a, b)| [(a, b, 1.0), (b, a, 1.0)]);
/// let found = holes(&Adjacency::from_arcs(4, kite));
/// assert!((found.effective_size[2].number().unwrap() - 7.0 / 3.0).abs() < 1e-12);
/// assert_eq!(found.hierarchy[3].number(), None);
/// ```
pub fn holes(adjacency: &Adjacency) -> Holes {
    let n = adjacency.len();
    let weights = Weights::new(adjacency);
    let inverse: Vec<f64> = weights.sum.iter().map(|&s| if s > 0.0 { 1.0 / s } else { 0.0 }).collect();
    // The largest weight of a contact, 1 or 2.
    let strongest = |v: u32| f64::from(weights.of[adjacency.both.range(v)].iter().copied().max().unwrap_or(1));
    let strongest: Vec<f64> = (0..n as u32).map(strongest).collect();
    let mut redundant = vec![0.0; n];
    for_pairs(adjacency, &weights, &common(adjacency, &weights, |_, weight| weight), |v, w, _, shared| {
        redundant[v as usize] += shared / strongest[w as usize];
        redundant[w as usize] += shared / strongest[v as usize];
    });
    // Shares of the constraint, times the square of the own sum of weights; and these times their logarithm.
    let (mut shares, mut logs) = (vec![0.0; n], vec![0.0; n]);
    for_pairs(
        adjacency,
        &weights,
        &common(adjacency, &weights, |v, w| w * inverse[v as usize]),
        |v, w, own, shared| {
            let share = (own + shared).powi(2);
            let log = share * share.ln();
            for end in [v as usize, w as usize] {
                shares[end] += share;
                logs[end] += log;
            }
        },
    );
    let contacts = |v: usize| f64::from(adjacency.both.degree(v as u32));
    let size = |v: usize| {
        let number = Value::Number(contacts(v) - redundant[v] * inverse[v]);
        if contacts(v) > 0.0 { number } else { Value::Undefined(Why::NoTies) }
    };
    let hierarchy = |v: usize| hierarchy(contacts(v), shares[v], logs[v]);
    Holes { effective_size: (0..n).map(size).collect(), hierarchy: (0..n).map(hierarchy).collect() }
}

/// How unequally the constraint is spread over `n` contacts, from the sum of the shares x and the sum of x ln x.
fn hierarchy(n: f64, shares: f64, logs: f64) -> Value {
    if n < 1.5 {
        return Value::Undefined(if n < 0.5 { Why::NoTies } else { Why::TooFew });
    }
    // Σ r ln r with r = n x / Σ x; equal shares may come out a rounding below 0.
    let disorder = n * (logs / shares - (shares / n).ln());
    Value::Number((disorder / (n * n.ln())).max(0.0))
}

/// Efficiency: effective size for each contact.
///
/// # Formula
/// `effective_size(i) / d(i)`, d the number of contacts
///
/// # Reads
/// As [`constraint`].
///
/// # Value
/// A share: 1 when no contact knows another. `Undefined::NoTies` without contacts.
///
/// # Source
/// Burt (1992), *Structural Holes*, p. 53.
pub fn efficiency(adjacency: &Adjacency, effective_size: &[Value]) -> Vec<Value> {
    let each = effective_size.iter().enumerate();
    each.map(|(v, &size)| match size {
        Value::Number(x) => Value::ratio(x, f64::from(adjacency.both.degree(v as u32)), Why::NoTies),
        undefined @ Value::Undefined(_) => undefined,
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(n: usize, list: &[(u32, u32)]) -> Adjacency {
        Adjacency::from_arcs(n, list.iter().map(|&(a, b)| (a, b, 1.0)))
    }

    fn mutual(n: usize, list: &[(u32, u32)]) -> Adjacency {
        Adjacency::from_arcs(n, list.iter().flat_map(|&(a, b)| [(a, b, 1.0), (b, a, 1.0)]))
    }

    fn rounded(values: &[Value]) -> Vec<Option<f64>> {
        values.iter().map(|v| v.number().map(|x| (x * 1e4).round() / 1e4)).collect()
    }

    #[test]
    fn constraint_of_the_toy_graphs_is_that_of_networkx_and_igraph() {
        let a = mutual(7, &[(0, 1), (1, 2), (2, 0), (2, 3), (4, 5)]);
        let expected = [1.0069, 1.0069, 0.6111, 1.0, 1.0, 1.0];
        assert_eq!(rounded(&constraint(&a))[..6], expected.map(Some));
        assert_eq!(constraint(&a)[6], Value::Undefined(Why::NoTies));
        let b = graph(6, &[(0, 1), (1, 0), (0, 2), (2, 1), (3, 0), (3, 2), (2, 3), (4, 3)]);
        assert_eq!(rounded(&constraint(&b))[..5], [0.7504, 0.8125, 0.7504, 0.5195, 1.0].map(Some));
    }

    #[test]
    fn effective_size_of_the_toy_graphs_is_that_of_networkx() {
        let b = graph(6, &[(0, 1), (1, 0), (0, 2), (2, 1), (3, 0), (3, 2), (2, 3), (4, 3)]);
        assert_eq!(rounded(&holes(&b).effective_size)[..5], [2.125, 1.5, 2.125, 2.625, 1.0].map(Some));
        let a = mutual(7, &[(0, 1), (1, 2), (2, 0), (2, 3), (4, 5)]);
        let size = holes(&a).effective_size;
        assert_eq!(rounded(&size)[..6], [1.0, 1.0, 2.3333, 1.0, 1.0, 1.0].map(Some));
        assert_eq!(rounded(&efficiency(&a, &size))[2], Some(0.7778));
    }

    #[test]
    fn the_small_cases_of_the_conventions_hold() {
        // A closed trio 1.125 each, a pair 1, the centre of a star of four .25 and its leaves 1.
        assert_eq!(rounded(&constraint(&mutual(3, &[(0, 1), (1, 2), (2, 0)]))), [Some(1.125); 3]);
        assert_eq!(rounded(&constraint(&mutual(2, &[(0, 1)]))), [Some(1.0); 2]);
        let star = mutual(5, &[(0, 1), (0, 2), (0, 3), (0, 4)]);
        assert_eq!(rounded(&constraint(&star)), [0.25, 1.0, 1.0, 1.0, 1.0].map(Some));
        assert_eq!(rounded(&holes(&star).effective_size), [4.0, 1.0, 1.0, 1.0, 1.0].map(Some));
        assert_eq!(rounded(&holes(&star).hierarchy)[0], Some(0.0));
    }

    #[test]
    fn looking_no_further_than_the_own_network_constrains_more() {
        // domain.md T4: a2 has 1.0069 in the whole network and 1.125 in its own.
        let t4 = mutual(6, &[(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (0, 3)]);
        assert_eq!(rounded(&constraint(&t4))[..2], [0.6111, 1.0069].map(Some));
        assert_eq!(rounded(&constraint_ego(&t4))[1], Some(1.125));
    }

    #[test]
    fn one_thread_and_many_give_the_same_constraint() {
        let n = 5_000u32;
        let ring =
            Adjacency::from_arcs(n as usize, (0..n).flat_map(|v| [(v, (v + 1) % n, 1.0), (v, (v * 7 + 3) % n, 1.0)]));
        let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let one = pool(1).install(|| constraint(&ring));
        assert!(one == pool(3).install(|| constraint(&ring)));
    }
}

//! Core and rim: how deep a person stands in the dense part of the network, and how well "core and periphery" describes
//! it.

use super::ground::group_graph;
use super::{Column, Family, Kind, Made, Scope, Value};
use crate::error::Why;
use crate::network::adjacency::{Adjacency, Rows};
use rayon::prelude::*;
use std::borrow::Cow;
use std::ops::Range;

/// Cores of a layer.
pub(crate) const KCORE: Family = Family {
    name: "kcore",
    columns: &[(Scope::Person, "coreness"), (Scope::Layer, "max_coreness")],
    walks_paths: false,
    make: |scene| {
        let own = coreness(scene.adjacency);
        let deepest = match group_graph(scene) {
            Cow::Borrowed(_) => max_coreness(&own),
            Cow::Owned(graph) => max_coreness(&coreness(&graph)),
        };
        let numbers = own.into_iter().map(f64::from).collect();
        vec![
            Made::new(Scope::Person, vec![Column::full("coreness", Kind::Count, numbers)]),
            Made::new(Scope::Layer, vec![Column::new("max_coreness", Kind::Count, [deepest])]),
        ]
    },
};

/// Coreness: the largest k such that a person is in a group in which everybody has k contacts or more.
///
/// # Formula
/// `coreness(i) = max { k : i is in the largest subgraph in which every degree is k or more }`
///
/// # Reads
/// The undirected simple graph: a mutual tie is one contact. (igraph and NetworkX count it twice on a directed graph,
/// sna counts arcs; make the graph undirected there first.)
///
/// # Value
/// A count, 0 for somebody without contacts; computed on the observed ties for everybody.
///
/// # Cost
/// One walk over the contacts: people are peeled off level by level, and each level looks only at those still there.
/// Shared among threads on large networks.
///
/// # Source
/// Seidman (1983), *Social Networks* 5:269–287; Batagelj and Zaveršnik (2011).
///
/// # Example
/// ```
/// use staffroom::{measures::cores::coreness, network::adjacency::Adjacency};
/// let kite = Adjacency::from_arcs(5, [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (2, 3, 1.0)]);
/// assert_eq!(coreness(&kite), [2, 2, 2, 1, 0]);
/// ```
pub fn coreness(adjacency: &Adjacency) -> Vec<u32> {
    in_parts(&adjacency.both, PART)
}

/// How many people are peeled by one thread, next to each other: a thread that keeps to them finds most of their contacts
/// near by.
const PART: usize = 1 << 14;

fn in_parts(both: &Rows, people: usize) -> Vec<u32> {
    let n = both.len() as u32;
    let firsts = (0..n).step_by(people);
    let mut parts: Vec<Part> = firsts.map(|first| Part::of(both, first..n.min(first + people as u32))).collect();
    let mut level = 0;
    loop {
        let lowest = each_part(&mut parts, |part| part.gather(level)).into_iter().min().unwrap_or(u32::MAX);
        let any = parts.iter().any(|part| !part.peel.is_empty());
        while parts.iter().any(|part| !part.peel.is_empty()) {
            each_part(&mut parts, |part| part.peel_off(both, level));
            for at in 0..parts.len() {
                let mut elsewhere = std::mem::take(&mut parts[at].elsewhere);
                elsewhere.drain(..).for_each(|w| parts[w as usize / people].lose(w, level));
                parts[at].elsewhere = elsewhere;
            }
        }
        if lowest == u32::MAX {
            return parts.into_iter().flat_map(|part| part.left).collect();
        }
        level = if any { level + 1 } else { lowest };
    }
}

fn each_part<T: Send>(parts: &mut [Part], work: impl Fn(&mut Part) -> T + Sync + Send) -> Vec<T> {
    if parts.len() == 1 { vec![work(&mut parts[0])] } else { parts.par_iter_mut().map(work).collect() }
}

/// People who stand next to each other.
struct Part {
    first: u32,
    /// Contacts still there; once a person is peeled off, this is the coreness and no longer changes.
    left: Vec<u32>,
    there: Vec<u32>,
    peel: Vec<u32>,
    /// People of other parts who lose a contact.
    elsewhere: Vec<u32>,
}

impl Part {
    fn of(both: &Rows, people: Range<u32>) -> Part {
        let left = people.clone().map(|v| both.degree(v)).collect();
        Part { first: people.start, left, there: people.collect(), peel: Vec::new(), elsewhere: Vec::new() }
    }

    /// Whom to peel off at a level, and the lowest number of contacts of those who stay.
    fn gather(&mut self, level: u32) -> u32 {
        let mut lowest = u32::MAX;
        self.there.retain(|&v| {
            let d = self.left[(v - self.first) as usize];
            if d > level {
                lowest = lowest.min(d);
            } else if d == level {
                self.peel.push(v);
            }
            d > level
        });
        lowest
    }

    /// Takes people off, and those of this part who are left with too few contacts.
    fn peel_off(&mut self, both: &Rows, level: u32) {
        while let Some(v) = self.peel.pop() {
            for &w in both.of(v) {
                self.lose(w, level);
            }
        }
    }

    /// Somebody loses a contact.
    #[inline]
    fn lose(&mut self, w: u32, level: u32) {
        let Some(d) = self.left.get_mut(w.wrapping_sub(self.first) as usize) else {
            self.elsewhere.push(w);
            return;
        };
        if *d > level {
            *d -= 1;
            if *d == level {
                self.peel.push(w);
            }
        }
    }
}

fn max_coreness(coreness: &[u32]) -> Value {
    coreness.iter().max().map_or(Value::Undefined(Why::TooFew), |&k| Value::Number(f64::from(k)))
}

/// The deepest core of a graph.
pub(crate) fn figure(adjacency: &Adjacency) -> (&'static str, Kind, Value) {
    ("max_coreness", Kind::Count, max_coreness(&coreness(adjacency)))
}

/// Core–periphery fit: how well the network looks like a core in which all are tied and a rim without ties.
///
/// # Formula
/// The largest Pearson correlation, over thresholds t, between tied (1 or 0) and the pattern "1 between two people of the
/// core, 0 between two of the rim", over these pairs; the core are the people with t contacts or more. Pairs of a core
/// and a rim person are left out.
///
/// # Reads
/// The undirected graph.
///
/// # Value
/// −1 to 1. `Undefined::NoTies` without ties; `Undefined::TooFew` when no threshold leaves two people on either side, or
/// when the pairs compared are all tied or all untied.
///
/// # Cost
/// One walk over the contacts and a counting sort of the degrees.
///
/// # Source
/// Borgatti and Everett (2000), *Social Networks* 21:375–395, the discrete model; the cores tried as in netUtils
/// `core_periphery(method = "rk1_dc")`.
///
/// # Example
/// ```
/// use staffroom::{measures::cores::core_periphery_fit, network::adjacency::Adjacency};
/// let trio_and_rim = Adjacency::from_arcs(5, [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (0, 3, 1.0), (1, 4, 1.0)]);
/// assert!((core_periphery_fit(&trio_and_rim).number().unwrap() - 1.0).abs() < 1e-12);
/// ```
pub fn core_periphery_fit(adjacency: &Adjacency) -> Value {
    if adjacency.arcs() == 0 {
        return Value::Undefined(Why::NoTies);
    }
    let n = adjacency.len() as u32;
    let both = &adjacency.both;
    let most = (0..n).map(|v| both.degree(v)).max().unwrap_or(0) as usize;
    // By degree: how many people have it, and of how many contacts it is the smaller, the larger of the two.
    let (mut people, mut smaller, mut larger) = (vec![0u64; most + 1], vec![0u64; most + 1], vec![0u64; most + 1]);
    for v in 0..n {
        let d = both.degree(v);
        people[d as usize] += 1;
        for &w in both.of(v).iter().filter(|&&w| v < w) {
            let e = both.degree(w);
            smaller[d.min(e) as usize] += 1;
            larger[d.max(e) as usize] += 1;
        }
    }
    let mut best: Option<f64> = None;
    let (mut rim, mut rim_ties, mut below_core) = (0u64, 0u64, 0u64);
    for threshold in 1..=most {
        rim += people[threshold - 1];
        rim_ties += larger[threshold - 1];
        below_core += smaller[threshold - 1];
        if people[threshold] == 0 {
            continue;
        }
        let core = u64::from(n) - rim;
        let core_ties = adjacency.pairs() as u64 - below_core;
        if let Some(fit) = correlation(core * (core - 1) / 2, core_ties, rim * rim.saturating_sub(1) / 2, rim_ties) {
            best = Some(best.map_or(fit, |b| b.max(fit)));
        }
    }
    best.map_or(Value::Undefined(Why::TooFew), Value::Number)
}

/// Pearson's correlation of two yes-or-no variables, from the pairs on either side of the pattern and the ties on them.
fn correlation(core: u64, core_ties: u64, rim: u64, rim_ties: u64) -> Option<f64> {
    let (a, b) = (core_ties as f64, (core - core_ties) as f64);
    let (c, d) = (rim_ties as f64, (rim - rim_ties) as f64);
    let scale = (a + b) * (c + d) * (a + c) * (b + d);
    (scale > 0.0).then(|| (a * d - b * c) / scale.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::drawn::drawn;

    fn graph(n: usize, list: &[(u32, u32)]) -> Adjacency {
        Adjacency::from_arcs(n, list.iter().map(|&(a, b)| (a, b, 1.0)))
    }

    #[test]
    fn coreness_of_the_toy_graphs_is_that_of_the_peers_on_the_undirected_graph() {
        // conventions.md: toy A 2 2 2 1 1 1 0; toy B after simplifying 2 2 2 2 1 0.
        let a = graph(7, &[(0, 1), (1, 2), (2, 0), (2, 3), (4, 5)]);
        assert_eq!(coreness(&a), [2, 2, 2, 1, 1, 1, 0]);
        let b = graph(6, &[(0, 1), (1, 0), (0, 2), (2, 1), (3, 0), (3, 2), (2, 3), (4, 3)]);
        assert_eq!(coreness(&b), [2, 2, 2, 2, 1, 0]);
    }

    #[test]
    fn levels_that_nobody_is_at_are_skipped() {
        // Everybody of a group of six knows everybody: coreness 5, nobody between.
        let all: Vec<_> = (0..6).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
        assert_eq!(coreness(&graph(6, &all)), [5; 6]);
        assert!(coreness(&graph(0, &[])).is_empty());
    }

    /// Taking people with fewer than k contacts away until nobody has, as the definition says.
    fn by_hand(adjacency: &Adjacency) -> Vec<u32> {
        let n = adjacency.len() as u32;
        let mut deepest = vec![0; n as usize];
        for k in 1..n {
            let mut there: Vec<u32> = (0..n).collect();
            loop {
                let contacts = |v: u32| adjacency.both.of(v).iter().filter(|w| there.contains(w)).count();
                let stay: Vec<u32> = there.iter().copied().filter(|&v| contacts(v) >= k as usize).collect();
                let all = stay.len() == there.len();
                there = stay;
                if all {
                    break;
                }
            }
            there.iter().for_each(|&v| deepest[v as usize] = k);
        }
        deepest
    }

    #[test]
    fn coreness_is_that_of_the_definition_in_parts_of_any_size() {
        let mut draw = drawn(5);
        for case in 0..100 {
            let n = 1 + draw(14);
            let list: Vec<(u32, u32)> = (0..draw(4 * n)).map(|_| (draw(n), draw(n))).collect();
            let g = graph(n as usize, &list);
            for part in [PART, 1, 2, 3, 5] {
                assert_eq!(in_parts(&g.both, part), by_hand(&g), "case {case}, parts of {part}: {list:?}");
            }
        }
    }

    #[test]
    fn a_split_network_fits_the_core_and_rim_pattern_and_a_ring_cannot_be_told() {
        assert_eq!(core_periphery_fit(&graph(4, &[(0, 1), (1, 2), (2, 3), (3, 0)])), Value::Undefined(Why::TooFew));
        assert_eq!(core_periphery_fit(&graph(3, &[])), Value::Undefined(Why::NoTies));
        let noisy = graph(6, &[(0, 1), (1, 2), (2, 0), (0, 3), (1, 4), (4, 5)]);
        let fit = core_periphery_fit(&noisy).number().unwrap();
        // Core {0, 1} (three contacts): 1 of 1 tied, rim 1 of 6: phi = 5/√(1·6·2·5).
        // Core {0, 1, 2, 4}: 4 of 6 tied, rim 0 of 1: phi = 4/√(6·1·4·3).
        assert!((fit - 5.0 / 60f64.sqrt()).abs() < 1e-12, "{fit}");
    }
}

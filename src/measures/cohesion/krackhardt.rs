//! The network as an organisation chart: Krackhardt's four dimensions. An out-tree has 1 on each.

use super::components::{Parts, strong_from, weak_components};
use crate::error::Why;
use crate::measures::Value;
use crate::network::adjacency::Adjacency;
use std::collections::BTreeMap;

/// Most strong components within a weak one for which least upper bounds are looked for.
const LUBNESS_UP_TO: usize = 8_192;
/// Strong components whose reach is followed at once: eight words of 64 bits.
const LANES: usize = 512;

/// Fragmentation: the share of pairs that cannot reach each other at all.
///
/// # Formula
/// `F = 1 − Σ_k s(k)(s(k) − 1) / (n(n − 1))`, s(k) the size of weak component k
///
/// # Reads
/// The undirected graph. `possible` is the number of ordered pairs that could be tied: n(n − 1), or less where people
/// were asked within their own school only.
///
/// # Value
/// 0 (everybody is linked) to 1. `Undefined::TooFew` under two people (sna has a connectedness of 1 there).
///
/// # Source
/// Borgatti (2006), *Computational & Mathematical Organization Theory* 12:21–34; 1 − connectedness of Krackhardt (1994),
/// sna `connectedness`.
pub fn fragmentation(weak: &Parts, possible: u64) -> Value {
    let linked: u64 = weak.sizes.iter().map(|&s| u64::from(s) * (u64::from(s) - 1)).sum();
    Value::ratio(possible as f64 - linked as f64, possible as f64, Why::TooFew)
}

/// Krackhardt's efficiency: how few ties there are beyond those that hold the components together.
///
/// # Formula
/// `1 − (arcs − Σ_k (s(k) − 1)) / Σ_k (s(k) − 1)²`
///
/// # Reads
/// The arcs, as a directed graph: a mutual pair counts twice. (There is an undirected form, with other numbers.)
///
/// # Value
/// 0 (everybody names everybody) to 1 (an out-tree); below 0 never. `Undefined::NoTies` without ties.
///
/// # Source
/// Krackhardt (1994), in *Computational Organization Theory*; as sna `efficiency`.
pub fn efficiency(adjacency: &Adjacency, weak: &Parts) -> Value {
    let least: u64 = weak.sizes.iter().map(|&s| u64::from(s) - 1).sum();
    let room: u64 = weak.sizes.iter().map(|&s| (u64::from(s) - 1).pow(2)).sum();
    if room == 0 {
        return Value::Undefined(Why::NoTies);
    }
    Value::Number(1.0 - (adjacency.arcs() as f64 - least as f64) / room as f64)
}

/// Hierarchy and least-upper-boundedness of a graph.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Order {
    /// Krackhardt's hierarchy.
    pub hierarchy: Value,
    /// Krackhardt's least-upper-boundedness.
    pub lubness: Value,
}

/// Krackhardt's hierarchy and least-upper-boundedness, from who reaches whom along ties.
///
/// # Formula
/// hierarchy = pairs in which only one reaches the other / pairs in which at least one does.
/// lubness = 1 − violations / `Σ_k (s(k) − 1)(s(k) − 2)/2` over weak components k of three people or more. A pair in one
/// component violates when nobody who reaches both is reached by everybody else who reaches both; everybody reaches
/// himself.
///
/// # Reads
/// The arcs.
///
/// # Value
/// Shares. Hierarchy: `Undefined::NoTies` without ties. Lubness: `Undefined::TooFew` without a component of three,
/// `Undefined::NotComputed` when a weak component holds more than 8,192 strong ones.
///
/// # Cost
/// One walk for the strong components, one for every 512 of them that are left; for lubness, pairs of groups of strong
/// components with the same predecessors.
///
/// # Source
/// Krackhardt (1994); hierarchy as sna `hierarchy(measure = "krackhardt")`. For lubness the manual of sna gives the same
/// definition, but the function in sna 2.7-1 asks for a common upper bound that *reaches* all the others, so that
/// networks with two separate sources differ.
///
/// # Example
/// ```
/// use staffroom::measures::cohesion::{components::weak_components, krackhardt::order};
/// use staffroom::network::adjacency::Adjacency;
/// let tree = Adjacency::from_arcs(4, [(0, 1, 1.0), (0, 2, 1.0), (0, 3, 1.0)]);
/// let o = order(&tree, &weak_components(&tree));
/// assert_eq!((o.hierarchy.number(), o.lubness.number()), (Some(1.0), Some(1.0)));
/// ```
pub fn order(adjacency: &Adjacency, weak: &Parts) -> Order {
    let condensed = Condensed::of(adjacency, weak);
    let mutual: u64 = condensed.sizes.iter().map(|&s| s * (s - 1) / 2).sum();
    let (mut one_way, mut violations, mut room, mut too_many) = (0u64, 0u64, 0u64, false);
    for (part, &size) in condensed.ranges.iter().zip(&weak.sizes) {
        one_way += condensed.reached(part.clone());
        if size > 2 {
            room += (u64::from(size) - 1) * (u64::from(size) - 2) / 2;
            if part.len() <= LUBNESS_UP_TO {
                violations += condensed.violations(part.clone());
            } else {
                too_many = true;
            }
        }
    }
    let lubness = if too_many {
        Value::Undefined(Why::NotComputed)
    } else {
        Value::ratio(room as f64 - violations as f64, room as f64, Why::TooFew)
    };
    Order { hierarchy: Value::ratio(one_way as f64, (one_way + mutual) as f64, Why::NoTies), lubness }
}

/// The strong components and the ties between them: nothing leads in a circle any more.
struct Condensed {
    /// People in each.
    sizes: Vec<u64>,
    /// Where the successors of each start in `targets`; one longer.
    offsets: Vec<usize>,
    /// Successors, each once; they have smaller numbers.
    targets: Vec<u32>,
    /// For each weak component, the numbers of its strong ones.
    ranges: Vec<std::ops::Range<usize>>,
}

impl Condensed {
    fn of(adjacency: &Adjacency, weak: &Parts) -> Condensed {
        let n = adjacency.len() as u32;
        let mut by_part: Vec<u32> = (0..n).collect();
        by_part.sort_by_key(|&v| weak.of[v as usize]);
        let strong = strong_from(&adjacency.out, n as usize, by_part.iter().copied());
        let mut ranges = Vec::with_capacity(weak.sizes.len());
        let mut from = 0;
        let mut counts = vec![0usize; weak.sizes.len()];
        let mut seen = vec![false; strong.sizes.len()];
        for v in 0..n as usize {
            if !std::mem::replace(&mut seen[strong.of[v] as usize], true) {
                counts[weak.of[v] as usize] += 1;
            }
        }
        for count in counts {
            ranges.push(from..from + count);
            from += count;
        }
        let mut between: Vec<(u32, u32)> = (0..n)
            .flat_map(|v| adjacency.out.of(v).iter().map(move |&w| (v, w)))
            .map(|(v, w)| (strong.of[v as usize], strong.of[w as usize]))
            .filter(|(a, b)| a != b)
            .collect();
        between.sort_unstable();
        between.dedup();
        let mut offsets = vec![0usize; strong.sizes.len() + 1];
        for &(from, _) in &between {
            offsets[from as usize + 1] += 1;
        }
        for i in 0..strong.sizes.len() {
            offsets[i + 1] += offsets[i];
        }
        Condensed {
            sizes: strong.sizes.iter().map(|&s| u64::from(s)).collect(),
            offsets,
            targets: between.into_iter().map(|b| b.1).collect(),
            ranges,
        }
    }

    fn successors(&self, part: usize) -> &[u32] {
        &self.targets[self.offsets[part]..self.offsets[part + 1]]
    }

    /// Pairs of people of which one reaches the other and not back, within one weak component.
    fn reached(&self, range: std::ops::Range<usize>) -> u64 {
        if range.len() < 2 {
            return 0;
        }
        let low = range.start;
        let mut pairs = 0;
        let mut sources = vec![[0u64; LANES / 64]; range.len()];
        let mut top = range.end;
        while top > low {
            // Sources are the parts from `bottom` to `top`; what they reach has smaller numbers.
            let bottom = low.max(top.saturating_sub(LANES));
            sources[..top - low].iter_mut().for_each(|s| *s = [0; LANES / 64]);
            let single: Vec<bool> =
                (0..LANES / 64).map(|w| (0..64).all(|b| self.lane(bottom, top, 64 * w + b) <= 1)).collect();
            for part in (low..top).rev() {
                let mut own = sources[part - low];
                let mut people = 0;
                for (word, bits) in own.iter().enumerate().filter(|(_, bits)| **bits != 0) {
                    people += if single[word] {
                        u64::from(bits.count_ones())
                    } else {
                        (0..64).filter(|b| bits >> b & 1 == 1).map(|b| self.lane(bottom, top, 64 * word + b)).sum()
                    };
                }
                pairs += people * self.sizes[part];
                if part >= bottom {
                    own[(part - bottom) / 64] |= 1 << ((part - bottom) % 64);
                }
                if own != [0; LANES / 64] {
                    for &next in self.successors(part) {
                        let to = &mut sources[next as usize - low];
                        to.iter_mut().zip(&own).for_each(|(t, o)| *t |= o);
                    }
                }
            }
            top = bottom;
        }
        pairs
    }

    /// People in the strong component of a lane.
    fn lane(&self, bottom: usize, top: usize, lane: usize) -> u64 {
        if bottom + lane < top { self.sizes[bottom + lane] } else { 0 }
    }

    /// Pairs of people of a weak component without a least upper bound.
    fn violations(&self, range: std::ops::Range<usize>) -> u64 {
        let (high, count) = (range.end, range.len());
        let words = count.div_ceil(64);
        // In this numbering whoever reaches a part has a smaller number. Each row: who reaches it, itself left out.
        let mut above = vec![0u64; count * words];
        for t in 0..count {
            let (own, later) = above[t * words..].split_at_mut(words);
            own[t / 64] |= 1 << (t % 64);
            for &next in self.successors(high - 1 - t) {
                let to = (high - 1 - next as usize - t - 1) * words;
                later[to..to + words].iter_mut().zip(&*own).for_each(|(l, o)| *l |= o);
            }
            own[t / 64] &= !(1 << (t % 64));
        }
        let row = |t: usize| &above[t * words..(t + 1) * words];
        let size = |t: usize| self.sizes[high - 1 - t];
        // Parts with the same predecessors share their bounds with every other part, so they are taken together.
        let mut alike: BTreeMap<&[u64], Vec<usize>> = BTreeMap::new();
        (0..count).for_each(|t| alike.entry(row(t)).or_default().push(t));
        let groups: Vec<(&[u64], Vec<usize>)> = alike.into_iter().collect();
        let weight = |parts: &[usize]| parts.iter().map(|&t| size(t)).sum::<u64>();
        let within = |parts: &[usize], of: &[u64]| {
            parts.iter().filter(|&&t| of[t / 64] >> (t % 64) & 1 == 1).map(|&t| size(t)).sum::<u64>()
        };
        let mut violations = 0;
        let mut common = vec![0u64; words];
        for (i, (x, first)) in groups.iter().enumerate() {
            let all = weight(first);
            if !self.has_least(x, &row) {
                violations += (all * all - first.iter().map(|&t| size(t).pow(2)).sum::<u64>()) / 2;
            }
            for (y, second) in &groups[i + 1..] {
                common.iter_mut().zip(x.iter().zip(y.iter())).for_each(|(c, (a, b))| *c = a & b);
                if !self.has_least(&common, &row) {
                    let other = weight(second);
                    violations += all * other - within(first, y) * other - within(second, x) * all;
                }
            }
        }
        violations
    }

    /// Whether one of some upper bounds is reached by all the others: it can only be the last in order.
    fn has_least<'a>(&self, bounds: &[u64], row: &impl Fn(usize) -> &'a [u64]) -> bool {
        let Some(word) = bounds.iter().rposition(|&b| b != 0) else { return false };
        let last = 64 * word + 63 - bounds[word].leading_zeros() as usize;
        debug_assert!(last < self.sizes.len());
        let rest = |(w, b): (usize, &u64)| if w == word { b & !(1 << (last % 64)) } else { *b };
        bounds[..=word].iter().enumerate().map(rest).zip(row(last)).all(|(b, r)| b & !r == 0)
    }
}

/// The four figures of a graph and its fragmentation.
pub(crate) fn figures(adjacency: &Adjacency, possible: u64) -> [(&'static str, crate::measures::Kind, Value); 5] {
    use crate::measures::Kind::Share;
    let weak = weak_components(adjacency);
    let apart = fragmentation(&weak, possible);
    let connectedness = match apart {
        Value::Number(f) => Value::Number(1.0 - f),
        undefined @ Value::Undefined(_) => undefined,
    };
    let order = order(adjacency, &weak);
    [
        ("fragmentation", Share, apart),
        ("krackhardt_connectedness", Share, connectedness),
        ("krackhardt_hierarchy", Share, order.hierarchy),
        ("krackhardt_efficiency", Share, efficiency(adjacency, &weak)),
        ("krackhardt_lubness", Share, order.lubness),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::drawn::drawn;

    fn graph(n: usize, list: &[(u32, u32)]) -> Adjacency {
        Adjacency::from_arcs(n, list.iter().map(|&(a, b)| (a, b, 1.0)))
    }

    fn four(adjacency: &Adjacency) -> [Option<f64>; 4] {
        let n = adjacency.len() as u64;
        let f = figures(adjacency, n * (n - 1));
        [f[1].2.number(), f[2].2.number(), f[3].2.number(), f[4].2.number()]
    }

    /// The definition word for word, pair by pair.
    fn by_hand(adjacency: &Adjacency) -> (Option<f64>, Option<f64>) {
        let n = adjacency.len();
        let mut reach = vec![vec![false; n]; n];
        (0..n).for_each(|v| reach[v][v] = true);
        (0..n as u32).for_each(|v| adjacency.out.of(v).iter().for_each(|&w| reach[v as usize][w as usize] = true));
        for k in 0..n {
            for i in 0..n {
                for j in 0..n {
                    reach[i][j] |= reach[i][k] && reach[k][j];
                }
            }
        }
        let weak = weak_components(adjacency);
        let (mut mutual, mut one_way, mut violations) = (0, 0, 0);
        for i in 0..n {
            for j in i + 1..n {
                mutual += i32::from(reach[i][j] && reach[j][i]);
                one_way += i32::from(reach[i][j] != reach[j][i]);
                let bounds: Vec<usize> = (0..n).filter(|&k| reach[k][i] && reach[k][j]).collect();
                let least = bounds.iter().any(|&k| bounds.iter().all(|&l| reach[l][k]));
                let together = weak.of[i] == weak.of[j] && weak.sizes[weak.of[i] as usize] > 2;
                violations += i32::from(together && !least);
            }
        }
        let room: u32 = weak.sizes.iter().filter(|&&s| s > 2).map(|s| (s - 1) * (s - 2) / 2).sum();
        let share = |a: f64, b: f64| (b > 0.0).then(|| a / b);
        (
            share(f64::from(one_way), f64::from(one_way + mutual)),
            share(f64::from(room) - f64::from(violations), f64::from(room)),
        )
    }

    #[test]
    fn an_out_tree_has_one_on_each_dimension() {
        // domain.md T18.
        assert_eq!(four(&graph(4, &[(0, 1), (0, 2), (0, 3)])), [Some(1.0); 4]);
    }

    #[test]
    fn two_schools_with_one_bridge_are_connected_flat_and_of_efficiency_sixty_four_hundredths() {
        // domain.md T4, every tie both ways.
        let ties = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (0, 3)];
        let both: Vec<_> = ties.iter().flat_map(|&(a, b)| [(a, b), (b, a)]).collect();
        let found = four(&graph(6, &both));
        assert_eq!(&found[..2], [Some(1.0), Some(0.0)]);
        assert!((found[2].unwrap() - 0.64).abs() < 1e-12);
        assert_eq!(found[3], Some(1.0));
    }

    #[test]
    fn two_sources_have_no_common_bound_and_what_both_reach_has_one() {
        // 0 and 1 both name 2, who names 3 and 4. Only {0, 1} has no upper bound: 1 − 1/6.
        let found = four(&graph(5, &[(0, 2), (1, 2), (2, 3), (2, 4)]));
        assert_eq!(found[3], Some(5.0 / 6.0));
    }

    #[test]
    fn reach_and_bounds_are_those_of_the_definition_on_many_small_networks() {
        let mut draw = drawn(7);
        for case in 0..60 {
            let n = 3 + draw(9);
            let list: Vec<(u32, u32)> = (0..draw(2 * n)).map(|_| (draw(n), draw(n))).collect();
            let g = graph(n as usize, &list);
            let o = order(&g, &weak_components(&g));
            assert_eq!((o.hierarchy.number(), o.lubness.number()), by_hand(&g), "case {case}: {list:?}");
        }
    }

    #[test]
    fn reach_is_followed_beyond_one_block_of_lanes() {
        // A chain of 1,500: everybody reaches all who come later.
        let n = 1_500u32;
        let chain = Adjacency::from_arcs(n as usize, (1..n).map(|v| (v - 1, v, 1.0)));
        let weak = weak_components(&chain);
        let condensed = Condensed::of(&chain, &weak);
        assert_eq!(condensed.reached(0..n as usize), u64::from(n) * u64::from(n - 1) / 2);
    }

    #[test]
    fn isolates_have_no_hierarchy_and_full_fragmentation() {
        let silence = graph(3, &[]);
        let f = figures(&silence, 6);
        assert_eq!(f[0].2, Value::Number(1.0));
        assert_eq!(f[2].2, Value::Undefined(Why::NoTies));
        assert_eq!(f[3].2, Value::Undefined(Why::NoTies));
        assert_eq!(f[4].2, Value::Undefined(Why::TooFew));
        assert_eq!(figures(&graph(1, &[]), 0)[0].2, Value::Undefined(Why::TooFew));
    }
}

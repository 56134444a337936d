//! Ties with strengths, and a quick look-up of any pair.

use crate::network::adjacency::Rows;

/// Ties with strengths, and a quick look-up.
#[derive(Debug, Clone, PartialEq)]
pub struct Ties {
    rows: Rows,
    values: Option<Vec<f64>>,
    seen: Seen,
}

/// A bit for every pair up to this many people: 512 KiB.
const BITS_UP_TO: usize = 2_048;

/// Which pairs have a tie: exactly, or "surely not" for almost every pair that has none.
#[derive(Debug, Clone, PartialEq)]
enum Seen {
    /// A bit for each pair, in rows of so many words. The smaller they are, the sooner a short test is done.
    Bits { words: usize, bits: Vec<u64> },
    /// A filter in front of a search.
    Filter(Filter),
}

impl Ties {
    /// Binary ties.
    pub fn binary(rows: Rows) -> Ties {
        Ties::new(rows, None)
    }

    /// Ties with a strength each, in the order of `rows.targets()`.
    pub fn valued(rows: Rows, values: Vec<f64>) -> Ties {
        Ties::new(rows, Some(values))
    }

    fn new(rows: Rows, values: Option<Vec<f64>>) -> Ties {
        let n = rows.offsets().len().saturating_sub(1);
        let pairs = || (0..n as u32).flat_map(|i| rows.of(i).iter().map(move |&j| (i, j)));
        let seen = if n <= BITS_UP_TO {
            let words = n.div_ceil(64);
            let mut bits = vec![0u64; n * words];
            pairs().for_each(|(i, j)| bits[i as usize * words + j as usize / 64] |= 1 << (j % 64));
            Seen::Bits { words, bits }
        } else {
            Seen::Filter(Filter::of(rows.targets().len(), pairs()))
        };
        Ties { rows, values, seen }
    }

    /// From ties sorted by both ends, each once.
    pub(super) fn from_sorted(nodes: usize, ties: &[(u32, u32, f64)], valued: bool) -> Ties {
        let rows = Rows::from_sorted(nodes, ties.iter().map(|t| (t.0, t.1)));
        Ties::new(rows, valued.then(|| ties.iter().map(|t| t.2).collect()))
    }

    /// Whether ties have strengths.
    pub fn is_valued(&self) -> bool {
        self.values.is_some()
    }

    /// Number of people.
    pub fn nodes(&self) -> usize {
        self.rows.offsets().len().saturating_sub(1)
    }

    /// Number of ties.
    pub fn len(&self) -> usize {
        self.rows.targets().len()
    }

    /// Whether there is no tie.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of a pair.
    pub fn of(&self, i: u32, j: u32) -> f64 {
        let may_be = match &self.seen {
            Seen::Bits { words, bits } => has(bits, i as usize * words, j),
            Seen::Filter(filter) => filter.may_hold(i, j),
        };
        match (may_be, &self.values, &self.seen) {
            (false, ..) => 0.0,
            (true, None, Seen::Bits { .. }) => 1.0,
            (true, ..) => self.rows.of(i).binary_search(&j).map_or(0.0, |k| self.value(self.rows.range(i).start + k)),
        }
    }

    /// How many of some ties come to lie on a tie, after people have moved.
    pub(super) fn hits(&self, from: &[u32], to: &[u32], places: &[u32]) -> u64 {
        let moved = from.iter().zip(to).map(|(&i, &j)| (places[i as usize], places[j as usize]));
        match &self.seen {
            // One list and no branch: how many ties somebody has cannot be foretold.
            Seen::Bits { words, bits } => moved.map(|(p, q)| u64::from(has(bits, p as usize * words, q))).sum(),
            Seen::Filter(filter) => moved.filter(|&(p, q)| filter.may_hold(p, q) && self.rows.has(p, q)).count() as u64,
        }
    }

    fn value(&self, arc: usize) -> f64 {
        self.values.as_ref().map_or(1.0, |v| v[arc])
    }

    /// Every tie with its value.
    pub fn each(&self) -> impl Iterator<Item = (u32, u32, f64)> + '_ {
        (0..self.nodes() as u32)
            .flat_map(move |i| self.rows.range(i).map(move |arc| (i, self.rows.targets()[arc], self.value(arc))))
    }
}

/// Whether the row that begins at this word has this bit.
#[inline]
fn has(bits: &[u64], row: usize, j: u32) -> bool {
    bits[row + j as usize / 64] >> (j % 64) & 1 == 1
}

/// A set of pairs that says "surely not" for almost every pair that is not in it: 32 to 64 bits for each pair, so that
/// two or three in a hundred are let through in vain.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Filter {
    bits: Vec<u64>,
    shift: u32,
}

impl Filter {
    /// Of so many pairs.
    pub(super) fn of(many: usize, pairs: impl Iterator<Item = (u32, u32)>) -> Filter {
        let size = (many.max(1) * 32).next_power_of_two().max(64);
        let shift = 64 - size.trailing_zeros();
        let mut bits = vec![0u64; size / 64];
        for (i, j) in pairs {
            let h = hashed(i, j) >> shift;
            bits[(h / 64) as usize] |= 1 << (h % 64);
        }
        Filter { bits, shift }
    }

    /// False when a pair is surely not in the set.
    pub(super) fn may_hold(&self, i: u32, j: u32) -> bool {
        let h = hashed(i, j) >> self.shift;
        self.bits[(h / 64) as usize] >> (h % 64) & 1 == 1
    }
}

fn hashed(i: u32, j: u32) -> u64 {
    (u64::from(i) << 32 | u64::from(j))
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .rotate_left(29)
        .wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_has_its_value_in_a_small_network_and_in_a_large_one() {
        for nodes in [10u32, 100, 2_048, 3_000] {
            let arcs: Vec<(u32, u32, f64)> =
                (0..nodes).flat_map(|i| [1, 4].map(|d| (i, (i + d) % nodes, f64::from(i % 7 + d)))).collect();
            let mut sorted = arcs.clone();
            sorted.sort_unstable_by_key(|a| (a.0, a.1));
            let (binary, valued) =
                (Ties::from_sorted(nodes as usize, &sorted, false), Ties::from_sorted(nodes as usize, &sorted, true));
            for (i, j, x) in arcs {
                assert_eq!((binary.of(i, j).to_bits(), valued.of(i, j).to_bits()), (1f64.to_bits(), x.to_bits()));
            }
            assert!((0..nodes).all(|i| binary.of(i, (i + 2) % nodes) < 0.5 && valued.of(i, (i + 3) % nodes) < 0.5));
        }
    }

    #[test]
    fn ties_that_come_to_lie_on_ties_are_counted_in_a_small_network_and_in_a_large_one() {
        for nodes in [65u32, 300, 3_000] {
            let ties: Vec<(u32, u32, f64)> =
                (0..nodes).flat_map(|i| [1, 64].map(|d| (i, (i + d) % nodes, 1.0))).collect();
            let mut sorted = ties.clone();
            sorted.sort_unstable_by_key(|t| (t.0, t.1));
            let stays = Ties::from_sorted(nodes as usize, &sorted, false);
            let (from, to): (Vec<u32>, Vec<u32>) = ties.iter().map(|t| (t.0, t.1)).unzip();
            // Everybody moves seven times as far on: who was 1 or 64 apart is 7 or 448 apart then.
            let places: Vec<u32> = (0..nodes).map(|v| v * 7 % nodes).collect();
            let plain = ties.iter().filter(|t| {
                let apart = (places[t.1 as usize] + nodes - places[t.0 as usize]) % nodes;
                apart == 1 || apart == 64
            });
            assert_eq!(stays.hits(&from, &to, &places), plain.count() as u64, "{nodes}");
            let stay: Vec<u32> = (0..nodes).collect();
            assert_eq!(stays.hits(&from, &to, &stay), u64::from(2 * nodes));
        }
    }
}

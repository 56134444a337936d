//! Ties with strengths, and a quick look-up of any pair.

use crate::network::adjacency::Rows;

/// Ties with strengths, and a quick look-up.
#[derive(Debug, Clone, PartialEq)]
pub struct Ties {
    rows: Rows,
    values: Option<Vec<f64>>,
    seen: Seen,
}

/// A byte for every pair up to this many people: 4 MiB.
pub(super) const BYTES_UP_TO: usize = 2_048;

/// Which pairs have a tie: exactly, or "surely not" for almost every pair that has none.
#[derive(Debug, Clone, PartialEq)]
enum Seen {
    /// A byte per pair.
    Bytes(Vec<u8>),
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
        let seen = if n <= BYTES_UP_TO {
            let mut bytes = vec![0u8; n * n];
            pairs().for_each(|(i, j)| bytes[i as usize * n + j as usize] = 1);
            Seen::Bytes(bytes)
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
            Seen::Bytes(bytes) => bytes[i as usize * self.nodes() + j as usize] != 0,
            Seen::Filter(filter) => filter.may_hold(i, j),
        };
        match (may_be, &self.values, &self.seen) {
            (false, ..) => 0.0,
            (true, None, Seen::Bytes(_)) => 1.0,
            (true, ..) => self.rows.of(i).binary_search(&j).map_or(0.0, |k| self.value(self.rows.range(i).start + k)),
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
        for nodes in [10u32, 3_000] {
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
}

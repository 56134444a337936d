//! Triad census: how threes of people are tied, in sixteen types.

use super::cohesion::dyads::ways;
use super::ground::{SHARE_FROM, each_school_graph, group_graph, is_one_network};
use super::{Column, Family, Kind, Made, Scope, Value};
use crate::network::adjacency::Adjacency;
use rayon::prelude::*;

/// The sixteen types in the order of Davis and Leinhardt, as `triad_census` of igraph and sna print them.
pub const TYPES: [&str; 16] = [
    "003", "012", "102", "021D", "021U", "021C", "111D", "111U", "030T", "030C", "201", "120D", "120U", "120C", "210",
    "300",
];

/// The triad census of a layer.
pub(crate) const TRIADS: Family = Family {
    name: "triads",
    columns: &[
        (Scope::Layer, "triad_003"),
        (Scope::Layer, "triad_012"),
        (Scope::Layer, "triad_102"),
        (Scope::Layer, "triad_021D"),
        (Scope::Layer, "triad_021U"),
        (Scope::Layer, "triad_021C"),
        (Scope::Layer, "triad_111D"),
        (Scope::Layer, "triad_111U"),
        (Scope::Layer, "triad_030T"),
        (Scope::Layer, "triad_030C"),
        (Scope::Layer, "triad_201"),
        (Scope::Layer, "triad_120D"),
        (Scope::Layer, "triad_120U"),
        (Scope::Layer, "triad_120C"),
        (Scope::Layer, "triad_210"),
        (Scope::Layer, "triad_300"),
    ],
    walks_paths: false,
    make: |scene| {
        // A three of which nobody was asked about a pair is no triad, so schools asked within are counted one by one.
        let census = if is_one_network(scene) {
            triad_census(&group_graph(scene))
        } else {
            let schools = each_school_graph(scene);
            schools.iter().map(triad_census).fold([0; 16], |a, b| std::array::from_fn(|t| a[t] + b[t]))
        };
        let columns = TRIADS.columns.iter().zip(census);
        let columns = columns.map(|(c, count)| Column::new(c.1, Kind::Count, [Value::Number(count as f64)]));
        vec![Made::new(Scope::Layer, columns.collect())]
    },
};

/// How many people one task takes, so that sums come out the same for any number of threads.
const BLOCK: usize = 512;

/// Type of a triad by its six arcs: bits 1 and 2 are the tie of the first to the second and back, 4 and 8 first and
/// third, 16 and 32 second and third.
#[rustfmt::skip]
const TYPE_OF: [u8; 64] = [
    0, 1, 1, 2, 1, 3, 5, 7, 1, 5, 4, 6, 2, 7, 6, 10,
    1, 5, 3, 7, 4, 8, 8, 12, 5, 9, 8, 13, 6, 13, 11, 14,
    1, 4, 5, 6, 5, 8, 9, 13, 3, 8, 8, 11, 7, 12, 13, 14,
    2, 6, 7, 10, 6, 11, 13, 14, 7, 13, 12, 14, 10, 14, 14, 15,
];

/// Triad census: of all threes of people, how many are tied in each of the sixteen ways, in the order of [`TYPES`].
///
/// # Formula
/// Types M-A-N: numbers of mutual, one-way and null pairs, with D(own), U(p), C(yclic), T(ransitive) where these leave a
/// choice.
///
/// # Reads
/// The arcs of the graph, strength ignored; everybody, people who did not answer included.
///
/// # Value
/// Threes; together n(n − 1)(n − 2)/6.
///
/// # Cost
/// One merge of three rows for each connected pair; the threes without a tie are never looked at. Shared among threads
/// on large networks.
///
/// # Source
/// Batagelj and Mrvar (2001), *Social Networks* 23:237–243; types of Davis and Leinhardt (1972). As igraph and sna
/// `triad.census`.
///
/// # Example
/// ```
/// use staffroom::{measures::triads::{TYPES, triad_census}, network::adjacency::Adjacency};
/// let census = triad_census(&Adjacency::from_arcs(3, [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0)]));
/// assert_eq!(census[TYPES.iter().position(|&t| t == "030T").unwrap()], 1);
/// ```
pub fn triad_census(adjacency: &Adjacency) -> [u64; 16] {
    let n = adjacency.len();
    let ways = ways(adjacency);
    let block = |b: usize| {
        let mut census = [0u64; 16];
        for v in (b * BLOCK) as u32..((b + 1) * BLOCK).min(n) as u32 {
            for e in adjacency.both.range(v) {
                let u = adjacency.both.targets()[e];
                if v < u {
                    around(adjacency, &ways, (v, u, ways[e]), &mut census);
                }
            }
        }
        census
    };
    let blocks = 0..n.div_ceil(BLOCK);
    let parts: Vec<[u64; 16]> =
        if n < SHARE_FROM { blocks.map(block).collect() } else { blocks.into_par_iter().map(block).collect() };
    let mut census = [0u64; 16];
    for part in &parts {
        census.iter_mut().zip(part).for_each(|(c, p)| *c += p);
    }
    let n = n as u128;
    let all = n * n.saturating_sub(1) * n.saturating_sub(2) / 6;
    census[0] = (all - census.iter().map(|&c| u128::from(c)).sum::<u128>()) as u64;
    census
}

/// Counts the threes around a connected pair: those whose third person has no tie with either, and those whose first
/// connected pair this is.
fn around(adjacency: &Adjacency, ways: &[u8], (v, u, tie): (u32, u32, u8), census: &mut [u64; 16]) {
    let both = &adjacency.both;
    let (mut a, a_end) = (both.range(v).start, both.range(v).end);
    let (mut b, b_end) = (both.range(u).start, both.range(u).end);
    let at = |e: usize, end: usize| if e < end { both.targets()[e] } else { u32::MAX };
    let mut near = 0u64;
    loop {
        let (x, y) = (at(a, a_end), at(b, b_end));
        let w = x.min(y);
        if w == u32::MAX {
            break;
        }
        let (mut of_v, mut of_u) = (0u8, 0u8);
        if x == w {
            of_v = ways[a];
            a += 1;
        }
        if y == w {
            of_u = ways[b];
            b += 1;
        }
        if w == u || w == v {
            continue;
        }
        near += 1;
        // Of the pairs of this three that are connected, this one is the first: v and u come first, or v and w are
        // not in contact.
        if u < w || (v < w && of_v == 0) {
            census[TYPE_OF[usize::from(tie | of_v << 2 | of_u << 4)] as usize] += 1;
        }
    }
    census[if tie == 3 { 2 } else { 1 }] += adjacency.len() as u64 - near - 2;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_name(census: [u64; 16]) -> Vec<(&'static str, u64)> {
        TYPES.iter().copied().zip(census).filter(|c| c.1 > 0).collect()
    }

    #[test]
    fn each_type_is_recognised_whoever_is_called_first() {
        // One triad of each type, drawn by hand; then the same with people renumbered.
        let drawn: [(&str, &[(u32, u32)]); 15] = [
            ("012", &[(0, 1)]),
            ("102", &[(0, 1), (1, 0)]),
            ("021D", &[(1, 0), (1, 2)]),
            ("021U", &[(0, 1), (2, 1)]),
            ("021C", &[(0, 1), (1, 2)]),
            ("111D", &[(0, 1), (1, 0), (2, 1)]),
            ("111U", &[(0, 1), (1, 0), (1, 2)]),
            ("030T", &[(0, 1), (1, 2), (0, 2)]),
            ("030C", &[(0, 1), (1, 2), (2, 0)]),
            ("201", &[(0, 1), (1, 0), (1, 2), (2, 1)]),
            ("120D", &[(1, 0), (1, 2), (0, 2), (2, 0)]),
            ("120U", &[(0, 1), (2, 1), (0, 2), (2, 0)]),
            ("120C", &[(0, 1), (1, 2), (0, 2), (2, 0)]),
            ("210", &[(0, 1), (1, 0), (1, 2), (2, 1), (0, 2)]),
            ("300", &[(0, 1), (1, 0), (1, 2), (2, 1), (0, 2), (2, 0)]),
        ];
        let orders = [[0u32, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        for (name, list) in drawn {
            for order in orders {
                let arcs = list.iter().map(|&(a, b)| (order[a as usize], order[b as usize], 1.0));
                assert_eq!(by_name(triad_census(&Adjacency::from_arcs(3, arcs))), [(name, 1)], "{order:?}");
            }
        }
    }

    #[test]
    fn all_threes_are_counted_once() {
        let arcs = [(0, 1), (1, 0), (0, 2), (2, 1), (3, 0), (3, 2), (2, 3), (4, 3)].map(|(a, b)| (a, b, 1.0));
        let census = triad_census(&Adjacency::from_arcs(6, arcs));
        assert_eq!(census.iter().sum::<u64>(), 20);
        assert_eq!(triad_census(&Adjacency::from_arcs(2, [(0, 1, 1.0)])), [0; 16]);
        assert_eq!(triad_census(&Adjacency::from_arcs(4, []))[0], 4);
    }
}

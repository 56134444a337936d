//! Triad census: how threes of people are tied, in sixteen types.

use super::cohesion::dyads::dyads;
use super::cohesion::transitivity::directed_triangles;
use super::ground::{each_school_graph, group_graph, is_one_network};
use super::{Column, Family, Kind, Made, Scope, Value};
use crate::network::adjacency::Adjacency;

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
/// Each triangle once, and one look at each person and each connected pair: threes with one or two connected pairs are
/// counted from the contacts of their middle, without looking at them. Shared among threads on large networks.
///
/// # Source
/// Types of Davis and Leinhardt (1972); as igraph and sna `triad.census`. In the spirit of Batagelj and Mrvar (2001),
/// *Social Networks* 23:237–243: never over all threes.
///
/// # Example
/// ```
/// use staffroom::{measures::triads::{TYPES, triad_census}, network::adjacency::Adjacency};
/// let census = triad_census(&Adjacency::from_arcs(3, [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0)]));
/// assert_eq!(census[TYPES.iter().position(|&t| t == "030T").unwrap()], 1);
/// ```
pub fn triad_census(adjacency: &Adjacency) -> [u64; 16] {
    let n = (adjacency.len() as u64).cast_signed();
    let mut census = [0i64; 16];
    for v in 0..n as u32 {
        let degree = i64::from(adjacency.both.degree(v));
        let mutual = i64::from(adjacency.out.degree(v) + adjacency.into.degree(v)) - degree;
        let names = i64::from(adjacency.out.degree(v)) - mutual;
        let named = i64::from(adjacency.into.degree(v)) - mutual;
        // As the middle of two pairs.
        for (kind, pairs) in [
            (middle(1, 1), names * (names - 1) / 2),
            (middle(2, 2), named * (named - 1) / 2),
            (middle(1, 2), names * named),
            (middle(2, 3), mutual * named),
            (middle(1, 3), mutual * names),
            (middle(3, 3), mutual * (mutual - 1) / 2),
        ] {
            census[kind] += pairs;
        }
        // Of each pair with this person, everybody who is no contact of one of the two: less the contacts here, and at
        // the other end those there; who is a contact of both was then taken off twice.
        census[1] -= (names + named) * degree;
        census[2] -= mutual * degree;
    }
    let dyads = dyads(adjacency);
    census[1] += n * dyads.asymmetric.cast_signed();
    census[2] += n * dyads.mutual.cast_signed();
    for (code, &count) in directed_triangles(adjacency).iter().enumerate().filter(|(_, c)| **c > 0) {
        let count = count.cast_signed();
        let [x, y, z] = [code & 3, code >> 2 & 3, code >> 4];
        for pair in [x, y, z] {
            census[if pair == 3 { 2 } else { 1 }] += count;
        }
        // Each corner was counted as the middle of two pairs with nothing between the other two.
        for kind in [middle(x, y), middle(turned(x), z), middle(turned(y), turned(z))] {
            census[kind] -= count;
        }
        census[TYPE_OF[code] as usize] += count;
    }
    let all = i128::from(n) * i128::from(n - 1) * i128::from(n - 2) / 6;
    census[0] = (all - census.iter().map(|&c| i128::from(c)).sum::<i128>()) as i64;
    census.map(i64::cast_unsigned)
}

/// Type of an open three by the ties of the one in the middle with the two others: 1 names, 2 is named, 3 both.
fn middle(first: usize, second: usize) -> usize {
    match (first.min(second), first.max(second)) {
        (1, 1) => 3,
        (2, 2) => 4,
        (1, 2) => 5,
        (2, _) => 6,
        (1, _) => 7,
        _ => 10,
    }
}

/// A tie as the other end sees it.
fn turned(tie: usize) -> usize {
    (tie & 1) << 1 | tie >> 1
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

//! Pairs of people: mutual, one way, or no tie; and how often a tie is returned.

use crate::error::Why;
use crate::measures::ground::{Ground, SHARE_FROM, group};
use crate::measures::{Column, Family, Kind, Made, Scope, Value};
use crate::network::adjacency::Adjacency;
use crate::network::sight::Sight;
use rayon::prelude::*;

/// How many people one task takes.
const BLOCK: usize = 2_048;

/// The dyad census and reciprocity of a layer.
pub(crate) const RECIPROCITY: Family = Family {
    name: "reciprocity",
    columns: &[
        (Scope::Layer, "mutual"),
        (Scope::Layer, "asymmetric"),
        (Scope::Layer, "null"),
        (Scope::Layer, "reciprocity_arcs"),
        (Scope::Layer, "reciprocity_pairs"),
        (Scope::Layer, "dyads_observed"),
        (Scope::Layer, "reciprocity_arcs_observed"),
        (Scope::Layer, "reciprocity_pairs_observed"),
    ],
    walks_paths: false,
    make: |scene| {
        let ground = group(scene, &Sight::of(scene.network, scene.layer));
        let row = figures(&ground).map(|(name, kind, value)| Column::new(name, kind, [value]));
        vec![Made::new(Scope::Layer, row.into())]
    },
};

/// How many pairs are tied both ways, one way, not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dyads {
    /// Tied both ways.
    pub mutual: u64,
    /// Tied one way.
    pub asymmetric: u64,
    /// Not tied.
    pub null: u64,
}

impl Dyads {
    /// Share of ties that are returned (sna "edgewise", igraph's default).
    ///
    /// # Formula
    /// `2M / (2M + A)`
    ///
    /// # Value
    /// A share. `Undefined::NoTies` without ties.
    pub fn reciprocity_arcs(self) -> Value {
        let m = self.mutual as f64;
        Value::ratio(2.0 * m, 2.0 * m + self.asymmetric as f64, Why::NoTies)
    }

    /// Share of connected pairs that are mutual (sna "dyadic.nonnull", igraph "ratio", UCINET's dyad-based method).
    ///
    /// # Formula
    /// `M / (M + A)`
    ///
    /// # Value
    /// A share. `Undefined::NoTies` without ties.
    pub fn reciprocity_pairs(self) -> Value {
        Value::ratio(self.mutual as f64, (self.mutual + self.asymmetric) as f64, Why::NoTies)
    }
}

/// Dyad census: mutual, one-way and null pairs.
///
/// # Formula
/// Over unordered pairs {i, j}: mutual when `i → j` and `j → i`, asymmetric when one of them, null when neither.
///
/// # Reads
/// The arcs of the graph, strength ignored. A pair whose people did not answer counts by what is reported of it.
///
/// # Value
/// Pairs; together n(n − 1)/2.
///
/// # Cost
/// None: an arc more than there are connected pairs is a mutual pair more.
///
/// # Source
/// Holland and Leinhardt (1970), *American Journal of Sociology* 76:492–513.
///
/// # Example
/// ```
/// use staffroom::{measures::cohesion::dyads::dyads, network::adjacency::Adjacency};
/// let d = dyads(&Adjacency::from_arcs(3, [(0, 1, 1.0), (1, 0, 1.0), (1, 2, 1.0)]));
/// assert_eq!((d.mutual, d.asymmetric, d.null), (1, 1, 1));
/// assert_eq!(d.reciprocity_arcs().number(), Some(2.0 / 3.0));
/// ```
pub fn dyads(adjacency: &Adjacency) -> Dyads {
    let n = adjacency.len() as u64;
    of_counts(adjacency.arcs() as u64, adjacency.pairs() as u64, n * n.saturating_sub(1) / 2)
}

fn of_counts(arcs: u64, pairs: u64, possible: u64) -> Dyads {
    Dyads { mutual: arcs - pairs, asymmetric: 2 * pairs - arcs, null: possible.saturating_sub(pairs) }
}

/// The dyads both ends of which answered.
fn observed(ground: &Ground<'_>) -> Dyads {
    let graph = &ground.graph;
    let speaks = |v: u32| ground.answered[v as usize].speaks();
    if ground.answered.iter().all(|r| r.speaks()) {
        return of_counts(graph.arcs() as u64, graph.pairs() as u64, ground.dyads_observed);
    }
    let among = |rows: &crate::network::adjacency::Rows| {
        let speaking = (0..graph.len() as u32).filter(|&v| speaks(v));
        speaking.map(|v| rows.of(v).iter().filter(|&&w| speaks(w)).count() as u64).sum::<u64>()
    };
    of_counts(among(&graph.out), among(&graph.both) / 2, ground.dyads_observed)
}

/// The figures of the pairs of a group or a school.
pub(crate) fn figures(ground: &Ground<'_>) -> [(&'static str, Kind, Value); 8] {
    let all = of_counts(ground.graph.arcs() as u64, ground.graph.pairs() as u64, ground.possible / 2);
    let seen = observed(ground);
    let count = |x: u64| Value::Number(x as f64);
    [
        ("mutual", Kind::Count, count(all.mutual)),
        ("asymmetric", Kind::Count, count(all.asymmetric)),
        ("null", Kind::Count, count(all.null)),
        ("reciprocity_arcs", Kind::Share, all.reciprocity_arcs()),
        ("reciprocity_pairs", Kind::Share, all.reciprocity_pairs()),
        ("dyads_observed", Kind::Count, count(ground.dyads_observed)),
        ("reciprocity_arcs_observed", Kind::Share, seen.reciprocity_arcs()),
        ("reciprocity_pairs_observed", Kind::Share, seen.reciprocity_pairs()),
    ]
}

/// For each contact, in the order of `both`: 1 when the person names the contact, 2 when named, 3 when both.
pub(crate) fn ways(adjacency: &Adjacency) -> Vec<u8> {
    let n = adjacency.len();
    let block = |b: usize| -> Vec<u8> {
        let people = (b * BLOCK) as u32..((b + 1) * BLOCK).min(n) as u32;
        let mut ways = Vec::with_capacity(16 * BLOCK);
        for v in people {
            let mut out = adjacency.out.of(v);
            let mut into = adjacency.into.of(v);
            for &w in adjacency.both.of(v) {
                let named = out.first() == Some(&w);
                let names = into.first() == Some(&w);
                // No branch: which of the two it is cannot be foretold.
                out = &out[usize::from(named)..];
                into = &into[usize::from(names)..];
                ways.push(u8::from(named) | u8::from(names) << 1);
            }
        }
        ways
    };
    let blocks = 0..n.div_ceil(BLOCK);
    if n < SHARE_FROM {
        blocks.flat_map(block).collect()
    } else {
        blocks.into_par_iter().map(block).collect::<Vec<_>>().concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toy_b_has_the_reciprocity_of_its_peers() {
        // conventions.md toy B: sna "edgewise" .5, "dyadic.nonnull" .3333.
        let arcs = [(0, 1), (1, 0), (0, 2), (2, 1), (3, 0), (3, 2), (2, 3), (4, 3)].map(|(a, b)| (a, b, 1.0));
        let d = dyads(&Adjacency::from_arcs(6, arcs));
        assert_eq!((d.mutual, d.asymmetric, d.null), (2, 4, 9));
        assert_eq!(d.reciprocity_arcs(), Value::Number(0.5));
        assert_eq!(d.reciprocity_pairs(), Value::Number(1.0 / 3.0));
    }

    #[test]
    fn a_carousel_has_no_mutual_pair_and_a_reciprocity_of_zero() {
        let carousel = Adjacency::from_arcs(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (3, 0, 1.0)]);
        let d = dyads(&carousel);
        assert_eq!((d.mutual, d.asymmetric, d.null), (0, 4, 2));
        assert_eq!(d.reciprocity_arcs(), Value::Number(0.0));
    }

    #[test]
    fn reciprocity_without_ties_is_undefined() {
        let d = dyads(&Adjacency::from_arcs(2, []));
        assert_eq!(d.reciprocity_arcs(), Value::Undefined(Why::NoTies));
        assert_eq!(d.reciprocity_pairs(), Value::Undefined(Why::NoTies));
        assert_eq!(dyads(&Adjacency::from_arcs(0, [])).null, 0);
    }
}

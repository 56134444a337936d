//! How strongly two networks are knotted together: the ties they share.

use super::degree::shared;
use super::{Column, Kind, Value};
use crate::error::Why;
use crate::network::adjacency::{Adjacency, Rows};

/// Ties that two layers share and that only one has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Overlap {
    /// In both.
    pub shared: u64,
    /// In the first only.
    pub only_a: u64,
    /// In the second only.
    pub only_b: u64,
}

impl Overlap {
    /// Share of the ties in either layer that are in both.
    ///
    /// # Formula
    /// `|A ∩ B| / |A ∪ B|`
    ///
    /// # Value
    /// A share. `Undefined::NoTies` when neither layer has a tie.
    pub fn jaccard(self) -> Value {
        Value::ratio(self.shared as f64, (self.shared + self.only_a + self.only_b) as f64, Why::NoTies)
    }
}

/// Ties of one layer and of another, over the same people.
///
/// # Formula
/// Over ordered pairs (i, j): `i → j` in both, in a only, in b only.
///
/// # Reads
/// The arcs of both layers of one wave, strength ignored.
///
/// # Value
/// Counts.
///
/// # Cost
/// One merge of the two lists of each person.
///
/// # Source
/// Jaccard (1901); for networks as in RSiena and sna (`hdist` gives `only_a + only_b`).
///
/// # Example
/// ```
/// use staffroom::{measures::overlap::overlap, network::adjacency::Adjacency};
/// let talk = Adjacency::from_arcs(3, [(0, 1, 1.0), (1, 2, 1.0)]);
/// let visits = Adjacency::from_arcs(3, [(0, 1, 1.0)]);
/// assert_eq!(overlap(&talk, &visits).jaccard().number(), Some(0.5));
/// ```
pub fn overlap(a: &Adjacency, b: &Adjacency) -> Overlap {
    of_rows(&a.out, &b.out, a.len().min(b.len()))
}

/// The same over unordered pairs: contacts either way.
///
/// # Formula
/// Over unordered pairs {i, j} that are tied either way: in both layers, in a only, in b only.
///
/// # Reads
/// The undirected graphs of both layers.
///
/// # Value
/// Counts.
pub fn overlap_pairs(a: &Adjacency, b: &Adjacency) -> Overlap {
    let twice = of_rows(&a.both, &b.both, a.len().min(b.len()));
    Overlap { shared: twice.shared / 2, only_a: twice.only_a / 2, only_b: twice.only_b / 2 }
}

fn of_rows(a: &Rows, b: &Rows, n: usize) -> Overlap {
    let shared = (0..n as u32).map(|v| shared(a.of(v), b.of(v)).count() as u64).sum::<u64>();
    Overlap { shared, only_a: a.targets().len() as u64 - shared, only_b: b.targets().len() as u64 - shared }
}

/// The columns of a pair of layers (`layer_pairs.csv`).
pub(crate) fn layer_pair(a: &Adjacency, b: &Adjacency) -> Vec<Column> {
    let (ties, pairs) = (overlap(a, b), overlap_pairs(a, b));
    let count = |name: &'static str, x: u64| Column::new(name, Kind::Count, [Value::Number(x as f64)]);
    vec![
        Column::new("jaccard", Kind::Share, [ties.jaccard()]),
        Column::new("jaccard_pairs", Kind::Share, [pairs.jaccard()]),
        count("shared", ties.shared),
        count("only_a", ties.only_a),
        count("only_b", ties.only_b),
        count("shared_pairs", pairs.shared),
        count("only_a_pairs", pairs.only_a),
        count("only_b_pairs", pairs.only_b),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn talk_and_visits_of_the_toy_school_share_half_their_pairs() {
        // domain.md T6: talk a-b a-c b-c c-d; visits b>a a>b d>c.
        let talk = [(0, 1), (0, 2), (1, 2), (2, 3)].into_iter().flat_map(|(a, b)| [(a, b, 1.0), (b, a, 1.0)]);
        let (talk, visits) =
            (Adjacency::from_arcs(4, talk), Adjacency::from_arcs(4, [(1, 0, 1.0), (0, 1, 1.0), (3, 2, 1.0)]));
        assert_eq!(overlap_pairs(&talk, &visits).jaccard(), Value::Number(0.5));
        assert_eq!(overlap(&talk, &visits), Overlap { shared: 3, only_a: 5, only_b: 0 });
        let columns = layer_pair(&talk, &visits);
        assert_eq!(
            columns.iter().map(|c| c.numbers[0]).collect::<Vec<_>>(),
            [0.375, 0.5, 3.0, 5.0, 0.0, 2.0, 2.0, 0.0]
        );
    }

    #[test]
    fn two_silent_layers_have_no_overlap_rather_than_none() {
        let silence = Adjacency::from_arcs(2, []);
        assert_eq!(overlap(&silence, &silence).jaccard(), Value::Undefined(Why::NoTies));
    }
}

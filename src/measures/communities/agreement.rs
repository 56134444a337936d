//! How well a division of people fits their ties, and how alike two divisions are.

use super::leiden::NONE;
use crate::error::Why;
use crate::measures::Value;
use crate::network::adjacency::{Adjacency, Rows};

/// Modularity of a division: how many more ties fall inside its parts than by chance.
///
/// # Formula
/// `Q = Σ_c (I(c)/L − (D(c)/2L)²)`, I(c) pairs inside part c, D(c) the numbers of contacts of its people added up, L all
/// connected pairs
///
/// # Reads
/// The undirected graph, strength ignored; somebody without a part is a part alone. `of` by person.
///
/// # Value
/// Below 1; 0 when everybody is in one part. `Undefined::NoTies` without ties.
///
/// # Cost
/// One walk over the contacts.
///
/// # Source
/// Newman and Girvan (2004), *Physical Review E* 69:026113; as igraph `modularity` on the undirected graph.
///
/// # Example
/// ```
/// use staffroom::{measures::communities::modularity, network::adjacency::Adjacency};
/// let pairs = Adjacency::from_arcs(4, [(0, 1, 1.0), (2, 3, 1.0)]);
/// assert_eq!(modularity(&pairs, &[Some(0), Some(0), Some(1), Some(1)]).number(), Some(0.5));
/// ```
pub fn modularity(adjacency: &Adjacency, of: &[Option<u32>]) -> Value {
    quality(&adjacency.both, &plain(of)).map_or(Value::Undefined(Why::NoTies), Value::Number)
}

/// The adjusted Rand index: how alike two divisions of the same people are.
///
/// # Formula
/// `(S − E)/((A + B)/2 − E)`: S pairs of people together in both divisions, A and B in either one, `E = A · B / C(n, 2)`
///
/// # Reads
/// People who have a part in both divisions.
///
/// # Value
/// 1 when equal, 0 on average by chance, below 0 when less alike than that. `Undefined::TooFew` when both divisions
/// have one part only, or both leave everybody alone: then every division would fit.
///
/// # Cost
/// One walk over the people.
///
/// # Source
/// Hubert and Arabie (1985), *Journal of Classification* 2:193–218; as igraph `compare(method = "adjusted.rand")`.
///
/// # Example
/// ```
/// use staffroom::measures::communities::adjusted_rand;
/// let halves = [Some(0), Some(0), Some(1), Some(1)];
/// assert_eq!(adjusted_rand(&halves, &[Some(7), Some(7), Some(4), Some(4)]).number(), Some(1.0));
/// ```
pub fn adjusted_rand(a: &[Option<u32>], b: &[Option<u32>]) -> Value {
    alike(&plain(a), &plain(b)).map_or(Value::Undefined(Why::TooFew), Value::Number)
}

/// Labels as plain numbers.
pub(super) fn plain(of: &[Option<u32>]) -> Vec<u32> {
    of.iter().map(|label| label.unwrap_or(NONE)).collect()
}

/// One more than the largest label.
fn bound(labels: &[u32]) -> usize {
    labels.iter().filter(|&&l| l != NONE).max().map_or(0, |&l| l as usize + 1)
}

/// Modularity of plain labels; none without ties.
pub(super) fn quality(both: &Rows, labels: &[u32]) -> Option<f64> {
    let ends = both.targets().len();
    if ends == 0 {
        return None;
    }
    let parts = bound(labels);
    let (mut total, mut twice_inside, mut alone) = (vec![0u64; parts], 0u64, 0.0);
    for (v, &label) in labels.iter().enumerate() {
        let degree = u64::from(both.degree(v as u32));
        if label == NONE {
            alone += (degree as f64 / ends as f64).powi(2);
            continue;
        }
        total[label as usize] += degree;
        let inside = both.of(v as u32).iter().filter(|&&w| labels[w as usize] == label).count();
        twice_inside += inside as u64;
    }
    let chance: f64 = total.iter().map(|&d| (d as f64 / ends as f64).powi(2)).sum();
    Some(twice_inside as f64 / ends as f64 - (chance + alone))
}

/// Adjusted Rand index of plain labels; none where it has no value.
pub(super) fn alike(a: &[u32], b: &[u32]) -> Option<f64> {
    let there = |v: &usize| a[*v] != NONE && b[*v] != NONE;
    let choose = |k: u64| k * k.saturating_sub(1) / 2;
    let people = (0..a.len()).filter(there).count() as u64;
    let mut start = vec![0u32; bound(a) + 1];
    let mut of_b = vec![0u64; bound(b)];
    for v in (0..a.len()).filter(there) {
        start[a[v] as usize + 1] += 1;
        of_b[b[v] as usize] += 1;
    }
    let together_a: u64 = start.iter().map(|&k| choose(u64::from(k))).sum();
    let together_b: u64 = of_b.iter().map(|&k| choose(k)).sum();
    for c in 1..start.len() {
        start[c] += start[c - 1];
    }
    let mut sorted = vec![0u32; people as usize];
    let mut next = start.clone();
    for v in (0..a.len()).filter(there) {
        let place = &mut next[a[v] as usize];
        sorted[*place as usize] = b[v];
        *place += 1;
    }
    let mut counts = vec![0u64; of_b.len()];
    let mut both = 0;
    for part in start.windows(2) {
        let own = &sorted[part[0] as usize..part[1] as usize];
        own.iter().for_each(|&l| counts[l as usize] += 1);
        both += own.iter().map(|&l| choose(std::mem::take(&mut counts[l as usize]))).sum::<u64>();
    }
    let all = choose(people);
    if all == 0 {
        return None;
    }
    let pairs = all as f64;
    let expected = together_a as f64 * together_b as f64 / pairs;
    let most = f64::midpoint(together_a as f64, together_b as f64);
    let room = most - expected;
    // Both in one part, or everybody alone in both.
    let says_nothing = (together_a == 0 && together_b == 0) || (together_a == all && together_b == all);
    (!says_nothing).then(|| (both as f64 - expected) / room)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn divisions_that_say_nothing_cannot_be_compared() {
        assert_eq!(alike(&[0, 0, 0], &[1, 1, 1]), None);
        assert_eq!(alike(&[0, 1, 2], &[2, 1, 0]), None);
        assert_eq!(alike(&[], &[]), None);
        assert_eq!(alike(&[0, NONE], &[0, 0]), None);
        assert_eq!(alike(&[0, 0, 0], &[0, 1, 2]), Some(0.0));
    }

    #[test]
    fn people_without_a_part_are_left_out_of_a_comparison_and_stand_alone_in_modularity() {
        assert_eq!(alike(&[0, 0, 1, 1, NONE], &[1, 1, 0, 0, 0]), Some(1.0));
        let triangle = Adjacency::from_arcs(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (2, 3, 1.0)]);
        let labels = [0, 0, 0, NONE];
        // 3 of 4 pairs inside; ends 7 and 1 of 8.
        let expected = 0.75 - (49.0 + 1.0) / 64.0;
        assert!((quality(&triangle.both, &labels).unwrap() - expected).abs() < 1e-12);
    }
}

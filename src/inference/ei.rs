//! The E-I test: do ties stay within schools more than school sizes alone would make them?

use super::permutation::Exchange;
use super::{PValues, p_values};
use crate::network::adjacency::Adjacency;

/// The E-I test of the group and of each school.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct EiTest {
    /// E-I of all connected pairs; none without ties.
    pub group: Option<f64>,
    /// p-values of the group's, two-sided around the value expected from the sizes.
    pub group_p: PValues,
    /// E-I of the pairs with an end in each school; none for a school without ties.
    pub schools: Vec<Option<f64>>,
    /// p-values of each school's, two-sided around its mean over the draws.
    pub schools_p: Vec<PValues>,
}

/// Permutes who is in which school and compares the E-I index.
///
/// # Formula
/// E-I = (E − I)/(E + I) over connected pairs, E between schools and I within one. Labels change places freely among
/// the people who have a school, ties stay. p-values as in [`p_values`].
///
/// # Reads
/// Connected pairs of the layer, either way counts once; strength ignored. `schools` by node; people without a school,
/// and their ties, are left out. `expected` is the value that follows from the school sizes.
///
/// # Value
/// None where there is no tie.
///
/// # Cost
/// One walk over the pairs for each permutation.
///
/// # Source
/// Krackhardt and Stern (1988), *Social Psychology Quarterly* 51:123–140; the test as in UCINET's E-I routine.
pub fn ei_test(
    adjacency: &Adjacency,
    schools: &[Option<u32>],
    count: u32,
    expected: f64,
    permutations: u32,
    seed: u64,
) -> EiTest {
    let placed: Vec<u32> = (0..schools.len() as u32).filter(|&v| schools[v as usize].is_some()).collect();
    let label: Vec<u32> = placed.iter().map(|&v| schools[v as usize].unwrap_or_default()).collect();
    let own = adjacency.among(&placed);
    let pairs: Vec<(u32, u32)> = (0..own.len() as u32)
        .flat_map(|a| own.both.of(a).iter().filter(move |&&b| a < b).map(move |&b| (a, b)))
        .collect();
    let tally = |places: Option<&[u32]>, (inside, ends): &mut (Vec<u32>, Vec<u32>)| {
        inside.clear();
        inside.resize(count as usize, 0);
        ends.clear();
        ends.resize(count as usize, 0);
        for &(a, b) in &pairs {
            let of = |v: u32| label[places.map_or(v, |p| p[v as usize]) as usize] as usize;
            let (x, y) = (of(a), of(b));
            if x == y {
                inside[x] += 1;
            } else {
                ends[x] += 1;
                ends[y] += 1;
            }
        }
        let within: u64 = inside.iter().map(|&x| u64::from(x)).sum();
        let group = index(pairs.len() as u64 - within, within);
        let each = inside.iter().zip(ends.iter()).map(|(&i, &e)| index(u64::from(e), u64::from(i))).collect();
        (group, each)
    };
    let (group, each): (Option<f64>, Vec<Option<f64>>) = tally(None, &mut Default::default());
    let draws: Vec<(Option<f64>, Vec<Option<f64>>)> = match group {
        None => Vec::new(),
        Some(_) => Exchange::free(own.len()).draws(seed, permutations, Default::default, |p, s| tally(Some(p), s)),
    };
    let of_group: Vec<f64> = draws.iter().filter_map(|d| d.0).collect();
    let schools_p = each
        .iter()
        .enumerate()
        .map(|(s, observed)| {
            let drawn: Vec<f64> = draws.iter().filter_map(|d| d.1[s]).collect();
            let mean = drawn.iter().sum::<f64>() / drawn.len().max(1) as f64;
            p_values(observed.unwrap_or(0.0), mean, &drawn)
        })
        .collect();
    EiTest { group, group_p: p_values(group.unwrap_or(0.0), expected, &of_group), schools: each, schools_p }
}

fn index(external: u64, internal: u64) -> Option<f64> {
    let all = external + internal;
    (all > 0).then(|| (external as f64 - internal as f64) / all as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// T4 of the worked cases: two closed trios and one bridge.
    #[test]
    fn two_schools_with_one_bridge_are_as_inward_as_two_of_twenty_splits() {
        let ties = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (0, 3)];
        let adjacency = Adjacency::from_arcs(6, ties.iter().flat_map(|&(a, b)| [(a, b, 1.0), (b, a, 1.0)]));
        let schools: Vec<_> = (0..6).map(|v| Some(v / 3)).collect();
        let test = ei_test(&adjacency, &schools, 2, 0.2, 20_000, 1);
        assert!((test.group.unwrap() + 5.0 / 7.0).abs() < 1e-12);
        assert_eq!(test.schools, [Some(-0.5), Some(-0.5)]);
        // Exactly 0.1; with 20,000 draws the standard error is 0.0021.
        assert!((test.group_p.lower - 0.1).abs() < 0.008, "{:?}", test.group_p);
    }
}

//! The order of people by measures of paths, when respondents are silent: each draw is a network of its own.

use super::{DropOut, Frame, Ranks, SHARES, Spread, TIMES, correlation};
use crate::measures::betweenness::{Kept, betweenness_alone};
use crate::measures::paths::closeness;
use crate::measures::workers::workers;
use crate::network::adjacency::Adjacency;

/// The measures, by the names of their columns.
pub(super) const OF_PATHS: [&str; 2] = ["harmonic_closeness", "betweenness"];

/// Work for each share: people times people and ties, times draws. Some 20 draws of 300 people, 200 of a hundred.
const WORK: usize = 12_000_000;
/// Draws are never fewer than this.
const FEWEST_DRAWS: usize = 20;
/// In a network of more people times people and ties than this, nothing is drawn.
const LARGEST: usize = 1_000_000;

/// How often a network of this size is drawn for each share; not at all when it would take too long.
pub(super) fn times(people: usize, ties: usize) -> u32 {
    let size = (people * (people + ties)).max(1);
    if size > LARGEST { 0 } else { (WORK / size).clamp(FEWEST_DRAWS, TIMES as usize) as u32 }
}

/// Rank correlations of each measure, for each share. Rows without draws where the network is too large.
pub(super) fn of_paths(frame: &Frame, seed: u64, row: &dyn Fn(&str, f64) -> DropOut) -> Vec<DropOut> {
    let people = frame.staff.len();
    let times = times(people, frame.pairs.len());
    // Where nothing is drawn, nothing is searched either: in a large network that search is the longest of all.
    let everybody =
        if times == 0 { Default::default() } else { frame.scores(&vec![false; people], &mut Kept::default()) };
    let staff = |scores: &[u32]| Ranks::of(scores.iter().zip(&frame.staff).filter(|of| *of.1).map(|of| *of.0));
    let everybody = everybody.map(|scores| staff(&scores));
    let draws = SHARES.len() * times as usize;
    let work = |own: &mut Worker, draw: usize| {
        let Worker { silent, order, kept, found } = own;
        silent.resize(people, false);
        silent.fill(false);
        let silenced = frame.silenced(seed, draw / times as usize, draw as u32 % times, order);
        silenced.iter().for_each(|&v| silent[v as usize] = true);
        let now = frame.scores(silent, kept);
        found.push((draw, std::array::from_fn(|m| correlation(&everybody[m], &staff(&now[m])))));
    };
    let mut found: Vec<_> = workers(draws, true, Worker::default, work).into_iter().flat_map(|own| own.found).collect();
    found.sort_unstable_by_key(|of| of.0);
    let drawn: Vec<[Option<f64>; 2]> = found.into_iter().map(|of| of.1).collect();
    let mut rows = Vec::new();
    for (s, &share) in SHARES.iter().enumerate() {
        let drawn = &drawn[s * times as usize..(s + 1) * times as usize];
        for (m, measure) in OF_PATHS.iter().enumerate() {
            let values: Vec<f64> = drawn.iter().filter_map(|d| d[m]).collect();
            let spread = Spread::of(&values);
            if spread.is_some() || times == 0 {
                rows.push(DropOut { draws: values.len() as u32, rank_correlation: spread, ..row(measure, share) });
            }
        }
    }
    rows
}

/// What one thread needs for all draws that it makes, and what it found, with the number of the draw.
#[derive(Default)]
struct Worker {
    silent: Vec<bool>,
    order: Vec<u32>,
    kept: Kept,
    found: Vec<(usize, [Option<f64>; 2])>,
}

impl Frame {
    /// Each measure of everybody, as numbers of which only the order counts.
    fn scores(&self, silent: &[bool], kept: &mut Kept) -> [Vec<u32>; 2] {
        let mut arcs = Vec::with_capacity(self.pairs.len());
        for &(a, b, forth, back) in &self.pairs {
            let (x, y) = (usize::from(silent[a as usize]), usize::from(silent[b as usize]));
            if self.stands[forth as usize][x + 2 * y] != 0 {
                arcs.push((a, b, 1.0));
            }
            if self.stands[back as usize][y + 2 * x] != 0 {
                arcs.push((b, a, 1.0));
            }
        }
        let network = Adjacency::from_arcs(self.staff.len(), arcs);
        let close: Vec<f64> = closeness(&network).harmonic.iter().map(|c| c.number().unwrap_or_default()).collect();
        [order(&close), order(&betweenness_alone(&network, kept))]
    }
}

/// Numbers in the same order, equal where they differ by no more than rounding.
fn order(scores: &[f64]) -> Vec<u32> {
    let rounded: Vec<i64> = scores.iter().map(|x| (x * 1e9).round() as i64).collect();
    let mut distinct = rounded.clone();
    distinct.sort_unstable();
    distinct.dedup();
    rounded.iter().map(|x| distinct.partition_point(|d| d < x) as u32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_draws_falls_with_the_size_until_nothing_is_drawn() {
        assert_eq!(times(30, 200), 200);
        assert_eq!(times(300, 1_600), 21);
        assert_eq!(times(300, 2_500), 20);
        assert_eq!(times(10_000, 75_000), 0);
    }

    #[test]
    fn only_the_order_of_scores_counts() {
        assert_eq!(order(&[0.5, 0.1 + 0.2, 0.3, 7.0]), [1, 0, 0, 2]);
    }
}

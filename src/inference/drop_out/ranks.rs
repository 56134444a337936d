//! Spearman's rank correlation of counts.

use super::counts::{Draws, Lanes, PerPerson, TOGETHER};

/// Ranks of people by a count, equal counts getting the mean of their ranks; memory that is used again.
#[derive(Debug, Default)]
pub(super) struct Ranks {
    counts: Vec<u32>,
    many: Vec<u32>,
    of: Vec<f64>,
}

impl Ranks {
    pub(super) fn of(counts: impl Iterator<Item = u32>) -> Ranks {
        let mut ranks = Ranks::default();
        ranks.rank(counts);
        ranks
    }

    /// Ranks by counting: counts are small.
    pub(super) fn rank(&mut self, counts: impl Iterator<Item = u32>) {
        let Ranks { counts: own, many, of } = self;
        own.clear();
        own.extend(counts);
        many.clear();
        many.resize(own.iter().max().map_or(0, |&m| m as usize + 1), 0);
        own.iter().for_each(|&count| many[count as usize] += 1);
        let mut before = 0u32;
        for slot in many.iter_mut() {
            let own = *slot;
            // Twice the mean rank of those with this count.
            *slot = 2 * before + own + 1;
            before += own;
        }
        of.clear();
        of.extend(own.iter().map(|&count| f64::from(many[count as usize]) / 2.0));
    }
}

/// Spearman's rank correlation of two counts of the same people: Pearson's r of ranks.
///
/// None with fewer than three people, or when one of the counts is the same for all of them.
pub(super) fn correlation(first: &Ranks, second: &Ranks) -> Option<f64> {
    let n = first.of.len() as f64;
    if n < 3.0 {
        return None;
    }
    // Ranks have the mean (n + 1)/2 whatever ties there are.
    let mean = f64::midpoint(n, 1.0);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (a, b) in first.of.iter().zip(&second.of) {
        let (a, b) = (a - mean, b - mean);
        (xx, yy, xy) = (xx + a * a, yy + b * b, xy + a * b);
    }
    (xx > 0.0 && yy > 0.0).then(|| xy / (xx * yy).sqrt())
}

/// [`correlation`] in several draws side by side; memory that is used again. Each adds up in the order of the people, as
/// one alone does.
#[derive(Default)]
pub(super) struct Correlations {
    /// By count, in each draw: how many have it, then twice their mean rank.
    many: [Vec<Lanes>; 2],
    /// The same as a distance from the mean of all ranks.
    apart: [Vec<[f64; TOGETHER]>; 2],
}

/// Sums over people in each draw.
type Sums = [f64; TOGETHER];

fn correlated(n: u32, xx: f64, yy: f64, xy: f64) -> Option<f64> {
    (n > 2 && xx > 0.0 && yy > 0.0).then(|| xy / (xx * yy).sqrt())
}

impl Correlations {
    /// Of counts in each draw with ranks that are the same in all; `people` are those ranked, in order.
    pub(super) fn with_ranks(&mut self, ranks: &Ranks, people: &[u32], counts: &PerPerson) -> [Option<f64>; TOGETHER] {
        let n = people.len() as u32;
        self.tally(0, counts.most(), people.iter().map(|&v| (counts.numbers(v), 0)));
        self.finish(0, &[n; TOGETHER]);
        let mean = f64::midpoint(f64::from(n), 1.0);
        let (mut xx, mut yy, mut xy): (f64, Sums, Sums) = (0.0, [0.0; TOGETHER], [0.0; TOGETHER]);
        for (&v, rank) in people.iter().zip(&ranks.of) {
            let a = rank - mean;
            xx += a * a;
            for (lane, &count) in counts.numbers(v).iter().enumerate() {
                let b = self.apart[0][count as usize][lane];
                yy[lane] += b * b;
                xy[lane] += a * b;
            }
        }
        std::array::from_fn(|lane| correlated(n, xx, yy[lane], xy[lane]))
    }

    /// Of counts in each draw with counts as they are, among those of some people who are not silent in the draw.
    pub(super) fn among_some(
        &mut self,
        people: &[u32],
        full: &[u32],
        counts: &PerPerson,
        silent: &[Draws],
    ) -> [Option<f64>; TOGETHER] {
        let of_full = |&v: &u32| ([full[v as usize]; TOGETHER], silent[v as usize]);
        let most = people.iter().map(|&v| full[v as usize]).max().unwrap_or(0);
        self.tally(0, most as usize, people.iter().map(of_full));
        self.tally(1, counts.most(), people.iter().map(|&v| (counts.numbers(v), silent[v as usize])));
        let mut n = [0; TOGETHER];
        self.many[0].iter().for_each(|many| n.iter_mut().zip(many).for_each(|(n, many)| *n += many));
        self.finish(0, &n);
        self.finish(1, &n);
        let (mut xx, mut yy, mut xy): (Sums, Sums, Sums) = ([0.0; TOGETHER], [0.0; TOGETHER], [0.0; TOGETHER]);
        for &v in people {
            let (first, seconds) = (&self.apart[0][full[v as usize] as usize], counts.numbers(v));
            for (lane, &second) in seconds.iter().enumerate() {
                // Nothing is added for those who are silent: that leaves a sum as it is.
                let counts = if silent[v as usize] & (1 << lane) == 0 { 1.0 } else { 0.0 };
                let (a, b) = (counts * first[lane], counts * self.apart[1][second as usize][lane]);
                xx[lane] += a * a;
                yy[lane] += b * b;
                xy[lane] += a * b;
            }
        }
        std::array::from_fn(|lane| correlated(n[lane], xx[lane], yy[lane], xy[lane]))
    }

    /// How many have each count, in each draw: from the counts of each, none larger than `most`, and the draws in which
    /// somebody does not take part.
    fn tally(&mut self, which: usize, most: usize, counts: impl Iterator<Item = (Lanes, Draws)>) {
        let many = &mut self.many[which];
        many.clear();
        many.resize(most + 1, [0; TOGETHER]);
        for (own, silent) in counts {
            for (lane, count) in own.into_iter().enumerate() {
                many[count as usize][lane] += u32::from(silent & (1 << lane) == 0);
            }
        }
    }

    /// From how many have each count to how far their rank is from the mean, among `n` people in each draw.
    fn finish(&mut self, which: usize, n: &Lanes) {
        let (many, apart) = (&mut self.many[which], &mut self.apart[which]);
        let mut before = [0u32; TOGETHER];
        apart.clear();
        apart.extend(many.iter().map(|many| {
            std::array::from_fn(|lane| {
                let rank = f64::from(2 * before[lane] + many[lane] + 1) / 2.0;
                before[lane] += many[lane];
                rank - f64::midpoint(f64::from(n[lane]), 1.0)
            })
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn side_by_side_each_draw_has_the_correlation_that_it_has_alone() {
        let mut state = 7u32;
        let mut below = |bound: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % bound
        };
        let full: Vec<u32> = (0..50).map(|_| below(9)).collect();
        let mut counts = PerPerson::of(50, 9);
        (0..50).for_each(|v| (0..8).for_each(|_| counts.add(v, below(1 << 16) | below(1 << 16) << 16)));
        let silent: Vec<Draws> = (0..50).map(|_| below(1 << 16) & below(1 << 16) | below(1 << 8) << 18).collect();
        let people: Vec<u32> = (0..50).filter(|v| v % 7 != 0).collect();
        let ranks = Ranks::of(people.iter().map(|&v| full[v as usize]));
        let mut lanes = Correlations::default();
        let (whole, some) =
            (lanes.with_ranks(&ranks, &people, &counts), lanes.among_some(&people, &full, &counts, &silent));
        for lane in 0..TOGETHER {
            let alone = |who: &[u32]| {
                let of = |count: &dyn Fn(u32) -> u32| {
                    Ranks::of(who.iter().map(|&v| count(v)).collect::<Vec<_>>().into_iter())
                };
                correlation(&of(&|v| full[v as usize]), &of(&|v| counts.numbers(v)[lane]))
            };
            assert_eq!(whole[lane], alone(&people));
            let still: Vec<u32> = people.iter().copied().filter(|&v| silent[v as usize] >> lane & 1 == 0).collect();
            assert_eq!(some[lane], alone(&still));
        }
    }

    #[test]
    fn rank_correlations_are_those_of_scipy() {
        let of = |x: &[u32], y: &[u32]| correlation(&Ranks::of(x.iter().copied()), &Ranks::of(y.iter().copied()));
        // scipy 1.17.1: spearmanr([1,2,3,4,5],[5,6,7,8,7]) and one with many ties.
        assert!((of(&[1, 2, 3, 4, 5], &[5, 6, 7, 8, 7]).unwrap() - 0.820_782_681_668_123_4).abs() < 1e-12);
        let r = of(&[0, 0, 1, 3, 3, 7, 2, 0], &[1, 0, 0, 4, 2, 5, 2, 1]).unwrap();
        assert!((r - 0.843_815_925_694_518).abs() < 1e-12, "{r}");
        assert_eq!(of(&[1, 1, 1], &[1, 2, 3]), None);
        assert_eq!(of(&[1, 2], &[1, 2]), None);
        assert!((of(&[1, 2, 3], &[3, 2, 1]).unwrap() + 1.0).abs() < 1e-12);
    }
}

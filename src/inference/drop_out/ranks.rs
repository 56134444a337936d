//! Spearman's rank correlation of counts.

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

#[cfg(test)]
mod tests {
    use super::*;

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

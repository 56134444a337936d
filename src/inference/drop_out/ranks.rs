//! Spearman's rank correlation of counts.

/// What is kept between correlations, so that nothing needs to be asked for anew.
#[derive(Debug, Default)]
pub(super) struct Ranks {
    many: Vec<u32>,
    first: Vec<f64>,
    second: Vec<f64>,
}

/// Spearman's rank correlation of two lists of counts over the people that are taken: Pearson's r of ranks, equal counts
/// getting the mean of their ranks.
///
/// None with fewer than three people, or when one of the lists is the same for all of them.
pub(super) fn correlation(x: &[u32], y: &[u32], takes: impl Fn(usize) -> bool, own: &mut Ranks) -> Option<f64> {
    let Ranks { many, first, second } = own;
    ranked(x, &takes, many, first);
    ranked(y, &takes, many, second);
    let n = first.len() as f64;
    if n < 3.0 {
        return None;
    }
    // Ranks have the mean (n + 1)/2 whatever ties there are.
    let mean = f64::midpoint(n, 1.0);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (a, b) in first.iter().zip(second.iter()) {
        let (a, b) = (a - mean, b - mean);
        (xx, yy, xy) = (xx + a * a, yy + b * b, xy + a * b);
    }
    (xx > 0.0 && yy > 0.0).then(|| xy / (xx * yy).sqrt())
}

/// Ranks by counting: counts are small.
fn ranked(x: &[u32], takes: &impl Fn(usize) -> bool, many: &mut Vec<u32>, ranks: &mut Vec<f64>) {
    many.clear();
    ranks.clear();
    let taken = || (0..x.len()).filter(|&v| takes(v)).map(|v| x[v] as usize);
    many.resize(taken().max().map_or(0, |m| m + 1), 0);
    taken().for_each(|count| many[count] += 1);
    let mut before = 0u32;
    for slot in many.iter_mut() {
        let own = *slot;
        // Twice the mean rank of those with this count.
        *slot = 2 * before + own + 1;
        before += own;
    }
    ranks.extend(taken().map(|count| f64::from(many[count]) / 2.0));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rank_correlations_are_those_of_scipy() {
        let of = |x: &[u32], y: &[u32]| correlation(x, y, |_| true, &mut Ranks::default());
        // scipy 1.17.1: spearmanr([1,2,3,4,5],[5,6,7,8,7]) and one with many ties.
        assert!((of(&[1, 2, 3, 4, 5], &[5, 6, 7, 8, 7]).unwrap() - 0.820_782_681_668_123_4).abs() < 1e-12);
        let r = of(&[0, 0, 1, 3, 3, 7, 2, 0], &[1, 0, 0, 4, 2, 5, 2, 1]).unwrap();
        assert!((r - 0.843_815_925_694_518).abs() < 1e-12, "{r}");
        assert_eq!(of(&[1, 1, 1], &[1, 2, 3]), None);
        assert_eq!(of(&[1, 2], &[1, 2]), None);
        let some = correlation(&[1, 2, 3, 9], &[3, 2, 1, 0], |v| v < 3, &mut Ranks::default());
        assert!((some.unwrap() + 1.0).abs() < 1e-12);
    }
}

//! A yes or no of each person in two waves: who turned, and whether more turned one way than chance would give.

use serde::{Deserialize, Serialize};

/// A yes or no of people who are known in both waves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Turned {
    /// Yes in both.
    pub stayed_yes: u32,
    /// No, then yes.
    pub to_yes: u32,
    /// Yes, then no.
    pub to_no: u32,
    /// No in both.
    pub stayed_no: u32,
    /// There in both waves, and not known in one of them.
    pub not_comparable: u32,
}

impl Turned {
    /// Counts somebody: the answer of each wave, none where it is not known.
    pub fn add(&mut self, was: Option<bool>, is: Option<bool>) {
        let slot = match (was, is) {
            (Some(true), Some(true)) => &mut self.stayed_yes,
            (Some(false), Some(true)) => &mut self.to_yes,
            (Some(true), Some(false)) => &mut self.to_no,
            (Some(false), Some(false)) => &mut self.stayed_no,
            _ => &mut self.not_comparable,
        };
        *slot += 1;
    }

    /// How many are known in both waves.
    pub fn known(&self) -> u32 {
        self.stayed_yes + self.to_yes + self.to_no + self.stayed_no
    }

    /// The change of the share of yes, and how far it could lie from there: see [`mcnemar`].
    ///
    /// # Formula
    /// `(to_yes − to_no) / known`; the interval is that of the share of `to_yes` among those who turned (Clopper and
    /// Pearson, 95 %), put to the same scale, so that it leaves 0 out exactly when the test says 5 % or less.
    ///
    /// # Value
    /// Change, lower and upper end; none when nobody is known.
    pub fn change(&self) -> Option<(f64, f64, f64)> {
        let (turned, known) = (self.to_yes + self.to_no, f64::from(self.known()));
        if self.known() == 0 {
            return None;
        }
        let (low, high) = clopper_pearson(self.to_yes, turned);
        let scale = |share: f64| (2.0 * share - 1.0) * f64::from(turned) / known;
        Some(((f64::from(self.to_yes) - f64::from(self.to_no)) / known, scale(low), scale(high)))
    }
}

/// The exact test of `McNemar`: whether more people turned one way than the other by more than chance.
///
/// # Formula
/// With `n` who turned, `x` of them to yes: `min(1, 2 · P(X ≤ min(x, n − x)))`, X binomial with `n` and 1/2.
///
/// # Reads
/// Those who turned only. People are taken as independent of each other; where one visitor opens many doors they are
/// not, and p is too small.
///
/// # Value
/// A probability; 1 when nobody turned.
///
/// # Source
/// `McNemar` (1947), *Psychometrika* 12:153–157; exact form.
///
/// # Example
/// ```
/// use staffroom::change::status::mcnemar;
/// assert_eq!((mcnemar(1, 0), mcnemar(5, 0), mcnemar(6, 0)), (1.0, 0.0625, 0.03125));
/// ```
pub fn mcnemar(to_yes: u32, to_no: u32) -> f64 {
    let n = to_yes + to_no;
    (2.0 * tail(n, to_yes.min(to_no), 0.5)).min(1.0)
}

/// The chance of at most `x` of `n` when each has the chance `p`.
fn tail(n: u32, x: u32, p: f64) -> f64 {
    if x >= n || p <= 0.0 {
        return 1.0;
    }
    if p >= 1.0 {
        return 0.0;
    }
    // By logarithms, so that thousands do not underflow.
    let (mut term, mut sum) = (f64::from(n) * (1.0 - p).ln(), 0.0);
    let odds = (p / (1.0 - p)).ln();
    for k in 0..=x {
        sum += term.exp();
        term += odds + (f64::from(n - k)).ln() - f64::from(k + 1).ln();
    }
    sum.min(1.0)
}

/// The interval of a share that leaves out what a one-sided exact test would leave out at 2.5 % (Clopper and Pearson
/// 1934).
fn clopper_pearson(x: u32, n: u32) -> (f64, f64) {
    let search = |above: &dyn Fn(f64) -> bool| {
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..60 {
            let middle = f64::midpoint(low, high);
            if above(middle) { high = middle } else { low = middle }
        }
        f64::midpoint(low, high)
    };
    // At least x has the chance 1 − P(at most x − 1).
    let low = if x == 0 { 0.0 } else { search(&|p| 1.0 - tail(n, x - 1, p) > 0.025) };
    let high = if x >= n { 1.0 } else { search(&|p| tail(n, x, p) < 0.025) };
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mcnemar_is_that_of_the_measurement_design_and_of_r() {
        // domain.md T9; R 4.2.2, binom.test(3, 15)$p.value.
        for (to_yes, to_no, p) in [(1, 0, 1.0), (5, 0, 0.0625), (6, 0, 0.03125), (3, 12, 0.035_156_25), (0, 0, 1.0)] {
            assert!((mcnemar(to_yes, to_no) - p).abs() < 1e-12, "{to_yes} {to_no}");
        }
        assert!(mcnemar(40_000, 39_000) < 0.001 && mcnemar(40_000, 39_000) > 1e-6);
    }

    #[test]
    fn the_interval_is_that_of_r() {
        // R 4.2.2, binom.test(7, 20)$conf.int: 0.1539092 0.5921885.
        let (low, high) = clopper_pearson(7, 20);
        assert!((low - 0.153_909_2).abs() < 1e-6 && (high - 0.592_188_5).abs() < 1e-6, "{low} {high}");
    }

    #[test]
    fn the_interval_of_the_change_leaves_zero_out_exactly_when_the_test_does() {
        for (to_yes, to_no) in [(5u32, 0u32), (6, 0), (9, 2), (8, 2), (3, 12), (20, 9)] {
            let turned = Turned { to_yes, to_no, stayed_no: 10, ..Turned::default() };
            let (change, low, high) = turned.change().unwrap();
            assert!(low <= change && change <= high);
            assert_eq!(low > 0.0 || high < 0.0, mcnemar(to_yes, to_no) <= 0.05, "{to_yes} {to_no}");
        }
        assert_eq!(Turned::default().change(), None);
    }
}

//! A yes or no of each person in two waves: who turned, and whether more turned one way than chance would give.

use crate::measures::intervals::wilson;
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

    /// The change of the share of yes, and how far it could lie from there.
    ///
    /// # Formula
    /// `(to_yes − to_no) / known`, with the interval of Newcombe (method 10): the Wilson intervals of both shares, put
    /// together with their correlation.
    ///
    /// # Value
    /// Change, lower and upper end (95 %); none when nobody is known.
    ///
    /// # Source
    /// Newcombe (1998), *Statistics in Medicine* 17:2635–2650.
    pub fn change(&self) -> Option<(f64, f64, f64)> {
        let (yes_then, yes_now) = (self.stayed_yes + self.to_no, self.stayed_yes + self.to_yes);
        let known = self.known();
        let n = f64::from(known);
        let (then, now) = (wilson(yes_then, known)?, wilson(yes_now, known)?);
        let (p, q) = (f64::from(yes_then) / n, f64::from(yes_now) / n);
        let [a, b, c, d] = [self.stayed_yes, self.to_no, self.to_yes, self.stayed_no].map(f64::from);
        let margins = (a + b) * (c + d) * (a + c) * (b + d);
        let product = a * d - b * c;
        let product = if product > 0.0 { (product - n / 2.0).max(0.0) } else { product };
        let correlation = if margins > 0.0 { product / margins.sqrt() } else { 0.0 };
        let reach = |x: f64, y: f64| (x * x - 2.0 * correlation * x * y + y * y).max(0.0).sqrt();
        let change = q - p;
        let low = change - reach(q - now.0, then.1 - p);
        let high = change + reach(now.1 - q, p - then.0);
        Some((change, low, high))
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
/// for (opened, p) in [(1, 1.0), (5, 0.0625), (6, 0.03125)] {
///     assert!((mcnemar(opened, 0) - p).abs() < 1e-12);
/// }
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
    fn the_interval_is_the_published_one() {
        // Newcombe (1998), table III: 36, 12, 2, 0 gives 0.2 (0.0569 to 0.3404) by method 10; here the other way round.
        let turned = Turned { stayed_yes: 36, to_no: 12, to_yes: 2, stayed_no: 0, not_comparable: 5 };
        let (change, low, high) = turned.change().unwrap();
        assert!((change + 0.2).abs() < 1e-12, "{change}");
        assert!((low + 0.3404).abs() < 5e-5 && (high + 0.0569).abs() < 5e-5, "{low} {high}");
        assert_eq!(Turned::default().change(), None);
        let nobody = Turned { stayed_no: 9, ..Turned::default() }.change().unwrap();
        assert!(nobody.1 < 0.0 && nobody.2 > 0.0, "nobody turned, which leaves room either way: {nobody:?}");
    }
}

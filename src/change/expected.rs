//! What to expect of people who were chosen because they were low, or high, if nothing had changed.

use crate::error::Why;
use crate::measures::Value;
use serde::{Deserialize, Serialize};

/// Stable habits: each person's rate of ties, spread over people as a gamma distribution, with counts that vary by
/// chance around it (Poisson). None of it changes from one wave to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Habits {
    /// Mean count.
    pub mean: f64,
    /// Shape of the gamma distribution; none when counts vary no more than by chance, so that all have the same rate.
    pub shape: Option<f64>,
}

impl Habits {
    /// From the counts of one wave, by their mean and variance; none with fewer than two people.
    pub fn of(counts: &[u32]) -> Option<Habits> {
        let n = counts.len() as f64;
        if n < 2.0 {
            return None;
        }
        let mean = counts.iter().map(|&c| f64::from(c)).sum::<f64>() / n;
        let variance = counts.iter().map(|&c| (f64::from(c) - mean).powi(2)).sum::<f64>() / (n - 1.0);
        let beyond = variance - mean;
        Some(Habits { mean, shape: (beyond > 1e-9).then(|| mean * mean / beyond) })
    }

    /// The chance of no tie in a wave.
    pub fn none(&self) -> f64 {
        self.none_over(1.0)
    }

    /// The chance of no tie in `waves` waves together.
    fn none_over(&self, waves: f64) -> f64 {
        match self.shape {
            Some(shape) => (1.0 + waves * self.mean / shape).powf(-shape),
            None => (-waves * self.mean).exp(),
        }
    }

    /// Of people without a tie in one wave, the share with at least one in the next, nothing having changed.
    ///
    /// # Formula
    /// `1 − P(none in two waves) / P(none in one)`. With rates spread as Gamma(k, β): `1 − ((β + 1)/(β + 2))^k`.
    ///
    /// # Source
    /// Regression to the mean (Galton 1886); counts as Greenwood and Yule (1920).
    ///
    /// # Example
    /// ```
    /// use staffroom::change::expected::Habits;
    /// // The worked case: rates spread as Gamma(2, 1): a quarter has none, and five of nine of these have one next time.
    /// let habits = Habits::with(2.0, Some(2.0));
    /// assert!((habits.none() - 0.25).abs() < 1e-12 && (habits.some_after_none() - 5.0 / 9.0).abs() < 1e-12);
    /// assert!((habits.mean_after_none() - 1.0).abs() < 1e-12);
    /// ```
    pub fn some_after_none(&self) -> f64 {
        1.0 - self.none_over(2.0) / self.none()
    }

    /// The mean count in the next wave of people without a tie in this one, nothing having changed.
    pub fn mean_after_none(&self) -> f64 {
        match self.shape {
            Some(shape) => shape * self.mean / (shape + self.mean),
            None => self.mean,
        }
    }

    /// Of people with a tie in one wave, the share with at least one in the next, nothing having changed.
    pub fn some_after_some(&self) -> f64 {
        let some = 1.0 - self.none();
        if some <= 0.0 { 0.0 } else { (1.0 - 2.0 * self.none() + self.none_over(2.0)) / some }
    }

    /// The chance of at most so many in the next wave for somebody who has `count` in this one, nothing having changed.
    ///
    /// # Formula
    /// With rates spread as Gamma(k, β), those of people with `count` are spread as Gamma(k + count, β + 1), and the next
    /// count is negative binomial: `Σ_{j ≤ most} Γ(r + j)/(Γ(r) j!) p^r (1 − p)^j`, `r = k + count`,
    /// `p = (β + 1)/(β + 2)`. Where all have one rate, the Poisson distribution, whatever `count` is.
    ///
    /// # Source
    /// Greenwood and Yule (1920); regression to the mean as in [`Habits::some_after_none`].
    ///
    /// # Example
    /// ```
    /// use staffroom::change::expected::Habits;
    /// // Gamma(2, 1): of those with nothing, 4 of 9 have nothing again; of those with one, 8 of 27.
    /// let habits = Habits::with(2.0, Some(2.0));
    /// assert!((habits.at_most(0, 0) - 4.0 / 9.0).abs() < 1e-12);
    /// assert!((habits.at_most(0, 1) - 8.0 / 27.0).abs() < 1e-12);
    /// ```
    pub fn at_most(&self, most: u32, count: u32) -> f64 {
        let (mut term, r, rest) = match self.shape {
            Some(shape) => {
                let rate = shape / self.mean;
                let (r, p) = (shape + f64::from(count), (rate + 1.0) / (rate + 2.0));
                (p.powf(r), r, 1.0 - p)
            }
            None => ((-self.mean).exp(), f64::INFINITY, 0.0),
        };
        let mut sum = term;
        for j in 0..most {
            let next = f64::from(j + 1);
            term *= if rest > 0.0 { (r + f64::from(j)) * rest / next } else { self.mean / next };
            sum += term;
        }
        sum.min(1.0)
    }

    /// Habits with a mean and a shape.
    pub fn with(mean: f64, shape: Option<f64>) -> Habits {
        Habits { mean, shape }
    }
}

/// People who stood out in the first wave, what became of them, and what would have become of them anyhow.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Chosen {
    /// People without a tie in the first wave whose state is known in the second.
    pub low: u32,
    /// Of these, those with a tie in the second.
    pub low_then_some: u32,
    /// How many that would be if nothing had changed.
    pub low_then_some_expected: Value,
    /// People who had ties and have none now: the other way.
    pub some_then_low: u32,
    /// People with a tie in the first wave.
    pub some: u32,
    /// Of these, those with a tie in the second.
    pub some_then_some: u32,
    /// How many that would be if nothing had changed.
    pub some_then_some_expected: Value,
}

/// What became of people by whether they had any tie, beside what to expect if nothing had changed. `counts` are those
/// of the first and of the second wave, of people known in both.
pub fn chosen(counts: &[(u32, u32)]) -> Chosen {
    let count = |f: &dyn Fn(u32, u32) -> bool| counts.iter().filter(|c| f(c.0, c.1)).count() as u32;
    let then: Vec<u32> = counts.iter().map(|c| c.0).collect();
    let habits = Habits::of(&then);
    let (low, some) = (count(&|a, _| a == 0), count(&|a, _| a > 0));
    let expected = |people: u32, share: fn(&Habits) -> f64| match &habits {
        Some(h) => Value::Number(f64::from(people) * share(h)),
        None => Value::Undefined(Why::TooFew),
    };
    Chosen {
        low,
        low_then_some: count(&|a, b| a == 0 && b > 0),
        low_then_some_expected: expected(low, Habits::some_after_none),
        some_then_low: count(&|a, b| a > 0 && b == 0),
        some,
        some_then_some: count(&|a, b| a > 0 && b > 0),
        some_then_some_expected: expected(some, Habits::some_after_some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::RngExt;

    /// Gamma(2, 1) by two exponentials, then a Poisson count by its definition.
    fn count(random: &mut impl rand::Rng, rate: f64) -> u32 {
        let (mut k, mut left) = (0, rate);
        loop {
            left += (1.0 - random.random::<f64>()).ln();
            if left <= 0.0 {
                return k;
            }
            k += 1;
        }
    }

    #[test]
    fn people_who_had_no_tie_come_back_as_the_expectation_says_when_nothing_changes() {
        let mut random = crate::inference::generator(11, crate::inference::Draw::Graph, 0);
        let counts: Vec<(u32, u32)> = (0..40_000)
            .map(|_| {
                let rate = -(1.0 - random.random::<f64>()).ln() - (1.0 - random.random::<f64>()).ln();
                (count(&mut random, rate), count(&mut random, rate))
            })
            .collect();
        let found = chosen(&counts);
        // domain.md 7.2: a quarter has none, 5/9 of these have one in the next wave.
        assert!((f64::from(found.low) / 40_000.0 - 0.25).abs() < 0.01);
        let share = f64::from(found.low_then_some) / f64::from(found.low);
        assert!((share - 5.0 / 9.0).abs() < 0.015, "{share}");
        let expected = found.low_then_some_expected.number().unwrap();
        assert!((expected - f64::from(found.low_then_some)).abs() < 0.02 * f64::from(found.low), "{expected}");
        let kept = found.some_then_some_expected.number().unwrap();
        assert!((kept - f64::from(found.some_then_some)).abs() < 0.01 * f64::from(found.some), "{kept}");
    }

    #[test]
    fn the_next_count_of_somebody_with_one_tie_or_none_is_that_reckoned_by_hand() {
        let habits = Habits::with(2.0, Some(2.0));
        // Gamma(2, 1): of those with at most one (a half of all), two thirds have at most one again: 1/4 · P(≤1|0) +
        // 1/4 · P(≤1|1) = 1/3, with P(≤1|0) = 4/9 + 8/27 = 20/27 and P(≤1|1) = 8/27 + 8/27 = 16/27.
        assert!((habits.at_most(1, 0) - 20.0 / 27.0).abs() < 1e-12);
        assert!((habits.at_most(1, 1) - 16.0 / 27.0).abs() < 1e-12);
        assert!((habits.at_most(0, 0) - (1.0 - habits.some_after_none())).abs() < 1e-12);
        // One rate for all: Poisson with mean 1, P(≤ 1) = 2/e.
        assert!((Habits::with(1.0, None).at_most(1, 7) - 2.0 / std::f64::consts::E).abs() < 1e-12);
    }

    #[test]
    fn counts_that_vary_no_more_than_chance_have_one_rate() {
        let habits = Habits::of(&[1, 1, 1, 1]).unwrap();
        assert_eq!(habits.shape, None);
        assert!((habits.some_after_none() - (1.0 - (-1.0f64).exp())).abs() < 1e-12);
        assert_eq!(Habits::of(&[3]), None);
        assert_eq!(chosen(&[(0, 2)]).low_then_some_expected, Value::Undefined(Why::TooFew));
    }
}

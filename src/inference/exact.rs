//! Probabilities that need no draws: the exact hypergeometric test, Student's tail, and many tests at once.

/// Tails of an exact test.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Tails {
    /// Probability of at most as many.
    pub lower: f64,
    /// Probability of at least as many.
    pub upper: f64,
    /// Twice the smaller tail, at most 1.
    pub two_sided: f64,
}

/// The chance that a team drawn at random from a group holds as few, or as many, marked people as it does.
///
/// # Formula
/// With `N` people of whom `K` are marked and `n` drawn without replacement, `P(X = x) = C(K, x) C(N − K, n − x) / C(N,
/// n)`; `lower = P(X ≤ x)`, `upper = P(X ≥ x)`, `two_sided = min(1, 2 min(lower, upper))`.
///
/// # Reads
/// Counts: everybody, the marked among them, the team, the marked in the team.
///
/// # Value
/// Probabilities; none when the counts do not fit each other.
///
/// # Cost
/// As many steps as the team could hold marked people.
///
/// # Source
/// Fisher (1935), *Journal of the Royal Statistical Society* 98:39–82; doubling of the smaller tail as two-sided form.
///
/// # Example
/// ```
/// use staffroom::inference::exact::hypergeometric;
/// // Half of 240 teachers are open; 5 of the 20 of one school.
/// let p = hypergeometric(240, 120, 20, 5).unwrap();
/// assert_eq!(format!("{:.4} {:.4}", p.lower, p.two_sided), "0.0166 0.0333");
/// ```
pub fn hypergeometric(all: u32, marked: u32, team: u32, seen: u32) -> Option<Tails> {
    let least = (team + marked).saturating_sub(all);
    let most = team.min(marked);
    if marked > all || team > all || seen < least || seen > most {
        return None;
    }
    // Weights outwards from the most likely count, so that nothing overflows and the sum is never 0.
    let centre = (f64::from(team + 1) * f64::from(marked + 1) / (f64::from(all) + 2.0)).floor() as u32;
    let centre = centre.clamp(least, most);
    let (n, k, total) = (f64::from(team), f64::from(marked), f64::from(all));
    let step_up = |x: f64| (k - x) * (n - x) / ((x + 1.0) * (total - k - n + x + 1.0));
    let mut weights = vec![0.0; (most - least + 1) as usize];
    weights[(centre - least) as usize] = 1.0;
    for x in centre..most {
        weights[(x + 1 - least) as usize] = weights[(x - least) as usize] * step_up(f64::from(x));
    }
    for x in (least..centre).rev() {
        weights[(x - least) as usize] = weights[(x + 1 - least) as usize] / step_up(f64::from(x));
    }
    let sum: f64 = weights.iter().sum();
    let at = (seen - least) as usize;
    let lower = (weights[..=at].iter().sum::<f64>() / sum).min(1.0);
    let upper = (weights[at..].iter().sum::<f64>() / sum).min(1.0);
    Some(Tails { lower, upper, two_sided: (2.0 * lower.min(upper)).min(1.0) })
}

/// How far out a sum of +1, −1 and 0 lies when a team is drawn from everybody: exact.
///
/// # Formula
/// `P(A − C = s)` with `A` of the `plus`, `C` of the `minus` and the rest of the others in a team drawn without
/// replacement: `C(plus, a) C(minus, c) C(others, team − a − c) / C(all, team)`. Two-sided: twice the smaller tail.
///
/// # Reads
/// Everybody, those with +1 and those with −1 among them; the size of the team and its sum.
///
/// # Value
/// None when the team is larger than everybody or no team has that sum.
///
/// # Cost
/// The product of the team's possible +1 and −1.
///
/// # Source
/// The multivariate hypergeometric distribution; Fisher (1935), *The Design of Experiments*, for the permutation test.
///
/// # Example
/// ```
/// use staffroom::inference::exact::{hypergeometric, signed_hypergeometric};
/// // Without −1 it is the hypergeometric test.
/// let (plain, signed) = (hypergeometric(8, 4, 3, 1).unwrap(), signed_hypergeometric((8, 4, 0), 3, 1).unwrap());
/// assert!((plain.lower - signed.lower).abs() < 1e-12 && (plain.two_sided - signed.two_sided).abs() < 1e-12);
/// ```
pub fn signed_hypergeometric((all, plus, minus): (u32, u32, u32), team: u32, sum: i64) -> Option<Tails> {
    let others = all.checked_sub(plus.checked_add(minus)?)?;
    if team > all {
        return None;
    }
    let most = plus.max(minus).max(others).max(1) as usize;
    let mut logs = vec![0.0; most + 1];
    for k in 2..=most {
        logs[k] = logs[k - 1] + (k as f64).ln();
    }
    let choose = |n: u32, k: u32| logs[n as usize] - logs[k as usize] - logs[(n - k) as usize];
    let (mut weights, mut largest) = (Vec::new(), f64::NEG_INFINITY);
    for a in 0..=plus.min(team) {
        for c in 0..=minus.min(team - a) {
            let rest = team - a - c;
            if rest <= others {
                let weight = choose(plus, a) + choose(minus, c) + choose(others, rest);
                largest = largest.max(weight);
                weights.push((i64::from(a) - i64::from(c), weight));
            }
        }
    }
    let (mut lower, mut upper, mut whole, mut is_possible) = (0.0, 0.0, 0.0, false);
    for (s, weight) in weights {
        let w = (weight - largest).exp();
        whole += w;
        lower += if s <= sum { w } else { 0.0 };
        upper += if s >= sum { w } else { 0.0 };
        is_possible |= s == sum;
    }
    let (lower, upper) = ((lower / whole).min(1.0), (upper / whole).min(1.0));
    is_possible.then_some(Tails { lower, upper, two_sided: (2.0 * lower.min(upper)).min(1.0) })
}

/// p-values adjusted for many tests at once, so that of the flags raised a known share is false.
///
/// # Formula
/// `q(k) = min over j ≥ k of p(j) m / j`, with `p(1) ≤ … ≤ p(m)`.
///
/// # Reads
/// p-values of tests that are independent or positively dependent.
///
/// # Value
/// Adjusted p-values in the order given, at most 1.
///
/// # Source
/// Benjamini and Hochberg (1995), *Journal of the Royal Statistical Society B* 57:289–300.
///
/// # Example
/// ```
/// use staffroom::inference::exact::benjamini_hochberg;
/// assert_eq!(benjamini_hochberg(&[0.04, 0.01, 0.5, 0.03]), [0.16 / 3.0, 0.04, 0.5, 0.16 / 3.0]);
/// ```
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    let mut adjusted = vec![1.0; p.len()];
    let mut least = 1.0f64;
    for (rank, &i) in order.iter().enumerate().rev() {
        least = least.min(p[i] * p.len() as f64 / (rank + 1) as f64);
        adjusted[i] = least;
    }
    adjusted
}

/// The chance that a number of Student's t distribution lies at least as far from 0 as `t`, either way.
///
/// # Formula
/// `I(ν/(ν + t²); ν/2, 1/2)`, the regularised incomplete beta function, by its continued fraction.
///
/// # Reads
/// A statistic and its degrees of freedom ν, 1 or more.
///
/// # Value
/// A probability, with ten correct digits or more.
///
/// # Source
/// Student (1908), *Biometrika* 6:1–25; Abramowitz and Stegun (1964), 26.5.8 and 26.7.1.
///
/// # Example
/// ```
/// use staffroom::inference::exact::student_two_sided;
/// // The 97.5th percentile with 19 degrees of freedom, as every table prints it.
/// assert!((student_two_sided(2.093_024_054, 19) - 0.05).abs() < 1e-9);
/// ```
pub fn student_two_sided(t: f64, degrees: u32) -> f64 {
    if !t.is_finite() {
        return 0.0;
    }
    let odd = degrees % 2 == 1;
    let degrees = f64::from(degrees.max(1));
    let x = degrees / (degrees + t * t);
    let (a, b) = (degrees / 2.0, 0.5);
    // B(ν/2, 1/2) by Γ's recurrence from ν = 1 (π) or ν = 2 (2): no logarithm of Γ is needed.
    let mut beta = if odd { std::f64::consts::PI } else { 2.0 };
    let mut half = if odd { 0.5 } else { 1.0 };
    while half + 0.5 < a {
        beta *= half / (half + 0.5);
        half += 1.0;
    }
    let front = x.powf(a) * (1.0 - x).powf(b) / beta;
    // The continued fraction converges fast on the side of the mean.
    let tail = if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(x, a, b) / a
    } else {
        1.0 - front * beta_fraction(1.0 - x, b, a) / b
    };
    tail.clamp(0.0, 1.0)
}

/// The continued fraction of the incomplete beta function, by Lentz's method.
fn beta_fraction(x: f64, a: f64, b: f64) -> f64 {
    let away_from_zero = |v: f64| if v.abs() < 1e-300 { 1e-300 } else { v };
    let (mut c, mut d) = (1.0, 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0)));
    let mut value = d;
    for step in 1..300 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away_from_zero(1.0 + even * d);
        c = away_from_zero(1.0 + even / c);
        value *= c * d;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away_from_zero(1.0 + odd * d);
        c = away_from_zero(1.0 + odd / c);
        value *= c * d;
        if (c * d - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_probabilities_printed_in_the_measurement_design_come_out() {
        // One-sided; half of all teachers open.
        for (all, team, open, expected) in [
            (240, 20, 5, 0.0166),
            (240, 20, 4, 0.0043),
            (240, 20, 3, 0.0008),
            (96, 8, 0, 0.0028),
            (8, 3, 1, 0.5),
            (12, 6, 1, 0.0400),
            (12, 6, 2, 0.2835),
            (12, 6, 0, 0.0011),
        ] {
            let p = hypergeometric(all, all / 2, team, open).unwrap();
            assert!((p.lower - expected).abs() < 5e-5, "{open} of {team}: {}", p.lower);
        }
        let one_of_eight = hypergeometric(96, 48, 8, 1).unwrap();
        assert!((one_of_eight.lower - 0.029).abs() < 5e-4);
        // T6b, conversion: 5 of 12 pairs have a door, 1 of the 6 of school B.
        assert!((hypergeometric(12, 5, 6, 1).unwrap().lower - 0.1212).abs() < 5e-5);
    }

    #[test]
    fn tails_are_those_of_the_definition() {
        // Drawing 3 of 5 with 2 marked: P(0) = 1/10, P(1) = 6/10, P(2) = 3/10.
        let p = hypergeometric(5, 2, 3, 1).unwrap();
        assert!((p.lower - 0.7).abs() < 1e-12 && (p.upper - 0.9).abs() < 1e-12);
        assert_eq!(hypergeometric(5, 2, 3, 3), None);
        assert_eq!(hypergeometric(5, 5, 2, 2).unwrap().two_sided.to_bits(), 1.0f64.to_bits());
    }

    #[test]
    fn a_whole_country_does_not_overflow() {
        let p = hypergeometric(300_000, 150_000, 40_000, 19_000).unwrap();
        assert!(p.lower > 0.0 && p.lower < 1e-20);
    }

    #[test]
    fn no_adjusted_value_is_above_that_of_a_larger_p() {
        // By hand: p m / rank is 0.006, 0.024, 0.078, 0.0615, 0.0504, 0.06; then the least from the right.
        let q = benjamini_hochberg(&[0.001, 0.008, 0.039, 0.041, 0.042, 0.06]);
        for (a, b) in q.iter().zip([0.006, 0.024, 0.0504, 0.0504, 0.0504, 0.06]) {
            assert!((a - b).abs() < 1e-12, "{q:?}");
        }
    }

    #[test]
    fn students_tail_is_that_of_the_tables() {
        // Two-sided 5 % and 1 % points, from printed tables.
        for (degrees, five, one) in [
            (1, 12.706_204_736, 63.656_741_163),
            (2, 4.302_652_730, 9.924_843_201),
            (5, 2.570_581_836, 4.032_142_984),
            (30, 2.042_272_456, 2.749_995_654),
        ] {
            assert!((student_two_sided(five, degrees) - 0.05).abs() < 1e-9, "{degrees}");
            assert!((student_two_sided(-one, degrees) - 0.01).abs() < 1e-9, "{degrees}");
        }
        assert!((student_two_sided(0.0, 7) - 1.0).abs() < 1e-12);
        assert!((student_two_sided(1.0, 1) - 0.5).abs() < 1e-12);
        assert!(student_two_sided(40.0, 19) < 1e-15);
    }
}

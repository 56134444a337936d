//! How far a share could move: intervals that need nothing but the counts.

/// The 97.5th percentile of the standard normal distribution: both tails together leave 5 %.
const Z_95: f64 = 1.959_963_984_540_054;

/// The Wilson interval of a share: how far it could move if the same habits produced another half year.
///
/// # Formula
/// `(p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)` with `p = open / n` and `z = 1.96` (95 %).
///
/// # Reads
/// A count and its total. People are taken as independent of each other, which colleagues are not: the interval is
/// rather too narrow.
///
/// # Value
/// Lower and upper end, within 0 and 1; none when the total is 0.
///
/// # Cost
/// Nothing.
///
/// # Source
/// Wilson (1927), *Journal of the American Statistical Association* 22:209–212.
///
/// # Example
/// ```
/// use staffroom::measures::intervals::wilson;
/// let (low, high) = wilson(4, 8).unwrap();
/// assert_eq!((format!("{low:.2}"), format!("{high:.2}")), ("0.22".into(), "0.78".into()));
/// assert_eq!(wilson(0, 0), None);
/// ```
pub fn wilson(count: u32, total: u32) -> Option<(f64, f64)> {
    if total == 0 {
        return None;
    }
    let (x, n) = (f64::from(count), f64::from(total));
    let p = x / n;
    let z2 = Z_95 * Z_95;
    let middle = p + z2 / (2.0 * n);
    let half = Z_95 * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    // The ends of a share of nobody or of everybody are 0 and 1; rounding must not move them.
    let low = if count == 0 { 0.0 } else { ((middle - half) / scale).max(0.0) };
    let high = if count >= total { 1.0 } else { ((middle + half) / scale).min(1.0) };
    Some((low, high))
}

#[cfg(test)]
mod tests {
    use super::wilson;

    #[test]
    fn wilson_gives_the_intervals_printed_in_the_measurement_design() {
        let printed = [
            (1, 5, 0.04, 0.62),
            (4, 8, 0.22, 0.78),
            (2, 8, 0.07, 0.59),
            (10, 20, 0.30, 0.70),
            (5, 20, 0.11, 0.47),
            (0, 20, 0.0, 0.16),
            (120, 240, 0.44, 0.56),
        ];
        for (x, n, low, high) in printed {
            let (a, b) = wilson(x, n).unwrap();
            assert!((a - low).abs() < 0.005 && (b - high).abs() < 0.005, "{x}/{n}: {a} to {b}");
        }
    }

    #[test]
    fn nobody_and_everybody_keep_the_end_they_have() {
        assert_eq!(wilson(0, 20).unwrap().0.to_bits(), 0.0f64.to_bits());
        assert_eq!(wilson(20, 20).unwrap().1.to_bits(), 1.0f64.to_bits());
    }
}

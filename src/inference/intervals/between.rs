//! Two layers of one wave side by side: the same people are drawn in both.

use super::{Counts, DRAWN};
use crate::error::Why;
use crate::inference::bootstrap::Stability;
use crate::measures::{Column, Kind, Value};

/// What the draws of a layer gave for the group.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draws {
    /// As it is.
    figures: [Option<f64>; 3],
    /// In each draw.
    drawn: Vec<[Option<f64>; 3]>,
}

impl Draws {
    pub(super) fn of(group: Counts, drawn: &[Counts], asked_across: bool) -> Draws {
        let told = |counts: Counts| {
            let mut figures = counts.figures();
            // Where nobody could name a colleague of another school, every tie stays inside and says nothing.
            figures[2] = figures[2].filter(|_| asked_across);
            figures
        };
        Draws { figures: told(group), drawn: drawn.iter().map(|counts| told(*counts)).collect() }
    }
}

/// Endings of the columns about a figure of two layers: the second less the first, and how far that could move.
const ENDINGS: [&str; 5] = ["", "_ci_low", "_ci_high", "_se", "_z"];

/// How much two layers differ in density, reciprocity and E-I, and how far the difference could move.
///
/// # Formula
/// The second layer's figure less the first's. In each of 1,000 draws the same people are drawn in both layers, so that
/// what the layers share does not count as chance; interval: 2.5th to 97.5th percentile of the differences; `_z`: the
/// difference divided by the standard deviation of the drawn ones.
///
/// # Reads
/// Each layer over the pairs that could be seen of it.
///
/// # Value
/// Undefined where one of the two figures is.
///
/// # Source
/// Snijders and Borgatti (1999), *Connections* 22(2):161–170, paired.
pub(crate) fn differences(a: &Draws, b: &Draws) -> Vec<Column> {
    let mut columns = Vec::new();
    for (m, figure) in DRAWN.iter().enumerate() {
        let apart = a.figures[m].zip(b.figures[m]).map(|(a, b)| b - a);
        let draws = a.drawn.iter().zip(&b.drawn).filter_map(|(a, b)| Some(b[m]? - a[m]?));
        let spread = apart.and_then(|_| Stability::of(draws.collect()));
        let z = apart.zip(spread).filter(|(_, s)| s.standard_error > 0.0).map(|(d, s)| d / s.standard_error);
        let values = [apart, spread.map(|s| s.low), spread.map(|s| s.high), spread.map(|s| s.standard_error), z];
        columns.extend(ENDINGS.iter().zip(values).map(|(ending, value)| {
            let value = value.map_or(Value::Undefined(Why::CannotTell), Value::Number);
            Column::new(format!("{}_difference{ending}", figure.name), Kind::Number, [value])
        }));
    }
    columns
}

/// The same columns for two layers that are not both built in, of which no people are drawn.
pub(crate) fn differences_left_out() -> Vec<Column> {
    let every = DRAWN.iter().flat_map(|figure| ENDINGS.map(|ending| format!("{}_difference{ending}", figure.name)));
    every.map(|name| Column::empty(name, Kind::Number, 1, Why::NotComputed)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draws(figures: [Option<f64>; 3], drawn: &[[Option<f64>; 3]]) -> Draws {
        Draws { figures, drawn: drawn.to_vec() }
    }

    #[test]
    fn what_two_layers_share_is_not_chance() {
        // The second layer is the first and a tenth more, whoever is drawn.
        let first: Vec<[Option<f64>; 3]> = (0..100).map(|k| [Some(f64::from(k) / 100.0), None, None]).collect();
        let second: Vec<[Option<f64>; 3]> = first.iter().map(|d| [d[0].map(|x| x + 0.1), None, None]).collect();
        let columns =
            differences(&draws([Some(0.5), None, None], &first), &draws([Some(0.6), Some(0.3), None], &second));
        let of = |name: &str| columns.iter().find(|c| c.measure == name).unwrap().of(0);
        for name in ["density_difference", "density_difference_ci_low", "density_difference_ci_high"] {
            assert!((of(name).number().unwrap() - 0.1).abs() < 1e-12, "{name}");
        }
        assert!(of("density_difference_se").number().unwrap() < 1e-12);
        assert_eq!(of("reciprocity_pairs_difference"), Value::Undefined(Why::CannotTell));
        assert_eq!(columns.len(), 15);
    }
}

//! Sums of dependencies over sources, the same for any number of threads.

use super::dependency::{Row, Scratch};
use crate::measures::workers::workers;
use crate::network::adjacency::Rows;

/// Sources that walk together.
const LANES: usize = 16;
/// From so many sources times ties on, batches are shared among threads.
const SHARE_FROM: usize = 400_000;

/// A sum of numbers from 0 up as a whole number of 2⁻⁶³: adding is exact, so that no order matters.
#[derive(Debug, Clone, Copy, Default)]
struct Sum(u128);

impl Sum {
    fn add(&mut self, x: f64) {
        let whole = x as u64;
        let rest = ((x - whole as f64) * (1u64 << 63) as f64) as u64;
        self.0 += (u128::from(whole) << 63) + u128::from(rest);
    }

    fn number(self) -> f64 {
        self.0 as f64 / (1u64 << 63) as f64
    }
}

/// By person, over the sources with their weights: δ added up, and δ² when asked for.
pub(super) struct Dependencies {
    pub(super) sums: Vec<f64>,
    pub(super) squares: Vec<f64>,
}

/// Dependencies of some sources on everybody; the sources differ.
pub(super) fn of_everybody(rows: &Rows, back: &Rows) -> Vec<f64> {
    let n = rows.len();
    over(rows, back, n, false, |place| (place as u32, 1.0)).sums
}

/// The same of some sources with weights, and with squares; the sources differ.
pub(super) fn of_some(rows: &Rows, back: &Rows, sources: &[(u32, u32)]) -> Dependencies {
    over(rows, back, sources.len(), true, |place| (sources[place].0, f64::from(sources[place].1)))
}

fn over(
    rows: &Rows,
    back: &Rows,
    sources: usize,
    squares: bool,
    source: impl Fn(usize) -> (u32, f64) + Sync,
) -> Dependencies {
    let n = rows.len();
    let share = sources > LANES && sources.saturating_mul(rows.targets().len()) >= SHARE_FROM;
    let none = || vec![Sum::default(); n];
    let new = || (none(), if squares { none() } else { Vec::new() }, Scratch::<LANES>::new(n));
    let mut found = workers(sources.div_ceil(LANES), share, new, |(sums, squared, scratch), batch| {
        let places = batch * LANES..sources.min((batch + 1) * LANES);
        let mut weight: Row<LANES> = [0.0; LANES];
        places.clone().enumerate().for_each(|(lane, place)| weight[lane] = source(place).1);
        scratch.dependencies(rows, back, places.map(|place| source(place).0), |v, row| {
            if squares {
                let weighed: Row<LANES> = std::array::from_fn(|lane| weight[lane] * row[lane]);
                sums[v as usize].add(total(&weighed));
                squared[v as usize].add(total(&std::array::from_fn(|lane| weighed[lane] * row[lane])));
            } else {
                sums[v as usize].add(total(row));
            }
        });
    })
    .into_iter();
    let (mut sums, mut squared, _) = found.next().unwrap_or_else(new);
    for (more, more_squared, _) in found {
        let put = |to: &mut Vec<Sum>, from: &[Sum]| to.iter_mut().zip(from).for_each(|(x, y)| x.0 += y.0);
        put(&mut sums, &more);
        put(&mut squared, &more_squared);
    }
    let numbers = |list: Vec<Sum>| list.into_iter().map(Sum::number).collect();
    Dependencies { sums: numbers(sums), squares: numbers(squared) }
}

/// The numbers of a row added up, halves first.
fn total(row: &Row<LANES>) -> f64 {
    let eight: [f64; 8] = std::array::from_fn(|i| row[i] + row[i + 8]);
    let four: [f64; 4] = std::array::from_fn(|i| eight[i] + eight[i + 4]);
    (four[0] + four[2]) + (four[1] + four[3])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_exact_in_any_order() {
        let numbers = [1e9 + 1.0 / 3.0, 0.0, 7.0, 1e-3, 2.0f64.powi(40) + 0.125];
        let sum = |order: &[usize]| {
            let mut sum = Sum::default();
            order.iter().for_each(|&i| sum.add(numbers[i]));
            sum.number()
        };
        assert!((sum(&[0, 1, 2, 3, 4]) - numbers.iter().sum::<f64>()).abs() < 1e-3);
        assert_eq!(sum(&[4, 2, 0, 1, 3]).to_bits(), sum(&[0, 1, 2, 3, 4]).to_bits());
        assert!((sum(&[3]) - 1e-3).abs() < 1e-18);
    }
}

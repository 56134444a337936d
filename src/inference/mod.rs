//! How sure we are: permutation tests, intervals, and what missing answers could change.
//!
//! Every draw has its own generator, made from the seed, the test and the draw's number, never from a thread: the same
//! numbers come out for any number of threads, and draws can be split over machines and put together again.

pub mod bootstrap;
pub mod by_block;
mod cells;
pub(crate) mod columns;
pub mod cug;
mod differences;
pub mod draws;
pub mod drop_out;
pub mod ei;
pub mod exact;
pub mod formula;
pub mod intervals;
pub mod logistic;
pub mod missing;
pub mod mrqap;
pub mod permutation;
pub mod product;
pub mod qap;
mod ties;
pub mod told;
pub mod variable;

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;
use serde::{Deserialize, Serialize};

/// What is drawn: each kind of draw has its own stream of random numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Draw {
    /// Permutations of people.
    Permutation = 1,
    /// Resampled people.
    Bootstrap = 2,
    /// Simulated drop-out.
    DropOut = 3,
    /// Random graphs.
    Graph = 4,
    /// Simulated uptake of a plan.
    Uptake = 5,
}

/// The generator of one draw.
///
/// ```
/// use rand::Rng;
/// use staffroom::inference::{Draw, generator};
/// let draw = |number| generator(7, Draw::Permutation, number).next_u64();
/// assert_eq!(draw(3), draw(3));
/// assert_ne!(draw(3), draw(4));
/// ```
pub fn generator(seed: u64, draw: Draw, number: u64) -> Xoshiro256PlusPlus {
    Xoshiro256PlusPlus::seed_from_u64(mixed(mixed(mixed(seed) ^ draw as u64) ^ number))
}

/// The finaliser of `SplitMix64`: neighbouring numbers come out unrelated.
fn mixed(x: u64) -> u64 {
    let mut z = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// How often chance did as well as what was seen.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PValues {
    /// (r + 1)/(m + 1) with r draws at most as large.
    pub lower: f64,
    /// (r + 1)/(m + 1) with r draws at least as large.
    pub upper: f64,
    /// (r + 1)/(m + 1) with r draws at least as far from the centre.
    pub two_sided: f64,
    /// r/m, at most as large: what other programs print.
    pub plain_lower: f64,
    /// r/m, at least as large.
    pub plain_upper: f64,
    /// m.
    pub permutations: u32,
}

/// The p-values of an observed statistic among those of the draws.
///
/// # Formula
/// (r + 1)/(m + 1) (Phipson and Smyth 2010): the observed arrangement is one of those that chance could make, so p is
/// never 0. Two-sided: the share with |draw − centre| ≥ |observed − centre|.
///
/// # Reads
/// Draws in any order. A draw within one part in 10⁹ of the observed value counts as equal to it, because sums of the
/// same numbers in another order differ in their last digits.
///
/// # Value
/// Between 1/(m + 1) and 1; with no draws, 1.
///
/// ```
/// let p = staffroom::inference::p_values(3.0, 0.0, &[1.0, -3.0, 3.0, 4.0]);
/// assert_eq!((p.upper, p.lower, p.two_sided), (3.0 / 5.0, 4.0 / 5.0, 4.0 / 5.0));
/// ```
pub fn p_values(observed: f64, centre: f64, draws: &[f64]) -> PValues {
    let near = 1e-9 * observed.abs().max((observed - centre).abs()).max(1e-3);
    let count = |f: &dyn Fn(f64) -> bool| draws.iter().filter(|&&d| f(d)).count() as u64;
    let lower = count(&|d| d <= observed + near);
    let upper = count(&|d| d >= observed - near);
    let far = count(&|d| (d - centre).abs() >= (observed - centre).abs() - near);
    PValues::of_counts(lower, upper, far, draws.len() as u64)
}

impl PValues {
    /// From how many of `m` draws were at most as large, at least as large, and at least as far from the centre.
    pub(crate) fn of_counts(lower: u64, upper: u64, far: u64, m: u64) -> PValues {
        let share = |r: u64| if m == 0 { 1.0 } else { r as f64 / m as f64 };
        let p = |r: u64| (r + 1) as f64 / (m + 1) as f64;
        PValues {
            lower: p(lower),
            upper: p(upper),
            two_sided: p(far),
            plain_lower: share(lower),
            plain_upper: share(upper),
            permutations: m as u32,
        }
    }
}

//! Betweenness from a random sample of sources, with a bound that is proven.

use super::Betweenness;
use super::sums;
use crate::network::adjacency::Rows;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// With so much certainty nobody's score is further off than the bound.
pub(super) const CERTAINTY: f64 = 0.95;

/// What was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Drawn {
    /// So many sources, with replacement, and all shortest paths from each.
    Sources(u32),
    /// So many shortest paths, each between two people drawn from everybody.
    Paths(u64),
}

/// How scores were sampled, and how far off they can be.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Sampled {
    /// What was drawn, and how many.
    pub drawn: Drawn,
    /// With [`Sampled::certainty`], no score is further from the exact one than this share of all pairs of others
    /// (the scale of `betweenness_normalised`).
    pub bound: f64,
    /// That the bound holds for everybody at once.
    pub certainty: f64,
}

/// Scores from `pivots` sources, each drawn from everybody with replacement.
///
/// A source's dependency on a person, over the n − 2 others, lies between 0 and 1, so that of two inequalities for means
/// of independent draws the better one holds for each person: Hoeffding's, √(ln(2/p)/2k), and the empirical Bernstein
/// inequality of Maurer and Pontil (2009), √(2V ln(4/p)/k) + 7 ln(4/p)/3(k − 1), V the sample variance over k draws. Half
/// the allowed error goes to each, and 1/n of it to each person.
pub(super) fn from_pivots(rows: &Rows, back: &Rows, pivots: u32, seed: u64) -> Betweenness {
    let n = rows.len();
    let drawn = draw(n as u32, pivots, seed);
    let found = sums::of_some(rows, back, &drawn);
    let (people, k) = (n as f64, f64::from(pivots));
    let scale = (people - 2.0).max(1.0);
    let error = (1.0 - CERTAINTY) / people / 2.0;
    let hoeffding = ((2.0 / error).ln() / (2.0 * k)).sqrt();
    let log = (4.0 / error).ln();
    let bernstein = |sum: f64, square: f64| {
        let mean = sum / scale / k;
        let variance = ((square / scale / scale - k * mean * mean) / (k - 1.0)).max(0.0);
        (2.0 * variance * log / k).sqrt() + 7.0 * log / (3.0 * (k - 1.0))
    };
    let widest =
        found.sums.iter().zip(&found.squares).map(|(&s, &q)| bernstein(s, q).min(hoeffding)).fold(0.0, f64::max);
    let scores = found.sums.iter().map(|sum| sum * people / k).collect();
    let bound = (widest * people / (people - 1.0)).min(1.0);
    Betweenness { scores, sampled: Some(Sampled { drawn: Drawn::Sources(pivots), bound, certainty: CERTAINTY }) }
}

/// Sources in order, each with how often it was drawn.
fn draw(people: u32, pivots: u32, seed: u64) -> Vec<(u32, u32)> {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed ^ u64::from_be_bytes(*b"betweenn"));
    let mut drawn: Vec<u32> = (0..pivots).map(|_| random.random_range(0..people)).collect();
    drawn.sort_unstable();
    drawn.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect()
}

//! Betweenness from shortest paths drawn at random, as many as a bound needs.

use super::Betweenness;
use super::path::Paths;
use super::sample::{CERTAINTY, Drawn, Sampled};
use crate::measures::workers::workers;
use crate::network::adjacency::Rows;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// Paths of one task, with a generator of their own.
const BLOCK: u64 = 256;
/// Each look at the bound comes after so many times as many paths as the one before.
const LONGER: f64 = 1.1;

/// Scores from shortest paths between two people, each drawn from everybody, until nobody's score is further off than
/// `bound` of all pairs of others.
///
/// A person's count of `k` draws is a binomial one: the mean of draws that are 0 or 1. By Hoeffding's first inequality
/// (1963, *Journal of the American Statistical Association* 58:13–30), the chance that it lies on one side of its
/// expectation `p` as far as the share `q` that was seen is at most exp(−k·D(q‖p)), D the relative entropy. There are
/// `2n` sides, and the draws are looked at up to `J` times, at numbers that are fixed beforehand; the allowed error is
/// shared out evenly among all of these, so that stopping early costs nothing but its share. After the last look
/// D(q‖p) ≥ 2(q − p)² ends the draws whatever was seen.
pub(super) fn from_paths(rows: &Rows, back: &Rows, bound: f64, seed: u64) -> Betweenness {
    let n = rows.len();
    if n < 3 {
        return Betweenness { scores: vec![0.0; n], sampled: None };
    }
    let people = n as f64;
    // Draws count among all pairs, the bound is among pairs of others.
    let wide = (bound.clamp(1e-6, 1.0) * (people - 2.0) / people).max(1e-7);
    let looks = Looks::new(n, wide);
    let mut counts = vec![0u64; n];
    let mut drawn = 0u64;
    for until in &looks.at {
        add(rows, back, seed, drawn..*until, &mut counts);
        drawn = *until;
        if looks.widest(&counts, drawn) <= wide {
            break;
        }
    }
    let found = looks.widest(&counts, drawn).min(wide);
    let share = people * (people - 1.0) / drawn as f64;
    let scores = counts.iter().map(|&c| c as f64 * share).collect();
    let bound = (found * people / (people - 2.0)).min(1.0);
    Betweenness { scores, sampled: Some(Sampled { drawn: Drawn::Paths(drawn), bound, certainty: CERTAINTY }) }
}

/// Draws some of the paths, by number, and adds whom they run through.
fn add(rows: &Rows, back: &Rows, seed: u64, paths: std::ops::Range<u64>, counts: &mut [u64]) {
    let n = rows.len();
    let blocks = paths.start / BLOCK..paths.end / BLOCK;
    let new = || (vec![0u32; n], Paths::new(n));
    let found = workers((blocks.end - blocks.start) as usize, true, new, |(own, scratch), task| {
        let block = blocks.start + task as u64;
        let mut random = Xoshiro256PlusPlus::seed_from_u64(
            seed ^ u64::from_be_bytes(*b"shortest") ^ block.wrapping_mul(0x9E37_79B9_7F4A_7C15),
        );
        for _ in 0..BLOCK {
            let from = random.random_range(0..n as u32);
            // Somebody else, all others alike.
            let other = random.random_range(0..n as u32 - 1);
            let to = other + u32::from(other >= from);
            scratch.draw(rows, back, (from, to), &mut random, |v| own[v as usize] += 1);
        }
    });
    for (own, _) in found {
        counts.iter_mut().zip(own).for_each(|(all, own)| *all += u64::from(own));
    }
}

/// After how many paths the bound is looked at, and how it is reckoned.
struct Looks {
    at: Vec<u64>,
    /// ln(2nJ/δ).
    log: f64,
}

impl Looks {
    fn new(n: usize, wide: f64) -> Looks {
        let log_of = |looks: f64| (2.0 * n as f64 * looks / (1.0 - CERTAINTY)).ln();
        // From where somebody whom no path met can be told to be below the bound, to where everybody can.
        let ends = |log: f64| (log / wide, log / (2.0 * wide * wide));
        let steps = |looks: f64| {
            let (first, last) = ends(log_of(looks));
            (last / first).max(1.0).log(LONGER).ceil() + 1.0
        };
        let looks = steps(1.0);
        let log = log_of(looks);
        let (first, last) = ends(log);
        let mut at: Vec<u64> = Vec::new();
        let mut next = first;
        loop {
            let whole = (next.min(last) / BLOCK as f64).ceil() as u64 * BLOCK;
            if at.last() != Some(&whole) {
                at.push(whole);
            }
            if next >= last || at.len() as f64 >= looks {
                break;
            }
            next = if at.len() as f64 + 1.0 >= looks { last } else { next * LONGER };
        }
        Looks { at, log }
    }

    /// How far off anybody can be.
    fn widest(&self, counts: &[u64], drawn: u64) -> f64 {
        let mut different = counts.to_vec();
        different.sort_unstable();
        different.dedup();
        different.into_iter().map(|count| self.width(count, drawn)).fold(0.0, f64::max)
    }

    /// How far the expectation can be from what was seen, on either side.
    fn width(&self, count: u64, drawn: u64) -> f64 {
        let (seen, most) = (count as f64 / drawn as f64, self.log / drawn as f64);
        let edge = |far: f64| {
            // `near` cannot be told from what was seen, `far` can: outwards, so that the bound errs on the safe side.
            let (mut near, mut far) = (seen, far);
            for _ in 0..60 {
                let middle = f64::midpoint(near, far);
                if entropy(seen, middle) > most { far = middle } else { near = middle }
            }
            (far - seen).abs()
        };
        edge(0.0).max(edge(1.0))
    }
}

/// Relative entropy D(q‖p) of two chances.
fn entropy(q: f64, p: f64) -> f64 {
    let part = |q: f64, p: f64| match () {
        () if q <= 0.0 => 0.0,
        () if p <= 0.0 => f64::INFINITY,
        () => q * (q / p).ln(),
    };
    part(q, p) + part(1.0 - q, 1.0 - p)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_width_is_that_of_the_binomial_s_chernoff_bound() {
        let looks = Looks::new(1_000, 0.01);
        // Nobody met: (1 − p)^k = e^(−L).
        let none = looks.width(0, 5_000);
        assert!((none - (1.0 - (-looks.log / 5_000.0).exp())).abs() < 1e-12);
        for (count, drawn) in [(1, 5_000), (70, 9_000), (2_500, 5_000), (4_999, 5_000)] {
            let width = looks.width(count, drawn);
            let q = count as f64 / drawn as f64;
            let least = entropy(q, (q + width).min(1.0)).min(entropy(q, (q - width).max(0.0)));
            assert!((least * drawn as f64 - looks.log).abs() < 1e-6, "{count} of {drawn}: {width}");
            // Hoeffding's is never narrower.
            assert!(width <= (looks.log / (2.0 * drawn as f64)).sqrt() + 1e-12);
        }
    }

    #[test]
    fn the_looks_end_where_everybody_can_be_told() {
        for (n, wide) in [(3, 0.9), (10, 0.3), (1_000, 0.01), (300_000, 0.001)] {
            let looks = Looks::new(n, wide);
            let last = *looks.at.last().unwrap();
            assert!(looks.at.is_sorted() && looks.at.iter().all(|k| k % BLOCK == 0));
            assert!(looks.width(last / 2, last) <= wide, "{n} {wide}");
            let share = (2.0 * n as f64 * looks.at.len() as f64 / (1.0 - CERTAINTY)).ln();
            assert!(looks.log >= share - 1e-12, "{n} {wide}: {} looks", looks.at.len());
        }
    }
}

//! Drawing by lot with whole numbers and the four operations alone, so that a seed gives the same study on every
//! machine.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

/// A row of draws that belongs to one task: school 3 in wave 2, say. What other tasks draw does not shift it.
pub(super) struct Dice(Xoshiro256PlusPlus);

impl Dice {
    /// The draws of one task under a seed.
    pub(super) fn new(seed: u64, task: [u64; 3]) -> Dice {
        Dice(Xoshiro256PlusPlus::seed_from_u64(task.into_iter().fold(seed, |mixed, part| mix(mixed ^ mix(part)))))
    }

    /// A number from 0 up to, but not including, 1.
    pub(super) fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Yes with a probability of `p`; always from 1 on, never at 0.
    pub(super) fn chance(&mut self, p: f64) -> bool {
        self.unit() < p
    }

    /// A whole number from 0 up to, but not including, `n`; 0 when `n` is 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.0.next_u64()) * n as u128) >> 64) as usize
    }

    /// A whole number next to `x`, on average `x`.
    pub(super) fn about(&mut self, x: f64) -> usize {
        let floor = x.max(0.0).floor();
        floor as usize + usize::from(self.chance(x - floor))
    }

    /// One of a list; none when it is empty.
    pub(super) fn pick<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        list.get(self.below(list.len())).copied()
    }

    /// An index, drawn by weight; 0 when nothing weighs.
    pub(super) fn weighted(&mut self, weights: &[f64]) -> usize {
        let mut left = self.unit() * weights.iter().sum::<f64>();
        for (ix, weight) in weights.iter().enumerate() {
            if left < *weight {
                return ix;
            }
            left -= weight;
        }
        0
    }

    /// The same list in another order.
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

/// The finishing step of `SplitMix64`: close numbers end far apart.
fn mix(mut z: u64) -> u64 {
    z = z.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certain_thing_always_happens_and_an_impossible_one_never() {
        let mut dice = Dice::new(1, [0; 3]);
        assert!((0..10_000).all(|_| dice.chance(1.0) && !dice.chance(0.0)));
        assert!((0..1_000).all(|_| dice.about(7.0) == 7 && dice.below(1) == 0));
        assert_eq!(dice.pick::<u8>(&[]), None);
    }

    #[test]
    fn draws_are_spread_evenly_and_tasks_differ() {
        let mut dice = Dice::new(1, [0; 3]);
        let mean = (0..100_000).map(|_| dice.below(11) as f64).sum::<f64>() / 100_000.0;
        assert!((mean - 5.0).abs() < 0.05, "{mean}");
        let ones = (0..100_000).filter(|_| dice.weighted(&[0.25, 0.5, 0.25]) == 1).count();
        assert!((49_000..51_000).contains(&ones), "{ones}");
        assert!((0..100).all(|t| Dice::new(1, [t, 0, 0]).0 != Dice::new(1, [t, 1, 0]).0));
    }
}

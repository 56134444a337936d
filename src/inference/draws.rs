//! How many draws to make, from which seed, and who watches them.

use rayon::prelude::*;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Is told how many draws are done, and may say that it is enough.
#[derive(Debug, Default)]
pub struct Watch {
    expected: AtomicU64,
    done: AtomicU64,
    enough: AtomicBool,
}

impl Watch {
    /// So many more draws are going to be made.
    pub fn expect(&self, draws: u64) {
        self.expected.fetch_add(draws, Ordering::Relaxed);
    }

    /// How many draws there are to make, as far as that is known.
    pub fn expected(&self) -> u64 {
        self.expected.load(Ordering::Relaxed)
    }

    /// How many draws are done, over everything that is watched.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// Ends the draws: what is done is kept.
    pub fn end(&self) {
        self.enough.store(true, Ordering::Relaxed);
    }

    /// Whether the draws were ended early.
    pub fn is_ended(&self) -> bool {
        self.enough.load(Ordering::Relaxed)
    }
}

/// A number of draws from a seed.
#[derive(Debug, Clone, Copy)]
pub struct Draws<'a> {
    /// How many.
    pub count: u32,
    /// The seed that every draw's own generator is made from.
    pub seed: u64,
    watch: Option<&'a Watch>,
}

/// Work of about this many steps is done before the next look at the watch.
const STEPS_BETWEEN_LOOKS: usize = 1 << 20;

impl Draws<'static> {
    /// So many draws from a seed, all of them.
    pub fn new(count: u32, seed: u64) -> Draws<'static> {
        Draws { count, seed, watch: None }
    }
}

impl<'a> Draws<'a> {
    /// The same draws, watched.
    #[must_use]
    pub fn watched(self, watch: &Watch) -> Draws<'_> {
        Draws { count: self.count, seed: self.seed, watch: Some(watch) }
    }

    /// As many draws of another number, watched by the same.
    #[must_use]
    pub fn times(self, count: u32) -> Draws<'a> {
        Draws { count, ..self }
    }

    /// Whether somebody watches and ended the draws early.
    pub fn is_ended(&self) -> bool {
        self.watch.is_some_and(Watch::is_ended)
    }

    /// These draws need not be made: they count as done.
    pub(crate) fn pass_over(&self) {
        if let Some(watch) = self.watch {
            watch.done.fetch_add(u64::from(self.count), Ordering::Relaxed);
        }
    }

    /// The result of each draw, in order, for any number of threads. `steps` is about how much work a draw is; `own` a
    /// scratch of each thread. Draws that are ended early give the results before the first that was not made: the same
    /// as if fewer had been asked for.
    pub fn each<T: Send, S>(
        &self,
        steps: usize,
        own: impl Fn() -> S + Sync + Send,
        work: impl Fn(u64, &mut S) -> T + Sync + Send,
    ) -> Vec<T> {
        let few = least(steps);
        let Some(watch) = self.watch else {
            return (0..self.count)
                .into_par_iter()
                .with_min_len(few)
                .map_init(&own, |s, k| work(u64::from(k), s))
                .collect();
        };
        let mut results = Vec::with_capacity(self.count as usize);
        while (results.len() as u32) < self.count {
            let from = results.len() as u32;
            let to = self.count.min(from.saturating_add(looks(steps)));
            let part: Vec<Option<T>> = (from..to)
                .into_par_iter()
                .with_min_len(few)
                .map_init(&own, |s, k| (!watch.is_ended()).then(|| work(u64::from(k), s)))
                .collect();
            results.extend(part.into_iter().map_while(|r| r));
            watch.done.fetch_add(u64::from(results.len() as u32 - from), Ordering::Relaxed);
            if watch.is_ended() {
                break;
            }
        }
        results
    }

    /// Counts over all draws, so many of them at a time: `work` gets their numbers and adds to `width` counters. The second
    /// result is how many draws were made.
    pub(super) fn counted<S: Send>(
        &self,
        steps: usize,
        together: u32,
        width: usize,
        own: impl Fn() -> S + Sync + Send,
        work: impl Fn(Range<u32>, &mut S, &mut [u64]) + Sync + Send,
    ) -> (Vec<u64>, u32) {
        let add = |mut a: Vec<u64>, b: Vec<u64>| {
            a.iter_mut().zip(b).for_each(|(x, y)| *x += y);
            a
        };
        let (mut sum, mut done) = (vec![0u64; width], 0);
        while done < self.count && !self.watch.is_some_and(Watch::is_ended) {
            // Enough between two looks that many threads have something to do.
            let next = looks(steps).max(16 * together).next_multiple_of(together);
            let to = if self.watch.is_some() { self.count.min(done.saturating_add(next)) } else { self.count };
            // Whole numbers add up to the same in any order.
            let part = (0..(to - done).div_ceil(together))
                .into_par_iter()
                .with_min_len(least(steps * together as usize))
                .fold(
                    || (own(), vec![0u64; width]),
                    |(mut s, mut counters), some| {
                        let from = done + some * together;
                        work(from..to.min(from.saturating_add(together)), &mut s, &mut counters);
                        (s, counters)
                    },
                )
                .map(|(_, counters)| counters)
                .reduce(|| vec![0u64; width], add);
            sum = add(sum, part);
            if let Some(watch) = self.watch {
                watch.done.fetch_add(u64::from(to - done), Ordering::Relaxed);
            }
            done = to;
        }
        (sum, done)
    }
}

/// Draws between two looks at the watch.
fn looks(steps: usize) -> u32 {
    (STEPS_BETWEEN_LOOKS / steps.max(1)).clamp(64, 8_192) as u32
}

/// Draws that are worth handing to a thread: some ten thousand steps.
fn least(steps: usize) -> usize {
    (16_384 / steps.max(1)).clamp(1, 64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_that_are_ended_early_are_the_first_ones() {
        let watch = Watch::default();
        let draws = Draws::new(100_000, 1).watched(&watch);
        let results = draws.each(
            1_000,
            || (),
            |k, ()| {
                if k == 3_000 {
                    watch.end();
                }
                k
            },
        );
        assert!(results.len() < 100_000);
        assert!(results.iter().enumerate().all(|(at, &k)| at as u64 == k));
        assert_eq!(watch.done() as usize, results.len());
    }

    #[test]
    fn counts_are_the_same_watched_or_not_and_for_any_number_of_threads() {
        let run = |threads: usize, watch: Option<&Watch>| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let draws = watch.map_or(Draws::new(5_000, 1), |w| Draws::new(5_000, 1).watched(w));
            pool.install(|| {
                draws.counted(10_000, 7, 2, || (), |some, (), c| some.for_each(|k| c[(k % 2) as usize] += u64::from(k)))
            })
        };
        let plain = run(1, None);
        assert_eq!(plain.0, [2_499 * 2_500, 2_500 * 2_500]);
        for threads in [2, 3, 7] {
            assert_eq!(run(threads, Some(&Watch::default())), plain);
        }
    }

    #[test]
    fn counts_that_are_ended_early_are_those_of_the_draws_that_were_made() {
        let watch = Watch::default();
        let draws = Draws::new(100_000, 1).watched(&watch);
        let work = |some: Range<u32>, (): &mut (), counts: &mut [u64]| {
            if some.contains(&3_000) {
                watch.end();
            }
            some.for_each(|k| counts[0] += u64::from(k));
        };
        let (counts, done) = draws.counted(1_000, 16, 1, || (), work);
        assert!((3_000..100_000).contains(&done), "{done}");
        assert_eq!(counts[0], u64::from(done) * u64::from(done - 1) / 2);
    }
}

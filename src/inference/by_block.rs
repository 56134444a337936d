//! Vertex bootstrap of many small networks at once: one share per school, and what it is compared with.

use super::bootstrap::{LANES, Times, copies, once_more};
use super::{Draw, generator};
use rand::Rng;
use rayon::prelude::*;

/// Connected pairs among the people of one block (a school), some of them marked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct BlockPairs {
    /// Number of people.
    pub people: u32,
    /// Two different people, numbered within the block, and whether the pair is marked.
    pub pairs: Vec<(u32, u32, bool)>,
}

impl BlockPairs {
    /// A block from its people and pairs.
    pub fn new(people: u32, pairs: Vec<(u32, u32, bool)>) -> BlockPairs {
        BlockPairs { people, pairs }
    }
}

/// For each block and draw, the number of pairs and of marked pairs among people drawn with replacement.
///
/// # Formula
/// In each draw a block's people are drawn with replacement; a pair of drawn people is what the pair is that it came
/// from. Where the same person is drawn twice, that pair is as one drawn at random from all pairs of the block
/// (Snijders and Borgatti 1999).
///
/// # Reads
/// Pairs by block; each block on its own.
///
/// # Value
/// (pairs, marked) for each block and draw. Every block has its own generator, so that the numbers are the same for any
/// number of threads and do not change with the number of blocks.
///
/// # Cost
/// People and pairs for each draw.
///
/// # Source
/// Snijders and Borgatti (1999), *Connections* 22(2):161–170.
///
/// # Example
/// ```
/// use staffroom::inference::by_block::{BlockPairs, resampled};
/// let school = BlockPairs::new(4, vec![(0, 1, true), (1, 2, false), (2, 3, false)]);
/// let draws = resampled(&[school], 1_000, 1);
/// assert!(draws[0].iter().all(|&(pairs, marked)| marked <= pairs));
/// ```
pub fn resampled(blocks: &[BlockPairs], draws: u32, seed: u64) -> Vec<Vec<(u32, u32)>> {
    let of = |(number, block): (usize, &BlockPairs)| of_block(&[block], draws, seed, number as u64).pop();
    blocks.par_iter().enumerate().map(of).map(Option::unwrap_or_default).collect()
}

/// The same for the same people under several readings of what their pairs are: each reading gives what it gives by itself,
/// and people are drawn once for all of them.
pub(crate) fn resampled_under(readings: &[Vec<&BlockPairs>], draws: u32, seed: u64) -> Vec<Vec<Vec<(u32, u32)>>> {
    let blocks = readings.first().map_or(0, Vec::len);
    let of = |number: usize| {
        let under: Vec<&BlockPairs> = readings.iter().map(|blocks| blocks[number]).collect();
        of_block(&under, draws, seed, number as u64)
    };
    let made: Vec<Vec<Vec<(u32, u32)>>> = (0..blocks).into_par_iter().map(of).collect();
    let mut by_reading: Vec<Vec<Vec<(u32, u32)>>> = readings.iter().map(|_| Vec::with_capacity(blocks)).collect();
    for of_block in made {
        by_reading.iter_mut().zip(of_block).for_each(|(list, own)| list.push(own));
    }
    by_reading
}

/// One block under several readings, all of which have the same people.
fn of_block(under: &[&BlockPairs], draws: u32, seed: u64, number: u64) -> Vec<Vec<(u32, u32)>> {
    let none = || vec![(0, 0); draws as usize];
    let n = under.first().map_or(0, |block| block.people);
    let readings: Vec<Option<Reading>> = under.iter().map(|block| Reading::of(block)).collect();
    if n == 0 || readings.iter().all(Option::is_none) {
        return under.iter().map(|_| none()).collect();
    }
    let mut random = Halves::of(generator(seed, Draw::Bootstrap, number));
    let possible = u64::from(n) * u64::from(n.saturating_sub(1)) / 2;
    let mut found: Vec<Vec<(u32, u32)>> = under.iter().map(|_| Vec::with_capacity(draws as usize)).collect();
    let mut times: Vec<Times> = vec![[0; LANES]; n as usize];
    for from in (0..draws as usize).step_by(LANES) {
        let together = LANES.min(draws as usize - from);
        times.fill([0; LANES]);
        // Of those drawn twice: pairs, and marked ones among them.
        let mut doubles = vec![[(0u32, 0u32); LANES]; readings.len()];
        for lane in 0..together {
            let mut somebody = || random.below(u64::from(n)) as usize;
            let twice: u32 = (0..n).map(|_| once_more(&mut times[somebody()][lane])).sum();
            for _ in 0..twice {
                let u = random.below(possible);
                for (double, reading) in doubles.iter_mut().zip(&readings) {
                    if let Some(reading) = reading {
                        double[lane].0 += u32::from(u < reading.all);
                        double[lane].1 += u32::from(u < reading.marked);
                    }
                }
            }
        }
        for ((found, double), reading) in found.iter_mut().zip(&doubles).zip(&readings) {
            let Some(reading) = reading else { continue };
            let (marked, unmarked) = (copies(&reading.with_mark, &times), copies(&reading.plain, &times));
            let counts = double.iter().zip(marked).zip(unmarked).take(together);
            found.extend(counts.map(|((d, m), u)| (d.0 + (m + u) as u32, d.1 + m as u32)));
        }
    }
    found.into_iter().zip(&readings).map(|(found, r)| if r.is_some() { found } else { none() }).collect()
}

/// The pairs of a block under one reading, those with and without a mark by themselves.
struct Reading {
    all: u64,
    marked: u64,
    with_mark: Vec<(u32, u32)>,
    plain: Vec<(u32, u32)>,
}

impl Reading {
    /// None without pairs.
    fn of(block: &BlockPairs) -> Option<Reading> {
        let by_first = |which: bool| {
            let mut chosen: Vec<(u32, u32)> = block.pairs.iter().filter(|p| p.2 == which).map(|p| (p.0, p.1)).collect();
            chosen.sort_unstable();
            chosen
        };
        let (plain, with_mark) = (by_first(false), by_first(true));
        let (all, marked) = (block.pairs.len() as u64, with_mark.len() as u64);
        (all > 0).then_some(Reading { all, marked, with_mark, plain })
    }
}

/// Random numbers, two from each step of the generator.
struct Halves<R> {
    random: R,
    left: Option<u32>,
}

impl<R: Rng> Halves<R> {
    fn of(random: R) -> Halves<R> {
        Halves { random, left: None }
    }

    /// A whole number below `bound`. The bound is a number of people or of pairs within a school: so far below 2³² that
    /// multiplying favours no number by more than one in thousands.
    fn below(&mut self, bound: u64) -> u64 {
        let half = self.left.take().unwrap_or_else(|| {
            let both = self.random.next_u64();
            self.left = Some(both as u32);
            (both >> 32) as u32
        });
        (u64::from(half) * bound) >> 32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inference::bootstrap::Stability;

    #[test]
    fn the_draws_lie_around_the_share_itself() {
        // A ring of 20 in which every second neighbour is marked.
        let pairs = (0..20u32).map(|v| (v.min((v + 1) % 20), v.max((v + 1) % 20), v % 2 == 0)).collect();
        let draws = resampled(&[BlockPairs::new(20, pairs)], 4_000, 1);
        let shares: Vec<f64> = draws[0].iter().filter(|d| d.0 > 0).map(|d| f64::from(d.1) / f64::from(d.0)).collect();
        let mean = shares.iter().sum::<f64>() / shares.len() as f64;
        assert!((mean - 0.5).abs() < 0.01, "{mean}");
        let stability = Stability::of(shares).unwrap();
        assert!(stability.low > 0.1 && stability.high < 0.9);
    }

    #[test]
    fn a_school_has_the_same_draws_beside_whatever_other_schools_and_on_any_number_of_threads() {
        let school = BlockPairs::new(5, vec![(0, 1, true), (1, 2, false), (3, 4, true)]);
        let other = BlockPairs::new(3, vec![(0, 1, false)]);
        let alone = resampled(std::slice::from_ref(&school), 50, 3);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
        let both = pool.install(|| resampled(&[school, other], 50, 3));
        assert_eq!(alone[0], both[0]);
    }

    #[test]
    fn several_readings_of_the_same_people_give_what_each_gives_by_itself() {
        let many = BlockPairs::new(9, (0..8).map(|v| (v, v + 1, v % 2 == 0)).collect());
        let few = BlockPairs::new(9, vec![(0, 8, true)]);
        let nothing = BlockPairs::new(9, Vec::new());
        let together = resampled_under(&[vec![&nothing], vec![&many], vec![&few]], 50, 3);
        for (own, together) in [nothing, many, few].into_iter().zip(together) {
            assert_eq!(resampled(&[own], 50, 3), together);
        }
    }

    #[test]
    fn a_school_without_talk_has_draws_without_pairs() {
        assert_eq!(resampled(&[BlockPairs::new(4, Vec::new())], 3, 1), [[(0, 0); 3]]);
        assert_eq!(resampled(&[BlockPairs::default()], 2, 1), [[(0, 0); 2]]);
    }
}

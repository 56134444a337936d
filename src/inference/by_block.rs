//! Vertex bootstrap of many small networks at once: one share per school, and what it is compared with.

use super::bootstrap::{LANES, Stability, Times, copies, once_more};
use super::{Draw, generator};
use rand::Rng;
use rayon::prelude::*;
use std::collections::BTreeMap;

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
    let drawn: Vec<Option<Drawn>> = blocks.par_iter().enumerate().map(of).collect();
    drawn.into_iter().map(|of| of.map_or_else(Vec::new, |of| of.iter().collect())).collect()
}

/// Pairs and marked pairs of one block in each draw: of a school of the usual size in half the memory, because a country
/// has millions of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Drawn {
    /// Where they fit.
    Few(Vec<(u16, u16)>),
    /// Where they may not.
    Many(Vec<(u32, u32)>),
}

impl Drawn {
    /// Room for so many draws. `most` is how many pairs there could be, none where a pair stands more than once.
    fn of(most: Option<u64>, draws: usize) -> Drawn {
        if most.is_some_and(|most| u16::try_from(most).is_ok()) {
            Drawn::Few(Vec::with_capacity(draws))
        } else {
            Drawn::Many(Vec::with_capacity(draws))
        }
    }

    fn push(&mut self, (pairs, marked): (u32, u32)) {
        match (u16::try_from(pairs), u16::try_from(marked), &mut *self) {
            (Ok(pairs), Ok(marked), Drawn::Few(list)) => list.push((pairs, marked)),
            (_, _, Drawn::Many(list)) => list.push((pairs, marked)),
            // More than was thought possible: pairs that were given both ways round.
            _ => *self = Drawn::Many(self.iter().chain([(pairs, marked)]).collect()),
        }
    }

    /// How far the share of marked pairs could move.
    pub(crate) fn spread(&self) -> Option<Stability> {
        let shares = self.iter().filter(|draw| draw.0 > 0).map(|(pairs, marked)| f64::from(marked) / f64::from(pairs));
        Stability::of(shares.collect())
    }

    /// (pairs, marked) of each draw.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, u32)> {
        let (few, many) = match self {
            Drawn::Few(list) => (&list[..], &[][..]),
            Drawn::Many(list) => (&[][..], &list[..]),
        };
        few.iter().map(|d| (u32::from(d.0), u32::from(d.1))).chain(many.iter().copied())
    }
}

/// The same for the same people under several readings of what their pairs are: each reading gives what it gives by itself,
/// and people are drawn once for all of them. At most [`MOST_READINGS`].
/// `turns` are the numbers of the blocks' generators.
pub(crate) fn resampled_under(readings: &[Vec<&BlockPairs>], turns: &[u32], draws: u32, seed: u64) -> Vec<Vec<Drawn>> {
    let blocks = readings.first().map_or(0, Vec::len);
    let of = |number: usize| {
        let under: Vec<&BlockPairs> = readings.iter().map(|blocks| blocks[number]).collect();
        of_block(&under, draws, seed, turns[number].into())
    };
    let made: Vec<Vec<Drawn>> = (0..blocks).into_par_iter().map(of).collect();
    let mut by_reading: Vec<Vec<Drawn>> = readings.iter().map(|_| Vec::with_capacity(blocks)).collect();
    for of_block in made {
        by_reading.iter_mut().zip(of_block).for_each(|(list, own)| list.push(own));
    }
    by_reading
}

/// How many readings can be gone through together.
pub(crate) const MOST_READINGS: usize = u32::BITS as usize;

/// One block under several readings, all of which have the same people.
fn of_block(under: &[&BlockPairs], draws: u32, seed: u64, number: u64) -> Vec<Drawn> {
    assert!(under.len() <= MOST_READINGS, "more readings than bits");
    let n = under.first().map_or(0, |block| block.people);
    let possible = u64::from(n) * u64::from(n.saturating_sub(1)) / 2;
    let (alike, twice) = alike(under);
    let most = Some(possible).filter(|_| !twice);
    let mut found: Vec<Drawn> = under.iter().map(|_| Drawn::of(most, draws as usize)).collect();
    if n == 0 || alike.is_empty() {
        found.iter_mut().for_each(|found| (0..draws).for_each(|_| found.push((0, 0))));
        return found;
    }
    let marked = |block: &BlockPairs| block.pairs.iter().filter(|p| p.2).count() as u32;
    let numbers: Vec<[u32; 2]> = under.iter().map(|block| [block.pairs.len() as u32, marked(block)]).collect();
    let mut bounds = Bounds::of(numbers.as_flattened(), possible);
    let readings: Vec<(usize, usize)> = numbers.iter().map(|of| (bounds.place(of[0]), bounds.place(of[1]))).collect();
    let mut random = Halves::of(generator(seed, Draw::Bootstrap, number));
    let mut times: Vec<Times> = vec![[0; LANES]; n as usize];
    for from in (0..draws as usize).step_by(LANES) {
        let together = LANES.min(draws as usize - from);
        times.fill([0; LANES]);
        let mut counts = vec![[[0u32; LANES]; 2]; readings.len()];
        for lane in 0..together {
            let mut twice = 0;
            random.below(u64::from(n), n, |v| twice += once_more(&mut times[v][lane]));
            // For each pair of the same person a pair of all that there could be.
            let below = bounds.below(&mut random, possible, twice);
            for ([pairs, with_mark], &(all, marked)) in counts.iter_mut().zip(&readings) {
                (pairs[lane], with_mark[lane]) = (below[all], below[marked]);
            }
        }
        for Alike { there, marked, pairs } in &alike {
            let copied = copies(pairs, &times);
            for (reading, counts) in counts.iter_mut().enumerate() {
                for (counts, which) in counts.iter_mut().zip([there, marked]) {
                    if which >> reading & 1 != 0 {
                        counts.iter_mut().zip(&copied).for_each(|(n, copied)| *n += *copied as u32);
                    }
                }
            }
        }
        for (found, [pairs, marked]) in found.iter_mut().zip(&counts) {
            pairs.iter().zip(marked).take(together).for_each(|(&pairs, &marked)| found.push((pairs, marked)));
        }
    }
    found
}

/// How many of some numbers are below each of a few bounds.
struct Bounds {
    /// In order, each once.
    list: Vec<u32>,
    /// By number, how many bounds it is not below: where there are not too many numbers for a table.
    not_below: Vec<u8>,
    /// By that, a one in the byte of each bound that it is below: where there are bytes for all of them.
    ones: Option<[u128; 32]>,
    counts: Vec<u32>,
}

impl Bounds {
    /// Of numbers below `numbers`.
    fn of(bounds: &[u32], numbers: u64) -> Bounds {
        let mut bounds = bounds.to_vec();
        bounds.sort_unstable();
        bounds.dedup();
        let place = |u: u32| bounds.partition_point(|&bound| bound <= u) as u8;
        let not_below: Vec<u8> =
            if u16::try_from(numbers).is_ok() { (0..numbers as u32).map(place).collect() } else { Vec::new() };
        let every = u128::from_le_bytes([1; size_of::<u128>()]);
        let ones = |place: usize| every.checked_shl(place as u32 * u8::BITS).unwrap_or(0);
        let few = bounds.len() <= size_of::<u128>() && !not_below.is_empty();
        let ones = few.then(|| std::array::from_fn(ones));
        Bounds { counts: vec![0; bounds.len() + 1], list: bounds, not_below, ones }
    }

    /// Where a bound stands among them.
    fn place(&self, bound: u32) -> usize {
        self.list.partition_point(|&other| other < bound)
    }

    /// By place of the bound, how many of so many random numbers are below it.
    fn below(&mut self, random: &mut Halves<impl Rng>, numbers: u64, many: u32) -> &[u32] {
        let Bounds { list, not_below, ones, counts } = self;
        counts.fill(0);
        if let Some(ones) = ones {
            let mut left = many;
            while left > 0 {
                // So many can be counted in a byte.
                let some = left.min(u32::from(u8::MAX));
                let mut sums = 0u128;
                random.below(numbers, some, |u| sums += ones[usize::from(not_below[u]) % ones.len()]);
                counts.iter_mut().zip(sums.to_le_bytes()).for_each(|(count, sum)| *count += u32::from(sum));
                left -= some;
            }
            return counts;
        }
        let place = |u: usize| match not_below.get(u) {
            Some(&place) => usize::from(place),
            None => list.partition_point(|&bound| bound as usize <= u),
        };
        random.below(numbers, many, |u| counts[place(u)] += 1);
        let mut sum = 0;
        for count in counts.iter_mut() {
            sum += *count;
            *count = sum;
        }
        counts
    }
}

/// Pairs that are there under the same readings, and marked under the same.
struct Alike {
    there: u32,
    marked: u32,
    pairs: Vec<(u32, u32)>,
}

/// The pairs of a block under all readings, those that are alike together; whether a reading has a pair twice.
fn alike(under: &[&BlockPairs]) -> (Vec<Alike>, bool) {
    let mut all: Vec<(u32, u32, u32, bool)> = Vec::with_capacity(under.iter().map(|block| block.pairs.len()).sum());
    for (reading, block) in (0u32..).zip(under) {
        all.extend(block.pairs.iter().map(|&(a, b, marked)| (a, b, reading, marked)));
    }
    // The lists are in order, one behind the other: a stable sort merges them.
    all.sort_by_key(|pair| (pair.0, pair.1));
    let mut groups: BTreeMap<(u32, u32), Vec<(u32, u32)>> = BTreeMap::new();
    let (mut there, mut marked, mut twice) = (0, 0, false);
    for (at, &(a, b, reading, is_marked)) in all.iter().enumerate() {
        (there, marked) = (there | 1 << reading, marked | u32::from(is_marked) << reading);
        // A reading may hold a pair twice: then it counts twice.
        let next = all.get(at + 1).filter(|next| (next.0, next.1) == (a, b));
        let again = next.is_some_and(|next| there >> next.2 & 1 != 0);
        twice |= again;
        if next.is_none() || again {
            groups.entry((there, marked)).or_default().push((a, b));
            (there, marked) = (0, 0);
        }
    }
    let groups = groups.into_iter().map(|((there, marked), pairs)| Alike { there, marked, pairs });
    (groups.collect(), twice)
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

    /// Whole numbers below `bound`, one after the other. The bound is a number of people or of pairs within a school: so
    /// far below 2³² that multiplying favours no number by more than one in thousands.
    #[inline]
    fn below(&mut self, bound: u64, many: u32, mut each: impl FnMut(usize)) {
        let mut take = |half: u32| each(((u64::from(half) * bound) >> 32) as usize);
        let mut many = many;
        if many > 0
            && let Some(half) = self.left.take()
        {
            take(half);
            many -= 1;
        }
        for _ in 0..many / 2 {
            let both = self.random.next_u64();
            take((both >> 32) as u32);
            take(both as u32);
        }
        if many % 2 == 1 {
            let both = self.random.next_u64();
            take((both >> 32) as u32);
            self.left = Some(both as u32);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let together = resampled_under(&[vec![&nothing], vec![&many], vec![&few]], &[0], 50, 3);
        for (own, together) in [nothing, many, few].into_iter().zip(together) {
            assert_eq!(resampled(&[own], 50, 3)[0], together[0].iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_pair_that_stands_twice_counts_twice_and_a_large_school_has_room() {
        let twice = BlockPairs::new(2, vec![(0, 1, true), (0, 1, false)]);
        let once = BlockPairs::new(2, vec![(0, 1, false)]);
        // Either both are drawn, or one of them twice, and then one pair is taken instead.
        let (two, one) = (resampled(&[twice], 50, 3), resampled(&[once], 50, 3));
        assert!(one[0].iter().all(|d| *d == (1, 0)) && two[0].iter().all(|d| [(1, 1), (2, 1)].contains(d)));
        assert!(two[0].contains(&(1, 1)) && two[0].contains(&(2, 1)));
        let all = (0..400u32).flat_map(|a| (a + 1..400).map(move |b| (a, b, true))).collect();
        let large = resampled(&[BlockPairs::new(400, all)], 5, 3);
        // Everybody talks with everybody: so do those who are drawn, and one with oneself.
        assert!(large[0].iter().all(|d| *d == (79_800, 79_800)));
    }

    #[test]
    fn a_school_without_talk_has_draws_without_pairs() {
        assert_eq!(resampled(&[BlockPairs::new(4, Vec::new())], 3, 1), [[(0, 0); 3]]);
        assert_eq!(resampled(&[BlockPairs::default()], 2, 1), [[(0, 0); 2]]);
    }
}

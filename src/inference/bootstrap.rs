//! Vertex bootstrap and jackknife: how far a figure could move if the same habits produced another period.

use super::permutation::Exchange;
use super::{Draw, generator};
use rand::{Rng, RngExt};
use rayon::prelude::*;

/// Connected pairs sorted into classes (mutual, one-way; talk, talk and door; …). Pairs that are not listed are of no
/// class.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PairClasses {
    /// Number of classes.
    pub classes: usize,
    /// Two different people and a class.
    pub pairs: Vec<(u32, u32, usize)>,
}

impl PairClasses {
    /// How many pairs of each class.
    pub fn counts(&self) -> Vec<f64> {
        let mut counts = vec![0.0; self.classes];
        for &(_, _, class) in &self.pairs {
            counts[class] += 1.0;
        }
        counts
    }
}

/// How sure a figure is, by resampling.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Stability {
    /// Standard error over the draws.
    pub standard_error: f64,
    /// The 2.5th percentile of the draws.
    pub low: f64,
    /// The 97.5th percentile.
    pub high: f64,
    /// Draws in which the figure existed.
    pub draws: u32,
}

impl Stability {
    /// From draws; none with fewer than two.
    pub fn of(mut draws: Vec<f64>) -> Option<Stability> {
        if draws.len() < 2 {
            return None;
        }
        let (n, standard_error) = (draws.len() as f64, standard_error(&draws)?);
        // Four of the draws in order of size are needed, not the order of all of them.
        let mut at = |share: f64| {
            let place = share * (n - 1.0);
            let (_, &mut below, others) = draws.select_nth_unstable_by(place.floor() as usize, f64::total_cmp);
            let above = others.iter().copied().fold(f64::INFINITY, f64::min);
            if others.is_empty() { below } else { below + (above - below) * place.fract() }
        };
        let (low, high) = (at(0.025), at(0.975));
        Some(Stability { standard_error, low, high, draws: draws.len() as u32 })
    }
}

/// Standard error over draws; none with fewer than two.
pub(crate) fn standard_error(draws: &[f64]) -> Option<f64> {
    let n = draws.len() as f64;
    let mean = draws.iter().sum::<f64>() / n;
    let squares = draws.iter().map(|d| (d - mean) * (d - mean)).sum::<f64>();
    (draws.len() > 1).then(|| (squares / (n - 1.0)).sqrt())
}

/// Figures of resampled networks, one for each draw in which the figure exists.
///
/// # Formula
/// People are drawn with replacement within each block of `blocks`; a pair of drawn people has the class of the pair it
/// came from. Where the same person is drawn twice, that pair gets the class of a pair drawn at random from the pairs
/// within the block (Snijders and Borgatti 1999). `figure` gets the number of pairs of each class.
///
/// # Reads
/// `classes`: pairs with both ends in `blocks`.
///
/// # Value
/// At most `draws` figures, in order of the draws' numbers, the same for any number of threads.
///
/// # Cost
/// Pairs and people for each draw.
///
/// # Source
/// Snijders and Borgatti (1999), *Connections* 22(2):161–170.
///
/// # Example
/// ```
/// use staffroom::inference::{bootstrap::{PairClasses, Stability, vertex_bootstrap}, permutation::Exchange};
/// let ties = PairClasses { classes: 1, pairs: vec![(0, 1, 0), (1, 2, 0), (2, 3, 0)] };
/// let density = vertex_bootstrap(&ties, &Exchange::free(4), 1_000, 1, |counts| Some(counts[0] / 6.0));
/// let stability = Stability::of(density).unwrap();
/// assert!(stability.low < 0.5 && 0.5 < stability.high);
/// ```
pub fn vertex_bootstrap(
    classes: &PairClasses,
    blocks: &Exchange,
    draws: u32,
    seed: u64,
    figure: impl Fn(&[f64]) -> Option<f64> + Sync + Send,
) -> Vec<f64> {
    let within = within_blocks(classes, blocks);
    // Pairs of one class together, and whole numbers: there is nothing to wait for between two additions.
    let mut by_class: Vec<Vec<(u32, u32)>> = vec![Vec::new(); classes.classes];
    classes.pairs.iter().for_each(|&(a, b, class)| by_class[class].push((a, b)));
    let some = |(times, twice, counts): &mut (Vec<Times>, Vec<u32>, Vec<f64>), chunk: u32| {
        let numbers = chunk * LANES as u32..draws.min((chunk + 1) * LANES as u32);
        times.fill([0; LANES]);
        let mut randoms: Vec<_> = numbers.map(|number| generator(seed, Draw::Bootstrap, u64::from(number))).collect();
        twice.clear();
        twice.resize(randoms.len() * within.len(), 0);
        // Block after block, so that people who stand together in memory are drawn in all of these draws.
        for (b, block) in blocks.blocks().iter().enumerate() {
            for (lane, random) in randoms.iter_mut().enumerate() {
                twice[lane * within.len() + b] = resample(block, random, times, lane);
            }
        }
        let copies: Vec<[u64; LANES]> = by_class.iter().map(|pairs| copies(pairs, times)).collect();
        let figures = randoms.iter_mut().enumerate().filter_map(|(lane, random)| {
            counts.clear();
            counts.extend(copies.iter().map(|copies| copies[lane] as f64));
            for (chance, &twice) in within.iter().zip(&twice[lane * within.len()..]) {
                for _ in 0..twice {
                    let u: f64 = random.random();
                    if let Some(class) = chance.iter().position(|&c| u < c) {
                        counts[class] += 1.0;
                    }
                }
            }
            figure(counts)
        });
        figures.collect()
    };
    let found: Vec<Vec<f64>> = (0..draws.div_ceil(LANES as u32))
        .into_par_iter()
        .map_init(|| (vec![[0; LANES]; blocks.nodes()], Vec::new(), Vec::new()), some)
        .collect();
    found.concat()
}

/// So many draws go over the pairs together.
pub(crate) const LANES: usize = 16;

/// How often somebody was drawn in each of these. Nobody is drawn as often as a byte ends: the chance has hundreds of
/// noughts.
pub(crate) type Times = [u8; LANES];

/// Draws somebody once more; how many more pairs of this person with oneself there are then: one with each time before.
#[inline]
pub(crate) fn once_more(times: &mut u8) -> u32 {
    let before = *times;
    *times = before.saturating_add(1);
    u32::from(before)
}

/// Draws people of a block; how many pairs of the same person there are then.
fn resample(block: &[u32], random: &mut impl Rng, times: &mut [Times], lane: usize) -> u32 {
    let mut somebody = || block[random.random_range(0..block.len() as u32) as usize] as usize;
    (0..block.len()).map(|_| once_more(&mut times[somebody()][lane])).sum()
}

/// How many copies of some pairs there are in each draw.
pub(crate) fn copies(pairs: &[(u32, u32)], times: &[Times]) -> [u64; LANES] {
    let mut all = [0; LANES];
    // So many products of two bytes fit in 32 bits.
    for pairs in pairs.chunks(1 << 16) {
        let mut some = [0u32; LANES];
        for &(a, b) in pairs {
            let (a, b) = (&times[a as usize], &times[b as usize]);
            for lane in 0..LANES {
                some[lane] += u32::from(u16::from(a[lane]) * u16::from(b[lane]));
            }
        }
        all.iter_mut().zip(some).for_each(|(all, some)| *all += u64::from(some));
    }
    all
}

/// For each block, the share of its own pairs that are of class 0, of class 0 or 1, and so on.
fn within_blocks(classes: &PairClasses, blocks: &Exchange) -> Vec<Vec<f64>> {
    let mut block_of = vec![0usize; blocks.nodes()];
    for (b, block) in blocks.blocks().iter().enumerate() {
        for &v in block {
            block_of[v as usize] = b;
        }
    }
    let mut shares = vec![vec![0.0; classes.classes]; blocks.blocks().len()];
    for &(x, y, class) in &classes.pairs {
        if block_of[x as usize] == block_of[y as usize] {
            shares[block_of[x as usize]][class] += 1.0;
        }
    }
    for (share, block) in shares.iter_mut().zip(blocks.blocks()) {
        let pairs = (block.len() * block.len().saturating_sub(1) / 2).max(1) as f64;
        let mut sum = 0.0;
        for slot in share.iter_mut() {
            sum += *slot / pairs;
            *slot = sum;
        }
    }
    shares
}

/// The jackknife standard error of a figure from its values with one person left out at a time.
///
/// # Formula
/// `SE² = (n − 2)/(2n) · Σ (z₋ᵢ − mean)²`, the form for networks, where leaving out a person leaves out all its pairs.
///
/// # Value
/// None with fewer than three people.
///
/// ```
/// let se = staffroom::inference::bootstrap::jackknife(&[1.0 / 6.0, 1.0 / 6.0, 1.0 / 3.0, 1.0 / 3.0]).unwrap();
/// assert!((se - 0.0833).abs() < 1e-4);
/// ```
pub fn jackknife(left_out: &[f64]) -> Option<f64> {
    let n = left_out.len() as f64;
    if n < 3.0 {
        return None;
    }
    let mean = left_out.iter().sum::<f64>() / n;
    let squares: f64 = left_out.iter().map(|z| (z - mean) * (z - mean)).sum();
    Some(((n - 2.0) / (2.0 * n) * squares).sqrt())
}

/// How many standard errors apart two figures of different networks are: `(a − b)/√(SEa² + SEb²)`.
pub fn difference_in_standard_errors(a: f64, a_error: f64, b: f64, b_error: f64) -> Option<f64> {
    let error = a_error.hypot(b_error);
    (error > 0.0).then(|| (a - b) / error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_of_the_draws_is_near_the_figure_and_the_spread_near_the_jackknife() {
        // A ring of 20 with chords: 40 pairs of 190.
        let pairs = (0..20u32).flat_map(|v| [(v, (v + 1) % 20, 0), (v, (v + 7) % 20, 0)]).collect();
        let classes = PairClasses { classes: 1, pairs };
        let draws = vertex_bootstrap(&classes, &Exchange::free(20), 4_000, 3, |c| Some(c[0] / 190.0));
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        assert!((mean - 40.0 / 190.0).abs() < 0.004, "{mean}");
    }

    #[test]
    fn draws_are_the_same_for_any_number_of_threads() {
        let classes = PairClasses { classes: 2, pairs: vec![(0, 1, 0), (1, 2, 1), (3, 4, 0)] };
        let schools = Exchange::within(&[0, 0, 0, 1, 1]);
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| vertex_bootstrap(&classes, &schools, 200, 5, |c| Some(c[0] - c[1])))
        };
        assert_eq!(run(1), run(3));
    }
}

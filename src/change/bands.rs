//! How far a change could lie from what was seen, and whether it is more than noise.

use super::panel::Pair;
use crate::inference::bootstrap::{LANES, Stability, Times, copies, once_more};
use crate::inference::exact::{benjamini_hochberg, student_two_sided};
use crate::inference::{Draw, generator};
use rand::{Rng, RngExt};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a change was tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum How {
    /// People resampled, the same ones in both waves (Snijders and Borgatti 1999).
    Bootstrap,
    /// The exact test of `McNemar`.
    Mcnemar,
    /// The two waves' labels changed places at random within each person.
    Permutation,
}

/// What is said of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Said {
    /// More than noise, many figures at once taken into account.
    Changed,
    /// The whole band lies within what is not worth talking about.
    NotShown,
    /// The band holds both no change and one worth talking about.
    CannotTell,
}

impl Said {
    /// The names, in the order of the variants.
    pub const LABELS: [&'static str; 3] = ["changed", "not_shown", "cannot_tell"];
}

/// A figure in two waves, over people or pairs that both waves know, with its band.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Tested {
    /// The layer.
    pub layer: String,
    /// The figure: `density`, `reciprocity`, `open_door_rate`, `isolated`, or the mean of a figure about people.
    pub measure: String,
    /// Index of the school; none for everybody.
    pub school: Option<u32>,
    /// How it was tested.
    pub how: How,
    /// People who are in it in both waves and known.
    pub people: u32,
    /// In the first wave.
    pub before: f64,
    /// In the second.
    pub after: f64,
    /// Lower end of the band of the change.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// The chance of as large a change by noise alone.
    pub p: f64,
    /// The same with many figures at once taken into account.
    pub p_adjusted: f64,
    /// What is said.
    pub said: Said,
}

impl Tested {
    /// The change.
    pub fn change(&self) -> f64 {
        self.after - self.before
    }

    /// Whether the figure is a share of people or of ties, of which a difference of so many hundredths means the same
    /// whatever the share.
    fn is_share(&self) -> bool {
        self.how == How::Mcnemar || self.measure == "reciprocity"
    }
}

/// Decides what is said of each figure: many are looked at, and among many some change by noise.
///
/// # Formula
/// p-values are adjusted by Benjamini and Hochberg among the figures of the group and, apart from them, among those of
/// the schools, and doubled because there are two such families: where nothing changed, "changed" is said of any figure
/// at all in at most `significance` of the comparisons. *Changed* when the adjusted p is below it; *not shown* when the
/// whole band lies nearer to 0 than `minimum` (for densities and means: than that part of the first wave's figure);
/// else *cannot tell*.
pub fn decide(tested: &mut [Tested], significance: f64, minimum: f64) {
    for group in [true, false] {
        let family: Vec<usize> = (0..tested.len()).filter(|&i| tested[i].school.is_none() == group).collect();
        let p: Vec<f64> = family.iter().map(|&i| tested[i].p).collect();
        for (&i, adjusted) in family.iter().zip(benjamini_hochberg(&p)) {
            let t = &mut tested[i];
            t.p_adjusted = (2.0 * adjusted).min(1.0);
            let near = if t.is_share() { minimum } else { minimum * t.before.abs() };
            t.said = if t.p_adjusted < significance {
                Said::Changed
            } else if t.low >= -near && t.high <= near {
                Said::NotShown
            } else {
                Said::CannotTell
            };
        }
    }
}

/// The pairs of several layers among some people, by place among them. Few codes of [`Pair::code`] are there, and few
/// combinations of them over the layers: pairs of one combination stand together, as they are counted together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Codes {
    /// For each combination its pairs.
    pairs: Vec<Vec<(u32, u32)>>,
    /// For each combination the place of its code among the kinds of each layer; none where the layer has no such pair.
    combinations: Vec<Vec<Option<u8>>>,
    layers: Vec<LayerCodes>,
}

/// The codes of the pairs of one layer.
#[derive(Debug, Clone, Default)]
struct LayerCodes {
    /// Ordered pairs that both waves know.
    compared: f64,
    kinds: Vec<Kind>,
}

/// A code that some pairs have.
#[derive(Debug, Clone, Copy)]
struct Kind {
    /// The share of all pairs that are of this code or one before it.
    cumulative: f64,
    /// Arcs more in the second wave than in the first.
    arcs: f64,
    /// In each wave: one way; both ways. Only where both waves know both directions.
    one_way: [f64; 2],
    mutual: [f64; 2],
}

impl Kind {
    fn of(code: u8, cumulative: f64) -> Kind {
        let (was, is, known) = (code & 3, code >> 2 & 3, code >> 4);
        let both = [was, is].map(|ties| (known == 3 && ties != 0, ties == 3));
        let number = |yes: bool| f64::from(u8::from(yes));
        Kind {
            cumulative,
            arcs: f64::from((is & known).count_ones()) - f64::from((was & known).count_ones()),
            one_way: both.map(|(counts, mutual)| number(counts && !mutual)),
            mutual: both.map(|(counts, mutual)| number(counts && mutual)),
        }
    }
}

impl Codes {
    /// Of these pairs of each layer, with how many ordered pairs both waves know; `place` gives each end's place among
    /// `people`.
    pub(crate) fn of<P: Iterator<Item = Pair>>(
        layers: impl Iterator<Item = (P, u64)>,
        place: impl Fn(u32) -> u32,
        people: usize,
    ) -> Codes {
        let all = (people * people.saturating_sub(1) / 2).max(1) as f64;
        let (mut codes, mut found) = (Codes::default(), Vec::new());
        for (at, (pairs, compared)) in layers.enumerate() {
            let start = found.len();
            found.extend(pairs.map(|p| (place(p.a), place(p.b), at, p.code())));
            let mut counts = [0u64; 64];
            found[start..].iter().for_each(|p: &(u32, u32, usize, u8)| counts[p.3 as usize] += 1);
            let (mut sum, mut place_of, mut kinds) = (0.0, [0u8; 64], Vec::new());
            for (code, &count) in counts.iter().enumerate().filter(|c| *c.1 > 0) {
                sum += count as f64 / all;
                place_of[code] = kinds.len() as u8;
                kinds.push(Kind::of(code as u8, sum));
            }
            found[start..].iter_mut().for_each(|p| p.3 = place_of[p.3 as usize]);
            codes.layers.push(LayerCodes { compared: compared as f64, kinds });
        }
        found.sort_unstable();
        let mut places: BTreeMap<Vec<Option<u8>>, u32> = BTreeMap::new();
        for same in found.chunk_by(|p, q| (p.0, p.1) == (q.0, q.1)) {
            let mut kinds = vec![None; codes.layers.len()];
            same.iter().for_each(|&(_, _, layer, kind)| kinds[layer] = Some(kind));
            let next = places.len() as u32;
            let at = *places.entry(kinds).or_insert(next);
            codes.pairs.resize(places.len(), Vec::new());
            codes.pairs[at as usize].push((same[0].0, same[0].1));
        }
        codes.combinations.resize(places.len(), Vec::new());
        for (kinds, at) in places {
            codes.combinations[at as usize] = kinds;
        }
        codes
    }

    /// How many pairs of each kind the drawn people make, by layer, in each draw.
    fn count(&self, times: &[Times], counts: &mut Vec<Vec<[u64; LANES]>>) {
        counts.resize(self.layers.len(), Vec::new());
        for (layer, counts) in self.layers.iter().zip(counts.iter_mut()) {
            counts.clear();
            counts.resize(layer.kinds.len(), [0; LANES]);
        }
        for (kinds, pairs) in self.combinations.iter().zip(&self.pairs) {
            let count = copies(pairs, times);
            for (kind, counts) in kinds.iter().zip(counts.iter_mut()) {
                if let Some(kind) = kind {
                    counts[*kind as usize].iter_mut().zip(count).for_each(|(c, s)| *c += s);
                }
            }
        }
    }
}

impl LayerCodes {
    /// Changes of the density over ordered pairs that both waves know, and of the share of ties that are returned over
    /// pairs known both ways in both waves, from how many pairs there are of each code.
    fn figures(&self, counts: impl Iterator<Item = u64>) -> [Option<f64>; 2] {
        let (mut arcs, mut one_way, mut mutual) = (0.0, [0.0; 2], [0.0; 2]);
        for (kind, count) in self.kinds.iter().zip(counts) {
            let n = count as f64;
            arcs += n * kind.arcs;
            for wave in 0..2 {
                one_way[wave] += n * kind.one_way[wave];
                mutual[wave] += n * kind.mutual[wave];
            }
        }
        let rate = |wave: usize| {
            let ties = 2.0 * mutual[wave] + one_way[wave];
            (ties > 0.0).then(|| 2.0 * mutual[wave] / ties)
        };
        let reciprocity = rate(1).zip(rate(0)).map(|(now, then)| now - then);
        [(self.compared > 0.0).then(|| arcs / self.compared), reciprocity]
    }
}

/// Changes of density and reciprocity of each layer when people are drawn again, the same ones in both waves.
///
/// # Formula
/// People are drawn with replacement; a pair of drawn people is what the pair was that it came from, in both waves.
/// Where the same person is drawn twice, that pair is one drawn at random from all pairs (Snijders and Borgatti 1999).
/// The number of pairs that both waves know is taken as fixed.
///
/// # Value
/// For each layer the spread of density and of reciprocity; none where a figure exists in fewer than nine of ten draws.
///
/// # Cost
/// People and tied pairs for each draw; `block` has random numbers of its own.
pub(crate) fn paired_bootstrap(
    people: usize,
    codes: &Codes,
    draws: u32,
    seed: u64,
    block: u64,
    share: bool,
) -> Vec<[Option<Stability>; 2]> {
    let layers = &codes.layers;
    // Most pairs have no tie in either wave, on any layer.
    let tied = layers.iter().filter_map(|l| l.kinds.last()).map(|last| last.cumulative).fold(0.0, f64::max);
    let some = |(times, counts): &mut Scratch, chunk: u32| -> Vec<Vec<[Option<f64>; 2]>> {
        let numbers = chunk * LANES as u32..draws.min((chunk + 1) * LANES as u32);
        times.clear();
        times.resize(people, [0; LANES]);
        let drawn = |(lane, number): (usize, u32)| {
            let mut random = generator(seed, Draw::Bootstrap, block << 32 | u64::from(number));
            let mut somebody = || random.random_range(0..people as u32) as usize;
            let twice: u32 = (0..people).map(|_| once_more(&mut times[somebody()][lane])).sum();
            (twice, random)
        };
        let randoms: Vec<_> = numbers.enumerate().map(drawn).collect();
        codes.count(times, counts);
        let figures = |(lane, (twice, mut random)): (usize, (u32, Xoshiro256PlusPlus))| {
            for _ in 0..twice {
                let u: f64 = random.random();
                if u >= tied {
                    continue;
                }
                for (layer, counts) in layers.iter().zip(counts.iter_mut()) {
                    if layer.kinds.last().is_some_and(|last| u < last.cumulative)
                        && let Some(kind) = layer.kinds.iter().position(|k| u < k.cumulative)
                    {
                        counts[kind][lane] += 1;
                    }
                }
            }
            let of_layer = |(layer, counts): (&LayerCodes, &Vec<[u64; LANES]>)| {
                layer.figures(counts.iter().map(|lanes| lanes[lane]))
            };
            layers.iter().zip(counts.iter()).map(of_layer).collect()
        };
        randoms.into_iter().enumerate().map(figures).collect()
    };
    let chunks = 0..draws.div_ceil(LANES as u32);
    let made: Vec<Vec<Vec<[Option<f64>; 2]>>> = if share {
        chunks.into_par_iter().map_init(Scratch::default, some).collect()
    } else {
        let mut scratch = Scratch::default();
        chunks.map(|chunk| some(&mut scratch, chunk)).collect()
    };
    let spread = |layer: usize, figure: usize| {
        let values: Vec<f64> = made.iter().flatten().filter_map(|d| d[layer][figure]).collect();
        if values.len() * 10 < draws as usize * 9 { None } else { Stability::of(values) }
    };
    (0..layers.len()).map(|layer| [spread(layer, 0), spread(layer, 1)]).collect()
}

/// The chance of as large a change by noise alone, from the spread of the resampled changes: Student's t with one degree
/// of freedom less than there are people.
pub(crate) fn p_of_spread(change: f64, spread: &Stability, people: u32) -> f64 {
    if change.abs() < 1e-12 || spread.standard_error <= 0.0 {
        1.0
    } else {
        student_two_sided(change / spread.standard_error, people.saturating_sub(1).max(1))
    }
}

/// How often each person is drawn, and pairs by layer and kind, in draws side by side.
type Scratch = (Vec<Times>, Vec<Vec<[u64; LANES]>>);

/// How one figure of each person changed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Moves {
    /// Place among the stayers, row (a school; none when of no school in both waves), change; those without a change left out.
    pub(crate) moved: Vec<(u32, Option<u32>, f64)>,
}

/// For each figure, how often the sum of changes is as far from 0 when each person's two waves change places at random:
/// by row, the group last.
///
/// # Formula
/// Each draw gives every person a sign; a figure's sum is that of sign times change.
pub(crate) fn sign_flips(people: usize, figures: &[Moves], rows: usize, draws: u32, seed: u64) -> Vec<Vec<u32>> {
    let words = people.div_ceil(64);
    let seen: Vec<Vec<f64>> = figures
        .iter()
        .map(|moves| {
            let mut to = vec![[0.0; LANES]; rows];
            signed(moves, &vec![[0; LANES]; words], &mut to);
            to.iter().map(|sums| sums[0]).collect()
        })
        .collect();
    let none = || vec![vec![0u32; rows]; figures.len()];
    let some = |(mut far, mut bits, mut to): Signing, chunk: u32| {
        let numbers = chunk * LANES as u32..draws.min((chunk + 1) * LANES as u32);
        for (lane, number) in numbers.clone().enumerate() {
            let mut random = generator(seed, Draw::Permutation, 1 << 40 | u64::from(number));
            bits.iter_mut().for_each(|b| b[lane] = random.next_u64());
        }
        for ((moves, far), seen) in figures.iter().zip(&mut far).zip(&seen) {
            signed(moves, &bits, &mut to);
            for ((far, sums), seen) in far.iter_mut().zip(&to).zip(seen) {
                let of_draws = &sums[..numbers.len()];
                *far += of_draws.iter().filter(|sum| sum.abs() >= seen.abs() - 1e-9).count() as u32;
            }
        }
        (far, bits, to)
    };
    // Whole numbers are added up: the order does not matter.
    (0..draws.div_ceil(LANES as u32))
        .into_par_iter()
        .fold(|| (none(), vec![[0; LANES]; words], vec![[0.0; LANES]; rows]), some)
        .map(|(far, _, _)| far)
        .reduce(none, |mut a, b| {
            for (a, b) in a.iter_mut().zip(b) {
                a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
            }
            a
        })
}

/// How often each sum was as far out, and scratch: bits by person, sums by row.
type Signing = (Vec<Vec<u32>>, Vec<[u64; LANES]>, Vec<[f64; LANES]>);

/// Sums by row, the group last, when each person's change has the sign that the person's bit says, in each draw.
fn signed(moves: &Moves, bits: &[[u64; LANES]], to: &mut [[f64; LANES]]) {
    let add = |sums: &mut [f64; LANES], more: &[f64; LANES]| sums.iter_mut().zip(more).for_each(|(s, x)| *s += x);
    to.fill([0.0; LANES]);
    let mut all = [0.0; LANES];
    for run in moves.moved.chunk_by(|p, q| p.1 == q.1) {
        let mut own = [0.0; LANES];
        for &(place, _, change) in run {
            let (words, at) = (&bits[place as usize / 64], place % 64);
            for (sum, word) in own.iter_mut().zip(words) {
                // The drawn bit becomes the sign.
                *sum += f64::from_bits(change.to_bits() ^ word >> at << 63);
            }
        }
        if let Some(row) = run[0].1 {
            add(&mut to[row as usize], &own);
        }
        add(&mut all, &own);
    }
    if let Some(group) = to.last_mut() {
        add(group, &all);
    }
}

/// The p-value of a permutation test of signs, (r + 1)/(m + 1); where no draw was as far out, the tail of the curve that
/// the draws follow, which has the variance Σ change².
pub(crate) fn p_of_signs(far: u32, draws: u32, sum: f64, squares: f64, people: u32) -> f64 {
    let floor = f64::from(far + 1) / f64::from(draws + 1);
    if far > 0 || squares <= 0.0 {
        return floor.min(1.0);
    }
    floor.min(student_two_sided(sum / squares.sqrt(), people.max(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(a: u32, b: u32, was: u8, is: u8) -> Pair {
        Pair { a, b, was, is, known: 3, told: true }
    }

    #[test]
    fn the_draws_lie_around_the_change_and_are_the_same_for_any_number_of_threads() {
        // A ring of 24 that is one-way in the first wave and mutual for half of it in the second.
        let pairs: Vec<Pair> = (0..24).map(|v| pair(v, (v + 1) % 24, 1, if v % 2 == 0 { 3 } else { 1 })).collect();
        let codes = Codes::of(std::iter::once((pairs.into_iter(), 24 * 23)), |p| p, 24);
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| paired_bootstrap(24, &codes, 2_000, 3, 0, true))
        };
        let [density, reciprocity] = run(2)[0];
        let (density, reciprocity) = (density.unwrap(), reciprocity.unwrap());
        // 12 more of 552 arcs; 24 of 36 arcs are returned.
        assert!(density.low < 12.0 / 552.0 && 12.0 / 552.0 < density.high, "{density:?}");
        assert!(reciprocity.low < 2.0 / 3.0 && 2.0 / 3.0 < reciprocity.high, "{reciprocity:?}");
        assert_eq!(run(1), run(3));
    }

    #[test]
    fn signs_that_change_places_give_the_exact_chance() {
        // Four people who each gained one: of the 16 ways to sign them, 2 are as far out.
        let moves = Moves { moved: (0..4).map(|p| (p, Some(0), 1.0)).collect() };
        let far = sign_flips(4, &[moves], 2, 20_000, 5);
        for row in [0, 1] {
            assert!((f64::from(far[0][row]) / 20_000.0 - 0.125).abs() < 0.01, "{far:?}");
        }
    }

    #[test]
    fn one_small_p_among_many_is_not_called_a_change() {
        let one = |p: f64| Tested {
            layer: "all".into(),
            measure: "density".into(),
            school: None,
            how: How::Bootstrap,
            people: 20,
            before: 0.2,
            after: 0.3,
            low: 0.01,
            high: 0.2,
            p,
            p_adjusted: 1.0,
            said: Said::CannotTell,
        };
        let mut alone = [one(0.01)];
        decide(&mut alone, 0.05, 0.15);
        assert_eq!(alone[0].said, Said::Changed);
        let mut many: Vec<Tested> = (0..20).map(|k| one(0.01 + f64::from(k) * 0.05)).collect();
        decide(&mut many, 0.05, 0.15);
        assert!(many.iter().all(|t| t.said == Said::CannotTell));
    }
}

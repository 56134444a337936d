//! The E-I test: do ties stay within schools more than school sizes alone would make them?

use super::draws::Draws;
use super::permutation::{Exchange, shuffled};
use super::{Draw, PValues, generator};
use crate::measures::between_schools::ei::{EiFrame, tallies};
use crate::network::adjacency::{Adjacency, Rows};

/// The E-I test of the group and of each school.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct EiTest {
    /// E-I of all connected pairs, with the value expected from the sizes.
    pub group: EiFrame,
    /// p-values of the group's, two-sided around the expected value.
    pub group_p: PValues,
    /// E-I of the pairs with an end in each school.
    pub schools: Vec<EiFrame>,
    /// p-values of each school's, two-sided around its expected value.
    pub schools_p: Vec<PValues>,
}

/// Permutes who is in which school and compares the E-I index.
///
/// # Formula
/// E-I = (E − I)/(E + I) over connected pairs, E between schools and I within one. Labels change places freely among
/// the people who have a school, ties stay. p-values as in [`p_values`](super::p_values).
///
/// # Reads
/// Connected pairs of the layer, either way counts once; strength ignored. `labels` by node: the school; a label of
/// `schools` or more for outsiders, to whom a tie is a tie outward and who change places with nobody; none for people
/// who are left out with their ties.
///
/// # Value
/// Frames and p-values; where there is no tie, no index and p 1 without a draw.
///
/// # Cost
/// One walk over the pairs for every sixteen permutations; memory as people and pairs, 64 bytes a person in each thread.
///
/// # Source
/// Krackhardt and Stern (1988), *Social Psychology Quarterly* 51:123–140; the test as in UCINET's E-I routine.
///
/// # Example
/// ```
/// use staffroom::{inference::{draws::Draws, ei::ei_test}, network::adjacency::Adjacency};
/// let ties = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (0, 3)].map(|(a, b)| (a, b, 1.0));
/// let schools = [0, 0, 0, 1, 1, 1].map(Some);
/// let test = ei_test(&Adjacency::from_arcs(6, ties), &schools, 2, &Draws::new(1_000, 1));
/// assert_eq!(test.group.index, Some(-5.0 / 7.0));
/// assert!((test.group_p.lower - 0.1).abs() < 0.04);
/// ```
pub fn ei_test(adjacency: &Adjacency, labels: &[Option<u32>], schools: u32, draws: &Draws<'_>) -> EiTest {
    ei_test_within(adjacency, labels, schools, &Exchange::free(labels.len()), draws)
}

/// The E-I test in which only people of one block of `exchange` (of one role, say) change places.
///
/// # Formula
/// As [`ei_test`]. The expected value of the group is that of these permutations: for each connected pair, the chance
/// that its two people come to be of one school.
///
/// # Reads
/// As [`ei_test`]; `exchange` by node.
///
/// # Value
/// As [`ei_test`]; the expected values of single schools stay those of the sizes.
///
/// # Cost
/// As [`ei_test`].
///
/// # Source
/// As [`ei_test`].
pub fn ei_test_within(
    adjacency: &Adjacency,
    labels: &[Option<u32>],
    schools: u32,
    exchange: &Exchange,
    draws: &Draws<'_>,
) -> EiTest {
    let plain: Vec<u32> = labels.iter().map(|l| l.map_or(u32::MAX, |s| s.min(schools))).collect();
    let tallies = tallies(adjacency, &plain, schools, schools);
    let mut group = tallies.group_frame();
    let frames: Vec<EiFrame> = (0..schools as usize).map(|s| tallies.school_frame(s)).collect();
    let moves = Moves::of(adjacency, labels, schools, exchange);
    if exchange.blocks().len() > 1 && group.index.is_some() {
        let free = moves.expected_inside();
        group.expected = (moves.ends > 0).then(|| (moves.ends as f64 - 2.0 * free) / moves.ends as f64);
    }
    let width = 3 + 4 * schools as usize;
    let draws = draws.times(if group.index.is_some() { draws.count } else { 0 });
    let mut scratch = Scratch::of(&moves);
    scratch.put(0, &moves.label);
    moves.inside(&mut scratch);
    let within = scratch.inside(0);
    let far = |value: f64, frame: &EiFrame| match (frame.index, frame.expected) {
        // A draw as far from the centre counts, whatever the last digit.
        (Some(seen), Some(centre)) => (value - centre).abs() >= (seen - centre).abs() - 1e-9,
        _ => false,
    };
    let steps = moves.pairs.targets().len() + 2 * moves.label.len();
    let (sums, done) = draws.counted(
        steps,
        LANES as u32,
        width,
        || (moves.label.clone(), Scratch::of(&moves)),
        |numbers, (label, scratch), sums| {
            for (lane, number) in numbers.clone().enumerate() {
                label.copy_from_slice(&moves.label);
                moves.shuffle(&mut generator(draws.seed, Draw::Permutation, u64::from(number)), label);
                scratch.put(lane, label);
            }
            moves.inside(scratch);
            for lane in 0..numbers.len() {
                let own = scratch.inside(lane);
                let outside_and_across = moves.ends - own;
                sums[0] += u64::from(own >= within);
                sums[1] += u64::from(own <= within);
                sums[2] += u64::from(index(outside_and_across, own).is_some_and(|x| far(x, &group)));
                for (s, frame) in frames.iter().enumerate() {
                    let (inside, ends) = scratch.counts[s][lane];
                    let (Some(value), Some(seen)) = (index(ends - 2 * inside, inside), frame.index) else { continue };
                    let four = &mut sums[3 + 4 * s..][..4];
                    four[0] += u64::from(value <= seen);
                    four[1] += u64::from(value >= seen);
                    four[2] += u64::from(far(value, frame));
                    four[3] += 1;
                }
            }
        },
    );
    let of = |c: &[u64], m: u64| PValues::of_counts(c[0], c[1], c[2], m);
    EiTest {
        group,
        group_p: of(&sums[..3], u64::from(done)),
        schools_p: sums[3..].chunks_exact(4).map(|c| of(c, c[3])).collect(),
        schools: frames,
    }
}

/// What stays where it is while labels move: the people with a school, and the pairs they are in.
struct Moves {
    /// By person with a school: the school.
    label: Vec<u32>,
    /// Connected pairs of these, each once: by the first of a pair, the second.
    pairs: Rows,
    /// By person with a school: contacts with a school or outside.
    contacts: Vec<u32>,
    /// All pairs, those with outsiders included.
    ends: u64,
    schools: usize,
    /// Who changes places with whom, by place among these people; empty when everybody may with everybody.
    blocks: Vec<Vec<u32>>,
}

impl Moves {
    fn of(adjacency: &Adjacency, labels: &[Option<u32>], schools: u32, exchange: &Exchange) -> Moves {
        let mut place = vec![u32::MAX; labels.len()];
        let mut label = Vec::new();
        for (v, own) in labels.iter().enumerate() {
            if let Some(own) = own.filter(|&s| s < schools) {
                place[v] = label.len() as u32;
                label.push(own);
            }
        }
        let (mut pairs, mut contacts) = (Vec::new(), Vec::with_capacity(label.len()));
        let mut outside = 0;
        for v in (0..labels.len() as u32).filter(|&v| place[v as usize] != u32::MAX) {
            let mut count = 0;
            for &w in adjacency.both.of(v) {
                match place[w as usize] {
                    u32::MAX if labels[w as usize].is_none() => continue,
                    u32::MAX => outside += 1,
                    other if v < w => pairs.push((place[v as usize], other)),
                    _ => {}
                }
                count += 1;
            }
            contacts.push(count);
        }
        let ends = pairs.len() as u64 + outside;
        let pairs = Rows::from_sorted(label.len(), pairs.into_iter());
        let here = |block: &Vec<u32>| {
            let places = block.iter().map(|&v| place[v as usize]);
            places.filter(|&p| p != u32::MAX).collect::<Vec<u32>>()
        };
        let blocks: Vec<Vec<u32>> = exchange.blocks().iter().map(here).collect();
        let free = blocks.len() == 1 && blocks[0].len() == label.len();
        let blocks = if free { Vec::new() } else { blocks };
        Moves { label, pairs, contacts, ends, schools: schools as usize, blocks }
    }

    /// Deals the labels out anew, each block among itself.
    fn shuffle(&self, random: &mut impl rand::Rng, label: &mut [u32]) {
        if self.blocks.is_empty() {
            return shuffled(random, label);
        }
        for block in &self.blocks {
            let mut own: Vec<u32> = block.iter().map(|&p| label[p as usize]).collect();
            shuffled(random, &mut own);
            block.iter().zip(own).for_each(|(&p, l)| label[p as usize] = l);
        }
    }

    /// How many pairs come to be within a school, on average over all permutations.
    fn expected_inside(&self) -> f64 {
        let mut block_of = vec![u32::MAX; self.label.len()];
        let mut of_block: Vec<std::collections::BTreeMap<u32, f64>> = Vec::new();
        for (b, block) in self.blocks.iter().enumerate() {
            let mut counts = std::collections::BTreeMap::new();
            for &p in block {
                block_of[p as usize] = b as u32;
                *counts.entry(self.label[p as usize]).or_insert(0.0) += 1.0;
            }
            of_block.push(counts);
        }
        let size = |b: u32| self.blocks[b as usize].len() as f64;
        let has = |b: u32, l: u32| of_block[b as usize].get(&l).copied().unwrap_or(0.0);
        let mut known = std::collections::BTreeMap::new();
        let chance = |a: u32, b: u32| match (block_of[a as usize], block_of[b as usize]) {
            // Whoever is in no block stays where they are.
            (u32::MAX, u32::MAX) => f64::from(u8::from(self.label[a as usize] == self.label[b as usize])),
            (u32::MAX, q) => has(q, self.label[a as usize]) / size(q),
            (p, u32::MAX) => has(p, self.label[b as usize]) / size(p),
            (p, q) if p == q => {
                let pairs = of_block[p as usize].values().map(|c| c * (c - 1.0)).sum::<f64>();
                pairs / (size(p) * (size(p) - 1.0)).max(1.0)
            }
            (p, q) => of_block[p as usize].iter().map(|(&l, c)| c * has(q, l)).sum::<f64>() / (size(p) * size(q)),
        };
        let mut sum = 0.0;
        let pairs = (0..self.label.len() as u32).flat_map(|a| self.pairs.of(a).iter().map(move |&b| (a, b)));
        for (a, b) in pairs {
            let key = (block_of[a as usize], block_of[b as usize]);
            sum += if key.0 == u32::MAX || key.1 == u32::MAX {
                chance(a, b)
            } else {
                *known.entry(key).or_insert_with(|| chance(a, b))
            };
        }
        sum
    }

    /// Counts, in each of some permutations, the pairs within each school and its people's contacts.
    fn inside(&self, scratch: &mut Scratch) {
        scratch.counts.fill([(0, 0); LANES]);
        for (p, &contacts) in (0..).zip(&self.contacts) {
            let own = &scratch.labels[p as usize];
            let mut inside = [0; LANES];
            for &q in self.pairs.of(p) {
                let other = &scratch.labels[q as usize];
                (0..LANES).for_each(|lane| inside[lane] += u32::from(own[lane] == other[lane]));
            }
            for (lane, &school) in own.iter().enumerate() {
                let (pairs, all) = &mut scratch.counts[school as usize][lane];
                *pairs += u64::from(inside[lane]);
                *all += u64::from(contacts);
            }
        }
    }
}

/// So many permutations are counted together: a processor compares several labels in one step.
const LANES: usize = 16;

/// What counting some permutations needs.
struct Scratch {
    /// By person with a school: the school in each permutation.
    labels: Vec<[u32; LANES]>,
    /// By school and permutation: pairs inside, and contacts of its people.
    counts: Vec<[(u64, u64); LANES]>,
}

impl Scratch {
    fn of(moves: &Moves) -> Scratch {
        Scratch { labels: vec![[0; LANES]; moves.label.len()], counts: vec![[(0, 0); LANES]; moves.schools] }
    }

    /// The schools in one of the permutations.
    fn put(&mut self, lane: usize, label: &[u32]) {
        self.labels.iter_mut().zip(label).for_each(|(labels, &label)| labels[lane] = label);
    }

    /// Pairs within schools in one of them.
    fn inside(&self, lane: usize) -> u64 {
        self.counts.iter().map(|of_school| of_school[lane].0).sum()
    }
}

fn index(external: u64, internal: u64) -> Option<f64> {
    let all = external + internal;
    (all > 0).then(|| (external as f64 - internal as f64) / all as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(people: usize, ties: &[(u32, u32)]) -> Adjacency {
        Adjacency::from_arcs(people, ties.iter().map(|&(a, b)| (a, b, 1.0)))
    }

    /// T4 of the worked cases: two closed trios and one bridge.
    #[test]
    fn two_schools_with_one_bridge_are_as_inward_as_two_of_twenty_splits() {
        let adjacency = graph(6, &[(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (0, 3)]);
        let schools: Vec<_> = (0..6).map(|v| Some(v / 3)).collect();
        let test = ei_test(&adjacency, &schools, 2, &Draws::new(20_000, 1));
        assert_eq!(test.schools.iter().map(|f| f.index).collect::<Vec<_>>(), [Some(-0.5); 2]);
        // Exactly 0.1; with 20,000 draws the standard error is 0.0021.
        assert!((test.group_p.lower - 0.1).abs() < 0.008, "{:?}", test.group_p);
        // Nothing above the expected 0.2 is as far from it: the most is 1.
        assert!((test.group_p.two_sided - 0.1).abs() < 0.008, "{:?}", test.group_p);
    }

    #[test]
    fn a_tie_with_an_outsider_is_outward_whoever_stands_there() {
        // Two schools of two, an outsider tied to everybody, and somebody at group level who is left out.
        let ties = graph(6, &[(0, 1), (2, 3), (0, 4), (1, 4), (2, 4), (3, 4), (0, 5)]);
        let labels = [Some(0), Some(0), Some(1), Some(1), Some(2), None];
        let test = ei_test(&ties, &labels, 2, &Draws::new(3_000, 1));
        assert_eq!(test.group.index, Some(1.0 / 3.0));
        // Of the three ways to make two pairs of four people, one leaves both ties inside.
        assert!((test.group_p.lower - 1.0 / 3.0).abs() < 0.03, "{:?}", test.group_p);
        assert!((test.group_p.upper - 1.0).abs() < 1e-12);
    }

    #[test]
    fn with_people_changing_places_within_their_role_the_expected_value_is_that_of_these_permutations() {
        // Two schools of a leader and two teachers; leaders are tied to each other, teachers within their school.
        let ties = graph(6, &[(0, 3), (1, 2), (4, 5), (0, 1)]);
        let schools: Vec<_> = (0..6).map(|v| Some(v / 3)).collect();
        let roles = Exchange::within(&[0, 1, 1, 0, 1, 1]);
        let test = ei_test_within(&ties, &schools, 2, &roles, &Draws::new(20_000, 1));
        // Leaders are always of different schools. Two of four teachers are of one school with chance 1/3, a leader and
        // a teacher with 1/2: I = 0 + 1/3 + 1/3 + 1/2.
        let inside = 2.0 / 3.0 + 0.5;
        assert!((test.group.expected.unwrap() - (4.0 - 2.0 * inside) / 4.0).abs() < 1e-12);
        // Both pairs of teachers inside (1/3), and the leader with one of the own (1/2): 1/6 as inward as this.
        assert!((test.group_p.lower - 1.0 / 6.0).abs() < 0.01, "{:?}", test.group_p);
    }

    #[test]
    fn without_a_tie_there_is_nothing_to_test() {
        let test = ei_test(&graph(3, &[]), &[Some(0), Some(1), Some(1)], 2, &Draws::new(100, 1));
        assert_eq!((test.group.index, test.group_p.permutations), (None, 0));
        assert_eq!(ei_test(&graph(0, &[]), &[], 0, &Draws::new(100, 1)).schools, []);
    }

    #[test]
    fn side_by_side_permutations_count_as_one_by_one() {
        // Three schools of five and an outsider; leaders change places with leaders only.
        let ties: Vec<(u32, u32)> = (0..15).flat_map(|v| [(v, (v + 1) % 15), (v, (v * 4 + 2) % 15)]).collect();
        let ties: Vec<(u32, u32)> = ties.into_iter().chain([(3, 15), (9, 15)]).filter(|t| t.0 != t.1).collect();
        let adjacency = graph(16, &ties);
        let labels: Vec<Option<u32>> = (0..16).map(|v| Some(v / 5)).collect();
        for exchange in [Exchange::free(16), Exchange::within(&(0..16).map(|v| v % 5 == 0).collect::<Vec<_>>())] {
            let moves = Moves::of(&adjacency, &labels, 3, &exchange);
            let pairs = |label: &[u32]| {
                let each = (0..15u32).flat_map(|a| moves.pairs.of(a).iter().map(move |&b| (a, b)));
                each.filter(|&(a, b)| label[a as usize] == label[b as usize]).count() as u64
            };
            let seen = pairs(&moves.label);
            for count in [1, 15, 16, 17, 40] {
                let mut at_most = 0;
                for number in 0..count {
                    let mut label = moves.label.clone();
                    moves.shuffle(&mut generator(5, Draw::Permutation, number), &mut label);
                    at_most += u64::from(pairs(&label) <= seen);
                }
                let test = ei_test_within(&adjacency, &labels, 3, &exchange, &Draws::new(count as u32, 5));
                // Fewer pairs inside is an index at least as large.
                let upper = (at_most + 1) as f64 / (count + 1) as f64;
                assert!((test.group_p.upper - upper).abs() < 1e-12, "{count}: {upper} and {:?}", test.group_p);
            }
        }
    }
}

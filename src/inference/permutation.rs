//! Free and restricted permutations of people.

use super::{Draw, generator};
use rand::{Rng, RngExt};
use rayon::prelude::*;

/// Who may change places with whom: blocks of nodes.
///
/// With one block everybody may; with a block per school (or per school and role) people change places within it only,
/// which keeps everything that differs between schools as it is. That is the test for data from several schools:
/// ties cluster in schools, and a free permutation would call that clustering a finding each time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    nodes: usize,
    blocks: Vec<Vec<u32>>,
}

impl Exchange {
    /// Everybody may change places with everybody.
    pub fn free(nodes: usize) -> Exchange {
        Exchange { nodes, blocks: vec![(0..nodes as u32).collect()] }
    }

    /// Only people with the same label may change places. `None` is a label of its own.
    ///
    /// ```
    /// use staffroom::inference::permutation::Exchange;
    /// let schools = Exchange::within(&[Some(0), Some(1), Some(0), Some(1)]);
    /// let p = schools.permutation(1, 0);
    /// assert_eq!((p[0] % 2, p[1] % 2), (0, 1));
    /// ```
    pub fn within<L: Ord + Copy>(labels: &[L]) -> Exchange {
        let mut order: Vec<u32> = (0..labels.len() as u32).collect();
        order.sort_by_key(|&v| labels[v as usize]);
        let blocks = order.chunk_by(|&a, &b| labels[a as usize] == labels[b as usize]).map(<[u32]>::to_vec).collect();
        Exchange { nodes: labels.len(), blocks }
    }

    /// Number of people.
    pub fn nodes(&self) -> usize {
        self.nodes
    }

    /// The blocks.
    pub fn blocks(&self) -> &[Vec<u32>] {
        &self.blocks
    }

    /// Permutation number `number` of a seed: for each place, who stands there now.
    pub fn permutation(&self, seed: u64, number: u64) -> Vec<u32> {
        let mut places = vec![0; self.nodes];
        self.shuffle(&mut generator(seed, Draw::Permutation, number), &mut places);
        places
    }

    /// Fills `places` with a random permutation, each block among itself (Fisher and Yates).
    pub fn shuffle(&self, random: &mut impl Rng, places: &mut [u32]) {
        for block in &self.blocks {
            for (k, &v) in block.iter().enumerate() {
                let other = block[random.random_range(0..=k as u32) as usize];
                places[v as usize] = places[other as usize];
                places[other as usize] = v;
            }
        }
    }

    /// A statistic of each of `count` permutations, in order of their numbers, for any number of threads.
    /// `statistic` gets the permutation and a scratch of its thread.
    pub fn draws<T: Send, S>(
        &self,
        seed: u64,
        count: u32,
        scratch: impl Fn() -> S + Sync + Send,
        statistic: impl Fn(&[u32], &mut S) -> T + Sync + Send,
    ) -> Vec<T> {
        (0..count)
            .into_par_iter()
            .with_min_len(16)
            .map_init(
                || (vec![0u32; self.nodes], scratch()),
                |(places, own), number| {
                    let number = u64::from(number);
                    self.shuffle(&mut generator(seed, Draw::Permutation, number), places);
                    statistic(places, own)
                },
            )
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_permutation_moves_everybody_to_one_place() {
        let exchange = Exchange::free(50);
        for number in 0..20 {
            let mut places = exchange.permutation(3, number);
            places.sort_unstable();
            assert_eq!(places, (0..50).collect::<Vec<u32>>());
        }
    }

    #[test]
    fn every_order_of_three_comes_up_about_equally_often() {
        let exchange = Exchange::free(3);
        let mut seen = std::collections::BTreeMap::<Vec<u32>, u32>::new();
        for number in 0..6_000 {
            *seen.entry(exchange.permutation(1, number)).or_default() += 1;
        }
        assert_eq!(seen.len(), 6);
        // Each has expectation 1,000 and standard deviation 29.
        assert!(seen.values().all(|&c| (880..1120).contains(&c)), "{seen:?}");
    }

    #[test]
    fn people_stay_in_their_school_when_schools_are_blocks() {
        let school = [2, 0, 0, 1, 2, 1, 0];
        let exchange = Exchange::within(&school);
        for number in 0..30 {
            let places = exchange.permutation(9, number);
            assert!(places.iter().enumerate().all(|(v, &p)| school[v] == school[p as usize]));
        }
    }
}

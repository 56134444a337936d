//! Free and restricted permutations of people.

use super::draws::Draws;
use super::{Draw, generator};
use rand::Rng;

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

    /// Only people with the same label may change places. `None` is a label of its own. Blocks stand in the order of their
    /// first person.
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
        let same = |&a: &u32, &b: &u32| labels[a as usize] == labels[b as usize];
        let mut blocks: Vec<Vec<u32>> = order.chunk_by(same).map(<[u32]>::to_vec).collect();
        blocks.sort_unstable_by_key(|block| block[0]);
        Exchange { nodes: labels.len(), blocks }
    }

    /// Some people keep their place.
    #[must_use]
    pub fn without(mut self, stays: impl Fn(u32) -> bool) -> Exchange {
        self.blocks.iter_mut().for_each(|b| b.retain(|&v| !stays(v)));
        self.blocks.retain(|b| !b.is_empty());
        self
    }

    /// Number of people.
    pub fn nodes(&self) -> usize {
        self.nodes
    }

    /// The blocks; people in none of them keep their place.
    pub fn blocks(&self) -> &[Vec<u32>] {
        &self.blocks
    }

    /// Permutation number `number` of a seed: for each place, who stands there now.
    pub fn permutation(&self, seed: u64, number: u64) -> Vec<u32> {
        let mut places: Vec<u32> = (0..self.nodes as u32).collect();
        self.shuffle(&mut generator(seed, Draw::Permutation, number), &mut places);
        places
    }

    /// Fills `places`, which hold any permutation within the blocks, with a random one, each block among itself
    /// (Fisher and Yates).
    pub fn shuffle(&self, random: &mut impl Rng, places: &mut [u32]) {
        for block in &self.blocks {
            if let ([first, ..], [.., last]) = (&block[..], &block[..])
                && (last - first) as usize + 1 == block.len()
            {
                // People who stand side by side, as everybody does where all may change places.
                let own = &mut places[*first as usize..=*last as usize];
                own.iter_mut().zip(*first..).for_each(|(place, v)| *place = v);
                shuffled(random, own);
                continue;
            }
            for &v in block {
                places[v as usize] = v;
            }
            each_swap(random, block.len(), |k, other| places.swap(block[k] as usize, block[other] as usize));
        }
    }

    /// A statistic of each of the permutations, in order of their numbers, for any number of threads.
    /// `statistic` gets the permutation and a scratch of its thread; `steps` is about how much work it does.
    pub fn draws<T: Send, S>(
        &self,
        draws: &Draws<'_>,
        steps: usize,
        scratch: impl Fn() -> S + Sync + Send,
        statistic: impl Fn(&[u32], &mut S) -> T + Sync + Send,
    ) -> Vec<T> {
        draws.each(
            self.nodes + steps,
            || ((0..self.nodes as u32).collect::<Vec<u32>>(), scratch()),
            |number, (places, own)| {
                self.shuffle(&mut generator(draws.seed, Draw::Permutation, number), places);
                statistic(places, own)
            },
        )
    }
}

/// Puts values in a random order.
pub(super) fn shuffled<T>(random: &mut impl Rng, values: &mut [T]) {
    each_swap(random, values.len(), |k, other| values.swap(k, other));
}

/// The swaps of a shuffle, from the last place down: each place with one up to it.
///
/// Two numbers are taken from one word of 64 bits by multiplying (Brackett-Rozinsky and Lemire 2024). Without rejecting
/// anything a place is favoured by less than one part in 2⁶⁴/(people)², which no test can see.
fn each_swap(random: &mut impl Rng, many: usize, mut swap: impl FnMut(usize, usize)) {
    let below = |word: u64, bound: usize| {
        let product = u128::from(word) * bound as u128;
        ((product >> 64) as usize, product as u64)
    };
    let mut k = many;
    while k > 2 {
        let (first, rest) = below(random.next_u64(), k);
        let (second, _) = below(rest, k - 1);
        swap(k - 1, first);
        swap(k - 2, second);
        k -= 2;
    }
    if k == 2 {
        swap(1, below(random.next_u64(), 2).0);
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
    fn every_order_of_three_and_of_four_comes_up_about_equally_often() {
        for (people, orders) in [(3usize, 6usize), (4, 24)] {
            // People who do not stand side by side as well as those who do.
            for exchange in [
                Exchange::free(people),
                Exchange::within(&(0..2 * people).map(|v| v % 2).collect::<Vec<_>>()).without(|v| v % 2 == 1),
            ] {
                let mut seen = std::collections::BTreeMap::<Vec<u32>, u32>::new();
                for number in 0..1_000 * orders as u64 {
                    *seen.entry(exchange.permutation(1, number)).or_default() += 1;
                }
                assert_eq!(seen.len(), orders);
                // Each has expectation 1,000 and standard deviation 31 at most.
                assert!(seen.values().all(|&c| (870..1130).contains(&c)), "{seen:?}");
            }
        }
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

    #[test]
    fn blocks_stand_in_the_order_of_their_first_person() {
        assert_eq!(Exchange::within(&[1, 0, 1]).blocks(), [vec![0, 2], vec![1]]);
    }

    #[test]
    fn people_who_are_left_out_keep_their_place() {
        let exchange = Exchange::free(9).without(|v| v == 4);
        assert!((0..50).all(|number| exchange.permutation(2, number)[4] == 4));
    }
}

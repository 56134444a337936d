//! People who wait to be looked at by a walk, in the order of memory.

use crate::network::adjacency::Rows;

/// Whom a walk has found and not yet looked at: taken in their order, round and round. People of a school stand side by
/// side and are tied to each other, so that a walk in this order goes through memory instead of leaping about in it: in a
/// country it takes half the time of one that looks first at whom it found first. Who is next is found by looking at a bit
/// for each 4,096 people, in a network without any order at that for each person.
pub(super) struct Waiting {
    /// A bit for each person.
    people: Vec<u64>,
    /// A bit for each word of `people` that may have one.
    words: Vec<u64>,
    /// The word that is looked at.
    at: usize,
    /// How many wait.
    many: usize,
}

impl Waiting {
    /// Nobody yet, of so many.
    pub(super) fn of(people: usize) -> Waiting {
        let words = people.div_ceil(64);
        Waiting { people: vec![0; words], words: vec![0; words.div_ceil(64)], at: 0, many: 0 }
    }

    /// Walks from somebody, who was met, along rows: `meet` says of each who is found whether this is the first time. How
    /// many people were walked through.
    #[inline]
    pub(super) fn walk(&mut self, rows: &Rows, from: u32, mut meet: impl FnMut(u32) -> bool) -> u32 {
        let mut many = 0;
        self.begin(from);
        while let Some(v) = self.take() {
            many += 1;
            for &w in rows.of(v) {
                if meet(w) {
                    self.put(w);
                }
            }
        }
        many
    }

    /// Somebody waits, and is the next.
    fn begin(&mut self, person: u32) {
        self.at = person as usize / 64;
        self.put(person);
    }

    /// Somebody waits, who did not wait before.
    #[inline]
    fn put(&mut self, person: u32) {
        self.many += 1;
        let word = person as usize / 64;
        self.people[word] |= 1 << (person % 64);
        self.words[word / 64] |= 1 << (word % 64);
    }

    /// Who is next, and waits no longer.
    #[inline]
    fn take(&mut self) -> Option<u32> {
        // Asked first, so that somebody alone does not cost a look through everybody.
        self.many = self.many.checked_sub(1)?;
        loop {
            let word = self.people.get_mut(self.at)?;
            if *word != 0 {
                let bit = word.trailing_zeros();
                *word &= *word - 1;
                return Some(self.at as u32 * 64 + bit);
            }
            self.words[self.at / 64] &= !(1 << (self.at % 64));
            self.at = self.next_word()?;
        }
    }

    /// The next word with a bit, from the beginning again after the last.
    fn next_word(&self) -> Option<usize> {
        let first = self.at / 64;
        let behind = self.words[first] & (u64::MAX << (self.at % 64));
        let beyond = (first + 1..self.words.len()).chain(0..=first).map(|at| (at, self.words[at]));
        let mut words = std::iter::once((first, behind)).chain(beyond);
        words.find(|word| word.1 != 0).map(|(at, word)| at * 64 + word.trailing_zeros() as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_taken_once_in_their_order_round_and_round() {
        let mut waiting = Waiting::of(10_000);
        assert_eq!(waiting.take(), None);
        waiting.begin(5_000);
        for person in [9_999, 0, 5_001, 4_999] {
            waiting.put(person);
        }
        let mut taken = Vec::new();
        while let Some(person) = waiting.take() {
            taken.push(person);
            if person == 9_999 {
                waiting.put(9_998);
                waiting.put(70);
            }
        }
        // Within a word whoever stands before is still taken first.
        assert_eq!(taken, [4_999, 5_000, 5_001, 9_999, 9_998, 0, 70]);
        assert_eq!(Waiting::of(0).take(), None);
    }

    #[test]
    fn somebody_is_found_in_whatever_part_of_a_country_the_walk_is() {
        let mut waiting = Waiting::of(20_000);
        for (before, next) in [(0, 19_999), (19_999, 0), (4_095, 4_096), (8_192, 4_095), (12_000, 12_001), (7, 7)] {
            waiting.begin(before);
            assert_eq!(waiting.take(), Some(before));
            waiting.put(next);
            assert_eq!((waiting.take(), waiting.take()), (Some(next), None));
        }
    }
}
